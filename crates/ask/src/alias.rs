//! Short forms stand for the full name: what a question calls "Ada Lovelace" a story calls "Lovelace" after the first time,
//! and what it calls "the mayor" is whoever the story gave that title.

use crate::{lexicon::Hit, terms::Term};
use dateline_core::Span;
use dateline_text::{Document, Name, NameKind, Token};
use std::ops::Range;

/// How much of a hit in the full name counts where a short form stands.
const SHORT: f32 = 0.95;
/// The same for a word of the title ("Mayor").
const TITLE: f32 = 0.8;
/// A name's own words stand for it, not their synonyms ("runs" is no Aviation Administration).
const ITSELF: f32 = 0.9;
/// How much initials count that only the question has ("NRA" for the National Road Agency).
const INITIALS: f32 = 0.85;

/// The hits that short forms add to those found word by word, all in token order.
pub(crate) fn with_names(
    text: &str,
    document: &Document,
    terms: &[Term],
    mut hits: Vec<Hit>,
) -> Vec<Hit> {
    let mut added = initials(text, document, terms, &hits);
    for (index, name) in document.names.iter().enumerate() {
        let full = document.names.get(document.canonical(index));
        let Some(full) = full.filter(|full| full.span != name.span) else {
            continue;
        };
        let here = tokens_at(&document.tokens, name.bare);
        let has = |hits: &[Hit], term: usize| {
            let mine = within(hits, &here);
            mine.iter().any(|hit| hit.term == term)
        };
        for (span, share) in forms(full) {
            let there = tokens_at(&document.tokens, span);
            for hit in within(&hits, &there) {
                let itself = hit.quality >= ITSELF || share < SHORT;
                if itself && !has(&hits, hit.term) {
                    added.push(Hit {
                        token: here.start,
                        term: hit.term,
                        quality: hit.quality * share,
                    });
                }
            }
        }
    }
    hits.append(&mut added);
    hits.sort_by_key(|hit| (hit.token, hit.term));
    hits
}

/// The words of a name, and for a person those of the title.
fn forms(full: &Name) -> impl Iterator<Item = (Span, f32)> {
    let title = full.role.filter(|_| full.kind == NameKind::Person);
    let whole = full
        .abbreviation
        .map_or(full.bare, |short| full.bare.join(short));
    std::iter::once((whole, SHORT)).chain(title.map(|title| (title, TITLE)))
}

/// Names whose initials a topic word is that stands nowhere in the story.
fn initials(text: &str, document: &Document, terms: &[Term], hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (term, short) in terms.iter().enumerate() {
        let letters = (2..=6).contains(&short.text.len())
            && short.text.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || hits.iter().any(|hit| hit.term == term) {
            continue;
        }
        for name in document
            .names
            .iter()
            .filter(|name| name.kind != NameKind::Person)
        {
            let words = name.bare.read(text).unwrap_or_default().split([' ', '-']);
            let capitals = words.filter(|word| word.starts_with(char::is_uppercase));
            let firsts: String = capitals.filter_map(|word| word.chars().next()).collect();
            if firsts.len() > 1 && firsts.eq_ignore_ascii_case(&short.text) {
                found.push(Hit {
                    token: tokens_at(&document.tokens, name.bare).start,
                    term,
                    quality: INITIALS,
                });
            }
        }
    }
    found
}

/// The hits among some tokens; `hits` are in token order.
fn within<'h>(hits: &'h [Hit], tokens: &Range<usize>) -> &'h [Hit] {
    let from = hits.partition_point(|hit| hit.token < tokens.start);
    let to = hits.partition_point(|hit| hit.token < tokens.end);
    hits.get(from..to.max(from)).unwrap_or_default()
}

fn tokens_at(tokens: &[Token], span: Span) -> Range<usize> {
    let from = tokens.partition_point(|token| token.span.end() <= span.start());
    let to = tokens.partition_point(|token| token.span.start() < span.end());
    from..to.max(from)
}
