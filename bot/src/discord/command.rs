//! What a command is, and the one way in which commands, forms and buttons are answered.

use super::{
    bot::Bot,
    commands::COMMANDS,
    fault::Fault,
    reply::{self, Seen},
};
use dateline_render::discord::{Card, Notice, commands::Described};
use serenity::all::{
    CommandInteraction, ComponentInteraction, CreateCommand, CreateCommandOption,
    CreateInteractionResponse, Http, InstallationContext, InteractionContext, InteractionId,
    ModalInteraction,
};
use std::{future::Future, pin::Pin};

/// Work on one event that ends in an outcome.
pub(super) type Deed<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Fault>> + Send + 'a>>;

/// What a person gets.
pub(super) enum Outcome {
    /// A card.
    Card(Card, Seen),
    /// A form, or another first answer.
    Response(Box<CreateInteractionResponse>),
    /// Everything was said already.
    Said,
}

/// One command: how it is registered, and what it does.
pub(super) struct Command {
    pub(super) described: Described,
    pub(super) options: fn() -> Vec<CreateCommandOption>,
    pub(super) run: for<'a> fn(&'a Bot, &'a Http, &'a CommandInteraction) -> Deed<'a>,
    /// What takes its forms, whose ids begin with its name and a colon.
    pub(super) form: Option<for<'a> fn(&'a Bot, &'a ModalInteraction) -> Deed<'a>>,
    /// What answers its buttons, whose ids begin likewise.
    pub(super) press: Option<for<'a> fn(&'a Bot, &'a ComponentInteraction) -> Deed<'a>>,
}

impl Command {
    /// As Discord registers it: for servers that have the bot, and for direct messages.
    pub(super) fn definition(&self) -> CreateCommand {
        CreateCommand::new(self.described.name)
            .description(self.described.about)
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
            .integration_types(vec![InstallationContext::Guild])
            .set_options((self.options)())
    }
}

/// Runs a slash command.
pub(super) async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<(), Fault> {
    let command = COMMANDS
        .iter()
        .find(|command| command.described.name == given.data.name);
    let done = match command {
        Some(command) => (command.run)(bot, http, given).await,
        None => Err(Fault::Unexpected("a command that is not in the list")),
    };
    let during = format!("/{}", command.map_or("?", |command| command.described.name));
    finish(http, (given.id, &given.token), done, &during).await
}

/// Takes a form that was sent.
pub(super) async fn take_form(
    bot: &Bot,
    http: &Http,
    given: &ModalInteraction,
) -> Result<(), Fault> {
    let done = match owner(&given.data.custom_id).and_then(|command| command.form) {
        Some(form) => form(bot, given).await,
        None => Err(Notice::Stale.into()),
    };
    finish(http, (given.id, &given.token), done, "a form").await
}

/// Answers a button.
pub(super) async fn press(
    bot: &Bot,
    http: &Http,
    given: &ComponentInteraction,
) -> Result<(), Fault> {
    let done = match owner(&given.data.custom_id).and_then(|command| command.press) {
        Some(press) => press(bot, given).await,
        None => Err(Notice::Stale.into()),
    };
    finish(http, (given.id, &given.token), done, "a button").await
}

/// The command whose name leads the id.
fn owner(id: &str) -> Option<&'static Command> {
    let (name, _) = id.split_once(':')?;
    COMMANDS
        .iter()
        .find(|command| command.described.name == name)
}

async fn finish(
    http: &Http,
    to: (InteractionId, &str),
    done: Result<Outcome, Fault>,
    during: &str,
) -> Result<(), Fault> {
    let response = match done {
        Ok(Outcome::Said) => return Ok(()),
        Ok(Outcome::Card(card, seen)) => reply::direct(&card, seen),
        Ok(Outcome::Response(response)) => *response,
        Err(fault) => reply::direct(&fault.told(during).card(), Seen::ByAsker),
    };
    Ok(reply::respond(http, to, response).await?)
}
