//! The kinds of wording that date an event, and the list of them.

mod announcement;
#[cfg(test)]
mod corpus;
mod dated_noun;
mod deadline;
mod deed;
mod holding;
mod scheduling;
pub(crate) mod unscheduled;

use crate::{
    clause::Group,
    lexicon::{self, Grammar},
    scene::Scene,
    word::{Tag, Word},
};

use dateline_core::Status;
use std::ops::Range;

/// An event that a sentence dates.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// A compact noun phrase in the words of the sentence.
    pub(crate) title: String,
    /// Position of the phrase that dates it.
    pub(crate) time: Option<usize>,
    /// Position of the phrase that dated it before.
    pub(crate) was: Option<usize>,
    pub(crate) status: Status,
    /// "may", "could".
    pub(crate) open: bool,
    /// The words that tell it, as positions in the sentence.
    pub(crate) words: Range<usize>,
    /// Who does it, as positions in the sentence.
    pub(crate) actors: Range<usize>,
    /// Which of two readings of one date wins: the higher.
    pub(crate) weight: u8,
    /// Name of the pattern.
    pub(crate) rule: &'static str,
}

impl Found {
    /// Whether the wording itself says that its subject takes place: "the charter was put back to Monday".
    pub(crate) fn befalls(&self) -> bool {
        let rule = matches!(self.rule, "scheduling" | "unscheduled" | "holding");
        let lower = self.title.to_lowercase();
        let thing = lexicon::grammar(&lower).is_none() && lexicon::people(&lower).is_none();
        rule && !lower.is_empty() && thing
    }
}

/// A kind of wording.
pub(crate) struct Pattern {
    /// Its name, as `explain` prints it and its corpus is called.
    pub(crate) name: &'static str,
    /// What it reads, as one clause.
    pub(crate) reads: &'static str,
    /// Reads the event that a mention dates.
    pub(crate) read: fn(&Scene<'_>, &Mention<'_>) -> Option<Found>,
}

/// A time mention in a sentence with the verb it stands by.
pub(crate) struct Mention<'a> {
    /// Position in the sentence's words.
    pub(crate) at: usize,
    /// Position in the article's mentions.
    pub(crate) time: usize,
    /// The verb group it belongs to.
    pub(crate) group: Option<&'a Group>,
}

/// Every pattern, by name.
pub(crate) const PATTERNS: &[Pattern] = &[
    announcement::PATTERN,
    dated_noun::PATTERN,
    deadline::PATTERN,
    deed::PATTERN,
    holding::PATTERN,
    scheduling::PATTERN,
    unscheduled::PATTERN,
];

/// What stands behind a verb and belongs to one of several dates: from the date before it up to it.
fn near(scene: &Scene<'_>, group: &Group, at: usize) -> Range<usize> {
    if !group.rest.contains(&at) {
        return group.rest.clone();
    }
    let dated = |position: usize| scene.tag(position) == Some(Tag::Time);
    let before = (group.rest.start..at)
        .rev()
        .find(|&position| dated(position));
    let own = before.map_or(group.rest.start, |position| position + 1)..at;
    let says = own
        .clone()
        .any(|position| scene.words.get(position).is_some_and(Word::nominal));
    if before.is_some() && says {
        let joint = |at: &usize| {
            scene
                .words
                .get(*at)
                .is_some_and(|word| word.tag == Tag::Comma || word.is(Grammar::Conjunction))
        };
        let skipped = own.clone().take_while(joint).count();
        return own.start + skipped..own.end;
    }
    group.rest.clone()
}

/// "is due", "is set": a word that plans.
fn plans(lower: &str) -> bool {
    lexicon::grammar(lower) == Some(Grammar::Plan)
}
