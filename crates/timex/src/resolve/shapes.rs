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
        let when = when.map(|when| When { certainty, ..when });
        let (when, doubt) = self.zoned(phrase.hour, when, doubt);
        Some(Reading {
            kind: Some(kind),
            value,
            when,
            anchor: placed.anchor,
            doubt,
        })
    }

    /// The clock time in the zone that is printed behind it; letters of several zones are a doubt, unless the
    /// publication's own offset decides, or something weightier is doubted already.
    fn zoned(
        &mut self,
        hour: Option<Hour>,
        when: Option<When>,
        doubt: Option<Doubt>,
    ) -> (Option<When>, Option<Doubt>) {
        let zone = match hour {
            Some(Hour::Clock(clock)) => clock.zone,
            Some(Hour::Part(_)) | None => None,
        };
        let (Some(zone), Some(when)) = (zone, &when) else {
            return (when, doubt);
        };
        let in_zone = |name: &str| When {
            zone: Some(name.to_owned()),
            ..when.clone()
        };
        let (meant, other) = zone.meant(self.story.offset);
        let letters = zone.letters();
        self.note(|| format!("{letters} is the zone {meant}"));
        let second = other.map(|other| Doubt {
            other: in_zone(other),
            why: format!("{letters} also names the zone {other}"),
        });
        (Some(in_zone(meant)), doubt.or(second))
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
