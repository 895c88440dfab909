//! How likely each date that stories name is the one asked about, or silence: a [`Model`] over what a question and a sentence have in
//! common, with the weights of `data/dates.txt`.

use crate::model::{Model, Weighed};
use std::sync::LazyLock;

const FILE: &str = include_str!("../data/dates.txt");

static SHIPPED: LazyLock<Ranking> =
    LazyLock::new(|| Ranking::read(FILE).expect("a test reads the file"));

/// How many features a date has.
pub(crate) const FEATURES: usize = 67;

/// What is seen of one date, in the order of [`NAMES`].
pub(crate) type Features = [f32; FEATURES];

/// The names of the features.
pub(crate) const NAMES: [&str; FEATURES] = [
    // How far the question is covered: `evidence::cover`.
    "all",
    "own",
    "near",
    "title",
    "story",
    "heaviest_missing",
    "heaviest_not_own",
    "missing_names",
    "missing_numbers",
    "unseen",
    "least_word",
    "length",
    "all_own",
    "near_own",
    "own_own",
    "near_near",
    "few_words",
    "far",
    // How far its deed and its names are: `evidence::deed`.
    "own_deed",
    "says_what",
    "deed_near",
    "deed_title",
    "deed_all",
    "names_all",
    "least_deed",
    "best_deed_near",
    "deed_near_all",
    "deed_near_names",
    "names_only",
    // What stands in the clause of the date: `evidence::clause`.
    "clause",
    "clause_deed",
    "clause_names",
    // What speaks for or against the date itself: `evidence::date`.
    "reported",
    "other_deed",
    "side",
    "limits",
    "coarse",
    "given_up",
    "saying",
    "reserve",
    "zone",
    "edge",
    "alone",
    "lede",
    "told_before",
    "told_after",
    "told_that_day",
    "year",
    // How it stands among the others; the story's age: `evidence::among`.
    "fresh_ahead",
    "fresh_back",
    "stale",
    "nearest_here",
    "clause_here",
    "all_behind_best",
    "near_behind_best",
    "deed_behind_best",
    // Names in the sentence, and words of a few other sentences: `evidence::names`.
    "names_own",
    "names_near",
    "elsewhere",
    "names_elsewhere",
    // Other names than those asked about: `evidence::strangers`.
    "name_not_own",
    "stranger",
    "stranger_first",
    // Whether it takes the place of another date: `evidence::now`.
    "replaces",
    "now_replaces",
    "now_fresh",
    "now_given_up",
];

/// Where a feature stands in [`NAMES`]; 0 for no feature.
pub(crate) fn place(name: &str) -> usize {
    NAMES
        .iter()
        .position(|known| *known == name)
        .unwrap_or_default()
}

/// Dates, weighed by what speaks for or against each.
#[derive(Debug, Clone, PartialEq)]
pub enum Dates {}

impl Weighed for Dates {
    const NAMES: &'static [&'static str] = &NAMES;
}

/// The weights by which dates are ranked.
pub type Ranking = Model<Dates>;

impl Ranking {
    /// Those that this crate ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_written_the_same() {
        let read = Ranking::read(FILE).unwrap();
        assert_eq!(Ranking::read(&read.written(FILE)).unwrap(), read);
        assert_eq!(&read, Ranking::shipped());
    }
}
