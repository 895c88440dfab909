//! Where the system has no Unix sockets nobody can be spoken to.

use super::{
    path_in,
    wire::{BackedUp, Health},
};
use crate::archive::Come;
use dateline_core::{
    Agenda, Amend, Answer, ArchiveId, Article, ArticleId, ByHand, Changed, Citation, CorrectionId,
    Coverage, Done, Dossier, Draft, EventId, Explanation, Feed, FeedId, Interval, Kept, Moment,
    NotAmended, Polled, Sought, Subscription, Undone, Wanted,
};
use dateline_desk::{Differs, Imported, Reread, Taken, Verified};
use dateline_render::{SocketFault, Trouble};
use std::path::Path;

/// Speaks to the process that serves a data folder: here there is never one.
#[derive(Debug)]
pub(crate) enum Client {}

impl Client {
    pub(crate) fn connect(folder: &Path) -> Result<Self, Trouble> {
        Err(Trouble::Socket {
            path: path_in(folder),
            fault: SocketFault::Unserved,
        })
    }

    pub(crate) fn take(
        &self,
        _archive: &ArchiveId,
        _drafts: Vec<Draft>,
        _come: Come,
    ) -> Result<Vec<Result<Taken, String>>, Trouble> {
        match *self {}
    }

    pub(crate) fn ask(
        &self,
        _archive: &ArchiveId,
        _question: &str,
        _asked: &Moment,
    ) -> Result<Answer, Trouble> {
        match *self {}
    }

    pub(crate) fn explain(
        &self,
        _archive: &ArchiveId,
        _question: &str,
        _asked: &Moment,
    ) -> Result<(Answer, Explanation), Trouble> {
        match *self {}
    }

    pub(crate) fn agenda(
        &self,
        _archive: &ArchiveId,
        _stretch: &Interval,
        _wanted: &Wanted,
        _asked: &Moment,
    ) -> Result<Agenda, Trouble> {
        match *self {}
    }

    pub(crate) fn every_event(
        &self,
        _archive: &ArchiveId,
        _asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        match *self {}
    }

    pub(crate) fn timeline(
        &self,
        _archive: &ArchiveId,
        _topic: &str,
        _asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        match *self {}
    }

    pub(crate) fn changes(
        &self,
        _archive: &ArchiveId,
        _since: &Moment,
        _topic: Option<&str>,
        _asked: &Moment,
    ) -> Result<Vec<Changed>, Trouble> {
        match *self {}
    }

    pub(crate) fn event_named(
        &self,
        _archive: &ArchiveId,
        _named: &str,
        _asked: &Moment,
    ) -> Result<Vec<Dossier>, Trouble> {
        match *self {}
    }

    pub(crate) fn amend(
        &self,
        _archive: &ArchiveId,
        _event: &EventId,
        _amend: &Amend,
        _done: &Done,
    ) -> Result<Result<Dossier, NotAmended>, Trouble> {
        match *self {}
    }

    pub(crate) fn undo(
        &self,
        _archive: &ArchiveId,
        _id: CorrectionId,
        _done: &Done,
    ) -> Result<Result<Undone, NotAmended>, Trouble> {
        match *self {}
    }

    pub(crate) fn add_event(
        &self,
        _archive: &ArchiveId,
        _given: &ByHand,
        _done: &Done,
    ) -> Result<Option<Dossier>, Trouble> {
        match *self {}
    }

    pub(crate) fn reread(&self, _archive: &ArchiveId) -> Result<Reread, Trouble> {
        match *self {}
    }

    pub(crate) fn corrections(
        &self,
        _archive: &ArchiveId,
        _asked: &Moment,
    ) -> Result<Vec<Kept>, Trouble> {
        match *self {}
    }

    pub(crate) fn articles(
        &self,
        _archive: &ArchiveId,
        _after: Option<&ArticleId>,
        _limit: usize,
    ) -> Result<Vec<Article>, Trouble> {
        match *self {}
    }

    pub(crate) fn article(
        &self,
        _archive: &ArchiveId,
        _id: &ArticleId,
    ) -> Result<Option<Article>, Trouble> {
        match *self {}
    }

    pub(crate) fn forget(&self, _archive: &ArchiveId, _id: &ArticleId) -> Result<bool, Trouble> {
        match *self {}
    }

    pub(crate) fn search(
        &self,
        _archive: &ArchiveId,
        _sought: &Sought,
        _asked: &Moment,
    ) -> Result<(Vec<Citation>, Coverage), Trouble> {
        match *self {}
    }

    pub(crate) fn feeds(&self, _archive: &ArchiveId) -> Result<Vec<Feed>, Trouble> {
        match *self {}
    }

    pub(crate) fn keep_feed(
        &self,
        _archive: &ArchiveId,
        _subscription: &Subscription,
    ) -> Result<(), Trouble> {
        match *self {}
    }

    pub(crate) fn keep_poll(
        &self,
        _archive: &ArchiveId,
        _id: &FeedId,
        _polled: &Polled,
        _brought: &[ArticleId],
    ) -> Result<(), Trouble> {
        match *self {}
    }

    pub(crate) fn remove_feed(&self, _archive: &ArchiveId, _id: &FeedId) -> Result<bool, Trouble> {
        match *self {}
    }

    pub(crate) fn brought_by(
        &self,
        _archive: &ArchiveId,
        _id: &FeedId,
    ) -> Result<Vec<ArticleId>, Trouble> {
        match *self {}
    }

    pub(crate) fn health(&self) -> Result<Health, Trouble> {
        match *self {}
    }

    pub(crate) fn verify(&self) -> Result<Verified, Trouble> {
        match *self {}
    }

    pub(crate) fn back_up(&self, _to: &Path, _replaces: bool) -> Result<BackedUp, Trouble> {
        match *self {}
    }

    pub(crate) fn rebuild(&self) -> Result<Reread, Trouble> {
        match *self {}
    }

    pub(crate) fn reread_shown(
        &self,
        _archive: &ArchiveId,
    ) -> Result<(Reread, Vec<Differs>), Trouble> {
        match *self {}
    }

    pub(crate) fn export_stories(
        &self,
        _archive: &ArchiveId,
        _after: Option<&ArticleId>,
    ) -> Result<(Vec<String>, Option<ArticleId>), Trouble> {
        match *self {}
    }

    pub(crate) fn export_rest(&self, _archive: &ArchiveId) -> Result<Vec<String>, Trouble> {
        match *self {}
    }

    pub(crate) fn import(
        &self,
        _archive: &ArchiveId,
        _lines: &[String],
    ) -> Result<Imported, Trouble> {
        match *self {}
    }
}
