//! The stories that one asker knows, held as sets, so that many clauses, queries and questions share the finding.
//!
//! Most of a segment is known to whoever asks now and stays so: that is found once for a segment, with how often words
//! stand in it. What is known later, or will be replaced, is looked at for each asker.

use crate::{
    error::Error,
    fields::Fields,
    visible::{Columns, Latest},
};
use dateline_core::{ArchiveId, Moment};
use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use tantivy::{
    BitSet, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED,
    index::SegmentId,
    query::{
        BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
    },
    schema::IndexRecordOption,
};

/// So many documents of a segment are looked at for each asker; where they are more, the segment is read anew.
const OPEN: usize = 1_024;

/// So many counts are kept for a segment; then all are let go.
const COUNTS: usize = 20_000;

/// A segment as it stands: documents may be deleted from it.
type Key = (ArchiveId, SegmentId, Option<u64>);

/// What was found in the segments of an index.
#[derive(Default)]
pub(crate) struct Found {
    segments: Mutex<HashMap<Key, Arc<Sure>>>,
}

/// The documents of a segment that are known from some time on.
struct Sure {
    set: BitSet,
    /// From then on: when the last of them is known, and the last of others replaced.
    from: Latest,
    /// Documents that are known or replaced later.
    open: Vec<DocId>,
    counts: Mutex<HashMap<String, u64>>,
}

/// The documents of a segment that the asker knows.
struct Part {
    sure: Arc<Sure>,
    /// Those of the open ones that the asker knows.
    further: Option<BitSet>,
}

/// The newest revisions known to the asker, as a clause without a score.
#[derive(Clone)]
pub(crate) struct Seen(Arc<Sets>);

struct Sets {
    stories: u64,
    segments: HashMap<SegmentId, Part>,
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Seen").field(&self.0.stories).finish()
    }
}

impl Found {
    /// The stories that are known; the sets hold for this searcher and for those that see the same.
    pub(crate) fn seen(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        view: (&ArchiveId, &Moment),
    ) -> Result<Seen, Error> {
        let (mut stories, mut segments) = (0, HashMap::new());
        for reader in searcher.segment_readers() {
            let part = self.part(reader, fields, view)?;
            stories += part.stories();
            segments.insert(reader.segment_id(), part);
        }
        Ok(Seen(Arc::new(Sets { stories, segments })))
    }

    /// Lets go of segments that are no more.
    pub(crate) fn keep_only(&self, searcher: &Searcher) {
        let readers = searcher.segment_readers().iter();
        let there: HashSet<(SegmentId, Option<u64>)> = readers
            .map(|reader| (reader.segment_id(), reader.delete_opstamp()))
            .collect();
        self.with(|segments| {
            segments.retain(|(_, segment, deleted), _| there.contains(&(*segment, *deleted)));
        });
    }

    fn part(
        &self,
        reader: &SegmentReader,
        fields: &Fields,
        (archive, asked): (&ArchiveId, &Moment),
    ) -> Result<Part, Error> {
        let key = (
            archive.clone(),
            reader.segment_id(),
            reader.delete_opstamp(),
        );
        let kept = self.with(|segments| segments.get(&key).cloned());
        let kept = kept.filter(|sure| sure.from.is_known_at(asked));
        if let Some(sure) = &kept {
            let further = sure.further(reader, fields, asked)?;
            if further.as_ref().map_or(0, BitSet::len) <= OPEN {
                let sure = Arc::clone(sure);
                return Ok(Part { sure, further });
            }
        }
        let sure = Arc::new(Sure::find(reader, fields, (archive, asked))?);
        if kept.is_some() || sure.open.len() <= OPEN {
            self.with(|segments| segments.insert(key, Arc::clone(&sure)));
        }
        let further = sure.further(reader, fields, asked)?;
        Ok(Part { sure, further })
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Key, Arc<Sure>>) -> T) -> T {
        act(&mut self.segments.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sure {
    /// Sorts the archive's documents by what may still change of them after `asked`.
    fn find(
        reader: &SegmentReader,
        fields: &Fields,
        (archive, asked): (&ArchiveId, &Moment),
    ) -> Result<Self, Error> {
        let known = Columns::of(reader, &fields.known)?;
        let replaced = Columns::of(reader, &fields.replaced)?;
        let mut sure = Self {
            set: BitSet::with_max_value(reader.max_doc()),
            from: Latest::NONE,
            open: Vec::new(),
            counts: Mutex::default(),
        };
        for document in documents(reader, fields, archive)? {
            let latest = replaced.latest(document, Latest::NONE);
            let latest = known.latest(document, latest);
            if !latest.is_known_at(asked) {
                sure.open.push(document);
                continue;
            }
            sure.from = replaced.latest(document, known.latest(document, sure.from));
            if !replaced.known_at(document, asked) {
                sure.set.insert(document);
            }
        }
        Ok(sure)
    }

    /// The open documents that are known at `asked` and not replaced by then.
    fn further(
        &self,
        reader: &SegmentReader,
        fields: &Fields,
        asked: &Moment,
    ) -> Result<Option<BitSet>, Error> {
        if self.open.is_empty() {
            return Ok(None);
        }
        let known = Columns::of(reader, &fields.known)?;
        let replaced = Columns::of(reader, &fields.replaced)?;
        let mut further = BitSet::with_max_value(reader.max_doc());
        for document in &self.open {
            if known.known_at(*document, asked) && !replaced.known_at(*document, asked) {
                further.insert(*document);
            }
        }
        Ok(Some(further).filter(|further| further.len() > 0))
    }

    fn count(
        &self,
        words: &str,
        reader: &SegmentReader,
        weight: &dyn Weight,
    ) -> tantivy::Result<u64> {
        let counts = || self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts().get(words) {
            return Ok(*count);
        }
        let mut found = weight.scorer(reader, 1.0)?;
        let mut count = 0;
        while found.doc() != TERMINATED {
            count += u64::from(self.set.contains(found.doc()));
            found.advance();
        }
        let mut counts = counts();
        if counts.len() >= COUNTS {
            counts.clear();
        }
        counts.insert(words.to_owned(), count);
        Ok(count)
    }
}

/// The archive's documents in the segment that are not deleted.
fn documents(
    reader: &SegmentReader,
    fields: &Fields,
    archive: &ArchiveId,
) -> Result<Vec<DocId>, Error> {
    let index = reader.inverted_index(fields.archive)?;
    let term = fields.archive_term(archive);
    let mut documents = Vec::new();
    if let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? {
        let alive = reader.alive_bitset();
        while postings.doc() != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                documents.push(postings.doc());
            }
            postings.advance();
        }
    }
    Ok(documents)
}

impl Part {
    fn stories(&self) -> u64 {
        (self.sure.set.len() + self.further.as_ref().map_or(0, BitSet::len)) as u64
    }

    fn set(&self) -> BitSet {
        let mut set = self.sure.set.clone();
        for document in each(self.further.as_ref()) {
            set.insert(document);
        }
        set
    }

    fn count(
        &self,
        words: &str,
        reader: &SegmentReader,
        weight: &dyn Weight,
    ) -> tantivy::Result<u64> {
        let mut count = self.sure.count(words, reader, weight)?;
        if self.further.is_some() {
            let mut found = weight.scorer(reader, 1.0)?;
            for document in each(self.further.as_ref()) {
                let at = if found.doc() < document {
                    found.seek(document)
                } else {
                    found.doc()
                };
                count += u64::from(at == document);
            }
        }
        Ok(count)
    }
}

fn each(set: Option<&BitSet>) -> impl Iterator<Item = DocId> {
    let mut documents = set.map(|set| BitSetDocSet::from(set.clone()));
    std::iter::from_fn(move || {
        let documents = documents.as_mut()?;
        let here = documents.doc();
        documents.advance();
        (here != TERMINATED).then_some(here)
    })
}

impl Seen {
    /// How many they are.
    pub(crate) fn stories(&self) -> u64 {
        self.0.stories
    }

    /// How many of them the query finds; `words` are what it looks for, and stand for it next time.
    pub(crate) fn count(
        &self,
        searcher: &Searcher,
        words: &str,
        query: &dyn Query,
    ) -> Result<u64, Error> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut count = 0;
        for reader in searcher.segment_readers() {
            if let Some(part) = self.0.segments.get(&reader.segment_id()) {
                count += part.count(words, reader, weight.as_ref())?;
            }
        }
        Ok(count)
    }
}

impl Query for Seen {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Seen {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let here = self.0.segments.get(&reader.segment_id());
        Ok(match here.filter(|here| here.stories() > 0) {
            Some(here) => Box::new(ConstScorer::new(BitSetDocSet::from(here.set()), 0.0)),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("known to the asker", 0.0))
    }
}
