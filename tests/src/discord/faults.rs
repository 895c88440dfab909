//! What a test lets go wrong on purpose, and which request it hits.

use super::state::State;

/// What happens to a request that a fault hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    /// Answered with this status, and not carried out.
    Refused(u16),
    /// Carried out, but answered with this status.
    Lost(u16),
    /// Never answered.
    Hangs,
    /// None: what is ordered after it begins behind this request.
    Spared,
}

#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) method: String,
    pub(crate) path_part: String,
    pub(crate) harm: Harm,
    pub(crate) times: usize,
}

impl State {
    /// The harm that this request meets; a fault that has been met often enough is over.
    pub(crate) fn meets(&mut self, method: &str, path: &str) -> Option<Harm> {
        let hits = |fault: &Fault| {
            fault.times > 0 && fault.method == method && path.contains(&fault.path_part)
        };
        let fault = self.faults.iter_mut().find(|fault| hits(fault))?;
        fault.times -= 1;
        Some(fault.harm)
    }
}
