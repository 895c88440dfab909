//! Opening a folder: making it, telling who has it, setting it aside when it is damaged.

use super::{
    blobs::{Blobs, sync_folder},
    engine::{Engine, Table, io_error, number},
    keys,
    write::Synced,
};
use crate::{Error, SCHEMA, StoreId, format::Unpacker};
use std::{
    fs::{self, File},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// sled's folder in ours.
pub(super) const SLED: &str = "sled";
/// Our files for large values.
const BLOBS: &str = "blobs";
/// Exists once the store was made: a folder that has it and an empty database lost everything.
const MADE: &str = "made";
const CACHE: u64 = 64 * 1024 * 1024;
const FLUSH_MS: u64 = 250;
/// A store that was just closed holds its lock until sled's writing threads let go of the file, some milliseconds on.
const PATIENCE: u32 = 60;
const PAUSE: Duration = Duration::from_millis(5);

/// Why a database did not open.
enum Failure {
    Damage(String),
    Known(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Unreadable { what, why } => Self::Damage(format!("{what}: {why}")),
            known => Self::Known(known),
        }
    }
}

pub(super) fn open(folder: &Path, id: StoreId) -> Result<(Engine, StoreId), Error> {
    fs::create_dir_all(folder).map_err(|error| io_error(folder, error))?;
    // sled panics on some damage instead of returning; what it leaves behind is dropped with the closure.
    let attempt = || catch_unwind(AssertUnwindSafe(|| begin(folder, id)));
    let mut opened = attempt();
    for _ in 0..PATIENCE {
        if !matches!(opened, Ok(Err(Failure::Known(Error::Busy { .. })))) {
            break;
        }
        thread::sleep(PAUSE);
        opened = attempt();
    }
    match opened {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(Failure::Known(error))) => Err(error),
        Ok(Err(Failure::Damage(why))) => Err(set_aside(folder, why)),
        Err(panic) => {
            let words = (panic.downcast_ref::<String>().map(String::as_str))
                .or_else(|| panic.downcast_ref::<&str>().copied());
            Err(set_aside(
                folder,
                words.unwrap_or("the engine panicked").into(),
            ))
        }
    }
}

fn begin(folder: &Path, id: StoreId) -> Result<(Engine, StoreId), Failure> {
    let engine = engine(folder)?;
    let id = match engine.number(keys::STORE)? {
        Some(number) => StoreId::new(number),
        None if folder.join(MADE).exists() => {
            return Err(Failure::Damage("the database is empty and was not".into()));
        }
        None => make(&engine, id)?,
    };
    let last = engine
        .tree(Table::Log)
        .last()
        .map_err(|error| engine.failed(error))?;
    let last = last.map(|(key, _)| keys::sequence_of(&key)).transpose()?;
    if last.unwrap_or_default() != engine.number(keys::HEAD)?.unwrap_or_default() {
        return Err(Failure::Damage("the log does not end at its head".into()));
    }
    settle(&engine)?;
    Ok((engine, id))
}

fn engine(folder: &Path) -> Result<Engine, Failure> {
    let path = folder.join(SLED);
    let config = ::sled::Config::new()
        .path(&path)
        .cache_capacity(CACHE)
        .flush_every_ms(Some(FLUSH_MS));
    let db = config.open().map_err(|error| failure(folder, error))?;
    check_schema(&db).map_err(|error| failure(folder, error))??;
    let trees = Table::ALL.iter().map(|table| db.open_tree(table.name()));
    let trees = trees
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| failure(folder, error))?;
    let file = path.join("db");
    Ok(Engine {
        unpacker: Unpacker::default(),
        file: File::open(&file).map_err(|error| Failure::Known(io_error(&file, error)))?,
        folder: folder.into(),
        blobs: Blobs::open(folder.join(BLOBS))?,
        db,
        trees,
    })
}

fn failure(folder: &Path, error: ::sled::Error) -> Failure {
    match error {
        ::sled::Error::Io(source) if source.to_string().contains("could not acquire lock") => {
            let path = folder.into();
            Failure::Known(Error::Busy { path })
        }
        ::sled::Error::Io(source) => match source.kind() {
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof => Failure::Damage(source.to_string()),
            _ => Failure::Known(io_error(folder, source)),
        },
        other => Failure::Damage(other.to_string()),
    }
}

/// The schema is four bytes big-endian in every version, so that an older program can read a newer one's.
fn check_schema(db: &::sled::Db) -> ::sled::Result<Result<(), Failure>> {
    let Some(raw) = db.open_tree(Table::Meta.name())?.get(keys::SCHEMA)? else {
        return Ok(Ok(()));
    };
    Ok(match raw.as_ref().try_into().map(u32::from_be_bytes) {
        Ok(schema) if schema > SCHEMA => Err(Failure::Known(Error::Newer { schema })),
        Ok(_) => Ok(()),
        Err(_) => Err(Failure::Damage("the schema is not a number".into())),
    })
}

fn make(engine: &Engine, id: StoreId) -> Result<StoreId, Failure> {
    let mut first = ::sled::Batch::default();
    first.insert(keys::SCHEMA, SCHEMA.to_be_bytes().as_slice());
    first.insert(keys::STORE, number(id.number()));
    first.insert(keys::HEAD, number(0));
    first.insert(keys::VERSION, number(0));
    let made = engine.tree(Table::Meta).apply_batch(first);
    made.map_err(|error| engine.failed(error))?;
    Ok(id)
}

/// Removes what a cut-off batch left, and makes durable what stands: a batch that was never acknowledged may have
/// arrived, and appending it again is acknowledged without being written again.
fn settle(engine: &Engine) -> Result<(), Error> {
    engine.blobs.sweep(|table, key| {
        let raw = engine.raw(table, key)?;
        Ok(raw.and_then(|raw| engine.blobs.named(&raw)))
    })?;
    Synced::default().sync(engine)?;
    let sled = engine.folder.join(SLED);
    for file in ["conf", "db"] {
        let path = sled.join(file);
        let synced = File::open(&path).and_then(|file| file.sync_all());
        synced.map_err(|error| io_error(&path, error))?;
    }
    sync_folder(&sled)?;
    let made = engine.folder.join(MADE);
    if !made.exists() {
        let written = File::create(&made).and_then(|file| file.sync_all());
        written.map_err(|error| io_error(&made, error))?;
    }
    sync_folder(&engine.folder)
}

fn set_aside(folder: &Path, why: String) -> Error {
    match rename(folder) {
        Ok((path, set_aside)) => Error::Damaged {
            path,
            set_aside,
            why,
        },
        Err(error) => io_error(folder, error),
    }
}

fn rename(folder: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let path = folder.canonicalize()?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let free = (1_u32..)
        .map(|count| path.with_file_name(format!("{name}.damaged-{count}")))
        .find(|candidate| !candidate.exists());
    let aside = free.ok_or_else(|| io::Error::other("no name is free beside the folder"))?;
    fs::rename(&path, &aside)?;
    Ok((path, aside))
}
