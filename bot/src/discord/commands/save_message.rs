//! **Save article**, in the menu of a message: what it links to, else the file at it, else its own words.

use super::save::{self, Told};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    download,
    fault::Fault,
    place::Place,
    reply,
};
use chrono::DateTime;
use dateline_core::{Intake, Moment};
use dateline_reader::Page;
use dateline_render::discord::{Card, Notice, commands::SAVE_MESSAGE};
use serenity::all::{CommandInteraction, Http, Message, ResolvedTarget};

pub(super) const COMMAND: Command = Command {
    described: SAVE_MESSAGE,
    found: Found::OnMessages,
    options: Vec::new,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

/// Fewer words than these are talk, not a story.
const WORDS: usize = 25;

/// Links that are tried, in their order, until one gives a story.
const LINKS: usize = 3;

async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let message = match given.data.target() {
        Some(ResolvedTarget::Message(message)) => message,
        _ => return Err(Fault::Unexpected("a message menu without a message")),
    };
    let place = Place::of_command(given);
    save::may_save(bot, &place, given.member.as_deref()).await?;
    bot.counts_save(&place)?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let card = match saved(bot, message, &place).await {
        Ok(card) => card,
        Err(fault) => fault.told(SAVE_MESSAGE.name).card(),
    };
    reply::complete(http, given, &card).await?;
    Ok(Outcome::Said)
}

async fn saved(bot: &Bot, message: &Message, place: &Place) -> Result<Card, Fault> {
    let links = links(message);
    let mut last = None;
    for link in links.iter().take(LINKS) {
        match save::linked(bot, link, Told::default(), place).await {
            Ok(card) => return Ok(card),
            Err(Fault::Notice(undated @ Notice::NoPublication { .. })) => {
                return Ok(dateline_render::discord::undated(&undated, link));
            }
            Err(fault) => last = last.or(Some(fault)),
        }
    }
    let file = message
        .attachments
        .iter()
        .find(|file| download::check(file).is_ok());
    if let Some(file) = file {
        return save::fetched(bot, file, Told::default(), place).await;
    }
    if message.content.split_whitespace().count() >= WORDS {
        let page = words(message);
        return save::store(bot, page, Told::default(), place, Intake::Pasted).await;
    }
    Err(last.unwrap_or(Fault::Notice(Notice::NothingToSave)))
}

/// The words of a message as a pasted story; one that does not say when it was published counts from the message.
fn words(message: &Message) -> Page {
    let page = dateline_reader::paste(&message.content);
    let seconds = message.timestamp.unix_timestamp();
    let written = DateTime::from_timestamp(seconds, 0).map(|at| at.fixed_offset());
    Page {
        published: page.published.or(written.map(Moment::Instant)),
        ..page
    }
}

/// The addresses in a message and in what Discord shows below it, each once.
fn links(message: &Message) -> Vec<String> {
    let shown = message.embeds.iter().filter_map(|embed| embed.url.clone());
    let mut links: Vec<String> = Vec::new();
    for link in written_links(&message.content).into_iter().chain(shown) {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// The addresses in a text; marks around them and behind them are not theirs.
fn written_links(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "<>|".contains(c));
    let linked = words.filter_map(|word| {
        let begin = word.find("https://").or_else(|| word.find("http://"))?;
        let link = word.get(begin..)?;
        let open = word.get(..begin)?.ends_with('(');
        let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '*', '_']);
        let link = if open {
            link.trim_end_matches(')')
        } else {
            link
        };
        (link.len() > "https://".len()).then(|| link.to_owned())
    });
    linked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_the_marks_around_them() {
        assert_eq!(
            written_links(
                "Look: https://news.example/a?b=1, <https://news.example/c> and [here](https://news.example/d). \
                 See http://wiki.example/Fair_(event)!"
            ),
            [
                "https://news.example/a?b=1",
                "https://news.example/c",
                "https://news.example/d",
                "http://wiki.example/Fair_(event)"
            ]
        );
        assert!(written_links("no link, https:// alone").is_empty());
    }
}
