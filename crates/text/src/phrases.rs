//! Noun phrases and clauses, cut along the tags.

use crate::facts::{Class, classes};
use crate::grammar::{Tag, is_be};
use crate::verbs::VerbForm;
use crate::words::Words;
use dateline_core::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A noun with what stands before it ("the second round", "Oman's foreign minister").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NounPhrase {
    /// Where.
    pub span: Span,
    /// Its tokens, as positions in [`Document::tokens`](crate::Document::tokens).
    pub tokens: Range<usize>,
    /// The token that says what it is, the last one.
    pub head: usize,
}

/// The noun phrases of a sentence, in text order, without overlap.
pub(crate) fn noun_phrases(
    words: &Words<'_>,
    tags: &[Tag],
    sentence: Range<usize>,
) -> Vec<NounPhrase> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let end = phrase_end(words, tags, at, sentence.end);
        let head = (at..end).rev().find(|i| tag_at(tags, *i).is_nominal());
        match head {
            Some(head) => {
                let tokens = at..head + 1;
                found.push(NounPhrase {
                    span: words.whole_span(&tokens),
                    tokens,
                    head,
                });
                at = head + 1;
            }
            None => at = end.max(at + 1),
        }
    }
    found
}

pub(crate) fn tag_at(tags: &[Tag], at: usize) -> Tag {
    tags.get(at).copied().unwrap_or(Tag::Other)
}

fn phrase_end(words: &Words<'_>, tags: &[Tag], start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit && continues(words, tags, start, end) {
        end += 1;
        if tag_at(tags, end - 1) == Tag::Pronoun {
            break;
        }
    }
    end
}

/// Whether the token at `at` belongs to a phrase that begins at `start`.
fn continues(words: &Words<'_>, tags: &[Tag], start: usize, at: usize) -> bool {
    let inside = at > start;
    let before_nominal = || {
        matches!(
            tag_at(tags, at + 1),
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number
        )
    };
    let named_before = inside
        && matches!(tag_at(tags, at - 1), Tag::Noun | Tag::Proper)
        && !words.is_possessive(at - 1);
    match tag_at(tags, at) {
        Tag::Noun | Tag::Proper => true,
        Tag::Number => !named_before || words.is_capital(at - 1),
        Tag::Determiner => !inside || words.is(at - 1, "all") || words.is(at - 1, "both"),
        Tag::Pronoun => !inside,
        Tag::Adjective => {
            !named_before
                || before_nominal()
                    && !matches!(words.lower(at), "next" | "last" | "early" | "late")
        }
        Tag::Adverb => before_nominal() && !named_before && inside,
        Tag::Verb {
            form: VerbForm::Participle | VerbForm::Gerund,
        } => before_nominal() && inside && !named_before,
        Tag::Mark => inside && words.written(at) == "$",
        _ => false,
    }
}

/// The clauses of a sentence, in text order: stretches with a verb of their own, without the marks around them.
pub(crate) fn clauses(
    words: &Words<'_>,
    tags: &[Tag],
    sentence: Range<usize>,
    reporting: Option<&Range<usize>>,
) -> Vec<Span> {
    let mut borders: Vec<usize> = vec![sentence.start];
    let mut fixed = Vec::new();
    for at in sentence.clone().skip(1) {
        if reporting
            .iter()
            .any(|range| range.start == at || range.end == at)
        {
            fixed.push(at);
            borders.push(at);
        } else if opens_clause(words, tags, at, sentence.end) {
            borders.push(at);
        }
    }
    merge(tags, borders, &fixed, sentence.end)
        .into_iter()
        .filter_map(|range| trimmed(tags, range))
        .map(|range| words.whole_span(&range))
        .collect()
}

fn opens_clause(words: &Words<'_>, tags: &[Tag], at: usize, limit: usize) -> bool {
    let comma = words.is(at - 1, ",");
    match words.lower(at) {
        "which" | "who" | "whose" | "where" | "when" | "whom" => {
            comma
                || matches!(
                    tag_at(tags, at - 1),
                    Tag::Noun | Tag::Proper | Tag::Verb { .. }
                )
        }
        "that" => matches!(tag_at(tags, at), Tag::Conjunction | Tag::Pronoun),
        "but" | "because" | "although" | "though" | "while" | "whereas" | "if" | "unless"
        | "so" | "once" | "after" | "before" | "until" | "since" | "as" => {
            clause_ahead(words, tags, at + 1, limit)
        }
        "and" | "or" => {
            verb_ahead(tags, at + 1) || comma && clause_ahead(words, tags, at + 1, limit)
        }
        _ => matches!(words.lower(at - 1), ";" | ":" | "—" | "–"),
    }
}

/// A verb next, adverbs skipped.
fn verb_ahead(tags: &[Tag], at: usize) -> bool {
    let first = (at..at + 3)
        .map(|i| tag_at(tags, i))
        .find(|tag| *tag != Tag::Adverb);
    first.is_some_and(Tag::is_finite)
}

/// A subject and a finite verb before the next mark, or the gerund of "after meeting".
fn clause_ahead(words: &Words<'_>, tags: &[Tag], at: usize, limit: usize) -> bool {
    if matches!(
        tag_at(tags, at),
        Tag::Verb {
            form: VerbForm::Gerund
        }
    ) && !is_be(words.lower(at - 1))
    {
        return true;
    }
    (at..limit)
        .take_while(|i| {
            tag_at(tags, *i) != Tag::Mark && !classes(words.lower(*i)).contains(&Class::Conjunction)
        })
        .any(|i| tag_at(tags, i).is_finite() && !words.is(i, "to"))
}

/// Joins stretches without a verb to their neighbours, except where a border is fixed.
fn merge(tags: &[Tag], borders: Vec<usize>, fixed: &[usize], end: usize) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    let ends = borders
        .iter()
        .skip(1)
        .copied()
        .chain([end])
        .collect::<Vec<_>>();
    for (start, end) in borders.into_iter().zip(ends) {
        let has_verb = |range: &Range<usize>| {
            range
                .clone()
                .any(|i| matches!(tag_at(tags, i), Tag::Auxiliary | Tag::Verb { .. }))
        };
        match merged.last_mut() {
            Some(last)
                if !fixed.contains(&start) && (!has_verb(last) || !has_verb(&(start..end))) =>
            {
                last.end = end
            }
            _ => merged.push(start..end),
        }
    }
    merged
}

fn trimmed(tags: &[Tag], mut range: Range<usize>) -> Option<Range<usize>> {
    while !range.is_empty() && tag_at(tags, range.start) == Tag::Mark {
        range.start += 1;
    }
    while !range.is_empty() && tag_at(tags, range.end - 1) == Tag::Mark {
        range.end -= 1;
    }
    (!range.is_empty()).then_some(range)
}
