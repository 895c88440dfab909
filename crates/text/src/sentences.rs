//! Finds where sentences end.

use crate::facts::{Follows, abbreviation, is_calendar_word, is_common};
use crate::verb;
use crate::words::Words;
use crate::{Sentence, TokenKind};
use dateline_core::{Block, BlockKind, Span};
use std::ops::Range;

/// A stretch of text that no sentence leaves.
pub(crate) struct Paragraph {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    pub(crate) block: usize,
}

/// The blocks, else the lines; text outside all blocks is not read.
pub(crate) fn paragraphs(text: &str, blocks: &[Block]) -> Vec<Paragraph> {
    if blocks.is_empty() {
        return lines(text, 0)
            .enumerate()
            .map(|(block, span)| Paragraph {
                span,
                kind: BlockKind::Paragraph,
                block,
            })
            .collect();
    }
    let mut read_to = 0;
    let mut found = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let Some(inside) = block
            .span
            .read(text)
            .filter(|_| block.span.start() >= read_to)
        else {
            continue;
        };
        read_to = block.span.end();
        found.extend(stretches(inside, block.span.start()).map(|span| Paragraph {
            span,
            kind: block.kind,
            block: number,
        }));
    }
    found
}

fn lines(text: &str, base: usize) -> impl Iterator<Item = Span> {
    let mut at = base;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}'])
        .filter_map(move |line| {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let end = start + line.trim().len();
            (start < end).then(|| Span::of(start..end))
        })
}

/// Parts of a block between empty lines: a block's lines may be wrapped, and a wrapped sentence goes on.
fn stretches(text: &str, base: usize) -> impl Iterator<Item = Span> {
    let mut at = base;
    text.split("\n\n").filter_map(move |part| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 2;
        let end = start + part.trim().len();
        (start < end).then(|| Span::of(start..end))
    })
}

/// The sentences of one paragraph, whose tokens are given.
pub(crate) fn sentences(
    words: &Words<'_>,
    paragraph: &Paragraph,
    tokens: Range<usize>,
) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    let mut at = tokens.start;
    while at < tokens.end {
        let end = closing_end(words, at, tokens.end);
        if end > at && (end >= tokens.end || ends_before(words, start, at, end)) {
            found.push(sentence(words, paragraph, start..end));
            start = end;
        }
        at = end.max(at + 1);
    }
    if start < tokens.end {
        found.push(sentence(words, paragraph, start..tokens.end));
    }
    found
}

fn sentence(words: &Words<'_>, paragraph: &Paragraph, tokens: Range<usize>) -> Sentence {
    Sentence {
        span: words.whole_span(&tokens),
        tokens,
        names: 0..0,
        kind: paragraph.kind,
        block: paragraph.block,
    }
}

/// If the token at `at` may end a sentence, the position behind it and the marks that close with it; else `at`.
fn closing_end(words: &Words<'_>, at: usize, limit: usize) -> usize {
    if !may_end(words, at) {
        return at;
    }
    let mut end = at + 1;
    while end < limit && closes(words, end) {
        end += 1;
    }
    end
}

fn may_end(words: &Words<'_>, at: usize) -> bool {
    match words.kind(at) {
        Some(TokenKind::Mark) => {
            matches!(
                words.written(at).chars().next(),
                Some('.' | '!' | '?' | '…' | '。')
            )
        }
        Some(TokenKind::Word) => words.written(at).ends_with('.'),
        _ => false,
    }
}

fn closes(words: &Words<'_>, at: usize) -> bool {
    let touching = words.span(at).start() == words.span(at.saturating_sub(1)).end();
    let mark = words.written(at);
    touching
        && (matches!(mark, ")" | "]" | "”" | "»" | "’" | "?" | "!" | "." | "…")
            || (matches!(mark, "\"" | "'") && words.is_quote(at)))
}

/// Whether a sentence that began at `start` ends with the mark at `at`, seeing what stands at `next`.
fn ends_before(words: &Words<'_>, start: usize, at: usize, next: usize) -> bool {
    let touching = words.span(next).start() == words.span(next - 1).end();
    if touching && !words.is_quote(next) && !words.is_capital(next) {
        return false;
    }
    if words.kind(at) == Some(TokenKind::Word) {
        return abbreviation_ends(words, at, next);
    }
    if is_list_number(words, start, at) {
        return false;
    }
    let first = opening_skipped(words, next);
    if words
        .written(first)
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
    {
        return false;
    }
    let asks = matches!(words.written(at).chars().next(), Some('?' | '!' | '…'))
        || words.written(at).len() > 1;
    let closed_quote = (at + 1..next).any(|i| words.is_quote(i));
    !(asks && closed_quote && speaker_follows(words, next))
}

/// "1." before an item of a list.
fn is_list_number(words: &Words<'_>, start: usize, at: usize) -> bool {
    at == start + 1
        && words.kind(start) == Some(TokenKind::Number)
        && words.written(start).len() <= 2
}

fn opening_skipped(words: &Words<'_>, mut at: usize) -> usize {
    while words.is_quote(at) || matches!(words.written(at), "(" | "[" | "…" | "...") {
        at += 1;
    }
    at
}

/// "Roe asked" or "Mr. Roe asked" behind a closed quotation.
fn speaker_follows(words: &Words<'_>, next: usize) -> bool {
    (next..next + 4)
        .take_while(|at| words.is_word(*at))
        .any(|at| {
            at > next && !words.is_capital(at) && verb(words.lower(at)).is_some_and(|v| v.speech)
        })
}

/// A word whose full stop belongs to it ends a sentence only where an ordinary word with a capital letter follows.
fn abbreviation_ends(words: &Words<'_>, at: usize, next: usize) -> bool {
    let word = words.written(at).trim_end_matches('.');
    let initial = word.chars().count() == 1;
    if initial || matches!(abbreviation(word), Some(Follows::Name | Follows::Number)) {
        return false;
    }
    let first = opening_skipped(words, next);
    if first > next && words.is_quote(next) && words.is_capital(first) {
        return true;
    }
    let lower = words.lower(first);
    words.is_capital(first)
        && !is_calendar_word(lower)
        && is_common(lower)
        && !crate::facts::classes(lower).is_empty()
        && !words.is_capital(first + 1)
}
