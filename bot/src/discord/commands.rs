//! The Discord commands: one line and one file each, in the order of their names.

mod about;
mod agenda;
mod article;
mod ask;
mod changes;
mod digest;
mod event;
mod export;
mod feed;
mod forget_server;
mod help;
mod me;
mod save;
mod save_message;
mod search;
mod status;
mod timeline;
mod when;

use super::command::Command;

/// Every command, as it is registered.
pub(super) const COMMANDS: [Command; 18] = [
    save_message::COMMAND,
    about::COMMAND,
    agenda::COMMAND,
    article::COMMAND,
    ask::COMMAND,
    changes::COMMAND,
    digest::COMMAND,
    event::COMMAND,
    export::COMMAND,
    feed::COMMAND,
    forget_server::COMMAND,
    help::COMMAND,
    me::COMMAND,
    save::COMMAND,
    search::COMMAND,
    status::COMMAND,
    timeline::COMMAND,
    when::COMMAND,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_of_one_command_each() {
        let names: Vec<_> = COMMANDS
            .iter()
            .map(|command| command.described.name)
            .collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
    }

    #[test]
    fn every_command_is_registered_for_servers_and_direct_messages_with_what_is_required_first() {
        for command in &COMMANDS {
            let definition =
                serde_json::to_value(command.definition()).expect("a definition is JSON");
            assert_eq!(
                definition["contexts"],
                serde_json::json!([0, 1]),
                "{definition}"
            );
            let options = definition["options"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let subs = options
                .iter()
                .filter_map(|option| option["options"].as_array().cloned());
            for options in subs.chain([options.clone()]) {
                let required: Vec<bool> = options
                    .iter()
                    .map(|option| !option["required"].as_bool().unwrap_or_default())
                    .collect();
                assert!(required.is_sorted(), "{definition}");
            }
        }
    }
}
