//! What `--help` says: of the program, of each command with its examples, and of each option.

mod keeping;
pub mod option;

pub use keeping::{BACKUP, IMPORT, REBUILD, REREAD, RESTORE, VERIFY};

/// The words of one command.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// One line.
    pub about: &'static str,
    /// The whole: what it reads, what it gives, how it ends.
    pub long: &'static str,
    /// Lines to copy.
    pub examples: &'static str,
}

/// What the program is.
pub const PROGRAM: &str = "Reads news and remembers what happens when";

/// What the program is, with its exit codes.
pub const PROGRAM_LONG: &str = "Reads news and remembers what happens when.

Give it stories, ask it questions: every answer shows the sentence it rests on, its source, and how the date was worked \
out. It says plainly when the stored news does not tell. There is no language model in it; it uses the network for addresses and feeds that you give it, and for the Discord bot.

Results go to standard output, everything else to standard error.
Exit codes: 0 done, 1 nothing found, 2 used wrongly, 3 failed.";

/// Lines to copy for a first try.
pub const PROGRAM_EXAMPLES: &str = "Examples:
  dateline demo
  dateline add story.txt
  dateline ask when is the harbour fair
  dateline explain \"late next week\" --published 2026-11-23";

/// `demo`
pub const DEMO: Command = Command {
    name: "demo",
    about: "Show the main job with sample stories: nothing to set up, nothing stored",
    long: "Put sample stories of our own writing into memory, answer sample questions from them, then (where a person is \
at the keyboard) take more questions. Nothing is written to disk.",
    examples: "Examples:
  dateline demo
  dateline demo --format json",
};

/// `add`
pub const ADD: Command = Command {
    name: "add",
    about: "Store stories: addresses, files, folders, feeds, standard input, JSON lines",
    long: "Store stories and read the events in them.

What is given is told apart by itself: addresses are fetched; pages (saved ones too), Markdown, feeds and text copied from a \
page are read: headline, summary, a line with the publication time, paragraphs. A feed gives all its stories. Folders are \
searched with all that is below them for .txt, .md, .html, .htm, .xml, .rss and .atom. A dash reads one story from standard input.

A story must say when it was published. Where it does not, --published says it; nothing is guessed, and the story is \
not stored (exit 3). A story that is stored already changes nothing (exit 0). A folder without stories: exit 1. \
A file that is empty or cannot be read is named, the others go on: exit 3.

With --jsonl each line is {\"id\",\"url\",\"title\",\"published\",\"text\"} and gives a line \
{\"id\",\"stored\",\"new\",\"events\"}, printed when the story is safe on disk.",
    examples: "Examples:
  dateline add https://news.example/story
  dateline add story.txt page.html feed.xml
  dateline add news/ --source \"Harbour Post\"
  dateline add - --published 2026-11-23 < copied.txt
  dateline add --jsonl stories.jsonl",
};

/// `ask`
pub const ASK: Command = Command {
    name: "ask",
    about: "Answer a question from the stored stories",
    long: "Answer a question: when, where, who, what, how many, how long, or whether something took place.

An answer never uses a story published after --at. Exit 0 where the stored news tells, 1 where it does not.

With --explain it is shown how the answer was chosen: the kind of question, its topic words with what may stand for them \
and how much each weighs, the stories and sentences that were looked at, and every possible answer with what it is worth, \
piece by piece, and why it was taken or not.

With --jsonl each line is {\"id\",\"question\",\"asked_at\"} and gives a line with \"answered\", \"state\", \"text\", \
\"when\", \"quote\", \"article\", \"arithmetic\" and more; the exit is 0 whatever was found.",
    examples: "Examples:
  dateline ask when is the harbour fair
  dateline ask \"has the vote been postponed?\" --at 2026-11-23T20:00
  dateline ask where is the harbour fair --explain
  dateline ask --jsonl < questions.jsonl",
};

/// `chat`
pub const CHAT: Command = Command {
    name: "chat",
    about: "Take questions one after the other",
    long: "Take questions one after the other, a line each, from the keyboard or from standard input.

A question may go on from the one before: \"and where?\", \"who?\", \"when does it start\", \"is it still on?\", \"what about the \
ferry talks?\". What it is taken for is shown behind an arrow. :explain shows how the last answer was chosen, :history what was \
asked, :help the orders. The arrow keys bring back earlier lines; an empty line or Ctrl-D ends.",
    examples: "Examples:
  dateline chat
  dateline chat --archive work",
};

/// `search`
pub const SEARCH: Command = Command {
    name: "search",
    about: "Find stored stories by their words",
    long: "Find stored stories by their words, the best first, each with the sentence that holds most of them.

Stories that hold all the words go before those that hold some; where any holds all, only those are shown. Words are compared by their stems: \
\"strikes\" finds \"strike\". Only stories published by --at count. Nothing found: exit 1.

With --format json each story is a line: \"quote\", \"article\", \"headline\", \"source\", \"url\", \"published\".",
    examples: "Examples:
  dateline search harbour fair
  dateline search ferry talks --from 2026-11-01 --to 2026-11-30 --source Post",
};

/// `agenda`
pub const AGENDA: Command = Command {
    name: "agenda",
    about: "List the events of a day, a week, a month or any days",
    long: "List the events whose date lies in a stretch of time, day by day, each with the sentence that says so. \
What takes several days stands on each of them; a date that names no day stands at the end. A cancelled or postponed event is shown as such. \
--picture draws up to a week as days side by side, and more as up to six weeks.

Without --range, --from and --to it is this week; a week starts on Monday. --from alone goes on for a month, --to alone begins today. \
Only stories published by --at count. Where nothing is dated in those days the next known event is named: exit 1.

With --format json each event is a line: \"id\", \"title\", \"start\", \"end\", \"precision\", \"status\", \"place\", \"quote\", \"article\", \"changes\" and more.",
    examples: "Examples:
  dateline agenda
  dateline agenda --range next-week --place Bergen
  dateline agenda --from 2026-12-01 --to 2026-12-24 --topic \"night ferry\" --status cancelled
  dateline agenda --range month --ics > month.ics
  dateline agenda --range month --picture month.png",
};

/// `timeline`
pub const TIMELINE: Command = Command {
    name: "timeline",
    about: "List the events of a topic, the oldest first, with how each changed",
    long: "List the events of a topic by their dates, the oldest first, each with the sentence that dates it, its source, and \
how it moved. Those without a date stand last. Nothing is told of it: exit 1. --picture draws the events that are nearest to now along a line of time.

With --format json each event is a line, as those of `dateline agenda` are.",
    examples: "Examples:
  dateline timeline harbour fair
  dateline timeline \"budget vote\" --at 2026-11-23 --format json",
};

/// `changes`
pub const CHANGES: Command = Command {
    name: "changes",
    about: "Tell what newer stories changed: announced, moved, postponed, cancelled, took place",
    long: "Tell what the stories published between --since and --at changed: events that are newly announced, moved, postponed, \
cancelled, under way or confirmed as happened, from old to new, each with the sentence that says so. An event that was not \
known before is newly announced, whatever it is called. A story of which only the day is known counts from its first minute. Nothing changed: exit 1.

With --format json each change is a line: \"change\", \"event\", \"title\", \"from\", \"to\", \"quote\", \"article\" and more.",
    examples: "Examples:
  dateline changes
  dateline changes --since 7d --topic ferry
  dateline changes --since 2026-11-20 --format json",
};

/// `event`
pub const EVENT: Command = Command {
    name: "event",
    about: "Show an event with all its reports, how it changed, and correct it",
    long: "Show an event with all its reports, or how it changed, and correct it. The EVENT is its id as other lists show it, at \
least five letters of the beginning of that id, or words of its title. Where several are meant they are listed, the soonest first; \
none: exit 1.

A correction is kept with who made it and when, and told with every answer. It holds until the news says something else than what \
was corrected; reading stories anew does not touch it. `event undo` takes it back.",
    examples: "Examples:
  dateline event show harbour fair
  dateline event show e1f0a9c27
  dateline event history \"harbour fair\" --at 2026-11-23
  dateline event fix harbour fair --date \"5 Dec 2026\" --time \"18:30 Europe/Oslo\"
  dateline event split harbour fair --report 2
  dateline event add spring regatta --date 2027-05-04 --place Sundby
  dateline event undo c12
  dateline event ics harbour fair > fair.ics",
};

/// `event show`
pub const EVENT_SHOW: &str = "Show how an event stands, who takes part, and every report of it";
/// `event history`
pub const EVENT_HISTORY: &str = "Show each change of an event with the sentence that tells it";

/// `event ics`
pub const EVENT_ICS: &str = "Write an event as a calendar file (iCalendar)";
/// `event fix`
pub const EVENT_FIX: &str = "Correct date, time, status, place or title of an event";
/// `event merge`
pub const EVENT_MERGE: &str = "Say that two events are one: the second joins the first";
/// `event split`
pub const EVENT_SPLIT: &str = "Say that some reports of an event tell of another one";
/// `event hide`
pub const EVENT_HIDE: &str = "Show an event no more, in no list and no answer";
/// `event restore`
pub const EVENT_RESTORE: &str = "Show a hidden event again";
/// `event add`
pub const EVENT_ADD: &str = "Add an event that no story tells of; it is marked so";
/// `event undo`
pub const EVENT_UNDO: &str = "Take a correction back; an event that was added by hand is removed";
/// `event corrections`
pub const EVENT_CORRECTIONS: &str = "List every correction, the oldest first";

/// `export`
pub const EXPORT: Command = Command {
    name: "export",
    about: "Write events as a calendar, a table or JSON lines; with --all everything that people own",
    long: "Write events as a file that other programs read: those of a topic, or all that have a date. A calendar (iCalendar, .ics) that is \
read again after a change changes the same entries: each keeps its UID, and SEQUENCE counts its changes. The file goes to standard \
output; how many events it holds to standard error. None: exit 1.

With --all: everything that people own of an archive as JSON lines, for `dateline import` and for other programs: every story in every \
revision with who saved it, corrections, feeds, digests, settings. Positions count characters.",
    examples: "Examples:
  dateline export ics > events.ics
  dateline export ics --topic \"harbour fair\" > fair.ics
  dateline export csv > events.csv
  dateline export json --topic \"harbour fair\"
  dateline export --all > archive.jsonl",
};

/// `export csv`
pub const EXPORT_CSV: &str = "Events as a table: those of a topic, or all that have a date";
/// `export json`
pub const EXPORT_JSON: &str =
    "Events as JSON lines with every report: those of a topic, or all that have a date";
/// `export ics`
pub const EXPORT_ICS: &str = "Events as iCalendar: those of a topic, or all that have a date";

/// `article`
pub const ARTICLE: Command = Command {
    name: "article",
    about: "List, show or remove stored stories",
    long: "List, show or remove stored stories. A story that is not there: exit 1.",
    examples: "Examples:
  dateline article list
  dateline article show 3f9c21aa08b7d611
  dateline article remove 3f9c21aa08b7d611",
};

/// `article list`
pub const ARTICLE_LIST: &str = "List the stored stories, a line each, the newest first";
/// `article show`
pub const ARTICLE_SHOW: &str = "Show one story in full";
/// `article remove`
pub const ARTICLE_REMOVE: &str = "Remove one story, and with it what it reported";

/// `feed`
pub const FEED: Command = Command {
    name: "feed",
    about: "Follow feeds: add, look for, try out, poll, bring in and take out lists",
    long: "Follow feeds (RSS, Atom, JSON Feed): each is polled as often as it brings news, and every new story is stored and \
read. Where a feed gives a teaser only, the page is fetched for the whole story, if robots.txt admits it. A story that \
changes becomes a new revision; one that several papers print is shown once, with all of them.

A FEED is named by its id, its address, or words of its title. While a bot serves the data folder it does the polling; \
`feed poll` polls at once. A feed that fails is tried less and less often, and is reported once.

Exit 0 done, 1 where there is nothing (no feed, none found), 3 where an address or a feed failed; the others go on.",
    examples: "Examples:
  dateline feed add https://news.example/feed
  dateline feed add https://news.example --topic \"harbour, night ferry\" --backfill 5
  dateline feed poll
  dateline feed health \"Harbour Post\"
  dateline feed export > feeds.opml",
};

/// `feed add`
pub const FEED_ADD: &str = "Follow the feeds at these addresses, or those that the pages there name, and store what is in them";
/// `feed edit`
pub const FEED_EDIT: &str = "Change the address, name, topic or pages of a feed";
/// `feed discover`
pub const FEED_DISCOVER: &str = "List the feeds that belong to an address";
/// `feed test`
pub const FEED_TEST: &str =
    "Show what a feed would bring: five entries and the events in them; nothing is stored";
/// `feed list`
pub const FEED_LIST: &str = "List the feeds, a line each";
/// `feed pause`
pub const FEED_PAUSE: &str = "Leave feeds alone until they are resumed";
/// `feed resume`
pub const FEED_RESUME: &str = "Take feeds up again, those that are gone or failing too";
/// `feed remove`
pub const FEED_REMOVE: &str =
    "Follow feeds no longer; their stories stay, unless --stories is given";
/// `feed health`
pub const FEED_HEALTH: &str = "Tell how feeds are doing: last polls, failures, next poll";
/// `feed poll`
pub const FEED_POLL: &str = "Poll feeds now: those named, else all that are not paused";
/// `feed import`
pub const FEED_IMPORT: &str = "Follow every feed of OPML lists; they are fetched by the next poll";
/// `feed export`
pub const FEED_EXPORT: &str = "Write the feeds as an OPML list";

/// `times`
pub const TIMES: Command = Command {
    name: "times",
    about: "Find the time mentions in a text; nothing is stored",
    long: "Find every phrase that names a time, and the date it comes to when counted from the publication.

With --jsonl each line is {\"id\",\"published\",\"text\"} and gives a line {\"id\",\"times\":[...]}; positions count characters.",
    examples: "Examples:
  dateline times story.txt --published 2026-11-23
  echo \"They meet next Tuesday.\" | dateline times --published 2026-11-23
  dateline times --jsonl texts.jsonl",
};

/// `read`
pub const READ: Command = Command {
    name: "read",
    about: "Read pages or pasted text: headline, authors, dates, story; nothing is stored",
    long: "Read pages or pasted text: headline, authors, publication, place, and the story without what stands around it.

With --jsonl each line is {\"id\",\"url\",\"html\"} and gives a line with \"title\", \"authors\", \"published\", \"text\" and more.",
    examples: "Examples:
  dateline read page.html
  dateline read story.txt --format json
  dateline read --jsonl pages.jsonl",
};

/// `events`
pub const EVENTS: Command = Command {
    name: "events",
    about: "Find the events that stories report; nothing is stored",
    long: "Find the events that stories report: title, date, place, participants, status, and the sentence that says so.

With --jsonl each line is {\"id\",\"title\",\"published\",\"text\"} and gives a line for each event.",
    examples: "Examples:
  dateline events story.txt
  dateline events story.txt --published 2026-11-23 --format json
  dateline events --jsonl stories.jsonl",
};

/// `explain`
pub const EXPLAIN: Command = Command {
    name: "explain",
    about: "Show how a time phrase is read: rule, anchor, steps, other readings",
    long: "Show how a time phrase is read: the rule, the day it is counted from, each step, and what else it could mean.
Nothing in it names a time: exit 1.",
    examples: "Examples:
  dateline explain \"by late next week\" --published 2026-11-23
  dateline explain \"the talks will be held on Friday\" --published 2026-11-23T10:48+05:30",
};

/// `healthcheck`
pub const HEALTHCHECK: Command = Command {
    name: "healthcheck",
    about: "Tell how the bot that serves the data folder is doing",
    long: "Ask the bot that serves the data folder how it is doing: how long it has run, whether Discord is connected, on \
how many servers it is.

Exit 0 where Discord is connected; 3 where it is not, or where no running bot serves the folder.",
    examples: "Examples:
  dateline healthcheck
  dateline healthcheck --data /var/lib/dateline --format json",
};

/// `serve`
pub const SERVE: Command = Command {
    name: "serve",
    about: "Run the Discord bot on the data folder",
    long: "Answer in Discord (the commands that /help lists, Save article, Find dates here and Ask about this in the menus of messages, mentions, replies and direct messages), poll the feeds of every archive, and post digests, reminders and what watches find. Each server has an archive of its own, \
and so has each person in direct messages.

The bot's token comes from DISCORD_TOKEN, or from the file that DISCORD_TOKEN_FILE names; without one it is told where to get \
it and how to invite the bot. The data folder belongs to the bot while it runs: add, ask, chat, search, agenda, timeline, changes, event, article, feed, export, import, verify, backup, reread, rebuild and healthcheck speak to it \
through the socket in that folder. SIGTERM and Ctrl-C end it within 5 seconds; what was taken is stored.

With --metrics it tells on an address of this machine how it is doing: /healthz answers 200 while the process lives, /readyz while the archives can be read \
and Discord is connected (else 503), /metrics gives the counts that Prometheus reads; none names an archive, a person or anybody's words.

Through a proxy (HTTPS_PROXY) requests go to the proxy, and certificates are checked against the system's store \
(SSL_CERT_FILE); the event connection to Discord itself uses no proxy.",
    examples: "Examples:
  dateline serve
  dateline serve --zone Asia/Kolkata --data /var/lib/dateline",
};

/// `check-config`
pub const CHECK_CONFIG: Command = Command {
    name: "check-config",
    about: "Look over a file of settings, or write one with every setting in it",
    long: "Look over a file of settings (TOML) and show what holds for each setting, and who says so: a variable of the environment, the file, or what is built in. \
Without FILE it is the one of --config.

The keys are the long names of the options that `dateline serve --help` shows. A key that is none is refused, with the one that was probably meant; \
so is a value that its option would refuse: each with its line, exit 2. Nothing is opened or started.

--example writes a file in which every setting stands with its words, switched off.",
    examples: "Examples:
  dateline check-config --example > dateline.toml
  dateline check-config dateline.toml
  dateline check-config --config dateline.toml --format json",
};

/// Every command, in the order in which help lists them.
pub const COMMANDS: [Command; 25] = [
    DEMO,
    ADD,
    ASK,
    CHAT,
    SEARCH,
    AGENDA,
    TIMELINE,
    CHANGES,
    EVENT,
    EXPORT,
    IMPORT,
    ARTICLE,
    FEED,
    TIMES,
    READ,
    EVENTS,
    EXPLAIN,
    VERIFY,
    BACKUP,
    RESTORE,
    REREAD,
    REBUILD,
    HEALTHCHECK,
    CHECK_CONFIG,
    SERVE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_name_of_its_own_one_line_and_examples_that_call_it() {
        for (at, command) in COMMANDS.iter().enumerate() {
            assert!(
                COMMANDS
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.name != command.name)
            );
            assert!(
                !command.about.contains('\n') && !command.about.ends_with('.'),
                "{}",
                command.name
            );
            let called = format!("dateline {}", command.name);
            let lines: Vec<&str> = command.examples.lines().collect();
            assert_eq!(lines.first(), Some(&"Examples:"));
            assert!(
                lines.iter().skip(1).all(|line| line.contains(&called)),
                "{}",
                command.name
            );
        }
    }
}
