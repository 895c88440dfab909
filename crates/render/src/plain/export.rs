//! What was written for other programs.

use crate::words;

/// What a calendar of all events is called.
pub const CALENDAR: &str = "Dateline";

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
