//! Values too large for sled's pages: files that say whose value they hold, named by the hash of all they hold.

use super::{
    engine::{Table, io_error},
    keys,
};
use crate::Error;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Larger values become files: from 128 KB on sled would write files that it does not sync.
pub(super) const LARGE: usize = 100_000;
/// The format version and the form of a value that is the name of a file.
const LEAD: [u8; 2] = [1, 2];

/// The folder of those files.
#[derive(Debug)]
pub(super) struct Blobs {
    folder: PathBuf,
}

/// The name of one: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(String);

impl Blobs {
    pub(super) fn open(folder: PathBuf) -> Result<Self, Error> {
        fs::create_dir_all(&folder).map_err(|error| io_error(&folder, error))?;
        Ok(Self { folder })
    }

    /// The file that a value in a table names; none where the value lies there itself.
    pub(super) fn named(&self, raw: &[u8]) -> Option<Name> {
        let hash: [u8; 32] = raw.strip_prefix(&LEAD)?.try_into().ok()?;
        Some(Name(blake3::Hash::from_bytes(hash).to_hex().to_string()))
    }

    pub(super) fn read(&self, name: &Name, table: Table, key: &[u8]) -> Result<Vec<u8>, Error> {
        let path = self.folder.join(&name.0);
        let unreadable = |why: &str| keys::unreadable(path.display().to_string(), why);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(unreadable("it is missing"));
            }
            Err(error) => return Err(io_error(&path, error)),
        };
        if blake3::hash(&bytes).to_hex().as_str() != name.0 {
            return Err(unreadable("its content changed"));
        }
        let value = bytes.strip_prefix(header(table, key).as_slice());
        Ok(value
            .ok_or_else(|| unreadable("it belongs to another value"))?
            .to_vec())
    }

    /// Writes the file and returns what stands in the table for it; durable once [`Blobs::sync`] came back.
    pub(super) fn write(&self, table: Table, key: &[u8], value: &[u8]) -> Result<Vec<u8>, Error> {
        let mut bytes = header(table, key);
        bytes.extend_from_slice(value);
        let hash = blake3::hash(&bytes);
        let path = self.folder.join(hash.to_hex().as_str());
        let new = path.with_extension("new");
        let written = File::create(&new).and_then(|mut file| {
            file.write_all(&bytes)?;
            file.sync_data()
        });
        let placed = written.and_then(|()| fs::rename(&new, &path));
        placed.map_err(|error| io_error(&path, error))?;
        let mut raw = LEAD.to_vec();
        raw.extend(hash.as_bytes());
        Ok(raw)
    }

    /// Makes the names of new files durable.
    pub(super) fn sync(&self) -> Result<(), Error> {
        sync_folder(&self.folder)
    }

    pub(super) fn remove(&self, name: &Name) -> Result<(), Error> {
        remove(&self.folder.join(&name.0))
    }

    /// Removes every file that no value names: leftovers of a batch that was cut off.
    pub(super) fn sweep(
        &self,
        stands: impl Fn(Table, &[u8]) -> Result<Option<Name>, Error>,
    ) -> Result<(), Error> {
        let failed = |error| io_error(&self.folder, error);
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .map(str::to_owned);
            let owner = owner(&path)?;
            let used = match owner {
                Some((table, key)) => {
                    stands(table, &key)?.is_some_and(|stored| Some(stored.0) == name)
                }
                None => false,
            };
            if !used {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

/// The table, the length of the key in four bytes big-endian, the key.
fn header(table: Table, key: &[u8]) -> Vec<u8> {
    let mut bytes = vec![table as u8];
    bytes.extend(u32::try_from(key.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(key);
    bytes
}

fn owner(path: &Path) -> Result<Option<(Table, Vec<u8>)>, Error> {
    let bytes = fs::read(path).map_err(|error| io_error(path, error))?;
    let parse = || {
        let (&table, rest) = bytes.split_first()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let table = Table::ALL.get(usize::from(table)).copied()?;
        Some((table, rest.get(..length)?.to_vec()))
    };
    Ok(parse())
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(path, error)),
        _ => Ok(()),
    }
}

/// Makes the names in a folder durable, where the system lets a folder be synced.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| io_error(folder, error))?;
    }
    Ok(())
}
