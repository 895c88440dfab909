//! Stories, reports and events of our own making, small and large.

use dateline_core::{
    ArchiveId, Article, ArticleId, Block, BlockKind, Certainty, Doubt, Draft, Event, Interval,
    Modifier, Moment, Part, Place, Precision, Quote, Report, ReportId, ReportParts, Span, Status,
    TimeMention, TimexType, When,
};
use dateline_storage::{Record, Revision};

pub(crate) const SENTENCE: &str = "The harbour board of Lindhaven will meet on 4 May.";

pub(crate) fn archive(name: &str) -> ArchiveId {
    name.parse().expect("an archive's name")
}

pub(crate) fn id(name: &str) -> ArticleId {
    name.parse().expect("an article's name")
}

/// The fields of a story of two sentences, `mark` in the second.
pub(crate) fn draft(name: &str, mark: &str) -> Draft {
    let published = Moment::parse("2026-04-20T09:30+02:00").expect("a written time");
    Draft {
        id: Some(id(name)),
        url: Some(format!("https://news.example/{name}")),
        title: format!("Harbour board to meet: {name}"),
        text: format!("{SENTENCE} It was told {mark}."),
        ..Draft::published(published)
    }
}

pub(crate) fn revision(draft: Draft, reports: u32) -> Revision {
    let article = Article::new(draft).expect("a story with words");
    let reports = (0..reports).map(|index| report(&article, index)).collect();
    Revision::new(article, reports).expect("reports that quote the story")
}

pub(crate) fn story(name: &str, mark: &str, reports: u32) -> Record {
    Record::first(revision(draft(name, mark), reports))
}

pub(crate) fn report(article: &Article, index: u32) -> Report {
    let end = SENTENCE.len();
    let quote = Quote::of(article, Part::Body, Span::of(0..end)).expect("the first sentence");
    Report::new(ReportParts {
        title: format!("meeting {index} of the harbour board"),
        time: Some(mention()),
        was: None,
        place: None,
        participants: vec!["harbour board".into()],
        status: Status::Scheduled,
        quote,
        visible_from: article.visible_from(),
        rules: vec!["meet".into()],
    })
    .expect("a report with a title")
}

fn mention() -> TimeMention {
    let day = Moment::parse("2026-05-04").expect("a written day").day();
    TimeMention {
        span: Span::of(44..49),
        text: "4 May".into(),
        kind: TimexType::Date,
        value: "2026-05-04".into(),
        modifier: None,
        when: Some(When::day(day).expect("a day in the calendar")),
        anchor: Some(day),
        doubt: None,
        rule: "day month".into(),
    }
}

/// A story in which every field holds something.
pub(crate) fn full() -> Record {
    let first = revision(draft("full", "early"), 1);
    let moment = |text| Some(Moment::parse(text).expect("a written time"));
    let draft = Draft {
        blocks: vec![Block {
            span: Span::of(0..50),
            kind: BlockKind::Paragraph,
        }],
        modified: moment("2026-04-21T23:59:60Z"),
        place: Some("Lindhaven".into()),
        source: Some("The Courier".into()),
        authors: vec!["Staff".into(), "Agencies".into()],
        language: Some("en-GB".into()),
        revision: 3,
        ..draft("full", "late — «später»")
    };
    let article = Article::new(draft).expect("a story with words");
    let (start, end) = (moment("2026-05-04T10:00"), moment("2026-05-04T11:30"));
    let hours = start
        .zip(end)
        .map(|(s, e)| Interval::new(s.wall(), e.wall()));
    let when = When {
        interval: hours.expect("two times").expect("in order"),
        precision: Precision::Minute,
        modifier: Some(Modifier::Approximate),
        certainty: Certainty::Inferred,
        zone: Some("Europe/Oslo".into()),
    };
    let doubt = Doubt {
        other: when.clone(),
        why: "the year is not said".into(),
    };
    let parts = ReportParts {
        time: Some(TimeMention {
            modifier: Some(Modifier::Start),
            doubt: Some(doubt),
            ..mention()
        }),
        was: Some(when),
        place: Some(Place {
            name: "Lindhaven".into(),
            certainty: Certainty::Tentative,
        }),
        status: Status::Postponed,
        ..report(&article, 7).into()
    };
    let report = Report::new(parts).expect("a report with a title");
    let second = Revision::new(article, vec![report]).expect("a report that quotes the story");
    Record::first(first).with(second).expect("a later revision")
}

pub(crate) fn name(article: &str, revision: u32, index: u32) -> ReportId {
    let article = id(article);
    ReportId {
        article,
        revision,
        index,
    }
}

/// An event that begins with the first of these reports of stories in revision 0.
pub(crate) fn event(reports: &[(&str, u32)]) -> Event {
    let mut names = reports
        .iter()
        .map(|(article, index)| name(article, 0, *index));
    let first = Event::begin(names.next().expect("a report"));
    names.fold(first, Event::with)
}

/// The event with a former name.
pub(crate) fn formerly(event: &Event, alias: &Event) -> Event {
    let (id, reports) = (event.id().clone(), event.reports().to_vec());
    Event::stored(id, vec![alias.id().clone()], reports).expect("an event with reports")
}

/// A story that compresses badly, to more than 100 KB.
pub(crate) fn large(name: &str, mark: u64) -> Record {
    let mut state = mark | 1;
    let words = (0..40_000).map(|_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{:x} ", state >> 32)
    });
    let text = format!("{SENTENCE} {}", words.collect::<String>());
    Record::first(revision(
        Draft {
            text,
            ..draft(name, "")
        },
        2,
    ))
}
