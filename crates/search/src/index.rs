//! The index itself: opened, kept in step, asked.

use crate::{
    error::Error,
    fields::Fields,
    files,
    find::{self, Hit},
    position::Position,
    seen::{Found, Seen},
    words::{ENGLISH, english},
};
use chrono::NaiveDate;
use dateline_core::{ArchiveId, Article, ArticleId, Interval, Moment, Report};
use std::{
    collections::BTreeSet,
    fmt,
    panic::catch_unwind,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tantivy::{
    IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyError, directory::error::LockError,
};

/// Memory in which documents are gathered before they become a segment, in bytes.
const BUFFER: usize = 32_000_000;

/// What the log says happened to one article or archive.
#[derive(Debug, Clone)]
pub enum Change<'a> {
    /// The article is now these revisions, in any order; whatever stood under its id is replaced.
    Put {
        /// Where.
        archive: &'a ArchiveId,
        /// Every stored revision of one article with what it reports; nothing happens where there is none.
        revisions: Vec<(&'a Article, &'a [Report])>,
    },
    /// The article is gone, with all of its revisions.
    Forget {
        /// Where.
        archive: &'a ArchiveId,
        /// Which.
        id: &'a ArticleId,
    },
    /// The archive is gone, with all of its articles.
    ForgetArchive(&'a ArchiveId),
}

/// A full-text index over the articles of all archives.
///
/// What was applied is visible to the next call of [`Index::find`], from any thread.
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    fields: Fields,
    last: Mutex<Option<(View, Seen)>>,
    found: Found,
}

/// Who asks, when, and in which state of the index; the day counts too, for equal instants may lie in two.
#[derive(PartialEq)]
struct View {
    archive: ArchiveId,
    asked: Moment,
    day: NaiveDate,
    generation: u64,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("position", &self.position())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// The layout of the documents that this version writes.
    pub const SCHEMA: u32 = 1;

    /// Opens the index in a folder of its own, or begins one there.
    ///
    /// An index that cannot be read, or of another layout, is emptied: it is derived, and its [`Index::position`]
    /// is then none, which tells the caller to put every story again.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        files::prepare(dir)?;
        match Self::open_as_it_is(dir) {
            Err(Error::Damaged(TantivyError::LockFailure(LockError::LockBusy, _))) => {
                Err(Error::InUse(dir.to_owned()))
            }
            Err(Error::Damaged(_)) => {
                files::clear(dir)?;
                Self::open_as_it_is(dir)
            }
            other => other,
        }
    }

    /// An empty index that ends with the process.
    pub fn in_memory() -> Result<Self, Error> {
        let fields = Fields::new();
        Self::over(tantivy::Index::create_in_ram(fields.schema.clone()), fields)
    }

    /// A damaged index may panic in tantivy; that is a damage like any other.
    fn open_as_it_is(dir: &Path) -> Result<Self, Error> {
        catch_unwind(|| Self::open_unguarded(dir)).unwrap_or_else(|_| {
            let words = "opening the index panicked".to_owned();
            Err(Error::Damaged(TantivyError::InternalError(words)))
        })
    }

    fn open_unguarded(dir: &Path) -> Result<Self, Error> {
        let fields = Fields::new();
        let directory = tantivy::directory::MmapDirectory::open(dir).map_err(TantivyError::from)?;
        let index = tantivy::Index::open_or_create(directory, fields.schema.clone())?;
        Self::over(index, fields)
    }

    fn over(index: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        index.tokenizers().register(ENGLISH, english());
        let writer = index.writer_with_num_threads(1, BUFFER)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            index,
            reader,
            writer: Mutex::new(writer),
            fields,
            last: Mutex::new(None),
            found: Found::default(),
        })
    }

    /// Up to where the caller's log was applied; none for a new, emptied or foreign index.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        let metas = self.index.load_metas().ok()?;
        metas.payload.as_deref().and_then(Position::read)
    }

    /// Applies changes in their order and commits them with `position`; doing so twice is the same as once.
    ///
    /// Where it fails, nothing of this call is applied.
    pub fn apply<'a>(
        &self,
        changes: impl IntoIterator<Item = Change<'a>>,
        position: &Position,
    ) -> Result<(), Error> {
        let mut writer = self.writer();
        let done = changes
            .into_iter()
            .try_for_each(|change| self.write(&writer, change))
            .and_then(|()| commit(&mut writer, &position.written()));
        if let Err(error) = done {
            writer.rollback()?;
            return Err(error);
        }
        self.reader.reload()?;
        self.found.keep_only(&self.reader.searcher());
        Ok(())
    }

    /// Empties the index; its position is then none.
    pub fn clear(&self) -> Result<(), Error> {
        let mut writer = self.writer();
        writer.delete_all_documents()?;
        commit(&mut writer, "")?;
        Ok(self.reader.reload()?)
    }

    /// Takes out of the files of the index what was removed from it; until then only nobody finds it.
    ///
    /// Every segment that holds something removed is written anew, which takes as long as its stories are many; others read
    /// and write meanwhile. Says whether there was any.
    pub fn purge(&self) -> Result<bool, Error> {
        let spoiled = || -> Result<Vec<_>, Error> {
            let segments = self.index.searchable_segment_metas()?.into_iter();
            let spoiled = segments.filter(|segment| segment.has_deletes());
            Ok(spoiled.map(|segment| segment.id()).collect())
        };
        let segments = spoiled()?;
        let merges: Vec<_> = {
            let mut writer = self.writer();
            segments.iter().map(|id| writer.merge(&[*id])).collect()
        };
        for merge in merges {
            if let Err(error) = merge.wait() {
                // One that is merged with others just now is written anew all the same.
                if spoiled()?.iter().any(|id| segments.contains(id)) {
                    return Err(error.into());
                }
            }
        }
        self.reader.reload()?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let collected = self.writer().garbage_collect_files();
        collected.wait()?;
        Ok(!segments.is_empty())
    }

    /// The stories in `archive`, known at `asked`, that match any group of words; the best first, at most 200.
    ///
    /// Each group is a word and its synonyms, of which the best counts; a synonym may be several words, which must all
    /// stand in the story. A word in the headline counts more.
    pub fn find(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        groups: &[Vec<String>],
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let searcher = self.reader.searcher();
        let seen = self.seen(&searcher, archive, asked)?;
        find::find(&searcher, &self.fields, &seen, groups, limit)
    }

    /// At most `most` words of all stories that begin so, as [`Index::find`] takes them: whose stories hold them is not told.
    pub fn beginning(&self, beginning: &str, most: usize) -> Result<Vec<String>, Error> {
        find::beginning(&self.reader.searcher(), &self.fields, beginning, most)
    }

    /// The stories in `archive`, known at `asked`, that report events in the interval; those that match the words
    /// first, then the newest, at most 200.
    ///
    /// Now and then a story comes along that reports one event before the interval and one after it.
    pub fn find_within(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        (groups, interval): (&[Vec<String>], &Interval),
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let searcher = self.reader.searcher();
        let seen = self.seen(&searcher, archive, asked)?;
        find::find_within(&searcher, &self.fields, &seen, (groups, interval), limit)
    }

    /// Every story in `archive` of which a revision, known at `asked`, reports events in the interval, in no order.
    pub fn dated(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        interval: &Interval,
    ) -> Result<BTreeSet<ArticleId>, Error> {
        let searcher = self.reader.searcher();
        find::dated(&searcher, &self.fields, (archive, asked), interval)
    }

    /// Every story in `archive` of which a revision is known at `asked` that was not known at `since`, in no order.
    pub fn come(
        &self,
        archive: &ArchiveId,
        since: &Moment,
        asked: &Moment,
    ) -> Result<BTreeSet<ArticleId>, Error> {
        let searcher = self.reader.searcher();
        find::come(&searcher, &self.fields, (archive, asked), since)
    }

    /// How many stories in `archive`, known at `asked`, mention every group of words.
    pub fn mentioning(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        groups: &[Vec<String>],
    ) -> Result<u64, Error> {
        let searcher = self.reader.searcher();
        let seen = self.seen(&searcher, archive, asked)?;
        find::mentioning(&searcher, &self.fields, &seen, groups)
    }

    /// In how many stories in `archive`, known at `asked`, the word stands, in any of its forms.
    pub fn frequency(&self, archive: &ArchiveId, asked: &Moment, word: &str) -> Result<u64, Error> {
        let searcher = self.reader.searcher();
        let seen = self.seen(&searcher, archive, asked)?;
        find::frequency(&searcher, &self.fields, &seen, word)
    }

    /// How many articles in `archive` are known at `asked`.
    pub fn count(&self, archive: &ArchiveId, asked: &Moment) -> Result<u64, Error> {
        let searcher = self.reader.searcher();
        Ok(self.seen(&searcher, archive, asked)?.stories())
    }

    /// The stories that the asker knows: one question looks for many words, and finds these once.
    fn seen(
        &self,
        searcher: &Searcher,
        archive: &ArchiveId,
        asked: &Moment,
    ) -> Result<Seen, Error> {
        let view = View {
            archive: archive.clone(),
            asked: *asked,
            day: asked.day(),
            generation: searcher.generation().generation_id(),
        };
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, seen)) = last().as_ref().filter(|(of, _)| *of == view) {
            return Ok(seen.clone());
        }
        let seen = self.found.seen(searcher, &self.fields, (archive, asked))?;
        *last() = Some((view, seen.clone()));
        Ok(seen)
    }

    fn writer(&self) -> MutexGuard<'_, IndexWriter> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, writer: &IndexWriter, change: Change<'_>) -> Result<(), Error> {
        match change {
            Change::Put { archive, revisions } => {
                for (article, _) in &revisions {
                    writer.delete_term(self.fields.key_term(archive, article.id()));
                }
                for (article, reports) in &revisions {
                    let all = revisions.iter().map(|(other, _)| *other);
                    let later = all.filter(|other| other.revision() > article.revision());
                    let document = self.fields.document(archive, article, reports, later);
                    writer.add_document(document)?;
                }
            }
            Change::Forget { archive, id } => {
                writer.delete_term(self.fields.key_term(archive, id));
            }
            Change::ForgetArchive(archive) => {
                writer.delete_term(self.fields.archive_term(archive));
            }
        }
        Ok(())
    }
}

fn commit(writer: &mut IndexWriter, payload: &str) -> Result<(), Error> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(payload);
    prepared.commit()?;
    Ok(())
}
