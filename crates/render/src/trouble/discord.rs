//! What keeps the Discord bot from running.

use super::clause;
use crate::discord::invitation;

/// Why the bot cannot run, or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DiscordFault {
    /// No token is set.
    NoToken,
    /// A token and a file with a token are set.
    TwoTokens,
    /// The file with the token cannot be read.
    TokenFile {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
    /// What is set has not the form of a token.
    NotAToken {
        /// Where it is set.
        whence: String,
    },
    /// Discord does not know the token.
    TokenRefused,
    /// Discord refuses the connection for good.
    Refused {
        /// What it said.
        why: String,
    },
    /// The client that speaks to Discord could not be made.
    NoClient {
        /// What it said.
        why: String,
    },
}

const RESET: &str = "make a new one at https://discord.com/developers/applications (your application, Bot, Reset Token)";

impl DiscordFault {
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::NoToken => format!(
                "There is no Discord token. At https://discord.com/developers/applications choose New Application, then Bot, \
                 then Reset Token, and put what it shows into the environment variable DISCORD_TOKEN, or into a file \
                 named by DISCORD_TOKEN_FILE.\n{}.",
                invitation(None)
            ),
            Self::TwoTokens => {
                "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set; keep one of them.".to_owned()
            }
            Self::TokenFile { path, why } => {
                format!(
                    "DISCORD_TOKEN_FILE: {path} cannot be read: {}.",
                    clause(why)
                )
            }
            Self::NotAToken { whence } => format!(
                "{whence}: what is set is not a Discord token (three parts with points between, without blanks); {RESET}."
            ),
            Self::TokenRefused => {
                format!("Discord refused the token: it was reset or mistyped; {RESET}.")
            }
            Self::Refused { why } => format!("Discord refused the connection: {}.", clause(why)),
            Self::NoClient { why } => format!(
                "The connection to Discord could not be set up: {}.",
                clause(why)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_token_it_is_told_where_to_get_one_and_how_to_invite_the_bot() {
        let told = DiscordFault::NoToken.sentence();
        for words in [
            "https://discord.com/developers/applications",
            "DISCORD_TOKEN_FILE",
            "permissions=274877991936",
        ] {
            assert!(told.contains(words), "{told}");
        }
    }

    #[test]
    fn no_sentence_repeats_a_token_and_each_says_what_to_do() {
        for fault in [
            DiscordFault::TwoTokens,
            DiscordFault::TokenFile {
                path: "t".into(),
                why: "gone".into(),
            },
            DiscordFault::NotAToken {
                whence: "DISCORD_TOKEN".into(),
            },
            DiscordFault::TokenRefused,
            DiscordFault::Refused { why: "x".into() },
            DiscordFault::NoClient { why: "x".into() },
        ] {
            let told = fault.sentence();
            assert!(
                told.len() > 20 && told.ends_with('.') && !told.contains(".."),
                "{told}"
            );
        }
    }
}
