//! A talk: questions one after the other, each of which may go on from the one before ("and where?").

use crate::{
    answers::{self, Answered},
    archive::Archive,
    console::Console,
};
use dateline_ask::{Before, follow, parse};
use dateline_core::Moment;
use dateline_render::{Trouble, plain};

/// What a line that begins so tells the talk itself.
const ORDER: char = ':';

/// One talk with an archive.
pub(crate) struct Talk<'a> {
    archive: &'a Archive,
    asked: Vec<Turn>,
    /// The person who was spoken of last.
    person: Option<String>,
}

/// A question that was asked, and what came of it.
struct Turn {
    /// As it was meant, whole.
    question: String,
    at: Moment,
    event: Option<String>,
}

impl<'a> Talk<'a> {
    pub(crate) fn with(archive: &'a Archive) -> Self {
        Self {
            archive,
            asked: Vec::new(),
            person: None,
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
        let meant = self.meant(said, now);
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
        self.remember(question, *now, &answered);
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

    /// The whole question that a line means, where it goes on from the last.
    fn meant(&self, said: &str, now: &Moment) -> Option<String> {
        let last = self.asked.last()?;
        let before = Before {
            question: &last.question,
            event: last.event.as_deref(),
            person: self.person.as_deref(),
        };
        follow(&before, said, now)
    }

    fn remember(&mut self, question: String, at: Moment, answered: &Answered) {
        let parts = answered.answer.parts();
        if parts.state.is_answered() && parse(&question, &at).kind() == "who" {
            self.person = Some(parts.text.clone());
        }
        self.asked.push(Turn {
            question,
            at,
            event: parts.event.clone(),
        });
    }
}
