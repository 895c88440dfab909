//! Fetches pages and feeds over HTTP without reaching into the network it runs in.

mod address;
mod back_off;
mod body;
mod dial;
mod error;
mod fetcher;
pub mod guard;
mod headers;
mod hosts;
mod reply;
mod request;
mod robots;
mod settings;
mod verdict;

pub use address::address;
pub use back_off::back_off;
pub use dial::{Resolve, Resolving};
pub use error::{Error, RetryAfter};
pub use fetcher::Fetcher;
pub use reply::{Fetched, NotModified, Reply};
pub use request::{Asked, Kind, Request, Validators};
pub use settings::{AllowedHost, Settings};
pub use url::Url;
