//! What digests tell, and what posting them leaves behind.

use crate::{desk, id, moment};
use chrono::{DateTime, NaiveDate, Utc};
use dateline_core::{
    ArchiveId, Covered, Digest, DigestKind, Draft, EventId, Job, JobPart, Occasion, PartState,
    Post, Recipient, Section, Trouble,
};
use dateline_desk::Desk;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn digest(kind: DigestKind) -> Digest {
    let clock = "09:00:00".parse().expect("a time");
    Digest::daily(7, kind, clock, "UTC", at("2026-11-01T00:00:00Z"))
}

fn tell(desk: &Desk, name: &str, published: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment(published))
    };
    desk.take(&ArchiveId::local(), draft).expect("it is taken");
}

/// A fair that is set and then moved, and a vote.
fn told() -> Desk {
    let (desk, _) = desk();
    tell(
        &desk,
        "one",
        "2026-11-20T08:00",
        "The Lindvik harvest fair will be held in Lindvik on December 4, the harbour master said.",
    );
    tell(
        &desk,
        "vote",
        "2026-11-21T08:00",
        "The budget vote will be held in Norden on December 2, the council said.",
    );
    tell(
        &desk,
        "two",
        "2026-11-24T08:00",
        "The Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    desk
}

fn section(desk: &Desk, digest: &Digest, days: (&str, &str), since: &str, now: &str) -> Section {
    let covered = Covered {
        first: day(days.0),
        date: day(days.1),
        since: moment(since),
    };
    let local = ArchiveId::local();
    desk.digest_section(&local, digest, &covered, &moment(now))
        .expect("a section")
}

fn events(section: &Section) -> Vec<EventId> {
    section.events().cloned().collect()
}

/// A post of one message that tells these events.
fn job(kind: DigestKind, date: &str, events: Vec<EventId>, state: PartState) -> Job {
    let date = day(date);
    let of = (Recipient::Channel(7), Post::Digest(kind));
    let made = date.and_hms_opt(9, 0, 0).expect("a time").and_utc();
    let part = JobPart {
        content: "said".into(),
        events,
        state,
    };
    Job {
        parts: vec![part],
        ..Job::begun(&ArchiveId::local(), of, (date, Occasion::Slot), made)
    }
}

#[test]
fn today_and_week_tell_the_days_that_they_cover() {
    let desk = told();
    let count = |kind, days| {
        let digest = digest(kind);
        let since = "2026-11-20T00:00";
        events(&section(&desk, &digest, days, since, "2026-12-02T09:00")).len()
    };
    assert_eq!(count(DigestKind::Today, ("2026-12-02", "2026-12-02")), 1);
    assert_eq!(count(DigestKind::Today, ("2026-12-03", "2026-12-03")), 0);
    assert_eq!(
        count(DigestKind::Today, ("2026-12-01", "2026-12-03")),
        1,
        "a gap is covered"
    );
    assert_eq!(count(DigestKind::Week, ("2026-12-02", "2026-12-02")), 1);
    assert_eq!(count(DigestKind::Week, ("2026-12-05", "2026-12-05")), 1);
}

#[test]
fn a_date_without_a_day_is_no_event_of_today_but_one_of_the_week() {
    let (desk, _) = desk();
    tell(
        &desk,
        "market",
        "2026-11-20",
        "The Lindvik fish market will open in December 2026, the mayor said.",
    );
    tell(
        &desk,
        "vote",
        "2026-11-20",
        "The budget vote will be held in Norden on December 9, the council said.",
    );
    let days = ("2026-12-02", "2026-12-02");
    let of = |kind| {
        section(
            &desk,
            &digest(kind),
            days,
            "2026-11-20T00:00",
            "2026-12-02T09:00",
        )
    };
    assert_eq!(events(&of(DigestKind::Week)).len(), 1);
    let Section::Days { agenda, .. } = of(DigestKind::Today) else {
        panic!("days were asked for");
    };
    assert!(agenda.events.is_empty());
    let next = agenda.next.map(|event| event.view.title);
    assert_eq!(next.as_deref(), Some("budget vote"));
}

#[test]
fn a_topic_restricts_what_is_told() {
    let desk = told();
    let mut digest = digest(DigestKind::New);
    let day = ("2026-11-22", "2026-11-22");
    let count = |digest: &Digest| {
        let now = "2026-11-22T09:00";
        events(&section(&desk, digest, day, "2026-11-19T09:00", now)).len()
    };
    assert_eq!(count(&digest), 2);
    digest.topic = Some("budget vote".into());
    assert_eq!(count(&digest), 1);
}

#[test]
fn only_what_became_of_events_that_the_channel_was_told_about_is_a_change() {
    let (desk, local) = (told(), ArchiveId::local());
    let (new, changed) = (digest(DigestKind::New), digest(DigestKind::Changed));
    for digest in [&new, &changed] {
        desk.keep_digest(&local, digest).expect("kept");
    }
    let on = |date| (date, date);
    let later = |desk: &Desk| {
        let since = "2026-11-21T09:00";
        section(desk, &changed, on("2026-11-24"), since, "2026-11-24T09:00")
    };
    assert!(later(&desk).is_empty(), "nobody was told of the fair");
    let announced = section(
        &desk,
        &new,
        on("2026-11-20"),
        "2026-11-19T09:00",
        "2026-11-20T09:00",
    );
    let fair = events(&announced);
    assert_eq!(fair.len(), 1);
    let omitted = job(
        DigestKind::New,
        "2026-11-20",
        fair.clone(),
        PartState::Omitted,
    );
    desk.begin_job(&local, omitted.clone()).expect("begun");
    desk.settle_job(&local, &omitted).expect("settled");
    assert!(later(&desk).is_empty(), "it was not posted");
    let stands = job(
        DigestKind::New,
        "2026-11-20",
        fair.clone(),
        PartState::Stands(5),
    );
    desk.begin_job(&local, stands.clone()).expect("begun");
    desk.settle_job(&local, &stands).expect("settled");
    assert_eq!(events(&later(&desk)), fair);
    let told = job(
        DigestKind::Changed,
        "2026-11-24",
        fair,
        PartState::Stands(6),
    );
    desk.begin_job(&local, told.clone()).expect("begun");
    desk.settle_job(&local, &told).expect("settled");
    assert!(later(&desk).is_empty(), "it was told already");
}

#[test]
fn a_post_leaves_behind_its_slot_its_messages_and_up_to_when_it_told() {
    let (desk, local, kind) = (told(), ArchiveId::local(), DigestKind::Today);
    desk.keep_digest(&local, &digest(kind)).expect("kept");
    let job = job(kind, "2026-11-24", Vec::new(), PartState::Stands(5));
    desk.begin_job(&local, job.clone()).expect("begun");
    let posted = || desk.posted(&local, 7, kind).expect("read");
    assert_eq!(posted().last, Some(day("2026-11-24")), "before it is sent");
    assert_eq!(posted().told_to, None);
    for _ in 0..2 {
        desk.settle_job(&local, &job).expect("settled");
        assert_eq!(posted().messages, [5]);
        assert_eq!(posted().told_to, Some(at("2026-11-24T09:00:00Z")));
        assert_eq!(desk.jobs(&local).expect("read"), []);
    }
    desk.switch_off(&local, &job, Trouble::Gone, at("2026-11-25T09:00:00Z"))
        .expect("switched off");
    assert!(posted().off.is_some());
    desk.keep_digest(&local, &digest(kind)).expect("set again");
    assert_eq!(posted().off, None);
}

#[test]
fn who_is_forgotten_no_longer_stands_in_a_digest_that_goes_on() {
    let (desk, server) = (told(), ArchiveId::server(3));
    let mine = Digest {
        set_by: Some(9),
        ..digest(DigestKind::Week)
    };
    desk.keep_digest(&server, &mine).expect("kept");
    desk.forget_person(9).expect("forgotten");
    assert_eq!(
        desk.digests(&server).expect("read"),
        [digest(DigestKind::Week)]
    );
}
