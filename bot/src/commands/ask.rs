//! `dateline ask`: one question, or many as JSON lines.

use super::story;
use crate::{
    answers,
    archive::Archive,
    clock,
    console::Console,
    ending::Ending,
    input::{self, Given, each_line},
    settings::Settings,
};
use clap::Args;
use dateline_core::{Moment, lines::QuestionIn};
use dateline_render::{LineFault, Trouble, help, plain};

/// What `ask` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", value_name = "QUESTION", help = help::option::QUESTION)]
    question: Vec<String>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
    #[arg(long, conflicts_with = "jsonl", help = help::option::ASK_EXPLAIN)]
    explain: bool,
    #[arg(long, help = help::option::JSONL)]
    jsonl: bool,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let at = settings.moment_if_given("--at", given.at.as_ref())?;
    if given.jsonl {
        return Ok(many(at, settings, console)?);
    }
    let question = given.question.join(" ");
    answers::fits(&question)?;
    let archive = Archive::open(settings)?;
    let asked = at.unwrap_or_else(|| clock::now(&settings.zone));
    let (answered, why) = if given.explain {
        let (answered, why) = archive.explain(&question, &asked)?;
        (answered, Some(why))
    } else {
        (archive.answer(&question, &asked)?, None)
    };
    if !answered.answer.state().is_answered() {
        console.end_with(Ending::NothingFound);
    }
    answers::show("1", &answered, console)?;
    if let Some(why) = why {
        answers::show_why("1", &why, console)?;
    }
    Ok(())
}

/// Answers every line of standard input; what a line found does not count for the exit code.
fn many(at: Option<Moment>, settings: &Settings, console: &mut Console) -> Result<(), Trouble> {
    let archive = Archive::open(settings)?;
    input::invite(&[Given::Standard], console);
    let (mut answered, mut all) = (0, 0);
    each_line(
        &[Given::Standard],
        story::LINE_LIMIT,
        console,
        |line: QuestionIn, console| {
            answers::fits(&line.question).map_err(|_| LineFault::LongQuestion {
                limit: answers::LIMIT,
            })?;
            let asked = match (&line.asked_at, at) {
                (Some(written), _) => settings
                    .zone
                    .moment(written)
                    .map_err(|why| LineFault::Refused { why })?,
                (None, Some(at)) => at,
                (None, None) => clock::now(&settings.zone),
            };
            let answer = archive.answer(&line.question, &asked)?;
            all += 1;
            answered += u64::from(answer.answer.state().is_answered());
            Ok(console.json(&answers::line(line.id, &answer))?)
        },
    )?;
    console.remark(&plain::asked(answered, all));
    Ok(())
}
