//! What Discord is to show of an event: what was said when it was published stands until the news says something else.

use crate::zone::Zone;
use chrono::{DateTime, NaiveDateTime, Utc};
use dateline_core::{Billing, Dossier, Moment, Precision, Publication, Status, When};
use dateline_desk::publishing::Due;
use dateline_render::discord::publish;

/// How a published event stands, as far as Discord is to show it.
pub(crate) fn of(publication: &Publication, event: Option<&Dossier>) -> Due {
    let Some(event) = event.filter(|event| event.hidden().is_none()) else {
        return Due::Gone;
    };
    let view = &event.view;
    let is_same = view.when == publication.when;
    match view.status {
        Status::Cancelled => return Due::Cancelled,
        Status::Postponed if is_dateless(event) => return Due::Dateless,
        _ => {}
    }
    let shown = &publication.billing;
    let (start, end) = if is_same {
        (shown.start, shown.end)
    } else {
        let moved = view.when.as_ref().and_then(|when| start(when, publication));
        let Some(start) = moved else {
            return Due::Dateless;
        };
        (start, start + (shown.end - shown.start))
    };
    let place = place_of(event);
    let billing = Billing {
        name: publish::name(event),
        about: publish::about(event, &publication.code),
        start,
        end,
        place: match &place {
            Some(place) if Some(place) != publication.place.as_ref() => place.clone(),
            _ => shown.place.clone(),
        },
    };
    let when = view.when.clone();
    Due::Shown {
        billing,
        when,
        place,
    }
}

/// Whether it was put off, and no new date was named since.
fn is_dateless(event: &Dossier) -> bool {
    event.turns.iter().fold(false, |is_dateless, turn| {
        let from = turn.from.as_ref();
        let stays = from.is_none_or(|from| from.when == turn.to.when);
        let was_put_off = from.is_some_and(|from| from.status == Status::Postponed);
        match turn.to.status {
            Status::Postponed if !was_put_off => stays,
            _ => is_dateless && stays,
        }
    })
}

/// The place as the news gives it, as Discord takes it.
pub(crate) fn place_of(event: &Dossier) -> Option<String> {
    let place = event.view.place.as_ref()?;
    publish::place(&place.name)
}

/// When it begins on a new date: at the time that the news names, else at the time of day at which it was to begin before.
fn start(when: &When, publication: &Publication) -> Option<DateTime<Utc>> {
    let zone: Zone = publication.zone.parse().ok()?;
    if let Some(start) = clock_of(when, &zone) {
        return Some(start);
    }
    let names_day = matches!(
        when.precision,
        Precision::Day | Precision::Range | Precision::PartOfDay
    );
    let before = zone.at(publication.billing.start).time();
    let start = when.interval.first_day().and_time(before);
    names_day.then(|| instant(start, &zone)).flatten()
}

/// The instant of a date with a clock time, in its own zone or else in that one.
pub(crate) fn clock_of(when: &When, zone: &Zone) -> Option<DateTime<Utc>> {
    if when.precision != Precision::Minute {
        return None;
    }
    let named = when.zone.as_deref().and_then(|zone| zone.parse().ok());
    instant(when.interval.start(), named.as_ref().unwrap_or(zone))
}

/// The instant of a time on the clocks of a zone.
pub(crate) fn instant(wall: NaiveDateTime, zone: &Zone) -> Option<DateTime<Utc>> {
    let written = wall.format("%Y-%m-%dT%H:%M").to_string();
    match zone.moment(&written).ok()? {
        Moment::Instant(at) => Some(at.to_utc()),
        Moment::Day(_) => None,
    }
}
