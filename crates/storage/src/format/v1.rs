//! Format 1, field by field: structs of our own, so that core can change without changing stored bytes.
//!
//! Never edit a struct here: postcard knows fields by their order only. A change of shape is a format 2.

mod corrections;
mod digests;
mod jobs;
mod orders;
mod reports;
mod times;

pub(crate) use corrections::Correction;
pub(crate) use digests::{Digest, Heard, Posted};
pub(crate) use jobs::Job;
pub(crate) use orders::{Reminder, Watch};

use crate::format::codes::Coded;
use dateline_core::{ArticleId, Draft, EventId, ReportId, Span};
use serde::{Deserialize, Serialize};
use times::Moment;

/// A story: its revisions, oldest first.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    revisions: Vec<Revision>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Revision {
    article: Article,
    reports: Vec<reports::Report>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Article {
    id: String,
    url: Option<String>,
    title: String,
    text: String,
    blocks: Vec<Block>,
    published: Moment,
    modified: Option<Moment>,
    place: Option<String>,
    source: Option<String>,
    authors: Vec<String>,
    language: Option<String>,
    revision: u32,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Block {
    start: u64,
    end: u64,
    kind: u8,
}

/// An event: the names of its reports.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Event {
    id: String,
    aliases: Vec<String>,
    reports: Vec<ReportName>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct ReportName {
    article: String,
    revision: u32,
    index: u32,
}

/// An entry of the log; the sequence number is its key.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LogEntry {
    pub(crate) archive: String,
    pub(crate) what: What,
}

/// What an entry of the log says; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum What {
    Put(String),
    Forgot(String),
    Event(String),
    RemovedEvent(String),
    ForgotArchive,
    Erased,
}

/// A value under a key.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StateValue {
    pub(crate) version: u64,
    pub(crate) bytes: Vec<u8>,
}

/// How much an archive holds.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Statistics {
    pub(crate) articles: u64,
    pub(crate) revisions: u64,
    pub(crate) reports: u64,
    pub(crate) events: u64,
    pub(crate) values: u64,
}

impl TryFrom<&crate::Record> for Record {
    type Error = String;

    fn try_from(record: &crate::Record) -> Result<Self, String> {
        let revisions = record.revisions().map(Revision::try_from);
        Ok(Self {
            revisions: revisions.collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<Record> for crate::Record {
    type Error = String;

    fn try_from(stored: Record) -> Result<Self, String> {
        let mut revisions = stored.revisions.into_iter().map(crate::Revision::try_from);
        let first = revisions.next().ok_or("it has no revision")??;
        revisions.try_fold(Self::first(first), |record, revision| {
            record.with(revision?).map_err(|error| error.to_string())
        })
    }
}

impl TryFrom<&crate::Revision> for Revision {
    type Error = String;

    fn try_from(revision: &crate::Revision) -> Result<Self, String> {
        let reports = revision.reports().iter().map(reports::Report::try_from);
        Ok(Self {
            article: Article::try_from(revision.article())?,
            reports: reports.collect::<Result<_, _>>()?,
        })
    }
}

impl TryFrom<Revision> for crate::Revision {
    type Error = String;

    fn try_from(stored: Revision) -> Result<Self, String> {
        let article = dateline_core::Article::try_from(stored.article)?;
        let reports = stored.reports.into_iter().map(|report| report.of(&article));
        let reports = reports.collect::<Result<_, _>>()?;
        Self::new(article, reports).map_err(|error| error.to_string())
    }
}

impl TryFrom<&dateline_core::Article> for Article {
    type Error = String;

    fn try_from(article: &dateline_core::Article) -> Result<Self, String> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Ok(Self {
            id: article.id().to_string(),
            url: owned(article.url()),
            title: article.title().into(),
            text: article.text().into(),
            blocks: article
                .blocks()
                .iter()
                .map(Block::try_from)
                .collect::<Result<_, _>>()?,
            published: article.published().into(),
            modified: article.modified().map(Moment::from),
            place: owned(article.place()),
            source: owned(article.source()),
            authors: article.authors().to_vec(),
            language: owned(article.language()),
            revision: article.revision(),
        })
    }
}

impl TryFrom<Article> for dateline_core::Article {
    type Error = String;

    fn try_from(stored: Article) -> Result<Self, String> {
        let draft = Draft {
            id: Some(article_id(&stored.id)?),
            url: stored.url,
            title: stored.title,
            text: stored.text,
            blocks: (stored.blocks.iter())
                .map(Block::read)
                .collect::<Result<_, _>>()?,
            published: stored.published.read()?,
            modified: stored.modified.map(|moment| moment.read()).transpose()?,
            place: stored.place,
            source: stored.source,
            authors: stored.authors,
            language: stored.language,
            revision: stored.revision,
        };
        Self::new(draft).map_err(|error| error.to_string())
    }
}

impl TryFrom<&dateline_core::Block> for Block {
    type Error = String;

    fn try_from(block: &dateline_core::Block) -> Result<Self, String> {
        Ok(Self {
            start: block.span.start() as u64,
            end: block.span.end() as u64,
            kind: block.kind.code()?,
        })
    }
}

impl Block {
    fn read(&self) -> Result<dateline_core::Block, String> {
        Ok(dateline_core::Block {
            span: span(self.start, self.end)?,
            kind: Coded::of(self.kind)?,
        })
    }
}

impl From<&dateline_core::Event> for Event {
    fn from(event: &dateline_core::Event) -> Self {
        let reports = event.reports().iter().map(|report| ReportName {
            article: report.article.to_string(),
            revision: report.revision,
            index: report.index,
        });
        Self {
            id: event.id().to_string(),
            aliases: event.aliases().iter().map(EventId::to_string).collect(),
            reports: reports.collect(),
        }
    }
}

impl TryFrom<Event> for dateline_core::Event {
    type Error = String;

    fn try_from(stored: Event) -> Result<Self, String> {
        let aliases = stored.aliases.iter().map(|alias| event_id(alias));
        let reports = stored.reports.iter().map(|report| {
            Ok::<_, String>(ReportId {
                article: article_id(&report.article)?,
                revision: report.revision,
                index: report.index,
            })
        });
        Self::stored(
            event_id(&stored.id)?,
            aliases.collect::<Result<_, _>>()?,
            reports.collect::<Result<_, _>>()?,
        )
        .map_err(|error| error.to_string())
    }
}

impl From<&crate::What> for What {
    fn from(what: &crate::What) -> Self {
        match what {
            crate::What::Put(id) => Self::Put(id.to_string()),
            crate::What::Forgot(id) => Self::Forgot(id.to_string()),
            crate::What::Event(id) => Self::Event(id.to_string()),
            crate::What::RemovedEvent(id) => Self::RemovedEvent(id.to_string()),
            crate::What::ForgotArchive => Self::ForgotArchive,
            crate::What::Erased => Self::Erased,
        }
    }
}

impl TryFrom<What> for crate::What {
    type Error = String;

    fn try_from(stored: What) -> Result<Self, String> {
        Ok(match stored {
            What::Put(id) => Self::Put(article_id(&id)?),
            What::Forgot(id) => Self::Forgot(article_id(&id)?),
            What::Event(id) => Self::Event(event_id(&id)?),
            What::RemovedEvent(id) => Self::RemovedEvent(event_id(&id)?),
            What::ForgotArchive => Self::ForgotArchive,
            What::Erased => Self::Erased,
        })
    }
}

impl From<crate::Statistics> for Statistics {
    fn from(sums: crate::Statistics) -> Self {
        Self {
            articles: sums.articles,
            revisions: sums.revisions,
            reports: sums.reports,
            events: sums.events,
            values: sums.values,
        }
    }
}

impl From<Statistics> for crate::Statistics {
    fn from(stored: Statistics) -> Self {
        Self {
            articles: stored.articles,
            revisions: stored.revisions,
            reports: stored.reports,
            events: stored.events,
            values: stored.values,
        }
    }
}

pub(crate) fn article_id(id: &str) -> Result<ArticleId, String> {
    id.parse()
        .map_err(|error: dateline_core::Error| error.to_string())
}

pub(crate) fn event_id(id: &str) -> Result<EventId, String> {
    id.parse()
        .map_err(|error: dateline_core::Error| error.to_string())
}

fn span(start: u64, end: u64) -> Result<Span, String> {
    let place = |at: u64| usize::try_from(at).map_err(|error| error.to_string());
    Span::new(place(start)?, place(end)?).map_err(|error| error.to_string())
}
