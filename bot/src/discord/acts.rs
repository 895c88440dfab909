//! The buttons below a card that tells of one event: their ids hold the event and a mark of the archive, so that they work
//! after a restart, and nowhere else.

use super::pages::own_id;
use dateline_core::{ArchiveId, Dossier};
use dateline_render::discord::{
    Card, commands,
    event::{self, Acts},
};

/// The verbs of the ids of buttons, menus and forms of `/event`.
pub(super) const SHOW: &str = "show";
pub(super) const HISTORY: &str = "history";
pub(super) const ICS: &str = "ics";
pub(super) const REMIND: &str = "remind";
pub(super) const FIX: &str = "fix";
pub(super) const UNDO: &str = "undo";
pub(super) const PUBLISH: &str = "publish";
pub(super) const PICK: &str = "pick";
/// The answer of `/when`, as what a menu shows.
pub(super) const WHEN: &str = "when";

/// The card with its buttons.
pub(super) fn with_acts(card: Card, event: &Dossier, archive: &ArchiveId) -> Card {
    let id = |verb| own_id(commands::EVENT.name, verb, archive, event.id.as_str());
    let acts = Acts {
        sources: id(SHOW),
        history: id(HISTORY),
        remind: id(REMIND),
        ics: id(ICS),
        fix: id(FIX),
    };
    event::with_acts(card, event, acts)
}
