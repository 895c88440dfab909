//! The tokens of a text with the forms that every rule asks for: as written, lower case, without possessive.

use crate::tokens::is_apostrophe;
use crate::{Token, TokenKind, without_possessive};
use dateline_core::Span;
use std::collections::HashSet;
use std::ops::Range;

/// A text cut into tokens; a position outside reads as the empty word.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    lower: Vec<String>,
    /// Words that stand in small letters somewhere.
    small: HashSet<&'a str>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let lower = tokens
            .iter()
            .map(|token| {
                let word = token.span.read(text).unwrap_or_default().to_lowercase();
                if word.contains(is_apostrophe) {
                    word.replace(is_apostrophe, "'")
                } else {
                    word
                }
            })
            .collect();
        let written = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let small = written
            .filter_map(|token| token.span.read(text))
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        Self {
            text,
            tokens,
            lower,
            small,
        }
    }

    /// As it stands in the text.
    pub(crate) fn written(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .and_then(|token| token.span.read(self.text))
            .unwrap_or_default()
    }

    /// Lower case, apostrophes straight.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// Lower case, without possessive.
    pub(crate) fn plain(&self, at: usize) -> &str {
        without_possessive(self.lower(at))
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.lower(at) == word
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::QuoteMark)
    }

    /// Whether the text has a word in small letters too.
    pub(crate) fn writes_small(&self, lower: &str) -> bool {
        self.small.contains(lower)
    }

    /// Begins with a capital letter.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.is_word(at)
            && self
                .written(at)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
    }

    /// Ends in a possessive.
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.plain(at).len() < self.lower(at).len()
    }

    /// Where a token stands; empty at the end of the text outside.
    pub(crate) fn span(&self, at: usize) -> Span {
        let end = self.text.len();
        self.tokens
            .get(at)
            .map_or(Span::of(end..end), |token| token.span)
    }

    /// From the first to the last of some tokens, possessive left out.
    pub(crate) fn bare_span(&self, range: &Range<usize>) -> Span {
        let last = range.end.saturating_sub(1);
        let start = self.span(range.start).start();
        let end = self.span(last).start() + without_possessive(self.written(last)).len();
        Span::of(start..end.max(start))
    }

    /// From the first to the last of some tokens.
    pub(crate) fn whole_span(&self, range: &Range<usize>) -> Span {
        let start = self.span(range.start).start();
        let end = self.span(range.end.saturating_sub(1)).end();
        Span::of(start..end.max(start))
    }
}
