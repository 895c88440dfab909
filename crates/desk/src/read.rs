//! A draft becomes an article, and the article is read.

use crate::kept;
use dateline_ask::{StoryWords, Vocabulary};
use dateline_core::{Article, Draft, Error, Report};
use dateline_extract::Reading;
use dateline_text::Sketch;
use std::sync::OnceLock;

/// What an article reports of events, without storing anything.
///
/// Each report names the article and revision that it quotes. A story in another language than English has none.
pub fn events(draft: Draft) -> Result<Vec<Report>, Error> {
    Ok(reports(&article(draft)?))
}

/// The article of a draft; where the draft does not say what its stretches are for, the reader does.
pub(crate) fn article(draft: Draft) -> Result<Article, Error> {
    let blocks = if draft.blocks.is_empty() {
        dateline_reader::outline(&draft.title, &draft.text)
    } else {
        draft.blocks
    };
    Article::new(Draft { blocks, ..draft })
}

pub(crate) fn reports(article: &Article) -> Vec<Report> {
    if is_english(article) {
        dateline_extract::reports(article, &dateline_extract::read(article))
    } else {
        Vec::new()
    }
}

/// What an article reports, with what was read in it as it is kept beside the story.
pub(crate) fn reported(article: &Article, vocabulary: &Vocabulary) -> Reported {
    if !is_english(article) {
        return Reported::default();
    }
    let read = Read::of(article.clone(), vocabulary);
    Reported {
        reports: dateline_extract::reports(article, &read.reading),
        kept: kept::written(&read),
    }
}

/// What an article reports.
#[derive(Debug, Default)]
pub(crate) struct Reported {
    pub(crate) reports: Vec<Report>,
    pub(crate) kept: Option<Vec<u8>>,
}

/// An article with all that was read in it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) article: Article,
    pub(crate) reading: Reading,
    pub(crate) words: StoryWords,
    sketch: OnceLock<Option<Sketch>>,
}

impl Read {
    /// Its spellings are kept in the vocabulary.
    pub(crate) fn of(article: Article, vocabulary: &Vocabulary) -> Self {
        let reading = dateline_extract::read(&article);
        Self {
            words: vocabulary.words(&article, &reading),
            article,
            reading,
            sketch: OnceLock::new(),
        }
    }

    /// An article with what was kept of it.
    pub(crate) fn kept(
        article: Article,
        reading: Reading,
        words: StoryWords,
        sketch: Option<Sketch>,
    ) -> Self {
        Self {
            article,
            reading,
            words,
            sketch: OnceLock::from(sketch),
        }
    }

    /// Whether both articles are one story, printed twice.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        match (self.sketch(), other.sketch()) {
            (Some(one), Some(two)) => one.is_near(two),
            _ => false,
        }
    }

    pub(crate) fn sketch(&self) -> Option<&Sketch> {
        let made = self.sketch.get_or_init(|| Sketch::of(self.article.text()));
        made.as_ref()
    }
}

/// Whether English rules may read it: it says so, or does not say.
pub(crate) fn is_english(article: &Article) -> bool {
    article.language().is_none_or(|tag| {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        primary.eq_ignore_ascii_case("en")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Moment;

    #[test]
    fn a_language_tag_decides_whether_english_rules_read_a_story() {
        for (tag, english) in [
            (None, true),
            (Some("en"), true),
            (Some("EN-gb"), true),
            (Some("en_IN"), true),
            (Some("fr"), false),
            (Some("enm"), false),
        ] {
            let story = article(Draft {
                title: "Talks set".into(),
                language: tag.map(str::to_owned),
                ..Draft::published(Moment::parse("2026-04-02").expect("a day"))
            });
            assert_eq!(is_english(&story.expect("a story")), english, "{tag:?}");
        }
    }
}
