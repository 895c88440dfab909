//! `dateline event`: one event with all that is told of it, and what changed of it.

use crate::{
    answers, archive::Archive, clock, console::Console, ending::Ending, settings::Settings,
};
use clap::{Args, Subcommand};
use dateline_core::{
    Dossier, Moment,
    lines::{ChangeOut, DossierOut},
};
use dateline_render::{Trouble, arithmetic, events, help, plain};

/// What `event` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    #[command(about = help::EVENT_SHOW)]
    Show(Which),
    #[command(about = help::EVENT_HISTORY)]
    History(Which),
}

/// Which event, and as of when.
#[derive(Debug, Args)]
struct Which {
    #[arg(required = true, value_name = "EVENT", help = help::option::EVENT)]
    event: Vec<String>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let (Deed::Show(which) | Deed::History(which)) = &given.deed;
    let at = settings.moment_if_given("--at", which.at.as_ref())?;
    let now = at.unwrap_or_else(|| clock::now(&settings.zone));
    let named = which.event.join(" ");
    answers::fits(&named)?;
    let found = Archive::open(settings)?.event_named(&named, &now)?;
    match found.as_slice() {
        [] => {
            console.remark(&events::no_event(&named));
            console.end_with(Ending::NothingFound);
        }
        [event] => match given.deed {
            Deed::Show(_) => show(event, &now, console)?,
            Deed::History(_) => history(event, &now, console)?,
        },
        several => list(several, &now, console)?,
    }
    Ok(())
}

fn out(event: &Dossier) -> DossierOut {
    let counted = event.arithmetic();
    DossierOut::new(event, counted.as_ref().map(arithmetic))
}

fn show(event: &Dossier, now: &Moment, console: &mut Console) -> Result<(), Trouble> {
    if console.writes_json() {
        console.json(&out(event).with_reports(event))
    } else {
        console.say(&plain::event_page(event, now))
    }
}

fn history(event: &Dossier, now: &Moment, console: &mut Console) -> Result<(), Trouble> {
    if !console.writes_json() {
        return console.say(&plain::event_history(event, now));
    }
    let turns = event.turns.iter();
    turns
        .map(|turn| ChangeOut::new(event, turn))
        .try_for_each(|line| console.json(&line))
}

/// Several are meant: a line each, the soonest first.
fn list(several: &[Dossier], now: &Moment, console: &mut Console) -> Result<(), Trouble> {
    console.remark(&plain::several_events(several.len()));
    for event in several {
        if console.writes_json() {
            console.json(&out(event))?;
        } else {
            console.say(&plain::event_line(event, now))?;
        }
    }
    Ok(())
}
