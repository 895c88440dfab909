//! The one place where the clock is read.

use crate::zone::Zone;
use dateline_core::Moment;

/// Now, as the wall clocks of a zone show it.
#[expect(
    clippy::disallowed_methods,
    reason = "now comes from outside, and this is the door"
)]
pub(crate) fn now(zone: &Zone) -> Moment {
    Moment::Instant(zone.at(chrono::Utc::now()))
}
