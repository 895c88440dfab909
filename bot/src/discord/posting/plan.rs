//! When which archive is to be looked at next: when something is due there, or was changed. Nothing else is read meanwhile.

use super::{compose, reminders, watches};
use crate::zone::Zone;
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArchiveId, Job};
use dateline_desk::{Desk, Error};
use std::collections::{BTreeMap, BTreeSet};
use tracing::warn;

/// An archive that failed is looked at again after so many seconds.
const AGAIN: i64 = 20;

/// What a look at an archive found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Posts that are not finished.
    pub(super) jobs: Vec<Job>,
    /// When something is due next.
    wake: Option<DateTime<Utc>>,
}

impl Found {
    /// Something is due then.
    pub(super) fn wakes_at(&mut self, at: Option<DateTime<Utc>>) {
        self.wake = [self.wake, at].into_iter().flatten().min();
    }

    fn join(&mut self, other: Self) {
        self.jobs.extend(other.jobs);
        self.wakes_at(other.wake);
    }
}

/// What is known of all archives; nothing before the first look.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The entry of the log up to which changes were seen.
    seen: Option<u64>,
    due: BTreeMap<ArchiveId, DateTime<Utc>>,
}

impl Plan {
    /// Takes up what is due, and gives all posts of these archives that are not finished. An archive that fails keeps no other
    /// waiting.
    pub(super) fn look(
        &mut self,
        desk: &Desk,
        zone: &Zone,
        now: DateTime<Utc>,
    ) -> Result<Vec<(ArchiveId, Job)>, Error> {
        let mut jobs = Vec::new();
        for archive in self.ready(desk, now)? {
            self.due.remove(&archive);
            match look_at(desk, &archive, zone, now) {
                Ok(found) => {
                    self.wake_for(&archive, found.wake);
                    jobs.extend(found.jobs.into_iter().map(|job| (archive.clone(), job)));
                }
                Err(error) => {
                    warn!("the posts of {archive}: {error}");
                    self.wake_for(&archive, Some(now + TimeDelta::seconds(AGAIN)));
                }
            }
        }
        Ok(jobs)
    }

    /// The archives where something changed or is due; at first all of them.
    fn ready(&mut self, desk: &Desk, now: DateTime<Utc>) -> Result<BTreeSet<ArchiveId>, Error> {
        let after = self.seen.map_or_else(|| desk.head(), Ok)?;
        let (mut ready, head) = desk.changed_archives(after)?;
        if self.seen.is_none() {
            ready.extend(desk.archives()?);
        }
        self.seen = Some(head);
        let due = self.due.iter().filter(|(_, due)| **due <= now);
        ready.extend(due.map(|(archive, _)| archive.clone()));
        Ok(ready)
    }

    /// Has an archive looked at then, if not before.
    pub(super) fn wake_for(&mut self, archive: &ArchiveId, at: Option<DateTime<Utc>>) {
        if let Some(at) = at {
            let due = self.due.entry(archive.clone()).or_insert(at);
            *due = at.min(*due);
        }
    }

    /// When the next archive is to be looked at.
    pub(super) fn next(&self) -> Option<DateTime<Utc>> {
        self.due.values().min().copied()
    }
}

/// How one kind of posts is taken up, where these are under way.
type Look = fn(&Desk, &ArchiveId, &[Job], DateTime<Utc>) -> Result<Found, Error>;

/// What waits for the end of quiet hours; reminders do not, which people set for their time.
const LOUD: [Look; 2] = [compose::look, watches::look];

/// A kind that fails keeps no other waiting, and what is under way goes on.
fn look_at(
    desk: &Desk,
    archive: &ArchiveId,
    zone: &Zone,
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    let jobs = desk.jobs(archive)?;
    let quiet = quiet_until(desk, archive, zone, now)?;
    let loud = LOUD.into_iter().filter(|_| quiet.is_none());
    let mut found = Found::default();
    found.wakes_at(quiet);
    for look in std::iter::once(reminders::look as Look).chain(loud) {
        match look(desk, archive, &jobs, now) {
            Ok(part) => found.join(part),
            Err(error) => {
                warn!("the posts of {archive}: {error}");
                found.wakes_at(Some(now + TimeDelta::seconds(AGAIN)));
            }
        }
    }
    found.jobs.extend(jobs);
    Ok(found)
}

/// When the quiet hours of an archive end, where they hold now; its clocks hang in its own zone, else in that one.
fn quiet_until(
    desk: &Desk,
    archive: &ArchiveId,
    zone: &Zone,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let set = desk.preferences(archive)?;
    let own: Option<Zone> = set.zone.as_ref().and_then(|zone| zone.parse().ok());
    let wall = own.as_ref().unwrap_or(zone).at(now).naive_local();
    let until = set.quiet.and_then(|quiet| quiet.until(wall));
    Ok(until.map(|until| now + (until - wall)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Digest, DigestKind, Draft, Moment};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn utc() -> Zone {
        "UTC".parse().expect("a zone")
    }

    fn digest(desk: &Desk, server: u64) -> ArchiveId {
        let (nine, since) = ("09:00:00".parse(), at("2026-11-23T12:00:00Z"));
        let digest = Digest::daily(7, DigestKind::Today, nine.expect("a time"), "UTC", since);
        let archive = ArchiveId::server(server);
        desk.keep_digest(&archive, &digest).expect("kept");
        archive
    }

    #[test]
    fn an_archive_is_looked_at_when_it_is_due_or_changed_and_no_other_is() {
        let desk = Desk::in_memory().expect("a desk");
        let (one, other) = (digest(&desk, 1), digest(&desk, 2));
        let mut plan = Plan::default();
        let now = at("2026-11-23T13:00:00Z");
        let begun = plan.look(&desk, &utc(), now).expect("looked");
        assert_eq!(begun.len(), 0, "{begun:?}");
        assert_eq!(plan.next(), Some(at("2026-11-24T09:00:00Z")));
        let ready = |plan: &mut Plan, now| plan.ready(&desk, now).expect("ready");
        assert_eq!(ready(&mut plan, now), BTreeSet::new());
        let published = Moment::parse("2026-11-23").expect("a day");
        let story = Draft {
            title: "Fair set".into(),
            ..Draft::published(published)
        };
        desk.take(&other, story).expect("taken");
        assert_eq!(ready(&mut plan, now), BTreeSet::from([other.clone()]));
        desk.keep_digest(&one, &desk.digests(&one).expect("read")[0])
            .expect("kept");
        assert_eq!(ready(&mut plan, now), BTreeSet::from([one.clone()]));
        assert_eq!(ready(&mut plan, now), BTreeSet::new());
        let due = at("2026-11-24T09:00:00Z");
        let posts = plan.look(&desk, &utc(), due).expect("looked");
        let archives: Vec<_> = posts.into_iter().map(|(archive, _)| archive).collect();
        assert_eq!(archives, [one, other]);
    }
}
