//! The words of stories in the forms that questions compare: worked out once for each spelling, whatever is asked later.

use crate::{alias::Places, numbers::number};
use dateline_core::Article;
use dateline_extract::Reading;
use dateline_text::{Document, QuickHasher, Token, TokenKind, stem};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    hash::Hasher,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many spellings are kept; then all are let go, for most of them stood in one story only.
const MOST: usize = 50_000;

/// Spellings that were met, each with its forms; stories that share it share the work.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    spellings: HashMap<Box<str>, Arc<Spelling>>,
    /// The words of titles and other short phrases.
    phrases: HashMap<Box<str>, Arc<Words>>,
}

/// The words of a story, ready to be held against any question.
#[derive(Debug)]
pub struct StoryWords {
    pub(crate) body: Words,
    pub(crate) headline: Words,
}

/// The words of a story in a form that can be kept and read back: [`Vocabulary::kept`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WrittenStory {
    body: WrittenWords,
    headline: WrittenWords,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct WrittenWords {
    spellings: Vec<Written>,
    tokens: Vec<usize>,
    places: Places,
}

/// A spelling as it is kept: what its letters tell is left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Written {
    /// One word: how many bytes of it its stem leaves out, and what the stem puts in their place.
    Word(usize, String),
    /// Several words in one, or none.
    Whole(Spelling),
}

impl Written {
    fn of(spelling: &Spelling) -> Self {
        let [part] = spelling.parts.as_slice() else {
            return Self::Whole(spelling.clone());
        };
        let pairs = part.lower.char_indices().zip(part.stem.chars());
        let same = pairs.take_while(|((_, one), other)| one == other);
        let ends = same.map(|((at, letter), _)| at + letter.len_utf8());
        let shared = ends.last().unwrap_or_default();
        match part.stem.get(shared..) {
            Some(put) if spelling.stem == part.stem => {
                Self::Word(part.lower.len() - shared, put.to_owned())
            }
            _ => Self::Whole(spelling.clone()),
        }
    }

    /// The spelling of a word that was written so; none where it was another word.
    fn read(self, word: &str) -> Option<Spelling> {
        let (cut, put) = match self {
            Self::Word(cut, put) => (cut, put),
            Self::Whole(spelling) => return Some(spelling),
        };
        let part = parts(word).next()?;
        let lower = normal(part);
        let shared = lower.get(..lower.len().checked_sub(cut)?)?;
        let stem = [shared, &put].concat();
        Some(Spelling {
            parts: vec![Part::with(part, lower, stem.clone())],
            joined: None,
            stem,
        })
    }
}

impl StoryWords {
    /// The same, to be kept.
    #[must_use]
    pub fn written(&self) -> WrittenStory {
        WrittenStory {
            body: self.body.written(),
            headline: self.headline.written(),
        }
    }
}

/// The words of one text: each token by its spelling.
#[derive(Debug)]
pub(crate) struct Words {
    /// Each spelling once, in the order of their first tokens.
    pub(crate) spellings: Vec<Arc<Spelling>>,
    /// For each spelling what tells most of them from the words of a question.
    pub(crate) signs: Vec<Sign>,
    /// For each token of the document the position of its spelling.
    pub(crate) tokens: Vec<usize>,
    /// Each spelling with each of its tokens, in order.
    by_spelling: Vec<(usize, usize)>,
    /// What stands for something that is named elsewhere.
    pub(crate) places: Places,
}

/// A word as it is written, in its parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Spelling {
    /// What hyphens and slashes part; none in a mark.
    pub(crate) parts: Vec<Part>,
    /// The parts run together, where there are several.
    pub(crate) joined: Option<Part>,
    /// The stem of the whole, as it stands.
    stem: String,
}

/// What a spelling shows at a glance.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    /// A mark, which has no parts.
    Mark,
    /// One word.
    Word(Glance),
    /// Several words in one.
    Several,
}

/// What a part shows at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glance {
    /// The slot of its stem, as [`slot`] tells it.
    pub(crate) slot: u16,
    /// The slot of the first two bytes of a word of more than three, as [`opening`] tells it; none for a short one.
    pub(crate) opening: Option<u16>,
    /// Whether it is a number.
    pub(crate) number: bool,
}

/// So many slots there are for stems.
pub(crate) const SLOTS: usize = 1 << 12;

/// Where words that begin so stand among the slots.
pub(crate) fn opening(first: u8, second: u8) -> u16 {
    let mixed = u16::from(first).wrapping_mul(67) ^ u16::from(second);
    mixed % (1 << 12)
}

/// Where a stem stands among the slots: equal stems share one, and few others do.
pub(crate) fn slot(stem: &str) -> u16 {
    let mut hasher = QuickHasher::default();
    hasher.write(stem.as_bytes());
    u16::try_from(hasher.finish() % SLOTS as u64).unwrap_or_default()
}

/// A word or a part of one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Part {
    /// Lower case, without possessive and outer marks.
    pub(crate) lower: String,
    pub(crate) stem: String,
    /// Its one form, where it is a number.
    pub(crate) number: Option<String>,
}

impl Vocabulary {
    /// The words of a story and its headline.
    #[must_use]
    pub fn words(&self, article: &Article, reading: &Reading) -> StoryWords {
        StoryWords {
            body: self.words_of(article.text(), &reading.text),
            headline: self.words_of(article.title(), &reading.headline),
        }
    }

    /// The words of a story as [`StoryWords::written`] wrote them; none where they are those of another reading.
    #[must_use]
    pub fn kept(
        &self,
        article: &Article,
        reading: &Reading,
        written: WrittenStory,
    ) -> Option<StoryWords> {
        Some(StoryWords {
            body: self.kept_words(article.text(), &reading.text, written.body)?,
            headline: self.kept_words(article.title(), &reading.headline, written.headline)?,
        })
    }

    fn kept_words(&self, text: &str, document: &Document, written: WrittenWords) -> Option<Words> {
        if written.tokens.len() != document.tokens.len() {
            return None;
        }
        let mut known = self.lock();
        let mut spellings = Vec::with_capacity(written.spellings.len());
        let mut kept = written.spellings.into_iter();
        for (token, at) in document.tokens.iter().zip(&written.tokens) {
            // Spellings stand in the order of their first tokens.
            if *at == spellings.len() {
                let (word, spelling) = (raw(token, text), kept.next()?);
                spellings.push(match known.met(word) {
                    Some(met) => met,
                    None => known.keep(word, spelling.read(word)?),
                });
            } else if *at > spellings.len() {
                return None;
            }
        }
        Some(Words::of(spellings, written.tokens, written.places))
    }

    /// Lets go of every spelling, as after something was forgotten.
    pub fn clear(&self) {
        *self.lock() = Known::default();
    }

    /// The words of a short phrase, such as the title of an event: what white space parts, each a token.
    pub(crate) fn phrase(&self, phrase: &str) -> Arc<Words> {
        let mut known = self.lock();
        if let Some(words) = known.phrases.get(phrase) {
            return Arc::clone(words);
        }
        let raws = phrase
            .split_whitespace()
            .map(|word| word.trim_matches(['(', ')', ',', '"', '“', '”']));
        let spellings: Vec<_> = raws.map(|word| known.spelling(word)).collect();
        let tokens = (0..spellings.len()).collect();
        let words = Arc::new(Words::of(spellings, tokens, Places::default()));
        known.keep_phrase(phrase, &words);
        words
    }

    fn words_of(&self, text: &str, document: &Document) -> Words {
        let mut known = self.lock();
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(document.tokens.len() / 2);
        let mut spellings = Vec::new();
        let raws = document.tokens.iter().map(|token| raw(token, text));
        let tokens = raws.map(|word| {
            *places.entry(word).or_insert_with(|| {
                spellings.push(known.spelling(word));
                spellings.len() - 1
            })
        });
        let tokens = tokens.collect();
        Words::of(spellings, tokens, Places::of(text, document))
    }

    // What it guards is whole between any two lines.
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The forms of one word.
    fn spelling(&mut self, word: &str) -> Arc<Spelling> {
        self.met(word)
            .unwrap_or_else(|| self.keep(word, Spelling::of(word)))
    }

    fn met(&self, word: &str) -> Option<Arc<Spelling>> {
        self.spellings.get(word).map(Arc::clone)
    }

    fn keep(&mut self, word: &str, spelling: Spelling) -> Arc<Spelling> {
        if self.spellings.len() >= MOST {
            self.spellings.clear();
        }
        let spelling = Arc::new(spelling);
        self.spellings.insert(word.into(), Arc::clone(&spelling));
        spelling
    }

    fn keep_phrase(&mut self, phrase: &str, words: &Arc<Words>) {
        if self.phrases.len() >= MOST {
            self.phrases.clear();
        }
        self.phrases.insert(phrase.into(), Arc::clone(words));
    }
}

impl Words {
    fn written(&self) -> WrittenWords {
        let spellings = self.spellings.iter();
        WrittenWords {
            spellings: spellings.map(|spelling| Written::of(spelling)).collect(),
            tokens: self.tokens.clone(),
            places: self.places.clone(),
        }
    }

    fn of(spellings: Vec<Arc<Spelling>>, tokens: Vec<usize>, places: Places) -> Self {
        Self {
            by_spelling: by_spelling(&tokens, spellings.len()),
            signs: spellings.iter().map(|spelling| spelling.sign()).collect(),
            spellings,
            tokens,
            places,
        }
    }

    /// The tokens of a spelling, in their order.
    pub(crate) fn places_of(&self, spelling: usize) -> impl Iterator<Item = usize> {
        let from = self.by_spelling.partition_point(|(at, _)| *at < spelling);
        let here = self.by_spelling.get(from..).unwrap_or_default().iter();
        here.take_while(move |(at, _)| *at == spelling)
            .map(|(_, token)| *token)
    }

    /// The spelling of a token.
    pub(crate) fn spelling(&self, token: usize) -> Option<&Spelling> {
        let at = self.tokens.get(token)?;
        self.spellings.get(*at).map(Arc::as_ref)
    }

    /// The stem of a token as it stands; empty for marks.
    pub(crate) fn stem(&self, token: usize) -> &str {
        self.spelling(token)
            .map_or("", |spelling| spelling.stem.as_str())
    }
}

/// The pairs of spelling and token, in order, from the spelling of each token.
fn by_spelling(tokens: &[usize], spellings: usize) -> Vec<(usize, usize)> {
    let mut next = vec![0; spellings + 1];
    for at in tokens {
        if let Some(count) = next.get_mut(at + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut next {
        before += *count;
        *count = before;
    }
    let mut pairs = vec![(0, 0); tokens.len()];
    for (token, at) in tokens.iter().enumerate() {
        let Some(place) = next.get_mut(*at) else {
            continue;
        };
        if let Some(pair) = pairs.get_mut(*place) {
            *pair = (*at, token);
        }
        *place += 1;
    }
    pairs
}

impl Spelling {
    fn of(word: &str) -> Self {
        let parts: Vec<&str> = parts(word).collect();
        let lower = lowered(word);
        let joined = (parts.len() > 1).then(|| Part::of(&parts.concat()));
        let parts: Vec<Part> = parts.into_iter().map(Part::of).collect();
        let same = parts.iter().find(|part| part.lower == lower);
        Self {
            stem: same.map_or_else(|| stem(&lower), |part| part.stem.clone()),
            joined,
            parts,
        }
    }

    fn sign(&self) -> Sign {
        match self.parts.as_slice() {
            [] => Sign::Mark,
            [part] => Sign::Word(part.glance()),
            _ => Sign::Several,
        }
    }
}

impl Part {
    fn of(part: &str) -> Self {
        let lower = normal(part);
        let stem = stem(&lower);
        Self::with(part, lower, stem)
    }

    fn with(part: &str, lower: String, stem: String) -> Self {
        let roman = part.chars().all(|c| c.is_ascii_uppercase());
        Self {
            stem,
            number: number(&lower, roman).or_else(|| number(lower.trim_end_matches('%'), false)),
            lower,
        }
    }

    /// What it shows without a look at its letters.
    pub(crate) fn glance(&self) -> Glance {
        let opening = match self.lower.as_bytes() {
            [first, second, _, _, ..] => Some(opening(*first, *second)),
            _ => None,
        };
        Glance {
            slot: slot(&self.stem),
            opening,
            number: self.number.is_some(),
        }
    }
}

/// What hyphens and slashes part.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let parts = word.split(['-', '–', '/']);
    parts.filter(|part| !part.is_empty())
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
    let lower = lowered(part);
    let bare = lower.strip_suffix("'s").unwrap_or(&lower);
    let bare = bare.trim_matches(['.', '\'', ',']);
    if bare.len() == lower.len() {
        lower
    } else {
        bare.to_owned()
    }
}

/// Lower case, with plain apostrophes.
fn lowered(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains('’') {
        lower.replace('’', "'")
    } else {
        lower
    }
}
