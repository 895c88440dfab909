//! What a question gets: a state, the bare answer, and what it rests on.

use crate::{ArticleId, Corrected, Doubt, Error, Moment, Place, Quote, Saved, Status, When};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How much the stored news tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The stored news says it.
    Found,
    /// Sources differ; all are given, the newest first.
    Disputed,
    /// Was set for a date now past; no report says whether it took place.
    Unconfirmed,
    /// The news says that it is not decided or not announced.
    Unannounced,
    /// Mentioned, but no date anywhere.
    Undated,
    /// "Was it cancelled": nothing of the kind is reported.
    Unreported,
    /// Nothing stored about it.
    Unknown,
}

impl State {
    /// Whether the question counts as answered.
    #[must_use]
    pub fn is_answered(self) -> bool {
        match self {
            Self::Found | Self::Disputed | Self::Unconfirmed => true,
            Self::Unannounced | Self::Undated | Self::Unreported | Self::Unknown => false,
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Disputed => "disputed",
            Self::Unconfirmed => "unconfirmed",
            Self::Unannounced => "unannounced",
            Self::Undated => "undated",
            Self::Unreported => "unreported",
            Self::Unknown => "unknown",
        }
    }
}

/// A date or state that an event had before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The state it had.
    pub status: Status,
    /// The date it had.
    pub when: Option<When>,
    /// The article that said so.
    pub article: ArticleId,
}

/// How a date was worked out: the words, the day they were counted from, and the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arithmetic {
    /// The words ("next month").
    pub phrase: String,
    /// The day they were said on or counted from.
    pub anchor: NaiveDate,
    /// What they come to.
    pub result: When,
    /// A second reading, and why it was not chosen.
    pub doubt: Option<Doubt>,
}

/// A quote and the source that a person can go and check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The words.
    pub quote: Quote,
    /// Headline of the article.
    pub title: String,
    /// Newspaper, site or agency.
    pub source: Option<String>,
    /// Canonical URL.
    pub url: Option<String>,
    /// When it was published.
    pub published: Moment,
    /// Who says the quoted words, where the article attributes them.
    pub speaker: Option<String>,
    /// Who saved the article by hand: then it is an unverified source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<Saved>,
    /// Other stored articles that are nearly the same text: one story, printed in several places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Printed>,
}

/// Where else a story stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The article there.
    pub article: ArticleId,
    /// Newspaper, site or agency.
    pub source: Option<String>,
    /// Canonical URL.
    pub url: Option<String>,
    /// When it was published there.
    pub published: Moment,
}

/// How much was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Stored articles known at the asking.
    pub articles: u64,
    /// Of them, those that mention what was asked.
    pub mentioning: u64,
}

/// The fields of an answer before they are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerParts {
    /// How much the stored news tells.
    pub state: State,
    /// The bare answer: "Islamabad", "over 80", "March 2023"; a sentence only where nothing is told.
    pub text: String,
    /// The date, where one was asked for or belongs to the event.
    pub when: Option<When>,
    /// Title of the event.
    pub event: Option<String>,
    /// Where the event stands.
    pub status: Option<Status>,
    /// Where the event is.
    pub place: Option<Place>,
    /// What the event was before, oldest first.
    pub history: Vec<Past>,
    /// What the answer rests on.
    pub cited: Option<Citation>,
    /// Other sources: those that differ, or the other items of a list.
    pub others: Vec<Citation>,
    /// How the date was worked out.
    pub arithmetic: Option<Arithmetic>,
    /// How much was looked through.
    pub coverage: Coverage,
    /// Names of the rules that read and chose it.
    pub rules: Vec<String>,
    /// What people corrected of the event, where that is part of the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
}

impl AnswerParts {
    /// An answer of that state that says nothing yet.
    #[must_use]
    pub fn empty(state: State) -> Self {
        Self {
            state,
            text: String::new(),
            when: None,
            event: None,
            status: None,
            place: None,
            history: Vec::new(),
            cited: None,
            others: Vec::new(),
            arithmetic: None,
            coverage: Coverage::default(),
            rules: Vec::new(),
            corrected: Vec::new(),
        }
    }
}

/// An answer: one that claims anything cites a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AnswerParts", into = "AnswerParts")]
pub struct Answer(AnswerParts);

impl Answer {
    /// Refused where the state counts as answered and nothing is cited.
    pub fn new(parts: AnswerParts) -> Result<Self, Error> {
        if parts.state.is_answered() && parts.cited.is_none() {
            return Err(Error::Uncited(parts.state.word()));
        }
        Ok(Self(parts))
    }

    /// Nothing is stored about it; cites nothing and claims nothing.
    #[must_use]
    pub fn unknown(coverage: Coverage) -> Self {
        Self(AnswerParts {
            coverage,
            ..AnswerParts::empty(State::Unknown)
        })
    }

    /// How much the stored news tells.
    #[must_use]
    pub fn state(&self) -> State {
        self.0.state
    }

    /// Every field, to read.
    #[must_use]
    pub fn parts(&self) -> &AnswerParts {
        &self.0
    }
}

impl TryFrom<AnswerParts> for Answer {
    type Error = Error;

    fn try_from(parts: AnswerParts) -> Result<Self, Error> {
        Self::new(parts)
    }
}

impl From<Answer> for AnswerParts {
    fn from(answer: Answer) -> Self {
        answer.0
    }
}
