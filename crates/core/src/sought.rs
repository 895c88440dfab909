//! What stored stories are looked for.

use crate::Interval;
use serde::{Deserialize, Serialize};

/// What restricts a search through stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Words that stand in them.
    pub words: String,
    /// The days on which they were published.
    pub days: Option<Interval>,
    /// Part of the name or the address of where they stand.
    pub source: Option<String>,
}
