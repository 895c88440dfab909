//! Where short names, pronouns and openings stand in a text, and for whom: worked out once a text, whatever is asked.

use dateline_core::Span;
use dateline_text::{Document, Name, NameKind};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What stands in a text for something that it names elsewhere, by tokens.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Places {
    /// Names of which the text has a fuller form.
    pub(crate) shorts: Vec<Short>,
    /// Pronouns, each with the name of the person that it stands for.
    pub(crate) pronouns: Vec<(usize, Range<usize>)>,
    /// "It" and its like where they open a sentence, each with the sentence before.
    pub(crate) openings: Vec<(usize, Range<usize>)>,
    /// Names of other things than people, each with its initials.
    pub(crate) initials: Vec<(usize, String)>,
}

/// A short form of a name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Short {
    /// Where it stands.
    pub(crate) here: Range<usize>,
    /// Where the full name does, with its abbreviation.
    pub(crate) full: Range<usize>,
    /// Where the full name's title does, if it is a person's.
    pub(crate) title: Option<Range<usize>>,
}

impl Places {
    /// Looks a text over.
    pub(crate) fn of(text: &str, document: &Document) -> Self {
        let names = document.names.iter().enumerate();
        Self {
            shorts: names
                .filter_map(|(index, name)| short(document, index, name))
                .collect(),
            pronouns: pronouns(text, document),
            openings: openings(text, document),
            initials: initials(text, document),
        }
    }
}

fn short(document: &Document, index: usize, name: &Name) -> Option<Short> {
    let full = document.names.get(document.canonical(index))?;
    let (whole, title) = forms(full);
    (full.span != name.span).then(|| Short {
        here: document.tokens_at(name.bare),
        full: document.tokens_at(whole),
        title: title.map(|title| document.tokens_at(title)),
    })
}

/// The words of a name, and for a person those of the title.
fn forms(full: &Name) -> (Span, Option<Span>) {
    let title = full.role.filter(|_| full.kind == NameKind::Person);
    let whole = full
        .abbreviation
        .map_or(full.bare, |short| full.bare.join(short));
    (whole, title)
}

/// "He", "her" and the like stand for the person whom the sentence itself, or one of the two before, named first.
fn pronouns(text: &str, document: &Document) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut last: Option<(usize, Range<usize>)> = None;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let names = document
            .names
            .get(sentence.names.clone())
            .unwrap_or_default();
        let person = names.iter().find(|name| name.kind == NameKind::Person);
        let person = person.map(|name| document.tokens_at(name.bare));
        let pronoun = sentence
            .tokens
            .clone()
            .find(|at| is_pronoun(text, document, *at));
        let before = person
            .clone()
            .filter(|name| pronoun.is_none_or(|at| name.start < at));
        let meant = match (&before, &last) {
            (Some(here), _) => Some(here),
            (None, Some((told, name))) if index <= told + 2 => Some(name),
            (None, _) => None,
        };
        if let (Some(at), Some(name)) = (pronoun, meant) {
            found.push((at, name.clone()));
        }
        if let Some(name) = person {
            last = Some((index, name));
        } else if let (Some(_), Some((told, _))) = (pronoun, &mut last) {
            *told = index;
        }
    }
    found
}

fn is_pronoun(text: &str, document: &Document, at: usize) -> bool {
    matches!(
        document.word(at, text),
        "he" | "He" | "his" | "His" | "him" | "she" | "She" | "her" | "Her" | "hers"
    )
}

fn openings(text: &str, document: &Document) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for pair in document.sentences.windows(2) {
        let [before, sentence] = pair else { continue };
        let mut words = sentence.tokens.clone();
        let opens = words.find(|at| {
            let word = document.word(*at, text);
            word.starts_with(char::is_alphanumeric)
        });
        let Some(at) = opens else { continue };
        if matches!(document.word(at, text), "It" | "They" | "These" | "Both") {
            found.push((at, before.tokens.clone()));
        }
    }
    found
}

fn initials(text: &str, document: &Document) -> Vec<(usize, String)> {
    let names = document.names.iter();
    let things = names.filter(|name| name.kind != NameKind::Person);
    let read = things.filter_map(|name| {
        let words = name.bare.read(text).unwrap_or_default().split([' ', '-']);
        let capitals = words.filter(|word| word.starts_with(char::is_uppercase));
        let firsts: String = capitals.filter_map(|word| word.chars().next()).collect();
        (firsts.len() > 1).then(|| (document.tokens_at(name.bare).start, firsts))
    });
    read.collect()
}
