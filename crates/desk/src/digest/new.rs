//! `new`: what was announced since the post before.

use super::Request;
use crate::Error;
use dateline_core::{Section, TurnKind};

pub(super) fn section(request: &Request<'_>) -> Result<Section, Error> {
    let since = request.covered.since;
    let mut changes = request.changes(since)?;
    changes.retain(|change| change.turn.kind == TurnKind::Announced);
    request.told(changes, since)
}
