//! How likely each date that stories name is the one asked about, or silence: a linear model over what a question and a
//! sentence have in common, with the weights of `data/dates.txt`.
//!
//! The candidates of one question and silence share one unit of probability (a softmax over their scores, as in
//! multinomial logistic regression). `tests/examples/fit_thresholds` fits the weights to questions with known answers.

use crate::{thresholds::ThresholdsError, trace};
use std::{fmt::Write, sync::LazyLock};

const FILE: &str = include_str!("../data/dates.txt");

static SHIPPED: LazyLock<Ranking> =
    LazyLock::new(|| Ranking::read(FILE).expect("a test reads the file"));

/// How many features a date has.
pub(crate) const FEATURES: usize = 52;

/// What is seen of one date, in the order of [`NAMES`].
pub(crate) type Features = [f32; FEATURES];

/// The names of the features.
pub(crate) const NAMES: [&str; FEATURES] = [
    "all",
    "own",
    "near",
    "title",
    "reported",
    "heaviest_missing",
    "heaviest_not_own",
    "missing_names",
    "missing_numbers",
    "own_deed",
    "unseen",
    "says_what",
    "other_deed",
    "side",
    "limits",
    "coarse",
    "given_up",
    "saying",
    "reserve",
    "zone",
    "edge",
    "fresh_ahead",
    "fresh_back",
    "stale",
    "alone",
    "all_own",
    "near_own",
    "own_own",
    "story",
    "nearest_here",
    "lede",
    "least_word",
    "length",
    "near_near",
    "few_words",
    "far",
    "deed_near",
    "deed_title",
    "deed_all",
    "names_all",
    "least_deed",
    "best_deed_near",
    "deed_near_all",
    "told_before",
    "told_after",
    "told_that_day",
    "year",
    "deed_near_names",
    "names_only",
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
    pub fn read(file: &str) -> Result<Self, ThresholdsError> {
        let (mut weights, mut silence, mut sure) = ([f32::NAN; FEATURES], f32::NAN, f32::NAN);
        for (index, text) in file.lines().enumerate() {
            let bare = text.split('#').next().unwrap_or_default().trim();
            if bare.is_empty() {
                continue;
            }
            let pair = bare.split_once(char::is_whitespace);
            let pair = pair.and_then(|(name, value)| Some((name, value.trim().parse().ok()?)));
            let slot = pair.and_then(|(name, value): (&str, f32)| {
                let slot = match name {
                    "silence" => Some(&mut silence),
                    "sure" => Some(&mut sure),
                    _ => {
                        let at = NAMES.iter().position(|known| *known == name);
                        at.and_then(|at| weights.get_mut(at))
                    }
                };
                Some((slot?, value))
            });
            let Some((slot, value)) = slot else {
                let (line, text) = (index + 1, text.to_owned());
                return Err(ThresholdsError::Line { line, text });
            };
            *slot = value;
        }
        let ends = [("silence", silence), ("sure", sure)].into_iter();
        let mut all = NAMES.into_iter().zip(weights).chain(ends);
        match all.find(|(_, value)| value.is_nan()) {
            Some((name, _)) => Err(ThresholdsError::Missing { name }),
            None => Ok(Self {
                weights,
                silence,
                sure,
            }),
        }
    }

    /// The lines of the file in which `like` has these numbers, comments kept.
    #[must_use]
    pub fn written(&self, like: &str) -> String {
        let ends = [("silence", self.silence), ("sure", self.sure)].into_iter();
        let all: Vec<(&str, f32)> = NAMES.into_iter().zip(self.weights).chain(ends).collect();
        let mut written = String::new();
        for line in like.lines() {
            let name = line.split_whitespace().next().unwrap_or_default();
            let comment = line.split_once('#').map_or("", |(_, after)| after.trim());
            let slot = all.iter().find(|(known, _)| *known == name);
            let _ = match slot {
                Some((name, value)) => writeln!(written, "{name:<17} {value:>7.3} # {comment}"),
                None => writeln!(written, "{line}"),
            };
        }
        written
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
    fn a_line_that_is_none_and_a_weight_without_a_line_are_named() {
        let error = Ranking::read(&format!("{FILE}\nal 0.5\n")).unwrap_err();
        assert!(error.to_string().ends_with(": al 0.5"), "{error}");
        let error = Ranking::read("# nothing\n").unwrap_err().to_string();
        assert_eq!(error, "no line for all");
    }

    #[test]
    fn dates_and_silence_share_one_unit() {
        assert_eq!(probabilities(&[0.0]), [0.5]);
        let shares = probabilities(&[800.0, 0.0]);
        assert!(shares[0] > 0.99 && shares[1] < 0.01, "{shares:?}");
        assert!(probabilities(&[]).is_empty());
    }
}
