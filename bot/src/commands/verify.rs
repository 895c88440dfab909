//! `dateline verify`: everything that is stored is read once, and what is wrong is told.

use crate::{archive::Archive, console::Console, ending::Ending, settings::Settings};
use clap::Args;
use dateline_desk::Verified;
use dateline_render::plain::{self, Checked};
use serde::Serialize;

/// What `verify` takes: nothing of its own.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct VerifiedOut<'a> {
    clean: bool,
    #[serde(flatten)]
    verified: &'a Verified,
}

pub(crate) fn run(
    _given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    console.watch(None);
    let verified = archive.verify();
    console.unwatch();
    let verified = verified?;
    if !verified.is_clean() {
        console.end_with(Ending::Failed);
    }
    if console.writes_json() {
        let clean = verified.is_clean();
        let verified = &verified;
        return Ok(console.json(&VerifiedOut { clean, verified })?);
    }
    let values = verified.values.iter();
    let values: Vec<(&str, u64)> = values
        .map(|(sort, count)| (sort.as_str(), *count))
        .collect();
    let checked = Checked {
        archives: verified.archives,
        articles: verified.articles,
        revisions: verified.revisions,
        reports: verified.reports,
        events: verified.events,
        log: verified.log,
        indexed: verified.indexed,
        values: &values,
    };
    console.say(&plain::checked(&checked, verified.faults.len()))?;
    for fault in &verified.faults {
        let archive = fault.archive.as_ref().map(|archive| archive.as_str());
        console.say(&plain::fault(archive, &fault.what))?;
    }
    Ok(())
}
