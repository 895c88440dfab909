//! How a text is cut into words and these into the stems that stand in the index.
//!
//! Stories and questions go through the same cut, and through the stems that the rest of Dateline compares.

use dateline_text::stem;
use std::{collections::HashMap, mem};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, TextAnalyzer, Token, TokenFilter,
    TokenStream, Tokenizer,
};

/// Name of this way of cutting, as the schema writes it.
pub(crate) const ENGLISH: &str = "english";

/// The longest word that is kept, in bytes.
const LONGEST: usize = 64;

/// Words, lower case, without accents, as stems; a word with hyphens stands as a whole and in its parts.
pub(crate) fn english() -> TextAnalyzer {
    TextAnalyzer::builder(Words)
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stems)
        .build()
}

/// The words of what is searched for, each with the stems it may stand under: its own, and itself where the
/// caller has cut it already. A word with hyphens is one word.
pub(crate) fn sought(words: &str) -> Vec<Vec<String>> {
    let mut plain = TextAnalyzer::builder(Words)
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build();
    let mut sought: Vec<Vec<String>> = Vec::new();
    let mut position = None;
    plain.token_stream(words).process(&mut |token| {
        if position != Some(token.position) {
            position = Some(token.position);
            let mut forms = vec![stem(&token.text), token.text.clone()];
            forms.dedup();
            sought.push(forms);
        }
    });
    sought
}

/// Cuts a text into words: letters and digits, with hyphens, apostrophes and the points of an abbreviation inside.
#[derive(Clone)]
struct Words;

/// The words of one text, the parts of a word behind it at the same position.
struct Cut {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let mut tokens = Vec::new();
        for (position, word) in words(text).into_iter().enumerate() {
            let token = |text: &str| Token {
                position,
                text: text.to_owned(),
                ..Token::default()
            };
            let whole = word.replace(',', "");
            tokens.push(token(&whole));
            if word.contains('-') {
                tokens.extend(word.split('-').map(token));
            }
        }
        Cut {
            tokens: tokens.into_iter(),
            token: Token::default(),
        }
    }
}

impl TokenStream for Cut {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.token = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The words of a text, as they stand there.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let from = rest.get(start..).unwrap_or_default();
        let mut end = run(from);
        while let Some(longer) = joined(from, end) {
            end = longer;
        }
        let (word, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        found.push(word);
        rest = behind;
    }
    found
}

/// Length of the letters and digits at the start.
fn run(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len())
}

/// Where the word ends if the mark at `end` joins it to what follows.
fn joined(word: &str, end: usize) -> Option<usize> {
    let (before, behind) = word.split_at_checked(end)?;
    let mark = behind.chars().next()?;
    let next = behind.get(mark.len_utf8()..)?;
    let length = run(next);
    let part = next.get(..length).filter(|part| !part.is_empty())?;
    let last = before.rsplit(['.', '-']).next().unwrap_or_default();
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let joins = match mark {
        '-' => true,
        '\'' | '’' => part.chars().all(char::is_alphabetic),
        '.' => (single(last) && single(part)) || (digits(last) && digits(part)),
        ',' => digits(last) && digits(part) && part.len() == 3,
        _ => false,
    };
    joins.then(|| end + mark.len_utf8() + length)
}

/// So many words are remembered with their stems; then all are let go.
const REMEMBERED: usize = 20_000;

/// Puts the stem in the place of the word.
#[derive(Clone)]
struct Stems;

/// Cuts off endings, each word's once: a batch of stories says most words again and again.
#[derive(Clone)]
struct Stemmed<T> {
    inner: T,
    known: HashMap<String, String>,
}

struct StemStream<'a, S> {
    inner: S,
    known: &'a mut HashMap<String, String>,
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemmed<T> {
        let known = HashMap::new();
        Stemmed { inner, known }
    }
}

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream {
            inner: self.inner.token_stream(text),
            known: &mut self.known,
        }
    }
}

impl<S: TokenStream> TokenStream for StemStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let token = self.inner.token_mut();
        if let Some(known) = self.known.get(&token.text) {
            token.text.clone_from(known);
            return true;
        }
        let stem = stem(&token.text);
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known
            .insert(mem::replace(&mut token.text, stem.clone()), stem);
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        let (mut english, mut stems) = (english(), Vec::new());
        english
            .token_stream(text)
            .process(&mut |token| stems.push(token.text.clone()));
        stems
    }

    #[test]
    fn words_keep_what_stands_inside_them() {
        for (text, expected) in [
            (
                "The U.S. and O’Hara’s 1,200 ships.",
                &["The", "U.S", "and", "O’Hara’s", "1,200", "ships"][..],
            ),
            (
                "a four-day visit - then",
                &["a", "four-day", "visit", "then"],
            ),
            (
                "It ended.Next came May 13,2026",
                &["It", "ended", "Next", "came", "May", "13", "2026"],
            ),
            (
                "2.5 per cent, ministers' say",
                &["2.5", "per", "cent", "ministers", "say"],
            ),
            ("…’-.,", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn case_accents_endings_and_spellings_do_not_count() {
        assert_eq!(
            stems("Talks in Reykjavík’s harbour"),
            stems("talk in reykjavik harbor")
        );
        assert_eq!(stems("1,200"), ["1200"]);
        assert_eq!(stems("U.S."), stems("US"));
        let parts = stems("counter-terrorism");
        assert_eq!(parts[..1], stems("counterterrorism"));
        assert_eq!(parts[2..], stems("terrorism"));
    }

    #[test]
    fn what_is_sought_may_be_a_stem_already() {
        for word in [
            "harbours",
            "committee",
            "agencies",
            "dialogue",
            "held",
            "analysed",
        ] {
            for form in [word.to_owned(), stem(word)] {
                let sought = sought(&form);
                assert!(sought[0].contains(&stem(word)), "{form}: {sought:?}");
            }
        }
        assert_eq!(sought("new pier").len(), 2);
        assert_eq!(sought("counter-terrorism").len(), 1);
        assert!(sought("?!").is_empty());
    }
}
