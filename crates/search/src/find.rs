//! From words to the stories that match them best.

use crate::{
    clauses::{self, Clauses, Group},
    error::Error,
    fields::Fields,
    seen::Seen,
    statistics::Statistics,
    visible::known,
};
use dateline_core::{ArchiveId, ArticleId, Interval, Moment};
use std::collections::BTreeSet;
use tantivy::{
    DocAddress, Searcher, TantivyDocument,
    collector::{Count, DocSetCollector, TopDocs},
    query::{BooleanQuery, ConstScoreQuery, Occur, Query},
    schema::Value,
};

/// No search brings more stories than these.
const MOST: usize = 200;

/// So many times the stories that are wanted are fetched, because only then is known which of equals is newer.
const SPARE: usize = 4;

/// One story that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article.
    pub id: ArticleId,
    /// Its newest revision known at the asking.
    pub revision: u32,
    /// BM25 over headline and body, higher is better, rounded to thousandths.
    pub score: f32,
}

/// The best stories for groups of words, the best first.
pub(crate) fn find(
    searcher: &Searcher,
    fields: &Fields,
    seen: &Seen,
    groups: &[Vec<String>],
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let (clauses, statistics) = weigh(searcher, fields, seen, groups)?;
    if clauses.some.is_empty() {
        return Ok(Vec::new());
    }
    let mut all: Vec<(Occur, Box<dyn Query>)> = vec![
        (Occur::Must, unscored(Box::new(seen.clone()))),
        (Occur::Must, Box::new(BooleanQuery::union(clauses.some))),
    ];
    let more = clauses.more.into_iter();
    all.extend(more.map(|clause| (Occur::Should, clause)));
    let query = BooleanQuery::new(all);
    best(searcher, fields, &query, &statistics, limit)
}

/// The stories that report events in the interval; those that match the words first.
pub(crate) fn find_within(
    searcher: &Searcher,
    fields: &Fields,
    seen: &Seen,
    (groups, interval): (&[Vec<String>], &Interval),
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let (clauses, statistics) = weigh(searcher, fields, seen, groups)?;
    let mut all = vec![
        (Occur::Must, unscored(Box::new(seen.clone()))),
        (Occur::Must, unscored(fields.within(interval))),
    ];
    let clauses = clauses.some.into_iter().chain(clauses.more);
    all.extend(clauses.map(|clause| (Occur::Should, clause)));
    best(
        searcher,
        fields,
        &BooleanQuery::new(all),
        &statistics,
        limit,
    )
}

/// Words of the index that begin so, in the order of the alphabet, each once.
pub(crate) fn beginning(
    searcher: &Searcher,
    fields: &Fields,
    beginning: &str,
    most: usize,
) -> Result<Vec<String>, Error> {
    let mut words = BTreeSet::new();
    for segment in searcher.segment_readers() {
        for field in [fields.title, fields.body] {
            let inverted = segment.inverted_index(field)?;
            let range = inverted.terms().range().ge(beginning.as_bytes());
            let mut terms = range.into_stream()?;
            let mut left = most;
            while left > 0 && terms.advance() {
                let word = std::str::from_utf8(terms.key()).unwrap_or_default();
                if !word.starts_with(beginning) {
                    break;
                }
                words.insert(word.to_owned());
                left -= 1;
            }
        }
    }
    Ok(words.into_iter().take(most).collect())
}

/// Every story with a revision that is known and reports events in the interval.
pub(crate) fn dated(
    searcher: &Searcher,
    fields: &Fields,
    view: (&ArchiveId, &Moment),
    interval: &Interval,
) -> Result<BTreeSet<ArticleId>, Error> {
    let mut clauses = known(fields, view);
    clauses.push((Occur::Must, fields.within(interval)));
    all(searcher, fields, &BooleanQuery::new(clauses))
}

/// Every story with a revision that is known, and was not at `since`.
pub(crate) fn come(
    searcher: &Searcher,
    fields: &Fields,
    view: (&ArchiveId, &Moment),
    since: &Moment,
) -> Result<BTreeSet<ArticleId>, Error> {
    let mut clauses = known(fields, view);
    // Each range stands by itself: an excluded union of ranges is sought backwards, which tantivy's ranges do not bear.
    let before = fields.known.known_at(since).into_iter();
    clauses.extend(before.map(|clause| (Occur::MustNot, clause)));
    all(searcher, fields, &BooleanQuery::new(clauses))
}

fn all(
    searcher: &Searcher,
    fields: &Fields,
    query: &BooleanQuery,
) -> Result<BTreeSet<ArticleId>, Error> {
    let mut ids = BTreeSet::new();
    for address in searcher.search(query, &DocSetCollector)? {
        let document: TantivyDocument = searcher.doc(address)?;
        let id = document.get_first(fields.id).and_then(|id| id.as_str());
        ids.extend(id.and_then(|id| id.parse().ok()));
    }
    Ok(ids)
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The clauses that score a story, and the counts by which they do.
fn weigh(
    searcher: &Searcher,
    fields: &Fields,
    seen: &Seen,
    groups: &[Vec<String>],
) -> Result<(Clauses, Statistics), Error> {
    let groups = Group::read(groups);
    let statistics = Statistics::of(searcher, fields, seen, &groups)?;
    let clauses = clauses::telling(fields, &groups, &statistics);
    Ok((clauses, statistics))
}

/// The hits of a query: equal scores by the newest, then by id.
fn best(
    searcher: &Searcher,
    fields: &Fields,
    query: &BooleanQuery,
    statistics: &Statistics,
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let fetched = limit.saturating_mul(SPARE).min(MOST);
    let collector = TopDocs::with_limit(fetched).order_by_score();
    let found = searcher.search_with_statistics_provider(query, &collector, statistics)?;
    let mut hits = Vec::with_capacity(limit);
    // The best come first: where enough are read, only those that score like the last of them may still stand before it.
    for alike in found.chunk_by(|(one, _), (other, _)| rounded(*one) == rounded(*other)) {
        if hits.len() >= limit {
            break;
        }
        for (score, address) in alike {
            hits.extend(hit(searcher, fields, *score, *address)?);
        }
    }
    hits.sort_by(|(known_a, a), (known_b, b)| {
        let by_score = b.score.total_cmp(&a.score);
        by_score
            .then(known_b.cmp(known_a))
            .then_with(|| a.id.cmp(&b.id))
    });
    hits.truncate(limit);
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
}

/// In how many stories known at the asking all of the words stand, in headline or body.
pub(crate) fn frequency(
    searcher: &Searcher,
    fields: &Fields,
    seen: &Seen,
    words: &str,
) -> Result<u64, Error> {
    mentioning(searcher, fields, seen, &[vec![words.to_owned()]])
}

/// How many stories known at the asking hold a synonym of every group; none where no group has words.
pub(crate) fn mentioning(
    searcher: &Searcher,
    fields: &Fields,
    seen: &Seen,
    groups: &[Vec<String>],
) -> Result<u64, Error> {
    let groups = Group::read(groups);
    if groups.is_empty() {
        return Ok(0);
    }
    if let [only] = groups.as_slice() {
        return seen.count(searcher, &only.words(), only.clause(fields).as_ref());
    }
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(seen.clone())];
    all.extend(groups.iter().map(|group| group.clause(fields)));
    Ok(searcher.search(&BooleanQuery::intersection(all), &Count)? as u64)
}

/// One hit, and the day from which on it is known.
fn hit(
    searcher: &Searcher,
    fields: &Fields,
    score: f32,
    address: DocAddress,
) -> Result<Option<(i64, Hit)>, Error> {
    let document: TantivyDocument = searcher.doc(address)?;
    let id = document.get_first(fields.id).and_then(|id| id.as_str());
    let revision = document.get_first(fields.revision).and_then(|r| r.as_u64());
    let known_from = document
        .get_first(fields.known.day)
        .and_then(|d| d.as_i64());
    let read = id.and_then(|id| id.parse().ok()).zip(revision);
    let hit = read.map(|(id, revision)| Hit {
        id,
        revision: u32::try_from(revision).unwrap_or(u32::MAX),
        score: rounded(score),
    });
    Ok(known_from.zip(hit))
}

/// To thousandths, so that the order in which a sum was taken does not tell.
fn rounded(score: f32) -> f32 {
    (score * 1_000.0).round() / 1_000.0
}
