//! What is said where something could not be done, and how a bot is invited.

use super::{
    card::{Card, Tone, outside},
    event_notice::EventNotice,
    limit::{self, Limit},
    publish::NotPublished,
    settings,
};
use crate::{FetchFault, Trouble, refusal, safe, words};
use chrono::{DateTime, Utc};
use dateline_core::{Error, Moment};

/// The permissions that the bot needs, as Discord counts them: View Channels, Send Messages, Embed Links, Read Message
/// History, Send Messages in Threads.
pub const PERMISSIONS: u64 = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 38);

/// The address at which a person who manages a server lets the bot in.
#[must_use]
pub fn invite_link(application: &str) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={PERMISSIONS}"
    )
}

/// How to invite a bot whose application is not known yet, or is that one.
#[must_use]
pub fn invitation(application: Option<&str>) -> String {
    format!(
        "Invite the bot to a server: {} \
         (it asks for View Channels, Send Messages, Send Messages in Threads, Embed Links and Read Message History; \
         no privileged intent is needed)",
        invite_link(application.unwrap_or("YOUR_APPLICATION_ID"))
    )
}

/// Most characters that are repeated of what was given.
const GIVEN: usize = 80;

/// Why something was not done, for the person who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The question is longer than is read.
    LongQuestion {
        /// Most characters.
        limit: usize,
        /// Its own.
        length: usize,
    },
    /// There is no question.
    NoQuestion,
    /// What should be a publication date is none.
    NotADate {
        /// As it was given.
        given: String,
    },
    /// A date that can be read in two ways.
    TwoDates {
        /// As it was given.
        given: String,
    },
    /// A publication that lies ahead.
    Future {
        /// As it was given or read.
        given: Moment,
    },
    /// The story does not say when it was published.
    NoPublication {
        /// When it says that it was changed: a hint only.
        changed: Option<Moment>,
    },
    /// It is a page that lists stories.
    Index {
        /// How many links it holds.
        links: usize,
    },
    /// Not a word is in it.
    Empty,
    /// The file is no text.
    NotText {
        /// Its name.
        name: String,
    },
    /// The file is bigger than is taken.
    TooBig {
        /// Its name.
        name: String,
        /// Most bytes.
        limit: u64,
    },
    /// The file could not be fetched from Discord.
    NotFetched {
        /// Its name.
        name: String,
    },
    /// The story is longer than is taken.
    TooLong {
        /// Most characters.
        limit: usize,
    },
    /// What stands at an address cannot be taken.
    Fetch {
        /// The address.
        url: String,
        /// What is wrong.
        fault: FetchFault,
    },
    /// Something about a file, an address or a feed, in the words of the shell.
    Trouble {
        /// The sentence.
        sentence: String,
    },
    /// A file or page of a kind that belongs elsewhere.
    FeedFile {
        /// Its name or address.
        name: String,
    },
    /// There is nothing to save in a message.
    NothingToSave,
    /// The story was refused.
    Refused {
        /// Why, without a full stop.
        why: String,
    },
    /// An option was given what it does not take.
    Option {
        /// Its name.
        option: &'static str,
        /// Why, as a sentence in Discord's Markdown.
        why: String,
    },
    /// An option for words holds none.
    NoWords {
        /// Its name.
        option: &'static str,
    },
    /// A range was given, and days of one's own.
    RangeAndDays,
    /// No digest was posted here yet.
    NoDigestYet,
    /// What should be a time back is none.
    NotSince {
        /// As it was given.
        given: String,
    },
    /// Who asks may not do this here.
    NoRight {
        /// The permission that it takes, as Discord calls it.
        permission: &'static str,
        /// What cannot be done without it: "correct events".
        deed: &'static str,
    },
    /// No story is called so.
    NoArticle {
        /// What was given.
        given: String,
    },
    /// Words mean several stories where one is to be shown or removed.
    SeveralArticles {
        /// What was given.
        given: String,
        /// How many.
        articles: usize,
    },
    /// Commands are answered in some channels only, and this is another.
    OtherChannel {
        /// Where they are, by number.
        channels: Vec<u64>,
    },
    /// Stories are saved by those who have a role.
    NoRole {
        /// Its number.
        role: u64,
    },
    /// What should be a zone is none.
    NotAZone {
        /// As it was given.
        given: String,
    },
    /// Something that only servers have was asked for elsewhere.
    OnlyInServers,
    /// More channels were named than are kept.
    TooManyChannels {
        /// Most of them.
        limit: usize,
    },
    /// A story may be removed or read anew by who saved it, and by those who manage the server.
    NotTheirs,
    /// An event was not shown or not corrected.
    Event(EventNotice),
    /// A person, or everybody in a place, reached a limit.
    Limit {
        /// Which.
        limit: Limit,
        /// How many that are.
        most: usize,
        /// When it ends.
        again: DateTime<Utc>,
    },
    /// An event was not published.
    NotPublished(NotPublished),
    /// A button of a list that cannot be read any more, or is another's.
    StaleList,
    /// The message with the kept form cannot be read any more.
    Stale,
    /// Something failed here; the log says what.
    Fault {
        /// The name of the fault in the log.
        code: String,
    },
}

impl Notice {
    /// What a person may read of a trouble; none of what concerns only whoever runs the bot.
    #[must_use]
    pub fn of(trouble: &Trouble) -> Option<Self> {
        let sentence = match trouble {
            Trouble::NoSuchFeed { given } => format!(
                "No feed is called {}. Give a title, an address or an id as in /feed list.",
                safe::line(given)
            ),
            Trouble::TooManyFeeds { limit } => {
                format!(
                    "{limit} feeds are followed here, the most that may be. Remove one first; whoever runs me can raise the limit \
                     (--feeds-per-server)."
                )
            }
            Trouble::Given { .. } | Trouble::SeveralFeeds { .. } | Trouble::FeedKnown { .. } => {
                trouble.to_string()
            }
            _ => return None,
        };
        Some(Self::Trouble { sentence })
    }

    /// The same, said of an option.
    #[must_use]
    pub fn of_option(&self, option: &'static str) -> Self {
        Self::Option {
            option,
            why: self.words(),
        }
    }

    /// That an option's value was refused.
    #[must_use]
    pub fn refused_option(option: &'static str, why: &Error) -> Self {
        Self::Option {
            option,
            why: format!("{}.", outside(&refusal(why), 3 * GIVEN)),
        }
    }

    /// The sentence or two that a person reads, in Discord's Markdown.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::LongQuestion { limit, length } => format!(
                "A question may have {limit} characters; this one has {length}. To store a story: `/save text` or `/save file`."
            ),
            Self::NoQuestion => "Ask me something, for instance: when is the harbour fair? `/help` shows more.".to_owned(),
            Self::NotADate { given } => format!(
                "“{}” is not a day or time. Write 2026-11-23, 23 Nov 2026 or 2026-11-23 10:48.",
                outside(given, GIVEN)
            ),
            Self::TwoDates { given } => format!(
                "“{}” can be read in two ways. Write the month as a word, 23 Nov 2026, or the year first, 2026-11-23.",
                outside(given, GIVEN)
            ),
            Self::Future { given } => format!(
                "{} is still to come; a story counts from the day it was published.",
                outside(&words::moment(given), GIVEN)
            ),
            Self::NoPublication { changed } => undated(changed.as_ref()),
            Self::Index { links } => format!(
                "That page is a list of {links} stories, not one story. Give the page of one of them."
            ),
            Self::Empty => "There is no story in it: not a word.".to_owned(),
            Self::NotText { name } => named(name, "is not a text file. Give the story as .txt, .md or a page saved as .html, or paste it with `/save text`."),
            Self::TooBig { name, limit } => format!(
                "{} is bigger than {} MB, the most that is taken. Nothing was stored.",
                outside(name, GIVEN),
                limit / 1_000_000
            ),
            Self::NotFetched { name } => named(name, "could not be fetched from Discord. Nothing was stored; try again in a moment."),
            Self::TooLong { limit } => {
                format!("The story is longer than {limit} characters, the most that one may have. Nothing was stored.")
            }
            Self::Fetch { url, fault } => format!("{}: {}.", outside(url, 3 * GIVEN), outside(&fault.words(), 8 * GIVEN)),
            Self::Trouble { sentence } => outside(sentence, 12 * GIVEN),
            Self::FeedFile { name } => named(name, "is a feed, not a story. Those who manage the server follow it with `/feed add`."),
            Self::NothingToSave => {
                "There is nothing to save in that message: no link, no file, and too few words for a story.".to_owned()
            }
            Self::Refused { why } => format!("The story was not stored: {}.", outside(why, 2 * GIVEN)),
            Self::Option { option, why } => format!("`{option}`: {why}"),
            Self::NoWords { option } => format!("`{option}`: give a word or a few."),
            Self::RangeAndDays => "Give either `range`, or days with `from` and `to`, not both.".to_owned(),
            Self::NoDigestYet => {
                "No digest has been posted here yet, so there is nothing to count from. Give a time: `since: 7d`.".to_owned()
            }
            Self::NotSince { given } => format!(
                "`since`: “{}” is neither a time back, such as 24h, 7d or 2w, nor a day or time, such as 2026-11-23.",
                outside(given, GIVEN)
            ),
            Self::NoRight { permission, deed } => {
                format!("To {deed} here you need the permission **{permission}**. Ask those who manage the server.")
            }
            Self::NoArticle { given } => format!(
                "No stored article is called “{}”. Give its id, or words of it; `/article list` shows both.",
                outside(given, GIVEN)
            ),
            Self::SeveralArticles { given, articles } => format!(
                "“{}” stands in {articles} articles. Choose one from the list that comes while you type.",
                outside(given, GIVEN)
            ),
            Self::OtherChannel { channels } => format!("Here I do not answer; ask me in {}.", settings::channels(channels)),
            Self::NoRole { role } => format!(
                "To save stories here you need the role <@&{role}>. Those who manage the server can give it."
            ),
            Self::NotAZone { given } => format!(
                "“{}” is no zone that I know. Choose one from the list that comes while you type: a city or an area, such as Asia/Kolkata.",
                outside(given, GIVEN)
            ),
            Self::OnlyInServers => "Only servers have channels, roles and events; this is your own archive.".to_owned(),
            Self::TooManyChannels { limit } => format!("{limit} channels are named already, the most that may be. Remove one first."),
            Self::NotTheirs => {
                "An article may be removed or read anew by who saved it, and by those who manage the server (**Manage Server**).".to_owned()
            }
            Self::Event(event) => event.words(),
            Self::Limit { limit, most, again } => limit::words(*limit, *most, *again),
            Self::NotPublished(why) => why.words(),
            Self::StaleList => {
                "That button is of a list that I can no longer turn. Run the command again: `/agenda`, `/timeline` or `/changes`."
                    .to_owned()
            }
            Self::Stale => "This form can no longer be read. Copy your text out of it, and begin again with `/save text`.".to_owned(),
            Self::Fault { code } => format!(
                "Something failed on my side, and this was not done. Whoever runs me finds it in the log as fault {code}."
            ),
        }
    }

    /// The same as a card.
    #[must_use]
    pub fn card(&self) -> Card {
        Card::new(Tone::Trouble, self.words())
    }
}

fn undated(changed: Option<&Moment>) -> String {
    let day = changed.map(|at| words::day(at.day()));
    let hint = day.map(|day| format!(" (only that it was changed on {day})"));
    format!(
        "The story does not say when it was published{}. Dates such as “next month” are counted from that day: give it as \
         2026-11-23.",
        hint.unwrap_or_default()
    )
}

/// A name that was given, and what is said of it.
fn named(name: &str, said: &str) -> String {
    format!("{} {said}", outside(name, GIVEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invitation_names_the_permissions_exactly() {
        assert_eq!(PERMISSIONS, 274_877_991_936);
        assert!(
            invitation(Some("42"))
                .contains("client_id=42&scope=bot+applications.commands&permissions=274877991936")
        );
        assert!(invitation(None).contains("client_id=YOUR_APPLICATION_ID&"));
    }

    #[test]
    fn what_was_given_cannot_format_the_sentence() {
        let words = Notice::NotADate {
            given: "**soon** @everyone\n# now".into(),
        }
        .words();
        assert!(
            words.starts_with("“\\*\\*soon\\*\\* \\@everyone \\# now” is not"),
            "{words}"
        );
    }

    #[test]
    fn a_size_is_told_in_megabytes_and_a_hint_with_its_day() {
        let big = Notice::TooBig {
            name: "a.txt".into(),
            limit: 8_000_000,
        };
        assert!(big.words().starts_with("a.txt is bigger than 8 MB"));
        let changed = Moment::parse("2026-11-23").ok();
        let hint = Notice::NoPublication { changed }.words();
        assert!(
            hint.contains("(only that it was changed on Mon 23 Nov 2026)"),
            "{hint}"
        );
    }
}
