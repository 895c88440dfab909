//! What people say of an event against, or beside, the news: kept as it was said, with who and when, and undoable.
//!
//! A correction hangs on the places where an event is reported, not on the event's name: when stories are read or linked
//! anew it finds its event again. Where none of those places is reported any more, it is adrift and changes nothing.

use crate::{ArticleId, Error, Moment, Part, Report, Span, Status, When};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A place in an article where an event is reported: what a correction holds on to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// The article.
    pub article: ArticleId,
    /// Its revision.
    pub revision: u32,
    /// Headline or body.
    pub part: Part,
    /// Where the sentence stands.
    pub span: Span,
    /// What the event was called there.
    pub title: String,
    /// Where the phrase stands that dates it, for a sentence may tell of several events.
    pub dated: Option<Span>,
}

/// How well a report fits a mark, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    same_sentence: bool,
    same_title: bool,
    same_phrase: bool,
}

impl Mark {
    /// The place where a report stands.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let quote = report.quote();
        Self {
            article: quote.article().clone(),
            revision: quote.revision(),
            part: quote.part(),
            span: quote.span(),
            title: report.title().to_owned(),
            dated: report.time().map(|time| time.span),
        }
    }

    /// How well a report fits; not at all where it quotes other words of the article than those at the mark.
    #[must_use]
    pub fn fit(&self, report: &Report) -> Option<Fit> {
        let quote = report.quote();
        let here = (quote.article(), quote.revision(), quote.part())
            == (&self.article, self.revision, self.part)
            && quote.span().overlaps(self.span);
        here.then(|| Fit {
            same_sentence: quote.span() == self.span,
            same_title: report.title() == self.title,
            same_phrase: report.time().map(|time| time.span) == self.dated,
        })
    }

    /// The report of a list that fits best, the first of several that fit alike.
    #[must_use]
    pub fn best<'a>(&self, reports: impl Iterator<Item = &'a Report>) -> Option<usize> {
        let fits = reports.enumerate();
        let fits = fits.filter_map(|(at, report)| Some((self.fit(report)?, at)));
        let best = fits.max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at)));
        best.map(|(_, at)| at)
    }
}

/// Names a correction in its archive: counted from 1, and never given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CorrectionId(u64);

impl CorrectionId {
    /// The correction of that number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for CorrectionId {
    /// `c12`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c{}", self.0)
    }
}

impl FromStr for CorrectionId {
    type Err = Error;

    /// `c12`, or `12`.
    fn from_str(name: &str) -> Result<Self, Error> {
        let digits = name.strip_prefix('c').unwrap_or(name);
        let is_number = digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| is_number);
        number
            .map(Self)
            .ok_or_else(|| Error::NotACorrectionId(name.to_owned()))
    }
}

/// Who corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Corrector {
    /// Whoever sits at the shell of the machine.
    Shell,
    /// A person, by the number that names their own archive ([`ArchiveId::user`](crate::ArchiveId::user)).
    Person(u64),
    /// A person who has asked to be forgotten.
    Forgotten,
}

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub by: Corrector,
    /// When.
    pub at: Moment,
}

/// What a correction says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Amendment {
    /// It is then.
    Date(When),
    /// It stands so.
    Status(Status),
    /// It is there.
    Place(String),
    /// It is called so.
    Title(String),
    /// What is reported at these places is the same event.
    Merge(Vec<Mark>),
    /// What is reported at these places is another event.
    Split(Vec<Mark>),
    /// It is to be shown no more.
    Hide,
    /// It was put in by hand: no story tells of it.
    Add,
}

/// A correction as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its name.
    pub id: CorrectionId,
    /// The event: the first of these places that is still reported tells which.
    pub about: Vec<Mark>,
    /// What the event was called then, to name it by where it is gone.
    pub title: String,
    /// What is said.
    pub what: Amendment,
    /// Who said so, and when.
    pub made: Done,
    /// Who took it back, and when.
    pub undone: Option<Done>,
}

impl Correction {
    /// Whether it was made by then.
    #[must_use]
    pub fn is_known_at(&self, asked: &Moment) -> bool {
        self.made.at.is_known_at(asked)
    }

    /// Whether it was made by then, and not taken back.
    #[must_use]
    pub fn stands_at(&self, asked: &Moment) -> bool {
        let undone = self.undone.as_ref();
        self.is_known_at(asked) && undone.is_none_or(|undone| !undone.at.is_known_at(asked))
    }

    /// Every place that it names.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let others = match &self.what {
            Amendment::Merge(marks) | Amendment::Split(marks) => marks.as_slice(),
            Amendment::Date(_)
            | Amendment::Status(_)
            | Amendment::Place(_)
            | Amendment::Title(_)
            | Amendment::Hide
            | Amendment::Add => &[],
        };
        self.about.iter().chain(others)
    }

    /// The same without what it holds of an article; none where nothing is left to hold on to.
    #[must_use]
    pub fn without(mut self, article: &ArticleId) -> Option<Self> {
        let keep = |marks: &mut Vec<Mark>| {
            marks.retain(|mark| &mark.article != article);
            !marks.is_empty()
        };
        let whole = keep(&mut self.about);
        let other = match &mut self.what {
            Amendment::Merge(marks) | Amendment::Split(marks) => keep(marks),
            Amendment::Date(_)
            | Amendment::Status(_)
            | Amendment::Place(_)
            | Amendment::Title(_)
            | Amendment::Hide
            | Amendment::Add => true,
        };
        (whole && other).then_some(self)
    }

    /// The same without the person.
    #[must_use]
    pub fn without_person(mut self, person: u64) -> Self {
        let done = [Some(&mut self.made), self.undone.as_mut()];
        for done in done.into_iter().flatten() {
            if done.by == Corrector::Person(person) {
                done.by = Corrector::Forgotten;
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(article: &str) -> Mark {
        Mark {
            article: article.parse().expect("an id"),
            revision: 0,
            part: Part::Body,
            span: Span::of(0..9),
            title: "fair".into(),
            dated: None,
        }
    }

    fn correction(what: Amendment) -> Correction {
        let at = |text| Moment::parse(text).expect("a time");
        Correction {
            id: CorrectionId::new(3),
            about: vec![mark("a"), mark("b")],
            title: "fair".into(),
            what,
            made: Done {
                by: Corrector::Person(7),
                at: at("2026-11-24T09:00"),
            },
            undone: Some(Done {
                by: Corrector::Shell,
                at: at("2026-11-26T09:00"),
            }),
        }
    }

    #[test]
    fn a_name_reads_back_with_and_without_its_letter() {
        assert_eq!("c12".parse(), Ok(CorrectionId::new(12)));
        assert_eq!("12".parse(), Ok(CorrectionId::new(12)));
        assert_eq!(CorrectionId::new(12).to_string(), "c12");
        for bad in ["", "c", "-1", "+1", "cc1", "99999999999999999999"] {
            assert!(bad.parse::<CorrectionId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn it_stands_from_when_it_is_made_until_it_is_taken_back() {
        let hidden = correction(Amendment::Hide);
        let stands = |text| hidden.stands_at(&Moment::parse(text).expect("a time"));
        assert!(!stands("2026-11-24T08:59"));
        assert!(stands("2026-11-25T09:00"));
        assert!(!stands("2026-11-26T09:00"));
    }

    #[test]
    fn what_is_forgotten_leaves_it_and_it_goes_with_the_last() {
        let (a, b) = (mark("a").article, mark("b").article);
        let left = correction(Amendment::Hide).without(&a).expect("b is left");
        assert_eq!(left.about, [mark("b")]);
        assert_eq!(left.without(&b), None);
        let merge = correction(Amendment::Merge(vec![mark("c")]));
        assert_eq!(merge.marks().count(), 3);
        assert_eq!(merge.clone().without(&mark("c").article), None);
        let gone = merge.without_person(7);
        assert_eq!(gone.made.by, Corrector::Forgotten);
        assert_eq!(gone.undone.map(|undone| undone.by), Some(Corrector::Shell));
    }
}
