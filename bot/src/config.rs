//! Settings from a file (TOML): its keys are the long names of options. The command line goes before the environment, that
//! before the file, and the file before what is built in.
//!
//! Which settings there are is read off the command line's own definition, so that no list can differ from it.

mod file;
mod known;

pub(crate) use file::{Written, read};
pub(crate) use known::{Known, known};

use crate::commands::Arguments;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use dateline_render::Trouble;
use std::{ffi::OsString, path::PathBuf};

/// The option that names the file, as clap calls it.
const FILE: &str = "config";

/// The command that looks the file over itself.
const CHECK: &str = "check-config";

/// The command line with what the file says below it; ends the process where the line itself is wrong, or asks for help.
pub(crate) fn arguments(line: Vec<OsString>) -> Result<Arguments, Vec<Trouble>> {
    let command = Arguments::command();
    let matches = command.clone().get_matches_from(&line);
    let matches = match file_of(&matches) {
        Some(path) => {
            under(command, &read(path, &known(&Arguments::command()))?).get_matches_from(&line)
        }
        None => matches,
    };
    Ok(Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()))
}

fn file_of(matches: &ArgMatches) -> Option<&PathBuf> {
    let path = matches.get_one::<PathBuf>(FILE);
    path.filter(|path| !path.as_os_str().is_empty() && matches.subcommand_name() != Some(CHECK))
}

/// The command with the file's values as what stands where nothing else is said.
fn under(command: Command, written: &[Written]) -> Command {
    let command = written.iter().fold(command, with);
    command.mut_subcommands(|below| under(below, written))
}

fn with(command: Command, written: &Written) -> Command {
    let id = command
        .get_arguments()
        .find(|argument| argument.get_long() == Some(written.key.as_str()))
        .map(|argument| argument.get_id().to_string());
    let values = written.values.clone();
    match id {
        Some(id) => command.mut_arg(id, |argument| argument.default_values(values)),
        None => command,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::parser::ValueSource;

    fn parsed(line: &[&str], written: &[(&str, &[&str])]) -> ArgMatches {
        let written: Vec<Written> = written
            .iter()
            .map(|(key, values)| Written {
                key: (*key).to_owned(),
                values: values.iter().map(|&value| value.to_owned()).collect(),
                line: 1,
            })
            .collect();
        let line = std::iter::once("dateline").chain(line.iter().copied());
        under(Arguments::command(), &written)
            .try_get_matches_from(line)
            .expect("a line that is right")
    }

    #[test]
    fn the_line_goes_before_the_file_and_the_file_before_what_is_built_in() {
        let file: &[(&str, &[&str])] = &[("data", &["/from/file"])];
        let data = |matches: &ArgMatches| matches.get_one::<PathBuf>("data").cloned();
        let told = parsed(&["demo"], file);
        assert_eq!(data(&told), Some("/from/file".into()));
        let told = parsed(&["--data", "/from/line", "demo"], file);
        assert_eq!(data(&told), Some("/from/line".into()));
        assert_eq!(told.value_source("data"), Some(ValueSource::CommandLine));
    }

    #[test]
    fn a_setting_of_several_commands_holds_in_each_and_may_have_several_values() {
        let file: &[(&str, &[&str])] = &[("fetch-allow", &["a.intern", "b.intern"])];
        for command in [&["serve"][..], &["read", "x"], &["feed", "poll"]] {
            let told = parsed(command, file);
            let mut below = &told;
            while let Some((_, deeper)) = below.subcommand() {
                below = deeper;
            }
            let hosts = below.get_raw("allow").map(Iterator::count);
            assert_eq!(hosts, Some(2), "{command:?}");
        }
    }
}
