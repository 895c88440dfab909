//! **Ask about this**, in the menu of a message: a form that asks the stored news, with what the message is about filled in.

use super::{
    find_dates::{picked, reports},
    save::typed,
};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    message_words::Written,
    place::Place,
    reply::{self, Seen},
};
use dateline_ask::{Before, follow};
use dateline_core::Moment;
use dateline_render::discord::{Notice, commands, found::ASK_FORM};
use serenity::all::{CommandInteraction, ModalInteraction};

/// Words of a message that are taken for its topic, where no event is read in it.
const WORDS: usize = 12;

pub(super) const COMMAND: Command = Command {
    described: commands::ASK_ABOUT,
    found: Found::OnMessages,
    options: Vec::new,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: Some(|bot, _, given| Box::pin(take(bot, given)) as Deed<'_>),
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let Written { words, at } = picked(bot, &place, given).await?;
    let topic = bot.at_desk(&place, move |_, _| {
        let first = reports(&words, at)?.into_iter().next();
        Ok(first.map_or_else(|| opening(&words), |report| report.title().to_owned()))
    });
    let form = reply::form(&ASK_FORM, [&topic.await?, ""]);
    Ok(Outcome::Response(Box::new(form)))
}

/// The first words of the first line that holds any.
fn opening(words: &str) -> String {
    let mut lines = words.lines().map(str::trim);
    let line = lines.find(|line| line.contains(char::is_alphanumeric));
    let words: Vec<&str> = line.unwrap_or_default().split_whitespace().collect();
    words.into_iter().take(WORDS).collect::<Vec<_>>().join(" ")
}

async fn take(bot: &Bot, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_form(bot, given);
    let [topic, question] = ASK_FORM.inputs.map(|input| typed(given, input.id).trim());
    if !topic.contains(char::is_alphanumeric) {
        return Err(Notice::NoQuestion.into());
    }
    let now = bot.customs(&place).await?.now();
    let card = bot.answer(&place, &whole(topic, question, &now)).await?;
    Ok(Outcome::Card(card, Seen::AsSet))
}

/// The whole question: what is asked of the topic, or the question alone where it names what it asks about.
fn whole(topic: &str, question: &str, now: &Moment) -> String {
    let when = format!("when is the {topic}");
    let before = Before {
        question: &when,
        event: Some(topic),
        person: None,
    };
    if !question.contains(char::is_alphanumeric) {
        return when;
    }
    follow(&before, question, now).unwrap_or_else(|| question.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_completed_with_the_topic_unless_it_has_its_own() {
        let now = Moment::parse("2026-11-24").expect("a day");
        for (question, asked) in [
            ("", "when is the harbour fair"),
            ("where is it?", "where is the harbour fair"),
            ("and where?", "where is the harbour fair"),
            ("who won the chess final", "who won the chess final"),
        ] {
            assert_eq!(whole("harbour fair", question, &now), asked, "{question}");
        }
        assert_eq!(
            opening("\n **\nThe fair opens on Friday"),
            "The fair opens on Friday"
        );
        assert_eq!(opening("🎉"), "");
    }
}
