//! Each step of a post as a request to Discord, and what Discord's answer says of it.

use super::at_desk;
use crate::discord::{
    bot::Bot,
    link::{self, Link},
};
use crate::metrics::Ended;
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArchiveId, Job, Nonce};
use dateline_desk::posting::{Outcome, Step};
use dateline_render::discord::digest;
use serde_json::{Value as Json, json};
use serenity::all::{
    ChannelId, Http, Message, MessageId, MessagePagination, Nonce as SentNonce, Permissions, UserId,
};
use std::{sync::Arc, time::Duration};
use tracing::warn;

/// Discord's codes for what is not there.
const UNKNOWN_MESSAGE: isize = 10_008;

/// A request with all its waiting for rate limits is given up after that: serenity waits as long as a header says, whatever
/// it says.
const BUDGET: Duration = Duration::from_secs(60);

/// So many messages are read at once, and so often before a look is given up.
const PAGE: u8 = 100;
const PAGES: usize = 10;

/// Clocks differ: a look goes back so much further.
const MARGIN: i64 = 5;

/// The part number under which people are told of trouble: no post has so many messages.
const TOLD: usize = 1_000;

/// Who sends: the only one, so that no two requests wait for one limit.
pub(super) struct Sender {
    pub(super) link: Link,
    pub(super) bot: Arc<Bot>,
}

impl Sender {
    /// Does a step.
    pub(super) async fn send(&self, archive: &ArchiveId, job: &Job, step: Step) -> Outcome {
        let done = tokio::time::timeout(BUDGET, self.request(archive, job, step)).await;
        let ended = match &done {
            Ok(Ok(_)) => Ended::Well,
            Ok(Err(_)) | Err(_) => Ended::Failed,
        };
        self.bot.metrics().posted(ended);
        match done {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(error)) => {
                warn!("a digest of {archive}: {}", link::told(&error));
                meaning(&error)
            }
            Err(_) => Outcome::Failed,
        }
    }

    async fn request(
        &self,
        archive: &ArchiveId,
        job: &Job,
        step: Step,
    ) -> serenity::Result<Outcome> {
        let (http, channel) = (self.link.requests(), ChannelId::new(job.channel.max(1)));
        let outcome = match step {
            Step::Post(part) => {
                let sent = http
                    .send_message(channel, Vec::new(), &new(job, part))
                    .await?;
                Outcome::Stands(sent.id.get())
            }
            Step::Edit { part, message } => {
                let (message, body) = (MessageId::new(message.max(1)), edit(job, part));
                http.edit_message(channel, message, &body, Vec::new())
                    .await?;
                Outcome::Done
            }
            Step::Look { part, since } => {
                return self.look(channel, &job.id.nonce(part), since).await;
            }
            Step::Delete(message) => {
                let message = MessageId::new(message.max(1));
                http.delete_message(channel, message, None).await?;
                Outcome::Done
            }
            Step::Pin(message) => {
                let message = MessageId::new(message.max(1));
                http.pin_message(channel, message, None).await?;
                Outcome::Done
            }
            Step::Tell(trouble) => {
                let card = digest::trouble(job.channel, job.kind, job.date, trouble);
                let body = crate::discord::reply::frozen(&card, None, false)?;
                return self.tell(http, archive, job, body).await;
            }
            Step::Wait(_) | Step::SwitchOff(_) | Step::Finish => Outcome::Done,
        };
        Ok(outcome)
    }

    /// Looks through the channel, the newest messages first. Where nothing is seen the bot may not be allowed to read: Discord
    /// shows nothing then, and does not say why.
    async fn look(
        &self,
        channel: ChannelId,
        nonce: &Nonce,
        since: DateTime<Utc>,
    ) -> serenity::Result<Outcome> {
        let Some(me) = self.bot.me() else {
            return Ok(Outcome::Failed);
        };
        let earliest = since - TimeDelta::minutes(MARGIN);
        let mut before: Option<MessageId> = None;
        for _ in 0..PAGES {
            let page = before.map(MessagePagination::Before);
            let page = self.link.requests().get_messages(channel, page, Some(PAGE));
            let page = match page.await {
                Err(error) if link::status(&error) == Some(403) => return Ok(Outcome::Unreadable),
                page => page?,
            };
            let ours = page.iter().filter(|message| message.author.id == me);
            if let Some(found) = ours.into_iter().find(|message| is_it(message, nonce)) {
                return Ok(Outcome::Stands(found.id.get()));
            }
            let Some(oldest) = page.last() else {
                let may_read = before.is_some() || self.may_read(channel, me).await?;
                return Ok(if may_read {
                    Outcome::NotFound
                } else {
                    Outcome::Unreadable
                });
            };
            if page.len() < usize::from(PAGE)
                || oldest.timestamp.unix_timestamp() < earliest.timestamp()
            {
                return Ok(Outcome::NotFound);
            }
            before = Some(oldest.id);
        }
        Ok(Outcome::Unreadable)
    }

    /// Whether the bot may read what was written in a channel of a server.
    async fn may_read(&self, channel: ChannelId, me: UserId) -> serenity::Result<bool> {
        let http = self.link.requests();
        let Some(channel) = http.get_channel(channel).await?.guild() else {
            return Ok(false);
        };
        let server = http.get_guild(channel.guild_id).await?;
        let member = http.get_member(channel.guild_id, me).await?;
        let held = server.user_permissions_in(&channel, &member);
        Ok(held.contains(Permissions::READ_MESSAGE_HISTORY))
    }

    /// Tells who set the digest, directly; where nobody can be told, the log and `/digest list` say it.
    async fn tell(
        &self,
        http: &Http,
        archive: &ArchiveId,
        job: &Job,
        mut body: Json,
    ) -> serenity::Result<Outcome> {
        warn!(
            "a digest of {archive} for channel {}: {:?}",
            job.channel, job.trouble
        );
        let (place, channel, kind) = (archive.clone(), job.channel, job.kind);
        let digests = at_desk(&self.bot, move |desk| desk.digests(&place)).await;
        let mut digests = digests.into_iter().flatten();
        let digest = digests.find(|digest| (digest.channel, digest.kind) == (channel, kind));
        let Some(person) = digest.and_then(|digest| digest.set_by) else {
            return Ok(Outcome::Done);
        };
        let directly = json!({"recipient_id": person.to_string()});
        let directly = http.create_private_channel(&directly).await?;
        sign(&mut body, &job.id.nonce(TOLD));
        http.send_message(directly.id, Vec::new(), &body).await?;
        Ok(Outcome::Done)
    }
}

/// The body of a part, as it was frozen.
fn body(job: &Job, part: usize) -> Json {
    let part = job.parts.get(part);
    part.and_then(|part| serde_json::from_str(&part.content).ok())
        .unwrap_or_default()
}

fn new(job: &Job, part: usize) -> Json {
    let mut body = body(job, part);
    sign(&mut body, &job.id.nonce(part));
    body
}

fn sign(body: &mut Json, nonce: &Nonce) {
    if let Some(object) = body.as_object_mut() {
        object.insert("nonce".into(), json!(nonce.as_str()));
        object.insert("enforce_nonce".into(), json!(true));
    }
}

/// The same in place of another message: how loud it is was decided when that was posted.
fn edit(job: &Job, part: usize) -> Json {
    let mut body = body(job, part);
    if let Some(object) = body.as_object_mut() {
        for only_new in ["flags", "tts", "nonce", "enforce_nonce", "sticker_ids"] {
            object.remove(only_new);
        }
    }
    body
}

/// Whether that message is the one: by its nonce, while Discord tells it, else by the code below it.
fn is_it(message: &Message, nonce: &Nonce) -> bool {
    let is_signed = match &message.nonce {
        Some(SentNonce::String(sent)) => sent == nonce.as_str(),
        Some(SentNonce::Number(_)) | None => false,
    };
    let footers = message
        .embeds
        .iter()
        .filter_map(|embed| embed.footer.as_ref());
    is_signed
        || footers
            .into_iter()
            .any(|footer| footer.text.ends_with(nonce.code()))
}

/// What an error says of the deed.
fn meaning(error: &serenity::Error) -> Outcome {
    match (link::status(error), link::code(error)) {
        (Some(403), _) => Outcome::Forbidden,
        (Some(404), Some(UNKNOWN_MESSAGE)) => Outcome::Missing,
        (Some(404), _) => Outcome::Gone,
        (Some(429), _) => Outcome::Slow(TimeDelta::seconds(30)),
        (Some(400 | 413), _) => Outcome::Refused,
        (Some(_) | None, _) => Outcome::Failed,
    }
}
