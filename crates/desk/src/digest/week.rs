//! `week`: what is on in the seven days that begin with that day.

use super::Request;
use crate::Error;
use dateline_core::Section;

pub(super) fn section(request: &Request<'_>) -> Result<Section, Error> {
    let (agenda, days) = request.agenda(6)?;
    let agenda = Box::new(agenda);
    Ok(Section::Days { agenda, days })
}
