//! Events to choose from while their names are being typed.

use crate::{
    Desk, Error,
    listing::{Files, distinct, soonest, sort_by_date},
};
use chrono::{Days, NaiveDate};
use dateline_core::{Amendment, ArchiveId, ArticleId, Dossier, Interval, Kept, Moment};
use std::collections::BTreeSet;

/// How many days back and ahead events are looked for while nothing that helps is typed, one stretch after the other.
const STRETCHES: [(u64, u64); 2] = [(7, 31), (93, 366)];

/// No look reads more stories than these.
const STORIES: usize = 200;

/// The beginning of a word has at least so many letters, and stands for so many words of the index at most.
const LETTERS: usize = 3;
const WORDS: usize = 200;

/// The index holds stems: a word that is nearly whole may be longer than its stem by so much.
const ENDING: usize = 3;

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
        let is_begun = typed.chars().count() >= LETTERS;
        if found.len() < most && is_begun {
            let stories = self.stories_beginning(archive, &typed, asked)?;
            self.join_titled(archive, (&typed, asked), stories, &mut found)?;
        }
        for (back, ahead) in STRETCHES {
            let Some(days) = around(asked.day(), back, ahead) else {
                break;
            };
            if found.len() >= most || is_begun {
                break;
            }
            let near = self
                .index()
                .find_within(archive, asked, (&[], &days), STORIES)?;
            let stories = near.into_iter().map(|hit| hit.id).collect();
            self.join_titled(archive, (&typed, asked), stories, &mut found)?;
        }
        found.truncate(most);
        Ok(found)
    }

    /// The stories that hold words of which the last one typed is the beginning, the best; and those of which people corrected
    /// something, for a title that they gave stands in no story.
    fn stories_beginning(
        &self,
        archive: &ArchiveId,
        typed: &str,
        asked: &Moment,
    ) -> Result<BTreeSet<ArticleId>, Error> {
        self.catch_up()?;
        let mut words: Vec<&str> = typed
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let last = words.pop().unwrap_or_default();
        let length = last.chars().count();
        let kept = length.saturating_sub(ENDING).max(LETTERS.min(length));
        let beginning: String = last.chars().take(kept).collect();
        let mut groups: Vec<Vec<String>> =
            words.iter().map(|word| vec![(*word).to_owned()]).collect();
        groups.push(self.index().beginning(&beginning, WORDS)?);
        let hits = self.index().find(archive, asked, &groups, STORIES)?;
        let mut stories: BTreeSet<ArticleId> = hits.into_iter().map(|hit| hit.id).collect();
        stories.extend(self.ledger(archive)?.standing(asked));
        Ok(stories)
    }

    /// Adds the events of those stories whose titles hold what is typed: what is to come first, the soonest first.
    fn join_titled(
        &self,
        archive: &ArchiveId,
        (typed, asked): (&str, &Moment),
        stories: BTreeSet<ArticleId>,
        found: &mut Vec<Dossier>,
    ) -> Result<(), Error> {
        let mut new = Files::open(self, archive, asked)?.dossiers(&stories)?;
        new.retain(|event| {
            let is_known = found.iter().any(|known| known.id == event.id);
            let holds = event.view.title.to_lowercase().contains(typed);
            holds && !is_known && event.hidden().is_none() && event.view.when.is_some()
        });
        sort_by_date(&mut new);
        let mut new = distinct(new);
        new.sort_by_key(|event| soonest(event, asked));
        found.extend(new.into_iter().map(Dossier::brief));
        Ok(())
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
