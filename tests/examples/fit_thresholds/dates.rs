//! Fits the ranking of dates: a multinomial logistic regression over the dates of each question and silence.
//!
//! What is maximised is the logarithm of the probability of all dates that are right together, or of silence where none
//! is, less a penalty on large weights; by stochastic gradients whose steps shrink with the gradients seen so far
//! (AdaGrad: Duchi, Hazan and Singer, 2011). Features are brought to mean 0 and variance 1 before, and the weights back behind.
//! How likely a date must be to be told is then the share at which right answers less half of the wrong ones are most.

use crate::gold::{Bench, Fallible};
use dateline_ask::{DateSeen, Ranking};
use dateline_core::ArchiveId;

/// Passes over all questions.
const PASSES: usize = 40;

/// The first step.
const STEP: f64 = 0.05;

/// How much large weights cost.
const PENALTY: f64 = 0.01;

/// Features that vary less are not stretched to a variance of 1: few questions tell of them.
const NARROWEST: f64 = 0.1;

/// One question with the dates that may answer it.
pub(crate) struct Sample {
    pub(crate) plot: String,
    dates: Vec<Seen>,
    /// Whether it has an answer, and that is a date.
    answerable: bool,
}

struct Seen {
    features: Vec<f64>,
    right: bool,
    /// Those that say the same, itself too: their likelihoods count together.
    same: Vec<usize>,
}

/// The questions for dates of all benches.
pub(crate) fn samples(benches: &[Bench]) -> Fallible<Vec<Sample>> {
    let mut samples = Vec::new();
    for bench in benches {
        for (asked, moment) in &bench.questions {
            let local = ArchiveId::local();
            let seen = bench.desk.dates_seen(&local, &asked.question, moment)?;
            let gold = asked.gold.as_ref().filter(|gold| gold.is_date());
            if seen.is_empty() && gold.is_none() {
                continue;
            }
            let same: Vec<Vec<usize>> = seen.iter().map(|date| agreeing(&seen, date)).collect();
            let dates = seen.into_iter().zip(same).map(|(seen, same)| Seen {
                right: asked.lists(&seen.article.to_string())
                    && gold.is_some_and(|gold| gold.is_met("", Some(&seen.when))),
                features: seen.features.into_iter().map(f64::from).collect(),
                same,
            });
            samples.push(Sample {
                plot: asked.story.clone(),
                dates: dates.collect(),
                answerable: asked.answerable && gold.is_some(),
            });
        }
    }
    Ok(samples)
}

/// The ranking that fits the questions best; none without questions.
pub(crate) fn fitted(samples: &[&Sample]) -> Option<Ranking> {
    let width = Ranking::names().len();
    let (means, widths) = spread(samples, width)?;
    let mut model = Model {
        weights: vec![0.0; width],
        silence: 1.0,
        seen: vec![1e-3; width + 1],
    };
    let flat: Vec<Vec<Vec<f64>>> = samples
        .iter()
        .map(|sample| {
            let each = sample.dates.iter().map(|date| {
                let values = date.features.iter().zip(means.iter().zip(&widths));
                values
                    .map(|(value, (mean, width))| (value - mean) / width)
                    .collect()
            });
            each.collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut seed = 1;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut seed);
        for at in &order {
            let right: Vec<bool> = samples[*at].dates.iter().map(|date| date.right).collect();
            model.learn(&flat[*at], &right);
        }
    }
    let scaled = model.weights.iter().zip(&widths);
    let weights: Vec<f64> = scaled.map(|(weight, width)| weight / width).collect();
    let shift: f64 = weights
        .iter()
        .zip(&means)
        .map(|(weight, mean)| weight * mean)
        .sum();
    let sure = surest(samples, &flat, &model);
    let narrow: Vec<f32> = weights.iter().map(|weight| rounded(*weight)).collect();
    Ranking::new(&narrow, rounded(model.silence + shift), rounded(sure))
}

/// To thousandths, as the file has them.
fn rounded(number: f64) -> f32 {
    ((number * 1_000.0).round() / 1_000.0) as f32
}

/// Mean and standard deviation of each feature.
fn spread(samples: &[&Sample], width: usize) -> Option<(Vec<f64>, Vec<f64>)> {
    let all: Vec<&Seen> = samples.iter().flat_map(|sample| &sample.dates).collect();
    let count = all.len() as f64;
    let mean = |of: &dyn Fn(&Seen) -> f64| all.iter().map(|date| of(date)).sum::<f64>() / count;
    let means: Vec<f64> = (0..width)
        .map(|at| mean(&|date| date.features[at]))
        .collect();
    let widths = means.iter().enumerate().map(|(at, middle)| {
        mean(&|date| (date.features[at] - middle).powi(2))
            .sqrt()
            .max(NARROWEST)
    });
    let widths = widths.collect();
    (!all.is_empty()).then_some((means, widths))
}

/// The same order for the same seed.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for last in (1..order.len()).rev() {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(*seed >> 33).unwrap_or_default() % (last + 1);
        order.swap(last, at);
    }
}

struct Model {
    weights: Vec<f64>,
    silence: f64,
    /// Squares of the gradients so far, silence last.
    seen: Vec<f64>,
}

impl Model {
    fn scores(&self, dates: &[Vec<f64>]) -> Vec<f64> {
        let score = |date: &Vec<f64>| date.iter().zip(&self.weights).map(|(a, b)| a * b).sum();
        dates.iter().map(score).collect()
    }

    /// The probability of each date, then that of silence.
    fn likely(&self, dates: &[Vec<f64>]) -> Vec<f64> {
        let mut scores = self.scores(dates);
        scores.push(self.silence);
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f64 = powers.iter().sum();
        powers.into_iter().map(|power| power / all).collect()
    }

    fn learn(&mut self, dates: &[Vec<f64>], right: &[bool]) {
        if dates.is_empty() {
            return;
        }
        let likely = self.likely(dates);
        let silent = !right.iter().any(|right| *right);
        let wanted = right.iter().copied().chain([silent]);
        let held: f64 = likely
            .iter()
            .zip(wanted.clone())
            .map(|(p, is)| if is { *p } else { 0.0 })
            .sum();
        let pulls: Vec<f64> = likely
            .iter()
            .zip(wanted)
            .map(|(p, is)| {
                let drawn = if is && held > 0.0 { p / held } else { 0.0 };
                drawn - p
            })
            .collect();
        for at in 0..self.weights.len() {
            let pull: f64 = dates
                .iter()
                .zip(&pulls)
                .map(|(date, pull)| date[at] * pull)
                .sum();
            let gradient = pull - PENALTY * self.weights[at];
            self.seen[at] += gradient * gradient;
            self.weights[at] += STEP * gradient / self.seen[at].sqrt();
        }
        let (last, gradient) = (self.weights.len(), pulls[dates.len()]);
        self.seen[last] += gradient * gradient;
        self.silence += STEP * gradient / self.seen[last].sqrt();
    }
}

/// Positions of the dates that say the same as one.
fn agreeing(seen: &[DateSeen], date: &DateSeen) -> Vec<usize> {
    let others = seen.iter().enumerate();
    others
        .filter(|(_, other)| date.agrees(other))
        .map(|(at, _)| at)
        .collect()
}

/// The share at which right answers less half of the wrong ones are most.
fn surest(samples: &[&Sample], flat: &[Vec<Vec<f64>>], model: &Model) -> f64 {
    let told: Vec<Option<(f64, bool)>> = samples
        .iter()
        .zip(flat)
        .map(|(sample, dates)| {
            let likely = model.likely(dates);
            let best = sample
                .dates
                .iter()
                .zip(&likely)
                .max_by(|a, b| a.1.total_cmp(b.1))?
                .0;
            let whole = best.same.iter().map(|at| likely[*at]).sum();
            Some((whole, best.right && sample.answerable))
        })
        .collect();
    let worth = |sure: f64| -> f64 {
        let each = samples.iter().zip(&told).map(|(sample, told)| match told {
            Some((likely, right)) if *likely >= sure => {
                if *right {
                    1.0
                } else {
                    -0.5
                }
            }
            _ => {
                if sample.answerable {
                    0.0
                } else {
                    1.0
                }
            }
        });
        each.sum()
    };
    let steps = (20..=60).map(|step| f64::from(step) / 100.0);
    steps
        .max_by(|a, b| worth(*a).total_cmp(&worth(*b)))
        .unwrap_or(0.4)
}
