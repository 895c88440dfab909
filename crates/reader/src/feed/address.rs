//! Makes addresses of feeds absolute, and tells stories apart that share a page.

use crate::canonical;
use url::Url;

/// The address as a link of the base; only `http` and `https` lead to stories.
pub(super) fn absolute(address: &str, base: Option<&str>) -> Option<Url> {
    let words = address.trim();
    if words.is_empty() {
        return None;
    }
    let url = match Url::parse(words) {
        Ok(url) => url,
        Err(_) => Url::parse(base?).ok()?.join(words).ok()?,
    };
    let leads = matches!(url.scheme(), "http" | "https") && url.has_host();
    leads.then_some(url)
}

/// The canonical form of an absolute address, with the place on the page where that tells stories apart.
pub(super) fn with_place(address: &str) -> Option<String> {
    let place = absolute(address, None)?.fragment().map(str::to_owned);
    let page = canonical(address)?;
    // What is written like a query counts clicks; a directive of text is no place.
    let is_place =
        |place: &String| !place.is_empty() && !place.contains('=') && !place.starts_with(":~:");
    Some(match place.filter(is_place) {
        Some(place) => format!("{page}#{place}"),
        None => page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        let found = absolute(address, Some("https://post.example/news/feed.xml"));
        assert_eq!(found.as_ref().map(Url::as_str), expected, "{address}");
    }

    #[test]
    fn links_become_absolute_and_lead_to_pages() {
        check("pier.html", Some("https://post.example/news/pier.html"));
        check(
            " /pier?id=7#top ",
            Some("https://post.example/pier?id=7#top"),
        );
        check("HTTPS://Post.Example:443/a", Some("https://post.example/a"));
        check("//other.example/a", Some("https://other.example/a"));
        check("mailto:desk@post.example", None);
        check("tag:post.example,2025:1", None);
        check("", None);
    }

    #[test]
    fn places_on_a_page_are_kept_and_counters_are_not() {
        let kept = |address| with_place(address).unwrap_or_default();
        assert_eq!(
            kept("https://post.example/a?utm_source=rss#v2"),
            "https://post.example/a#v2"
        );
        assert_eq!(
            kept("https://post.example/a#xtor=RSS-1"),
            "https://post.example/a"
        );
        assert_eq!(
            kept("https://post.example/a#:~:text=pier"),
            "https://post.example/a"
        );
        assert_eq!(kept("pier"), "");
    }
}
