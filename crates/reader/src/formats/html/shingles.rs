//! Compares texts by their runs of words.

use std::collections::HashSet;

/// How many words a run has.
const RUN: usize = 4;

/// The words of a text, folded, as numbers that are equal for equal words.
pub(super) fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(number)
        .collect()
}

/// The runs of words of a text.
#[derive(Debug, Default)]
pub(super) struct Shingles {
    runs: HashSet<u64>,
    shorter: HashSet<u64>,
}

impl Shingles {
    /// The runs of some words.
    pub(super) fn of(words: &[u64]) -> Self {
        let runs = words.windows(RUN).map(joined).collect();
        let shorter = (1..RUN)
            .flat_map(|length| words.windows(length).map(joined))
            .collect();
        Self { runs, shorter }
    }

    /// How much of some words stands here, from 0 to 1; fewer words than a run stand whole or not at all.
    pub(super) fn share(&self, words: &[u64]) -> f32 {
        if words.len() < RUN {
            return if self.shorter.contains(&joined(words)) {
                1.0
            } else {
                0.0
            };
        }
        let runs = words.windows(RUN);
        let all = runs.len();
        ratio(
            runs.filter(|run| self.runs.contains(&joined(run))).count(),
            all,
        )
    }

    /// How much two texts agree: the harmonic mean of the shares of runs that each has of the other.
    pub(super) fn agreement(&self, other: &Self) -> f32 {
        let both = self.runs.intersection(&other.runs).count();
        ratio(2 * both, self.runs.len() + other.runs.len())
    }
}

fn ratio(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        count(part) / count(whole)
    }
}

/// A number of words as a float.
#[expect(
    clippy::cast_precision_loss,
    reason = "a page has fewer words than a float has digits for"
)]
pub(super) fn count(words: usize) -> f32 {
    words as f32
}

/// FNV's way of making a number of a word.
fn number(word: &str) -> u64 {
    let folded = word.chars().flat_map(char::to_lowercase);
    folded.fold(0xcbf2_9ce4_8422_2325, |sum, letter| {
        (sum ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn joined(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |sum, word| {
        (sum.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Shingles {
        Shingles::of(&words(text))
    }

    #[test]
    fn equal_texts_agree_and_others_do_not() {
        let pier = "The old pier reopens on Friday, the mayor said.";
        let near = |found: f32, wanted: f32| (found - wanted).abs() < 0.001;
        assert!(near(
            runs(pier).agreement(&runs("the OLD pier reopens on friday the mayor said")),
            1.0
        ));
        assert!(near(
            runs(pier).agreement(&runs("Ferry fares rise in April by a tenth.")),
            0.0
        ));
        assert!(near(
            runs(pier).agreement(&runs("The old pier reopens on Sunday, the mayor said.")),
            2.0 / 6.0
        ));
        assert!(near(runs("").agreement(&runs("")), 0.0));
    }

    #[test]
    fn short_blocks_stand_in_a_text_whole_or_not_at_all() {
        let text = runs("What comes next? The pier reopens on Friday.");
        let holds = |block: &str| text.share(&words(block)) > 0.99;
        assert!(
            holds("What comes next?") && holds("Friday") && holds("The pier reopens on Friday")
        );
        assert!(!holds("What next?") && !holds("Ferry") && !holds(""));
    }
}
