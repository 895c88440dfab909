//! What a folder promises besides: who has it, what happens to a damaged one, where large values lie.

use crate::{
    contract::put,
    sample::{archive, event, full, id, large, story},
};
use dateline_storage::{Change, Error, SledStore, Store, StoreId};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let outer = tempfile::tempdir().expect("a folder");
    let path = outer.path().join("store");
    (outer, path)
}

fn open(path: &Path) -> SledStore {
    SledStore::open(path, StoreId::new(1)).expect("a store")
}

/// The database in the folder; its threads may hold the lock for a moment after a store was closed.
pub(crate) fn raw(path: &Path) -> ::sled::Db {
    let mut attempts = (0..100_000).map(|_| ::sled::open(path.join("sled")));
    let opened = attempts.find_map(|opened| match opened {
        Err(::sled::Error::Io(_)) => {
            std::thread::yield_now();
            None
        }
        other => Some(other),
    });
    opened
        .expect("a folder that is free")
        .expect("the database")
}

fn files(path: &Path) -> usize {
    fs::read_dir(path.join("blobs")).expect("a folder").count()
}

#[test]
fn what_was_stored_is_there_after_closing_and_the_first_name_stays() {
    let (_outer, path) = folder();
    let record = full();
    open(&path)
        .append(&archive("local"), vec![put(&record)])
        .expect("a batch");
    let again = SledStore::open(&path, StoreId::new(2)).expect("a store");
    assert_eq!(again.head().expect("a head").store, StoreId::new(1));
    assert_eq!(
        again
            .article(&archive("local"), record.id())
            .expect("a read"),
        Some(record)
    );
}

#[test]
fn a_folder_in_use_is_busy_and_stays_where_it_is() {
    let (outer, path) = folder();
    let store = open(&path);
    let second = SledStore::open(&path, StoreId::new(2));
    assert!(
        matches!(&second, Err(Error::Busy { path: busy }) if *busy == path),
        "{second:?}"
    );
    assert_eq!(fs::read_dir(outer.path()).expect("a folder").count(), 1);
    store
        .append(&archive("local"), vec![put(&full())])
        .expect("the first goes on");
}

#[test]
fn a_file_in_place_of_the_folder_is_no_damage() {
    let (_outer, path) = folder();
    fs::write(&path, "a file").expect("a file");
    let refused = SledStore::open(&path, StoreId::new(1));
    assert!(matches!(refused, Err(Error::Io { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(&path).expect("the same file"), "a file");
}

/// Spoils a folder that holds a story, and expects it to be set aside whole.
fn check_set_aside(spoil: impl Fn(&Path)) {
    let (_outer, path) = folder();
    open(&path)
        .append(&archive("local"), vec![put(&full())])
        .expect("a batch");
    for round in 1..=2 {
        spoil(&path);
        match SledStore::open(&path, StoreId::new(2)) {
            Err(Error::Damaged { set_aside, .. }) => {
                let name = format!("store.damaged-{round}");
                assert_eq!(
                    set_aside.file_name().and_then(|n| n.to_str()),
                    Some(name.as_str())
                );
                assert!(set_aside.join("sled").join("db").exists());
                assert!(!path.exists());
            }
            other => panic!("not set aside: {other:?}"),
        }
        assert_eq!(open(&path).head().expect("a head").sequence, 0);
    }
}

#[test]
fn an_emptied_database_is_set_aside_and_never_taken_for_a_new_one() {
    check_set_aside(|path| {
        fs::write(path.join("sled").join("db"), "").expect("an empty file");
        for entry in fs::read_dir(path.join("sled")).expect("a folder") {
            let file = entry.expect("an entry").path();
            if file.to_string_lossy().contains("snap") {
                fs::remove_file(file).expect("no snapshot");
            }
        }
    });
}

#[test]
fn a_database_of_random_bytes_is_set_aside() {
    check_set_aside(|path| {
        let noise = (0..600_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
        fs::write(path.join("sled").join("db"), noise.collect::<Vec<_>>()).expect("noise");
    });
}

#[test]
fn a_spoiled_configuration_is_set_aside() {
    check_set_aside(|path| {
        fs::write(path.join("sled").join("conf"), "no such thing").expect("a file")
    });
}

#[test]
fn a_newer_schema_is_refused_and_nothing_is_changed() {
    let (outer, path) = folder();
    open(&path)
        .append(&archive("local"), vec![put(&full())])
        .expect("a batch");
    let schema = |number: u32| {
        let db = raw(&path);
        let meta = db.open_tree("meta").expect("a tree");
        meta.insert("schema", number.to_be_bytes().as_slice())
            .expect("a value");
    };
    schema(2);
    let refused = SledStore::open(&path, StoreId::new(1));
    assert!(
        matches!(refused, Err(Error::Newer { schema: 2 })),
        "{refused:?}"
    );
    assert_eq!(fs::read_dir(outer.path()).expect("a folder").count(), 1);
    schema(1);
    assert_eq!(
        open(&path)
            .count(&archive("local"))
            .expect("counts")
            .articles,
        1
    );
}

#[test]
fn a_large_story_lies_in_a_file_that_goes_when_it_does() {
    let (_outer, path) = folder();
    let store = open(&path);
    let (first, second) = (large("big", 1), large("big", 2));
    let read = |store: &SledStore| {
        store
            .article(&archive("local"), &id("big"))
            .expect("a read")
    };
    store
        .append(
            &archive("local"),
            vec![put(&first), put(&story("small", "", 1))],
        )
        .expect("a batch");
    assert_eq!((files(&path), read(&store)), (1, Some(first)));
    store
        .append(&archive("local"), vec![put(&second)])
        .expect("a batch");
    assert_eq!(files(&path), 1);
    drop(store);
    let store = open(&path);
    assert_eq!((files(&path), read(&store)), (1, Some(second.clone())));
    store
        .append(&archive("server:1"), vec![put(&second)])
        .expect("a batch");
    assert_eq!(files(&path), 2);
    store
        .append(&archive("local"), vec![Change::ForgetArticle(id("big"))])
        .expect("a batch");
    assert_eq!(files(&path), 1);
    store.forget(&archive("server:1")).expect("forgetting");
    assert_eq!(files(&path), 0);
    assert!(store.verify().expect("a verification").is_clean());
}

#[test]
fn what_a_cut_off_batch_left_is_swept_at_opening() {
    let (_outer, path) = folder();
    open(&path)
        .append(&archive("local"), vec![put(&large("big", 1))])
        .expect("a batch");
    let blobs = path.join("blobs");
    let kept = fs::read_dir(&blobs)
        .expect("a folder")
        .next()
        .expect("a file")
        .expect("an entry");
    fs::copy(kept.path(), blobs.join("f".repeat(64))).expect("a leftover");
    fs::write(blobs.join("half.new"), "half").expect("a leftover");
    let store = open(&path);
    assert_eq!(files(&path), 1);
    assert!(kept.path().exists());
    assert!(store.verify().expect("a verification").is_clean());
}

#[test]
fn verification_names_what_was_spoiled_and_the_rest_can_be_read() {
    let (_outer, path) = folder();
    let batch = vec![
        put(&large("big", 1)),
        put(&story("a", "", 1)),
        put(&story("b", "", 1)),
        Change::Event(event(&[("a", 0), ("b", 0)])),
    ];
    open(&path)
        .append(&archive("local"), batch)
        .expect("a batch");
    let spoil = |table: &str, key: &[u8], value: Option<&[u8]>| {
        let db = raw(&path);
        let tree = db.open_tree(table).expect("a tree");
        match value {
            Some(value) => tree.insert(key, value).expect("a value"),
            None => tree.remove(key).expect("a value"),
        }
        .expect("a value stood there");
    };
    let faults = |mentions: &[&str]| {
        let found = open(&path).verify().expect("a verification");
        let all = format!("{:?}", found.faults);
        assert!(mentions.iter().all(|word| all.contains(word)), "{all}");
    };
    let blob = fs::read_dir(path.join("blobs"))
        .expect("a folder")
        .next()
        .expect("a file")
        .expect("an entry")
        .path();
    let bytes = fs::read(&blob).expect("a file");
    let mut spoiled = bytes.clone();
    *spoiled.last_mut().expect("a byte") ^= 1;
    fs::write(&blob, spoiled).expect("a file");
    faults(&["its content changed"]);
    fs::write(&blob, bytes).expect("a file");
    assert!(open(&path).verify().expect("a verification").is_clean());

    spoil("article", b"\x05locala", Some(b"\x01\x00spoiled"));
    faults(&["article", "locala"]);
    let store = open(&path);
    assert!(matches!(
        store.article(&archive("local"), &id("a")),
        Err(Error::Unreadable { .. })
    ));
    assert_eq!(
        store.article(&archive("local"), &id("b")).expect("a read"),
        Some(story("b", "", 1))
    );
    drop(store);
    let (_other, elsewhere) = folder();
    let shorter = vec![put(&story("b", "", 0))];
    open(&elsewhere)
        .append(&archive("local"), shorter)
        .expect("a batch");
    let shorter = raw(&elsewhere)
        .open_tree("article")
        .expect("a tree")
        .get(b"\x05localb");
    let shorter = shorter.expect("a read").expect("a row");
    spoil("article", b"\x05localb", Some(&shorter));
    faults(&["holds report 0 of article b revision 0, which is not stored"]);
    spoil("article", b"\x05localb", None);
    faults(&["holds reports of article b, which is not stored"]);
    spoil("event", b"\x05localmb", None);
    faults(&["article b does not list event"]);
    spoil("log", &2_u64.to_be_bytes(), None);
    faults(&["log entry 3 stands at place 2"]);
}
