//! Messages that speak to the bot: a mention, a reply to it, a direct message.

use super::{bot::Bot, fault::Fault, place::Place, reply};
use dateline_ask::{Before, follow};
use dateline_render::discord;
use serenity::all::{Http, Message, MessageType};

/// Answers a message that speaks to the bot; all others, those of bots and its own among them, get nothing.
pub(super) async fn answer(bot: &Bot, http: &Http, message: &Message) {
    let Some(question) = question(bot, message) else {
        return;
    };
    let place = Place::of(message.guild_id, message.author.id);
    let card = match bot.answer(&place, &question).await {
        Ok(card) => card,
        Err(fault) => fault.told("a message").card(),
    };
    if let Err(error) = reply::post(http, &card, message).await {
        Fault::Discord(error).log("a reply to a message");
    }
}

/// What the message asks; none where it does not speak to the bot. An empty question is told about.
fn question(bot: &Bot, message: &Message) -> Option<String> {
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
    let replied = replied.filter(|_| is_reply);
    let meant = replied.and_then(|answer| meant(bot, answer, &words));
    is_spoken.then(|| meant.unwrap_or(words))
}

/// What words mean that go on from an answer of ours ("and where?"): its card is headed by the event that it tells of.
fn meant(bot: &Bot, answer: &Message, words: &str) -> Option<String> {
    let title = answer.embeds.first()?.title.as_deref()?;
    let event = discord::unescape(title);
    let question = format!("when is the {event}");
    let before = Before {
        question: &question,
        event: Some(&event),
        person: None,
    };
    follow(&before, words, &bot.clock().now())
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
