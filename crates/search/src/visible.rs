//! Which documents are known to one who asks, as a filter inside the query.
//!
//! Holds the rule of `Moment::is_known_at`: two instants are compared on the time line; where one of the two is a day,
//! the calendar days are compared.

use crate::fields::Fields;
use dateline_core::{ArchiveId, Moment};
use std::ops::Bound;
use tantivy::{
    TantivyDocument, Term,
    query::{BooleanQuery, Occur, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// The three fields that hold one kind of moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// Microseconds since 1970, of instants only.
    instant: Field,
    /// Midnight of the calendar day, of moments that are only a day.
    day_only: Field,
    /// Midnight of the calendar day where it was written, of every moment.
    pub(crate) day: Field,
}

impl Times {
    pub(crate) fn new(name: &str, mut field: impl FnMut(&str) -> Field) -> Self {
        Self {
            instant: field(&format!("{name}_instant")),
            day_only: field(&format!("{name}_day_only")),
            day: field(&format!("{name}_day")),
        }
    }

    /// What is in these fields and known at `asked`, as clauses of which one must hold.
    pub(crate) fn known_at(&self, asked: &Moment) -> Vec<Box<dyn Query>> {
        match asked {
            Moment::Instant(instant) => vec![
                up_to(self.instant, instant.timestamp_micros()),
                up_to(self.day_only, midnight(asked)),
            ],
            Moment::Day(_) => vec![up_to(self.day, midnight(asked))],
        }
    }
}

pub(crate) fn add_times(document: &mut TantivyDocument, times: &Times, moment: &Moment) {
    document.add_i64(times.day, midnight(moment));
    match moment {
        Moment::Instant(instant) => document.add_i64(times.instant, instant.timestamp_micros()),
        Moment::Day(_) => document.add_i64(times.day_only, midnight(moment)),
    }
}

/// Every revision in `archive` that is known at `asked`, those that were replaced by then too.
pub(crate) fn known(
    fields: &Fields,
    (archive, asked): (&ArchiveId, &Moment),
) -> Vec<(Occur, Box<dyn Query>)> {
    let here = TermQuery::new(fields.archive_term(archive), IndexRecordOption::Basic);
    let known = BooleanQuery::union(fields.known.known_at(asked));
    vec![
        (Occur::Must, Box::new(here)),
        (Occur::Must, Box::new(known)),
    ]
}

/// The newest revisions in `archive` that are known at `asked`: one document for each article known by then.
pub(crate) fn visible(fields: &Fields, (archive, asked): (&ArchiveId, &Moment)) -> BooleanQuery {
    let mut clauses = known(fields, (archive, asked));
    let replaced = fields.replaced.known_at(asked);
    clauses.extend(replaced.into_iter().map(|clause| (Occur::MustNot, clause)));
    BooleanQuery::new(clauses)
}

fn midnight(moment: &Moment) -> i64 {
    Moment::Day(moment.day()).sort_key()
}

fn up_to(field: Field, last: i64) -> Box<dyn Query> {
    let last = Bound::Included(Term::from_field_i64(field, last));
    Box::new(RangeQuery::new(Bound::Unbounded, last))
}
