//! What holds for every command: data folder, archive, zone, format.

use crate::{
    clock::{self, Clock},
    zone::Zone,
};
use clap::{Args, ValueEnum};
use dateline_core::{ArchiveId, Error, Moment};
use dateline_render::{Trouble, help, refusal};
use std::{ffi::OsString, path::PathBuf, time::Duration};

/// The options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Settings {
    #[arg(long, value_name = "FILE", env = "DATELINE_CONFIG", global = true, value_hint = clap::ValueHint::FilePath, help = help::option::CONFIG)]
    pub(crate) config: Option<PathBuf>,

    #[arg(long, value_name = "DIR", env = "DATELINE_DATA", global = true, value_hint = clap::ValueHint::DirPath, help = help::option::DATA)]
    data: Option<PathBuf>,

    #[arg(long, value_name = "ID", default_value = "local", value_parser = archive, global = true, help = help::option::ARCHIVE)]
    pub(crate) archive: ArchiveId,

    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone, global = true, help = help::option::ZONE)]
    pub(crate) zone: Zone,

    #[arg(long, value_enum, default_value_t = Format::Text, global = true, help = help::option::FORMAT)]
    pub(crate) format: Format,
}

/// For whom results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// People.
    Text,
    /// Programs: one JSON object a line.
    Json,
}

impl Settings {
    /// The folder that holds the archives: as given, else the platform's.
    pub(crate) fn data_folder(&self) -> Result<PathBuf, Trouble> {
        let given = self
            .data
            .clone()
            .filter(|folder| !folder.as_os_str().is_empty());
        given
            .or_else(|| platform_folder(std::env::consts::OS, variable))
            .ok_or(Trouble::NoDataFolder)
    }

    /// An option's day or time, in the zone of the settings.
    pub(crate) fn moment(&self, option: &'static str, text: &str) -> Result<Moment, Trouble> {
        self.zone
            .moment(text)
            .map_err(|why| Trouble::Option { option, why })
    }

    /// The same where the option may be missing.
    pub(crate) fn moment_if_given(
        &self,
        option: &'static str,
        text: Option<&String>,
    ) -> Result<Option<Moment>, Trouble> {
        text.map(|text| self.moment(option, text)).transpose()
    }

    /// The time as of which a command asks: that of `--at`, else now.
    pub(crate) fn asked(&self, at: Option<&String>) -> Result<Moment, Trouble> {
        let at = self.moment_if_given("--at", at)?;
        Ok(at.unwrap_or_else(|| clock::now(&self.zone)))
    }

    /// The clock of a command: the system's, or one that starts at the time of `--at`.
    pub(crate) fn clock(&self, at: Option<&String>) -> Result<Clock, Trouble> {
        let option = "--at";
        let at = self.moment_if_given(option, at)?;
        Clock::new(&self.zone, at).map_err(|why| Trouble::Option { option, why })
    }
}

/// The shortest and the longest wait that can be set, in seconds.
const WAITS: std::ops::RangeInclusive<f64> = 0.1..=120.0;

/// A wait, in seconds.
pub(crate) fn wait(text: &str) -> Result<Duration, String> {
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| WAITS.contains(seconds));
    number
        .map(Duration::from_secs_f64)
        .ok_or_else(|| help::option::WAITS.to_owned())
}

fn archive(text: &str) -> Result<ArchiveId, String> {
    text.parse().map_err(|why: Error| refusal(&why))
}

fn zone(text: &str) -> Result<Zone, String> {
    text.parse().map_err(|why: Error| refusal(&why))
}

/// Where a platform keeps the data of programs; none where its variables are not set.
fn platform_folder(system: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = match system {
        "windows" => folder("APPDATA"),
        "macos" => folder("HOME").map(|home| home.join("Library/Application Support")),
        _ => {
            folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        }
    };
    base.map(|base| base.join("dateline"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "settings come from outside, and this is the door"
)]
/// A variable of the environment.
pub(crate) fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn check(system: &str, variables: &[(&str, &str)], folder: Option<&str>) {
        let look = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        assert_eq!(platform_folder(system, look), folder.map(PathBuf::from));
    }

    #[test]
    fn each_platform_has_its_folder() {
        check("linux", &[("HOME", "/h")], Some("/h/.local/share/dateline"));
        check(
            "linux",
            &[("HOME", "/h"), ("XDG_DATA_HOME", "/x")],
            Some("/x/dateline"),
        );
        check(
            "macos",
            &[("HOME", "/h")],
            Some("/h/Library/Application Support/dateline"),
        );
        check("windows", &[("APPDATA", "/a")], Some("/a/dateline"));
    }

    #[test]
    fn a_relative_or_missing_folder_is_not_guessed() {
        check(
            "linux",
            &[("HOME", "/h"), ("XDG_DATA_HOME", "x")],
            Some("/h/.local/share/dateline"),
        );
        check("linux", &[("HOME", "")], None);
        check("linux", &[], None);
    }
}
