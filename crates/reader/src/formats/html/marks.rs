//! What the names of an element tell of the text in it: captions, share boxes, links to other stories, offers, comments.

use dom_query::NodeRef;

/// What an element is for, by its name, its classes and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A caption or the credit of a picture.
    Caption,
    /// A quotation.
    Quote,
    /// Words of the story shown again in large letters.
    PullQuote,
    /// A heading that is no `<h2>`.
    Heading,
    /// A box beside the story, and why it is left out.
    Aside(&'static str),
    /// Never the page's own text: read aloud only, shown under the pointer, or asking for consent.
    Unseen,
}

/// Why what stands in a paywall is left out.
pub(super) const OFFER: &str = "subscription offer";

/// The mark of an element, if its names tell one.
pub(super) fn mark(element: &NodeRef<'_>) -> Option<Mark> {
    let names = names(element);
    let quote = element.has_name("blockquote").then_some(Mark::Quote);
    let ends = |from: usize| {
        let rest = names.get(from..).unwrap_or_default();
        rest.match_indices('-').map(move |(end, _)| from + end)
    };
    let starts = std::iter::once(0).chain(names.match_indices('-').map(|(at, _)| at + 1));
    let mut words = starts.flat_map(|start| ends(start).take(2).map(move |end| (start, end)));
    words
        .find_map(|(start, end)| named(names.get(start..end)?))
        .or(quote)
}

/// Class names and id in small letters; each word ends with a hyphen ("Share_box" gives "share-box-").
fn names(element: &NodeRef<'_>) -> String {
    let class = element.class().unwrap_or_default();
    let id = element.id_attr().unwrap_or_default();
    let mut names = String::with_capacity(class.len() + id.len() + 3);
    let mut before = ' ';
    for letter in class.chars().chain([' ']).chain(id.chars()).chain([' ']) {
        let is_word = letter.is_alphanumeric();
        let ends = !is_word || letter.is_uppercase() && before.is_lowercase();
        if ends && !names.is_empty() && !names.ends_with('-') {
            names.push('-');
        }
        if is_word {
            names.extend(letter.to_lowercase());
        }
        before = letter;
    }
    names
}

/// The mark that one or two words of a name tell; whole words, so that "shared" is no "share".
fn named(words: &str) -> Option<Mark> {
    let mark = match words {
        "caption" | "captions" | "figcaption" | "credit" | "credits" => Mark::Caption,
        "hovercard" | "hover-card" | "popover-content" | "popover-body" | "rollover-block" => {
            Mark::Unseen
        }
        "tooltip-text" | "tooltiptext" | "tooltip-content" | "tooltip-inner" => Mark::Unseen,
        "pullquote" | "pull-quote" | "pulled-quote" => Mark::PullQuote,
        "subhead" | "subheading" | "subheadline" | "crosshead" | "crossheading" => Mark::Heading,
        "screen-reader" | "sr-only" | "visually-hidden" | "visuallyhidden" => Mark::Unseen,
        "consent" | "cookie-banner" | "cookie-bar" | "cookie-consent" | "cookie-message" => {
            Mark::Unseen
        }
        "cookie-notice" | "cookieconsent" | "cookienotice" | "didomi" | "gdpr" | "onetrust" => {
            Mark::Unseen
        }
        "qc-cmp" | "qc-cmp2" | "usercentrics" | "cookiebanner" | "cmpbox" => Mark::Unseen,
        "advert" | "advertisement" | "breadcrumb" | "breadcrumbs" | "toolbar" => {
            Mark::Aside("page control")
        }
        "share" | "sharing" | "sharebar" | "social" | "tags" | "taglist" => {
            Mark::Aside("page control")
        }
        "author-bio" | "author-box" | "author-info" | "author-card" => {
            Mark::Aside("about the author")
        }
        "comments" | "comment-list" | "comment-form" | "disqus" => Mark::Aside("comments"),
        "copyright" => Mark::Aside("copyright line"),
        "most-popular" | "most-read" | "most-viewed" | "outbrain" | "taboola" => {
            Mark::Aside("other stories")
        }
        "read-also" | "read-more" | "read-next" | "readmore" | "recirc" => {
            Mark::Aside("other stories")
        }
        "recommended" | "recommendations" | "related" | "relatedarticles" => {
            Mark::Aside("other stories")
        }
        "relatedcontent" | "relatednews" | "trending" | "also-read" => Mark::Aside("other stories"),
        "newsletter" | "newsletters" | "signup" | "sign-up" => {
            Mark::Aside("newsletter or subscription")
        }
        "subscribe" => Mark::Aside("newsletter or subscription"),
        "paywall" | "pay-wall" | "regwall" | "reg-wall" | "piano-offer" => Mark::Aside(OFFER),
        "gated-content" | "subscriber-only" | "subscribers-only" => Mark::Aside(OFFER),
        _ => return None,
    };
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn check(element: &str, expected: Option<Mark>) {
        let document = Document::fragment(element);
        let found = document.select_single("div, p, blockquote");
        let node = found.nodes().first().copied();
        assert_eq!(node.and_then(|node| mark(&node)), expected, "{element}");
    }

    #[test]
    fn whole_words_of_classes_and_ids_tell_what_a_box_is_for() {
        check(
            r#"<div class="Share_box"></div>"#,
            Some(Mark::Aside("page control")),
        );
        check(
            r#"<div class="c-readMore"></div>"#,
            Some(Mark::Aside("other stories")),
        );
        check(r#"<div id="onetrust-banner"></div>"#, Some(Mark::Unseen));
        check(r#"<p class="image-caption"></p>"#, Some(Mark::Caption));
        check("<blockquote></blockquote>", Some(Mark::Quote));
        check(
            r#"<blockquote class="pull-quote"></blockquote>"#,
            Some(Mark::PullQuote),
        );
    }

    #[test]
    fn parts_of_other_words_tell_nothing() {
        for name in [
            "shared-layout",
            "accredited",
            "unrelated",
            "read",
            "more",
            "",
        ] {
            check(&format!(r#"<div class="{name}"></div>"#), None);
        }
    }
}
