//! The way from a text to its [`Document`].

use crate::words::Words;
use crate::{Document, grammar, phrases, sentences, tokens};
use dateline_core::Block;

/// Reads a text: sentences never cross a block's border; without blocks, paragraphs are the lines.
///
/// Text outside all blocks is not read.
///
/// ```
/// let text = "Lt. Gen. Adam Roe flew to Oslo on Feb. 3. He will meet the U.S. envoy.";
/// let read = dateline_text::read(text, &[]);
/// let first = &read.sentences[0];
/// assert_eq!(first.span.read(text), Some("Lt. Gen. Adam Roe flew to Oslo on Feb. 3."));
/// assert_eq!(read.sentences.len(), 2);
/// ```
#[must_use]
pub fn read(text: &str, blocks: &[Block]) -> Document {
    let mut all_tokens = Vec::new();
    let mut cut = Vec::new();
    for paragraph in sentences::paragraphs(text, blocks) {
        let start = all_tokens.len();
        let inside = paragraph.span.read(text).unwrap_or_default();
        all_tokens.extend(tokens::tokens(inside, paragraph.span.start()));
        cut.push((paragraph, start..all_tokens.len()));
    }
    let words = Words::new(text, &all_tokens);
    let all_sentences: Vec<_> = cut
        .iter()
        .flat_map(|(paragraph, range)| sentences::sentences(&words, paragraph, range.clone()))
        .collect();
    let proper = vec![false; all_tokens.len()];
    let tags = grammar::tags(&words, &all_sentences, &proper);
    let (mut all_phrases, mut all_clauses) = (Vec::new(), Vec::new());
    for sentence in &all_sentences {
        all_phrases.push(phrases::noun_phrases(
            &words,
            &tags,
            sentence.tokens.clone(),
        ));
        all_clauses.push(phrases::clauses(
            &words,
            &tags,
            sentence.tokens.clone(),
            &[],
        ));
    }
    Document {
        sentences: all_sentences,
        names: Vec::new(),
        quotations: Vec::new(),
        attributions: Vec::new(),
        fullest: Vec::new(),
        tags,
        phrases: all_phrases,
        clauses: all_clauses,
        tokens: all_tokens,
    }
}
