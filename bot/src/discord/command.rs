//! What a command is, and the one way in which commands, forms and buttons are answered.

use super::{
    bot::Bot,
    commands::COMMANDS,
    customs::Customs,
    fault::Fault,
    place::Place,
    reply::{self, Seen},
};
use crate::metrics::Ended;
use dateline_render::discord::{
    Asked, Card, Notice,
    commands::{self, Described},
    localised::localised,
};
use serenity::all::{
    CommandInteraction, CommandOptionType, CommandType, ComponentInteraction, CreateCommand,
    CreateCommandOption, CreateInteractionResponse, Http, InstallationContext, Interaction,
    InteractionContext, ModalInteraction, Permissions,
};
use std::{
    future::Future,
    pin::Pin,
    time::{Duration, Instant},
};
use tracing::debug;

/// What is asked of Discord before an answer is given takes no longer: the person waits 3 seconds at most.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Work on one event that ends in an outcome.
pub(super) type Deed<'a> = Pin<Box<dyn Future<Output = Result<Outcome, Fault>> + Send + 'a>>;

/// Work on an option that is being typed.
pub(super) type Suggesting<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<(String, String)>, Fault>> + Send + 'a>>;

/// What a person gets.
pub(super) enum Outcome {
    /// A card.
    Card(Card, Seen),
    /// A card with a file.
    File(Card, reply::File, Seen),
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
    /// Whether it is answered in every channel: those who manage must find their way back out of what they set, and what is
    /// told of the bot and of a person is no answer from the news.
    fn is_everywhere(&self) -> bool {
        let is_private = EVERYWHERE.contains(&self.described);
        self.found == Found::TypedByManagers || is_private
    }

    /// Whether somebody looks something up with it: of a command in the menu of a message that is the form behind it.
    fn asks(&self, given: &Interaction) -> bool {
        let is_asked = match given {
            Interaction::Command(_) => self.found != Found::OnMessages,
            Interaction::Modal(_) => self.found == Found::OnMessages,
            _ => false,
        };
        is_asked && ASKING.contains(&self.described)
    }

    /// Whether it means something where no server has the bot.
    fn is_of_servers(&self) -> bool {
        OF_SERVERS.contains(&self.described)
    }

    /// Who has it: servers that have the bot, and people who installed it for themselves.
    fn installs(&self) -> Vec<InstallationContext> {
        let person = (!self.is_of_servers()).then_some(InstallationContext::User);
        std::iter::once(InstallationContext::Guild)
            .chain(person)
            .collect()
    }

    /// Where it is offered; among people who write to each other only to whom has it for themselves.
    fn contexts(&self) -> Vec<InteractionContext> {
        let people = (!self.is_of_servers()).then_some(InteractionContext::PrivateChannel);
        let everywhere = [InteractionContext::Guild, InteractionContext::BotDm];
        everywhere.into_iter().chain(people).collect()
    }

    /// As Discord registers it.
    pub(super) fn definition(&self) -> CreateCommand {
        let command = CreateCommand::new(self.described.name)
            .contexts(self.contexts())
            .integration_types(self.installs());
        let there = localised(self.described);
        let command = there.iter().fold(command, |command, there| {
            command.name_localized(there.locale, there.name)
        });
        let typed = |command: CreateCommand| {
            let command = command
                .description(self.described.about)
                .set_options((self.options)());
            there.iter().fold(command, |command, there| {
                command.description_localized(there.locale, there.about)
            })
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

/// What is typed in the option that is to be completed.
pub(super) fn typed(given: &CommandInteraction) -> String {
    let option = given.data.autocomplete();
    option.map_or_else(String::new, |option| option.value.to_owned())
}

/// An option of a command.
pub(super) fn option(kind: CommandOptionType, described: Described) -> CreateCommandOption {
    let option = CreateCommandOption::new(kind, described.name, described.about);
    localised(described)
        .into_iter()
        .fold(option, |option, there| {
            option
                .name_localized(there.locale, there.name)
                .description_localized(there.locale, there.about)
        })
}

/// Commands that look things up.
const ASKING: [Described; 7] = [
    commands::ASK_ABOUT,
    commands::AGENDA,
    commands::ASK,
    commands::CHANGES,
    commands::SEARCH,
    commands::TIMELINE,
    commands::WHEN,
];

/// Commands of which only servers have any use.
const OF_SERVERS: [Described; 2] = [commands::DIGEST, commands::FORGET_SERVER];

/// Commands of everybody that are answered in every channel, to the asker alone.
const EVERYWHERE: [Described; 3] = [commands::ABOUT, commands::HELP, commands::ME];

/// Answers a command, a form or a button.
pub(super) async fn answer(bot: &Bot, http: &Http, given: &Interaction) -> Result<(), Fault> {
    if let Interaction::Autocomplete(given) = given {
        return suggest(bot, http, given).await;
    }
    let unknown = Fault::Unexpected("a kind of interaction that was not asked for");
    let (what, command, deed) = asked_for(bot, http, given).ok_or(unknown)?;
    let (name, began) = (
        command.map_or("?", |command| command.described.name),
        Instant::now(),
    );
    let mut ended = Ended::Well;
    let done = done(bot, given, (command, deed)).await;
    bot.publishing().look(&Place::of(bot, given).archive);
    let response = match done {
        Ok(Outcome::Said) => {
            bot.metrics().handled(name, ended, began.elapsed());
            return Ok(());
        }
        Ok(Outcome::Card(card, seen)) => reply::direct(&card, seen),
        Ok(Outcome::File(card, file, seen)) => reply::direct_with(&card, file, seen),
        Ok(Outcome::Response(response)) => *response,
        Err(fault) => {
            let told = fault.told(&format!("{what}/{name}"));
            ended = Ended::with(&told);
            reply::direct(&told.card(), Seen::ByAsker)
        }
    };
    let sent = reply::respond(http, (given.id(), given.token()), response).await;
    bot.metrics().handled(name, ended, began.elapsed());
    debug!(
        "{what}/{name}: {ended:?} in {} ms",
        began.elapsed().as_millis()
    );
    Ok(sent?)
}

/// What was asked for, by which command, and the work on it, not yet begun; none for what nobody can ask for.
type AskedFor<'a> = (
    &'static str,
    Option<&'static Command>,
    Result<Deed<'a>, Fault>,
);

fn asked_for<'a>(bot: &'a Bot, http: &'a Http, given: &'a Interaction) -> Option<AskedFor<'a>> {
    let stale = || Fault::Notice(Notice::Stale);
    Some(match given {
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
        _ => return None,
    })
}

/// Does what was asked for, where it may be done, and shows it to whom answers are for.
async fn done(
    bot: &Bot,
    given: &Interaction,
    (command, deed): (Option<&Command>, Result<Deed<'_>, Fault>),
) -> Result<Outcome, Fault> {
    let deed = deed?;
    let place = Place::of(bot, given);
    let customs = bot.customs(&place).await?;
    if let Some((channel, parent)) = channel_of(given) {
        admit(&customs, command, channel, parent)?;
    }
    if command.is_some_and(|command| command.asks(given)) {
        bot.counts_question(place.person)?;
    }
    // What a person asks of their own archive is for them, also where others could read along.
    let is_own = place.asked == Asked::Person && is_among_others(bot, given).await;
    let seen = |seen| {
        if is_own {
            Seen::ByAsker
        } else {
            customs.seen(seen)
        }
    };
    Ok(match deed.await? {
        Outcome::Card(card, how) => Outcome::Card(card, seen(how)),
        Outcome::File(card, file, how) => Outcome::File(card, file, seen(how)),
        other => other,
    })
}

/// Whether others can read what is answered there: everywhere but in direct messages with the bot.
async fn is_among_others(bot: &Bot, given: &Interaction) -> bool {
    let is_between_people = |context| context == Some(InteractionContext::PrivateChannel);
    match given {
        Interaction::Command(given) => given.guild_id.is_some() || is_between_people(given.context),
        Interaction::Component(given) => {
            given.guild_id.is_some() || is_between_people(given.context)
        }
        Interaction::Modal(given) => given.guild_id.is_some() || !is_with_bot(bot, given).await,
        _ => false,
    }
}

/// Whether a form was filled in direct messages with the bot. serenity does not tell; but of those between people Discord shows
/// the bot nothing.
async fn is_with_bot(bot: &Bot, given: &ModalInteraction) -> bool {
    let Some(link) = bot.link() else { return false };
    let channel = link.requests().get_channel(given.channel_id);
    let told = tokio::time::timeout(A_MOMENT, channel).await;
    matches!(told, Ok(Ok(_)))
}

/// Refuses what is asked for in a channel in which nothing is answered; a thread is of its channel.
fn admit(
    customs: &Customs,
    command: Option<&Command>,
    channel: u64,
    parent: Option<u64>,
) -> Result<(), Notice> {
    let is_here = customs.answers_in(channel) || parent.is_some_and(|id| customs.answers_in(id));
    let is_everywhere = command.is_some_and(Command::is_everywhere);
    if is_here || is_everywhere {
        return Ok(());
    }
    let channels = customs.set.channels.clone();
    Err(Notice::OtherChannel { channels })
}

/// The channel of a server in which something is asked for, with the one above it.
fn channel_of(given: &Interaction) -> Option<(u64, Option<u64>)> {
    let (server, id, channel) = match given {
        Interaction::Command(given) | Interaction::Autocomplete(given) => {
            (given.guild_id, given.channel_id, &given.channel)
        }
        Interaction::Component(given) => (given.guild_id, given.channel_id, &given.channel),
        Interaction::Modal(given) => (given.guild_id, given.channel_id, &given.channel),
        _ => return None,
    };
    let channel = channel.as_ref();
    let is_thread = channel.is_some_and(|channel| channel.thread_metadata.is_some());
    let parent = channel.and_then(|channel| channel.parent_id);
    let parent = parent.filter(|_| is_thread);
    server.map(|_| (id.get(), parent.map(|parent| parent.get())))
}

/// Completes what is being typed; where that fails nothing is offered, and what was typed can still be sent.
async fn suggest(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<(), Fault> {
    let choices = match named(&given.data.name) {
        Some(command) => choices(bot, command, given).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let response = reply::choices(choices);
    Ok(reply::respond(http, (given.id, &given.token), response).await?)
}

async fn choices(
    bot: &Bot,
    command: &Command,
    given: &CommandInteraction,
) -> Result<Vec<(String, String)>, Fault> {
    let Some(suggest) = command.suggest else {
        return Ok(Vec::new());
    };
    let whole = Interaction::Autocomplete(given.clone());
    let customs = bot.customs(&Place::of(bot, &whole)).await?;
    if let Some((channel, parent)) = channel_of(&whole) {
        admit(&customs, Some(command), channel, parent)?;
    }
    suggest(bot, given).await
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use dateline_core::ArchiveId;
    use dateline_desk::Desk;

    #[test]
    fn a_thread_is_of_its_channel_and_what_managers_run_is_answered_everywhere() {
        let (desk, server) = (Desk::in_memory().expect("a desk"), ArchiveId::server(5));
        desk.prefer(&server, |set| set.channels = vec![7])
            .expect("kept");
        let clock = Clock::new(&"UTC".parse().expect("a zone"), None).expect("a clock");
        let customs = Customs::of(&desk, &server, &clock).expect("read");
        let admits = |name, channel, parent| admit(&customs, named(name), channel, parent).is_ok();
        assert!(admits("ask", 7, None));
        assert!(admits("ask", 9, Some(7)), "a thread of the channel");
        assert!(!admits("ask", 9, Some(8)));
        assert!(!admits("Find dates here", 9, None));
        for name in ["settings", "feed", "help", "me", "about"] {
            assert!(admits(name, 9, None), "{name}");
        }
    }
}
