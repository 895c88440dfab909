//! The words of a message that somebody picked, and when they were written: what it says itself, else what it passes on.

use super::customs::Customs;
use chrono::DateTime;
use dateline_core::Moment;
use serenity::all::{Embed, Message, Timestamp};

/// Words, and when they were written.
pub(super) struct Written {
    pub(super) words: String,
    pub(super) at: Moment,
}

/// The words of a message, with the time at which they were written as the clocks of the place showed it.
pub(super) fn written(message: &Message, customs: &Customs) -> Written {
    let forwarded = message.message_snapshots.first();
    let (content, embeds, at) = match forwarded {
        Some(passed) if message.content.trim().is_empty() => {
            (&passed.content, &passed.embeds, passed.timestamp)
        }
        _ => (&message.content, &message.embeds, message.timestamp),
    };
    let words = if content.trim().is_empty() {
        embeds.iter().map(shown).collect::<Vec<_>>().join("\n\n")
    } else {
        content.clone()
    };
    Written {
        words,
        at: moment(at, customs),
    }
}

fn shown(embed: &Embed) -> String {
    let parts = [&embed.title, &embed.description];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join("\n\n")
}

fn moment(at: Timestamp, customs: &Customs) -> Moment {
    match DateTime::from_timestamp(at.unix_timestamp(), 0) {
        Some(at) => Moment::Instant(customs.zone().at(at)),
        // No message is so old that the calendar does not hold it.
        None => customs.now(),
    }
}
