//! What lies in a stretch of time.

use super::{Asking, Kind};
use crate::{
    cite,
    page::{Page, Passage, Told},
    scene::Scene,
    words::{is_empty, words},
};
use dateline_core::{AnswerParts, EventId, EventView, Interval, State, Status, When};
use dateline_text::stem;

/// Lists.
pub(crate) const KIND: Kind = Kind {
    name: "agenda",
    fits,
    answer,
};

/// More items than this help nobody at a glance.
const ITEMS: usize = 3;
/// Titles of more words are cut.
const LONG: usize = 9;
/// So many words of a title are never cut: "deadline for the parties to …" says nothing as "deadline".
const LEAST: usize = 4;
/// Titles that share so much of their words are of one event.
const SAME: f32 = 0.5;

fn fits(asking: &Asking<'_>) -> u8 {
    let asks = [
        "happening",
        "happens",
        "on",
        "coming",
        "planned",
        "planning",
        "scheduled",
        "set",
        "going",
        "due",
        "plan",
    ];
    let what = asking.find("what") == Some(0) || asking.find("anything").is_some();
    let early = asking
        .words
        .iter()
        .take(6)
        .any(|word| asks.contains(&word.text.as_str()));
    if asking.dated && what && early {
        250
    } else {
        0
    }
}

/// An event inside the time asked about.
struct Item<'s, 'a> {
    page: &'s Page<'a>,
    passage: &'s Passage<'a>,
    told: &'s Told<'a>,
    view: EventView,
    when: When,
    worth: f32,
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let window = scene.question.limits.first()?.interval;
    let mut items = items(scene, &window);
    items.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let mut items = distinct(items);
    items.truncate(ITEMS);
    items.sort_by_key(|item| item.when.interval);
    let citations: Option<Vec<_>> = items
        .iter()
        .map(|item| cite::passage(item.page, item.passage, item.told.report.quote().span()))
        .collect();
    let mut citations = citations?.into_iter();
    let titles: Vec<String> = items
        .iter()
        .map(|item| short(item.told.report.title()))
        .collect();
    let first = items.first()?;
    Some(AnswerParts {
        text: titles.join("; "),
        when: Some(first.when.clone()),
        event: Some(first.view.title.clone()),
        status: Some(first.view.status),
        place: first.view.place.clone(),
        cited: citations.next(),
        others: citations.collect(),
        rules: vec!["agenda: events".to_owned()],
        ..AnswerParts::empty(State::Found)
    })
}

/// A long title up to a preposition behind its first words.
fn short(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let leads = [
        "at",
        "in",
        "with",
        "alongside",
        "open",
        "during",
        "after",
        "before",
        "to",
        "for",
        "by",
        "as",
        "that",
        "which",
        "where",
    ];
    let cut = (LEAST..words.len()).find(|&at| {
        let leads = |at: usize| words.get(at).is_some_and(|word| leads.contains(word));
        // "a vote on whether to strike" goes on.
        let bound = words.get(at - 1).is_some_and(|word| is_empty(word));
        leads(at) && !bound && !leads(at - 1)
    });
    let end = cut.filter(|_| words.len() > LONG).unwrap_or(words.len());
    words.get(..end).unwrap_or(&words).join(" ")
}

/// The items without those that an item before them already names, by the words of their titles.
fn distinct<'s, 'a>(items: Vec<Item<'s, 'a>>) -> Vec<Item<'s, 'a>> {
    let mut kept: Vec<Item<'s, 'a>> = Vec::new();
    for item in items {
        let mine = stems(item.told.report.title());
        let repeats = kept.iter().any(|other| {
            let theirs = stems(other.told.report.title());
            let shared = mine.iter().filter(|stem| theirs.contains(stem)).count();
            let fewer = mine.len().min(theirs.len()).max(1);
            let same_day = item.when.interval.overlaps(&other.when.interval);
            same_day && ratio(shared, fewer) >= SAME
        });
        if !repeats {
            kept.push(item);
        }
    }
    kept
}

fn stems(title: &str) -> Vec<String> {
    let words = words(title)
        .into_iter()
        .filter(|word| !is_empty(&word.text));
    words.map(|word| stem(&word.text)).collect()
}

fn ratio(part: usize, whole: usize) -> f32 {
    let small = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    small(part) / small(whole)
}

/// The events whose date, as it stands at the asking, lies in the window; each once.
fn items<'s, 'a>(scene: &'s Scene<'a>, window: &Interval) -> Vec<Item<'s, 'a>> {
    let mut seen: Vec<&EventId> = Vec::new();
    let mut found = Vec::new();
    for page in &scene.pages {
        for passage in &page.passages {
            for told in &passage.told {
                if seen.contains(&told.known.event.id()) {
                    continue;
                }
                if let Some(item) = item(scene, window, page, passage, told) {
                    seen.push(told.known.event.id());
                    found.push(item);
                }
            }
        }
    }
    found
}

fn item<'s, 'a>(
    scene: &Scene<'_>,
    window: &Interval,
    page: &'s Page<'a>,
    passage: &'s Passage<'a>,
    told: &'s Told<'a>,
) -> Option<Item<'s, 'a>> {
    let view = scene.view(told.known)?;
    let when = view.when.clone()?;
    let inside = window.contains(&when.interval)
        || (window.overlaps(&when.interval) && when.interval.length() <= window.length());
    let off = matches!(view.status, Status::Cancelled | Status::Postponed);
    let topic = if scene.weights.is_empty() {
        1.0
    } else {
        scene.cover(passage).all
    };
    let dates = told
        .report
        .when()
        .is_some_and(|dated| dated.interval == when.interval);
    if !inside || off || topic < 0.5 || !dates {
        return None;
    }
    let many = f32::from(u8::try_from(told.known.reports.len().min(5)).unwrap_or(5));
    let exact = if told
        .report
        .when()
        .is_some_and(|when| when.certainty == dateline_core::Certainty::Stated)
    {
        0.1
    } else {
        0.0
    };
    Some(Item {
        page,
        passage,
        told,
        worth: topic + 0.1 * many + exact + 0.4 * (-scene.age(page) / 10.0).exp(),
        when,
        view,
    })
}
