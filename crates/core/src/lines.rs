//! The JSON lines that the command line reads and writes; positions are half-open character offsets.

mod corrections;
mod events;

pub use corrections::{CorrectionOut, ValueOut};
pub use events::{ChangeOut, DossierOut, ReportOut, SourceOut, StandingOut, TurnOut};

use crate::{Answer, CharIndex, Moment, Report, TimeMention, When};
use serde::{Deserialize, Serialize};

/// A line of `dateline times --jsonl`, in.
#[derive(Debug, Clone, Deserialize)]
pub struct TextIn {
    /// The caller's id.
    pub id: String,
    /// When the text was published.
    pub published: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: String,
}

/// A line of `dateline times --jsonl`, out.
#[derive(Debug, Clone, Serialize)]
pub struct TimesOut {
    /// The caller's id.
    pub id: String,
    /// The time mentions, in text order.
    pub times: Vec<TimeOut>,
}

/// One time mention.
#[derive(Debug, Clone, Serialize)]
pub struct TimeOut {
    /// First character.
    pub start: usize,
    /// Character behind the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: crate::TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 mod.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// The resolved interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<WhenOut>,
}

impl TimeOut {
    /// A mention as a line shows it; `index` is of the text that was read.
    #[must_use]
    pub fn new(mention: &TimeMention, index: &CharIndex) -> Self {
        let (start, end) = index.span(mention.span);
        Self {
            start,
            end,
            text: mention.text.clone(),
            kind: mention.kind,
            value: mention.value.clone(),
            modifier: mention.modifier.map(crate::Modifier::timex),
            when: mention.when.as_ref().map(WhenOut::new),
        }
    }
}

/// A resolved interval; `end` is the last day or minute included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhenOut {
    /// First day or minute.
    pub start: String,
    /// Last day or minute.
    pub end: String,
    /// How finely it was named.
    pub precision: crate::Precision,
}

impl WhenOut {
    /// The interval as JSON writes it.
    #[must_use]
    pub fn new(when: &When) -> Self {
        let (start, end) = when.bounds();
        Self {
            start,
            end,
            precision: when.precision,
        }
    }
}

/// A line of `dateline add --jsonl` and `dateline events --jsonl`, in.
#[derive(Debug, Clone, Deserialize)]
pub struct ArticleIn {
    /// The caller's id; ours where absent.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The text, kept unchanged.
    pub text: Option<String>,
}

/// A line of `dateline add --jsonl`, out.
#[derive(Debug, Clone, Serialize)]
pub struct AddOut {
    /// The caller's id, or ours.
    pub id: String,
    /// Whether the story is in the archive now.
    pub stored: bool,
    /// Whether it was not there before.
    pub new: bool,
    /// How many events were read in it.
    pub events: usize,
}

/// A line of `dateline events --jsonl`, out.
#[derive(Debug, Clone, Serialize)]
pub struct EventOut {
    /// The caller's id of the article.
    pub article: String,
    /// Title of the event.
    pub title: String,
    /// First day or minute.
    pub start: Option<String>,
    /// Last day or minute included.
    pub end: Option<String>,
    /// How finely it was named.
    pub precision: Option<crate::Precision>,
    /// Where it stands.
    pub status: crate::Status,
    /// Where it is.
    pub place: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// The sentence that says so.
    pub evidence: String,
}

impl EventOut {
    /// A report as a line shows it.
    #[must_use]
    pub fn new(report: &Report) -> Self {
        let when = report.when().map(WhenOut::new);
        Self {
            article: report.quote().article().to_string(),
            title: report.title().to_owned(),
            start: when.as_ref().map(|w| w.start.clone()),
            end: when.as_ref().map(|w| w.end.clone()),
            precision: when.map(|w| w.precision),
            status: report.status(),
            place: report.place().map(|place| place.name.clone()),
            participants: report.participants().to_vec(),
            evidence: report.quote().text().to_owned(),
        }
    }
}

/// A line of `dateline ask --jsonl`, in.
#[derive(Debug, Clone, Deserialize)]
pub struct QuestionIn {
    /// The caller's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// When it is asked; now where absent.
    pub asked_at: Option<String>,
}

/// A line of `dateline ask --jsonl`, out.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerOut {
    /// The caller's id.
    pub id: String,
    /// Whether the stored news tells.
    pub answered: bool,
    /// How much it tells.
    pub state: crate::State,
    /// The bare answer.
    pub text: String,
    /// The date.
    pub when: Option<WhenOut>,
    /// IANA name or offset of the date.
    pub zone: Option<String>,
    /// Title of the event.
    pub event: Option<String>,
    /// Where the event stands.
    pub status: Option<crate::Status>,
    /// Where it is.
    pub place: Option<String>,
    /// What it was before, oldest first.
    pub history: Vec<PastOut>,
    /// The words that say so.
    pub quote: Option<String>,
    /// The caller's id of the article.
    pub article: Option<String>,
    /// How the date was worked out, in words.
    pub arithmetic: Option<String>,
    /// What people corrected of the event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<CorrectionOut>,
    /// Milliseconds that the answer took.
    pub ms: f64,
}

/// A state that an event had before.
#[derive(Debug, Clone, Serialize)]
pub struct PastOut {
    /// The state.
    pub status: crate::Status,
    /// First day or minute.
    pub start: Option<String>,
    /// Last day or minute included.
    pub end: Option<String>,
    /// The article that said so.
    pub article: String,
}

impl AnswerOut {
    /// An answer as a line shows it; `arithmetic` and, where nothing is told, `text` are worded by the caller.
    #[must_use]
    pub fn new(
        id: String,
        answer: &Answer,
        arithmetic: Option<String>,
        text: String,
        ms: f64,
    ) -> Self {
        let parts = answer.parts();
        let history = parts.history.iter().map(|past| {
            let bounds = past.when.as_ref().map(When::bounds);
            PastOut {
                status: past.status,
                start: bounds.as_ref().map(|b| b.0.clone()),
                end: bounds.map(|b| b.1),
                article: past.article.to_string(),
            }
        });
        Self {
            id,
            answered: parts.state.is_answered(),
            state: parts.state,
            text,
            when: parts.when.as_ref().map(WhenOut::new),
            zone: parts.when.as_ref().and_then(|when| when.zone.clone()),
            event: parts.event.clone(),
            status: parts.status,
            place: parts.place.as_ref().map(|place| place.name.clone()),
            history: history.collect(),
            quote: parts
                .cited
                .as_ref()
                .map(|cited| cited.quote.text().to_owned()),
            article: parts
                .cited
                .as_ref()
                .map(|cited| cited.quote.article().to_string()),
            arithmetic,
            corrected: parts.corrected.iter().map(CorrectionOut::from).collect(),
            ms,
        }
    }
}

/// A line of `dateline read --jsonl`, in.
#[derive(Debug, Clone, Deserialize)]
pub struct PageIn {
    /// The caller's id.
    pub id: String,
    /// Where the page was found.
    pub url: Option<String>,
    /// The page.
    pub html: String,
}

/// A line of `dateline read --jsonl`, out.
#[derive(Debug, Clone, Serialize)]
pub struct PageOut {
    /// The caller's id, or the file's name.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Authors, one name each.
    pub authors: Vec<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// Publication, with its zone as written.
    pub published: Option<Moment>,
    /// Last change, as the page says.
    pub modified: Option<Moment>,
    /// Dateline place.
    pub place: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Canonical URL.
    pub url: Option<String>,
    /// The story's text.
    pub text: String,
}
