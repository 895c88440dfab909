//! Gives every phrase its value, walking in text order with what was said before.

mod days;
mod hours;
mod lengths;
mod periods;
mod shapes;

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, From, Phrase, Says};
use crate::rules::{self, RULES, Rule};
use crate::story::{Story, counts_from_today};
use crate::stretch::{Stretch, season_code};
use crate::tense::{self, Looks};
use crate::tokens::Tokens;
use chrono::NaiveDate;
use dateline_core::{Doubt, Moment, Span, TimeMention, TimexType, When};

/// What a phrase came to, before it is cut out of the text.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) kind: Option<TimexType>,
    pub(crate) value: String,
    pub(crate) when: Option<When>,
    pub(crate) anchor: Option<NaiveDate>,
    pub(crate) doubt: Option<Doubt>,
}

impl Reading {
    /// A value without an interval.
    pub(crate) fn plain(kind: TimexType, value: String) -> Self {
        Self {
            kind: Some(kind),
            value,
            ..Self::default()
        }
    }
}

/// Walks through the phrases of one text.
#[derive(Debug)]
pub(crate) struct Resolver<'a> {
    pub(crate) t: &'a Tokens<'a>,
    pub(crate) story: Story,
    pub(crate) phrases: &'a [Phrase],
    /// Position of the phrase being read.
    pub(crate) here: usize,
    /// The last calendar time that was read, and the phrase that told it.
    pub(crate) spoken: Option<(Stretch, usize)>,
    /// The same without asides: the time that a narrative has reached.
    pub(crate) track: Option<(Stretch, usize)>,
    /// For each phrase, whether its year is an aside of the narrative.
    asides: Vec<bool>,
    /// The last quarter that was read, and the phrase that told it.
    pub(crate) quarter: Option<(Stretch, usize)>,
    /// Steps in words, kept only where someone wants to read them.
    notes: Option<Vec<String>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(
        t: &'a Tokens<'a>,
        phrases: &'a [Phrase],
        published: &Moment,
        wordy: bool,
    ) -> Self {
        let story = Story::of(t, phrases, published);
        Self {
            t,
            asides: story.asides(phrases),
            story,
            phrases,
            here: 0,
            spoken: None,
            track: None,
            quarter: None,
            notes: wordy.then(Vec::new),
        }
    }

    /// The mention that the phrase at `here` makes, with the steps that led there.
    pub(crate) fn read(&mut self, here: usize, text: &str) -> Option<(TimeMention, Vec<String>)> {
        let phrase = *self.phrases.get(here)?;
        self.here = here;
        self.note_candidates(&phrase);
        let reading = self.resolve(&phrase)?;
        let span =
            Span::of(self.t.get(phrase.start)?.start..self.t.get(phrase.end.checked_sub(1)?)?.end);
        let when = reading.when.map(|when| When {
            modifier: phrase.modifier.or(when.modifier),
            ..when
        });
        if let Some(when) = &when {
            self.note(|| format!("that is {when}"));
        } else {
            self.note(|| format!("that is {}", reading.value));
        }
        let mention = TimeMention {
            span,
            text: span.read(text)?.to_owned(),
            kind: reading.kind?,
            value: reading.value,
            modifier: phrase.modifier,
            when,
            anchor: reading.anchor,
            doubt: reading.doubt,
            rule: phrase.rule.to_owned(),
        };
        let steps = self.notes.as_mut().map(std::mem::take).unwrap_or_default();
        (!mention.value.is_empty()).then_some((mention, steps))
    }

    /// Which rule reads the words, and which others would have read fewer of them.
    fn note_candidates(&mut self, phrase: &Phrase) {
        if self.notes.is_none() {
            return;
        }
        let (t, before) = (self.t, self.here.checked_sub(1));
        let before = before.and_then(|before| self.phrases.get(before));
        let chosen = RULES.iter().find(|rule| rule.name == phrase.rule);
        if let Some(chosen) = chosen {
            self.note(|| {
                format!(
                    "rule {} reads the words: {}",
                    chosen.name,
                    told_inside(chosen)
                )
            });
        }
        for other in rules::candidates(t, phrase.start, before) {
            if other.rule != phrase.rule {
                let words = (other.start..other.end).map(|at| t.text(at));
                let words = words.collect::<Vec<_>>().join(" ");
                self.note(|| format!("rule {} would read “{words}”, which is less", other.rule));
            }
        }
    }

    pub(crate) fn note(&mut self, step: impl FnOnce() -> String) {
        if let Some(notes) = &mut self.notes {
            notes.push(step());
        }
    }

    fn resolve(&mut self, phrase: &Phrase) -> Option<Reading> {
        match phrase.says {
            Says::Length { count, unit } => match self.ahead_by(phrase, count, unit) {
                Some(says) => self.calendar(&Phrase { says, ..*phrase }),
                None => Some(lengths::length(count, unit)),
            },
            Says::Each { count, unit } => Some(lengths::each(count, unit)),
            Says::EachWeekday(weekday) => Some(lengths::each_weekday(weekday)),
            Says::EachMonth(month) => Some(lengths::each_part(&format!("{month:02}"))),
            Says::EachSeason(season) => Some(lengths::each_part(season_code(season))),
            Says::Vague(value) => Some(Reading::plain(TimexType::Date, value.to_owned())),
            Says::VagueInNarrative(_) if !self.story.narrative => None,
            Says::VagueInNarrative(value) => {
                Some(Reading::plain(TimexType::Date, value.to_owned()))
            }
            Says::HourOnly => self.hour_only(phrase),
            _ => self.calendar(phrase),
        }
    }

    /// "will open in two weeks": a length behind "in" is a distance where the clause looks ahead.
    fn ahead_by(&mut self, phrase: &Phrase, count: Count, unit: Unit) -> Option<Says> {
        let t = self.t;
        let led = t.is(t.left(phrase.start, 1), "in") && !t.any(phrase.start, &["the", "about"]);
        let counted = matches!(count, Count::Whole(_)) && unit >= Unit::Day;
        // "in a year or two"
        let vague = t.is(phrase.end, "or");
        if !led || !counted || vague || phrase.modifier.is_some() || self.story.narrative {
            return None;
        }
        let from = From::Speaking;
        let says = Says::Distance {
            count,
            unit,
            back: false,
            from,
        };
        let (looks, cue) = tense::looks(t, phrase);
        // "the first feature in seven years", "the worst storm in a decade" look back whatever the verb says.
        let measures = |at: usize| {
            t.mark(at, ',')
                || matches!(t.word(at), Word::Ordinal(_))
                || t.text(at).ends_with("est")
                || t.any(at, &["only", "most", "least", "time"])
        };
        let plain = cue.is_some_and(|cue| cue < phrase.start && !(cue..phrase.start).any(measures));
        (looks == Looks::Ahead && plain).then_some(says)
    }

    fn calendar(&mut self, phrase: &Phrase) -> Option<Reading> {
        let found = if phrase.says.is_day() {
            self.day(phrase)
        } else {
            self.period(phrase)
        };
        match found? {
            Found::Vague(value) => Some(Reading::plain(TimexType::Date, value.to_owned())),
            Found::Stretch(found) => {
                self.spoken = Some((found.stretch, self.here));
                let aside = self.asides.get(self.here).is_some_and(|aside| *aside);
                if !aside && !counts_from_today(phrase) {
                    self.track = self.spoken;
                }
                if matches!(found.stretch, Stretch::Quarter(..))
                    && !matches!(phrase.says, Says::YearAgo | Says::Distance { .. })
                {
                    self.quarter = self.spoken;
                }
                self.shaped(phrase, found)
            }
        }
    }

    /// The day that bare words count from.
    pub(crate) fn anchor(&mut self) -> NaiveDate {
        if self.story.narrative
            && let Some((stretch, _)) = self.track
            && let Some((day, _)) = stretch.bounds()
        {
            let (named, far) = self.story.years;
            self.note(|| {
                format!(
                    "a narrative: it names {named} years, {far} of them far from its publication"
                )
            });
            self.note(|| {
                format!(
                    "counted from {}, the time the narrative has reached",
                    day.format("%-d %B %Y")
                )
            });
            return day;
        }
        let day = self.story.published;
        let words = self.story.published_words;
        self.note(|| format!("counted from {}, {words}", told(day)));
        day
    }

    /// Which way the clause looks, with the word that shows it among the steps.
    pub(crate) fn looks(&mut self, phrase: &Phrase) -> Looks {
        let (looks, cue) = tense::looks(self.t, phrase);
        let way = match looks {
            Looks::Ahead => "ahead",
            Looks::Back => "back",
            Looks::Planned => "ahead, but may be over",
            Looks::Nowhere => return looks,
        };
        if let Some(cue) = cue {
            let word = self.t.text(cue);
            self.note(|| format!("“{word}” looks {way}"));
        }
        looks
    }

    /// The first day of the time last spoken of.
    pub(crate) fn spoken_day(&self) -> Option<NaiveDate> {
        let (stretch, _) = self.spoken?;
        stretch.bounds().map(|(first, _)| first)
    }
}

/// What a calendar phrase came to.
pub(crate) enum Found {
    Stretch(Placed),
    Vague(&'static str),
}

/// A stretch of the calendar with how it was found.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) stretch: Stretch,
    /// The day it was counted from, where it was.
    pub(crate) anchor: Option<NaiveDate>,
    /// Whether a side was chosen that the words leave open.
    pub(crate) inferred: bool,
    pub(crate) doubt: Option<(Stretch, &'static str)>,
}

impl Placed {
    pub(crate) fn stated(stretch: Stretch) -> Self {
        Self {
            stretch,
            anchor: None,
            inferred: false,
            doubt: None,
        }
    }

    pub(crate) fn counted(stretch: Stretch, anchor: NaiveDate) -> Self {
        Self {
            anchor: Some(anchor),
            ..Self::stated(stretch)
        }
    }

    pub(crate) fn chosen(stretch: Stretch, anchor: NaiveDate) -> Self {
        Self {
            inferred: true,
            ..Self::counted(stretch, anchor)
        }
    }

    pub(crate) fn or_else(self, other: Option<Stretch>, why: &'static str) -> Self {
        Self {
            doubt: other.map(|other| (other, why)),
            ..self
        }
    }
}

/// A rule's description as the end of a sentence.
fn told_inside(rule: &Rule) -> String {
    let description = rule.description.trim_end_matches('.');
    let mut letters = description.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A day as the steps tell it.
pub(crate) fn told(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
