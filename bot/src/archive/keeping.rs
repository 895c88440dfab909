//! Looking after an archive, wherever its desk is: verified, backed up, carried elsewhere, made again.

use super::{Archive, Place, told};
use crate::socket::BackedUp;
use dateline_core::ArticleId;
use dateline_desk::{Differs, Imported, Progress, Reread, Verified};
use dateline_render::Trouble;
use dateline_storage::Existing;
use std::path::Path;

impl Archive {
    /// Reads everything of all archives once.
    pub(crate) fn verify(&self) -> Result<Verified, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.verify()),
            Place::There(client) => client.verify(),
        }
    }

    /// Writes a backup of all archives; the path is absolute.
    pub(crate) fn back_up(
        &self,
        to: &Path,
        existing: Existing,
        progress: impl FnMut(u64),
    ) -> Result<BackedUp, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.back_up(to, existing, progress)).map(BackedUp::from),
            Place::There(client) => client.back_up(to, existing == Existing::GivesWay),
        }
    }

    /// Makes again all that is derived, in all archives.
    pub(crate) fn rebuild(&self, progress: impl FnMut(Progress)) -> Result<Reread, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.rebuild_all(progress)),
            Place::There(client) => client.rebuild(),
        }
    }

    /// What reading every story anew would find.
    pub(crate) fn reread_shown(
        &self,
        progress: impl FnMut(Progress),
    ) -> Result<(Reread, Vec<Differs>), Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.reread_shown(&self.id, progress)),
            Place::There(client) => client.reread_shown(&self.id),
        }
    }

    /// Some stories as lines of an export, and where to go on.
    pub(crate) fn export_stories(
        &self,
        after: Option<&ArticleId>,
    ) -> Result<(Vec<String>, Option<ArticleId>), Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.export_stories(&self.id, after, super::PAGE)),
            Place::There(client) => client.export_stories(&self.id, after),
        }
    }

    /// What stands beside the stories, as lines of an export.
    pub(crate) fn export_rest(&self) -> Result<Vec<String>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.export_rest(&self.id)),
            Place::There(client) => client.export_rest(&self.id),
        }
    }

    /// Takes lines of an export.
    pub(crate) fn import(&self, lines: &[String]) -> Result<Imported, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.import(&self.id, lines)),
            Place::There(client) => client.import(&self.id, lines),
        }
    }
}
