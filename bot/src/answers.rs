//! Questions and their answers, as `ask`, `chat` and `demo` show them.

use crate::console::Console;
use dateline_core::{Answer, Explanation, Moment, lines::AnswerOut};
use dateline_render::{Trouble, answer_text, arithmetic, plain};
use serde::Serialize;
use std::time::Instant;

/// The most characters of a question.
pub(crate) const LIMIT: usize = 500;

/// An answer, and how long it took.
pub(crate) struct Answered {
    /// What the stored news tells.
    pub(crate) answer: Answer,
    /// Milliseconds.
    pub(crate) ms: f64,
}

/// Asks, and measures how long the answer takes.
pub(crate) fn measured<E>(ask: impl FnOnce() -> Result<Answer, E>) -> Result<Answered, E> {
    let begun = Instant::now();
    let answer = ask()?;
    let ms = (begun.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    Ok(Answered { answer, ms })
}

/// Whether a question is short enough to be read.
pub(crate) fn fits(question: &str) -> Result<(), Trouble> {
    let long = question.len() > LIMIT && question.chars().count() > LIMIT;
    if long {
        Err(Trouble::LongQuestion { limit: LIMIT })
    } else {
        Ok(())
    }
}

/// Shows an answer; its JSON line has the given id.
pub(crate) fn show(id: &str, answered: &Answered, console: &mut Console) -> Result<(), Trouble> {
    if console.writes_json() {
        console.json(&line(id.to_owned(), answered))
    } else {
        console.say(&plain::answer(&answered.answer))
    }
}

/// Shows how an answer was chosen; its JSON line has the given id.
pub(crate) fn show_why(
    id: &str,
    explanation: &Explanation,
    console: &mut Console,
) -> Result<(), Trouble> {
    #[derive(Serialize)]
    struct Line<'a> {
        id: &'a str,
        explanation: &'a Explanation,
    }
    if console.writes_json() {
        console.json(&Line { id, explanation })
    } else {
        console.say(&format!("\n{}", plain::why(explanation)))
    }
}

/// An answer as a JSON line.
pub(crate) fn line(id: String, answered: &Answered) -> AnswerOut {
    let answer = &answered.answer;
    let counted = answer.parts().arithmetic.as_ref().map(arithmetic);
    AnswerOut::new(id, answer, counted, answer_text(answer), answered.ms)
}

/// A question with its answer, for people; the answer alone, for programs.
pub(crate) fn show_with_question(
    id: &str,
    question: &str,
    asked: &Moment,
    answered: &Answered,
    console: &mut Console,
) -> Result<(), Trouble> {
    if !console.writes_json() {
        console.say(&plain::question(question, asked))?;
    }
    show(id, answered, console)?;
    if console.writes_json() {
        Ok(())
    } else {
        console.say("")
    }
}
