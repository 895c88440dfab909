//! Which archive an event means: from the event itself, never from what a person typed.

use super::bot::Bot;
use dateline_core::ArchiveId;
use dateline_render::discord::Asked;
use serenity::all::{
    AuthorizingIntegrationOwner, AuthorizingIntegrationOwners, CommandInteraction,
    ComponentInteraction, GuildId, Interaction, ModalInteraction, UserId,
};

/// An archive and whose it is, with the person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) archive: ArchiveId,
    pub(crate) asked: Asked,
    pub(crate) person: UserId,
}

impl Place {
    /// A server's archive where the bot was added to the server; else the person's own.
    pub(crate) fn of_command(given: &CommandInteraction) -> Self {
        let owners = &given.authorizing_integration_owners;
        Self::of_interaction(given.guild_id, owners, given.user.id)
    }

    /// The same of a button that was pressed.
    pub(crate) fn of_press(given: &ComponentInteraction) -> Self {
        let owners = &given.authorizing_integration_owners;
        Self::of_interaction(given.guild_id, owners, given.user.id)
    }

    /// The same of a form. Of a form serenity does not tell who installed the bot: a server that the bot is in was asked in its
    /// own name, and in any other only who installed the bot for themselves can have opened it.
    pub(crate) fn of_form(bot: &Bot, given: &ModalInteraction) -> Self {
        let server = given.guild_id.filter(|server| bot.is_in(*server));
        Self::in_server(server, given.user.id)
    }

    fn of_interaction(
        server: Option<GuildId>,
        owners: &AuthorizingIntegrationOwners,
        person: UserId,
    ) -> Self {
        let is_installed = |server: &GuildId| {
            owners.0.is_empty()
                || owners.0.iter().any(|owner| {
                    matches!(owner, AuthorizingIntegrationOwner::GuildInstall(Some(id)) if id == server)
                })
        };
        Self::in_server(server.filter(is_installed), person)
    }

    /// The same of whatever was done.
    pub(super) fn of(bot: &Bot, given: &Interaction) -> Self {
        match given {
            Interaction::Command(given) | Interaction::Autocomplete(given) => {
                Self::of_command(given)
            }
            Interaction::Component(given) => Self::of_press(given),
            Interaction::Modal(given) => Self::of_form(bot, given),
            // Nobody stands behind anything else; the archive of account 1 is nobody's.
            _ => Self::in_server(None, UserId::default()),
        }
    }

    /// A server's archive, else the person's own.
    pub(crate) fn in_server(server: Option<GuildId>, person: UserId) -> Self {
        let (archive, asked) = match server {
            Some(server) => (ArchiveId::server(server.get()), Asked::Server),
            None => (ArchiveId::user(person.get()), Asked::Person),
        };
        Self {
            archive,
            asked,
            person,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_that_only_the_person_installed_reads_only_that_persons_archive() {
        let (server, person) = (GuildId::new(5), UserId::new(7));
        let archive = |owners: Vec<AuthorizingIntegrationOwner>, server| {
            Place::of_interaction(server, &AuthorizingIntegrationOwners(owners), person).archive
        };
        let added = AuthorizingIntegrationOwner::GuildInstall(Some(server));
        let installed = AuthorizingIntegrationOwner::UserInstall(person);
        assert_eq!(
            archive(vec![added.clone(), installed.clone()], Some(server)),
            ArchiveId::server(5)
        );
        assert_eq!(
            archive(vec![installed.clone()], Some(server)),
            ArchiveId::user(7)
        );
        assert_eq!(
            archive(vec![AuthorizingIntegrationOwner::GuildInstall(None)], None),
            ArchiveId::user(7)
        );
        let other = AuthorizingIntegrationOwner::GuildInstall(Some(GuildId::new(6)));
        assert_eq!(archive(vec![other], Some(server)), ArchiveId::user(7));
    }
}
