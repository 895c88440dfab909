//! Memory and sled agree under random operations, and sled agrees with itself after it was closed and opened.

use crate::{
    contract::put,
    sample::{archive, draft, event, formerly, id, large, revision},
};
use dateline_core::{ArchiveId, Draft, Event};
use dateline_storage::{Change, MemoryStore, Record, SledStore, Store, StoreId};
use proptest::prelude::*;

const STORIES: [&str; 4] = ["a", "b", "c", "d"];
const KEYS: [&str; 2] = ["k", "key"];

#[derive(Debug, Clone)]
enum Step {
    Append(&'static str, Vec<Change>),
    Forget(&'static str),
    Put(&'static str, &'static str, u8),
    Swap(&'static str, &'static str, Option<u64>),
    Remove(&'static str, &'static str),
    Reopen,
}

fn record() -> impl Strategy<Value = Record> {
    let fields = (
        0..4_usize,
        0..5_usize,
        0..3_u32,
        0..4_u32,
        0..40_u32,
        any::<bool>(),
    );
    fields.prop_map(|(story, url, revisions, reports, rare, words)| {
        let name = STORIES[story];
        if rare == 0 {
            return large(name, u64::from(reports));
        }
        let url = (url < 4).then(|| format!("https://news.example/{url}"));
        let mark = if words { "by all" } else { name };
        let first = Draft {
            url,
            ..draft(name, mark)
        };
        let later = (1..=revisions).map(|number| Draft {
            revision: number,
            url: Some(format!("https://news.example/{name}/{number}")),
            ..first.clone()
        });
        let later = later
            .map(|draft| revision(draft, reports / 2))
            .collect::<Vec<_>>();
        let first = Record::first(revision(first, reports));
        later.into_iter().fold(first, |record, next| {
            record.with(next).expect("rising numbers")
        })
    })
}

fn some_event() -> impl Strategy<Value = Event> {
    let report = || (0..4_usize, 0..3_u32).prop_map(|(story, index)| (STORIES[story], index));
    (
        report(),
        prop::collection::vec(report(), 0..3),
        prop::option::weighted(0.3, report()),
    )
        .prop_map(|(first, rest, alias)| {
            let mut reports = vec![first];
            reports.extend(rest);
            let one = event(&reports);
            alias.map_or(one.clone(), |alias| formerly(&one, &event(&[alias])))
        })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => record().prop_map(|record| put(&record)),
        4 => some_event().prop_map(Change::Event),
        1 => (0..4_usize).prop_map(|story| Change::ForgetArticle(id(STORIES[story]))),
        1 => some_event().prop_map(|event| Change::RemoveEvent(event.id().clone())),
        2 => (0..4_usize, any::<u8>()).prop_map(|(story, byte)| Change::Reading(id(STORIES[story]), vec![byte])),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let of = || prop_oneof![3 => Just("server:1"), 1 => Just("server:12")];
    let key = || prop::sample::select(KEYS.as_slice());
    prop_oneof![
        12 => (of(), prop::collection::vec(change(), 1..4)).prop_map(|(of, batch)| Step::Append(of, batch)),
        1 => of().prop_map(Step::Forget),
        2 => (of(), key(), any::<u8>()).prop_map(|(of, key, byte)| Step::Put(of, key, byte)),
        1 => (of(), key(), prop::option::of(1..4_u64)).prop_map(|(of, key, version)| Step::Swap(of, key, version)),
        1 => (of(), key()).prop_map(|(of, key)| Step::Remove(of, key)),
        1 => Just(Step::Reopen),
    ]
}

/// What a store says to a step, an error in its own words.
fn take(store: &dyn Store, step: &Step) -> String {
    match step {
        Step::Append(of, batch) => format!("{:?}", store.append(&archive(of), batch.clone())),
        Step::Forget(of) => format!("{:?}", store.forget(&archive(of))),
        Step::Put(of, key, byte) => format!("{:?}", store.state_put(&archive(of), key, &[*byte])),
        Step::Swap(of, key, version) => {
            format!(
                "{:?}",
                store.state_compare_and_set(&archive(of), key, *version, b"swapped")
            )
        }
        Step::Remove(of, key) => format!("{:?}", store.state_remove(&archive(of), key)),
        Step::Reopen => String::new(),
    }
}

/// Everything that can be asked of a store.
fn all(store: &dyn Store) -> Vec<String> {
    let mut said = vec![
        format!("{:?}", store.head()),
        format!("{:?}", store.log(0, usize::MAX)),
        format!("{:?}", store.archives()),
    ];
    for archive in ["server:1", "server:12"].map(archive) {
        said.push(format!("{:?}", store.count(&archive)));
        said.push(format!("{:?}", store.state_list(&archive, "")));
        let records = store.scan(&archive, None, usize::MAX).expect("stories");
        said.extend(stories(store, &archive, &records));
        said.push(format!("{records:?}"));
    }
    said
}

fn stories(store: &dyn Store, archive: &ArchiveId, records: &[Record]) -> Vec<String> {
    let mut said = Vec::new();
    for record in records {
        for identity in record.identities() {
            said.push(format!("{:?}", store.by_identity(archive, &identity)));
        }
    }
    for story in STORIES {
        said.push(format!("{:?}", store.events_of(archive, &id(story))));
        said.push(format!("{:?}", store.article(archive, &id(story))));
        said.push(format!("{:?}", store.reading(archive, &id(story))));
        for index in 0..3 {
            let name = event(&[(story, index)]);
            said.push(format!("{:?}", store.event(archive, name.id())));
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn memory_and_sled_agree_under_random_operations(steps in prop::collection::vec(step(), 1..24)) {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || SledStore::open(folder.path().join("store"), StoreId::new(1)).expect("a store");
        let memory = MemoryStore::new(StoreId::new(1));
        let mut sled = open();
        for step in &steps {
            if let Step::Reopen = step {
                drop(sled);
                sled = open();
            }
            prop_assert_eq!(take(&memory, step), take(&sled, step));
        }
        prop_assert_eq!(all(&memory), all(&sled));
        drop(sled);
        let sled = open();
        prop_assert_eq!(all(&memory), all(&sled));
        prop_assert_eq!(memory.verify().expect("a verification").faults, Vec::new());
        let faults = sled.verify().expect("a verification").faults;
        prop_assert_eq!(faults, Vec::new());
    }
}
