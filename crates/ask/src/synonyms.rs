//! Which words may stand for one another: the groups of `data/synonyms.txt`, and looser ones of `data/thesaurus.txt`.

#[cfg(test)]
mod stemmed;

use dateline_text::QuickMap;
use std::sync::{LazyLock, OnceLock};

/// The files as `examples/stems` writes them: by stems.
const FILE: &str = include_str!("../data/synonyms_stems.txt");
const LOOSE: &str = include_str!("../data/thesaurus_stems.txt");

static GROUPS: LazyLock<Groups> = LazyLock::new(|| Groups::read(FILE));
static KINDRED: LazyLock<Groups> = LazyLock::new(|| Groups::read(LOOSE));

/// The groups, and which of them a stem or a phrase belongs to.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    of: QuickMap<&'static str, Vec<usize>>,
    /// Each as it is written, and read once it is asked for: a question needs few of them.
    groups: Vec<(&'static str, OnceLock<Group>)>,
}

/// One line of the file.
#[derive(Debug)]
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

/// The groups of `data/synonyms.txt`.
pub(crate) fn groups() -> &'static Groups {
    &GROUPS
}

fn phrases(stems: &str) -> Vec<Phrase> {
    let phrases = stems.split_ascii_whitespace();
    phrases
        .map(|phrase| phrase.split('_').map(str::to_owned).collect())
        .collect()
}

impl Group {
    fn read(line: &str) -> Self {
        let (members, special) = line.split_once('>').unwrap_or((line, ""));
        Self {
            members: phrases(members),
            special: phrases(special),
        }
    }
}

impl Groups {
    fn read(file: &'static str) -> Self {
        let mut groups = Self::default();
        for (index, line) in file.lines().enumerate() {
            let members = line.split('>').next().unwrap_or_default();
            for phrase in members.split_ascii_whitespace() {
                let first = phrase.split('_').next().unwrap_or_default();
                let numbers: &mut Vec<usize> = groups.of.entry(first).or_default();
                if numbers.last() != Some(&index) {
                    numbers.push(index);
                }
            }
            groups.groups.push((line, OnceLock::new()));
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
        let groups = numbers.filter_map(|number| self.groups.get(*number));
        groups.map(|(line, group)| group.get_or_init(|| Group::read(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_text::stem;

    const WORDS: &str = include_str!("../data/synonyms.txt");
    const LOOSE_WORDS: &str = include_str!("../data/thesaurus.txt");

    #[test]
    fn the_stems_are_those_of_the_words() {
        for (words, stems) in [(WORDS, FILE), (LOOSE_WORDS, LOOSE)] {
            let same = stemmed::stemmed(words) == stems;
            assert!(same, "cargo run -p dateline-ask --example stems");
        }
    }

    #[test]
    fn every_line_joins_at_least_two_words() {
        let lines = [WORDS, LOOSE_WORDS]
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
