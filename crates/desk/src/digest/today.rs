//! `today`: what is on that day, and on the days whose posts were missed.

use super::Request;
use crate::Error;
use dateline_core::Section;

pub(super) fn section(request: &Request<'_>) -> Result<Section, Error> {
    request.days(0)
}
