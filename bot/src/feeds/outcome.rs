//! What came of polling a feed.

use dateline_core::{Feed, Moment};
use dateline_desk::Taken;
use dateline_render::{FetchFault, LeftOut};
use dateline_text::Sketch;

/// A feed after a poll, and what the poll came to.
#[derive(Debug, Clone)]
pub(crate) struct Polling {
    /// As it is kept since.
    pub(crate) feed: Feed,
    /// What it brought, or why it brought nothing.
    pub(crate) came: Result<Brought, FetchFault>,
    /// What those who follow it have to hear, once.
    pub(crate) word: Option<Word>,
}

/// What a feed that answered brought.
#[derive(Debug, Clone, Default)]
pub(crate) struct Brought {
    /// Whether it said that nothing changed (status 304).
    pub(crate) is_unchanged: bool,
    /// How many entries it has.
    pub(crate) entries: usize,
    /// Stories that were stored for the first time or with a new text, in the order of the feed.
    pub(crate) stories: Vec<Story>,
    /// New entries that were not stored, by the backfill or the topic.
    pub(crate) passed_over: usize,
    /// New entries that could not be stored: no words, no date, refused.
    pub(crate) left_out: Vec<(String, LeftOut)>,
    /// Linked pages that could not be had; the feed's own words were stored.
    pub(crate) without_page: usize,
}

/// A story that came from a feed.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) published: Moment,
    pub(crate) taken: Taken,
    /// To know copies of it by.
    pub(crate) sketch: Option<Sketch>,
}

/// What is told of a feed's health, once each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// It has failed several times in a row, or for good.
    Broke,
    /// It works again after that was told.
    WorksAgain,
}
