//! What went wrong, as one sentence that names the file, line, address or option, and says what to do next.

mod config;
mod discord;
mod fault;
mod fetch;
mod socket;

pub use config::ConfigFault;
pub use discord::DiscordFault;
pub use fault::{ArchiveFault, Fault, LineFault};
pub use fetch::FetchFault;
pub use socket::{Errand, RequestFault, SocketFault};

use crate::{corrections, safe, words};
use dateline_core::{ArticleId, Error, NotAmended};
use std::{fmt, path::PathBuf};

/// Something that a person has to know and may be able to mend; its `Display` is the sentence they read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// A file, a folder, an address or standard input could not be taken.
    Given {
        /// As it was given; standard input is [`STANDARD_INPUT`].
        name: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// An option's value was refused.
    Option {
        /// The option, with its dashes.
        option: &'static str,
        /// Why.
        why: Error,
    },
    /// A time back to which changes are asked for was refused.
    NotSince {
        /// As it was given.
        given: String,
    },
    /// An option that fits one story was given for several.
    OneStory {
        /// The option, with its dashes.
        option: &'static str,
        /// How many stories there are.
        stories: usize,
    },
    /// A JSON line could not be read; the others go on.
    Line {
        /// The file, or [`STANDARD_INPUT`].
        name: String,
        /// Its number, from 1.
        line: u64,
        /// What is wrong with it.
        fault: LineFault,
    },
    /// The folder of the archive does not serve.
    Archive {
        /// The folder, or the file in it.
        path: PathBuf,
        /// What is wrong with it.
        fault: ArchiveFault,
    },
    /// The archive refused a value or cannot read one.
    Stored {
        /// What it said.
        why: String,
    },
    /// A question longer than is read.
    LongQuestion {
        /// How many characters are read.
        limit: usize,
    },
    /// No article has that id.
    NoSuchArticle {
        /// The id.
        id: ArticleId,
    },
    /// No feed answers to that name.
    NoSuchFeed {
        /// What was given.
        given: String,
    },
    /// Several feeds answer to that name.
    SeveralFeeds {
        /// What was given.
        given: String,
        /// Their addresses.
        feeds: Vec<String>,
    },
    /// The feed is followed already.
    FeedKnown {
        /// Its address.
        url: String,
        /// What it is called.
        title: String,
    },
    /// An archive follows as many feeds as it may.
    TooManyFeeds {
        /// How many that are.
        limit: usize,
    },
    /// An event was not corrected.
    NotAmended(NotAmended),
    /// Words mean several events, or none.
    WhichEvent {
        /// What was given.
        given: String,
        /// How many are meant.
        events: usize,
    },
    /// What should be a date of an event is none, or can be two.
    NotAnEventDate {
        /// The option, with its dashes.
        option: &'static str,
        /// What was given.
        given: String,
        /// Whether it can be read in two ways.
        is_two: bool,
    },
    /// What should be a time of day is none.
    NotAClock {
        /// The option, with its dashes.
        option: &'static str,
        /// What was given.
        given: String,
    },
    /// A correction says nothing.
    NothingToCorrect,
    /// Nothing in a text names a time.
    NoTime {
        /// The text.
        text: String,
    },
    /// The platform tells no folder to keep data in.
    NoDataFolder,
    /// A file of settings, or one line of it.
    Config {
        /// The file.
        path: PathBuf,
        /// The line, from 1; none for the whole.
        line: Option<usize>,
        /// What is wrong with it.
        fault: ConfigFault,
    },
    /// The address for counts cannot be opened.
    Metrics {
        /// The address.
        address: String,
        /// What the system said.
        why: String,
    },
    /// The Discord bot cannot run.
    Discord(DiscordFault),
    /// The socket of a running bot does not serve.
    Socket {
        /// The socket.
        path: PathBuf,
        /// What is wrong with it.
        fault: SocketFault,
    },
    /// A running bot does not do what was asked through its socket.
    Request {
        /// What is wrong with the request.
        fault: RequestFault,
    },
    /// A trouble that a running bot had and put into words.
    Told {
        /// The sentence.
        sentence: String,
    },
    /// A running bot is not connected to Discord yet, or not any more.
    DiscordConnecting,
    /// A running bot does not speak to Discord at all.
    DiscordOff,
    /// A picture could not be written.
    Picture {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The results could not be written.
    Output {
        /// What the system said.
        why: String,
    },
}

/// What standard input is called.
pub const STANDARD_INPUT: &str = "standard input";

impl std::error::Error for Trouble {}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given { name, fault } => f.write_str(&fault.sentence(&safe::line(name))),
            Self::Option { option, why } => write!(f, "{option}: {}.", refusal(why)),
            Self::NotSince { given } => f.write_str(&not_since(given)),
            Self::OneStory { option, stories } => {
                write!(f, "{option} fits one story, and {stories} were given; add them one by one, or leave it out.")
            }
            Self::Line { name, line, fault } => {
                write!(f, "{}, line {line}: {}. The line was skipped.", safe::line(name), fault.words())
            }
            Self::Archive { path, fault } => f.write_str(&fault.sentence(&shown(path))),
            Self::Stored { why } => write!(f, "The archive refused: {}.", clause(why)),
            Self::LongQuestion { limit } => {
                write!(f, "A question may have {limit} characters; this one is longer.")
            }
            Self::NoSuchArticle { id } => write!(
                f,
                "No article has the id {}. The ids are in: dateline article list",
                safe::line(id.as_str())
            ),
            Self::NoSuchFeed { given } => write!(
                f,
                "No feed is called {}. Give an id, an address or a name as in: dateline feed list",
                safe::line(given)
            ),
            Self::SeveralFeeds { given, feeds } => write!(
                f,
                "{} feeds are called {}; give the id or the address of one: {}",
                feeds.len(),
                safe::line(given),
                safe::line(&feeds.join(" , "))
            ),
            Self::FeedKnown { url, title } => write!(
                f,
                "{}: is followed already, as “{}”.",
                safe::line(url),
                safe::line(title)
            ),
            Self::TooManyFeeds { limit } => write!(
                f,
                "This archive follows {limit} feeds, the most that it may; remove one first."
            ),
            Self::NotAmended(why) => f.write_str(&corrections::refused(why)),
            Self::WhichEvent { given, events } => f.write_str(&which_event(given, *events)),
            Self::NotAnEventDate {
                option,
                given,
                is_two,
            } => write!(f, "{option}: {}", corrections::not_a_date(&safe::line(given), *is_two)),
            Self::NotAClock { option, given } => {
                write!(f, "{option}: {}", corrections::not_a_clock(&safe::line(given)))
            }
            Self::NothingToCorrect => {
                f.write_str("Say what is to be corrected: --date, --time, --status, --place or --title.")
            }
            Self::NoTime { text } => write!(f, "Nothing in “{}” names a time.", safe::line(text)),
            Self::NoDataFolder => f.write_str(
                "There is no folder to keep the archive in: neither a home folder nor a data folder is set. \
                 Give one: --data DIR",
            ),
            Self::Config { path, line, fault } => match line {
                Some(line) => write!(f, "{}, line {line}: {}", shown(path), fault.words()),
                None => write!(f, "{}: {}", shown(path), fault.words()),
            },
            Self::Metrics { address, why } => write!(
                f,
                "The counts cannot be shown on {}: {}. Give another address with --metrics, or leave it out.",
                safe::line(address),
                clause(why)
            ),
            Self::Discord(fault) => f.write_str(&fault.sentence()),
            Self::Socket { path, fault } => f.write_str(&fault.sentence(&shown(path))),
            Self::Request { fault } => f.write_str(&fault.sentence()),
            Self::Told { sentence } => f.write_str(&safe::line(sentence)),
            Self::DiscordConnecting => {
                f.write_str("Discord is not connected; the bot is trying to reach it.")
            }
            Self::DiscordOff => f.write_str("Discord is not connected; the bot runs without it."),
            Self::Picture { path, why } => {
                write!(f, "{}: the picture cannot be written: {}.", shown(path), clause(why))
            }
            Self::Output { why } => write!(f, "The results could not be written: {}.", clause(why)),
        }
    }
}

fn which_event(given: &str, events: usize) -> String {
    let given = safe::line(given);
    match events {
        0 => format!("No stored event is called “{given}”."),
        many => format!("“{given}” means {many} events; nothing was changed. Give the id of one."),
    }
}

/// What is wrong with a time since which changes were asked for.
fn not_since(given: &str) -> String {
    format!(
        "--since: “{}” is neither a time back, as 24h, 7d or 2w are, nor a day or time, as 2026-11-23 is.",
        safe::line(given)
    )
}

/// Why a value was refused, without a full stop.
#[must_use]
pub fn refusal(why: &Error) -> String {
    match why {
        Error::NotAMoment(text) => format!(
            "“{}” is not a date or time; write 2026-11-23, 2026-11-23T10:48 or 2026-11-23T10:48+05:30",
            safe::line(text)
        ),
        Error::NotAZone(text) => {
            format!(
                "“{}” is not a time zone; write Asia/Kolkata, +05:30 or UTC",
                safe::line(text)
            )
        }
        Error::NotAnArchive(text) => format!(
            "“{}” is not an archive; write local, server:<number>, user:<number>, or a word of letters, digits, - and _",
            safe::line(text)
        ),
        Error::NotAnArticleId(text) => format!(
            "“{}” is not an article id; an id has 1 to 512 bytes and no control characters",
            safe::line(&text.chars().take(60).collect::<String>())
        ),
        Error::EmptyInterval(start, end) => format!(
            "{} lies before {}, the first day; the days would end before they begin",
            words::day(end.date().pred_opt().unwrap_or_else(|| end.date())),
            words::day(start.date())
        ),
        Error::EmptyArticle => {
            "the story is empty: it has neither a headline nor a text".to_owned()
        }
        other => clause(&other.to_string()),
    }
}

/// A clause of another's making: on one line, without a full stop.
fn clause(clause: &str) -> String {
    let line = safe::line(clause);
    line.strip_suffix('.').map(str::to_owned).unwrap_or(line)
}

fn shown(path: &std::path::Path) -> String {
    safe::line(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Moment;

    fn check(trouble: Trouble, sentence: &str) {
        assert_eq!(trouble.to_string(), sentence);
    }

    fn given(name: &str, fault: Fault) -> Trouble {
        Trouble::Given {
            name: name.into(),
            fault,
        }
    }

    #[test]
    fn what_was_put_in_is_named_with_what_to_do_next() {
        check(
            given(
                "a.txt",
                Fault::Unreadable {
                    why: "No such file or directory (os error 2)".into(),
                },
            ),
            "a.txt: cannot be read: No such file or directory (os error 2).",
        );
        check(
            given(
                "a.txt",
                Fault::NoPublication {
                    changed: Moment::parse("2026-11-23").ok(),
                },
            ),
            "a.txt: does not say when it was published (it says that it was changed on Mon 23 Nov 2026). \
             Give the day: --published 2026-11-23",
        );
        check(
            given("a.html", Fault::Index { links: 24 }),
            "a.html: is a list of 24 stories, not one story; give the page of one of them.",
        );
        check(
            given(
                "a.txt",
                Fault::NotTaken {
                    why: refusal(&Error::EmptyArticle),
                },
            ),
            "a.txt: the story is empty: it has neither a headline nor a text.",
        );
        check(
            given("news", Fault::NoStories),
            "news: holds no story; files ending in .txt, .md, .html, .htm, .xml, .rss or .atom are read.",
        );
    }

    #[test]
    fn a_broken_line_is_named_by_file_and_number() {
        let line = |fault| Trouble::Line {
            name: "in.jsonl".into(),
            line: 7,
            fault,
        };
        check(
            line(LineFault::NotJson {
                why: "EOF while parsing a string at column 12".into(),
            }),
            "in.jsonl, line 7: is not the JSON object that is read here (EOF while parsing a string at column 12). \
             The line was skipped.",
        );
        check(
            line(LineFault::Missing {
                field: "published",
                option: Some("--published DAY"),
            }),
            "in.jsonl, line 7: has no \"published\"; add the field, or give --published DAY. The line was skipped.",
        );
        check(
            line(LineFault::Refused {
                why: Error::NotAMoment("soon".into()),
            }),
            "in.jsonl, line 7: “soon” is not a date or time; write 2026-11-23, 2026-11-23T10:48 or \
             2026-11-23T10:48+05:30. The line was skipped.",
        );
    }

    #[test]
    fn an_archive_in_use_is_named_by_its_folder_and_the_process() {
        let in_use = |process| Trouble::Archive {
            path: "/data/store".into(),
            fault: ArchiveFault::InUse { process },
        };
        check(
            in_use(Some(4711)),
            "/data/store: another Dateline process (4711) has this archive open. \
             End it first, or give another folder: --data DIR",
        );
        check(
            in_use(None),
            "/data/store: another Dateline process has this archive open. \
             End it first, or give another folder: --data DIR",
        );
    }

    #[test]
    fn every_trouble_has_its_sentence() {
        let archive = |fault| Trouble::Archive {
            path: "p".into(),
            fault,
        };
        let all = [
            given("n", Fault::Empty),
            given("n", Fault::NotText),
            given("n", Fault::TooLong { limit: 5 }),
            given("n", Fault::TooBig { limit: 5 }),
            given(
                "n",
                Fault::NotTaken {
                    why: "the story is empty".into(),
                },
            ),
            Trouble::Option {
                option: "--at",
                why: Error::NotAMoment("soon".into()),
            },
            Trouble::NotSince {
                given: "soon".into(),
            },
            Trouble::OneStory {
                option: "--url",
                stories: 2,
            },
            given(
                "n",
                Fault::Refused {
                    why: Error::EmptyArticle,
                },
            ),
            given("https://a.example/", Fault::NotFetched),
            Trouble::LongQuestion { limit: 500 },
            archive(ArchiveFault::Newer { schema: 9 }),
            archive(ArchiveFault::SetAside { kept: "q".into() }),
            archive(ArchiveFault::Io {
                why: "no space".into(),
            }),
            Trouble::Stored { why: "x.".into() },
            Trouble::NoSuchArticle {
                id: "i".parse().expect("an id"),
            },
            Trouble::NoTime { text: "n".into() },
            Trouble::NoDataFolder,
            Trouble::Told {
                sentence: "The archive refused: it is full.".into(),
            },
            Trouble::DiscordConnecting,
            Trouble::DiscordOff,
            Trouble::Output {
                why: "disk full".into(),
            },
        ];
        for trouble in all {
            let sentence = trouble.to_string();
            assert!(
                sentence.len() > 20 && !sentence.contains(".."),
                "{trouble:?}: {sentence}"
            );
        }
    }

    #[test]
    fn a_file_name_cannot_write_on_the_terminal() {
        let shown = given("a\u{1b}[2Jb\n.txt", Fault::NoStories).to_string();
        assert!(shown.starts_with("a[2Jb .txt: holds no story"), "{shown}");
    }
}
