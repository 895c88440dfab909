//! Reading a backup, every piece checked before anything of it is used.

use super::{END, End, HEAD, LONGEST, MAGIC, ROWS, Row, VERSION, hash};
use crate::{Error, SCHEMA};
use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupInfo {
    /// The place of the log at which it was made.
    pub sequence: u64,
    /// How many rows it holds.
    pub rows: u64,
    /// How long the file is.
    pub bytes: u64,
}

/// Reads a backup through: whole, and every piece as it was written.
pub fn check_backup(path: &Path) -> Result<BackupInfo, Error> {
    let mut reader = Reader::open(path)?;
    while reader.piece()?.is_some() {}
    let end = reader.end()?;
    Ok(BackupInfo {
        sequence: end.sequence,
        rows: end.rows,
        bytes: reader.offset,
    })
}

/// A backup that is being read.
pub(crate) struct Reader {
    path: PathBuf,
    file: BufReader<File>,
    head: [u8; HEAD],
    /// The first byte that was not read yet.
    offset: u64,
    pieces: u64,
    rows: u64,
    end: Option<End>,
}

impl Reader {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Io {
            path: path.into(),
            source,
        };
        let mut file = BufReader::new(File::open(path).map_err(failed)?);
        let mut head = Vec::new();
        let read = file.by_ref().take(HEAD as u64).read_to_end(&mut head);
        read.map_err(failed)?;
        let not_one = || Error::NotABackup { path: path.into() };
        let version = head.get(MAGIC.len()).copied();
        if !head.starts_with(MAGIC) {
            return Err(not_one());
        }
        if version.is_some_and(|version| version > VERSION) {
            let path = path.into();
            return Err(Error::NewerBackup { path });
        }
        let length = head.len();
        let head: [u8; HEAD] = head.try_into().map_err(|_| Error::BrokenBackup {
            path: path.into(),
            offset: length as u64,
            why: "it ends in its head".into(),
        })?;
        let reader = Self {
            path: path.into(),
            file,
            head,
            offset: HEAD as u64,
            pieces: 0,
            rows: 0,
            end: None,
        };
        match reader.schema() {
            schema if schema > SCHEMA => Err(Error::Newer { schema }),
            _ => Ok(reader),
        }
    }

    /// How the values in it are written.
    pub(crate) fn schema(&self) -> u32 {
        let at = MAGIC.len() + 1;
        let bytes = self.head.get(at..at + 4);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u32::from_be_bytes)
    }

    /// The next piece of rows, checked and unpacked; none behind the last.
    pub(crate) fn piece(&mut self) -> Result<Option<Piece>, Error> {
        let at = self.offset;
        if self.end.is_some() {
            return self.nothing_more().map(|()| None);
        }
        let kind = self.bytes::<1>(at)?[0];
        let length = u32::from_be_bytes(self.bytes(at)?) as usize;
        let told: [u8; 32] = self.bytes(at)?;
        if length > LONGEST {
            return Err(self.broken(at, "a piece has an impossible length"));
        }
        let mut body = Vec::new();
        let read = self
            .file
            .by_ref()
            .take(length as u64)
            .read_to_end(&mut body);
        read.map_err(|error| self.failed(error))?;
        self.offset += body.len() as u64;
        if body.len() < length {
            return Err(self.broken(self.offset, "it ends within a piece"));
        }
        if hash(&self.head, kind, self.pieces, &body) != told {
            return Err(self.broken(at, "a piece is not as it was written"));
        }
        self.pieces += 1;
        match kind {
            ROWS => self.unpacked(&body, at).map(Some),
            END => {
                self.end = Some(end(&body).ok_or_else(|| self.broken(at, "its end is no end"))?);
                if self.end.map(|end| end.rows) != Some(self.rows) {
                    return Err(self.broken(at, "rows are missing"));
                }
                self.nothing_more().map(|()| None)
            }
            _ => Err(self.broken(at, "a piece is of no known kind")),
        }
    }

    /// What the last piece said.
    pub(crate) fn end(&self) -> Result<End, Error> {
        let end = self.end;
        end.ok_or_else(|| self.broken(self.offset, "its end is missing"))
    }

    fn unpacked(&mut self, body: &[u8], at: u64) -> Result<Piece, Error> {
        let plain =
            zstd::decode_all(body).map_err(|_| self.broken(at, "a piece does not unpack"))?;
        let piece = Piece { plain };
        self.rows += count(&piece).ok_or_else(|| self.broken(at, "a row does not read"))?;
        Ok(piece)
    }

    fn bytes<const N: usize>(&mut self, at: u64) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        match self.file.read_exact(&mut bytes) {
            Ok(()) => {
                self.offset += N as u64;
                Ok(bytes)
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(self.broken(at, "it ends before its end: it was cut off"))
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    fn nothing_more(&mut self) -> Result<(), Error> {
        let mut one = [0];
        match self.file.read(&mut one) {
            Ok(0) => Ok(()),
            Ok(_) => Err(self.broken(self.offset, "something stands behind its end")),
            Err(error) => Err(self.failed(error)),
        }
    }

    fn broken(&self, offset: u64, why: &str) -> Error {
        Error::BrokenBackup {
            path: self.path.clone(),
            offset,
            why: why.into(),
        }
    }

    fn failed(&self, source: io::Error) -> Error {
        let path = self.path.clone();
        Error::Io { path, source }
    }
}

/// Rows that were written together.
pub(crate) struct Piece {
    plain: Vec<u8>,
}

impl Piece {
    /// Its rows in order; none in the place of one that does not read, which no checked piece has.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Option<Row<'_>>> {
        let mut rest = self.plain.as_slice();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let row = row(&mut rest);
            if row.is_none() {
                rest = &[];
            }
            Some(row)
        })
    }
}

fn count(piece: &Piece) -> Option<u64> {
    piece.rows().try_fold(0, |sum, row| row.map(|_| sum + 1))
}

fn row<'a>(rest: &mut &'a [u8]) -> Option<Row<'a>> {
    let (table, is_there) = match taken(rest, 2)? {
        [table, 0] => (*table, false),
        [table, 1] => (*table, true),
        _ => return None,
    };
    let key = counted(rest)?;
    let value = if is_there { Some(counted(rest)?) } else { None };
    Some(Row { table, key, value })
}

fn counted<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = taken(rest, 4)?.try_into().ok().map(u32::from_be_bytes)?;
    taken(rest, usize::try_from(length).ok()?)
}

fn taken<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (bytes, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(bytes)
}

fn end(body: &[u8]) -> Option<End> {
    let mut rest = body;
    let mut number = || taken(&mut rest, 8)?.try_into().ok().map(u64::from_be_bytes);
    let end = End {
        sequence: number()?,
        version: number()?,
        rows: number()?,
    };
    rest.is_empty().then_some(end)
}
