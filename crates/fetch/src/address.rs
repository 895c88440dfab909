//! A person's words to a web address: what people paste, what they leave away, and what is refused at sight.

use crate::Error;
use url::Url;

/// Longest address that is read; no browser promises more than a few thousand.
const LONGEST: usize = 8 * 1024;

/// Reads an address as people write it.
///
/// `https://` is added where the scheme is missing and the rest looks like a host; `<…>` around it and `feed:` before
/// it go, and so does the part behind `#`. Errors: [`Error::NotAnAddress`], [`Error::Scheme`], [`Error::Credentials`].
/// Whether the host may be visited is a question of settings and name servers: [`crate::Fetcher::check`] and the
/// visit itself answer it.
///
/// ```
/// use dateline_fetch::address;
///
/// assert_eq!(address("news.example/world")?.as_str(), "https://news.example/world");
/// assert_eq!(address(" <http://NEWS.example:80/a#top> ")?.as_str(), "http://news.example/a");
/// assert!(address("when is the summit").is_err());
/// assert!(address("ftp://news.example/").is_err());
/// # Ok::<(), dateline_fetch::Error>(())
/// ```
pub fn address(text: &str) -> Result<Url, Error> {
    let bare = unwrapped(text);
    if bare.is_empty() || bare.len() > LONGEST {
        return Err(not_an_address(text));
    }
    let full = with_scheme(bare).ok_or_else(|| not_an_address(text))?;
    let mut url = Url::parse(&full).map_err(|_| not_an_address(text))?;
    url.set_fragment(None);
    checked(&url)?;
    Ok(url)
}

/// Refuses what no visit may start from or be redirected to: other schemes, credentials, no host.
pub(crate) fn checked(url: &Url) -> Result<(), Error> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::Scheme { url: url.clone() });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::Credentials {
            url: without_credentials(url.clone()),
        });
    }
    match url.host_str() {
        Some(host) if !host.is_empty() => Ok(()),
        _ => Err(not_an_address(url.as_str())),
    }
}

/// The same address without user name and password.
pub(crate) fn without_credentials(mut url: Url) -> Url {
    // Both only fail for addresses without a host, which have neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// The error for a text that is no address, cut short.
pub(crate) fn not_an_address(text: &str) -> Error {
    Error::NotAnAddress {
        text: text.chars().take(200).collect(),
    }
}

/// Without the space around it, the `<…>` that keeps Discord from showing a preview, and the `feed:` of feed readers.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let text = inner.unwrap_or(text).trim();
    let is_feed = text
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("feed:"));
    if is_feed { &text[5..] } else { text }
}

/// With `https://` before it where it has no scheme but a host; none where it has neither.
fn with_scheme(text: &str) -> Option<String> {
    if let Some(rest) = text.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    if looks_like_host(text) {
        return (!text.contains(char::is_whitespace)).then(|| format!("https://{text}"));
    }
    let scheme = text
        .split(':')
        .next()
        .filter(|scheme| scheme.len() < text.len())?;
    let lettered = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (lettered && plain).then(|| text.to_owned())
}

/// Whether the text begins with a host as people type one: a name with a dot, `localhost`, or `[…]`; then the end,
/// a path, a query, or a port.
fn looks_like_host(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let authority = &text[..end];
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    };
    let ported = port.chars().all(|c| c.is_ascii_digit());
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let named = !host.contains([':', '@']) && host.trim_matches('.').contains('.');
    ported && (bracketed || named || host.eq_ignore_ascii_case("localhost"))
}
