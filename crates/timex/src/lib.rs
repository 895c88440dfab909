//! Finds English time expressions in running text and resolves them.

use dateline_core::{Moment, TimeMention};

/// Every time mention of `text`, in text order, without overlap, counted from the publication.
#[must_use]
pub fn times(text: &str, published: &Moment) -> Vec<TimeMention> {
    let _ = (text, published);
    Vec::new()
}

/// One mention with the way it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was read.
    pub mention: TimeMention,
    /// The steps, one line each, as clauses: rule, anchor and why, direction and why, result.
    pub steps: Vec<String>,
}

/// Like [`times`], with the rules that fired, the anchor and the reason for each choice.
#[must_use]
pub fn explain(text: &str, published: &Moment) -> Vec<Explanation> {
    times(text, published)
        .into_iter()
        .map(|mention| Explanation {
            mention,
            steps: Vec::new(),
        })
        .collect()
}
