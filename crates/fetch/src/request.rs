//! What a caller asks for: an address, what it should hold, who wants it, and what is known of it already.

use serde::{Deserialize, Serialize};
use url::Url;

/// One address to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where; from [`crate::address`] where a person typed it. The part behind `#` is not sent.
    pub url: Url,
    /// What is expected there.
    pub kind: Kind,
    /// Who wants it.
    pub asked: Asked,
    /// What the last [`crate::Fetched`] of this address said; empty for a first visit.
    pub validators: Validators,
}

impl Request {
    /// A page that a person asked for, visited for the first time.
    pub fn page(url: Url) -> Self {
        Self {
            url,
            kind: Kind::Page,
            asked: Asked::ByPerson,
            validators: Validators::default(),
        }
    }

    /// A feed that the schedule polls, with what its last visit said.
    pub fn feed(url: Url, validators: Validators) -> Self {
        Self {
            url,
            kind: Kind::Feed,
            asked: Asked::BySchedule,
            validators,
        }
    }
}

/// What is expected at an address; decides the `Accept` header and which content types are refused unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page of text: HTML, XHTML, plain text, XML, JSON, or no type at all.
    Page,
    /// A feed: like a page, and whatever else servers call feeds (`application/octet-stream` among them).
    Feed,
}

/// Who wants the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Somebody waits for it: no politeness gap, robots.txt is not asked, the wait for a free place counts as time.
    ByPerson,
    /// Nobody waits: in turn with other visits to the host, and pages only where robots.txt admits them.
    BySchedule,
}

/// What a server said about a version of a document, to be shown to it at the next visit; kept by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`, with its quotes and its `W/`.
    pub etag: Option<String>,
    /// `Last-Modified`, as the server wrote it.
    pub last_modified: Option<String>,
}
