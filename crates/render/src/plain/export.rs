//! What was written for other programs, and what was read anew.

use crate::{safe, words};

/// What a calendar of all events is called.
pub const CALENDAR: &str = "Dateline";

/// That a picture was written: `month.png: 5 events drawn.`
#[must_use]
pub fn drawn(path: &std::path::Path, events: usize) -> String {
    let name = safe::line(&path.display().to_string());
    format!("{name}: {} drawn.", words::count(events as u64, "event"))
}

/// How many stories were read anew: `4 stories read anew; something else was found in 1.`
#[must_use]
pub fn reread(articles: u64, changed: u64) -> String {
    let read = words::count(articles, "story");
    match changed {
        0 => format!("{read} read anew; all was found as before."),
        some => format!("{read} read anew; something else was found in {some}."),
    }
}

/// How many events a calendar holds: `2 events written; 1 has no date and is left out.`
#[must_use]
pub fn exported(dated: usize, all: usize) -> String {
    let written = words::count(dated as u64, "event");
    match all.saturating_sub(dated) {
        0 => format!("{written} written."),
        1 => format!("{written} written; 1 has no date and is left out."),
        left => format!("{written} written; {left} have no date and are left out."),
    }
}
