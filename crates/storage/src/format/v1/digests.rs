//! Digests in format 1: what people said, what posting has shown, what a channel heard.

use super::{event_id, times::Day};
use crate::format::codes::Coded;
use chrono::{DateTime, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// What people said of a digest.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Digest {
    channel: u64,
    kind: u8,
    at: u32,
    zone: String,
    days: u8,
    topic: Option<String>,
    mention: Option<u64>,
    is_rolling: bool,
    is_silent: bool,
    skips_empty: bool,
    is_pinned: bool,
    is_paused: bool,
    catch_up: u8,
    since: Instant,
    set_by: Option<u64>,
}

/// What posting it has shown.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Posted {
    last: Option<Day>,
    told_to: Option<Instant>,
    messages: Vec<u64>,
    off: Option<(u8, Instant)>,
}

/// What a channel heard of.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Heard {
    events: Vec<(String, Instant)>,
}

/// Seconds since 1970 in UTC, and nanoseconds behind them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Instant(i64, u32);

impl From<DateTime<Utc>> for Instant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp(), at.timestamp_subsec_nanos())
    }
}

impl Instant {
    pub(crate) fn read(self) -> Result<DateTime<Utc>, String> {
        let Self(seconds, nanoseconds) = self;
        let read = DateTime::from_timestamp(seconds, nanoseconds);
        read.ok_or_else(|| format!("{seconds} s and {nanoseconds} ns are no instant"))
    }
}

fn write_days(days: dateline_core::Weekdays) -> u8 {
    let bit = |day: chrono::Weekday| 1_u8 << day.num_days_from_monday();
    days.iter().fold(0, |bits, day| bits | bit(day))
}

fn read_days(bits: u8) -> Result<dateline_core::Weekdays, String> {
    let days = (0..7_u8).filter(|day| bits & (1 << day) != 0);
    let days = days.filter_map(|day| chrono::Weekday::try_from(day).ok());
    let read = dateline_core::Weekdays::of(days);
    read.filter(|_| bits < 1 << 7)
        .ok_or_else(|| format!("{bits} is no set of weekdays"))
}

impl TryFrom<&dateline_core::Digest> for Digest {
    type Error = String;

    fn try_from(digest: &dateline_core::Digest) -> Result<Self, String> {
        if digest.at.nanosecond() != 0 {
            return Err(format!("{} is not a whole second", digest.at));
        }
        Ok(Self {
            channel: digest.channel,
            kind: digest.kind.code()?,
            at: digest.at.num_seconds_from_midnight(),
            zone: digest.zone.clone(),
            days: write_days(digest.days),
            topic: digest.topic.clone(),
            mention: digest.mention,
            is_rolling: digest.is_rolling,
            is_silent: digest.is_silent,
            skips_empty: digest.skips_empty,
            is_pinned: digest.is_pinned,
            is_paused: digest.is_paused,
            catch_up: digest.catch_up.code()?,
            since: digest.since.into(),
            set_by: digest.set_by,
        })
    }
}

impl TryFrom<Digest> for dateline_core::Digest {
    type Error = String;

    fn try_from(stored: Digest) -> Result<Self, String> {
        let at = NaiveTime::from_num_seconds_from_midnight_opt(stored.at, 0);
        Ok(Self {
            channel: stored.channel,
            kind: Coded::of(stored.kind)?,
            at: at.ok_or_else(|| format!("second {} is in no day", stored.at))?,
            zone: stored.zone,
            days: read_days(stored.days)?,
            topic: stored.topic,
            mention: stored.mention,
            is_rolling: stored.is_rolling,
            is_silent: stored.is_silent,
            skips_empty: stored.skips_empty,
            is_pinned: stored.is_pinned,
            is_paused: stored.is_paused,
            catch_up: Coded::of(stored.catch_up)?,
            since: stored.since.read()?,
            set_by: stored.set_by,
        })
    }
}

impl TryFrom<&dateline_core::Posted> for Posted {
    type Error = String;

    fn try_from(posted: &dateline_core::Posted) -> Result<Self, String> {
        let off = posted.off.map(|(trouble, at)| {
            let code = trouble.code()?;
            Ok::<_, String>((code, at.into()))
        });
        Ok(Self {
            last: posted.last.map(Day::from),
            told_to: posted.told_to.map(Instant::from),
            messages: posted.messages.clone(),
            off: off.transpose()?,
        })
    }
}

impl TryFrom<Posted> for dateline_core::Posted {
    type Error = String;

    fn try_from(stored: Posted) -> Result<Self, String> {
        let off = stored.off.map(|(trouble, at)| {
            let trouble = Coded::of(trouble)?;
            Ok::<_, String>((trouble, at.read()?))
        });
        Ok(Self {
            last: stored.last.map(Day::read).transpose()?,
            told_to: stored.told_to.map(Instant::read).transpose()?,
            messages: stored.messages,
            off: off.transpose()?,
        })
    }
}

impl From<&[dateline_core::Heard]> for Heard {
    fn from(heard: &[dateline_core::Heard]) -> Self {
        let events = heard.iter();
        let events = events.map(|heard| (heard.event.to_string(), heard.at.into()));
        Self {
            events: events.collect(),
        }
    }
}

impl Heard {
    pub(crate) fn read(self) -> Result<Vec<dateline_core::Heard>, String> {
        let events = self.events.into_iter().map(|(event, at)| {
            let event = event_id(&event)?;
            let at = at.read()?;
            Ok(dateline_core::Heard { event, at })
        });
        events.collect()
    }
}
