//! Question text to query, and query with candidates to answer: plain functions on plain values.

use dateline_core::{Answer, Article, Coverage, Moment};
use dateline_extract::{Reading, link::Known};

/// A question, understood.
#[derive(Debug, Clone)]
pub struct Query {
    /// As it was asked.
    pub question: String,
    /// When it was asked.
    pub asked: Moment,
    /// The words to search stored news for, each with its synonyms, without question words.
    pub search: Vec<Vec<String>>,
}

/// Understands a question; every text is a question, if need be one about nothing.
#[must_use]
pub fn parse(question: &str, asked: &Moment) -> Query {
    Query {
        question: question.to_owned(),
        asked: *asked,
        search: Vec::new(),
    }
}

/// One stored article that may hold the answer.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The article; published at or before the asking.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
    /// Score of the full-text search, higher is better.
    pub score: f32,
}

/// What the desk gathered for a query: best articles first, and the events that they report.
pub struct Stored<'a> {
    /// The best-matching articles.
    pub articles: Vec<Candidate<'a>>,
    /// The events of which these articles hold reports, whole.
    pub events: &'a [Known],
    /// How much there is in all.
    pub coverage: Coverage,
    /// In how many stored articles, known at the asking, a stem stands.
    pub frequency: &'a dyn Fn(&str) -> u64,
}

/// Answers from the candidates, or says in which way the stored news does not tell.
#[must_use]
pub fn answer(query: &Query, stored: &Stored<'_>) -> Answer {
    let _ = query;
    Answer::unknown(stored.coverage)
}
