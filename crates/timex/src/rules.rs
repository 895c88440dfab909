//! The rules, one line each: a family is a file in `rules/` beside its corpus in `corpus/`.

mod calendar_date;
mod clock;
mod decade;
mod distance;
mod duration;
mod edge;
mod month;
mod named_day;
mod numeric_date;
mod part_of_day;
mod quarter;
mod relative_day;
mod relative_unit;
mod repeat;
mod season;
mod vague;
mod week_of_month;
mod weekday;
mod year;

use crate::lexicon::Word;
use crate::phrase::Phrase;
use crate::tokens::Tokens;

/// One way of saying when.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as mentions carry it.
    pub name: &'static str,
    /// What it reads, in one sentence.
    pub description: &'static str,
    /// Its corpus, a file of `corpus/`.
    pub corpus: &'static str,
    /// Whether a phrase of it may begin with such a token: asked before anything is read.
    pub(crate) opens: Opens,
    /// The phrase that begins at a token, given the phrase found just before.
    pub(crate) read: Read,
}

impl Rule {
    /// The phrase that it reads at token `at`.
    fn try_at(&self, t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
        if !(self.opens)(t.word(at)) {
            return None;
        }
        let found = (self.read)(t, at, before)?;
        let rule = self.name;
        (found.end > at).then_some(Phrase { rule, ..found })
    }
}

type Opens = fn(Word) -> bool;
type Read = fn(&Tokens, usize, Option<&Phrase>) -> Option<Phrase>;

const fn rule(
    name: &'static str,
    corpus: &'static str,
    opens: Opens,
    read: Read,
    description: &'static str,
) -> Rule {
    Rule {
        name,
        description,
        corpus,
        opens,
        read,
    }
}

/// Words without a value of their own: "the", "last", "about".
const fn is_plain(word: Word) -> bool {
    matches!(word, Word::Opener | Word::Weak)
}

/// What a number of things may begin with.
const fn is_count(word: Word) -> bool {
    matches!(word, Word::Digits(..) | Word::Number(_) | Word::Scale(_)) || is_plain(word)
}

/// Every rule, by name; of two that read the same words, the longer reading wins, then the earlier rule.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule("bare-year", "year.txt", |_| true, year::read, "A year in four digits, or the last two behind an apostrophe."),
    rule("calendar-date", "calendar_date.txt", |_| true, calendar_date::read, "A day of a named month, with or without weekday and year."),
    rule("clock", "clock.txt", |_| true, clock::read, "A time on the clock, with its zone and the day beside it."),
    rule("day-of-month", "calendar_date.txt", |_| true, calendar_date::read_day, "A day by its number alone: the 9th, the 2nd of next month."),
    rule("decade", "decade.txt", |_| true, decade::read, "A decade or a century."),
    rule("distance", "distance.txt", |word| is_count(word) || matches!(word, Word::Unit(_)), distance::read, "A length counted from now or from the time spoken of."),
    rule("duration", "duration.txt", |word| is_count(word) || matches!(word, Word::Unit(_) | Word::Ordinal(_)), duration::read, "A length of time."),
    rule(EDGE, "edge.txt", is_plain, edge::read, "The beginning, middle or end of another time, or about, over, under it."),
    rule("month", "month.txt", |word| is_plain(word) || matches!(word, Word::Month(_)), month::read, "A named month, with or without year."),
    rule("named-day", "named_days.txt", |word| is_plain(word) || matches!(word, Word::Named), named_day::read, "A holiday or another day with a name."),
    rule("numeric-date", "numeric_date.txt", |word| matches!(word, Word::Digits(..)), numeric_date::read, "A date in digits."),
    rule("part-of-day", "part_of_day.txt", |word| is_plain(word) || matches!(word, Word::Part(_)), part_of_day::read, "A morning, noon, afternoon, evening or night."),
    rule("quarter", "quarter.txt", |word| is_plain(word) || matches!(word, Word::Digits(..) | Word::Ordinal(_) | Word::Unit(_)), quarter::read, "A quarter or half of a year, and fiscal years."),
    rule("range-tail", "range.txt", |_| true, calendar_date::read_tail, "The end of a range that leaves out the month or century it shares with its beginning."),
    rule("relative-day", "relative_day.txt", is_plain, relative_day::read, "Today, yesterday, tomorrow, tonight."),
    rule("relative-unit", "relative_unit.txt", |word| is_plain(word) || matches!(word, Word::Unit(_)), relative_unit::read, "This, last, next and that week, month or year."),
    rule("repeat", "repeat.txt", |word| is_count(word) || matches!(word, Word::Weekdays(_)), repeat::read, "A repetition: daily, every Monday, each year."),
    rule("season", "season.txt", |word| is_plain(word) || matches!(word, Word::Season(_)), season::read, "A season, with or without year."),
    rule("vague", "vague.txt", is_plain, vague::read, "Now, recently, once, soon: times without a date."),
    rule("week-of-month", "week_of_month.txt", |word| is_plain(word) || matches!(word, Word::Ordinal(_) | Word::Digits(..)), week_of_month::read, "The first week of May, the last day of March, the second Tuesday of June."),
    rule("weekday", "weekday.txt", |word| is_plain(word) || matches!(word, Word::Weekday(_)), weekday::read, "A day of the week."),
];

/// The longest phrase that begins at token `at`.
pub(crate) fn longest(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    longest_of(RULES.iter(), t, at, before)
}

/// Every phrase that a rule reads at token `at`.
pub(crate) fn candidates(t: &Tokens, at: usize, before: Option<&Phrase>) -> Vec<Phrase> {
    let read = |rule: &Rule| rule.try_at(t, at, before);
    RULES.iter().filter_map(read).collect()
}

/// The longest phrase that begins at token `at` and has no edge: edges do not nest, however long a text says "about about".
fn longest_without_edge(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    longest_of(RULES.iter().filter(|rule| rule.name != EDGE), t, at, before)
}

/// The rule that stands around others.
const EDGE: &str = "edge";

fn longest_of<'r>(
    rules: impl Iterator<Item = &'r Rule>,
    t: &Tokens,
    at: usize,
    before: Option<&Phrase>,
) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for found in rules.filter_map(|rule| rule.try_at(t, at, before)) {
        if best.is_none_or(|best| found.end > best.end) {
            best = Some(found);
        }
    }
    best
}
