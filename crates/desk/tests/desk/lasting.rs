//! Corrections last: through new readings of stories, new links, forgetting, and whatever else is corrected.

use crate::{
    ask,
    correcting::{FAIR, amend, by, december, local, named, on, one, start, tell, told},
    desk, id, moment,
};
use dateline_core::{Amend, ByHand, Corrector, Event, EventId, Status};
use dateline_desk::Desk;
use dateline_storage::{Change, Record, Revision};

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
fn reading_one_story_anew_mends_it_and_leaves_events_that_it_shares_as_they_were() {
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
    let seen = |desk: &Desk| {
        let event = one(desk, "harvest fair", "2026-11-25");
        let told = (event.id.clone(), start(&event), event.told.len());
        (told, december(desk, "2026-11-25"))
    };
    let before = seen(&desk);
    let anew = |which: &str| {
        desk.reread_article(&local(), &id(which))
            .expect("read anew")
    };
    assert_eq!((anew("two"), anew("nobody's")), (Some(false), None));
    // Rules of another day had found each thing twice.
    let store = desk.store();
    let record = store
        .article(&local(), &id("two"))
        .expect("read")
        .expect("stored");
    let latest = record.latest();
    let twice = [latest.reports(), latest.reports()].concat();
    let twice = Revision::new(latest.article().clone(), twice).expect("reports of the story");
    let spoiled = vec![Change::article(Record::first(twice))];
    store.append(&local(), spoiled).expect("spoiled");
    assert_eq!(anew("two"), Some(true));
    assert_eq!(seen(&desk), before);
    assert_eq!(anew("two"), Some(false));
    let reread = desk.reread(&local(), |_| {}).expect("read anew");
    assert_eq!(reread.changed, 0);
    assert_eq!(seen(&desk), before);
}

/// Titles, days and reports of every event, as if nobody had corrected anything.
fn plain(desk: &Desk, asked: &str) -> Vec<(EventId, String, String, usize)> {
    let events = desk.every_event(&local(), &moment(asked)).expect("events");
    let mut shown: Vec<_> = events
        .iter()
        .map(|event| {
            (
                event.id.clone(),
                event.view.title.clone(),
                start(event),
                event.told.len(),
            )
        })
        .collect();
    shown.sort();
    shown
}

#[test]
fn whatever_is_corrected_no_report_is_told_twice_and_undoing_it_all_leaves_what_the_news_said() {
    let towns = ["Lindvik", "Norden", "Sundby", "Elverum", "Hamar", "Skien"];
    for seed in 0..6_u64 {
        let (desk, _) = desk();
        for (day, town) in (1..).zip(towns) {
            let text = format!(
                "The {town} harvest fair will be held in {town} on December {day}, the mayor said."
            );
            tell(&desk, town, "2026-11-20", &text);
            let text = format!(
                "The {town} harvest fair was moved to December {}, the mayor said.",
                day + 10
            );
            tell(&desk, &format!("{town}-2"), "2026-11-21", &text);
        }
        let before = plain(&desk, "2026-11-23");
        let mut state = seed;
        let mut next = |most: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits") % most
        };
        for minute in 0..40 {
            let done = by(7, &format!("2026-11-22T10:{minute:02}"));
            let events = desk.every_event(&local(), &done.at).expect("events");
            let Some(event) = (!events.is_empty()).then(|| events[next(events.len())].id.clone())
            else {
                break;
            };
            let amend = match next(8) {
                0 => Amend::Date(on(&format!("2026-12-{:02}", 1 + next(28)))),
                1 => Amend::Status(Status::ALL[next(5)]),
                2 => Amend::Title(format!("fair {minute}")),
                3 => Amend::Place(towns[next(6)].to_owned()),
                4 => Amend::Hide,
                5 => Amend::Split(vec![1 + next(3)]),
                _ => Amend::Merge(events[next(events.len())].id.clone()),
            };
            let _ = desk
                .amend(&local(), &event, &amend, &done)
                .expect("no fault");
            let shown = desk.every_event(&local(), &done.at).expect("events");
            let mut told: Vec<String> = shown
                .iter()
                .flat_map(|event| &event.told)
                .map(|told| format!("{:?}", told.report.quote()))
                .collect();
            let all = told.len();
            told.sort();
            told.dedup();
            assert_eq!(
                told.len(),
                all,
                "seed {seed}, minute {minute}: a report stands in two events"
            );
        }
        let kept = desk
            .corrections(&local(), &moment("2026-11-22T11:00"))
            .expect("a list");
        assert!(kept.iter().all(|one| one.event.is_some()), "none is adrift");
        for one in kept.iter().filter(|one| one.correction.undone.is_none()) {
            let undone = desk.undo(&local(), one.correction.id, &by(7, "2026-11-22T12:00"));
            undone.expect("stored").expect("undone");
        }
        assert_eq!(plain(&desk, "2026-11-23"), before, "seed {seed}");
    }
}
