//! Fetches pages and feeds over HTTP without reaching into the network it runs in.
//!
//! A program that visits addresses which strangers hand it is a door: to the router and the wiki beside it, to the
//! secrets that clouds serve at 169.254.169.254, and to servers that answer without end. This crate holds the door.
//!
//! | it refuses | because | error |
//! |---|---|---|
//! | other schemes than http and https, names and passwords in addresses | they are for other programs, or secrets | `Scheme`, `Credentials` |
//! | loopback, private, link-local, multicast, reserved and metadata addresses, also inside IPv6 ([`guard`]) | they are not the public internet | `PrivateAddress` |
//! | a redirect to any of these, in a circle, or after more than [`Settings::redirects`] | each hop is a visit of its own | also `BadRedirect`, `RedirectLoop`, `TooManyRedirects` |
//! | bodies over [`Settings::body`] after decompression; over 100 headers, or about 400 kB of them | memory stays flat: a body is held up to its limit, and no further | `TooLarge`, `HeadersTooLarge` |
//! | visits over [`Settings::total`], pauses over [`Settings::idle`], handshakes over [`Settings::connect`] | somebody waits | `TimedOut` |
//! | certificates that do not hold, answers that break off or unpack to nonsense | half a story is not a story | `Tls`, `Broken`, `BadEncoding` |
//! | images, films, archives and other types ([`Kind`]), before their body is read | no dates are read there | `WrongType` |
//! | pages that robots.txt keeps from programs, where no person asked ([`Asked`]) | manners | `Robots`, `RobotsUnknown` |
//!
//! The check of an address and the connection to it cannot come apart: names are resolved here, what is refused is
//! left out, and what remains is what is dialled, at every connection and every hop anew. [`Settings::allowed`] opens
//! single hosts of one's own network. With a [`Settings::proxy`] the proxy dials, and so the proxy has to refuse.
//!
//! Hosts are visited with manners: scheduled visits a gap apart, few at once, none while the host asks for rest
//! (`Retry-After`); a person's visit skips the gap. Nothing is kept between runs: validators (`ETag`,
//! `Last-Modified`) go out with each [`Fetched`] and come back with the next [`Request`]. How long to wait after a
//! failure is [`back_off`], with dice from the caller. The crate reads no wall clock.
//!
//! ```
//! use dateline_fetch::{Error, Fetcher, Reply, Request, Settings, address};
//!
//! # use std::io::{Read, Write};
//! # let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
//! # let port = listener.local_addr()?.port();
//! # std::thread::spawn(move || {
//! #     let Ok((mut stream, _)) = listener.accept() else { return };
//! #     let _ = stream.read(&mut [0; 4096]);
//! #     let _ = stream.write_all(
//! #         b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"7\"\r\nContent-Length: 23\r\n\r\n<h1>Bridge to open</h1>",
//! #     );
//! # });
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let story = address(&format!("http://127.0.0.1:{port}/bridge"))?;
//!
//! // This machine is not the public internet …
//! let careful = Fetcher::new(Settings::default())?;
//! let refused = careful.fetch(&Request::page(story.clone())).await;
//! assert!(matches!(refused, Err(Error::PrivateAddress { .. })));
//!
//! // … unless whoever runs the program says that it may be visited.
//! let allowed = vec!["127.0.0.1".parse()?];
//! let fetcher = Fetcher::new(Settings { allowed, ..Settings::default() })?;
//! let Reply::Fetched(page) = fetcher.fetch(&Request::page(story)).await? else {
//!     unreachable!("no validators were sent");
//! };
//! assert_eq!(page.body, b"<h1>Bridge to open</h1>");
//! assert_eq!(page.content_type.as_deref(), Some("text/html"));
//! assert_eq!(page.validators.etag.as_deref(), Some("\"7\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
mod trail;
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
