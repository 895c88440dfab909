//! What response headers mean: types, freshness, validators, when to come back. Odd values mean nothing, quietly.

use crate::{RetryAfter, Validators};
use chrono::{DateTime, NaiveDateTime, Utc};
use reqwest::header::{self, HeaderMap, HeaderName};
use std::time::Duration;

/// No server's word is kept for longer.
const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// Longer validators are not kept: they are sent back on every visit.
const LONGEST_VALIDATOR: usize = 1024;

/// The first value of a header, where it is text.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// Type and subtype in lower case, and the charset in lower case, of `Content-Type`.
pub(crate) fn content_type(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let Some(value) = text(headers, header::CONTENT_TYPE) else {
        return (None, None);
    };
    let mut parts = value.split([';', ',']);
    let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let readable = essence
        .split_once('/')
        .is_some_and(|(kind, sort)| token(kind) && token(sort));
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        let named = name.trim().eq_ignore_ascii_case("charset") && token(value);
        named.then(|| value.to_ascii_lowercase())
    });
    (readable.then_some(essence), charset)
}

/// Whether the text is a token of HTTP: not empty, no separators.
fn token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:".contains(&b))
}

/// What to send at the next visit.
pub(crate) fn validators(headers: &HeaderMap) -> Validators {
    let short = |name| {
        text(headers, name)
            .filter(|value| !value.is_empty() && value.len() <= LONGEST_VALIDATOR)
            .map(str::to_owned)
    };
    Validators {
        etag: short(header::ETAG),
        last_modified: short(header::LAST_MODIFIED),
    }
}

/// For how long the answer counts as fresh: `max-age` less `Age`, nothing at all for `no-store` and `no-cache`,
/// else `Expires` less `Date`.
pub(crate) fn fresh_for(headers: &HeaderMap) -> Option<Duration> {
    let values = headers.get_all(header::CACHE_CONTROL).iter();
    let directives: Vec<String> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|directive| directive.trim().to_ascii_lowercase())
        .collect();
    let has = |name: &str| directives.iter().any(|directive| directive == name);
    if has("no-store") || has("no-cache") {
        return Some(Duration::ZERO);
    }
    let max_age = directives
        .iter()
        .find_map(|directive| directive.strip_prefix("max-age="));
    if let Some(age) = max_age.and_then(|value| seconds(value.trim_matches('"'))) {
        let spent = text(headers, header::AGE)
            .and_then(seconds)
            .unwrap_or_default();
        return Some(age.saturating_sub(spent).min(YEAR));
    }
    let expires = text(headers, header::EXPIRES)?;
    let Some(end) = date(expires) else {
        // "Expires: 0" and "-1" are wide-spread ways to say "at once".
        return Some(Duration::ZERO);
    };
    let start = text(headers, header::DATE).and_then(date)?;
    Some((end - start).to_std().unwrap_or_default().min(YEAR))
}

/// `Retry-After`: seconds, or a date; a date becomes seconds where the answer also tells the server's time.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<RetryAfter> {
    let value = text(headers, header::RETRY_AFTER)?;
    if let Some(wait) = seconds(value) {
        return Some(RetryAfter::After(wait.min(YEAR)));
    }
    let end = date(value)?;
    Some(match text(headers, header::DATE).and_then(date) {
        Some(start) => RetryAfter::After((end - start).to_std().unwrap_or_default().min(YEAR)),
        None => RetryAfter::At(end),
    })
}

/// Whole seconds; a fraction is dropped ("1.5" is seen), a sign or anything else means nothing.
fn seconds(text: &str) -> Option<Duration> {
    let whole = text.split_once('.').map_or(text, |(whole, part)| {
        if part.bytes().all(|b| b.is_ascii_digit()) {
            whole
        } else {
            ""
        }
    });
    let digits = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| Duration::from_secs(whole.parse().unwrap_or(u64::MAX)))
}

/// A date of HTTP in any of its three forms; a zone in numbers is understood as well.
fn date(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(date) = DateTime::parse_from_rfc2822(text) {
        return Some(date.to_utc());
    }
    // RFC 850 ("Sunday, 06-Nov-94 08:49:37 GMT") and C's asctime ("Sun Nov  6 08:49:37 1994").
    [
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
        "%a, %d-%b-%Y %H:%M:%S GMT",
    ]
    .iter()
    .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    .map(|date| date.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    type Row = (&'static str, &'static str);

    fn headers(rows: &[Row]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in rows {
            headers.append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        headers
    }

    const NOON: &str = "Mon, 23 Nov 2026 12:00:00 GMT";

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let after = |seconds| Some(RetryAfter::After(Duration::from_secs(seconds)));
        for (value, wait) in [
            ("120", after(120)),
            (" 0 ", after(0)),
            ("1.5", after(1)),
            ("99999999999999999999999999", after(365 * 86_400)),
            ("Mon, 23 Nov 2026 12:02:00 GMT", after(120)),
            ("Mon, 23 Nov 2026 14:02:00 +0200", after(120)),
            ("Monday, 23-Nov-26 12:02:00 GMT", after(120)),
            ("Mon Nov 23 12:02:00 2026", after(120)),
            ("Mon, 23-Nov-2026 12:02:00 GMT", after(120)),
            ("Mon, 23 Nov 2026 11:00:00 GMT", after(0)),
            ("-5", None),
            ("+5", None),
            ("5 minutes", None),
            ("1.5.2", None),
            (".5", None),
            ("soon", None),
            ("", None),
            ("Mon, 99 Nov 2026 12:00:00 GMT", None),
        ] {
            let headers = headers(&[("retry-after", value), ("date", NOON)]);
            assert_eq!(retry_after(&headers), wait, "{value:?}");
        }
    }

    #[test]
    fn a_date_stays_a_date_where_the_server_tells_no_time() {
        let headers = headers(&[("retry-after", NOON)]);
        let noon = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(retry_after(&headers), Some(RetryAfter::At(noon)));
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn freshness_is_what_the_server_says_less_what_is_spent() {
        let cases: [(&[Row], Option<u64>); 14] = [
            (&[("cache-control", "max-age=300")], Some(300)),
            (
                &[("cache-control", "public, MAX-AGE=\"60\", must-revalidate")],
                Some(60),
            ),
            (
                &[("cache-control", "public"), ("cache-control", "max-age=60")],
                Some(60),
            ),
            (
                &[("cache-control", "max-age=300"), ("age", "100")],
                Some(200),
            ),
            (&[("cache-control", "max-age=300"), ("age", "999")], Some(0)),
            (&[("cache-control", "no-cache, max-age=300")], Some(0)),
            (&[("cache-control", "no-store")], Some(0)),
            (
                &[
                    ("cache-control", "max-age=-1"),
                    ("expires", "Mon, 23 Nov 2026 12:10:00 GMT"),
                    ("date", NOON),
                ],
                Some(600),
            ),
            (
                &[("cache-control", "max-age=99999999999999999999")],
                Some(365 * 86_400),
            ),
            (&[("expires", "0")], Some(0)),
            (
                &[("expires", "Mon, 23 Nov 2026 11:00:00 GMT"), ("date", NOON)],
                Some(0),
            ),
            (&[("expires", NOON)], None),
            (&[("cache-control", "private")], None),
            (&[], None),
        ];
        for (rows, seconds) in cases {
            assert_eq!(
                fresh_for(&headers(rows)),
                seconds.map(Duration::from_secs),
                "{rows:?}"
            );
        }
    }

    #[test]
    fn a_content_type_is_read_through_its_odd_spellings() {
        for (value, essence, charset) in [
            ("text/html", Some("text/html"), None),
            ("Text/HTML; Charset=UTF-8", Some("text/html"), Some("utf-8")),
            (
                "text/html;charset=\"windows-1252\"",
                Some("text/html"),
                Some("windows-1252"),
            ),
            (
                "text/html; charset='koi8-r'",
                Some("text/html"),
                Some("koi8-r"),
            ),
            (
                "text/html; boundary=x; charset = utf-8",
                Some("text/html"),
                Some("utf-8"),
            ),
            ("text/html, charset=utf-8", Some("text/html"), Some("utf-8")),
            ("text/html; charset=", Some("text/html"), None),
            ("text/html; charset=a b", Some("text/html"), None),
            (
                "application/rss+xml;charset=utf-8",
                Some("application/rss+xml"),
                Some("utf-8"),
            ),
            ("text", None, None),
            ("; charset=utf-8", None, Some("utf-8")),
            ("/", None, None),
            ("text/ html", None, None),
            ("", None, None),
            ("text/html; charset=\u{e9}", None, None),
        ] {
            let (found, set) = content_type(&headers(&[("content-type", value)]));
            assert_eq!(
                (found.as_deref(), set.as_deref()),
                (essence, charset),
                "{value:?}"
            );
        }
    }

    #[test]
    fn validators_are_kept_as_written_unless_they_are_too_long() {
        let headers = headers(&[("etag", "W/\"a b\""), ("last-modified", "yesterday")]);
        let kept = validators(&headers);
        assert_eq!(kept.etag.as_deref(), Some("W/\"a b\""));
        assert_eq!(kept.last_modified.as_deref(), Some("yesterday"));
        let long = format!("\"{}\"", "a".repeat(LONGEST_VALIDATOR));
        let mut headers = HeaderMap::new();
        headers.insert("etag", long.parse().unwrap());
        headers.insert("last-modified", HeaderValue::from_static(""));
        assert_eq!(validators(&headers), Validators::default());
    }

    #[test]
    fn no_header_makes_it_panic() {
        let parts = [
            "Mon, 23 Nov ",
            "9999",
            "-1",
            " 23:59:60",
            " GMT",
            " +9999",
            ";",
            ",",
            "=",
            "\"",
            "charset",
            "max-age",
            "/",
            "\u{e9}",
            "",
        ];
        for a in parts {
            for b in parts {
                for c in parts {
                    for d in parts {
                        let value =
                            HeaderValue::from_bytes([a, b, c, d].concat().as_bytes()).unwrap();
                        let names = [
                            header::DATE,
                            header::EXPIRES,
                            header::RETRY_AFTER,
                            header::CACHE_CONTROL,
                            header::CONTENT_TYPE,
                        ];
                        let headers: HeaderMap = names
                            .into_iter()
                            .map(|name| (name, value.clone()))
                            .collect();
                        let _ = (
                            retry_after(&headers),
                            fresh_for(&headers),
                            content_type(&headers),
                        );
                    }
                }
            }
        }
    }
}
