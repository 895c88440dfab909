//! The tables of the open database and how a value is read from one, whether it lies there or in a file of its own.

use super::{blobs::Blobs, keys};
use crate::{Error, format::Unpacker};
use serde::de::DeserializeOwned;
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// One tree of the database; the place in [`Table::ALL`] is the place in [`Engine`] and in blob files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Meta,
    Archive,
    Article,
    Url,
    Event,
    Log,
    State,
    Reading,
}

impl Table {
    pub(super) const ALL: [Self; 8] = [
        Self::Meta,
        Self::Archive,
        Self::Article,
        Self::Url,
        Self::Event,
        Self::Log,
        Self::State,
        Self::Reading,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Archive => "archive",
            Self::Article => "article",
            Self::Url => "url",
            Self::Event => "event",
            Self::Log => "log",
            Self::State => "state",
            Self::Reading => "reading",
        }
    }
}

#[derive(Debug)]
pub(super) struct Engine {
    pub(super) folder: PathBuf,
    pub(super) db: ::sled::Db,
    pub(super) trees: Vec<::sled::Tree>,
    /// The file that sled writes to, for the `fdatasync` that sled leaves out.
    pub(super) file: File,
    pub(super) blobs: Blobs,
    pub(super) unpacker: Unpacker,
}

impl Engine {
    pub(super) fn tree(&self, table: Table) -> &::sled::Tree {
        // `Table::ALL` and `trees` are made in the same order, so the default tree is never taken.
        self.trees.get(table as usize).unwrap_or(&self.db)
    }

    /// The bytes as they lie in the table: the value, or the name of its file.
    pub(super) fn raw(&self, table: Table, key: &[u8]) -> Result<Option<::sled::IVec>, Error> {
        self.tree(table)
            .get(key)
            .map_err(|error| self.failed(error))
    }

    pub(super) fn get<T: DeserializeOwned>(
        &self,
        table: Table,
        key: &[u8],
    ) -> Result<Option<T>, Error> {
        let raw = self.raw(table, key)?;
        raw.map(|raw| self.decode(table, key, &raw)).transpose()
    }

    pub(super) fn decode<T: DeserializeOwned>(
        &self,
        table: Table,
        key: &[u8],
        raw: &[u8],
    ) -> Result<T, Error> {
        let read = match self.blobs.named(raw) {
            Some(name) => self.unpacker.read(&self.blobs.read(&name, table, key)?),
            None => self.unpacker.read(raw),
        };
        read.map_err(|why| keys::unreadable(describe(table, key), why))
    }

    /// Bytes that [`pack`](crate::format::pack) packed.
    pub(super) fn packed(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let Some(raw) = self.raw(table, key)? else {
            return Ok(None);
        };
        let read = match self.blobs.named(&raw) {
            Some(name) => self.unpacker.unpack(&self.blobs.read(&name, table, key)?),
            None => self.unpacker.unpack(&raw),
        };
        let read = read.map_err(|why| keys::unreadable(describe(table, key), why))?;
        Ok(Some(read))
    }

    /// The value as it is packed, wherever it lies.
    pub(super) fn whole(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let raw = self.raw(table, key)?;
        raw.map(|raw| match self.blobs.named(&raw) {
            Some(name) => self.blobs.read(&name, table, key),
            None => Ok(raw.to_vec()),
        })
        .transpose()
    }

    /// The entries whose keys begin with `prefix`, in key order.
    pub(super) fn scan<'a>(
        &'a self,
        table: Table,
        prefix: &[u8],
    ) -> impl Iterator<Item = Result<(::sled::IVec, ::sled::IVec), Error>> + use<'a> {
        let entries = self.tree(table).scan_prefix(prefix);
        entries.map(|entry| entry.map_err(|error| self.failed(error)))
    }

    /// A number of the meta table.
    pub(super) fn number(&self, key: &[u8]) -> Result<Option<u64>, Error> {
        let raw = self.raw(Table::Meta, key)?;
        let number = raw.map(|raw| number_of(&raw).ok_or_else(|| describe(Table::Meta, key)));
        let number = number.transpose();
        number.map_err(|what| keys::unreadable(what, "it is not a number"))
    }

    pub(super) fn failed(&self, error: ::sled::Error) -> Error {
        failed(&self.folder, error)
    }
}

const NUMBER: u8 = 1;

/// The format version, then eight bytes big-endian.
pub(super) fn number(value: u64) -> Vec<u8> {
    let mut bytes = vec![NUMBER];
    bytes.extend(value.to_be_bytes());
    bytes
}

fn number_of(bytes: &[u8]) -> Option<u64> {
    let body = bytes.strip_prefix(&[NUMBER])?;
    body.try_into().ok().map(u64::from_be_bytes)
}

pub(super) fn failed(path: &Path, error: ::sled::Error) -> Error {
    match error {
        ::sled::Error::Io(source) => io_error(path, source),
        other => keys::unreadable(format!("database in {}", path.display()), other.to_string()),
    }
}

pub(super) fn io_error(path: &Path, source: io::Error) -> Error {
    let path = path.into();
    Error::Io { path, source }
}

pub(super) fn describe(table: Table, key: &[u8]) -> String {
    let key = String::from_utf8_lossy(key);
    let visible = key.chars().filter(|c| !c.is_control()).collect::<String>();
    format!("{} {visible}", table.name())
}
