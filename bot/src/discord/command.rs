//! What a command is, and the one way in which commands, forms and buttons are answered.

use super::{
    bot::Bot,
    commands::COMMANDS,
    fault::Fault,
    reply::{self, Seen},
};
use dateline_render::discord::{Card, Notice, commands::Described};
use serenity::all::{
    CommandInteraction, CommandType, ComponentInteraction, CreateCommand, CreateCommandOption,
    CreateInteractionResponse, Http, InstallationContext, Interaction, InteractionContext,
    ModalInteraction, Permissions,
};
use std::{future::Future, pin::Pin};

/// Work on one event that ends in an outcome.
pub(super) type Deed<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Fault>> + Send + 'a>>;

/// Work on an option that is being typed.
pub(super) type Suggesting<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<(String, String)>, Fault>> + Send + 'a>>;

/// What a person gets.
pub(super) enum Outcome {
    /// A card.
    Card(Card, Seen),
    /// A card with a file of that name.
    File(Card, (String, String), Seen),
    /// A form, or another first answer.
    Response(Box<CreateInteractionResponse>),
    /// Everything was said already.
    Said,
}

/// Where a command is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Typed behind a slash.
    Typed,
    /// Typed behind a slash; only those who manage the server see it, unless they let others.
    TypedByManagers,
    /// In the menu of a message; its name is what stands there.
    OnMessages,
}

/// One command: how it is registered, and what it does.
pub(super) struct Command {
    pub(super) described: Described,
    pub(super) found: Found,
    pub(super) options: fn() -> Vec<CreateCommandOption>,
    pub(super) run: for<'a> fn(&'a Bot, &'a Http, &'a CommandInteraction) -> Deed<'a>,
    /// What completes the option that is being typed: names with values.
    pub(super) suggest: Option<for<'a> fn(&'a Bot, &'a CommandInteraction) -> Suggesting<'a>>,
    /// What takes its forms, whose ids begin with its name and a colon.
    pub(super) form: Option<for<'a> fn(&'a Bot, &'a Http, &'a ModalInteraction) -> Deed<'a>>,
    /// What answers its buttons, whose ids begin likewise.
    pub(super) press: Option<for<'a> fn(&'a Bot, &'a ComponentInteraction) -> Deed<'a>>,
}

impl Command {
    /// As Discord registers it: for servers that have the bot, and for direct messages.
    pub(super) fn definition(&self) -> CreateCommand {
        let command = CreateCommand::new(self.described.name)
            .contexts(vec![InteractionContext::Guild, InteractionContext::BotDm])
            .integration_types(vec![InstallationContext::Guild]);
        let typed = |command: CreateCommand| {
            command
                .description(self.described.about)
                .set_options((self.options)())
        };
        match self.found {
            Found::Typed => typed(command),
            Found::TypedByManagers => {
                typed(command).default_member_permissions(Permissions::MANAGE_GUILD)
            }
            Found::OnMessages => command.kind(CommandType::Message),
        }
    }
}

/// Answers a command, a form or a button.
pub(super) async fn answer(bot: &Bot, http: &Http, given: &Interaction) -> Result<(), Fault> {
    if let Interaction::Autocomplete(given) = given {
        return suggest(bot, http, given).await;
    }
    let stale = || Fault::Notice(Notice::Stale);
    let (what, command, deed) = match given {
        Interaction::Command(given) => {
            let command = named(&given.data.name);
            let deed = command.map(|command| (command.run)(bot, http, given));
            let deed = deed.ok_or(Fault::Unexpected("a command that is not in the list"));
            ("", command, deed)
        }
        Interaction::Modal(given) => {
            let command = owner(&given.data.custom_id);
            let form = command.and_then(|command| command.form);
            let deed = form.map(|form| form(bot, http, given)).ok_or_else(stale);
            ("a form of ", command, deed)
        }
        Interaction::Component(given) => {
            let command = owner(&given.data.custom_id);
            let press = command.and_then(|command| command.press);
            let deed = press.map(|press| press(bot, given)).ok_or_else(stale);
            ("a button of ", command, deed)
        }
        _ => {
            return Err(Fault::Unexpected(
                "a kind of interaction that was not asked for",
            ));
        }
    };
    let done = match deed {
        Ok(deed) => deed.await,
        Err(fault) => Err(fault),
    };
    let name = command.map_or("?", |command| command.described.name);
    let response = match done {
        Ok(Outcome::Said) => return Ok(()),
        Ok(Outcome::Card(card, seen)) => reply::direct(&card, seen),
        Ok(Outcome::File(card, file, seen)) => reply::direct_with(&card, file, seen),
        Ok(Outcome::Response(response)) => *response,
        Err(fault) => {
            let told = fault.told(&format!("{what}/{name}"));
            reply::direct(&told.card(), Seen::ByAsker)
        }
    };
    Ok(reply::respond(http, (given.id(), given.token()), response).await?)
}

/// Completes what is being typed; where that fails nothing is offered, and what was typed can still be sent.
async fn suggest(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<(), Fault> {
    let suggest = named(&given.data.name).and_then(|command| command.suggest);
    let choices = match suggest {
        Some(suggest) => suggest(bot, given).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let response = reply::choices(choices);
    Ok(reply::respond(http, (given.id, &given.token), response).await?)
}

fn named(name: &str) -> Option<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.described.name == name)
}

/// The command whose name leads the id.
fn owner(id: &str) -> Option<&'static Command> {
    named(id.split_once(':')?.0)
}
