//! A talk: questions one after the other, each of which may go on from the one before ("and where?").

use crate::{
    answers::{self, Answered},
    archive::Archive,
    console::Console,
};
use dateline_ask::{Before, follow};
use dateline_core::Moment;
use dateline_render::{Trouble, plain};

/// What a line that begins so tells the talk itself.
const ORDER: char = ':';

/// One talk with an archive.
pub(crate) struct Talk<'a> {
    archive: &'a Archive,
    asked: Vec<Turn>,
}

/// A question that was asked, and what came of it.
struct Turn {
    /// As it was meant, whole.
    question: String,
    at: Moment,
    event: Option<String>,
    answer: Option<String>,
}

impl<'a> Talk<'a> {
    pub(crate) fn with(archive: &'a Archive) -> Self {
        Self {
            archive,
            asked: Vec::new(),
        }
    }

    /// Answers a line, or does what it orders.
    pub(crate) fn take(
        &mut self,
        said: &str,
        now: &Moment,
        console: &mut Console,
    ) -> Result<(), Trouble> {
        match said.strip_prefix(ORDER) {
            Some(order) => self.obey(order.trim(), console),
            None => self.answer(said, now, console),
        }
    }

    fn answer(&mut self, said: &str, now: &Moment, console: &mut Console) -> Result<(), Trouble> {
        if let Err(trouble) = answers::fits(said) {
            console.tell(&trouble);
            return Ok(());
        }
        let meant = self
            .asked
            .last()
            .and_then(|last| follow(&last.before(), said, now));
        if let Some(meant) = &meant {
            let told = plain::meant(meant);
            if console.writes_json() {
                console.remark(&told);
            } else {
                console.say(&told)?;
            }
        }
        let question = meant.unwrap_or_else(|| said.to_owned());
        let answered = self.archive.answer(&question, now)?;
        self.asked.push(Turn::of(question, *now, &answered));
        answers::show(&self.asked.len().to_string(), &answered, console)
    }

    fn obey(&self, order: &str, console: &mut Console) -> Result<(), Trouble> {
        match (order, self.asked.last()) {
            ("explain", Some(last)) => {
                let (_, why) = self.archive.explain(&last.question, &last.at)?;
                answers::show_why(&self.asked.len().to_string(), &why, console)
            }
            ("explain", None) => {
                console.remark(plain::nothing_asked());
                Ok(())
            }
            ("history", _) => {
                let questions = self.asked.iter().map(|turn| turn.question.as_str());
                let lines = (1..)
                    .zip(questions)
                    .map(|(number, question)| plain::asked_line(number, question));
                lines
                    .collect::<Vec<_>>()
                    .iter()
                    .for_each(|line| console.remark(line));
                Ok(())
            }
            _ => {
                console.remark(plain::orders());
                Ok(())
            }
        }
    }
}

impl Turn {
    fn of(question: String, at: Moment, answered: &Answered) -> Self {
        let parts = answered.answer.parts();
        let told = parts.state.is_answered();
        Self {
            question,
            at,
            event: parts.event.clone(),
            answer: told.then(|| parts.text.clone()),
        }
    }

    fn before(&self) -> Before<'_> {
        Before {
            question: &self.question,
            event: self.event.as_deref(),
            answer: self.answer.as_deref(),
        }
    }
}
