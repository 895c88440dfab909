//! `dateline timeline`: the events of a topic, the oldest first.

use crate::{answers, archive::Archive, console::Console, ending::Ending, settings::Settings};
use clap::Args;
use dateline_core::lines::DossierOut;
use dateline_render::{arithmetic, help, picture, plain};
use std::path::PathBuf;

/// What `timeline` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(required = true, value_name = "TOPIC", help = help::option::TIMELINE_TOPIC)]
    topic: Vec<String>,
    #[arg(long, value_name = "FILE", help = help::option::LINE)]
    picture: Option<PathBuf>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let now = settings.asked(given.at.as_ref())?;
    let topic = given.topic.join(" ");
    answers::fits(&topic)?;
    let found = Archive::open(settings)?.timeline(&topic, &now)?;
    if found.is_empty() {
        console.end_with(Ending::NothingFound);
    }
    if let Some(path) = &given.picture {
        super::draw(
            picture::timeline(&topic, &found, &now),
            path,
            found.len(),
            console,
        )?;
    }
    if console.writes_json() && found.is_empty() {
        console.remark(&plain::timeline(&topic, &found, &now));
    }
    if !console.writes_json() {
        return Ok(console.say(&plain::timeline(&topic, &found, &now))?);
    }
    for event in &found {
        let counted = event.arithmetic();
        console.json(&DossierOut::new(event, counted.as_ref().map(arithmetic)))?;
    }
    Ok(())
}
