//! What I am, how I am doing, and what I know of a person or a server: told, given away, forgotten.

use super::{
    answer::Asked,
    card::{Card, Tone, outside},
    form::{Form, Input},
};
use crate::words;
use dateline_core::{Article, Feed, FeedCondition, Moment};

/// What `/about` and `/status` tell of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Stories.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Corrections.
    pub corrections: u64,
    /// The newest story.
    pub newest: Option<Article>,
    /// The feeds that are followed.
    pub feeds: Vec<Feed>,
}

fn stored(extent: &Extent, asked: Asked) -> String {
    let counts = [
        words::count(extent.articles, "article"),
        words::count(extent.events, "event"),
        words::count(extent.corrections, "correction"),
        words::count(extent.feeds.len() as u64, "feed"),
    ];
    let newest = extent.newest.as_ref().map(|article| {
        let day = words::day(article.published().day());
        format!("; the newest article is of {day}")
    });
    format!(
        "Of {}: {}{}.",
        asked.whose(),
        counts.join(", "),
        newest.unwrap_or_default()
    )
}

/// `/about`
#[must_use]
pub fn about(version: &str, extent: &Extent, asked: Asked) -> Card {
    let lines = [
        format!(
            "**Dateline {version}** reads stored news and remembers what happens when. No language model: the same question gets the \
             same answer, with the sentence it rests on and the arithmetic."
        ),
        stored(extent, asked),
        "**What I keep:** stories that were saved here or came from feeds, who saved and who corrected what (by account number), and \
         settings. I read no channel: only what is written to me, and messages that somebody picks. `/me export` gives you what I keep \
         of you, `/me delete` forgets it; `/forget-server` forgets a server."
            .to_owned(),
    ];
    Card::new(Tone::Plain, lines.join("\n\n"))
}

/// `/status`
#[must_use]
pub fn status(extent: &Extent, servers: usize, now: &Moment, asked: Asked) -> Card {
    let utc = match now {
        Moment::Instant(now) => now.to_utc(),
        Moment::Day(_) => now.wall().and_utc(),
    };
    let mut lines = vec![
        format!(
            "Discord is connected; {}.",
            words::count(servers as u64, "server")
        ),
        stored(extent, asked),
    ];
    let is_well = |feed: &&Feed| {
        let condition = feed.condition(utc);
        matches!(condition, FeedCondition::Working | FeedCondition::New)
    };
    let well = extent.feeds.iter().filter(is_well).count();
    if !extent.feeds.is_empty() {
        lines.push(format!(
            "{well} of {} in order; `/feed health` tells of the others.",
            words::count(extent.feeds.len() as u64, "feed")
        ));
    }
    lines.push(format!("By my clock it is {}.", words::moment(now)));
    let all_well = well == extent.feeds.len();
    Card::new(
        if all_well { Tone::Told } else { Tone::Open },
        lines.join("\n"),
    )
}

const fn typed(label: &'static str, placeholder: &'static str) -> Input {
    Input {
        id: "word",
        label,
        placeholder,
        is_required: true,
        is_box: false,
        most: 60,
    }
}

/// What must be typed to forget a server.
pub const FORGET_WORD: &str = "forget this server";

/// The form that asks whether a server is to be forgotten.
pub const FORGET_FORM: Form<1> = Form {
    id: "forget-server:sure",
    title: "Forget everything of this server?",
    inputs: [typed("Type: forget this server", FORGET_WORD)],
};

/// What must be typed to be forgotten.
pub const DELETE_WORD: &str = "delete my data";

/// The form that asks whether a person is to be forgotten.
pub const DELETE_FORM: Form<1> = Form {
    id: "me:sure",
    title: "Delete what I keep of you?",
    inputs: [typed("Type: delete my data", DELETE_WORD)],
};

/// Whether what was typed is what must be.
#[must_use]
pub fn is_sure(typed: &str, word: &str) -> bool {
    let typed: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    typed.join(" ") == word
}

/// That nothing was forgotten, for something else was typed.
#[must_use]
pub fn not_sure(word: &str) -> Card {
    Card::new(
        Tone::Trouble,
        format!("Nothing was forgotten. To do it, type exactly: {word}"),
    )
}

/// That a server was forgotten.
#[must_use]
pub fn server_forgotten(articles: u64) -> Card {
    let articles = words::count(articles, "article");
    Card::new(
        Tone::Plain,
        format!(
            "Forgotten: {articles} with their events, corrections, feeds and settings of this server. Backups that were made before \
             keep them until they are replaced."
        ),
    )
}

/// That `/forget-server` is for servers.
#[must_use]
pub fn no_server() -> Card {
    Card::new(
        Tone::Trouble,
        "This is no server. `/me delete` forgets your own archive and your name.",
    )
}

/// That a person was forgotten.
#[must_use]
pub fn person_forgotten() -> Card {
    Card::new(
        Tone::Plain,
        "Your own archive is gone with your reminders and watches, and your number stands nowhere any more. Stories that you saved in servers, and corrections that \
         you made there, stay as those of somebody who is forgotten. Backups that were made before keep both until they are replaced.",
    )
}

/// How much is kept under a person's number, in all archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Stories that they put in.
    pub saved: usize,
    /// Corrections that they made.
    pub corrections: usize,
    /// Reminders that they set.
    pub reminders: usize,
    /// Watches that they set.
    pub watches: usize,
}

impl Counts {
    fn told(&self) -> String {
        let told = [
            (self.saved, "saved story"),
            (self.corrections, "correction"),
            (self.reminders, "reminder"),
            (self.watches, "watch"),
        ];
        let told = told.map(|(count, what)| words::count(count as u64, what));
        told.join(", ")
    }
}

/// What `/me show` tells of a person.
#[must_use]
pub fn known(stories: u64, counts: &Counts, zone: &str) -> Card {
    let lines = [
        format!(
            "**Your own archive** (direct messages): {}.",
            words::count(stories, "story")
        ),
        format!(
            "**Under your number:** {}, in all servers and your own archive.",
            counts.told()
        ),
        format!("**Your zone** (direct messages): {zone}."),
        "`/me zone` sets the zone, `/me export` gives you all of it as a file, `/me delete` forgets it.".to_owned(),
    ];
    Card::new(Tone::Plain, lines.join("\n"))
}

/// That a person's zone is set, or is none any more.
#[must_use]
pub fn zone_set(zone: &str) -> Card {
    Card::new(
        Tone::Plain,
        format!("In direct messages with me your zone is from now on: {zone}."),
    )
}

/// What a person is given of what is kept of them.
#[must_use]
pub fn exported(stories: usize, counts: &Counts) -> Card {
    let stories = words::count(stories as u64, "story");
    let told = counts.told();
    let words = format!("What I keep of you: {stories} of your own archive, {told}.");
    Card::new(Tone::Plain, outside(&words, 400))
}
