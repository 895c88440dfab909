//! Finds the topic words of a question in a story: by stem, synonym, number, phrase or likely slip.

use crate::{
    alias::with_names,
    numbers::number,
    question::Question,
    spelling::{is_slip, same_but_doubled},
    synonyms::Phrase,
    terms::Term,
    thresholds::Thresholds,
};
use dateline_text::{Document, Token, TokenKind, stem};
use std::{cell::RefCell, collections::HashMap, rc::Rc};

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
    stems: HashMap<&'a str, Vec<(usize, f32)>>,
    phrases: HashMap<&'a str, Vec<(usize, &'a Phrase, f32)>>,
    numbers: HashMap<&'a str, Vec<usize>>,
    unknown: Vec<bool>,
    by: &'a Thresholds,
    memo: RefCell<HashMap<String, Rc<[Meaning]>>>,
}

/// What one spelling means to the question.
#[derive(Debug, Default)]
struct Meaning {
    stem: String,
    terms: Vec<(usize, f32)>,
    numbers: Vec<usize>,
}

impl<'a> Lexicon<'a> {
    /// `unknown` tells which topic words stand in no stored story, and so may be slips.
    pub(crate) fn new(question: &'a Question, unknown: Vec<bool>, by: &'a Thresholds) -> Self {
        let terms = &question.terms;
        let mut lexicon = Self {
            terms,
            stems: HashMap::new(),
            phrases: HashMap::new(),
            numbers: HashMap::new(),
            unknown,
            by,
            memo: RefCell::default(),
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
                        let phrases = lexicon.phrases.entry(first).or_default();
                        phrases.push((index, phrase, quality));
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
        let known = self.stems.entry(stem).or_default();
        if known.iter().all(|(other, _)| *other != term) {
            known.push((term, quality));
        }
    }

    /// Every topic word in a text, in token order.
    pub(crate) fn find(&self, text: &str, document: &Document) -> Vec<Hit> {
        let raws = document.tokens.iter().map(|token| raw(token, text));
        let meanings: Vec<Rc<[Meaning]>> = raws.map(|word| self.remembered(word)).collect();
        with_names(text, document, self.terms, self.hits(&meanings))
    }

    fn hits(&self, meanings: &[Rc<[Meaning]>]) -> Vec<Hit> {
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
                self.phrases_at(token, part, meanings, &mut hits);
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
        let meanings: Vec<Rc<[Meaning]>> = raws.map(|word| self.remembered(word)).collect();
        best(self.terms.len(), &self.hits(&meanings))
    }

    fn remembered(&self, word: &str) -> Rc<[Meaning]> {
        if let Some(known) = self.memo.borrow().get(word) {
            return Rc::clone(known);
        }
        let meanings: Rc<[Meaning]> = self.meanings(word).into();
        self.memo
            .borrow_mut()
            .insert(word.to_owned(), Rc::clone(&meanings));
        meanings
    }

    fn meanings(&self, word: &str) -> Vec<Meaning> {
        let parts: Vec<&str> = word
            .split(['-', '–', '/'])
            .filter(|part| !part.is_empty())
            .collect();
        let mut meanings: Vec<Meaning> = parts.iter().map(|part| self.meaning(part)).collect();
        if parts.len() > 1 {
            let joined = self.meaning(&parts.concat());
            if !joined.terms.is_empty() {
                meanings.push(joined);
            }
        }
        meanings
    }

    fn meaning(&self, part: &str) -> Meaning {
        let lower = normal(part);
        let stem = stem(&lower);
        let mut terms = self.stems.get(stem.as_str()).cloned().unwrap_or_default();
        if terms.is_empty() && lower.len() > 3 {
            terms = self.guesses(&lower, &stem);
        }
        let roman = part.chars().all(|c| c.is_ascii_uppercase());
        let form = number(&lower, roman).or_else(|| number(lower.trim_end_matches('%'), false));
        let numbers = form.and_then(|form| self.numbers.get(form.as_str()).cloned());
        Meaning {
            stem,
            terms,
            numbers: numbers.unwrap_or_default(),
        }
    }

    fn guesses(&self, word: &str, stem: &str) -> Vec<(usize, f32)> {
        let mut found = Vec::new();
        for (index, term) in self
            .terms
            .iter()
            .enumerate()
            .filter(|(_, term)| !term.stems.is_empty())
        {
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

    fn phrases_at(
        &self,
        token: usize,
        part: &Meaning,
        meanings: &[Rc<[Meaning]>],
        hits: &mut Vec<Hit>,
    ) {
        for (term, phrase, quality) in self.phrases.get(part.stem.as_str()).into_iter().flatten() {
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

    /// A number that follows a name in the question must follow it in the story, an ordinal must lead its noun.
    fn numbers_in(&self, meanings: &[Rc<[Meaning]>], hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for (token, parts) in meanings.iter().enumerate() {
            for term in parts.iter().flat_map(|part| &part.numbers) {
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

fn raw<'t>(token: &Token, text: &'t str) -> &'t str {
    match token.kind {
        TokenKind::Word | TokenKind::Number => token.span.read(text).unwrap_or_default(),
        TokenKind::QuoteMark | TokenKind::Mark => "",
    }
}

/// Lower case, without possessive and outer marks; the country is told from the pronoun by its capitals.
fn normal(part: &str) -> String {
    if matches!(part, "US" | "U.S." | "U.S") {
        return "u.s".to_owned();
    }
    if matches!(part, "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m") {
        return "o'clock".to_owned();
    }
    let lower = part.to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    lower.trim_matches(['.', '\'', ',']).to_owned()
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
