//! Stories that nobody wrote: as many as are wanted, always the same for one seed, with what they tell known beforehand.
//!
//! News comes at one rate, so that a larger archive reaches over more years, as archives do. Each story tells a step of
//! a plot (announced, moved, confirmed, cancelled, held) among sentences of other things; names are many, and most of
//! them stand in a few stories only. A plot is a pure function of seed and number, so any of millions can be asked about.
//!
//! ```
//! use dateline_tests::synthetic::{Asker, Press};
//!
//! let stories: Vec<_> = Press::new(7).take(50).collect();
//! assert_eq!(stories, Press::new(7).take(50).collect::<Vec<_>>());
//! assert!(stories.iter().all(|story| story.text.len() > 1_000));
//! let question = Asker::new(7, 1, 50).next().expect("questions never end");
//! assert!(!question.words.is_empty());
//! ```

mod asker;
mod chance;
mod grammar;
mod names;
mod plot;
mod press;
mod writer;

pub use asker::{Asker, Expected, Question};
pub use plot::{Deed, Plot, Step};
pub use press::Press;

use chrono::{Days, NaiveDate};

/// Stories of one day, copies and new revisions among them.
pub const A_DAY: u64 = 200;

/// The first day of all archives.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 6).expect("a day of the calendar");

/// The day of that number, counted from the first.
fn day(number: u64) -> NaiveDate {
    FIRST.checked_add_days(Days::new(number)).unwrap_or(FIRST)
}
