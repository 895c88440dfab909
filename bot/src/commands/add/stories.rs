//! Stories from files, folders and standard input, on their way into the archive.

use super::{Arguments, BATCH, Sum};
use crate::{archive::Archive, commands::story, console::Console, input::Given};
use dateline_core::Moment;
use dateline_render::{Fault, Trouble, plain};

/// Stores what every input holds; one that cannot be read keeps no other out.
pub(super) fn add(
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
        for ((name, title), taken) in names.into_iter().zip(titles).zip(archive.take(drafts, None)?) {
            match taken {
                Ok(taken) => sum.story(&title, &taken, console)?,
                Err(why) => {
                    sum.fail(
                        &Trouble::Given {
                            name,
                            fault: Fault::NotTaken { why },
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
