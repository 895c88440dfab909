//! What is found in a message: the times that it names and the events that it tells of, counted from when it was written.

use super::{
    card::{Body, Card, Tone, outside},
    form::{Form, Input},
    stored::line,
};
use crate::{arithmetic, words};
use dateline_core::{Moment, Report, TimeMention};

/// Most characters of a line.
const LINE: usize = 300;

/// So many events and times are told.
const MOST: usize = 15;

/// What a message holds; nothing of it is kept.
#[must_use]
pub fn found(written: &Moment, times: &[TimeMention], reports: &[Report]) -> Card {
    let footer = "Nothing of it is stored; **Save article** does that.";
    let head = format!(
        "Counted from when it was written, {}.",
        words::moment(written)
    );
    let dated: Vec<&TimeMention> = times.iter().filter(|time| time.when.is_some()).collect();
    if dated.is_empty() && reports.is_empty() {
        let none = "No dates and no dated events are in that message, as far as I can read it.";
        return Card::new(Tone::Open, none);
    }
    let mut body = Body::with_room_for(footer);
    body.add(&[head]);
    section(&mut body, "**Events**", reports, line);
    section(&mut body, "**Dates**", &dated, |time| time_line(time));
    let body = format!("{}\n{footer}", body.finish());
    Card::new(Tone::Plain, body)
}

fn section<T>(body: &mut Body, heading: &str, all: &[T], told: impl Fn(&T) -> String) {
    if all.is_empty() {
        return;
    }
    body.add(&[heading.to_owned()]);
    let lines: Vec<String> = all.iter().take(MOST).map(told).collect();
    body.add_what_fits(&lines);
    if all.len() > MOST {
        body.add(&[format!("… and {} more", all.len() - MOST)]);
    }
}

/// `- “next Friday”: Fri 4 Dec 2026; could also be …`
fn time_line(time: &TimeMention) -> String {
    let when = time.when.as_ref().map(words::when).unwrap_or_default();
    let doubt = time.doubt.as_ref().map(arithmetic::doubt);
    let doubt = doubt.map(|doubt| format!("; {doubt}")).unwrap_or_default();
    format!(
        "- {}",
        outside(&format!("“{}”: {when}{doubt}", time.text), LINE)
    )
}

/// The form that asks about a message.
pub const ASK_FORM: Form<2> = Form {
    id: "Ask about this:form",
    title: "Ask the stored news about this",
    inputs: [
        Input {
            id: "topic",
            label: "What it is about",
            placeholder: "harbour fair",
            is_required: true,
            is_box: false,
            most: 200,
        },
        Input {
            id: "question",
            label: "Your question",
            placeholder: "When is it? (that is asked where you write nothing)",
            is_required: false,
            is_box: false,
            most: 500,
        },
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_dates_is_told_so_and_one_with_them_cannot_format() {
        let written = Moment::parse("2026-11-23T12:00").expect("a moment");
        assert!(found(&written, &[], &[]).body.starts_with("No dates"));
        let times = a_friday(&written);
        let card = found(&written, &times, &[]);
        assert_eq!(
            card.body,
            "Counted from when it was written, Mon 23 Nov 2026, 12:00 +00:00.\n**Dates**\n- “\\*Friday\\*”: Friday 27 November 2026\n\
             Nothing of it is stored; **Save article** does that."
        );
    }

    fn a_friday(written: &Moment) -> Vec<TimeMention> {
        let friday = written.day() + chrono::Days::new(4);
        vec![TimeMention {
            span: dateline_core::Span::new(0, 8).expect("a span"),
            text: "*Friday*".into(),
            kind: dateline_core::TimexType::Date,
            value: friday.to_string(),
            modifier: None,
            when: dateline_core::When::day(friday).ok(),
            anchor: Some(written.day()),
            doubt: None,
            rule: "weekday".into(),
        }]
    }
}
