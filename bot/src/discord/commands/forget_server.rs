//! `/forget-server`: everything of a server is forgotten, once somebody who manages it has typed that it is meant.

use super::save::typed;
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    publishing,
    reply::{self, Seen},
    rights,
};
use dateline_render::discord::{
    Asked, commands,
    own::{self, FORGET_FORM, FORGET_WORD},
};
use serenity::all::{CommandInteraction, Http, ModalInteraction};

pub(super) const COMMAND: Command = Command {
    described: commands::FORGET_SERVER,
    found: Found::TypedByManagers,
    options: Vec::new,
    run: |_, _, given| Box::pin(run(given)) as Deed<'_>,
    suggest: None,
    form: Some(|bot, http, given| Box::pin(take(bot, http, given)) as Deed<'_>),
    press: None,
};

async fn run(given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    if place.asked == Asked::Person {
        return Ok(Outcome::Card(own::no_server(), Seen::ByAsker));
    }
    rights::to_forget(&place, given.member.as_deref())?;
    let form = reply::form(&FORGET_FORM, [""]);
    Ok(Outcome::Response(Box::new(form)))
}

async fn take(bot: &Bot, http: &Http, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_form(bot, given);
    if place.asked == Asked::Person {
        return Ok(Outcome::Card(own::no_server(), Seen::ByAsker));
    }
    rights::to_forget(&place, given.member.as_ref())?;
    let [word] = FORGET_FORM.inputs.map(|input| typed(given, input.id));
    if !own::is_sure(word, FORGET_WORD) {
        return Ok(Outcome::Card(own::not_sure(FORGET_WORD), Seen::ByAsker));
    }
    publishing::take_down(bot, http, &place.archive).await;
    let archive = place.archive.clone();
    let forgotten = bot.at_desk(&place, move |desk, _| {
        let articles = desk.statistics(&archive)?.articles;
        desk.forget_archive(&archive)?;
        Ok(articles)
    });
    let card = own::server_forgotten(forgotten.await?);
    Ok(Outcome::Card(card, Seen::ByAll))
}
