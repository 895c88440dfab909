//! What a page says: its story, and what it tells about the story.

use crate::Link;
use crate::candidate::{Candidate, DateField, Rule, Weighed};
use crate::weigh;
use dateline_core::{Block, Draft, Moment};
use std::{error, fmt};

/// A page or pasted story, read; a field is empty where the page does not tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Headline.
    pub title: Option<String>,
    /// The summary under the headline; it also stands in `text` as a [`Standfirst`](dateline_core::BlockKind::Standfirst).
    pub standfirst: Option<String>,
    /// Authors, one name each, as printed.
    pub authors: Vec<String>,
    /// The line that names the authors, as printed.
    pub byline: Option<String>,
    /// First publication, with the offset as written; UTC where a time stands without a zone.
    pub published: Option<Moment>,
    /// Last change, as the page says itself.
    pub modified: Option<Moment>,
    /// Dates that the page and its carriers name, publications first, the most trusted first.
    pub candidates: Vec<Candidate>,
    /// Where the story was filed: the dateline place.
    pub place: Option<String>,
    /// Name of the newspaper, site or agency.
    pub site: Option<String>,
    /// The newspaper's section or the last step of the path that leads to the story.
    pub section: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// The story: its paragraphs unchanged, joined by blank lines.
    pub text: String,
    /// What each stretch of `text` is for, in order.
    pub blocks: Vec<Block>,
    /// How much several libraries agree on what of a page is its story, from 0 to 1; `None` for text that was pasted.
    pub confidence: Option<f32>,
    /// Whether the story stops at a paywall before its end.
    pub cut_off: bool,
    /// The stories that the page lists, where it is no story itself but a front page, a section or a tag; `text` is empty then.
    pub index: Option<Vec<Link>>,
    /// What was left out of `text` and why, a few words each.
    pub left_out: Vec<String>,
}

impl Page {
    /// The page with a date that its feed or its transport names, ranked among its own.
    ///
    /// A feed's publication ranks behind what the page itself declares and before what it only shows; the header
    /// `Last-Modified` is a hint at the last change and never a publication.
    ///
    /// ```
    /// use dateline_reader::{Candidate, page};
    ///
    /// let html = "<h1>Old pier to reopen</h1><p>The pier reopens on Friday, the mayor said.</p>";
    /// let read = page(html, None).with_candidate(Candidate::feed_entry("Mon, 03 Mar 2025 09:15:00 +0300", None));
    /// assert_eq!(read.published.map(|at| at.to_string()).as_deref(), Some("2025-03-03T09:15:00+03:00"));
    /// ```
    #[must_use]
    pub fn with_candidate(mut self, candidate: Candidate) -> Self {
        self.candidates.push(candidate);
        self.choose_again()
    }

    /// The page as one reads it at `now`: dates more than a day later are refused.
    ///
    /// A day's grace is for places that are a day ahead.
    #[must_use]
    pub fn read_at(mut self, now: &Moment) -> Self {
        let tomorrow = now.day().succ_opt().unwrap_or(now.day());
        for candidate in &mut self.candidates {
            if candidate.at.is_some_and(|at| at.day() > tomorrow) {
                candidate.rule = Rule::Refused;
            }
        }
        self.choose_again()
    }

    /// Every candidate with what became of it and, in its rule, why: how the dates of the page were chosen.
    #[must_use]
    pub fn explain(&self) -> Vec<Weighed<'_>> {
        weigh::weigh(&self.candidates)
    }

    fn choose_again(mut self) -> Self {
        weigh::rank(&mut self.candidates);
        let names = |field| self.candidates.iter().any(|one| one.field == field);
        let (published, modified) = (names(DateField::Published), names(DateField::Modified));
        // What was told without a candidate stays as it was told.
        if published {
            self.published = weigh::choose(&self.candidates, DateField::Published);
        }
        if modified {
            self.modified = weigh::choose(&self.candidates, DateField::Modified);
        }
        self
    }

    /// The story as the draft of an article; a publication that the caller knows wins over the page's own.
    ///
    /// A page that does not say when it was published is refused: the day is asked for, never guessed. So is a page
    /// that lists stories.
    ///
    /// ```
    /// use dateline_reader::{NoDraft, paste};
    ///
    /// let page = paste("Talks set for Friday\n\nThe ministers will meet on Friday.");
    /// assert_eq!(page.draft(None), Err(NoDraft::Undated { modified: None }));
    /// ```
    pub fn draft(self, published: Option<Moment>) -> Result<Draft, NoDraft> {
        if let Some(links) = self.index {
            let links = links.len();
            return Err(NoDraft::Index { links });
        }
        let undated = NoDraft::Undated {
            modified: self.modified,
        };
        let published = published.or(self.published).ok_or(undated)?;
        Ok(Draft {
            url: self.url,
            title: self.title.unwrap_or_default(),
            text: self.text,
            blocks: self.blocks,
            modified: self.modified,
            place: self.place,
            source: self.site,
            authors: self.authors,
            language: self.language,
            ..Draft::published(published)
        })
    }
}

/// Why a page is not the draft of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDraft {
    /// It does not say when it was published; whoever gave it has to.
    Undated {
        /// When it says that it was last changed: a hint to show, no publication date.
        modified: Option<Moment>,
    },
    /// It lists stories and is none; one of them has to be given instead.
    Index {
        /// How many links it holds.
        links: usize,
    },
}

impl fmt::Display for NoDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undated { .. } => "the story does not say when it was published",
            Self::Index { .. } => "the page lists stories and is none",
        })
    }
}

impl error::Error for NoDraft {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, read_from};

    #[test]
    fn a_date_that_front_matter_tells_is_a_candidate_and_survives_a_reading_at_a_later_day() {
        let text =
            b"---\ntitle: Old pier\ndate: 2026-11-20\n---\n\nThe old pier will reopen in March.";
        let source = Source {
            name: Some("pier.md"),
            ..Source::default()
        };
        let at = |day: &str| Moment::parse(day).expect("a written day");
        let page = read_from(text, &source);
        let later = page.clone().read_at(&at("2026-11-28"));
        assert_eq!(later.published, Some(at("2026-11-20")));
        assert_eq!(
            page.read_at(&at("2026-01-01")).published,
            None,
            "it lies ahead"
        );
    }

    #[test]
    fn a_date_that_was_told_without_a_candidate_stays() {
        let told = Moment::parse("2026-11-20").ok();
        let page = Page {
            published: told,
            ..Page::default()
        };
        let later = Moment::parse("2026-11-28").expect("a written day");
        assert_eq!(page.read_at(&later).published, told);
    }
}
