//! Events that people add by hand: kept as a story of one sentence, with the report that they mean, and marked so.

use crate::{
    Desk, Error,
    batch::{Ahead, Taken},
    read::{self, Reported},
};
use dateline_core::{
    Amendment, ArchiveId, Article, ByHand, Certainty, Correction, Done, Dossier, Draft, Mark, Part,
    Place, Precision, Quote, Report, ReportParts, Span, Status, TimeMention, TimexType,
};
use dateline_storage::add_correction;

/// The rule that stands where others name how a report was read.
const RULE: &str = "added by hand";

impl Desk {
    /// Adds an event that no story tells of, and gives it as it stands; the same once more changes nothing.
    ///
    /// Every later story that tells of it joins it, as it would join one that a story announced.
    pub fn add_event(
        &self,
        archive: &ArchiveId,
        given: &ByHand,
        done: &Done,
    ) -> Result<Option<Dossier>, Error> {
        let _writing = self.write()?;
        let (article, report) = made(given, done)?;
        let mark = Mark::of(&report);
        let taken = self.take_given(archive, article, report)?;
        if taken.changed {
            self.ledgers().change(archive, || {
                add_correction(self.store(), archive, |id| Correction {
                    id,
                    about: vec![mark],
                    title: given.title.clone(),
                    what: Amendment::Add,
                    made: *done,
                    undone: None,
                })
            })?;
        }
        self.event_of_story(archive, &taken.id, &done.at)
    }

    /// Stores the story of an event that was added by hand; the writer's lock is held.
    pub(crate) fn take_given(
        &self,
        archive: &ArchiveId,
        article: Article,
        report: Report,
    ) -> Result<Taken, Error> {
        let mut batch = self.batch(archive);
        let ahead = Ahead::given(article, report, &batch);
        let taken = batch.take_read(ahead)?;
        self.keep(archive, batch)?;
        Ok(taken)
    }
}

/// The story of an event and its report.
pub(crate) fn made(given: &ByHand, done: &Done) -> Result<(Article, Report), Error> {
    let (story, dated) = sentence(given, done);
    let article = read::article(Draft {
        title: given.title.clone(),
        text: story.clone(),
        language: Some("en".into()),
        ..Draft::published(done.at)
    })?;
    let words = Span::of(0..story.len());
    let report = Report::new(ReportParts {
        title: given.title.clone(),
        time: Some(mention(given, &story, dated)),
        was: None,
        place: given.place.as_ref().map(|name| Place {
            name: name.clone(),
            certainty: Certainty::Stated,
        }),
        participants: Vec::new(),
        status: status(given, done),
        quote: Quote::of(&article, Part::Body, words)?,
        visible_from: article.visible_from(),
        rules: vec![RULE.to_owned()],
    })?;
    Ok((article, report))
}

/// What was given of an event, from its report.
pub(crate) fn given(report: &Report) -> Option<ByHand> {
    Some(ByHand {
        title: report.title().to_owned(),
        when: report.when()?.clone(),
        place: report.place().map(|place| place.name.clone()),
    })
}

fn is_over(given: &ByHand, done: &Done) -> bool {
    given.when.interval.end() <= done.at.wall()
}

fn status(given: &ByHand, done: &Done) -> Status {
    if is_over(given, done) {
        Status::Happened
    } else {
        Status::Scheduled
    }
}

/// The event in a sentence, and where its date stands in it.
fn sentence(given: &ByHand, done: &Done) -> (String, Span) {
    let verb = if is_over(given, done) {
        "took place on"
    } else {
        "will be held on"
    };
    let date = match given.when.precision {
        Precision::Minute => given.when.to_string().replace(", ", " at "),
        _ => given.when.to_string(),
    };
    let verb = if given.when.precision < Precision::Day {
        verb.trim_end_matches(" on").to_owned() + " in"
    } else {
        verb.to_owned()
    };
    let head = format!("{} {verb} ", given.title);
    let place = given.place.as_ref().map(|place| format!(" in {place}"));
    let dated = Span::of(head.len()..head.len() + date.len());
    (format!("{head}{date}{}.", place.unwrap_or_default()), dated)
}

fn mention(given: &ByHand, story: &str, dated: Span) -> TimeMention {
    let kind = if given.when.has_clock() {
        TimexType::Time
    } else {
        TimexType::Date
    };
    TimeMention {
        span: dated,
        text: dated.read(story).unwrap_or_default().to_owned(),
        kind,
        value: given.when.bounds().0,
        modifier: given.when.modifier,
        when: Some(given.when.clone()),
        anchor: None,
        doubt: None,
        rule: RULE.to_owned(),
    }
}

impl Ahead {
    /// A story that tells of one event, whatever rules would read in it.
    fn given(
        article: dateline_core::Article,
        report: Report,
        batch: &crate::batch::Batch<'_>,
    ) -> Self {
        let read = read::reported(&article, batch.vocabulary());
        let reported = Reported {
            reports: vec![report],
            kept: read.kept,
        };
        Self::told(article, reported)
    }
}
