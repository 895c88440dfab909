//! The stories, day after day.

use super::{
    chance::Chance,
    names::capital,
    plot::{BEGIN_A_DAY, Plot},
    writer::{self, Writer},
};
use dateline_core::Draft;
use std::collections::{BTreeMap, VecDeque};

/// In a hundred stories so many are printed by a second paper too, and so many are changed by the paper that printed them.
const COPIES: u64 = 6;
const REVISIONS: u64 = 2;

/// Prints stories for ever, in the order of their publication.
pub struct Press {
    seed: u64,
    day: u64,
    /// Steps that are still to be told, by day.
    ahead: BTreeMap<u64, Vec<(u64, usize)>>,
    ready: VecDeque<Draft>,
}

impl Press {
    /// The press of a seed, on its first day.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            day: 0,
            ahead: BTreeMap::new(),
            ready: VecDeque::new(),
        }
    }

    /// Days of which every story was printed.
    #[must_use]
    pub fn days(&self) -> u64 {
        if self.ready.is_empty() {
            self.day
        } else {
            self.day.saturating_sub(1)
        }
    }

    fn print_a_day(&mut self) {
        let begun = self.day * BEGIN_A_DAY..(self.day + 1) * BEGIN_A_DAY;
        for number in begun {
            for (at, step) in Plot::of(self.seed, number).steps.iter().enumerate() {
                self.ahead.entry(step.told).or_default().push((number, at));
            }
        }
        let mut printed: Vec<(u64, Draft)> = Vec::new();
        for (number, at) in self.ahead.remove(&self.day).unwrap_or_default() {
            let chance = Chance::of(self.seed, "story", number * 16 + at as u64);
            self.print(&Plot::of(self.seed, number), at, chance, &mut printed);
        }
        printed.sort_by_key(|(minute, _)| *minute);
        self.ready
            .extend(printed.into_iter().map(|(_, story)| story));
        self.day += 1;
    }

    fn print(&self, plot: &Plot, at: usize, chance: Chance, printed: &mut Vec<(u64, Draft)>) {
        let mut writer = Writer::new(self.seed, plot, at, chance);
        let minute = writer.chance().between(4 * 60, 22 * 60);
        let story = writer.story(minute);
        if writer.chance().percent(COPIES) {
            let later = minute + 45;
            printed.push((later, writer.copy(&story, later)));
        }
        if writer.chance().percent(REVISIONS) {
            let later = minute + 70;
            let more = capital(&writer.filler());
            let changed = Draft {
                text: format!("{}\n\n{more}", story.text),
                modified: writer::moment(plot.steps[at].told, later),
                ..story.clone()
            };
            printed.push((later, changed));
        }
        printed.push((minute, story));
    }
}

impl Iterator for Press {
    type Item = Draft;

    fn next(&mut self) -> Option<Draft> {
        while self.ready.is_empty() {
            self.print_a_day();
        }
        self.ready.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::A_DAY;

    #[test]
    fn stories_have_two_to_five_kilobytes_and_no_slot_stays_empty() {
        let stories: Vec<Draft> = Press::new(3).take(300).collect();
        let bytes: usize = stories.iter().map(|story| story.text.len()).sum();
        let mean = bytes / stories.len();
        assert!((2_000..5_000).contains(&mean), "{mean}");
        assert!(!stories.iter().any(|story| story.text.contains(['{', '}'])));
    }

    #[test]
    fn once_the_first_plots_are_over_a_day_brings_as_many_stories_as_are_said() {
        let plots = (0..150 * BEGIN_A_DAY).map(|number| Plot::of(3, number));
        let told = plots.flat_map(|plot| plot.steps).map(|step| step.told);
        let steps = told.filter(|told| (140..150).contains(told)).count() as u64;
        let stories = steps * (100 + COPIES + REVISIONS) / 1_000;
        assert!((A_DAY - 10..=A_DAY + 10).contains(&stories), "{stories}");
    }
}
