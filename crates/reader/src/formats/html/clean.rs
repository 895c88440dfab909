//! Takes out of a parsed page what readers never see as its text: scripts, frames, cards that open under the pointer.

use super::marks::{self, Mark, OFFER};
use dom_query::{Document, NodeRef};

/// Elements that hold no text of the page.
const WITHOUT_TEXT: &[&str] = &[
    "audio", "button", "canvas", "dialog", "embed", "footer", "iframe", "img", "input", "link",
    "meta", "nav", "noscript", "object", "picture", "script", "select", "source", "style", "svg",
    "template", "video", "textarea",
];

/// An element with more text than this is no card and no banner, whatever its name.
const LONGEST: usize = 3_000;

/// An element with more attributes than this is no part of a page that somebody wrote.
const MOST_ATTRIBUTES: usize = 100;

/// Removes what is never the page's text, and says how many elements stay; the metadata must have been read before.
///
/// Menus go as well: the libraries would leave them out, after walking through them many times.
pub(super) fn clean(document: &Document) -> usize {
    let elements = surveyed(document);
    let mut gone = vec![false; elements.len()];
    for (at, element) in elements.iter().enumerate() {
        let within = element
            .parent
            .is_some_and(|parent| gone.get(parent) == Some(&true));
        let goes = within || is_unseen(element);
        if goes && !within {
            element.node.remove_from_parent();
        }
        if let Some(gone) = gone.get_mut(at) {
            *gone = goes;
        }
    }
    gone.iter().filter(|gone| !**gone).count()
}

/// An element of the page.
struct Element<'d> {
    node: NodeRef<'d>,
    /// The element around it, by its place in the list.
    parent: Option<usize>,
    text: Text,
}

/// What an element holds, the elements in it included.
#[derive(Clone, Copy, Default)]
struct Text {
    links: usize,
    /// Bytes of text in links.
    linked: usize,
    /// Bytes of text.
    whole: usize,
    /// Whether the page's headline is in it.
    is_head: bool,
}

impl Text {
    fn add(&mut self, other: Self) {
        self.links += other.links;
        self.linked += other.linked;
        self.whole += other.whole;
        self.is_head |= other.is_head;
    }

    /// Whether there are so many links and nothing else.
    fn is_menu(&self, links: usize) -> bool {
        self.links >= links && self.linked * 10 >= self.whole * 9 && !self.is_head
    }
}

/// The elements that can hold text, each before those within it; what never holds any is removed at once.
fn surveyed(document: &Document) -> Vec<Element<'_>> {
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut open = vec![(document.root(), None, false)];
    while let Some((node, parent, in_link)) = open.pop() {
        if node.is_text() {
            let whole = node.text().trim().len();
            let linked = if in_link { whole } else { 0 };
            add(
                &mut elements,
                parent,
                Text {
                    linked,
                    whole,
                    ..Text::default()
                },
            );
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if node.is_comment() || WITHOUT_TEXT.contains(&&*name) {
            node.remove_from_parent();
            continue;
        }
        if node
            .element_ref()
            .is_some_and(|element| element.attrs.len() > MOST_ATTRIBUTES)
        {
            node.remove_all_attrs();
        }
        let is_link = &*name == "a";
        let text = Text {
            links: usize::from(is_link),
            is_head: &*name == "h1",
            ..Text::default()
        };
        let own = elements.len();
        elements.push(Element { node, parent, text });
        let children = node.children_it(true);
        open.extend(children.map(|child| (child, Some(own), in_link || is_link)));
    }
    for at in (0..elements.len()).rev() {
        let (parent, text) = elements
            .get(at)
            .map_or((None, Text::default()), |own| (own.parent, own.text));
        add(&mut elements, parent, text);
    }
    elements
}

fn add(elements: &mut [Element<'_>], at: Option<usize>, text: Text) {
    if let Some(element) = at.and_then(|at| elements.get_mut(at)) {
        element.text.add(text);
    }
}

fn is_unseen(element: &Element<'_>) -> bool {
    let (name, text) = (element.node.node_name().unwrap_or_default(), element.text);
    match &*name {
        "html" | "body" | "article" | "main" | "p" | "a" | "h1" | "h2" | "h3" | "h4" => {
            return false;
        }
        "ul" | "ol" if text.is_menu(2) => return true,
        "div" | "section" | "aside" | "header" | "form" if text.is_menu(6) => return true,
        _ => {}
    }
    match marks::mark(&element.node) {
        Some(Mark::Unseen) => text.whole <= LONGEST,
        Some(Mark::Aside(reason)) => reason != OFFER && text.linked * 2 >= text.whole,
        _ => false,
    }
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
