//! A prompt: questions one after the other, from the keyboard or from standard input.

use crate::console::Console;
use anyhow::Context;
use dateline_render::{Trouble, plain};
use rustyline::{DefaultEditor, error::ReadlineError};
use std::io::{self, BufRead, IsTerminal};

/// Whether a person is at the keyboard and sees the results.
pub(crate) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Takes questions until the input ends or, at the keyboard, a line is empty.
pub(crate) fn questions(
    console: &mut Console,
    mut reply: impl FnMut(&str, &mut Console) -> Result<(), Trouble>,
) -> anyhow::Result<()> {
    if is_attended() {
        return at_the_keyboard(console, reply);
    }
    for line in io::stdin().lock().lines() {
        let line = line.context("standard input cannot be read")?;
        if !line.trim().is_empty() {
            answer(line.trim(), console, &mut reply)?;
        }
        if console.is_unread() {
            break;
        }
    }
    Ok(())
}

fn at_the_keyboard(
    console: &mut Console,
    mut reply: impl FnMut(&str, &mut Console) -> Result<(), Trouble>,
) -> anyhow::Result<()> {
    let mut editor = DefaultEditor::new().context("the keyboard cannot be read")?;
    console.say(plain::prompt_opening())?;
    loop {
        match editor.readline("? ") {
            Ok(line) if line.trim().is_empty() => return Ok(()),
            Ok(line) => {
                // A history that cannot grow only loses the arrow key.
                let _ = editor.add_history_entry(line.trim());
                answer(line.trim(), console, &mut reply)?;
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(error) => return Err(error).context("the keyboard cannot be read"),
        }
    }
}

/// One reply, and for people a blank line behind it.
fn answer(
    question: &str,
    console: &mut Console,
    reply: &mut impl FnMut(&str, &mut Console) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    reply(question, console)?;
    if console.writes_json() {
        Ok(())
    } else {
        console.say("")
    }
}
