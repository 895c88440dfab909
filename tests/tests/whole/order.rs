//! What is linked does not depend on the order in which stories come, nor on what came after a day.

use crate::stories::all_articles;
use dateline_core::{ArchiveId, Draft, ReportId};
use dateline_desk::Desk;
use std::collections::BTreeSet;

/// Reports that speak of one event.
type Together = BTreeSet<ReportId>;

/// The reports of every event, once the stories were taken in that order.
fn linked(stories: impl IntoIterator<Item = Draft>) -> BTreeSet<Together> {
    let (desk, local) = (Desk::in_memory().expect("a desk opens"), ArchiveId::local());
    for story in stories {
        desk.take(&local, story).expect("a story is taken");
    }
    let mut all = BTreeSet::new();
    for article in desk.articles(&local, None, 1_000).expect("a list") {
        let events = desk.events_of(&local, article.id()).expect("a look");
        all.extend(
            events
                .iter()
                .map(|event| event.reports().iter().cloned().collect()),
        );
    }
    let stored = desk.store().verify().expect("read through");
    assert!(stored.is_clean(), "{stored:?}");
    all
}

/// The stories in another order, the same for one seed.
fn shuffled(mut stories: Vec<Draft>, mut seed: u64) -> Vec<Draft> {
    for last in (1..stories.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(seed >> 33).unwrap_or_default() % (last + 1);
        stories.swap(last, at);
    }
    stories
}

fn same(one: &BTreeSet<Together>, other: &BTreeSet<Together>, which: &str) {
    let differ: Vec<&Together> = one.symmetric_difference(other).collect();
    assert!(differ.is_empty(), "{which}: {differ:?}");
}

#[test]
fn stories_are_linked_alike_in_whatever_order_they_come() {
    let mut stories = all_articles();
    stories.sort_by_key(|story| story.published.sort_key());
    let in_order = linked(stories.clone());
    assert!(in_order.iter().any(|event| event.len() > 2));
    let reverse = linked(stories.iter().rev().cloned());
    same(&in_order, &reverse, "reverse");
    for seed in 0..2 {
        let other = linked(shuffled(stories.clone(), seed));
        same(&in_order, &other, &format!("seed {seed}"));
    }
}

#[test]
fn what_was_known_on_a_day_is_linked_as_if_nothing_had_come_after_it() {
    let mut stories = all_articles();
    stories.sort_by_key(|story| story.published.sort_key());
    let at_last = linked(stories.clone());
    for until in [stories.len() / 4, stories.len() / 2, stories.len() * 3 / 4] {
        let early = &stories[..until];
        let names: BTreeSet<_> = early.iter().filter_map(|story| story.id.clone()).collect();
        let known = at_last.iter().map(|event| -> Together {
            let known = event.iter();
            let known = known.filter(|report| names.contains(&report.article));
            known.cloned().collect()
        });
        let known: BTreeSet<Together> = known.filter(|event| !event.is_empty()).collect();
        same(&known, &linked(early.to_vec()), &format!("{until} stories"));
    }
}
