//! What a page says: its story, and what it tells about the story.

use crate::Link;
use dateline_core::{Block, Draft, Moment};
use std::{error, fmt};

/// A page or pasted story, read; a field is empty where the page does not tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Headline.
    pub title: Option<String>,
    /// The summary under the headline; it also stands in `text` as a [`Standfirst`](dateline_core::BlockKind::Standfirst).
    pub standfirst: Option<String>,
    /// Authors, one name each, as printed.
    pub authors: Vec<String>,
    /// The line that names the authors, as printed.
    pub byline: Option<String>,
    /// First publication, with the offset as written; UTC where a time stands without a zone.
    pub published: Option<Moment>,
    /// Last change, as the page says itself.
    pub modified: Option<Moment>,
    /// Where the story was filed: the dateline place.
    pub place: Option<String>,
    /// Name of the newspaper, site or agency.
    pub site: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// The story: its paragraphs unchanged, joined by blank lines.
    pub text: String,
    /// What each stretch of `text` is for, in order.
    pub blocks: Vec<Block>,
    /// How much several libraries agree on what of a page is its story, from 0 to 1; `None` for text that was pasted.
    pub confidence: Option<f32>,
    /// Whether the story stops at a paywall before its end.
    pub cut_off: bool,
    /// The stories that the page lists, where it is no story itself but a front page, a section or a tag; `text` is empty then.
    pub index: Option<Vec<Link>>,
    /// What was left out of `text` and why, a few words each.
    pub left_out: Vec<String>,
}

impl Page {
    /// The story as the draft of an article; a publication that the caller knows wins over the page's own.
    ///
    /// A page that does not say when it was published is refused: the day is asked for, never guessed. So is a page
    /// that lists stories.
    ///
    /// ```
    /// use dateline_reader::{NoDraft, paste};
    ///
    /// let page = paste("Talks set for Friday\n\nThe ministers will meet on Friday.");
    /// assert_eq!(page.draft(None), Err(NoDraft::Undated { modified: None }));
    /// ```
    pub fn draft(self, published: Option<Moment>) -> Result<Draft, NoDraft> {
        if let Some(links) = self.index {
            let links = links.len();
            return Err(NoDraft::Index { links });
        }
        let undated = NoDraft::Undated {
            modified: self.modified,
        };
        let published = published.or(self.published).ok_or(undated)?;
        Ok(Draft {
            url: self.url,
            title: self.title.unwrap_or_default(),
            text: self.text,
            blocks: self.blocks,
            modified: self.modified,
            place: self.place,
            source: self.site,
            authors: self.authors,
            language: self.language,
            ..Draft::published(published)
        })
    }
}

/// Why a page is not the draft of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDraft {
    /// It does not say when it was published; whoever gave it has to.
    Undated {
        /// When it says that it was last changed: a hint to show, no publication date.
        modified: Option<Moment>,
    },
    /// It lists stories and is none; one of them has to be given instead.
    Index {
        /// How many links it holds.
        links: usize,
    },
}

impl fmt::Display for NoDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undated { .. } => "the story does not say when it was published",
            Self::Index { .. } => "the page lists stories and is none",
        })
    }
}

impl error::Error for NoDraft {}
