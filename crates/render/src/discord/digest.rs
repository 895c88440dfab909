//! Digests as cards: what is posted, how one is set, and what is told when one cannot be posted.

use super::{
    answer::Asked,
    card::{Body, Card, Tone, outside},
    lists,
};
use crate::{
    events::{entries, groups},
    words,
};
use chrono::{DateTime, NaiveDate, Utc, Weekday};
use dateline_core::{
    CatchUp, Digest, DigestKind, EventId, Moment, Posted, Section, Trouble, Wanted, Weekdays,
};

/// So many messages a post has at most; what does not fit is counted, and found by command.
const MESSAGES: usize = 4;

/// Most characters of a topic.
const TOPIC: usize = 100;

/// A post that comes later than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// The day of the first slot that was missed.
    pub first: NaiveDate,
    /// The day of the slot that it is for.
    pub date: NaiveDate,
}

/// One message of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What it shows.
    pub card: Card,
    /// The events that it tells.
    pub events: Vec<EventId>,
}

/// A post: one message at least, also where there is nothing to tell. `now` is on the clocks of the digest's zone.
#[must_use]
pub fn messages(
    digest: &Digest,
    section: &Section,
    late: Option<Late>,
    now: &Moment,
) -> Vec<Message> {
    let topic = digest.topic.as_deref();
    let (pages, events) = match section {
        Section::Days { agenda, days } => {
            let wanted = Wanted {
                topic: digest.topic.clone(),
                ..Wanted::default()
            };
            let listed = entries(agenda, days).into_iter();
            let events: Vec<EventId> = listed.map(|entry| entry.event.id.clone()).collect();
            (
                lists::agenda(agenda, days, &wanted, now, Asked::Server),
                events,
            )
        }
        Section::Changes {
            changes,
            since,
            coverage,
        } => {
            let listed = groups(changes).into_iter().flat_map(|(_, changes)| changes);
            let events: Vec<EventId> = listed.map(|change| change.event.id.clone()).collect();
            let since = words::moment(since);
            let pages = lists::changes(changes, (&since, topic), *coverage, now, Asked::Server);
            (pages, events)
        }
    };
    let mut events = events.into_iter();
    let all: Vec<Message> = pages
        .cards()
        .map(|(card, held)| Message {
            card,
            events: events.by_ref().take(held).collect(),
        })
        .collect();
    finished(all, &title(digest), late, command(digest.kind))
}

/// The messages that are posted: the first with title and lateness, the last with how much does not fit.
fn finished(mut all: Vec<Message>, title: &str, late: Option<Late>, command: &str) -> Vec<Message> {
    let rest: usize = all
        .iter()
        .skip(MESSAGES)
        .map(|left| left.events.len())
        .sum();
    all.truncate(MESSAGES);
    if let Some(first) = all.first_mut() {
        first.card.title = Some(title.to_owned());
        if let Some(late) = late {
            first.card.body = format!("*{}*\n{}", lateness(late), first.card.body);
        }
    }
    if let Some(last) = all.last_mut().filter(|_| rest > 0) {
        last.card
            .body
            .push_str(&format!("\n*{rest} more: `{command}` shows them.*"));
    }
    all
}

fn lateness(late: Late) -> String {
    let date = words::day(late.date);
    if late.first == late.date {
        format!("Late: this was due on {date}.")
    } else {
        format!(
            "Late: this covers what was due from {} to {date}.",
            words::day(late.first)
        )
    }
}

fn title(digest: &Digest) -> String {
    let kind = heading(digest.kind);
    match &digest.topic {
        Some(topic) => format!("{kind}: {}", outside(topic, TOPIC)),
        None => kind.to_owned(),
    }
}

const fn heading(kind: DigestKind) -> &'static str {
    match kind {
        DigestKind::Today => "Today",
        DigestKind::Week => "The next seven days",
        DigestKind::New => "Newly announced",
        DigestKind::Changed => "Changed",
    }
}

const fn command(kind: DigestKind) -> &'static str {
    match kind {
        DigestKind::Today | DigestKind::Week => "/agenda",
        DigestKind::New | DigestKind::Changed => "/changes",
    }
}

/// How a digest is set, and when it comes next.
#[must_use]
pub fn one(digest: &Digest, posted: &Posted, next: Option<DateTime<Utc>>) -> Card {
    let mut lines = vec![line(digest, posted, next)];
    lines.extend(
        posted
            .off
            .map(|(trouble, _)| outside(why(trouble), 4 * TOPIC)),
    );
    Card::new(Tone::Plain, lines.join("\n"))
}

/// The digests of a server: each with what posting it has shown, and when it comes next.
#[must_use]
pub fn list(digests: &[(Digest, Posted, Option<DateTime<Utc>>)]) -> Card {
    if digests.is_empty() {
        return Card::new(
            Tone::Plain,
            "No digest is posted here yet. Those who manage the server set one with `/digest set`.",
        );
    }
    let lines = digests
        .iter()
        .map(|(digest, posted, next)| line(digest, posted, *next));
    let mut body = Body::default();
    body.add_what_fits(&lines.collect::<Vec<_>>());
    Card::new(Tone::Plain, body.finish())
}

/// `- <#7> **today** at 09:00 Europe/Oslo · weekdays · silent · next <t:1:F>`
fn line(digest: &Digest, posted: &Posted, next: Option<DateTime<Utc>>) -> String {
    let mut facts = vec![
        format!(
            "at {} {}",
            digest.at.format("%H:%M"),
            outside(&digest.zone, TOPIC)
        ),
        days(digest.days),
    ];
    let topic = digest.topic.as_deref();
    facts.extend(topic.map(|topic| format!("about {}", outside(topic, TOPIC))));
    facts.extend(digest.mention.map(|role| format!("pings <@&{role}>")));
    let said = [
        (digest.is_rolling, "rolling"),
        (digest.is_silent, "silent"),
        (digest.skips_empty, "skipped when empty"),
        (digest.is_pinned, "pinned"),
        (digest.catch_up == CatchUp::Skip, "missed ones are skipped"),
    ];
    facts.extend(
        said.iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, words)| (*words).to_owned()),
    );
    facts.push(match (posted.off, digest.is_paused, next) {
        (Some((trouble, at)), ..) => {
            format!("switched off <t:{}:R>: {}", at.timestamp(), reason(trouble))
        }
        (None, true, _) => "paused".to_owned(),
        (None, false, Some(next)) => format!("next <t:{}:F>", next.timestamp()),
        (None, false, None) => "never again".to_owned(),
    });
    let (channel, kind) = (digest.channel, digest.kind.word());
    format!("- <#{channel}> **{kind}** {}", facts.join(" · "))
}

fn days(days: Weekdays) -> String {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    if days == Weekdays::ALL {
        return "daily".to_owned();
    }
    if Weekdays::of([Mon, Tue, Wed, Thu, Fri]) == Some(days) {
        return "weekdays".to_owned();
    }
    if Weekdays::of([Sat, Sun]) == Some(days) {
        return "weekends".to_owned();
    }
    let names: Vec<String> = days.iter().map(|day| day.to_string()).collect();
    names.join(", ")
}

/// Why a digest is off, or a post is not whole, in a clause.
const fn reason(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Forbidden => "I may not write there",
        Trouble::Gone => "the channel is gone",
        Trouble::Unsure => "I could not see whether a message had arrived",
        Trouble::Refused => "Discord did not take a message",
        Trouble::Stale => "Discord could not be reached in time",
    }
}

/// What happened, and what can be done.
const fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Forbidden => {
            "I may not write there, so I have switched the digest off. Give me View Channel, Send Messages and Embed Links in \
             that channel, then use /digest resume."
        }
        Trouble::Gone => {
            "The channel is gone, so I have switched the digest off. Set it for another channel with /digest set."
        }
        Trouble::Unsure => {
            "I was cut off while posting and may not read what stands in the channel, so I left a message out rather than post it \
             twice. Give me Read Message History there, and this cannot happen."
        }
        Trouble::Refused => "Discord did not take a message of it, so that message is left out.",
        Trouble::Stale => "Discord could not be reached for half a day, so that post is left out.",
    }
}

/// What is told to who set a digest when a post of it went wrong.
#[must_use]
pub fn trouble(channel: u64, kind: DigestKind, date: NaiveDate, trouble: Trouble) -> Card {
    let head = format!(
        "The digest **{}** of {} for <#{channel}>:",
        kind.word(),
        words::day(date)
    );
    Card::new(
        Tone::Trouble,
        format!("{head} {}", outside(why(trouble), 600)),
    )
}

/// A digest was removed.
#[must_use]
pub fn removed(channel: u64, kind: DigestKind) -> Card {
    let words = format!("The digest **{}** of <#{channel}> is removed.", kind.word());
    Card::new(Tone::Plain, words)
}

/// There is no such digest.
#[must_use]
pub fn absent(channel: u64, kind: DigestKind) -> Card {
    let words = format!(
        "There is no digest **{}** in <#{channel}>. `/digest list` shows those there are.",
        kind.word()
    );
    Card::new(Tone::Trouble, words)
}

/// A post that was asked for is on its way.
#[must_use]
pub fn under_way(channel: u64, kind: DigestKind) -> Card {
    let words = format!(
        "The digest **{}** is being posted in <#{channel}>.",
        kind.word()
    );
    Card::new(Tone::Plain, words)
}

/// Digests are for servers.
#[must_use]
pub fn servers_only() -> Card {
    Card::new(
        Tone::Trouble,
        "Digests are posted in channels of a server; there is none here.",
    )
}

/// No more digests may be set.
#[must_use]
pub fn too_many(limit: usize) -> Card {
    let words = format!("{limit} digests are set here, the most that may be. Remove one first.");
    Card::new(Tone::Trouble, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{date, dossier, on};
    use dateline_core::{Agenda, Coverage, Interval};

    fn digest() -> Digest {
        let clock = "09:00:00".parse().expect("a time");
        let since = "2026-11-23T09:00:00Z".parse().expect("an instant");
        Digest::daily(7, DigestKind::Today, clock, "Europe/Oslo", since)
    }

    fn now() -> Moment {
        Moment::parse("2026-12-04T09:00+01:00").expect("a time")
    }

    fn today(events: u32) -> Section {
        let day = date(2026, 12, 4);
        let events =
            (0..events).map(|n| dossier(&format!("vote {n} @here"), Some(on(2026, 12, 4))));
        Section::Days {
            agenda: Box::new(Agenda {
                events: events.collect(),
                next: None,
                coverage: Coverage::default(),
            }),
            days: Interval::days(day, day).expect("in order"),
        }
    }

    #[test]
    fn a_long_post_has_four_messages_and_counts_what_does_not_fit() {
        let posted = messages(&digest(), &today(40), None, &now());
        assert_eq!(posted.len(), 4);
        let held: Vec<usize> = posted.iter().map(|message| message.events.len()).collect();
        assert_eq!(held, [8, 8, 8, 8]);
        assert_eq!(posted[0].card.title.as_deref(), Some("Today"));
        assert!(
            posted[0]
                .card
                .body
                .starts_with("40 events on 4 Dec\n**Fri 4 Dec 2026**\n")
        );
        let last = &posted[3].card.body;
        assert!(
            last.ends_with("\n*8 more: `/agenda` shows them.*"),
            "{last}"
        );
        assert!(posted.iter().all(|message| message.card.buttons.is_empty()));
    }

    #[test]
    fn a_day_without_events_is_one_message_that_says_so() {
        let posted = messages(&digest(), &today(0), None, &now());
        assert_eq!(posted.len(), 1);
        assert!(posted[0].events.is_empty());
        assert!(
            posted[0].card.body.starts_with("Nothing dated"),
            "{:?}",
            posted[0]
        );
    }

    #[test]
    fn a_late_post_says_so_first() {
        let late = |first| {
            let date = date(2026, 12, 4);
            let posted = messages(&digest(), &today(1), Some(Late { first, date }), &now());
            posted[0].card.body.lines().next().map(str::to_owned)
        };
        assert_eq!(
            late(date(2026, 12, 4)).as_deref(),
            Some("*Late: this was due on Fri 4 Dec 2026.*")
        );
        assert_eq!(
            late(date(2026, 12, 2)).as_deref(),
            Some("*Late: this covers what was due from Wed 2 Dec 2026 to Fri 4 Dec 2026.*")
        );
    }

    #[test]
    fn a_line_tells_how_a_digest_is_set_and_whether_it_is_on() {
        let mut digest = digest();
        digest.topic = Some("harbour *fair*".into());
        digest.days = "mon-fri".parse().expect("days");
        let next = DateTime::from_timestamp(1_796_371_200, 0);
        let body = |posted: &Posted| one(&digest, posted, next).body;
        assert_eq!(
            body(&Posted::default()),
            "- <#7> **today** at 09:00 Europe/Oslo · weekdays · about harbour \\*fair\\* · silent · next <t:1796371200:F>"
        );
        let off = Posted {
            off: next.map(|at| (Trouble::Forbidden, at)),
            ..Posted::default()
        };
        assert!(body(&off).contains("switched off <t:1796371200:R>: I may not write there\n"));
    }
}
