//! What each verb of `/digest` does.

use super::options::Given;
use crate::{
    discord::{
        bot::Bot,
        fault::Fault,
        place::Place,
        posting::compose::{self, Order},
    },
    zone::Zone,
};
use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use dateline_core::{ArchiveId, Digest, DigestKind, Error as CoreError, Posted};
use dateline_desk::{Desk, Error};
use dateline_render::discord::{Card, Notice, commands, digest as words};
use serenity::all::{ChannelId, InteractionId, UserId};

/// So many digests may be set in a server.
const MOST: usize = 10;

/// When a digest is posted where nothing is said.
const NINE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// Stands for no topic.
const NO_TOPIC: &str = "-";

/// A verb with what was given to it.
pub(super) struct Asked<'a> {
    pub(super) bot: &'a Bot,
    pub(super) archive: ArchiveId,
    /// The server.
    pub(super) place: &'a Place,
    pub(super) person: UserId,
    pub(super) options: Given<'a>,
    /// Where it was asked.
    pub(super) here: ChannelId,
    pub(super) interaction: InteractionId,
}

pub(super) async fn run(verb: &str, asked: &Asked<'_>) -> Result<Card, Fault> {
    let is = |described: commands::Described| described.name == verb;
    if is(commands::DIGEST_LIST) {
        return list(asked).await;
    }
    let which = asked.which();
    let (channel, kind) = which.ok_or(Fault::Unexpected("a kind that is not in the list"))?;
    if is(commands::DIGEST_SET) {
        return set(asked, (channel, kind)).await;
    }
    let Some(digest) = asked.digest(channel, kind).await? else {
        return Ok(words::absent(channel, kind));
    };
    if is(commands::DIGEST_PAUSE) || is(commands::DIGEST_RESUME) {
        let changed = Digest {
            is_paused: is(commands::DIGEST_PAUSE),
            since: asked.now(),
            ..digest
        };
        keep(asked, changed).await
    } else if is(commands::DIGEST_PREVIEW) {
        preview(asked, digest).await
    } else if is(commands::DIGEST_REMOVE) {
        let archive = asked.archive.clone();
        let removed = asked.at_desk(move |desk| desk.remove_digest(&archive, channel, kind));
        removed.await?;
        Ok(words::removed(channel, kind))
    } else if is(commands::DIGEST_RUN) {
        run_now(asked, digest).await
    } else {
        Err(Fault::Unexpected("a verb that is not in the list"))
    }
}

impl Asked<'_> {
    /// The channel and the kind that are meant; none where the kind is not in the list.
    fn which(&self) -> Option<(u64, DigestKind)> {
        let kind = self.options.text(commands::DIGEST_KIND)?;
        let channel = self.options.channel().unwrap_or(self.here.get());
        Some((channel, DigestKind::of_word(kind)?))
    }

    fn now(&self) -> DateTime<Utc> {
        self.bot.clock().utc()
    }

    async fn at_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Fault> {
        self.bot
            .at_desk(self.place, move |desk, _| work(desk))
            .await
    }

    async fn digests(&self) -> Result<Vec<Digest>, Fault> {
        let archive = self.archive.clone();
        self.at_desk(move |desk| desk.digests(&archive)).await
    }

    async fn digest(&self, channel: u64, kind: DigestKind) -> Result<Option<Digest>, Fault> {
        let mut digests = self.digests().await?.into_iter();
        Ok(digests.find(|digest| (digest.channel, digest.kind) == (channel, kind)))
    }
}

async fn set(asked: &Asked<'_>, (channel, kind): (u64, DigestKind)) -> Result<Card, Fault> {
    let digests = asked.digests().await?;
    let is_meant = |digest: &&Digest| (digest.channel, digest.kind) == (channel, kind);
    let before = digests.iter().find(is_meant).cloned();
    if before.is_none() && digests.len() >= MOST {
        return Ok(words::too_many(MOST));
    }
    let customs = asked.bot.customs(asked.place).await?;
    let zone = match customs.zone() {
        Zone::Named(zone) => zone.name(),
        Zone::Fixed(_) => Tz::UTC.name(),
    };
    let new = || Digest::daily(channel, kind, NINE, zone, asked.now());
    let digest = changed(before.unwrap_or_else(new), &asked.options)?;
    let digest = Digest {
        since: asked.now(),
        set_by: Some(asked.person.get()),
        ..digest
    };
    keep(asked, digest).await
}

/// The digest with what was given; the rest stays as it was.
fn changed(digest: Digest, given: &Given<'_>) -> Result<Digest, Notice> {
    let refused =
        |described: commands::Described, why| Notice::refused_option(described.name, &why);
    let at = given.text(commands::DIGEST_AT).map(clock).transpose();
    let zone = given.text(commands::DIGEST_ZONE).map(zone).transpose();
    let days = given
        .text(commands::DIGEST_DAYS)
        .map(str::parse)
        .transpose();
    let topic = given.text(commands::DIGEST_TOPIC);
    Ok(Digest {
        at: at
            .map_err(|why| refused(commands::DIGEST_AT, why))?
            .unwrap_or(digest.at),
        zone: zone
            .map_err(|why| refused(commands::DIGEST_ZONE, why))?
            .unwrap_or(digest.zone),
        days: days
            .map_err(|why| refused(commands::DIGEST_DAYS, why))?
            .unwrap_or(digest.days),
        topic: match topic {
            Some(NO_TOPIC) => None,
            Some(words) => Some(words.to_owned()),
            None => digest.topic,
        },
        mention: given.role().or(digest.mention),
        is_rolling: given
            .flag(commands::DIGEST_ROLLING)
            .unwrap_or(digest.is_rolling),
        is_silent: given
            .flag(commands::DIGEST_SILENT)
            .unwrap_or(digest.is_silent),
        skips_empty: given
            .flag(commands::DIGEST_SKIP)
            .unwrap_or(digest.skips_empty),
        is_pinned: given.flag(commands::DIGEST_PIN).unwrap_or(digest.is_pinned),
        catch_up: given.missed().unwrap_or(digest.catch_up),
        ..digest
    })
}

/// `09:00`, `9:00` or `9`.
fn clock(text: &str) -> Result<NaiveTime, CoreError> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let number = |digits: &str| digits.trim().parse::<u32>().ok();
    let read = number(hour).zip(number(minute));
    read.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        .ok_or_else(|| CoreError::NotAClock(text.to_owned()))
}

/// The name of a zone as the table has it.
fn zone(text: &str) -> Result<String, CoreError> {
    let mut known = TZ_VARIANTS.iter().map(|zone| zone.name());
    let found = known.find(|name| name.eq_ignore_ascii_case(text));
    found
        .map(str::to_owned)
        .ok_or_else(|| CoreError::NotAZone(text.to_owned()))
}

async fn keep(asked: &Asked<'_>, digest: Digest) -> Result<Card, Fault> {
    let (archive, now) = (asked.archive.clone(), asked.now());
    let kept = asked.at_desk(move |desk| {
        desk.keep_digest(&archive, &digest)?;
        shown(desk, &archive, digest, now)
    });
    let (digest, posted, next) = kept.await?;
    Ok(words::one(&digest, &posted, next))
}

/// A digest, what posting it has shown, and when it comes next.
type Shown = (Digest, Posted, Option<DateTime<Utc>>);

fn shown(
    desk: &Desk,
    archive: &ArchiveId,
    digest: Digest,
    now: DateTime<Utc>,
) -> Result<Shown, Error> {
    let posted = desk.posted(archive, digest.channel, digest.kind)?;
    let zone = compose::zone(&digest)?;
    let next = digest.next_slot(&zone, posted.last, now);
    Ok((digest, posted, next.map(|slot| slot.due)))
}

async fn list(asked: &Asked<'_>) -> Result<Card, Fault> {
    let (archive, now) = (asked.archive.clone(), asked.now());
    let listed = asked.at_desk(move |desk| {
        let digests = desk.digests(&archive)?.into_iter();
        let shown = digests.map(|digest| shown(desk, &archive, digest, now));
        shown.collect::<Result<Vec<Shown>, Error>>()
    });
    Ok(words::list(&listed.await?))
}

async fn preview(asked: &Asked<'_>, digest: Digest) -> Result<Card, Fault> {
    let (archive, now) = (asked.archive.clone(), asked.now());
    let interaction = asked.interaction.get();
    let made = asked.at_desk(move |desk| {
        let order = Order::asked(&archive, &digest, interaction, now)?;
        compose::messages(desk, &order)
    });
    let first = made.await?.and_then(|messages| messages.into_iter().next());
    first
        .map(|message| message.card)
        .ok_or(Fault::Unexpected("a digest without a message"))
}

async fn run_now(asked: &Asked<'_>, digest: Digest) -> Result<Card, Fault> {
    let (channel, kind) = (digest.channel, digest.kind);
    let (archive, now) = (asked.archive.clone(), asked.now());
    let interaction = asked.interaction.get();
    let begun = asked.at_desk(move |desk| {
        let order = Order::asked(&archive, &digest, interaction, now)?;
        let job = compose::job(desk, &order)?;
        job.map(|job| desk.begin_job(&archive, job)).transpose()
    });
    begun.await?;
    Ok(words::under_way(channel, kind))
}
