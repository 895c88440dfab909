//! The file of a backup: every row of a store at one place of its log, in checked pieces.
//!
//! | part | bytes (numbers big-endian) |
//! |---|---|
//! | head | `dateline backup\n`, the format's version (1), the schema (4 bytes), the store's name (8 bytes) |
//! | piece | its kind: `r` or `e`; the length of its body (4 bytes); a hash (32 bytes); the body |
//! | body of `r` | zstd of rows: table, 1 (there) or 0 (gone), length of the key (4 bytes), key, and of a value that is there length (4 bytes) and bytes |
//! | body of `e`, the last piece | the log's head, the newest version of a value, the number of rows (8 bytes each) |
//!
//! A hash is BLAKE3 of head, kind, the piece's number from 0 (8 bytes) and body: pieces cannot change, change places or be
//! missing unseen. A later row about a key takes the place of an earlier one. Tables are numbered as in the sled layout.

mod read;
mod write;

pub use read::{BackupInfo, check_backup};
pub use write::{BackupWriter, Existing, back_up};

pub(crate) use read::{Piece, Reader};

/// What every backup begins with.
const MAGIC: &[u8; 16] = b"dateline backup\n";

/// The version that is written; it and those before it are read for ever.
pub(crate) const VERSION: u8 = 1;

/// A piece of rows ends behind the row that makes it longer than so many bytes.
const PIECE: usize = 1 << 20;

/// No piece of ours is longer: a length beyond it is damage. A row may be as large as a story, which has its own limit.
const LONGEST: usize = 1 << 30;

/// A piece of rows.
const ROWS: u8 = b'r';
/// The last piece.
const END: u8 = b'e';

/// The length of the part before the pieces.
const HEAD: usize = MAGIC.len() + 1 + 4 + 8;

/// One row of a table; without a value it is gone.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) table: u8,
    pub(crate) key: &'a [u8],
    pub(crate) value: Option<&'a [u8]>,
}

/// What the last piece says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) sequence: u64,
    pub(crate) version: u64,
    pub(crate) rows: u64,
}

fn hash(head: &[u8], kind: u8, number: u64, body: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head).update(&[kind]);
    hasher.update(&number.to_be_bytes()).update(body);
    *hasher.finalize().as_bytes()
}
