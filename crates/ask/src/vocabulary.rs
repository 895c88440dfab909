//! The words of stories in the forms that questions compare: worked out once for each spelling, whatever is asked later.

use crate::numbers::number;
use dateline_core::Article;
use dateline_extract::Reading;
use dateline_text::{Document, Token, TokenKind, stem};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many spellings are kept; then all are let go, for most of them stood in one story only.
const MOST: usize = 50_000;

/// Spellings that were met, each with its forms; stories that share it share the work.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: Mutex<HashMap<Box<str>, Arc<Spelling>>>,
}

/// The words of a story, ready to be held against any question.
#[derive(Debug)]
pub struct StoryWords {
    pub(crate) body: Words,
    pub(crate) headline: Words,
}

/// The words of one text: each token by its spelling.
#[derive(Debug)]
pub(crate) struct Words {
    /// Each spelling once, in the order of their first tokens.
    pub(crate) spellings: Vec<Arc<Spelling>>,
    /// For each token of the document the position of its spelling.
    pub(crate) tokens: Vec<usize>,
}

/// A word as it is written, in its parts.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// What hyphens and slashes part; none in a mark.
    pub(crate) parts: Vec<Part>,
    /// The parts run together, where there are several.
    pub(crate) joined: Option<Part>,
    /// The stem of the whole, as it stands.
    stem: String,
}

/// A word or a part of one.
#[derive(Debug)]
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
        self.lock().clear();
    }

    /// The forms of one word.
    pub(crate) fn spelling(&self, word: &str) -> Arc<Spelling> {
        self.kept(&mut self.lock(), word)
    }

    fn words_of(&self, text: &str, document: &Document) -> Words {
        let mut known = self.lock();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut spellings = Vec::new();
        let raws = document.tokens.iter().map(|token| raw(token, text));
        let tokens = raws.map(|word| {
            *places.entry(word).or_insert_with(|| {
                spellings.push(self.kept(&mut known, word));
                spellings.len() - 1
            })
        });
        let tokens = tokens.collect();
        Words { spellings, tokens }
    }

    fn kept(&self, known: &mut HashMap<Box<str>, Arc<Spelling>>, word: &str) -> Arc<Spelling> {
        if let Some(spelling) = known.get(word) {
            return Arc::clone(spelling);
        }
        if known.len() >= MOST {
            known.clear();
        }
        let spelling = Arc::new(Spelling::of(word));
        known.insert(word.into(), Arc::clone(&spelling));
        spelling
    }

    // What it guards is whole between any two lines.
    fn lock(&self) -> MutexGuard<'_, HashMap<Box<str>, Arc<Spelling>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Words {
    /// The stem of a token as it stands; empty for marks.
    pub(crate) fn stem(&self, token: usize) -> &str {
        let at = self.tokens.get(token);
        let spelling = at.and_then(|at| self.spellings.get(*at));
        spelling.map_or("", |spelling| &spelling.stem)
    }
}

impl Spelling {
    fn of(word: &str) -> Self {
        let parts: Vec<&str> = word
            .split(['-', '–', '/'])
            .filter(|part| !part.is_empty())
            .collect();
        Self {
            joined: (parts.len() > 1).then(|| Part::of(&parts.concat())),
            parts: parts.into_iter().map(Part::of).collect(),
            stem: stem(&word.to_lowercase().replace('’', "'")),
        }
    }
}

impl Part {
    fn of(part: &str) -> Self {
        let lower = normal(part);
        let roman = part.chars().all(|c| c.is_ascii_uppercase());
        Self {
            stem: stem(&lower),
            number: number(&lower, roman).or_else(|| number(lower.trim_end_matches('%'), false)),
            lower,
        }
    }
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
