//! Weighs candidates of dates: the first by trust is chosen, and others give it the time or the zone that it lacks.

use crate::candidate::{Candidate, CandidateSource, DateField, Rule, Verdict, Weighed};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use dateline_core::Moment;

/// Seconds.
const A_DAY: i64 = 24 * 60 * 60;

/// Puts candidates in the order of trust, publications first; those of equal rank keep their order.
pub(crate) fn rank(candidates: &mut Vec<Candidate>) {
    candidates.sort_by_key(|one| (one.field, one.rule, order(&one.source)));
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates.drain(..) {
        if !kept.contains(&candidate) {
            kept.push(candidate);
        }
    }
    *candidates = kept;
}

/// The order of sources within a rule; what is shown keeps the order of its distance from the headline.
fn order(source: &CandidateSource) -> usize {
    match source {
        CandidateSource::JsonLd => 0,
        CandidateSource::Article => 1,
        CandidateSource::OpenGraph => 2,
        CandidateSource::Meta(_) => 3,
        CandidateSource::Microdata => 4,
        CandidateSource::TimeElement | CandidateSource::VisibleLine => 5,
        CandidateSource::Address => 6,
        CandidateSource::FeedEntry => 7,
        CandidateSource::HttpHeader => 8,
    }
}

/// The date that ranked candidates give for a field.
pub(crate) fn choose(ranked: &[Candidate], field: DateField) -> Option<Moment> {
    let chosen = choice(ranked, field)?;
    let finer = refinement(ranked, chosen).map(|(at, _)| at);
    let local = local_day(ranked, chosen).map(|(day, _)| day);
    finer.or(local).or(chosen.likely())
}

/// The day that the page shows beside its headline or in its address, where a time in UTC is of the day after or before.
///
/// 02:18 in UTC is the evening before in New York; "tomorrow" counts from the day in New York.
fn local_day<'c>(ranked: &'c [Candidate], chosen: &Candidate) -> Option<(Moment, &'c Candidate)> {
    let Moment::Instant(at) = chosen.likely()? else {
        return None;
    };
    let east = at + TimeDelta::hours(14);
    let west = at - TimeDelta::hours(12);
    let is_utc = chosen.has_zone && at.offset().local_minus_utc() == 0;
    let shown = ranked.iter().filter(|one| {
        let beside = matches!(one.rule, Rule::Labelled | Rule::Headline | Rule::Address);
        one.field == chosen.field && beside && !one.has_zone && one.likely().is_some()
    });
    let mut days = shown.filter_map(|one| Some((one.likely()?.day(), one)));
    let (day, by) = days.next()?;
    let agreed = days.all(|(other, _)| other == day) && by.rule != chosen.rule;
    let reached = day != at.date_naive() && (west.date_naive()..=east.date_naive()).contains(&day);
    (is_utc && agreed && reached).then_some((Moment::Day(day), by))
}

/// Every ranked candidate with what became of it.
pub(crate) fn weigh(ranked: &[Candidate]) -> Vec<Weighed<'_>> {
    let fields = [DateField::Published, DateField::Modified];
    let weighed = fields.into_iter().flat_map(|field| {
        let chosen = choice(ranked, field);
        let refined = chosen
            .and_then(|chosen| refinement(ranked, chosen).or_else(|| local_day(ranked, chosen)));
        let day = choose(ranked, field).map(|at| at.day());
        let of_field = ranked.iter().filter(move |one| one.field == field);
        of_field.map(move |candidate| {
            let refined = refined.map(|(_, by)| by);
            let verdict = verdict(candidate, chosen, refined, day);
            Weighed { candidate, verdict }
        })
    });
    weighed.collect()
}

fn verdict(
    one: &Candidate,
    chosen: Option<&Candidate>,
    refined: Option<&Candidate>,
    day: Option<NaiveDate>,
) -> Verdict {
    let is = |other: Option<&Candidate>| other.is_some_and(|other| std::ptr::eq(one, other));
    let Some(at) = one.at else {
        return Verdict::Unreadable;
    };
    if is(chosen) {
        Verdict::Chosen
    } else if is(refined) {
        Verdict::Refined
    } else if one.likely().is_none() || chosen.is_none_or(|chosen| one.rule < chosen.rule) {
        Verdict::Unlikely
    } else if day == Some(at.day()) {
        Verdict::Agrees
    } else {
        Verdict::Outranked
    }
}

/// The most trusted candidate of a field; a publication behind the last change only where there is no other.
fn choice(ranked: &[Candidate], field: DateField) -> Option<&Candidate> {
    let usable: Vec<&Candidate> = usable(ranked, field).collect();
    let first = usable.first().copied();
    let last = match field {
        DateField::Published => last_change(ranked),
        DateField::Modified => None,
    };
    let Some(last) = last else { return first };
    let fits = |one: &&&Candidate| one.likely().is_some_and(|at| at.sort_key() <= last + A_DAY);
    usable.iter().find(fits).copied().or(first)
}

/// The candidates of a field that can be chosen; days shown far from the headline only where they are one day.
fn usable(ranked: &[Candidate], field: DateField) -> impl Iterator<Item = &Candidate> {
    let likely = move || {
        let of_field = ranked.iter().filter(move |one| one.field == field);
        of_field.filter(|one| one.likely().is_some())
    };
    let shown = || likely().filter(|one| one.rule == Rule::Shown);
    let days = || shown().filter_map(|one| Some(one.likely()?.day()));
    let is_clear = days().min() == days().max();
    likely().filter(move |one| one.rule != Rule::Shown || is_clear)
}

/// The last change that the page itself names, in seconds.
fn last_change(ranked: &[Candidate]) -> Option<i64> {
    let changes = usable(ranked, DateField::Modified).filter(|one| one.rule != Rule::Hint);
    changes
        .filter_map(|one| Some(one.likely()?.sort_key()))
        .max()
}

/// The same date with a time or a zone that another candidate of its field shows, and that candidate.
fn refinement<'c>(ranked: &'c [Candidate], chosen: &Candidate) -> Option<(Moment, &'c Candidate)> {
    let others = || {
        let others = ranked.iter().filter(|one| one.field == chosen.field);
        others.filter_map(|one| Some((one.likely()?, one)))
    };
    match chosen.likely()? {
        Moment::Day(day) => {
            let times = || others().filter(|(at, _)| at.offset().is_some() && at.day() == day);
            let (at, by) = times().find(|(_, one)| one.has_zone).or(times().next())?;
            let finer = refinement(ranked, by);
            Some(finer.map_or((at, by), |(finer, _)| (finer, by)))
        }
        Moment::Instant(at) if !chosen.has_zone => others().find_map(|(other, by)| {
            let Moment::Instant(other) = other else {
                return None;
            };
            let same = by.has_zone && is_same_minute(at.naive_local(), other.naive_local());
            let moved = || {
                let offset = quarter(other, at)?;
                (by.has_zone && other.offset().local_minus_utc() == 0)
                    .then(|| other.with_timezone(&offset))
            };
            Some((Moment::Instant(if same { other } else { moved()? }), by))
        }),
        Moment::Instant(at) if at.offset().local_minus_utc() == 0 => {
            others().find_map(|(other, by)| {
                let Moment::Instant(other) = other else {
                    return None;
                };
                let same = by.has_zone
                    && other.offset().local_minus_utc() != 0
                    && is_same_minute(at.naive_utc(), other.naive_utc());
                let offset = if same {
                    *other.offset()
                } else {
                    quarter(at, other).filter(|_| !by.has_zone)?
                };
                Some((Moment::Instant(at.with_timezone(&offset)), by))
            })
        }
        Moment::Instant(_) => None,
    }
}

/// The offset by which a clock time without a zone is off from an instant, where it is one that clocks have.
fn quarter(instant: DateTime<FixedOffset>, clock: DateTime<FixedOffset>) -> Option<FixedOffset> {
    let minutes = |at: DateTime<FixedOffset>| at.naive_utc().and_utc().timestamp().div_euclid(60);
    let off = minutes(clock.naive_local().and_utc().fixed_offset()) - minutes(instant);
    let fits = off != 0 && off % 15 == 0 && (-12 * 60..=14 * 60).contains(&off);
    let seconds = i32::try_from(off * 60).ok().filter(|_| fits)?;
    FixedOffset::east_opt(seconds)
}

fn is_same_minute(one: NaiveDateTime, other: NaiveDateTime) -> bool {
    (one - other).num_seconds().abs() < 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::Order;

    /// Publications by rule and words, in any order; what is chosen.
    fn check(given: &[(Rule, &str)], expected: &str) {
        let mut candidates: Vec<Candidate> =
            given.iter().map(|(rule, raw)| read(*rule, raw)).collect();
        rank(&mut candidates);
        let chosen = choose(&candidates, DateField::Published);
        let said = chosen.map(|at| at.to_string()).unwrap_or_default();
        assert_eq!(said, expected, "{given:?}");
    }

    fn read(rule: Rule, raw: &str) -> Candidate {
        let source = CandidateSource::VisibleLine;
        Candidate::read(source, raw, DateField::Published, rule, Order::Unknown)
    }

    #[test]
    fn the_most_trusted_rule_wins_whatever_the_order() {
        let given = [
            (Rule::Headline, "4 March 2025"),
            (Rule::Declared, "2025-03-03"),
            (Rule::Shown, "5 March 2025"),
        ];
        check(&given, "2025-03-03");
        check(&[], "");
    }

    #[test]
    fn a_day_takes_the_time_that_another_names_on_it() {
        let given = [
            (Rule::Declared, "2025-03-03"),
            (Rule::General, "2025-03-04T08:00:00+03:00"),
            (Rule::Shown, "2025-03-03T09:15:00+03:00"),
        ];
        check(&given, "2025-03-03T09:15:00+03:00");
    }

    #[test]
    fn a_clock_time_takes_the_zone_of_the_same_clock_time_or_of_the_same_instant() {
        let clock = (Rule::Declared, "2025-03-03 09:15:00");
        check(
            &[clock, (Rule::General, "2025-03-03T09:15:00+03:00")],
            "2025-03-03T09:15:00+03:00",
        );
        check(
            &[clock, (Rule::General, "2025-03-03T06:15:00Z")],
            "2025-03-03T09:15:00+03:00",
        );
        check(
            &[clock, (Rule::General, "2025-03-03T06:22:00Z")],
            "2025-03-03T09:15:00+00:00",
        );
    }

    #[test]
    fn a_time_in_utc_takes_the_offset_of_the_clock_that_the_page_shows() {
        let utc = (Rule::Declared, "2025-03-04T02:18:11Z");
        check(
            &[utc, (Rule::Headline, "March 3, 2025 9:18 pm")],
            "2025-03-03T21:18:11-05:00",
        );
        check(
            &[utc, (Rule::General, "2025-03-03T21:18:11-05:00")],
            "2025-03-03T21:18:11-05:00",
        );
        check(
            &[utc, (Rule::Headline, "March 3, 2025 9:20 pm")],
            "2025-03-03",
        );
    }

    #[test]
    fn a_time_in_utc_gives_way_to_the_neighbouring_day_that_is_shown_and_to_no_other() {
        let utc = (Rule::Declared, "2025-03-04T02:18:11Z");
        check(&[utc, (Rule::Address, "2025-03-03")], "2025-03-03");
        check(
            &[utc, (Rule::Address, "2025-03-05")],
            "2025-03-04T02:18:11+00:00",
        );
        check(
            &[
                utc,
                (Rule::Address, "2025-03-03"),
                (Rule::Headline, "2 March 2025"),
            ],
            "2025-03-04T02:18:11+00:00",
        );
        let zoned = (Rule::Declared, "2025-03-04T02:18:11+03:00");
        check(
            &[zoned, (Rule::Address, "2025-03-03")],
            "2025-03-04T02:18:11+03:00",
        );
    }

    #[test]
    fn days_shown_far_from_the_headline_count_only_where_they_are_one_day() {
        let first = (Rule::Shown, "3 March 2025");
        check(&[first, first], "2025-03-03");
        check(&[first, (Rule::Shown, "4 March 2025")], "");
    }
}
