//! Adding and polling: what came, each story once with all the papers that print it.

use super::{
    out::{PollOut, sum},
    some, those,
};
use crate::{
    console::Console,
    feeds::{self, Change, Office, Polling, Story},
};
use dateline_core::Feed;
use dateline_fetch::Asked;
use dateline_render::{
    Fault, Trouble,
    feeds::{self as words, PollSum},
};

/// Stories that are kept to be shown together; the others are counted.
const KEPT: usize = 2_000;

/// Stories that are shown to people.
const SHOWN: usize = 50;

/// What a round has come to so far.
#[derive(Default)]
struct Round {
    feeds: u64,
    failing: u64,
    sum: PollSum,
    stories: Vec<Story>,
}

pub(super) async fn add(
    office: &Office,
    urls: &[String],
    said: &Change,
    console: &mut Console,
) -> Result<(), Trouble> {
    let mut round = Round::default();
    console.watch(Some(urls.len() as u64));
    for url in urls {
        match feeds::add(office, url, said).await {
            Ok(added) => {
                if let Some(page) = &added.through {
                    console.remark(&dateline_render::feeds::found_through(
                        page,
                        added.polling.feed.address(),
                    ));
                }
                if !console.writes_json() {
                    console.say(&words::followed(&added.polling.feed))?;
                }
                round.show(added.polling, console)?;
            }
            Err(trouble) => console.trouble(&trouble),
        }
        console.advance();
    }
    console.unwatch();
    round.end(console, false)
}

pub(super) async fn poll(
    office: &Office,
    names: &[String],
    is_due: bool,
    console: &mut Console,
) -> Result<(), Trouble> {
    let feeds = some(office, console).await?;
    if feeds.is_empty() {
        return Ok(());
    }
    let now = office.clock.utc();
    let wanted: Vec<Feed> = if names.is_empty() {
        let due = |feed: &Feed| !is_due || feed.is_due(now);
        let live = feeds.into_iter().filter(|feed| feed.due().is_some());
        live.filter(due).collect()
    } else {
        those(&feeds, names, console)
    };
    // Whoever names a feed waits for it; a round of all keeps the distance that sites ask for.
    let asked = if names.is_empty() {
        Asked::BySchedule
    } else {
        Asked::ByPerson
    };
    let mut round = Round::default();
    console.watch(Some(wanted.len() as u64));
    let polled = feeds::round(office, wanted, asked, |polling| {
        console.advance();
        round.show(polling, console)
    });
    polled.await?;
    console.unwatch();
    round.end(console, true)
}

impl Round {
    /// Tells what went wrong at once; what came is shown at the end, when copies are known.
    fn show(&mut self, polling: Polling, console: &mut Console) -> Result<(), Trouble> {
        self.feeds += 1;
        self.sum = self.sum.and(&sum(&polling));
        if console.writes_json() {
            console.json(&PollOut::of(&polling))?;
        }
        let name = polling.feed.title().to_owned();
        match polling.came {
            Ok(brought) => {
                for (title, why) in &brought.left_out {
                    console.remark(&words::left_out(&name, title, why));
                }
                let room = KEPT.saturating_sub(self.stories.len());
                let new = brought.stories.into_iter().take(room);
                self.stories.extend(new);
            }
            Err(fault) => {
                self.failing += 1;
                console.trouble(&Trouble::Given {
                    name: polling.feed.address().to_owned(),
                    fault: Fault::Fetch(fault),
                });
            }
        }
        Ok(())
    }

    fn end(self, console: &mut Console, is_counted: bool) -> Result<(), Trouble> {
        if !console.writes_json() {
            for line in shown(&self.stories) {
                console.say(&line)?;
            }
        }
        if is_counted || self.feeds > 0 {
            console.remark(&words::round(self.feeds, self.failing, &self.sum));
        }
        Ok(())
    }
}

/// A line for each story; copies of it stand in the same line.
pub(crate) fn shown(stories: &[Story]) -> Vec<String> {
    let sketches: Vec<_> = stories.iter().map(|story| story.sketch.clone()).collect();
    let first = dateline_text::groups(&sketches);
    let mut lines = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        if first.get(at) != Some(&at) {
            continue;
        }
        let copies = first.iter().zip(stories).enumerate();
        let mut papers: Vec<String> = Vec::new();
        for (other, (first, copy)) in copies {
            let paper = copy.source.as_ref().or(copy.url.as_ref());
            if other != at
                && *first == at
                && let Some(paper) = paper
                && !papers.contains(paper)
            {
                papers.push(paper.clone());
            }
        }
        lines.push(words::story(
            &story.title,
            story.published,
            story.source.as_deref(),
            &papers,
            story.taken.new,
        ));
    }
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(words::more(more as u64, "story"));
    }
    lines
}
