//! The JSON of corrections: in a line of an event, of a change, of an answer, and a line of its own.

use super::WhenOut;
use crate::{Amendment, Corrected, Correction, Corrector, Done, Force, Said, Status};
use serde::Serialize;

/// A correction as a line shows it.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionOut {
    /// Its id: `c12`.
    pub correction: String,
    /// `date`, `status`, `place`, `title`, `merge`, `split`, `hide` or `add`.
    pub corrects: &'static str,
    /// What is said.
    pub to: Option<ValueOut>,
    /// What the news said when it was corrected.
    pub news: Option<ValueOut>,
    /// What has become of it; none in a list of corrections, which looks at no event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// What the event was called then.
    pub title: String,
    /// Who: `shell`, `user:<id>` or `forgotten`.
    pub by: String,
    /// When.
    pub at: String,
    /// Who took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<String>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<String>,
}

/// The value of a field.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ValueOut {
    /// A date.
    When(WhenOut),
    /// Where an event stands.
    Status(Status),
    /// A place or a title.
    Words(String),
}

impl CorrectionOut {
    /// A correction by itself.
    #[must_use]
    pub fn new(correction: &Correction) -> Self {
        let undone = correction.undone.as_ref();
        let (corrects, to) = amended(&correction.what);
        Self {
            correction: correction.id.to_string(),
            corrects,
            to,
            news: None,
            force: None,
            title: correction.title.clone(),
            by: who(&correction.made),
            at: correction.made.at.to_string(),
            undone_by: undone.map(who),
            undone_at: undone.map(|done| done.at.to_string()),
        }
    }
}

impl From<&Corrected> for CorrectionOut {
    fn from(corrected: &Corrected) -> Self {
        let news = match &corrected.news {
            Said::Date(when) => when.as_ref().map(|when| ValueOut::When(WhenOut::new(when))),
            Said::Status(status) => Some(ValueOut::Status(*status)),
            Said::Place(place) => place
                .as_ref()
                .map(|place| ValueOut::Words(place.name.clone())),
            Said::Title(title) => Some(ValueOut::Words(title.clone())),
            Said::Nothing => None,
        };
        Self {
            news,
            force: Some(corrected.force),
            ..Self::new(&corrected.correction)
        }
    }
}

fn amended(what: &Amendment) -> (&'static str, Option<ValueOut>) {
    let words = |text: &String| Some(ValueOut::Words(text.clone()));
    match what {
        Amendment::Date(when) => ("date", Some(ValueOut::When(WhenOut::new(when)))),
        Amendment::Status(status) => ("status", Some(ValueOut::Status(*status))),
        Amendment::Place(place) => ("place", words(place)),
        Amendment::Title(title) => ("title", words(title)),
        Amendment::Merge(_) => ("merge", None),
        Amendment::Split(_) => ("split", None),
        Amendment::Hide => ("hide", None),
        Amendment::Add => ("add", None),
    }
}

fn who(done: &Done) -> String {
    match done.by {
        Corrector::Shell => "shell".to_owned(),
        Corrector::Person(person) => format!("user:{person}"),
        Corrector::Forgotten => "forgotten".to_owned(),
    }
}
