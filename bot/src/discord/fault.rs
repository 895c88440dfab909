//! Why something was not done: a sentence for the person who asked, or a fault for the log with a name to quote.

use super::link;
use dateline_render::{Trouble, discord::Notice, refusal};
use std::{
    fmt,
    hash::{BuildHasher, RandomState},
};
use tracing::error;

/// What ended the work on one event.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The person can mend it.
    Notice(Notice),
    /// The desk failed.
    Desk(dateline_desk::Error),
    /// Something that concerns only whoever runs the bot.
    Trouble(Trouble),
    /// Discord did not take what was sent.
    Discord(serenity::Error),
    /// A task broke off.
    Broken(tokio::task::JoinError),
    /// What Discord sent is not what was asked for.
    Unexpected(&'static str),
}

impl From<Notice> for Fault {
    fn from(notice: Notice) -> Self {
        Self::Notice(notice)
    }
}

impl From<dateline_desk::Error> for Fault {
    fn from(error: dateline_desk::Error) -> Self {
        match error {
            dateline_desk::Error::Refused(why) => {
                Self::Notice(Notice::Refused { why: refusal(&why) })
            }
            other => Self::Desk(other),
        }
    }
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        match Notice::of(&trouble) {
            Some(notice) => Self::Notice(notice),
            None => Self::Trouble(trouble),
        }
    }
}

impl From<serenity::Error> for Fault {
    fn from(error: serenity::Error) -> Self {
        Self::Discord(error)
    }
}

impl fmt::Display for Fault {
    /// For the log: no token, no address, no words of anybody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Notice(_) => f.write_str("told to the person"),
            Self::Desk(error) => write!(f, "the archive: {error}"),
            Self::Trouble(trouble) => write!(f, "the archive: {trouble}"),
            Self::Discord(error) => write!(f, "Discord: {}", link::told(error)),
            Self::Broken(error) if error.is_panic() => f.write_str("a task panicked"),
            Self::Broken(_) => f.write_str("a task was cancelled"),
            Self::Unexpected(what) => f.write_str(what),
        }
    }
}

impl Fault {
    /// What the person is told; what they cannot mend is logged under the name that they are given.
    pub(crate) fn told(self, during: &str) -> Notice {
        if let Self::Notice(notice) = self {
            return notice;
        }
        let code = code();
        error!("fault {code} in {during}: {self}");
        Notice::Fault { code }
    }

    /// Logs what there is nobody to tell of.
    pub(crate) fn log(&self, during: &str) {
        error!("fault {} in {during}: {self}", code());
    }
}

/// A short name that two faults hardly share.
fn code() -> String {
    let code = format!("{:016x}", RandomState::new().hash_one("fault"));
    code.chars().take(6).collect()
}
