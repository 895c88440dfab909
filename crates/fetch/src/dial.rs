//! How a connection is made: names are resolved here, and only addresses that passed the guard are dialled.

use crate::{
    Error, Settings,
    guard::{is_public, may_be_allowed},
};
use reqwest::{Certificate, Client, ClientBuilder, Proxy, dns, redirect};
use std::{
    error::Error as StdError,
    fmt,
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    time::Duration,
};
use url::{Host, Url};

/// Finds the addresses of a host name; tests put their own in the place of the system's.
pub trait Resolve: Send + Sync {
    /// All addresses of a name, in the order in which to try them. Called anew for each connection.
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a>;
}

/// The addresses of a name, in a while.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// The resolver of the operating system.
pub(crate) struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Two clients with separate connections: one for the public internet, one for the hosts that a setting names.
pub(crate) struct Dialler {
    public: Client,
    allowed: Client,
}

impl Dialler {
    pub(crate) fn new(settings: &Settings, resolver: &Arc<dyn Resolve>) -> Result<Self, Error> {
        let client = |admits: fn(IpAddr) -> bool| {
            let resolver = Arc::clone(resolver);
            let builder = builder(settings)?;
            builder
                .dns_resolver(Arc::new(Guarded { resolver, admits }))
                .build()
        };
        let through_proxy = settings.proxy.is_some();
        if let Some(proxy) = &settings.proxy
            && !matches!(proxy.scheme(), "http" | "https")
        {
            let what = format!("a proxy cannot be {}", proxy.scheme());
            return Err(Error::Settings { what });
        }
        let clients = || -> reqwest::Result<Self> {
            Ok(Self {
                // With a proxy the only name resolved here is the proxy's own, which is the operator's choice.
                public: client(if through_proxy { |_| true } else { is_public })?,
                allowed: client(if through_proxy {
                    |_| true
                } else {
                    may_be_allowed
                })?,
            })
        };
        clients().map_err(|error| Error::Settings {
            what: causes(&error)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(": "),
        })
    }

    /// The client for an address; refuses addresses that are written as numbers, which no resolver sees.
    pub(crate) fn client(&self, settings: &Settings, url: &Url) -> Result<&Client, Error> {
        let allowed = settings.allows(url);
        let admits = if allowed { may_be_allowed } else { is_public };
        match number(url) {
            Some(address) if !admits(address) => Err(Error::PrivateAddress {
                url: url.clone(),
                address,
            }),
            _ if allowed => Ok(&self.allowed),
            _ => Ok(&self.public),
        }
    }
}

/// The address where the host is written as a number.
fn number(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

fn builder(settings: &Settings) -> reqwest::Result<ClientBuilder> {
    let mut builder = Client::builder()
        .user_agent(settings.signature())
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .http1_only()
        // As browsers do: one odd header line is no reason to lose a story.
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .connect_timeout(settings.connect)
        .pool_idle_timeout(Duration::from_secs(30))
        .pool_max_idle_per_host(settings.at_once);
    for root in &settings.roots {
        for certificate in certificates(root)? {
            builder = builder.add_root_certificate(certificate);
        }
    }
    if let Some(proxy) = &settings.proxy {
        builder = builder.proxy(Proxy::all(proxy.clone())?);
    }
    Ok(builder)
}

fn certificates(root: &[u8]) -> reqwest::Result<Vec<Certificate>> {
    if root.windows(10).any(|text| text == b"-----BEGIN") {
        Certificate::from_pem_bundle(root)
    } else {
        Ok(vec![Certificate::from_der(root)?])
    }
}

/// Drops the addresses that are not admitted; an error where none is left.
struct Guarded {
    resolver: Arc<dyn Resolve>,
    admits: fn(IpAddr) -> bool,
}

impl dns::Resolve for Guarded {
    fn resolve(&self, name: dns::Name) -> dns::Resolving {
        let (resolver, admits) = (Arc::clone(&self.resolver), self.admits);
        Box::pin(async move {
            let found = resolver
                .resolve(name.as_str())
                .await
                .map_err(Refusal::Unknown)?;
            let (good, bad): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|address| admits(*address));
            match (good.is_empty(), bad.first()) {
                (false, _) => {
                    let good = good.into_iter().map(|address| SocketAddr::new(address, 0));
                    Ok(Box::new(good) as dns::Addrs)
                }
                (true, Some(address)) => Err(Refusal::Private(*address).into()),
                (true, None) => Err(Refusal::Unknown(io::ErrorKind::NotFound.into()).into()),
            }
        })
    }
}

/// Why a name leads nowhere.
#[derive(Debug)]
enum Refusal {
    Private(IpAddr),
    Unknown(io::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Private(address) => write!(out, "{address} is not admitted"),
            Self::Unknown(error) => error.fmt(out),
        }
    }
}

impl StdError for Refusal {}

/// What went wrong on a connection, by the innermost cause that tells.
pub(crate) fn failure(url: &Url, connect: Duration, source: reqwest::Error) -> Error {
    let (url, source) = (url.clone(), source.without_url());
    match find::<Refusal>(&source) {
        Some(Refusal::Private(address)) => {
            let address = *address;
            return Error::PrivateAddress { url, address };
        }
        Some(Refusal::Unknown(error)) => {
            let source = io::Error::new(error.kind(), error.to_string());
            return Error::NoSuchHost { url, source };
        }
        None => {}
    }
    if find::<hyper::Error>(&source).is_some_and(hyper::Error::is_parse_too_large) {
        Error::HeadersTooLarge { url }
    } else if source.is_timeout() {
        Error::TimedOut {
            url,
            limit: connect,
        }
    } else if source.is_connect() && is_tls(&url, &source) {
        Error::Tls { url, source }
    } else if source.is_connect() {
        Error::Unreachable { url, source }
    } else if source.is_decode() && find::<hyper::Error>(&source).is_none() {
        let encoding = causes(&source)
            .last()
            .map(ToString::to_string)
            .unwrap_or_default();
        Error::BadEncoding { url, encoding }
    } else {
        Error::Broken { url, source }
    }
}

/// Whether a failed connection failed in the handshake: `InvalidData` comes from nowhere else, and neither does an
/// end of the stream before the first request.
fn is_tls(url: &Url, error: &reqwest::Error) -> bool {
    use io::ErrorKind::{InvalidData, UnexpectedEof};
    let is_handshake = |error: &io::Error| matches!(error.kind(), InvalidData | UnexpectedEof);
    let mut errors = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    url.scheme() == "https" && errors.any(is_handshake)
}

/// The first cause of the type, from outside in.
fn find<E: StdError + 'static>(error: &reqwest::Error) -> Option<&E> {
    causes(error).find_map(|cause| cause.downcast_ref::<E>())
}

/// The error and all that caused it, from outside in.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    let outermost: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(outermost), |&cause| {
        // An error wrapped in an I/O error hides from `source`, which gives that error's own source.
        let wrapped = cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        match wrapped {
            Some(inner) => Some(inner),
            None => cause.source(),
        }
    })
}
