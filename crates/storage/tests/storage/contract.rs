//! The promises of [`Store`], each a test on each backend.

use crate::sample::{archive, draft, event, formerly, full, id, name, revision, story};
use dateline_core::{Article, ArticleId, Draft, Event, EventId, Moment};
use dateline_storage::{
    Appended, Change, Conflict, Error, MemoryStore, Record, Revision, SCHEMA, SledStore,
    Statistics, Store, StoreId, What,
};

macro_rules! promises {
    ($($name:ident)*) => {
        mod memory {
            $(#[test]
            fn $name() {
                super::$name(&super::MemoryStore::new(super::STORE));
            })*
        }
        mod sled {
            $(#[test]
            fn $name() {
                let folder = tempfile::tempdir().expect("a folder");
                let store = super::SledStore::open(folder.path().join("store"), super::STORE);
                super::$name(&store.expect("a new store"));
            })*
        }
    };
}

promises! {
    a_new_store_is_empty_and_knows_its_name
    a_story_reads_back_whole_in_every_field
    a_batch_gets_sequence_numbers_without_gaps_over_all_archives
    what_is_there_already_changes_nothing_and_gets_no_number
    a_publication_in_another_offset_is_a_change
    one_bad_change_leaves_nothing_of_its_batch
    a_later_record_replaces_the_earlier_one
    every_revision_of_a_story_finds_it_by_identity
    an_identity_that_nobody_has_any_more_finds_nothing
    an_identity_can_move_to_another_story_in_one_batch
    two_stories_with_one_identity_are_refused
    stories_come_in_the_order_asked_and_missing_ones_are_left_out
    a_scan_goes_through_every_story_once_in_byte_order
    an_event_is_found_by_its_name_and_its_former_name
    a_name_that_two_events_would_have_is_refused
    events_of_a_story_follow_the_events
    an_event_may_not_hold_a_report_that_is_not_stored
    a_story_may_not_lose_a_report_that_an_event_holds
    forgetting_a_story_takes_its_reports_out_of_events
    forgetting_or_removing_what_is_not_there_changes_nothing
    archives_do_not_see_each_other
    forgetting_an_archive_leaves_nothing_of_it
    the_log_can_be_read_in_pieces
    values_keep_their_bytes_under_versions_that_never_come_again
    compare_and_set_lets_one_of_two_writers_win
    values_are_listed_by_prefix_in_order
    counts_follow_every_change
    reports_of_other_words_are_refused
    a_store_full_of_everything_verifies_clean
    a_reading_stays_with_the_story_that_was_read_and_goes_with_it
    threads_that_write_at_once_get_their_own_numbers
}

const STORE: StoreId = StoreId::new(0xfeed);

pub(crate) fn put(record: &Record) -> Change {
    Change::article(record.clone())
}

fn take(store: &dyn Store, name: &str, batch: Vec<Change>) -> Appended {
    store
        .append(&archive(name), batch)
        .expect("a batch that fits")
}

fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> Conflict {
    match result {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict but {other:?}"),
    }
}

fn what(store: &dyn Store) -> Vec<What> {
    let log = store.log(0, usize::MAX).expect("a log");
    log.into_iter().map(|entry| entry.what).collect()
}

fn names(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.id().as_str()).collect()
}

fn found(store: &dyn Store, identity: &str) -> Option<ArticleId> {
    store
        .by_identity(&archive("local"), identity)
        .expect("a look-up")
}

fn a_new_store_is_empty_and_knows_its_name(store: &dyn Store) {
    let head = store.head().expect("a head");
    assert_eq!((head.store, head.schema, head.sequence), (STORE, SCHEMA, 0));
    assert!(store.archives().expect("archives").is_empty());
    assert!(store.log(0, 9).expect("a log").is_empty());
    assert!(
        store
            .scan(&archive("local"), None, 9)
            .expect("stories")
            .is_empty()
    );
    assert_eq!(
        store.count(&archive("local")).expect("counts"),
        Statistics::default()
    );
}

fn a_story_reads_back_whole_in_every_field(store: &dyn Store) {
    let record = full();
    take(store, "local", vec![put(&record)]);
    let stored = store
        .article(&archive("local"), record.id())
        .expect("a read")
        .expect("a story");
    assert_eq!(stored, record);
    let offset = |record: &Record| record.latest().article().published().offset();
    assert_eq!(offset(&stored), offset(&record));
}

fn a_batch_gets_sequence_numbers_without_gaps_over_all_archives(store: &dyn Store) {
    let (a, b) = (story("a", "", 1), story("b", "", 1));
    let both = event(&[("a", 0), ("b", 0)]);
    let first = take(
        store,
        "local",
        vec![put(&a), put(&b), Change::Event(both.clone())],
    );
    assert_eq!(first, Appended { first: 1, last: 3 });
    let second = take(store, "server:1", vec![put(&a)]);
    assert_eq!(second, Appended { first: 4, last: 4 });
    let log = store.log(0, 9).expect("a log");
    assert_eq!(
        log.iter().map(|e| e.sequence).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        log.iter().map(|e| e.archive.as_str()).collect::<Vec<_>>(),
        ["local", "local", "local", "server:1"]
    );
    let expected = [
        What::Put(id("a")),
        What::Put(id("b")),
        What::Event(both.id().clone()),
        What::Put(id("a")),
    ];
    assert_eq!(what(store), expected);
    assert_eq!(store.head().expect("a head").sequence, 4);
}

fn what_is_there_already_changes_nothing_and_gets_no_number(store: &dyn Store) {
    let batch = || {
        vec![
            put(&full()),
            put(&story("a", "", 1)),
            Change::Event(event(&[("a", 0)])),
        ]
    };
    assert_eq!(take(store, "local", batch()).count(), 3);
    let again = take(store, "local", batch());
    assert_eq!((again, again.count()), (Appended { first: 4, last: 3 }, 0));
    let mixed = take(store, "local", vec![put(&full()), put(&story("b", "", 0))]);
    assert_eq!(mixed, Appended { first: 4, last: 4 });
    assert_eq!(take(store, "local", Vec::new()).count(), 0);
}

fn a_publication_in_another_offset_is_a_change(store: &dyn Store) {
    let at = |text| {
        Record::first(revision(
            Draft {
                published: Moment::parse(text).expect("a written time"),
                ..draft("a", "")
            },
            0,
        ))
    };
    take(store, "local", vec![put(&at("2026-04-20T23:30Z"))]);
    let east = at("2026-04-21T01:30+02:00");
    assert_eq!(take(store, "local", vec![put(&east)]).count(), 1);
    let stored = store
        .article(&archive("local"), &id("a"))
        .expect("a read")
        .expect("a story");
    assert_eq!(
        stored.latest().article().published().day(),
        east.latest().article().published().day()
    );
}

fn one_bad_change_leaves_nothing_of_its_batch(store: &dyn Store) {
    let bad = Change::Event(event(&[("missing", 0)]));
    let batch = vec![put(&story("a", "", 1)), bad, put(&story("b", "", 1))];
    conflict(store.append(&archive("local"), batch));
    assert!(store.archives().expect("archives").is_empty());
    assert_eq!(store.head().expect("a head").sequence, 0);
}

fn a_later_record_replaces_the_earlier_one(store: &dyn Store) {
    let first = story("a", "once", 1);
    let next = first
        .clone()
        .with(revision(
            Draft {
                revision: 1,
                ..draft("a", "twice")
            },
            2,
        ))
        .expect("a revision");
    take(store, "local", vec![put(&first)]);
    assert_eq!(take(store, "local", vec![put(&next)]).count(), 1);
    assert_eq!(
        store.article(&archive("local"), &id("a")).expect("a read"),
        Some(next.clone())
    );
    assert_eq!(
        next.report(&name("a", 1, 1)).map(|r| r.title()),
        Some("meeting 1 of the harbour board")
    );
    assert_eq!(next.report(&name("a", 1, 2)), None);
}

fn moved(to: &str) -> Record {
    let url = Some(format!("https://news.example/{to}"));
    let draft = Draft {
        url,
        revision: 1,
        ..draft("a", "")
    };
    story("a", "", 0)
        .with(revision(draft, 0))
        .expect("a revision")
}

fn identity(record: &Record) -> String {
    record.latest().article().identity()
}

fn every_revision_of_a_story_finds_it_by_identity(store: &dyn Store) {
    let (before, after) = (story("a", "", 0), moved("elsewhere"));
    take(store, "local", vec![put(&before)]);
    assert_eq!(found(store, &identity(&before)), Some(id("a")));
    assert_eq!(found(store, &identity(&after)), None);
    take(store, "local", vec![put(&after)]);
    assert_eq!(found(store, &identity(&before)), Some(id("a")));
    assert_eq!(found(store, &identity(&after)), Some(id("a")));
}

fn an_identity_that_nobody_has_any_more_finds_nothing(store: &dyn Store) {
    let (before, after) = (story("a", "", 0), moved("elsewhere"));
    take(store, "local", vec![put(&after)]);
    take(store, "local", vec![put(&before)]);
    assert_eq!(found(store, &identity(&after)), None);
    take(store, "local", vec![Change::ForgetArticle(id("a"))]);
    assert_eq!(found(store, &identity(&before)), None);
}

fn an_identity_can_move_to_another_story_in_one_batch(store: &dyn Store) {
    let a = story("a", "", 0);
    let heir = Record::first(revision(
        Draft {
            id: Some(id("heir")),
            ..draft("a", "")
        },
        0,
    ));
    take(store, "local", vec![put(&a)]);
    take(
        store,
        "local",
        vec![put(&heir), Change::ForgetArticle(id("a"))],
    );
    assert_eq!(found(store, &identity(&a)), Some(id("heir")));
    assert!(store.verify().expect("a verification").is_clean());
}

fn two_stories_with_one_identity_are_refused(store: &dyn Store) {
    let twin = Record::first(revision(
        Draft {
            id: Some(id("twin")),
            ..draft("a", "")
        },
        0,
    ));
    take(store, "local", vec![put(&story("a", "", 0))]);
    let refused = conflict(store.append(&archive("local"), vec![put(&twin)]));
    assert_eq!(
        refused,
        Conflict::SameStory {
            article: id("twin"),
            owner: id("a")
        }
    );
    conflict(store.append(
        &archive("server:1"),
        vec![put(&story("a", "", 0)), put(&twin)],
    ));
    assert_eq!(take(store, "server:1", vec![put(&twin)]).count(), 1);
}

fn stories_come_in_the_order_asked_and_missing_ones_are_left_out(store: &dyn Store) {
    take(
        store,
        "local",
        ["a", "b", "c"]
            .map(|name| put(&story(name, "", 0)))
            .to_vec(),
    );
    let asked = ["c", "x", "a"].map(id);
    let found = store.articles(&archive("local"), &asked).expect("stories");
    assert_eq!(names(&found), ["c", "a"]);
}

fn a_scan_goes_through_every_story_once_in_byte_order(store: &dyn Store) {
    let order = ["B", "a", "aa", "b", "é"];
    let mixed = ["aa", "é", "B", "b", "a"];
    take(
        store,
        "local",
        mixed.map(|name| put(&story(name, "", 0))).to_vec(),
    );
    take(store, "local2", vec![put(&story("foreign", "", 0))]);
    let scan = |after: Option<&str>, limit| {
        let found = store
            .scan(&archive("local"), after.map(id).as_ref(), limit)
            .expect("stories");
        names(&found)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(scan(None, 9), order);
    assert_eq!(scan(None, 2), order[..2]);
    assert_eq!(scan(Some("a"), 2), order[2..4]);
    assert_eq!(scan(Some("ab"), 9), order[3..]);
    assert!(scan(Some("é"), 9).is_empty());
    assert!(scan(None, 0).is_empty());
}

fn an_event_is_found_by_its_name_and_its_former_name(store: &dyn Store) {
    let (one, other) = (event(&[("a", 0)]), event(&[("a", 1)]));
    let merged = formerly(&one, &other).with(name("a", 0, 1));
    let find = |id: &EventId| store.event(&archive("local"), id).expect("a look-up");
    let stories = vec![
        put(&story("a", "", 2)),
        Change::Event(one.clone()),
        Change::Event(other.clone()),
    ];
    take(store, "local", stories);
    assert_eq!(find(other.id()), Some(other.clone()));
    take(
        store,
        "local",
        vec![
            Change::Event(merged.clone()),
            Change::RemoveEvent(other.id().clone()),
        ],
    );
    assert_eq!(find(one.id()), Some(merged.clone()));
    assert_eq!(find(other.id()), Some(merged));
    take(store, "local", vec![Change::Event(one.clone())]);
    assert_eq!(find(other.id()), None);
}

fn a_name_that_two_events_would_have_is_refused(store: &dyn Store) {
    let [a, b, c] = [0, 1, 2].map(|index| event(&[("s", index)]));
    let append = |batch| store.append(&archive("local"), batch);
    take(
        store,
        "local",
        vec![put(&story("s", "", 3)), Change::Event(formerly(&a, &c))],
    );
    let refused = conflict(append(vec![Change::Event(formerly(&b, &c))]));
    let (alias, event, other) = (c.id().clone(), b.id().clone(), a.id().clone());
    assert_eq!(
        refused,
        Conflict::SharedName {
            alias,
            event,
            other
        }
    );
    conflict(append(vec![Change::Event(c.clone())]));
    conflict(append(vec![
        Change::Event(b.clone()),
        Change::Event(formerly(&a, &b)),
    ]));
    conflict(append(vec![Change::Event(formerly(&b, &b))]));
    let passed_on = vec![Change::Event(formerly(&b, &c)), Change::Event(a)];
    assert_eq!(append(passed_on).expect("one owner at the end").count(), 2);
    assert_eq!(
        store.event(&archive("local"), c.id()).expect("a look-up"),
        Some(formerly(&b, &c))
    );
}

fn events_of_a_story_follow_the_events(store: &dyn Store) {
    let both = event(&[("a", 0), ("b", 0)]);
    let second = event(&[("a", 1)]);
    let of = |name: &str| {
        let events = store
            .events_of(&archive("local"), &id(name))
            .expect("events");
        events
            .iter()
            .map(|event| event.id().clone())
            .collect::<Vec<_>>()
    };
    let mut expected = vec![both.id().clone(), second.id().clone()];
    expected.sort();
    take(
        store,
        "local",
        vec![
            put(&story("a", "", 2)),
            put(&story("b", "", 1)),
            Change::Event(both.clone()),
            Change::Event(second.clone()),
        ],
    );
    assert_eq!(of("a"), expected);
    assert_eq!(of("b"), [both.id().clone()]);
    let named = |place: &str, prefix: &str, limit| {
        let events = store.events_named(&archive(place), prefix, limit);
        let events = events.expect("events").into_iter();
        events.map(|event| event.id().clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("local", "", 9), expected);
    assert_eq!(named("local", "e", 1), expected[..1]);
    let beginning = &both.id().as_str()[..8];
    assert_eq!(named("local", beginning, 9), [both.id().clone()]);
    assert!(named("local", "f", 9).is_empty());
    assert!(named("server:1", "", 9).is_empty());
    let alone = both.clone().without(&id("b")).expect("a report of a");
    take(
        store,
        "local",
        vec![
            Change::Event(alone),
            Change::RemoveEvent(second.id().clone()),
        ],
    );
    assert_eq!(of("a"), [both.id().clone()]);
    assert!(of("b").is_empty());
    assert!(of("nobody").is_empty());
}

fn an_event_may_not_hold_a_report_that_is_not_stored(store: &dyn Store) {
    let far = event(&[("a", 2)]);
    let batch = vec![put(&story("a", "", 2)), Change::Event(far.clone())];
    let refused = conflict(store.append(&archive("local"), batch));
    let (event, report) = (far.id().clone(), name("a", 0, 2));
    assert_eq!(refused, Conflict::MissingReport { event, report });
    let in_time = vec![Change::Event(far), put(&story("a", "", 3))];
    assert_eq!(take(store, "local", in_time).count(), 2);
}

fn a_story_may_not_lose_a_report_that_an_event_holds(store: &dyn Store) {
    let second = event(&[("a", 1)]);
    take(
        store,
        "local",
        vec![put(&story("a", "", 2)), Change::Event(second.clone())],
    );
    let shorter = || put(&story("a", "", 1));
    conflict(store.append(&archive("local"), vec![shorter()]));
    let gone = Change::RemoveEvent(second.id().clone());
    assert_eq!(take(store, "local", vec![shorter(), gone]).count(), 2);
}

fn forgetting_a_story_takes_its_reports_out_of_events(store: &dyn Store) {
    let (both, alone) = (event(&[("a", 0), ("b", 0)]), event(&[("a", 1)]));
    take(
        store,
        "local",
        vec![
            put(&story("a", "", 2)),
            put(&story("b", "", 1)),
            Change::Event(both.clone()),
            Change::Event(alone.clone()),
        ],
    );
    let forgot = take(store, "local", vec![Change::ForgetArticle(id("a"))]);
    assert_eq!(forgot, Appended { first: 5, last: 7 });
    let mut said = what(store).split_off(4);
    said.sort_by_key(|what| format!("{what:?}"));
    assert_eq!(
        said,
        [
            What::Event(both.id().clone()),
            What::Forgot(id("a")),
            What::RemovedEvent(alone.id().clone())
        ]
    );
    let rest = store
        .event(&archive("local"), both.id())
        .expect("a look-up")
        .expect("the report of b");
    assert_eq!(rest.reports(), [name("b", 0, 0)]);
    assert_eq!(
        store
            .event(&archive("local"), alone.id())
            .expect("a look-up"),
        None
    );
    assert!(
        store
            .events_of(&archive("local"), &id("a"))
            .expect("events")
            .is_empty()
    );
    assert!(store.verify().expect("a verification").is_clean());
}

fn forgetting_or_removing_what_is_not_there_changes_nothing(store: &dyn Store) {
    let nothing = vec![
        Change::ForgetArticle(id("a")),
        Change::RemoveEvent(event(&[("a", 0)]).id().clone()),
    ];
    assert_eq!(take(store, "local", nothing).count(), 0);
    assert_eq!(
        store
            .forget(&archive("local"))
            .expect("nothing to forget")
            .count(),
        0
    );
    assert!(store.archives().expect("archives").is_empty());
}

fn archives_do_not_see_each_other(store: &dyn Store) {
    let (a, one) = (story("a", "", 1), event(&[("a", 0)]));
    take(store, "server:1", vec![put(&a), Change::Event(one.clone())]);
    store
        .state_put(&archive("server:1"), "zone", b"UTC")
        .expect("a value");
    for other in ["server:11", "server:2", "local", "user:1"].map(archive) {
        assert_eq!(store.article(&other, &id("a")).expect("a read"), None);
        assert!(
            store
                .articles(&other, &[id("a")])
                .expect("stories")
                .is_empty()
        );
        assert_eq!(
            store.by_identity(&other, &identity(&a)).expect("a look-up"),
            None
        );
        assert!(store.scan(&other, None, 9).expect("stories").is_empty());
        assert_eq!(store.event(&other, one.id()).expect("a look-up"), None);
        assert!(
            store
                .events_of(&other, &id("a"))
                .expect("events")
                .is_empty()
        );
        assert_eq!(store.count(&other).expect("counts"), Statistics::default());
        assert_eq!(store.state_get(&other, "zone").expect("a read"), None);
        assert!(store.state_list(&other, "").expect("values").is_empty());
        conflict(store.append(&other, vec![Change::Event(one.clone())]));
        assert_eq!(store.forget(&other).expect("nothing to forget").count(), 0);
    }
    assert_eq!(store.archives().expect("archives"), [archive("server:1")]);
}

fn forgetting_an_archive_leaves_nothing_of_it(store: &dyn Store) {
    for name in ["server:1", "server:12"] {
        take(
            store,
            name,
            vec![put(&story("a", "", 1)), Change::Event(event(&[("a", 0)]))],
        );
        store
            .state_put(&archive(name), "zone", b"UTC")
            .expect("a value");
    }
    let (gone, kept) = (archive("server:1"), archive("server:12"));
    assert_eq!(
        store.forget(&gone).expect("forgetting"),
        Appended { first: 5, last: 5 }
    );
    assert_eq!(store.count(&gone).expect("counts"), Statistics::default());
    assert!(store.scan(&gone, None, 9).expect("stories").is_empty());
    assert_eq!(
        store
            .event(&gone, event(&[("a", 0)]).id())
            .expect("a look-up"),
        None
    );
    assert!(store.state_list(&gone, "").expect("values").is_empty());
    assert_eq!(
        store
            .by_identity(&gone, &identity(&story("a", "", 1)))
            .expect("a look-up"),
        None
    );
    assert_eq!(what(store)[..2], [What::Erased, What::Erased]);
    assert_eq!(what(store)[4], What::ForgotArchive);
    assert_eq!(
        store.archives().expect("archives"),
        std::slice::from_ref(&kept)
    );
    assert_eq!(store.events_of(&kept, &id("a")).expect("events").len(), 1);
    assert!(store.verify().expect("a verification").is_clean());
    assert_eq!(
        take(store, "server:1", vec![put(&story("a", "", 1))]).count(),
        1
    );
}

fn the_log_can_be_read_in_pieces(store: &dyn Store) {
    for name in ["a", "b", "c", "d", "e"] {
        take(store, "local", vec![put(&story(name, "", 0))]);
    }
    let whole = store.log(0, usize::MAX).expect("a log");
    assert_eq!(store.log(0, 2).expect("a log"), whole[..2]);
    assert_eq!(store.log(2, 2).expect("a log"), whole[2..4]);
    assert_eq!(store.log(4, 9).expect("a log"), whole[4..]);
    assert!(store.log(5, 9).expect("a log").is_empty());
    assert!(store.log(u64::MAX, 9).expect("a log").is_empty());
}

fn values_keep_their_bytes_under_versions_that_never_come_again(store: &dyn Store) {
    let local = archive("local");
    let put = |bytes: &[u8]| store.state_put(&local, "cursor", bytes).expect("a value");
    let large = vec![7; 300_000];
    let first = put(b"");
    assert_eq!(
        store
            .state_get(&local, "cursor")
            .expect("a read")
            .map(|v| (v.version, v.bytes)),
        Some((first, Vec::new()))
    );
    let second = put(&large);
    assert!(second > first);
    assert_eq!(
        store
            .state_get(&local, "cursor")
            .expect("a read")
            .map(|v| v.bytes),
        Some(large)
    );
    assert!(store.state_remove(&local, "cursor").expect("a removal"));
    assert!(!store.state_remove(&local, "cursor").expect("no removal"));
    assert_eq!(store.state_get(&local, "cursor").expect("a read"), None);
    assert!(put(b"x") > second);
    assert_eq!(store.head().expect("a head").sequence, 0);
}

fn compare_and_set_lets_one_of_two_writers_win(store: &dyn Store) {
    let local = archive("local");
    let set = |expected, bytes: &[u8]| store.state_compare_and_set(&local, "job", expected, bytes);
    let first = set(None, b"one").expect("an empty place");
    let refused = conflict(set(None, b"two"));
    assert_eq!(
        refused,
        Conflict::Changed {
            key: "job".into(),
            version: Some(first)
        }
    );
    let second = set(Some(first), b"two").expect("the version that stands");
    conflict(set(Some(first), b"three"));
    let stands = store
        .state_get(&local, "job")
        .expect("a read")
        .expect("a value");
    assert_eq!(
        (stands.version, stands.bytes.as_slice()),
        (second, b"two".as_slice())
    );
    store.state_remove(&local, "job").expect("a removal");
    assert_eq!(
        conflict(set(Some(second), b"four")),
        Conflict::Changed {
            key: "job".into(),
            version: None
        }
    );
    assert!(store.archives().expect("archives").is_empty());
}

fn values_are_listed_by_prefix_in_order(store: &dyn Store) {
    let local = archive("local");
    for key in ["feed/b", "feed/a", "feeds", "watch/a", "é"] {
        store
            .state_put(&local, key, key.as_bytes())
            .expect("a value");
    }
    let keys = |prefix: &str| {
        let listed = store.state_list(&local, prefix).expect("values");
        assert!(
            listed
                .iter()
                .all(|(key, value)| key.as_bytes() == value.bytes)
        );
        listed.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(keys("feed/"), ["feed/a", "feed/b"]);
    assert_eq!(keys("feed"), ["feed/a", "feed/b", "feeds"]);
    assert_eq!(keys(""), ["feed/a", "feed/b", "feeds", "watch/a", "é"]);
    assert!(keys("x").is_empty());
}

fn counts_follow_every_change(store: &dyn Store) {
    let count = || store.count(&archive("local")).expect("counts");
    take(
        store,
        "local",
        vec![
            put(&full()),
            put(&story("a", "", 3)),
            Change::Event(event(&[("a", 0)])),
        ],
    );
    store
        .state_put(&archive("local"), "k", b"v")
        .expect("a value");
    store
        .state_put(&archive("local"), "k", b"w")
        .expect("a value");
    let expected = Statistics {
        articles: 2,
        revisions: 3,
        reports: 5,
        events: 1,
        values: 1,
    };
    assert_eq!(count(), expected);
    take(store, "local", vec![Change::ForgetArticle(id("a"))]);
    assert_eq!(
        count(),
        Statistics {
            articles: 1,
            revisions: 2,
            reports: 2,
            events: 0,
            values: 1
        }
    );
    take(store, "local", vec![Change::ForgetArticle(id("full"))]);
    store
        .state_remove(&archive("local"), "k")
        .expect("a removal");
    assert_eq!(count(), Statistics::default());
    assert!(store.archives().expect("archives").is_empty());
}

fn reports_of_other_words_are_refused(store: &dyn Store) {
    let other = Article::new(Draft {
        text: "Nothing else was told, and nobody asked for more of it.".into(),
        ..draft("a", "")
    });
    let told = revision(draft("a", ""), 1);
    let mixed = Revision::new(other.expect("a story"), told.reports().to_vec());
    let record = Record::first(mixed.expect("the same name and number"));
    let refused = store.append(&archive("local"), vec![put(&record)]);
    assert!(matches!(refused, Err(Error::Unfit { .. })), "{refused:?}");
    assert_eq!(store.head().expect("a head").sequence, 0);
    assert!(
        Revision::new(
            told.article().clone(),
            revision(draft("b", ""), 1).reports().to_vec()
        )
        .is_err()
    );
    assert!(Record::first(told.clone()).with(told).is_err());
}

fn a_store_full_of_everything_verifies_clean(store: &dyn Store) {
    let stories = ["a", "b", "c"].map(|name| put(&story(name, "", 3)));
    for name in ["local", "server:1"] {
        take(store, name, stories.to_vec());
        let one = event(&[("a", 0), ("b", 1)]);
        take(
            store,
            name,
            vec![
                put(&full()),
                Change::Event(formerly(&one, &event(&[("c", 2)]))),
            ],
        );
        store.state_put(&archive(name), "k", b"v").expect("a value");
    }
    let found = store.verify().expect("a verification");
    assert_eq!(
        (found.articles, found.events, found.log, found.faults),
        (8, 2, 10, Vec::new())
    );
}

fn a_reading_stays_with_the_story_that_was_read_and_goes_with_it(store: &dyn Store) {
    let here = archive("here");
    let reading = |name: &str| store.reading(&here, &id(name)).expect("a look");
    let long = b"read ".repeat(100);
    take(
        store,
        "here",
        vec![
            Change::article(story("a", "early", 0)),
            Change::Reading(id("a"), long.clone()),
            Change::article(story("b", "early", 0)),
            Change::Reading(id("b"), b"short".to_vec()),
            Change::Reading(id("absent"), b"lost".to_vec()),
        ],
    );
    assert_eq!(reading("a"), Some(long));
    assert_eq!(reading("b"), Some(b"short".to_vec()));
    assert_eq!(reading("absent"), None);
    let there = archive("there");
    assert_eq!(store.reading(&there, &id("a")).expect("a look"), None);
    take(store, "here", vec![Change::article(story("a", "late", 0))]);
    assert_eq!(reading("a"), None);
    take(store, "here", vec![Change::ForgetArticle(id("b"))]);
    take(store, "here", vec![Change::article(story("b", "early", 0))]);
    assert_eq!(reading("b"), None);
    let again = vec![
        Change::article(story("b", "late", 0)),
        Change::Reading(id("b"), b"again".to_vec()),
    ];
    take(store, "here", again);
    assert_eq!(reading("b"), Some(b"again".to_vec()));
    let found = store.verify().expect("read through");
    assert!(found.is_clean(), "{found:?}");
    store.forget(&here).expect("forgotten");
    take(store, "here", vec![Change::article(story("b", "late", 0))]);
    assert_eq!(reading("b"), None);
}

fn threads_that_write_at_once_get_their_own_numbers(store: &dyn Store) {
    let write = |thread: u32| {
        let name = |n: u32| format!("t{thread}-{n}");
        (0..10)
            .map(|n| {
                let appended = take(
                    store,
                    "local",
                    vec![
                        put(&story(&name(n), "", 1)),
                        Change::Event(event(&[(&name(n), 0)])),
                    ],
                );
                let events: Vec<Event> = store
                    .events_of(&archive("local"), &id(&name(n)))
                    .expect("events");
                assert_eq!(events.len(), 1);
                (appended.first, appended.last)
            })
            .collect::<Vec<_>>()
    };
    let mut ranges = std::thread::scope(|scope| {
        let threads = [0, 1, 2, 3].map(|n| scope.spawn(move || write(n)));
        threads
            .into_iter()
            .flat_map(|t| t.join().expect("a thread that ends"))
            .collect::<Vec<_>>()
    });
    ranges.sort_unstable();
    let expected = (0..40).map(|n| (2 * n + 1, 2 * n + 2)).collect::<Vec<_>>();
    assert_eq!(ranges, expected);
    assert!(store.verify().expect("a verification").is_clean());
}
