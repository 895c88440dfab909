//! Reading every story of an archive anew, after the rules have changed: what is derived is made again, what people gave stays.

use crate::{
    Desk, Error, Progress,
    read::{self, Reported},
};
use dateline_core::{Amendment, ArchiveId, ArticleId, EventId, ReportId};
use dateline_storage::{Change, Record, Revision};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many stories are read, or linked, with each durable write.
const TOGETHER: usize = 100;

/// What reading anew has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reread {
    /// Stories that were read.
    pub articles: u64,
    /// Those of them in which something else was found than before.
    pub changed: u64,
}

/// Where a story stands in the order of publication.
type Turn = (i64, ArticleId);

impl Desk {
    /// Reads every story anew and links what it reports, in the order of publication. Corrections stay, and find their events
    /// again; a story that stands for an event added by hand keeps the report that was given.
    ///
    /// Cut short, it leaves stories whose events are missing until it is run again; no story and no correction is lost.
    pub fn reread(
        &self,
        archive: &ArchiveId,
        mut progress: impl FnMut(Progress),
    ) -> Result<Reread, Error> {
        let writing = self.write()?;
        let by_hand = self.by_hand(archive)?;
        let total = self.statistics(archive)?.articles;
        let mut reread = Reread::default();
        let mut turns: Vec<Turn> = Vec::new();
        let mut after: Option<ArticleId> = None;
        loop {
            let records = self.store().scan(archive, after.as_ref(), TOGETHER)?;
            let Some(last) = records.last() else { break };
            after = Some(last.id().clone());
            let mut events: BTreeSet<EventId> = BTreeSet::new();
            let mut changes = Vec::new();
            for record in &records {
                let held = self.store().events_of(archive, record.id())?;
                events.extend(held.iter().map(|event| event.id().clone()));
                let published = record.latest().article().published().sort_key();
                turns.push((published, record.id().clone()));
                reread.articles += 1;
                if by_hand.contains(record.id()) {
                    continue;
                }
                let (new, kept) = self.read_anew(archive, record)?;
                reread.changed += u64::from(new != *record);
                changes.push(Change::article(new));
                changes.extend(kept.map(|bytes| Change::Reading(record.id().clone(), bytes)));
            }
            let gone = events.into_iter().map(Change::RemoveEvent);
            self.store()
                .append(archive, gone.chain(changes).collect())?;
            progress(Progress {
                done: reread.articles,
                total: 2 * total,
            });
        }
        turns.sort();
        self.link_anew(archive, &turns, |linked| {
            progress(Progress {
                done: total + linked,
                total: 2 * total,
            });
        })?;
        drop(writing);
        self.let_go()?;
        Ok(reread)
    }

    /// Reads one story anew, and links anew what its events held; says whether something else was found than before. None
    /// where there is no such story; one that stands for an event added by hand keeps the report that was given.
    ///
    /// Cut short, it leaves reports without their events until [`Desk::reread`] is run.
    pub fn reread_article(
        &self,
        archive: &ArchiveId,
        id: &ArticleId,
    ) -> Result<Option<bool>, Error> {
        let writing = self.write()?;
        let Some(record) = self.store().article(archive, id)? else {
            return Ok(None);
        };
        let (new, kept) = self.read_anew(archive, &record)?;
        if new == record || self.by_hand(archive)?.contains(id) {
            return Ok(Some(false));
        }
        let held = self.store().events_of(archive, id)?;
        let loose = held
            .iter()
            .flat_map(|event| event.reports().iter().cloned());
        let loose: BTreeSet<ReportId> = loose.collect();
        let mut changes: Vec<Change> = held
            .iter()
            .map(|event| Change::RemoveEvent(event.id().clone()))
            .collect();
        changes.push(Change::article(new));
        changes.extend(kept.map(|bytes| Change::Reading(id.clone(), bytes)));
        self.store().append(archive, changes)?;
        self.link_loose(archive, id, &loose)?;
        drop(writing);
        self.let_go()?;
        Ok(Some(true))
    }

    /// Links all that a story reports, and of other stories what is loose, in the order of publication.
    fn link_loose(
        &self,
        archive: &ArchiveId,
        id: &ArticleId,
        loose: &BTreeSet<ReportId>,
    ) -> Result<(), Error> {
        let of: BTreeSet<&ArticleId> = loose.iter().map(|one| &one.article).chain([id]).collect();
        let mut records = Vec::new();
        for one in of {
            records.extend(self.store().article(archive, one)?);
        }
        records.sort_by_key(|record| {
            let published = record.latest().article().published().sort_key();
            (published, record.id().clone())
        });
        let mut batch = self.batch(archive);
        for record in &records {
            batch.relink_those(record, |name| name.article == *id || loose.contains(name))?;
        }
        self.keep(archive, batch)
    }

    /// The stories that stand for events which were added by hand.
    fn by_hand(&self, archive: &ArchiveId) -> Result<BTreeSet<ArticleId>, Error> {
        let ledger = self.ledger(archive)?;
        let added = ledger.all().iter().filter(|one| one.what == Amendment::Add);
        let marks = added.flat_map(|one| &one.about);
        Ok(marks.map(|mark| mark.article.clone()).collect())
    }

    /// A story with what is found in each of its revisions now, and what was read in the newest.
    fn read_anew(
        &self,
        archive: &ArchiveId,
        record: &Record,
    ) -> Result<(Record, Option<Vec<u8>>), Error> {
        let batch = self.batch(archive);
        let mut new: Option<Record> = None;
        let mut newest = None;
        for revision in record.revisions() {
            let article = revision.article();
            let Reported { reports, kept } = read::reported(article, batch.vocabulary());
            let read = Revision::new(article.clone(), reports)?;
            newest = kept;
            new = Some(match new {
                None => Record::first(read),
                Some(record) => record.with(read)?,
            });
        }
        Ok((new.unwrap_or_else(|| record.clone()), newest))
    }

    fn link_anew(
        &self,
        archive: &ArchiveId,
        turns: &[Turn],
        mut progress: impl FnMut(u64),
    ) -> Result<(), Error> {
        let mut linked = 0;
        for some in turns.chunks(TOGETHER) {
            let mut batch = self.batch(archive);
            for (_, id) in some {
                if let Some(record) = self.store().article(archive, id)? {
                    batch.relink(&record)?;
                }
                linked += 1;
            }
            self.keep(archive, batch)?;
            progress(linked);
        }
        Ok(())
    }
}
