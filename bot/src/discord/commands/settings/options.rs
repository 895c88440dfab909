//! What each verb of `/settings` takes, as Discord shows it.

use crate::discord::command::option;
use dateline_core::{DateOrder, Visibility, WeekStart};
use dateline_render::discord::commands::{self, Described};
use serenity::all::{ChannelType, CommandOptionType, CreateCommandOption};

/// The days for which stories can be kept.
pub(super) const LEAST_DAYS: u64 = 7;
pub(super) const MOST_DAYS: u64 = 3_650;

/// The longest name of a zone that is read.
const LONGEST: u16 = 60;

fn verb(described: Described, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    option(CommandOptionType::SubCommand, described).set_sub_options(options)
}

fn one_of(described: Described, names: &[&str]) -> CreateCommandOption {
    let choices = names.iter();
    choices.fold(
        option(CommandOptionType::String, described),
        |option, name| option.add_string_choice(name.replace('-', " "), *name),
    )
}

fn channel(described: Described) -> CreateCommandOption {
    let option = option(CommandOptionType::Channel, described);
    option.channel_types(vec![ChannelType::Text, ChannelType::News])
}

/// The verbs, in the order of their names.
pub(super) fn options() -> Vec<CreateCommandOption> {
    let clock = |described| option(CommandOptionType::String, described).max_length(20);
    let days = option(CommandOptionType::Integer, commands::RETENTION_DAYS)
        .min_int_value(LEAST_DAYS)
        .max_int_value(MOST_DAYS);
    vec![
        verb(
            commands::SET_CHANNELS,
            vec![
                channel(commands::CHANNEL_ADD),
                channel(commands::CHANNEL_REMOVE),
            ],
        ),
        verb(
            commands::SET_ANSWERS,
            vec![one_of(
                commands::SEEN_BY,
                &Visibility::ALL.map(|(name, _)| name),
            )],
        ),
        verb(
            commands::SET_ORDER,
            vec![one_of(
                commands::ORDER,
                &DateOrder::ALL.map(|(name, _)| name),
            )],
        ),
        verb(
            commands::SET_QUIET,
            vec![clock(commands::QUIET_FROM), clock(commands::QUIET_TO)],
        ),
        verb(commands::SET_RETENTION, vec![days]),
        verb(
            commands::SET_ROLE,
            vec![option(CommandOptionType::Role, commands::ROLE)],
        ),
        verb(commands::SETTINGS_SHOW, Vec::new()),
        verb(
            commands::SET_WEEK,
            vec![one_of(
                commands::WEEK_DAY,
                &WeekStart::ALL.map(|(name, _)| name),
            )],
        ),
        verb(commands::SET_ZONE, vec![zone_option()]),
    ]
}

/// A zone, completed while it is typed.
pub(in crate::discord::commands) fn zone_option() -> CreateCommandOption {
    let option = option(CommandOptionType::String, commands::ZONE);
    option.max_length(LONGEST).set_autocomplete(true)
}
