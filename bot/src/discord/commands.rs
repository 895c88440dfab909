//! The Discord commands: one line and one file each, in the order of their names.

mod about;
mod agenda;
mod article;
mod ask;
mod ask_about;
mod changes;
mod digest;
mod event;
mod export;
mod feed;
mod find_dates;
mod forget_server;
mod help;
mod me;
mod save;
mod save_message;
mod search;
mod settings;
mod status;
mod timeline;
mod watch;
mod when;

use super::command::Command;

/// Every command, as it is registered.
pub(super) const COMMANDS: [Command; 22] = [
    ask_about::COMMAND,
    find_dates::COMMAND,
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
    settings::COMMAND,
    status::COMMAND,
    timeline::COMMAND,
    watch::COMMAND,
    when::COMMAND,
];

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_render::discord::localised::LOCALES;
    use serde_json::Value;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_sorted_and_of_one_command_each() {
        let names: Vec<_> = COMMANDS
            .iter()
            .map(|command| command.described.name)
            .collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
    }

    /// A command, or an option of one, with all that is below it.
    fn walk(level: &Value, visit: &mut impl FnMut(&Value)) {
        visit(level);
        let options = level["options"].as_array();
        options
            .into_iter()
            .flatten()
            .for_each(|option| walk(option, visit));
    }

    /// What something is called for people who read that language.
    fn called<'a>(level: &'a Value, key: &str, locale: &str) -> &'a str {
        let there = level[format!("{key}_localizations")][locale].as_str();
        there.or(level[key].as_str()).unwrap_or_default()
    }

    fn definitions() -> Vec<Value> {
        let definitions = COMMANDS.iter().map(|command| command.definition());
        definitions
            .map(|definition| serde_json::to_value(definition).expect("a definition is JSON"))
            .collect()
    }

    #[test]
    fn no_two_names_side_by_side_are_the_same_in_any_language() {
        let commands = serde_json::json!({"name": "all", "options": definitions()});
        for locale in LOCALES {
            walk(&commands, &mut |level| {
                let mut seen = BTreeSet::new();
                for option in level["options"].as_array().into_iter().flatten() {
                    assert!(
                        option["name_localizations"][locale].is_string(),
                        "{locale}: {option}"
                    );
                    let name = (called(option, "name", locale), option["type"] == 3);
                    let is_menu = level["name"] == "all" && name.1;
                    assert!(seen.insert((name.0, is_menu)), "{locale}: {}", name.0);
                }
            });
        }
    }

    #[test]
    fn no_command_is_longer_than_discord_takes_in_any_language() {
        const MOST: usize = 8_000;
        let locales = || LOCALES.into_iter().chain(["en-US"]);
        for definition in definitions() {
            let mut length = 0;
            walk(&definition, &mut |level| {
                for key in ["name", "description"] {
                    let lengths = locales().map(|at| called(level, key, at).chars().count());
                    length += lengths.max().unwrap_or_default();
                }
                for choice in level["choices"].as_array().into_iter().flatten() {
                    for key in ["name", "value"] {
                        length += choice[key].as_str().unwrap_or_default().chars().count();
                    }
                }
            });
            assert!(length <= MOST, "{}: {length}", definition["name"]);
        }
    }

    #[test]
    fn every_command_is_registered_for_servers_and_people_with_what_is_required_first() {
        for command in &COMMANDS {
            let definition =
                serde_json::to_value(command.definition()).expect("a definition is JSON");
            let is_of_servers = ["digest", "forget-server"].contains(&command.described.name);
            let (contexts, installs) = if is_of_servers {
                (serde_json::json!([0, 1]), serde_json::json!([0]))
            } else {
                (serde_json::json!([0, 1, 2]), serde_json::json!([0, 1]))
            };
            assert_eq!(definition["contexts"], contexts, "{definition}");
            assert_eq!(definition["integration_types"], installs, "{definition}");
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
