//! Phrases that name a week, a month, a quarter, a season, a year or more.

use super::{Found, Placed, Resolver, told};
use crate::lexicon::Unit;
use crate::phrase::{Count, From, MonthSaid, Phrase, Pick, Says, YearSaid};
use crate::stretch::{Stretch, days_after, monday, months_after};
use crate::tense::{Looks, Side};
use chrono::{Datelike, NaiveDate};

impl Resolver<'_> {
    pub(crate) fn period(&mut self, phrase: &Phrase) -> Option<Found> {
        let placed = match phrase.says {
            Says::Year(year) => Placed::stated(Stretch::Year(year)),
            Says::Decade(decade) => Placed::stated(Stretch::Decade(decade)),
            Says::Century(century) => Placed::stated(Stretch::Century(century)),
            Says::NamedDecade(digit) => self.named_decade(digit)?,
            Says::Month { year, month, pick } => {
                self.part_of_year(phrase, year, pick, |year| Stretch::Month(year, month))?
            }
            Says::Season { year, season, pick } => {
                self.part_of_year(phrase, year, pick, |year| Stretch::Season(year, season))?
            }
            Says::Quarter { year, quarter } => self.quarter(phrase, year, quarter)?,
            Says::Half { year, half } => {
                self.part_of_year(phrase, year, None, |year| Stretch::Half(year, half))?
            }
            Says::Unit { unit, by, spoken } => self.unit(phrase, unit, by, spoken)?,
            Says::Distance {
                count,
                unit,
                back,
                from,
            } => return self.distance(count, unit, back, from),
            Says::SameUnit(unit) => self.same_unit(phrase, unit)?,
            Says::YearAgo => self.year_ago()?,
            Says::LatestQuarter => self.latest_quarter(phrase)?,
            Says::WeekWith { year, month, day } => {
                let date = |year| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
                let placed = self.yearly(phrase, year, None, date)?;
                let (first, _) = placed.stretch.bounds()?;
                Placed {
                    stretch: Stretch::Week(monday(first)?),
                    ..placed
                }
            }
            Says::WeekendOf { nth, year, month } => {
                let saturday = self.day_of(phrase, (nth, Some(6)), year, month)?;
                let (day, _) = saturday.stretch.bounds()?;
                Placed {
                    stretch: Stretch::Weekend(monday(day)?),
                    ..saturday
                }
            }
            Says::WeekOf { nth, year, month } => self.week_of(phrase, nth, year, month)?,
            _ => return None,
        };
        Some(Found::Stretch(placed))
    }

    fn named_decade(&mut self, digit: u8) -> Option<Placed> {
        let published = self.story.published;
        let decade = published.year().div_euclid(100) * 10 + i32::from(digit);
        let ahead = decade.checked_mul(10)? > published.year();
        let decade = if ahead { decade - 10 } else { decade };
        self.note(|| "the last decade of that name".to_owned());
        Some(Placed::chosen(Stretch::Decade(decade), published))
    }

    /// The year that the words tell, counted where they count it.
    pub(crate) fn year_said(&mut self, year: YearSaid) -> Option<i32> {
        let spoken = || self.spoken.and_then(|(stretch, _)| stretch.year());
        match year {
            YearSaid::Given(year) => Some(year),
            YearSaid::Relative(by) => self.anchor().year().checked_add(by),
            YearSaid::Same => spoken().or(Some(self.story.published.year())),
            YearSaid::Unsaid => None,
        }
    }

    /// In a narrative, the year last named where no month was named since.
    pub(crate) fn year_of_narrative(&self) -> Option<i32> {
        match self.track.filter(|_| self.story.narrative)? {
            (Stretch::Year(year), _) => Some(year),
            _ => None,
        }
    }

    /// Which side a name lies on, by the words before it.
    pub(crate) fn side(&mut self, phrase: &Phrase, pick: Option<Pick>) -> Side {
        match pick {
            Some(Pick::Last) => Side::OnlyBefore,
            Some(Pick::Next) => Side::OnlyAfter,
            Some(Pick::This | Pick::Same) => Side::Nearest,
            None if self.story.narrative => Side::Nearest,
            None => match self.looks(phrase) {
                Looks::Ahead => Side::After,
                Looks::Back => Side::Before,
                Looks::Planned | Looks::Nowhere => Side::Nearest,
            },
        }
    }

    /// A part of a year that comes once in each.
    fn part_of_year(
        &mut self,
        phrase: &Phrase,
        year: YearSaid,
        pick: Option<Pick>,
        in_year: impl Fn(i32) -> Stretch,
    ) -> Option<Placed> {
        if let YearSaid::Given(year) = year {
            return Some(Placed::stated(in_year(year)));
        }
        let anchor = self.anchor();
        if let Some(told) = self.year_said(year) {
            return Some(Placed::counted(in_year(told), anchor));
        }
        if let (None, Some(year)) = (pick, self.year_of_narrative()) {
            self.note(|| format!("in {year}, the year spoken of"));
            return Some(Placed::chosen(in_year(year), anchor));
        }
        let side = self.side(phrase, pick);
        let best = (-2..=2)
            .filter_map(|by| anchor.year().checked_add(by))
            .map(in_year)
            .min_by_key(|stretch| cost(*stretch, anchor, side, pick))?;
        self.note(|| side.words().to_owned());
        Some(Placed::chosen(best, anchor))
    }

    /// "That day", "the year", "the quarter": the one spoken of, else the one under way.
    fn same_unit(&mut self, phrase: &Phrase, unit: Unit) -> Option<Placed> {
        if unit == Unit::Quarter {
            return self.latest_quarter(phrase);
        }
        let near = self.spoken.is_some_and(|(_, at)| self.same_paragraph(at));
        let near = near && unit != Unit::Weekend;
        let spoken = self.spoken_day().filter(|_| self.story.narrative || near);
        let anchor = spoken.unwrap_or(self.story.published);
        self.note(|| format!("the one that holds {}", told(anchor)));
        let stretch = Stretch::holding(unit, anchor)?;
        let early = anchor.weekday().num_days_from_monday() < 4;
        let over = unit == Unit::Weekend && early && self.looks(phrase) != Looks::Ahead;
        let stretch = if over { stretch.shift(-1)? } else { stretch };
        Some(Placed::chosen(stretch, anchor))
    }

    /// The quarter spoken of, else the last one that is over.
    fn latest_quarter(&mut self, phrase: &Phrase) -> Option<Placed> {
        let published = self.story.published;
        let is_over = |stretch: &Stretch| {
            let bounds = stretch.bounds();
            bounds.is_some_and(|(_, last)| last < published)
        };
        let latest = matches!(phrase.says, Says::LatestQuarter);
        let spoken = self.quarter.map(|(stretch, _)| stretch);
        let (stretch, words) = match spoken.filter(|spoken| !latest || is_over(spoken)) {
            Some(stretch) => (stretch, "the quarter spoken of"),
            None => {
                let now = Stretch::holding(Unit::Quarter, published)?;
                (now.shift(-1)?, "the last quarter that is over")
            }
        };
        self.note(|| words.to_owned());
        Some(Placed::chosen(stretch, published))
    }

    /// The quarter of the year before where the story speaks of a quarter, else the year before.
    fn year_ago(&mut self) -> Option<Placed> {
        let published = self.story.published;
        if let Some((quarter, _)) = self.quarter {
            self.note(|| format!("a year before the quarter spoken of, {}", quarter.value()));
            return Some(Placed::chosen(quarter.shift(-4)?, published));
        }
        let year = Stretch::holding(Unit::Year, published)?.shift(-1)?;
        Some(Placed::counted(year, published))
    }

    /// A quarter without a year: the last that is over or under way, where the clause does not look ahead.
    fn quarter(&mut self, phrase: &Phrase, year: YearSaid, quarter: u8) -> Option<Placed> {
        if year != YearSaid::Unsaid {
            return self.part_of_year(phrase, year, None, |year| Stretch::Quarter(year, quarter));
        }
        let anchor = self.anchor();
        let this = Stretch::Quarter(anchor.year(), quarter);
        let (first, _) = this.bounds()?;
        // Companies speak of the quarter before it begins, but seldom a month ahead.
        let far_ahead = (first - anchor).num_days() > 45;
        if far_ahead && self.looks(phrase) == Looks::Ahead {
            return Some(Placed::chosen(this, anchor));
        }
        let placed = if far_ahead { this.shift(-4)? } else { this };
        self.note(|| "the last one that is over or under way".to_owned());
        Some(Placed::chosen(placed, anchor))
    }

    fn unit(&mut self, phrase: &Phrase, unit: Unit, by: i32, spoken: bool) -> Option<Placed> {
        let anchor = match self.spoken_day().filter(|_| spoken) {
            Some(day) => {
                self.note(|| format!("counted from {}, the time spoken of", told(day)));
                day
            }
            None => self.anchor(),
        };
        let coming = (phrase.start..phrase.end).any(|at| self.t.is(at, "coming"));
        if unit == Unit::Week && by == 1 && coming {
            return self.coming_week(anchor);
        }
        let stretch = Stretch::holding(unit, anchor)?.shift(i64::from(by))?;
        Some(Placed::counted(stretch, anchor))
    }

    /// "The coming week": the one that begins today where today is a Monday, else the next.
    fn coming_week(&mut self, anchor: NaiveDate) -> Option<Placed> {
        let this = monday(anchor)?;
        let next = days_after(this, 7)?;
        let (chosen, other, words) = if anchor == this {
            (this, next, "the week that begins on that day")
        } else {
            (next, this, "the week that begins on the next Monday")
        };
        self.note(|| words.to_owned());
        let placed = Placed::chosen(Stretch::Week(chosen), anchor);
        let why = "the coming week may be the one under way or the one behind it";
        Some(placed.or_else(Some(Stretch::Week(other)), why))
    }

    fn distance(&mut self, count: Count, unit: Unit, back: bool, from: From) -> Option<Found> {
        let Count::Whole(number) = count else {
            return Some(Found::Vague(if back { "PAST_REF" } else { "FUTURE_REF" }));
        };
        let quarter_near = self.quarter.is_some();
        if (number, unit, back) == (1, Unit::Year, true) && quarter_near && !self.story.narrative {
            return Some(Found::Stretch(self.year_ago()?));
        }
        let anchor = match from {
            From::Spoken if self.story.narrative || unit < Unit::Month => {
                self.spoken_day().unwrap_or(self.story.published)
            }
            // "closed in 2009 and reopened nine years later"
            From::Spoken if !back && self.spoken.is_some_and(|(_, at)| self.same_sentence(at)) => {
                self.spoken_day().unwrap_or(self.story.published)
            }
            From::Spoken => self.story.published,
            From::Speaking => self.story.published,
        };
        let sign = if back { -1 } else { 1 };
        let by = i64::from(number) * sign;
        self.note(|| format!("{by} times one {} from {}", unit.name(), told(anchor)));
        let stretch = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Stretch::Day(anchor),
            Unit::Fortnight => Stretch::Week(monday(days_after(anchor, by.checked_mul(14)?)?)?),
            Unit::Half => {
                let day = months_after(anchor, by.checked_mul(6)?)?;
                Stretch::holding(Unit::Month, day)?
            }
            _ => Stretch::holding(unit, anchor)?.shift(by)?,
        };
        Some(Found::Stretch(Placed::counted(stretch, anchor)))
    }

    /// The month that a piece of it names, the day it was counted from, and whether its year was chosen.
    pub(crate) fn month_said(
        &mut self,
        phrase: &Phrase,
        year: YearSaid,
        month: MonthSaid,
    ) -> Option<(Stretch, Option<NaiveDate>, bool)> {
        match month {
            MonthSaid::Named(month) => {
                let placed =
                    self.part_of_year(phrase, year, None, |year| Stretch::Month(year, month))?;
                Some((placed.stretch, placed.anchor, placed.inferred))
            }
            MonthSaid::Relative(by) => {
                let anchor = self.anchor();
                let month = Stretch::holding(Unit::Month, anchor)?.shift(i64::from(by))?;
                Some((month, Some(anchor), false))
            }
        }
    }

    /// "The last week of February": its last seven days; "the first week": its first seven.
    fn week_of(
        &mut self,
        phrase: &Phrase,
        nth: i8,
        year: YearSaid,
        month: MonthSaid,
    ) -> Option<Placed> {
        let (month, anchor, inferred) = self.month_said(phrase, year, month)?;
        let (first, last) = month.bounds()?;
        let days = if nth < 0 {
            days_after(last, -6)?
        } else {
            days_after(first, 7 * (i64::from(nth) - 1))?
        };
        let whole_week = monday(if nth < 0 { days } else { days_after(days, 6)? })?;
        self.note(|| {
            "weeks of a month are seven days each, from its first day or to its last".to_owned()
        });
        let placed = Placed {
            anchor,
            inferred,
            ..Placed::stated(Stretch::SevenDays(days))
        };
        let other = (whole_week != days).then_some(Stretch::Week(whole_week));
        Some(placed.or_else(other, "some count weeks from Monday"))
    }
}

/// How little a stretch fits the side; one that holds the anchor is no distance away.
fn cost(stretch: Stretch, anchor: NaiveDate, side: Side, pick: Option<Pick>) -> i64 {
    let Some((first, last)) = stretch.bounds() else {
        return i64::MAX;
    };
    let of_a_day = matches!(stretch, Stretch::Day(_));
    if last < anchor {
        return side.cost((last - anchor).num_days(), of_a_day);
    }
    if first > anchor {
        return side.cost((first - anchor).num_days(), of_a_day);
    }
    let elsewhere = matches!(pick, Some(Pick::Last | Pick::Next));
    if elsewhere { 1000 } else { 0 }
}
