//! The way from a text to its [`Document`].

use crate::speakers::Speakers;
use crate::speech::Scene;
use crate::words::Words;
use crate::{Document, Name, Sentence, grammar, names, phrases, quotes, sentences, tokens};
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
    let sentences = cut
        .iter()
        .flat_map(|(paragraph, range)| sentences::sentences(&words, paragraph, range.clone()))
        .collect();
    let read = understood(&words, sentences);
    Document {
        tokens: all_tokens,
        ..read
    }
}

/// All that is read above tokens and sentences.
fn understood(words: &Words<'_>, mut sentences: Vec<Sentence>) -> Document {
    let (found, fullest) = names::find(words, &mut sentences);
    let proper = names::proper(words, &found);
    let names: Vec<Name> = found.into_iter().map(|found| found.name).collect();
    let tags = grammar::tags(words, &sentences, &proper);
    let quoted = quotes::quoted(words, &sentences);
    let inside = quotes::inside(&quoted, words.tokens.len());
    let mut speakers = Speakers::new(words, &names, &fullest);
    let (mut attributions, mut all_phrases, mut clauses) = (Vec::new(), Vec::new(), Vec::new());
    for (number, sentence) in sentences.iter().enumerate() {
        let tokens = sentence.tokens.clone();
        let phrases = phrases::noun_phrases(words, &tags, tokens.clone());
        let scene = Scene {
            words,
            tags: &tags,
            phrases: &phrases,
            quoted: &inside,
            sentence: tokens.clone(),
        };
        let reporting = scene.reporting();
        let own = reporting.as_ref().map(|reporting| reporting.clause.clone());
        clauses.push(phrases::clauses(words, &tags, tokens, own.as_ref()));
        attributions.extend(reporting.map(|reporting| speakers.attribution(number, &reporting)));
        all_phrases.push(phrases);
    }
    let quotations = quotes::quotations(words, &sentences, &quoted, &attributions);
    Document {
        sentences,
        tokens: Vec::new(),
        names,
        quotations,
        attributions,
        fullest,
        tags,
        phrases: all_phrases,
        clauses,
    }
}
