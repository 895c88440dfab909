//! Makes addresses absolute and takes from them what only counts clicks.

use url::Url;

/// Beginnings of query names that say how a reader came, not what is read.
const COUNTED: &[&str] = &["utm_", "at_", "mc_", "pk_", "mtm_", "hsa_", "wt_", "xtor"];

/// Query names that say how a reader came, not what is read.
const COUNTERS: &[&str] = &[
    "_ga",
    "cmp",
    "cmpid",
    "dclid",
    "fbclid",
    "ftcamp",
    "gclid",
    "igshid",
    "ito",
    "msclkid",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "ocid",
    "smid",
    "twclid",
    "yclid",
];

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

/// The absolute address without counters of clicks and, unless it is kept, without the place on the page.
pub(super) fn canonical(address: &str, base: Option<&str>, keeps_place: bool) -> Option<String> {
    let mut url = absolute(address, base)?;
    let counted = |name: &str| {
        let small = name.to_ascii_lowercase();
        COUNTERS.contains(&small.as_str()) || COUNTED.iter().any(|begin| small.starts_with(begin))
    };
    if let Some(query) = url.query() {
        let told =
            |pair: &&str| !pair.is_empty() && !counted(pair.split('=').next().unwrap_or_default());
        let kept: Vec<&str> = query.split('&').filter(told).collect();
        let kept = kept.join("&");
        url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    }
    let is_place = |place: &str| keeps_place && !place.contains('=') && !place.starts_with(":~:");
    if !url.fragment().is_some_and(is_place) {
        url.set_fragment(None);
    }
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        let found = canonical(address, Some("https://post.example/news/feed.xml"), false);
        assert_eq!(found.as_deref(), expected, "{address}");
    }

    #[test]
    fn links_become_absolute_and_lose_what_counts_clicks() {
        check("pier.html", Some("https://post.example/news/pier.html"));
        check(
            " /pier?utm_source=rss&id=7&utm_medium=x#top ",
            Some("https://post.example/pier?id=7"),
        );
        check(
            "HTTPS://Post.Example:443/a?fbclid=1",
            Some("https://post.example/a"),
        );
        check("//other.example/a", Some("https://other.example/a"));
        check("mailto:desk@post.example", None);
        check("tag:post.example,2025:1", None);
        check("", None);
    }
}
