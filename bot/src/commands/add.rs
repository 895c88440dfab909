//! `dateline add`: stories from files, folders, standard input and JSON lines into the archive.

mod lines;
mod stories;

use crate::{
    archive::Archive, clock, console::Console, fetching::FetchOptions, input, settings::Settings,
};
use clap::Args;
use dateline_core::{Draft, lines::AddOut};
use dateline_desk::Taken;
use dateline_render::{
    Fault, Trouble, help,
    plain::{self, Deed},
};
use std::path::PathBuf;

/// So many stories are made durable at once.
const BATCH: usize = 100;

/// What `add` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(required_unless_present = "jsonl", value_name = "PATH", help = help::option::PATHS)]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "TIME", help = help::option::PUBLISHED)]
    published: Option<String>,
    #[arg(long, value_name = "NAME", help = help::option::SOURCE)]
    source: Option<String>,
    #[arg(long, value_name = "URL", conflicts_with = "jsonl", help = help::option::URL)]
    url: Option<String>,
    #[arg(long, conflicts_with = "jsonl", help = help::option::TITLE)]
    title: Option<String>,
    #[arg(long, help = help::option::JSONL)]
    jsonl: bool,
    #[command(flatten)]
    fetch: FetchOptions,
}

/// How many stories came to what.
#[derive(Default)]
struct Sum {
    new: u64,
    known: u64,
    failed: u64,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let published = settings.moment_if_given("--published", given.published.as_ref())?;
    if given.jsonl {
        return Ok(lines::add(given, published, settings, console)?);
    }
    let (inputs, troubles) = input::given(&given.paths);
    given.fits_one_story(inputs.len())?;
    let nothing_else = inputs.is_empty();
    for trouble in &troubles {
        match trouble {
            Trouble::Given {
                fault: Fault::NoStories,
                ..
            } if !nothing_else => console.tell(trouble),
            _ => console.trouble(trouble),
        }
    }
    if nothing_else {
        return Ok(());
    }
    input::invite(&inputs, console);
    let means = stories::Means {
        fetcher: given.fetch.fetcher()?,
        archive: &Archive::open(settings)?,
        now: clock::now(&settings.zone),
        published,
    };
    stories::add(given, &inputs, &means, console)
}

impl Arguments {
    fn fits_one_story(&self, stories: usize) -> Result<(), Trouble> {
        let given = [("--url", &self.url), ("--title", &self.title)];
        match given
            .into_iter()
            .find(|(_, value)| value.is_some() && stories > 1)
        {
            Some((option, _)) => Err(Trouble::OneStory { option, stories }),
            None => Ok(()),
        }
    }

    /// What the options say of a story wins over what was read in it.
    fn told(&self, draft: Draft) -> Draft {
        Draft {
            source: self.source.clone().or(draft.source),
            url: self.url.clone().or(draft.url),
            title: self.title.clone().unwrap_or(draft.title),
            ..draft
        }
    }
}

impl Sum {
    fn count(&mut self, taken: &Taken) {
        if taken.new {
            self.new += 1;
        } else {
            self.known += 1;
        }
    }

    fn fail(&mut self, trouble: &Trouble, console: &mut Console) {
        self.failed += 1;
        console.trouble(trouble);
    }

    fn story(&mut self, title: &str, taken: &Taken, console: &mut Console) -> Result<(), Trouble> {
        self.count(taken);
        if console.writes_json() {
            return console.json(&stored(taken.id.to_string(), taken));
        }
        let deed = match taken {
            Taken { new: true, .. } => Deed::Stored,
            Taken { changed: true, .. } => Deed::Renewed,
            _ => Deed::Known,
        };
        console.say(&plain::taken(title, &taken.id, deed, taken.events))
    }
}

fn stored(id: String, taken: &Taken) -> AddOut {
    AddOut {
        id,
        stored: true,
        new: taken.new,
        events: taken.events,
    }
}
