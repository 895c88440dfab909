//! Lists of events: what lies in a stretch, what a topic holds, what changed, and as of when.

use crate::{desk, id, moment};
use chrono::NaiveDate;
use dateline_core::{ArchiveId, Changed, Dossier, Draft, Interval, Status, TurnKind, Wanted};
use dateline_desk::Desk;

/// Takes a story of that day.
fn tell(desk: &Desk, name: &str, day: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment(day))
    };
    desk.take(&ArchiveId::local(), draft).expect("it is taken");
}

/// The harvest fair of Lindvik: set, moved, cancelled; and a vote that takes place.
fn told() -> Desk {
    let (desk, _) = desk();
    tell(
        &desk,
        "one",
        "2026-11-20",
        "The Lindvik harvest fair will be held in Lindvik on December 4, the harbour master said.",
    );
    tell(
        &desk,
        "two",
        "2026-11-24",
        "The Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    tell(
        &desk,
        "vote",
        "2026-11-24T18:00",
        "The budget vote will be held in Norden on November 27, the council said.",
    );
    tell(
        &desk,
        "three",
        "2026-12-08",
        "The Lindvik harvest fair was cancelled because of storms, the harbour master said.",
    );
    desk
}

fn days(first: &str, last: &str) -> Interval {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    Interval::days(day(first), day(last)).expect("in order")
}

fn agenda(desk: &Desk, stretch: &Interval, wanted: &Wanted, asked: &str) -> dateline_core::Agenda {
    desk.agenda(&ArchiveId::local(), stretch, wanted, &moment(asked))
        .expect("an agenda")
}

fn shown(event: &Dossier) -> (String, Status) {
    let when = event.view.when.as_ref().map(|when| when.bounds().0);
    (when.unwrap_or_default(), event.view.status)
}

fn changes(desk: &Desk, since: &str, topic: Option<&str>, asked: &str) -> Vec<(TurnKind, String)> {
    let changes = desk.changes(&ArchiveId::local(), &moment(since), topic, &moment(asked));
    let told = |change: &Changed| {
        let when = change.turn.to.when.as_ref().map(|when| when.bounds().0);
        (change.turn.kind, when.unwrap_or_default())
    };
    changes.expect("changes").iter().map(told).collect()
}

#[test]
fn an_agenda_knows_what_was_published_by_then_and_follows_what_moves() {
    let desk = told();
    let december = days("2026-12-01", "2026-12-31");
    let all = Wanted::default();
    let at = |asked: &str| {
        let found = agenda(&desk, &december, &all, asked);
        found.events.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(at("2026-11-19"), []);
    assert_eq!(at("2026-11-20"), [("2026-12-04".into(), Status::Scheduled)]);
    assert_eq!(at("2026-11-24"), [("2026-12-11".into(), Status::Scheduled)]);
    assert_eq!(at("2026-12-08"), [("2026-12-11".into(), Status::Cancelled)]);
    let old_day = days("2026-12-04", "2026-12-04");
    let empty = agenda(&desk, &old_day, &all, "2026-11-24");
    assert_eq!(empty.events, [], "it left its old date");
    let next = empty.next.expect("what comes next");
    assert_eq!(shown(&next), ("2026-12-11".into(), Status::Scheduled));
}

#[test]
fn topic_place_and_status_restrict_an_agenda_and_what_comes_next() {
    let desk = told();
    let stretch = days("2026-11-23", "2026-12-31");
    let count = |wanted: Wanted| agenda(&desk, &stretch, &wanted, "2026-11-25").events.len();
    let topic = |words: &str| Wanted {
        topic: Some(words.into()),
        ..Wanted::default()
    };
    assert_eq!(count(Wanted::default()), 2);
    assert_eq!(count(topic("harvest fair")), 1);
    assert_eq!(count(topic("budget votes")), 1);
    assert_eq!(count(topic("chess")), 0);
    let place = |name: &str| Wanted {
        place: Some(name.into()),
        ..Wanted::default()
    };
    assert_eq!(count(place("norden")), 1);
    assert_eq!(count(place("Oslo")), 0);
    let cancelled = Wanted {
        status: Some(Status::Cancelled),
        ..Wanted::default()
    };
    assert_eq!(count(cancelled.clone()), 0);
    assert_eq!(
        agenda(&desk, &stretch, &cancelled, "2026-12-09")
            .events
            .len(),
        1
    );
    let today = days("2026-11-25", "2026-11-25");
    let next = agenda(&desk, &today, &topic("harvest fair"), "2026-11-25").next;
    assert_eq!(next.map(|next| shown(&next).0), Some("2026-12-11".into()));
}

#[test]
fn changes_tell_what_is_new_and_what_turned_between_two_times() {
    let desk = told();
    use TurnKind::{Announced, Cancelled, Moved};
    assert_eq!(
        changes(&desk, "2026-11-23T09:00", None, "2026-11-24T20:00"),
        [
            (Announced, "2026-11-27".into()),
            (Moved, "2026-12-11".into())
        ]
    );
    assert_eq!(
        changes(
            &desk,
            "2026-11-23T09:00",
            Some("harvest fair"),
            "2026-11-24T20:00"
        ),
        [(Moved, "2026-12-11".into())]
    );
    // The story of the 24th of which only the day is known counts from its first minute; the vote came at six.
    assert_eq!(
        changes(&desk, "2026-11-24T00:00", None, "2026-11-24T20:00"),
        [(Announced, "2026-11-27".into())]
    );
    assert_eq!(
        changes(&desk, "2026-12-07", None, "2026-12-08"),
        [(Cancelled, "2026-12-11".into())]
    );
    // First seen within the time: announced as it stands, and not changed.
    assert_eq!(
        changes(&desk, "2026-11-01", Some("harvest fair"), "2026-12-09"),
        [(Announced, "2026-12-11".into())]
    );
    assert_eq!(changes(&desk, "2026-11-25", None, "2026-12-01"), []);
}

#[test]
fn an_event_is_found_by_its_id_its_beginning_and_its_words_in_its_own_archive() {
    let desk = told();
    let (local, now) = (ArchiveId::local(), moment("2026-12-09"));
    let found =
        |archive: &ArchiveId, named: &str| desk.event_named(archive, named, &now).expect("events");
    let by_words = found(&local, "the Lindvik harvest fair");
    let [fair] = by_words.as_slice() else {
        panic!("one event: {by_words:?}")
    };
    assert_eq!(fair.told.len(), 3);
    let kinds: Vec<TurnKind> = fair.turns.iter().map(|turn| turn.kind).collect();
    assert_eq!(
        kinds,
        [TurnKind::Announced, TurnKind::Moved, TurnKind::Cancelled]
    );
    let name = fair.id.as_str();
    for named in [name, &name[..6]] {
        assert_eq!(found(&local, named), by_words, "{named}");
        assert_eq!(found(&ArchiveId::user(7), named), []);
    }
    assert_eq!(found(&local, "chess final"), []);
    let early = desk.event_named(&local, name, &moment("2026-11-01"));
    assert_eq!(early.expect("events"), [], "nothing was told of it then");
}

#[test]
fn a_timeline_is_in_order_of_dates_with_its_moves() {
    let desk = told();
    let found = desk.timeline(&ArchiveId::local(), "fair or vote", &moment("2026-12-09"));
    assert_eq!(found.expect("a list").len(), 0, "no event is both");
    let found = desk.timeline(&ArchiveId::local(), "harvest fair", &moment("2026-12-09"));
    let found = found.expect("a list");
    assert_eq!(
        found.iter().map(shown).collect::<Vec<_>>(),
        [("2026-12-11".into(), Status::Cancelled)]
    );
    assert_eq!(
        found.iter().map(|event| event.turns.len()).sum::<usize>(),
        3
    );
}
