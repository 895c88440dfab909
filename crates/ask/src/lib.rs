//! Question text to query, and query with candidates to answer: plain functions on plain values.

mod alias;
mod cite;
mod clause;
mod dating;
mod evidence;
mod follow;
mod given_up;
mod ground;
mod kinds;
mod lexicon;
mod model;
mod named_numbers;
mod numbers;
mod page;
mod people;
mod question;
mod ranking;
mod scene;
mod segments;
mod signs;
mod spelling;
mod spots;
mod standing;
mod states;
mod synonyms;
mod terms;
mod thresholds;
mod times;
mod trace;
mod vocabulary;
mod weights;
mod words;

use dateline_core::{
    Answer, AnswerParts, Article, ArticleId, Coverage, Explanation, Interval, Moment, When,
};
use dateline_extract::{Reading, link::Known};
use question::Question;
use scene::Scene;
use trace::Trace;

pub use follow::{Before, follow};
pub use model::{Model, Weighed};
pub use named_numbers::NumbersError;
pub use ranking::{Dates, Ranking};
pub use spots::{Likelihood, Spots};
pub use thresholds::Thresholds;
pub use vocabulary::{StoryWords, Vocabulary, WrittenStory};

/// A question, understood.
#[derive(Debug, Clone)]
pub struct Query {
    /// As it was asked.
    pub question: String,
    /// When it was asked.
    pub asked: Moment,
    /// The words to search stored news for, each with its synonyms, without question words.
    pub search: Vec<Vec<String>>,
    /// The time that the question restricts itself to ("next week"): events inside it are candidates too.
    pub window: Option<Interval>,
    focus: Question,
}

/// Understands a question; every text is a question, if need be one about nothing.
#[must_use]
pub fn parse(question: &str, asked: &Moment) -> Query {
    let focus = Question::read(question, asked);
    Query {
        question: question.to_owned(),
        asked: *asked,
        search: focus.terms.iter().map(terms::Term::search).collect(),
        window: focus.limits.first().map(|when| when.interval),
        focus,
    }
}

impl Query {
    /// The name of its kind: `when`, `who`, `where` …
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.focus.kind.name
    }
}

/// One stored article that may hold the answer.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The article; published at or before the asking.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
    /// Its words.
    pub words: &'a StoryWords,
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
    /// The spellings that were met in stories.
    pub vocabulary: &'a Vocabulary,
}

/// Answers from the candidates, or says in which way the stored news does not tell.
#[must_use]
pub fn answer(query: &Query, stored: &Stored<'_>) -> Answer {
    answer_by(query, stored, Thresholds::shipped())
}

/// The same, weighed by other thresholds than those that are shipped.
#[must_use]
pub fn answer_by(query: &Query, stored: &Stored<'_>, by: &Thresholds) -> Answer {
    let scene = Scene::new(query, stored, by);
    answered(&scene, stored.coverage)
}

/// The same answer as [`answer_by`] gives, with how it was chosen.
#[must_use]
pub fn explain_by(query: &Query, stored: &Stored<'_>, by: &Thresholds) -> (Answer, Explanation) {
    let trace = Trace::default();
    let scene = Scene::new(query, stored, by).traced(&trace);
    let answer = answered(&scene, stored.coverage);
    let explanation = trace.explanation(query, &scene, &stored.articles, &answer);
    (answer, explanation)
}

/// A date that may be the answer, with what it is weighed by.
#[derive(Debug, Clone, PartialEq)]
pub struct DateSeen {
    /// The story that names it.
    pub article: ArticleId,
    /// The date as an answer would tell it.
    pub when: When,
    /// Its features, in the order of [`Ranking::names`].
    pub features: Vec<f32>,
}

impl DateSeen {
    /// Whether two dates say the same of when something is: one and the same time, or a day and a clock time in it.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        times::agree(&self.when, &other.when)
    }
}

/// Every date that may answer a question of the kind `when`, for fitting a [`Ranking`] to questions with known answers;
/// nothing for other kinds.
#[must_use]
pub fn dates_seen(query: &Query, stored: &Stored<'_>, by: &Thresholds) -> Vec<DateSeen> {
    if query.kind() != "when" {
        return Vec::new();
    }
    let scene = Scene::new(query, stored, by);
    let seen = dating::candidates(&scene)
        .into_iter()
        .map(|dated| DateSeen {
            article: dated.ground.page.candidate.article.id().clone(),
            when: times::asked_part(&dated.when, scene.question),
            features: dated.features.to_vec(),
        });
    seen.collect()
}

/// Words that may be the answer where no rule finds one, with what they are weighed by.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotSeen {
    /// The story that they stand in.
    pub article: ArticleId,
    /// The words as an answer would tell them.
    pub text: String,
    /// Their features, in the order of [`Likelihood::names`].
    pub features: Vec<f32>,
}

/// Every name, phrase and quantity that may answer a question, for fitting a [`Likelihood`] to questions with known answers.
#[must_use]
pub fn spots_seen(query: &Query, stored: &Stored<'_>, by: &Thresholds) -> Vec<SpotSeen> {
    let scene = Scene::new(query, stored, by);
    let seen = spots::ranked(&scene).into_iter().map(|spot| SpotSeen {
        article: spot.choice.ground.page.candidate.article.id().clone(),
        text: spot.choice.text,
        features: spot.features.to_vec(),
    });
    seen.collect()
}

fn answered(scene: &Scene<'_>, coverage: Coverage) -> Answer {
    let parts = (scene.question.kind.answer)(scene);
    let counted = parts.map(|parts| AnswerParts { coverage, ..parts });
    counted
        .and_then(|parts| Answer::new(parts).ok())
        .unwrap_or_else(|| Answer::unknown(coverage))
}
