//! The corrections of an archive, found by the articles that they hold on to; read once and kept until one changes.

use crate::error::Error;
use dateline_core::{Amendment, ArchiveId, ArticleId, Correction, Interval, Moment};
use dateline_storage::Store;
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many archives' corrections are kept; then all are let go.
const MOST: usize = 256;

/// Every correction of one archive, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    all: Vec<Correction>,
    by_article: HashMap<ArticleId, Vec<usize>>,
}

impl Ledger {
    fn new(all: Vec<Correction>) -> Self {
        let mut by_article: HashMap<ArticleId, Vec<usize>> = HashMap::new();
        for (at, correction) in all.iter().enumerate() {
            let articles: BTreeSet<&ArticleId> =
                correction.marks().map(|mark| &mark.article).collect();
            for article in articles {
                by_article.entry(article.clone()).or_default().push(at);
            }
        }
        Self { all, by_article }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn all(&self) -> &[Correction] {
        &self.all
    }

    /// Which corrections hold on to an article.
    pub(crate) fn of(&self, article: &ArticleId) -> &[usize] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    /// The articles of events whose corrected date lies in the stretch.
    pub(crate) fn dated(&self, stretch: &Interval, asked: &Moment) -> BTreeSet<ArticleId> {
        self.articles(|correction| {
            let is_there = matches!(&correction.what, Amendment::Date(when) if when.interval.overlaps(stretch));
            is_there && correction.stands_at(asked)
        })
    }

    /// The articles of events that were corrected behind `since` and up to `asked`.
    pub(crate) fn corrected(&self, since: &Moment, asked: &Moment) -> BTreeSet<ArticleId> {
        let is_new = |at: &Moment| at.is_known_at(asked) && !at.is_known_at(since);
        self.articles(|correction| {
            let undone = correction.undone.as_ref();
            is_new(&correction.made.at) || undone.is_some_and(|undone| is_new(&undone.at))
        })
    }

    /// The articles of events with corrections that stand.
    pub(crate) fn standing(&self, asked: &Moment) -> BTreeSet<ArticleId> {
        self.articles(|correction| correction.stands_at(asked))
    }

    fn articles(&self, wanted: impl Fn(&Correction) -> bool) -> BTreeSet<ArticleId> {
        let wanted = self.all.iter().filter(|correction| wanted(correction));
        let marks = wanted.flat_map(Correction::marks);
        marks.map(|mark| mark.article.clone()).collect()
    }
}

/// The ledgers that were read, one for each archive, and which archives people changed since that was asked last.
#[derive(Debug, Default)]
pub(crate) struct Ledgers {
    read: Mutex<HashMap<ArchiveId, Arc<Ledger>>>,
    changed: Mutex<BTreeSet<ArchiveId>>,
}

impl Ledgers {
    /// The corrections of an archive as they stand in the store.
    pub(crate) fn of(&self, store: &dyn Store, archive: &ArchiveId) -> Result<Arc<Ledger>, Error> {
        let mut kept = self.lock();
        if let Some(ledger) = kept.get(archive) {
            return Ok(Arc::clone(ledger));
        }
        let read = Ledger::new(dateline_storage::corrections(store, archive)?);
        let ledger = Arc::new(read);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(archive.clone(), Arc::clone(&ledger));
        Ok(ledger)
    }

    /// Changes what is stored, while nobody reads it.
    pub(crate) fn change<T>(&self, archive: &ArchiveId, work: impl FnOnce() -> T) -> T {
        let mut kept = self.lock();
        let done = work();
        kept.remove(archive);
        self.note(archive);
        done
    }

    /// Notes that people changed something in an archive that is no story.
    pub(crate) fn note(&self, archive: &ArchiveId) {
        self.changed().insert(archive.clone());
    }

    /// The archives that were noted since this was asked last.
    pub(crate) fn noted(&self) -> BTreeSet<ArchiveId> {
        std::mem::take(&mut *self.changed())
    }

    fn changed(&self) -> MutexGuard<'_, BTreeSet<ArchiveId>> {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // What it guards is whole between any two lines.
    fn lock(&self) -> MutexGuard<'_, HashMap<ArchiveId, Arc<Ledger>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
