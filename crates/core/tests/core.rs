//! The JSON lines and the serde forms of the core types, pinned by the files in `golden/`.

use chrono::NaiveDate;
use dateline_core::{
    Answer, AnswerParts, Arithmetic, Article, Certainty, CharIndex, Citation, Coverage, Doubt,
    Draft, Error, Event, EventView, Interval, Moment, Part, Past, Place, Precision, Quote, Report,
    ReportId, ReportParts, Span, State, Status, TimeMention, TimexType, When,
    lines::{AddOut, AnswerOut, EventOut, PageOut, TimeOut, TimesOut},
};
use serde::{Serialize, de::DeserializeOwned};

const TEXT: &str = "“Café owners” will meet in Porto next month. The strike was called off.";

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a written moment")
}

fn days(first: (i32, u32, u32), last: (i32, u32, u32), precision: Precision) -> When {
    let day = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).expect("a calendar day");
    When::new(
        Interval::days(day(first), day(last)).expect("days in order"),
        precision,
    )
}

fn april() -> When {
    days((2025, 4, 1), (2025, 4, 30), Precision::Month)
}

fn article() -> Article {
    let draft = Draft {
        id: Some("cafe-1".parse().expect("a plain id")),
        url: Some("https://news.example/cafes".into()),
        title: "Café owners to meet".into(),
        text: TEXT.into(),
        source: Some("Example Times".into()),
        ..Draft::published(moment("2025-03-03T09:15+01:00"))
    };
    Article::new(draft).expect("a story with words")
}

fn mention() -> TimeMention {
    let start = TEXT
        .find("next month")
        .expect("the phrase stands in the text");
    TimeMention {
        span: Span::of(start..start + "next month".len()),
        text: "next month".into(),
        kind: TimexType::Date,
        value: "2025-04".into(),
        modifier: None,
        when: Some(april()),
        anchor: NaiveDate::from_ymd_opt(2025, 3, 3),
        doubt: None,
        rule: "relative-unit".into(),
    }
}

fn first_sentence() -> Quote {
    let end = TEXT.find(" The strike").expect("a second sentence");
    Quote::of(&article(), Part::Body, Span::of(0..end)).expect("a quote inside the body")
}

fn report(status: Status, time: Option<TimeMention>, published: &str) -> Report {
    Report::new(ReportParts {
        title: "café owners' meeting".into(),
        time,
        was: None,
        place: Some(Place {
            name: "Porto".into(),
            certainty: Certainty::Tentative,
        }),
        participants: vec!["Café owners".into()],
        status,
        quote: first_sentence(),
        visible_from: moment(published),
        rules: vec!["nominal".into()],
    })
    .expect("a titled report")
}

fn answer() -> Answer {
    let cited = Citation {
        quote: first_sentence(),
        title: "Café owners to meet".into(),
        source: Some("Example Times".into()),
        url: Some("https://news.example/cafes".into()),
        published: moment("2025-03-03T09:15+01:00"),
        speaker: None,
        saved: None,
        copies: Vec::new(),
    };
    let doubt = Doubt {
        other: days((2025, 3, 31), (2025, 4, 30), Precision::Month),
        why: "a month is a calendar month".into(),
    };
    let arithmetic = Arithmetic {
        phrase: "next month".into(),
        anchor: NaiveDate::from_ymd_opt(2025, 3, 3).expect("a calendar day"),
        result: april(),
        doubt: Some(doubt),
    };
    let was = Past {
        status: Status::Postponed,
        when: Some(days((2025, 3, 9), (2025, 3, 9), Precision::Day)),
        article: article().id().clone(),
    };
    Answer::new(AnswerParts {
        text: "April 2025".into(),
        when: Some(april()),
        event: Some("café owners' meeting".into()),
        status: Some(Status::Scheduled),
        place: Some(Place {
            name: "Porto".into(),
            certainty: Certainty::Stated,
        }),
        history: vec![was],
        cited: Some(cited),
        arithmetic: Some(arithmetic),
        coverage: Coverage {
            articles: 12,
            mentioning: 1,
        },
        rules: vec!["when".into()],
        ..AnswerParts::empty(State::Found)
    })
    .expect("a cited answer")
}

/// Compares with the golden file, whose last line end does not count.
fn check(name: &str, value: &impl Serialize) {
    let path = format!("{}/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let written = serde_json::to_string(value).expect("the types have string keys");
    assert_eq!(
        written,
        golden.trim_end(),
        "{path} pins the form; change it only with the documentation"
    );
}

fn check_both_ways<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    name: &str,
    value: &T,
) {
    check(name, value);
    let written = serde_json::to_string(value).expect("the types have string keys");
    assert_eq!(
        &serde_json::from_str::<T>(&written).expect("what was written can be read"),
        value
    );
}

#[test]
fn the_types_keep_their_json() {
    check_both_ways("article", &article());
    check_both_ways(
        "report",
        &report(Status::Scheduled, Some(mention()), "2025-03-03"),
    );
    check_both_ways("answer", &answer());
    check_both_ways("event", &Event::begin(report_id(0)));
}

#[test]
fn the_lines_of_the_command_line_keep_their_json() {
    let index = CharIndex::new(TEXT);
    check(
        "line-times",
        &TimesOut {
            id: "cafe-1".into(),
            times: vec![TimeOut::new(&mention(), &index)],
        },
    );
    check(
        "line-add",
        &AddOut {
            id: "cafe-1".into(),
            stored: true,
            new: true,
            events: 1,
        },
    );
    check(
        "line-event",
        &EventOut::new(&report(Status::Scheduled, Some(mention()), "2025-03-03")),
    );
    let arithmetic = Some("“next month”, said on Mon 3 Mar 2025 → April 2025".into());
    check(
        "line-answer",
        &AnswerOut::new("q1".into(), &answer(), arithmetic, "April 2025".into(), 1.5),
    );
    let unknown = Answer::unknown(Coverage::default());
    check(
        "line-answer-unknown",
        &AnswerOut::new(
            "q2".into(),
            &unknown,
            None,
            "The stored news does not say.".into(),
            0.5,
        ),
    );
    check("line-page", &page());
}

fn page() -> PageOut {
    PageOut {
        id: "cafe-1".into(),
        title: Some("Café owners to meet".into()),
        authors: vec![],
        byline: None,
        published: Some(moment("2025-03-03T09:15+01:00")),
        modified: None,
        place: Some("Porto".into()),
        site: None,
        language: Some("en".into()),
        url: None,
        text: TEXT.into(),
    }
}

#[test]
fn positions_in_json_count_characters() {
    let out = TimeOut::new(&mention(), &CharIndex::new(TEXT));
    let words: String = TEXT
        .chars()
        .skip(out.start)
        .take(out.end - out.start)
        .collect();
    assert_eq!(words, "next month");
}

fn report_id(index: u32) -> ReportId {
    ReportId {
        article: article().id().clone(),
        revision: 0,
        index,
    }
}

#[test]
fn an_answer_that_claims_something_cites_something() {
    let refused = Answer::new(AnswerParts {
        text: "April".into(),
        ..AnswerParts::empty(State::Found)
    });
    assert_eq!(refused, Err(Error::Uncited("found")));
    assert!(Answer::new(AnswerParts::empty(State::Unreported)).is_ok());
}

#[test]
fn a_quote_outside_its_article_or_inside_a_character_is_refused() {
    for (start, end) in [(0, TEXT.len() + 1), (1, 3), (9_000, 9_001)] {
        let span = Span::new(start, end).expect("in order");
        assert_eq!(
            Quote::of(&article(), Part::Body, span),
            Err(Error::SpanOutside {
                start,
                end,
                part: "body"
            })
        );
    }
    assert_eq!(
        Quote::of(&article(), Part::Body, Span::of(3..3)),
        Err(Error::EmptyQuote)
    );
}

#[test]
fn a_later_report_supersedes_an_earlier_one_whatever_came_first() {
    let told = report(Status::Scheduled, Some(mention()), "2025-03-03");
    let off = report(Status::Cancelled, None, "2025-03-20");
    let view = |reports: &[&Report], day| {
        EventView::fold(reports, &moment(day)).expect("a visible report")
    };
    let (forward, backward) = (
        view(&[&told, &off], "2025-03-21"),
        view(&[&off, &told], "2025-03-21"),
    );
    assert_eq!(
        (forward.status, &forward.when),
        (Status::Cancelled, &Some(april()))
    );
    assert_eq!(
        (backward.status, &backward.when, &backward.history),
        (forward.status, &forward.when, &forward.history)
    );
    assert_eq!(
        view(&[&told, &off], "2025-03-19").status,
        Status::Scheduled,
        "the news of the 20th is not known on the 19th"
    );
    assert!(EventView::fold(&[&told], &moment("2025-03-02")).is_none());
}

#[test]
fn json_that_breaks_an_invariant_is_refused() {
    assert!(serde_json::from_str::<Span>(r#"{"start":3,"end":2}"#).is_err());
    let short = serde_json::to_string(&first_sentence())
        .expect("a quote has a form")
        .replace(" will meet", "");
    assert!(serde_json::from_str::<Quote>(&short).is_err(), "{short}");
    assert!(serde_json::from_str::<Event>(r#"{"id":"e1","aliases":[],"reports":[]}"#).is_err());
    assert!(
        serde_json::from_str::<Interval>(r#"["2025-01-02T00:00:00","2025-01-01T00:00:00"]"#)
            .is_err()
    );
}

#[test]
fn an_event_without_reports_is_nothing() {
    let event = Event::begin(report_id(0))
        .with(report_id(1))
        .with(report_id(1));
    assert_eq!(event.reports().len(), 2);
    assert!(event.without(article().id()).is_none());
    assert_eq!(
        Event::stored(Event::begin(report_id(0)).id().clone(), vec![], vec![]),
        Err(Error::EmptyEvent)
    );
}
