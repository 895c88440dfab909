//! Cuts a text into words, numbers and marks.

use crate::facts::{Follows, abbreviation};
use crate::{Token, TokenKind};
use dateline_core::Span;

/// All tokens of `text`, counted from `base` in the whole.
pub(crate) fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        single_open: false,
    };
    let mut found = Vec::with_capacity(text.len() / 5);
    while let Some(first) = scanner.peek() {
        let start = scanner.at;
        if first.is_whitespace() {
            scanner.bump();
            continue;
        }
        let kind = scanner.token(first);
        found.push(Token {
            span: Span::of(base + start..base + scanner.at),
            kind,
        });
    }
    found
}

/// Whether `c` is written as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    single_open: bool,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn bump_while(&mut self, keep: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&keep) {
            self.bump();
        }
    }

    fn token(&mut self, first: char) -> TokenKind {
        if first.is_ascii_digit() {
            self.number()
        } else if first.is_alphanumeric() {
            self.word()
        } else if is_currency(first) && self.second().is_some_and(|c| c.is_ascii_digit()) {
            self.bump();
            self.number()
        } else {
            self.mark(first)
        }
    }

    fn mark(&mut self, first: char) -> TokenKind {
        let starts_word = self.second().is_some_and(char::is_alphanumeric);
        let after_word = self
            .before()
            .is_some_and(|c| !c.is_whitespace() && !"([{—–\"“".contains(c));
        self.bump();
        match first {
            '"' | '“' | '”' | '„' | '«' | '»' => TokenKind::QuoteMark,
            '‘' => {
                self.single_open = true;
                TokenKind::QuoteMark
            }
            '\'' | '’' if !after_word && starts_word => {
                self.single_open = first == '\'';
                if self.single_open {
                    TokenKind::QuoteMark
                } else {
                    TokenKind::Mark
                }
            }
            '\'' | '’' if self.single_open && after_word => {
                self.single_open = false;
                TokenKind::QuoteMark
            }
            '.' => {
                self.bump_while(|c| c == '.');
                TokenKind::Mark
            }
            _ => TokenKind::Mark,
        }
    }

    fn number(&mut self) -> TokenKind {
        let start = self.at;
        loop {
            self.bump_while(|c| c.is_ascii_digit());
            let inner = self.peek().is_some_and(|c| matches!(c, ',' | '.' | ':'))
                && self.second().is_some_and(|c| c.is_ascii_digit());
            if !inner {
                break;
            }
            self.bump();
        }
        if self
            .peek()
            .is_some_and(|c| matches!(c, '%' | '‰' | '°' | '€' | '£'))
        {
            self.bump();
            return TokenKind::Number;
        }
        let hyphened =
            self.peek().is_some_and(is_hyphen) && self.second().is_some_and(char::is_alphabetic);
        if hyphened {
            self.at = start;
            return self.word();
        }
        self.bump_while(char::is_alphanumeric);
        TokenKind::Number
    }

    /// Letters and digits, joined by hyphens, apostrophes, ampersands and full stops that stand between letters.
    fn word(&mut self) -> TokenKind {
        let start = self.at;
        let mut letter_stops = false;
        loop {
            let part = self.at;
            self.bump_while(|c| c.is_alphanumeric() || is_combining(c));
            let single = self
                .text
                .get(part..self.at)
                .is_some_and(|p| p.chars().count() == 1);
            let Some(joint) = self.peek() else { break };
            let next = self.second();
            let goes_on = next.is_some_and(char::is_alphanumeric);
            let joins = match joint {
                '-' | '‐' | '‑' => goes_on,
                '\'' | '’' | 'ʼ' => next.is_some_and(char::is_alphabetic),
                '&' => goes_on && next.is_some_and(char::is_uppercase),
                '.' => {
                    next.is_some_and(|c| c.is_lowercase() || (c.is_alphabetic() && single))
                        && (single || next.is_some_and(char::is_lowercase))
                }
                _ => false,
            };
            if !joins {
                break;
            }
            letter_stops |= joint == '.';
            self.bump();
        }
        self.close_word(start, letter_stops);
        TokenKind::Word
    }

    /// Takes the full stop of an abbreviation and the apostrophe of a plural possessive into the word.
    fn close_word(&mut self, start: usize, letter_stops: bool) {
        let word = self.text.get(start..self.at).unwrap_or_default();
        match self.peek() {
            Some('.') if self.second() != Some('.') && self.keeps_stop(word, letter_stops) => {
                self.bump();
                let possessive =
                    self.peek().is_some_and(is_apostrophe) && self.rest().get(1..).is_some();
                let mut after = self.rest().chars().skip(1);
                if possessive
                    && after.next() == Some('s')
                    && !after.next().is_some_and(char::is_alphanumeric)
                {
                    self.bump();
                    self.bump();
                }
            }
            Some(c)
                if is_apostrophe(c)
                    && !self.single_open
                    && word.ends_with('s')
                    && self.second().is_some_and(char::is_whitespace) =>
            {
                self.bump();
            }
            _ => {}
        }
    }

    fn keeps_stop(&self, word: &str, letter_stops: bool) -> bool {
        let mut characters = word.chars();
        let initial =
            characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
        if letter_stops {
            return word
                .rsplit('.')
                .next()
                .is_some_and(|last| last.chars().count() == 1)
                || abbreviation(word).is_some();
        }
        let after = self.rest().get(1..).unwrap_or_default().trim_start();
        match abbreviation(word) {
            Some(Follows::Number) => after.starts_with(|c: char| c.is_ascii_digit()),
            Some(Follows::Name | Follows::Anything) => true,
            None => initial && after.starts_with(char::is_uppercase),
        }
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺' | '₦')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word without the possessive ending: "Pakistan" for "Pakistan's", "ministers" for "ministers'".
///
/// ```
/// use dateline_text::without_possessive;
/// assert_eq!(without_possessive("Norway’s"), "Norway");
/// assert_eq!(without_possessive("ministers'"), "ministers");
/// assert_eq!(without_possessive("O'Brien"), "O'Brien");
/// ```
#[must_use]
pub fn without_possessive(word: &str) -> &str {
    let cut = word
        .strip_suffix(['s', 'S'])
        .and_then(|head| head.strip_suffix(is_apostrophe));
    let plural = || {
        word.strip_suffix(is_apostrophe)
            .filter(|head| head.ends_with(['s', 'S']))
    };
    cut.or_else(plural)
        .filter(|head| !head.is_empty())
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = tokens(text, 0)
            .into_iter()
            .filter_map(|t| t.span.read(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_hyphens_and_possessives_stay_one_word() {
        check(
            "The U.S. hosts four-day talks.",
            &["The", "U.S.", "hosts", "four-day", "talks", "."],
        );
        check(
            "Oman's envoy, J. K. Roe",
            &["Oman's", "envoy", ",", "J.", "K.", "Roe"],
        );
        check("the U.S.'s role", &["the", "U.S.'s", "role"]);
        check(
            "Lt. Gen. Roe on Feb. 3",
            &["Lt.", "Gen.", "Roe", "on", "Feb.", "3"],
        );
        check("at 9 a.m. in No. 5", &["at", "9", "a.m.", "in", "No.", "5"]);
        check(
            "He said no. They left.",
            &["He", "said", "no", ".", "They", "left", "."],
        );
        check("ministers’ talks", &["ministers’", "talks"]);
    }

    #[test]
    fn numbers_keep_their_signs_and_units() {
        check(
            "$4bn, 25% of 1,000 at 10:48",
            &["$4bn", ",", "25%", "of", "1,000", "at", "10:48"],
        );
        check("Feb. 13-16", &["Feb.", "13", "-", "16"]);
        check(
            "a 16-year-old in the 1990s",
            &["a", "16-year-old", "in", "the", "1990s"],
        );
        check("It rose to 5.", &["It", "rose", "to", "5", "."]);
    }

    #[test]
    fn single_quotes_are_marks_and_apostrophes_are_not() {
        check(
            "'We go,' he said",
            &["'", "We", "go", ",", "'", "he", "said"],
        );
        check(
            "they don’t ‘rush’ it",
            &["they", "don’t", "‘", "rush", "’", "it"],
        );
    }
}
