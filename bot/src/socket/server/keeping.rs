//! What is done for archives when somebody asks for it through the socket.

use crate::socket::wire::{BackedUp, Keeping, Reply};
use dateline_desk::{Desk, Error};
use dateline_storage::Existing;

/// A page of stories for a reply: each may be long, and all of them make one line.
const PAGE: usize = 20;

pub(super) fn reply(desk: &Desk, work: Keeping) -> Result<Reply, Error> {
    Ok(match work {
        Keeping::Verify => Reply::Verified(Box::new(desk.verify()?)),
        Keeping::BackUp { to, replaces } => {
            let existing = if replaces {
                Existing::GivesWay
            } else {
                Existing::Stays
            };
            Reply::BackedUp(BackedUp::from(desk.back_up(&to, existing, |_| {})?))
        }
        Keeping::Rebuild => Reply::Reread(desk.rebuild_all(|_| {})?),
        Keeping::RereadShown { archive } => {
            let (reread, stories) = desk.reread_shown(&archive, |_| {})?;
            Reply::RereadShown(reread, stories)
        }
        Keeping::ExportStories { archive, after } => {
            let (lines, after) = desk.export_stories(&archive, after.as_ref(), PAGE)?;
            Reply::Lines(lines, after)
        }
        Keeping::ExportRest { archive } => Reply::Lines(desk.export_rest(&archive)?, None),
        Keeping::Import { archive, lines } => Reply::Imported(desk.import(&archive, &lines)?),
    })
}
