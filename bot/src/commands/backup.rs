//! `dateline backup`: all archives in one file, beside a running bot too.

use crate::{archive::Archive, clock, console::Console, settings::Settings};
use anyhow::Context;
use clap::Args;
use dateline_core::Moment;
use dateline_render::{help, plain};
use dateline_storage::Existing;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What `backup` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "TO", help = help::option::BACKUP_TO)]
    to: PathBuf,
    #[arg(long, help = help::option::REPLACE)]
    replace: bool,
}

#[derive(Serialize)]
struct BackupOut {
    path: String,
    sequence: u64,
    rows: u64,
    bytes: u64,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let to = std::path::absolute(&given.to).context("the folder of this command is not known")?;
    let to = if to.is_dir() {
        named(&to, &clock::now(&settings.zone))
    } else {
        to
    };
    let existing = if given.replace {
        Existing::GivesWay
    } else {
        Existing::Stays
    };
    let archive = Archive::open(settings)?;
    console.watch(None);
    let written = archive.back_up(&to, existing, |rows| console.come_to(rows));
    console.unwatch();
    let written = written?;
    let path = to.display().to_string();
    if console.writes_json() {
        console.json(&BackupOut {
            path,
            sequence: written.sequence,
            rows: written.rows,
            bytes: written.bytes,
        })?;
    } else {
        console.say(&plain::backed_up(&path, written.sequence, written.bytes))?;
    }
    Ok(())
}

/// A name with the time in it, so that names sort as backups were made.
fn named(folder: &Path, now: &Moment) -> PathBuf {
    let time = match now {
        Moment::Instant(instant) => instant.to_utc().format("%Y%m%dT%H%M%SZ").to_string(),
        Moment::Day(day) => day.format("%Y%m%d").to_string(),
    };
    folder.join(format!("dateline-{time}.backup"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_in_a_folder_is_named_by_its_time() {
        let now = Moment::parse("2026-11-23T10:48:05+05:30").unwrap();
        let path = named(Path::new("kept"), &now);
        assert_eq!(path, Path::new("kept/dateline-20261123T051805Z.backup"));
    }
}
