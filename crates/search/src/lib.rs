//! Full-text search over stored articles: derived from storage, and rebuilt from it at any time.
//!
//! Knows nothing of storage: the caller says what changed, and the index remembers with each commit up to which place
//! of the caller's log it has read ([`Position`]). An answer for one archive at one time depends on the stories of that
//! archive known at that time, and on nothing else: archive and time are filters inside the query, and the statistics
//! that weigh a word are counted behind the same filter.
//!
//! ```
//! use dateline_core::{ArchiveId, Article, Draft, Moment};
//! use dateline_search::{Change, Index, Position};
//!
//! let story = Article::new(Draft {
//!     title: "Ferry talks set for May".into(),
//!     text: "Harbour officials will meet in Bergen.".into(),
//!     ..Draft::published(Moment::parse("2026-04-02")?)
//! })?;
//! let index = Index::in_memory()?;
//! let local = ArchiveId::local();
//! let position = Position { store: "a".into(), schema: Index::SCHEMA, sequence: 1 };
//! index.apply([Change::Put { archive: &local, revisions: vec![(&story, &[])] }], &position)?;
//!
//! let words = [vec!["talk".to_owned(), "meeting".to_owned()]];
//! let hits = index.find(&local, &Moment::parse("2026-04-03")?, &words, 10)?;
//! assert_eq!(&hits[0].id, story.id());
//! assert!(index.find(&local, &Moment::parse("2026-04-01")?, &words, 10)?.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod clauses;
mod error;
mod fields;
mod files;
mod find;
mod index;
mod position;
mod seen;
mod statistics;
mod visible;
mod words;

pub use error::Error;
pub use find::Hit;
pub use index::{Change, Index};
pub use position::Position;
