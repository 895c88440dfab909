//! `dateline chat`: questions one after the other, on a stored archive.

use crate::{answers, archive::Archive, clock, console::Console, prompt, settings::Settings};
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
    let mut number = 0u64;
    prompt::questions(console, |question, console| {
        number += 1;
        if let Err(trouble) = answers::fits(question) {
            console.tell(&trouble);
            return Ok(());
        }
        let asked = at.unwrap_or_else(|| clock::now(&settings.zone));
        answers::show(
            &number.to_string(),
            &archive.answer(question, &asked)?,
            console,
        )
    })
}
