//! Takes out of a parsed page what readers never see as its text: scripts, frames, cards that open under the pointer.

use super::marks::{self, Mark};
use dom_query::{Document, NodeRef};

/// Elements that hold no text of the page.
const WITHOUT_TEXT: &[&str] = &[
    "audio", "button", "canvas", "dialog", "embed", "footer", "iframe", "img", "input", "link",
    "meta", "nav", "noscript", "object", "picture", "script", "select", "source", "style", "svg",
    "template", "video", "textarea",
];

/// An element with more text than this is no card and no banner, whatever its name.
const LONGEST: usize = 3_000;

/// Removes what is never the page's text; the metadata must have been read before.
pub(super) fn clean(document: &Document) {
    let elements: Vec<NodeRef<'_>> = document
        .root()
        .descendants_it()
        .filter(NodeRef::is_element)
        .collect();
    for element in elements.iter().filter(|element| is_unseen(element)) {
        element.remove_from_parent();
    }
}

fn is_unseen(element: &NodeRef<'_>) -> bool {
    let name = element.node_name().unwrap_or_default();
    if WITHOUT_TEXT.contains(&&*name) {
        return true;
    }
    if matches!(&*name, "html" | "body" | "article" | "main") {
        return false;
    }
    if matches!(&*name, "ul" | "ol") && is_menu(element) {
        return true;
    }
    marks::mark(element) == Some(Mark::Unseen) && element.text().len() <= LONGEST
}

/// Whether a list holds nothing but links.
fn is_menu(list: &NodeRef<'_>) -> bool {
    let (mut linked, mut whole, mut count) = (0usize, 0usize, 0usize);
    let mut steps = vec![(*list, false)];
    while let Some((node, inside)) = steps.pop() {
        if node.is_text() {
            let length = node.text().trim().len();
            whole += length;
            linked += if inside { length } else { 0 };
            continue;
        }
        let is_link = node.has_name("a");
        count += usize::from(is_link);
        steps.extend(
            node.children_it(true)
                .map(|child| (child, inside || is_link)),
        );
    }
    count >= 2 && linked * 10 >= whole * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &str) {
        let document = Document::from(format!("<body>{body}</body>"));
        clean(&document);
        let text = document.body().map(|body| body.text().trim().to_owned());
        assert_eq!(text.unwrap_or_default(), expected, "{body}");
    }

    #[test]
    fn scripts_menus_and_boxes_for_consent_go() {
        check(
            "<p>Story</p><script>var a;</script><footer>Imprint</footer>",
            "Story",
        );
        check(
            r#"<ul><li><a href="/a">News</a><li><a href="/b">Sport</a></ul><p>Story</p>"#,
            "Story",
        );
        check(
            r#"<div id="cookie-banner"><p>We use cookies.</p></div><p>Story</p>"#,
            "Story",
        );
        check(
            r#"<p>The mayor<span class="tooltip-text">Jane Roe</span> spoke</p>"#,
            "The mayor spoke",
        );
    }

    #[test]
    fn lists_of_a_story_and_long_texts_stay() {
        check(
            r#"<ul><li>A <a href="/a">ferry</a><li>A <a href="/b">pier</a></ul>"#,
            "A ferryA pier",
        );
        let story = "The pier reopens. ".repeat(400);
        check(&format!(r#"<div class="gdpr">{story}</div>"#), story.trim());
    }
}
