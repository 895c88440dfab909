//! Posts made at the desk: what is due now in which archive, and what it says, frozen.

use crate::{
    clock::Clock,
    discord::{customs::Customs, reply},
};
use chrono::{DateTime, FixedOffset, NaiveDate, Offset, Utc};
use chrono_tz::Tz;
use dateline_core::{
    ArchiveId, CatchUp, Digest, Due, Error as CoreError, Job, JobId, JobPart, Moment, Occasion,
    PartState, Posted, Then,
};
use dateline_desk::{Desk, Error};
use dateline_render::discord::digest::{self, Late, Message};
use serenity::all::RoleId;
use tracing::warn;

/// What a look through all archives found.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Posts that are not finished.
    pub(super) jobs: Vec<(ArchiveId, Job)>,
    /// When the next digest is due.
    pub(super) wake: Option<DateTime<Utc>>,
}

/// What one post is for.
pub(crate) struct Order<'a> {
    pub(crate) archive: &'a ArchiveId,
    pub(crate) digest: &'a Digest,
    /// The day of its slot.
    pub(crate) date: NaiveDate,
    /// What it was made for.
    pub(crate) occasion: Occasion,
    /// The first day that it covers, where that is an earlier one.
    pub(crate) before: Option<NaiveDate>,
    pub(crate) is_late: bool,
    pub(crate) now: DateTime<Utc>,
}

impl<'a> Order<'a> {
    /// A post that somebody asks for now.
    pub(crate) fn asked(
        archive: &'a ArchiveId,
        digest: &'a Digest,
        interaction: u64,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        Ok(Self {
            archive,
            digest,
            date: local(digest, now)?.date_naive(),
            occasion: Occasion::Asked(interaction),
            before: None,
            is_late: false,
            now,
        })
    }
}

/// Takes up what is due, and gives all posts that are not finished. An archive that fails keeps no other waiting.
pub(super) fn look(desk: &Desk, clock: &Clock, now: DateTime<Utc>) -> Result<Look, Error> {
    let mut look = Look::default();
    for archive in desk.archives()? {
        if let Err(error) = look.archive(desk, &archive, (clock, now)) {
            warn!("the digests of {archive}: {error}");
        }
    }
    Ok(look)
}

/// When the quiet hours of an archive end, where they hold now: until then nothing is begun that nobody asked for just then.
pub(crate) fn quiet_until(
    desk: &Desk,
    archive: &ArchiveId,
    clock: &Clock,
) -> Result<Option<DateTime<Utc>>, Error> {
    let customs = Customs::of(desk, archive, clock)?;
    let now = customs.now().wall();
    let until = customs.set.quiet.and_then(|quiet| quiet.until(now));
    Ok(until.map(|until| {
        let wait = until - now;
        clock.utc() + wait
    }))
}

impl Look {
    fn archive(
        &mut self,
        desk: &Desk,
        archive: &ArchiveId,
        (clock, now): (&Clock, DateTime<Utc>),
    ) -> Result<(), Error> {
        let jobs = desk.jobs(archive)?;
        for digest in desk.digests(archive)? {
            let is_under_way = jobs.iter().any(|job| {
                (job.channel, job.kind, job.occasion)
                    == (digest.channel, digest.kind, Occasion::Slot)
            });
            let posted = desk.posted(archive, digest.channel, digest.kind)?;
            if posted.off.is_some() || is_under_way {
                continue;
            }
            let zone = zone(&digest)?;
            if let Some(due) = digest.due(&zone, posted.last, now) {
                let quiet = quiet_until(desk, archive, clock)?;
                if quiet.is_some() {
                    self.wake = [self.wake, quiet].into_iter().flatten().min();
                    continue;
                }
                let job = take_up(desk, archive, &digest, &due, now)?;
                self.jobs.extend(job.map(|job| (archive.clone(), job)));
            }
            let next = digest
                .next_slot(&zone, posted.last, now)
                .map(|slot| slot.due);
            self.wake = [self.wake, next].into_iter().flatten().min();
        }
        self.jobs
            .extend(jobs.into_iter().map(|job| (archive.clone(), job)));
        Ok(())
    }
}

/// Begins the post of a slot; none where the slot passes without one.
fn take_up(
    desk: &Desk,
    archive: &ArchiveId,
    digest: &Digest,
    due: &Due,
    now: DateTime<Utc>,
) -> Result<Option<Job>, Error> {
    let date = due.slot.date;
    let covers = digest.catch_up == CatchUp::Latest;
    let order = Order {
        archive,
        digest,
        date,
        occasion: Occasion::Slot,
        before: due.before.first().copied().filter(|_| covers),
        is_late: due.then == Then::PostLate,
        now,
    };
    if due.then != Then::Skip
        && let Some(job) = job(desk, &order)?
    {
        return Ok(Some(desk.begin_job(archive, job)?));
    }
    desk.pass_slot(archive, (digest.channel, digest.kind), date)?;
    Ok(None)
}

/// What a post says now; none where there is nothing to tell, and the digest is skipped then.
pub(crate) fn messages(desk: &Desk, order: &Order<'_>) -> Result<Option<Vec<Message>>, Error> {
    let (archive, digest) = (order.archive, order.digest);
    let now = Moment::Instant(local(digest, order.now)?);
    let covered = desk.covered(archive, digest, (order.before, order.date))?;
    let section = desk.digest_section(archive, digest, &covered, &now)?;
    if section.is_empty() && digest.skips_empty && order.occasion == Occasion::Slot {
        return Ok(None);
    }
    let late = order.is_late.then_some(Late {
        first: covered.first,
        date: order.date,
    });
    Ok(Some(digest::messages(digest, &section, late, &now)))
}

/// A post, frozen; a rolling one takes the place of the messages before it.
pub(crate) fn job(desk: &Desk, order: &Order<'_>) -> Result<Option<Job>, Error> {
    let digest = order.digest;
    let Some(messages) = messages(desk, order)? else {
        return Ok(None);
    };
    let (channel, kind) = (digest.channel, digest.kind);
    let id = JobId::of(order.archive, channel, kind, order.date, order.occasion);
    let earlier = match desk.posted(order.archive, channel, kind)? {
        Posted { messages, .. } if digest.is_rolling => messages,
        Posted { .. } => Vec::new(),
    };
    let parts = messages.into_iter().enumerate();
    let parts: Vec<JobPart> = parts
        .map(|(number, message)| JobPart {
            content: frozen(digest, &id, number, &message),
            events: message.events,
            state: earlier
                .get(number)
                .map_or(PartState::Waiting, |id| PartState::Edits(*id)),
        })
        .collect();
    Ok(Some(Job {
        id,
        channel,
        kind,
        date: order.date,
        occasion: order.occasion,
        made: order.now,
        surplus: earlier.into_iter().skip(parts.len()).collect(),
        parts,
        is_to_pin: digest.is_pinned,
        not_before: None,
        failures: 0,
        trouble: None,
        is_switched_off: false,
        is_told: false,
    }))
}

/// A message as it is sent, with the code by which it is found again; only the first pings.
fn frozen(digest: &Digest, id: &JobId, number: usize, message: &Message) -> String {
    let mut card = message.card.clone();
    let (nonce, footer) = (id.nonce(number), card.footer.unwrap_or_default());
    card.footer = Some(format!("{footer} · {}", nonce.code()));
    let role = digest.mention.filter(|role| number == 0 && *role != 0);
    let body = reply::frozen(&card, role.map(RoleId::new), digest.is_silent);
    body.map(|body| body.to_string())
        .expect("a card is text and numbers")
}

/// The zone of a digest; what was set was one.
pub(crate) fn zone(digest: &Digest) -> Result<Tz, Error> {
    let read = digest.zone.parse::<Tz>();
    Ok(read.map_err(|_| CoreError::NotAZone(digest.zone.clone()))?)
}

/// The time on the clocks of its zone.
fn local(digest: &Digest, now: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
    let there = now.with_timezone(&zone(digest)?);
    Ok(there.with_timezone(&there.offset().fix()))
}
