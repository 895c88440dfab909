//! The weights of `data/spots.txt`: how likely words are the answer where no rule finds one.

use super::signs::{FEATURES, Features, NAMES};
use crate::{
    named_numbers::{self, NumbersError},
    trace,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../data/spots.txt");

static SHIPPED: LazyLock<Likelihood> =
    LazyLock::new(|| Likelihood::read(FILE).expect("a test reads the file"));

/// The weights by which words are weighed where no rule finds an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Likelihood {
    weights: Features,
    silence: f32,
    sure: f32,
}

impl Likelihood {
    /// Those that this crate ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Weights in the order of [`Likelihood::names`], the score of silence, and the probability (0 to 1) that an answer needs.
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

    /// The score of words, that of silence being 0.
    pub(crate) fn score(&self, features: &Features) -> f32 {
        let each = self.weights.iter().zip(features);
        each.map(|(weight, value)| weight * value).sum::<f32>() - self.silence
    }

    /// The probability that an answer needs.
    pub(crate) fn sure(&self) -> f32 {
        self.sure
    }

    /// What counts most for or against words, the most first, then silence.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_written_the_same() {
        let read = Likelihood::read(FILE).unwrap();
        assert_eq!(Likelihood::read(&read.written(FILE)).unwrap(), read);
        assert_eq!(&read, Likelihood::shipped());
    }
}
