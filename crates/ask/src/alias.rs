//! Short forms stand for the full name: what a question calls "Ada Lovelace" a story calls "Lovelace" after the first time,
//! what it calls "the mayor" is whoever the story gave that title, "he" is who was named last, and "the final" is the final told of.

mod places;

use crate::{lexicon::Hit, terms::Term};
use dateline_text::Document;
use std::ops::Range;

pub(crate) use places::{Places, Short};

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
    (document, places): (&Document, &Places),
    terms: &[Term],
    mut hits: Vec<Hit>,
) -> Vec<Hit> {
    let mut added = initials(places, terms, &hits);
    added.extend(spelled_out(text, document, terms, &hits));
    if hits.is_empty() && added.is_empty() {
        return hits;
    }
    for short in &places.shorts {
        let has = |hits: &[Hit], term: usize| {
            let mine = within(hits, &short.here);
            mine.iter().any(|hit| hit.term == term)
        };
        for (there, share) in forms(short) {
            for hit in within(&hits, there) {
                let itself = hit.quality >= ITSELF || share < SHORT;
                if itself && !has(&hits, hit.term) {
                    added.push(Hit {
                        token: short.here.start,
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
    let mut added = pronouns(places, &hits);
    added.extend(heads(text, document, terms, &hits));
    added.extend(things(places, &hits));
    hits.append(&mut added);
    hits.sort_by_key(|hit| (hit.token, hit.term));
    hits
}

/// Hits at "he", "her" and the like: those of the person who is meant.
fn pronouns(places: &Places, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (at, name) in &places.pronouns {
        found.extend(within(hits, name).iter().map(|hit| Hit {
            token: *at,
            quality: hit.quality * PRONOUN,
            lent: true,
            ..*hit
        }));
    }
    found
}

/// Hits at an "It" or "They" that opens a sentence: all of the sentence before, for it goes on about the same thing.
fn things(places: &Places, hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (at, before) in &places.openings {
        let told = within(hits, before).iter();
        let told = told.filter(|hit| hit.quality >= GOES_ON);
        found.extend(told.map(|hit| Hit {
            token: *at,
            quality: hit.quality * GOES_ON,
            lent: true,
            ..*hit
        }));
    }
    found
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

/// Where the words of the full name stand, and for a person those of the title.
fn forms(short: &Short) -> impl Iterator<Item = (&Range<usize>, f32)> {
    let title = short.title.as_ref().map(|title| (title, TITLE));
    std::iter::once((&short.full, SHORT)).chain(title)
}

/// Names whose initials a topic word is that stands nowhere in the story.
fn initials(places: &Places, terms: &[Term], hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (term, short) in terms.iter().enumerate() {
        let letters = (2..=6).contains(&short.text.len())
            && short.text.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || hits.iter().any(|hit| hit.term == term) {
            continue;
        }
        let named = places.initials.iter();
        let named = named.filter(|(_, firsts)| firsts.eq_ignore_ascii_case(&short.text));
        found.extend(named.map(|(token, _)| Hit {
            token: *token,
            term,
            quality: INITIALS,
            lent: true,
        }));
    }
    found
}

/// Noun phrases that a topic word shortens which stands nowhere in the story: "self-contained breathing apparatus" for "SCBA".
fn spelled_out(text: &str, document: &Document, terms: &[Term], hits: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (term, short) in terms.iter().enumerate() {
        let letters = (3..=5).contains(&short.text.len())
            && short.text.bytes().all(|b| b.is_ascii_lowercase());
        if !letters || hits.iter().any(|hit| hit.term == term) {
            continue;
        }
        let sentences = 0..document.sentences.len();
        let phrases = sentences.flat_map(|sentence| document.noun_phrases(sentence));
        let shortened = phrases.filter(|phrase| {
            let words = phrase.tokens.start..=phrase.head;
            shortens(&short.text, words.map(|at| document.word(at, text)))
        });
        found.extend(shortened.map(|phrase| Hit {
            token: phrase.head,
            term,
            quality: INITIALS,
            lent: true,
        }));
    }
    found
}

/// Whether letters are the first ones of the last words, or parts of words.
fn shortens<'t>(letters: &str, words: impl DoubleEndedIterator<Item = &'t str>) -> bool {
    let mut firsts = words
        .rev()
        .flat_map(|word| word.rsplit('-'))
        .map(|part| part.as_bytes().first());
    letters.bytes().rev().all(|letter| {
        let first = firsts.next().flatten();
        first.is_some_and(|first| first.eq_ignore_ascii_case(&letter))
    })
}

/// The hits among some tokens; `hits` are in token order.
fn within<'h>(hits: &'h [Hit], tokens: &Range<usize>) -> &'h [Hit] {
    let from = hits.partition_point(|hit| hit.token < tokens.start);
    let to = hits.partition_point(|hit| hit.token < tokens.end);
    hits.get(from..to.max(from)).unwrap_or_default()
}
