//! Limits and manners of a fetcher; every one has a default that suits the public web.

use std::{str::FromStr, time::Duration};
use url::Url;

/// Limits and manners. Start from [`Settings::default`] and change what differs.
/// Not printable with `{:?}`, since the address of a proxy may hold its password.
#[derive(Clone)]
pub struct Settings {
    /// Who calls: the `User-Agent`, whose first word up to a `/` is also the name looked up in robots.txt.
    /// Default `Dateline/VERSION (news reader; dates of events)`.
    pub user_agent: String,
    /// An address of whoever runs the program (a page or a mailbox), added to the User-Agent as `(+CONTACT)`.
    /// Default none.
    pub contact: Option<String>,
    /// Longest time for name, connection and TLS handshake of one hop. Default 10 s.
    pub connect: Duration,
    /// Longest time without a further piece of the body. Default 10 s.
    pub idle: Duration,
    /// Longest time for one visit: all hops, headers and bodies. Default 20 s.
    pub total: Duration,
    /// Longest body in bytes, after decompression. Default 15 MiB.
    pub body: u64,
    /// How many redirects are followed; 0 follows none. Default 10.
    pub redirects: usize,
    /// Hosts that may be on the network the program runs in. Default none.
    pub allowed: Vec<AllowedHost>,
    /// An `http://` or `https://` proxy for every visit. Default none, whatever the environment says.
    ///
    /// A proxy resolves names itself and so hides the address that is dialled: with one, only addresses written as
    /// numbers are checked, and refusing private networks by name is the proxy's duty.
    pub proxy: Option<Url>,
    /// Least time between the starts of two scheduled visits to one host. Default 1 s.
    pub gap: Duration,
    /// Longest gap that `Crawl-delay` in robots.txt can ask for. Default 30 s.
    pub longest_gap: Duration,
    /// How many visits to one host may run at the same time; 0 counts as 1. Default 2.
    pub at_once: usize,
    /// Certificates to trust beside those of the system, each in PEM (one or more) or DER. Default none.
    pub roots: Vec<Vec<u8>>,
}

impl Default for Settings {
    fn default() -> Self {
        let version = env!("CARGO_PKG_VERSION");
        Self {
            user_agent: format!("Dateline/{version} (news reader; dates of events)"),
            contact: None,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(10),
            total: Duration::from_secs(20),
            body: 15 * 1024 * 1024,
            redirects: 10,
            allowed: Vec::new(),
            proxy: None,
            gap: Duration::from_secs(1),
            longest_gap: Duration::from_secs(30),
            at_once: 2,
            roots: Vec::new(),
        }
    }
}

impl Settings {
    /// The whole `User-Agent` header, contact included.
    pub fn signature(&self) -> String {
        match &self.contact {
            Some(contact) => format!("{} (+{contact})", self.user_agent),
            None => self.user_agent.clone(),
        }
    }

    /// Whether the host and port of the address are among the allowed ones.
    pub(crate) fn allows(&self, url: &Url) -> bool {
        self.allowed.iter().any(|allowed| allowed.covers(url))
    }
}

/// A host that may be on the network the program runs in: its name or number, with or without a port.
///
/// Written as in an address: `wiki.intern`, `wiki.intern:8080`, `10.0.0.7`, `[fd00::7]:8080`. Without a port every
/// port is allowed. Subdomains are not. Link-local and cloud-metadata addresses stay refused all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AllowedHost {
    host: String,
    port: Option<u16>,
}

impl AllowedHost {
    fn covers(&self, url: &Url) -> bool {
        let host = url.host_str().map(without_dot);
        host == Some(&self.host)
            && self
                .port
                .is_none_or(|port| url.port_or_known_default() == Some(port))
    }
}

impl FromStr for AllowedHost {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let wrong = || crate::address::not_an_address(text);
        let bare = !text.is_empty() && !text.contains(['/', '?', '#', '@', '\\']);
        // A scheme without a default port keeps every port that is written.
        let url = Url::parse(&format!("ws://{text}"))
            .ok()
            .filter(|_| bare)
            .ok_or_else(wrong)?;
        let host = url.host_str().ok_or_else(wrong)?;
        let port = match text.rsplit_once(':') {
            Some((_, digits)) if !digits.contains(']') => {
                Some(digits.parse().map_err(|_| wrong())?)
            }
            _ => None,
        };
        Ok(Self {
            host: without_dot(host).to_owned(),
            port,
        })
    }
}

/// The host without the dot that marks a complete name; both spellings are the same host.
pub(crate) fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(allowed: &str, url: &str) -> bool {
        let allowed: AllowedHost = allowed.parse().unwrap();
        allowed.covers(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_host_without_a_port_covers_every_port_and_no_other_host() {
        assert!(covers("wiki.intern", "http://wiki.intern/"));
        assert!(covers("Wiki.Intern", "https://wiki.intern.:8443/x"));
        assert!(covers("10.0.0.7", "http://10.0.0.7:81/"));
        assert!(covers("[fd00::7]", "http://[fd00:0::7]:81/"));
        assert!(!covers("wiki.intern", "http://a.wiki.intern/"));
        assert!(!covers("wiki.intern", "http://wiki.intern.example/"));
    }

    #[test]
    fn a_host_with_a_port_covers_that_port_also_where_it_is_the_usual_one() {
        assert!(covers("wiki.intern:80", "http://wiki.intern/"));
        assert!(covers("wiki.intern:443", "https://wiki.intern/"));
        assert!(covers("[::1]:8080", "http://[::1]:8080/"));
        assert!(!covers("wiki.intern:80", "https://wiki.intern/"));
        assert!(!covers("[::1]:8080", "http://[::1]:8081/"));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "",
            " ",
            "http://wiki.intern",
            "wiki.intern/x",
            "a@b",
            "wiki:99999",
            "wiki:",
            "wi ki",
            "[::1",
            "::1",
        ] {
            assert!(text.parse::<AllowedHost>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_signature_says_who_calls_and_whom_to_write_to() {
        let mut settings = Settings::default();
        assert!(settings.signature().starts_with("Dateline/0."));
        settings.contact = Some("https://news.example/bot".to_owned());
        assert!(
            settings
                .signature()
                .ends_with("dates of events) (+https://news.example/bot)")
        );
    }
}
