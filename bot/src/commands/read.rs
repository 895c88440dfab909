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
use dateline_reader::Page;
use dateline_render::{Trouble, help, plain};
use std::path::PathBuf;

/// What `read` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(value_name = "FILE", help = help::option::TEXTS)]
    files: Vec<PathBuf>,
    #[arg(long, help = help::option::JSONL)]
    jsonl: bool,
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
            Ok(page) if console.writes_json() => console.json(&out(input.name(), page))?,
            Ok(page) => {
                if at > 0 {
                    console.say("")?;
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
