//! Events to choose from while their names are being typed.

use crate::{Desk, Error};
use chrono::{Days, NaiveDate};
use dateline_core::{Amendment, ArchiveId, Dossier, Interval, Kept, Moment, Wanted};

/// How many days back and ahead events are looked for, one stretch after the other.
const STRETCHES: [(u64, u64); 2] = [(7, 31), (93, 366)];

impl Desk {
    /// At most `most` events whose title holds what is typed, or that are about it: what is to come first.
    pub fn events_like(
        &self,
        archive: &ArchiveId,
        typed: &str,
        asked: &Moment,
        most: usize,
    ) -> Result<Vec<Dossier>, Error> {
        let typed = typed.trim().to_lowercase();
        let mut found: Vec<Dossier> = Vec::new();
        if typed.contains(char::is_alphanumeric) {
            found = self.event_named(archive, &typed, asked)?;
        }
        for (back, ahead) in STRETCHES {
            if found.len() >= most {
                break;
            }
            let Some(days) = around(asked.day(), back, ahead) else {
                break;
            };
            let agenda = self.agenda(archive, &days, &Wanted::default(), asked)?;
            let holds = |event: &Dossier| event.view.title.to_lowercase().contains(&typed);
            let is_over = |event: &Dossier| {
                let when = event.view.when.as_ref();
                when.is_some_and(|when| when.interval.end() <= asked.wall())
            };
            let mut new: Vec<Dossier> = agenda.events.into_iter().filter(holds).collect();
            new.retain(|event| found.iter().all(|known| known.id != event.id));
            new.sort_by_key(is_over);
            found.extend(new);
        }
        found.truncate(most);
        Ok(found)
    }

    /// The events that somebody hid, the latest hidden first.
    pub fn hidden_events(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Error> {
        let mut found: Vec<Dossier> = Vec::new();
        for Kept { correction, event } in self.corrections(archive, asked)?.into_iter().rev() {
            let is_hiding = correction.what == Amendment::Hide && correction.stands_at(asked);
            let Some(id) = event.filter(|_| is_hiding) else {
                continue;
            };
            let event = self.event(archive, &id, asked)?;
            found.extend(event.filter(|event| found.iter().all(|known| known.id != event.id)));
        }
        Ok(found)
    }
}

fn around(day: NaiveDate, back: u64, ahead: u64) -> Option<Interval> {
    let first = day.checked_sub_days(Days::new(back))?;
    let last = day.checked_add_days(Days::new(ahead))?;
    Interval::days(first, last).ok()
}
