//! Reports in format 1; a quote is its place, and its words are cut from the article again.

use super::{
    span,
    times::{Day, Moment, When},
};
use crate::format::codes::Coded;
use dateline_core::{Article, Quote, ReportParts};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Report {
    title: String,
    time: Option<TimeMention>,
    was: Option<When>,
    place: Option<Place>,
    participants: Vec<String>,
    status: u8,
    part: u8,
    start: u64,
    end: u64,
    visible_from: Moment,
    rules: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    name: String,
    certainty: u8,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct TimeMention {
    start: u64,
    end: u64,
    text: String,
    kind: u8,
    value: String,
    modifier: Option<u8>,
    when: Option<When>,
    anchor: Option<Day>,
    doubt: Option<Doubt>,
    rule: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Doubt {
    other: When,
    why: String,
}

impl TryFrom<&dateline_core::Report> for Report {
    type Error = String;

    fn try_from(report: &dateline_core::Report) -> Result<Self, String> {
        let quote = report.quote();
        Ok(Self {
            title: report.title().into(),
            time: report.time().map(TimeMention::try_from).transpose()?,
            was: report.was().map(When::try_from).transpose()?,
            place: report.place().map(Place::try_from).transpose()?,
            participants: report.participants().to_vec(),
            status: report.status().code()?,
            part: quote.part().code()?,
            start: quote.span().start() as u64,
            end: quote.span().end() as u64,
            visible_from: report.visible_from().into(),
            rules: report.rules().to_vec(),
        })
    }
}

impl Report {
    pub(super) fn of(self, article: &Article) -> Result<dateline_core::Report, String> {
        let span = span(self.start, self.end)?;
        let quote = Quote::of(article, Coded::of(self.part)?, span);
        let parts = ReportParts {
            title: self.title,
            time: self.time.map(TimeMention::read).transpose()?,
            was: self.was.map(dateline_core::When::try_from).transpose()?,
            place: self.place.map(Place::read).transpose()?,
            participants: self.participants,
            status: Coded::of(self.status)?,
            quote: quote.map_err(|error| error.to_string())?,
            visible_from: self.visible_from.read()?,
            rules: self.rules,
        };
        dateline_core::Report::new(parts).map_err(|error| error.to_string())
    }
}

impl TryFrom<&dateline_core::Place> for Place {
    type Error = String;

    fn try_from(place: &dateline_core::Place) -> Result<Self, String> {
        Ok(Self {
            name: place.name.clone(),
            certainty: place.certainty.code()?,
        })
    }
}

impl Place {
    fn read(self) -> Result<dateline_core::Place, String> {
        Ok(dateline_core::Place {
            name: self.name,
            certainty: Coded::of(self.certainty)?,
        })
    }
}

impl TryFrom<&dateline_core::TimeMention> for TimeMention {
    type Error = String;

    fn try_from(mention: &dateline_core::TimeMention) -> Result<Self, String> {
        let doubt = mention.doubt.as_ref().map(|doubt| {
            Ok::<_, String>(Doubt {
                other: When::try_from(&doubt.other)?,
                why: doubt.why.clone(),
            })
        });
        Ok(Self {
            start: mention.span.start() as u64,
            end: mention.span.end() as u64,
            text: mention.text.clone(),
            kind: mention.kind.code()?,
            value: mention.value.clone(),
            modifier: mention.modifier.map(Coded::code).transpose()?,
            when: mention.when.as_ref().map(When::try_from).transpose()?,
            anchor: mention.anchor.map(Day::from),
            doubt: doubt.transpose()?,
            rule: mention.rule.clone(),
        })
    }
}

impl TimeMention {
    fn read(self) -> Result<dateline_core::TimeMention, String> {
        let doubt = self.doubt.map(|doubt| {
            Ok::<_, String>(dateline_core::Doubt {
                other: doubt.other.try_into()?,
                why: doubt.why,
            })
        });
        Ok(dateline_core::TimeMention {
            span: span(self.start, self.end)?,
            text: self.text,
            kind: Coded::of(self.kind)?,
            value: self.value,
            modifier: self.modifier.map(Coded::of).transpose()?,
            when: self.when.map(dateline_core::When::try_from).transpose()?,
            anchor: self.anchor.map(Day::read).transpose()?,
            doubt: doubt.transpose()?,
            rule: self.rule,
        })
    }
}
