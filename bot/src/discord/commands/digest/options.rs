//! What each verb of `/digest` takes, as Discord shows it and as it comes back.

use crate::discord::command::option;
use dateline_core::{CatchUp, DigestKind};
use dateline_render::discord::commands::{self, Described};
use serenity::all::{
    ChannelType, CommandOptionType, CreateCommandOption, ResolvedOption, ResolvedValue,
};

/// The most letters of a text.
const LONGEST: u16 = 100;

/// The words for what becomes of missed posts.
const MISSED: [(&str, &str, CatchUp); 2] = [
    ("one late post covers them", "latest", CatchUp::Latest),
    ("they are skipped", "skip", CatchUp::Skip),
];

fn text(described: Described) -> CreateCommandOption {
    option(CommandOptionType::String, described).max_length(LONGEST)
}

fn verb(described: Described, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    option(CommandOptionType::SubCommand, described).set_sub_options(options)
}

fn kind() -> CreateCommandOption {
    let kinds = DigestKind::ALL.into_iter();
    let option = option(CommandOptionType::String, commands::DIGEST_KIND).required(true);
    kinds.fold(option, |option, kind| {
        option.add_string_choice(kind.word(), kind.word())
    })
}

fn channel() -> CreateCommandOption {
    option(CommandOptionType::Channel, commands::DIGEST_CHANNEL)
        .channel_types(vec![ChannelType::Text, ChannelType::News])
}

/// Which digest is meant.
fn which() -> Vec<CreateCommandOption> {
    vec![kind(), channel()]
}

/// What can be said of a digest.
fn said() -> Vec<CreateCommandOption> {
    let flag = |described| option(CommandOptionType::Boolean, described);
    let missed = option(CommandOptionType::String, commands::DIGEST_MISSED);
    let missed = MISSED.into_iter().fold(missed, |option, (name, word, _)| {
        option.add_string_choice(name, word)
    });
    vec![
        kind(),
        text(commands::DIGEST_AT),
        channel(),
        text(commands::DIGEST_ZONE),
        text(commands::DIGEST_DAYS),
        text(commands::DIGEST_TOPIC),
        option(CommandOptionType::Role, commands::DIGEST_MENTION),
        flag(commands::DIGEST_ROLLING),
        flag(commands::DIGEST_SILENT),
        flag(commands::DIGEST_SKIP),
        flag(commands::DIGEST_PIN),
        missed,
    ]
}

/// The verbs, in the order of their names.
pub(super) fn options() -> Vec<CreateCommandOption> {
    vec![
        verb(commands::DIGEST_LIST, Vec::new()),
        verb(commands::DIGEST_PAUSE, which()),
        verb(commands::DIGEST_PREVIEW, which()),
        verb(commands::DIGEST_REMOVE, which()),
        verb(commands::DIGEST_RESUME, which()),
        verb(commands::DIGEST_RUN, which()),
        verb(commands::DIGEST_SET, said()),
    ]
}

/// What was given to a verb.
pub(super) struct Given<'a>(pub(super) &'a [ResolvedOption<'a>]);

impl Given<'_> {
    fn value(&self, described: Described) -> Option<&ResolvedValue<'_>> {
        let found = self.0.iter().find(|option| option.name == described.name);
        found.map(|option| &option.value)
    }

    /// A text that holds more than blanks.
    pub(super) fn text(&self, described: Described) -> Option<&str> {
        match self.value(described) {
            Some(ResolvedValue::String(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    pub(super) fn flag(&self, described: Described) -> Option<bool> {
        match self.value(described) {
            Some(ResolvedValue::Boolean(flag)) => Some(*flag),
            _ => None,
        }
    }

    pub(super) fn channel(&self) -> Option<u64> {
        match self.value(commands::DIGEST_CHANNEL) {
            Some(ResolvedValue::Channel(channel)) => Some(channel.id.get()),
            _ => None,
        }
    }

    pub(super) fn role(&self) -> Option<u64> {
        match self.value(commands::DIGEST_MENTION) {
            Some(ResolvedValue::Role(role)) => Some(role.id.get()),
            _ => None,
        }
    }

    pub(super) fn missed(&self) -> Option<CatchUp> {
        let given = self.text(commands::DIGEST_MISSED)?;
        let known = MISSED.into_iter().find(|(_, word, _)| *word == given);
        known.map(|(_, _, missed)| missed)
    }
}
