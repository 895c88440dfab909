//! Linear models that weigh what may be an answer against silence, with weights in files of named numbers.
//!
//! The candidates of one question and silence share one unit of probability (a softmax over their scores, as in multinomial logistic
//! regression). `tests/examples/fit_thresholds` fits the weights to questions with known answers.

use crate::{
    named_numbers::{self, NumbersError},
    trace,
};
use std::marker::PhantomData;

/// What a model weighs.
pub trait Weighed {
    /// The names of the features, in order.
    const NAMES: &'static [&'static str];
}

/// The weights of the features of `W`, the score of silence, and the probability that an answer needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Model<W> {
    weights: Vec<f32>,
    silence: f32,
    sure: f32,
    of: PhantomData<W>,
}

impl<W: Weighed> Model<W> {
    /// Weights in the order of [`Model::names`], the score of silence, and the probability (0 to 1) that an answer needs.
    ///
    /// None where there are too few or too many weights.
    #[must_use]
    pub fn new(weights: &[f32], silence: f32, sure: f32) -> Option<Self> {
        (weights.len() == W::NAMES.len()).then(|| Self {
            weights: weights.to_vec(),
            silence,
            sure,
            of: PhantomData,
        })
    }

    /// The names of the features, in order.
    #[must_use]
    pub fn names() -> &'static [&'static str] {
        W::NAMES
    }

    /// Reads lines of a name and a number; what stands behind "#" is a comment.
    ///
    /// # Errors
    /// Where a line is neither, or a weight is missing.
    pub fn read(file: &str) -> Result<Self, NumbersError> {
        let mut weights = vec![0.0; W::NAMES.len()];
        let (mut silence, mut sure) = (0.0, 0.0);
        let ends = [("silence", &mut silence), ("sure", &mut sure)];
        let named = W::NAMES.iter().copied().zip(&mut weights);
        let mut slots: Vec<(&str, &mut f32)> = named.chain(ends).collect();
        named_numbers::read(file, &mut slots)?;
        Ok(Self {
            weights,
            silence,
            sure,
            of: PhantomData,
        })
    }

    /// The lines of the file in which `like` has these numbers, comments kept.
    #[must_use]
    pub fn written(&self, like: &str) -> String {
        let ends = [("silence", self.silence), ("sure", self.sure)];
        let named = W::NAMES.iter().copied().zip(self.weights.iter().copied());
        named_numbers::written(like, &named.chain(ends).collect::<Vec<_>>())
    }

    /// The score of a candidate, that of silence being 0.
    pub(crate) fn score(&self, features: &[f32]) -> f32 {
        let each = self.weights.iter().zip(features);
        each.map(|(weight, value)| weight * value).sum::<f32>() - self.silence
    }

    /// The probability that an answer needs.
    pub(crate) fn sure(&self) -> f32 {
        self.sure
    }

    /// What counts most for or against a candidate, the most first, then silence.
    pub(crate) fn parts(&self, features: &[f32]) -> Vec<(&'static str, f32)> {
        let each = W::NAMES.iter().zip(self.weights.iter().zip(features));
        let mut parts: Vec<(&str, f32)> = each
            .map(|(name, (weight, value))| (*name, weight * value))
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
    fn candidates_and_silence_share_one_unit() {
        assert_eq!(probabilities(&[0.0]), [0.5]);
        let shares = probabilities(&[800.0, 0.0]);
        assert!(shares[0] > 0.99 && shares[1] < 0.01, "{shares:?}");
        assert!(probabilities(&[]).is_empty());
    }
}
