//! `dateline read`: pages and pasted text, taken apart.

use super::story;
use crate::{
    console::Console,
    feeds::{fetched_for, read_page},
    fetching::{self, FetchOptions},
    input::{Given, each_line, one_or_more},
    settings::Settings,
};
use clap::Args;
use dateline_core::lines::{PageIn, PageOut};
use dateline_fetch::{Asked, Kind};
use dateline_reader::{DateField, Page};
use dateline_render::{Fault, Trouble, help, plain};
use serde::Serialize;
use std::path::PathBuf;

/// What `read` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE", help = help::option::TEXTS)]
    files: Vec<PathBuf>,
    #[arg(long, help = help::option::JSONL)]
    jsonl: bool,
    #[arg(long, conflicts_with = "jsonl", help = help::option::READ_EXPLAIN)]
    explain: bool,
    #[command(flatten)]
    fetch: FetchOptions,
}

pub(crate) fn run(given: &Arguments, _: &Settings, console: &mut Console) -> anyhow::Result<()> {
    let inputs = one_or_more(&given.files, console);
    if given.jsonl {
        each_line(
            &inputs,
            story::PAGE_LINE_LIMIT,
            console,
            |line: PageIn, console| {
                let page = dateline_reader::page(&line.html, line.url.as_deref());
                Ok(console.json(&out(line.id, page))?)
            },
        )?;
        return Ok(());
    }
    for (at, input) in inputs.iter().enumerate() {
        match page(input, given)? {
            Ok(page) if page.index.is_some() && !console.writes_json() => {
                let links = page.index.map_or(0, |links| links.len());
                console.trouble(&Trouble::Given {
                    name: input.name(),
                    fault: Fault::Index { links },
                });
            }
            Ok(page) if given.explain => explain(&input.name(), &page, console)?,
            Ok(page) if console.writes_json() => console.json(&out(input.name(), page))?,
            Ok(page) => {
                if at > 0 {
                    console.say("")?;
                }
                if page.cut_off {
                    console.remark(&plain::cut_off(&input.name()));
                }
                console.say(&plain::page(&out(input.name(), page)))?;
            }
            Err(trouble) => console.trouble(&trouble),
        }
    }
    Ok(())
}

/// The page of an input; one at an address is fetched.
fn page(input: &Given, given: &Arguments) -> anyhow::Result<Result<Page, Trouble>> {
    let Given::Address(address) = input else {
        return Ok(story::page(input));
    };
    let fetcher = given.fetch.fetcher()?;
    let fetched = fetching::run(fetched_for(&fetcher, address, Kind::Page, Asked::ByPerson))?;
    Ok(fetched.map(|fetched| read_page(&fetched)))
}

/// Every date that the page names, the chosen ones with what they came to.
fn explain(name: &str, page: &Page, console: &mut Console) -> Result<(), Trouble> {
    let weighed = page.explain();
    let lines = weighed.iter().map(|weighed| {
        let candidate = weighed.candidate;
        DateOut {
            field: match candidate.field {
                DateField::Published => "published",
                DateField::Modified => "changed",
            },
            at: candidate.at.map(|at| at.to_string()),
            verdict: weighed.verdict.name(),
            rule: candidate.rule.name(),
            source: candidate.source.name(),
            raw: &candidate.raw,
        }
    });
    if console.writes_json() {
        return lines.into_iter().try_for_each(|line| console.json(&line));
    }
    console.say(&plain::dates(name, page.published, page.modified))?;
    lines.into_iter().try_for_each(|line| {
        let at = line.at.as_deref();
        console.say(&plain::date_candidate(
            line.field,
            at,
            line.verdict,
            (line.rule, &line.source),
            line.raw,
        ))
    })
}

/// A date that a page names.
#[derive(Serialize)]
struct DateOut<'a> {
    field: &'static str,
    at: Option<String>,
    verdict: &'static str,
    rule: &'static str,
    source: String,
    raw: &'a str,
}

fn out(id: String, page: Page) -> PageOut {
    PageOut {
        id,
        title: page.title,
        authors: page.authors,
        byline: page.byline,
        published: page.published,
        modified: page.modified,
        place: page.place,
        site: page.site,
        language: page.language,
        url: page.url,
        text: page.text,
    }
}
