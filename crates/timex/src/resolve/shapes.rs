//! From a stretch of the calendar and a time of day to TIMEX3 value and resolved interval.

use super::{Placed, Reading, Resolver};
use crate::lexicon::DayPart;
use crate::phrase::{Hour, Phrase};
use crate::stretch::Stretch;
use dateline_core::{Certainty, Doubt, TimexType, When};

impl Resolver<'_> {
    /// The reading of a stretch, with the time of day that the phrase adds.
    pub(crate) fn shaped(&mut self, phrase: &Phrase, placed: Placed) -> Option<Reading> {
        let certainty = if placed.inferred {
            Certainty::Inferred
        } else {
            Certainty::Stated
        };
        let doubt = placed.doubt.and_then(|(other, why)| {
            let other = when_of(other, phrase.hour)?;
            let why = why.to_owned();
            Some(Doubt { other, why })
        });
        let (kind, value) = match (phrase.hour, placed.stretch) {
            (Some(hour), Stretch::Day(_)) => {
                let value = format!("{}T{}", placed.stretch.value(), hour_code(hour));
                (TimexType::Time, value)
            }
            _ => (TimexType::Date, placed.stretch.value()),
        };
        let when = when_of(placed.stretch, phrase.hour);
        Some(Reading {
            kind: Some(kind),
            value,
            when: when.map(|when| When { certainty, ..when }),
            anchor: placed.anchor,
            doubt,
        })
    }
}

fn when_of(stretch: Stretch, hour: Option<Hour>) -> Option<When> {
    let plain = When::new(stretch.interval()?, stretch.precision());
    let (Some(hour), Stretch::Day(day)) = (hour, stretch) else {
        return Some(plain);
    };
    super::hours::on_day(day, hour).or(Some(plain))
}

/// What TIMEX3 writes behind the T.
fn hour_code(hour: Hour) -> String {
    match hour {
        Hour::Clock(clock) => format!("{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0)),
        Hour::Part(part) => match part {
            DayPart::Morning => "MO",
            DayPart::Midday => "12:00",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
            DayPart::Daytime => "DT",
        }
        .to_owned(),
    }
}
