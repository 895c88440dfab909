//! Questions about the stories, with what the answer has to be.

use super::{
    chance::Chance,
    day, names,
    plot::{BEGIN_A_DAY, Deed, Plot},
    writer,
};
use chrono::NaiveDate;
use dateline_core::{Answer, Moment, State};

/// A question, when it is asked, and what the stories tell.
pub struct Question {
    /// As a person would put it.
    pub words: String,
    /// When.
    pub asked: Moment,
    /// What is right.
    pub expected: Expected,
}

/// What the answer to a question has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// That day.
    Day(NaiveDate),
    /// An answer that begins with these words.
    Words(String),
    /// That nothing is stored about it.
    Nothing,
    /// Whatever it is: the question costs what it costs.
    Any,
}

impl Expected {
    /// Whether the answer is the right one.
    #[must_use]
    pub fn is_met_by(&self, answer: &Answer) -> bool {
        let parts = answer.parts();
        match self {
            Self::Day(day) => {
                let when = parts.when.as_ref().map(|when| when.interval.start().date());
                answer.state().is_answered() && when == Some(*day)
            }
            Self::Words(words) => {
                let text = parts.text.to_lowercase();
                text.starts_with(&words.to_lowercase())
            }
            Self::Nothing => !answer.state().is_answered() || parts.state == State::Unknown,
            Self::Any => true,
        }
    }
}

/// Asks for ever, about any of the stories of the first days.
pub struct Asker {
    seed: u64,
    days: u64,
    chance: Chance,
}

impl Asker {
    /// Asks with the chance of `stream` about what the press of `seed` printed in `days` days.
    #[must_use]
    pub fn new(seed: u64, stream: u64, days: u64) -> Self {
        Self {
            seed,
            days: days.max(1),
            chance: Chance::of(seed, "asker", stream),
        }
    }

    /// Most ask about now; some go back to a day.
    fn ask(&mut self) -> Question {
        let last = self.days - 1;
        let on = if self.chance.percent(2) {
            self.chance.between(last / 2, last)
        } else {
            last
        };
        let asked = writer::moment(on, 23 * 60 + 30).expect("a minute of a day");
        // New things are asked about more than old ones.
        let back = self.chance.rank(on + 1);
        let number = (on - back) * BEGIN_A_DAY + self.chance.below(BEGIN_A_DAY);
        let plot = Plot::of(self.seed, number);
        let (words, expected) = self.about(&plot, on);
        Question {
            words,
            asked,
            expected,
        }
    }

    fn about(&mut self, plot: &Plot, on: u64) -> (String, Expected) {
        let step = plot.known_on(on).unwrap_or(plot.steps[0]);
        let (x, kind) = (&plot.thing, plot.kind);
        let cancelled = step.deed == Deed::Cancelled;
        match self.chance.below(20) {
            0..3 if !cancelled => {
                let words = format!("where is {x}");
                (words, Expected::Words(plot.town.clone()))
            }
            3..5 => {
                let yes = if cancelled { "yes" } else { "no" };
                let words = format!("has {x} been cancelled");
                (words, Expected::Words(yes.to_owned()))
            }
            5..7 => {
                let unheard = names::rare_name(names::ENDLESS - 1 - plot.number % 100_000);
                (
                    format!("when will the {unheard} bridge open"),
                    Expected::Nothing,
                )
            }
            7 => {
                let words = format!("what is planned in {} next week", plot.town);
                (words, Expected::Any)
            }
            8 => (format!("who is {}", plot.person), Expected::Any),
            _ if cancelled => {
                let words = format!("has {x} been cancelled");
                (words, Expected::Words("yes".to_owned()))
            }
            _ => {
                let ahead = step.date > day(on) && step.deed != Deed::Held;
                let words = if ahead {
                    kind.asks_ahead
                } else {
                    kind.asks_behind
                };
                (plot.with_thing(words), Expected::Day(step.date))
            }
        }
    }
}

impl Iterator for Asker {
    type Item = Question;

    fn next(&mut self) -> Option<Question> {
        Some(self.ask())
    }
}
