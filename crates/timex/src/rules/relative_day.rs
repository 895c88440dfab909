//! Today, yesterday, tomorrow, tonight, and the days beside them.

use super::clock::hour_behind;
use crate::lexicon::DayPart;
use crate::phrase::{Hour, Phrase, Says};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    if t.is(at, "the") && t.is(at + 1, "day") {
        let days = if t.is(at + 2, "before") && t.is(at + 3, "yesterday") {
            -2
        } else if t.is(at + 2, "after") && t.is(at + 3, "tomorrow") {
            2
        } else {
            return None;
        };
        return Some(Phrase::new(at, at + 4, Says::FromToday(days)));
    }
    if t.any(at, &["tonight", "tonite"]) {
        let (clock, end) = hour_behind(t, at + 1);
        let hour = clock.unwrap_or(Hour::Part(DayPart::Night));
        return Some(Phrase::new(at, end, Says::FromToday(0)).at(Some(hour)));
    }
    let days = match () {
        () if t.is(at, "today") => 0,
        () if t.is(at, "yesterday") => -1,
        () if t.is(at, "tomorrow") => 1,
        () => return None,
    };
    // "USA Today" and "Today's Woman" are names.
    let named = t.capital(at) && t.capital(t.left(at, 1)) && !t.opens_line(at);
    let (hour, end) = hour_behind(t, at + 1);
    (!named).then(|| Phrase::new(at, end, Says::FromToday(days)).at(hour))
}
