//! The facade that every front end calls: take a story, ask, list, forget.
//!
//! A [`Desk`] holds a store and the search index derived from it, and keeps the two in step. Everything is a plain
//! call that returns when it is done: there is no clock, no network and no task here, and "now" is an argument.
//!
//! ```
//! use dateline_core::{ArchiveId, Draft, Moment, State};
//! use dateline_desk::Desk;
//!
//! let desk = Desk::in_memory()?;
//! let local = ArchiveId::local();
//! let story = Draft {
//!     title: "Harbour bridge to open".into(),
//!     text: "The harbour bridge will open on 4 May 2026, the mayor said.".into(),
//!     ..Draft::published(Moment::parse("2026-04-02")?)
//! };
//! assert!(desk.take(&local, story.clone())?.new);
//! assert!(!desk.take(&local, story)?.new);
//!
//! let nobody = desk.ask(&ArchiveId::user(7), "When does the bridge open?", &Moment::parse("2026-04-03")?)?;
//! assert_eq!(nobody.state(), State::Unknown);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amended;
mod articles;
mod ask;
mod batch;
mod by_hand;
mod corrections;
mod desk;
mod digest;
mod digests;
mod error;
mod exchange;
mod feeds;
mod kept;
mod ledger;
mod listing;
mod person;
pub mod posting;
mod preferences;
mod publications;
pub mod publishing;
mod read;
mod readings;
mod records;
mod regroup;
mod reminders;
mod reread;
mod retention;
mod saved;
pub mod schedule;
mod shelf;
mod step;
mod suggest;
mod together;
mod topic;
mod verify;
mod watches;

pub use batch::Taken;
pub use desk::Desk;
pub use error::Error;
pub use exchange::Imported;
pub use person::Deeds;
pub use read::events;
pub use reminders::places_of;
pub use reread::{Differs, Found, Reread};
pub use step::Progress;
pub use verify::{Fault, Verified};
pub use watches::{Hit, Put};
