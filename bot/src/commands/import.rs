//! `dateline import`: the JSON lines that `export --all` wrote, into this archive.

use super::story::PAGE_LINE_LIMIT;
use crate::{
    archive::Archive,
    console::Console,
    input::{self, Lines, open_lines},
    settings::Settings,
};
use clap::Args;
use dateline_desk::Imported;
use dateline_render::{LineFault, Trouble, help, plain};
use serde::Serialize;

/// Lines are taken together up to the one with which they are so many, or have so many bytes.
const TOGETHER: usize = 100;
const BYTES: usize = 4_000_000;

/// What `import` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE", help = help::option::IMPORTED)]
    paths: Vec<std::path::PathBuf>,
}

/// What became of all lines.
#[derive(Default, Serialize)]
struct ImportOut {
    stories: u64,
    others: u64,
    known: u64,
    refused: u64,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let archive = Archive::open(settings)?;
    let mut sum = ImportOut::default();
    console.watch(None);
    for input in &input::one_or_more(&given.paths, console) {
        match open_lines(input, PAGE_LINE_LIMIT) {
            Ok(lines) => take(lines, &archive, &mut sum, console)?,
            Err(trouble) => console.trouble(&trouble),
        }
    }
    console.unwatch();
    if console.writes_json() {
        console.json(&sum)?;
    } else {
        let said = plain::imported(sum.stories, sum.others, sum.known, sum.refused);
        console.say(&said)?;
    }
    Ok(())
}

fn take(
    mut lines: Lines,
    archive: &Archive,
    sum: &mut ImportOut,
    console: &mut Console,
) -> Result<(), Trouble> {
    let mut some: Vec<(u64, String)> = Vec::new();
    let mut bytes = 0;
    while let Some(line) = lines.next_line() {
        match line {
            Ok(line) => {
                bytes += line.len();
                some.push((lines.number(), line));
            }
            Err(trouble) => {
                sum.refused += 1;
                console.trouble(&trouble);
            }
        }
        if some.len() >= TOGETHER || bytes >= BYTES {
            send(std::mem::take(&mut some), &lines, archive, sum, console)?;
            bytes = 0;
        }
    }
    send(some, &lines, archive, sum, console)
}

fn send(
    some: Vec<(u64, String)>,
    lines: &Lines,
    archive: &Archive,
    sum: &mut ImportOut,
    console: &mut Console,
) -> Result<(), Trouble> {
    if some.is_empty() {
        return Ok(());
    }
    let (numbers, texts): (Vec<u64>, Vec<String>) = some.into_iter().unzip();
    let Imported {
        stories,
        others,
        known,
        refused,
    } = archive.import(&texts)?;
    sum.stories += stories;
    sum.others += others;
    sum.known += known;
    for (at, why) in refused {
        sum.refused += 1;
        let number = numbers.get(at).copied().unwrap_or_default();
        console.trouble(&lines.trouble_of(number, LineFault::NotTaken { why }));
    }
    numbers.iter().for_each(|_| console.advance());
    Ok(())
}
