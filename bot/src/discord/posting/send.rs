//! Each step of a post as a request to Discord, and what Discord's answer says of it.

use super::at_desk;
use crate::discord::{
    bot::Bot,
    link::{self, Link},
    reply::{self, Pings},
};
use crate::metrics::Ended;
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArchiveId, Job, Nonce, Post, Recipient, Trouble};
use dateline_desk::{
    Desk, Error,
    posting::{Outcome, Step},
};
use dateline_render::discord::{Card, digest, reminder};
use serde_json::{Value as Json, json};
use serenity::all::{
    ChannelId, GuildId, Http, Message, MessageId, MessagePagination, Nonce as SentNonce,
    Permissions, UserId,
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
                warn!("a post of {archive}: {}", link::told(&error));
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
        let http = self.link.requests();
        let channel = match step {
            Step::Wait(_) | Step::SwitchOff(_) | Step::Finish | Step::Tell(_) => ChannelId::new(1),
            _ => channel(http, job.to).await?,
        };
        let outcome = match step {
            Step::Post(_) if !is_still_there(http, archive, job.to).await? => Outcome::Gone,
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
                return self.tell(http, archive, job, trouble).await;
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

    /// Whether the bot may read what was written in a channel.
    async fn may_read(&self, channel: ChannelId, me: UserId) -> serenity::Result<bool> {
        let http = self.link.requests();
        // Direct messages everybody may read who is in them.
        let Some(channel) = http.get_channel(channel).await?.guild() else {
            return Ok(true);
        };
        let server = http.get_guild(channel.guild_id).await?;
        let member = http.get_member(channel.guild_id, me).await?;
        let held = server.user_permissions_in(&channel, &member);
        Ok(held.contains(Permissions::READ_MESSAGE_HISTORY))
    }

    /// Tells who set it, directly; where nobody can be told, the log and the list say it.
    async fn tell(
        &self,
        http: &Http,
        archive: &ArchiveId,
        job: &Job,
        trouble: Trouble,
    ) -> serenity::Result<Outcome> {
        warn!("a post of {archive}, {:?}: {trouble:?}", job.post);
        let (place, of) = (archive.clone(), job.clone());
        let person = at_desk(&self.bot, move |desk| owner(desk, &place, &of)).await;
        let Some(person) = person.flatten() else {
            return Ok(Outcome::Done);
        };
        let channel = channel(http, Recipient::Person(person)).await?;
        let mut body = reply::frozen(&about(job, trouble), Pings::Nobody, false)?;
        sign(&mut body, &job.id.nonce(TOLD));
        http.send_message(channel, Vec::new(), &body).await?;
        Ok(Outcome::Done)
    }
}

/// What is told of a post that is not, or not wholly, where it belongs.
fn about(job: &Job, trouble: Trouble) -> Card {
    let (channel, date) = (job.to.number(), job.date);
    match job.post {
        Post::Digest(kind) => digest::trouble(channel, kind, date, trouble),
        Post::Reminder(_) => reminder::trouble("reminder", channel, date, trouble),
        Post::Watch(_) => reminder::trouble("watch", channel, date, trouble),
    }
}

/// Who set what a post is of, and can be told of trouble: nobody where it went to that very person.
fn owner(desk: &Desk, archive: &ArchiveId, job: &Job) -> Result<Option<u64>, Error> {
    if matches!(job.to, Recipient::Person(_)) {
        return Ok(None);
    }
    Ok(match job.post {
        Post::Digest(kind) => {
            let mut digests = desk.digests(archive)?.into_iter();
            let of = (job.to.number(), kind);
            let digest = digests.find(|digest| (digest.channel, digest.kind) == of);
            digest.and_then(|digest| digest.set_by)
        }
        Post::Reminder(number) => {
            let mut reminders = desk.reminders(archive)?.into_iter();
            let reminder = reminders.find(|reminder| reminder.number == number);
            reminder.map(|reminder| reminder.person)
        }
        Post::Watch(number) => {
            let mut watches = desk.watches(archive)?.into_iter();
            let watch = watches.find(|watch| watch.number == number);
            watch.map(|watch| watch.person)
        }
    })
}

/// The channel in which a post stands: of a person the one of direct messages, which Discord opens once.
async fn channel(http: &Http, to: Recipient) -> serenity::Result<ChannelId> {
    match to {
        Recipient::Channel(channel) => Ok(ChannelId::new(channel.max(1))),
        Recipient::Person(person) => {
            let directly = json!({"recipient_id": person.to_string()});
            Ok(http.create_private_channel(&directly).await?.id)
        }
    }
}

/// Whether who gets a post may know what the archive holds: of a server only who is in it still.
async fn is_still_there(http: &Http, archive: &ArchiveId, to: Recipient) -> serenity::Result<bool> {
    let server = archive.as_str().strip_prefix("server:");
    let server = server.and_then(|id| id.parse::<u64>().ok());
    let (Some(server), Recipient::Person(person)) = (server, to) else {
        return Ok(true);
    };
    let (server, person) = (GuildId::new(server.max(1)), UserId::new(person.max(1)));
    match http.get_member(server, person).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(link::status(&error), Some(403 | 404)) => Ok(false),
        Err(error) => Err(error),
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
