//! The stories that one asker knows, found once and held as sets, so that many clauses and queries share the finding.

use crate::{error::Error, fields::Fields, visible::visible};
use dateline_core::{ArchiveId, Moment};
use std::{collections::HashMap, fmt, sync::Arc};
use tantivy::{
    BitSet, DocId, Score, Searcher, SegmentReader,
    index::SegmentId,
    query::{
        BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
    },
};

/// What [`visible`] finds, as a clause without a score.
#[derive(Clone)]
pub(crate) struct Seen(Arc<Sets>);

struct Sets {
    stories: u64,
    segments: HashMap<SegmentId, BitSet>,
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Seen").field(&self.0.stories).finish()
    }
}

impl Seen {
    /// Finds the stories; the sets hold for this searcher and for those that see the same.
    pub(crate) fn find(
        searcher: &Searcher,
        fields: &Fields,
        view: (&ArchiveId, &Moment),
    ) -> Result<Self, Error> {
        let scoring = EnableScoring::disabled_from_searcher(searcher);
        let weight = visible(fields, view).weight(scoring)?;
        let (mut stories, mut segments) = (0, HashMap::new());
        for reader in searcher.segment_readers() {
            let mut here = BitSet::with_max_value(reader.max_doc());
            let alive = reader.alive_bitset();
            weight.for_each_no_score(reader, &mut |documents| {
                let alive = |id: &&DocId| alive.is_none_or(|alive| alive.is_alive(**id));
                for id in documents.iter().filter(alive) {
                    here.insert(*id);
                }
            })?;
            stories += here.len() as u64;
            segments.insert(reader.segment_id(), here);
        }
        Ok(Self(Arc::new(Sets { stories, segments })))
    }

    /// How many they are.
    pub(crate) fn stories(&self) -> u64 {
        self.0.stories
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
        Ok(match here.filter(|here| here.len() > 0) {
            Some(here) => Box::new(ConstScorer::new(BitSetDocSet::from(here.clone()), 0.0)),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("known to the asker", 0.0))
    }
}
