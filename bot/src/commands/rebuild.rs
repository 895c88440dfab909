//! `dateline rebuild`: all that is derived is made again from what people gave.

use super::reread::RereadOut;
use crate::{archive::Archive, console::Console, settings::Settings};
use clap::Args;
use dateline_render::plain;

/// What `rebuild` takes: nothing of its own.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(
    _given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    console.watch(None);
    let rebuilt = archive.rebuild(|progress| console.come_to(progress.done));
    console.unwatch();
    let rebuilt = rebuilt?;
    if console.writes_json() {
        console.json(&RereadOut::of(&rebuilt))?;
    } else {
        console.say(&plain::rebuilt(rebuilt.articles, rebuilt.changed))?;
    }
    Ok(())
}
