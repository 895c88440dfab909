//! Posts of digests made at the desk: which are due now in an archive, and what they say, frozen.

use super::plan::Found;
use crate::discord::reply::{self, Pings};
use chrono::{DateTime, FixedOffset, NaiveDate, Offset, Utc};
use chrono_tz::Tz;
use dateline_core::{
    ArchiveId, CatchUp, Digest, Due, Error as CoreError, Job, JobId, JobPart, Moment, Occasion,
    PartState, Post, Posted, Recipient, Then,
};
use dateline_desk::{Desk, Error};
use dateline_render::discord::{
    Card,
    digest::{self, Late, Message},
};
use serenity::all::RoleId;

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

/// Takes up what is due of the digests of an archive, where these posts are under way.
pub(super) fn look(
    desk: &Desk,
    archive: &ArchiveId,
    under_way: &[Job],
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    let mut found = Found::default();
    for digest in desk.digests(archive)? {
        let of = (digest.channel, digest.kind);
        let is_under_way = under_way
            .iter()
            .any(|job| job.digest() == Some(of) && job.occasion == Occasion::Slot);
        let posted = desk.posted(archive, digest.channel, digest.kind)?;
        if posted.off.is_some() || is_under_way {
            continue;
        }
        let zone = zone(&digest)?;
        if let Some(due) = digest.due(&zone, posted.last, now) {
            found
                .jobs
                .extend(take_up(desk, archive, &digest, &due, now)?);
        }
        let next = digest.next_slot(&zone, posted.last, now);
        found.wakes_at(next.map(|slot| slot.due));
    }
    Ok(found)
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
    let of = (Recipient::Channel(channel), Post::Digest(kind));
    let job = Job::begun(order.archive, of, (order.date, order.occasion), order.now);
    let earlier = match desk.posted(order.archive, channel, kind)? {
        Posted { messages, .. } if digest.is_rolling => messages,
        Posted { .. } => Vec::new(),
    };
    let parts = messages.into_iter().enumerate();
    let parts: Vec<JobPart> = parts
        .map(|(number, message)| JobPart {
            content: of_digest(digest, &job.id, number, message.card),
            events: message.events,
            state: earlier
                .get(number)
                .map_or(PartState::Waiting, |id| PartState::Edits(*id)),
        })
        .collect();
    Ok(Some(Job {
        surplus: earlier.into_iter().skip(parts.len()).collect(),
        parts,
        is_to_pin: digest.is_pinned,
        ..job
    }))
}

/// A post of one message, which tells of no events that a channel has heard of since.
pub(super) fn of_one(job: Job, card: Card, pings: Pings) -> Job {
    let part = JobPart {
        content: frozen(card, &job.id, 0, (pings, false)),
        events: Vec::new(),
        state: PartState::Waiting,
    };
    Job {
        parts: vec![part],
        ..job
    }
}

/// A message of a digest as it is sent; only the first pings.
fn of_digest(digest: &Digest, id: &JobId, number: usize, card: Card) -> String {
    let role = digest.mention.filter(|role| number == 0 && *role != 0);
    let pings = role.map_or(Pings::Nobody, |role| Pings::Role(RoleId::new(role)));
    frozen(card, id, number, (pings, digest.is_silent))
}

/// A message as it is sent, with the code by which it is found again.
fn frozen(mut card: Card, id: &JobId, number: usize, (pings, is_silent): (Pings, bool)) -> String {
    let (nonce, footer) = (id.nonce(number), card.footer.unwrap_or_default());
    card.footer = Some(format!("{footer} · {}", nonce.code()));
    let body = reply::frozen(&card, pings, is_silent);
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
