//! Where clauses begin inside a sentence.

use crate::page::{Page, Passage};

/// Positions of the tokens that open a clause of a passage, in order; a dash opens one as well.
pub(crate) fn borders(page: &Page<'_>, passage: &Passage<'_>) -> Vec<usize> {
    let text = &page.candidate.reading.text;
    let clauses = text.clauses(passage.sentence).iter().skip(1);
    let mut borders: Vec<usize> = clauses
        .map(|clause| page.tokens_at(*clause).start)
        .collect();
    let tokens = page
        .sentence(passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    borders
        .extend(tokens.filter(|at| matches!(page.token(*at), ";" | ":" | "—" | "–" | "−" | "…")));
    borders.sort_unstable();
    borders.dedup();
    borders
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
