//! Forgetting what is old: stories that were published before a day, but for those that people kept.

use crate::{Desk, Error, saved};
use chrono::NaiveDate;
use dateline_core::{ArchiveId, ArticleId, EventId, Stage, Watched};
use std::collections::BTreeSet;

/// So many stories are read at once.
const PAGE: usize = 500;

impl Desk {
    /// Forgets the stories of an archive that were published before a day, and says how many. What somebody saved or corrected
    /// stays, and so do the stories of events that stand published at Discord, are watched or to be reminded of.
    pub fn expire(&self, archive: &ArchiveId, before: NaiveDate) -> Result<usize, Error> {
        let kept = self.kept_by_people(archive)?;
        let (mut old, mut after): (Vec<ArticleId>, Option<ArticleId>) = (Vec::new(), None);
        loop {
            let page = self.articles(archive, after.as_ref(), PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some(last.id().clone());
            let is_old = page.iter().filter(|story| story.published().day() < before);
            old.extend(is_old.map(|story| story.id().clone()));
        }
        old.retain(|id| !kept.contains(id));
        for id in &old {
            self.forget(archive, id)?;
        }
        Ok(old.len())
    }

    fn kept_by_people(&self, archive: &ArchiveId) -> Result<BTreeSet<ArticleId>, Error> {
        let saved = saved::all(self.store(), archive)?.into_iter();
        let mut kept: BTreeSet<ArticleId> = saved.map(|(id, _, _)| id).collect();
        for correction in self.ledger(archive)?.all() {
            let about = correction.about.iter();
            kept.extend(about.map(|mark| mark.article.clone()));
        }
        for id in self.events_kept(archive)? {
            let event = self.store().event(archive, &id)?;
            let reports = event.iter().flat_map(|event| event.reports());
            kept.extend(reports.map(|report| report.article.clone()));
        }
        Ok(kept)
    }

    /// The events that stand published, or that somebody watches or is to be reminded of.
    fn events_kept(&self, archive: &ArchiveId) -> Result<Vec<EventId>, Error> {
        let published = self.publications(archive)?.into_iter();
        let shown = published.filter(|one| matches!(one.stage, Stage::Shown(_)));
        let mut events: Vec<EventId> = shown.map(|one| one.event).collect();
        let watched = self.watches(archive)?.into_iter();
        events.extend(watched.filter_map(|watch| match watch.what {
            Watched::Event { id, .. } => Some(id),
            Watched::Words(_) | Watched::Place(_) => None,
        }));
        let reminders = self.reminders(archive)?.into_iter();
        events.extend(reminders.map(|reminder| reminder.event));
        Ok(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Amend, Corrector, Done, Draft, Intake, Moment, Saved};

    fn draft(title: &str, published: &str) -> Draft {
        Draft {
            title: format!("{title} fair to open"),
            text: format!(
                "The {title} fair will be held in {title} on May 4, 2027, the mayor said."
            ),
            ..Draft::published(Moment::parse(published).expect("a day"))
        }
    }

    #[test]
    fn old_stories_are_forgotten_but_for_those_that_people_kept() {
        let desk = Desk::in_memory().expect("a desk");
        let (here, there) = (ArchiveId::server(5), ArchiveId::server(6));
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let now = Moment::parse("2026-11-24T09:00").expect("a time");
        for (title, published) in [
            ("Moss", "2026-01-10"),
            ("Lund", "2026-01-11"),
            ("Oslo", "2026-11-20"),
        ] {
            desk.take(&here, draft(title, published)).expect("taken");
        }
        desk.take(&there, draft("Moss", "2026-01-10"))
            .expect("taken");
        let by = Saved {
            by: 42,
            how: Intake::Pasted,
        };
        desk.take_saved(&here, draft("Hamar", "2026-01-12"), &by)
            .expect("taken");
        let lund = desk
            .event_named(&here, "Lund fair", &now)
            .expect("found")
            .remove(0);
        let done = Done {
            by: Corrector::Person(42),
            at: now,
        };
        let fixed = desk.amend(&here, &lund.id, &Amend::Place("Malmo".into()), &done);
        fixed.expect("written").expect("amended");
        assert_eq!(desk.expire(&here, day("2026-11-20")).expect("done"), 1);
        let titles: BTreeSet<String> = desk
            .articles(&here, None, 9)
            .expect("read")
            .iter()
            .map(|story| {
                story
                    .title()
                    .split(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        assert_eq!(titles, ["Hamar", "Lund", "Oslo"].map(str::to_owned).into());
        assert_eq!(desk.articles(&there, None, 9).expect("read").len(), 1);
        assert_eq!(desk.expire(&here, day("2026-11-20")).expect("done"), 0);
    }
}
