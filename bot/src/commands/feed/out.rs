//! Feeds and polls as JSON lines.

use crate::feeds::{Polling, Story};
use chrono::{DateTime, Utc};
use dateline_core::{Feed, Pages};
use dateline_render::feeds::PollSum;
use serde::Serialize;

/// One feed.
#[derive(Serialize)]
pub(super) struct FeedOut<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    condition: &'static str,
    failure: Option<&'a str>,
    minutes: u32,
    stories: u64,
    polled: Option<DateTime<Utc>>,
    answered: Option<DateTime<Utc>>,
    next: Option<DateTime<Utc>>,
    topic: &'a [String],
    pages: Pages,
    folder: &'a [String],
    mended: &'a [String],
}

impl<'a> FeedOut<'a> {
    pub(super) fn of(feed: &'a Feed, now: DateTime<Utc>) -> Self {
        let (said, polled) = (&feed.subscription, &feed.polled);
        Self {
            id: feed.id().as_str(),
            url: feed.address(),
            title: feed.title(),
            condition: feed.condition(now).word(),
            failure: polled
                .failure
                .as_ref()
                .map(|failure| failure.words.as_str()),
            minutes: polled.minutes,
            stories: polled.stories,
            polled: polled.last,
            answered: polled.last_good,
            next: feed.due(),
            topic: &said.topic,
            pages: said.pages,
            folder: &said.folder,
            mended: &polled.mended,
        }
    }
}

/// One poll.
#[derive(Serialize)]
pub(super) struct PollOut<'a> {
    feed: &'a str,
    url: &'a str,
    title: &'a str,
    answered: bool,
    failure: Option<String>,
    unchanged: bool,
    entries: usize,
    new: u64,
    renewed: u64,
    passed_over: u64,
    left_out: u64,
    without_page: u64,
    stories: Vec<StoryOut<'a>>,
}

#[derive(Serialize)]
struct StoryOut<'a> {
    id: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    published: String,
    new: bool,
    events: usize,
}

impl<'a> PollOut<'a> {
    pub(super) fn of(polling: &'a Polling) -> Self {
        let sum = sum(polling);
        let came = polling.came.as_ref();
        let stories = came.map(|brought| brought.stories.as_slice());
        Self {
            feed: polling.feed.id().as_str(),
            url: polling.feed.address(),
            title: polling.feed.title(),
            answered: polling.came.is_ok(),
            failure: polling
                .came
                .as_ref()
                .err()
                .map(dateline_render::FetchFault::words),
            unchanged: sum.is_unchanged,
            entries: came.map_or(0, |brought| brought.entries),
            new: sum.new,
            renewed: sum.renewed,
            passed_over: sum.passed_over,
            left_out: sum.left_out,
            without_page: sum.without_page,
            stories: stories.unwrap_or_default().iter().map(story).collect(),
        }
    }
}

fn story(story: &Story) -> StoryOut<'_> {
    StoryOut {
        id: story.taken.id.as_str(),
        title: &story.title,
        url: story.url.as_deref(),
        published: story.published.to_string(),
        new: story.taken.new,
        events: story.taken.events,
    }
}

/// A poll in numbers; nothing where the feed failed.
pub(crate) fn sum(polling: &Polling) -> PollSum {
    let Ok(brought) = &polling.came else {
        return PollSum::default();
    };
    let new = brought
        .stories
        .iter()
        .filter(|story| story.taken.new)
        .count();
    PollSum {
        is_unchanged: brought.is_unchanged,
        new: new as u64,
        renewed: (brought.stories.len() - new) as u64,
        passed_over: brought.passed_over as u64,
        left_out: brought.left_out.len() as u64,
        without_page: brought.without_page as u64,
    }
}
