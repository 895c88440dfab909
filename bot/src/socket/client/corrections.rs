//! What is corrected by hand, or read anew.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
use crate::socket::wire::Correcting;
use dateline_core::{
    Amend, ArchiveId, ByHand, CorrectionId, Done, Dossier, EventId, Kept, Moment, NotAmended,
    Undone,
};
use dateline_desk::Reread;

impl Client {
    /// Corrects an event.
    pub(crate) fn amend(
        &self,
        archive: &ArchiveId,
        event: &EventId,
        amend: &Amend,
        done: &Done,
    ) -> Result<Result<Dossier, NotAmended>, Trouble> {
        let (event, amend) = (event.clone(), amend.clone());
        match self.correct(archive, done, Correcting::Amend { event, amend })? {
            Reply::Amended(amended) => Ok(*amended),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Takes a correction back.
    pub(crate) fn undo(
        &self,
        archive: &ArchiveId,
        id: CorrectionId,
        done: &Done,
    ) -> Result<Result<Undone, NotAmended>, Trouble> {
        match self.correct(archive, done, Correcting::Undo { id })? {
            Reply::Undone(undone) => Ok(*undone),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Adds an event.
    pub(crate) fn add_event(
        &self,
        archive: &ArchiveId,
        given: &ByHand,
        done: &Done,
    ) -> Result<Option<Dossier>, Trouble> {
        let given = given.clone();
        match self.correct(archive, done, Correcting::Add { given })? {
            Reply::Added(added) => Ok(*added),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Every correction that is known at a time.
    pub(crate) fn corrections(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
    ) -> Result<Vec<Kept>, Trouble> {
        let (archive, asked) = (archive.clone(), *asked);
        match self.exchange(&Request::Corrections { archive, asked }, Errand::Read)? {
            Reply::Kept(kept) => Ok(kept),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Reads every story anew.
    pub(crate) fn reread(&self, archive: &ArchiveId) -> Result<Reread, Trouble> {
        let archive = archive.clone();
        match self.exchange_at_length(&Request::Reread { archive }, Errand::Reread)? {
            Reply::Reread(reread) => Ok(reread),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    fn correct(
        &self,
        archive: &ArchiveId,
        done: &Done,
        deed: Correcting,
    ) -> Result<Reply, Trouble> {
        let request = Request::Correct {
            archive: archive.clone(),
            done: *done,
            deed,
        };
        self.exchange(&request, Errand::Correct)
    }
}
