//! Finds the topic words of a question in a story: by stem, synonym, number, phrase or likely slip.

use crate::{
    alias::with_names,
    question::Question,
    spelling::{is_people_of, is_slip, same_but_doubled},
    synonyms::Phrase,
    terms::Term,
    thresholds::Thresholds,
    vocabulary::{Part, SLOTS, Sign, Spelling, Vocabulary, Words, opening, slot},
};
use dateline_text::{Document, QuickMap};
use std::{borrow::Cow, cell::RefCell, collections::HashSet, ops::Range};

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
    /// In which slots its stems stand, and the openings of words that may be guessed: most words of a story are passed over
    /// by these.
    slots: Vec<bool>,
    openings: Vec<bool>,
    /// Words that mean nothing to the question after all: many stories share them.
    idle: RefCell<HashSet<Box<str>>>,
    by: &'a Thresholds,
    vocabulary: &'a Vocabulary,
}

/// What a word, or a part of one, means to the question.
struct Meaning<'w> {
    stem: &'w str,
    terms: Cow<'w, [(usize, f32)]>,
    phrases: &'w [Synonym<'w>],
    numbers: &'w [usize],
}

impl Meaning<'_> {
    fn is_none(&self) -> bool {
        self.terms.is_empty() && self.phrases.is_empty() && self.numbers.is_empty()
    }
}

/// What the words of a text mean to the question.
struct Line<'w> {
    words: &'w Words,
    /// The meanings of its spellings that mean anything, one after the other.
    all: Vec<Meaning<'w>>,
    /// The tokens that mean something, in their order, each with the meanings of its spelling.
    telling: Vec<(usize, Range<usize>)>,
}

/// What a word may mean to the question.
enum Promise {
    None,
    /// It may be a guess at a topic word, and nothing else.
    Guess,
    Much,
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
            slots: vec![false; SLOTS],
            openings: vec![false; SLOTS],
            idle: RefCell::default(),
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
        lexicon.show();
        lexicon
    }

    /// Marks the slots of its stems, and the openings of words that others may be guesses at.
    fn show(&mut self) {
        let stems = self.stems.keys();
        mark(&mut self.slots, stems.map(|stem| slot(stem)));
        for (index, term) in self.terms.iter().enumerate() {
            let [first, rest @ ..] = term.text.as_bytes() else {
                continue;
            };
            if term.stems.is_empty() {
                continue;
            }
            // A slip may be in the second letter; a doubled letter may be the first.
            let second = rest.first().filter(|second| *second != first);
            match second.filter(|_| self.unknown.get(index) != Some(&true)) {
                Some(second) => {
                    let both = [*second, *first].map(|second| opening(*first, second));
                    mark(&mut self.openings, both.into_iter());
                }
                None => {
                    let all = (0..=u8::MAX).map(|second| opening(*first, second));
                    mark(&mut self.openings, all);
                }
            }
        }
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
        let read = (document, &words.places);
        with_names(text, read, self.terms, self.hits(&self.line(words)))
    }

    fn line<'w>(&'w self, words: &'w Words) -> Line<'w> {
        let (mut all, mut telling) = (Vec::new(), Vec::new());
        let signs = words.signs.iter().enumerate();
        let mut idle = self.idle.borrow_mut();
        for (at, sign) in signs {
            let start = all.len();
            let word = words.word(at);
            match self.promise(*sign) {
                Promise::None => continue,
                Promise::Guess if !self.may_guess(word) => continue,
                _ if idle.contains(word) => continue,
                _ => {}
            }
            all.extend(
                words
                    .form(at)
                    .into_iter()
                    .flat_map(|one| self.meanings(one)),
            );
            if all.iter().skip(start).all(Meaning::is_none) {
                all.truncate(start);
                idle.insert(word.into());
                continue;
            }
            telling.extend(words.places_of(at).map(|token| (token, start..all.len())));
        }
        telling.sort_unstable_by_key(|(token, _)| *token);
        Line {
            words,
            all,
            telling,
        }
    }

    /// What a word may mean to the question, at a glance.
    fn promise(&self, sign: Sign) -> Promise {
        let shown = |among: &[bool], at: u16| among.get(usize::from(at)) == Some(&true);
        match sign {
            Sign::Mark => Promise::None,
            Sign::Several => Promise::Much,
            Sign::Word(glance) => {
                let number = glance.number && !self.numbers.is_empty();
                if number || shown(&self.slots, glance.slot) {
                    return Promise::Much;
                }
                match glance.opening {
                    Some(opening) if shown(&self.openings, opening) => Promise::Guess,
                    _ => Promise::None,
                }
            }
        }
    }

    /// Whether a word may be a guess at a topic word, before its stem is known.
    fn may_guess(&self, word: &str) -> bool {
        let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !plain || !self.guesses(&word.to_ascii_lowercase(), "").is_empty()
    }

    fn hits(&self, line: &Line<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (token, parts) in line.telling() {
            for part in parts {
                let plain = part.terms.iter().map(|&(term, quality)| Hit {
                    token,
                    term,
                    quality,
                    lent: false,
                });
                hits.extend(plain);
                phrases_at(token, part, line, &mut hits);
            }
        }
        self.numbers_in(line, &mut hits);
        hits.sort_by_key(|hit| (hit.token, hit.term));
        hits
    }

    /// How well a short phrase, such as the title of an event, holds each topic word.
    pub(crate) fn weigh(&self, phrase: &str) -> Vec<f32> {
        let words = self.vocabulary.phrase(phrase);
        best(self.terms.len(), &self.hits(&self.line(&words)))
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
        let mut terms = Cow::Borrowed(entry.map_or(&[][..], |entry| &entry.terms));
        if terms.is_empty() && part.lower.len() > 3 {
            terms = Cow::Owned(self.guesses(&part.lower, stem));
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
                || (unknown
                    && (is_slip(&term.text, word)
                        || is_slip(owner, word)
                        || is_people_of(&term.text, word)));
            if alike {
                found.push((index, self.by.guess));
            }
        }
        found
    }

    /// A number that follows a name in the question must follow it in the story, an ordinal must lead its noun.
    fn numbers_in(&self, line: &Line<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for (token, parts) in line.telling() {
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

impl<'w> Line<'w> {
    /// The tokens that mean something, in their order, with what their parts mean.
    fn telling(&self) -> impl Iterator<Item = (usize, &[Meaning<'w>])> {
        let told = self.telling.iter();
        told.map(|(token, own)| (*token, self.all.get(own.clone()).unwrap_or_default()))
    }

    fn meanings(&self, token: usize) -> &[Meaning<'w>] {
        let at = self
            .telling
            .binary_search_by_key(&token, |(token, _)| *token);
        let own = at.ok().and_then(|at| self.telling.get(at));
        own.and_then(|(_, own)| self.all.get(own.clone()))
            .unwrap_or_default()
    }

    /// Whether a token, or a part of it, has that stem.
    fn has(&self, token: usize, stem: &str) -> bool {
        let spelling = self.words.spelling(token);
        spelling.is_some_and(|word| word.parts.iter().any(|part| part.stem == stem))
            || self.meanings(token).iter().any(|part| part.stem == stem)
    }
}

/// Phrases whose first word stands at a token, and the others behind it.
fn phrases_at(token: usize, part: &Meaning<'_>, line: &Line<'_>, hits: &mut Vec<Hit>) {
    for (term, phrase, quality) in part.phrases {
        let gap = if phrase.len() == 2 { GAP } else { 0 };
        let mut behind = token;
        let whole = phrase.iter().skip(1).all(|wanted| {
            let mut near = behind + 1..=behind + 1 + gap;
            let found = near.find(|at| line.has(*at, wanted));
            behind = found.unwrap_or(behind);
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

fn mark(slots: &mut [bool], shown: impl Iterator<Item = u16>) {
    for at in shown {
        if let Some(slot) = slots.get_mut(usize::from(at)) {
            *slot = true;
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
