//! The sheet of an agenda: up to seven days side by side, or up to six weeks below each other.

use super::{
    canvas::{BLACK, Canvas, FAINT, GREY, WHITE},
    letters::Letters,
    marks::{EDGE, Look, WIDTH, headed, legend, legend_height, regular, strong},
};
use crate::{
    events::{self, Entry, Section},
    told::place_words,
    words,
};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use dateline_core::{Agenda, Interval, Moment};

/// The most weeks of a sheet.
const WEEKS: u64 = 6;

/// Most lines of a title, and most entries that name no day.
const LINES: usize = 3;
const LONGER: usize = 6;

const GAP: f32 = 8.0;
const TITLE: f32 = 21.0;
const SMALL: f32 = 18.0;
const PAD: f32 = 9.0;
/// Between the edge of a day and what stands in it.
const INSIDE: f32 = 6.0;

/// One event in a day.
struct Chip {
    /// Time and status, where there is something to say of them.
    small: Option<String>,
    title: Vec<String>,
    place: Option<String>,
    look: Look,
}

impl Chip {
    fn of(entry: &Entry<'_>, now: &Moment, room: f32, letters: &Letters) -> Self {
        let look = Look::of(entry.event, now);
        let time = entry.time.as_deref().map(brief);
        let notes: Vec<&str> = time.as_deref().into_iter().chain(look.note()).collect();
        let view = &entry.event.view;
        let place = view.place.as_ref();
        let place = place.and_then(|place| place_words(place, Some(view.status), ""));
        let is_short = entry.is_repeated;
        let most = if is_short { 1 } else { LINES };
        Self {
            small: (!notes.is_empty()).then(|| notes.join(" · ")),
            title: letters.wrapped(&view.title, TITLE, room - 2.0 * PAD - 6.0, most),
            place: place.filter(|_| !is_short && room > 2.0 * NARROW),
            look,
        }
    }

    fn height(&self) -> f32 {
        let small = self.small.iter().chain(&self.place).count() as f32;
        small * (SMALL + 6.0) + self.title.len() as f32 * (TITLE + 5.0) + 2.0 * PAD
    }

    fn draw(&self, canvas: &mut Canvas, (x, y): (f32, f32), width: f32) {
        let Look { ink, tint, .. } = self.look;
        canvas.slab((x, y), (width, self.height()), 7.0, tint);
        canvas.slab((x, y), (6.0, self.height()), 3.0, ink);
        let (left, room) = (x + PAD + 6.0, width - 2.0 * PAD - 6.0);
        let mut base = y + PAD - 3.0;
        if let Some(small) = &self.small {
            base += SMALL + 6.0;
            canvas.words(small, (left, base - 3.0), room, regular(SMALL, ink));
        }
        for line in &self.title {
            base += TITLE + 5.0;
            canvas.words(line, (left, base - 4.0), room, strong(TITLE, BLACK));
        }
        if let Some(place) = &self.place {
            base += SMALL + 6.0;
            canvas.words(place, (left, base - 4.0), room, regular(SMALL, GREY));
        }
    }
}

/// The width of a day where seven stand side by side.
const NARROW: f32 = (WIDTH - 2.0 * EDGE - 6.0 * GAP) / 7.0;

/// One day of the sheet.
struct Cell {
    day: NaiveDate,
    is_inside: bool,
    chips: Vec<Chip>,
    more: usize,
}

/// How the days lie: how many side by side, how wide, how much of each is shown.
struct Plan {
    days: Vec<NaiveDate>,
    columns: usize,
    width: f32,
    /// Most events of a day.
    most: usize,
    /// Whether each day says which it is in full, or its weekday stands above the column.
    is_week: bool,
}

impl Plan {
    fn of(agenda: &Agenda, span: &Interval, week_start: Weekday) -> Self {
        let (first, last) = (span.first_day(), span.last_day());
        let length = (last - first).num_days() + 1;
        let is_week = length <= 7;
        let (first, number) = if is_week {
            (first, length.unsigned_abs())
        } else {
            // A long stretch is shown from the week of its first event on.
            let dated = agenda
                .events
                .iter()
                .filter_map(|event| event.view.when.as_ref());
            let begun = dated.map(|when| when.interval.first_day().max(first)).min();
            let weeks = (length.unsigned_abs() + 6).div_ceil(7);
            let begin = if weeks > WEEKS {
                begun.unwrap_or(first)
            } else {
                first
            };
            let begin = begin.week(week_start).checked_first_day().unwrap_or(begin);
            let left = ((last - begin).num_days() + 1).unsigned_abs();
            (begin, left.div_ceil(7).min(WEEKS) * 7)
        };
        let days: Vec<NaiveDate> = (0..number)
            .filter_map(|n| first.checked_add_days(Days::new(n)))
            .collect();
        let columns = days.len().clamp(1, 7);
        let gaps = GAP * (columns - 1) as f32;
        Self {
            columns,
            width: (WIDTH - 2.0 * EDGE - gaps) / columns as f32,
            most: if is_week { 9 } else { 3 },
            days,
            is_week,
        }
    }
}

/// The sheet as a PNG file.
pub(super) fn drawn(
    agenda: &Agenda,
    span: &Interval,
    (name, now): (&str, &Moment),
    week_start: Weekday,
) -> Option<Vec<u8>> {
    let plan = Plan::of(agenda, span, week_start);
    let entries = events::entries(agenda, span);
    let letters = Letters::strong();
    let cell = |day: &NaiveDate| {
        let of_day = entries
            .iter()
            .filter(|entry| entry.section == Section::Day(*day));
        let mut chips: Vec<Chip> = of_day
            .map(|entry| Chip::of(entry, now, plan.width - 2.0 * INSIDE, &letters))
            .collect();
        let more = chips.len().saturating_sub(plan.most);
        chips.truncate(plan.most);
        Cell {
            day: *day,
            is_inside: span.first_day() <= *day && *day <= span.last_day(),
            chips,
            more,
        }
    };
    let cells: Vec<Cell> = plan.days.iter().map(cell).collect();
    let rows: Vec<&[Cell]> = cells.chunks(plan.columns).collect();
    let last = plan.days.last().copied().unwrap_or_default();
    let below = Below::of(&entries, last, now);
    let looks: Vec<Look> = agenda
        .events
        .iter()
        .map(|event| Look::of(event, now))
        .collect();
    let heights: Vec<f32> = rows.iter().map(|row| height(row, &plan)).collect();
    let weekdays = if plan.is_week { 0.0 } else { 30.0 };
    let days: f32 = heights.iter().map(|height| height + GAP).sum();
    let whole = EDGE + 62.0 + weekdays + days + below.height() + legend_height(&looks) + EDGE - GAP;
    let mut canvas = Canvas::new(WIDTH, whole)?;
    let count = words::count(agenda.events.len() as u64, "event");
    let mut y = headed(&mut canvas, name, &count);
    if !plan.is_week {
        weekday_names(&mut canvas, &plan, y + 16.0);
        y += weekdays;
    }
    for (row, height) in rows.iter().zip(&heights) {
        for (column, cell) in row.iter().enumerate() {
            let x = EDGE + column as f32 * (plan.width + GAP);
            draw_cell(&mut canvas, cell, (x, y), (plan.width, *height), now, &plan);
        }
        y += height + GAP;
    }
    below.draw(&mut canvas, y);
    legend(&mut canvas, &looks, whole - EDGE);
    canvas.png()
}

/// What a row of days needs.
fn height(row: &[Cell], plan: &Plan) -> f32 {
    let least = if plan.is_week { 150.0 } else { 104.0 };
    let heights = row.iter().map(|cell| {
        let chips: f32 = cell.chips.iter().map(|chip| chip.height() + 6.0).sum();
        let more = if cell.more > 0 { 28.0 } else { 0.0 };
        44.0 + chips + more + 4.0
    });
    heights.fold(least, f32::max)
}

fn weekday_names(canvas: &mut Canvas, plan: &Plan, base: f32) {
    for (column, day) in plan.days.iter().take(plan.columns).enumerate() {
        let name = words::day(*day);
        let name = name.split(' ').next().unwrap_or_default().to_owned();
        let x = EDGE + column as f32 * (plan.width + GAP);
        canvas.words(&name, (x + PAD, base), plan.width, regular(20.0, GREY));
    }
}

fn draw_cell(
    canvas: &mut Canvas,
    cell: &Cell,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    now: &Moment,
    plan: &Plan,
) {
    if cell.is_inside {
        canvas.slab((x, y), (width, height), 9.0, FAINT);
        canvas.slab((x + 1.5, y + 1.5), (width - 3.0, height - 3.0), 8.0, WHITE);
    }
    let ink = if cell.is_inside {
        BLACK
    } else {
        [0xb4, 0xb8, 0xbd]
    };
    number(
        canvas,
        cell,
        (x, y),
        width,
        (ink, cell.day == now.day(), plan.is_week),
    );
    let (mut below, room) = (y + 44.0, width - 2.0 * INSIDE);
    for chip in &cell.chips {
        chip.draw(canvas, (x + INSIDE, below), room);
        below += chip.height() + 6.0;
    }
    if cell.more > 0 {
        let more = format!("+ {} more", cell.more);
        canvas.words(&more, (x + PAD, below + 18.0), room, strong(SMALL, GREY));
    }
}

/// Which day it is; today stands in a dark field.
fn number(
    canvas: &mut Canvas,
    cell: &Cell,
    (x, y): (f32, f32),
    width: f32,
    (ink, is_today, is_week): ([u8; 3], bool, bool),
) {
    let day = cell.day.day();
    let named = words::day(cell.day);
    let weekday = named.split(' ').next().unwrap_or_default();
    let words = match (is_week, day) {
        (true, _) => format!("{weekday} {day} {}", words::month(cell.day)),
        (false, 1) => format!("{day} {}", words::month(cell.day)),
        (false, _) => day.to_string(),
    };
    let letters = Letters::strong();
    let wide = letters.width(&words, 22.0);
    let ink = if is_today {
        canvas.slab((x + 4.0, y + 6.0), (wide + 16.0, 32.0), 16.0, BLACK);
        WHITE
    } else {
        ink
    };
    canvas.words(
        &words,
        (x + 12.0, y + 30.0),
        width - 16.0,
        strong(22.0, ink),
    );
}

/// What names no day of the sheet, below it.
struct Below {
    rows: Vec<(Look, String, String)>,
    more: usize,
}

impl Below {
    fn of(entries: &[Entry<'_>], last: NaiveDate, now: &Moment) -> Self {
        let longer = entries.iter().filter(|entry| match entry.section {
            Section::Longer => true,
            Section::Day(day) => day > last && !entry.is_repeated,
        });
        let mut rows: Vec<(Look, String, String)> = longer
            .map(|entry| {
                let look = Look::of(entry.event, now);
                let when = entry.event.view.when.as_ref().map(events::date);
                let notes: Vec<&str> = when.as_deref().into_iter().chain(look.note()).collect();
                (look, entry.event.view.title.clone(), notes.join(" · "))
            })
            .collect();
        let more = rows.len().saturating_sub(LONGER);
        rows.truncate(LONGER);
        Self { rows, more }
    }

    fn height(&self) -> f32 {
        let more = usize::from(self.more > 0);
        if self.rows.is_empty() {
            0.0
        } else {
            20.0 + (self.rows.len() + more) as f32 * 36.0
        }
    }

    fn draw(&self, canvas: &mut Canvas, top: f32) {
        let mut base = top + 10.0;
        for (look, title, when) in &self.rows {
            base += 36.0;
            canvas.slab((EDGE, base - 17.0), (16.0, 16.0), 4.0, look.ink);
            let end = canvas.words(title, (EDGE + 28.0, base), 620.0, strong(TITLE, BLACK));
            let room = WIDTH - EDGE - end - 16.0;
            canvas.words(when, (end + 16.0, base), room, regular(SMALL + 1.0, GREY));
        }
        if self.more > 0 {
            let more = format!("+ {} more", self.more);
            let at = (EDGE + 28.0, base + 36.0);
            canvas.words(&more, at, 400.0, strong(SMALL, GREY));
        }
    }
}

/// A time as shortly as a day's field holds it: `18:30`, `day 2 of 3`.
fn brief(time: &str) -> String {
    let time = time
        .rsplit_once(", day ")
        .map_or_else(|| time.to_owned(), |(_, number)| format!("day {number}"));
    let bare = time.split(" (").next().unwrap_or(&time);
    bare.to_owned()
}
