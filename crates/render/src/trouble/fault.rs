//! What can be wrong with what was given, with a line, or with an archive's folder.

use super::{FetchFault, clause, refusal, shown};
use crate::{feeds::LeftOut, safe, words};
use dateline_core::{Error, Moment};
use std::path::PathBuf;

/// What is wrong with a file, a folder, an address or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The system does not let us read it.
    Unreadable {
        /// What the system said.
        why: String,
    },
    /// Not a word is in it.
    Empty,
    /// It is no text.
    NotText,
    /// The folder holds nothing that looks like a story.
    NoStories,
    /// The story does not say when it was published.
    NoPublication {
        /// When it says that it was changed: a hint only.
        changed: Option<Moment>,
    },
    /// The story is longer than is taken.
    TooLong {
        /// How many characters are taken.
        limit: usize,
    },
    /// The file is bigger than is read.
    TooBig {
        /// How many bytes are read.
        limit: u64,
    },
    /// A value in it was refused.
    Refused {
        /// Why.
        why: Error,
    },
    /// The archive did not take it.
    NotTaken {
        /// Why, as [`refusal`] words it.
        why: String,
    },
    /// It is an address, and what stands there cannot be taken.
    Fetch(FetchFault),
    /// An entry of a feed is not stored.
    Entry {
        /// Its headline.
        title: String,
        /// Why.
        why: LeftOut,
    },
    /// It is a list of feeds.
    FeedList,
    /// It is no list of feeds.
    NotOpml,
    /// It lists more feeds than are taken at once.
    LongFeedList {
        /// How many are taken.
        limit: usize,
    },
    /// It is a page that lists stories.
    Index {
        /// How many links it holds.
        links: usize,
    },
    /// It is an address, where only files are read.
    NotFetched,
}

impl Fault {
    pub(super) fn sentence(&self, name: &str) -> String {
        match self {
            Self::Unreadable { why } => format!("{name}: cannot be read: {}.", clause(why)),
            Self::Empty => format!("{name}: is empty; there is no story in it."),
            Self::NotText => {
                format!("{name}: is not text; give stories as .txt, .md or .html, feeds as .xml.")
            }
            Self::NoStories => {
                format!(
                    "{name}: holds no story; files ending in .txt, .md, .html, .htm, .xml, .rss or .atom are read."
                )
            }
            Self::NoPublication { changed } => {
                let day = changed.map(|at| words::day(at.day()));
                let hint = day.map(|day| format!(" (it says that it was changed on {day})"));
                let hint = hint.unwrap_or_default();
                format!(
                    "{name}: does not say when it was published{hint}. Give the day: --published 2026-11-23"
                )
            }
            Self::TooLong { limit } => {
                format!(
                    "{name}: is longer than {limit} characters, the most that one story may have."
                )
            }
            Self::TooBig { limit } => {
                format!("{name}: is bigger than {limit} bytes, the most that is read.")
            }
            Self::Refused { why } => format!("{name}: {}.", refusal(why)),
            Self::NotTaken { why } => format!("{name}: {}.", clause(why)),
            Self::Fetch(fault) => format!("{name}: {}.", fault.words()),
            Self::FeedList => format!(
                "{name}: is a list of feeds, not a story. To follow them: dateline feed import {name}"
            ),
            Self::Entry { title, why } => {
                format!("{name}: “{}” {}.", safe::line(title), why.words())
            }
            Self::NotOpml => format!("{name}: is not a list of feeds; OPML is read here."),
            Self::LongFeedList { limit } => {
                format!("{name}: lists more than {limit} feeds, the most that are taken at once.")
            }
            Self::Index { links } => {
                format!(
                    "{name}: is a list of {links} stories, not one story; give the page of one of them."
                )
            }
            Self::NotFetched => format!(
                "{name}: is an address, and only files are read here. To store what stands there: dateline add {name}"
            ),
        }
    }
}

/// What is wrong with a JSON line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineFault {
    /// It is not UTF-8.
    NotUtf8,
    /// It is longer than is read.
    TooLong {
        /// How many bytes are read.
        limit: usize,
    },
    /// Its story is longer than is taken.
    LongText {
        /// How many characters are taken.
        limit: usize,
    },
    /// It is not the JSON object that the command reads.
    NotJson {
        /// What the parser said, with the column.
        why: String,
    },
    /// A field that the command needs is missing.
    Missing {
        /// The field.
        field: &'static str,
        /// The option that can stand in for it.
        option: Option<&'static str>,
    },
    /// Its question is longer than is read.
    LongQuestion {
        /// How many characters are read.
        limit: usize,
    },
    /// A field holds something that was refused.
    Refused {
        /// Why.
        why: Error,
    },
    /// The archive did not take it.
    NotTaken {
        /// Why, as [`refusal`] words it.
        why: String,
    },
}

impl LineFault {
    pub(super) fn words(&self) -> String {
        match self {
            Self::NotUtf8 => "is not UTF-8".to_owned(),
            Self::TooLong { limit } => {
                format!("is longer than {limit} bytes, the most that one line may have")
            }
            Self::LongText { limit } => {
                format!("holds more than {limit} characters, the most that one story may have")
            }
            Self::NotJson { why } => {
                format!("is not the JSON object that is read here ({})", clause(why))
            }
            Self::Missing {
                field,
                option: Some(option),
            } => {
                format!("has no \"{field}\"; add the field, or give {option}")
            }
            Self::Missing {
                field,
                option: None,
            } => format!("has no \"{field}\""),
            Self::LongQuestion { limit } => format!("asks in more than {limit} characters"),
            Self::Refused { why } => refusal(why),
            Self::NotTaken { why } => clause(why),
        }
    }
}

/// What is wrong with the folder of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArchiveFault {
    /// Another process has it open.
    InUse {
        /// Its id, where it left one.
        process: Option<u32>,
    },
    /// A newer version wrote it.
    Newer {
        /// Its schema.
        schema: u32,
    },
    /// It was damaged and is kept under another name.
    SetAside {
        /// Where it is now.
        kept: PathBuf,
    },
    /// A file of that name is there, and a backup was not to take its place.
    Exists,
    /// It holds an archive, and was to be filled from a backup.
    NotEmpty,
    /// It is not a backup.
    NotABackup,
    /// It is a backup that a newer version wrote.
    NewerBackup,
    /// It is a backup that was cut off or changed.
    BrokenBackup {
        /// The byte where that shows.
        offset: u64,
        /// What is wrong there.
        why: String,
    },
    /// It could not be read or written.
    Io {
        /// What the system said.
        why: String,
    },
}

impl ArchiveFault {
    pub(super) fn sentence(&self, path: &str) -> String {
        match self {
            Self::InUse { process } => {
                let process = process.map(|id| format!(" ({id})")).unwrap_or_default();
                format!(
                    "{path}: another Dateline process{process} has this archive open. \
                     End it first, or give another folder: --data DIR"
                )
            }
            Self::Newer { schema } => format!(
                "{path}: was written by a newer version of Dateline (schema {schema}). \
                 Nothing was touched; use that version."
            ),
            Self::SetAside { kept } => format!(
                "{path}: is damaged. Nothing was deleted: it is kept as {}. \
                 Put a backup in its place: dateline restore FILE. To begin a new archive, move {} away.",
                shown(kept),
                shown(kept)
            ),
            Self::Exists => format!(
                "{path}: is there already, and stays as it is. Give another name, or let it give way: --replace"
            ),
            Self::NotEmpty => format!(
                "{path}: holds an archive already; nothing was restored. Give an empty folder: --data DIR"
            ),
            Self::NotABackup => {
                format!(
                    "{path}: is not a backup; nothing was restored. One is made by: dateline backup FILE"
                )
            }
            Self::NewerBackup => format!(
                "{path}: was written by a newer version of Dateline. Nothing was restored; use that version."
            ),
            Self::BrokenBackup { offset, why } => format!(
                "{path}: is broken at byte {offset}: {}. Nothing was restored; take another backup.",
                clause(why)
            ),
            Self::Io { why } => format!(
                "{path}: the archive could not be read or written: {}. \
                 Look at the room on the disk and the rights of the folder.",
                clause(why)
            ),
        }
    }
}
