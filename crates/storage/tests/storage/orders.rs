//! Reminders and watches on each backend: apart from each other, gone with their posts, in bytes that never change.

use crate::{
    digests::{at, event, on_each},
    golden::{bytes, unpacked},
    sample::{archive, id},
};
use dateline_core::{
    ArchiveId, Job, JobPart, Lead, Mark, Occasion, Part, PartState, Post, Precision, Recipient,
    Reminder, Saying, Seeing, Span, Standing, Status, Trouble, Watch, Watched, When,
};
use dateline_storage::{
    Store, add_reminder, add_watch, begin_job, change_reminder, change_watch, jobs, keep_job,
    reminders, remove_reminder, remove_watch, watches,
};

/// A line a value: its key and its bytes in hexadecimal digits. Never edited: archives out there hold such bytes.
const GOLDEN: &str = include_str!("../../fixtures/orders-1.txt");

fn mark() -> Mark {
    Mark {
        article: id("a"),
        revision: 1,
        part: Part::Body,
        span: Span::new(3, 9).expect("in order"),
        title: String::new(),
        dated: Some(Span::new(4, 6).expect("in order")),
    }
}

fn stands() -> Standing {
    let day = "2026-12-04".parse().expect("a day");
    let mut when = When::day(day).expect("a day");
    when.zone = Some("Europe/Oslo".into());
    assert_eq!(when.precision, Precision::Day);
    Standing {
        status: Status::Scheduled,
        when: Some(when),
    }
}

/// Nothing said but what must be.
fn plain(number: u64) -> Reminder {
    Reminder {
        number,
        person: 5,
        to: Recipient::Person(5),
        pings: false,
        event: event('a'),
        marks: Vec::new(),
        lead: Lead::DAY,
        zone: "UTC".into(),
        since: at("2026-11-23T09:00:00Z"),
        told: Standing {
            status: Status::Postponed,
            when: None,
        },
        said: 0,
        saying: None,
        off: None,
    }
}

/// Every field in use.
fn full(number: u64) -> Reminder {
    Reminder {
        to: Recipient::Channel(7),
        pings: true,
        marks: vec![mark()],
        told: stands(),
        said: 3,
        saying: Some(Saying {
            told: Some(stands()),
            is_last: true,
        }),
        off: Some((Trouble::Gone, at("2026-11-23T09:00:02Z"))),
        ..plain(number)
    }
}

fn watch(number: u64, what: Watched) -> Watch {
    Watch {
        number,
        person: 5,
        to: Recipient::Channel(7),
        pings: true,
        what,
        is_paused: true,
        since: at("2026-11-23T09:00:00Z"),
        seen: 12,
        told: vec![(id("a"), 1)],
        seeing: Some(Seeing {
            to: 15,
            told: vec![(id("b"), 0)],
        }),
        said: 2,
        off: Some((Trouble::Forbidden, at("2026-11-23T09:00:02Z"))),
    }
}

fn all() -> [Watch; 3] {
    let of_event = Watched::Event {
        id: event('b'),
        marks: vec![mark()],
    };
    [
        watch(23, Watched::Words("harbour".into())),
        watch(24, Watched::Place("Bergen".into())),
        watch(25, of_event),
    ]
}

fn job(archive: &ArchiveId, of: (Recipient, Post), turn: u32) -> Job {
    let date = "2026-11-23".parse().expect("a date");
    let occasion = Occasion::Turn(turn);
    let part = JobPart {
        content: "the fair opens".into(),
        events: Vec::new(),
        state: PartState::Waiting,
    };
    Job {
        parts: vec![part],
        ..Job::begun(archive, of, (date, occasion), at("2026-11-23T09:00:00Z"))
    }
}

fn fill(store: &dyn Store, archive: &ArchiveId) {
    for reminder in [plain(21), full(22)] {
        add_reminder(store, archive, &reminder).expect("kept");
    }
    for watch in all() {
        add_watch(store, archive, &watch).expect("kept");
    }
    for (of, turn) in [
        ((Recipient::Person(5), Post::Reminder(21)), 0),
        ((Recipient::Channel(7), Post::Watch(23)), 2),
    ] {
        begin_job(store, archive, job(archive, of, turn)).expect("kept");
    }
}

#[test]
fn everything_reads_back_whole_and_nothing_is_seen_from_elsewhere() {
    on_each(|store| {
        let (here, there) = (archive("server:1"), archive("server:11"));
        fill(store, &here);
        assert_eq!(
            reminders(store, &here).expect("read"),
            [plain(21), full(22)]
        );
        assert_eq!(watches(store, &here).expect("read"), all());
        let under_way = jobs(store, &here).expect("read");
        let posts: Vec<Post> = under_way.iter().map(|job| job.post).collect();
        assert_eq!(posts, [Post::Reminder(21), Post::Watch(23)]);
        assert_eq!(store.verify().expect("verified").faults, Vec::new());
        assert_eq!(reminders(store, &there).expect("read"), []);
        assert_eq!(watches(store, &there).expect("read"), []);
        store.forget(&here).expect("forgotten");
        assert_eq!(reminders(store, &here).expect("read"), []);
        assert_eq!(jobs(store, &here).expect("read"), []);
    });
}

#[test]
fn one_that_is_removed_takes_its_posts_along_and_no_others() {
    on_each(|store| {
        let local = archive("local");
        fill(store, &local);
        let of = (Recipient::Person(5), Post::Reminder(21));
        assert!(remove_reminder(store, &local, 21).expect("removed"));
        assert!(!remove_reminder(store, &local, 21).expect("nothing left"));
        assert!(!keep_job(store, &local, &job(&local, of, 0)).expect("not kept"));
        assert_eq!(jobs(store, &local).expect("read").len(), 1);
        assert!(remove_watch(store, &local, 23).expect("removed"));
        assert_eq!(jobs(store, &local).expect("read"), []);
        let gone = change_watch(store, &local, 23, |_| panic!("there is none"));
        assert_eq!(gone.expect("read"), None);
    });
}

#[test]
fn one_that_is_added_twice_stays_and_one_that_is_changed_is_kept_changed() {
    on_each(|store| {
        let local = archive("local");
        add_reminder(store, &local, &plain(21)).expect("kept");
        add_reminder(store, &local, &full(21)).expect("left as it is");
        assert_eq!(reminders(store, &local).expect("read"), [plain(21)]);
        let changed = change_reminder(store, &local, 21, |reminder| reminder.said = 9);
        let kept = Reminder {
            said: 9,
            ..plain(21)
        };
        assert_eq!(changed.expect("changed"), Some(kept.clone()));
        assert_eq!(reminders(store, &local).expect("read"), [kept]);
    });
}

#[test]
fn the_bytes_of_format_1_are_read_and_written_for_ever() {
    let rows = GOLDEN.lines().filter(|line| !line.starts_with('#'));
    let golden = rows.filter_map(|line| line.split_once(' '));
    let golden: Vec<(String, Vec<u8>)> = golden
        .map(|(key, digits)| (key.to_owned(), bytes(digits)))
        .collect();
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    on_each(|store| {
        let (old, new) = (archive("old"), archive("new"));
        fill(store, &new);
        let written = store.state_list(&new, "").expect("values").into_iter();
        let written: Vec<String> = written
            .map(|(key, value)| format!("{key} {}", hex(&unpacked(value.bytes))))
            .collect();
        let known = golden.iter().cloned();
        let known: Vec<String> = known
            .map(|(key, value)| format!("{key} {}", hex(&unpacked(value))))
            .collect();
        assert_eq!(written.join("\n"), known.join("\n"));
        for (key, value) in &golden {
            store.state_put(&old, key, value).expect("a value");
        }
        assert_eq!(
            reminders(store, &old).expect("read"),
            reminders(store, &new).expect("read")
        );
        assert_eq!(
            watches(store, &old).expect("read"),
            watches(store, &new).expect("read")
        );
        assert_eq!(
            jobs(store, &old).expect("read"),
            jobs(store, &new).expect("read")
        );
    });
}

#[test]
fn a_value_that_cannot_be_read_is_named_and_a_post_that_cannot_be_is_not_written() {
    on_each(|store| {
        let local = archive("local");
        for key in ["reminder/1", "watch/1", "job/reminder/1/x"] {
            store.state_put(&local, key, &[1, 0, 9]).expect("a value");
        }
        let faults = store.verify().expect("a verification").faults;
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(reminders(store, &local).is_err());
        assert!(watches(store, &local).is_err());
        let odd = Job {
            occasion: Occasion::Slot,
            ..job(&local, (Recipient::Person(5), Post::Reminder(1)), 0)
        };
        assert!(begin_job(store, &local, odd).is_err());
    });
}
