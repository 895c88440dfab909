//! Where the system has no Unix sockets nobody can be spoken to.

use super::{path_in, wire::Health};
use crate::archive::Come;
use dateline_core::{
    Answer, ArchiveId, Article, ArticleId, Draft, Feed, FeedId, Moment, Polled, Subscription,
};
use dateline_desk::Taken;
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
}
