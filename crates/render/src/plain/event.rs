//! Events as an article reports them.

use crate::{safe, words};
use dateline_core::{Certainty, Report};

/// What one article says of one event: title, date, status, place and people, then the quote, without a last newline.
#[must_use]
pub fn event(report: &Report) -> String {
    let date = report
        .when()
        .map_or_else(|| "no date".to_owned(), words::when);
    let mut pieces = vec![
        safe::line(report.title()),
        date,
        report.status().word().to_owned(),
    ];
    pieces.extend(report.place().map(|place| match place.certainty {
        Certainty::Tentative => format!("perhaps {}", safe::line(&place.name)),
        Certainty::Stated | Certainty::Inferred => safe::line(&place.name),
    }));
    if !report.participants().is_empty() {
        pieces.push(safe::line(&report.participants().join(", ")));
    }
    format!(
        "{}\n  “{}”",
        pieces.join(" · "),
        safe::line(report.quote().text())
    )
}

/// The events of one article, below its headline where it has one.
#[must_use]
pub fn events_of(title: &str, reports: &[Report]) -> String {
    let title = safe::line(title);
    let mut blocks: Vec<String> = if title.is_empty() {
        Vec::new()
    } else {
        vec![title]
    };
    if reports.is_empty() {
        blocks.push("No events found.".to_owned());
    }
    blocks.extend(reports.iter().map(event));
    blocks.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use dateline_core::{
        Article, Draft, Moment, Part, Place, Quote, ReportParts, Span, Status, TimeMention,
        TimexType, When,
    };

    fn report(dated: bool) -> Report {
        let words = "The harbour fair opens on December 4 in Bergen.";
        let published = Moment::parse("2026-11-23").expect("a day");
        let article = Article::new(Draft {
            text: words.into(),
            ..Draft::published(published)
        })
        .expect("a story");
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).expect("a day");
        let time = TimeMention {
            span: Span::new(26, 36).expect("in order"),
            text: "December 4".into(),
            kind: TimexType::Date,
            value: "2026-12-04".into(),
            modifier: None,
            when: Some(When::day(day).expect("inside")),
            anchor: None,
            doubt: None,
            rule: "month_day".into(),
        };
        Report::new(ReportParts {
            title: "harbour fair".into(),
            time: dated.then_some(time),
            was: None,
            place: Some(Place {
                name: "Bergen".into(),
                certainty: Certainty::Stated,
            }),
            participants: vec!["Ida Holm".into()],
            status: Status::Scheduled,
            quote: Quote::of(
                &article,
                Part::Body,
                Span::new(0, words.len()).expect("in order"),
            )
            .expect("inside"),
            visible_from: published,
            rules: Vec::new(),
        })
        .expect("a titled report")
    }

    #[test]
    fn an_event_shows_its_date_status_place_people_and_quote() {
        assert_eq!(
            event(&report(true)),
            "harbour fair · Friday 4 December 2026 · scheduled · Bergen · Ida Holm\n  \
             “The harbour fair opens on December 4 in Bergen.”"
        );
        assert!(event(&report(false)).starts_with("harbour fair · no date · scheduled"));
    }

    #[test]
    fn an_article_without_events_says_so() {
        assert_eq!(
            events_of("Harbour news", &[]),
            "Harbour news\n\nNo events found."
        );
        assert_eq!(events_of("", &[]), "No events found.");
    }
}
