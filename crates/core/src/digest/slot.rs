//! When a digest is due: one slot a local date, whatever clocks do and whenever somebody looks.

use super::{CatchUp, Digest};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// A slot that is taken up within so many minutes is on time.
pub const GRACE_MINUTES: i64 = 10;

/// Within so many days from any day lies a slot of every set of weekdays.
const AHEAD: u64 = 9;

/// Minutes for which a wall clock can jump: a place that crosses the date line loses a day.
const LONGEST_GAP: i64 = 25 * 60;

/// One occasion of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// The local date: it has no second slot.
    pub date: NaiveDate,
    /// When.
    pub due: DateTime<Utc>,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The newest slot that came; with it all before it are taken up.
    pub slot: Slot,
    /// The dates of the slots before it that were not taken up.
    pub before: Vec<NaiveDate>,
    /// What to do.
    pub then: Then,
}

/// What to do with a slot that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Then {
    /// Post it.
    Post,
    /// Post it for the whole gap, and say that it is late.
    PostLate,
    /// Nothing: it passed, and missed slots are skipped.
    Skip,
}

/// The instant at which the wall clocks of a zone show that time on that day.
///
/// A time that they show twice is the first of the two; for one that they jump over it is the first instant behind
/// the gap. None outside the calendar.
pub fn wall_instant<Z: TimeZone>(
    zone: &Z,
    date: NaiveDate,
    at: NaiveTime,
) -> Option<DateTime<Utc>> {
    let wall = date.and_time(at);
    let first = |minutes| {
        let shown = wall.checked_add_signed(TimeDelta::minutes(minutes))?;
        zone.from_local_datetime(&shown).earliest()
    };
    let instant = (0..=LONGEST_GAP).find_map(first)?;
    Some(instant.to_utc())
}

impl Digest {
    /// The slots that were not taken up, from the first one up to a week and more from now.
    fn slots<Z: TimeZone>(
        &self,
        zone: &Z,
        last: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = Slot> {
        let local = |instant: DateTime<Utc>| instant.with_timezone(zone).date_naive();
        let earliest = local(self.since).checked_sub_days(Days::new(2));
        let behind = last.and_then(|last| last.succ_opt());
        let first = earliest.max(behind).unwrap_or(NaiveDate::MIN);
        let end = local(now).checked_add_days(Days::new(AHEAD));
        let end = end.unwrap_or(NaiveDate::MAX);
        let dates = first.iter_days().take_while(move |date| *date <= end);
        dates
            .filter(|date| self.days.contains(date.weekday()))
            .filter_map(|date| {
                let due = wall_instant(zone, date, self.at)?;
                Some(Slot { date, due })
            })
            .filter(|slot| slot.due >= self.since)
    }

    /// The next slot that comes after now; none while it is paused.
    #[must_use]
    pub fn next_slot<Z: TimeZone>(
        &self,
        zone: &Z,
        last: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Option<Slot> {
        if self.is_paused {
            return None;
        }
        self.slots(zone, last, now).find(|slot| slot.due > now)
    }

    /// What is to be done now, where the slots up to the date `last` were taken up; none where no slot came since.
    #[must_use]
    pub fn due<Z: TimeZone>(
        &self,
        zone: &Z,
        last: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Option<Due> {
        if self.is_paused {
            return None;
        }
        let came = self.slots(zone, last, now);
        let mut came: Vec<Slot> = came.take_while(|slot| slot.due <= now).collect();
        let slot = came.pop()?;
        let is_on_time = now - slot.due <= TimeDelta::minutes(GRACE_MINUTES);
        let then = match self.catch_up {
            CatchUp::Latest if is_on_time && came.is_empty() => Then::Post,
            CatchUp::Latest => Then::PostLate,
            CatchUp::Skip if is_on_time => Then::Post,
            CatchUp::Skip => Then::Skip,
        };
        let before = came.into_iter().map(|slot| slot.date).collect();
        Some(Due { slot, before, then })
    }
}

#[cfg(test)]
mod tests;
