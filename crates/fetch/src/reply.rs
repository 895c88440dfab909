//! What came back from a visit.

use crate::Validators;
use std::time::Duration;
use url::Url;

/// The outcome of a visit that went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A document, whole and within the limits.
    Fetched(Box<Fetched>),
    /// The document is the one that the validators named (status 304).
    NotModified(NotModified),
}

/// A document with what its server said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found, after every redirect.
    pub url: Url,
    /// The address to keep from now on; present where there were redirects and all were permanent (301, 308).
    pub moved: Option<Url>,
    /// The bytes, decompressed, in the encoding that [`Self::charset`] or the document itself names.
    pub body: Vec<u8>,
    /// Type and subtype in lower case, without parameters; absent where the server sent none or none readable.
    pub content_type: Option<String>,
    /// The `charset` parameter in lower case; not checked against any list.
    pub charset: Option<String>,
    /// What to send at the next visit of the address that was asked for.
    pub validators: Validators,
    /// For how long the server calls it fresh (`Cache-Control`, else `Expires` less `Date`); at most a year.
    pub fresh_for: Option<Duration>,
}

/// Nothing new since the last visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotModified {
    /// What to send at the next visit: those of the request, with what the server renewed.
    pub validators: Validators,
    /// For how long the server calls it fresh; at most a year.
    pub fresh_for: Option<Duration>,
}
