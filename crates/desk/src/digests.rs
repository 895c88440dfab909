//! The digests of an archive and their posts: set, taken up when they are due, and settled when nothing is left to do.

use crate::{Desk, Error};
use chrono::{DateTime, NaiveDate, Utc};
use dateline_core::{
    ArchiveId, Digest, DigestKind, EventId, Job, Occasion, PartState, Post, Posted, Trouble,
};

impl Desk {
    /// The digests of the archive, by channel.
    pub fn digests(&self, archive: &ArchiveId) -> Result<Vec<Digest>, Error> {
        Ok(dateline_storage::digests(self.store(), archive)?)
    }

    /// Keeps a digest in place of what was said of it, and takes it up again where it was switched off; durable on return.
    pub fn keep_digest(&self, archive: &ArchiveId, digest: &Digest) -> Result<(), Error> {
        dateline_storage::keep_digest(self.store(), archive, digest)?;
        self.ledgers().note(archive);
        let posted = self.posted(archive, digest.channel, digest.kind)?;
        if posted.off.is_some() {
            let posted = Posted {
                off: None,
                ..posted
            };
            self.keep_posted(archive, (digest.channel, digest.kind), &posted)?;
        }
        Ok(())
    }

    /// Removes a digest with all that was kept of it; says whether there was one.
    pub fn remove_digest(
        &self,
        archive: &ArchiveId,
        channel: u64,
        kind: DigestKind,
    ) -> Result<bool, Error> {
        Ok(dateline_storage::remove_digest(
            self.store(),
            archive,
            channel,
            kind,
        )?)
    }

    /// What posting a digest has shown.
    pub fn posted(
        &self,
        archive: &ArchiveId,
        channel: u64,
        kind: DigestKind,
    ) -> Result<Posted, Error> {
        Ok(dateline_storage::posted(
            self.store(),
            archive,
            channel,
            kind,
        )?)
    }

    fn keep_posted(
        &self,
        archive: &ArchiveId,
        of: (u64, DigestKind),
        posted: &Posted,
    ) -> Result<(), Error> {
        Ok(dateline_storage::keep_posted(
            self.store(),
            archive,
            of,
            posted,
        )?)
    }

    /// The posts that are not finished.
    pub fn jobs(&self, archive: &ArchiveId) -> Result<Vec<Job>, Error> {
        Ok(dateline_storage::jobs(self.store(), archive)?)
    }

    /// Keeps a new post before anything of it is sent, and its slot as taken up; durable on return. Where one of that name is
    /// under way, that one is returned.
    pub fn begin_job(&self, archive: &ArchiveId, job: Job) -> Result<Job, Error> {
        let job = dateline_storage::begin_job(self.store(), archive, job)?;
        self.ledgers().note(archive);
        if let Some(of) = job.digest().filter(|_| job.occasion == Occasion::Slot) {
            self.pass_slot(archive, of, job.date)?;
        }
        Ok(job)
    }

    /// Keeps how far a post has come, durable on return; says whether it is still wanted.
    pub fn keep_job(&self, archive: &ArchiveId, job: &Job) -> Result<bool, Error> {
        Ok(dateline_storage::keep_job(self.store(), archive, job)?)
    }

    /// Keeps that the slots up to a date were taken up, whatever came of them.
    pub fn pass_slot(
        &self,
        archive: &ArchiveId,
        of: (u64, DigestKind),
        date: NaiveDate,
    ) -> Result<(), Error> {
        let posted = self.posted(archive, of.0, of.1)?;
        let last = posted.last.max(Some(date));
        self.keep_posted(archive, of, &Posted { last, ..posted })
    }

    /// Keeps that what a post is of posts nothing more until somebody sets or resumes it.
    pub fn switch_off(
        &self,
        archive: &ArchiveId,
        job: &Job,
        trouble: Trouble,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let off = Some((trouble, at));
        match (job.post, job.digest()) {
            (Post::Digest(_), Some(of)) => {
                let posted = self.posted(archive, of.0, of.1)?;
                self.keep_posted(archive, of, &Posted { off, ..posted })?;
            }
            (Post::Digest(_), None) => {}
            (Post::Reminder(number), _) => {
                self.change_reminder(archive, number, |reminder| reminder.off = off)?;
            }
            (Post::Watch(number), _) => {
                self.change_watch(archive, number, |watch| watch.off = off)?;
            }
        }
        Ok(())
    }

    /// Keeps what a post with which nothing is left to do has shown, then ends it. Done twice it changes nothing more.
    pub fn settle_job(&self, archive: &ArchiveId, job: &Job) -> Result<(), Error> {
        match (job.post, job.occasion) {
            (Post::Reminder(number), Occasion::Turn(turn)) => {
                self.settle_reminder(archive, number, turn)?;
            }
            (Post::Watch(number), Occasion::Turn(turn)) => {
                self.settle_watch(archive, number, turn)?;
            }
            _ => self.settle_digest(archive, job)?,
        }
        Ok(dateline_storage::end_job(self.store(), archive, job)?)
    }

    fn settle_digest(&self, archive: &ArchiveId, job: &Job) -> Result<(), Error> {
        let Some(of) = job.digest() else {
            return Ok(());
        };
        if dateline_storage::digest(self.store(), archive, of.0, of.1)?.is_none() {
            return Ok(());
        }
        let events = told_by(job);
        if !events.is_empty() {
            dateline_storage::hear(self.store(), archive, of.0, &events, job.made)?;
        }
        let mut posted = self.posted(archive, of.0, of.1)?;
        if job.occasion == Occasion::Slot {
            posted.last = posted.last.max(Some(job.date));
        }
        let messages: Vec<u64> = job.messages().collect();
        if !messages.is_empty() {
            posted.messages = messages;
            posted.told_to = posted.told_to.max(Some(job.made));
        }
        self.keep_posted(archive, of, &posted)
    }

    /// Forgets that a person set the digests of an archive; they go on.
    pub(crate) fn forget_setter(&self, archive: &ArchiveId, person: u64) -> Result<(), Error> {
        let theirs = self.digests(archive)?.into_iter();
        for digest in theirs.filter(|digest| digest.set_by == Some(person)) {
            let unnamed = Digest {
                set_by: None,
                ..digest
            };
            dateline_storage::keep_digest(self.store(), archive, &unnamed)?;
        }
        Ok(())
    }
}

/// The events of the messages that stand.
fn told_by(job: &Job) -> Vec<EventId> {
    let parts = job.parts.iter();
    let stand = parts.filter(|part| matches!(part.state, PartState::Stands(_)));
    stand.flat_map(|part| part.events.clone()).collect()
}
