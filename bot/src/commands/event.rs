//! `dateline event`: one event with all that is told of it, what changed of it, and the verbs that correct it.

mod amend;

use crate::{answers, archive::Archive, console::Console, ending::Ending, settings::Settings};
use clap::{Args, Subcommand};
use dateline_core::{
    Amend, Dossier, Moment, Status,
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
    #[command(about = help::EVENT_ICS)]
    Ics(Which),
    #[command(about = help::EVENT_FIX)]
    Fix(amend::Fix),
    #[command(about = help::EVENT_MERGE)]
    Merge(amend::Merge),
    #[command(about = help::EVENT_SPLIT)]
    Split(amend::Split),
    #[command(about = help::EVENT_HIDE)]
    Hide(Which),
    #[command(about = help::EVENT_RESTORE)]
    Restore(Which),
    #[command(about = help::EVENT_ADD)]
    Add(amend::Add),
    #[command(about = help::EVENT_UNDO)]
    Undo(amend::Undo),
    #[command(about = help::EVENT_CORRECTIONS)]
    Corrections(As),
}

/// Which event, and as of when.
#[derive(Debug, Args)]
struct Which {
    #[arg(required = true, value_name = "EVENT", help = help::option::EVENT)]
    event: Vec<String>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

/// As of when.
#[derive(Debug, Args)]
struct As {
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

impl Deed {
    fn at(&self) -> Option<&String> {
        match self {
            Self::Show(which)
            | Self::History(which)
            | Self::Ics(which)
            | Self::Hide(which)
            | Self::Restore(which) => which.at.as_ref(),
            Self::Fix(fix) => fix.at.as_ref(),
            Self::Merge(merge) => merge.at.as_ref(),
            Self::Split(split) => split.at.as_ref(),
            Self::Add(add) => add.at.as_ref(),
            Self::Undo(undo) => undo.at.as_ref(),
            Self::Corrections(when) => when.at.as_ref(),
        }
    }
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let now = settings.asked(given.deed.at())?;
    match &given.deed {
        Deed::Show(which) => look(which, show, (settings, &now), console),
        Deed::History(which) => look(which, history, (settings, &now), console),
        Deed::Ics(which) => look(which, ics, (settings, &now), console),
        other => correct(other, &mut amend::Desk::open(settings, &now, console)?),
    }?;
    Ok(())
}

fn correct(deed: &Deed, desk: &mut amend::Desk<'_>) -> Result<(), Trouble> {
    match deed {
        Deed::Show(_) | Deed::History(_) | Deed::Ics(_) => Ok(()),
        Deed::Fix(fix) => desk.fix(fix),
        Deed::Merge(merge) => desk.merge(merge),
        Deed::Split(split) => desk.split(split),
        Deed::Hide(which) => desk.one(&which.event, &Amend::Hide),
        Deed::Restore(which) => desk.one(&which.event, &Amend::Restore),
        Deed::Add(add) => desk.add(add),
        Deed::Undo(undo) => desk.undo(undo),
        Deed::Corrections(_) => desk.list(),
    }
}

type Shows = fn(&Dossier, &Moment, &mut Console) -> Result<(), Trouble>;

/// Shows the event that is meant; several are listed.
fn look(
    which: &Which,
    shows: Shows,
    (settings, now): (&Settings, &Moment),
    console: &mut Console,
) -> Result<(), Trouble> {
    let named = which.event.join(" ");
    answers::fits(&named)?;
    let found = Archive::open(settings)?.event_named(&named, now)?;
    match found.as_slice() {
        [] => {
            console.remark(&events::no_event(&named));
            console.end_with(Ending::NothingFound);
            Ok(())
        }
        [event] => shows(event, now, console),
        several => list(several, now, console),
    }
}

/// The one event that words mean, to be corrected.
fn one_meant(archive: &Archive, named: &str, now: &Moment) -> Result<Dossier, Trouble> {
    answers::fits(named)?;
    let mut found = archive.event_named(named, now)?;
    let events = found.len();
    let one = found.pop().filter(|_| events == 1);
    one.ok_or_else(|| Trouble::WhichEvent {
        given: named.to_owned(),
        events,
    })
}

/// A status by its word.
pub(super) fn status(text: &str) -> Result<Status, String> {
    let found = Status::ALL.into_iter().find(|status| status.word() == text);
    found.ok_or_else(|| help::option::A_STATUS.to_owned())
}

fn out(event: &Dossier) -> DossierOut {
    DossierOut::new(event, event.arithmetic().as_ref().map(arithmetic))
}

fn show(event: &Dossier, now: &Moment, console: &mut Console) -> Result<(), Trouble> {
    if console.writes_json() {
        console.json(&out(event).with_reports(event))
    } else {
        console.say(&plain::event_page(event, now))
    }
}

fn ics(event: &Dossier, now: &Moment, console: &mut Console) -> Result<(), Trouble> {
    super::export::write(&event.view.title, std::slice::from_ref(event), now, console)
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
