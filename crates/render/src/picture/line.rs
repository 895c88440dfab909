//! The line of a topic: a row an event, its dates along an axis, an arrow from each date to the one that it was moved to.

use super::{
    canvas::{BLACK, Canvas, FAINT, GREY, Ink, WHITE},
    marks::{EDGE, Look, WIDTH, headed, legend, legend_height, regular, strong},
};
use crate::{events, words};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use dateline_core::{Dossier, Interval, Moment, Status, Turn};

/// Most rows: the events that are nearest to now.
const ROWS: usize = 12;

/// Days from now beyond which an event is left out, unless others lie that far as well: so many times the middle one's.
const FAR: i64 = 400;
const TIMES: i64 = 4;

const ROW: f32 = 84.0;
const LEFT: f32 = 520.0;
const RIGHT: f32 = WIDTH - EDGE - 26.0;

/// Most marks of the axis.
const TICKS: usize = 6;

/// The line as a PNG file.
pub(super) fn drawn(topic: &str, found: &[Dossier], now: &Moment) -> Option<Vec<u8>> {
    let shown = nearest(found, now);
    let looks: Vec<Look> = shown.iter().map(|event| Look::of(event, now)).collect();
    let axis = Axis::of(&shown, now);
    let more = found.len() - shown.len();
    let rows = shown.len() as f32 * ROW + if more > 0 { 40.0 } else { 0.0 };
    let top = EDGE + 62.0;
    let below = if legend_height(&looks) > 0.0 {
        56.0
    } else {
        6.0
    };
    let whole = top + 40.0 + rows + below + EDGE;
    let mut canvas = Canvas::new(WIDTH, whole)?;
    let count = words::count(found.len() as u64, "event");
    headed(&mut canvas, topic, &count);
    let first_row = top + 40.0;
    let bottom = first_row + shown.len() as f32 * ROW;
    axis.draw(&mut canvas, first_row, bottom, now);
    for (row, (event, look)) in shown.iter().zip(&looks).enumerate() {
        let y = first_row + row as f32 * ROW;
        canvas.line((EDGE, y), (WIDTH - EDGE, y), 1.5, FAINT);
        told(&mut canvas, event, *look, y, now);
        marks(&mut canvas, event, *look, &axis, y + ROW / 2.0);
    }
    if more > 0 {
        let more = format!("+ {more} more");
        canvas.words(&more, (EDGE, bottom + 32.0), 400.0, strong(20.0, GREY));
    }
    legend(&mut canvas, &looks, whole - EDGE);
    canvas.png()
}

/// The events that are shown, in their order.
fn nearest<'a>(found: &'a [Dossier], now: &Moment) -> Vec<&'a Dossier> {
    let mut far: Vec<(i64, usize)> = found
        .iter()
        .enumerate()
        .map(|(at, event)| (distance(event, now), at))
        .collect();
    far.sort_unstable();
    far.truncate(ROWS);
    let dated: Vec<i64> = far
        .iter()
        .map(|(days, _)| *days)
        .filter(|days| *days < i64::MAX)
        .collect();
    let middle = dated.get(dated.len() / 2).copied().unwrap_or_default();
    let most = FAR.max(middle.saturating_mul(TIMES));
    let mut kept: Vec<usize> = far
        .iter()
        .filter(|(days, _)| *days <= most || *days == i64::MAX)
        .map(|(_, at)| *at)
        .collect();
    kept.sort_unstable();
    kept.into_iter().filter_map(|at| found.get(at)).collect()
}

fn distance(event: &Dossier, now: &Moment) -> i64 {
    let when = event.view.when.as_ref();
    when.map_or(i64::MAX, |when| {
        (when.interval.first_day() - now.day()).num_days().abs()
    })
}

/// What a row says: the title, and below it when, how it stands and what became of it.
fn told(canvas: &mut Canvas, event: &Dossier, look: Look, y: f32, now: &Moment) {
    let room = LEFT - EDGE - 34.0;
    canvas.words(
        &event.view.title,
        (EDGE, y + 35.0),
        room,
        strong(23.0, BLACK),
    );
    let facts = events::facts(event, now).into_iter().skip(1);
    let when = event.view.when.as_ref();
    let when = when.map_or_else(|| "no date".to_owned(), events::date);
    let line: Vec<String> = std::iter::once(when).chain(facts).collect();
    let ink = if look.note().is_some() {
        look.ink
    } else {
        GREY
    };
    canvas.words(
        &line.join(" · "),
        (EDGE, y + 64.0),
        room,
        regular(19.0, ink),
    );
}

/// Its dates along the axis.
fn marks(canvas: &mut Canvas, event: &Dossier, look: Look, axis: &Axis, y: f32) {
    for turn in events::moves(event) {
        if let Some((old, new)) = moved(turn) {
            let (from, to) = (axis.middle(&old), axis.middle(&new));
            let room = if to >= from { -15.0 } else { 15.0 };
            if (to - from).abs() > 30.0 {
                canvas.arrow((from, y), (to + room, y), [0x8b, 0x93, 0x9e]);
            }
            canvas.ring((from, y), 9.0, [0x8b, 0x93, 0x9e]);
        }
    }
    if let Some(when) = &event.view.when {
        let (begin, end) = (axis.at(when.interval.start()), axis.at(when.interval.end()));
        let is_long = when.interval.length() > TimeDelta::days(1) && end - begin > 26.0;
        if is_long {
            canvas.slab((begin, y - 11.0), (end - begin, 22.0), 11.0, look.ink);
            canvas.slab(
                (begin + 3.0, y - 8.0),
                (end - begin - 6.0, 16.0),
                8.0,
                look.tint,
            );
        } else {
            canvas.disc((axis.middle(&when.interval), y), 11.0, look.ink);
        }
        if look.status == Status::Cancelled {
            crossed(canvas, (axis.middle(&when.interval), y), is_long, look.ink);
        }
    }
}

/// What is called off is crossed out.
fn crossed(canvas: &mut Canvas, (x, y): (f32, f32), is_bar: bool, ink: Ink) {
    let ink = if is_bar { ink } else { WHITE };
    canvas.line((x - 5.0, y - 5.0), (x + 5.0, y + 5.0), 3.0, ink);
    canvas.line((x - 5.0, y + 5.0), (x + 5.0, y - 5.0), 3.0, ink);
}

/// From which date to which a turn moved the event.
fn moved(turn: &Turn) -> Option<(Interval, Interval)> {
    let old = turn.from.as_ref()?.when.as_ref()?;
    let new = turn.to.when.as_ref()?;
    (old.interval != new.interval).then_some((old.interval, new.interval))
}

/// The axis: which time lies where.
struct Axis {
    first: NaiveDateTime,
    last: NaiveDateTime,
}

impl Axis {
    fn of(shown: &[&Dossier], now: &Moment) -> Self {
        let mut times: Vec<NaiveDateTime> = Vec::new();
        for event in shown {
            let when = event.view.when.as_ref().map(|when| when.interval);
            let moves = events::moves(event).filter_map(moved);
            let moves = moves.flat_map(|(old, new)| [old, new]);
            times.extend(
                when.into_iter()
                    .chain(moves)
                    .flat_map(|at| [at.start(), at.end()]),
            );
        }
        let midnight = now.day().and_time(NaiveTime::MIN);
        let first = times.iter().min().copied().unwrap_or(midnight);
        let last = times.iter().max().copied().unwrap_or(midnight);
        // A little room at both ends, so that no mark is cut.
        let length = (last - first).num_days();
        let room = (length / 24).max((6 - length) / 2).max(1).unsigned_abs();
        Self {
            first: first.checked_sub_days(Days::new(room)).unwrap_or(first),
            last: last.checked_add_days(Days::new(room)).unwrap_or(last),
        }
    }

    fn at(&self, time: NaiveDateTime) -> f32 {
        let whole = (self.last - self.first).num_minutes().max(1) as f64;
        let share = (time - self.first).num_minutes() as f64 / whole;
        LEFT + share as f32 * (RIGHT - LEFT)
    }

    fn middle(&self, span: &Interval) -> f32 {
        f32::midpoint(self.at(span.start()), self.at(span.end()))
    }

    fn draw(&self, canvas: &mut Canvas, top: f32, bottom: f32, now: &Moment) {
        for (day, label) in self.ticks() {
            let x = self.at(day.and_time(NaiveTime::MIN));
            canvas.line((x, top), (x, bottom), 1.5, FAINT);
            canvas.words_around(&label, (x, top - 14.0), 160.0, regular(19.0, GREY));
        }
        canvas.line((EDGE, bottom), (WIDTH - EDGE, bottom), 1.5, FAINT);
        let x = self.at(now.wall());
        if (LEFT..=RIGHT).contains(&x) {
            canvas.dashes((x, top), (x, bottom), 2.0, BLACK);
            canvas.words_around("now", (x, bottom + 26.0), 100.0, strong(18.0, BLACK));
        }
    }

    /// The days that are named on the axis: the finest step of which no more fit.
    fn ticks(&self) -> Vec<(NaiveDate, String)> {
        let (first, last) = (self.first.date(), self.last.date());
        let fitting = STEPS.into_iter().find_map(|step| step.days(first, last));
        let (step, days) = fitting.unwrap_or((Step::Years(1_000), Vec::new()));
        days.into_iter().map(|day| (day, step.label(day))).collect()
    }
}

/// How far apart the marks of the axis stand.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days(u64),
    Months(u32),
    Years(u32),
}

const STEPS: [Step; 18] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1_000),
];

impl Step {
    /// The marks between two days, where no more than fit.
    fn days(self, first: NaiveDate, last: NaiveDate) -> Option<(Self, Vec<NaiveDate>)> {
        let mut day = self.begin(first)?;
        let mut days = Vec::new();
        while day <= last {
            if day >= first {
                days.push(day);
            }
            if days.len() > TICKS {
                return None;
            }
            day = self.next(day)?;
        }
        Some((self, days))
    }

    /// The mark at or before a day.
    fn begin(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(7 | 14) => day.week(chrono::Weekday::Mon).checked_first_day(),
            Self::Days(_) => Some(day),
            Self::Months(step) => {
                NaiveDate::from_ymd_opt(day.year(), day.month0() / step * step + 1, 1)
            }
            Self::Years(step) => {
                let step = i32::try_from(step).ok()?;
                NaiveDate::from_ymd_opt(day.year().div_euclid(step) * step, 1, 1)
            }
        }
    }

    fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(step) => day.checked_add_days(Days::new(step)),
            Self::Months(step) => day.checked_add_months(Months::new(step)),
            Self::Years(step) => day.checked_add_months(Months::new(step.checked_mul(12)?)),
        }
    }

    fn label(self, day: NaiveDate) -> String {
        match self {
            Self::Days(_) => format!("{} {}", day.day(), words::month(day)),
            Self::Months(_) => format!("{} {}", words::month(day), day.year()),
            Self::Years(_) => day.year().to_string(),
        }
    }
}
