//! Short forms stand for the full name: what a question calls "Ada Lovelace" a story calls "Lovelace" after the first time,
//! what it calls "the mayor" is whoever the story gave that title, "he" is who was named last, and "the final" is the final told of.

use crate::{lexicon::Hit, terms::Term};
use dateline_core::Span;
use dateline_text::{Document, Name, NameKind};
use std::ops::Range;

/// How much of a hit in the full name counts where a short form stands.
const SHORT: f32 = 0.95;
/// The same for a word of the title ("Mayor").
const TITLE: f32 = 0.8;
/// A name's own words stand for it, not their synonyms ("runs" is no Aviation Administration).
const ITSELF: f32 = 0.9;
/// The same where a pronoun stands for a person.
const PRONOUN: f32 = 0.8;
/// The same where "It" opens the next sentence.
const GOES_ON: f32 = 0.72;
/// How much the words count that "the final" leaves out.
const DEFINITE: f32 = 0.8;
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
    if hits.is_empty() && added.is_empty() {
        return hits;
    }
    for (index, name) in document.names.iter().enumerate() {
        let full = document.names.get(document.canonical(index));
        let Some(full) = full.filter(|full| full.span != name.span) else {
            continue;
        };
        let here = document.tokens_at(name.bare);
        let has = |hits: &[Hit], term: usize| {
            let mine = within(hits, &here);
            mine.iter().any(|hit| hit.term == term)
        };
        for (span, share) in forms(full) {
            let there = document.tokens_at(span);
            for hit in within(&hits, &there) {
                let itself = hit.quality >= ITSELF || share < SHORT;
                if itself && !has(&hits, hit.term) {
                    added.push(Hit {
                        token: here.start,
                        term: hit.term,
                        quality: hit.quality * share,
                        lent: share < SHORT,
                    });
                }
            }
        }
    }
    hits.append(&mut added);
    hits.sort_by_key(|hit| (hit.token, hit.term));
    let mut added = pronouns(text, document, &hits);
    added.extend(heads(text, document, terms, &hits));
    added.extend(things(text, document, &hits));
    hits.append(&mut added);
    hits.sort_by_key(|hit| (hit.token, hit.term));
    hits
}

/// Hits at "he", "her" and the like: those of the person whom the sentence itself, or one of the two before, named first.
fn pronouns(text: &str, document: &Document, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut last: Option<(usize, Range<usize>)> = None;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let names = document
            .names
            .get(sentence.names.clone())
            .unwrap_or_default();
        let person = names.iter().find(|name| name.kind == NameKind::Person);
        let person = person.map(|name| document.tokens_at(name.bare));
        let pronoun = sentence
            .tokens
            .clone()
            .find(|at| is_pronoun(text, document, *at));
        let before = person
            .clone()
            .filter(|name| pronoun.is_none_or(|at| name.start < at));
        let meant = match (&before, &last) {
            (Some(here), _) => Some(here),
            (None, Some((told, name))) if index <= told + 2 => Some(name),
            (None, _) => None,
        };
        if let (Some(at), Some(name)) = (pronoun, meant) {
            found.extend(within(hits, name).iter().map(|hit| Hit {
                token: at,
                quality: hit.quality * PRONOUN,
                lent: true,
                ..*hit
            }));
        }
        if let Some(name) = person {
            last = Some((index, name));
        } else if let (Some(_), Some((told, _))) = (pronoun, &mut last) {
            *told = index;
        }
    }
    found
}

/// Hits at an "It" or "They" that opens a sentence: all of the sentence before, for it goes on about the same thing.
fn things(text: &str, document: &Document, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for pair in document.sentences.windows(2) {
        let [before, sentence] = pair else { continue };
        let mut words = sentence.tokens.clone();
        let opens = words.find(|at| {
            let word = document.word(*at, text);
            word.starts_with(char::is_alphanumeric)
        });
        let Some(at) = opens else { continue };
        if matches!(document.word(at, text), "It" | "They" | "These" | "Both") {
            let told = within(hits, &before.tokens);
            found.extend(
                told.iter()
                    .filter(|hit| hit.quality >= GOES_ON)
                    .map(|hit| Hit {
                        token: at,
                        quality: hit.quality * GOES_ON,
                        lent: true,
                        ..*hit
                    }),
            );
        }
    }
    found
}

fn is_pronoun(text: &str, document: &Document, at: usize) -> bool {
    matches!(
        document.word(at, text),
        "he" | "He" | "his" | "His" | "him" | "she" | "She" | "her" | "Her" | "hers"
    )
}

/// Hits at "the final", where the story called it "the Federation Cup final" before and no other final since.
fn heads(text: &str, document: &Document, terms: &[Term], hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (head, term) in terms.iter().enumerate() {
        let run = run_before(terms, head);
        if run.is_empty() || term.light {
            continue;
        }
        let mut full = false;
        for hit in hits.iter().filter(|hit| hit.term == head) {
            let before = within(hits, &(hit.token.saturating_sub(4)..hit.token));
            let modified = run
                .clone()
                .all(|term| before.iter().any(|hit| hit.term == term));
            let bare = hit.token.checked_sub(1).is_some_and(|at| {
                matches!(
                    document.word(at, text).to_lowercase().as_str(),
                    "the" | "this" | "that" | "its" | "their"
                )
            });
            if modified || !bare {
                full = modified;
            } else if full {
                found.extend(run.clone().map(|term| Hit {
                    token: hit.token,
                    term,
                    quality: DEFINITE,
                    lent: true,
                }));
            }
        }
    }
    found
}

/// The topic words that stand right before another in the question: "federation cup" before "final".
fn run_before(terms: &[Term], head: usize) -> Range<usize> {
    let mut from = head;
    let at = |index: usize| terms.get(index).map(|term| term.at);
    while from > 0 && at(from - 1).map(|at| at + 1) == at(from) {
        from -= 1;
    }
    from..head
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
                    token: document.tokens_at(name.bare).start,
                    term,
                    quality: INITIALS,
                    lent: true,
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
