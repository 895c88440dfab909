//! Where words stand: byte spans inside, character offsets in JSON.

use crate::Error;
use serde::{Deserialize, Serialize};

/// Which text of an article a span counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline, [`Article::title`](crate::Article::title).
    Headline,
    /// The stored text, [`Article::text`](crate::Article::text).
    Body,
}

impl Part {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
        }
    }
}

/// A half-open range of bytes, `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Bounds")]
pub struct Span {
    start: usize,
    end: usize,
}

/// A span as it is read, before its order is checked.
#[derive(Deserialize)]
struct Bounds {
    start: usize,
    end: usize,
}

impl TryFrom<Bounds> for Span {
    type Error = Error;

    fn try_from(bounds: Bounds) -> Result<Self, Error> {
        Self::new(bounds.start, bounds.end)
    }
}

impl Span {
    /// Bytes from `start` up to but without `end`; refused where `end < start`.
    pub fn new(start: usize, end: usize) -> Result<Self, Error> {
        if end < start {
            return Err(Error::BackwardSpan { start, end });
        }
        Ok(Self { start, end })
    }

    /// Bytes of a match that a searcher returned, whose order is known.
    ///
    /// The larger bound counts as the end.
    #[must_use]
    pub fn of(range: std::ops::Range<usize>) -> Self {
        Self {
            start: range.start.min(range.end),
            end: range.end.max(range.start),
        }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// Byte behind the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// The words at this span, or `None` where it lies outside `text` or cuts a character.
    #[must_use]
    pub fn read(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span counted from `base` bytes further left, as of a part inside a whole.
    #[must_use]
    pub fn shifted(self, base: usize) -> Self {
        Self {
            start: self.start + base,
            end: self.end + base,
        }
    }
}

/// Turns byte positions of one text into character positions, each in logarithmic time.
///
/// ```
/// use dateline_core::{CharIndex, Span};
/// let index = CharIndex::new("é, then");
/// assert_eq!(index.span(Span::new(2, 3)?), (1, 2));
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct CharIndex {
    // (byte just behind a multi-byte character, bytes that are no character start up to there)
    steps: Vec<(usize, usize)>,
}

impl CharIndex {
    /// Reads `text` once; text without multi-byte characters costs no memory.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut extra = 0;
        for (at, letter) in text
            .char_indices()
            .filter(|(_, letter)| letter.len_utf8() > 1)
        {
            extra += letter.len_utf8() - 1;
            steps.push((at + letter.len_utf8(), extra));
        }
        Self { steps }
    }

    /// Characters before byte `at`; a position inside a character counts as behind its first byte.
    #[must_use]
    pub fn characters_before(&self, at: usize) -> usize {
        let behind = self.steps.partition_point(|(end, _)| *end <= at);
        let extra = behind
            .checked_sub(1)
            .and_then(|last| self.steps.get(last))
            .map_or(0, |(_, extra)| *extra);
        at - extra
    }

    /// The span as half-open character offsets.
    #[must_use]
    pub fn span(&self, span: Span) -> (usize, usize) {
        (
            self.characters_before(span.start()),
            self.characters_before(span.end()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_that_ends_before_it_starts_is_refused() {
        assert_eq!(
            Span::new(3, 2),
            Err(Error::BackwardSpan { start: 3, end: 2 })
        );
    }

    proptest! {
        #[test]
        fn character_offsets_agree_with_counting(text in "\\PC{0,40}") {
            let index = CharIndex::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.characters_before(at), count);
            }
            prop_assert_eq!(index.characters_before(text.len()), text.chars().count());
        }
    }
}
