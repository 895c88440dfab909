//! Corrections of an archive's events, and reading it anew, wherever its desk is.

use super::{Archive, Place, told};
use dateline_core::{
    Amend, ByHand, CorrectionId, Done, Dossier, EventId, Kept, Moment, NotAmended, Undone,
};
use dateline_desk::{Progress, Reread};
use dateline_render::Trouble;

impl Archive {
    /// Corrects an event, and gives it as it stands then.
    pub(crate) fn amend(
        &self,
        event: &EventId,
        amend: &Amend,
        done: &Done,
    ) -> Result<Result<Dossier, NotAmended>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.amend(&self.id, event, amend, done)),
            Place::There(client) => client.amend(&self.id, event, amend, done),
        }
    }

    /// Takes a correction back.
    pub(crate) fn undo(
        &self,
        id: CorrectionId,
        done: &Done,
    ) -> Result<Result<Undone, NotAmended>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.undo(&self.id, id, done)),
            Place::There(client) => client.undo(&self.id, id, done),
        }
    }

    /// Adds an event that no story tells of.
    pub(crate) fn add_event(
        &self,
        given: &ByHand,
        done: &Done,
    ) -> Result<Option<Dossier>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.add_event(&self.id, given, done)),
            Place::There(client) => client.add_event(&self.id, given, done),
        }
    }

    /// Reads every story anew; tells how far it has come where the desk is here.
    pub(crate) fn reread(&self, progress: impl FnMut(Progress)) -> Result<Reread, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.reread(&self.id, progress)),
            Place::There(client) => client.reread(&self.id),
        }
    }

    /// Every correction that is known at a time, the oldest first.
    pub(crate) fn corrections(&self, asked: &Moment) -> Result<Vec<Kept>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.corrections(&self.id, asked)),
            Place::There(client) => client.corrections(&self.id, asked),
        }
    }
}
