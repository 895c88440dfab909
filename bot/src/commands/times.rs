//! `dateline times`: the time mentions of texts.

use super::story;
use crate::{
    console::Console,
    ending::Ending,
    input::{each_line, one_or_more},
    settings::Settings,
};
use clap::Args;
use dateline_core::{
    CharIndex, Moment,
    lines::{TextIn, TimeOut, TimesOut},
};
use dateline_render::{Trouble, help, plain};
use std::path::PathBuf;

/// What `times` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE", help = help::option::TEXTS)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "TIME", help = help::option::PUBLISHED)]
    published: Option<String>,
    #[arg(long, help = help::option::JSONL)]
    jsonl: bool,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let published = settings.moment_if_given("--published", given.published.as_ref())?;
    let inputs = one_or_more(&given.files, console);
    if given.jsonl {
        each_line(
            &inputs,
            story::LINE_LIMIT,
            console,
            |line: TextIn, console| {
                let known =
                    story::line_publication(line.published.as_deref(), published, settings)?;
                Ok(console.json(&times_of(line.id, &line.text, &known))?)
            },
        )?;
        return Ok(());
    }
    let mut found = false;
    for input in inputs {
        match story::text(&input, published) {
            Ok((text, published)) => found |= show(input.name(), &text, &published, console)?,
            Err(trouble) => console.trouble(&trouble),
        }
    }
    if !found {
        console.end_with(Ending::NothingFound);
    }
    Ok(())
}

/// Shows the mentions of a text; tells whether there are any.
fn show(
    id: String,
    text: &str,
    published: &Moment,
    console: &mut Console,
) -> Result<bool, Trouble> {
    if console.writes_json() {
        let line = times_of(id, text, published);
        console.json(&line)?;
        return Ok(!line.times.is_empty());
    }
    let times = dateline_timex::times(text, published);
    times
        .iter()
        .try_for_each(|mention| console.say(&plain::time(mention)))?;
    Ok(!times.is_empty())
}

fn times_of(id: String, text: &str, published: &Moment) -> TimesOut {
    let index = CharIndex::new(text);
    let times = dateline_timex::times(text, published);
    TimesOut {
        id,
        times: times
            .iter()
            .map(|mention| TimeOut::new(mention, &index))
            .collect(),
    }
}
