//! What is asked for to look after archives; some of it takes as long as there are stories.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
use crate::socket::wire::{BackedUp, Keeping};
use dateline_core::{ArchiveId, ArticleId};
use dateline_desk::{Differs, Imported, Reread, Verified};
use std::path::Path;

impl Client {
    /// Reads everything once.
    pub(crate) fn verify(&self) -> Result<Verified, Trouble> {
        match self.keep(Keeping::Verify, Errand::Read)? {
            Reply::Verified(verified) => Ok(*verified),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Writes a backup to an absolute path.
    pub(crate) fn back_up(&self, to: &Path, replaces: bool) -> Result<BackedUp, Trouble> {
        let to = to.to_owned();
        match self.keep(Keeping::BackUp { to, replaces }, Errand::BackUp)? {
            Reply::BackedUp(info) => Ok(info),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Makes again all that is derived.
    pub(crate) fn rebuild(&self) -> Result<Reread, Trouble> {
        match self.keep(Keeping::Rebuild, Errand::Reread)? {
            Reply::Reread(reread) => Ok(reread),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// What reading every story anew would find.
    pub(crate) fn reread_shown(
        &self,
        archive: &ArchiveId,
    ) -> Result<(Reread, Vec<Differs>), Trouble> {
        let archive = archive.clone();
        match self.keep(Keeping::RereadShown { archive }, Errand::Read)? {
            Reply::RereadShown(reread, stories) => Ok((reread, stories)),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Some stories as lines, and where to go on.
    pub(crate) fn export_stories(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
    ) -> Result<(Vec<String>, Option<ArticleId>), Trouble> {
        let (archive, after) = (archive.clone(), after.cloned());
        match self.keep(Keeping::ExportStories { archive, after }, Errand::Read)? {
            Reply::Lines(lines, after) => Ok((lines, after)),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// What stands beside the stories, as lines.
    pub(crate) fn export_rest(&self, archive: &ArchiveId) -> Result<Vec<String>, Trouble> {
        let archive = archive.clone();
        match self.keep(Keeping::ExportRest { archive }, Errand::Read)? {
            Reply::Lines(lines, _) => Ok(lines),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Takes lines.
    pub(crate) fn import(
        &self,
        archive: &ArchiveId,
        lines: &[String],
    ) -> Result<Imported, Trouble> {
        let (archive, lines) = (archive.clone(), lines.to_vec());
        match self.keep(Keeping::Import { archive, lines }, Errand::Store)? {
            Reply::Imported(imported) => Ok(imported),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    fn keep(&self, work: Keeping, errand: Errand) -> Result<Reply, Trouble> {
        self.exchange_at_length(&Request::Keep(work), errand)
    }
}
