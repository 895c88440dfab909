//! The bot's token: from the environment or from a file, never shown, never logged.

use dateline_render::{DiscordFault, Trouble};
use std::{
    ffi::OsString,
    fmt, fs,
    path::{Path, PathBuf},
};

/// A token of Discord's form; nothing prints it.
pub(crate) struct Token(String);

impl Token {
    /// Takes it from `DISCORD_TOKEN`, or from a file.
    pub(crate) fn read(
        variable: impl Fn(&str) -> Option<OsString>,
        named: Option<&PathBuf>,
    ) -> Result<Self, Trouble> {
        let token = variable("DISCORD_TOKEN").filter(|token| !token.is_empty());
        let named = named.filter(|path| !path.as_os_str().is_empty());
        let found = match (token, named) {
            (None, None) => Err(DiscordFault::NoToken),
            (Some(_), Some(_)) => Err(DiscordFault::TwoTokens),
            (Some(token), None) => parsed("DISCORD_TOKEN", &token.to_string_lossy()),
            (None, Some(path)) => file(path),
        };
        found.map_err(Trouble::Discord)
    }

    /// The token itself, for the client alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

fn file(path: &Path) -> Result<Token, DiscordFault> {
    let shown = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => parsed(&shown, &text),
        Err(why) => Err(DiscordFault::TokenFile {
            path: shown,
            why: why.to_string(),
        }),
    }
}

/// Three parts of letters, digits, `-` and `_` with points between; a `Bot ` in front is forgiven, and the mark with which
/// some editors on Windows begin a file.
fn parsed(whence: &str, text: &str) -> Result<Token, DiscordFault> {
    let token = text.trim_start_matches('\u{feff}').trim();
    let token = token.strip_prefix("Bot ").unwrap_or(token).trim();
    let is_part = |part: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        !part.is_empty() && part.bytes().all(fits)
    };
    if token.split('.').count() == 3 && token.split('.').all(is_part) {
        Ok(Token(token.to_owned()))
    } else {
        Err(DiscordFault::NotAToken {
            whence: whence.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<String, Trouble> {
        let look = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let file = look("DISCORD_TOKEN_FILE").map(PathBuf::from);
        Token::read(look, file.as_ref()).map(|token| token.reveal().to_owned())
    }

    #[test]
    fn a_token_comes_from_the_variable_or_from_the_file() {
        assert_eq!(
            read(&[("DISCORD_TOKEN", " Bot aa.b-b.c_c\n")]),
            Ok("aa.b-b.c_c".into())
        );
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("token");
        let named = path.display().to_string();
        for written in ["aa.bb.cc\n", "aa.bb.cc\r\n", "\u{feff}aa.bb.cc\r\n"] {
            fs::write(&path, written).expect("a file");
            assert_eq!(
                read(&[("DISCORD_TOKEN_FILE", &named), ("DISCORD_TOKEN", "")]),
                Ok("aa.bb.cc".into()),
                "{written:?}"
            );
        }
    }

    #[test]
    fn what_is_missing_or_doubled_or_no_token_is_told_without_showing_it() {
        let fault = |variables: &[(&str, &str)]| match read(variables) {
            Err(Trouble::Discord(fault)) => fault,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(&[]), DiscordFault::NoToken);
        assert_eq!(
            fault(&[("DISCORD_TOKEN", "a.b.c"), ("DISCORD_TOKEN_FILE", "f")]),
            DiscordFault::TwoTokens
        );
        for odd in ["secret", "a.b", "a b.c.d", "a..c", "ä.b.c", "a.b.c.d"] {
            let told = fault(&[("DISCORD_TOKEN", odd)]);
            assert_eq!(
                told,
                DiscordFault::NotAToken {
                    whence: "DISCORD_TOKEN".into()
                }
            );
        }
        assert!(matches!(
            fault(&[("DISCORD_TOKEN_FILE", "/nowhere/token")]),
            DiscordFault::TokenFile { .. }
        ));
    }
}
