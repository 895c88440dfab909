//! The settings that there are, read off the definition of the command line.

use clap::{Arg, ArgAction, Command, ValueHint, builder::Resettable};

/// Options that are no settings: they belong to one run.
const OF_ONE_RUN: [&str; 4] = ["at", "config", "help", "version"];

/// The command whose options can be set: whoever runs it for years writes them down.
const LASTING: &str = "serve";

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its key: the long name of the option.
    pub(crate) key: String,
    /// What it says, in a line.
    pub(crate) help: String,
    /// The variable of the environment that sets it too.
    pub(crate) variable: Option<String>,
    /// What stands where nothing is said.
    pub(crate) default: Option<String>,
    /// What a value is called.
    pub(crate) value: String,
    /// Whether it names a file or a folder.
    pub(crate) is_path: bool,
    /// Whether it may have several values.
    pub(crate) is_list: bool,
}

/// Every setting: the options of every command, then those of the bot, in the order of `--help`.
pub(crate) fn known(command: &Command) -> Vec<Known> {
    let below = command.find_subcommand(LASTING);
    let below = below.into_iter().flat_map(Command::get_arguments);
    command
        .get_arguments()
        .chain(below)
        .filter_map(setting)
        .collect()
}

fn setting(argument: &Arg) -> Option<Known> {
    let key = argument
        .get_long()
        .filter(|key| !OF_ONE_RUN.contains(key))?;
    let names = argument.get_value_names().unwrap_or_default();
    let default = argument.get_default_values().first();
    Some(Known {
        key: key.to_owned(),
        help: argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default(),
        variable: argument
            .get_env()
            .map(|name| name.to_string_lossy().into_owned()),
        default: default.map(|value| value.to_string_lossy().into_owned()),
        value: names.first().map(ToString::to_string).unwrap_or_default(),
        is_path: matches!(
            argument.get_value_hint(),
            ValueHint::DirPath | ValueHint::FilePath
        ),
        is_list: matches!(argument.get_action(), ArgAction::Append)
            || argument.get_value_delimiter().is_some(),
    })
}

/// What the command line says against a value, if anything.
pub(super) fn refused(command: &Command, key: &str, value: &str) -> Option<String> {
    let line = [
        "dateline".to_owned(),
        LASTING.to_owned(),
        format!("--{key}={value}"),
    ];
    let alone = |command: Command| command.mut_args(|argument| argument.env(Resettable::Reset));
    let command = alone(command.clone()).mut_subcommands(alone);
    let refusal = command.try_get_matches_from(line).err()?;
    let told = refusal.to_string();
    let told = told.lines().next().unwrap_or_default();
    Some(told.trim_start_matches("error: ").to_owned())
}

/// The key that was probably meant.
pub(super) fn nearest<'a>(known: &'a [Known], key: &str) -> Option<&'a str> {
    let key = key.to_lowercase().replace('_', "-");
    let likeness = |known: &Known| strsim::jaro_winkler(&known.key, &key);
    let nearest = known
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(nearest) > NEAR).then_some(nearest.key.as_str())
}

/// From this likeness on (Jaro-Winkler, 0 to 1) a key is suggested: clap's own measure for options.
const NEAR: f64 = 0.7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Arguments;
    use clap::CommandFactory;

    #[test]
    fn every_setting_has_words_and_only_settings_are_known() {
        let known = known(&Arguments::command());
        let keys: Vec<&str> = known.iter().map(|known| known.key.as_str()).collect();
        for key in ["data", "zone", "fetch-allow", "log-level", "metrics"] {
            assert!(keys.contains(&key), "{key} is not in {keys:?}");
        }
        assert!(!keys.contains(&"at") && !keys.contains(&"config"));
        for known in &known {
            assert!(
                !known.help.is_empty() && !known.value.is_empty(),
                "{known:?}"
            );
        }
    }

    #[test]
    fn a_key_that_is_nearly_one_is_suggested() {
        let known = known(&Arguments::command());
        assert_eq!(nearest(&known, "feeds_per_sever"), Some("feeds-per-server"));
        assert_eq!(nearest(&known, "Zone"), Some("zone"));
        assert_eq!(nearest(&known, "qqqq"), None);
    }

    #[test]
    fn a_value_is_refused_as_on_the_command_line() {
        let command = Arguments::command();
        assert_eq!(refused(&command, "fetch-gap", "5"), None);
        let told = refused(&command, "fetch-gap", "-3").unwrap_or_default();
        assert!(
            told.contains("--fetch-gap") && told.contains("0 to 60"),
            "{told}"
        );
        let told = refused(&command, "zone", "Atlantis").unwrap_or_default();
        assert!(told.contains("Atlantis"), "{told}");
    }
}
