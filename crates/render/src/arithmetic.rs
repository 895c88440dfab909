//! How a date was worked out, in words.

use crate::{safe, words};
use dateline_core::{Arithmetic, Doubt};

/// The words, the day they were counted from, what they come to, and a second reading where there is one.
///
/// `“next month”, said on Mon 13 Feb 2023 → March 2023`
#[must_use]
pub fn arithmetic(arithmetic: &Arithmetic) -> String {
    let steps = steps(arithmetic);
    match &arithmetic.doubt {
        Some(second) => format!("{steps}; {}", doubt(second)),
        None => steps,
    }
}

/// The same without the second reading.
pub(crate) fn steps(arithmetic: &Arithmetic) -> String {
    format!(
        "“{}”, said on {} → {}",
        safe::line(&arithmetic.phrase),
        words::day(arithmetic.anchor),
        arithmetic.result
    )
}

/// The reading that was not chosen, and why there are two.
#[must_use]
pub fn doubt(doubt: &Doubt) -> String {
    let why = safe::line(&doubt.why);
    let other = &doubt.other;
    if why.is_empty() {
        format!("could also be {other}")
    } else {
        format!("could also be {other}, because {why}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use dateline_core::{Interval, Precision, When};

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a calendar day")
    }

    #[test]
    fn next_month_is_counted_from_the_day_it_was_said() {
        let march = Interval::days(date(2023, 3, 1), date(2023, 3, 31)).expect("in order");
        let counted = Arithmetic {
            phrase: "next month".into(),
            anchor: date(2023, 2, 13),
            result: When::new(march, Precision::Month),
            doubt: None,
        };
        assert_eq!(
            arithmetic(&counted),
            "“next month”, said on Mon 13 Feb 2023 → March 2023"
        );
    }

    #[test]
    fn a_second_reading_is_told_with_its_reason() {
        let counted = Arithmetic {
            phrase: "next Friday".into(),
            anchor: date(2026, 11, 23),
            result: When::day(date(2026, 12, 4)).expect("inside"),
            doubt: Some(Doubt {
                other: When::day(date(2026, 11, 27)).expect("inside"),
                why: "the coming Friday may be meant".into(),
            }),
        };
        assert_eq!(
            arithmetic(&counted),
            "“next Friday”, said on Mon 23 Nov 2026 → Friday 4 December 2026; could also be Friday 27 November 2026, \
             because the coming Friday may be meant"
        );
    }
}
