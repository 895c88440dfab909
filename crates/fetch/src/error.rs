//! Why a visit failed, sorted by what the caller can do about it.

use chrono::{DateTime, Utc};
use std::{net::IpAddr, time::Duration};
use url::Url;

/// Why an address could not be fetched. Each variant names the address once.
///
/// [`Error::is_for_good`], [`Error::is_passing`] and [`Error::retry_after`] sort them for a schedule.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is no web address: write it differently.
    #[error("{text:?} is not a web address")]
    NotAnAddress {
        /// What was given, at most its first 200 characters.
        text: String,
    },
    /// Another scheme than http and https.
    #[error("{url} is neither http nor https")]
    Scheme {
        /// The address.
        url: Url,
    },
    /// The address carries a user name or a password, which are never sent: leave them away.
    #[error("{url} was given with a user name or password")]
    Credentials {
        /// The address without them.
        url: Url,
    },
    /// The host is, or its name leads to, an address that is not the public internet; nothing was sent there.
    /// Whoever runs the program may name the host in [`crate::Settings::allowed`].
    #[error("{url} leads to {address}, which is not on the public internet")]
    PrivateAddress {
        /// The address, of a redirect where that led there.
        url: Url,
        /// The refused address, the first where a name has several.
        address: IpAddr,
    },
    /// robots.txt of the host asks programs not to read this page.
    #[error("robots.txt does not admit programs to {url}")]
    Robots {
        /// The page.
        url: Url,
    },
    /// robots.txt of the host could not be had, so that its pages wait (RFC 9309, 2.3.1.4).
    #[error("robots.txt for {url} cannot be had for now")]
    RobotsUnknown {
        /// The page.
        url: Url,
        /// When robots.txt is asked for again.
        retry_after: RetryAfter,
    },
    /// The name of the host has no address, or no name server answered.
    #[error("{url} names a host that was not found")]
    NoSuchHost {
        /// The address.
        url: Url,
        /// What the resolver said.
        source: std::io::Error,
    },
    /// No connection came about.
    #[error("{url} did not answer")]
    Unreachable {
        /// The address.
        url: Url,
        /// What the connection said.
        source: reqwest::Error,
    },
    /// The server could not prove who it is, or does not speak TLS.
    #[error("{url} has no trustworthy encryption")]
    Tls {
        /// The address.
        url: Url,
        /// What the handshake said.
        source: reqwest::Error,
    },
    /// A limit of time ran out: to connect, between two pieces of the body, or for the whole visit.
    #[error("{url} took longer than {limit:?}")]
    TimedOut {
        /// The address.
        url: Url,
        /// The limit that ran out.
        limit: Duration,
    },
    /// The answer broke off or is no HTTP.
    #[error("{url} broke off in the middle of its answer")]
    Broken {
        /// The address.
        url: Url,
        /// What the connection said.
        source: reqwest::Error,
    },
    /// More redirects than allowed.
    #[error("{url} redirects more than {limit} times")]
    TooManyRedirects {
        /// The address that was asked for.
        url: Url,
        /// How many are followed.
        limit: usize,
    },
    /// A redirect led to an address that the same visit had seen.
    #[error("{url} redirects in a circle")]
    RedirectLoop {
        /// The address that came up twice.
        url: Url,
    },
    /// A redirect led to no web address: to another scheme, or to nothing that can be read.
    #[error("{url} redirects to {location:?}")]
    BadRedirect {
        /// The address that redirects.
        url: Url,
        /// Where to, at most its first 200 characters.
        location: String,
    },
    /// The body is longer than the limit, counted after decompression.
    #[error("{url} is longer than {limit} bytes")]
    TooLarge {
        /// The address.
        url: Url,
        /// The limit in bytes.
        limit: u64,
    },
    /// The headers are longer than any honest server's: over about 400 kB, or over 100 of them.
    #[error("{url} sends headers without end")]
    HeadersTooLarge {
        /// The address.
        url: Url,
    },
    /// The body is compressed wrongly, or in a way that was not asked for.
    #[error("{url} is compressed in a way that cannot be read ({encoding})")]
    BadEncoding {
        /// The address.
        url: Url,
        /// The `Content-Encoding` where it was unknown, else what is wrong.
        encoding: String,
    },
    /// A document of a kind that is of no use here; its body was not read.
    #[error("{url} is of type {content_type}")]
    WrongType {
        /// The address.
        url: Url,
        /// Type and subtype in lower case.
        content_type: String,
    },
    /// Status 404: nothing there, perhaps only today.
    #[error("{url} does not exist")]
    NotFound {
        /// The address.
        url: Url,
    },
    /// Status 410: gone for good.
    #[error("{url} is gone")]
    Gone {
        /// The address.
        url: Url,
    },
    /// The site does not let this program in (status 401, 402, 403, 407, 451, or a page that asks for a human).
    #[error("{url} does not let programs in (status {status})")]
    Forbidden {
        /// The address.
        url: Url,
        /// The status.
        status: u16,
        /// Whether the site put up a riddle for humans ("Just a moment…") instead of saying no.
        challenge: bool,
    },
    /// Status 429, or an earlier visit to the host was told to wait until later than now.
    #[error("{url} asks for fewer visits")]
    TooManyRequests {
        /// The address.
        url: Url,
        /// When the server wants to be asked again.
        retry_after: Option<RetryAfter>,
    },
    /// Any other status that carries no document.
    #[error("{url} answered with status {status}")]
    Status {
        /// The address.
        url: Url,
        /// The status.
        status: u16,
        /// When the server wants to be asked again.
        retry_after: Option<RetryAfter>,
    },
    /// The settings cannot be used: a certificate, the proxy or the User-Agent is malformed.
    #[error("the settings of the fetcher cannot be used: {what}")]
    Settings {
        /// What is wrong with them.
        what: String,
    },
}

impl Error {
    /// When the server wants to be asked again, where it said so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        match self {
            Self::TooManyRequests { retry_after, .. } | Self::Status { retry_after, .. } => {
                *retry_after
            }
            Self::RobotsUnknown { retry_after, .. } => Some(*retry_after),
            _ => None,
        }
    }

    /// Whether asking again is pointless as long as the address and the settings stay what they are.
    pub fn is_for_good(&self) -> bool {
        matches!(
            self,
            Self::NotAnAddress { .. }
                | Self::Scheme { .. }
                | Self::Credentials { .. }
                | Self::PrivateAddress { .. }
                | Self::Gone { .. }
                | Self::Settings { .. }
        )
    }

    /// Whether the fault is likely to go away by itself: the network, an overloaded server, a time limit.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::RobotsUnknown { .. }
            | Self::NoSuchHost { .. }
            | Self::Unreachable { .. }
            | Self::TimedOut { .. }
            | Self::Broken { .. }
            | Self::TooManyRequests { .. } => true,
            Self::Status { status, .. } => *status >= 500 || matches!(status, 408 | 423 | 425),
            _ => false,
        }
    }
}

/// When a server wants to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// So long after its answer.
    After(Duration),
    /// At this time by the server's clock, which its answer did not tell.
    At(DateTime<Utc>),
}
