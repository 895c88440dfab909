//! Fits the thresholds of `ask` to questions with known answers, and says how far the fit holds on plots it has not seen.
//!
//! `cargo run --release -p dateline-tests --example fit_thresholds -- [--plain] [--dates] [--spots] [--write] FOLDER...`
//!
//! Folders and plots are told of in `gold.rs`.
//!
//! What is sought is the most right answers less half of the wrong ones (silence is neither). The search goes from threshold
//! to threshold and takes a step only where it gains; it is made once over all plots, and once for each plot over all
//! others: the figures of those together are what may be expected of news that nobody here has seen. `--plain` only measures
//! the thresholds as they are shipped; `--dates` fits the ranking of dates instead, as `dates.rs` tells, and `--spots` how likely
//! words are the answer where no rule finds one, as `spots.rs` tells; `--write` writes
//! what was found over all plots to `crates/ask/data/`.

mod dates;
mod gold;
mod learner;
mod spots;

use dateline_ask::{Likelihood, Ranking, Thresholds};
use gold::{Bench, Fallible, Outcome, bench};
use std::{
    collections::{BTreeSet, HashMap},
    env, fs,
    io::{self, Write},
    path::Path,
};

/// Where the shipped thresholds lie, from the root of the repository.
const FILE: &str = "crates/ask/data/thresholds.txt";

/// Where the shipped ranking of dates lies.
const DATES: &str = "crates/ask/data/dates.txt";

/// Where the shipped likelihood of words lies.
const SPOTS: &str = "crates/ask/data/spots.txt";

/// How far a step goes, as parts of the threshold.
const STEPS: [f32; 4] = [-0.15, -0.07, 0.07, 0.15];

/// Rounds over all thresholds.
const ROUNDS: usize = 1;

fn main() -> Fallible<()> {
    let (options, folders): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|word| word.starts_with("--"));
    if folders.is_empty() {
        writeln!(
            io::stderr(),
            "usage: fit_thresholds [--plain] [--dates] [--spots] [--write] FOLDER..."
        )?;
        return Ok(());
    }
    let mut benches = Vec::new();
    for folder in &folders {
        benches.push(bench(Path::new(folder), false)?);
        if Path::new(folder).join("qa/distractors.jsonl").exists() {
            benches.push(bench(Path::new(folder), true)?);
        }
    }
    let has = |option: &str| options.iter().any(|given| given == option);
    let mut dates = Vec::new();
    let mut spots = Vec::new();
    if has("--dates") {
        dates = dates::samples(&benches)?;
    } else if has("--spots") {
        spots = spots::samples(&benches)?;
    }
    let mut fit = Fit {
        benches,
        known: HashMap::new(),
        dates,
        spots,
    };
    let shipped = Thresholds::shipped();
    let all = fit.plots();
    fit.tell("as shipped", shipped, &all)?;
    if has("--plain") {
        return Ok(());
    }
    let found = fit.fitted(&all)?;
    fit.tell("fitted to all plots", &found, &all)?;
    if has("--write") {
        fs::write(FILE, found.written(&fs::read_to_string(FILE)?))?;
        fs::write(DATES, found.dates.written(&fs::read_to_string(DATES)?))?;
        fs::write(SPOTS, found.spots.written(&fs::read_to_string(SPOTS)?))?;
    }
    fit.cross_validate(&all)
}

/// The search, with every outcome that it has seen.
struct Fit {
    benches: Vec<Bench>,
    known: HashMap<String, Vec<Vec<Outcome>>>,
    /// The questions for dates, where their ranking is fitted.
    dates: Vec<dates::Sample>,
    /// The questions for words, where their likelihood is fitted.
    spots: Vec<spots::Sample>,
}

impl Fit {
    fn plots(&self) -> BTreeSet<String> {
        let questions = self.benches.iter().flat_map(|bench| &bench.questions);
        questions.map(|(asked, _)| asked.story.clone()).collect()
    }

    fn outcomes(&mut self, by: &Thresholds) -> Fallible<&Vec<Vec<Outcome>>> {
        let key = format!("{by:?}");
        if !self.known.contains_key(&key) {
            let each = self.benches.iter().map(|bench| bench.outcomes(by));
            let outcomes = each.collect::<Fallible<_>>()?;
            self.known.insert(key.clone(), outcomes);
        }
        Ok(&self.known[&key])
    }

    /// Right, wrong and all questions of some plots, a pair for each bench.
    fn counts(
        &mut self,
        by: &Thresholds,
        plots: &BTreeSet<String>,
    ) -> Fallible<Vec<(usize, usize, usize)>> {
        let outcomes = self.outcomes(by)?.clone();
        let each = self.benches.iter().zip(outcomes).map(|(bench, outcomes)| {
            let mine = bench
                .questions
                .iter()
                .zip(outcomes)
                .filter(|((asked, _), _)| plots.contains(&asked.story));
            let mine: Vec<Outcome> = mine.map(|(_, outcome)| outcome).collect();
            let count = |wanted| mine.iter().filter(|outcome| **outcome == wanted).count();
            (count(Outcome::Right), count(Outcome::Wrong), mine.len())
        });
        Ok(each.collect())
    }

    /// Twice the right answers less the wrong ones.
    fn worth(&mut self, by: &Thresholds, plots: &BTreeSet<String>) -> Fallible<i64> {
        let counts = self.counts(by, plots)?.into_iter();
        let worth = counts.map(|(right, wrong, _)| 2 * right as i64 - wrong as i64);
        Ok(worth.sum())
    }

    /// What fits some plots best: the ranking of dates, the likelihood of words, or else the thresholds.
    fn fitted(&mut self, plots: &BTreeSet<String>) -> Fallible<Thresholds> {
        if self.dates.is_empty() && self.spots.is_empty() {
            return self.search(plots);
        }
        let mut fitted = Thresholds::shipped().clone();
        let dates = self.dates.iter();
        let dates: Vec<_> = dates.filter(|one| plots.contains(&one.plot)).collect();
        fitted.dates = dates::fitted(&dates).unwrap_or_else(|| Ranking::shipped().clone());
        let spots = self.spots.iter();
        let spots: Vec<_> = spots.filter(|one| plots.contains(&one.plot)).collect();
        fitted.spots = spots::fitted(&spots).unwrap_or_else(|| Likelihood::shipped().clone());
        Ok(fitted)
    }

    /// From the shipped thresholds, one after the other, each to the step that gains most.
    fn search(&mut self, plots: &BTreeSet<String>) -> Fallible<Thresholds> {
        let mut best = Thresholds::shipped().clone();
        let mut most = self.worth(&best, plots)?;
        for _ in 0..ROUNDS {
            let before = most;
            for (name, _) in Thresholds::shipped().slots() {
                let now = best.slots().into_iter().find(|(known, _)| *known == name);
                let now = now.map_or(0.0, |(_, now)| now);
                let from = best.clone();
                for step in STEPS {
                    let mut tried = from.clone();
                    tried.set(name, ((now + now.abs() * step) * 1000.0).round() / 1000.0);
                    let worth = self.worth(&tried, plots)?;
                    if worth > most {
                        (best, most) = (tried, worth);
                    }
                }
            }
            if most == before {
                break;
            }
        }
        Ok(best)
    }

    /// For each plot the thresholds fitted to all others, measured on it.
    fn cross_validate(&mut self, all: &BTreeSet<String>) -> Fallible<()> {
        let mut sums = vec![(0, 0, 0); self.benches.len()];
        for plot in all {
            let others = all.iter().filter(|other| *other != plot).cloned().collect();
            let fitted = self.fitted(&others)?;
            let unseen = self.counts(&fitted, &BTreeSet::from([plot.clone()]))?;
            for (sum, (right, wrong, asked)) in sums.iter_mut().zip(unseen) {
                *sum = (sum.0 + right, sum.1 + wrong, sum.2 + asked);
            }
        }
        self.print("each plot by the fit to all others", &sums)
    }

    fn tell(&mut self, what: &str, by: &Thresholds, plots: &BTreeSet<String>) -> Fallible<()> {
        let counts = self.counts(by, plots)?;
        self.print(what, &counts)
    }

    fn print(&self, what: &str, counts: &[(usize, usize, usize)]) -> Fallible<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{what}")?;
        for (bench, (right, wrong, asked)) in self.benches.iter().zip(counts) {
            let share = |count: i64| 100.0 * count as f64 / (*asked).max(1) as f64;
            writeln!(
                out,
                "  {:<60} right {:5.1}  right less wrong {:5.1}  ({right} right, {wrong} wrong of {asked})",
                bench.name,
                share(*right as i64),
                share(*right as i64 - *wrong as i64),
            )?;
        }
        Ok(())
    }
}
