//! `dateline export`: events as files that other programs read: a calendar, a table, JSON lines.

use crate::{
    answers, archive::Archive, console::Console, ending::Ending, settings::Settings, stretch,
};
use clap::{Args, Subcommand};
use dateline_core::{ArticleId, Dossier, Moment, lines::DossierOut};
use dateline_render::{Trouble, arithmetic, calendar, csv, dated, help, plain};

/// What `export` takes.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    form: Option<Form>,
    #[arg(long, help = help::option::ALL)]
    all: bool,
}

#[derive(Debug, Subcommand)]
enum Form {
    #[command(about = help::EXPORT_CSV)]
    Csv(Which),
    #[command(about = help::EXPORT_ICS)]
    Ics(Which),
    #[command(about = help::EXPORT_JSON)]
    Json(Which),
}

/// Which events are written.
#[derive(Debug, Args)]
struct Which {
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
    let Some(form) = &given.form else {
        return Ok(everything(&Archive::open(settings)?, console)?);
    };
    let (Form::Csv(which) | Form::Ics(which) | Form::Json(which)) = form;
    let now = settings.asked(which.at.as_ref())?;
    let archive = Archive::open(settings)?;
    let found = match &which.topic {
        Some(topic) => {
            answers::fits(topic)?;
            archive.timeline(topic, &now)?
        }
        None => archive.every_event(&now)?,
    };
    let name = which.topic.as_deref().unwrap_or(plain::CALENDAR);
    match form {
        Form::Ics(_) => write(name, &found, &now, console)?,
        Form::Csv(_) => table(&found, console, &csv(&found))?,
        Form::Json(_) => table(&found, console, &lines(&found)?)?,
    }
    Ok(())
}

/// Writes all that people own of the archive, as JSON lines.
fn everything(archive: &Archive, console: &mut Console) -> Result<(), Trouble> {
    let mut written = 0;
    let mut after: Option<ArticleId> = None;
    loop {
        let (lines, last) = archive.export_stories(after.as_ref())?;
        for line in &lines {
            console.say(line)?;
        }
        written += lines.len() as u64;
        if last.is_none() || console.is_unread() {
            break;
        }
        after = last;
    }
    let rest = archive.export_rest()?;
    for line in &rest {
        console.say(line)?;
    }
    written += rest.len() as u64;
    console.remark(&plain::lines_exported(written));
    Ok(())
}

/// Writes all events, those without a date too.
fn table(found: &[Dossier], console: &mut Console, text: &str) -> Result<(), Trouble> {
    if found.is_empty() {
        console.end_with(Ending::NothingFound);
    }
    console.remark(&plain::exported(found.len(), found.len()));
    console.write(text)
}

/// The events as JSON lines, as lists of events write them.
pub(crate) fn lines(found: &[Dossier]) -> Result<String, Trouble> {
    let mut lines = String::new();
    for event in found {
        let out = DossierOut::new(event, event.arithmetic().as_ref().map(arithmetic));
        let line = serde_json::to_string(&out.with_reports(event));
        lines.push_str(&line.map_err(|why| Trouble::Output {
            why: why.to_string(),
        })?);
        lines.push('\n');
    }
    Ok(lines)
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
