//! What the head of a response means: a document, nothing new, another place, or a refusal.

use crate::{Error, Kind, address, headers};
use reqwest::{
    StatusCode,
    header::{self, HeaderMap, HeaderValue},
};
use url::Url;

/// What to do with a response.
pub(crate) enum Verdict {
    /// Read its body.
    Document,
    /// The document is the one the caller has.
    NotModified,
    /// Go there; whether to remember that for the next time.
    Moved { to: Url, permanent: bool },
}

/// What an errand takes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taste {
    Page,
    Feed,
    /// Whatever the type says: robots.txt.
    Any,
}

impl From<Kind> for Taste {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Page => Self::Page,
            Kind::Feed => Self::Feed,
        }
    }
}

impl Taste {
    /// The `Accept` header.
    pub(crate) fn accept(self) -> &'static str {
        match self {
            Self::Page => {
                "text/html, application/xhtml+xml, application/xml;q=0.8, text/plain;q=0.8, */*;q=0.1"
            }
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                 text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
            }
            Self::Any => "text/plain, */*;q=0.5",
        }
    }

    /// Whether a document of the type is worth reading.
    fn takes(self, content_type: &str) -> bool {
        let (kind, sort) = content_type.split_once('/').unwrap_or_default();
        let written = match kind {
            "text" => !matches!(sort, "css" | "javascript" | "calendar" | "csv" | "vcard"),
            "application" => is_markup(sort),
            _ => false,
        };
        match (self, kind) {
            (Self::Page, _) => written,
            (Self::Feed, "application") => written || !is_other_document(sort),
            (Self::Feed, _) => written || kind == "unknown",
            (Self::Any, _) => true,
        }
    }
}

fn is_markup(sort: &str) -> bool {
    matches!(
        sort,
        "xml" | "html" | "json" | "rss" | "atom" | "xhtml" | "rdf"
    ) || sort.ends_with("+xml")
        || sort.ends_with("+json")
}

/// Formats that servers never mean a feed by.
fn is_other_document(sort: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "7z",
        "epub",
        "font",
        "gtar",
        "gzip",
        "java",
        "msword",
        "pdf",
        "rar",
        "shockwave",
        "tar",
        "vnd.",
        "wasm",
        "zip",
    ];
    let bare = sort.strip_prefix("x-").unwrap_or(sort);
    OTHERS.iter().any(|other| bare.starts_with(other))
}

/// Judges a response by status and headers. `conditional` says whether validators were sent.
pub(crate) fn judge(
    url: &Url,
    status: StatusCode,
    headers: &HeaderMap,
    taste: Taste,
    conditional: bool,
) -> Result<Verdict, Error> {
    if is_challenge(headers) {
        return Err(forbidden(url, status, true));
    }
    match status.as_u16() {
        200 | 203 => {}
        304 if conditional => return Ok(Verdict::NotModified),
        301 | 302 | 303 | 307 | 308 if headers.contains_key(header::LOCATION) => {
            return redirect(url, status, headers);
        }
        _ => return Err(refusal(url, status, headers)),
    }
    // No type at all is left to whoever reads the bytes.
    let (content_type, _) = headers::content_type(headers);
    match content_type {
        Some(content_type) if !taste.takes(&content_type) => Err(Error::WrongType {
            url: url.clone(),
            content_type,
        }),
        _ => Ok(Verdict::Document),
    }
}

fn redirect(url: &Url, status: StatusCode, headers: &HeaderMap) -> Result<Verdict, Error> {
    let location = headers.get(header::LOCATION).map(HeaderValue::as_bytes);
    let location = String::from_utf8_lossy(location.unwrap_or_default());
    let to = url.join(location.trim()).ok().and_then(hop);
    let Some(to) = to else {
        return Err(Error::BadRedirect {
            url: url.clone(),
            location: location.chars().take(200).collect(),
        });
    };
    let permanent = matches!(status.as_u16(), 301 | 308);
    Ok(Verdict::Moved { to, permanent })
}

/// The address of a redirect as it is visited: without a fragment, and without the name and password that a server
/// put there, which are sent nowhere.
fn hop(mut to: Url) -> Option<Url> {
    to.set_fragment(None);
    let to = address::without_credentials(to);
    let fits = to.as_str().len() <= address::LONGEST;
    (fits && address::checked(&to).is_ok()).then_some(to)
}

fn refusal(url: &Url, status: StatusCode, headers: &HeaderMap) -> Error {
    let retry_after = headers::retry_after(headers);
    match status.as_u16() {
        401 | 402 | 403 | 407 | 451 => forbidden(url, status, false),
        404 => Error::NotFound { url: url.clone() },
        410 => Error::Gone { url: url.clone() },
        429 => Error::TooManyRequests {
            url: url.clone(),
            retry_after,
        },
        status => Error::Status {
            url: url.clone(),
            status,
            retry_after,
        },
    }
}

/// The error for a site that lets no programs in.
pub(crate) fn forbidden(url: &Url, status: StatusCode, challenge: bool) -> Error {
    Error::Forbidden {
        url: url.clone(),
        status: status.as_u16(),
        challenge,
    }
}

/// Whether the headers say that this is a riddle for humans, whatever the status.
fn is_challenge(headers: &HeaderMap) -> bool {
    let says = |name: &str, words: &[&str]| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                words
                    .iter()
                    .any(|word| value.trim().eq_ignore_ascii_case(word))
            })
    };
    says("cf-mitigated", &["challenge"]) || says("x-amzn-waf-action", &["challenge", "captcha"])
}

/// Whether a refusal may turn out to be such a riddle in its body.
pub(crate) fn may_be_challenge(status: StatusCode) -> bool {
    matches!(status.as_u16(), 403 | 429 | 503)
}

/// Whether a body is such a riddle: the words of the widespread ones, near the start of a page.
pub(crate) fn reads_as_challenge(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    [
        "<title>just a moment",
        "/cdn-cgi/challenge-platform/",
        "_cf_chl_opt",
        "captcha-delivery.com",
        "awswafintegration",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_text_and_a_feed_may_be_called_anything_but_another_document() {
        // Type, whether it may be a page, whether it may be a feed.
        for (content_type, page, feed) in [
            ("text/html", true, true),
            ("text/plain", true, true),
            ("text/x-server-parsed-html", true, true),
            ("application/xhtml+xml", true, true),
            ("application/vnd.api+json", true, true),
            ("application/rdf+xml", true, true),
            ("application/octet-stream", false, true),
            ("application/x-httpd-php", false, true),
            ("application/x-rss+xml", true, true),
            ("unknown/unknown", false, true),
            ("text/css", false, false),
            ("text/calendar", false, false),
            ("application/pdf", false, false),
            ("application/x-zip-compressed", false, false),
            ("application/x-gzip", false, false),
            ("application/vnd.ms-excel", false, false),
            ("application/javascript", false, false),
            ("image/svg+xml", false, false),
            ("video/mp4", false, false),
            ("multipart/form-data", false, false),
        ] {
            assert_eq!(
                Taste::Page.takes(content_type),
                page,
                "{content_type} as a page"
            );
            assert_eq!(
                Taste::Feed.takes(content_type),
                feed,
                "{content_type} as a feed"
            );
            assert!(Taste::Any.takes(content_type));
        }
    }

    #[test]
    fn a_redirect_is_read_against_the_address_that_sends_it() {
        let url: Url = "https://news.example/a/b?c".parse().unwrap();
        for (location, to) in [
            ("d", Some("https://news.example/a/d")),
            ("/d", Some("https://news.example/d")),
            ("//hill.example/d", Some("https://hill.example/d")),
            ("http://hill.example", Some("http://hill.example/")),
            (" ?d#e ", Some("https://news.example/a/b?d")),
            ("https://a:b@hill.example/", Some("https://hill.example/")),
            ("http://2130706433/", Some("http://127.0.0.1/")),
            ("mailto:desk@news.example", None),
            ("http://", None),
            ("http://a b/", None),
        ] {
            let headers = HeaderMap::from_iter([(header::LOCATION, location.parse().unwrap())]);
            let verdict = judge(&url, StatusCode::FOUND, &headers, Taste::Page, false);
            let found = match &verdict {
                Ok(Verdict::Moved { to, .. }) => Some(to.as_str()),
                _ => None,
            };
            assert_eq!(found, to, "{location}");
        }
        let long = format!("/{}", "a".repeat(address::LONGEST));
        let headers = HeaderMap::from_iter([(header::LOCATION, long.parse().unwrap())]);
        let verdict = judge(&url, StatusCode::FOUND, &headers, Taste::Page, false);
        assert!(
            matches!(verdict, Err(Error::BadRedirect { location, .. }) if location.len() == 200)
        );
    }
}
