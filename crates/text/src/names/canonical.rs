//! Which mentions name the same: surnames, acronyms and other short forms lead to the fullest mention.

use super::Found;
use super::gazetteer::known;
use crate::words::Words;
use crate::{Name, NameKind, without_possessive};
use std::collections::HashMap;

/// Lets short forms take the kind of the mention they are short for; gives for each the position of its fullest mention.
pub(crate) fn settle(words: &Words<'_>, found: &mut [Found]) -> Vec<usize> {
    settle_places(words, found);
    let mut names: Vec<Name> = found.iter().map(|found| found.name.clone()).collect();
    let targets = fullest(words.text, &names);
    let mut changed = false;
    for (at, target) in targets.iter().copied().enumerate() {
        let Some(kind) = names.get(target).map(|name| name.kind) else {
            continue;
        };
        if let Some(found) = found.get_mut(at).filter(|_| target != at) {
            changed |= found.name.kind != kind;
            found.name.kind = kind;
        }
    }
    if !changed {
        return targets;
    }
    for (name, found) in names.iter_mut().zip(found) {
        name.kind = found.name.kind;
    }
    fullest(words.text, &names)
}

/// What stands once where only a place stands ("in Larkana") is a place wherever no rule says otherwise.
fn settle_places(words: &Words<'_>, found: &mut [Found]) {
    let own = |found: &Found| {
        let text = found.name.bare.read(words.text).unwrap_or_default();
        without_possessive(text).to_owned()
    };
    let places: Vec<String> = found
        .iter()
        .filter(|found| found.name.kind == NameKind::Place)
        .map(own)
        .collect();
    for other in found {
        let guessed = match other.name.kind {
            NameKind::Other => true,
            NameKind::Person => !other.sure && other.bare.len() == 1,
            _ => false,
        };
        if guessed && places.contains(&own(other)) {
            other.name.kind = NameKind::Place;
        }
    }
}

/// For each name the position of the fullest mention of the same.
fn fullest(text: &str, names: &[Name]) -> Vec<usize> {
    let keys: Vec<Key> = names.iter().map(|name| Key::new(text, name)).collect();
    let index = Index::new(&keys);
    let direct: Vec<usize> = (0..names.len()).map(|at| index.target(&keys, at)).collect();
    // A surname may lead to a name that itself has a fuller mention; two steps reach every end.
    let step = |at: usize| direct.get(at).copied().unwrap_or(at);
    (0..names.len()).map(|at| step(step(at))).collect()
}

struct Key {
    kind: NameKind,
    /// The bare name's words.
    words: Vec<String>,
    /// How much the mention tells: words of the name, then of the role.
    weight: (usize, bool),
    listed: Option<usize>,
    abbreviation: Option<String>,
}

impl Key {
    fn new(text: &str, name: &Name) -> Self {
        let bare = without_possessive(name.bare.read(text).unwrap_or_default());
        let words: Vec<String> = bare.split_whitespace().map(str::to_owned).collect();
        Self {
            kind: name.kind,
            weight: (words.len(), name.role.is_some()),
            words,
            listed: known(bare).map(|known| known.id),
            abbreviation: name
                .abbreviation
                .and_then(|span| span.read(text))
                .map(str::to_owned),
        }
    }

    fn whole(&self) -> String {
        self.words.join(" ")
    }

    /// The letters an acronym of the name would have.
    fn initials(&self) -> String {
        self.words
            .iter()
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .collect()
    }
}

/// More mentions of one name than this are not weighed against each other, so that long texts stay quick.
const WEIGHED: usize = 32;

fn push(places: &mut HashMap<String, Vec<usize>>, word: String, at: usize) {
    let mentions = places.entry(word).or_default();
    if mentions.len() < WEIGHED {
        mentions.push(at);
    }
}

#[derive(Default)]
struct Index {
    whole: HashMap<String, Vec<usize>>,
    listed: HashMap<usize, usize>,
    /// Persons by each word of a name of several words.
    person: HashMap<String, Vec<usize>>,
    short: HashMap<String, usize>,
    /// Organisations of several words by their last and first word.
    organisation: HashMap<String, Vec<usize>>,
}

impl Index {
    fn new(keys: &[Key]) -> Self {
        let mut index = Self::default();
        for (at, key) in keys.iter().enumerate() {
            push(&mut index.whole, key.whole(), at);
            if let Some(id) = key.listed {
                index.listed.entry(id).or_insert(at);
            }
            if let Some(short) = &key.abbreviation {
                index.short.entry(short.clone()).or_insert(at);
            }
            if key.words.len() > 1 {
                index.add_parts(key, at);
            }
        }
        index
    }

    fn add_parts(&mut self, key: &Key, at: usize) {
        let initials = key.initials();
        if initials.len() > 1 && key.kind != NameKind::Person {
            self.short.entry(initials).or_insert(at);
        }
        match key.kind {
            NameKind::Person => {
                let last = key.words.iter().skip(1);
                for word in last {
                    push(&mut self.person, word.clone(), at);
                }
            }
            NameKind::Organisation => {
                // "Larkvik" is not short for "University of Larkvik".
                let complement = key.words.iter().any(|word| word == "of");
                let last = key.words.last().filter(|_| !complement);
                for word in key.words.first().into_iter().chain(last) {
                    push(&mut self.organisation, word.clone(), at);
                }
            }
            NameKind::Place | NameKind::Nationality | NameKind::Other => {}
        }
    }

    fn target(&self, keys: &[Key], at: usize) -> usize {
        let Some(key) = keys.get(at) else { return at };
        if let Some(first) = key.listed.and_then(|id| self.listed.get(&id)) {
            return *first;
        }
        let short = key.whole();
        if let Some(full) = self
            .short
            .get(&short)
            .or_else(|| self.short.get(&short.replace('.', "")))
        {
            return *full;
        }
        let parts = match key.kind {
            NameKind::Person | NameKind::Other => {
                key.words.last().and_then(|word| self.person.get(word))
            }
            NameKind::Organisation if key.words.len() == 1 => self.organisation.get(&short),
            NameKind::Organisation | NameKind::Place | NameKind::Nationality => None,
        };
        let parts = parts
            .or_else(|| self.shortened(key, &short))
            .map_or(&[][..], Vec::as_slice);
        best(keys, parts, at)
            .or_else(|| self.same(keys, &short, at))
            .unwrap_or(at)
    }

    /// "Larchwood" of "Larchwood Outdoor Inc.": a word alone that no list knows.
    fn shortened(&self, key: &Key, short: &str) -> Option<&Vec<usize>> {
        let guessed = matches!(key.kind, NameKind::Person | NameKind::Other);
        let alone = guessed && key.words.len() == 1 && key.listed.is_none();
        self.organisation.get(short).filter(|_| alone)
    }

    fn same(&self, keys: &[Key], whole: &str, at: usize) -> Option<usize> {
        best(keys, self.whole.get(whole)?, at)
    }
}

/// The fullest of the candidates that hold all words of the name at `at`: nearest before it, else the first after.
fn best(keys: &[Key], candidates: &[usize], at: usize) -> Option<usize> {
    let own = keys.get(at)?;
    let fits = |candidate: &&usize| {
        keys.get(**candidate)
            .is_some_and(|key| own.words.iter().all(|word| key.words.contains(word)))
    };
    let weight = |candidate: usize| keys.get(candidate).map(|key| key.weight);
    let fitting: Vec<usize> = candidates.iter().filter(fits).copied().collect();
    let nearest = fitting
        .iter()
        .rev()
        .find(|c| **c < at)
        .or_else(|| fitting.first())
        .copied()?;
    let person = keys.get(nearest)?.whole();
    fitting
        .into_iter()
        .filter(|candidate| {
            keys.get(*candidate)
                .is_some_and(|key| key.whole() == person || key.words.len() > own.words.len())
        })
        .filter(|candidate| weight(*candidate) >= weight(at))
        .max_by_key(|candidate| {
            (
                weight(*candidate),
                *candidate < at,
                std::cmp::Reverse(*candidate),
            )
        })
}
