//! What is asked about events.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
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
        let request = Request::Agenda {
            archive: archive.clone(),
            stretch: *stretch,
            wanted: wanted.clone(),
            asked: *asked,
        };
        match self.exchange(&request, Errand::Read)? {
            Reply::Agenda(agenda) => Ok(*agenda),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// The events that some words are about.
    pub(crate) fn timeline(
        &self,
        archive: &ArchiveId,
        topic: &str,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        self.events(&Request::Timeline {
            archive: archive.clone(),
            topic: topic.to_owned(),
            asked: *asked,
        })
    }

    /// What changed.
    pub(crate) fn changes(
        &self,
        archive: &ArchiveId,
        since: &Moment,
        topic: Option<&str>,
        asked: &Moment,
    ) -> Result<Vec<Changed>, Trouble> {
        let request = Request::Changes {
            archive: archive.clone(),
            since: *since,
            topic: topic.map(str::to_owned),
            asked: *asked,
        };
        match self.exchange(&request, Errand::Read)? {
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
        self.events(&Request::Event {
            archive: archive.clone(),
            named: named.to_owned(),
            asked: *asked,
        })
    }

    fn events(&self, request: &Request) -> Result<Vec<Dossier>, Trouble> {
        match self.exchange(request, Errand::Read)? {
            Reply::Events(events) => Ok(events),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }
}
