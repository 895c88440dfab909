//! Corrections: what people say of an event is told with who and when, survives later stories, rereading and forgetting, and
//! can be taken back.

use crate::{ask, desk, id, moment};
use chrono::{NaiveDate, NaiveTime};
use dateline_core::{
    Amend, Amendment, ArchiveId, ByHand, Corrected, Corrector, Done, Dossier, Draft, EventId,
    Force, Interval, NotAmended, Said, State, Status, TurnKind, Wanted, When,
};
use dateline_desk::Desk;

pub(crate) const FAIR: &str = "When is the harvest fair?";

pub(crate) fn tell(desk: &Desk, name: &str, day: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment(day))
    };
    desk.take(&local(), draft).expect("it is taken");
}

pub(crate) fn local() -> ArchiveId {
    ArchiveId::local()
}

/// The harvest fair is set for 4 December, a vote for the 27th.
pub(crate) fn told() -> Desk {
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

pub(crate) fn on(day: &str) -> When {
    When::day(day.parse().expect("a day")).expect("in the calendar")
}

pub(crate) fn by(person: u64, at: &str) -> Done {
    Done {
        by: Corrector::Person(person),
        at: moment(at),
    }
}

pub(crate) fn named(desk: &Desk, words: &str, asked: &str) -> Vec<Dossier> {
    desk.event_named(&local(), words, &moment(asked))
        .expect("a look-up")
}

pub(crate) fn one(desk: &Desk, words: &str, asked: &str) -> Dossier {
    let mut found = named(desk, words, asked);
    assert_eq!(found.len(), 1, "{words}: {found:#?}");
    found.remove(0)
}

/// Corrects the event of these words at nine in the morning of that day.
pub(crate) fn amend(desk: &Desk, words: &str, amend: &Amend, day: &str) -> Dossier {
    let done = by(7, &format!("{day}T09:00"));
    let event = one(desk, words, day).id;
    let amended = desk.amend(&local(), &event, amend, &done);
    amended.expect("it is stored").expect("it is corrected")
}

pub(crate) fn start(event: &Dossier) -> String {
    let when = event.view.when.as_ref();
    when.map(|when| when.bounds().0).unwrap_or_default()
}

/// The titles of the events of December, as of a day.
pub(crate) fn december(desk: &Desk, asked: &str) -> Vec<(String, String)> {
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
