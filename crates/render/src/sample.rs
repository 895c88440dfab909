//! Values that the tests of several renderings show.

use chrono::NaiveDate;
use dateline_core::{
    AnswerParts, Arithmetic, Article, Certainty, Citation, Draft, Interval, Moment, Part, Place,
    Precision, Quote, Span, State, Status, When,
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
