//! A link of a page that lists stories.

/// A link with the words that a reader sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Absolute address, without its fragment.
    pub url: String,
    /// Its words, mostly a headline.
    pub text: String,
}
