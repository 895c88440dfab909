//! `dateline chat`: questions one after the other, on a stored archive.

use crate::{archive::Archive, clock, console::Console, prompt, settings::Settings, talk::Talk};
use clap::Args;
use dateline_render::help;

/// What `chat` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let at = settings.moment_if_given("--at", given.at.as_ref())?;
    let archive = Archive::open(settings)?;
    let mut talk = Talk::with(&archive);
    prompt::questions(console, |said, console| {
        let now = at.unwrap_or_else(|| clock::now(&settings.zone));
        talk.take(said, &now, console)
    })
}
