//! When reminders are due, and that a process may end between any two writes of one.

use super::*;
use dateline_core::{Draft, Occasion, PartState};
use dateline_desk::places_of;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn zone_of(name: &str) -> Zone {
    name.parse().expect("a zone")
}

fn take(desk: &Desk, title: &str, published: &str, text: &str) {
    let draft = Draft {
        title: title.into(),
        text: text.into(),
        ..Draft::published(Moment::parse(published).expect("a moment"))
    };
    desk.take(&archive(), draft).expect("taken");
}

fn archive() -> ArchiveId {
    ArchiveId::server(5)
}

fn fair(desk: &Desk) -> Dossier {
    let now = Moment::parse("2026-12-01").expect("a day");
    let found = desk.event_named(&archive(), "harbour fair", &now);
    found.expect("looked").pop().expect("a fair")
}

/// A desk with a fair on 4 December and a reminder a day before it.
fn set() -> (Desk, Reminder) {
    let desk = Desk::in_memory().expect("a desk");
    let text = "The harbour fair will be held in Bergen on December 4, the mayor said.";
    take(&desk, "Harbour fair set", "2026-11-23", text);
    let event = fair(&desk);
    let reminder = Reminder {
        number: 9,
        person: 2,
        to: Recipient::Person(2),
        pings: false,
        event: event.id.clone(),
        marks: places_of(&event),
        lead: Lead::DAY,
        zone: "Europe/Oslo".into(),
        since: at("2026-12-01T12:00:00Z"),
        told: event.standing_ahead(),
        said: 0,
        saying: None,
        off: None,
    };
    desk.add_reminder(&archive(), &reminder).expect("kept");
    (desk, reminder)
}

/// What a look begins.
fn begun(desk: &Desk, now: &str) -> Vec<Job> {
    let under_way = desk.jobs(&archive()).expect("read");
    let found = look(desk, &archive(), &under_way, at(now));
    found.expect("looked").jobs
}

/// The post with all its messages in place.
fn stands(job: &Job) -> Job {
    let mut job = job.clone();
    for part in &mut job.parts {
        part.state = PartState::Stands(77);
    }
    job
}

#[test]
fn a_day_counts_from_nine_in_the_readers_zone_and_a_time_from_itself() {
    let (desk, _) = set();
    let mut event = fair(&desk);
    let due = |event: &Dossier, zone| due(event, Lead::DAY, &zone_of(zone));
    assert_eq!(due(&event, "Europe/Oslo"), Some(at("2026-12-03T08:00:00Z")));
    assert_eq!(due(&event, "-05:00"), Some(at("2026-12-03T14:00:00Z")));
    let six = NaiveTime::from_hms_opt(18, 0, 0).expect("a time");
    let when = event.view.when.take().expect("a day");
    event.view.when = when.at_clock(six, None);
    assert_eq!(due(&event, "Europe/Oslo"), Some(at("2026-12-03T17:00:00Z")));
    event.view.when = when.at_clock(six, Some("Asia/Kolkata"));
    assert_eq!(due(&event, "Europe/Oslo"), Some(at("2026-12-03T12:30:00Z")));
}

#[test]
fn a_day_before_is_at_nine_too_where_clocks_jump_between() {
    let (desk, _) = set();
    let mut event = fair(&desk);
    let days = [
        ("2026-03-29", "2026-03-28T08:00:00Z"),
        ("2026-10-25", "2026-10-24T07:00:00Z"),
    ];
    for (day, expected) in days {
        event.view.when = When::day(day.parse().expect("a day")).ok();
        let oslo = zone_of("Europe/Oslo");
        assert_eq!(due(&event, Lead::DAY, &oslo), Some(at(expected)));
    }
}

#[test]
fn what_is_due_is_begun_once_and_ends_the_reminder_when_it_is_settled() {
    let (desk, _) = set();
    assert!(begun(&desk, "2026-12-03T07:59:00Z").is_empty());
    let jobs = begun(&desk, "2026-12-03T08:00:00Z");
    assert_eq!(jobs.len(), 1);
    assert_eq!(jobs[0].occasion, Occasion::Turn(0));
    assert!(
        begun(&desk, "2026-12-03T08:00:01Z").is_empty(),
        "it is under way"
    );
    let done = stands(&jobs[0]);
    desk.settle_job(&archive(), &done).expect("settled");
    assert_eq!(desk.reminders(&archive()).expect("read"), []);
    // Killed before the record of the post went: it is settled again.
    desk.begin_job(&archive(), done.clone())
        .expect("still there");
    desk.settle_job(&archive(), &done).expect("settled");
    assert_eq!(desk.jobs(&archive()).expect("read"), []);
    assert!(begun(&desk, "2026-12-03T09:00:00Z").is_empty());
}

#[test]
fn killed_between_any_two_writes_a_move_is_told_once_and_the_reminder_behind_it() {
    let text = "The harbour fair was moved to December 11, the mayor said.";
    for killed_at in 0..4 {
        let (desk, reminder) = set();
        take(&desk, "Harbour fair moves", "2026-12-01", text);
        if killed_at == 0 {
            // What is to be told was kept, and the post not begun.
            let saying = Saying {
                told: Some(fair(&desk).standing_ahead()),
                is_last: false,
            };
            let kept =
                desk.change_reminder(&archive(), 9, |kept| kept.saying = Some(saying.clone()));
            assert!(kept.expect("kept").is_some());
        }
        let jobs = begun(&desk, "2026-12-01T13:00:00Z");
        assert_eq!(jobs.len(), 1, "{killed_at}");
        if killed_at == 1 {
            // Begun, and nothing sent.
            assert!(begun(&desk, "2026-12-01T13:01:00Z").is_empty());
            assert_eq!(desk.jobs(&archive()).expect("read"), jobs);
        }
        let done = stands(&jobs[0]);
        desk.keep_job(&archive(), &done).expect("kept");
        if killed_at == 2 {
            assert!(begun(&desk, "2026-12-01T13:02:00Z").is_empty());
        }
        desk.settle_job(&archive(), &done).expect("settled");
        if killed_at == 3 {
            desk.begin_job(&archive(), done.clone())
                .expect("still there");
            desk.settle_job(&archive(), &done).expect("settled");
        }
        let left = desk.reminders(&archive()).expect("read");
        assert_eq!((left[0].said, &left[0].saying), (1, &None), "{killed_at}");
        assert_ne!(left[0].told, reminder.told);
        assert!(begun(&desk, "2026-12-09T13:00:00Z").is_empty());
        let last = begun(&desk, "2026-12-10T08:00:00Z");
        assert_eq!(last[0].occasion, Occasion::Turn(1), "{killed_at}");
        assert_ne!(last[0].id, jobs[0].id);
    }
}
