//! The fields of one document, which is one revision of one article.

use crate::{
    visible::{Times, add_times},
    words::ENGLISH,
};
use chrono::NaiveDateTime;
use dateline_core::{ArchiveId, Article, ArticleId, Interval, Report};
use std::ops::Bound;
use tantivy::{
    TantivyDocument, Term,
    query::{BooleanQuery, Query, RangeQuery},
    schema::{
        FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
    },
};

#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) archive: Field,
    pub(crate) key: Field,
    pub(crate) id: Field,
    pub(crate) revision: Field,
    pub(crate) title: Field,
    pub(crate) body: Field,
    pub(crate) known: Times,
    pub(crate) replaced: Times,
    pub(crate) event_start: Field,
    pub(crate) event_end: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let words = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(ENGLISH)
                .set_index_option(IndexRecordOption::WithFreqs),
        );
        let mut build = Schema::builder();
        Self {
            archive: build.add_text_field("archive", STRING),
            key: build.add_text_field("key", STRING),
            id: build.add_text_field("id", STORED),
            revision: build.add_u64_field("revision", STORED),
            title: build.add_text_field("title", words.clone()),
            body: build.add_text_field("body", words),
            known: Times::new("known", |name| build.add_i64_field(name, FAST | STORED)),
            replaced: Times::new("replaced", |name| build.add_i64_field(name, FAST)),
            event_start: build.add_i64_field("event_start", FAST),
            event_end: build.add_i64_field("event_end", FAST),
            schema: build.build(),
        }
    }

    /// The term that stands in every revision of that article.
    pub(crate) fn key_term(&self, archive: &ArchiveId, id: &ArticleId) -> Term {
        Term::from_field_text(self.key, &format!("{archive}\n{id}"))
    }

    /// The term that stands in every document of that archive.
    pub(crate) fn archive_term(&self, archive: &ArchiveId) -> Term {
        Term::from_field_text(self.archive, archive.as_str())
    }

    /// One revision, and the later ones that take its place once they are known.
    pub(crate) fn document<'a>(
        &self,
        archive: &ArchiveId,
        article: &Article,
        reports: &[Report],
        later: impl Iterator<Item = &'a Article>,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.archive, archive.as_str());
        document.add_text(self.key, format!("{archive}\n{}", article.id()));
        document.add_text(self.id, article.id().as_str());
        document.add_u64(self.revision, u64::from(article.revision()));
        document.add_text(self.title, article.title());
        document.add_text(self.body, article.text());
        add_times(&mut document, &self.known, &article.visible_from());
        for revision in later {
            add_times(&mut document, &self.replaced, &revision.visible_from());
        }
        for interval in reports.iter().filter_map(|r| r.when().map(|w| w.interval)) {
            document.add_i64(self.event_start, seconds(interval.start()));
            document.add_i64(self.event_end, seconds(interval.end()));
        }
        document
    }

    /// The stories that report an event which begins before the interval ends and one which ends after it begins.
    pub(crate) fn within(&self, interval: &Interval) -> Box<dyn Query> {
        let begins = Term::from_field_i64(self.event_start, seconds(interval.end()));
        let ends = Term::from_field_i64(self.event_end, seconds(interval.start()));
        Box::new(BooleanQuery::intersection(vec![
            Box::new(RangeQuery::new(Bound::Unbounded, Bound::Excluded(begins))),
            Box::new(RangeQuery::new(Bound::Excluded(ends), Bound::Unbounded)),
        ]))
    }
}

/// Wall time as a number that compares alike.
fn seconds(wall: NaiveDateTime) -> i64 {
    wall.and_utc().timestamp()
}
