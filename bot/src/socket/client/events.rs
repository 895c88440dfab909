//! What is asked about events.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
use crate::socket::wire::Listing;
use dateline_core::{Agenda, ArchiveId, Changed, Dossier, Interval, Moment, Wanted};

impl Client {
    /// The events of a stretch of time.
    pub(crate) fn agenda(
        &self,
        archive: &ArchiveId,
        stretch: &Interval,
        wanted: &Wanted,
        asked: &Moment,
    ) -> Result<Agenda, Trouble> {
        let (stretch, wanted) = (*stretch, wanted.clone());
        match self.listed(archive, asked, Listing::Agenda { stretch, wanted })? {
            Reply::Agenda(agenda) => Ok(*agenda),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Every event that has a date.
    pub(crate) fn every_event(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        self.events(archive, asked, Listing::Every)
    }

    /// The events that some words are about.
    pub(crate) fn timeline(
        &self,
        archive: &ArchiveId,
        topic: &str,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        let topic = topic.to_owned();
        self.events(archive, asked, Listing::Timeline { topic })
    }

    /// What changed.
    pub(crate) fn changes(
        &self,
        archive: &ArchiveId,
        since: &Moment,
        topic: Option<&str>,
        asked: &Moment,
    ) -> Result<Vec<Changed>, Trouble> {
        let (since, topic) = (*since, topic.map(str::to_owned));
        match self.listed(archive, asked, Listing::Changes { since, topic })? {
            Reply::Changes(changes) => Ok(changes),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// The events that an id, its beginning, or words mean.
    pub(crate) fn event_named(
        &self,
        archive: &ArchiveId,
        named: &str,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        let named = named.to_owned();
        self.events(archive, asked, Listing::Named { named })
    }

    fn events(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        wanted: Listing,
    ) -> Result<Vec<Dossier>, Trouble> {
        match self.listed(archive, asked, wanted)? {
            Reply::Events(events) => Ok(events),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    fn listed(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        wanted: Listing,
    ) -> Result<Reply, Trouble> {
        let request = Request::Events {
            archive: archive.clone(),
            asked: *asked,
            wanted,
        };
        self.exchange(&request, Errand::Read)
    }
}
