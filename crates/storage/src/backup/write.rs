//! Writing a backup: under a name of its own until all of it is on the disk.

use super::{END, End, HEAD, MAGIC, PIECE, ROWS, Row, VERSION, hash};
use crate::{Error, Head, Store};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

const LEVEL: i32 = 3;

/// What becomes of a file that has the name already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Stays,
    /// The backup takes its place once it is whole.
    GivesWay,
}

/// A backup that is being written; a store puts its rows into it.
#[derive(Debug)]
pub struct BackupWriter {
    path: PathBuf,
    file: BufWriter<File>,
    head: [u8; HEAD],
    plain: Vec<u8>,
    pieces: u64,
    rows: u64,
    bytes: u64,
}

/// Writes a backup of the store at one place of its log, while reading and writing go on; tells how many rows it has written.
///
/// Whole and durable on return, under that name; before, it is called `<name>.partial`. Where it fails, nothing has that name
/// that had it not before.
pub fn back_up(
    store: &dyn Store,
    to: &Path,
    existing: Existing,
    progress: &mut dyn FnMut(u64),
) -> Result<super::BackupInfo, Error> {
    refuse_existing(to, existing)?;
    let mut name = to.file_name().map(OsString::from).unwrap_or_default();
    name.push(".partial");
    let partial = to.with_file_name(name);
    let written = write(store, &partial, progress).and_then(|info| {
        refuse_existing(to, existing)?;
        fs::rename(&partial, to).map_err(|error| failed(to, error))?;
        sync_folder_of(to)?;
        Ok(info)
    });
    if written.is_err() {
        // What is left of it is of no use; where it cannot be removed, its name says what it is.
        let _ = fs::remove_file(&partial);
    }
    written
}

fn refuse_existing(to: &Path, existing: Existing) -> Result<(), Error> {
    match existing {
        Existing::Stays if to.exists() => Err(Error::Exists { path: to.into() }),
        _ => Ok(()),
    }
}

fn write(
    store: &dyn Store,
    partial: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<super::BackupInfo, Error> {
    let mut writer = BackupWriter::begin(partial, &store.head()?)?;
    let end = store.back_up(&mut writer, progress)?;
    writer.finish(end)
}

fn sync_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| failed(folder, error))?;
    }
    Ok(())
}

fn failed(path: &Path, source: io::Error) -> Error {
    let path = path.into();
    Error::Io { path, source }
}

/// A new file that only its owner can read: a backup holds what people wrote in private.
fn created(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl BackupWriter {
    fn begin(path: &Path, store: &Head) -> Result<Self, Error> {
        let mut head = MAGIC.to_vec();
        head.push(VERSION);
        head.extend(store.schema.to_be_bytes());
        head.extend(store.store.number().to_be_bytes());
        let head: [u8; HEAD] = head.try_into().map_err(|_| Error::Unfit {
            what: "the head of a backup".into(),
            why: "its length is fixed".into(),
        })?;
        let file = created(path).map_err(|error| failed(path, error))?;
        let mut writer = Self {
            path: path.into(),
            file: BufWriter::new(file),
            head,
            plain: Vec::new(),
            pieces: 0,
            rows: 0,
            bytes: 0,
        };
        writer.put(&head)?;
        Ok(writer)
    }

    /// Adds a row; what it says of its key takes the place of what an earlier one said.
    pub(crate) fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        self.plain
            .extend([row.table, u8::from(row.value.is_some())]);
        for bytes in std::iter::once(row.key).chain(row.value) {
            let length = u32::try_from(bytes.len()).map_err(|error| Error::Unfit {
                what: "a row of the backup".into(),
                why: error.to_string(),
            })?;
            self.plain.extend(length.to_be_bytes());
            self.plain.extend_from_slice(bytes);
        }
        self.rows += 1;
        if self.plain.len() >= PIECE {
            self.flush_rows()?;
        }
        Ok(())
    }

    /// How many rows it holds so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    fn flush_rows(&mut self) -> Result<(), Error> {
        let packed = zstd::bulk::compress(&self.plain, LEVEL);
        let packed = packed.map_err(|error| failed(&self.path, error))?;
        self.plain.clear();
        self.piece(ROWS, &packed)
    }

    fn piece(&mut self, kind: u8, body: &[u8]) -> Result<(), Error> {
        let length = u32::try_from(body.len()).map_err(|error| Error::Unfit {
            what: "a piece of the backup".into(),
            why: error.to_string(),
        })?;
        let hash = hash(&self.head, kind, self.pieces, body);
        self.pieces += 1;
        self.put(&[kind])?;
        self.put(&length.to_be_bytes())?;
        self.put(&hash)?;
        self.put(body)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.bytes += bytes.len() as u64;
        let written = self.file.write_all(bytes);
        written.map_err(|error| failed(&self.path, error))
    }

    fn finish(mut self, (sequence, version): (u64, u64)) -> Result<super::BackupInfo, Error> {
        if !self.plain.is_empty() {
            self.flush_rows()?;
        }
        let end = End {
            sequence,
            version,
            rows: self.rows,
        };
        let body = [end.sequence, end.version, end.rows].map(u64::to_be_bytes);
        self.piece(END, &body.concat())?;
        let synced = self.file.flush();
        let synced = synced.and_then(|()| self.file.get_ref().sync_all());
        synced.map_err(|error| failed(&self.path, error))?;
        Ok(super::BackupInfo {
            sequence,
            rows: self.rows,
            bytes: self.bytes,
        })
    }
}
