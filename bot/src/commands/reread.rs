//! `dateline reread`: every stored story is read anew by the rules of today; corrections stay.

use crate::{archive::Archive, console::Console, settings::Settings};
use clap::Args;
use dateline_desk::{Differs, Found, Reread};
use dateline_render::{Trouble, help, plain};
use serde::Serialize;

/// What `reread` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, help = help::option::DRY_RUN)]
    dry_run: bool,
}

/// How much was read, and found otherwise.
#[derive(Serialize)]
pub(super) struct RereadOut {
    articles: u64,
    changed: u64,
}

impl RereadOut {
    pub(super) fn of(reread: &Reread) -> Self {
        Self {
            articles: reread.articles,
            changed: reread.changed,
        }
    }
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    if given.dry_run {
        return Ok(show(&archive, console)?);
    }
    console.watch(None);
    let reread = archive.reread(|progress| console.come_to(progress.done));
    console.unwatch();
    let reread = reread?;
    if console.writes_json() {
        console.json(&RereadOut::of(&reread))?;
    } else {
        console.say(&plain::reread(reread.articles, reread.changed))?;
    }
    Ok(())
}

/// Shows what would be found otherwise: a line a story for programs, and the sum last.
fn show(archive: &Archive, console: &mut Console) -> Result<(), Trouble> {
    console.watch(None);
    let shown = archive.reread_shown(|progress| console.come_to(progress.done));
    console.unwatch();
    let (reread, stories) = shown?;
    if console.writes_json() {
        stories.iter().try_for_each(|story| console.json(story))?;
        return console.json(&RereadOut::of(&reread));
    }
    for story in &stories {
        tell(story, console)?;
    }
    console.say(&plain::would_reread(reread.articles, reread.changed))
}

fn tell(story: &Differs, console: &mut Console) -> Result<(), Trouble> {
    console.say(&plain::differs(story.article.as_str(), &story.title))?;
    let gone = story.gone.iter().map(|found| line('-', found));
    let come = story.come.iter().map(|found| line('+', found));
    gone.chain(come).try_for_each(|line| console.say(&line))
}

fn line(mark: char, found: &Found) -> String {
    plain::report_read(mark, &found.title, found.when.as_deref(), found.status)
}
