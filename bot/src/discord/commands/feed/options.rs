//! What each verb of `/feed` takes, as Discord shows it.

use crate::discord::command::option;
use dateline_render::discord::commands::{self, Described};
use serenity::all::{ChannelType, CommandOptionType, CreateCommandOption};

fn verb(described: Described, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    option(CommandOptionType::SubCommand, described).set_sub_options(options)
}

fn text(described: Described) -> CreateCommandOption {
    option(CommandOptionType::String, described).max_length(300)
}

fn url() -> CreateCommandOption {
    option(CommandOptionType::String, commands::FEED_URL).max_length(2_000)
}

fn which() -> CreateCommandOption {
    text(commands::WHICH_FEED).set_autocomplete(true)
}

/// What can be said of a feed when it is added and when it is changed.
fn said() -> [CreateCommandOption; 4] {
    let pages = ["auto", "always", "never"];
    let pages = pages
        .into_iter()
        .fold(text(commands::FEED_PAGES), |option, word| {
            option.add_string_choice(word, word)
        });
    let channel = option(CommandOptionType::Channel, commands::FEED_CHANNEL)
        .channel_types(vec![ChannelType::Text, ChannelType::News]);
    [
        text(commands::FEED_NAME),
        text(commands::FEED_TOPIC),
        pages,
        channel,
    ]
}

/// The verbs, in the order of their names.
pub(super) fn options() -> Vec<CreateCommandOption> {
    let backfill = option(CommandOptionType::Integer, commands::FEED_BACKFILL)
        .min_int_value(0)
        .max_int_value(100);
    let stories = option(CommandOptionType::Boolean, commands::FEED_STORIES);
    let file = option(CommandOptionType::Attachment, commands::OPML).required(true);
    let added = [url().required(true), backfill];
    vec![
        verb(
            commands::FEED_ADD,
            added.into_iter().chain(said()).collect(),
        ),
        verb(commands::FEED_DISCOVER, vec![url().required(true)]),
        verb(
            commands::FEED_EDIT,
            [which().required(true), url()]
                .into_iter()
                .chain(said())
                .collect(),
        ),
        verb(commands::FEED_EXPORT, Vec::new()),
        verb(commands::FEED_HEALTH, vec![which()]),
        verb(commands::FEED_IMPORT, vec![file]),
        verb(commands::FEED_LIST, Vec::new()),
        verb(commands::FEED_PAUSE, vec![which().required(true)]),
        verb(commands::FEED_POLL, vec![which()]),
        verb(commands::FEED_REMOVE, vec![which().required(true), stories]),
        verb(commands::FEED_RESUME, vec![which().required(true)]),
        verb(commands::FEED_TEST, vec![which().required(true)]),
    ]
}
