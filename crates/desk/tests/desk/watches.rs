//! What watches find: what is new, once, whoever printed it.

use crate::{desk, id, moment};
use chrono::{DateTime, Utc};
use dateline_core::{ArchiveId, Draft, Recipient, Watch, Watched};
use dateline_desk::{Desk, Hit, places_of};

const STORY: &str = "The Lindvik harvest fair will be held in Lindvik on December 18, the harbour master said, with stalls from \
                     nine towns along the quay, music on two boats, lanterns for children and a parade at dusk.";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn watch(desk: &Desk, what: Watched) -> Watch {
    Watch {
        number: 1,
        person: 2,
        to: Recipient::Person(2),
        pings: false,
        what,
        is_paused: false,
        since: at("2026-11-24T12:00:00Z"),
        seen: desk.head().expect("a head"),
        told: Vec::new(),
        seeing: None,
        said: 0,
        off: None,
    }
}

fn words(desk: &Desk, words: &str) -> Watch {
    watch(desk, Watched::Words(words.into()))
}

fn take(desk: &Desk, name: &str, published: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment(published))
    };
    desk.take(&ArchiveId::local(), draft).expect("taken");
}

fn found(desk: &Desk, watch: &Watch, now: &str) -> Vec<Hit> {
    let local = ArchiveId::local();
    let (put, _) = desk.put_since(&local, watch.seen).expect("a log");
    let watches = std::slice::from_ref(watch);
    let hits = desk.hits(&local, watches, &put, &moment(now));
    hits.expect("hits").remove(0)
}

/// The watch behind a post of these.
fn told(mut watch: Watch, hits: &[Hit], to: u64) -> Watch {
    let told = hits.iter().flat_map(Hit::stories).collect();
    watch.seeing = Some(dateline_core::Seeing { to, told });
    watch.has_told();
    watch
}

#[test]
fn what_comes_behind_the_last_look_is_found_and_found_no_more_when_it_was_told() {
    let (desk, _) = desk();
    take(&desk, "before", "2026-11-24", STORY);
    let watch = words(&desk, "harvest fair");
    assert_eq!(found(&desk, &watch, "2026-11-24T13:00"), []);
    take(
        &desk,
        "moved",
        "2026-11-24",
        "The Lindvik harvest fair was moved to December 20, the harbour master said.",
    );
    let hits = found(&desk, &watch, "2026-11-24T13:00");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].stories().collect::<Vec<_>>(), [(id("moved"), 0)]);
    let head = desk.head().expect("a head");
    let watch = told(watch, &hits, head);
    assert_eq!((watch.said, watch.seen), (1, head));
    assert_eq!(found(&desk, &watch, "2026-11-24T13:00"), []);
    let from_the_start = Watch { seen: 0, ..watch };
    let hits = found(&desk, &from_the_start, "2026-11-24T13:00");
    assert_eq!(
        hits[0].all.len(),
        1,
        "what was told is not told again, whatever was seen"
    );
}

#[test]
fn copies_are_found_once_whether_they_come_together_or_one_by_one() {
    let (desk, _) = desk();
    let watch = words(&desk, "harvest fair");
    take(&desk, "first", "2026-11-24T12:30:00Z", STORY);
    take(
        &desk,
        "second",
        "2026-11-24T12:40:00Z",
        &format!("{STORY} It is free."),
    );
    let hits = found(&desk, &watch, "2026-11-24T13:00");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].stories().collect::<Vec<_>>(), [(id("first"), 0)]);
    let watch = told(watch, &hits, desk.head().expect("a head"));
    take(
        &desk,
        "third",
        "2026-11-24T13:30:00Z",
        &STORY.replace("at dusk", "at night"),
    );
    assert_eq!(found(&desk, &watch, "2026-11-24T14:00"), []);
}

#[test]
fn what_was_published_before_the_watch_was_set_or_long_ago_is_no_news() {
    let (desk, _) = desk();
    let watch = words(&desk, "harvest fair");
    take(&desk, "old", "2026-11-20", STORY);
    assert_eq!(found(&desk, &watch, "2026-11-24T13:00"), []);
    take(
        &desk,
        "late",
        "2026-11-25",
        "The Lindvik harvest fair was moved to December 20, the harbour master said.",
    );
    assert_eq!(found(&desk, &watch, "2026-11-26T13:00").len(), 1);
    assert_eq!(found(&desk, &watch, "2027-01-26T13:00"), []);
}

#[test]
fn a_story_that_is_revised_is_told_where_it_changed_something_and_only_its_new_words_count() {
    let (desk, _) = desk();
    take(&desk, "fair", "2026-11-24", STORY);
    let watch = words(&desk, "harvest fair");
    let spelled = STORY.replace("lanterns for children", "lights for children");
    take(&desk, "fair", "2026-11-24", &spelled);
    assert_eq!(
        found(&desk, &watch, "2026-11-24T13:00"),
        [],
        "nothing changed of the fair"
    );
    let moved = STORY.replace("December 18", "December 20");
    take(&desk, "fair", "2026-11-24", &moved);
    let hits = found(&desk, &watch, "2026-11-24T13:00");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].stories().collect::<Vec<_>>(), [(id("fair"), 2)]);
}

#[test]
fn a_place_and_an_event_are_watched_as_well_as_words_and_hidden_events_are_not() {
    let (desk, local) = desk();
    take(&desk, "before", "2026-11-24", STORY);
    let now = moment("2026-11-24T13:00");
    let fair = desk
        .event_named(&local, "harvest fair", &now)
        .expect("found");
    let of_event = Watched::Event {
        id: fair[0].id.clone(),
        marks: places_of(&fair[0]),
    };
    let renamed = Watched::Event {
        id: "eaaaaaaaaaaaa".parse().expect("an id"),
        marks: places_of(&fair[0]),
    };
    let all = [
        watch(&desk, of_event),
        watch(&desk, renamed),
        watch(&desk, Watched::Place("Lindvik".into())),
        watch(&desk, Watched::Place("Hamar".into())),
    ];
    take(
        &desk,
        "moved",
        "2026-11-24",
        "The Lindvik harvest fair was moved to December 20, the harbour master said.",
    );
    let (put, _) = desk.put_since(&local, all[0].seen).expect("a log");
    let hits = desk.hits(&local, &all, &put, &now).expect("hits");
    let counts: Vec<usize> = hits.iter().map(Vec::len).collect();
    assert_eq!(counts, [1, 1, 1, 0]);
    let other = ArchiveId::server(5);
    assert_eq!(desk.put_since(&other, 0).expect("a log").0.len(), 0);
}
