//! Where a thing asked about stands at the asking: as its event folds, else as the newest sentence on it says.

use crate::{
    ground::Ground,
    page::{Page, Passage, Told},
    question::Tense,
    scene::Scene,
    states::{self, Told as Tells},
};
use dateline_core::{Report, Status, When};
use dateline_text::{QuickMap, stem};
use std::sync::LazyLock;

/// The state that the newest sentence on the topic tells, if it is as new as `page`.
pub(crate) fn told_status(
    scene: &Scene<'_>,
    grounds: &[Ground<'_, '_>],
    page: &Page<'_>,
) -> Option<Status> {
    let since = page.candidate.article.published().sort_key();
    let mut best: Option<(f32, Tells)> = None;
    for ground in grounds
        .iter()
        .filter(|ground| ground.cover.own >= scene.by.state_topic)
    {
        if ground.page.candidate.article.published().sort_key() < since {
            continue;
        }
        for (tells, token, denied) in states::in_passage(ground.page, ground.passage) {
            let span = ground.page.candidate.reading.text.tokens.get(token)?.span;
            let near = scene.nearness(ground.page, ground.passage, span);
            let worth = ground.worth + near;
            if !denied && near > scene.by.state_near && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, tells));
            }
        }
    }
    match best?.1 {
        Tells::Off => Some(Status::Cancelled),
        Tells::Moved => Some(Status::Postponed),
        Tells::Ended | Tells::On | Tells::Done => None,
    }
}

/// The sentence that decides nothing but says so ("a new date has not been announced").
pub(crate) fn unannounced<'s, 'a>(grounds: &[Ground<'s, 'a>]) -> Option<Ground<'s, 'a>> {
    let open = grounds.iter().filter(|ground| leaves_open(ground));
    open.max_by(|a, b| a.worth.total_cmp(&b.worth)).copied()
}

const UNDECIDED: &str = include_str!("../data/undecided.txt");

/// What stands behind the first word of each phrase.
static OPEN: LazyLock<QuickMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut open: QuickMap<String, Vec<Vec<String>>> = QuickMap::default();
    for line in UNDECIDED.lines().filter(|line| !line.starts_with('#')) {
        let mut phrase = line.split_whitespace().map(stem);
        if let Some(first) = phrase.next() {
            open.entry(first).or_default().push(phrase.collect());
        }
    }
    open
});

/// Words that may stand between those of a phrase.
const GAP: usize = 2;

/// Whether a sentence says that a date is not decided or not announced.
pub(crate) fn leaves_open(ground: &Ground<'_, '_>) -> bool {
    let tokens = ground
        .page
        .sentence(ground.passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    let page = ground.page;
    let words = tokens.filter(|at| page.token(*at).starts_with(char::is_alphanumeric));
    let words: Vec<&str> = words
        .map(|at| {
            if is_negated(page.token(at)) {
                "not"
            } else {
                page.stem(at)
            }
        })
        .collect();
    (1..).zip(&words).any(|(behind, first)| {
        let mut phrases = OPEN.get(*first).into_iter().flatten();
        phrases.any(|rest| stands_behind(rest, &words, behind))
    })
}

/// "hasn't", "won’t".
fn is_negated(word: &str) -> bool {
    if !word.ends_with(['t', 'T']) {
        return false;
    }
    let word = word.to_lowercase();
    word.ends_with("n't") || word.ends_with("n’t")
}

/// Whether the rest of a phrase stands from a word on, with small gaps inside.
fn stands_behind(rest: &[String], words: &[&str], mut behind: usize) -> bool {
    rest.iter().all(|wanted| {
        let near = words.iter().skip(behind).take(GAP + 1);
        match near.into_iter().position(|word| word == wanted) {
            Some(steps) => {
                behind += steps + 1;
                true
            }
            None => false,
        }
    })
}

/// The sentence of the report that gave an event its present date, where it differs from the one read.
pub(crate) fn moved<'s, 'a>(
    scene: &'s Scene<'a>,
    told: &Told<'a>,
) -> Option<(&'s Page<'a>, &'s Passage<'a>, &'a Report)> {
    if !matches!(scene.question.tense, Tense::Present | Tense::Future) {
        return None;
    }
    let view = scene.view(told.known)?;
    let report = told.known.reports.get(view.dated_by)?;
    let differs = report.when().is_some() && report.when() != told.report.when();
    let newer = report.visible_from().sort_key() >= told.report.visible_from().sort_key();
    let (page, passage) = scene.place_of(report).filter(|_| differs && newer)?;
    Some((page, passage, report))
}

/// Whether a date that a story set for later has gone by without a report that it took place.
pub(crate) fn is_unconfirmed(
    scene: &Scene<'_>,
    page: &Page<'_>,
    when: &When,
    status: Option<Status>,
) -> bool {
    let set_ahead = when.interval.start() > page.candidate.article.published().wall();
    let gone = when.interval.end() <= scene.query.asked.wall();
    let told = matches!(
        status,
        Some(Status::Happened | Status::Cancelled | Status::Postponed | Status::Ongoing)
    );
    set_ahead && gone && !told && !matches!(scene.question.tense, Tense::Planned)
}
