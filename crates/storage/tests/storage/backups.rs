//! Backups: taken while writing goes on, restored whole or not at all, refused where a byte is not as it was.

use crate::{
    contract::put,
    golden,
    sample::{archive, event, id, large, story},
};
use dateline_storage::{
    BackupInfo, Change, Error, Existing, MemoryStore, SledStore, Store, StoreId, back_up,
    check_backup,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
};
use tempfile::TempDir;

/// A backup that this format wrote when it was new, in hexadecimal digits. Never edited: there are such files out there.
const BACKUP: &str = include_str!("../../fixtures/backup-1.txt");

struct Bench {
    outer: TempDir,
}

impl Bench {
    fn new() -> Self {
        let outer = tempfile::tempdir().expect("a folder");
        Self { outer }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.outer.path().join(name)
    }

    fn store(&self, name: &str) -> SledStore {
        SledStore::open(self.path(name), StoreId::new(0xda7e)).expect("a store")
    }

    fn saved(&self, store: &dyn Store) -> (PathBuf, BackupInfo) {
        let to = self.path("saved");
        let info = back_up(store, &to, Existing::GivesWay, &mut |_| {}).expect("a backup");
        (to, info)
    }

    fn restored(&self, from: &Path, name: &str) -> Result<SledStore, Error> {
        let folder = self.path(name);
        let found = SledStore::restore(from, &folder, StoreId::new(2), &mut |_, _| {})?;
        assert!(found.is_clean(), "{:?}", found.faults);
        Ok(SledStore::open(folder, StoreId::new(3)).expect("a store"))
    }

    fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.outer.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

/// Everything that is to be the same behind a backup.
fn all(store: &dyn Store) -> Vec<String> {
    let mut said = vec![
        format!("{:?}", store.head().expect("a head").sequence),
        format!("{:?}", store.log(0, usize::MAX)),
        format!("{:?}", store.archives()),
    ];
    for archive in store.archives().expect("archives") {
        said.push(format!("{:?}", store.count(&archive)));
        said.push(format!("{:?}", store.state_list(&archive, "")));
        said.push(format!(
            "{:?}",
            store.events_named(&archive, "", usize::MAX)
        ));
        for record in store.scan(&archive, None, usize::MAX).expect("stories") {
            said.push(format!("{:?}", store.events_of(&archive, record.id())));
            said.push(format!("{:?}", store.reading(&archive, record.id())));
            said.push(format!("{record:?}"));
        }
    }
    said
}

#[test]
fn what_is_restored_is_what_was_backed_up_under_a_new_name() {
    let bench = Bench::new();
    let store = bench.store("store");
    golden::fill(&store);
    let batch = vec![
        put(&large("big", 3)),
        Change::Reading(id("big"), vec![7; 300]),
        put(&story("small", "", 1)),
        Change::Reading(id("small"), vec![8; 200_000]),
    ];
    store.append(&archive("user:4"), batch).expect("a batch");
    let (saved, info) = bench.saved(&store);
    assert_eq!(check_backup(&saved).expect("a whole backup"), info);
    assert_eq!(info.bytes, fs::metadata(&saved).expect("a file").len());
    let restored = bench.restored(&saved, "elsewhere").expect("restored");
    assert_eq!(all(&restored), all(&store));
    assert_eq!(restored.head().expect("a head").store, StoreId::new(2));
    let version = |store: &SledStore| store.state_put(&archive("local"), "next", b"");
    assert_eq!(
        version(&restored).expect("a version"),
        version(&store).expect("a version")
    );
    let names = ["elsewhere", "saved", "store"].map(str::to_owned);
    assert_eq!(bench.names(), BTreeSet::from(names));
}

/// Appends and removes until it is told to stop; says how far it has come.
fn write(store: &SledStore, done: &AtomicU64, stop: &AtomicBool) {
    let local = archive("local");
    for number in 0_u64.. {
        if stop.load(Ordering::Acquire) {
            return;
        }
        let name = |number: u64| format!("story-{number:05}");
        let record = match number % 40 {
            7 => large(&name(number), number),
            _ => story(&name(number), &number.to_string(), 1),
        };
        let mut batch = vec![put(&record), Change::Event(event(&[(&name(number), 0)]))];
        if number % 5 == 4 {
            batch.push(Change::ForgetArticle(id(&name(number - 3))));
        }
        store.append(&local, batch).expect("a batch");
        let key = format!("value/{}", number % 9);
        store
            .state_put(&local, &key, &number.to_be_bytes())
            .expect("a value");
        if number % 9 == 8 {
            store.state_remove(&local, "value/3").expect("a value");
        }
        done.store(number + 1, Ordering::Release);
    }
}

#[test]
fn a_backup_beside_a_writer_is_the_store_at_one_place_of_the_log() {
    let bench = Bench::new();
    let store = bench.store("store");
    let (done, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| write(&store, &done, &stop));
        for round in 1..=3 {
            while done.load(Ordering::Acquire) < 40 * round {
                thread::yield_now();
            }
            let before = store.head().expect("a head").sequence;
            // The file is written where a writer goes on until the next round at least.
            let (saved, info) = bench.saved(&store);
            assert!(info.sequence >= before);
            let restored = bench.restored(&saved, &format!("restored-{round}"));
            let restored = restored.expect("a whole store");
            let head = restored.head().expect("a head").sequence;
            assert_eq!(head, info.sequence);
            let log = restored.log(0, usize::MAX).expect("a log");
            assert_eq!(log, store.log(0, log.len()).expect("a log"));
        }
        stop.store(true, Ordering::Release);
    });
    let (saved, _) = bench.saved(&store);
    let last = bench.restored(&saved, "last").expect("a whole store");
    assert_eq!(all(&last), all(&store));
}

#[test]
fn a_backup_that_was_cut_off_or_changed_anywhere_is_refused_and_leaves_nothing() {
    let bench = Bench::new();
    let store = bench.store("store");
    let batch = vec![put(&story("a", "", 1)), Change::Event(event(&[("a", 0)]))];
    store.append(&archive("local"), batch).expect("a batch");
    let (saved, _) = bench.saved(&store);
    let bytes = fs::read(&saved).expect("a file");
    let refused = |bytes: &[u8], what: &str| {
        fs::write(&saved, bytes).expect("a file");
        match bench.restored(&saved, "never").err() {
            Some(Error::BrokenBackup { path, offset, .. }) => {
                assert_eq!(path, saved);
                assert!(offset <= bytes.len() as u64 + 1, "{what}");
            }
            Some(Error::NotABackup { .. } | Error::NewerBackup { .. } | Error::Newer { .. }) => {}
            other => panic!("{what}: {other:?}"),
        }
        assert!(!bench.path("never").exists(), "{what}");
        assert!(!bench.path("never.restoring").exists(), "{what}");
    };
    for length in 0..bytes.len() {
        refused(&bytes[..length], &format!("cut to {length} bytes"));
    }
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        refused(&changed, &format!("byte {at} changed"));
    }
    refused(&[bytes.as_slice(), b"more"].concat(), "something behind it");
    fs::write(&saved, &bytes).expect("a file");
    bench.restored(&saved, "at last").expect("the whole one");
}

#[test]
fn pieces_that_change_places_are_seen() {
    let bench = Bench::new();
    let store = bench.store("store");
    for number in 0..30 {
        let record = large(&format!("big-{number}"), number);
        store
            .append(&archive("local"), vec![put(&record)])
            .expect("a batch");
    }
    let (saved, _) = bench.saved(&store);
    let bytes = fs::read(&saved).expect("a file");
    let length = |at: usize| {
        let bytes = bytes[at + 1..at + 5].try_into().expect("four bytes");
        37 + u32::from_be_bytes(bytes) as usize
    };
    let first = 29;
    let second = first + length(first);
    let third = second + length(second);
    assert!(
        third < bytes.len() && bytes[second] == b'r',
        "two pieces of rows"
    );
    let changed = [
        &bytes[..first],
        &bytes[second..third],
        &bytes[first..second],
        &bytes[third..],
    ];
    fs::write(&saved, changed.concat()).expect("a file");
    assert!(matches!(
        check_backup(&saved),
        Err(Error::BrokenBackup { offset: 29, .. })
    ));
    fs::write(&saved, [&bytes[..second], &bytes[third..]].concat()).expect("a file");
    assert!(check_backup(&saved).is_err());
}

#[test]
fn nothing_is_overwritten_unless_that_is_said() {
    let bench = Bench::new();
    let store = bench.store("store");
    fs::write(bench.path("saved"), "mine").expect("a file");
    let refused = back_up(&store, &bench.path("saved"), Existing::Stays, &mut |_| {});
    assert!(matches!(refused, Err(Error::Exists { .. })), "{refused:?}");
    assert_eq!(fs::read(bench.path("saved")).expect("a file"), b"mine");
    bench.saved(&store);
    let nowhere = bench.path("nowhere").join("saved");
    let refused = back_up(&store, &nowhere, Existing::Stays, &mut |_| {});
    assert!(matches!(refused, Err(Error::Io { .. })), "{refused:?}");
    let memory = MemoryStore::new(StoreId::new(1));
    let refused = back_up(&memory, &bench.path("other"), Existing::Stays, &mut |_| {});
    assert!(matches!(refused, Err(Error::Unfit { .. })), "{refused:?}");
    let names = ["saved", "store"].map(str::to_owned);
    assert_eq!(bench.names(), BTreeSet::from(names));
}

#[test]
fn a_folder_that_holds_an_archive_is_not_restored_into() {
    let bench = Bench::new();
    let store = bench.store("store");
    golden::fill(&store);
    let before = all(&store);
    let (saved, _) = bench.saved(&store);
    drop(store);
    let refused = bench.restored(&saved, "store");
    assert!(
        matches!(refused, Err(Error::NotEmpty { .. })),
        "{refused:?}"
    );
    assert_eq!(all(&bench.store("store")), before);
    // An empty folder serves, and what an earlier restoring left does not stand in the way.
    fs::create_dir(bench.path("empty")).expect("a folder");
    fs::create_dir(bench.path("empty.restoring")).expect("a folder");
    fs::write(bench.path("empty.restoring").join("sled"), "half").expect("a file");
    bench.restored(&saved, "empty").expect("restored");
    assert!(!bench.path("empty.restoring").exists());
}

#[test]
fn the_backup_of_format_1_restores_for_ever() {
    let bench = Bench::new();
    let digits: String = BACKUP
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let saved = bench.path("saved");
    fs::write(&saved, golden::bytes(&digits)).expect("a file");
    let (restored, today) = (bench.restored(&saved, "old"), bench.store("new"));
    golden::fill(&today);
    assert_eq!(all(&restored.expect("restored")), all(&today));
}
