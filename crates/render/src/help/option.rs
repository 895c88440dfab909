//! The words of each option.

/// `--config`
pub const CONFIG: &str =
    "File of settings (TOML); the command line and the environment go before it";
/// A file of settings.
pub const CONFIG_FILE: &str = "File of settings [default: the one of --config]";
/// `--example`
pub const CONFIG_EXAMPLE: &str = "Write a file with every setting in it";
/// `--log-level`
pub const LOG_LEVEL: &str = "The least that is logged";
/// `--log-format`
pub const LOG_FORMAT: &str = "For people, or one JSON object a line";
/// `--metrics`
pub const METRICS: &str = "Address for /metrics (Prometheus), /healthz and /readyz, without a password: 127.0.0.1:9464 [default: none]";
/// `--discord-token-file`
pub const TOKEN_FILE: &str = "File that holds the bot's token and nothing else";
/// `--data`
pub const DATA: &str = "Folder of the archives [default: the platform's data folder]";
/// `--archive`
pub const ARCHIVE: &str = "Archive: local, server:<id>, user:<id> or a word of your own";
/// `--zone`
pub const ZONE: &str = "Zone of times that are written without one: Asia/Kolkata, +05:30";
/// `--format`
pub const FORMAT: &str = "For people, or one JSON object a line";
/// `--at`
pub const AT: &str = "Ask as of this time: 2026-11-23 or 2026-11-23T20:00 [default: now]";
/// Words of stories.
pub const SEARCH_WORDS: &str = "Words that stand in the stories";
/// `--from` of `search`
pub const SEARCH_FROM: &str = "First day of publication";
/// `--to` of `search`
pub const SEARCH_TO: &str = "Last day of publication";
/// `--source` of `search`
pub const SEARCH_SOURCE: &str = "Part of the name or address of the newspaper, site or agency";
/// `--at` of the bot
pub const SERVE_AT: &str = "Start the bot's clock at this time, to try things out [default: now]";
/// `--discord-timeout`
pub const DISCORD_TIMEOUT: &str =
    "Seconds after which a request to Discord is given up, 0.1 to 120";
/// What a number of seconds may be.
pub const WAITS: &str = "a number of seconds from 0.1 to 120";
/// `--discord-retry`
pub const DISCORD_RETRY: &str =
    "Seconds before a failed request at the start is made again; they double up to 60";
/// `--published`
pub const PUBLISHED: &str = "When it was published: 2026-11-23 or 2026-11-23T10:48+05:30";
/// `--source`
pub const SOURCE: &str = "Name of the newspaper, site or agency";
/// `--url`
pub const URL: &str = "Address where the story stands (for one story)";
/// `--fetch-allow`
pub const FETCH_ALLOW: &str =
    "Hosts that may lie in a private network, between commas: wiki.intern, 10.0.0.7:8080";
/// What an allowed host is.
pub const A_HOST: &str =
    "a host is written as in an address: wiki.intern, wiki.intern:8080, 10.0.0.7";
/// `--fetch-proxy`
pub const FETCH_PROXY: &str =
    "Proxy for fetching; it must refuse private networks itself [default: none]";
/// What a proxy is.
pub const A_PROXY: &str = "a proxy is an address: http://proxy.intern:3128";
/// `--fetch-timeout`
pub const FETCH_TIMEOUT: &str =
    "Seconds for one address, with all its redirects, 0.1 to 120 [default: 20]";
/// `--fetch-gap`
pub const FETCH_GAP: &str =
    "Seconds between two scheduled visits to one host, 0 to 60 [default: 1]";
/// What a gap is.
pub const A_GAP: &str = "a number of seconds from 0 to 60";
/// `--fetch-contact`
pub const FETCH_CONTACT: &str =
    "Page or mailbox of whoever runs this, told to every site that is visited";
/// `--feeds-per-server`
pub const FEEDS_PER_SERVER: &str = "The most feeds that a server may follow";
/// Addresses of feeds.
pub const FEED_URLS: &str = "Addresses of feeds, or of pages that name one";
/// One address.
pub const FEED_URL: &str = "Address of a feed or a page";
/// A feed that is followed.
pub const FEED: &str = "Id, address or words of the title, as in `feed list`";
/// A feed, or an address.
pub const FEED_OR_URL: &str = "A feed that is followed, or an address";
/// `--name`
pub const FEED_NAME: &str = "What you call it; empty: its own title";
/// `--topic`
pub const FEED_TOPIC: &str =
    "Store only stories with one of these words or phrases, between commas; empty: all";
/// `--pages`
pub const FEED_PAGES: &str =
    "Whether linked pages are fetched; auto: where the feed gives a teaser only";
/// `--backfill`
pub const FEED_BACKFILL: &str =
    "How many of the stories that stand in it already are stored: a number, none or all";
/// What a backfill is.
pub const A_BACKFILL: &str = "a number, none or all";
/// `--url` of a feed
pub const FEED_NEW_URL: &str = "Its new address";
/// `--stories`
pub const FEED_STORIES: &str = "Remove the stories that it brought as well";
/// `--all`
pub const FEED_ALL: &str = "All feeds";
/// `--due`
pub const FEED_DUE: &str = "Only those that are due by their schedule";
/// OPML files.
pub const OPML: &str = "OPML files; - is standard input";
/// `--explain`
pub const READ_EXPLAIN: &str =
    "Show every publication time that was found, where, and why one was chosen";
/// `--explain` of a question
pub const ASK_EXPLAIN: &str =
    "Show how the answer was chosen: words, weights, sentences, what lost and why";
/// `--title`
pub const TITLE: &str = "Headline (for one story)";
/// `--jsonl`
pub const JSONL: &str = "Read JSON lines from files or standard input, write JSON lines";
/// Paths of stories.
pub const PATHS: &str = "Addresses, files and folders; - is standard input";
/// Paths of texts.
pub const TEXTS: &str = "Files; none or - is standard input";
/// `--range`
pub const RANGE: &str = "Days that count from now; a week starts on Monday [default: week]";
/// `--from`
pub const FROM: &str = "First day: 2026-11-23 [default: today]";
/// `--to`
pub const TO: &str = "Last day, included: 2026-11-29 [default: 30 days behind the first]";
/// `--topic` of a list of events
pub const TOPIC: &str = "Only events that these words are about";
/// `--place`
pub const PLACE: &str = "Only events at this place";
/// `--status`
pub const STATUS: &str = "Only those that are scheduled, ongoing, happened, postponed or cancelled";
/// What a status is.
pub const A_STATUS: &str = "a status is scheduled, ongoing, happened, postponed or cancelled";
/// What a topic or a place is.
pub const SOME_WORDS: &str = "a word or a few, up to 200 characters";
/// `--since`
pub const SINCE: &str = "Since when: hours (24h), days (7d), or a day or time: 2026-11-23";
/// Words of a topic.
pub const TIMELINE_TOPIC: &str = "What it is about; quotes are not needed";
/// An event.
pub const EVENT: &str = "Id of the event, its beginning, or words of its title";
/// `agenda --ics`
pub const ICS: &str = "Write the events as a calendar file (iCalendar)";
/// An event that is the same as another.
pub const OTHER_EVENT: &str = "The event that is the same, likewise";
/// `event fix --date`
pub const EVENT_DATE: &str = "Its date: 2026-12-05, 5 Dec 2026, 4-6 Dec 2026, December 2026";
/// `event fix --time`
pub const EVENT_CLOCK: &str = "Its time of day: 18:30, 6:30 pm, 18:30 Europe/Oslo";
/// `event fix --status`
pub const EVENT_STATUS: &str =
    "Where it stands: scheduled, ongoing, happened, postponed, cancelled";
/// `event fix --place`
pub const EVENT_PLACE: &str = "Where it is";
/// `event fix --title`
pub const EVENT_TITLE: &str = "What it is called";
/// `event add TITLE`
pub const NEW_TITLE: &str = "What it is called; quotes are not needed";
/// `event split --report`
pub const REPORTS: &str = "A report that leaves, by its number in `event show`; may be given again";
/// `event undo`
pub const CORRECTION: &str =
    "Id of the correction, as `event show` and `event corrections` show it: c12";
/// `event fix --at`
pub const DONE_AT: &str = "When it is corrected: 2026-11-23 or 2026-11-23T20:00 [default: now]";
/// Words of a question.
pub const QUESTION: &str = "The question; quotes are not needed";
/// A phrase.
pub const PHRASE: &str = "A phrase or sentence that names a time";
/// `export --all`
pub const ALL: &str = "Everything that people own of the archive, as JSON lines";
/// `backup`
pub const BACKUP_TO: &str = "A file, or a folder in which it gets a name with the time";
/// `backup --replace`
pub const REPLACE: &str = "A file of that name gives way once the backup is whole";
/// `restore`
pub const RESTORE_FROM: &str = "The backup";
/// `import`
pub const IMPORTED: &str = "Files of JSON lines; - or nothing: standard input";
/// `reread --dry-run`
pub const DRY_RUN: &str = "Only show what would be found otherwise; keep nothing";
/// An article.
pub const ID: &str = "Id of the story, as `article list` shows it";
/// `--questions-per-minute`
pub const QUESTIONS_PER_MINUTE: &str = "The most questions of one person in a minute";
/// `--saves-per-person`
pub const SAVES_PER_PERSON: &str = "The most stories that one person saves in an hour";
/// `--saves-per-server`
pub const SAVES_PER_SERVER: &str = "The most stories that are saved in one server in an hour";
/// `agenda --picture`
pub const SHEET: &str =
    "Draw the days into a PNG file too; where there is no event, none is written";
/// `timeline --picture`
pub const LINE: &str =
    "Draw a line of time into a PNG file too; where there is no event, none is written";
