//! What a few words are about, and which events are about it.

use dateline_core::{Dossier, Moment};
use dateline_text::stem;
use std::collections::BTreeSet;

/// Shorter words do not make an event that of a headline.
const LETTERS: usize = 4;

/// Words that tell a topic: a group for each, with what may stand for it.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) groups: Vec<Vec<String>>,
}

/// How closely an event is what some words are about, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// Its title holds all of them.
    Title,
    /// What is told of it holds all of them.
    Words,
    /// A headline completes what is told of it.
    Story,
}

impl Topic {
    /// Reads the words as a question's are read; words of which a question would keep none are taken as they stand.
    pub(crate) fn read(words: &str, asked: &Moment) -> Self {
        let mut groups = dateline_ask::parse(words, asked).search;
        if groups.is_empty() {
            groups = stems(words).into_iter().map(|stem| vec![stem]).collect();
        }
        Self { groups }
    }

    /// How near an event is; none where it is about something else.
    pub(crate) fn nearness(&self, event: &Dossier) -> Option<Nearness> {
        let title = stems(&event.view.title);
        if self.is_held_by(&title) {
            return Some(Nearness::Title);
        }
        let own = own_words(event);
        if self.is_held_by(&own) {
            return Some(Nearness::Words);
        }
        let headlines = event.told.iter().map(|told| stems(&told.cited.title));
        headlines
            .into_iter()
            .any(|headline| self.is_of_story(&title, &own, &headline))
            .then_some(Nearness::Story)
    }

    /// Whether a headline tells the topic of which the event tells a part, or the headline's own subject.
    fn is_of_story(
        &self,
        title: &BTreeSet<String>,
        own: &BTreeSet<String>,
        headline: &BTreeSet<String>,
    ) -> bool {
        let both: BTreeSet<String> = own.union(headline).cloned().collect();
        let tells_a_part = self.groups.iter().any(|group| holds(own, group));
        let mut telling = title.iter().filter(|stem| stem.len() >= LETTERS).peekable();
        let is_subject = telling.peek().is_some() && telling.all(|stem| headline.contains(stem));
        let whole = if tells_a_part { &both } else { headline };
        self.is_held_by(whole) && (tells_a_part || is_subject)
    }

    /// How many of the words, or of what may stand for them, are among these.
    pub(crate) fn held_by(&self, words: &BTreeSet<String>) -> usize {
        self.groups
            .iter()
            .filter(|group| holds(words, group))
            .count()
    }

    fn is_held_by(&self, words: &BTreeSet<String>) -> bool {
        !self.groups.is_empty() && self.groups.iter().all(|group| holds(words, group))
    }
}

/// What the reports say of an event themselves: titles, sentences, places, people.
fn own_words(event: &Dossier) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for told in &event.told {
        words.extend(stems(told.report.title()));
        words.extend(stems(told.report.quote().text()));
        let place = told.report.place().map(|place| place.name.as_str());
        for name in place.into_iter().chain(names(told)) {
            words.extend(stems(name));
        }
    }
    words
}

fn names(told: &dateline_core::Told) -> impl Iterator<Item = &str> {
    told.report.participants().iter().map(String::as_str)
}

fn holds(words: &BTreeSet<String>, group: &[String]) -> bool {
    group.iter().any(|word| words.contains(word))
}

/// The stems of a text, each once.
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| stem(&word.to_lowercase())).collect()
}
