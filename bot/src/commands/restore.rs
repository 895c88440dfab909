//! `dateline restore`: an empty data folder is filled from a backup.

use crate::{
    archive::{self, STORE},
    console::Console,
    settings::Settings,
};
use clap::Args;
use dateline_render::{help, plain};
use dateline_storage::{SledStore, StoreId};
use serde::Serialize;
use std::{fs, path::PathBuf};

/// What `restore` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FROM", help = help::option::RESTORE_FROM)]
    from: PathBuf,
}

#[derive(Serialize)]
struct RestoredOut {
    archives: u64,
    articles: u64,
    events: u64,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let folder = settings.data_folder()?;
    let failed = |error| archive::trouble(&error, &folder);
    fs::create_dir_all(&folder).map_err(|source| {
        let path = folder.clone();
        failed(dateline_storage::Error::Io { path, source }.into())
    })?;
    console.watch(None);
    let store = folder.join(STORE);
    let restored = SledStore::restore(&given.from, &store, StoreId::random(), &mut |rows, _| {
        console.come_to(rows);
    });
    // Opening it builds the index: what is there of another store does not fit.
    let opened = restored
        .map_err(|error| failed(error.into()))
        .and_then(|found| archive::desk(&folder).map(|_| found));
    console.unwatch();
    let found = opened?;
    if console.writes_json() {
        console.json(&RestoredOut {
            archives: found.archives,
            articles: found.articles,
            events: found.events,
        })?;
    } else {
        console.say(&plain::restored(
            found.articles,
            found.events,
            found.archives,
        ))?;
    }
    Ok(())
}
