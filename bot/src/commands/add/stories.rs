//! Stories from addresses, files, folders and standard input, on their way into the archive.

use super::{Arguments, BATCH, Sum};
use crate::{
    archive::{Archive, Come},
    commands::story,
    console::Console,
    feeds::fetched_for,
    fetching,
    input::Given,
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
    come: Option<Come>,
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
        for story in read(input, means)? {
            stories += 1;
            match story {
                Ok(story) => {
                    let come = come(input, &story, means.now);
                    if together.come != Some(come) || together.drafts.len() >= BATCH {
                        store(std::mem::take(&mut together), means, &mut sum, console)?;
                    }
                    together.come = Some(come);
                    together.names.push(input.name());
                    together.drafts.push(given.told(story.draft));
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

/// How a story comes: what an address or a feed says counts from now where it changed without saying when.
fn come(input: &Given, story: &story::Given, now: Moment) -> Come {
    let is_fetched = story.is_of_a_feed || matches!(input, Given::Address(_));
    match (is_fetched, story.is_teaser) {
        (true, true) => Come::Teaser(now),
        (true, false) => Come::Fetched(now),
        (false, _) => Come::ByHand,
    }
}

/// The stories of one input.
fn read(input: &Given, means: &Means<'_>) -> anyhow::Result<Vec<Result<story::Given, Trouble>>> {
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
        come,
    } = together;
    let Some(come) = come else {
        return Ok(());
    };
    let titles: Vec<String> = drafts.iter().map(|draft| draft.title.clone()).collect();
    let taken = means.archive.take(drafts, come)?;
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
