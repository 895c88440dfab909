//! Reading every story of an archive anew, after the rules have changed: what is derived is made again, what people gave stays.

use crate::{
    Desk, Error, Progress,
    read::{self, Reported},
};
use dateline_core::{Amendment, ArchiveId, ArticleId, EventId, Report, ReportId, Status};
use dateline_storage::{Change, Record, Revision};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many stories are read, or linked, with each durable write.
const TOGETHER: usize = 100;

/// So many stories in which something else is found are shown.
const SHOWN: usize = 200;

/// Stands while an archive is read anew: where nobody is at it, it was cut short.
pub(crate) const UNDER_WAY: &str = "reread/under-way";

/// What reading anew has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reread {
    /// Stories that were read.
    pub articles: u64,
    /// Those of them in which something else was found than before.
    pub changed: u64,
}

/// A story in which something else is found than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// The story.
    pub article: ArticleId,
    /// Its headline.
    pub title: String,
    /// What is found no more, in its newest revision.
    pub gone: Vec<Found>,
    /// What is found only now.
    pub come: Vec<Found>,
}

/// What is found in a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What the event is called.
    pub title: String,
    /// When it is, in words.
    pub when: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// The sentence that says so.
    pub quote: String,
}

impl Differs {
    fn of(was: &Record, now: &Record) -> Self {
        let (was, now) = (was.latest(), now.latest());
        let only = |one: &Revision, other: &Revision| {
            let reports = one.reports().iter();
            let only = reports.filter(|report| !other.reports().contains(report));
            only.map(Found::of).collect()
        };
        Self {
            article: now.article().id().clone(),
            title: now.article().title().to_owned(),
            gone: only(was, now),
            come: only(now, was),
        }
    }
}

impl Found {
    fn of(report: &Report) -> Self {
        Self {
            title: report.title().to_owned(),
            when: report.when().map(ToString::to_string),
            status: report.status(),
            quote: report.quote().text().to_owned(),
        }
    }
}

/// Where a story stands in the order of publication.
type Turn = (i64, ArticleId);

impl Desk {
    /// Reads every story anew and links what it reports, in the order of publication. Corrections stay, and find their events
    /// again; a story that stands for an event added by hand keeps the report that was given.
    ///
    /// Others store stories between its batches. Until it is done, and where it is cut short until it is run again, some stories
    /// lack their events: [`Desk::is_being_reread`]. No story and no correction is lost.
    pub fn reread(
        &self,
        archive: &ArchiveId,
        mut progress: impl FnMut(Progress),
    ) -> Result<Reread, Error> {
        let total = self.statistics(archive)?.articles;
        if total == 0 {
            self.store().state_remove(archive, UNDER_WAY)?;
            return Ok(Reread::default());
        }
        self.store().state_put(archive, UNDER_WAY, b"1 ")?;
        let mut told = |done: u64| {
            progress(Progress {
                done: done.min(2 * total),
                total: 2 * total,
            });
        };
        let (reread, turns) = self.read_all_anew(archive, &mut told)?;
        self.link_anew(archive, &turns, |linked| told(total + linked))?;
        self.store().state_remove(archive, UNDER_WAY)?;
        self.let_go()?;
        Ok(reread)
    }

    /// What [`Desk::reread`] would find otherwise than before, and in which stories, the first few hundred of them; nothing is
    /// kept, and nobody waits. What it would link otherwise shows only when it is done.
    pub fn reread_shown(
        &self,
        archive: &ArchiveId,
        mut progress: impl FnMut(Progress),
    ) -> Result<(Reread, Vec<Differs>), Error> {
        let total = self.statistics(archive)?.articles;
        let by_hand = self.by_hand(archive)?;
        let (mut reread, mut shown) = (Reread::default(), Vec::new());
        let mut after: Option<ArticleId> = None;
        loop {
            let records = self.store().scan(archive, after.as_ref(), TOGETHER)?;
            let Some(last) = records.last() else { break };
            after = Some(last.id().clone());
            for record in &records {
                reread.articles += 1;
                if by_hand.contains(record.id()) {
                    continue;
                }
                let (new, _) = self.read_anew(archive, record)?;
                if new != *record {
                    reread.changed += 1;
                    if shown.len() < SHOWN {
                        shown.push(Differs::of(record, &new));
                    }
                }
            }
            let done = reread.articles.min(total);
            progress(Progress { done, total });
        }
        Ok((reread, shown))
    }

    /// Whether reading all of an archive anew is under way, or was cut short.
    pub fn is_being_reread(&self, archive: &ArchiveId) -> Result<bool, Error> {
        Ok(self.store().state_get(archive, UNDER_WAY)?.is_some())
    }

    /// Makes again all that is derived from what people gave: reports, events, readings, and the index. Cut short, it starts
    /// again when it is run again.
    pub fn rebuild_all(&self, mut progress: impl FnMut(Progress)) -> Result<Reread, Error> {
        let archives = self.archives()?;
        for archive in &archives {
            self.store().state_put(archive, UNDER_WAY, b"1 ")?;
        }
        let mut all = Reread::default();
        for archive in &archives {
            let one = self.reread(archive, &mut progress)?;
            all.articles += one.articles;
            all.changed += one.changed;
        }
        self.rebuild(progress)?;
        Ok(all)
    }

    /// Reads every story anew and takes its events away; tells in which order to link.
    fn read_all_anew(
        &self,
        archive: &ArchiveId,
        told: &mut impl FnMut(u64),
    ) -> Result<(Reread, Vec<Turn>), Error> {
        let mut reread = Reread::default();
        let mut loose: BTreeSet<ArticleId> = BTreeSet::new();
        let mut after: Option<ArticleId> = None;
        loop {
            let records = self.store().scan(archive, after.as_ref(), TOGETHER)?;
            let Some(last) = records.last() else { break };
            after = Some(last.id().clone());
            // Reading takes most of the time, and nobody waits for it.
            let mut read = Vec::with_capacity(records.len());
            for record in records {
                let (new, kept) = self.read_anew(archive, &record)?;
                read.push((record, new, kept));
            }
            for (record, ..) in &read {
                loose.insert(record.id().clone());
            }
            let writing = self.write()?;
            self.keep_anew(archive, read, &mut reread, &mut loose)?;
            drop(writing);
            told(reread.articles);
        }
        let mut turns = Vec::with_capacity(loose.len());
        for id in loose {
            if let Some(record) = self.store().article(archive, &id)? {
                let published = record.latest().article().published().sort_key();
                turns.push((published, id));
            }
        }
        turns.sort();
        Ok((reread, turns))
    }

    /// Keeps what was read in some stories and takes their events away, with the reports of other stories that these held; the
    /// writer's lock is held. A story that changed since it was read is read once more.
    fn keep_anew(
        &self,
        archive: &ArchiveId,
        read: Vec<(Record, Record, Option<Vec<u8>>)>,
        reread: &mut Reread,
        loose: &mut BTreeSet<ArticleId>,
    ) -> Result<(), Error> {
        let by_hand = self.by_hand(archive)?;
        let mut events: BTreeSet<EventId> = BTreeSet::new();
        let mut changes = Vec::new();
        for (was, new, kept) in read {
            let Some(stands) = self.store().article(archive, was.id())? else {
                continue;
            };
            for event in self.store().events_of(archive, was.id())? {
                loose.extend(event.reports().iter().map(|name| name.article.clone()));
                events.insert(event.id().clone());
            }
            reread.articles += 1;
            if by_hand.contains(was.id()) {
                continue;
            }
            let (new, kept) = if stands == was {
                (new, kept)
            } else {
                self.read_anew(archive, &stands)?
            };
            reread.changed += u64::from(new != stands);
            let id = new.id().clone();
            changes.push(Change::article(new));
            changes.extend(kept.map(|bytes| Change::Reading(id, bytes)));
        }
        let gone = events.into_iter().map(Change::RemoveEvent);
        self.store()
            .append(archive, gone.chain(changes).collect())?;
        Ok(())
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
    pub(crate) fn by_hand(&self, archive: &ArchiveId) -> Result<BTreeSet<ArticleId>, Error> {
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
            let writing = self.write()?;
            let mut batch = self.batch(archive);
            for (_, id) in some {
                if let Some(record) = self.store().article(archive, id)? {
                    batch.relink(&record)?;
                }
                linked += 1;
            }
            self.keep(archive, batch)?;
            drop(writing);
            progress(linked);
        }
        Ok(())
    }
}
