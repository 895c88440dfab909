//! The events of an archive, wherever its desk is.

use super::{Archive, Place, told};
use dateline_core::{
    Agenda, Changed, Citation, Coverage, Dossier, Interval, Moment, Sought, Wanted,
};
use dateline_render::Trouble;

impl Archive {
    /// The events of a stretch of time, as of a time.
    pub(crate) fn agenda(
        &self,
        stretch: &Interval,
        wanted: &Wanted,
        asked: &Moment,
    ) -> Result<Agenda, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.agenda(&self.id, stretch, wanted, asked)),
            Place::There(client) => client.agenda(&self.id, stretch, wanted, asked),
        }
    }

    /// The stories that are looked for, the best first, and how much is stored.
    pub(crate) fn search(
        &self,
        sought: &Sought,
        asked: &Moment,
    ) -> Result<(Vec<Citation>, Coverage), Trouble> {
        match &self.desk {
            Place::Here(desk) => {
                let found = told(desk.search(&self.id, sought, asked))?;
                Ok((found, told(desk.coverage(&self.id, asked))?))
            }
            Place::There(client) => client.search(&self.id, sought, asked),
        }
    }

    /// Every event that has a date, the oldest first.
    pub(crate) fn every_event(&self, asked: &Moment) -> Result<Vec<Dossier>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.every_event(&self.id, asked)),
            Place::There(client) => client.every_event(&self.id, asked),
        }
    }

    /// The events that some words are about, the oldest first.
    pub(crate) fn timeline(&self, topic: &str, asked: &Moment) -> Result<Vec<Dossier>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.timeline(&self.id, topic, asked)),
            Place::There(client) => client.timeline(&self.id, topic, asked),
        }
    }

    /// What changed behind `since`.
    pub(crate) fn changes(
        &self,
        since: &Moment,
        topic: Option<&str>,
        asked: &Moment,
    ) -> Result<Vec<Changed>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.changes(&self.id, since, topic, asked)),
            Place::There(client) => client.changes(&self.id, since, topic, asked),
        }
    }

    /// The events that an id, its beginning, or words mean.
    pub(crate) fn event_named(&self, named: &str, asked: &Moment) -> Result<Vec<Dossier>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.event_named(&self.id, named, asked)),
            Place::There(client) => client.event_named(&self.id, named, asked),
        }
    }
}
