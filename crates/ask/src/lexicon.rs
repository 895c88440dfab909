//! Finds the topic words of a question in a story: by stem, synonym, number, phrase or likely slip.

use crate::{
    alias::with_names,
    question::Question,
    spelling::{is_slip, same_but_doubled},
    synonyms::Phrase,
    terms::Term,
    thresholds::Thresholds,
    vocabulary::{Part, Spelling, Vocabulary, Words},
};
use dateline_text::{Document, QuickMap};

/// Words that may stand inside a phrase ("put the trip off").
const GAP: usize = 3;

/// A topic word found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Position in [`Document::tokens`].
    pub token: usize,
    /// Which topic word.
    pub term: usize,
    /// 1 for the word itself, less for what may stand for it.
    pub quality: f32,
    /// Whether another word stands here for the one meant ("she", "the final").
    pub lent: bool,
}

/// The topic words of one question, ready to be looked up.
pub(crate) struct Lexicon<'a> {
    terms: &'a [Term],
    stems: QuickMap<&'a str, Entry<'a>>,
    numbers: QuickMap<&'a str, Vec<usize>>,
    unknown: Vec<bool>,
    by: &'a Thresholds,
    vocabulary: &'a Vocabulary,
}

/// What a word, or a part of one, means to the question.
struct Meaning<'w> {
    stem: &'w str,
    terms: Vec<(usize, f32)>,
    phrases: &'w [Synonym<'w>],
    numbers: &'w [usize],
}

/// What a stem means by itself, and the phrases that it opens.
#[derive(Default)]
struct Entry<'a> {
    terms: Vec<(usize, f32)>,
    phrases: Vec<Synonym<'a>>,
}

/// A phrase that may stand for a topic word, and how much it then counts.
type Synonym<'a> = (usize, &'a Phrase, f32);

impl<'a> Lexicon<'a> {
    /// `unknown` tells which topic words stand in no stored story, and so may be slips.
    pub(crate) fn new(
        question: &'a Question,
        unknown: Vec<bool>,
        by: &'a Thresholds,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let terms = &question.terms;
        let mut lexicon = Self {
            terms,
            stems: QuickMap::default(),
            numbers: QuickMap::default(),
            unknown,
            by,
            vocabulary,
        };
        for (index, term) in terms.iter().enumerate() {
            for own in &term.stems {
                lexicon.add_stem(own, index, 1.0);
            }
            let near = term.alike.iter().map(|phrase| (phrase, by.synonym));
            let loose = term.kindred.iter().map(|phrase| (phrase, by.kindred));
            for (phrase, quality) in near.chain(loose) {
                match phrase.as_slice() {
                    [one] => lexicon.add_stem(one, index, quality),
                    [first, ..] => {
                        let entry = lexicon.stems.entry(first).or_default();
                        entry.phrases.push((index, phrase, quality));
                    }
                    [] => {}
                }
            }
            if let Some(form) = &term.number {
                lexicon.numbers.entry(form).or_default().push(index);
            }
        }
        lexicon
    }

    /// How much each sort of hit counts.
    pub(crate) fn by(&self) -> &'a Thresholds {
        self.by
    }

    fn add_stem(&mut self, stem: &'a str, term: usize, quality: f32) {
        let known = &mut self.stems.entry(stem).or_default().terms;
        if known.iter().all(|(other, _)| *other != term) {
            known.push((term, quality));
        }
    }

    /// Every topic word in a text, in token order; `words` are those of the document.
    pub(crate) fn find(&self, text: &str, document: &Document, words: &Words) -> Vec<Hit> {
        let mut all = Vec::with_capacity(words.spellings.len() * 2);
        let mut own = Vec::with_capacity(words.spellings.len());
        for spelling in &words.spellings {
            let start = all.len();
            all.extend(self.meanings(spelling));
            own.push(start..all.len());
        }
        let meanings = words.tokens.iter().map(|at| {
            let own = own.get(*at).and_then(|own| all.get(own.clone()));
            own.unwrap_or_default()
        });
        let meanings: Vec<&[Meaning<'_>]> = meanings.collect();
        with_names(text, document, self.terms, self.hits(&meanings))
    }

    fn hits(&self, meanings: &[&[Meaning<'_>]]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (token, parts) in meanings.iter().enumerate() {
            for part in parts.iter() {
                let plain = part.terms.iter().map(|&(term, quality)| Hit {
                    token,
                    term,
                    quality,
                    lent: false,
                });
                hits.extend(plain);
                phrases_at(token, part, meanings, &mut hits);
            }
        }
        self.numbers_in(meanings, &mut hits);
        hits.sort_by_key(|hit| (hit.token, hit.term));
        hits
    }

    /// How well a short phrase, such as the title of an event, holds each topic word.
    pub(crate) fn weigh(&self, phrase: &str) -> Vec<f32> {
        let raws = phrase
            .split_whitespace()
            .map(|word| word.trim_matches(['(', ')', ',', '"', '“', '”']));
        let spellings: Vec<_> = raws.map(|word| self.vocabulary.spelling(word)).collect();
        let each = spellings.iter().map(|one| self.meanings(one).collect());
        let each: Vec<Vec<Meaning<'_>>> = each.collect();
        let meanings: Vec<&[Meaning<'_>]> = each.iter().map(Vec::as_slice).collect();
        best(self.terms.len(), &self.hits(&meanings))
    }

    fn meanings<'w>(&'w self, word: &'w Spelling) -> impl Iterator<Item = Meaning<'w>> {
        let parts = word.parts.iter().map(|part| self.meaning(part));
        let joined = word.joined.as_ref().map(|part| self.meaning(part));
        let joined = joined.filter(|joined| !joined.terms.is_empty());
        parts.chain(joined)
    }

    fn meaning<'w>(&'w self, part: &'w Part) -> Meaning<'w> {
        let stem = part.stem.as_str();
        let entry = self.stems.get(stem);
        let mut terms = entry.map_or_else(Vec::new, |entry| entry.terms.clone());
        if terms.is_empty() && part.lower.len() > 3 {
            terms = self.guesses(&part.lower, stem);
        }
        let form = part.number.as_ref();
        let numbers = form.and_then(|form| self.numbers.get(form.as_str()));
        Meaning {
            stem,
            terms,
            phrases: entry.map_or(&[], |entry| &entry.phrases),
            numbers: numbers.map_or(&[], Vec::as_slice),
        }
    }

    fn guesses(&self, word: &str, stem: &str) -> Vec<(usize, f32)> {
        let mut found = Vec::new();
        // Whatever is spelled alike begins alike.
        let first = word.as_bytes().first();
        let alike = |term: &Term| !term.stems.is_empty() && term.text.as_bytes().first() == first;
        let terms = self.terms.iter().enumerate();
        for (index, term) in terms.filter(|(_, term)| alike(term)) {
            let unknown = self.unknown.get(index) == Some(&true);
            let owner = term.text.strip_suffix('s').unwrap_or(&term.text);
            let alike = same_but_doubled(&term.text, word)
                || same_but_doubled(owner, word)
                || begins_alike(&term.text, word, stem)
                || (unknown && (is_slip(&term.text, word) || is_slip(owner, word)));
            if alike {
                found.push((index, self.by.guess));
            }
        }
        found
    }

    /// A number that follows a name in the question must follow it in the story, an ordinal must lead its noun.
    fn numbers_in(&self, meanings: &[&[Meaning<'_>]], hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for (token, parts) in meanings.iter().enumerate() {
            for term in parts.iter().flat_map(|part| part.numbers) {
                if self.number_fits(*term, token, hits) {
                    found.push(Hit {
                        token,
                        term: *term,
                        quality: 1.0,
                        lent: false,
                    });
                }
            }
        }
        hits.extend(found);
    }

    fn number_fits(&self, index: usize, token: usize, hits: &[Hit]) -> bool {
        let Some(term) = self.terms.get(index) else {
            return false;
        };
        let hit_in = |other: usize, from: usize, to: usize| {
            hits.iter()
                .any(|hit| hit.term == other && from <= hit.token && hit.token <= to)
        };
        if term.is_ordinal() {
            let led = |step: usize| {
                self.terms
                    .get(index + step)
                    .is_some_and(|next| next.at <= term.at + 1 + step)
            };
            let behind = |step: usize| led(step) && hit_in(index + step, token + 1, token + 3);
            return !led(1) || behind(1) || behind(2);
        }
        let before = index.checked_sub(1).filter(|before| {
            self.terms
                .get(*before)
                .is_some_and(|named| named.at + 1 == term.at)
        });
        before.is_none_or(|before| token > 0 && hit_in(before, token - 1, token - 1))
    }
}

/// Phrases whose first word stands at a token, and the others behind it.
fn phrases_at(token: usize, part: &Meaning<'_>, meanings: &[&[Meaning<'_>]], hits: &mut Vec<Hit>) {
    for (term, phrase, quality) in part.phrases {
        let gap = if phrase.len() == 2 { GAP } else { 0 };
        let mut behind = token;
        let whole = phrase.iter().skip(1).all(|wanted| {
            let near = meanings.iter().enumerate().skip(behind + 1).take(gap + 1);
            let found = near
                .into_iter()
                .find(|(_, parts)| parts.iter().any(|part| part.stem == *wanted));
            behind = found.map_or(behind, |(at, _)| at);
            found.is_some()
        });
        if whole {
            hits.push(Hit {
                token,
                term: *term,
                quality: *quality,
                lent: false,
            });
        }
    }
}

/// How well the best of some hits holds each of so many topic words.
pub(crate) fn best(terms: usize, hits: &[Hit]) -> Vec<f32> {
    let mut best = vec![0.0_f32; terms];
    for hit in hits {
        if let Some(slot) = best.get_mut(hit.term) {
            *slot = slot.max(hit.quality);
        }
    }
    best
}

/// Long words of one family: "counterterror" and "counterterrorism".
fn begins_alike(one: &str, other: &str, stem: &str) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let shorter = one.len().min(other.len()).min(stem.len());
    common >= 7 && common >= shorter && one.len().abs_diff(other.len()) <= 4
}
