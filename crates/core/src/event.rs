//! The reports that speak of the same thing, and how they fold into one view.

mod corrected;
mod dossier;
#[cfg(test)]
mod sample;
mod turn;
mod view;

pub use corrected::{Amended, Corrected, Force, Said};
pub use dossier::{Agenda, Changed, Dossier, Told, Wanted};
pub use turn::{Cause, Standing, Turn, TurnKind};
pub use view::EventView;

use crate::{ArticleId, Error};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Names one report: which of the reports that were read in which revision of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReportId {
    /// The article.
    pub article: ArticleId,
    /// Its revision.
    pub revision: u32,
    /// Place in the article's list of reports, from 0.
    pub index: u32,
}

/// Names one event; made from its first report, and kept when reports join it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId(String);

impl EventId {
    /// The name of an event that begins with this report: `e` and 12 hexadecimal digits.
    #[must_use]
    pub fn first(report: &ReportId) -> Self {
        let words = format!(
            "{}\u{0}{}\u{0}{}",
            report.article, report.revision, report.index
        );
        Self(format!(
            "e{}",
            blake3::hash(words.as_bytes())
                .to_hex()
                .get(..12)
                .unwrap_or_default()
        ))
    }

    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EventId {
    type Err = Error;

    /// `e` and 12 hexadecimal digits in lower case.
    fn from_str(name: &str) -> Result<Self, Error> {
        let digits = name.strip_prefix('e').unwrap_or_default();
        let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if digits.len() == 12 && digits.bytes().all(hexadecimal) {
            Ok(Self(name.into()))
        } else {
            Err(Error::NotAnEventId(name.into()))
        }
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The reports that speak of the same thing; never empty, each report once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Event {
    id: EventId,
    aliases: Vec<EventId>,
    reports: Vec<ReportId>,
}

impl Event {
    /// An event that begins with one report.
    #[must_use]
    pub fn begin(report: ReportId) -> Self {
        Self {
            id: EventId::first(&report),
            aliases: Vec::new(),
            reports: vec![report],
        }
    }

    /// An event as it was stored; refused without reports.
    pub fn stored(
        id: EventId,
        aliases: Vec<EventId>,
        reports: Vec<ReportId>,
    ) -> Result<Self, Error> {
        if reports.is_empty() {
            Err(Error::EmptyEvent)
        } else {
            Ok(Self {
                id,
                aliases,
                reports,
            })
        }
    }

    /// The same event with one more report; unchanged where it holds the report already.
    #[must_use]
    pub fn with(mut self, report: ReportId) -> Self {
        if !self.reports.contains(&report) {
            self.reports.push(report);
        }
        self
    }

    /// The same event without the reports of an article; none where nothing is left.
    #[must_use]
    pub fn without(mut self, article: &ArticleId) -> Option<Self> {
        self.reports.retain(|report| &report.article != article);
        (!self.reports.is_empty()).then_some(self)
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> &EventId {
        &self.id
    }

    /// Names it had before a merge.
    #[must_use]
    pub fn aliases(&self) -> &[EventId] {
        &self.aliases
    }

    /// Its reports, in the order in which they joined.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        &self.reports
    }
}

/// An event as it is read, before it is checked.
#[derive(Deserialize)]
struct Written {
    id: EventId,
    aliases: Vec<EventId>,
    reports: Vec<ReportId>,
}

impl TryFrom<Written> for Event {
    type Error = Error;

    fn try_from(written: Written) -> Result<Self, Error> {
        Self::stored(written.id, written.aliases, written.reports)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_event_reads_back_and_other_words_are_refused() {
        let article = "a".parse().expect("an id");
        let name = EventId::first(&ReportId {
            article,
            revision: 0,
            index: 0,
        });
        assert_eq!(name.as_str().parse(), Ok(name));
        for bad in ["", "e", "e12", "f0123456789ab", "e0123456789AB", "eéééééé"] {
            assert!(bad.parse::<EventId>().is_err(), "{bad}");
        }
    }
}
