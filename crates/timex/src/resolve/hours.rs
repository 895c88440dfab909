//! Times of day: where they lie in a day, and which day a lone clock time belongs to.

use super::{Placed, Reading, Resolver};
use crate::lexicon::DayPart;
use crate::phrase::{Clock, Hour, Phrase, Says};
use crate::stretch::{Stretch, days_after};
use chrono::{NaiveDate, NaiveDateTime};
use dateline_core::{Interval, Precision, When};

impl Resolver<'_> {
    /// "4 p.m." alone: on the day that the sentence names, else on the day spoken of.
    pub(crate) fn hour_only(&mut self, phrase: &Phrase) -> Option<Reading> {
        if let Some(next) = self.day_named_later(phrase) {
            return self.on_the_day_of(phrase, next);
        }
        let spoken = self.spoken.and_then(|(stretch, at)| match stretch {
            Stretch::Day(day) if self.story.narrative || self.same_sentence(at) => Some(day),
            _ => None,
        });
        let day = spoken.unwrap_or(self.story.published);
        let from = if spoken.is_some() {
            "the day spoken of"
        } else {
            "the day of publication"
        };
        self.note(|| format!("on {}, {from}", day.format("%-d %B %Y")));
        let hour = self.half_spoken_of(phrase).or(phrase.hour);
        self.shaped(
            &Phrase { hour, ..*phrase },
            Placed::chosen(Stretch::Day(day), day),
        )
    }

    /// "Tomorrow night's match starts at quarter to eight": the hour in the half of the day that the sentence spoke of,
    /// where the words name none.
    fn half_spoken_of(&mut self, phrase: &Phrase) -> Option<Hour> {
        let Some(Hour::Clock(clock)) = phrase.hour else {
            return None;
        };
        let t = self.t;
        let told = (phrase.start..phrase.end).any(|at| t.any(at, &["am", "pm", "m", "morning"]));
        let (_, at) = self
            .spoken
            .filter(|(_, at)| !told && self.same_sentence(*at))?;
        let later = match (self.phrases.get(at)?.hour?, clock.hour) {
            (Hour::Part(DayPart::Afternoon), 1..=6) => true,
            (Hour::Part(DayPart::Evening | DayPart::Night), 5..=11) => true,
            (Hour::Part(_) | Hour::Clock(_), _) => false,
        };
        let hour = clock.hour + 12;
        let half = later.then_some(Hour::Clock(Clock { hour, ..clock }))?;
        self.note(|| "in the half of the day spoken of before".to_owned());
        Some(half)
    }

    /// The next phrase, if it names a day in the same clause and has no hour of its own.
    fn day_named_later(&self, phrase: &Phrase) -> Option<Phrase> {
        let behind = self.phrases.get(self.here.checked_add(1)?..)?;
        // "06:00 local time (0300 GMT) on Monday"
        let next = *behind.iter().find(|next| next.says != Says::HourOnly)?;
        let near = next.start.saturating_sub(phrase.end) <= 6
            && !self.t.ends_clause_between(phrase.end, next.start);
        let spoken = self.spoken.is_some_and(|(stretch, at)| {
            matches!(stretch, Stretch::Day(_)) && self.same_sentence(at)
        });
        (near && !spoken && next.says.is_day()).then_some(next)
    }

    fn on_the_day_of(&mut self, phrase: &Phrase, day: Phrase) -> Option<Reading> {
        self.note(|| "on the day named behind it".to_owned());
        let spoken = self.spoken;
        let hour = phrase.hour;
        let reading = self.calendar(&Phrase { hour, ..day });
        self.spoken = spoken;
        reading
    }

    /// Whether the phrase at `at` stands in the paragraph that is being read.
    pub(crate) fn same_paragraph(&self, at: usize) -> bool {
        let (Some(then), Some(now)) = (self.phrases.get(at), self.phrases.get(self.here)) else {
            return false;
        };
        !self.t.opens_paragraph_between(then.end, now.start)
    }

    /// Whether the phrase at `at` stands in the sentence that is being read.
    pub(crate) fn same_sentence(&self, at: usize) -> bool {
        let (Some(then), Some(now)) = (self.phrases.get(at), self.phrases.get(self.here)) else {
            return false;
        };
        !self.t.ends_sentence_between(then.end, now.start)
    }
}

/// A time of day on a day.
pub(crate) fn on_day(day: NaiveDate, hour: Hour) -> Option<When> {
    let (from, to) = match hour {
        Hour::Clock(clock) => return at_clock(day, clock),
        Hour::Part(DayPart::Morning) => (6, 12),
        Hour::Part(DayPart::Midday) => {
            let noon = Clock {
                hour: 12,
                minute: None,
                zone: None,
            };
            return at_clock(day, noon);
        }
        Hour::Part(DayPart::Afternoon) => (12, 18),
        Hour::Part(DayPart::Evening) => (18, 22),
        Hour::Part(DayPart::Night) => (20, 24),
        Hour::Part(DayPart::Daytime) => (6, 18),
    };
    let interval = Interval::new(at_hour(day, from)?, at_hour(day, to)?).ok()?;
    Some(When::new(interval, Precision::PartOfDay))
}

fn at_hour(day: NaiveDate, hour: u32) -> Option<NaiveDateTime> {
    if hour >= 24 {
        return days_after(day, 1)?.and_hms_opt(0, 0, 0);
    }
    day.and_hms_opt(hour, 0, 0)
}

fn at_clock(day: NaiveDate, clock: Clock) -> Option<When> {
    let minute = u32::from(clock.minute.unwrap_or(0));
    let hour = u32::from(clock.hour);
    let day = days_after(day, i64::from(hour / 24))?;
    let at = day.and_hms_opt(hour % 24, minute, 0)?;
    Some(When::new(Interval::minute(at).ok()?, Precision::Minute))
}
