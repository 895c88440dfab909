//! The words of stories in the forms that questions compare: worked out once for each spelling, whatever is asked later.

mod written;

use crate::{alias::Places, numbers::number};
use dateline_core::Article;
use dateline_extract::Reading;
use dateline_text::{Document, QuickHasher, Token, TokenKind, stem};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fmt,
    hash::Hasher,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use written::Written;
pub use written::WrittenStory;

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

/// The words of one text: each token by its spelling.
pub(crate) struct Words {
    /// Each spelling as it stands in the text, once, in the order of their first tokens.
    row: Row,
    /// Their forms: most of those that were kept are never asked for.
    spellings: Vec<OnceLock<Arc<Spelling>>>,
    /// What those that were kept are read from.
    written: Vec<Written>,
    /// For each spelling what tells most of them from the words of a question.
    pub(crate) signs: Vec<Sign>,
    /// For each token of the document the position of its spelling.
    pub(crate) tokens: Vec<usize>,
    /// Each spelling with each of its tokens, in order.
    by_spelling: Vec<(usize, usize)>,
    /// What stands for something that is named elsewhere.
    pub(crate) places: Places,
}

/// Words, one behind the other.
#[derive(Debug, Default)]
struct Row {
    letters: String,
    ends: Vec<usize>,
}

impl Row {
    fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push(self.letters.len());
    }

    fn word(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).map_or(0, end);
        self.letters.get(start..end(at)).unwrap_or_default()
    }
}

/// A word as it is written, in its parts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

fn opening_of(lower: &str) -> Option<u16> {
    match lower.as_bytes() {
        [first, second, _, _, ..] => Some(opening(*first, *second)),
        _ => None,
    }
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
        let spellings: Vec<_> = raws.map(|word| (word, known.spelling(word))).collect();
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
                spellings.push((word, known.spelling(word)));
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

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forms = (0..self.spellings.len()).map(|at| (self.word(at), self.form(at)));
        let forms: Vec<(&str, Option<&Spelling>)> = forms.collect();
        let told = (&self.signs, &self.tokens, &self.by_spelling, &self.places);
        f.debug_tuple("Words").field(&forms).field(&told).finish()
    }
}

impl Words {
    fn of(spellings: Vec<(&str, Arc<Spelling>)>, tokens: Vec<usize>, places: Places) -> Self {
        let mut row = Row::default();
        spellings.iter().for_each(|(word, _)| row.push(word));
        let forms = spellings.iter().map(|(_, spelling)| spelling.sign());
        Self {
            by_spelling: by_spelling(&tokens, spellings.len()),
            row,
            signs: forms.collect(),
            spellings: (spellings.into_iter())
                .map(|(_, spelling)| OnceLock::from(spelling))
                .collect(),
            written: Vec::new(),
            tokens,
            places,
        }
    }

    /// A spelling as it stands in the text.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.row.word(at)
    }

    /// The forms of a spelling.
    pub(crate) fn form(&self, at: usize) -> Option<&Spelling> {
        let read = || {
            let written = self.written.get(at);
            let read = written.and_then(|written| written.read(self.word(at)));
            Arc::new(read.unwrap_or_default())
        };
        let form = self.spellings.get(at)?.get_or_init(read);
        Some(form.as_ref())
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
        self.form(*at)
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
        Glance {
            slot: slot(&self.stem),
            opening: opening_of(&self.lower),
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
    // Most words are letters and digits alone: nothing is cut off them.
    if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return part.to_ascii_lowercase();
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
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.to_lowercase();
    if lower.contains('’') {
        lower.replace('’', "'")
    } else {
        lower
    }
}
