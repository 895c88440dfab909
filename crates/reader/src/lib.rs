//! Turns pasted text and pages into articles.
//!
//! Four front doors: [`paste`] reads text as people copy it from a page, [`page`] reads HTML, [`read`] takes bytes and
//! decides between the formats, [`read_from`] takes what HTTP said of them as well. All give a [`Page`]; [`Page::draft`]
//! turns it into the draft of an article. [`outline`] marks what each stretch of a text is for and leaves the text alone.
//!
//! Every date that a page names for its story is kept as a [`Candidate`]; [`Rule`] tells how one is chosen, and
//! [`Page::explain`] what became of each. [`canonical`] gives an address the one form under which a story is known.
//!
//! ```
//! use dateline_reader::paste;
//!
//! let page = paste(
//!     "Ministers to meet in Nairobi\n\n\
//!      March 3, 2025 09:15 am | Updated 10:05 am EAT - Nairobi\n\n\
//!      The ministers will meet on Friday, their office said.\n\n\
//!      Sign up for our newsletter",
//! );
//! assert_eq!(page.title.as_deref(), Some("Ministers to meet in Nairobi"));
//! assert_eq!(page.text, "The ministers will meet on Friday, their office said.");
//! let draft = page.draft(None)?;
//! assert_eq!(draft.published.to_string(), "2025-03-03T09:15:00+03:00");
//! # Ok::<(), dateline_reader::NoDraft>(())
//! ```

mod byline;
mod bytes;
mod candidate;
mod canonical;
mod caption;
mod cut_off;
mod data;
mod dateline;
pub mod feed;
mod fields;
mod formats;
mod furniture;
mod headline;
mod language;
mod link;
mod months;
mod names;
pub mod opml;
mod page;
mod pattern;
mod prose;
mod sort;
mod source;
mod stamp;
mod story;
mod units;
mod weigh;
mod zones;

pub use candidate::{Candidate, CandidateSource, DateField, Rule, Verdict, Weighed};
pub use canonical::canonical;
pub use formats::html::page;
pub use formats::paste::{outline, paste};
pub use formats::{FORMATS, Format, read, read_from};
pub use link::Link;
pub use page::{NoDraft, Page};
pub use source::Source;
