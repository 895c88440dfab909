//! Events that are offered while a name is being typed.

use crate::{correcting::amend, desk, id, moment};
use dateline_core::{Amend, ArchiveId, Draft};
use dateline_desk::Desk;

const NOW: &str = "2026-11-24T12:00";

fn take(desk: &Desk, name: &str, text: &str) {
    let draft = Draft {
        id: Some(id(name)),
        title: format!("News of {name}"),
        text: text.into(),
        ..Draft::published(moment("2026-11-23"))
    };
    desk.take(&ArchiveId::local(), draft).expect("taken");
}

fn told() -> Desk {
    let (desk, _) = desk();
    take(
        &desk,
        "fair",
        "The Lindvik harvest fair will be held in Lindvik on December 18, the mayor said.",
    );
    take(
        &desk,
        "regatta",
        "The Sundby regatta will be held in Sundby on May 4, 2029, the harbour master said.",
    );
    desk
}

fn offered(desk: &Desk, typed: &str) -> Vec<String> {
    let found = desk.events_like(&ArchiveId::local(), typed, &moment(NOW), 25);
    let found = found.expect("looked").into_iter();
    found.map(|event| event.view.title).collect()
}

#[test]
fn the_beginning_of_a_word_finds_its_events_however_far_ahead_they_are() {
    let desk = told();
    for typed in ["har", "harv", "harvest f", "Lindvik harv", "vest"] {
        let titles = offered(&desk, typed);
        let is_found = titles.iter().any(|title| title.contains("harvest fair"));
        assert_eq!(is_found, typed != "vest", "{typed}: {titles:?}");
    }
    let titles = offered(&desk, "regat");
    assert_eq!(titles.len(), 1, "{titles:?}");
    assert_eq!(offered(&desk, "chess"), Vec::<String>::new());
}

#[test]
fn while_nothing_is_typed_what_is_near_is_offered() {
    let titles = offered(&told(), "");
    assert_eq!(titles.len(), 1, "{titles:?}");
    assert!(titles[0].contains("harvest fair"), "{titles:?}");
}

#[test]
fn a_title_that_a_person_gave_is_found_by_its_beginning() {
    let desk = told();
    let title = Amend::Title("Barn dance of Lindvik".into());
    amend(&desk, "harvest fair", &title, "2026-11-24");
    assert_eq!(offered(&desk, "barn d"), ["Barn dance of Lindvik"]);
}
