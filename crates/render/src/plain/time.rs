//! Time mentions, and how each was read.

use crate::{arithmetic, safe, words};
use dateline_core::{TimeMention, TimexType};

/// One time mention on one line: `next month → December 2026 (day not given)  [DATE 2026-12]`.
#[must_use]
pub fn time(mention: &TimeMention) -> String {
    let result = match &mention.when {
        Some(when) => words::when(when),
        None => unresolved(mention.kind).to_owned(),
    };
    let modifier = mention
        .modifier
        .map(|modifier| format!(" {}", modifier.timex()))
        .unwrap_or_default();
    format!(
        "{} → {result}  [{} {}{modifier}]",
        safe::line(&mention.text),
        kind_word(mention.kind),
        safe::line(&mention.value)
    )
}

/// A time mention with the steps of its reading, one line each, and a second reading.
#[must_use]
pub fn explanation(mention: &TimeMention, steps: &[String]) -> String {
    let mut lines = vec![time(mention)];
    lines.extend(steps.iter().map(|step| format!("  - {}", safe::line(step))));
    lines.extend(
        mention
            .doubt
            .as_ref()
            .map(|doubt| format!("  {}", arithmetic::doubt(doubt))),
    );
    lines.join("\n")
}

fn kind_word(kind: TimexType) -> &'static str {
    match kind {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    }
}

fn unresolved(kind: TimexType) -> &'static str {
    match kind {
        TimexType::Date | TimexType::Time => "no calendar date",
        TimexType::Duration => "a length of time",
        TimexType::Set => "a repetition",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use dateline_core::{Doubt, Modifier, Span, When};

    fn mention() -> TimeMention {
        let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).expect("a day");
        TimeMention {
            span: Span::new(0, 11).expect("in order"),
            text: "next Friday".into(),
            kind: TimexType::Date,
            value: "2026-12-04".into(),
            modifier: None,
            when: Some(When::day(day(4)).expect("inside")),
            anchor: NaiveDate::from_ymd_opt(2026, 11, 23),
            doubt: Some(Doubt {
                other: When::day(day(11)).expect("inside"),
                why: "it is the nearer".into(),
            }),
            rule: "weekday".into(),
        }
    }

    #[test]
    fn a_mention_shows_its_words_its_date_and_its_value() {
        assert_eq!(
            time(&mention()),
            "next Friday → Friday 4 December 2026  [DATE 2026-12-04]"
        );
        let length = TimeMention {
            text: "about two days".into(),
            kind: TimexType::Duration,
            value: "P2D".into(),
            modifier: Some(Modifier::Approximate),
            when: None,
            ..mention()
        };
        assert_eq!(
            time(&length),
            "about two days → a length of time  [DURATION P2D APPROX]"
        );
    }

    #[test]
    fn an_explanation_shows_its_steps_and_the_other_reading() {
        assert_eq!(
            explanation(&mention(), &["next week's Friday".into()]),
            "next Friday → Friday 4 December 2026  [DATE 2026-12-04]\n  \
             - next week's Friday\n  \
             could also be Friday 11 December 2026, because it is the nearer"
        );
    }
}
