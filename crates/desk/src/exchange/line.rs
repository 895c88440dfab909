//! One line of an export: its forms, which later versions read for ever, and its positions in characters.

use crate::Error;
use dateline_core::{
    Article, Block, BlockKind, ByHand, CharIndex, Correction, Digest, Draft, Intake, Mark, Moment,
    Part, Preferences, Saved, Span, Subscription,
};
use serde::{Deserialize, Serialize};

/// A line of an export.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "lowercase")]
pub(super) enum Line {
    /// A story in one revision.
    Article(Box<StoryLine>),
    /// What is set.
    Preferences(Preferences),
    /// What people said of a feed.
    Feed(Subscription),
    /// What people said of a digest.
    Digest(Digest),
    /// What was corrected.
    Correction {
        #[serde(flatten)]
        correction: Correction,
        /// What was given of an event that was added by hand.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        event: Option<ByHand>,
    },
    /// Any other value, by its key.
    Value {
        key: String,
        #[serde(flatten)]
        value: Words,
    },
}

/// The bytes of a value: as they are where they are text, else in hexadecimal digits.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Words {
    Text(String),
    Hex(String),
}

/// A story in one revision.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoryLine {
    id: String,
    #[serde(default)]
    revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default)]
    title: String,
    published: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<BlockLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    saved: Option<SavedLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct BlockLine {
    start: usize,
    end: usize,
    kind: BlockKind,
}

/// The number as text: readers of JSON that know no whole numbers beyond 2^53 keep it.
#[derive(Debug, Serialize, Deserialize)]
struct SavedLine {
    by: String,
    how: Intake,
}

impl Line {
    pub(super) fn written(&self) -> Result<String, Error> {
        let line = serde_json::to_string(self);
        let line = line.map_err(|error| dateline_storage::Error::Unfit {
            what: "a line of an export".into(),
            why: error.to_string(),
        });
        Ok(line?)
    }

    /// The line, or why it is none.
    pub(super) fn read(line: &str) -> Result<Self, String> {
        let read = serde_json::from_str(line);
        read.map_err(|error| error.to_string().replace(" at line 1 column", " at column"))
    }
}

impl Words {
    pub(super) fn of(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Hex(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex(digits) => {
                let pairs = digits.as_bytes().chunks(2);
                let byte = |pair: &[u8]| match pair {
                    [_, _] => u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok(),
                    _ => None,
                };
                pairs.map(byte).collect()
            }
        }
    }
}

impl StoryLine {
    pub(super) fn of(article: &Article, saved: Option<Saved>) -> Self {
        let draft = Draft::from(article.clone());
        let index = CharIndex::new(&draft.text);
        let blocks = draft.blocks.iter().map(|block| {
            let (start, end) = index.span(block.span);
            let kind = block.kind;
            BlockLine { start, end, kind }
        });
        Self {
            id: article.id().to_string(),
            revision: draft.revision,
            blocks: blocks.collect(),
            url: draft.url,
            title: draft.title,
            published: draft.published,
            modified: draft.modified,
            place: draft.place,
            source: draft.source,
            authors: draft.authors,
            language: draft.language,
            text: draft.text,
            saved: saved.map(|saved| SavedLine {
                by: saved.by.to_string(),
                how: saved.how,
            }),
        }
    }

    /// The story, and who saved it.
    pub(super) fn opened(self) -> Result<(Draft, Option<Saved>), String> {
        let id = self.id.parse();
        let id = id.map_err(|why: dateline_core::Error| why.to_string())?;
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let span = span_in(&self.text, block.start, block.end);
            let span = span.ok_or("a block does not lie in the text")?;
            let kind = block.kind;
            blocks.push(Block { span, kind });
        }
        let saved = self.saved.map(|saved| {
            let by = saved.by.parse();
            let by = by.map_err(|_| "\"by\" is not a number".to_owned())?;
            Ok::<_, String>(Saved { by, how: saved.how })
        });
        let draft = Draft {
            id: Some(id),
            url: self.url,
            title: self.title,
            text: self.text,
            blocks,
            published: self.published,
            modified: self.modified,
            place: self.place,
            source: self.source,
            authors: self.authors,
            language: self.language,
            revision: self.revision,
        };
        Ok((draft, saved.transpose()?))
    }
}

fn text_of<'a>(article: &'a Article, mark: &Mark) -> &'a str {
    match mark.part {
        Part::Headline => article.title(),
        Part::Body => article.text(),
    }
}

/// The mark with its places counted in characters.
pub(super) fn in_characters(mark: &mut Mark, article: &Article) {
    let count = |text: &str, span: Span| {
        let (start, end) = CharIndex::new(text).span(span);
        Span::of(start..end)
    };
    mark.span = count(text_of(article, mark), mark.span);
    mark.dated = mark.dated.map(|span| count(article.text(), span));
}

/// The mark with its places counted in bytes again; where they lie outside, they hold on to nothing, as they are.
pub(super) fn in_bytes(mark: &mut Mark, article: &Article) {
    let find = |text: &str, span: Span| span_in(text, span.start(), span.end()).unwrap_or(span);
    mark.span = find(text_of(article, mark), mark.span);
    mark.dated = mark.dated.map(|span| find(article.text(), span));
}

/// The bytes of characters.
fn span_in(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut places = text.char_indices().map(|(at, _)| at);
    let places = places.by_ref().chain([text.len()]);
    let mut found = (None, None);
    for (character, at) in places.enumerate() {
        if character == start {
            found.0 = Some(at);
        }
        if character == end {
            found.1 = Some(at);
            break;
        }
    }
    Span::new(found.0?, found.1?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_to_characters_and_back() {
        let text = "é — fair on 4 May «x»";
        let index = CharIndex::new(text);
        let words = text.find("fair").expect("there");
        let (start, end) = index.span(Span::of(words..words + 4));
        assert_eq!((start, end), (4, 8));
        assert_eq!(span_in(text, start, end), Some(Span::of(words..words + 4)));
        assert_eq!(span_in(text, 0, 21), Some(Span::of(0..text.len())));
        assert_eq!(span_in(text, 0, 22), None);
        assert_eq!(span_in(text, 3, 2), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_in_digits() {
        for bytes in [&b"1 {}"[..], b"", b"\x01\x00\xff", b"\x80"] {
            assert_eq!(Words::of(bytes).bytes().as_deref(), Some(bytes));
        }
        assert_eq!(Words::Hex("0".into()).bytes(), None);
        assert_eq!(Words::Hex("zz".into()).bytes(), None);
    }
}
