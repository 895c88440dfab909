//! What is told as a reason.

use crate::{ground::Choice, page::Page};
use dateline_text::Tag;
use std::ops::Range;

/// So many words behind the word that leads it a reason may stand.
const REASON: usize = 10;

/// How surely words stand in what is told as a reason: behind "because of" and "due to", less surely behind "after".
pub(crate) fn reason_of(choice: &Choice<'_, '_>) -> f32 {
    let page = choice.ground.page;
    reason(
        page,
        &page.tokens_at(choice.span),
        choice.ground.passage.sentence,
    )
}

fn reason(page: &Page<'_>, tokens: &Range<usize>, sentence: usize) -> f32 {
    let text = &page.candidate.reading.text;
    let first = text
        .sentences
        .get(sentence)
        .map_or(0, |sentence| sentence.tokens.start);
    let from = first.max(tokens.start.saturating_sub(REASON));
    let mut steps = 0.0;
    for at in (from..tokens.start).rev() {
        let word = page.token(at).to_lowercase();
        let before = page.token(at.saturating_sub(1)).to_lowercase();
        let worth = match (before.as_str(), word.as_str()) {
            (_, "because") | ("because" | "out", "of") | ("due" | "owing" | "thanks", "to") => 1.0,
            ("caused" | "forced" | "prompted" | "triggered" | "blamed", "by" | "on") => 1.0,
            (_, "after" | "following" | "amid" | "over" | "when" | "since") => 0.6,
            (_, "as" | "with" | "by" | "citing") => 0.4,
            (_, "," | ";" | ":") => return 0.0,
            _ => 0.0,
        };
        if worth > 0.0 {
            return worth / (1.0 + 0.15 * steps);
        }
        steps += match text.tag(at) {
            Tag::Determiner | Tag::Adjective => 0.0,
            _ => 1.0,
        };
    }
    0.0
}
