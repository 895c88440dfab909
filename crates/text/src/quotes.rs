//! Pairs quotation marks, and finds who says the words between them.

use crate::words::Words;
use crate::{Attribution, Quotation, Sentence};
use dateline_core::Span;
use std::ops::Range;

/// A pair of marks and what stands between them, as token positions, marks included.
pub(crate) type Quoted = Range<usize>;

/// All quoted stretches: none leaves its block, and one that is never closed ends with it.
pub(crate) fn quoted(words: &Words<'_>, sentences: &[Sentence]) -> Vec<Quoted> {
    let mut found = Vec::new();
    for block in sentences.chunk_by(|one, next| one.block == next.block) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else {
            continue;
        };
        pair(words, first.tokens.start..last.tokens.end, &mut found);
    }
    found
}

fn pair(words: &Words<'_>, tokens: Range<usize>, found: &mut Vec<Quoted>) {
    let mut open: Option<usize> = None;
    for at in tokens.clone().filter(|at| words.is_quote(*at)) {
        let mark = words.written(at);
        match open {
            None if matches!(mark, "”" | "»" | "’") => {}
            None => open = Some(at),
            Some(start) if closes(words.written(start), mark) => {
                found.push(start..at + 1);
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some(start) = open.filter(|start| !matches!(words.written(*start), "'" | "‘")) {
        found.push(start..tokens.end);
    }
}

fn closes(open: &str, mark: &str) -> bool {
    match open {
        "'" | "‘" => matches!(mark, "'" | "’"),
        "«" => mark == "»",
        _ => matches!(mark, "\"" | "”"),
    }
}

/// Which tokens stand between quotation marks.
pub(crate) fn inside(quoted: &[Quoted], tokens: usize) -> Vec<bool> {
    let mut inside = vec![false; tokens];
    for at in quoted.iter().flat_map(Clone::clone) {
        if let Some(place) = inside.get_mut(at) {
            *place = true;
        }
    }
    inside
}

/// Quotations with their speakers, in text order.
pub(crate) fn quotations(
    words: &Words<'_>,
    sentences: &[Sentence],
    quoted: &[Quoted],
    attributions: &[Attribution],
) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut last: Option<(usize, Option<Span>)> = None;
    for range in quoted {
        let first = sentence_of(sentences, range.start);
        let end = sentence_of(sentences, range.end.saturating_sub(1));
        let own = (first..=end).rev().find_map(|at| said_in(attributions, at));
        let block = sentences.get(first).map(|sentence| sentence.block);
        let whole = sentences
            .get(end)
            .is_some_and(|s| range.start <= s.tokens.start && range.end >= s.tokens.end)
            || sentences
                .get(first)
                .is_some_and(|s| range.start == s.tokens.start);
        let carried = last
            .filter(|(block_before, _)| Some(*block_before) == block && whole)
            .and_then(|(_, speaker)| speaker);
        let speaker = own.or(carried);
        last = block.map(|block| (block, speaker));
        found.push(Quotation {
            span: words.whole_span(range),
            speaker,
        });
    }
    found
}

fn sentence_of(sentences: &[Sentence], token: usize) -> usize {
    sentences.partition_point(|sentence| sentence.tokens.end <= token)
}

fn said_in(attributions: &[Attribution], sentence: usize) -> Option<Span> {
    let at = attributions.partition_point(|attribution| attribution.sentence < sentence);
    attributions
        .get(at)
        .filter(|attribution| attribution.sentence == sentence)
        .map(|attribution| attribution.speaker)
}
