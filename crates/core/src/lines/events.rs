//! The JSON lines of lists of events: one event a line, or one change a line.

use super::{CorrectionOut, WhenOut};
use crate::{Changed, Citation, Dossier, Precision, Standing, Status, Told, Turn, TurnKind};
use serde::Serialize;

/// An event in a list: a line of `dateline agenda`, `timeline` and `event show`.
#[derive(Debug, Clone, Serialize)]
pub struct DossierOut {
    /// Its id.
    pub id: String,
    /// Ids it had before a merge.
    pub aliases: Vec<String>,
    /// Title.
    pub title: String,
    /// First day or minute.
    pub start: Option<String>,
    /// Last day or minute included.
    pub end: Option<String>,
    /// How finely it is named.
    pub precision: Option<Precision>,
    /// IANA name or offset of the date.
    pub zone: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Where it is.
    pub place: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// The sentence that dates it, and where it stands.
    #[serde(flatten)]
    pub source: Option<SourceOut>,
    /// How the date was worked out, in words.
    pub arithmetic: Option<String>,
    /// What changed, the oldest first; the first is the announcement.
    pub changes: Vec<TurnOut>,
    /// What people corrected, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<CorrectionOut>,
    /// Every report; only where one event is shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportOut>,
}

/// A sentence with its source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceOut {
    /// The sentence.
    pub quote: String,
    /// The caller's id of the article.
    pub article: String,
    /// Headline.
    pub headline: String,
    /// Newspaper, site or agency.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When it was published.
    pub published: String,
}

/// What one article says of an event.
#[derive(Debug, Clone, Serialize)]
pub struct ReportOut {
    /// Where the event stands.
    pub status: Status,
    /// The date that it gives.
    pub when: Option<WhenOut>,
    /// The sentence and its source.
    #[serde(flatten)]
    pub source: SourceOut,
    /// Names of the rules that read it.
    pub rules: Vec<String>,
}

/// Status and date before or after a change.
#[derive(Debug, Clone, Serialize)]
pub struct StandingOut {
    /// The status.
    pub status: Status,
    /// The date.
    pub when: Option<WhenOut>,
}

/// A change of an event.
#[derive(Debug, Clone, Serialize)]
pub struct TurnOut {
    /// In which way.
    pub change: TurnKind,
    /// How it stood before.
    pub from: Option<StandingOut>,
    /// How it stood then.
    pub to: StandingOut,
    /// The sentence that tells it.
    #[serde(flatten)]
    pub source: Option<SourceOut>,
    /// The correction that made it, or was taken back by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionOut>,
}

/// A line of `dateline changes` and `dateline event history`.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeOut {
    /// Id of the event.
    pub event: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub place: Option<String>,
    /// What changed.
    #[serde(flatten)]
    pub turn: TurnOut,
}

impl DossierOut {
    /// An event as a list shows it; `arithmetic` is worded by the caller.
    #[must_use]
    pub fn new(event: &Dossier, arithmetic: Option<String>) -> Self {
        let view = &event.view;
        let when = view.when.as_ref().map(WhenOut::new);
        let turns = event.turns.iter();
        Self {
            id: event.id.to_string(),
            aliases: event.aliases.iter().map(ToString::to_string).collect(),
            title: view.title.clone(),
            start: when.as_ref().map(|when| when.start.clone()),
            end: when.as_ref().map(|when| when.end.clone()),
            precision: when.map(|when| when.precision),
            zone: view.when.as_ref().and_then(|when| when.zone.clone()),
            status: view.status,
            place: view.place.as_ref().map(|place| place.name.clone()),
            participants: view.participants.clone(),
            source: event.dating().map(SourceOut::new),
            arithmetic,
            changes: turns.map(|turn| TurnOut::new(event, turn)).collect(),
            corrected: event.corrected.iter().map(CorrectionOut::from).collect(),
            reports: Vec::new(),
        }
    }

    /// The same with every report.
    #[must_use]
    pub fn with_reports(self, event: &Dossier) -> Self {
        let report = |told: &Told| ReportOut {
            status: told.report.status(),
            when: told.report.when().map(WhenOut::new),
            source: SourceOut::new(told),
            rules: told.report.rules().to_vec(),
        };
        Self {
            reports: event.told.iter().map(report).collect(),
            ..self
        }
    }
}

impl SourceOut {
    fn new(told: &Told) -> Self {
        Self::from(&told.cited)
    }
}

impl From<&Citation> for SourceOut {
    fn from(cited: &Citation) -> Self {
        Self {
            quote: cited.quote.text().to_owned(),
            article: cited.quote.article().to_string(),
            headline: cited.title.clone(),
            source: cited.source.clone(),
            url: cited.url.clone(),
            published: cited.published.to_string(),
        }
    }
}

impl StandingOut {
    fn new(standing: &Standing) -> Self {
        Self {
            status: standing.status,
            when: standing.when.as_ref().map(WhenOut::new),
        }
    }
}

impl TurnOut {
    fn new(event: &Dossier, turn: &Turn) -> Self {
        Self {
            change: turn.kind,
            from: turn.from.as_ref().map(StandingOut::new),
            to: StandingOut::new(&turn.to),
            source: event.cause(turn).map(SourceOut::new),
            correction: event.correction(turn).map(CorrectionOut::from),
        }
    }
}

impl ChangeOut {
    /// A change as a line shows it.
    #[must_use]
    pub fn new(event: &Dossier, turn: &Turn) -> Self {
        Self {
            event: event.id.to_string(),
            title: event.view.title.clone(),
            place: event.view.place.as_ref().map(|place| place.name.clone()),
            turn: TurnOut::new(event, turn),
        }
    }
}

impl From<&Changed> for ChangeOut {
    fn from(changed: &Changed) -> Self {
        Self::new(&changed.event, &changed.turn)
    }
}
