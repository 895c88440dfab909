//! `dateline changes`: what newer stories changed: announced, moved, postponed, cancelled, confirmed.

use crate::{archive::Archive, console::Console, ending::Ending, settings::Settings, stretch};
use clap::Args;
use dateline_core::lines::ChangeOut;
use dateline_render::{help, plain};

/// What `changes` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, default_value = "24h", value_name = "SINCE", help = help::option::SINCE)]
    since: String,
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
    let now = settings.asked(given.at.as_ref())?;
    let since = stretch::since(&given.since, &settings.zone, &now)?;
    let topic = given.topic.as_deref();
    let changes = Archive::open(settings)?.changes(&since.moment, topic, &now)?;
    if changes.is_empty() {
        console.end_with(Ending::NothingFound);
    }
    if console.writes_json() && changes.is_empty() {
        console.remark(&plain::changes(&changes, &since.told, topic, &now));
    }
    if !console.writes_json() {
        return Ok(console.say(&plain::changes(&changes, &since.told, topic, &now))?);
    }
    for change in &changes {
        console.json(&ChangeOut::from(change))?;
    }
    Ok(())
}
