//! `today`: what is on that day, and on the days whose posts were missed. What is dated by its month only would stand there
//! every day of the month, so it is left to the week.

use super::Request;
use crate::Error;
use chrono::Days;
use dateline_core::{Dossier, Interval, Precision, Section};

/// So many days ahead the next event is sought where only dates without a day were found.
const AHEAD: u64 = 31;

pub(super) fn section(request: &Request<'_>) -> Result<Section, Error> {
    let (mut agenda, days) = request.agenda(0)?;
    let found = agenda.events.len();
    agenda.events.retain(has_day);
    if agenda.events.is_empty() && found > 0 {
        agenda.next = next(request, &days)?;
    }
    let agenda = Box::new(agenda);
    Ok(Section::Days { agenda, days })
}

fn has_day(event: &Dossier) -> bool {
    let when = event.view.when.as_ref();
    when.is_some_and(|when| when.precision >= Precision::Range)
}

/// The first event behind those days whose day is known.
fn next(request: &Request<'_>, days: &Interval) -> Result<Option<Dossier>, Error> {
    let last = days.last_day();
    let ahead = last.succ_opt().zip(last.checked_add_days(Days::new(AHEAD)));
    let Some((first, last)) = ahead else {
        return Ok(None);
    };
    let ahead = request.within(&Interval::days(first, last)?)?;
    Ok(ahead.events.into_iter().find(has_day))
}
