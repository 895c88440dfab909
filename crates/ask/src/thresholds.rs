//! What an answer must reach, and how much each thing counts: the numbers of `data/thresholds.txt`.
//!
//! They are fitted to questions with known answers by `tests/examples/fit_thresholds`.

use crate::{
    named_numbers::{self, NumbersError},
    ranking::Ranking,
    spots::Likelihood,
};
use std::sync::LazyLock;

const FILE: &str = include_str!("../data/thresholds.txt");

static SHIPPED: LazyLock<Thresholds> =
    LazyLock::new(|| Thresholds::read(FILE).expect("a test reads the file"));

/// The numbers by which answers are weighed; shares and factors without a unit unless their line says so.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Thresholds {
    /// How much a synonym counts, against 1 for the word itself.
    pub synonym: f32,
    /// How much a looser word of the thesaurus counts.
    pub kindred: f32,
    /// How much a word counts that only begins alike or may be a slip.
    pub guess: f32,
    /// Weight of topic words in the sentence before, in the same paragraph.
    pub before: f32,
    /// Weight of topic words in the paragraph before.
    pub paragraph_before: f32,
    /// Weight of topic words in the sub-heading above and in the headline.
    pub heading: f32,
    /// Weight of topic words anywhere in the story.
    pub anywhere: f32,
    /// Weight of topic words in the title of the event that the sentence reports.
    pub title: f32,
    /// How well what stands around a sentence must tell the deed or event asked about, where the sentence itself does not.
    pub just_before: f32,
    /// What is left of nearness across the border of a clause.
    pub apart: f32,
    /// Tokens at which nearness is halved.
    pub far: f32,
    /// The least that a topic word weighs, however many stories hold it.
    pub rarest: f32,
    /// How many unseen stories are thought to lie beside those that are stored, so that few stories do not make every word common.
    pub prior: f32,
    /// Factor on the weight of a number.
    pub number: f32,
    /// Factor on the weight of a name.
    pub name: f32,
    /// Factor on the weight of a common verb.
    pub light: f32,
    /// Factor on the weight of a word in a condition ("if Saturday fails").
    pub supposed: f32,
    /// What counts again of the cover by the sentence itself.
    pub own: f32,
    /// What a story of the day gains where the question looks ahead.
    pub fresh_ahead: f32,
    /// What it gains where the question looks back.
    pub fresh_back: f32,
    /// What a very old story loses.
    pub stale: f32,
    /// How much better an older story must be to be heard before a newer one on how things stand.
    pub newer: f32,
    /// Cover that a date needs, with what stands around its sentence.
    pub when_all: f32,
    /// Cover that a date needs by its sentence itself.
    pub when_own: f32,
    /// Cover by an event's title that makes it the one asked about.
    pub when_same: f32,
    /// Cover at which a sentence without a date says that none is known.
    pub when_undated: f32,
    /// Cover that a person needs, with what stands around the sentence.
    pub who_all: f32,
    /// Cover that a person needs by the sentence itself.
    pub who_own: f32,
    /// Silence is better than a person worth less.
    pub who_least: f32,
    /// What whoever did the deed asked about gains.
    pub who_subject: f32,
    /// What a name gains that only stands near the deed.
    pub who_near: f32,
    /// Cover that a place needs, with what stands around the sentence.
    pub where_all: f32,
    /// Cover that a place needs by the sentence itself.
    pub where_own: f32,
    /// Silence is better than a place worth less.
    pub where_least: f32,
    /// Cover by an event's title that makes its place the one asked for.
    pub where_same: f32,
    /// Cover that a name or quotation needs, with what stands around the sentence.
    pub what_all: f32,
    /// Cover that a name or quotation needs by the sentence itself.
    pub what_own: f32,
    /// Silence is better than a name or quotation worth less.
    pub what_least: f32,
    /// Cover that a quantity needs, with what stands around the sentence.
    pub many_all: f32,
    /// Cover that a quantity needs by the sentence itself.
    pub many_own: f32,
    /// Silence is better than a quantity worth less.
    pub many_least: f32,
    /// Cover that a yes or no needs, with what stands around the sentence.
    pub status_all: f32,
    /// Cover that a yes or no needs by the sentence itself.
    pub status_own: f32,
    /// Cover by the sentence itself at which it says the very thing.
    pub status_says: f32,
    /// Topic words further from a word of state than this do not belong to it.
    pub status_near: f32,
    /// Cover by a sentence itself at which it tells how the thing asked about stands.
    pub state_topic: f32,
    /// Nearness of the topic words at which a word of state speaks of them.
    pub state_near: f32,
    /// How dates are ranked.
    pub dates: Ranking,
    /// How likely words are the answer where no rule finds one.
    pub spots: Likelihood,
}

impl Thresholds {
    /// Those that this crate ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads lines of a name and a number; what stands behind "#" is a comment.
    ///
    /// # Errors
    /// Where a line is neither, or a threshold is missing.
    pub fn read(file: &str) -> Result<Self, NumbersError> {
        let mut read = Self::unset();
        named_numbers::read(file, &mut read.slots_mut())?;
        Ok(read)
    }

    /// Sets one by its name; false where no threshold is called so.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        let slots = self.slots_mut().into_iter();
        match slots.into_iter().find(|(known, _)| *known == name) {
            Some((_, slot)) => {
                *slot = value;
                true
            }
            None => false,
        }
    }

    /// Every threshold with its name, in the order of the file.
    #[must_use]
    pub fn slots(&self) -> Vec<(&'static str, f32)> {
        let mut copy = self.clone();
        let slots = copy.slots_mut().into_iter();
        slots.map(|(name, slot)| (name, *slot)).collect()
    }

    /// The lines of the file in which `like` has these numbers, comments kept.
    #[must_use]
    pub fn written(&self, like: &str) -> String {
        named_numbers::written(like, &self.slots())
    }

    fn unset() -> Self {
        Self {
            synonym: f32::NAN,
            kindred: f32::NAN,
            guess: f32::NAN,
            before: f32::NAN,
            paragraph_before: f32::NAN,
            heading: f32::NAN,
            anywhere: f32::NAN,
            title: f32::NAN,
            just_before: f32::NAN,
            apart: f32::NAN,
            far: f32::NAN,
            rarest: f32::NAN,
            prior: f32::NAN,
            number: f32::NAN,
            name: f32::NAN,
            light: f32::NAN,
            supposed: f32::NAN,
            own: f32::NAN,
            fresh_ahead: f32::NAN,
            fresh_back: f32::NAN,
            stale: f32::NAN,
            newer: f32::NAN,
            when_all: f32::NAN,
            when_own: f32::NAN,
            when_same: f32::NAN,
            when_undated: f32::NAN,
            who_all: f32::NAN,
            who_own: f32::NAN,
            who_least: f32::NAN,
            who_subject: f32::NAN,
            who_near: f32::NAN,
            where_all: f32::NAN,
            where_own: f32::NAN,
            where_least: f32::NAN,
            where_same: f32::NAN,
            what_all: f32::NAN,
            what_own: f32::NAN,
            what_least: f32::NAN,
            many_all: f32::NAN,
            many_own: f32::NAN,
            many_least: f32::NAN,
            status_all: f32::NAN,
            status_own: f32::NAN,
            status_says: f32::NAN,
            status_near: f32::NAN,
            state_topic: f32::NAN,
            state_near: f32::NAN,
            dates: Ranking::shipped().clone(),
            spots: Likelihood::shipped().clone(),
        }
    }

    fn slots_mut(&mut self) -> [(&'static str, &mut f32); 47] {
        [
            ("synonym", &mut self.synonym),
            ("kindred", &mut self.kindred),
            ("guess", &mut self.guess),
            ("before", &mut self.before),
            ("paragraph_before", &mut self.paragraph_before),
            ("heading", &mut self.heading),
            ("anywhere", &mut self.anywhere),
            ("title", &mut self.title),
            ("just_before", &mut self.just_before),
            ("apart", &mut self.apart),
            ("far", &mut self.far),
            ("rarest", &mut self.rarest),
            ("prior", &mut self.prior),
            ("number", &mut self.number),
            ("name", &mut self.name),
            ("light", &mut self.light),
            ("supposed", &mut self.supposed),
            ("own", &mut self.own),
            ("fresh_ahead", &mut self.fresh_ahead),
            ("fresh_back", &mut self.fresh_back),
            ("stale", &mut self.stale),
            ("newer", &mut self.newer),
            ("when_all", &mut self.when_all),
            ("when_own", &mut self.when_own),
            ("when_same", &mut self.when_same),
            ("when_undated", &mut self.when_undated),
            ("who_all", &mut self.who_all),
            ("who_own", &mut self.who_own),
            ("who_least", &mut self.who_least),
            ("who_subject", &mut self.who_subject),
            ("who_near", &mut self.who_near),
            ("where_all", &mut self.where_all),
            ("where_own", &mut self.where_own),
            ("where_least", &mut self.where_least),
            ("where_same", &mut self.where_same),
            ("what_all", &mut self.what_all),
            ("what_own", &mut self.what_own),
            ("what_least", &mut self.what_least),
            ("many_all", &mut self.many_all),
            ("many_own", &mut self.many_own),
            ("many_least", &mut self.many_least),
            ("status_all", &mut self.status_all),
            ("status_own", &mut self.status_own),
            ("status_says", &mut self.status_says),
            ("status_near", &mut self.status_near),
            ("state_topic", &mut self.state_topic),
            ("state_near", &mut self.state_near),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_written_the_same() {
        let read = Thresholds::read(FILE).unwrap();
        assert_eq!(Thresholds::read(&read.written(FILE)).unwrap(), read);
        assert_eq!(&read, Thresholds::shipped());
    }
}
