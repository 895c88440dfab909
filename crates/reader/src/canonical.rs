//! Gives an address the one form under which a story is known, so that a link shared with trackers is the same link.

use url::{Host, Url};

/// Parameters that say where a reader came from and nothing about the page.
const TRACKERS: &[&str] = &[
    "__twitter_impression",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "at_campaign",
    "at_medium",
    "cmpid",
    "dclid",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "ftag",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "oly_anon_id",
    "oly_enc_id",
    "outputtype",
    "ref_src",
    "ref_url",
    "smid",
    "spm",
    "srnd",
    "twclid",
    "usqp",
    "vero_id",
    "wbraid",
    "wt_mc",
    "wtmc",
    "xtor",
    "yclid",
];

/// Beginnings of such parameters: "utm_source", "pk_campaign".
const FAMILIES: &[&str] = &["utm_", "pk_", "mtm_", "matomo_", "hsa_", "piwik_"];

/// The one form of a web address: small host, no default port, no fragment, no tracking parameters.
///
/// Other parameters stay and keep their order. Addresses of other schemes, and what is no address, have no such form.
///
/// ```
/// use dateline_reader::canonical;
///
/// let shared = "HTTPS://Harbour.Example:443/pier?id=7&utm_source=mail&fbclid=x#comments";
/// assert_eq!(canonical(shared).as_deref(), Some("https://harbour.example/pier?id=7"));
/// assert_eq!(canonical("mailto:desk@harbour.example"), None);
/// ```
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    Url::parse(address.trim()).ok().and_then(bare)
}

/// The canonical form of a link that a page declares for itself; `base` is the page's own address.
///
/// A link to another registrable host is refused unless the page's address is unknown or that of a cache.
pub(crate) fn declared(link: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| Url::parse(base.trim()).ok());
    let link = link.trim();
    let resolved = match &base {
        Some(base) => base.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    if let Some(base) = &base
        && (!is_one_site(&resolved, base) || is_front(&resolved) && !is_front(base))
    {
        return None;
    }
    bare(resolved)
}

fn bare(mut url: Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return None;
    }
    url.set_fragment(None);
    let kept: Vec<&str> = url.query().map_or_else(Vec::new, |query| {
        let parts = query.split('&');
        parts
            .filter(|part| !part.is_empty() && !is_tracker(part))
            .collect()
    });
    let query = kept.join("&");
    url.set_query((!query.is_empty()).then_some(&query));
    Some(url.into())
}

fn is_tracker(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let small = name.to_ascii_lowercase();
    TRACKERS.contains(&small.as_str()) || FAMILIES.iter().any(|family| small.starts_with(family))
}

/// A front page, which some sites declare as the address of all their pages.
fn is_front(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

/// Whether two addresses are of one site, or the second only forwards or caches pages of others.
fn is_one_site(one: &Url, other: &Url) -> bool {
    const CACHES: &[&str] = &["ampproject.org", "feedburner.com", "archive.org"];
    let (Some(left), Some(right)) = (registrable(one), registrable(other)) else {
        return one.host() == other.host();
    };
    let forwards = CACHES.contains(&right.as_str())
        || other
            .host_str()
            .is_some_and(|host| host.starts_with("feeds.") || host.starts_with("rss."));
    left == right || forwards
}

/// The name that is registered: two labels, three where the last two are a country's "co.uk" or "com.au".
fn registrable(url: &Url) -> Option<String> {
    let Some(Host::Domain(host)) = url.host() else {
        return None;
    };
    let labels: Vec<&str> = host.rsplit('.').collect();
    let shared = matches!(
        labels.get(1),
        Some(&("ac" | "co" | "com" | "edu" | "go" | "gov" | "ne" | "net" | "or" | "org"))
    );
    let country = labels.first().is_some_and(|last| last.len() == 2);
    let count = if shared && country { 3 } else { 2 };
    let mut kept: Vec<&str> = labels.into_iter().take(count).collect();
    kept.reverse();
    Some(kept.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trackers_fragments_and_default_ports_are_dropped_and_the_rest_stays() {
        let check = |address: &str, expected: &str| {
            assert_eq!(canonical(address).as_deref(), Some(expected), "{address}");
        };
        check("http://news.example", "http://news.example/");
        check("http://news.example:80/a/?", "http://news.example/a/");
        check("https://news.example:8080/a", "https://news.example:8080/a");
        check(
            "https://news.example/a?b=2&UTM_Medium=x&a=1&gclid=9",
            "https://news.example/a?b=2&a=1",
        );
        check(
            "https://news.example/a?page=2#top",
            "https://news.example/a?page=2",
        );
    }

    #[test]
    fn what_is_no_web_address_has_no_form() {
        for text in ["", "pier", "/a/b", "ftp://news.example/a", "javascript:0"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn a_declared_link_is_resolved_and_refused_where_it_is_of_another_site() {
        let base = Some("https://www.harbour.example/amp/pier?amp=1");
        let check = |link: &str, expected: Option<&str>| {
            assert_eq!(declared(link, base).as_deref(), expected, "{link}");
        };
        check("/pier", Some("https://www.harbour.example/pier"));
        check(
            "//m.harbour.example/pier",
            Some("https://m.harbour.example/pier"),
        );
        check("https://elsewhere.example/pier", None);
        check("https://www.harbour.example/", None);
        let cached = declared(
            "https://harbour.example/pier",
            Some("https://harbour-example.cdn.ampproject.org/c/s/pier"),
        );
        assert_eq!(cached.as_deref(), Some("https://harbour.example/pier"));
        assert_eq!(declared("/pier", None), None);
    }

    #[test]
    fn two_newspapers_under_one_country_label_are_two_sites() {
        assert_eq!(
            declared("https://b.co.uk/x", Some("https://a.co.uk/x")),
            None
        );
        let same = declared("https://news.a.co.uk/x", Some("https://a.co.uk/x"));
        assert_eq!(same.as_deref(), Some("https://news.a.co.uk/x"));
    }

    #[test]
    fn trackers_stand_in_order_and_none_twice() {
        assert!(TRACKERS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
