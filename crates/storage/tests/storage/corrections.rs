//! Corrections on each backend: numbered for ever, apart from each other's archives, and in bytes that never change.

use crate::{
    golden::{bytes, unpacked},
    sample::archive,
};
use chrono::NaiveDate;
use dateline_core::{
    Amendment, Correction, CorrectionId, Corrector, Done, Interval, Mark, Moment, Part, Precision,
    Span, Status, When,
};
use dateline_storage::{
    MemoryStore, SledStore, Store, StoreId, add_correction, corrections, keep_correction,
    remove_correction,
};

/// A line a correction: its number and its bytes in hexadecimal digits. Never edited: archives out there hold such bytes.
const GOLDEN: &str = include_str!("../../fixtures/corrections-1.txt");

fn on_each(law: impl Fn(&dyn Store)) {
    law(&MemoryStore::new(StoreId::new(1)));
    let folder = tempfile::tempdir().expect("a folder");
    let store = SledStore::open(folder.path().join("store"), StoreId::new(1));
    law(&store.expect("a new store"));
}

fn mark(article: &str, dated: Option<Span>) -> Mark {
    Mark {
        article: article.parse().expect("an id"),
        revision: 2,
        part: Part::Body,
        span: Span::of(3..42),
        title: "harbour fair".into(),
        dated,
    }
}

/// One of each kind, every field in use once.
fn samples() -> Vec<Correction> {
    let at = |text: &str| Moment::parse(text).expect("a time");
    let start = NaiveDate::from_ymd_opt(2026, 12, 5).and_then(|day| day.and_hms_opt(18, 30, 0));
    let minute = Interval::minute(start.expect("a time")).expect("inside");
    let date = When {
        zone: Some("Europe/Oslo".into()),
        ..When::new(minute, Precision::Minute)
    };
    let kinds = [
        Amendment::Date(date),
        Amendment::Status(Status::Cancelled),
        Amendment::Place("Bergen".into()),
        Amendment::Title("winter fair".into()),
        Amendment::Merge(vec![mark("c", None)]),
        Amendment::Split(vec![mark("a", None)]),
        Amendment::Hide,
        Amendment::Add,
    ];
    let by = [Corrector::Shell, Corrector::Person(7), Corrector::Forgotten];
    let made = (1..).zip(kinds).zip(by.into_iter().cycle());
    made.map(|((number, what), by)| Correction {
        id: CorrectionId::new(number),
        about: vec![mark("a", Some(Span::of(5..9))), mark("b", None)],
        title: "harbour fair".into(),
        what,
        made: Done {
            by,
            at: at("2026-11-24T09:00+01:00"),
        },
        undone: (number % 2 == 0).then(|| Done {
            by: Corrector::Person(9),
            at: at("2026-11-25"),
        }),
    })
    .collect()
}

#[test]
fn every_kind_reads_back_whole_and_in_order() {
    on_each(|store| {
        let local = archive("local");
        for sample in samples().into_iter().rev() {
            keep_correction(store, &local, &sample).expect("kept");
        }
        assert_eq!(corrections(store, &local).expect("read"), samples());
    });
}

#[test]
fn a_number_is_given_once_even_where_the_last_is_gone() {
    on_each(|store| {
        let local = archive("local");
        let add = || {
            let make = |id| Correction {
                id,
                ..samples()[6].clone()
            };
            add_correction(store, &local, make).expect("added").id
        };
        let (one, two) = (add(), add());
        assert_eq!((one.number(), two.number()), (1, 2));
        assert!(remove_correction(store, &local, two).expect("removed"));
        assert!(!remove_correction(store, &local, two).expect("nothing left"));
        assert_eq!(add().number(), 3);
    });
}

#[test]
fn archives_do_not_see_each_others_and_forgetting_one_takes_its_own() {
    on_each(|store| {
        let (here, there) = (archive("server:1"), archive("server:11"));
        for place in [&here, &there] {
            let make = |id| Correction {
                id,
                ..samples()[0].clone()
            };
            add_correction(store, place, make).expect("added");
        }
        store.forget(&here).expect("forgotten");
        assert!(corrections(store, &here).expect("read").is_empty());
        assert_eq!(corrections(store, &there).expect("read").len(), 1);
    });
}

#[test]
fn the_bytes_of_format_1_are_read_and_written_for_ever() {
    let rows = GOLDEN.lines().filter(|line| !line.starts_with('#'));
    let golden = rows.filter_map(|line| line.split_once(' '));
    let golden: Vec<(String, Vec<u8>)> = golden
        .map(|(number, digits)| (format!("correction/{number:0>20}"), bytes(digits)))
        .collect();
    on_each(|store| {
        let (old, new) = (archive("old"), archive("new"));
        for (key, value) in &golden {
            store.state_put(&old, key, value).expect("a value");
        }
        for sample in samples() {
            keep_correction(store, &new, &sample).expect("kept");
        }
        let written = store.state_list(&new, "correction/").expect("values");
        assert_eq!(written.len(), golden.len());
        for ((key, value), (known, golden)) in written.into_iter().zip(&golden) {
            assert_eq!(
                (&key, unpacked(value.bytes)),
                (known, unpacked(golden.clone()))
            );
        }
        assert_eq!(corrections(store, &old).expect("read"), samples());
    });
}

#[test]
fn a_value_that_cannot_be_read_is_named() {
    on_each(|store| {
        let local = archive("local");
        store
            .state_put(&local, "correction/00000000000000000001", &[1, 0, 9])
            .expect("a value");
        let found = store.verify().expect("a verification");
        assert_eq!(found.faults.len(), 1, "{found:?}");
        assert!(found.faults[0].what.contains("correction/0"), "{found:?}");
        let error = corrections(store, &local).expect_err("not read");
        assert!(error.to_string().contains("correction/0"), "{error}");
    });
}
