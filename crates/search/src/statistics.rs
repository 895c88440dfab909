//! How rare a word is among the stories that one asker can know.

use crate::{clauses::Group, error::Error, fields::Fields, seen::Seen};
use std::collections::HashMap;
use tantivy::{Searcher, Term, query::Bm25StatisticsProvider, schema::Field};

/// Words of a usual headline and of a usual story. Fixed, so that the length of stories that an asker
/// cannot see, or will see later, never weighs in a score.
const USUAL_TITLE: u64 = 10;
const USUAL_BODY: u64 = 400;

/// A word that stands in more than one in ten of the stories, and in more than these, tells nothing.
const COMMON_FROM: u64 = 1_000;

/// Counts over the documents of one archive that are known at one time.
///
/// All synonyms of a group weigh as if they were one word, as rare as the group is: a rare synonym of a word that
/// stands everywhere tells no more than the word does.
pub(crate) struct Statistics {
    title: Field,
    stories: u64,
    frequency: HashMap<Term, u64>,
}

impl Statistics {
    /// Counts of each group the stories that hold it.
    pub(crate) fn of(
        searcher: &Searcher,
        fields: &Fields,
        seen: &Seen,
        groups: &[Group],
    ) -> Result<Self, Error> {
        let mut frequency = HashMap::new();
        for group in groups {
            let clause = group.clause(fields);
            let count = seen.count(searcher, &group.words(), clause.as_ref())?;
            for term in group.terms(fields) {
                let most: &mut u64 = frequency.entry(term).or_default();
                *most = count.max(*most);
            }
        }
        Ok(Self {
            title: fields.title,
            stories: seen.stories(),
            frequency,
        })
    }

    /// Whether a group that holds the term stands in any story.
    pub(crate) fn stands(&self, term: &Term) -> bool {
        self.count(term) > 0
    }

    /// Whether a group that holds the term stands almost everywhere.
    pub(crate) fn is_common(&self, term: &Term) -> bool {
        let count = self.count(term);
        count > COMMON_FROM && count.saturating_mul(10) > self.stories
    }

    /// In how many stories a group that holds the term stands.
    pub(crate) fn count(&self, term: &Term) -> u64 {
        self.frequency.get(term).copied().unwrap_or_default()
    }
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let usual = if field == self.title {
            USUAL_TITLE
        } else {
            USUAL_BODY
        };
        Ok(self.stories.saturating_mul(usual))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.stories)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.count(term))
    }
}
