//! One question, from its words to its answer.

mod once;

use crate::{
    amended::{self, Verdict},
    error::Error,
    ledger::Ledger,
    read::{Read, is_english},
    readings::Readings,
    records::Kept,
    regroup::regroup,
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

/// So many stories of hidden events are passed over before a question counts as not answered.
const OTHERS: usize = 4;

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
    pub(crate) ledger: &'a Ledger,
}

impl<'a> View<'a> {
    /// The stories and events that one question looks at.
    pub(crate) fn shelf(&self) -> Shelf<'a> {
        Shelf::new(self.store, self.archive).beside(self.records)
    }
}

/// Answers a question from what the view holds.
pub(crate) fn ask(view: View<'_>, question: &str) -> Result<Answer, Error> {
    let answer =
        |query: &Query, stored: &Stored<'_>| (dateline_ask::answer_by(query, stored, view.by), ());
    Ok(shown(view, question, answer)?.0)
}

/// The same answer, with how it was chosen.
pub(crate) fn explain(view: View<'_>, question: &str) -> Result<(Answer, Explanation), Error> {
    shown(view, question, |query, stored| {
        dateline_ask::explain_by(query, stored, view.by)
    })
}

/// The answer as people corrected it; where it tells of an event that is hidden, the question is asked again without the
/// story that tells of it.
fn shown<T>(
    view: View<'_>,
    question: &str,
    answer: impl Fn(&Query, &Stored<'_>) -> (Answer, T),
) -> Result<(Answer, T), Error> {
    let mut without = BTreeSet::new();
    let mut hidden = Vec::new();
    loop {
        let (answer, with) = gathered(view, question, &without, &answer)?;
        match amended::verdict(view, answer)? {
            Verdict::Told(answer) => {
                let answer = amended::with_hidden(*answer, hidden)?;
                return Ok((answer, with));
            }
            Verdict::Hidden { story, by } if without.len() < OTHERS => {
                without.insert(story);
                hidden = vec![*by];
            }
            Verdict::Hidden { by, .. } => {
                let unknown =
                    Answer::unknown(coverage(view, &dateline_ask::parse(question, view.asked))?);
                return Ok((amended::with_hidden(unknown, vec![*by])?, with));
            }
        }
    }
}

/// The dates that may answer a question, with what they are weighed by.
pub(crate) fn dates_seen(view: View<'_>, question: &str) -> Result<Vec<DateSeen>, Error> {
    let seen = |query: &Query, stored: &Stored<'_>| {
        let seen = dateline_ask::dates_seen(query, stored, view.by);
        (Answer::unknown(stored.coverage), seen)
    };
    Ok(gathered(view, question, &BTreeSet::new(), seen)?.1)
}

/// The names, phrases and quantities that may answer a question, with what they are weighed by.
pub(crate) fn spots_seen(view: View<'_>, question: &str) -> Result<Vec<SpotSeen>, Error> {
    let seen = |query: &Query, stored: &Stored<'_>| {
        let seen = dateline_ask::spots_seen(query, stored, view.by);
        (Answer::unknown(stored.coverage), seen)
    };
    Ok(gathered(view, question, &BTreeSet::new(), seen)?.1)
}

/// Hands over what a question needs, and tells every story of the answer once.
fn gathered<T>(
    view: View<'_>,
    question: &str,
    without: &BTreeSet<ArticleId>,
    answer: impl FnOnce(&Query, &Stored<'_>) -> (Answer, T),
) -> Result<(Answer, T), Error> {
    let query = dateline_ask::parse(question, view.asked);
    let mut shelf = view.shelf();
    let mut articles = best(view, &query, &mut shelf)?;
    let events = events(view, &articles, &mut shelf)?;
    articles.extend(further(view, &articles, &events, &mut shelf)?);
    articles.retain(|(read, _)| !without.contains(read.article.id()));
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
    if let Some(window) = &query.window {
        let here: BTreeSet<ArticleId> = hits.iter().map(|hit| hit.id.clone()).collect();
        for id in view.ledger.dated(window, view.asked).difference(&here) {
            found.extend(load(view, id, 0.0, shelf)?);
        }
    }
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
    let mut known = Vec::new();
    for shown in regroup(
        events.into_values().collect(),
        view.ledger,
        shelf,
        view.asked,
    )? {
        let reports = shelf.known(vec![shown.event], |report| {
            report.visible_from().is_known_at(view.asked)
        });
        let reports = reports?.into_iter();
        known.extend(
            reports.filter_map(|known| amended::known(known, &shown.corrections, view.asked)),
        );
    }
    Ok(known)
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
