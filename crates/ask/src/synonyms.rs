//! Which words may stand for one another: the groups of `data/synonyms.txt`, and looser ones of `data/thesaurus.txt`.

use dateline_text::stem;
use std::{collections::HashMap, sync::LazyLock};

const FILE: &str = include_str!("../data/synonyms.txt");
const LOOSE: &str = include_str!("../data/thesaurus.txt");

static GROUPS: LazyLock<Groups> = LazyLock::new(|| Groups::read(FILE));
static KINDRED: LazyLock<Groups> = LazyLock::new(|| Groups::read(LOOSE));

/// The groups, and which of them a stem or a phrase belongs to.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    of: HashMap<String, Vec<usize>>,
    groups: Vec<Group>,
}

/// One line of the file.
#[derive(Debug, Default)]
struct Group {
    /// May stand for one another.
    members: Vec<Phrase>,
    /// May stand for the members, and not the other way round.
    special: Vec<Phrase>,
}

/// A member of a group: the stems of its words, usually one.
pub(crate) type Phrase = Vec<String>;

/// The looser groups of `data/thesaurus.txt`.
pub(crate) fn kindred() -> &'static Groups {
    &KINDRED
}

/// The groups of the file.
pub(crate) fn groups() -> &'static Groups {
    &GROUPS
}

fn phrases(words: &str) -> Vec<Phrase> {
    let words = words.split_ascii_whitespace();
    words
        .map(|word| word.split('_').map(stem).collect())
        .collect()
}

impl Groups {
    fn read(file: &str) -> Self {
        let mut groups = Self::default();
        let lines = file
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        for line in lines {
            let (members, special) = line.split_once('>').unwrap_or((line, ""));
            let group = Group {
                members: phrases(members),
                special: phrases(special),
            };
            for first in group.members.iter().filter_map(|phrase| phrase.first()) {
                let numbers = groups.of.entry(first.clone()).or_default();
                if numbers.last() != Some(&groups.groups.len()) {
                    numbers.push(groups.groups.len());
                }
            }
            groups.groups.push(group);
        }
        groups
    }

    /// The phrases of more than one word that begin with this stem.
    pub(crate) fn phrases(&self, first: &str) -> Vec<&Phrase> {
        let begins =
            |phrase: &&Phrase| phrase.len() > 1 && phrase.first().is_some_and(|stem| stem == first);
        let members = self.groups_of(first).flat_map(|group| &group.members);
        members.filter(begins).collect()
    }

    /// Everything that may stand for this word or phrase, itself included; nothing where it is in no group.
    pub(crate) fn alike(&self, phrase: &[String]) -> Vec<&Phrase> {
        let first = phrase.first().map_or("", String::as_str);
        let holding = self
            .groups_of(first)
            .filter(|group| group.members.iter().any(|member| member == phrase));
        let mut alike: Vec<&Phrase> = holding
            .flat_map(|group| group.members.iter().chain(&group.special))
            .collect();
        alike.sort_unstable();
        alike.dedup();
        alike
    }

    fn groups_of(&self, first: &str) -> impl Iterator<Item = &Group> {
        let numbers = self.of.get(first).into_iter().flatten();
        numbers.filter_map(|number| self.groups.get(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_joins_at_least_two_words() {
        let lines = [FILE, LOOSE]
            .into_iter()
            .flat_map(str::lines)
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        for line in lines {
            assert!(line.split_ascii_whitespace().count() > 1, "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }

    #[test]
    fn a_president_leads_and_who_leads_is_no_president() {
        let (leads, president) = (vec![stem("leads")], vec![stem("president")]);
        assert!(groups().alike(&leads).contains(&&president));
        assert!(!groups().alike(&president).contains(&&leads));
    }

    #[test]
    fn a_word_and_a_phrase_may_stand_for_one_another() {
        let called_off: Phrase = ["called", "off"].map(stem).to_vec();
        let cancelled: Phrase = vec![stem("cancelled")];
        assert!(groups().alike(&cancelled).contains(&&called_off));
        assert!(groups().alike(&called_off).contains(&&cancelled));
        assert!(
            groups()
                .alike(&[stem("called")])
                .iter()
                .all(|phrase| **phrase != cancelled)
        );
    }
}
