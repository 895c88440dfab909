//! What a digest tells this time, a section a kind.

mod changed;
mod new;
mod today;
mod week;

use crate::{Desk, Error};
use chrono::{Days, NaiveDate};
use dateline_core::{
    Agenda, ArchiveId, Changed, Covered, Digest, DigestKind, Interval, Moment, Section, Wanted,
};

/// What a section is made from.
struct Request<'a> {
    desk: &'a Desk,
    archive: &'a ArchiveId,
    digest: &'a Digest,
    covered: &'a Covered,
    asked: &'a Moment,
}

impl Desk {
    /// What a post of a digest covers that was due then: the days of the slots that were missed too, and the news since its post
    /// before; what became of events counts from when the channel first heard of one.
    pub fn covered(
        &self,
        archive: &ArchiveId,
        digest: &Digest,
        (before, date): (Option<NaiveDate>, NaiveDate),
    ) -> Result<Covered, Error> {
        let posted = self.posted(archive, digest.channel, digest.kind)?;
        let first_heard = match (digest.kind, posted.told_to) {
            (DigestKind::Changed, None) => {
                let heard = dateline_storage::heard(self.store(), archive, digest.channel)?;
                heard.iter().map(|heard| heard.at).min()
            }
            _ => None,
        };
        let since = posted.told_to.or(first_heard).unwrap_or(digest.since);
        Ok(Covered {
            first: before.unwrap_or(date),
            date,
            since: Moment::Instant(since.fixed_offset()),
        })
    }

    /// What a digest tells at `asked`, a time on the clocks of its zone.
    pub fn digest_section(
        &self,
        archive: &ArchiveId,
        digest: &Digest,
        covered: &Covered,
        asked: &Moment,
    ) -> Result<Section, Error> {
        let request = Request {
            desk: self,
            archive,
            digest,
            covered,
            asked,
        };
        match digest.kind {
            DigestKind::Today => today::section(&request),
            DigestKind::Week => week::section(&request),
            DigestKind::New => new::section(&request),
            DigestKind::Changed => changed::section(&request),
        }
    }
}

impl Request<'_> {
    /// The events of the days that are covered, and of so many more; and the days.
    fn agenda(&self, more: u64) -> Result<(Agenda, Interval), Error> {
        let date = self.covered.date;
        let last = date.checked_add_days(Days::new(more)).unwrap_or(date);
        let days = Interval::days(self.covered.first, last)?;
        Ok((self.within(&days)?, days))
    }

    /// The events of those days.
    fn within(&self, days: &Interval) -> Result<Agenda, Error> {
        let wanted = Wanted {
            topic: self.digest.topic.clone(),
            ..Wanted::default()
        };
        self.desk.agenda(self.archive, days, &wanted, self.asked)
    }

    /// What changed since then, of all events.
    fn changes(&self, since: Moment) -> Result<Vec<Changed>, Error> {
        let topic = self.digest.topic.as_deref();
        self.desk.changes(self.archive, &since, topic, self.asked)
    }

    fn told(&self, changes: Vec<Changed>, since: Moment) -> Result<Section, Error> {
        let coverage = self.desk.coverage(self.archive, self.asked)?;
        Ok(Section::Changes {
            changes,
            since,
            coverage,
        })
    }
}
