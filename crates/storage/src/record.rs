//! One story as it is stored: its revisions, each with the reports that were read in it.

use crate::Error;
use dateline_core::{Article, ArticleId, Report, ReportId};
use std::collections::BTreeSet;

/// One revision of a story with its reports; every report quotes this very revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    article: Article,
    reports: Vec<Report>,
}

impl Revision {
    /// Refused where a report quotes another article or revision.
    pub fn new(article: Article, reports: Vec<Report>) -> Result<Self, Error> {
        let foreign = reports.iter().any(|report| {
            (report.quote().article(), report.quote().revision())
                != (article.id(), article.revision())
        });
        if foreign {
            return Err(unfit(article.id(), "a report quotes another article"));
        }
        Ok(Self { article, reports })
    }

    /// The story.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// What was read in it; a [`ReportId`] counts in this list.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }
}

/// A story with all its stored revisions; never empty, one article id, revision numbers rising.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    first: Revision,
    later: Vec<Revision>,
}

impl Record {
    /// A story in the first revision that is known of it.
    #[must_use]
    pub fn first(revision: Revision) -> Self {
        Self {
            first: revision,
            later: Vec::new(),
        }
    }

    /// The story with one more revision; refused where it is of another article, or its number does not rise.
    pub fn with(mut self, revision: Revision) -> Result<Self, Error> {
        let newest = self.latest().article();
        if revision.article.id() != newest.id() {
            return Err(unfit(newest.id(), "a revision is of another article"));
        }
        if revision.article.revision() <= newest.revision() {
            return Err(unfit(newest.id(), "its revision numbers do not rise"));
        }
        self.later.push(revision);
        Ok(self)
    }

    /// The article's name.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        self.first.article.id()
    }

    /// Every revision, oldest first.
    pub fn revisions(&self) -> impl Iterator<Item = &Revision> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The newest revision.
    #[must_use]
    pub fn latest(&self) -> &Revision {
        self.later.last().unwrap_or(&self.first)
    }

    /// The revision of that number.
    #[must_use]
    pub fn revision(&self, number: u32) -> Option<&Revision> {
        self.revisions().find(|r| r.article.revision() == number)
    }

    /// The report of that name; none where it is of another story or not stored.
    #[must_use]
    pub fn report(&self, id: &ReportId) -> Option<&Report> {
        if &id.article != self.id() {
            return None;
        }
        let reports = &self.revision(id.revision)?.reports;
        reports.get(usize::try_from(id.index).ok()?)
    }

    /// Every identity that a revision has: all of them find the story.
    #[must_use]
    pub fn identities(&self) -> BTreeSet<String> {
        self.revisions().map(|r| r.article.identity()).collect()
    }
}

fn unfit(id: &ArticleId, why: &str) -> Error {
    Error::Unfit {
        what: format!("article {id}"),
        why: why.into(),
    }
}
