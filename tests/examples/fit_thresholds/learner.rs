//! Multinomial logistic regression: the weights under which the right answers to all questions are likeliest.
//!
//! What is maximised is the sum over the questions of the logarithm of the probability of all right answers together, or of
//! silence where none is, less a penalty on large weights; by gradients over all questions at once, with steps of Adam
//! (Kingma and Ba, 2015).

/// How often all questions are gone through.
const ROUNDS: i32 = 250;

/// The first step; the last rounds take a fifth of it.
const STEP: f64 = 0.05;

/// How much large weights cost.
const PENALTY: f64 = 5.0;

/// One question: the features of its possible answers, and which are right.
pub(crate) struct Lesson {
    pub(crate) answers: Vec<Vec<f64>>,
    pub(crate) right: Vec<bool>,
}

/// Weights of features, and the score of silence.
pub(crate) struct Model {
    pub(crate) weights: Vec<f64>,
    pub(crate) silence: f64,
}

impl Model {
    /// The one that fits the lessons best with its weights between these bounds.
    pub(crate) fn fitted(lessons: &[&Lesson], bounds: &[(f64, f64)]) -> Self {
        let width = bounds.len();
        let mut model = Self {
            weights: vec![0.0; width],
            silence: 2.0,
        };
        let mut steps = Steps {
            means: vec![0.0; width + 1],
            squares: vec![0.0; width + 1],
        };
        for round in 1..=ROUNDS {
            let gradient = model.gradient(lessons);
            let late = round > ROUNDS * 7 / 10;
            let step = if late { STEP / 5.0 } else { STEP };
            let slots = model.weights.iter_mut().chain([&mut model.silence]);
            for (slot, change) in slots.zip(steps.next(&gradient, round)) {
                *slot += step * change;
            }
            for (weight, (least, most)) in model.weights.iter_mut().zip(bounds) {
                *weight = weight.clamp(*least, *most);
            }
        }
        model
    }

    /// The probability of each answer, then that of silence.
    pub(crate) fn likely(&self, answers: &[Vec<f64>]) -> Vec<f64> {
        let score = |answer: &Vec<f64>| answer.iter().zip(&self.weights).map(|(a, b)| a * b).sum();
        let mut scores: Vec<f64> = answers.iter().map(score).collect();
        scores.push(self.silence);
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let powers: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f64 = powers.iter().sum();
        powers.into_iter().map(|power| power / all).collect()
    }

    /// Where the sum rises, silence last, for the mean question.
    fn gradient(&self, lessons: &[&Lesson]) -> Vec<f64> {
        let mut gradient: Vec<f64> = self
            .weights
            .iter()
            .map(|weight| -PENALTY * weight)
            .collect();
        gradient.push(0.0);
        for lesson in lessons {
            let pulls = self.pulls(lesson);
            for (answer, pull) in lesson.answers.iter().zip(&pulls) {
                for (slot, value) in gradient.iter_mut().zip(answer) {
                    *slot += pull * value;
                }
            }
            if let (Some(slot), Some(pull)) = (gradient.last_mut(), pulls.last()) {
                *slot += pull;
            }
        }
        let count = lessons.len().max(1) as f64;
        gradient.into_iter().map(|slope| slope / count).collect()
    }

    /// How much more likely each answer, and then silence, should be.
    fn pulls(&self, lesson: &Lesson) -> Vec<f64> {
        let likely = self.likely(&lesson.answers);
        let silent = !lesson.right.contains(&true);
        let wanted = lesson.right.iter().copied().chain([silent]);
        let both = likely.iter().zip(wanted);
        let held: f64 = both.clone().filter(|(_, is)| *is).map(|(p, _)| p).sum();
        let drawn = both.map(|(p, is)| if is && held > 0.0 { p / held - p } else { -p });
        drawn.collect()
    }
}

/// What Adam remembers of the gradients so far.
struct Steps {
    means: Vec<f64>,
    squares: Vec<f64>,
}

impl Steps {
    fn next(&mut self, gradient: &[f64], round: i32) -> Vec<f64> {
        let slots = self.means.iter_mut().zip(&mut self.squares).zip(gradient);
        let changes = slots.map(|((mean, square), slope)| {
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.99 * *square + 0.01 * slope * slope;
            let (mean, square) = (
                *mean / (1.0 - 0.9_f64.powi(round)),
                *square / (1.0 - 0.99_f64.powi(round)),
            );
            mean / (square.sqrt() + 1e-8)
        });
        changes.collect()
    }
}
