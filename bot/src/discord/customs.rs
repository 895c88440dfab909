//! How times are read and told in a place, and where and to whom answers are shown: what is set there, over what the process
//! was started with.

use super::reply::Seen;
use crate::{
    clock::Clock,
    given::{self, OddDate, in_order},
    published,
    zone::Zone,
};
use chrono::Weekday;
use dateline_core::{ArchiveId, Moment, Preferences, Visibility, WeekStart, When};
use dateline_desk::{Desk, Error};
use dateline_render::discord::{Notice, settings::Told};

/// What is set in a place, with the clock as it hangs there.
pub(super) struct Customs {
    clock: Clock,
    pub(super) set: Preferences,
}

impl Customs {
    /// What is set for an archive; a zone that this version does not know counts as none.
    pub(super) fn of(desk: &Desk, archive: &ArchiveId, clock: &Clock) -> Result<Self, Error> {
        let set = desk.preferences(archive)?;
        let zone: Option<Zone> = set.zone.as_ref().and_then(|zone| zone.parse().ok());
        Ok(Self {
            clock: zone.map_or_else(|| clock.clone(), |zone| clock.within(zone)),
            set,
        })
    }

    pub(super) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The zone of times that are written without one.
    pub(super) fn zone(&self) -> &Zone {
        self.clock.zone()
    }

    /// The day on which weeks start.
    pub(super) fn week_start(&self) -> Weekday {
        let start = self.set.week_start.unwrap_or(WeekStart::Monday);
        start.weekday()
    }

    /// A publication as a person types it.
    pub(super) fn published(&self, given: &str) -> Result<Moment, Notice> {
        let ordered = in_order(given, self.set.date_order);
        published::read(&ordered, self.zone(), &self.now())
    }

    /// A day or time as a person types it, ahead or behind.
    pub(super) fn typed(&self, given: &str) -> Result<Moment, Notice> {
        let ordered = in_order(given, self.set.date_order);
        published::typed(&ordered, self.zone(), &self.now())
    }

    /// A question with the dates in numbers that it names put in order.
    pub(super) fn question(&self, asked: &str) -> String {
        let words = asked.split(' ').map(|word| {
            let bare = word.trim_end_matches(['?', '!', '.', ',', ';', ':', ')']);
            let marks = word.get(bare.len()..).unwrap_or_default();
            format!("{}{marks}", in_order(bare, self.set.date_order))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The date of an event as a person types it.
    pub(super) fn date(&self, given: &str) -> Result<When, OddDate> {
        given::date(&in_order(given, self.set.date_order), &self.now())
    }

    /// What is set, in words' terms.
    pub(super) fn told(&self) -> Told {
        Told {
            zone: self.zone().to_string(),
            now: self.now(),
            set: self.set.clone(),
        }
    }

    /// Who sees an answer.
    pub(super) fn seen(&self, seen: Seen) -> Seen {
        match (seen, self.set.answers) {
            (Seen::AsSet, Some(Visibility::Asker)) => Seen::ByAsker,
            (seen, _) => seen,
        }
    }

    /// Whether commands and mentions are answered in a channel.
    pub(super) fn answers_in(&self, channel: u64) -> bool {
        self.set.channels.is_empty() || self.set.channels.contains(&channel)
    }
}
