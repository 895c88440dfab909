//! One question, from its words to its answer.

mod once;

use crate::{
    error::Error,
    read::{Read, is_english},
    readings::Readings,
    records::Kept,
    shelf::Shelf,
};
use dateline_ask::{Candidate, DateSeen, Query, SpotSeen, Stored, Thresholds};
use dateline_core::{Answer, ArchiveId, ArticleId, Coverage, Event, EventId, Explanation, Moment};
use dateline_extract::link::Known;
use dateline_search::Index;
use dateline_storage::Store;
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Stories that the search brings, and further ones that report the same events.
const BEST: usize = 24;
const FURTHER: usize = 24;

/// What an asker can see: one archive at one time.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) index: &'a Index,
    pub(crate) readings: &'a Readings,
    pub(crate) records: Kept<'a>,
    pub(crate) archive: &'a ArchiveId,
    pub(crate) asked: &'a Moment,
    pub(crate) by: &'a Thresholds,
}

/// Answers a question from what the view holds.
pub(crate) fn ask(view: View<'_>, question: &str) -> Result<Answer, Error> {
    let answer =
        |query: &Query, stored: &Stored<'_>| (dateline_ask::answer_by(query, stored, view.by), ());
    Ok(gathered(view, question, answer)?.0)
}

/// The same answer, with how it was chosen.
pub(crate) fn explain(view: View<'_>, question: &str) -> Result<(Answer, Explanation), Error> {
    gathered(view, question, |query, stored| {
        dateline_ask::explain_by(query, stored, view.by)
    })
}

/// The dates that may answer a question, with what they are weighed by.
pub(crate) fn dates_seen(view: View<'_>, question: &str) -> Result<Vec<DateSeen>, Error> {
    let seen = |query: &Query, stored: &Stored<'_>| {
        let seen = dateline_ask::dates_seen(query, stored, view.by);
        (Answer::unknown(stored.coverage), seen)
    };
    Ok(gathered(view, question, seen)?.1)
}

/// The names, phrases and quantities that may answer a question, with what they are weighed by.
pub(crate) fn spots_seen(view: View<'_>, question: &str) -> Result<Vec<SpotSeen>, Error> {
    let seen = |query: &Query, stored: &Stored<'_>| {
        let seen = dateline_ask::spots_seen(query, stored, view.by);
        (Answer::unknown(stored.coverage), seen)
    };
    Ok(gathered(view, question, seen)?.1)
}

/// Hands over what a question needs, and tells every story of the answer once.
fn gathered<T>(
    view: View<'_>,
    question: &str,
    answer: impl FnOnce(&Query, &Stored<'_>) -> (Answer, T),
) -> Result<(Answer, T), Error> {
    let query = dateline_ask::parse(question, view.asked);
    let mut shelf = Shelf::new(view.store, view.archive).beside(view.records);
    let mut articles = best(view, &query, &mut shelf)?;
    let events = events(view, &articles, &mut shelf)?;
    articles.extend(further(view, &articles, &events, &mut shelf)?);
    let failed = RefCell::new(None);
    let frequency = |word: &str| {
        let counted = view.index.frequency(view.archive, view.asked, word);
        counted.unwrap_or_else(|error| {
            failed.borrow_mut().get_or_insert(error);
            0
        })
    };
    let candidates = articles.iter().map(|(read, score)| Candidate {
        article: &read.article,
        reading: &read.reading,
        words: &read.words,
        score: *score,
    });
    let (answer, with) = answer(
        &query,
        &Stored {
            articles: candidates.collect(),
            events: &events,
            coverage: coverage(view, &query)?,
            frequency: &frequency,
            vocabulary: view.readings.vocabulary(),
        },
    );
    match failed.into_inner() {
        Some(error) => Err(error.into()),
        None => Ok((once::told_once(answer, &articles)?, with)),
    }
}

fn coverage(view: View<'_>, query: &Query) -> Result<Coverage, Error> {
    let index = view.index;
    Ok(Coverage {
        articles: index.count(view.archive, view.asked)?,
        mentioning: index.mentioning(view.archive, view.asked, &query.search)?,
    })
}

type Scored = (Arc<Read>, f32);

/// The stories that match best, then those that report events in the time asked about, each in its newest revision
/// known at the asking.
fn best(view: View<'_>, query: &Query, shelf: &mut Shelf<'_>) -> Result<Vec<Scored>, Error> {
    let (index, words) = (view.index, query.search.as_slice());
    let mut hits = index.find(view.archive, view.asked, words, BEST)?;
    if let Some(window) = &query.window {
        let wanted = (words, window);
        let dated = index.find_within(view.archive, view.asked, wanted, BEST)?;
        let here: BTreeSet<ArticleId> = hits.iter().map(|hit| hit.id.clone()).collect();
        hits.extend(dated.into_iter().filter(|hit| !here.contains(&hit.id)));
    }
    let mut found = Vec::with_capacity(hits.len());
    for hit in hits {
        found.extend(load(view, &hit.id, hit.score, shelf)?);
    }
    Ok(found)
}

fn load(
    view: View<'_>,
    id: &ArticleId,
    score: f32,
    shelf: &mut Shelf<'_>,
) -> Result<Option<Scored>, Error> {
    let article = shelf.known_article(id, view.asked)?;
    let english = article.filter(|article| is_english(article));
    Ok(english.map(|article| {
        // It is derived: where it cannot be had, the story is read anew.
        let stored = || view.store.reading(view.archive, id).ok().flatten();
        (view.readings.of(view.archive, article, stored), score)
    }))
}

/// The events of these stories, with every report known at the asking.
fn events(view: View<'_>, articles: &[Scored], shelf: &mut Shelf<'_>) -> Result<Vec<Known>, Error> {
    let mut events: BTreeMap<EventId, Event> = BTreeMap::new();
    for (read, _) in articles {
        for event in shelf.events_of(read.article.id())? {
            events.insert(event.id().clone(), event.clone());
        }
    }
    shelf.known(events.into_values().collect(), |report| {
        report.visible_from().is_known_at(view.asked)
    })
}

/// The newest other stories that report those events: they may be cited though they word it otherwise.
fn further(
    view: View<'_>,
    articles: &[Scored],
    events: &[Known],
    shelf: &mut Shelf<'_>,
) -> Result<Vec<Scored>, Error> {
    let here: BTreeSet<&ArticleId> = articles.iter().map(|(read, _)| read.article.id()).collect();
    let mut others = BTreeMap::new();
    for report in events.iter().flat_map(|known| &known.reports) {
        let id = report.quote().article();
        if !here.contains(id) {
            others.insert(id, report.visible_from().sort_key());
        }
    }
    let mut others: Vec<(&ArticleId, i64)> = others.into_iter().collect();
    others.sort_by_key(|(_, known_from)| std::cmp::Reverse(*known_from));
    let mut found = Vec::new();
    for (id, _) in others.into_iter().take(FURTHER) {
        found.extend(load(view, id, 0.0, shelf)?);
    }
    Ok(found)
}
