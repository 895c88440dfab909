//! Names and descriptions of the Discord commands and their options, as people pick them from the list.

mod digest;
mod orders;

pub use digest::*;
pub use orders::*;

/// A command, sub-command or option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    /// 1 to 32 lower-case letters and dashes.
    pub name: &'static str,
    /// 1 to 100 characters.
    pub about: &'static str,
}

const fn described(name: &'static str, about: &'static str) -> Described {
    Described { name, about }
}

/// `/ask`
pub const ASK: Described = described(
    "ask",
    "Ask the stored news: when, where, who, what, how many, whether it happened",
);
/// `/ask question:`
pub const QUESTION: Described = described("question", "For instance: when is the harbour fair");
/// `/agenda`
pub const AGENDA: Described = described(
    "agenda",
    "What is dated today, tomorrow, this or next week, this month, or in days of your own",
);
/// `/agenda range:`
pub const RANGE: Described = described("range", "Which days (this week where you say nothing)");
/// `/agenda from:`
pub const FROM: Described = described("from", "First day: 2026-11-23, 23 Nov 2026, tomorrow");
/// `/agenda to:`
pub const TO: Described = described(
    "to",
    "Last day, included (a month on where you say nothing)",
);
/// `/agenda topic:`, `/changes topic:`
pub const TOPIC: Described = described("topic", "Only events that these words are about");
/// `/agenda place:`
pub const PLACE: Described = described("place", "Only events at this place");
/// `/agenda status:`
pub const STATUS: Described = described("status", "Only those that stand so");
/// `/timeline`
pub const TIMELINE: Described = described(
    "timeline",
    "The events of a topic, the oldest first, with quotes and how each changed",
);
/// `/timeline topic:`
pub const TIMELINE_TOPIC: Described = described("topic", "For instance: harbour fair");
/// `/changes`
pub const CHANGES: Described = described(
    "changes",
    "What is newly announced, moved, postponed, cancelled or took place",
);
/// `/changes since:`
pub const SINCE: Described = described(
    "since",
    "24h, 7d, a day (2026-11-23), or last digest (24h where you say nothing)",
);
/// `/event`
pub const EVENT: Described = described(
    "event",
    "One event: how it stands, how it changed, and what is to be corrected of it",
);
/// `/event add`
pub const EVENT_ADD: Described =
    described("add", "Add an event that no story tells of (Manage Events)");
/// `/event fix`
pub const EVENT_FIX: Described = described(
    "fix",
    "Correct date, time, status, place or title; a form where you give none (Manage Events)",
);
/// `/event hide`
pub const EVENT_HIDE: Described = described(
    "hide",
    "Show an event no more, in no list and no answer (Manage Events)",
);
/// `/event history`
pub const EVENT_HISTORY: Described = described(
    "history",
    "How an event changed, with the sentence that tells each change",
);
/// `/event ics`
pub const EVENT_ICS: Described = described("ics", "An event as a calendar file");
/// `/export`
pub const EXPORT: Described = described("export", "What is stored, as files for other programs");
/// `/export csv`
pub const EXPORT_CSV: Described = described(
    "csv",
    "Events as a table: those of a topic, or all that have a date",
);
/// `/export json`
pub const EXPORT_JSON: Described = described("json", "Events as JSON lines with every report");
/// `/export ics`
pub const EXPORT_ICS: Described = described(
    "ics",
    "Events as a calendar file: those of a topic, or all that have a date",
);
/// `/about`
pub const ABOUT: Described = described(
    "about",
    "What I am, what is stored here, and what I keep of whom",
);
/// `/status`
pub const STATUS_OF_BOT: Described =
    described("status", "How I am doing here: stories, feeds, connection");
/// `/forget-server`
pub const FORGET_SERVER: Described = described(
    "forget-server",
    "Forget everything of this server; asks you to type that you are sure",
);
/// `/me`
pub const ME: Described = described(
    "me",
    "What I keep of you: see it, have it, have it forgotten; and your zone",
);
/// `/me show`
pub const ME_SHOW: Described = described("show", "What I keep of you, in short");
/// `/me zone`
pub const ME_ZONE: Described = described(
    "zone",
    "Your zone, for direct messages with me; none where you say nothing",
);
/// `/me zone zone:`, `/settings zone zone:`
pub const ZONE: Described = described(
    "zone",
    "A city or an area; a list with the time there comes while you type",
);
/// `/settings`
pub const SETTINGS: Described = described(
    "settings",
    "How I work here: zone, dates, who sees answers, where, and who saves stories",
);
/// `/settings allowed-channels`
pub const SET_CHANNELS: Described = described(
    "allowed-channels",
    "The channels in which I answer; every channel again where you say nothing",
);
/// `/settings allowed-channels add:`
pub const CHANNEL_ADD: Described = described("add", "I answer here too, and no longer everywhere");
/// `/settings allowed-channels remove:`
pub const CHANNEL_REMOVE: Described = described("remove", "I answer here no longer");
/// `/settings answer-visibility`
pub const SET_ANSWERS: Described = described(
    "answer-visibility",
    "Who sees the answers to commands; everybody where you say nothing",
);
/// `/settings answer-visibility seen-by:`
pub const SEEN_BY: Described = described("seen-by", "Everybody in the channel, or who asked");
/// `/settings date-order`
pub const SET_ORDER: Described = described(
    "date-order",
    "How I read 04/05/2026 where you type it; I ask where you say nothing",
);
/// `/settings date-order order:`
pub const ORDER: Described = described("order", "The day first, or the month");
/// `/settings quiet-hours`
pub const SET_QUIET: Described = described(
    "quiet-hours",
    "When I post nothing by myself; none where you say nothing",
);
/// `/settings quiet-hours from:`
pub const QUIET_FROM: Described = described("from", "When they begin: 22:00");
/// `/settings quiet-hours to:`
pub const QUIET_TO: Described = described("to", "When they end: 07:00");
/// `/settings retention`
pub const SET_RETENTION: Described = described(
    "retention",
    "How many days I keep stories that nobody kept; for ever where you say nothing",
);
/// `/settings retention days:`
pub const RETENTION_DAYS: Described = described("days", "Days after their publication");
/// `/settings save-role`
pub const SET_ROLE: Described = described(
    "save-role",
    "The role that it takes to save stories; none where you say nothing",
);
/// `/settings save-role role:`
pub const ROLE: Described = described("role", "Who has it saves stories; others only read");
/// `/settings show`
pub const SETTINGS_SHOW: Described = described("show", "All that is set here");
/// `/settings week-start`
pub const SET_WEEK: Described = described(
    "week-start",
    "The day on which weeks of /agenda start; Monday where you say nothing",
);
/// `/settings week-start day:`
pub const WEEK_DAY: Described = described("day", "Monday, Saturday or Sunday");
/// `/settings zone`
pub const SET_ZONE: Described = described(
    "zone",
    "The zone in which I read and tell times here; mine where you say nothing",
);
/// `/me delete`
pub const ME_DELETE: Described = described(
    "delete",
    "Forget your own archive, and your name wherever it stands",
);
/// `/me export`
pub const ME_EXPORT: Described = described("export", "What I keep of you, as a file for you alone");
/// `/article`
pub const ARTICLE: Described = described(
    "article",
    "The stored stories: list, show, read anew, remove",
);
/// `/article list`
pub const ARTICLE_LIST: Described = described("list", "The stored stories, the newest first");
/// `/article remove`
pub const ARTICLE_REMOVE: Described = described(
    "remove",
    "Remove a story and what it reported: your own, or any with Manage Server",
);
/// `/article reread`
pub const ARTICLE_REREAD: Described = described(
    "reread",
    "Read a story anew by the rules of today: your own, or any with Manage Server",
);
/// `/article show`
pub const ARTICLE_SHOW: Described =
    described("show", "A story with every event that was read in it");
/// `/article … article:`
pub const WHICH_ARTICLE: Described = described("article", "Which story: words of it, or its id");
/// `/search`
pub const SEARCH: Described = described(
    "search",
    "Stored stories that hold some words, each with its sentence",
);
/// `/search text:`
pub const SEARCH_TEXT: Described = described("text", "Words that stand in them");
/// `/search from:`
pub const SEARCH_FROM: Described = described(
    "from",
    "Published on or after this day: 2026-11-23, 23 Nov 2026, yesterday",
);
/// `/search to:`
pub const SEARCH_TO: Described = described("to", "Published on or before this day");
/// `/search source:`
pub const SEARCH_SOURCE: Described =
    described("source", "Part of the name or address of where they stand");
/// `/when`
pub const WHEN: Described = described("when", "When an event is, with the sentence that says so");
/// `/when what:`
pub const WHAT: Described = described(
    "what",
    "Which event: words of its title; a list comes while you type",
);
/// `/when range:`
pub const WHEN_RANGE: Described = described(
    "range",
    "Only upcoming or only past events (any where you say nothing)",
);
/// `/when private:`
pub const PRIVATE: Described = described("private", "Show the answer to you alone");
/// `/event merge`
pub const EVENT_MERGE: Described =
    described("merge", "Say that two events are one (Manage Events)");
/// `/event publish`
pub const EVENT_PUBLISH: Described = described(
    "publish",
    "Put an event among the server's events at Discord, and keep it in step (Manage Events)",
);
/// `/event publish start:`
pub const PUBLISH_START: Described = described(
    "start",
    "When it begins, where the news does not say: 2026-12-04 18:30, or 18:30",
);
/// `/event publish end:`
pub const PUBLISH_END: Described = described(
    "end",
    "When it ends: 2026-12-04 20:00, 20:00, or how long it takes: 90m, 2h",
);
/// `/event restore`
pub const EVENT_RESTORE: Described =
    described("restore", "Show a hidden event again (Manage Events)");
/// `/event show`
pub const EVENT_SHOW: Described = described("show", "How an event stands, with every report of it");
/// `/event split`
pub const EVENT_SPLIT: Described = described(
    "split",
    "Say that some reports of an event tell of another one (Manage Events)",
);
/// `/event undo`
pub const EVENT_UNDO: Described = described("undo", "Take a correction back (Manage Events)");
/// `/event … event:`
pub const WHICH_EVENT: Described = described("event", "Which event: words of its title, or its id");
/// `/event merge other:`
pub const OTHER_EVENT: Described = described("other", "The event that is the same");
/// `/event split reports:`
pub const REPORTS: Described = described(
    "reports",
    "The numbers of the reports that leave, as /event show tells them: 2, 3",
);
/// `/event undo correction:`
pub const CORRECTION: Described = described("correction", "Which correction: c12");
/// `/event fix date:`
pub const EVENT_DATE: Described = described(
    "date",
    "Its date: 2026-12-05, 5 Dec 2026, 4-6 Dec 2026, December 2026",
);
/// `/event fix time:`
pub const EVENT_CLOCK: Described =
    described("time", "Its time of day: 18:30, 6:30 pm, 18:30 Europe/Oslo");
/// `/event fix status:`
pub const EVENT_STATUS: Described = described("status", "Where it stands");
/// `/event fix place:`
pub const EVENT_PLACE: Described = described("place", "Where it is");
/// `/event fix title:`
pub const EVENT_TITLE: Described = described("title", "What it is called");
/// `/help`
pub const HELP: Described = described("help", "What I can do here, with examples");
/// `/feed`
pub const FEED: Described = described(
    "feed",
    "Follow feeds: what is new in them is stored, and I answer from it",
);
/// `/feed add`
pub const FEED_ADD: Described = described("add", "Follow a feed, or the one that a page names");
/// `/feed discover`
pub const FEED_DISCOVER: Described = described("discover", "Which feeds belong to an address");
/// `/feed edit`
pub const FEED_EDIT: Described = described(
    "edit",
    "Change the address, name, topic or channel of a feed",
);
/// `/feed export`
pub const FEED_EXPORT: Described = described("export", "All feeds as an OPML file");
/// `/feed health`
pub const FEED_HEALTH: Described = described("health", "How a feed is doing, or which do not work");
/// `/feed import`
pub const FEED_IMPORT: Described = described("import", "Follow every feed of an OPML file");
/// `/feed list`
pub const FEED_LIST: Described = described("list", "The feeds that are followed here");
/// `/feed pause`
pub const FEED_PAUSE: Described = described("pause", "Leave a feed alone until it is resumed");
/// `/feed poll`
pub const FEED_POLL: Described = described("poll", "Look into a feed now, or into all");
/// `/feed remove`
pub const FEED_REMOVE: Described = described("remove", "Follow a feed no longer");
/// `/feed resume`
pub const FEED_RESUME: Described = described(
    "resume",
    "Take up a feed again that was paused, or does not work",
);
/// `/feed test`
pub const FEED_TEST: Described = described(
    "test",
    "What a feed would bring: five entries, with their events",
);
/// `/feed … url:`
pub const FEED_URL: Described = described("url", "Address of the feed, or of a page that names it");
/// `/feed … feed:`
pub const WHICH_FEED: Described = described(
    "feed",
    "Which feed: words of its title, its address, or its id",
);
/// `/feed … name:`
pub const FEED_NAME: Described = described("name", "What you call it");
/// `/feed … topic:`
pub const FEED_TOPIC: Described = described(
    "topic",
    "Store only stories with one of these words or phrases, between commas",
);
/// `/feed … pages:`
pub const FEED_PAGES: Described = described(
    "pages",
    "Whether I fetch the linked pages; auto: where the feed gives a teaser only",
);
/// `/feed … backfill:`
pub const FEED_BACKFILL: Described = described(
    "backfill",
    "How many of the stories in it now are stored (20 where you say nothing)",
);
/// `/feed … channel:`
pub const FEED_CHANNEL: Described = described(
    "channel",
    "Where I tell, once, when it breaks (here where you say nothing)",
);
/// `/feed remove stories:`
pub const FEED_STORIES: Described =
    described("stories", "Remove the stories that it brought as well");
/// `/feed import file:`
pub const OPML: Described = described("file", "An OPML file, as readers of feeds export it");
/// `/save`
pub const SAVE: Described = described("save", "Store a story, so that I can answer from it");
/// **Save article**, in the menu of a message, below Apps
pub const SAVE_MESSAGE: Described = described("Save article", "");
/// **Find dates here**, likewise
pub const FIND_DATES: Described = described("Find dates here", "");
/// **Ask about this**, likewise
pub const ASK_ABOUT: Described = described("Ask about this", "");
/// `/save text`
pub const SAVE_TEXT: Described =
    described("text", "Paste a story into a form (up to 4,000 characters)");
/// `/save file`
pub const SAVE_FILE: Described =
    described("file", "Store a story from a text file or a saved page");
/// `/save url`
pub const SAVE_URL: Described = described("url", "Fetch the story at an address and store it");
/// `/save url url:`
pub const URL: Described = described("url", "Address of the story");
/// `/save file file:`
pub const FILE: Described = described(
    "file",
    "A .txt or .md file, headline first, or a page saved as .html",
);
/// `/save file published:`
pub const PUBLISHED: Described = described(
    "published",
    "When it was published, if it does not say: 2026-11-23",
);
/// `/save file source:`
pub const SOURCE: Described = described(
    "source",
    "Newspaper, site or agency, or the story's address",
);

/// What stands in the menu of messages: names of up to 32 characters, without a description.
pub const MENUS: [Described; 3] = [ASK_ABOUT, FIND_DATES, SAVE_MESSAGE];

/// Every one of the others, for the laws that they keep.
pub const ALL: [Described; 150] = [
    SET_QUIET,
    QUIET_FROM,
    QUIET_TO,
    SET_RETENTION,
    RETENTION_DAYS,
    ARTICLE_REREAD,
    SETTINGS,
    SETTINGS_SHOW,
    SET_CHANNELS,
    CHANNEL_ADD,
    CHANNEL_REMOVE,
    SET_ANSWERS,
    SEEN_BY,
    SET_ORDER,
    ORDER,
    SET_ROLE,
    ROLE,
    SET_WEEK,
    WEEK_DAY,
    SET_ZONE,
    ZONE,
    ME_SHOW,
    ME_ZONE,
    AGENDA,
    RANGE,
    FROM,
    TO,
    TOPIC,
    PLACE,
    STATUS,
    TIMELINE,
    TIMELINE_TOPIC,
    CHANGES,
    SINCE,
    ASK,
    QUESTION,
    EVENT,
    EVENT_ADD,
    EVENT_FIX,
    EVENT_HIDE,
    EVENT_HISTORY,
    EVENT_ICS,
    EXPORT,
    EXPORT_CSV,
    EXPORT_ICS,
    EXPORT_JSON,
    ABOUT,
    STATUS_OF_BOT,
    FORGET_SERVER,
    ME,
    ME_DELETE,
    ME_EXPORT,
    ARTICLE,
    ARTICLE_LIST,
    ARTICLE_REMOVE,
    ARTICLE_SHOW,
    WHICH_ARTICLE,
    SEARCH,
    SEARCH_TEXT,
    SEARCH_FROM,
    SEARCH_TO,
    SEARCH_SOURCE,
    WHEN,
    WHAT,
    WHEN_RANGE,
    PRIVATE,
    EVENT_MERGE,
    EVENT_PUBLISH,
    PUBLISH_START,
    PUBLISH_END,
    EVENT_RESTORE,
    EVENT_SHOW,
    EVENT_SPLIT,
    EVENT_UNDO,
    WHICH_EVENT,
    OTHER_EVENT,
    REPORTS,
    CORRECTION,
    EVENT_DATE,
    EVENT_CLOCK,
    EVENT_STATUS,
    EVENT_PLACE,
    EVENT_TITLE,
    HELP,
    DIGEST,
    DIGEST_LIST,
    DIGEST_PAUSE,
    DIGEST_PREVIEW,
    DIGEST_REMOVE,
    DIGEST_RESUME,
    DIGEST_RUN,
    DIGEST_SET,
    DIGEST_KIND,
    DIGEST_AT,
    DIGEST_CHANNEL,
    DIGEST_ZONE,
    DIGEST_DAYS,
    DIGEST_TOPIC,
    DIGEST_MENTION,
    DIGEST_ROLLING,
    DIGEST_SILENT,
    DIGEST_SKIP,
    DIGEST_PIN,
    DIGEST_MISSED,
    FEED,
    FEED_ADD,
    FEED_DISCOVER,
    FEED_EDIT,
    FEED_EXPORT,
    FEED_HEALTH,
    FEED_IMPORT,
    FEED_LIST,
    FEED_PAUSE,
    FEED_POLL,
    FEED_REMOVE,
    FEED_RESUME,
    FEED_TEST,
    FEED_URL,
    WHICH_FEED,
    FEED_NAME,
    FEED_TOPIC,
    FEED_PAGES,
    FEED_BACKFILL,
    FEED_CHANNEL,
    FEED_STORIES,
    OPML,
    SAVE,
    SAVE_TEXT,
    SAVE_FILE,
    SAVE_URL,
    URL,
    FILE,
    PUBLISHED,
    SOURCE,
    EVENT_REMIND,
    REMIND_BEFORE,
    TOLD_WHERE,
    TOLD_PING,
    EVENT_REMINDERS,
    REMINDER,
    WATCH,
    WATCH_ADD,
    WATCH_WORDS,
    WATCH_PLACE,
    WATCH_EVENT,
    WATCH_LIST,
    WATCH_PAUSE,
    WATCH_REMOVE,
    WATCH_RESUME,
    WHICH_WATCH,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_descriptions_are_within_what_discord_takes() {
        for Described { name, about } in ALL {
            let fits = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(
                (1..=32).contains(&name.len()) && name.chars().all(fits),
                "{name}"
            );
            assert!(
                (1..=100).contains(&about.chars().count()),
                "{name}: {about}"
            );
        }
    }
}
