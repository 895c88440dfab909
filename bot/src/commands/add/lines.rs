//! Stories from JSON lines, on their way into the archive: a line out for each line in, when it is durable.

use super::{Arguments, BATCH, Sum, stored};
use crate::{
    archive::{Archive, Come},
    commands::story,
    console::Console,
    input::{self, Lines, open_lines, parsed},
    settings::Settings,
};
use dateline_core::{
    Draft, Moment,
    lines::{AddOut, ArticleIn},
};
use dateline_render::{LineFault, Trouble, plain};

/// A line on its way into the archive.
struct Line {
    number: u64,
    id: Option<String>,
    draft: Result<Draft, LineFault>,
}

/// Stores every line of every input; a line that cannot be read keeps no other out.
pub(super) fn add(
    given: &Arguments,
    published: Option<Moment>,
    settings: &Settings,
    console: &mut Console,
) -> Result<(), Trouble> {
    let inputs = input::one_or_more(&given.paths, console);
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
    let mut taken = archive.take(drafts, Come::ByHand)?.into_iter();
    for Line { number, id, draft } in batch {
        let became = match draft {
            Err(fault) => Err(fault),
            Ok(_) => match taken.next() {
                Some(taken) => taken.map_err(|why| LineFault::NotTaken { why }),
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
