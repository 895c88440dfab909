//! Names and descriptions of `/event remind`, `/event reminders` and `/watch`, with their options.

use super::{Described, described};

/// `/event remind`
pub const EVENT_REMIND: Described = described(
    "remind",
    "Be reminded before an event; the reminder follows it when it moves",
);
/// `/event remind before:`
pub const REMIND_BEFORE: Described = described(
    "before",
    "How long before: 1d, 1h, 90m, 2w (1d where you say nothing)",
);
/// `/event remind where:`, `/watch add where:`
pub const TOLD_WHERE: Described = described(
    "where",
    "By direct message (so where you say nothing) or in this channel",
);
/// `/event remind ping:`, `/watch add ping:`
pub const TOLD_PING: Described = described(
    "ping",
    "Whether it pings you in the channel (not where you say nothing)",
);
/// `/event reminders`
pub const EVENT_REMINDERS: Described =
    described("reminders", "Your reminders here, and to remove one");
/// `/event reminders remove:`
pub const REMINDER: Described = described("remove", "The reminder to remove");
/// `/watch`
pub const WATCH: Described = described(
    "watch",
    "Be told of each new report of words, a name, a place or an event, as it comes",
);
/// `/watch add`
pub const WATCH_ADD: Described =
    described("add", "Watch for words or a name, a place, or one event");
/// `/watch add words:`
pub const WATCH_WORDS: Described =
    described("words", "A topic or a name that events have to do with");
/// `/watch add place:`
pub const WATCH_PLACE: Described = described("place", "Where events are");
/// `/watch add event:`
pub const WATCH_EVENT: Described = described(
    "event",
    "One event: words of its title; a list comes while you type",
);
/// `/watch list`
pub const WATCH_LIST: Described = described("list", "Your watches here");
/// `/watch pause`
pub const WATCH_PAUSE: Described =
    described("pause", "Be told nothing by a watch until it is resumed");
/// `/watch remove`
pub const WATCH_REMOVE: Described = described("remove", "Watch for something no longer");
/// `/watch resume`
pub const WATCH_RESUME: Described = described(
    "resume",
    "Take a watch up again that was paused or switched off",
);
/// `/watch pause watch:` and the like
pub const WHICH_WATCH: Described = described("watch", "Which watch; a list comes while you type");
