//! How an answer was chosen: what was understood, what was looked at, and why all but one were not taken.

use crate::{ArticleId, Moment, Quote, When};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A number by which answers are weighed, in thousandths.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Score(i32);

impl Score {
    /// Rounds to thousandths; what is no number is 0.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn of(number: f32) -> Self {
        Self((number * 1_000.0).round() as i32)
    }
}

impl fmt::Display for Score {
    /// `1.230`, `-0.350`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03}", size / 1_000, size % 1_000)
    }
}

/// A name with its number.
pub type Worth = (String, Score);

/// How an answer was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The question.
    pub question: String,
    /// When it was asked.
    pub asked: Moment,
    /// The name of its kind.
    pub kind: String,
    /// What else its words say of what is asked: tense, "next", "start", a time of day.
    pub looks: Vec<String>,
    /// The times that it restricts itself to.
    pub times: Vec<When>,
    /// Its topic words.
    pub terms: Vec<TermTold>,
    /// What an answer has to reach.
    pub thresholds: Vec<Worth>,
    /// The stories that were looked at, the best match first.
    pub stories: Vec<StoryTold>,
    /// The sentences that come nearest, the nearest first.
    pub sentences: Vec<SentenceTold>,
    /// What might be the answer, the best first.
    pub choices: Vec<ChoiceTold>,
}

/// A topic word of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermTold {
    /// The word.
    pub word: String,
    /// What may stand for it, as stems.
    pub alike: Vec<String>,
    /// How much it weighs.
    pub weight: Score,
    /// Whether the stories write it as a name: then it must be there.
    pub is_name: bool,
    /// Whether it is the name of a person: then it must be near.
    pub is_person: bool,
}

/// A story that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryTold {
    /// Which.
    pub article: ArticleId,
    /// Its headline.
    pub title: String,
    /// Since when it is known.
    pub known_from: Moment,
    /// Score of the full-text search.
    pub score: Score,
}

/// A sentence that was read for the answer, or was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceTold {
    /// The sentence.
    pub quote: Quote,
    /// What it is worth, piece by piece.
    pub parts: Vec<Worth>,
    /// Why it was not read; none where it was.
    pub lacks: Option<Lack>,
}

/// Why a sentence was not read for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Too few of the topic words stand in it and around it.
    Words,
    /// Too few of them stand in the sentence itself.
    OwnWords,
    /// A number or name of the question is missing.
    Name,
}

/// Words or a time that might be the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceTold {
    /// The sentence.
    pub quote: Quote,
    /// The answer that it would be.
    pub text: String,
    /// The rule that read it.
    pub rule: String,
    /// What it is worth in all.
    pub score: Score,
    /// The same, piece by piece.
    pub parts: Vec<Worth>,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a possible answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is the answer.
    Chosen,
    /// Another one is worth more, or says more.
    Behind,
    /// It is worth less than silence.
    Weak,
    /// The topic words stand too far from it.
    Far,
    /// It is not of the sort that was asked for.
    OtherSort,
    /// It lies on the wrong side of the asking.
    WrongSide,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_written_in_thousandths() {
        assert_eq!(Score::of(1.23).to_string(), "1.230");
        assert_eq!(Score::of(-0.3504).to_string(), "-0.350");
        assert_eq!(Score::of(f32::NAN).to_string(), "0.000");
    }
}
