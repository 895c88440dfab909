//! An archive is looked after: verified, carried elsewhere, read anew beside writers, kept where the disk is full.

use crate::{
    ask, bridge,
    correcting::{FAIR, amend, by, december, local, named, on, one, start, tell, told},
    id, moment, numbered,
    shared::Shared,
};
use dateline_core::{
    Amend, ArchiveId, ByHand, DateOrder, Digest, DigestKind, Draft, Intake, Moment, Saved,
    Subscription,
};
use dateline_desk::{Desk, Error};
use dateline_search::{Change as Indexed, Index, Position};
use dateline_storage::{Change, Existing, MemoryStore, Record, Revision, Store, StoreId};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// An archive in which people have done all that can be done.
fn full() -> Desk {
    let desk = told();
    tell(
        &desk,
        "two",
        "2026-11-23",
        "Après «Noël»: the Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    let changed = Draft {
        id: Some(id("vote")),
        title: "News of vote".into(),
        text: "The budget vote will be held in Norden on November 27, the council said again."
            .into(),
        modified: Some(moment("2026-11-21T10:00")),
        ..Draft::published(moment("2026-11-20"))
    };
    assert_eq!(desk.take(&local(), changed).expect("taken").revision, 1);
    let saved = Saved {
        by: 9_007_199_254_740_993,
        how: Intake::Pasted,
    };
    let pasted = Draft {
        title: "Regatta".into(),
        text: "The regatta will be held in Lindvik on December 20, a reader said.".into(),
        url: Some("https://news.example/regatta".into()),
        ..Draft::published(moment("2026-11-22"))
    };
    desk.take_saved(&local(), pasted, &saved).expect("taken");
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-12")),
        "2026-11-24",
    );
    amend(&desk, "vote", &Amend::Hide, "2026-11-24");
    let given = ByHand {
        title: "Fête of the harbour".into(),
        when: on("2026-12-05"),
        place: Some("Lindvik".into()),
    };
    desk.add_event(&local(), &given, &by(7, "2026-11-24T10:00"))
        .expect("stored");
    amend(
        &desk,
        "Fête of the harbour",
        &Amend::Title("harbour fête".into()),
        "2026-11-25",
    );
    let added = "2026-11-23T09:00:00Z".parse().expect("an instant");
    let feed = Subscription::new("https://news.example/feed", added);
    desk.keep_feed(&local(), &feed).expect("kept");
    let polled = dateline_core::Polled {
        polls: 3,
        ..Default::default()
    };
    desk.keep_poll(&local(), &feed.id, &polled, &[id("two")])
        .expect("kept");
    let clock = "09:00:00".parse().expect("a time");
    let digest = Digest::daily(7, DigestKind::Week, clock, "UTC", added);
    desk.keep_digest(&local(), &digest).expect("kept");
    desk.pass_slot(
        &local(),
        (7, DigestKind::Week),
        "2026-11-23".parse().expect("a day"),
    )
    .expect("kept");
    desk.prefer(&local(), |set| set.date_order = Some(DateOrder::DayFirst))
        .expect("kept");
    desk.store()
        .state_put(&local(), "note/7/1", b"1 {\"words\":\"harbour\"}")
        .expect("kept");
    desk
}

/// What people see of an archive.
fn seen(desk: &Desk, archive: &ArchiveId) -> Vec<String> {
    let asked = moment("2026-11-25");
    let events = desk.every_event(archive, &asked).expect("events");
    let mut said: Vec<String> = events.iter().map(|event| format!("{event:?}")).collect();
    for question in [
        FAIR,
        "when is the regatta",
        "when is the budget vote",
        "when is the harbour fête",
    ] {
        let answer = desk.ask(archive, question, &asked).expect("an answer");
        said.push(format!("{answer:?}"));
    }
    said.push(format!("{:?}", desk.corrections(archive, &asked)));
    said.push(format!("{:?}", desk.feeds(archive)));
    said.push(format!("{:?}", desk.digests(archive)));
    said.push(format!("{:?}", desk.posted(archive, 7, DigestKind::Week)));
    said.push(format!("{:?}", desk.preferences(archive)));
    said.push(format!("{:?}", desk.deeds_of(9_007_199_254_740_993)));
    let notes = desk.store().state_list(archive, "note/").expect("values");
    let notes = notes.iter().map(|(key, value)| (key, &value.bytes));
    said.push(format!("{:?}", notes.collect::<Vec<_>>()));
    said
}

fn exported(desk: &Desk, archive: &ArchiveId) -> Vec<String> {
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let (some, last) = desk
            .export_stories(archive, after.as_ref(), 2)
            .expect("lines");
        lines.extend(some);
        if last.is_none() {
            break;
        }
        after = last;
    }
    lines.extend(desk.export_rest(archive).expect("lines"));
    lines
}

#[test]
fn what_is_imported_gives_the_same_answers_and_again_changes_nothing() {
    let desk = full();
    let lines = exported(&desk, &local());
    let other = Desk::in_memory().expect("a desk");
    let imported = other.import(&local(), &lines).expect("taken");
    assert_eq!(imported.refused, []);
    assert_eq!((imported.stories, imported.known), (5, 0));
    assert_eq!(seen(&other, &local()), seen(&desk, &local()));
    assert_eq!(exported(&other, &local()), lines);
    let head = other.store().head().expect("a head");
    let again = other.import(&local(), &lines).expect("taken");
    assert_eq!((again.stories, again.others), (0, 0));
    assert_eq!(again.known, lines.len() as u64);
    assert_eq!(other.store().head().expect("a head"), head);
    assert!(other.verify().expect("verified").is_clean());
    // Stories first and what hangs on them behind: the other way round, each finds its place as well; only the
    // name of an event is that of the report which came first.
    let turned = Desk::in_memory().expect("a desk");
    let mut backwards = lines.clone();
    backwards.sort_by_key(|line| !line.contains("\"line\":\"article\""));
    backwards[..5].reverse();
    // The revisions of one story stay in their order.
    backwards[..5].sort_by_key(|line| line.contains("\"revision\":1"));
    turned.import(&local(), &backwards).expect("taken");
    assert_eq!(
        december(&turned, "2026-11-25"),
        december(&desk, "2026-11-25")
    );
    let answer = ask(&turned, &local(), FAIR, "2026-11-25");
    assert_eq!(answer.parts().text, "Saturday 12 December 2026");
}

#[test]
fn a_line_that_cannot_be_taken_keeps_no_other_out_and_what_stands_stays() {
    let desk = full();
    let mut lines = exported(&desk, &local());
    lines.insert(1, "{\"line\":\"article\",\"id\":\"a\"}".into());
    lines.insert(3, "nonsense".into());
    lines.push("{\"line\":\"value\",\"key\":\"job/1\",\"text\":\"\"}".into());
    lines.push("{\"line\":\"value\",\"key\":\"note/2\",\"hex\":\"0g\"}".into());
    let empty = "{\"line\":\"article\",\"id\":\"e\",\"published\":\"2026-11-20\"}";
    lines.push(empty.into());
    let (other, there) = (Desk::in_memory().expect("a desk"), ArchiveId::server(3));
    other
        .prefer(&there, |set| set.zone = Some("Europe/Oslo".into()))
        .expect("kept");
    let imported = other.import(&there, &lines).expect("taken");
    let last = lines.len() - 1;
    let refused: Vec<usize> = imported.refused.iter().map(|(at, _)| *at).collect();
    assert_eq!(refused, [1, 3, last - 2, last - 1, last]);
    assert_eq!(imported.stories, 5);
    let set = other.preferences(&there).expect("read");
    assert_eq!(
        (set.zone.as_deref(), set.date_order),
        (Some("Europe/Oslo"), None)
    );
    let asked = moment("2026-11-25");
    let answer = other.ask(&there, FAIR, &asked).expect("an answer");
    assert_eq!(answer.parts().text, "Saturday 12 December 2026");
}

#[test]
fn a_correction_whose_number_is_taken_gets_the_next_one() {
    let lines = exported(&full(), &local());
    let other = told();
    amend(
        &other,
        "vote",
        &Amend::Place("Lindvik".into()),
        "2026-11-22",
    );
    other.import(&local(), &lines).expect("taken");
    let kept = || {
        let kept = other.corrections(&local(), &moment("2026-11-25"));
        let kept = kept.expect("a list").into_iter();
        kept.map(|kept| kept.correction.id.number())
            .collect::<Vec<_>>()
    };
    // The first of the four lines finds number 1 taken, takes the 2nd, and so on.
    assert_eq!(kept(), [1, 2, 3, 4, 5]);
    other.import(&local(), &lines).expect("taken");
    assert_eq!(kept(), [1, 2, 3, 4, 5]);
}

#[test]
fn what_is_verified_is_counted_and_every_sort_of_fault_is_told() {
    let desk = full();
    let found = desk.verify().expect("verified");
    assert_eq!(found.faults, []);
    assert_eq!((found.archives, found.articles, found.indexed), (1, 5, 5));
    assert_eq!(found.revisions, 6);
    assert_eq!(found.values["correction"], 4);
    assert_eq!(found.values["feed"], 1);
    assert_eq!(found.values["note"], 1);
    let store = desk.store();
    for (key, value, word) in [
        ("feed/x", "1 {}", "value feed/x"),
        ("polled/x", "9 {}", "value polled/x"),
        ("brought/x/1", "1 [7]", "value brought/x/1"),
        ("preferences", "1 [", "value preferences"),
        ("saved/1:a/0", "1 found 7", "value saved/1:a/0"),
        ("correction/00000000000000000009", "\u{1}x", "correction/"),
        ("digest/00000000000000000009/week", "x", "digest/"),
        ("job/x", "x", "job/x"),
        ("reread/under-way", "1 ", "dateline reread"),
    ] {
        let before = store.state_get(&local(), key).expect("read");
        store
            .state_put(&local(), key, value.as_bytes())
            .expect("put");
        let faults = desk.verify().expect("verified").faults;
        assert_eq!(faults.len(), 1, "{key}: {faults:?}");
        assert!(faults[0].what.contains(word), "{key}: {faults:?}");
        assert_eq!(faults[0].archive, Some(local()));
        match before {
            Some(value) => drop(store.state_put(&local(), key, &value.bytes).expect("put")),
            None => drop(store.state_remove(&local(), key).expect("removed")),
        }
    }
    assert!(desk.verify().expect("verified").is_clean());
}

#[test]
fn an_index_that_is_not_in_step_is_told() {
    let store = Arc::new(MemoryStore::new(StoreId::new(1)));
    let index = Index::in_memory().expect("an index");
    let record = |name: &str| {
        let article = dateline_core::Article::new(Draft {
            id: Some(id(name)),
            ..bridge()
        });
        let revision = Revision::new(article.expect("a story"), Vec::new());
        Record::first(revision.expect("no reports"))
    };
    let stored = record("stored");
    store
        .append(&local(), vec![Change::article(stored)])
        .expect("appended");
    let indexed = record("indexed");
    let article = indexed.latest().article();
    let position = Position {
        store: StoreId::new(1).to_string(),
        schema: Index::SCHEMA,
        sequence: 1,
    };
    let here = local();
    let put = Indexed::Put {
        archive: &here,
        revisions: vec![(article, &[])],
    };
    index.apply([put], &position).expect("applied");
    let desk = Desk::open(Box::new(Shared::new(store)), index).expect("a desk");
    let faults = desk.verify().expect("verified").faults;
    let said: Vec<&str> = faults.iter().map(|fault| fault.what.as_str()).collect();
    assert_eq!(
        said,
        [
            "article stored is not in the index",
            "article indexed is in the index and not stored"
        ]
    );
}

/// Spoils what was read in a story, as rules of another day would have.
fn spoil(desk: &Desk, name: &str) {
    let record = desk
        .store()
        .article(&local(), &id(name))
        .expect("read")
        .expect("stored");
    let empty = Revision::new(record.latest().article().clone(), Vec::new()).expect("no reports");
    let events = desk.store().events_of(&local(), &id(name)).expect("events");
    let gone = events.iter().map(|e| Change::RemoveEvent(e.id().clone()));
    let changes = gone.chain([Change::article(Record::first(empty))]);
    let changes = changes.collect();
    desk.store().append(&local(), changes).expect("spoiled");
}

#[test]
fn a_dry_run_shows_what_would_be_found_otherwise_and_keeps_nothing() {
    let desk = told();
    spoil(&desk, "one");
    let head = desk.store().head().expect("a head");
    let (sum, shown) = desk.reread_shown(&local(), |_| {}).expect("read");
    assert_eq!((sum.articles, sum.changed), (2, 1));
    assert_eq!((shown.len(), shown[0].article.as_str()), (1, "one"));
    assert_eq!(shown[0].gone, []);
    assert_eq!(
        shown[0].come[0].when.as_deref(),
        Some("Friday 4 December 2026")
    );
    assert_eq!(desk.store().head().expect("a head"), head);
    assert_eq!(named(&desk, "harvest fair", "2026-11-25").len(), 0);
    desk.reread(&local(), |_| {}).expect("read anew");
    let (sum, shown) = desk.reread_shown(&local(), |_| {}).expect("read");
    assert_eq!((sum.changed, shown.len()), (0, 0));
    assert_eq!(
        start(&one(&desk, "harvest fair", "2026-11-25")),
        "2026-12-04"
    );
}

#[test]
fn stories_that_are_stored_while_all_are_read_anew_find_their_events() {
    let desk = full();
    let stories: Vec<Draft> = (0..105).map(numbered).collect();
    for result in desk.take_many(&local(), stories).expect("taken") {
        result.expect("stored");
    }
    let late = |n: usize| Draft {
        id: Some(id(&format!("late{n:02}"))),
        title: "More of the harvest fair".into(),
        text: format!(
            "The Lindvik harvest fair was moved to December {}, clerk {n} said.",
            13 + n
        ),
        ..Draft::published(moment(&format!("2026-11-24T{:02}:00", 10 + n)))
    };
    let (other, _) = crate::desk();
    other
        .import(&local(), &exported(&desk, &local()))
        .expect("taken");
    let mut round = 0;
    desk.reread(&local(), |_| {
        // The writer's lock is free between any two batches, or this would never return.
        desk.take(&local(), late(round)).expect("taken");
        assert!(desk.is_being_reread(&local()).expect("read"));
        round += 1;
    })
    .expect("read anew");
    assert!(round >= 4, "{round} batches");
    assert!(!desk.is_being_reread(&local()).expect("read"));
    for n in 0..round {
        other.take(&local(), late(n)).expect("taken");
    }
    assert_eq!(
        december(&desk, "2026-11-25"),
        december(&other, "2026-11-25")
    );
    let told = |desk: &Desk| one(desk, "harvest fair", "2026-11-25").told.len();
    assert_eq!(told(&desk), told(&other));
    let found = desk.verify().expect("verified");
    assert!(found.is_clean(), "{:?}", found.faults);
}

#[test]
fn all_that_is_derived_is_made_again_and_what_people_gave_stays() {
    let desk = full();
    desk.take(&ArchiveId::server(4), bridge()).expect("taken");
    let before = seen(&desk, &local());
    spoil(&desk, "two");
    assert_ne!(seen(&desk, &local()), before);
    let rebuilt = desk.rebuild_all(|_| {}).expect("made again");
    assert_eq!((rebuilt.articles, rebuilt.changed), (6, 1));
    assert_eq!(seen(&desk, &local()), before);
    assert!(desk.verify().expect("verified").is_clean());
}

#[test]
fn on_a_full_disk_questions_are_answered_and_nothing_that_was_stored_is_lost() {
    let store = Arc::new(MemoryStore::new(StoreId::new(1)));
    let is_full = Arc::new(AtomicBool::new(false));
    let disk = Shared::on_a_disk(Arc::clone(&store), Arc::clone(&is_full));
    let index = Index::in_memory().expect("an index");
    let desk = Desk::open(Box::new(disk), index).expect("a desk");
    desk.take(&local(), bridge()).expect("taken");
    is_full.store(true, Ordering::Release);
    for _ in 0..2 {
        let refused = desk.take(&local(), numbered(1)).expect_err("no room");
        assert!(
            matches!(refused, Error::Storage(dateline_storage::Error::Io { .. })),
            "{refused:?}"
        );
        let answer = ask(&desk, &local(), crate::QUESTION, "2026-04-10");
        assert_eq!(answer.parts().text, "Monday 4 May 2026");
        assert_eq!(answer.parts().coverage.articles, 1);
    }
    let added = "2026-11-23T09:00:00Z".parse().expect("an instant");
    let feed = Subscription::new("https://news.example/feed", added);
    assert!(desk.keep_feed(&local(), &feed).is_err());
    assert!(desk.reread(&local(), |_| {}).is_err());
    assert!(desk.forget(&local(), &id("bridge")).is_err());
    let never = Moment::Day("2026-04-10".parse().expect("a day"));
    assert_eq!(
        desk.coverage(&local(), &never).expect("counted").articles,
        1
    );
    is_full.store(false, Ordering::Release);
    assert!(desk.take(&local(), numbered(1)).expect("taken").new);
    assert!(desk.verify().expect("verified").is_clean());
    let refused = desk.back_up("nowhere/saved".as_ref(), Existing::Stays, |_| {});
    assert!(refused.is_err());
}
