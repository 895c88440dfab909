//! `dateline reread`: every stored story is read anew by the rules of today; corrections stay.

use crate::{archive::Archive, console::Console, settings::Settings};
use clap::Args;
use dateline_render::plain;
use serde::Serialize;

/// What `reread` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct RereadOut {
    articles: u64,
    changed: u64,
}

pub(crate) fn run(
    _given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    console.watch(None);
    let reread = archive.reread(|_| console.advance());
    console.unwatch();
    let reread = reread?;
    if console.writes_json() {
        console.json(&RereadOut {
            articles: reread.articles,
            changed: reread.changed,
        })?;
    } else {
        console.say(&plain::reread(reread.articles, reread.changed))?;
    }
    Ok(())
}
