//! Phrases that name one day.

use super::{Found, Placed, Resolver, told};
use crate::lexicon::Unit;
use crate::phrase::{DayNamed, MonthSaid, Phrase, Pick, Says, YearSaid};
use crate::story::Order;
use crate::stretch::{Stretch, days_after, monday, month_of, months_after};
use crate::tense::Looks;
use crate::tokens::Tokens;
use chrono::{Datelike, NaiveDate};

/// "opens on Tuesday, with results on Wednesday": a day that is counted from another of the sentence follows it so soon.
const SOON: i64 = 3;

/// Days up to which a weekday is too near to be called the next one.
const CLOSE: i64 = 2;

/// Whether a phrase is "next" and a weekday, and nothing counted from one.
fn says_next(t: &Tokens, phrase: &Phrase) -> bool {
    matches!(phrase.says, Says::Weekday { .. })
        && (phrase.start..phrase.end).any(|at| t.is(at, "next"))
}

impl Resolver<'_> {
    pub(crate) fn day(&mut self, phrase: &Phrase) -> Option<Found> {
        let placed = match phrase.says {
            Says::Day {
                year,
                month,
                day,
                weekday,
                pick,
            } => {
                let fits = |day: &NaiveDate| {
                    let number = day.weekday().number_from_monday();
                    weekday.is_none_or(|told| u32::from(told) == number)
                };
                let dated = |year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
                let fitting = |year| dated(year).filter(fits);
                if weekday.is_some() && year == YearSaid::Unsaid {
                    self.yearly(phrase, year, pick, fitting)
                        .or_else(|| self.yearly(phrase, year, pick, dated))?
                } else {
                    self.yearly(phrase, year, pick, dated)?
                }
            }
            Says::Numeric {
                year,
                first,
                second,
            } => self.numeric(year, (first, second))?,
            Says::DayOfMonth {
                day,
                weekday: Some(weekday),
                ..
            } => self.day_with_weekday(phrase, day, weekday)?,
            Says::DayOfMonth { day, month, .. } => self.day_of_month(phrase, day, month)?,
            Says::Weekday { weekday, pick } => self.weekday(phrase, weekday, pick)?,
            Says::WeekdayOfWeek { weekday, weeks } => self.weekday_of_week(weekday, weeks)?,
            Says::FromToday(days) => {
                let anchor = self.story.published;
                let words = self.story.published_words;
                self.note(|| format!("counted from {}, {words}", told(anchor)));
                Placed::counted(Stretch::Day(days_after(anchor, i64::from(days))?), anchor)
            }
            Says::FromDay { by, unit, day } => self.counted_from(phrase, (by, unit), day)?,
            Says::DayOf {
                nth,
                weekday,
                year,
                month,
            } => self.day_of(phrase, (nth, weekday), year, month)?,
            Says::Named { day, year, pick } => {
                let year = day.year.map_or(year, YearSaid::Given);
                self.note(|| format!("{} is a day of each year", day.name()));
                self.yearly(phrase, year, pick, |year| day.in_year(year))?
            }
            _ => return None,
        };
        Some(Found::Stretch(placed))
    }

    /// A date in digits in the order that the story uses elsewhere, else month first; the other order is its doubt.
    fn numeric(&mut self, year: i32, (first, second): (u8, u8)) -> Option<Placed> {
        let date = |month: u8, day: u8| {
            let date = NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
            date.map(Stretch::Day)
        };
        let (month_first, day_first) = (date(first, second), date(second, first));
        let (told, doubted) = match self.story.order {
            Some(Order::DayFirst) => (
                "day first, as the text's other dates or its place of publication tell",
                "the month may stand first",
            ),
            Some(Order::MonthFirst) => (
                "month first, as the text's other dates or its place of publication tell",
                "the day may stand first",
            ),
            None => (
                "month first, as in American news, for want of another date to tell",
                "nothing in the text tells whether the day stands first",
            ),
        };
        let (chosen, other) = match self.story.order {
            Some(Order::DayFirst) => (day_first, month_first),
            Some(Order::MonthFirst) | None => (month_first, day_first),
        };
        self.note(|| told.to_owned());
        let placed = Placed {
            inferred: true,
            ..Placed::stated(chosen?)
        };
        Some(placed.or_else(other, doubted))
    }

    /// A day that comes once a year, in the year said or in the one that fits.
    pub(crate) fn yearly(
        &mut self,
        phrase: &Phrase,
        year: YearSaid,
        pick: Option<Pick>,
        in_year: impl Fn(i32) -> Option<NaiveDate>,
    ) -> Option<Placed> {
        if let YearSaid::Given(year) = year {
            return Some(Placed::stated(Stretch::Day(in_year(year)?)));
        }
        let anchor = self.anchor();
        if let Some(year) = self.year_said(year) {
            return Some(Placed::counted(Stretch::Day(in_year(year)?), anchor));
        }
        if let Some(year) = self.year_of_narrative()
            && let Some(day) = in_year(year)
        {
            self.note(|| format!("in {year}, the year spoken of"));
            return Some(Placed::chosen(Stretch::Day(day), anchor));
        }
        let side = self.side(phrase, pick);
        let best = (-8..=8)
            .filter_map(|by| in_year(anchor.year().checked_add(by)?))
            .min_by_key(|day| side.cost((*day - anchor).num_days(), true))?;
        self.note(|| side.words().to_owned());
        Some(Placed::chosen(Stretch::Day(best), anchor))
    }

    /// So many days, weeks, months or years from a day that is named.
    fn counted_from(
        &mut self,
        phrase: &Phrase,
        count: (i32, Unit),
        day: DayNamed,
    ) -> Option<Placed> {
        let named = Phrase {
            says: day.says(),
            ..*phrase
        };
        let Found::Stretch(from) = self.day(&named)? else {
            return None;
        };
        let (first, _) = from.stretch.bounds()?;
        let (by, unit) = (i64::from(count.0), count.1);
        self.note(|| format!("{by} times one {} from {}", unit.name(), told(first)));
        let day = match unit {
            Unit::Day => days_after(first, by)?,
            Unit::Week => days_after(first, by * 7)?,
            Unit::Fortnight => days_after(first, by * 14)?,
            Unit::Month => months_after(first, by)?,
            Unit::Year => months_after(first, by * 12)?,
            _ => return None,
        };
        Some(Placed {
            stretch: Stretch::Day(day),
            doubt: None,
            ..from
        })
    }

    /// The day that began the range whose end is being read: "from Monday to" Thursday.
    fn range_begun(&self) -> Option<NaiveDate> {
        let (stretch, at) = self.spoken.filter(|(_, at)| at + 1 == self.here)?;
        let (first, last) = (self.phrases.get(at)?, self.phrases.get(self.here)?);
        let joint = first.end;
        let joined = self.t.dash(joint)
            || self
                .t
                .any(joint, &["to", "through", "until", "till", "and", "or"]);
        match stretch {
            Stretch::Day(day)
                if joined
                    && joint + 1 == last.start
                    && matches!(first.says, Says::Weekday { .. }) =>
            {
                Some(day)
            }
            _ => None,
        }
    }

    fn day_of_month(&mut self, phrase: &Phrase, day: u8, month: Option<i32>) -> Option<Placed> {
        let near = self.spoken.is_some_and(|(_, at)| self.same_paragraph(at));
        let spoken = self
            .spoken_day()
            .filter(|_| month.is_none() && (near || self.story.narrative));
        if spoken.is_none() && month.is_none() {
            return self.nearest_day(phrase, |_| true, day);
        }
        let anchor = spoken.unwrap_or(self.story.published);
        let by = i64::from(month.unwrap_or(0));
        let (first, _) = Stretch::holding(Unit::Month, anchor)?.shift(by)?.bounds()?;
        let day = first.with_day(u32::from(day))?;
        self.note(|| format!("a day of {}, the month in question", first.format("%B %Y")));
        Some(Placed::chosen(Stretch::Day(day), anchor))
    }

    /// "Friday the 28th": the nearest such day, on the side that the clause looks to.
    fn day_with_weekday(&mut self, phrase: &Phrase, day: u8, weekday: u8) -> Option<Placed> {
        self.note(|| "the weekday fixes the month".to_owned());
        let fits = |day: NaiveDate| day.weekday().number_from_monday() == u32::from(weekday);
        self.nearest_day(phrase, fits, day)
    }

    /// The nearest day of that number that fits, on the side that the clause looks to.
    fn nearest_day(
        &mut self,
        phrase: &Phrase,
        fits: impl Fn(NaiveDate) -> bool,
        day: u8,
    ) -> Option<Placed> {
        let anchor = self.anchor();
        let this = Stretch::holding(Unit::Month, anchor)?;
        let side = self.side(phrase, None);
        let best = (-12..=12)
            .filter_map(|by| this.shift(by)?.bounds()?.0.with_day(u32::from(day)))
            .filter(|day| fits(*day))
            .min_by_key(|day| side.cost((*day - anchor).num_days(), true))?;
        self.note(|| side.words().to_owned());
        Some(Placed::chosen(Stretch::Day(best), anchor))
    }

    fn weekday_of_week(&mut self, weekday: u8, weeks: i32) -> Option<Placed> {
        let anchor = self.anchor();
        let week = days_after(monday(anchor)?, i64::from(weeks) * 7)?;
        let day = days_after(week, i64::from(weekday) - 1)?;
        self.note(|| format!("in the week of Monday, {}", told(week)));
        Some(Placed::counted(Stretch::Day(day), anchor))
    }

    /// The day that a weekday counts from: the publication, or for "the following Friday" the time spoken of.
    fn weekday_anchor(&mut self, phrase: &Phrase) -> NaiveDate {
        let beside =
            (phrase.start..phrase.end).any(|at| self.t.any(at, &["previous", "following"]));
        match self.spoken_day().filter(|_| beside) {
            Some(day) => {
                self.note(|| format!("counted from {}, the time spoken of", told(day)));
                day
            }
            None => self.anchor(),
        }
    }

    fn weekday(&mut self, phrase: &Phrase, weekday: u8, pick: Option<Pick>) -> Option<Placed> {
        if let Some(first) = self.range_begun() {
            let on = i64::from(weekday) - i64::from(first.weekday().number_from_monday());
            self.note(|| format!("the end of the range that began on {}", told(first)));
            let day = days_after(first, on.rem_euclid(7))?;
            return Some(Placed::chosen(Stretch::Day(day), first));
        }
        let anchor = self.weekday_anchor(phrase);
        let distance = i64::from(weekday) - i64::from(anchor.weekday().number_from_monday());
        // Days to the next one and back to the last one, both leaving the anchor itself out.
        let next = (distance - 1).rem_euclid(7) + 1;
        let back = distance.rem_euclid(7) - 7;
        let day = |days| days_after(anchor, days).map(Stretch::Day);
        let looks = self.looks(phrase);
        // Only where nothing tells the side is the other one a second reading.
        let open = |placed: Placed, other| match looks {
            Looks::Planned | Looks::Nowhere => {
                placed.or_else(other, "the words leave the direction open")
            }
            Looks::Ahead | Looks::Back => placed,
        };
        match pick {
            Some(Pick::Last) => {
                self.note(|| "the last one before".to_owned());
                let placed = Placed::counted(day(back)?, anchor);
                Some(placed.or_else(day(back - 7), "some mean that day of the week before"))
            }
            // Nobody says on a Thursday "next Friday" of tomorrow.
            Some(Pick::Next) if next <= CLOSE && says_next(self.t, phrase) => {
                self.note(|| "the first one to come is too near for “next”".to_owned());
                let placed = Placed::counted(day(next + 7)?, anchor);
                Some(placed.or_else(day(next), "the coming one may be meant"))
            }
            Some(Pick::Next) => {
                self.note(|| "the first one to come".to_owned());
                let placed = Placed::counted(day(next)?, anchor);
                Some(placed.or_else(day(next + 7), "some mean that day of the week after"))
            }
            Some(Pick::This) if looks != Looks::Back => {
                self.note(|| "the nearest one to come, that day included".to_owned());
                Some(Placed::chosen(day(next % 7)?, anchor))
            }
            _ if self.story.narrative || looks == Looks::Ahead => {
                self.note(|| "the clause looks ahead, so the next one".to_owned());
                let later = self.follows_spoken(anchor, next);
                let days = if later { next } else { next % 7 };
                let placed = Placed::chosen(day(days)?, anchor);
                Some(open(placed, day(back)))
            }
            // "The envoys were due in Riga on Sunday": said on a Friday, that is the day after tomorrow.
            _ if looks == Looks::Planned && next < -back => {
                self.note(|| "what was to come may be over, so the nearest one".to_owned());
                let placed = Placed::chosen(day(next)?, anchor);
                Some(open(placed, day(back)))
            }
            _ => {
                self.note(|| "nothing looks ahead, so the most recent one".to_owned());
                let placed = Placed::chosen(day(back % 7)?, anchor);
                Some(open(placed, day(next)))
            }
        }
    }

    /// "Opens on Tuesday, with results on Wednesday", said on a Wednesday: the day `next` days behind the anchor follows
    /// soon on one of the same sentence.
    fn follows_spoken(&self, anchor: NaiveDate, next: i64) -> bool {
        let own = days_after(anchor, next);
        let soon = |day| {
            let end = days_after(day, SOON);
            own.zip(end).is_some_and(|(own, end)| own <= end)
        };
        self.spoken.is_some_and(|(stretch, at)| {
            matches!(stretch, Stretch::Day(day) if day > anchor && soon(day))
                && self.same_sentence(at)
        })
    }

    pub(crate) fn day_of(
        &mut self,
        phrase: &Phrase,
        (nth, weekday): (i8, Option<u8>),
        year: YearSaid,
        month: MonthSaid,
    ) -> Option<Placed> {
        let (month, anchor, inferred) = self.month_said(phrase, year, month)?;
        let (first, last) = month.bounds()?;
        let number = |day: NaiveDate| i64::from(day.weekday().number_from_monday());
        let day = match (weekday.map(i64::from), i64::from(nth)) {
            (None, -1) => last,
            (None, nth) => days_after(first, nth - 1)?,
            (Some(weekday), -1) => days_after(last, -(number(last) - weekday).rem_euclid(7))?,
            (Some(weekday), nth) => {
                let on = (weekday - number(first)).rem_euclid(7);
                days_after(first, on + 7 * (nth - 1))?
            }
        };
        let placed = Placed {
            anchor,
            inferred,
            ..Placed::stated(Stretch::Day(day))
        };
        (month_of(day) == month_of(first)).then_some(placed)
    }
}
