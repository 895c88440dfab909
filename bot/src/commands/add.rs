//! `dateline add`: stories from files, folders, standard input and JSON lines into the archive.

use super::story;
use crate::{
    archive::Archive,
    console::Console,
    input::{self, Given, Lines, open_lines, parsed},
    settings::Settings,
};
use clap::Args;
use dateline_core::{
    Draft, Moment,
    lines::{AddOut, ArticleIn},
};
use dateline_desk::Taken;
use dateline_render::{
    Fault, LineFault, Trouble, help,
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
        return Ok(add_lines(given, published, settings, console)?);
    }
    let (inputs, troubles) = input::given(&given.paths);
    given.fits_one_story(inputs.len())?;
    let nothing_else = inputs.is_empty();
    for trouble in &troubles {
        if matches!(
            trouble,
            Trouble::Given {
                fault: Fault::NoStories,
                ..
            }
        ) && !nothing_else
        {
            console.remark(&trouble.to_string());
        } else {
            console.trouble(trouble);
        }
    }
    if nothing_else {
        return Ok(());
    }
    let archive = Archive::open(settings)?;
    Ok(add_stories(given, &inputs, published, &archive, console)?)
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

fn add_stories(
    given: &Arguments,
    inputs: &[Given],
    published: Option<Moment>,
    archive: &Archive,
    console: &mut Console,
) -> Result<(), Trouble> {
    let mut sum = Sum::default();
    console.watch(Some(inputs.len() as u64));
    for some in inputs.chunks(BATCH) {
        let (mut names, mut titles, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
        for input in some {
            match story::draft(input, published) {
                Ok(draft) => {
                    let draft = given.told(draft);
                    names.push(input.name());
                    titles.push(draft.title.clone());
                    drafts.push(draft);
                }
                Err(trouble) => sum.fail(&trouble, console),
            }
            console.advance();
        }
        for ((name, title), taken) in names.into_iter().zip(titles).zip(archive.take(drafts)?) {
            match taken {
                Ok(taken) => sum.story(&title, &taken, console)?,
                Err(why) => {
                    sum.fail(
                        &Trouble::Given {
                            name,
                            fault: Fault::Refused { why },
                        },
                        console,
                    );
                }
            }
        }
    }
    console.unwatch();
    if inputs.len() > 1 {
        console.remark(&plain::added(sum.new, sum.known, sum.failed));
    }
    Ok(())
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

/// A line on its way into the archive.
struct Line {
    number: u64,
    id: Option<String>,
    draft: Result<Draft, LineFault>,
}

fn add_lines(
    given: &Arguments,
    published: Option<Moment>,
    settings: &Settings,
    console: &mut Console,
) -> Result<(), Trouble> {
    let (inputs, troubles) = input::one_or_more(&given.paths);
    troubles.iter().for_each(|trouble| console.trouble(trouble));
    let archive = Archive::open(settings)?;
    let mut sum = Sum::default();
    console.watch(None);
    for input in &inputs {
        let mut lines = match open_lines(input, story::LINE_LIMIT) {
            Ok(lines) => lines,
            Err(trouble) => {
                sum.fail(&trouble, console);
                continue;
            }
        };
        let mut batch = Vec::new();
        while let Some(line) = lines.next_line() {
            match line.and_then(|line| parsed(&line).map_err(|fault| lines.trouble(fault))) {
                Ok(line) => batch.push(read_line(lines.number(), line, given, published, settings)),
                Err(trouble) => sum.fail(&trouble, console),
            }
            if batch.len() >= BATCH || !lines.has_more_at_hand() {
                store_lines(
                    std::mem::take(&mut batch),
                    &lines,
                    &archive,
                    &mut sum,
                    console,
                )?;
            }
        }
        store_lines(batch, &lines, &archive, &mut sum, console)?;
    }
    console.unwatch();
    console.remark(&plain::added(sum.new, sum.known, sum.failed));
    Ok(())
}

fn read_line(
    number: u64,
    line: ArticleIn,
    given: &Arguments,
    published: Option<Moment>,
    settings: &Settings,
) -> Line {
    let id = line.id.clone();
    let draft = story::from_line(line, published, settings).map(|draft| given.told(draft));
    Line { number, id, draft }
}

/// Makes a batch durable, then tells of each line in order; a line with an id gets its answer whatever became of it.
fn store_lines(
    batch: Vec<Line>,
    lines: &Lines,
    archive: &Archive,
    sum: &mut Sum,
    console: &mut Console,
) -> Result<(), Trouble> {
    let drafts = batch
        .iter()
        .filter_map(|line| line.draft.as_ref().ok().cloned())
        .collect();
    let mut taken = archive.take(drafts)?.into_iter();
    for Line { number, id, draft } in batch {
        let became = match draft {
            Err(fault) => Err(fault),
            Ok(_) => match taken.next() {
                Some(taken) => taken.map_err(|why| LineFault::Refused { why }),
                None => continue,
            },
        };
        console.advance();
        match became {
            Ok(taken) => {
                sum.count(&taken);
                let id = id.unwrap_or_else(|| taken.id.to_string());
                console.json(&stored(id, &taken))?;
            }
            Err(fault) => {
                sum.fail(&lines.trouble_of(number, fault), console);
                let refused = |id| AddOut {
                    id,
                    stored: false,
                    new: false,
                    events: 0,
                };
                id.map(|id| console.json(&refused(id))).transpose()?;
            }
        }
    }
    Ok(())
}
