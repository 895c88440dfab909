//! Feeds as cards. Titles, addresses and what servers say come from outside: every line is escaped.

use super::card::{Body, Card, Tone, outside};
use crate::{
    Trouble,
    feeds::{self, PollSum},
    words,
};
use chrono::{DateTime, Utc};
use dateline_core::{Feed, FeedCondition, Report};

/// Most characters of a line.
const LINE: usize = 300;

/// Most characters of a sentence about a failure.
const SENTENCE: usize = 600;

const NONE: &str =
    "No feed is followed here yet. Those who manage the server follow one with `/feed add`.";

/// A head, then lines as far as they fit, with how many are left away.
fn card(tone: Tone, head: &str, lines: &[String], noun: &str) -> Card {
    let mut body = Body::default();
    body.add(&[head.to_owned()]);
    for (at, line) in lines.iter().enumerate() {
        let left = lines.len() - at;
        // The last line that fits leaves room for how many do not.
        let room = if left > 1 {
            vec![line.clone(), " ".repeat(40)]
        } else {
            vec![line.clone()]
        };
        if body.fits(&room) {
            body.add(std::slice::from_ref(line));
        } else {
            body.add(&[feeds::more(left as u64, noun)]);
            break;
        }
    }
    Card::new(tone, body.finish())
}

fn line(feed: &Feed, now: DateTime<Utc>) -> String {
    let facts = feeds::facts(feed, now).join(" · ");
    format!(
        "- **{}** · {}",
        outside(feed.title(), LINE),
        outside(&facts, SENTENCE)
    )
}

/// The feeds that belong to an address: address and title.
#[must_use]
pub fn found<'a>(links: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Card {
    let lines: Vec<String> = links
        .map(|(url, title)| format!("- {}", outside(&feeds::found(url, title), 2 * LINE)))
        .collect();
    if lines.is_empty() {
        return Card::new(Tone::Open, feeds::NONE_FOUND);
    }
    let head = format!(
        "{} found; follow one with `/feed add`:",
        words::count(lines.len() as u64, "feed")
    );
    card(Tone::Plain, &head, &lines, "feed")
}

/// Every feed on a line.
#[must_use]
pub fn list(all: &[Feed], now: DateTime<Utc>) -> Card {
    if all.is_empty() {
        return Card::new(Tone::Open, NONE);
    }
    let lines: Vec<String> = all.iter().map(|feed| line(feed, now)).collect();
    let head = format!("{} followed here:", words::count(all.len() as u64, "feed"));
    card(Tone::Plain, &head, &lines, "feed")
}

/// One feed, after it was changed.
#[must_use]
pub fn one(feed: &Feed, now: DateTime<Utc>) -> Card {
    let lines = [
        line(feed, now),
        format!("  {}", outside(feed.address(), LINE)),
    ];
    Card::new(Tone::Plain, lines.join("\n"))
}

/// How one feed is doing.
#[must_use]
pub fn health(feed: &Feed, now: DateTime<Utc>) -> Card {
    let lines: Vec<String> = feeds::health(feed, now)
        .into_iter()
        .map(|(name, value)| format!("**{name}** {}", outside(&value, SENTENCE)))
        .collect();
    Card::new(tone(feed, now), lines.join("\n"))
}

fn tone(feed: &Feed, now: DateTime<Utc>) -> Tone {
    match feed.condition(now) {
        FeedCondition::Failing | FeedCondition::Gone => Tone::Trouble,
        FeedCondition::Quiet | FeedCondition::Paused | FeedCondition::New => Tone::Open,
        FeedCondition::Working => Tone::Told,
    }
}

/// The feeds of which something is to be said: those that fail, are quiet, paused or gone.
#[must_use]
pub fn unwell(all: &[Feed], now: DateTime<Utc>) -> Card {
    if all.is_empty() {
        return Card::new(Tone::Open, NONE);
    }
    let is_well = |feed: &&Feed| {
        let condition = feed.condition(now);
        matches!(condition, FeedCondition::Working | FeedCondition::New)
    };
    let well = all.iter().filter(is_well).count();
    let lines: Vec<String> = all
        .iter()
        .filter(|feed| !is_well(feed))
        .map(|feed| line(feed, now))
        .collect();
    let head = format!(
        "{well} of {} in order.",
        words::count(all.len() as u64, "feed")
    );
    let tone = if lines.is_empty() {
        Tone::Told
    } else {
        Tone::Open
    };
    card(tone, &head, &lines, "feed")
}

/// A feed that is followed from now on, and what came of it.
#[must_use]
pub fn added(feed: &Feed, sum: &PollSum, stories: &[String], now: DateTime<Utc>) -> Card {
    let head = format!(
        "Following {}\n{}.",
        line(feed, now).trim_start_matches("- "),
        sum.words()
    );
    let lines: Vec<String> = stories.iter().map(|story| outside(story, LINE)).collect();
    card(Tone::Told, &head, &lines, "story")
}

/// The list that is attached.
#[must_use]
pub fn exported(all: &[Feed], _now: DateTime<Utc>) -> Card {
    if all.is_empty() {
        return Card::new(Tone::Open, NONE);
    }
    Card::new(
        Tone::Plain,
        format!(
            "{} in the OPML file.",
            words::count(all.len() as u64, "feed")
        ),
    )
}

/// What came of a list.
#[must_use]
pub fn imported(added: u64, known: u64, refused: &[Trouble]) -> Card {
    let mut head = format!("{} added", words::count(added, "feed"));
    if known > 0 {
        head.push_str(&format!(", {known} followed already"));
    }
    head.push_str(". New ones are fetched within a minute.");
    let lines: Vec<String> = refused
        .iter()
        .map(|trouble| format!("- {}", outside(&trouble.to_string(), LINE)))
        .collect();
    let tone = if refused.is_empty() {
        Tone::Told
    } else {
        Tone::Open
    };
    card(tone, &head, &lines, "entry")
}

/// What a poll of several feeds came to.
#[must_use]
pub fn polled(
    count: u64,
    failing: &[Feed],
    (sum, stories): (&PollSum, &[String]),
    now: DateTime<Utc>,
) -> Card {
    if count == 0 {
        return Card::new(Tone::Open, NONE);
    }
    let head = feeds::round(count, failing.len() as u64, sum);
    let failing = failing.iter().map(|feed| line(feed, now));
    let stories = stories.iter().map(|story| outside(story, LINE));
    let lines: Vec<String> = failing.chain(stories).collect();
    card(Tone::Plain, &head, &lines, "story")
}

/// That a feed is followed no longer.
#[must_use]
pub fn removed(feed: &Feed, stories: Option<u64>) -> Card {
    Card::new(
        Tone::Plain,
        outside(&feeds::removed(feed, stories), SENTENCE),
    )
}

/// What a feed would bring: a line for each entry, and below it the events in it.
#[must_use]
pub fn tried<'a>(head: &str, items: impl Iterator<Item = (String, &'a [Report])>) -> Card {
    let lines: Vec<String> = items
        .map(|(item, reports)| {
            let mut lines = vec![format!("**{}**", outside(&item, LINE))];
            lines.extend(reports.iter().map(super::stored::line));
            lines.join("\n")
        })
        .collect();
    let head = format!("{}\nNothing was stored.", outside(head, LINE));
    card(Tone::Plain, &head, &lines, "entry")
}

/// That a feed has broken, or works again: said once in the channel that follows it.
#[must_use]
pub fn word(feed: &Feed, works: bool) -> Card {
    let (tone, words) = if works {
        (Tone::Told, feeds::works_again(feed))
    } else {
        (Tone::Trouble, feeds::broke(feed))
    };
    Card::new(tone, outside(&words, SENTENCE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Subscription;

    fn feed(title: &str) -> Feed {
        let added = "2026-11-01T00:00:00Z".parse().expect("an instant");
        let mut feed = Feed::new(Subscription::new("https://post.example/feed", added));
        feed.polled.title = Some(title.into());
        feed
    }

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn a_title_cannot_format_or_ping() {
        let card = one(&feed("**Post** @everyone [x](https://evil.example)"), now());
        assert!(
            card.body
                .starts_with("- **\\*\\*Post\\*\\* \\@everyone \\[x\\]"),
            "{}",
            card.body
        );
    }

    #[test]
    fn a_hundred_feeds_fit_into_one_card_as_far_as_they_can() {
        let all: Vec<Feed> = (0..100)
            .map(|n| feed(&format!("{n} {}", "x".repeat(250))))
            .collect();
        let card = list(&all, now());
        assert!(card.body.encode_utf16().count() <= 4_000);
        assert!(card.body.contains("… and "), "{}", card.body);
    }

    #[test]
    fn where_there_is_nothing_the_card_says_how_to_begin() {
        for card in [list(&[], now()), unwell(&[], now()), exported(&[], now())] {
            assert_eq!(card.body, NONE);
        }
        assert_eq!(found(std::iter::empty()).body, "No feed was found there.");
    }
}
