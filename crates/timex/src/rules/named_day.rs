//! Holidays and other days with names: "Christmas", "last Easter", "Thanksgiving 2022".

use super::clock::hour_behind;
use crate::phrase::{Phrase, Says, YearSaid};
use crate::read::{pick, year_said};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let (picked, named) = match pick(t, at) {
        Some((picked, behind)) => (Some(picked), behind),
        None => (None, at),
    };
    if !t.capital(named) {
        return None;
    }
    let (day, behind) = crate::named::match_at(t, named)?;
    // "Easter Island", "Christmas Carol".
    let part_of_name = t.capital(behind) && !t.glued(behind) && !t.any(behind, &["Day", "Eve"]);
    let (year, end) = year_said(t, behind);
    let (hour, end) = hour_behind(t, end);
    // A feast that is not listed for that year has no day to tell.
    let unlisted = matches!(year, YearSaid::Given(year) if day.in_year(year).is_none());
    (!part_of_name && !unlisted).then(|| {
        Phrase::new(
            at,
            end,
            Says::Named {
                day,
                year,
                pick: picked,
            },
        )
        .at(hour)
    })
}
