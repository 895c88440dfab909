//! Corrections in format 1.

use super::{
    article_id, span,
    times::{Moment, When},
};
use crate::format::codes::Coded;
use dateline_core::{Amendment, CorrectionId, Corrector};
use serde::{Deserialize, Serialize};

/// What a person says of an event.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Correction {
    id: u64,
    about: Vec<Mark>,
    title: String,
    what: What,
    made: Done,
    undone: Option<Done>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mark {
    article: String,
    revision: u32,
    part: u8,
    start: u64,
    end: u64,
    title: String,
    dated: Option<(u64, u64)>,
}

/// What is said; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum What {
    Date(When),
    Status(u8),
    Place(String),
    Title(String),
    Merge(Vec<Mark>),
    Split(Vec<Mark>),
    Hide,
    Add,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Done {
    by: By,
    at: Moment,
}

/// Who; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum By {
    Shell,
    Person(u64),
    Forgotten,
}

impl TryFrom<&dateline_core::Correction> for Correction {
    type Error = String;

    fn try_from(correction: &dateline_core::Correction) -> Result<Self, String> {
        Ok(Self {
            id: correction.id.number(),
            about: marks(&correction.about)?,
            title: correction.title.clone(),
            what: What::try_from(&correction.what)?,
            made: (&correction.made).into(),
            undone: correction.undone.as_ref().map(Done::from),
        })
    }
}

impl TryFrom<Correction> for dateline_core::Correction {
    type Error = String;

    fn try_from(stored: Correction) -> Result<Self, String> {
        Ok(Self {
            id: CorrectionId::new(stored.id),
            about: read_marks(stored.about)?,
            title: stored.title,
            what: stored.what.read()?,
            made: stored.made.read()?,
            undone: stored.undone.map(Done::read).transpose()?,
        })
    }
}

pub(super) fn marks(marks: &[dateline_core::Mark]) -> Result<Vec<Mark>, String> {
    marks.iter().map(Mark::try_from).collect()
}

pub(super) fn read_marks(marks: Vec<Mark>) -> Result<Vec<dateline_core::Mark>, String> {
    marks.into_iter().map(Mark::read).collect()
}

impl TryFrom<&dateline_core::Mark> for Mark {
    type Error = String;

    fn try_from(mark: &dateline_core::Mark) -> Result<Self, String> {
        let bounds = |span: dateline_core::Span| (span.start() as u64, span.end() as u64);
        let (start, end) = bounds(mark.span);
        Ok(Self {
            article: mark.article.to_string(),
            revision: mark.revision,
            part: mark.part.code()?,
            start,
            end,
            title: mark.title.clone(),
            dated: mark.dated.map(bounds),
        })
    }
}

impl Mark {
    fn read(self) -> Result<dateline_core::Mark, String> {
        Ok(dateline_core::Mark {
            article: article_id(&self.article)?,
            revision: self.revision,
            part: Coded::of(self.part)?,
            span: span(self.start, self.end)?,
            title: self.title,
            dated: self
                .dated
                .map(|(start, end)| span(start, end))
                .transpose()?,
        })
    }
}

impl TryFrom<&Amendment> for What {
    type Error = String;

    fn try_from(what: &Amendment) -> Result<Self, String> {
        Ok(match what {
            Amendment::Date(when) => Self::Date(when.try_into()?),
            Amendment::Status(status) => Self::Status(status.code()?),
            Amendment::Place(place) => Self::Place(place.clone()),
            Amendment::Title(title) => Self::Title(title.clone()),
            Amendment::Merge(other) => Self::Merge(marks(other)?),
            Amendment::Split(leaving) => Self::Split(marks(leaving)?),
            Amendment::Hide => Self::Hide,
            Amendment::Add => Self::Add,
            other => return Err(format!("format 1 cannot write {other:?}")),
        })
    }
}

impl What {
    fn read(self) -> Result<Amendment, String> {
        Ok(match self {
            Self::Date(when) => Amendment::Date(when.try_into()?),
            Self::Status(status) => Amendment::Status(Coded::of(status)?),
            Self::Place(place) => Amendment::Place(place),
            Self::Title(title) => Amendment::Title(title),
            Self::Merge(other) => Amendment::Merge(read_marks(other)?),
            Self::Split(leaving) => Amendment::Split(read_marks(leaving)?),
            Self::Hide => Amendment::Hide,
            Self::Add => Amendment::Add,
        })
    }
}

impl From<&dateline_core::Done> for Done {
    fn from(done: &dateline_core::Done) -> Self {
        let by = match done.by {
            Corrector::Shell => By::Shell,
            Corrector::Person(person) => By::Person(person),
            Corrector::Forgotten => By::Forgotten,
        };
        let at = done.at.into();
        Self { by, at }
    }
}

impl Done {
    fn read(self) -> Result<dateline_core::Done, String> {
        let by = match self.by {
            By::Shell => Corrector::Shell,
            By::Person(person) => Corrector::Person(person),
            By::Forgotten => Corrector::Forgotten,
        };
        let at = self.at.read()?;
        Ok(dateline_core::Done { by, at })
    }
}
