//! The words of a story as they are kept beside it: what the text itself tells is left out.

use super::{
    Glance, Part, Row, Sign, Spelling, StoryWords, Words, by_spelling, normal, opening_of, parts,
    raw, slot,
};
use crate::alias::Places;
use dateline_core::Article;
use dateline_extract::Reading;
use dateline_text::Document;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// The words of a story in a form that can be kept and read back.
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

impl StoryWords {
    /// The same, to be kept.
    #[must_use]
    pub fn written(&self) -> WrittenStory {
        WrittenStory {
            body: WrittenWords::of(&self.body),
            headline: WrittenWords::of(&self.headline),
        }
    }
}

impl WrittenStory {
    /// The words as [`StoryWords::written`] wrote them; none where they are those of another reading.
    #[must_use]
    pub fn read(self, article: &Article, reading: &Reading) -> Option<StoryWords> {
        Some(StoryWords {
            body: self.body.read(article.text(), &reading.text)?,
            headline: self.headline.read(article.title(), &reading.headline)?,
        })
    }
}

impl WrittenWords {
    fn of(words: &Words) -> Self {
        let spellings = (0..words.spellings.len()).filter_map(|at| words.form(at));
        Self {
            spellings: spellings.map(Written::of).collect(),
            tokens: words.tokens.clone(),
            places: words.places.clone(),
        }
    }

    fn read(self, text: &str, document: &Document) -> Option<Words> {
        if self.tokens.len() != document.tokens.len() {
            return None;
        }
        let mut row = Row::default();
        let mut signs = Vec::with_capacity(self.spellings.len());
        for (token, at) in document.tokens.iter().zip(&self.tokens) {
            // Spellings stand in the order of their first tokens.
            if *at == signs.len() {
                let word = raw(token, text);
                row.push(word);
                signs.push(self.spellings.get(*at)?.sign(word)?);
            } else if *at > signs.len() {
                return None;
            }
        }
        Some(Words {
            by_spelling: by_spelling(&self.tokens, signs.len()),
            spellings: vec![OnceLock::new(); signs.len()],
            row,
            written: self.spellings,
            signs,
            tokens: self.tokens,
            places: self.places,
        })
    }
}

/// A spelling as it is kept: what its letters tell is left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Written {
    /// One word: how many bytes of it its stem leaves out, what the stem puts in their place, and whether it is a number.
    Word(usize, String, bool),
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
                let cut = part.lower.len() - shared;
                Self::Word(cut, put.to_owned(), part.number.is_some())
            }
            _ => Self::Whole(spelling.clone()),
        }
    }

    /// The spelling of a word that was written so; none where it was another word.
    pub(super) fn read(&self, word: &str) -> Option<Spelling> {
        let (cut, put) = match self {
            Self::Word(cut, put, _) => (*cut, put),
            Self::Whole(spelling) => return Some(spelling.clone()),
        };
        let part = parts(word).next()?;
        let lower = normal(part);
        let stem = stem_of(lower.clone(), cut, put)?;
        Some(Spelling {
            parts: vec![Part::with(part, lower, stem.clone())],
            joined: None,
            stem,
        })
    }

    /// What that spelling shows at a glance.
    fn sign(&self, word: &str) -> Option<Sign> {
        let (cut, put, number) = match self {
            Self::Word(cut, put, number) => (*cut, put, *number),
            Self::Whole(spelling) => return Some(spelling.sign()),
        };
        let lower = normal(parts(word).next()?);
        Some(Sign::Word(Glance {
            opening: opening_of(&lower),
            slot: slot(&stem_of(lower, cut, put)?),
            number,
        }))
    }
}

fn stem_of(mut lower: String, cut: usize, put: &str) -> Option<String> {
    let shared = lower.len().checked_sub(cut)?;
    if !lower.is_char_boundary(shared) {
        return None;
    }
    lower.truncate(shared);
    lower.push_str(put);
    Some(lower)
}
