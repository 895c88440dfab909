//! Finds English time expressions in running text and resolves them.
//!
//! Give [`times`] a text and the moment it was published; it returns every phrase that names a time, with its TIMEX3 type
//! and value and, for calendar times, the resolved interval. Nothing is read twice, nothing panics, and there is no clock.
//!
//! # How a phrase is read
//!
//! 1. The text is cut into words, numbers and marks, once. Each word is looked up among those that may open a phrase of
//!    time (`data/words.txt`); at all others nothing further happens.
//! 2. Where a word may open a phrase, the rules in [`RULES`] look at the words that follow. The longest reading wins. A rule
//!    says only what the words say: "a Friday", "a month, the next".
//! 3. A walk in text order gives each phrase its value, knowing the publication, what was spoken of before, and the tense of
//!    the clause.
//!
//! # What the readings rest on
//!
//! - News counts from its publication, or from the day in its dateline ("LIMA, March 30 (Agency) -").
//! - A text that names many far years and hardly ever says "today" is a narrative: it counts from the time it has reached.
//! - A bare weekday is the most recent one, that day included, unless the clause looks ahead ("will meet on Friday").
//! - A bare month, or a day of a month, lies in the nearest year; tense leans to one side, but does not decide alone.
//! - "The last week of February" is its last seven days. "The coming week", said on a Monday, begins that day.
//! - Where words allow a second reading, the mention keeps it as its doubt; where a side was chosen, the certainty is
//!   [`Inferred`](dateline_core::Certainty::Inferred).
//!
//! [`explain`] tells these steps in words, [`ranges`] joins the two ends of "from Monday to Thursday", and [`distances`] tells the day
//! that is counted from another ("on Friday, two days after the vote").
//!
//! # To teach it a phrase
//!
//! Write a line in `corpus/`; `corpus/README.md` says how. A family of rules is a file in `src/rules/`, a line in
//! `src/rules.rs` and a corpus.

mod distances;
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

pub use distances::{Distance, distances};
pub use ranges::{Range, ranges};
pub use rules::{RULES, Rule};

use dateline_core::{Moment, TimeMention};
use phrase::Phrase;
use resolve::Resolver;
use tokens::Tokens;

/// Every time mention of `text`, in text order, without overlap, counted from the publication.
///
/// ```
/// use dateline_core::Moment;
/// let published = Moment::parse("2026-11-23")?; // a Monday
/// let times = dateline_timex::times("The panel met last week and will meet again on Friday night.", &published);
///
/// assert_eq!(times[0].text, "last week");
/// assert_eq!(times[0].value, "2026-W47");
/// assert_eq!(times[1].value, "2026-11-27TNI");
/// let when = times[1].when.as_ref().ok_or("a calendar time")?;
/// assert_eq!(when.interval.first_day().to_string(), "2026-11-27");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn times(text: &str, published: &Moment) -> Vec<TimeMention> {
    let tokens = Tokens::new(text);
    let phrases = phrases(&tokens);
    let mut resolver = Resolver::new(&tokens, &phrases, published, false);
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
///
/// ```
/// use dateline_core::Moment;
/// let published = Moment::parse("2026-11-23")?;
/// let told = dateline_timex::explain("They will meet on Friday.", &published);
/// assert_eq!(told[0].steps, [
///     "rule weekday reads the words: a day of the week",
///     "counted from 23 November 2026, the publication",
///     "“will” looks ahead",
///     "the clause looks ahead, so the next one",
///     "that is Friday 27 November 2026",
/// ]);
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[must_use]
pub fn explain(text: &str, published: &Moment) -> Vec<Explanation> {
    let tokens = Tokens::new(text);
    let phrases = phrases(&tokens);
    let mut resolver = Resolver::new(&tokens, &phrases, published, true);
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
        let phrase = if tokens.opens_nothing(at) {
            None
        } else {
            rules::longest(tokens, at, found.last())
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

/// The README's example runs with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
