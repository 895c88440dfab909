//! From words to the stories that match them best.

use crate::{
    error::Error,
    fields::{Fields, stems},
    statistics::Statistics,
    visible::visible,
};
use dateline_core::{ArchiveId, ArticleId, Interval, Moment};
use tantivy::{
    DocAddress, Searcher, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery,
    },
    schema::{IndexRecordOption, Value},
};

/// No search brings more stories than these.
const MOST: usize = 200;

/// So many times the stories that are wanted are fetched, because only then is known which of equals is newer.
const SPARE: usize = 4;

/// A word in the headline counts this many times a word in the body.
const TITLE: f32 = 2.0;

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
    view: (&ArchiveId, &Moment),
    groups: &[Vec<String>],
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let (clauses, statistics) = weigh(searcher, fields, view, groups)?;
    if clauses.is_empty() {
        return Ok(Vec::new());
    }
    let query = BooleanQuery::new(vec![
        (Occur::Must, unscored(Box::new(visible(fields, view)))),
        (Occur::Must, Box::new(BooleanQuery::union(clauses))),
    ]);
    best(searcher, fields, &query, &statistics, limit)
}

/// The stories that report events in the interval; those that match the words first.
pub(crate) fn find_within(
    searcher: &Searcher,
    fields: &Fields,
    view: (&ArchiveId, &Moment),
    (groups, interval): (&[Vec<String>], &Interval),
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let (clauses, statistics) = weigh(searcher, fields, view, groups)?;
    let mut all = vec![
        (Occur::Must, unscored(Box::new(visible(fields, view)))),
        (Occur::Must, unscored(fields.within(interval))),
    ];
    all.extend(clauses.into_iter().map(|clause| (Occur::Should, clause)));
    best(
        searcher,
        fields,
        &BooleanQuery::new(all),
        &statistics,
        limit,
    )
}

fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// The clauses that score a story, and the counts by which they do.
fn weigh(
    searcher: &Searcher,
    fields: &Fields,
    view: (&ArchiveId, &Moment),
    groups: &[Vec<String>],
) -> Result<(Vec<Box<dyn Query>>, Statistics), Error> {
    let groups: Vec<_> = groups.iter().map(|group| read_group(group)).collect();
    let stems = groups.iter().flatten().flatten();
    let terms = stems.flat_map(|stem| [title(fields, stem), body(fields, stem)]);
    let statistics = Statistics::of(searcher, fields, view, terms)?;
    Ok((clauses(fields, &groups, &statistics), statistics))
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
    let mut hits = Vec::with_capacity(found.len());
    for (score, address) in found {
        hits.extend(hit(searcher, fields, score, address)?);
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
    view: (&ArchiveId, &Moment),
    words: &str,
) -> Result<u64, Error> {
    let stems = stems(words);
    if stems.is_empty() {
        return Ok(0);
    }
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(visible(fields, view))];
    all.extend(stems.iter().map(|stem| holds(fields, stem)));
    Ok(searcher.search(&BooleanQuery::intersection(all), &Count)? as u64)
}

/// How many stories known at the asking hold a synonym of every group; none where no group has words.
pub(crate) fn mentioning(
    searcher: &Searcher,
    fields: &Fields,
    view: (&ArchiveId, &Moment),
    groups: &[Vec<String>],
) -> Result<u64, Error> {
    let groups: Vec<_> = groups.iter().map(|group| read_group(group)).collect();
    let groups: Vec<_> = groups.iter().filter(|group| !group.is_empty()).collect();
    if groups.is_empty() {
        return Ok(0);
    }
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(visible(fields, view))];
    all.extend(groups.into_iter().map(|group| best_of(fields, group)));
    Ok(searcher.search(&BooleanQuery::intersection(all), &Count)? as u64)
}

/// The stems of each synonym; a synonym of several words has several.
fn read_group(group: &[String]) -> Vec<Vec<String>> {
    let synonyms = group.iter().map(|words| stems(words));
    synonyms.filter(|stems| !stems.is_empty()).collect()
}

/// One clause a group, without words that stand almost everywhere, unless nothing else is asked.
fn clauses(
    fields: &Fields,
    groups: &[Vec<Vec<String>>],
    statistics: &Statistics,
) -> Vec<Box<dyn Query>> {
    let common = |stems: &Vec<String>| {
        let mut stems = stems.iter();
        stems.all(|stem| statistics.is_common(&body(fields, stem)))
    };
    let telling = |group: &&Vec<Vec<String>>| !group.is_empty() && !group.iter().all(common);
    let any: Vec<&Vec<Vec<String>>> = groups.iter().filter(telling).collect();
    if any.is_empty() {
        let all = groups.iter().filter(|group| !group.is_empty());
        return all.map(|group| best_of(fields, group)).collect();
    }
    any.into_iter()
        .map(|group| best_of(fields, group))
        .collect()
}

/// The score of the best synonym, so that a group never counts twice.
fn best_of(fields: &Fields, group: &[Vec<String>]) -> Box<dyn Query> {
    let synonyms = group.iter().map(|stems| {
        let mut words: Vec<Box<dyn Query>> = stems.iter().map(|s| holds(fields, s)).collect();
        match words.pop() {
            Some(only) if words.is_empty() => only,
            last => {
                words.extend(last);
                Box::new(BooleanQuery::intersection(words))
            }
        }
    });
    Box::new(DisjunctionMaxQuery::new(synonyms.collect()))
}

fn holds(fields: &Fields, stem: &str) -> Box<dyn Query> {
    let term = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
    Box::new(BooleanQuery::union(vec![
        Box::new(BoostQuery::new(term(title(fields, stem)), TITLE)),
        term(body(fields, stem)),
    ]))
}

fn title(fields: &Fields, stem: &str) -> Term {
    Term::from_field_text(fields.title, stem)
}

fn body(fields: &Fields, stem: &str) -> Term {
    Term::from_field_text(fields.body, stem)
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
    let known = document
        .get_first(fields.known.day)
        .and_then(|d| d.as_i64());
    let read = id.and_then(|id| id.parse().ok()).zip(revision);
    let hit = read.map(|(id, revision)| Hit {
        id,
        revision: u32::try_from(revision).unwrap_or(u32::MAX),
        score: (score * 1_000.0).round() / 1_000.0,
    });
    Ok(known.zip(hit))
}
