//! Values that the tests of several renderings show.

use chrono::NaiveDate;
use dateline_core::{
    Amendment, AnswerParts, Arithmetic, Article, Certainty, Citation, Corrected, Correction,
    CorrectionId, Corrector, Done, Dossier, Draft, Event, Force, Interval, Mark, Moment, Part,
    Place, Precision, Quote, Report, ReportId, ReportParts, Said, Span, State, Status, TimeMention,
    TimexType, Told, When,
};

pub(crate) fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a calendar day")
}

pub(crate) fn on(y: i32, m: u32, d: u32) -> When {
    When::day(date(y, m, d)).expect("inside the calendar")
}

pub(crate) fn month(y: i32, m: u32, last: u32) -> When {
    let days = Interval::days(date(y, m, 1), date(y, m, last)).expect("in order");
    When::new(days, Precision::Month)
}

pub(crate) fn cited(words: &str, speaker: Option<&str>) -> Citation {
    let article = Article::new(Draft {
        title: "Ministers plan water talks".into(),
        text: words.into(),
        ..Draft::published(Moment::parse("2026-11-23").expect("a written day"))
    })
    .expect("a story");
    let span = Span::new(0, words.len()).expect("in order");
    Citation {
        quote: Quote::of(&article, Part::Body, span).expect("inside the story"),
        title: article.title().to_owned(),
        source: Some("Harbour Post".into()),
        url: Some("https://news.example/water".into()),
        published: article.published(),
        speaker: speaker.map(str::to_owned),
        saved: None,
        copies: Vec::new(),
    }
}

pub(crate) fn found(text: &str, words: &str) -> AnswerParts {
    AnswerParts {
        text: text.into(),
        cited: Some(cited(words, None)),
        ..AnswerParts::empty(State::Found)
    }
}

/// A coarse date with everything that can stand beside one.
pub(crate) fn water_dialogue() -> AnswerParts {
    let words = "We will hold the water dialogue next month, probably in Oslo.";
    AnswerParts {
        when: Some(month(2026, 12, 31)),
        event: Some("water *dialogue*".into()),
        status: Some(Status::Scheduled),
        place: Some(Place {
            name: "Oslo".into(),
            certainty: Certainty::Tentative,
        }),
        cited: Some(cited(words, Some("Ida Holm"))),
        arithmetic: Some(Arithmetic {
            phrase: "next month".into(),
            anchor: date(2026, 11, 23),
            result: month(2026, 12, 31),
            doubt: None,
        }),
        ..found("December 2026", words)
    }
}

/// A report of that event on that date, in a story of 23 November 2026.
pub(crate) fn told(title: &str, words: &str, when: Option<When>) -> Told {
    let cited = cited(words, None);
    let time = when.map(|when| TimeMention {
        span: Span::of(0..3),
        text: words.get(..3).unwrap_or_default().into(),
        kind: TimexType::Date,
        value: "x".into(),
        modifier: None,
        when: Some(when),
        anchor: None,
        doubt: None,
        rule: "sample".into(),
    });
    let report = Report::new(ReportParts {
        title: title.into(),
        time,
        was: None,
        place: None,
        participants: Vec::new(),
        status: Status::Scheduled,
        quote: cited.quote.clone(),
        visible_from: cited.published,
        rules: Vec::new(),
    });
    Told {
        report: report.expect("a titled report"),
        cited,
    }
}

fn gathered(told: Vec<Told>) -> Dossier {
    let report = ReportId {
        article: "a".parse().expect("an id"),
        revision: 0,
        index: 0,
    };
    let asked = Moment::parse("2026-11-24").expect("a day");
    let mut dossier = Dossier::of(&Event::begin(report), told, &[], &asked).expect("it is known");
    dossier.id = "eaaaaaaaaaaaa".parse().expect("an event id");
    dossier
}

/// An event of one report.
pub(crate) fn dossier(title: &str, when: Option<When>) -> Dossier {
    gathered(vec![told(title, "They say so.", when)])
}

/// The harbour fair in Bergen, moved from 4 to 11 December on the day after it was announced.
pub(crate) fn moved() -> Dossier {
    let first = told(
        "harbour fair",
        "The harbour fair opens on December 4.",
        Some(on(2026, 12, 4)),
    );
    let second = told(
        "harbour fair",
        "The harbour fair moves to December 11.",
        Some(on(2026, 12, 11)),
    );
    let later = Moment::parse("2026-11-24").expect("a day");
    let second = Told {
        report: Report::new(ReportParts {
            visible_from: later,
            ..second.report.into()
        })
        .expect("a titled report"),
        ..second
    };
    let mut moved = gathered(vec![second, first]);
    moved.view.place = Some(Place {
        name: "Bergen".into(),
        certainty: Certainty::Stated,
    });
    moved
}

/// A correction of the harbour fair by user 42, which stands.
pub(crate) fn corrected(what: Amendment, news: Said) -> Corrected {
    let fair = told("harbour fair", "They say so.", None);
    Corrected {
        correction: Correction {
            id: CorrectionId::new(3),
            about: vec![Mark::of(&fair.report)],
            title: "harbour fair".into(),
            what,
            made: Done {
                by: Corrector::Person(42),
                at: Moment::parse("2026-11-24T09:00").expect("a time"),
            },
            undone: None,
        },
        news,
        force: Force::Stands,
    }
}

/// The harbour fair, whose date was corrected from the 11th to the 12th.
pub(crate) fn redated() -> Dossier {
    let event = moved();
    let fix = corrected(Amendment::Date(on(2026, 12, 12)), Said::Nothing).correction;
    let id = Event::begin(ReportId {
        article: "a".parse().expect("an id"),
        revision: 0,
        index: 0,
    });
    let asked = Moment::parse("2026-11-24").expect("a day");
    let dossier = Dossier::of(&id, event.told, &[fix], &asked).expect("it is known");
    Dossier {
        id: event.id,
        ..dossier
    }
}
