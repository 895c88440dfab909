//! Stories from addresses, files, folders and standard input, on their way into the archive.

use super::{Arguments, BATCH, Sum};
use crate::{
    archive::Archive, commands::story, console::Console, feeds::fetched_for, fetching, input::Given,
};
use dateline_core::{Draft, Moment};
use dateline_fetch::{Asked, Fetcher, Kind};
use dateline_reader::Source;
use dateline_render::{Fault, Trouble, plain};

/// What every input is read with.
pub(super) struct Means<'a> {
    pub(super) archive: &'a Archive,
    pub(super) fetcher: Fetcher,
    pub(super) published: Option<Moment>,
    pub(super) now: Moment,
}

/// Stories that are stored together, with the names of what they were given as.
#[derive(Default)]
struct Together {
    names: Vec<String>,
    drafts: Vec<Draft>,
    are_fetched: bool,
}

/// Stores what every input holds; one that cannot be read keeps no other out.
pub(super) fn add(
    given: &Arguments,
    inputs: &[Given],
    means: &Means<'_>,
    console: &mut Console,
) -> anyhow::Result<()> {
    let mut sum = Sum::default();
    let mut together = Together::default();
    let mut stories = 0;
    console.watch(Some(inputs.len() as u64));
    for input in inputs {
        let are_fetched = matches!(input, Given::Address(_));
        if are_fetched != together.are_fetched || together.drafts.len() >= BATCH {
            store(std::mem::take(&mut together), means, &mut sum, console)?;
        }
        together.are_fetched = are_fetched;
        for story in read(input, means)? {
            stories += 1;
            match story {
                Ok(draft) => {
                    together.names.push(input.name());
                    together.drafts.push(given.told(draft));
                }
                Err(trouble) => sum.fail(&trouble, console),
            }
        }
        console.advance();
    }
    store(together, means, &mut sum, console)?;
    console.unwatch();
    if stories > 1 {
        console.remark(&plain::added(sum.new, sum.known, sum.failed));
    }
    Ok(())
}

/// The stories of one input.
fn read(input: &Given, means: &Means<'_>) -> anyhow::Result<Vec<Result<Draft, Trouble>>> {
    let when = (means.published, means.now);
    let name = input.name();
    if let Given::Address(given) = input {
        let fetcher = &means.fetcher;
        let fetched = fetching::run(fetched_for(fetcher, given, Kind::Feed, Asked::ByPerson))?;
        return Ok(match fetched {
            Ok(fetched) => {
                let source = Source {
                    name: Some(fetched.url.as_str()),
                    charset: fetched.charset.as_deref(),
                    ..Source::default()
                };
                story::stories(&name, &fetched.body, &source, when)
            }
            Err(trouble) => vec![Err(trouble)],
        });
    }
    let file_name = input.file_name();
    let source = Source {
        name: file_name.as_deref(),
        ..Source::default()
    };
    Ok(match input.bytes() {
        Ok(bytes) => story::stories(&name, &bytes, &source, when),
        Err(trouble) => vec![Err(trouble)],
    })
}

/// Makes stories durable, then tells of each.
fn store(
    together: Together,
    means: &Means<'_>,
    sum: &mut Sum,
    console: &mut Console,
) -> Result<(), Trouble> {
    let Together {
        names,
        drafts,
        are_fetched,
    } = together;
    if drafts.is_empty() {
        return Ok(());
    }
    let titles: Vec<String> = drafts.iter().map(|draft| draft.title.clone()).collect();
    let fetched = are_fetched.then_some(means.now);
    let taken = means.archive.take(drafts, fetched)?;
    for ((name, title), taken) in names.into_iter().zip(titles).zip(taken) {
        match taken {
            Ok(taken) => sum.story(&title, &taken, console)?,
            Err(why) => {
                let fault = Fault::NotTaken { why };
                sum.fail(&Trouble::Given { name, fault }, console);
            }
        }
    }
    Ok(())
}
