//! `dateline check-config`: what a file of settings says, or what is wrong with it; and a file with every setting in it.

use crate::{
    commands::Arguments as Line,
    config::{self, Known, Written},
    console::Console,
    ending::Ending,
    settings::{self, Settings},
};
use clap::{Args, CommandFactory};
use dateline_render::{Trouble, config as words, help};
use serde::Serialize;
use std::path::PathBuf;

/// What `check-config` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath, help = help::option::CONFIG_FILE)]
    file: Option<PathBuf>,
    #[arg(long, conflicts_with = "file", help = help::option::CONFIG_EXAMPLE)]
    example: bool,
}

/// A setting as it holds.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Holding {
    key: String,
    value: Option<String>,
    from: String,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let known = config::known(&Line::command());
    if given.example {
        return Ok(console.write(&example(&known))?);
    }
    let file = given.file.as_ref().or(settings.config.as_ref());
    let written = match file.map(|file| config::read(file, &known)) {
        None => Vec::new(),
        Some(Ok(written)) => written,
        Some(Err(faults)) => {
            faults.iter().for_each(|fault| console.trouble(fault));
            console.end_with(Ending::UsedWrongly);
            return Ok(());
        }
    };
    let named = file.map(|file| file.display().to_string());
    let holding = known
        .iter()
        .map(|known| holding(known, &written, named.as_deref()));
    let holding: Vec<Holding> = holding.collect();
    show(
        &holding,
        named.as_deref().map(|file| (file, written.len())),
        console,
    )?;
    Ok(())
}

fn show(
    holding: &[Holding],
    file: Option<(&str, usize)>,
    console: &mut Console,
) -> Result<(), Trouble> {
    if console.writes_json() {
        return holding.iter().try_for_each(|setting| console.json(setting));
    }
    console.say(&words::checked(file))?;
    let lines = holding
        .iter()
        .map(|setting| words::holding(&setting.key, setting.value.as_deref(), &setting.from));
    console.say(&lines.collect::<Vec<_>>().join("\n"))
}

/// What holds for a setting where the command line says nothing, and who says so.
fn holding(known: &Known, written: &[Written], file: Option<&str>) -> Holding {
    let variable = known.variable.as_ref().and_then(|name| {
        let value = settings::variable(name)?;
        Some((value.to_string_lossy().into_owned(), name.clone()))
    });
    let in_file = written.iter().find(|written| written.key == known.key);
    let in_file = in_file
        .zip(file)
        .map(|(written, file)| (written.values.join(", "), words::place(file, written.line)));
    let (value, from) = match variable.or(in_file) {
        Some((value, from)) => (Some(value), from),
        None => (known.default.clone(), words::BUILT_IN.to_owned()),
    };
    Holding {
        key: known.key.clone(),
        value,
        from,
    }
}

/// A file in which every setting stands with its words, switched off.
fn example(known: &[Known]) -> String {
    let settings = known.iter().map(|known| {
        words::example(&words::Setting {
            key: &known.key,
            help: &known.help,
            variable: known.variable.as_deref(),
            default: known.default.as_deref(),
            value: &known.value,
            is_list: known.is_list,
        })
    });
    let settings: Vec<String> = settings.collect();
    format!("{}\n{}", words::EXAMPLE_HEAD, settings.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_sets_nothing_and_with_its_marks_taken_away_it_is_a_file_of_settings() {
        let known = config::known(&Line::command());
        let example = example(&known);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("d.toml");
        std::fs::write(&path, &example).expect("a file");
        assert_eq!(config::read(&path, &known), Ok(Vec::new()));
        let set: Vec<&str> = example
            .lines()
            .filter_map(|line| line.strip_prefix("#"))
            .filter(|line| line.contains(" = ") && !line.starts_with(' '))
            .collect();
        assert_eq!(set.len(), known.len());
        std::fs::write(&path, set.join("\n")).expect("a file");
        let written = config::read(&path, &known).expect("nothing wrong");
        assert_eq!(written.len(), known.len());
    }

    #[test]
    fn the_packaged_file_is_the_example() {
        let packaged = include_str!("../../packaging/dateline.toml");
        let known = config::known(&Line::command());
        assert_eq!(
            packaged,
            example(&known),
            "write it anew: dateline check-config --example"
        );
    }

    #[test]
    fn the_file_goes_before_what_is_built_in() {
        let known = config::known(&Line::command());
        let gap = known
            .iter()
            .find(|known| known.key == "feeds-per-server")
            .expect("a setting");
        let gap = Known {
            variable: None,
            ..gap.clone()
        };
        let written = Written {
            key: gap.key.clone(),
            values: vec!["7".into()],
            line: 3,
        };
        let told = holding(&gap, &[written], Some("d.toml"));
        assert_eq!(
            (told.value.as_deref(), told.from.as_str()),
            (Some("7"), "d.toml, line 3")
        );
        let told = holding(&gap, &[], Some("d.toml"));
        assert_eq!(
            (told.value.as_deref(), told.from.as_str()),
            (Some("100"), "built in")
        );
    }
}
