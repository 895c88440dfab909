//! Messages that speak to the bot: a mention, a reply to it, a direct message.

use super::{bot::Bot, fault::Fault, place::Place, reply};
use crate::metrics::Ended;
use dateline_ask::{Before, follow};
use dateline_core::Moment;
use dateline_render::discord::{self, Card};
use serenity::all::{Http, Message, MessageType};
use std::time::Instant;

/// Answers a message that speaks to the bot; all others, those of bots and its own among them, get nothing.
pub(super) async fn answer(bot: &Bot, http: &Http, message: &Message) {
    let Some(words) = spoken(bot, message) else {
        return;
    };
    let place = Place::in_server(message.guild_id, message.author.id);
    let (mut ended, began) = (Ended::Well, Instant::now());
    let card = match answered(bot, http, message, (&place, words)).await {
        Ok(Some(card)) => card,
        Ok(None) => return,
        Err(fault) => {
            let told = fault.told("a message");
            ended = Ended::with(&told);
            told.card()
        }
    };
    if let Err(error) = reply::post(http, &card, message).await {
        ended = Ended::Failed;
        Fault::Discord(error).log("a reply to a message");
    }
    bot.metrics().handled("message", ended, began.elapsed());
}

/// The answer; none in a channel where the bot is to be silent.
async fn answered(
    bot: &Bot,
    http: &Http,
    message: &Message,
    (place, words): (&Place, String),
) -> Result<Option<Card>, Fault> {
    let customs = bot.customs(place).await?;
    let is_direct = message.guild_id.is_none();
    if !is_direct && !customs.answers_in(message.channel_id.get()) {
        let parent = parent(http, message).await;
        if !parent.is_some_and(|parent| customs.answers_in(parent)) {
            return Ok(None);
        }
    }
    bot.counts_question(place.person)?;
    let now = customs.now();
    let replied = message.referenced_message.as_ref();
    let replied = replied.filter(|replied| bot.is_me(replied.author.id));
    let meant = replied.and_then(|answer| meant(answer, &words, &now));
    Ok(Some(bot.answer(place, &meant.unwrap_or(words)).await?))
}

/// The channel to which a thread belongs: a message does not tell it. Where Discord does not either, there is none.
async fn parent(http: &Http, message: &Message) -> Option<u64> {
    let channel = http.get_channel(message.channel_id).await.ok()?.guild()?;
    let thread = channel.thread_metadata.is_some();
    channel
        .parent_id
        .filter(|_| thread)
        .map(|parent| parent.get())
}

/// What is said to the bot; none where the message does not speak to it. An empty question is told about.
fn spoken(bot: &Bot, message: &Message) -> Option<String> {
    let is_said = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    let is_mine = bot.is_me(message.author.id);
    if is_mine || message.author.bot || message.webhook_id.is_some() || !is_said {
        return None;
    }
    let is_direct = message.guild_id.is_none();
    let is_mention = message.mentions.iter().any(|user| bot.is_me(user.id));
    let replied = message.referenced_message.as_ref();
    let is_reply = replied.is_some_and(|replied| bot.is_me(replied.author.id));
    let words = without_mention(bot, &message.content);
    // Where a reply mentions nobody, Discord may keep its words to itself: then there is nothing to read.
    let is_spoken = is_direct || is_mention || (is_reply && !words.is_empty());
    is_spoken.then_some(words)
}

/// What words mean that go on from an answer of ours ("and where?"): its card is headed by the event that it tells of.
fn meant(answer: &Message, words: &str, now: &Moment) -> Option<String> {
    let title = answer.embeds.first()?.title.as_deref()?;
    let event = discord::unescape(title);
    let question = format!("when is the {event}");
    let before = Before {
        question: &question,
        event: Some(&event),
        person: None,
    };
    follow(&before, words, now)
}

fn without_mention(bot: &Bot, content: &str) -> String {
    let Some(me) = bot.me() else {
        return content.trim().to_owned();
    };
    let forms = [format!("<@{me}>"), format!("<@!{me}>")];
    let bare = forms
        .iter()
        .fold(content.to_owned(), |words, form| words.replace(form, " "));
    bare.trim().to_owned()
}
