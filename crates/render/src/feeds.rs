//! What is said of feeds at a shell and in Discord: how each is doing, what a poll brought, what was left out and why.

use crate::{safe, words};
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{Feed, FeedCondition, Moment, Pages};

/// Why an entry of a feed is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// It does not say when it was published.
    NoDate,
    /// Not a word is in it.
    NoWords,
    /// It is longer than is taken.
    TooLong {
        /// How many characters are taken.
        limit: usize,
    },
    /// It was refused.
    Refused {
        /// Why, without a full stop.
        why: String,
    },
}

impl LeftOut {
    /// A clause without its subject and without a full stop.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NoDate => "does not say when it was published".to_owned(),
            Self::NoWords => "holds not a word".to_owned(),
            Self::TooLong { limit } => {
                format!("is longer than {limit} characters, the most that one story may have")
            }
            Self::Refused { why } => safe::line(why),
        }
    }
}

/// What a poll brought, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PollSum {
    /// Whether the feed said that nothing changed.
    pub is_unchanged: bool,
    /// Stories stored for the first time.
    pub new: u64,
    /// Stories stored with a new text.
    pub renewed: u64,
    /// New entries that backfill or topic leave aside.
    pub passed_over: u64,
    /// New entries that could not be stored.
    pub left_out: u64,
    /// Linked pages that could not be had.
    pub without_page: u64,
}

impl PollSum {
    /// Both together.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            is_unchanged: self.is_unchanged && other.is_unchanged,
            new: self.new + other.new,
            renewed: self.renewed + other.renewed,
            passed_over: self.passed_over + other.passed_over,
            left_out: self.left_out + other.left_out,
            without_page: self.without_page + other.without_page,
        }
    }

    /// `3 new, 1 with its new text, 2 left out`; `nothing new` where there was nothing.
    #[must_use]
    pub fn words(&self) -> String {
        let pieces = [
            (self.new, "new"),
            (self.renewed, "with their new text"),
            (self.passed_over, "passed over"),
            (self.left_out, "left out"),
            (self.without_page, "stored without their page"),
        ];
        let said: Vec<String> = pieces
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, words)| format!("{number} {words}"))
            .collect();
        if said.is_empty() {
            "nothing new".to_owned()
        } else {
            said.join(", ")
        }
    }
}

/// Minutes, as people say them: `30 minutes`, `2 hours`, `a day`.
#[must_use]
pub fn span(minutes: i64) -> String {
    let whole = |number: i64, noun| words::count(u64::try_from(number).unwrap_or_default(), noun);
    match minutes {
        ..=0 => "less than a minute".to_owned(),
        1..=119 => whole(minutes, "minute"),
        120..=2_879 => whole(minutes / 60, "hour"),
        _ => whole(minutes / (24 * 60), "day"),
    }
}

fn ago(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    format!("{} ago", span((now - at).num_minutes()))
}

fn ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    if at - now < TimeDelta::minutes(1) {
        "now".to_owned()
    } else {
        format!("in {}", span((at - now).num_minutes()))
    }
}

/// `working`, `failing for 3 hours: did not answer; try again later`, `paused`.
#[must_use]
pub fn condition(feed: &Feed, now: DateTime<Utc>) -> String {
    let condition = feed.condition(now);
    let failure = feed.polled.failure.as_ref();
    match (condition, failure) {
        (FeedCondition::Failing, Some(failure)) => format!(
            "failing for {}: {}",
            span((now - failure.since).num_minutes()),
            safe::line(&failure.words)
        ),
        (FeedCondition::Quiet, _) => match feed.polled.last_new {
            Some(last) => format!(
                "quiet: nothing new for {}",
                span((now - last).num_minutes())
            ),
            None => "quiet: never brought a story".to_owned(),
        },
        (condition, _) => condition.word().to_owned(),
    }
}

/// What stands beside the name of a feed in a list: condition, gap, stories.
#[must_use]
pub fn facts(feed: &Feed, now: DateTime<Utc>) -> Vec<String> {
    let mut facts = vec![condition(feed, now)];
    if feed.polled.minutes > 0 && feed.due().is_some() {
        facts.push(format!("every {}", span(i64::from(feed.polled.minutes))));
    }
    facts.push(words::count(feed.polled.stories, "story"));
    facts
}

/// One feed in a list: `Harbour Post · working · every 30 minutes · 41 stories · https://…  [3f9c21aa08b7]`.
#[must_use]
pub fn line(feed: &Feed, now: DateTime<Utc>) -> String {
    let mut pieces = vec![safe::line(feed.title())];
    pieces.extend(facts(feed, now));
    if feed.title() != feed.address() {
        pieces.push(safe::line(feed.address()));
    }
    format!("{}  [{}]", pieces.join(" · "), feed.id())
}

/// Everything that is known of how a feed is doing, a line each: name and value.
#[must_use]
pub fn health(feed: &Feed, now: DateTime<Utc>) -> Vec<(&'static str, String)> {
    let (said, polled) = (&feed.subscription, &feed.polled);
    let moved = polled
        .moved
        .as_ref()
        .map(|moved| format!("to {}", safe::line(moved)));
    let mut lines = vec![
        ("feed", safe::line(feed.title())),
        ("id", feed.id().to_string()),
        ("address", safe::line(&said.url)),
    ];
    lines.extend(moved.map(|moved| ("moved", moved)));
    lines.push(("condition", condition(feed, now)));
    let polls = [
        ("polled", polled.last),
        ("answered", polled.last_good),
        ("brought", polled.last_new),
    ];
    for (name, at) in polls {
        let told = at.map_or_else(|| "never".to_owned(), |at| ago(at, now));
        lines.push((name, told));
    }
    let due = feed
        .due()
        .map_or_else(|| "never".to_owned(), |due| ahead(due, now));
    lines.push(("next poll", due));
    lines.push(("stories", polled.stories.to_string()));
    if said.pages != Pages::Auto {
        let pages = if said.pages == Pages::Always {
            "always"
        } else {
            "never"
        };
        lines.push(("pages", pages.to_owned()));
    }
    if !said.topic.is_empty() {
        lines.push(("topic", safe::line(&said.topic.join(", "))));
    }
    if !said.folder.is_empty() {
        lines.push(("folder", safe::line(&said.folder.join(" / "))));
    }
    if !polled.mended.is_empty() {
        lines.push(("mended", safe::line(&polled.mended.join(", "))));
    }
    lines
}

/// The lines of [`health`] as a table.
#[must_use]
pub fn health_table(feed: &Feed, now: DateTime<Utc>) -> String {
    let lines = health(feed, now).into_iter();
    let lines: Vec<String> = lines
        .map(|(name, value)| format!("{name:<10} {value}"))
        .collect();
    lines.join("\n")
}

/// What a poll of a feed came to: `Harbour Post: 3 new`.
#[must_use]
pub fn polled(title: &str, sum: &PollSum) -> String {
    format!("{}: {}", safe::line(title), sum.words())
}

/// That an entry was left out: `Harbour Post: “Fair to open” does not say when it was published`.
#[must_use]
pub fn left_out(feed: &str, title: &str, why: &LeftOut) -> String {
    let title = safe::line(title);
    let title = if title.is_empty() {
        "an entry without a headline".to_owned()
    } else {
        format!("“{title}”")
    };
    format!("{}: {title} {}.", safe::line(feed), why.words())
}

/// The sum of many polls.
#[must_use]
pub fn round(feeds: u64, failing: u64, sum: &PollSum) -> String {
    let failing = match failing {
        0 => String::new(),
        some => format!(", {some} of them failing"),
    };
    format!(
        "{} polled{failing}: {}.",
        words::count(feeds, "feed"),
        sum.words()
    )
}

/// A story that a feed brought, with the other papers that printed it.
#[must_use]
pub fn story(
    title: &str,
    published: Moment,
    source: Option<&str>,
    copies: &[String],
    is_new: bool,
) -> String {
    let mut pieces = vec![safe::line(title)];
    if pieces.iter().all(String::is_empty) {
        pieces = vec!["(no headline)".to_owned()];
    }
    pieces.push(words::day(published.day()));
    pieces.extend(source.map(safe::line));
    if !copies.is_empty() {
        pieces.push(format!("also in {}", safe::line(&copies.join(", "))));
    }
    let mark = if is_new { "+" } else { "~" };
    format!("{mark} {}", pieces.join(" · "))
}

/// That a feed has broken: told once.
#[must_use]
pub fn broke(feed: &Feed) -> String {
    let why = feed
        .polled
        .failure
        .as_ref()
        .map(|failure| safe::line(&failure.words));
    let then = if feed.polled.is_gone {
        "It is not polled any more."
    } else {
        "It is tried again, less and less often; you hear of it when it works again."
    };
    format!(
        "{} does not work: it {}. {then}",
        safe::line(feed.title()),
        why.unwrap_or_else(|| "failed".to_owned())
    )
}

/// That a feed works again after [`broke`] was told.
#[must_use]
pub fn works_again(feed: &Feed) -> String {
    format!("{} works again.", safe::line(feed.title()))
}

/// That no feed is followed yet, and how to begin.
pub const NONE: &str = "No feed is followed in this archive yet. Follow one: dateline feed add https://news.example/feed";

/// That nothing that looks like a feed was found.
pub const NONE_FOUND: &str = "No feed was found there.";

/// What a list of feeds is called when it is written out.
pub const LIST_TITLE: &str = "Feeds of Dateline";

/// A feed that was found: its address, and its title where one is known.
#[must_use]
pub fn found(url: &str, title: Option<&str>) -> String {
    match title.map(safe::line).filter(|title| !title.is_empty()) {
        Some(title) => format!("{}  {title}", safe::line(url)),
        None => safe::line(url),
    }
}

/// That the feed was found through the page that was given.
#[must_use]
pub fn found_through(page: &str, feed: &str) -> String {
    format!(
        "{} is a page; its feed is {}",
        safe::line(page),
        safe::line(feed)
    )
}

/// That a feed is followed from now on.
#[must_use]
pub fn followed(feed: &Feed) -> String {
    format!("Following {}  [{}]", safe::line(feed.title()), feed.id())
}

/// That a feed is followed no longer, and what became of its stories.
#[must_use]
pub fn removed(feed: &Feed, stories: Option<u64>) -> String {
    let stories = match stories {
        Some(number) => format!("{} removed with it", words::count(number, "story")),
        None => "its stories stay".to_owned(),
    };
    format!(
        "No longer following {}; {stories}.",
        safe::line(feed.title())
    )
}

/// What came of a list of feeds.
#[must_use]
pub fn imported(added: u64, known: u64, refused: u64) -> String {
    let mut pieces = vec![format!("{} added", words::count(added, "feed"))];
    if known > 0 {
        pieces.push(format!("{known} followed already"));
    }
    if refused > 0 {
        pieces.push(format!("{refused} refused"));
    }
    let then = if added > 0 {
        " They are fetched by the next poll: dateline feed poll"
    } else {
        ""
    };
    format!("{}.{then}", pieces.join(", "))
}

/// What a feed is that is tried out.
#[must_use]
pub fn tried(title: Option<&str>, url: &str, entries: u64) -> String {
    let title = title.map(safe::line).unwrap_or_default();
    let named = if title.is_empty() {
        safe::line(url)
    } else {
        format!("{title} · {}", safe::line(url))
    };
    format!("{named} · {}", words::count(entries, "entry"))
}

/// An entry of a feed that is tried out.
#[must_use]
pub fn item(
    title: &str,
    published: Option<Moment>,
    is_whole: bool,
    why: Option<&LeftOut>,
) -> String {
    let title = safe::line(title);
    let mut pieces = vec![if title.is_empty() {
        "(no headline)".to_owned()
    } else {
        title
    }];
    pieces.extend(published.map(|at| words::moment(&at)));
    pieces.push(
        if is_whole {
            "whole story"
        } else {
            "teaser: the page would be fetched"
        }
        .to_owned(),
    );
    pieces.extend(why.map(|why| format!("would be left out: it {}", why.words())));
    pieces.join(" · ")
}

/// That there are more than are shown.
#[must_use]
pub fn more(number: u64, noun: &str) -> String {
    format!("… and {} more", words::count(number, noun))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Failure, Subscription};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn feed() -> Feed {
        let mut feed = Feed::new(Subscription::new(
            "https://post.example/feed",
            at("2026-11-01T00:00:00Z"),
        ));
        feed.polled.title = Some("Harbour\u{1b}[2J Post".into());
        feed.polled.last = Some(at("2026-11-23T09:00:00Z"));
        feed.polled.last_good = feed.polled.last;
        feed.polled.last_new = feed.polled.last;
        feed.polled.next = Some(at("2026-11-23T09:30:00Z"));
        feed.polled.minutes = 30;
        feed.polled.stories = 1;
        feed
    }

    #[test]
    fn a_feed_in_a_list_says_how_it_is_doing() {
        assert_eq!(
            line(&feed(), at("2026-11-23T09:10:00Z")),
            format!(
                "Harbour[2J Post · working · every 30 minutes · 1 story · https://post.example/feed  [{}]",
                feed().id()
            )
        );
    }

    #[test]
    fn a_failing_feed_says_since_when_and_why_and_what_follows() {
        let mut feed = feed();
        feed.polled.failure = Some(Failure {
            words: "did not answer; try again later".into(),
            since: at("2026-11-23T06:00:00Z"),
            polls: 3,
            is_told: true,
        });
        let now = at("2026-11-23T09:10:00Z");
        assert_eq!(
            condition(&feed, now),
            "failing for 3 hours: did not answer; try again later"
        );
        assert!(broke(&feed).contains("it did not answer; try again later. It is tried again"));
        let table = health_table(&feed, now);
        assert!(table.contains("polled     10 minutes ago\n"), "{table}");
        assert!(table.contains("next poll  in 20 minutes\n"), "{table}");
    }

    #[test]
    fn sums_name_only_what_there_was() {
        let sum = PollSum {
            new: 3,
            left_out: 1,
            ..PollSum::default()
        };
        assert_eq!(round(2, 0, &sum), "2 feeds polled: 3 new, 1 left out.");
        assert_eq!(
            round(1, 1, &PollSum::default()),
            "1 feed polled, 1 of them failing: nothing new."
        );
    }

    #[test]
    fn lengths_of_time_are_said_in_one_unit() {
        for (minutes, said) in [
            (0, "less than a minute"),
            (1, "1 minute"),
            (119, "119 minutes"),
            (120, "2 hours"),
            (2_880, "2 days"),
        ] {
            assert_eq!(span(minutes), said);
        }
    }
}
