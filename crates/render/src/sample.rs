//! Values that the tests of several renderings show.

use chrono::NaiveDate;
use dateline_core::{
    AnswerParts, Article, Citation, Draft, Interval, Moment, Part, Precision, Quote, Span, State,
    When,
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
    }
}

pub(crate) fn found(text: &str, words: &str) -> AnswerParts {
    AnswerParts {
        text: text.into(),
        cited: Some(cited(words, None)),
        ..AnswerParts::empty(State::Found)
    }
}
