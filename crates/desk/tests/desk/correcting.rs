//! Corrections: what people say of an event is told with who and when, survives later stories, rereading and forgetting, and
//! can be taken back.

use crate::{ask, desk, id, moment};
use chrono::{NaiveDate, NaiveTime};
use dateline_core::{
    Amend, Amendment, ArchiveId, ByHand, Corrected, Corrector, Done, Dossier, Draft, Event,
    EventId, Force, Interval, NotAmended, Said, State, Status, TurnKind, Wanted, When,
};
use dateline_desk::Desk;
use dateline_storage::{Change, Record, Revision};

const FAIR: &str = "When is the harvest fair?";

fn tell(desk: &Desk, name: &str, day: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment(day))
    };
    desk.take(&local(), draft).expect("it is taken");
}

fn local() -> ArchiveId {
    ArchiveId::local()
}

/// The harvest fair is set for 4 December, a vote for the 27th.
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
        "vote",
        "2026-11-20",
        "The budget vote will be held in Norden on November 27, the council said.",
    );
    desk
}

fn on(day: &str) -> When {
    When::day(day.parse().expect("a day")).expect("in the calendar")
}

fn by(person: u64, at: &str) -> Done {
    Done {
        by: Corrector::Person(person),
        at: moment(at),
    }
}

fn named(desk: &Desk, words: &str, asked: &str) -> Vec<Dossier> {
    desk.event_named(&local(), words, &moment(asked))
        .expect("a look-up")
}

fn one(desk: &Desk, words: &str, asked: &str) -> Dossier {
    let mut found = named(desk, words, asked);
    assert_eq!(found.len(), 1, "{words}: {found:#?}");
    found.remove(0)
}

/// Corrects the event of these words at nine in the morning of that day.
fn amend(desk: &Desk, words: &str, amend: &Amend, day: &str) -> Dossier {
    let done = by(7, &format!("{day}T09:00"));
    let event = one(desk, words, day).id;
    let amended = desk.amend(&local(), &event, amend, &done);
    amended.expect("it is stored").expect("it is corrected")
}

fn start(event: &Dossier) -> String {
    let when = event.view.when.as_ref();
    when.map(|when| when.bounds().0).unwrap_or_default()
}

/// The titles of the events of December, as of a day.
fn december(desk: &Desk, asked: &str) -> Vec<(String, String)> {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let days = Interval::days(day("2026-12-01"), day("2026-12-31")).expect("in order");
    let agenda = desk.agenda(&local(), &days, &Wanted::default(), &moment(asked));
    let events = agenda.expect("an agenda").events;
    events
        .iter()
        .map(|event| (event.view.title.clone(), start(event)))
        .collect()
}

#[test]
fn a_corrected_date_is_told_everywhere_from_then_on_with_who_and_what_the_news_said() {
    let desk = told();
    let fixed = amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-24",
    );
    assert_eq!(start(&fixed), "2026-12-05");
    let before = ask(&desk, &local(), FAIR, "2026-11-23");
    assert_eq!(before.parts().text, "Friday 4 December 2026");
    assert!(before.parts().corrected.is_empty());
    let after = ask(&desk, &local(), FAIR, "2026-11-25");
    let parts = after.parts();
    assert_eq!(
        (parts.state, parts.text.as_str()),
        (State::Found, "Saturday 5 December 2026")
    );
    let Corrected {
        correction,
        news,
        force,
    } = &parts.corrected[0];
    assert_eq!(*force, Force::Stands);
    assert_eq!(correction.made, by(7, "2026-11-24T09:00"));
    let Said::Date(Some(news)) = news else {
        panic!("{news:?}")
    };
    assert_eq!(news.interval, on("2026-12-04").interval);
    assert!(parts.cited.is_some(), "what the news said stays cited");
    let there = (fixed.view.title.clone(), "2026-12-05".to_owned());
    assert_eq!(december(&desk, "2026-11-25"), [there]);
    let timeline = desk.timeline(&local(), "harvest fair", &moment("2026-11-25"));
    assert_eq!(start(&timeline.expect("a timeline")[0]), "2026-12-05");
    let changes = desk.changes(&local(), &moment("2026-11-23"), None, &moment("2026-11-25"));
    let kinds: Vec<TurnKind> = changes
        .expect("changes")
        .iter()
        .map(|c| c.turn.kind)
        .collect();
    assert_eq!(kinds, [TurnKind::Corrected]);
    let friday = ask(&desk, &local(), "What is on 5 December?", "2026-11-25");
    assert!(friday.parts().text.contains("harvest fair"), "{friday:#?}");
    let elsewhere = ask(&desk, &ArchiveId::server(5), FAIR, "2026-11-25");
    assert_eq!(elsewhere.state(), State::Unknown);
}

#[test]
fn a_story_that_repeats_the_mistake_changes_nothing_and_later_news_is_followed() {
    let desk = told();
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-21",
    );
    tell(
        &desk,
        "two",
        "2026-11-23",
        "The Lindvik harvest fair will be held in Lindvik on December 4, the harbour master said again.",
    );
    assert_eq!(
        start(&one(&desk, "harvest fair", "2026-11-24")),
        "2026-12-05"
    );
    tell(
        &desk,
        "three",
        "2026-11-25",
        "The Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    let moved = one(&desk, "harvest fair", "2026-11-26");
    assert_eq!(
        (start(&moved).as_str(), moved.corrected[0].force),
        ("2026-12-11", Force::Overtaken)
    );
    let answer = ask(&desk, &local(), FAIR, "2026-11-26");
    assert_eq!(answer.parts().text, "Friday 11 December 2026");
    assert_eq!(answer.parts().corrected[0].force, Force::Overtaken);
}

#[test]
fn time_place_title_and_status_are_corrected_each_by_itself() {
    let desk = told();
    let clock = NaiveTime::from_hms_opt(18, 30, 0).expect("a time");
    let oslo = Some("Europe/Oslo".to_owned());
    amend(
        &desk,
        "harvest fair",
        &Amend::Clock(clock, oslo),
        "2026-11-21",
    );
    amend(
        &desk,
        "harvest fair",
        &Amend::Place("Sundby".into()),
        "2026-11-21",
    );
    amend(
        &desk,
        "harvest fair",
        &Amend::Title("Sundby harvest fair".into()),
        "2026-11-21",
    );
    let fair = amend(
        &desk,
        "harvest fair",
        &Amend::Status(Status::Cancelled),
        "2026-11-22",
    );
    let view = &fair.view;
    assert_eq!(start(&fair), "2026-12-04T18:30");
    assert_eq!(
        view.when.as_ref().and_then(|when| when.zone.as_deref()),
        Some("Europe/Oslo")
    );
    assert_eq!(
        view.place.as_ref().map(|place| place.name.as_str()),
        Some("Sundby")
    );
    assert_eq!(
        (view.title.as_str(), view.status),
        ("Sundby harvest fair", Status::Cancelled)
    );
    let place = ask(&desk, &local(), "Where is the harvest fair?", "2026-11-23");
    assert_eq!(place.parts().text, "Sundby");
    let off = ask(
        &desk,
        &local(),
        "Was the harvest fair cancelled?",
        "2026-11-23",
    );
    assert_eq!(
        (off.state(), off.parts().text.as_str()),
        (State::Found, "cancelled")
    );
    assert_eq!(off.parts().corrected.len(), 4);
    let again = desk.amend(
        &local(),
        &fair.id,
        &Amend::Status(Status::Cancelled),
        &by(7, "2026-11-23"),
    );
    assert_eq!(again.expect("looked at"), Err(NotAmended::SameAlready));
}

#[test]
fn what_was_corrected_is_taken_back_and_still_told_as_it_was_in_between() {
    let desk = told();
    let fixed = amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-21",
    );
    let number = fixed.corrected[0].correction.id;
    let undone = desk.undo(&local(), number, &by(9, "2026-11-23T09:00"));
    let undone = undone.expect("stored").expect("undone");
    assert_eq!(
        undone.event.as_ref().map(start).as_deref(),
        Some("2026-12-04")
    );
    assert_eq!(undone.correction.undone, Some(by(9, "2026-11-23T09:00")));
    let text = |asked| ask(&desk, &local(), FAIR, asked).parts().text.clone();
    assert_eq!(text("2026-11-22"), "Saturday 5 December 2026");
    assert_eq!(text("2026-11-24"), "Friday 4 December 2026");
    let again = desk.undo(&local(), number, &by(9, "2026-11-24"));
    assert_eq!(
        again.expect("looked at"),
        Err(NotAmended::UndoneAlready(number))
    );
    let other = dateline_core::CorrectionId::new(99);
    let none = desk.undo(&local(), other, &by(9, "2026-11-24"));
    assert_eq!(
        none.expect("looked at"),
        Err(NotAmended::NoCorrection(other))
    );
    let elsewhere = desk.undo(&ArchiveId::server(5), number, &by(9, "2026-11-24"));
    assert_eq!(
        elsewhere.expect("looked at"),
        Err(NotAmended::NoCorrection(number))
    );
}

#[test]
fn merged_events_are_one_under_both_names_until_that_is_taken_back() {
    let desk = told();
    let (fair, vote) = (
        one(&desk, "harvest fair", "2026-11-21"),
        one(&desk, "vote", "2026-11-21"),
    );
    let merged = amend(
        &desk,
        "harvest fair",
        &Amend::Merge(vote.id.clone()),
        "2026-11-22",
    );
    assert_eq!((merged.id.clone(), merged.told.len()), (fair.id.clone(), 2));
    assert_eq!(one(&desk, vote.id.as_str(), "2026-11-23").id, fair.id);
    assert_eq!(one(&desk, vote.id.as_str(), "2026-11-21").id, vote.id);
    let itself = desk.amend(
        &local(),
        &fair.id,
        &Amend::Merge(vote.id.clone()),
        &by(7, "2026-11-23"),
    );
    assert_eq!(itself.expect("looked at"), Err(NotAmended::Itself));
    let number = merged.corrected[0].correction.id;
    desk.undo(&local(), number, &by(7, "2026-11-24T09:00"))
        .expect("stored")
        .expect("undone");
    assert_eq!(one(&desk, vote.id.as_str(), "2026-11-25").id, vote.id);
}

#[test]
fn a_report_that_is_split_off_is_an_event_of_its_own_with_a_name_that_finds_it() {
    let desk = told();
    tell(
        &desk,
        "two",
        "2026-11-23",
        "The Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    let fair = one(&desk, "harvest fair", "2026-11-24");
    assert_eq!((fair.told.len(), start(&fair).as_str()), (2, "2026-12-11"));
    let left = amend(&desk, "harvest fair", &Amend::Split(vec![2]), "2026-11-24");
    assert_eq!(
        (left.id.clone(), left.told.len(), start(&left).as_str()),
        (fair.id, 1, "2026-12-04")
    );
    let both = named(&desk, "harvest fair", "2026-11-25");
    assert_eq!(
        both.iter().map(start).collect::<Vec<_>>(),
        ["2026-12-04", "2026-12-11"]
    );
    let part = &both[1];
    assert_ne!(part.id, left.id);
    assert_eq!(one(&desk, part.id.as_str(), "2026-11-25").told, part.told);
    for (numbers, why) in [
        (vec![3], NotAmended::NoReport(3)),
        (vec![0], NotAmended::NoReport(0)),
        (vec![1], NotAmended::AllLeave),
        (vec![], NotAmended::AllLeave),
    ] {
        let refused = desk.amend(
            &local(),
            &left.id,
            &Amend::Split(numbers),
            &by(7, "2026-11-25"),
        );
        assert_eq!(refused.expect("looked at"), Err(why));
    }
}

#[test]
fn a_hidden_event_is_in_no_list_and_no_answer_and_comes_back() {
    let desk = told();
    let fair = amend(&desk, "harvest fair", &Amend::Hide, "2026-11-22");
    assert!(december(&desk, "2026-11-23").is_empty());
    assert_eq!(december(&desk, "2026-11-21").len(), 1);
    let answer = ask(&desk, &local(), FAIR, "2026-11-23");
    assert_eq!(answer.state(), State::Unknown);
    assert_eq!(answer.parts().corrected[0].correction.what, Amendment::Hide);
    let timeline = desk.timeline(&local(), "harvest fair", &moment("2026-11-23"));
    assert!(timeline.expect("a timeline").is_empty());
    let shown = amend(&desk, "harvest fair", &Amend::Restore, "2026-11-24");
    assert_eq!((shown.id.clone(), shown.hidden()), (fair.id.clone(), None));
    assert_eq!(
        ask(&desk, &local(), FAIR, "2026-11-25").state(),
        State::Found
    );
    let twice = desk.amend(&local(), &fair.id, &Amend::Restore, &by(7, "2026-11-25"));
    assert_eq!(twice.expect("looked at"), Err(NotAmended::NotHidden));
}

#[test]
fn an_event_that_is_added_by_hand_is_asked_for_moved_by_the_news_and_removed_when_taken_back() {
    let (desk, _) = desk();
    let given = ByHand {
        title: "Sundby spring regatta".into(),
        when: on("2026-12-04"),
        place: Some("Sundby".into()),
    };
    let add = || desk.add_event(&local(), &given, &by(7, "2026-11-20T09:00"));
    let added = add().expect("stored").expect("an event");
    assert_eq!(added.corrected[0].correction.what, Amendment::Add);
    assert_eq!(add().expect("stored").expect("the same").corrected.len(), 1);
    let answer = ask(&desk, &local(), "When is the spring regatta?", "2026-11-21");
    let parts = answer.parts();
    assert_eq!(parts.text, "Friday 4 December 2026");
    assert_eq!(
        parts.place.as_ref().map(|place| place.name.as_str()),
        Some("Sundby")
    );
    assert_eq!(parts.corrected[0].correction.what, Amendment::Add);
    tell(
        &desk,
        "moved",
        "2026-11-22",
        "The Sundby spring regatta was moved to December 11, the club said.",
    );
    assert_eq!(start(&one(&desk, "regatta", "2026-11-23")), "2026-12-11");
    let number = added.corrected[0].correction.id;
    let undone = desk.undo(&local(), number, &by(7, "2026-11-24T09:00"));
    assert_eq!(undone.expect("stored").expect("undone").event, None);
    let left = one(&desk, "regatta", "2026-11-25");
    assert_eq!((left.told.len(), left.corrected.len()), (1, 0));
    assert!(
        desk.corrections(&local(), &moment("2026-11-25"))
            .expect("a list")
            .is_empty()
    );
}

#[test]
fn a_correction_finds_its_event_when_stories_are_read_and_linked_anew() {
    let desk = told();
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-22",
    );
    let store = desk.store();
    let record = store
        .article(&local(), &id("one"))
        .expect("read")
        .expect("stored");
    let latest = record.latest();
    let other = dateline_core::Report::new(dateline_core::ReportParts {
        title: "harbour master".into(),
        time: None,
        ..latest.reports()[0].clone().into()
    });
    // Better rules find another event in the sentence, before the one that was known, and call it something else.
    let fair = dateline_core::Report::new(dateline_core::ReportParts {
        title: "harvest fair of Lindvik".into(),
        ..latest.reports()[0].clone().into()
    });
    let reports = vec![other.expect("titled"), fair.expect("titled")];
    let revision = Revision::new(latest.article().clone(), reports).expect("they quote it");
    let name = |index| dateline_core::ReportId {
        article: id("one"),
        revision: 0,
        index,
    };
    let old = store.events_of(&local(), &id("one")).expect("events");
    let mut changes: Vec<Change> = old
        .iter()
        .map(|event| Change::RemoveEvent(event.id().clone()))
        .collect();
    changes.push(Change::article(Record::first(revision)));
    changes.extend([0, 1].map(|index| Change::Event(Event::begin(name(index)))));
    store.append(&local(), changes).expect("read anew");
    let found = named(&desk, "harvest fair of Lindvik", "2026-11-23");
    assert_eq!(start(&found[0]), "2026-12-05", "{found:#?}");
    let other = named(&desk, "harbour master", "2026-11-23");
    assert!(
        other
            .iter()
            .all(|event| start(event) != "2026-12-05" || event.view.title != "harbour master")
    );
}

#[test]
fn what_is_forgotten_takes_its_corrections_along_and_a_person_leaves_only_the_deed() {
    let desk = told();
    tell(
        &desk,
        "two",
        "2026-11-21",
        "The Lindvik harvest fair will be held in Lindvik on December 4, the harbour master said again.",
    );
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-22",
    );
    amend(&desk, "vote", &Amend::Hide, "2026-11-22");
    desk.forget(&local(), &id("one")).expect("forgotten");
    assert_eq!(
        start(&one(&desk, "harvest fair", "2026-11-23")),
        "2026-12-05",
        "the other story holds it"
    );
    desk.forget(&local(), &id("vote")).expect("forgotten");
    let kept = desk
        .corrections(&local(), &moment("2026-11-23"))
        .expect("a list");
    assert_eq!(kept.len(), 1, "nothing of the vote is left");
    desk.forget_corrector(&local(), 7).expect("forgotten");
    let kept = desk
        .corrections(&local(), &moment("2026-11-23"))
        .expect("a list");
    assert_eq!(kept[0].correction.made.by, Corrector::Forgotten);
    assert_eq!(
        start(&one(&desk, "harvest fair", "2026-11-23")),
        "2026-12-05"
    );
    desk.forget_archive(&local()).expect("forgotten");
    assert!(
        desk.corrections(&local(), &moment("2026-11-23"))
            .expect("a list")
            .is_empty()
    );
}

#[test]
fn a_correction_whose_event_is_gone_is_kept_and_said_to_be_adrift() {
    let desk = told();
    amend(&desk, "harvest fair", &Amend::Hide, "2026-11-22");
    let store = desk.store();
    let record = store
        .article(&local(), &id("one"))
        .expect("read")
        .expect("stored");
    let empty = Revision::new(record.latest().article().clone(), Vec::new()).expect("no reports");
    let events = store.events_of(&local(), &id("one")).expect("events");
    let mut changes: Vec<Change> = events
        .iter()
        .map(|e| Change::RemoveEvent(e.id().clone()))
        .collect();
    changes.push(Change::article(Record::first(empty)));
    store.append(&local(), changes).expect("read anew");
    let kept = desk
        .corrections(&local(), &moment("2026-11-23"))
        .expect("a list");
    assert_eq!((kept.len(), kept[0].event.clone()), (1, None));
    assert!(kept[0].correction.title.contains("harvest fair"));
}

#[test]
fn reading_everything_anew_keeps_corrections_and_what_was_added_and_mends_what_was_lost() {
    let desk = told();
    tell(
        &desk,
        "two",
        "2026-11-23",
        "The Lindvik harvest fair was moved to December 11, the harbour master said.",
    );
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-12")),
        "2026-11-24",
    );
    amend(
        &desk,
        "vote",
        &Amend::Title("vote on the budget".into()),
        "2026-11-24",
    );
    let given = ByHand {
        title: "Sundby spring regatta".into(),
        when: on("2026-12-20"),
        place: None,
    };
    desk.add_event(&local(), &given, &by(7, "2026-11-24T10:00"))
        .expect("stored");
    let seen = |desk: &Desk| {
        let events = ["harvest fair", "vote", "regatta"].map(|words| {
            let event = one(desk, words, "2026-11-25");
            (
                event.id.clone(),
                event.view.title.clone(),
                start(&event),
                event.told.len(),
            )
        });
        (events, december(desk, "2026-11-25"))
    };
    let before = seen(&desk);
    let reread = desk.reread(&local(), |_| {}).expect("read anew");
    assert_eq!((reread.articles, reread.changed), (4, 0));
    assert_eq!(seen(&desk), before);

    // Rules of another day had found nothing.
    let store = desk.store();
    let record = store
        .article(&local(), &id("two"))
        .expect("read")
        .expect("stored");
    let empty = Revision::new(record.latest().article().clone(), Vec::new()).expect("no reports");
    let events = store.events_of(&local(), &id("two")).expect("events");
    let mut changes: Vec<Change> = events
        .iter()
        .map(|event| Change::RemoveEvent(event.id().clone()))
        .collect();
    changes.push(Change::article(Record::first(empty)));
    store.append(&local(), changes).expect("spoiled");
    assert_ne!(named(&desk, "harvest fair", "2026-11-25").len(), 1);
    let reread = desk.reread(&local(), |_| {}).expect("read anew");
    assert_eq!((reread.articles, reread.changed), (4, 1));
    assert_eq!(seen(&desk), before);
    assert_eq!(
        ask(&desk, &local(), FAIR, "2026-11-25").parts().text,
        "Saturday 12 December 2026"
    );
}

#[test]
fn what_is_not_there_is_not_corrected() {
    let desk = told();
    let nobody: EventId = "e000000000000".parse().expect("a name");
    let refused = desk.amend(&local(), &nobody, &Amend::Hide, &by(7, "2026-11-22"));
    assert_eq!(
        refused.expect("looked at"),
        Err(NotAmended::NoEvent(nobody.clone()))
    );
    let fair = one(&desk, "harvest fair", "2026-11-22").id;
    let elsewhere = desk.amend(
        &ArchiveId::server(5),
        &fair,
        &Amend::Hide,
        &by(7, "2026-11-22"),
    );
    assert_eq!(
        elsewhere.expect("looked at"),
        Err(NotAmended::NoEvent(fair.clone()))
    );
    let early = desk.amend(&local(), &fair, &Amend::Hide, &by(7, "2026-11-19"));
    assert_eq!(
        early.expect("looked at"),
        Err(NotAmended::NoEvent(fair.clone())),
        "it was not known then"
    );
    let merge = desk.amend(
        &local(),
        &fair,
        &Amend::Merge(nobody.clone()),
        &by(7, "2026-11-22"),
    );
    assert_eq!(merge.expect("looked at"), Err(NotAmended::NoEvent(nobody)));
}

#[test]
fn an_event_without_a_date_that_is_given_one_by_hand_is_answered_with_it() {
    let (desk, _) = desk();
    tell(
        &desk,
        "one",
        "2026-11-20",
        "The Lindvik harvest fair was postponed, the harbour master said. No new date was given.",
    );
    let found = named(&desk, "harvest fair", "2026-11-21");
    assert_eq!(found.len(), 1);
    amend(
        &desk,
        "harvest fair",
        &Amend::Date(on("2026-12-05")),
        "2026-11-22",
    );
    let answer = ask(&desk, &local(), FAIR, "2026-11-23");
    assert_eq!(
        answer.parts().text,
        "Saturday 5 December 2026",
        "{answer:#?}"
    );
}
