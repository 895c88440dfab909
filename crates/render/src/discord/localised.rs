//! Names and descriptions of commands and options in other languages, out of one data file.

use super::commands::Described;

/// A block for each of them: the English line first, then one for each language.
const DATA: &str = include_str!("../../data/commands.txt");

/// The languages that every command and option has, as Discord calls them.
pub const LOCALES: [&str; 4] = ["de", "fr", "es-ES", "pt-BR"];

/// Languages that are told in the words of another.
const ALSO: [(&str, &str); 1] = [("es-419", "es-ES")];

/// A command, sub-command or option in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Localised {
    /// The language, as Discord calls it.
    pub locale: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// Its description there; empty for what stands in the menu of a message.
    pub about: &'static str,
}

/// What a command or option is called in each language.
#[must_use]
pub fn localised(described: Described) -> Vec<Localised> {
    let found = blocks().find(|block| block.english == (described.name, described.about));
    let written: Vec<Localised> = found.map(|block| block.lines.collect()).unwrap_or_default();
    let also = ALSO.iter().filter_map(|(locale, words_of)| {
        let there = written.iter().find(|there| there.locale == *words_of)?;
        Some(Localised { locale, ..*there })
    });
    written.iter().copied().chain(also).collect()
}

struct Block<I> {
    english: (&'static str, &'static str),
    lines: I,
}

fn blocks() -> impl Iterator<Item = Block<impl Iterator<Item = Localised>>> {
    DATA.split("\n\n").filter_map(|block| {
        let mut lines = block.lines().filter(|line| !line.starts_with('#'));
        let english = parted(lines.next()?);
        let lines = lines.filter_map(|line| {
            let (locale, rest) = line.split_once(' ')?;
            let (name, about) = parted(rest);
            Some(Localised {
                locale,
                name,
                about,
            })
        });
        Some(Block { english, lines })
    })
}

/// `name | description`
fn parted(line: &'static str) -> (&'static str, &'static str) {
    let (name, about) = line.split_once('|').unwrap_or((line, ""));
    (name.trim(), about.trim())
}

#[cfg(test)]
mod tests {
    use super::super::commands::{ALL, MENUS};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_and_option_has_each_language_once() {
        for described in ALL.into_iter().chain(MENUS) {
            let locales: Vec<_> = localised(described).iter().map(|one| one.locale).collect();
            let wanted: Vec<_> = LOCALES.into_iter().chain(["es-419"]).collect();
            assert_eq!(locales, wanted, "{described:?}");
        }
        let known: BTreeSet<_> = ALL
            .into_iter()
            .chain(MENUS)
            .map(|described| (described.name, described.about))
            .collect();
        let mut seen = BTreeSet::new();
        for block in blocks() {
            assert!(
                known.contains(&block.english),
                "of nothing: {:?}",
                block.english
            );
            assert!(seen.insert(block.english), "twice: {:?}", block.english);
        }
    }

    #[test]
    fn names_and_descriptions_in_every_language_are_within_what_discord_takes() {
        let fits = |c: char| c.is_alphanumeric() || "-_'".contains(c);
        for described in ALL {
            for Localised {
                name,
                about,
                locale,
            } in localised(described)
            {
                let length = name.chars().count();
                let is_fit = (1..=32).contains(&length) && name.chars().all(fits);
                assert!(is_fit && name == name.to_lowercase(), "{locale}: {name}");
                let length = about.chars().count();
                assert!((1..=100).contains(&length), "{locale}, {length}: {about}");
            }
        }
        for described in MENUS {
            for Localised { name, about, .. } in localised(described) {
                assert!((1..=32).contains(&name.chars().count()), "{name}");
                assert_eq!(about, "");
            }
        }
    }
}
