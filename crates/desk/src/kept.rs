//! What was read in a story, as it is kept beside it: reading a story takes long, reading this does not.
//!
//! It is derived: where it is missing, or was written by other rules, the story is read anew.

use crate::read::Read;
use dateline_ask::WrittenStory;
use dateline_core::Article;
use dateline_core::Span;
use dateline_extract::Reading;
use dateline_text::{Sketch, Token, TokenKind};
use serde::Serialize;
use std::mem;

/// Names the rules that read and the form that is written: other sources, another name.
const RULES: &str = env!("RULES");

type Kept = (u32, Reading, Vec<Step>, WrittenStory, Option<Sketch>);

/// A token by its distance from the one before, its length and its sort: that is half as long as its span.
type Step = (usize, usize, TokenKind);

/// What was read in the article, in bytes; none where it cannot be written.
pub(crate) fn written(read: &Read) -> Option<Vec<u8>> {
    let mut reading = read.reading.clone();
    let tokens = mem::take(&mut reading.text.tokens);
    let kept = (
        read.article.revision(),
        reading,
        steps(&tokens)?,
        read.words.written(),
        read.sketch(),
    );
    bytes(&kept)
}

fn bytes(kept: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_extend(kept, RULES.into()).ok()
}

/// The reading that was kept of this very revision, if the rules that read it are those of today.
pub(crate) fn read(bytes: &[u8], article: &Article) -> Option<Read> {
    let body = bytes.strip_prefix(RULES.as_bytes())?;
    let (revision, mut reading, steps, words, sketch): Kept = postcard::from_bytes(body).ok()?;
    if revision != article.revision() {
        return None;
    }
    reading.text.tokens = tokens(&steps)?;
    let words = words.read(article, &reading)?;
    Some(Read::kept(article.clone(), reading, words, sketch))
}

/// Tokens lie one behind the other.
fn steps(tokens: &[Token]) -> Option<Vec<Step>> {
    let mut end = 0;
    let mut step = |token: &Token| {
        let distance = token.span.start().checked_sub(end)?;
        end = token.span.end();
        Some((distance, token.span.len(), token.kind))
    };
    tokens.iter().map(&mut step).collect()
}

fn tokens(steps: &[Step]) -> Option<Vec<Token>> {
    let mut end = 0_usize;
    let mut token = |(distance, length, kind): &Step| {
        let start = end.checked_add(*distance)?;
        end = start.checked_add(*length)?;
        let span = Span::of(start..end);
        Some(Token { span, kind: *kind })
    };
    steps.iter().map(&mut token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_ask::Vocabulary;
    use dateline_core::{Draft, Moment};

    fn story(revision: u32) -> Article {
        let day = Moment::parse("2026-04-02").expect("a day");
        let draft = Draft {
            id: Some("a".parse().expect("an id")),
            title: "Mayor Ada Holm opens the U.S. ferry line".into(),
            text: "Mayor Ada Holm opened the twenty-four-hour ferry line on Tuesday. \"It is late,\" she said. \
                   Holm will meet the harbour board on 4 May, and the board will tell the Lindhaven Ferry \
                   Company what 1,000 boats cost."
                .into(),
            revision,
            ..Draft::published(day)
        };
        Article::new(draft).expect("a story")
    }

    #[test]
    fn what_was_kept_reads_back_as_what_was_read() {
        let article = story(0);
        let made = Read::of(article.clone(), &Vocabulary::default());
        made.reading.times(&article);
        let bytes = written(&made).expect("bytes");
        let kept = read(&bytes, &article).expect("a reading");
        assert_eq!(format!("{:?}", kept.reading), format!("{:?}", made.reading));
        assert_eq!(format!("{:?}", kept.words), format!("{:?}", made.words));
        assert_eq!(kept.sketch(), made.sketch());
    }

    #[test]
    fn another_revision_other_rules_and_cut_off_bytes_are_read_anew() {
        let article = story(0);
        let read_anew = Read::of(article.clone(), &Vocabulary::default());
        let bytes = written(&read_anew).expect("bytes");
        assert!(read(&bytes, &article).is_some());
        assert!(read(&bytes, &story(1)).is_none());
        let mut other = bytes.clone();
        other[0] ^= 1;
        assert!(read(&other, &article).is_none());
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end], &article).is_none());
        }
    }
}
