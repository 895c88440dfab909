//! How pages and feeds are fetched: the options for it, and what is said where it fails.

use crate::{clock::Clock, settings};
use anyhow::Context;
use clap::Args;
use dateline_fetch::{AllowedHost, Error, Fetcher, RetryAfter, Settings, Url};
use dateline_render::{Fault, FetchFault, Trouble, help};
use std::{future::Future, time::Duration};

/// Options of the commands that fetch.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options for fetching")]
pub(crate) struct FetchOptions {
    #[arg(long = "fetch-allow", global = true, value_name = "HOST", env = "DATELINE_FETCH_ALLOW", value_delimiter = ',', value_parser = host, help = help::option::FETCH_ALLOW)]
    allow: Vec<AllowedHost>,
    #[arg(long = "fetch-proxy", global = true, value_name = "URL", env = "DATELINE_FETCH_PROXY", value_parser = proxy, help = help::option::FETCH_PROXY)]
    proxy: Option<Url>,
    #[arg(long = "fetch-timeout", global = true, value_name = "SECONDS", env = "DATELINE_FETCH_TIMEOUT", value_parser = settings::wait, help = help::option::FETCH_TIMEOUT)]
    timeout: Option<Duration>,
    #[arg(long = "fetch-gap", global = true, value_name = "SECONDS", env = "DATELINE_FETCH_GAP", value_parser = gap, help = help::option::FETCH_GAP)]
    gap: Option<Duration>,
    #[arg(long = "fetch-contact", global = true, value_name = "ADDRESS", env = "DATELINE_FETCH_CONTACT", help = help::option::FETCH_CONTACT)]
    contact: Option<String>,
}

impl FetchOptions {
    /// A fetcher with these options; the rest is as [`Settings::default`] says.
    pub(crate) fn fetcher(&self) -> Result<Fetcher, Trouble> {
        let usual = Settings::default();
        let total = self.timeout.unwrap_or(usual.total);
        let fetcher = Fetcher::new(Settings {
            allowed: self.allow.clone(),
            proxy: self.proxy.clone(),
            contact: self.contact.clone(),
            connect: usual.connect.min(total),
            idle: usual.idle.min(total),
            gap: self.gap.unwrap_or(usual.gap),
            total,
            ..usual
        });
        fetcher.map_err(|error| not_fetched("--fetch-proxy", &error))
    }
}

fn host(text: &str) -> Result<AllowedHost, String> {
    text.parse().map_err(|_| help::option::A_HOST.to_owned())
}

fn proxy(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok();
    url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| help::option::A_PROXY.to_owned())
}

fn gap(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok();
    let seconds = seconds.filter(|seconds| (0.0..=60.0).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| help::option::A_GAP.to_owned())
}

/// Runs what fetches, from a command.
pub(crate) fn run<T>(work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.context("no threads for fetching")?;
    let done = runtime.block_on(work);
    runtime.shutdown_background();
    Ok(done)
}

/// That an address was not fetched, and why.
pub(crate) fn not_fetched(name: &str, error: &Error) -> Trouble {
    Trouble::Given {
        name: name.to_owned(),
        fault: Fault::Fetch(fault(error)),
    }
}

/// What a person has to know of an error.
pub(crate) fn fault(error: &Error) -> FetchFault {
    match error {
        Error::NotAnAddress { .. } => FetchFault::NotAnAddress,
        Error::Scheme { .. } => FetchFault::OtherScheme,
        Error::Credentials { .. } => FetchFault::Credentials,
        Error::PrivateAddress { url, address } => FetchFault::Private {
            // A name is not told where it leads: nobody learns the numbers of a private network by asking.
            address: match url.host() {
                Some(url::Host::Domain(_)) | None => None,
                Some(url::Host::Ipv4(_) | url::Host::Ipv6(_)) => Some(address.to_string()),
            },
        },
        Error::Robots { .. } => FetchFault::Robots,
        Error::RobotsUnknown { .. } => FetchFault::RobotsUnknown,
        Error::NoSuchHost { .. } => FetchFault::NoSuchHost,
        Error::Unreachable { .. } => FetchFault::Unreachable,
        Error::Tls { .. } => FetchFault::Tls,
        Error::TimedOut { limit, .. } => FetchFault::TimedOut {
            seconds: limit.as_secs().max(1),
        },
        Error::Broken { .. } => FetchFault::Broken,
        Error::TooManyRedirects { .. } | Error::RedirectLoop { .. } | Error::BadRedirect { .. } => {
            FetchFault::Redirects
        }
        Error::TooLarge { limit, .. } => FetchFault::TooLarge { limit: *limit },
        Error::HeadersTooLarge { .. } => FetchFault::Headers,
        Error::BadEncoding { .. } => FetchFault::Compression,
        Error::WrongType { content_type, .. } => FetchFault::WrongType {
            kind: content_type.clone(),
        },
        Error::NotFound { .. } => FetchFault::NotFound,
        Error::Gone { .. } => FetchFault::Gone,
        Error::Forbidden { .. } => FetchFault::Blocked,
        Error::TooManyRequests { .. } => FetchFault::TooMany,
        Error::Status { status, .. } => FetchFault::Status { status: *status },
        other => FetchFault::Settings {
            why: other.to_string(),
        },
    }
}

/// For so long the server asks to be left alone.
pub(crate) fn retry_after(error: &Error, clock: &Clock) -> Option<Duration> {
    match error.retry_after()? {
        RetryAfter::After(wait) => Some(wait),
        RetryAfter::At(time) => (time - clock.utc()).to_std().ok(),
    }
}
