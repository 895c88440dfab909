//! The one place where the clock is read.

use crate::zone::Zone;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use dateline_core::{Error, Moment};
use std::time::Instant;

/// Now, as the wall clocks of a zone show it.
#[expect(
    clippy::disallowed_methods,
    reason = "now comes from outside, and this is the door"
)]
pub(crate) fn now(zone: &Zone) -> Moment {
    Moment::Instant(zone.at(chrono::Utc::now()))
}

/// A clock for a process that runs on: the system's, or one that was started at a given time.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    zone: Zone,
    started: Option<(DateTime<FixedOffset>, Instant)>,
}

impl Clock {
    /// The system's clock, or one that starts at a time now; a day starts with its first minute.
    pub(crate) fn new(zone: &Zone, at: Option<Moment>) -> Result<Self, Error> {
        let start = at.map(|at| match at {
            Moment::Instant(start) => Ok(start),
            Moment::Day(day) => match zone.moment(&format!("{day}T00:00"))? {
                Moment::Instant(start) => Ok(start),
                Moment::Day(_) => Err(Error::NotAMoment(day.to_string())),
            },
        });
        Ok(Self {
            zone: zone.clone(),
            started: start.transpose()?.map(|start| (start, Instant::now())),
        })
    }

    /// The same clock as it hangs in another zone.
    pub(crate) fn within(&self, zone: Zone) -> Self {
        let started = self.started;
        Self {
            started: started.map(|(start, since)| (zone.at(start.to_utc()), since)),
            zone,
        }
    }

    /// Now.
    pub(crate) fn now(&self) -> Moment {
        match &self.started {
            Some((start, since)) => {
                let passed = TimeDelta::from_std(since.elapsed()).unwrap_or_default();
                Moment::Instant(*start + passed)
            }
            None => now(&self.zone),
        }
    }

    /// Now, in UTC.
    pub(crate) fn utc(&self) -> DateTime<Utc> {
        match self.now() {
            Moment::Instant(now) => now.to_utc(),
            // The clock shows instants only.
            Moment::Day(day) => day.and_time(chrono::NaiveTime::MIN).and_utc(),
        }
    }

    /// The zone of times that are written without one.
    pub(crate) fn zone(&self) -> &Zone {
        &self.zone
    }
}
