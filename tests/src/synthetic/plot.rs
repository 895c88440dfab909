//! What happens: a thing with a name of its own, and the steps by which its day is set, moved, kept or given up.

use super::{
    chance::Chance,
    day,
    grammar::{GRAMMAR, Kind},
    names,
};
use chrono::NaiveDate;

/// Plots that begin on one day: with their steps, copies and revisions they make [`A_DAY`](super::A_DAY) stories.
pub(super) const BEGIN_A_DAY: u64 = 75;

/// Something that is to happen on a day.
pub struct Plot {
    /// Its number among all.
    pub number: u64,
    /// What it is called, with its article: "the Varabeck bridge".
    pub thing: String,
    /// Where it is.
    pub town: String,
    /// What is told of it, in order of days; the first announces it.
    pub steps: Vec<Step>,
    pub(super) kind: &'static Kind,
    pub(super) agency: &'static str,
    pub(super) role: &'static str,
    pub(super) person: String,
}

/// One story's news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The day on which it is told, counted from the first.
    pub told: u64,
    /// What is told.
    pub deed: Deed,
    /// When the plot is to happen, happened, or was to happen.
    pub date: NaiveDate,
}

/// What became of a plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It is set for a day.
    Announced,
    /// It is set for another day.
    Moved,
    /// It stays on its day.
    Confirmed,
    /// It will not happen.
    Cancelled,
    /// It happened.
    Held,
}

impl Deed {
    /// The name of its sentences.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Moved => "moved",
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Held => "held",
        }
    }
}

impl Plot {
    /// The plot of that number.
    #[must_use]
    pub fn of(seed: u64, number: u64) -> Self {
        let mut chance = Chance::of(seed, "plot", number);
        let kind = chance.one(&GRAMMAR.kinds);
        let name = names::rare_name(number % names::ENDLESS);
        let thing = chance.one(&kind.things).replace("{name}", &name);
        let town = names::name(chance.rank(names::MANY / 4));
        let agency = chance.one(GRAMMAR.words("agency"));
        let role = chance.one(GRAMMAR.words("role"));
        let first = chance.usual(GRAMMAR.words("first"));
        let person = format!("{first} {}", names::name(chance.rank(names::MANY)));
        Self {
            number,
            thing,
            town,
            steps: steps(&mut chance, number / BEGIN_A_DAY),
            kind,
            agency,
            role,
            person,
        }
    }

    /// The last step told by the end of that day.
    #[must_use]
    pub fn known_on(&self, day: u64) -> Option<Step> {
        self.steps.iter().rfind(|step| step.told <= day).copied()
    }

    /// The words with this plot's thing in them.
    pub(super) fn with_thing(&self, words: &str) -> String {
        words.replace("{x}", &self.thing)
    }
}

/// From the announcement on: most things are told again once or twice before they happen or are given up.
fn steps(chance: &mut Chance, begins: u64) -> Vec<Step> {
    let mut due = begins + chance.between(6, 70);
    let step = |told, deed, due| Step {
        told,
        deed,
        date: day(due),
    };
    let mut steps = vec![step(begins, Deed::Announced, due)];
    let mut told = begins;
    while due > told + 3 && chance.percent(55) {
        told = chance.between(told + 1, due - 2);
        if chance.percent(35) {
            steps.push(step(told, Deed::Confirmed, due));
        } else if chance.percent(25) {
            steps.push(step(told, Deed::Cancelled, due));
            return steps;
        } else {
            due += chance.between(2, 45);
            steps.push(step(told, Deed::Moved, due));
        }
    }
    if chance.percent(70) {
        steps.push(step(due + chance.between(1, 2), Deed::Held, due));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn steps_are_told_in_order_and_every_plot_has_a_name_of_its_own() {
        let mut names = HashSet::new();
        for number in 0..2_000 {
            let plot = Plot::of(1, number);
            assert!(plot.steps.is_sorted_by_key(|step| step.told));
            let words = plot.thing.split(' ');
            names.extend(words.filter(|word| word.len() > 8).map(str::to_owned));
        }
        assert!(names.len() >= 2_000);
    }
}
