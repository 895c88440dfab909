//! Digests and their posts on each backend: apart from each other, never kept again when removed, in bytes that never change.

use crate::{
    golden::{bytes, unpacked},
    sample::archive,
};
use chrono::{DateTime, Utc};
use dateline_core::{
    ArchiveId, CatchUp, Digest, DigestKind, EventId, Job, JobPart, Occasion, PartState, Post,
    Posted, Recipient, Trouble,
};
use dateline_storage::{
    MemoryStore, SledStore, Store, StoreId, begin_job, digest, digests, end_job, hear, heard, jobs,
    keep_digest, keep_job, keep_posted, posted, remove_digest,
};

/// A line a value: its key and its bytes in hexadecimal digits. Never edited: archives out there hold such bytes.
const GOLDEN: &str = include_str!("../../fixtures/digests-1.txt");

pub(crate) fn on_each(law: impl Fn(&dyn Store)) {
    law(&MemoryStore::new(StoreId::new(1)));
    let folder = tempfile::tempdir().expect("a folder");
    let store = SledStore::open(folder.path().join("store"), StoreId::new(1));
    law(&store.expect("a new store"));
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

pub(crate) fn event(digit: char) -> EventId {
    let name = format!("e{}", digit.to_string().repeat(12));
    name.parse().expect("an id")
}

/// Nothing said but what must be.
fn plain(channel: u64, kind: DigestKind) -> Digest {
    let clock = "09:00:00".parse().expect("a time");
    Digest::daily(channel, kind, clock, "UTC", at("2026-11-23T09:00:00Z"))
}

/// Every field in use.
fn full() -> Digest {
    Digest {
        zone: "Europe/Oslo".into(),
        days: "mon-fri".parse().expect("days"),
        topic: Some("harbour".into()),
        mention: Some(9),
        is_rolling: true,
        is_silent: false,
        skips_empty: true,
        is_pinned: true,
        is_paused: true,
        catch_up: CatchUp::Skip,
        since: at("2026-11-23T09:00:00.25Z"),
        set_by: Some(5),
        ..plain(7, DigestKind::Changed)
    }
}

fn shown() -> Posted {
    Posted {
        last: "2026-11-23".parse().ok(),
        told_to: Some(at("2026-11-23T09:00:01Z")),
        messages: vec![11, 12],
        off: Some((Trouble::Gone, at("2026-11-23T09:00:02Z"))),
    }
}

/// Every state of a part, and every field in use.
fn job(archive: &ArchiveId, occasion: Occasion) -> Job {
    let of = (Recipient::Channel(7), Post::Digest(DigestKind::Changed));
    let date = "2026-11-23".parse().expect("a date");
    let since = at("2026-11-23T09:00:03Z");
    let states = [
        PartState::Waiting,
        PartState::Edits(13),
        PartState::Tried { since, open: 2 },
        PartState::Stands(14),
        PartState::Omitted,
    ];
    let part = |state| JobPart {
        content: "the fair opens".into(),
        events: vec![event('a')],
        state,
    };
    Job {
        parts: states.map(part).into(),
        surplus: vec![15],
        is_to_pin: true,
        not_before: Some(at("2026-11-23T09:00:09Z")),
        failures: 3,
        trouble: Some(Trouble::Unsure),
        is_switched_off: true,
        is_told: true,
        ..Job::begun(archive, of, (date, occasion), at("2026-11-23T09:00:00Z"))
    }
}

fn fill(store: &dyn Store, archive: &ArchiveId) {
    for digest in [full(), plain(7, DigestKind::Today)] {
        keep_digest(store, archive, &digest).expect("kept");
    }
    keep_posted(store, archive, (7, DigestKind::Changed), &shown()).expect("kept");
    keep_posted(store, archive, (7, DigestKind::Today), &Posted::default()).expect("kept");
    let told = at("2026-11-23T09:00:04Z");
    hear(store, archive, 7, &[event('a'), event('b')], told).expect("kept");
    for occasion in [Occasion::Slot, Occasion::Asked(21)] {
        begin_job(store, archive, job(archive, occasion)).expect("kept");
    }
}

#[test]
fn everything_reads_back_whole_and_nothing_is_seen_from_elsewhere() {
    on_each(|store| {
        let (here, there) = (archive("server:1"), archive("server:11"));
        fill(store, &here);
        let read = digests(store, &here).expect("read");
        assert_eq!(read, [full(), plain(7, DigestKind::Today)]);
        let one = digest(store, &here, 7, DigestKind::Changed).expect("read");
        assert_eq!(one, Some(full()));
        let kept = posted(store, &here, 7, DigestKind::Changed).expect("read");
        assert_eq!(kept, shown());
        let under_way = jobs(store, &here).expect("read");
        let asked = job(&here, Occasion::Asked(21));
        assert_eq!(under_way, [asked, job(&here, Occasion::Slot)]);
        assert_eq!(heard(store, &here, 7).expect("read").len(), 2);
        assert_eq!(store.verify().expect("verified").faults, Vec::new());

        assert_eq!(digests(store, &there).expect("read"), []);
        assert_eq!(jobs(store, &there).expect("read"), []);
        assert_eq!(heard(store, &there, 7).expect("read"), []);
        let nothing = posted(store, &there, 7, DigestKind::Changed).expect("read");
        assert_eq!(nothing, Posted::default());
        fill(store, &there);
        store.forget(&here).expect("forgotten");
        assert_eq!(digests(store, &here).expect("read"), []);
        assert_eq!(jobs(store, &here).expect("read"), []);
        assert_eq!(jobs(store, &there).expect("read").len(), 2);
    });
}

#[test]
fn a_post_that_is_under_way_is_not_begun_anew() {
    on_each(|store| {
        let local = archive("local");
        let first = begin_job(store, &local, job(&local, Occasion::Slot)).expect("begun");
        let mut second = first.clone();
        second.parts.clear();
        let counts = begin_job(store, &local, second.clone()).expect("standing");
        assert_eq!(counts, first);
        assert!(keep_job(store, &local, &second).expect("kept"));
        assert_eq!(jobs(store, &local).expect("read"), [second.clone()]);
        end_job(store, &local, &second).expect("ended");
        assert!(!keep_job(store, &local, &second).expect("not kept"));
        assert_eq!(jobs(store, &local).expect("read"), []);
    });
}

#[test]
fn a_digest_that_is_removed_takes_along_all_that_was_kept_of_it() {
    on_each(|store| {
        let local = archive("local");
        fill(store, &local);
        assert!(remove_digest(store, &local, 7, DigestKind::Changed).expect("removed"));
        assert_eq!(jobs(store, &local).expect("read"), []);
        assert_eq!(heard(store, &local, 7).expect("read").len(), 2);
        keep_posted(store, &local, (7, DigestKind::Changed), &shown()).expect("nothing kept");
        assert!(remove_digest(store, &local, 7, DigestKind::Today).expect("removed"));
        assert!(!remove_digest(store, &local, 7, DigestKind::Today).expect("nothing left"));
        assert_eq!(store.count(&local).expect("counted").values, 0);
    });
}

#[test]
fn what_a_channel_hears_again_is_remembered_once_at_its_last_time() {
    on_each(|store| {
        let local = archive("local");
        let (one, other) = (at("2026-11-23T09:00:00Z"), at("2026-11-24T09:00:00Z"));
        hear(store, &local, 7, &[event('a'), event('b')], one).expect("kept");
        hear(store, &local, 7, &[event('a')], other).expect("kept");
        let known = heard(store, &local, 7).expect("read");
        let known: Vec<_> = known
            .into_iter()
            .map(|heard| (heard.event, heard.at))
            .collect();
        assert_eq!(known, [(event('b'), one), (event('a'), other)]);
    });
}

#[test]
fn the_bytes_of_format_1_are_read_and_written_for_ever() {
    let rows = GOLDEN.lines().filter(|line| !line.starts_with('#'));
    let golden = rows.filter_map(|line| line.split_once(' '));
    let golden: Vec<(String, Vec<u8>)> = golden
        .map(|(key, digits)| (key.to_owned(), bytes(digits)))
        .collect();
    on_each(|store| {
        let (old, new) = (archive("old"), archive("new"));
        fill(store, &new);
        let written = store.state_list(&new, "").expect("values");
        let plain = |(key, bytes): (String, Vec<u8>)| (key, unpacked(bytes));
        let written = written
            .into_iter()
            .map(|(key, value)| plain((key, value.bytes)));
        let known = golden.iter().cloned().map(plain);
        assert_eq!(written.collect::<Vec<_>>(), known.collect::<Vec<_>>());
        for (key, value) in &golden {
            store.state_put(&old, key, value).expect("a value");
        }
        assert_eq!(
            digests(store, &old).expect("read"),
            digests(store, &new).expect("read")
        );
        assert_eq!(
            jobs(store, &old).expect("read"),
            jobs(store, &new).expect("read")
        );
        assert_eq!(
            heard(store, &old, 7).expect("read"),
            heard(store, &new, 7).expect("read")
        );
        assert_eq!(
            posted(store, &old, 7, DigestKind::Changed).expect("read"),
            shown()
        );
    });
}

#[test]
fn a_value_that_cannot_be_read_is_named() {
    on_each(|store| {
        let local = archive("local");
        for key in [
            "digest/1/today",
            "posted/1/today",
            "heard/1",
            "job/1/today/x",
        ] {
            store.state_put(&local, key, &[1, 0, 9]).expect("a value");
        }
        let faults = store.verify().expect("a verification").faults;
        assert_eq!(faults.len(), 4, "{faults:?}");
        assert!(digests(store, &local).is_err());
        assert!(jobs(store, &local).is_err());
    });
}
