//! How likely each date that stories name is the one asked about, or silence: a linear model over what a question and a
//! sentence have in common, with the weights of `data/dates.txt`.
//!
//! The candidates of one question and silence share one unit of probability (a softmax over their scores, as in
//! multinomial logistic regression). `tests/examples/fit_thresholds` fits the weights to questions with known answers.

use crate::{
    named_numbers::{self, NumbersError},
    trace,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../data/dates.txt");

static SHIPPED: LazyLock<Ranking> =
    LazyLock::new(|| Ranking::read(FILE).expect("a test reads the file"));

/// How many features a date has.
pub(crate) const FEATURES: usize = 56;

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
];

/// Where a feature stands in [`NAMES`]; 0 for no feature.
pub(crate) fn place(name: &str) -> usize {
    NAMES
        .iter()
        .position(|known| *known == name)
        .unwrap_or_default()
}

/// The weights by which dates are ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    weights: Features,
    silence: f32,
    sure: f32,
}

impl Ranking {
    /// Those that this crate ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Weights in the order of [`Ranking::names`], the score of silence, and the probability (0 to 1) that an answer needs.
    ///
    /// None where there are too few or too many weights.
    #[must_use]
    pub fn new(weights: &[f32], silence: f32, sure: f32) -> Option<Self> {
        let weights = weights.try_into().ok()?;
        Some(Self {
            weights,
            silence,
            sure,
        })
    }

    /// The names of the features, in order.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        &NAMES
    }

    /// Reads lines of a name and a number; what stands behind "#" is a comment.
    ///
    /// # Errors
    /// Where a line is neither, or a weight is missing.
    pub fn read(file: &str) -> Result<Self, NumbersError> {
        let mut read = Self {
            weights: [0.0; FEATURES],
            silence: 0.0,
            sure: 0.0,
        };
        let ends = [("silence", &mut read.silence), ("sure", &mut read.sure)];
        let weights = NAMES.into_iter().zip(&mut read.weights);
        let mut slots: Vec<(&str, &mut f32)> = weights.chain(ends).collect();
        named_numbers::read(file, &mut slots)?;
        Ok(read)
    }

    /// The lines of the file in which `like` has these numbers, comments kept.
    #[must_use]
    pub fn written(&self, like: &str) -> String {
        let ends = [("silence", self.silence), ("sure", self.sure)];
        let weights = NAMES.into_iter().zip(self.weights);
        named_numbers::written(like, &weights.chain(ends).collect::<Vec<_>>())
    }

    /// The score of a date, that of silence being 0.
    pub(crate) fn score(&self, features: &Features) -> f32 {
        let each = self.weights.iter().zip(features);
        each.map(|(weight, value)| weight * value).sum::<f32>() - self.silence
    }

    /// The probability that an answer needs.
    pub(crate) fn sure(&self) -> f32 {
        self.sure
    }

    /// What counts most for or against a date, the most first, then silence.
    pub(crate) fn parts(&self, features: &Features) -> Vec<(&'static str, f32)> {
        let each = NAMES.into_iter().zip(self.weights.iter().zip(features));
        let mut parts: Vec<(&str, f32)> = each
            .map(|(name, (weight, value))| (name, weight * value))
            .collect();
        parts.sort_by(|(_, one), (_, other)| other.abs().total_cmp(&one.abs()));
        let rest: f32 = parts.iter().skip(trace::PARTS).map(|(_, part)| part).sum();
        parts.truncate(trace::PARTS);
        parts.extend([("all the rest", rest), ("silence", -self.silence)]);
        parts
    }
}

/// The probability of each score, silence having a score of 0.
pub(crate) fn probabilities(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(0.0, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f32 = powers.iter().sum::<f32>() + (-most).exp();
    powers.into_iter().map(|power| power / all).collect()
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

    #[test]
    fn dates_and_silence_share_one_unit() {
        assert_eq!(probabilities(&[0.0]), [0.5]);
        let shares = probabilities(&[800.0, 0.0]);
        assert!(shares[0] > 0.99 && shares[1] < 0.01, "{shares:?}");
        assert!(probabilities(&[]).is_empty());
    }
}
