//! Where clauses begin inside a sentence.

use crate::page::Page;
use std::ops::Range;

/// Words that open a clause wherever they stand.
const OPENERS: [&str; 12] = [
    "which", "who", "whom", "whose", "while", "when", "because", "although", "though", "if",
    "where", "whereas",
];
/// Words that open a clause unless a time follows at once ("after May 5").
const LINKS: [&str; 7] = ["after", "before", "as", "since", "until", "but", "and"];

/// Positions of the tokens that open a clause, in order.
pub(crate) fn borders(page: &Page<'_>, tokens: &Range<usize>) -> Vec<usize> {
    tokens
        .clone()
        .skip(1)
        .filter(|&at| is_border(page, at))
        .collect()
}

fn is_border(page: &Page<'_>, at: usize) -> bool {
    let word = page.token(at).to_lowercase();
    let before = at.checked_sub(1).map_or("", |before| page.token(before));
    if matches!(word.as_str(), ";" | ":" | "—" | "–" | "−" | "…") {
        return true;
    }
    if OPENERS.contains(&word.as_str()) {
        return true;
    }
    LINKS.contains(&word.as_str())
        && (before == "," || !matches!(word.as_str(), "and" | "as"))
        && !dates(page, at)
}

fn dates(page: &Page<'_>, at: usize) -> bool {
    let token = page.candidate.reading.text.tokens.get(at);
    let Some(token) = token else { return false };
    page.candidate.reading.times.iter().any(|time| {
        time.span.contains(token.span)
            || (time.span.start() > token.span.end() && time.span.start() - token.span.end() <= 5)
    })
}

/// How many clauses begin between two tokens.
pub(crate) fn between(borders: &[usize], one: usize, other: usize) -> i32 {
    let (low, high) = (one.min(other), one.max(other));
    let crossed = borders
        .iter()
        .filter(|at| low < **at && **at <= high)
        .count();
    i32::try_from(crossed).unwrap_or(i32::MAX)
}
