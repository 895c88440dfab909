//! Where clauses begin inside a sentence.

use crate::page::{Page, Passage};
use dateline_text::Tag;
use std::ops::Range;

/// Positions of the tokens that open a clause of a passage, in order; a dash opens one as well.
pub(crate) fn borders<'p>(page: &Page<'_>, passage: &'p Passage<'_>) -> &'p [usize] {
    passage.borders.get_or_init(|| found(page, passage))
}

fn found(page: &Page<'_>, passage: &Passage<'_>) -> Vec<usize> {
    let text = &page.candidate.reading.text;
    let clauses = text.clauses(passage.sentence).iter().skip(1);
    let mut borders: Vec<usize> = clauses
        .map(|clause| page.tokens_at(*clause).start)
        .collect();
    let tokens = page
        .sentence(passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    borders.extend(predicates(page, tokens.clone()));
    borders
        .extend(tokens.filter(|at| matches!(page.token(*at), ";" | ":" | "—" | "–" | "−" | "…")));
    borders.sort_unstable();
    borders.dedup();
    borders
}

/// Where "and" joins a second deed to the first: "will be closed on Friday and reopen on Monday".
fn predicates(page: &Page<'_>, tokens: Range<usize>) -> Vec<usize> {
    let text = &page.candidate.reading.text;
    let verb = |at: usize| matches!(text.tag(at), Tag::Verb { .. } | Tag::Auxiliary);
    let joins = |at: &usize| matches!(page.token(*at), "and" | "but" | "or");
    let second = |at: &usize| verb(at + 1) || (text.tag(at + 1) == Tag::Adverb && verb(at + 2));
    tokens.filter(joins).filter(second).collect()
}

/// How many clauses begin between two tokens, the first before the second; a relative clause right behind the first
/// speaks of it ("the dialogue, which may be held in Riga") and does not count.
pub(crate) fn between(page: &Page<'_>, borders: &[usize], from: usize, to: usize) -> i32 {
    let relative = |at: usize| matches!(page.token(at), "which" | "who" | "that");
    let own = |at: usize| (at.saturating_sub(2)..=at).any(relative) || relative(at + 1);
    let crossed = borders.iter().filter(|at| from < **at && **at <= to);
    let counted = crossed
        .filter(|at| !(**at <= from + 2 && own(**at)))
        .count();
    i32::try_from(counted).unwrap_or(i32::MAX)
}
