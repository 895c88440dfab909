//! The reminders of an archive: asked for, settled when they were told, and the event that each is of.

use crate::{Desk, Error, listing::Files, regroup::held, shelf::Shelf};
use dateline_core::{ArchiveId, Dossier, EventId, Mark, Moment, Reminder};

/// So many places where an event is reported are kept with a reminder or watch.
const MARKS: usize = 4;

impl Desk {
    /// The reminders of the archive, the oldest first.
    pub fn reminders(&self, archive: &ArchiveId) -> Result<Vec<Reminder>, Error> {
        Ok(dateline_storage::reminders(self.store(), archive)?)
    }

    /// Those of one person.
    pub fn reminders_of(&self, archive: &ArchiveId, person: u64) -> Result<Vec<Reminder>, Error> {
        let mut all = self.reminders(archive)?;
        all.retain(|reminder| reminder.person == person);
        Ok(all)
    }

    /// Keeps a new reminder; durable on return. One of that number stays as it is.
    pub fn add_reminder(&self, archive: &ArchiveId, reminder: &Reminder) -> Result<(), Error> {
        dateline_storage::add_reminder(self.store(), archive, reminder)?;
        self.ledgers().note(archive);
        Ok(())
    }

    /// Changes a reminder, durable on return; none where it was removed.
    pub fn change_reminder(
        &self,
        archive: &ArchiveId,
        number: u64,
        edit: impl FnMut(&mut Reminder),
    ) -> Result<Option<Reminder>, Error> {
        Ok(dateline_storage::change_reminder(
            self.store(),
            archive,
            number,
            edit,
        )?)
    }

    /// Removes a reminder and what is under way of it; says whether there was one.
    pub fn remove_reminder(&self, archive: &ArchiveId, number: u64) -> Result<bool, Error> {
        Ok(dateline_storage::remove_reminder(
            self.store(),
            archive,
            number,
        )?)
    }

    /// Behind the post of that turn: what it told is what the person knows; where it was the last, the reminder goes. One that was
    /// switched off stays until the person has seen why.
    pub(crate) fn settle_reminder(
        &self,
        archive: &ArchiveId,
        number: u64,
        turn: u32,
    ) -> Result<(), Error> {
        let all = self.reminders(archive)?;
        let Some(reminder) = all.into_iter().find(|one| one.number == number) else {
            return Ok(());
        };
        let is_last = reminder
            .saying
            .as_ref()
            .is_some_and(|saying| saying.is_last);
        if reminder.said != turn {
            return Ok(());
        }
        if is_last && reminder.off.is_none() {
            self.remove_reminder(archive, number)?;
            return Ok(());
        }
        self.change_reminder(archive, number, |reminder| {
            reminder.said = turn.saturating_add(1);
            let told = reminder.saying.take().and_then(|saying| saying.told);
            if let Some(told) = told {
                reminder.told = told;
            }
        })?;
        Ok(())
    }

    /// The event of that name, and where stories were read or linked anew the one that is reported at those places.
    pub fn event_held(
        &self,
        archive: &ArchiveId,
        (id, marks): (&EventId, &[Mark]),
        asked: &Moment,
    ) -> Result<Option<Dossier>, Error> {
        if let Some(event) = self.event(archive, id, asked)? {
            return Ok(Some(event));
        }
        let mut shelf = Shelf::new(self.store(), archive);
        let Some(report) = held(marks, &mut shelf)? else {
            return Ok(None);
        };
        let stories = std::iter::once(report.article.clone()).collect();
        let events = Files::open(self, archive, asked)?.dossiers(&stories)?;
        let record = shelf.record(&report.article)?;
        let report = record.and_then(|record| record.report(&report));
        let holds = |event: &Dossier| event.told.iter().any(|told| Some(&told.report) == report);
        Ok(events.into_iter().find(holds))
    }
}

/// Places by which an event is found again, without the words that stand there.
#[must_use]
pub fn places_of(event: &Dossier) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for told in &event.told {
        let mark = Mark {
            title: String::new(),
            ..Mark::of(&told.report)
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks.truncate(MARKS);
    marks
}
