//! Builds the patterns that stand in this crate's source.

use regex::Regex;

/// The pattern written in a source file of this crate, every one of which the tests build.
pub(crate) fn pattern(look: &str) -> Regex {
    Regex::new(look).expect("patterns in the source are built by the tests")
}
