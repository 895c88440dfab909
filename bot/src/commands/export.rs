//! `dateline export`: events as a calendar that other programs read.

use crate::{
    answers, archive::Archive, clock, console::Console, ending::Ending, settings::Settings, stretch,
};
use clap::{Args, Subcommand};
use dateline_core::{Dossier, Moment};
use dateline_render::{Trouble, calendar, dated, help, plain};

/// What `export` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    #[command(about = help::EXPORT_ICS)]
    Ics(Ics),
}

/// Which events a calendar gets.
#[derive(Debug, Args)]
struct Ics {
    #[arg(long, value_parser = stretch::words, value_name = "WORDS", help = help::option::TOPIC)]
    topic: Option<String>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let Form::Ics(ics) = &given.form;
    let at = settings.moment_if_given("--at", ics.at.as_ref())?;
    let now = at.unwrap_or_else(|| clock::now(&settings.zone));
    let archive = Archive::open(settings)?;
    let found = match &ics.topic {
        Some(topic) => {
            answers::fits(topic)?;
            archive.timeline(topic, &now)?
        }
        None => archive.every_event(&now)?,
    };
    let name = ics.topic.as_deref().unwrap_or(plain::CALENDAR);
    Ok(write(name, &found, &now, console)?)
}

/// Writes the events that have a date as a calendar, and tells how many it holds.
pub(super) fn write(
    name: &str,
    found: &[Dossier],
    now: &Moment,
    console: &mut Console,
) -> Result<(), Trouble> {
    if dated(found) == 0 {
        console.end_with(Ending::NothingFound);
    }
    console.remark(&plain::exported(dated(found), found.len()));
    console.write(&calendar(name, found, now))
}
