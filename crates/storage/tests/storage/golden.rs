//! The bytes of format 1: what they were is read for ever, and what is written is what they were.

use crate::{
    contract::put,
    folder::raw,
    sample::{archive, event, formerly, full, id, name, story},
};
use dateline_storage::{Change, SledStore, Store, StoreId, What};
use std::{collections::BTreeMap, path::Path};

/// A line a row: table, key and value in hexadecimal digits. Never edited: archives out there hold such bytes.
const ROWS: &str = include_str!("../../fixtures/format-1.txt");

type Rows = BTreeMap<(String, Vec<u8>), Vec<u8>>;

fn golden() -> Rows {
    let rows = ROWS.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let mut cells = line.split(' ');
        let mut cell = || cells.next().expect("three cells");
        ((cell().to_owned(), bytes(cell())), bytes(cell()))
    })
    .collect()
}

pub(crate) fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).expect("ASCII"));
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).expect("two hexadecimal digits"))
        .collect()
}

/// A value without its compression, whose bytes may differ from one release of zstd to the next.
pub(crate) fn unpacked(value: Vec<u8>) -> Vec<u8> {
    match value.strip_prefix(&[1, 1]) {
        Some(body) => [
            &[1, 1],
            zstd::decode_all(body).expect("a zstd frame").as_slice(),
        ]
        .concat(),
        None => value,
    }
}

/// What the rows were made from.
pub(crate) fn fill(store: &dyn Store) {
    let append = |name: &str, batch| store.append(&archive(name), batch).expect("a batch");
    let merged = formerly(&event(&[("a", 0), ("b", 0)]), &event(&[("a", 1)]));
    append("server:7", vec![put(&story("gone", "", 1))]);
    store.forget(&archive("server:7")).expect("forgetting");
    append(
        "local",
        vec![
            put(&full()),
            put(&story("a", "by all", 2)),
            put(&story("b", "", 1)),
            put(&story("c", "", 1)),
            Change::Event(event(&[("c", 0)])),
            Change::Event(merged),
            Change::Event(event(&[("b", 0)])),
        ],
    );
    append(
        "local",
        vec![
            Change::RemoveEvent(event(&[("b", 0)]).id().clone()),
            Change::ForgetArticle(id("c")),
        ],
    );
    store
        .state_put(&archive("local"), "zone", b"Europe/Oslo")
        .expect("a value");
}

fn rows(path: &Path) -> Rows {
    let db = raw(path);
    let mut rows = Rows::new();
    for table in ["meta", "archive", "article", "url", "event", "log", "state"] {
        let tree = db.open_tree(table).expect("a tree");
        for row in tree.iter() {
            let (key, value) = row.expect("a row");
            rows.insert((table.to_owned(), key.to_vec()), value.to_vec());
        }
    }
    rows
}

#[test]
fn the_bytes_of_format_1_read_as_what_they_were_made_from() {
    let outer = tempfile::tempdir().expect("a folder");
    let path = outer.path().join("store");
    {
        let db = raw(&path);
        for ((table, key), value) in golden() {
            db.open_tree(table)
                .expect("a tree")
                .insert(key, value)
                .expect("a row");
        }
    }
    let (store, local) = (
        SledStore::open(&path, StoreId::new(9)).expect("a store"),
        archive("local"),
    );
    assert_eq!(store.head().expect("a head").store, StoreId::new(0xda7e));
    assert_eq!(
        store.scan(&local, None, 9).expect("stories"),
        [story("a", "by all", 2), story("b", "", 1), full()]
    );
    let merged = store
        .event(&local, event(&[("a", 1)]).id())
        .expect("a look-up")
        .expect("an event");
    assert_eq!(merged.reports(), [name("a", 0, 0), name("b", 0, 0)]);
    let log = store
        .log(0, 99)
        .expect("a log")
        .into_iter()
        .map(|entry| entry.what)
        .collect::<Vec<_>>();
    assert_eq!(
        log[..3],
        [What::Erased, What::ForgotArchive, What::Put(id("full"))]
    );
    assert_eq!(log.len(), 12);
    let zone = store
        .state_get(&local, "zone")
        .expect("a read")
        .expect("a value");
    assert_eq!(
        (zone.version, zone.bytes.as_slice()),
        (1, b"Europe/Oslo".as_slice())
    );
    assert_eq!(store.verify().expect("a verification").faults, Vec::new());
}

#[test]
fn what_is_written_today_are_the_bytes_of_format_1() {
    let outer = tempfile::tempdir().expect("a folder");
    let path = outer.path().join("store");
    fill(&SledStore::open(&path, StoreId::new(0xda7e)).expect("a store"));
    let (written, golden) = (rows(&path), golden());
    assert_eq!(
        written.keys().collect::<Vec<_>>(),
        golden.keys().collect::<Vec<_>>()
    );
    for ((row, value), golden) in written.into_iter().zip(golden.into_values()) {
        assert_eq!(unpacked(value), unpacked(golden), "{row:?}");
    }
}
