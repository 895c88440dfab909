//! Which documents are known to one who asks, as a filter inside the query.
//!
//! Holds the rule of `Moment::is_known_at`: two instants are compared on the time line; where one of the two is a day,
//! the calendar days are compared.

use crate::fields::Fields;
use dateline_core::{ArchiveId, Moment};
use std::ops::Bound;
use tantivy::{
    DocId, SegmentReader, TantivyDocument, Term,
    columnar::Column,
    query::{BooleanQuery, Occur, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// The three fields that hold one kind of moment.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    name: &'static str,
    /// Microseconds since 1970, of instants only.
    instant: Field,
    /// Midnight of the calendar day, of moments that are only a day.
    day_only: Field,
    /// Midnight of the calendar day where it was written, of every moment.
    pub(crate) day: Field,
}

impl Times {
    pub(crate) fn new(name: &'static str, mut field: impl FnMut(&str) -> Field) -> Self {
        Self {
            name,
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

/// The values of [`Times`] in one segment.
pub(crate) struct Columns {
    instant: Column<i64>,
    day_only: Column<i64>,
    day: Column<i64>,
}

/// The latest of some moments, compared as [`Columns::known_at`] compares.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest {
    instant: i64,
    day_only: i64,
    day: i64,
}

impl Latest {
    /// Before all moments.
    pub(crate) const NONE: Self = Self {
        instant: i64::MIN,
        day_only: i64::MIN,
        day: i64::MIN,
    };

    /// Whether all of them are known at `asked`.
    pub(crate) fn is_known_at(&self, asked: &Moment) -> bool {
        let day = midnight(asked);
        match asked {
            Moment::Instant(at) => self.instant <= at.timestamp_micros() && self.day_only <= day,
            Moment::Day(_) => self.day <= day,
        }
    }
}

impl Columns {
    pub(crate) fn of(reader: &SegmentReader, times: &Times) -> tantivy::Result<Self> {
        let column = |part: &str| reader.fast_fields().i64(&format!("{}_{part}", times.name));
        Ok(Self {
            instant: column("instant")?,
            day_only: column("day_only")?,
            day: column("day")?,
        })
    }

    /// Whether any moment of the document is known at `asked`.
    pub(crate) fn known_at(&self, document: DocId, asked: &Moment) -> bool {
        let up_to = |column: &Column<i64>, last| {
            let mut values = column.values_for_doc(document);
            values.any(|value| value <= last)
        };
        let day = midnight(asked);
        match asked {
            Moment::Instant(at) => {
                up_to(&self.instant, at.timestamp_micros()) || up_to(&self.day_only, day)
            }
            Moment::Day(_) => up_to(&self.day, day),
        }
    }

    /// The latest of `latest` and of the moments of the document.
    pub(crate) fn latest(&self, document: DocId, latest: Latest) -> Latest {
        let last =
            |column: &Column<i64>, last| column.values_for_doc(document).fold(last, i64::max);
        Latest {
            instant: last(&self.instant, latest.instant),
            day_only: last(&self.day_only, latest.day_only),
            day: last(&self.day, latest.day),
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

pub(crate) fn midnight(moment: &Moment) -> i64 {
    Moment::Day(moment.day()).sort_key()
}

fn up_to(field: Field, last: i64) -> Box<dyn Query> {
    let last = Bound::Included(Term::from_field_i64(field, last));
    Box::new(RangeQuery::new(Bound::Unbounded, last))
}
