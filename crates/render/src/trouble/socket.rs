//! What can be wrong with the socket of a running bot, and with what is asked through it.

use super::{Trouble, clause};

/// What is wrong with the socket, as the one who asks sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SocketFault {
    /// No process listens on it.
    Unserved,
    /// The system does not let us speak to it.
    Unreachable {
        /// What the system said.
        why: String,
    },
    /// Its path is longer than the system allows.
    LongPath,
    /// Something else than a socket has its name.
    NotASocket,
    /// Another process listens on it already.
    Taken,
    /// It could not be made.
    NotMade {
        /// What the system said.
        why: String,
    },
    /// The process that listened has ended; what was asked did not reach it.
    Gone,
    /// The connection broke off after something had been asked.
    Lost {
        /// What had been asked.
        errand: Errand,
    },
    /// No reply came in time.
    Silent {
        /// So many seconds were waited.
        seconds: u64,
        /// What had been asked.
        errand: Errand,
    },
    /// The reply cannot be read.
    Garbled,
}

/// What was asked through a socket, as far as it matters when no reply comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// To store stories.
    Store,
    /// To remove a story.
    Remove,
    /// To correct an event.
    Correct,
    /// To read every story anew.
    Reread,
    /// To write a backup.
    BackUp,
    /// To read something: nothing changes.
    Read,
}

impl Errand {
    fn unknown_end(self) -> &'static str {
        match self {
            Self::Store => {
                "Nothing is known of what became of the stories that were sent; storing them again is safe."
            }
            Self::Remove => {
                "Nothing is known of what became of the story; whether it is still there says: dateline article list"
            }
            Self::Correct => {
                "Nothing is known of what became of the correction; what is kept says: dateline event corrections"
            }
            Self::Reread => "Reading anew goes on there; running the command again later is safe.",
            Self::BackUp => {
                "Nothing is known of what became of the backup: while its name ends in .partial it is not whole."
            }
            Self::Read => "Run the command again.",
        }
    }
}

impl SocketFault {
    pub(super) fn sentence(&self, path: &str) -> String {
        match self {
            Self::Unserved => format!("{path}: no running bot serves this folder."),
            Self::Unreachable { why } => {
                format!(
                    "{path}: the running bot cannot be spoken to: {}.",
                    clause(why)
                )
            }
            Self::LongPath => format!(
                "{path}: is too long for the path of a socket, which may have about 100 bytes. \
                 Give a folder with a shorter path: --data DIR"
            ),
            Self::NotASocket => format!(
                "{path}: stands where the socket of the bot belongs and is none. \
                 Move it away, or give another folder: --data DIR"
            ),
            Self::Taken => format!(
                "{path}: another Dateline process listens here. End it first, or give another folder: --data DIR"
            ),
            Self::NotMade { why } => format!(
                "{path}: the socket, through which commands reach the bot, cannot be made: {}. \
                 Look at the rights of the folder, or give one on another disk: --data DIR",
                clause(why)
            ),
            Self::Gone => format!(
                "{path}: the bot that had this archive open has ended, and nothing more reached it. \
                 Run the command again."
            ),
            Self::Lost { errand } => format!(
                "{path}: the connection to the running bot broke off. {}",
                errand.unknown_end()
            ),
            Self::Silent { seconds, errand } => format!(
                "{path}: the running bot did not reply within {seconds} seconds. {}",
                errand.unknown_end()
            ),
            Self::Garbled => format!(
                "{path}: the reply of the running bot cannot be read. \
                 Let bot and command be the same version of Dateline."
            ),
        }
    }
}

/// What is wrong with a request, as the bot that reads it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestFault {
    /// Another version of the program wrote it.
    OtherProtocol {
        /// The protocol of the request.
        spoken: u64,
        /// The protocol of the bot.
        here: u64,
    },
    /// It is not a request.
    Unreadable {
        /// What the parser said.
        why: String,
    },
    /// It is longer than is read.
    TooLong {
        /// How many bytes are read.
        limit: usize,
    },
    /// Doing it failed by a fault of ours.
    Failed,
}

impl From<RequestFault> for Trouble {
    fn from(fault: RequestFault) -> Self {
        Self::Request { fault }
    }
}

impl RequestFault {
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::OtherProtocol { spoken, here } => format!(
                "The running bot is another version of Dateline than this command \
                 (it speaks protocol {here}, the command {spoken}). Use the same version for both."
            ),
            Self::Unreadable { why } => {
                format!("The running bot cannot read the request: {}.", clause(why))
            }
            Self::TooLong { limit } => format!(
                "The request is longer than {limit} bytes, the most that the running bot reads."
            ),
            Self::Failed => {
                "The running bot failed at this request; what it wrote to its standard error tells more.".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fault: SocketFault, sentence: &str) {
        let path = "/data/socket".into();
        assert_eq!(Trouble::Socket { path, fault }.to_string(), sentence);
    }

    #[test]
    fn what_was_asked_decides_what_is_said_when_no_reply_comes() {
        check(
            SocketFault::Lost {
                errand: Errand::Store,
            },
            "/data/socket: the connection to the running bot broke off. \
             Nothing is known of what became of the stories that were sent; storing them again is safe.",
        );
        check(
            SocketFault::Silent {
                seconds: 60,
                errand: Errand::Read,
            },
            "/data/socket: the running bot did not reply within 60 seconds. Run the command again.",
        );
        check(
            SocketFault::Lost {
                errand: Errand::Remove,
            },
            "/data/socket: the connection to the running bot broke off. Nothing is known of what became of the story; \
             whether it is still there says: dateline article list",
        );
    }

    #[test]
    fn another_version_is_told_both_protocols() {
        let fault = RequestFault::OtherProtocol { spoken: 2, here: 1 };
        assert_eq!(
            Trouble::Request { fault }.to_string(),
            "The running bot is another version of Dateline than this command \
             (it speaks protocol 1, the command 2). Use the same version for both."
        );
    }

    #[test]
    fn every_fault_has_its_sentence_with_the_path() {
        for fault in [
            SocketFault::Unserved,
            SocketFault::Unreachable {
                why: "Permission denied.".into(),
            },
            SocketFault::LongPath,
            SocketFault::NotASocket,
            SocketFault::Taken,
            SocketFault::NotMade {
                why: "No room.".into(),
            },
            SocketFault::Gone,
            SocketFault::Garbled,
        ] {
            let sentence = fault.sentence("p");
            assert!(
                sentence.starts_with("p: ") && !sentence.contains(".."),
                "{sentence}"
            );
        }
        for fault in [
            RequestFault::Unreadable { why: "EOF.".into() },
            RequestFault::TooLong { limit: 5 },
            RequestFault::Failed,
        ] {
            let sentence = fault.sentence();
            assert!(
                sentence.ends_with('.') && !sentence.contains(".."),
                "{sentence}"
            );
        }
    }
}
