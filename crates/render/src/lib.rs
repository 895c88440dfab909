//! Every word people read.
//!
//! Takes values and gives sentences: no file, no clock, no colour, nothing of a terminal's size, and of Discord only the
//! marks and limits of its messages. What comes from outside (headlines, quotes, names, paths) is made [`safe`] before it
//! stands in a sentence.
//!
//! ```
//! use dateline_core::{Answer, Coverage};
//! let answer = Answer::unknown(Coverage { articles: 412, mentioning: 0 });
//! assert_eq!(
//!     dateline_render::answer_text(&answer),
//!     "The stored news does not say: nothing about it in 412 articles."
//! );
//! ```

mod answer;
mod arithmetic;
mod calendar;
pub mod config;
pub mod corrections;
pub mod discord;
pub mod events;
pub mod feeds;
pub mod help;
mod link;
pub mod picture;
pub mod plain;
pub mod safe;
#[cfg(test)]
mod sample;
mod table;
mod told;
mod trouble;
mod words;

pub use answer::answer_text;
pub use arithmetic::{arithmetic, doubt};
pub use calendar::{calendar, dated};
pub use feeds::LeftOut;
pub use link::link_at;
pub use table::csv;
pub use trouble::{
    ArchiveFault, ConfigFault, DiscordFault, Errand, Fault, FetchFault, LineFault, RequestFault,
    STANDARD_INPUT, SocketFault, Trouble, refusal,
};
pub use words::{count, day, moment, when};
