//! Reports for the tests of folds.

use crate::{
    Article, Draft, Moment, Part, Quote, Report, ReportParts, Span, Status, TimeMention, TimexType,
    When,
};

pub(super) fn report(day: &str, date: Option<&str>, status: Status) -> Report {
    let text = "The ferry sails.";
    let article = Article::new(Draft {
        title: format!("Ferry {day}"),
        text: text.into(),
        ..Draft::published(Moment::parse(day).expect("a day"))
    });
    let article = article.expect("a story");
    let time = date.map(|date| {
        let date = date.parse().expect("a date");
        TimeMention {
            span: Span::of(0..3),
            text: "The".into(),
            kind: TimexType::Date,
            value: "x".into(),
            modifier: None,
            when: Some(When::day(date).expect("in the calendar")),
            anchor: None,
            doubt: None,
            rule: "test".into(),
        }
    });
    let span = Span::of(0..text.len());
    let parts = ReportParts {
        title: "sailing of the ferry".into(),
        time,
        was: None,
        place: None,
        participants: Vec::new(),
        status,
        quote: Quote::of(&article, Part::Body, span).expect("inside"),
        visible_from: article.visible_from(),
        rules: Vec::new(),
    };
    Report::new(parts).expect("a title")
}
