//! What each stretch of an article's text is for.

use crate::Span;
use serde::{Deserialize, Serialize};

/// What a block of text is: only some kinds are read for events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline, where it stands in the text again.
    Headline,
    /// The summary sentence under the headline.
    Standfirst,
    /// The line with publication time, place or byline.
    Byline,
    /// A paragraph of the story.
    Paragraph,
    /// A heading between paragraphs.
    Subheading,
    /// A line under a picture, and its credit.
    Caption,
    /// A subscription offer, a comment policy, a share box: never stored where the reader decides, never read.
    Offer,
}

impl BlockKind {
    /// Whether events are read in such a block.
    #[must_use]
    pub fn tells(self) -> bool {
        matches!(self, Self::Standfirst | Self::Paragraph)
    }
}

/// A stretch of the body and what it is for; blocks do not overlap and stand in text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where in the body.
    pub span: Span,
    /// What for.
    pub kind: BlockKind,
}
