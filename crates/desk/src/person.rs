//! What is known of a person: what they saved and corrected, in every archive; and that it is forgotten.

use crate::{Desk, Error, saved};
use dateline_core::{
    ArchiveId, ArticleId, Correction, Corrector, Done, FORGOTTEN, Publication, Reminder, Saved,
    Watch,
};

/// What a person did, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deeds {
    /// The revisions of stories that they put in.
    pub saved: Vec<(ArchiveId, ArticleId, Saved)>,
    /// The corrections that they made or took back.
    pub corrections: Vec<(ArchiveId, Correction)>,
    /// The events that they published at Discord.
    pub published: Vec<(ArchiveId, Publication)>,
    /// What they are to be reminded of.
    pub reminders: Vec<(ArchiveId, Reminder)>,
    /// What they watch.
    pub watches: Vec<(ArchiveId, Watch)>,
}

impl Desk {
    /// What is kept under a person's number, in every archive.
    pub fn deeds_of(&self, person: u64) -> Result<Deeds, Error> {
        let mut deeds = Deeds::default();
        for archive in self.archives()? {
            let reminders = self.reminders_of(&archive, person)?.into_iter();
            deeds
                .reminders
                .extend(reminders.map(|reminder| (archive.clone(), reminder)));
            let watches = self.watches_of(&archive, person)?.into_iter();
            deeds
                .watches
                .extend(watches.map(|watch| (archive.clone(), watch)));
            for (id, _, saved) in saved::all(self.store(), &archive)? {
                if saved.by == person {
                    deeds.saved.push((archive.clone(), id, saved));
                }
            }
            for one in self.publications(&archive)? {
                if one.by == Some(person) {
                    deeds.published.push((archive.clone(), one));
                }
            }
            let is_theirs = |done: &Done| done.by == Corrector::Person(person);
            for one in self.ledger(&archive)?.all() {
                if is_theirs(&one.made) || one.undone.as_ref().is_some_and(is_theirs) {
                    deeds.corrections.push((archive.clone(), one.clone()));
                }
            }
        }
        Ok(deeds)
    }

    /// Forgets a person: their own archive with all that is in it, their reminders and watches, and their number wherever it stands.
    /// Stories that they put
    /// into a server stay, as put in by somebody who is forgotten: they are unverified all the same.
    pub fn forget_person(&self, person: u64) -> Result<(), Error> {
        self.forget_archive(&ArchiveId::user(person))?;
        for archive in self.archives()? {
            self.forget_corrector(&archive, person)?;
            self.forget_setter(&archive, person)?;
            self.forget_publisher(&archive, person)?;
            for reminder in self.reminders_of(&archive, person)? {
                self.remove_reminder(&archive, reminder.number)?;
            }
            for watch in self.watches_of(&archive, person)? {
                self.remove_watch(&archive, watch.number)?;
            }
            for (id, revision, saved) in saved::all(self.store(), &archive)? {
                if saved.by == person {
                    let by = FORGOTTEN;
                    let unnamed = Saved { by, ..saved };
                    saved::note(self.store(), &archive, (&id, revision), &unnamed)?;
                }
            }
        }
        Ok(())
    }
}
