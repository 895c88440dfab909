//! Fits how likely words are the answer where no rule finds one, as `learner.rs` tells.
//!
//! Features are brought to mean 0 and variance 1 before, and the weights back behind. How likely an answer must be to be told
//! is the share at which right answers less wrong ones are most, each plot seen by a fit to the others, among the questions
//! that no rule answers.

use crate::{
    gold::{Bench, Fallible},
    learner::{Lesson, Model},
};
use dateline_ask::{Likelihood, Thresholds};
use dateline_core::ArchiveId;
use std::collections::BTreeSet;

/// Features that can only speak against an answer.
const FALL: [&str; 5] = [
    "other_time",
    "nouns_missing",
    "wrong_part",
    "repeats",
    "speaker",
];

/// Features that can speak for or against one; all others can only speak for it.
const FREE: [&str; 7] = ["definite", "short", "people", "who", "where", "what", "why"];

/// Features that vary less are not stretched to a variance of 1: few questions tell of them.
const NARROWEST: f64 = 0.1;

/// One question with all that may answer it.
pub(crate) struct Sample {
    pub(crate) plot: String,
    answers: Vec<Seen>,
    /// Whether no rule answers it.
    silent: bool,
    answerable: bool,
}

struct Seen {
    features: Vec<f64>,
    right: bool,
    /// The words: the same ones elsewhere count together.
    key: String,
}

/// The questions for names, phrases and quantities of all benches.
pub(crate) fn samples(benches: &[Bench]) -> Fallible<Vec<Sample>> {
    let none = vec![0.0; Likelihood::names().len()];
    let mut rules = Thresholds::shipped().clone();
    rules.spots = Likelihood::new(&none, 0.0, f32::MAX).ok_or("too many weights")?;
    let mut samples = Vec::new();
    for bench in benches {
        for (asked, moment) in &bench.questions {
            let local = ArchiveId::local();
            let seen = bench.desk.spots_seen(&local, &asked.question, moment)?;
            if seen.is_empty() {
                continue;
            }
            let told = bench.desk.ask_by(&local, &asked.question, moment, &rules)?;
            let gold = asked.gold.as_ref().filter(|gold| !gold.is_date());
            let answers = seen.into_iter().map(|seen| Seen {
                right: asked.lists(&seen.article.to_string())
                    && gold.is_some_and(|gold| gold.is_met(&seen.text, None)),
                features: seen.features.into_iter().map(f64::from).collect(),
                key: seen.text.to_lowercase(),
            });
            samples.push(Sample {
                plot: asked.story.clone(),
                answers: answers.collect(),
                silent: !told.state().is_answered(),
                answerable: asked.answerable,
            });
        }
    }
    Ok(samples)
}

/// The weights that fit the questions best; none without questions.
pub(crate) fn fitted(samples: &[&Sample]) -> Option<Likelihood> {
    let bounds = bounds();
    let (means, widths) = spread(samples, bounds.len())?;
    let lessons: Vec<Lesson> = samples
        .iter()
        .map(|sample| lesson(sample, &means, &widths))
        .collect();
    let model = Model::fitted(&lessons.iter().collect::<Vec<_>>(), &bounds);
    let scaled = model.weights.iter().zip(&widths);
    let weights: Vec<f64> = scaled.map(|(weight, width)| weight / width).collect();
    let each = weights.iter().zip(&means);
    let shift: f64 = each.map(|(weight, mean)| weight * mean).sum();
    let sure = surest(samples, &lessons, &bounds);
    let narrow: Vec<f32> = weights.iter().map(|weight| rounded(*weight)).collect();
    Likelihood::new(&narrow, rounded(model.silence + shift), rounded(sure))
}

/// The least and the most that the weight of each feature may be.
fn bounds() -> Vec<(f64, f64)> {
    let each = Likelihood::names().iter().map(|name| {
        let free = FREE.contains(name);
        let fall = FALL.contains(name);
        let least = if free || fall { f64::MIN } else { 0.0 };
        let most = if fall { 0.0 } else { f64::MAX };
        (least, most)
    });
    each.collect()
}

fn lesson(sample: &Sample, means: &[f64], widths: &[f64]) -> Lesson {
    let answers = sample.answers.iter().map(|seen| {
        let values = seen.features.iter().zip(means.iter().zip(widths));
        values
            .map(|(value, (mean, width))| (value - mean) / width)
            .collect()
    });
    let right = sample.answers.iter();
    Lesson {
        answers: answers.collect(),
        right: right.map(|seen| seen.right && sample.answerable).collect(),
    }
}

/// To thousandths, as the file has them.
fn rounded(number: f64) -> f32 {
    ((number * 1_000.0).round() / 1_000.0) as f32
}

/// Mean and standard deviation of each feature.
fn spread(samples: &[&Sample], width: usize) -> Option<(Vec<f64>, Vec<f64>)> {
    let all: Vec<&Seen> = samples.iter().flat_map(|sample| &sample.answers).collect();
    let count = all.len() as f64;
    let mean = |of: &dyn Fn(&Seen) -> f64| all.iter().map(|seen| of(seen)).sum::<f64>() / count;
    let means: Vec<f64> = (0..width)
        .map(|at| mean(&|seen| seen.features[at]))
        .collect();
    let widths = means.iter().enumerate().map(|(at, middle)| {
        mean(&|seen| (seen.features[at] - middle).powi(2))
            .sqrt()
            .max(NARROWEST)
    });
    let widths = widths.collect();
    (!all.is_empty()).then_some((means, widths))
}

/// The share at which right answers less wrong ones are most on plots that the fit has not seen.
fn surest(samples: &[&Sample], lessons: &[Lesson], bounds: &[(f64, f64)]) -> f64 {
    let plots: BTreeSet<&str> = samples.iter().map(|sample| sample.plot.as_str()).collect();
    let mut told: Vec<(f64, bool)> = Vec::new();
    for plot in plots {
        let (mine, others): (Vec<_>, Vec<_>) = samples
            .iter()
            .zip(lessons)
            .partition(|(sample, _)| sample.plot == plot);
        let others: Vec<&Lesson> = others.into_iter().map(|(_, lesson)| lesson).collect();
        let model = Model::fitted(&others, bounds);
        let silent = mine.into_iter().filter(|(sample, _)| sample.silent);
        told.extend(
            silent.filter_map(|(sample, lesson)| best(sample, &model.likely(&lesson.answers))),
        );
    }
    let worth = |sure: f64| -> i64 {
        let told = told.iter().filter(|(likely, _)| *likely >= sure);
        told.map(|(_, right)| if *right { 1 } else { -1 }).sum()
    };
    let steps = (30..=60).map(|step| f64::from(step) / 100.0);
    steps.rev().max_by_key(|sure| worth(*sure)).unwrap_or(0.5)
}

/// How likely the best answer is, the same words elsewhere counted in, and whether it is right.
fn best(sample: &Sample, likely: &[f64]) -> Option<(f64, bool)> {
    let each = sample.answers.iter().zip(likely);
    let (best, _) = each.clone().max_by(|a, b| a.1.total_cmp(b.1))?;
    let same = each.filter(|(other, _)| other.key == best.key);
    let likely = same.map(|(_, likely)| likely).sum();
    Some((likely, best.right && sample.answerable))
}
