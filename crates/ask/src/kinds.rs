//! The kinds of questions: one file each, recognised by their words, answered from a scene.

mod agenda;
pub(crate) mod how_many;
mod status;
mod what;
mod when;
mod where_at;
pub(crate) mod who;
mod why;

use crate::{scene::Scene, words::Word};
use dateline_core::AnswerParts;

/// A kind of question.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Its name, as answers show it among their rules.
    pub name: &'static str,
    /// How sure the words are of this kind; 0 for not at all.
    pub fits: fn(&Asking<'_>) -> u8,
    /// The answer, or none where the stories do not tell.
    pub answer: fn(&Scene<'_>) -> Option<AnswerParts>,
}

/// Every kind, by name.
pub(crate) const KINDS: [&Kind; 8] = [
    &agenda::KIND,
    &how_many::KIND,
    &status::KIND,
    &what::KIND,
    &when::KIND,
    &where_at::KIND,
    &who::KIND,
    &why::KIND,
];

/// The kind that the words fit best; a question without question words asks when.
pub(crate) fn of(asking: &Asking<'_>) -> &'static Kind {
    let mut best = (0, &when::KIND);
    for kind in KINDS {
        let fit = (kind.fits)(asking);
        if fit > best.0 {
            best = (fit, kind);
        }
    }
    best.1
}

/// The words of a question, as a kind looks at them.
pub(crate) struct Asking<'a> {
    /// The words.
    pub words: &'a [Word],
    /// Whether the question names a time.
    pub dated: bool,
}

impl Asking<'_> {
    /// Where this word stands.
    pub(crate) fn find(&self, wanted: &str) -> Option<usize> {
        self.words.iter().position(|word| word.text == wanted)
    }

    /// Where "what" or "which" stands before one of these words, with at most two words between.
    pub(crate) fn what_kind_of(&self, nouns: &[&str]) -> Option<usize> {
        let asker = self.find("what").or_else(|| self.find("which"))?;
        let verb = [
            "is", "are", "was", "were", "did", "does", "do", "will", "can", "has", "have", "the",
        ];
        self.words
            .iter()
            .skip(asker + 1)
            .take(3)
            .take_while(|word| !verb.contains(&word.text.as_str()))
            .any(|word| nouns.contains(&word.text.as_str()))
            .then_some(asker)
    }

    /// How sure a question word at a place makes: the first in the question wins, `bonus` breaks ties.
    pub(crate) fn sure(at: usize, bonus: u8) -> u8 {
        let behind = u8::try_from(at.min(50)).unwrap_or(50) * 3;
        200_u8.saturating_sub(behind).saturating_add(bonus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn kinds_are_sorted_by_name_without_repeats() {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }

    #[test]
    fn the_words_tell_the_kind() {
        let check = |question: &str, kind: &str| {
            let words = words(question);
            let dated = question.contains("tomorrow");
            assert_eq!(
                of(&Asking {
                    words: &words,
                    dated
                })
                .name,
                kind,
                "{question}"
            );
        };
        check("when will they say who won", "when");
        check("what time is the parade", "when");
        check("the bill runs until when", "when");
        check("is there a backup date", "when");
        check("which city hosts the fair", "where");
        check("which senior officer leads the team", "who");
        check("how long is the march", "how_many");
        check("has the march been called off", "status");
        check("what is on tomorrow", "agenda");
        check("what did the mayor call the plan", "what");
        check("why was the march moved", "why");
        check("how did the fire start", "why");
        check("how high is the dam", "how_many");
        check("harbour festival", "when");
    }
}
