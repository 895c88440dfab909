//! What one report of a story may take from the story: parties and places that are told elsewhere in it.

use crate::{
    cast::Cast,
    lexicon::{self, People},
    merge,
};
use dateline_core::{Certainty, Interval, Place, Report, ReportParts};
use std::collections::BTreeSet;

/// Gives parties and places to the reports whose own sentences name none.
pub(crate) fn lent(reports: Vec<Report>, cast: &Cast) -> Vec<Report> {
    let all: Vec<Known> = reports.iter().map(Known::of).collect();
    let filled = reports.iter().enumerate().map(|(at, report)| {
        let own = all.get(at);
        let others = || all.iter().enumerate().filter(|(other, _)| *other != at);
        let mut parts = ReportParts::from(report.clone());
        let Some(own) = own else {
            return report.clone();
        };
        if parts.participants.is_empty() {
            let kin = others()
                .find(|(_, other)| own.same(other) && !other.report.participants().is_empty());
            parts.participants = match kin {
                Some((_, kin)) => kin.report.participants().to_vec(),
                None => parties(report.title(), cast),
            };
        }
        if parts.place.is_none() {
            let kin = others().filter(|(_, other)| own.same(other));
            let told = kin.map(|(_, other)| other).find_map(Known::place);
            parts.place = told.or_else(|| site(report.title(), cast));
        }
        Report::new(parts).unwrap_or_else(|_| report.clone())
    });
    filled.collect()
}

/// Where the story puts the event that a title names.
fn site(title: &str, cast: &Cast) -> Option<Place> {
    let nouns = title
        .split(' ')
        .filter_map(|word| lexicon::event_noun(&word.to_lowercase()));
    let name = nouns.filter_map(|noun| cast.site(noun)).next()?;
    Some(Place {
        name: name.to_owned(),
        certainty: Certainty::Inferred,
    })
}

/// Who takes part where only the title says in what: the party that carries the story; of an event between two, both; the
/// union of a strike; the two sides of a match.
fn parties(title: &str, cast: &Cast) -> Vec<String> {
    let words = title.split(' ').map(str::to_lowercase);
    let joint = words.clone().any(|word| word == "joint");
    let nouns: Vec<&str> = words
        .filter_map(|word| lexicon::event_noun(&word))
        .collect();
    let any = |test: fn(&str) -> bool| nouns.iter().any(|noun| test(noun));
    if any(lexicon::is_stoppage)
        && let Some(union) = cast.body("union", People::Union)
    {
        return vec![union.to_owned()];
    }
    let two = if any(lexicon::is_fixture) {
        cast.sides()
    } else if joint || any(lexicon::takes_two) {
        cast.two()
    } else {
        None
    };
    let names: Vec<&str> = match two {
        Some(two) => two.to_vec(),
        None => cast.main().into_iter().collect(),
    };
    names.into_iter().map(str::to_owned).collect()
}

/// A report with the words of its title.
struct Known<'r> {
    report: &'r Report,
    words: BTreeSet<String>,
    head: Option<String>,
}

impl<'r> Known<'r> {
    fn of(report: &'r Report) -> Self {
        let words = merge::words(report.title());
        Self {
            report,
            words,
            head: head(report.title()),
        }
    }

    /// The same event told again: one kind of event on one day, or under one title.
    fn same(&self, other: &Self) -> bool {
        self.head.is_some()
            && self.head == other.head
            && (self.days().is_some() && self.days() == other.days() && self.says_no_more(other)
                || !merge::contradict(&self.words, &other.words)
                    && self.words.intersection(&other.words).count() > 1)
    }

    /// Whether one of the two titles is little but its noun, or they share more than that.
    fn says_no_more(&self, other: &Self) -> bool {
        let shared = self.words.intersection(&other.words).count();
        shared > 1 || self.words.len() < 2 || other.words.len() < 2
    }

    fn days(&self) -> Option<Interval> {
        let when = self.report.when()?;
        Interval::days(when.interval.first_day(), when.interval.last_day()).ok()
    }

    fn place(&self) -> Option<Place> {
        self.report.place().map(|place| Place {
            name: place.name.clone(),
            certainty: Certainty::Inferred,
        })
    }
}

/// The noun of the event that a title names: "vote" of "start of the vote on the budget".
fn head(title: &str) -> Option<String> {
    const EDGES: [&str; 8] = [
        "start of ",
        "end of ",
        "resumption of ",
        "opening of ",
        "close of ",
        "beginning of ",
        "postponement of ",
        "cancellation of ",
    ];
    let core = EDGES
        .iter()
        .find_map(|edge| title.strip_prefix(edge))
        .unwrap_or(title);
    let preposition = |word: &&str| lexicon::grammar(word) == Some(lexicon::Grammar::Preposition);
    let words = core.split(' ').take_while(|word| !preposition(word));
    words
        .filter_map(|word| lexicon::event_noun(&word.to_lowercase()))
        .last()
        .map(str::to_owned)
}
