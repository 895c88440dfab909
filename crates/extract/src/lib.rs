//! Reads reports in articles and links them into events.

mod cast;
mod clause;
mod dateline;
mod extent;
mod lend;
mod lexicon;
pub mod link;
mod memory;
mod merge;
mod participants;
mod patterns;
mod place;
mod report;
mod scene;
mod status;
mod story;
mod title;
mod word;

use dateline_core::{Article, Report, TimeMention};
use dateline_text::Document;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// An article, read: what `ask` and the front ends work on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reading {
    /// Sentences, tokens, names and quotations of the body.
    pub text: Document,
    /// The same of the headline.
    pub headline: Document,
    #[serde(with = "once")]
    times: OnceLock<Vec<TimeMention>>,
}

/// Time mentions as they are written down: none where nobody asked for them yet.
mod once {
    use dateline_core::TimeMention;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::OnceLock;

    pub(super) fn serialize<S: Serializer>(
        times: &OnceLock<Vec<TimeMention>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        times.get().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<OnceLock<Vec<TimeMention>>, D::Error> {
        let times = Option::<Vec<TimeMention>>::deserialize(from)?;
        Ok(times.map_or_else(OnceLock::new, OnceLock::from))
    }
}

impl Reading {
    /// Time mentions of the body, in text order; `article` is the one that was read.
    ///
    /// They are sought when they are first asked for: few of the stories that a question looks at are.
    pub fn times(&self, article: &Article) -> &[TimeMention] {
        self.times
            .get_or_init(|| dateline_timex::times(article.text(), &article.published()))
    }
}

/// Reads an article; odd text is no error.
#[must_use]
pub fn read(article: &Article) -> Reading {
    Reading {
        text: dateline_text::read(article.text(), article.blocks()),
        headline: dateline_text::read(article.title(), &[]),
        times: OnceLock::new(),
    }
}

/// What an article reports, in text order, by its reading; one without events has no reports.
#[must_use]
pub fn reports(article: &Article, reading: &Reading) -> Vec<Report> {
    story::reports(article, &reading.text, reading.times(article))
}

/// The names of the patterns that read events, each with what it reads, by name.
#[must_use]
pub fn patterns() -> Vec<(&'static str, &'static str)> {
    patterns::PATTERNS
        .iter()
        .map(|pattern| (pattern.name, pattern.reads))
        .collect()
}
