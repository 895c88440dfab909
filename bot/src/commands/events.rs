//! `dateline events`: the events that stories report.

use super::story;
use crate::{
    console::Console,
    ending::Ending,
    input::{each_line, one_or_more},
    settings::Settings,
};
use clap::Args;
use dateline_core::{
    Report,
    lines::{ArticleIn, EventOut},
};
use dateline_render::{Fault, LineFault, Trouble, help, plain};
use std::path::PathBuf;

/// What `events` takes.
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
        console.write_json();
        each_line(
            &inputs,
            story::LINE_LIMIT,
            console,
            |line: ArticleIn, console| {
                let draft = story::from_line(line, published, settings)?;
                let reports =
                    dateline_desk::events(draft).map_err(|why| LineFault::Refused { why })?;
                Ok(show("", &reports, console)?)
            },
        )?;
        return Ok(());
    }
    let mut found = false;
    for input in &inputs {
        let page = story::page(input);
        let draft = page.and_then(|page| story::draft(&input.name(), page, published));
        let read = draft.and_then(|draft| {
            let title = draft.title.clone();
            let trouble = |why| Trouble::Given {
                name: input.name(),
                fault: Fault::Refused { why },
            };
            Ok((title, dateline_desk::events(draft).map_err(trouble)?))
        });
        match read {
            Ok((title, reports)) => {
                show(&title, &reports, console)?;
                found |= !reports.is_empty();
            }
            Err(trouble) => console.trouble(&trouble),
        }
    }
    if !found {
        console.end_with(Ending::NothingFound);
    }
    Ok(())
}

fn show(title: &str, reports: &[Report], console: &mut Console) -> Result<(), Trouble> {
    if !console.writes_json() {
        return console.say(&plain::events_of(title, reports));
    }
    reports
        .iter()
        .try_for_each(|report| console.json(&EventOut::new(report)))
}
