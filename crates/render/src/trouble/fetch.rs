//! Why an address could not be fetched, or gave nothing that can be stored; each says what a person can do.

use super::clause;
use crate::{safe, words};

/// What is wrong with an address or with what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchFault {
    /// The words are no address of the web.
    NotAnAddress,
    /// An address of another kind than `http` and `https`.
    OtherScheme,
    /// The address carries a user name or password.
    Credentials,
    /// It leads into a private network.
    Private {
        /// The number it leads to, where that was given and not looked up.
        address: Option<String>,
    },
    /// The site asks programs not to read this page.
    Robots,
    /// Whether programs may read this page could not be found out.
    RobotsUnknown,
    /// No such host, or no answer about it.
    NoSuchHost,
    /// It did not answer.
    Unreachable,
    /// Its encryption cannot be trusted.
    Tls,
    /// It took too long.
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The answer broke off.
    Broken,
    /// It sends visitors on without end.
    Redirects,
    /// It is longer than is read.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Its headers are longer than is read.
    Headers,
    /// It is compressed in a way that cannot be read.
    Compression,
    /// It is no text.
    WrongType {
        /// What it says that it is.
        kind: String,
    },
    /// There is nothing there.
    NotFound,
    /// It was taken away for good.
    Gone,
    /// The site lets no programs in, or only who has logged in.
    Blocked,
    /// The site asks for fewer visits.
    TooMany,
    /// Another status.
    Status {
        /// The status of HTTP.
        status: u16,
    },
    /// The settings for fetching cannot be used.
    Settings {
        /// What is wrong with them.
        why: String,
    },
    /// It is no feed.
    NotAFeed {
        /// The feeds that the page names.
        feeds: Vec<String>,
    },
    /// A list of stories and not a story.
    Index {
        /// How many it links to.
        links: usize,
        /// The first of them.
        some: Vec<String>,
    },
    /// There is no story in it.
    NoStory,
}

impl FetchFault {
    /// A clause without its subject and without a full stop: `leads into a private network (10.0.0.7), …`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NotAnAddress => "is not an address of the web; write it as https://news.example/story".to_owned(),
            Self::OtherScheme => "is no address of the web; only http and https are fetched".to_owned(),
            Self::Credentials => "carries a user name or password; those are never sent, leave them out".to_owned(),
            Self::Private { address } => format!(
                "leads to {}, which is not on the public internet, so nothing was fetched; whoever runs Dateline can \
                 allow the host by name: --fetch-allow HOST",
                address.as_deref().map_or_else(|| "a private network".to_owned(), safe::line)
            ),
            Self::Robots => "asks programs not to read this page (robots.txt)".to_owned(),
            Self::RobotsUnknown => "does not tell at the moment which pages programs may read (robots.txt)".to_owned(),
            Self::NoSuchHost => "names a host that was not found; is it written correctly?".to_owned(),
            Self::Unreachable => "did not answer; try again later".to_owned(),
            Self::Tls => "cannot prove whose site it is (no certificate, or one that is not trusted), so nothing was fetched; a site without \
                 encryption is written http://…".to_owned(),
            Self::TimedOut { seconds } => {
                format!("took longer than {}; try again later", words::count(*seconds, "second"))
            }
            Self::Broken => "broke off in the middle of its answer; try again later".to_owned(),
            Self::Redirects => "sends visitors on without end, or to nowhere".to_owned(),
            Self::TooLarge { limit } => format!("is longer than {limit} bytes, the most that is read"),
            Self::Headers => "sends headers without end".to_owned(),
            Self::Compression => "is compressed in a way that cannot be read".to_owned(),
            Self::WrongType { kind } => {
                format!("is {}, not a page of text", safe::line(kind))
            }
            Self::NotFound => "does not exist there (404)".to_owned(),
            Self::Gone => "was taken away for good (410)".to_owned(),
            Self::Blocked => {
                "lets no programs in, or only readers who have logged in; copy the text and paste it instead".to_owned()
            }
            Self::TooMany => "asks for fewer visits; try again later".to_owned(),
            Self::Status { status } => format!("answered with status {status}; try again later"),
            Self::Settings { why } => format!("was not fetched, for the settings cannot be used: {}", clause(why)),
            Self::NotAFeed { feeds } => not_a_feed(feeds),
            Self::Index { links, some } => index(*links, some),
            Self::NoStory => "holds no story: not a word of text was found".to_owned(),
        }
    }
}

fn not_a_feed(feeds: &[String]) -> String {
    match feeds {
        [] => "is not a feed, and names none".to_owned(),
        [one] => format!("is a page and not a feed; its feed is {}", safe::line(one)),
        many => format!(
            "is a page and not a feed; it names {} feeds, pick one: {}",
            many.len(),
            listed(many)
        ),
    }
}

fn index(links: usize, some: &[String]) -> String {
    let begin = format!(
        "is a list of {} and not a story",
        words::count(links as u64, "story")
    );
    if some.is_empty() {
        begin
    } else {
        format!("{begin}; give one of them: {}", listed(some))
    }
}

fn listed(addresses: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = addresses
        .iter()
        .take(SHOWN)
        .map(|address| safe::line(address))
        .collect();
    let more = if addresses.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", shown.join(" , "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_names_feeds_says_which() {
        let words = |feeds: &[&str]| {
            let feeds = feeds.iter().map(|feed| (*feed).to_owned()).collect();
            FetchFault::NotAFeed { feeds }.words()
        };
        assert_eq!(words(&[]), "is not a feed, and names none");
        assert!(words(&["https://a.example/f"]).ends_with("its feed is https://a.example/f"));
        let many = ["a", "b", "c", "d", "e", "f"];
        assert!(words(&many).ends_with("names 6 feeds, pick one: a , b , c , d , e …"));
    }

    #[test]
    fn a_list_of_stories_says_how_many_and_names_some() {
        let words = FetchFault::Index {
            links: 31,
            some: vec!["https://a.example/1".into()],
        }
        .words();
        assert_eq!(
            words,
            "is a list of 31 stories and not a story; give one of them: https://a.example/1"
        );
    }

    #[test]
    fn what_comes_from_a_server_cannot_write_on_the_terminal() {
        let kind = "image/png\u{1b}[2J".to_owned();
        assert_eq!(
            FetchFault::WrongType { kind }.words(),
            "is image/png[2J, not a page of text"
        );
    }
}
