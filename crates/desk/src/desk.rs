//! The desk itself: a store, the index derived from it, and one writer at a time.

use crate::{
    ask::{self, View},
    batch::{Ahead, Batch, Come, Taken},
    error::Error,
    ledger::{Ledger, Ledgers},
    read,
    readings::Readings,
    records::Records,
    saved,
    step::{self, Progress},
    together,
};
use dateline_ask::{DateSeen, SpotSeen, Thresholds};
use dateline_core::{
    Answer, ArchiveId, Article, ArticleId, Coverage, Draft, Event, Explanation, Moment, Report,
    Saved,
};
use dateline_search::Index;
use dateline_storage::{
    BackupInfo, Change, Existing, MemoryStore, Record, Statistics, Store, StoreId,
};
use std::{
    fmt,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

/// The most stories that one durable write holds.
const TOGETHER: usize = 100;

/// Stories that are looked through for examples.
const SOME: usize = 200;

/// Takes stories, answers questions, lists and forgets.
///
/// What a call has taken is durable when the call returns, and every later question knows it. Any number of threads
/// may ask at once; those that write wait for each other.
pub struct Desk {
    store: Box<dyn Store>,
    index: Index,
    readings: Readings,
    records: Records,
    ledgers: Ledgers,
    writing: Mutex<()>,
    applied: AtomicU64,
    /// Whether something was forgotten whose words still lie in the files of the index.
    unpurged: AtomicBool,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("index", &self.index)
            .field("applied", &self.applied)
            .finish_non_exhaustive()
    }
}

impl Desk {
    /// Brings the index in step with the store: an index that is behind reads the rest of the log; one that is new,
    /// damaged, ahead or of another store is built again from the stories.
    pub fn open(store: Box<dyn Store>, index: Index) -> Result<Self, Error> {
        Self::open_watched(store, index, |_| {})
    }

    /// Like [`Desk::open`]; tells how far it has come while it works.
    pub fn open_watched(
        store: Box<dyn Store>,
        index: Index,
        mut progress: impl FnMut(Progress),
    ) -> Result<Self, Error> {
        let applied = step::bring(store.as_ref(), &index, &mut progress)?;
        Ok(Self {
            store,
            index,
            readings: Readings::default(),
            records: Records::default(),
            ledgers: Ledgers::default(),
            writing: Mutex::new(()),
            applied: AtomicU64::new(applied),
            unpurged: AtomicBool::new(false),
        })
    }

    /// An empty desk that ends with the process.
    pub fn in_memory() -> Result<Self, Error> {
        Self::open(
            Box::new(MemoryStore::new(StoreId::random())),
            Index::in_memory()?,
        )
    }

    /// Stores a story with what it reports. The same text again changes nothing; other text under the same identity
    /// (or the caller's id) is its next revision, known from its `modified` time on, else from its publication.
    pub fn take(&self, archive: &ArchiveId, draft: Draft) -> Result<Taken, Error> {
        let _writing = self.write()?;
        let mut batch = self.batch(archive);
        let taken = batch.take(draft)?;
        self.keep(archive, batch)?;
        Ok(taken)
    }

    /// Stores many stories, up to a hundred with each durable write; gives an answer for each, in order.
    ///
    /// A story that is refused does not keep the others from being stored.
    pub fn take_many(
        &self,
        archive: &ArchiveId,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Result<Taken, dateline_core::Error>>, Error> {
        self.take_each(archive, drafts, Come::ByHand)
    }

    /// Stores stories that were fetched from their addresses at that time, as [`Desk::take_many`] does.
    ///
    /// Where a story is stored with another text and does not say when it was changed, the change counts from the
    /// fetch: nobody could know the new words before.
    pub fn take_fetched(
        &self,
        archive: &ArchiveId,
        drafts: Vec<Draft>,
        fetched: &Moment,
    ) -> Result<Vec<Result<Taken, dateline_core::Error>>, Error> {
        self.take_each(archive, drafts, Come::Fetched(*fetched))
    }

    /// Stores teasers of stories that were fetched at that time: what a feed says of a story whose page could not be had.
    ///
    /// Where the story is stored already, whatever its text, it stays as it is.
    pub fn take_teasers(
        &self,
        archive: &ArchiveId,
        drafts: Vec<Draft>,
        fetched: &Moment,
    ) -> Result<Vec<Result<Taken, dateline_core::Error>>, Error> {
        self.take_each(archive, drafts, Come::Teaser(*fetched))
    }

    /// Stores a story that a person saved by hand; every answer that rests on it tells who.
    ///
    /// Where another text stands under its address, it is stored beside that one, without the address: nobody's words
    /// pass for a new revision of a page. The same story again changes nothing, and stays with who saved it first.
    pub fn take_saved(
        &self,
        archive: &ArchiveId,
        draft: Draft,
        by: &Saved,
    ) -> Result<Taken, Error> {
        self.take_noted(archive, draft, by, Come::ByHand)
    }

    /// Stores a story that was fetched from its address because a person asked for it; other words than those that stand
    /// there are its next revision, known from the fetch on at the earliest.
    pub fn take_linked(
        &self,
        archive: &ArchiveId,
        draft: Draft,
        by: &Saved,
        fetched: &Moment,
    ) -> Result<Taken, Error> {
        self.take_noted(archive, draft, by, Come::Fetched(*fetched))
    }

    fn take_noted(
        &self,
        archive: &ArchiveId,
        draft: Draft,
        by: &Saved,
        come: Come,
    ) -> Result<Taken, Error> {
        let _writing = self.write()?;
        let store = self.store.as_ref();
        let draft = match come {
            Come::ByHand => saved::beside_what_stands(store, archive, draft)?,
            Come::Fetched(_) | Come::Teaser(_) => draft,
        };
        let mut batch = self.batch(archive).come(come);
        let taken = batch.take(draft)?;
        if taken.changed {
            // Before the story, so that no moment shows it as if nobody had put it in.
            saved::note(store, archive, (&taken.id, taken.revision), by)?;
        }
        self.keep(archive, batch)?;
        Ok(taken)
    }

    /// Answers from the stories in this archive that are known at `asked`, and from no others.
    pub fn ask(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<Answer, Error> {
        self.ask_by(archive, question, asked, Thresholds::shipped())
    }

    /// The same, weighed by other thresholds than those that are shipped: for fitting them to questions with known answers.
    pub fn ask_by(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
        by: &Thresholds,
    ) -> Result<Answer, Error> {
        self.catch_up()?;
        let ledger = self.ledger(archive)?;
        let view = View {
            by,
            ..self.view(archive, asked, &ledger)?
        };
        let answer = ask::ask(view, question)?;
        let answer = self.answered_by_hand(view, question, answer)?;
        saved::told(self.store.as_ref(), archive, answer)
    }

    /// The answer that [`Desk::ask`] gives, with how it was chosen: what was understood, what was looked at, and why the rest was not taken.
    pub fn explain(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<(Answer, Explanation), Error> {
        self.catch_up()?;
        let ledger = self.ledger(archive)?;
        let view = self.view(archive, asked, &ledger)?;
        let (answer, explanation) = ask::explain(view, question)?;
        let answer = self.answered_by_hand(view, question, answer)?;
        let answer = saved::told(self.store.as_ref(), archive, answer)?;
        Ok((answer, explanation))
    }

    /// The dates that may answer a question of the kind `when`, for fitting [`dateline_ask::Ranking`] to known answers.
    pub fn dates_seen(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<Vec<DateSeen>, Error> {
        self.catch_up()?;
        let ledger = self.ledger(archive)?;
        ask::dates_seen(self.view(archive, asked, &ledger)?, question)
    }

    /// The names, phrases and quantities that may answer a question, for fitting [`dateline_ask::Likelihood`] to known answers.
    pub fn spots_seen(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<Vec<SpotSeen>, Error> {
        self.catch_up()?;
        let ledger = self.ledger(archive)?;
        ask::spots_seen(self.view(archive, asked, &ledger)?, question)
    }

    /// How many stories are known at `asked`.
    pub fn coverage(&self, archive: &ArchiveId, asked: &Moment) -> Result<Coverage, Error> {
        self.catch_up()?;
        Ok(Coverage {
            articles: self.index.count(archive, asked)?,
            mentioning: 0,
        })
    }

    /// At most `limit` stories in their newest revision, in the order of their ids, those behind `after`.
    pub fn articles(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<Vec<Article>, Error> {
        let records = self.store.scan(archive, after, limit)?;
        let newest = records.iter().map(|record| record.latest().article());
        Ok(newest.cloned().collect())
    }

    /// At most `limit` dated reports that are known at `asked`, one of each title, what is still to come first: enough
    /// to show a newcomer what can be asked. Looks through a few hundred stories, not through all.
    pub fn some_reports(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        limit: usize,
    ) -> Result<Vec<Report>, Error> {
        let records = self.store.scan(archive, None, SOME)?;
        let reports = records.iter().flat_map(|record| record.latest().reports());
        let known = |report: &&Report| report.visible_from().is_known_at(asked);
        let mut dated: Vec<(bool, i64, &Report)> = reports
            .filter(known)
            .filter_map(|report| {
                let start = report.when()?.interval.start();
                let away = (start - asked.wall()).num_minutes();
                Some((away < 0, away.abs(), report))
            })
            .collect();
        dated.sort_by_key(|(is_past, away, _)| (*is_past, *away));
        let mut chosen: Vec<Report> = Vec::new();
        for (_, _, report) in dated {
            let told = |other: &Report| other.title().eq_ignore_ascii_case(report.title());
            if chosen.len() < limit && !chosen.iter().any(told) {
                chosen.push(report.clone());
            }
        }
        Ok(chosen)
    }

    /// A story in its newest revision.
    pub fn article(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Article>, Error> {
        let record = self.record(archive, id)?;
        Ok(record.map(|record| record.latest().article().clone()))
    }

    /// A story with all its revisions, and what was read in each.
    pub fn record(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Record>, Error> {
        Ok(self.store.article(archive, id)?)
    }

    /// The events that a story reports, in any of its revisions.
    pub fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Vec<Event>, Error> {
        Ok(self.store.events_of(archive, id)?)
    }

    /// Removes a story, its reports and its place in the index at once; says whether there was one. [`Desk::purge`] takes its
    /// words out of the index's files as well.
    pub fn forget(&self, archive: &ArchiveId, id: &ArticleId) -> Result<bool, Error> {
        let _writing = self.write()?;
        let was_there = self.store.article(archive, id)?.is_some();
        if was_there {
            let forget = vec![Change::ForgetArticle(id.clone())];
            self.store.append(archive, forget)?;
            saved::forget(self.store.as_ref(), archive, id)?;
            self.forget_in_corrections(archive, id)?;
            self.readings.clear();
            self.records.clear();
            self.unpurged.store(true, Ordering::Release);
            self.follow()?;
        }
        Ok(was_there)
    }

    /// Removes everything in the archive, from store and index, at once. [`Desk::purge`] takes its words out of the index's files
    /// as well.
    pub fn forget_archive(&self, archive: &ArchiveId) -> Result<(), Error> {
        let _writing = self.write()?;
        self.ledgers
            .change(archive, || self.store.forget(archive))?;
        self.readings.clear();
        self.records.clear();
        self.unpurged.store(true, Ordering::Release);
        self.follow()
    }

    /// Takes the words of what was forgotten out of the files of the index, if anything was since the last time. It takes as
    /// long as the index is large; nobody waits for it but who calls it, so many stories are best forgotten before one call.
    pub fn purge(&self) -> Result<(), Error> {
        if self.unpurged.swap(false, Ordering::AcqRel) {
            let purged = self.index.purge();
            if purged.is_err() {
                self.unpurged.store(true, Ordering::Release);
            }
            purged?;
        }
        Ok(())
    }

    /// Every archive that holds anything, stories or feeds.
    pub fn archives(&self) -> Result<Vec<ArchiveId>, Error> {
        Ok(self.store.archives()?)
    }

    /// How much the archive holds.
    pub fn statistics(&self, archive: &ArchiveId) -> Result<Statistics, Error> {
        Ok(self.store.count(archive)?)
    }

    /// Writes a backup of all archives, as they stand at one place of the log, while reading and writing go on; tells how many
    /// rows it has written.
    pub fn back_up(
        &self,
        to: &Path,
        existing: Existing,
        mut progress: impl FnMut(u64),
    ) -> Result<BackupInfo, Error> {
        let store = self.store.as_ref();
        Ok(dateline_storage::back_up(
            store,
            to,
            existing,
            &mut progress,
        )?)
    }

    /// Empties the index and builds it again from the stories, as after damage.
    pub fn rebuild(&self, mut progress: impl FnMut(Progress)) -> Result<(), Error> {
        let _writing = self.lock();
        let applied = step::rebuild(self.store.as_ref(), &self.index, &mut progress)?;
        self.applied.store(applied, Ordering::Release);
        Ok(())
    }

    /// The store, for what the desk has no word for: settings, verification, backup.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }
}

impl Desk {
    fn take_each(
        &self,
        archive: &ArchiveId,
        drafts: Vec<Draft>,
        come: Come,
    ) -> Result<Vec<Result<Taken, dateline_core::Error>>, Error> {
        let mut all = Vec::with_capacity(drafts.len());
        let mut drafts = drafts.into_iter().peekable();
        while drafts.peek().is_some() {
            // Reading takes most of the time and needs no lock: many callers read side by side.
            let some = drafts.by_ref().take(TOGETHER);
            let read = together::each(some.collect(), |draft| self.read_ahead(archive, draft));
            let _writing = self.write()?;
            let mut batch = self.batch(archive).come(come);
            for ahead in read {
                all.push(match ahead.and_then(|ahead| batch.take_read(ahead)) {
                    Ok(taken) => Ok(taken),
                    Err(Error::Refused(why)) => Err(why),
                    Err(other) => return Err(other),
                });
            }
            self.keep(archive, batch)?;
        }
        Ok(all)
    }

    pub(crate) fn batch<'a>(&'a self, archive: &'a ArchiveId) -> Batch<'a> {
        let vocabulary = self.readings.vocabulary();
        let batch = Batch::new(self.store.as_ref(), &self.index, archive, vocabulary);
        match self.store.head() {
            Ok(head) => batch.beside(self.records.at(head.sequence)),
            // Whoever reads the store next is told why it cannot be read.
            Err(_) => batch,
        }
    }

    /// The story of a draft, and what it reports where it is not stored yet.
    fn read_ahead(&self, archive: &ArchiveId, draft: Draft) -> Result<Ahead, Error> {
        let article = read::article(draft)?;
        let stored = self.store.by_identity(archive, &article.identity())?;
        Ok(match stored {
            Some(_) => Ahead::unread(article),
            None => Ahead::read(article, self.readings.vocabulary())?,
        })
    }

    /// Lets go of all that was kept of stories in memory, and brings the index in step.
    pub(crate) fn let_go(&self) -> Result<(), Error> {
        self.readings.clear();
        self.records.clear();
        self.catch_up()
    }

    /// What was read in a story: kept, stored, or read now.
    pub(crate) fn reading(&self, archive: &ArchiveId, article: &Article) -> Arc<read::Read> {
        let stored = || self.store.reading(archive, article.id()).ok().flatten();
        self.readings.of(archive, article, stored)
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// What people corrected in the archive.
    pub(crate) fn ledger(&self, archive: &ArchiveId) -> Result<Arc<Ledger>, Error> {
        self.ledgers.of(self.store.as_ref(), archive)
    }

    pub(crate) fn ledgers(&self) -> &Ledgers {
        &self.ledgers
    }

    fn view<'a>(
        &'a self,
        archive: &'a ArchiveId,
        asked: &'a Moment,
        ledger: &'a Ledger,
    ) -> Result<View<'a>, Error> {
        Ok(View {
            ledger,
            store: self.store.as_ref(),
            index: &self.index,
            readings: &self.readings,
            records: self.records.at(self.store.head()?.sequence),
            archive,
            asked,
            by: Thresholds::shipped(),
        })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The writer's lock, with the index in step.
    pub(crate) fn write(&self) -> Result<MutexGuard<'_, ()>, Error> {
        let writing = self.lock();
        self.follow()?;
        Ok(writing)
    }

    /// Stores a batch, then shows it to the index.
    pub(crate) fn keep(&self, archive: &ArchiveId, batch: Batch<'_>) -> Result<(), Error> {
        let changes = batch.changes()?;
        if changes.is_empty() {
            return Ok(());
        }
        let stories = changes.iter().flat_map(stories_of).collect();
        self.records.change(archive, stories, || {
            let appended = self.store.append(archive, changes)?;
            Ok::<_, Error>(appended.last)
        })?;
        self.follow()
    }

    /// Where the log goes further than the index: waits for the writer, then reads the rest.
    pub(crate) fn catch_up(&self) -> Result<(), Error> {
        if self.store.head()?.sequence > self.applied.load(Ordering::Acquire) {
            drop(self.write()?);
        }
        Ok(())
    }

    /// Applies the rest of the log; only the writer calls it.
    fn follow(&self) -> Result<(), Error> {
        let after = self.applied.load(Ordering::Acquire);
        let applied = step::follow(self.store.as_ref(), &self.index, after, &mut |_| {})?;
        self.applied.store(applied, Ordering::Release);
        Ok(())
    }
}

/// The stories whose record, or the events that report of them, a change may change.
fn stories_of(change: &Change) -> Vec<ArticleId> {
    match change {
        Change::Article(record) => vec![record.id().clone()],
        Change::Reading(id, _) | Change::ForgetArticle(id) => vec![id.clone()],
        Change::Event(event) => {
            let reports = event.reports().iter();
            reports.map(|report| report.article.clone()).collect()
        }
        // What a removed event held is in other events then.
        _ => Vec::new(),
    }
}
