//! A real process, killed thirty times while it writes: nothing that it acknowledged is lost.

use crate::{
    contract::put,
    sample::{archive, event, id, large, name, story},
};
use dateline_core::{Event, EventId};
use dateline_storage::{Change, Record, SledStore, Store, StoreId};
use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const FOLDER: &str = "DATELINE_TEST_KILL_FOLDER";
const ROUNDS: u64 = 30;

fn open(path: &Path) -> SledStore {
    SledStore::open(path, StoreId::new(1)).expect("a store")
}

/// The story that the batch of that number stores; every 23rd is too large for a page.
fn stored(number: u64) -> Record {
    let name = format!("story-{number:06}");
    if number % 23 == 7 {
        large(&name, number)
    } else {
        story(&name, &number.to_string(), 2)
    }
}

/// Two events: one of the story alone, one with a story from before.
fn events(number: u64) -> [Event; 2] {
    let names = |number: u64| format!("story-{number:06}");
    let (own, before) = (names(number), names(number.saturating_sub(1)));
    [
        event(&[(&own, 0)]),
        event(&[(&own, 1)]).with(name(&before, 0, 1)),
    ]
}

fn batch(number: u64) -> Vec<Change> {
    let story = put(&stored(number));
    std::iter::once(story)
        .chain(events(number).map(Change::Event))
        .collect()
}

/// The child: appends where the log ends, and says each number once it is acknowledged, until it is killed.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the parent names the folder of its child in the environment"
)]
fn child_that_appends_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let store = open(&folder);
    let mut out = std::io::stdout();
    let next = store.head().expect("a head").sequence / 3;
    for number in next..next + 10_000 {
        let appended = store
            .append(&archive("local"), batch(number))
            .expect("a batch");
        assert_eq!(
            (appended.first, appended.last),
            (3 * number + 1, 3 * number + 3)
        );
        store
            .state_put(&archive("local"), "newest", &number.to_be_bytes())
            .expect("a value");
        writeln!(out, "stored {number}").expect("a parent that listens");
    }
}

/// Runs the child until it has acknowledged so many batches, gives way so many times more, so that kills meet a
/// batch at every stage, kills it, and returns the last batch that it acknowledged.
fn kill_after(folder: &Path, count: u64, yields: u64) -> u64 {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "kill::child_that_appends_until_it_is_killed",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let (mut seen, mut last) = (0, None);
    for line in lines {
        let line = line.expect("its words");
        // What libtest says of the test stands on the first of these lines.
        if let Some((_, number)) = line.rsplit_once("stored ") {
            last = number.parse().ok();
            seen += 1;
        }
        if seen == count {
            (0..yields).for_each(|_| std::thread::yield_now());
            child.kill().expect("a living child");
        }
    }
    let end = child.wait().expect("its end");
    assert!(!end.success(), "the child ended by itself");
    last.expect("an acknowledged batch")
}

fn check(store: &dyn Store, number: u64) {
    let local = archive("local");
    let record = stored(number);
    assert_eq!(
        store.article(&local, record.id()).expect("a read").as_ref(),
        Some(&record)
    );
    let identity = record.latest().article().identity();
    assert_eq!(
        store
            .by_identity(&local, &identity)
            .expect("a look-up")
            .as_ref(),
        Some(record.id())
    );
    for event in events(number) {
        assert_eq!(
            store.event(&local, event.id()).expect("a look-up").as_ref(),
            Some(&event)
        );
    }
    let of = store.events_of(&local, record.id()).expect("events");
    let of = of.iter().map(Event::id).collect::<Vec<&EventId>>();
    assert!(events(number).iter().all(|event| of.contains(&event.id())));
}

#[test]
fn thirty_kills_lose_nothing_that_was_acknowledged() {
    let outer = tempfile::tempdir().expect("a folder");
    let folder = outer.path().join("store");
    let mut before = 0;
    for round in 0..ROUNDS {
        let last = kill_after(&folder, 1 + round * 7 % 19, round * 3_571 % 20_011);
        let store = open(&folder);
        let head = store.head().expect("a head").sequence;
        // The batch under way may have arrived as well, whole or not at all.
        assert_eq!(head % 3, 0, "round {round}: half a batch");
        let there = head / 3;
        assert!(
            there > last,
            "round {round}: {last} was acknowledged, {there} are there"
        );
        (before..there).for_each(|number| check(&store, number));
        let newest = store
            .state_get(&archive("local"), "newest")
            .expect("a read")
            .expect("a value");
        assert!(newest.bytes.as_slice() >= last.to_be_bytes().as_slice());
        let found = store.verify().expect("a verification");
        assert!(found.is_clean(), "round {round}: {:?}", found.faults);
        assert_eq!(
            (found.articles, found.events, found.log),
            (there, 2 * there, head)
        );
        before = there;
    }
    let store = open(&folder);
    (0..before).for_each(|number| check(&store, number));
    assert_eq!(
        store
            .article(&archive("local"), &id("story-999999"))
            .expect("a read"),
        None
    );
}
