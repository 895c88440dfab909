//! What each verb of `/event` takes, as Discord shows it.

use super::remind;
use crate::discord::command::option;
use dateline_core::Status;
use dateline_render::discord::commands::{self, Described};
use serenity::all::{CommandOptionType, CreateCommandOption};

fn verb(described: Described, options: Vec<CreateCommandOption>) -> CreateCommandOption {
    option(CommandOptionType::SubCommand, described).set_sub_options(options)
}

fn text(described: Described, most: u16) -> CreateCommandOption {
    option(CommandOptionType::String, described).max_length(most)
}

/// An option that is completed with events, or with corrections.
fn completed(described: Described) -> CreateCommandOption {
    text(described, 200).required(true).set_autocomplete(true)
}

fn date() -> CreateCommandOption {
    text(commands::EVENT_DATE, 60)
}

fn clock() -> CreateCommandOption {
    text(commands::EVENT_CLOCK, 60)
}

fn place() -> CreateCommandOption {
    text(commands::EVENT_PLACE, 200)
}

fn title() -> CreateCommandOption {
    text(commands::EVENT_TITLE, 200)
}

fn status() -> CreateCommandOption {
    let statuses = Status::ALL.into_iter();
    statuses.fold(text(commands::EVENT_STATUS, 20), |option, status| {
        option.add_string_choice(status.word(), status.word())
    })
}

/// The verbs, in the order of their names.
pub(super) fn options() -> Vec<CreateCommandOption> {
    let event = || completed(commands::WHICH_EVENT);
    let reports = text(commands::REPORTS, 60).required(true);
    let added = vec![
        title().required(true),
        date().required(true),
        clock(),
        place(),
    ];
    let published = vec![
        event(),
        text(commands::PUBLISH_START, 60),
        text(commands::PUBLISH_END, 60),
        place(),
    ];
    let lead = text(commands::REMIND_BEFORE, 20).set_autocomplete(true);
    let reminded = vec![event(), lead, remind::told_where(), remind::told_ping()];
    let listed = text(commands::REMINDER, 100).set_autocomplete(true);
    let fixed = vec![event(), date(), clock(), status(), place(), title()];
    vec![
        verb(commands::EVENT_ADD, added),
        verb(commands::EVENT_FIX, fixed),
        verb(commands::EVENT_HIDE, vec![event()]),
        verb(commands::EVENT_HISTORY, vec![event()]),
        verb(commands::EVENT_ICS, vec![event()]),
        verb(
            commands::EVENT_MERGE,
            vec![event(), completed(commands::OTHER_EVENT)],
        ),
        verb(commands::EVENT_PUBLISH, published),
        verb(commands::EVENT_REMIND, reminded),
        verb(commands::EVENT_REMINDERS, vec![listed]),
        verb(commands::EVENT_RESTORE, vec![event()]),
        verb(commands::EVENT_SHOW, vec![event()]),
        verb(commands::EVENT_SPLIT, vec![event(), reports]),
        verb(commands::EVENT_UNDO, vec![completed(commands::CORRECTION)]),
    ]
}
