//! Finds English time expressions in running text and resolves them.

mod lexicon;
mod named;
mod phrase;
mod ranges;
mod read;
mod resolve;
mod rules;
mod story;
mod stretch;
mod tense;
mod tokens;
mod zones;

pub use ranges::{Range, ranges};
pub use rules::{RULES, Rule};

use dateline_core::{Moment, TimeMention};
use lexicon::Word;
use phrase::Phrase;
use resolve::Resolver;
use tokens::Tokens;

/// Every time mention of `text`, in text order, without overlap, counted from the publication.
#[must_use]
pub fn times(text: &str, published: &Moment) -> Vec<TimeMention> {
    let tokens = Tokens::new(text);
    let phrases = phrases(&tokens);
    let mut resolver = Resolver::new(&tokens, &phrases, published.day(), false);
    (0..phrases.len())
        .filter_map(|at| resolver.read(at, text))
        .map(|(mention, _)| mention)
        .collect()
}

/// One mention with the way it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was read.
    pub mention: TimeMention,
    /// The steps, one line each, as clauses: rule, anchor and why, direction and why, result.
    pub steps: Vec<String>,
}

/// Like [`times`], with the rules that fired, the anchor and the reason for each choice.
#[must_use]
pub fn explain(text: &str, published: &Moment) -> Vec<Explanation> {
    let tokens = Tokens::new(text);
    let phrases = phrases(&tokens);
    let mut resolver = Resolver::new(&tokens, &phrases, published.day(), true);
    (0..phrases.len())
        .filter_map(|at| resolver.read(at, text))
        .map(|(mention, steps)| Explanation { mention, steps })
        .collect()
}

/// The phrases of time, left to right; behind a phrase the search goes on at its end.
fn phrases(tokens: &Tokens) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let phrase = match tokens.word(at) {
            Word::Other => None,
            _ => rules::longest(tokens, at, found.last()),
        };
        at = phrase.as_ref().map_or(at + 1, |phrase| phrase.end);
        found.extend(phrase);
    }
    share_years(tokens, &mut found);
    found
}

/// "Feb. 13 to 16, 2023", "from November to March 2023": the year told last holds for both ends.
fn share_years(tokens: &Tokens, found: &mut [Phrase]) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        if let (Some(first), Some(last)) = (head.last_mut(), tail.first()) {
            let joint = first.end;
            let joined = tokens.dash(joint)
                || tokens.any(joint, &["to", "and", "or", "through", "until", "till"]);
            if joined && joint + 1 == last.start {
                first.says.take_year_of(last.says);
            }
        }
    }
}
