//! How a command ends: the four exit codes, and which trouble leads to which.

use dateline_core::NotAmended;
use dateline_render::{DiscordFault, Fault, Trouble};
use std::process::ExitCode;

/// The exit codes, the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// 0: done; a batch, whatever it found; a story that was stored already.
    Done,
    /// 1: nothing found.
    NothingFound,
    /// 2: used wrongly.
    UsedWrongly,
    /// 3: failed.
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0u8,
            Ending::NothingFound => 1,
            Ending::UsedWrongly => 2,
            Ending::Failed => 3,
        })
    }
}

/// Where a trouble leads when nothing better came of the command.
pub(crate) fn of(trouble: &Trouble) -> Ending {
    match trouble {
        Trouble::Given {
            fault: Fault::NoStories,
            ..
        }
        | Trouble::NoSuchArticle { .. }
        | Trouble::WhichEvent { events: 0, .. }
        | Trouble::NotAmended(NotAmended::NoEvent(_) | NotAmended::NoCorrection(_))
        | Trouble::NoTime { .. } => Ending::NothingFound,
        Trouble::Given {
            fault: Fault::NotFetched,
            ..
        }
        | Trouble::Option { .. }
        | Trouble::NotSince { .. }
        | Trouble::OneStory { .. }
        | Trouble::LongQuestion { .. }
        | Trouble::Discord(
            DiscordFault::NoToken
            | DiscordFault::TwoTokens
            | DiscordFault::TokenFile { .. }
            | DiscordFault::NotAToken { .. },
        )
        | Trouble::WhichEvent { .. }
        | Trouble::NotAnEventDate { .. }
        | Trouble::NotAClock { .. }
        | Trouble::NothingToCorrect
        | Trouble::NotAmended(
            NotAmended::NoReport(_) | NotAmended::AllLeave | NotAmended::Itself | NotAmended::NoDay,
        )
        | Trouble::Config { .. }
        | Trouble::Metrics { .. }
        | Trouble::NoDataFolder => Ending::UsedWrongly,
        _ => Ending::Failed,
    }
}
