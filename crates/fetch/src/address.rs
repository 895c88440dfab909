//! A person's words to a web address: what people paste, what they leave away, and what is refused at sight.

use crate::Error;
use url::Url;

/// Longest address that is read; no browser promises more than a few thousand.
pub(crate) const LONGEST: usize = 8 * 1024;

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
        .all(|c| c.is_ascii_alphanumeric() || "+-".contains(c));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        address(text).ok().map(String::from)
    }

    #[test]
    fn what_people_paste_becomes_an_address() {
        for (text, url) in [
            ("https://news.example/a", "https://news.example/a"),
            ("  HTTP://News.Example  ", "http://news.example/"),
            ("news.example", "https://news.example/"),
            (
                "www.news.example/story?id=1&b=2",
                "https://www.news.example/story?id=1&b=2",
            ),
            ("news.example:8080/feed", "https://news.example:8080/feed"),
            ("news.example?x", "https://news.example/?x"),
            ("//news.example/a", "https://news.example/a"),
            ("<https://news.example/a>", "https://news.example/a"),
            ("< news.example >", "https://news.example/"),
            ("feed://news.example/rss", "https://news.example/rss"),
            ("feed:http://news.example/rss", "http://news.example/rss"),
            ("FEED:news.example/rss", "https://news.example/rss"),
            ("localhost:3000", "https://localhost:3000/"),
            ("[::1]:3000/x", "https://[::1]:3000/x"),
            ("127.0.0.1", "https://127.0.0.1/"),
            ("https://news.example/a b", "https://news.example/a%20b"),
            (
                "https://zeitung.example/übermorgen",
                "https://zeitung.example/%C3%BCbermorgen",
            ),
            ("bücher.example", "https://xn--bcher-kva.example/"),
            ("http:/news.example/a", "http://news.example/a"),
            ("https:\\\\news.example\\a", "https://news.example/a"),
            ("https://news.example/a#b", "https://news.example/a"),
            ("https://news.example./", "https://news.example./"),
            ("https://2130706433/", "https://127.0.0.1/"),
            ("https://0x7f.1/", "https://127.0.0.1/"),
            ("https://0177.0.0.1./", "https://127.0.0.1/"),
        ] {
            assert_eq!(read(text).as_deref(), Some(url), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_said_to_be_none() {
        for text in [
            "",
            " ",
            "<>",
            "feed:",
            "when is the summit",
            "news",
            "news.example is down",
            "3.5 million",
            "1.2.3.4.5.6",
            "http://",
            "https:///",
            "http://?",
            "http:// /",
            "https://news example/",
            "http://[::1",
            "http://[fe80::1%25eth0]/",
            "http://256.1.1.1/",
            "news.example:port/x",
            "news.example:99999",
            ".",
            "..",
            "\u{0}",
            "://news.example",
            "http://a<b>.example/",
            "?",
            "#",
        ] {
            assert!(
                matches!(address(text), Err(Error::NotAnAddress { .. })),
                "{text:?}: {:?}",
                address(text)
            );
        }
        let long = format!("https://news.example/{}", "a".repeat(LONGEST));
        let error = address(&long).unwrap_err().to_string();
        assert!(error.len() < 300, "{error}");
    }

    #[test]
    fn other_schemes_and_credentials_are_named_as_such() {
        for text in [
            "ftp://news.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:desk@news.example",
            "gopher://a.example",
            "ws://a.example/",
        ] {
            assert!(matches!(address(text), Err(Error::Scheme { .. })), "{text}");
        }
        for text in [
            "https://reader:hunter2@news.example/",
            "http://reader@news.example/",
            "http://:pw@news.example/",
            "https://news.example@evil.example/",
        ] {
            let error = address(text).unwrap_err();
            assert!(matches!(error, Error::Credentials { .. }), "{text}");
            assert!(!error.to_string().contains('@'), "{error}");
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_what_it_reads_it_reads_again() {
        let parts = [
            "http", ":", "//", "@", "[", "]", "::", "a.b", "%", "é", "\u{202e}", " ", "1", "<",
            ">", "feed:", "#", "?", "\\",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    for d in parts {
                        if let Ok(url) = address(&[a, b, c, d].concat()) {
                            assert_eq!(address(url.as_str()).ok().as_ref(), Some(&url));
                        }
                    }
                }
            }
        }
    }
}
