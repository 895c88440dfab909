//! `changed`: what became of events since the channel was told of them; of others it is no change to that channel.

use super::Request;
use crate::Error;
use dateline_core::{Changed, Heard, Moment, Section, TurnKind};

pub(super) fn section(request: &Request<'_>) -> Result<Section, Error> {
    let since = request.covered.since;
    let heard = dateline_storage::heard(
        request.desk.store(),
        request.archive,
        request.digest.channel,
    )?;
    let mut changes = request.changes(since)?;
    changes.retain(|change| change.turn.kind != TurnKind::Announced && is_news(change, &heard));
    request.told(changes, since)
}

/// Whether the channel heard of the event, and did so before it changed.
fn is_news(change: &Changed, heard: &[Heard]) -> bool {
    let event = &change.event;
    let is_meant = |heard: &&Heard| heard.event == event.id || event.aliases.contains(&heard.event);
    let last = heard.iter().filter(is_meant).map(|heard| heard.at).max();
    let known = event.known_from(&change.turn);
    last.zip(known).is_some_and(|(last, known)| {
        let told = Moment::Instant(last.fixed_offset());
        !known.is_known_at(&told)
    })
}
