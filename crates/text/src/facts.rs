//! What the lists in `data/` say of a word, apart from verbs and names.

use crate::rows::{columns, rows};
use crate::{QuickMap, QuickSet};
use std::sync::LazyLock;

/// What follows an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follows {
    /// A name: the sentence goes on ("Mr.").
    Name,
    /// A number, else it is none ("No. 5").
    Number,
    /// Anything, or the end of the sentence ("Inc.").
    Anything,
}

static ABBREVIATIONS: LazyLock<QuickMap<&'static str, Follows>> = LazyLock::new(|| {
    pairs(include_str!("../data/abbreviations.txt"))
        .map(|(word, class)| {
            let follows = match class {
                "name" => Follows::Name,
                "number" => Follows::Number,
                _ => Follows::Anything,
            };
            (word, follows)
        })
        .collect()
});

/// Whether a word without its full stop is an abbreviation, and what follows it.
pub(crate) fn abbreviation(word: &str) -> Option<Follows> {
    ABBREVIATIONS.get(word).copied()
}

/// The classes of words that take no new members, and common adverbs and adjectives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    Auxiliary,
    Adverb,
    Adjective,
    Number,
}

static CLASSES: LazyLock<QuickMap<&'static str, Vec<Class>>> = LazyLock::new(|| {
    let mut classes: QuickMap<_, Vec<_>> = QuickMap::default();
    for (word, class) in pairs(include_str!("../data/closed.txt")) {
        classes.entry(word).or_default().push(match class {
            "determiner" => Class::Determiner,
            "preposition" => Class::Preposition,
            "conjunction" => Class::Conjunction,
            "pronoun" => Class::Pronoun,
            "auxiliary" => Class::Auxiliary,
            "adverb" => Class::Adverb,
            "number" => Class::Number,
            _ => Class::Adjective,
        });
    }
    classes
});

/// The classes of a lower-case word, the most common first; none for the open classes.
pub(crate) fn classes(lower: &str) -> &'static [Class] {
    CLASSES.get(lower).map_or(&[], Vec::as_slice)
}

static NOUNS: LazyLock<QuickSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../data/nouns.txt")).collect());

/// Whether a lower-case word is a common noun, or the plural of one.
pub(crate) fn is_noun(lower: &str) -> bool {
    let known = |word: &str| NOUNS.contains(word);
    known(lower)
        || lower.strip_suffix('s').is_some_and(known)
        || lower.strip_suffix("es").is_some_and(known)
        || lower
            .strip_suffix("ies")
            .is_some_and(|stem| known(&format!("{stem}y")))
}

/// Whether a lower-case word names a day of the week or a month.
pub(crate) fn is_calendar_word(lower: &str) -> bool {
    let full = matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    );
    let short = || {
        lower.strip_suffix('.').is_some_and(|word| {
            matches!(
                word,
                "mon"
                    | "tue"
                    | "tues"
                    | "wed"
                    | "thu"
                    | "thur"
                    | "thurs"
                    | "fri"
                    | "sat"
                    | "sun"
                    | "jan"
                    | "feb"
                    | "mar"
                    | "apr"
                    | "jun"
                    | "jul"
                    | "aug"
                    | "sep"
                    | "sept"
                    | "oct"
                    | "nov"
                    | "dec"
            )
        })
    };
    full || short()
        || lower
            .strip_suffix('s')
            .is_some_and(|day| day.ends_with("day") && is_calendar_word(day))
}

/// Whether a lower-case word is ordinary English, so that a capital letter alone makes no name of it.
pub(crate) fn is_common(lower: &str) -> bool {
    !classes(lower).is_empty()
        || is_noun(lower)
        || crate::verb(lower).is_some()
        || is_calendar_word(lower)
        || lower.len() > 6 && lower.ends_with("ly")
}

fn pairs(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(file).filter_map(|row| {
        let mut words = columns(row);
        Some((words.next()?, words.next()?))
    })
}
