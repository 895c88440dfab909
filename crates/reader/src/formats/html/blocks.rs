//! Turns a tree of elements into paragraphs, headings and captions, words unjoined at element borders.

use super::marks::{self, Mark};
use dateline_core::BlockKind;
use dom_query::NodeRef;

/// One paragraph, heading or caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The words, with single blanks.
    pub(super) words: String,
    /// Paragraph, heading or caption.
    pub(super) kind: BlockKind,
    /// How many bytes of the words are links.
    pub(super) linked: usize,
    /// Where it stands in the page.
    pub(super) spot: Spot,
}

/// Where a part stands among the elements of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The element that the part's own element stands in, by number.
    pub(super) parent: usize,
    /// The part's own element.
    pub(super) own: &'static str,
    /// The marked elements around it, by number, the outermost first.
    pub(super) marked: Vec<(usize, Mark)>,
}

/// Elements that begin and end a line.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose words are not shown.
const HIDDEN: &[&str] = &[
    "button", "canvas", "embed", "head", "iframe", "input", "noscript", "object", "option",
    "script", "select", "style", "svg", "template", "textarea", "video", "audio",
];

/// The paragraphs, headings and captions under a node, in order; empty ones are left out.
pub(super) fn parts(root: &NodeRef<'_>) -> Vec<Part> {
    walk(root, |_| None)
}

/// Like [`parts`], with what the names of the elements around them tell.
pub(super) fn marked_parts(root: &NodeRef<'_>) -> Vec<Part> {
    walk(root, marks::mark)
}

fn walk(root: &NodeRef<'_>, mark: fn(&NodeRef<'_>) -> Option<Mark>) -> Vec<Part> {
    let mut walk = Walk::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => walk.text(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if HIDDEN.contains(&&*name) {
                    continue;
                }
                match &*name {
                    "br" => walk.line.push('\n'),
                    "a" => {
                        walk.links += 1;
                        steps.push(Step::LeaveLink);
                    }
                    _ => {}
                }
                if walk.is_data_cell(&name) {
                    walk.cell();
                } else if let Some(own) = BLOCKS.iter().find(|block| **block == &*name) {
                    walk.enter(own, mark(&node));
                    walk.in_data |= *own == "tr" && is_data(&node);
                    steps.push(Step::Leave);
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
            Step::LeaveLink => walk.links -= 1,
            Step::Leave => walk.leave(),
        }
    }
    walk.close();
    walk.parts
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    LeaveLink,
    Leave,
}

/// An element that is open.
struct Frame {
    name: &'static str,
    number: usize,
    mark: Option<Mark>,
}

/// What has been read so far, and the elements and the line that are open.
#[derive(Default)]
struct Walk {
    parts: Vec<Part>,
    open: Vec<Frame>,
    count: usize,
    line: String,
    linked: usize,
    links: usize,
    in_data: bool,
}

impl Walk {
    /// Whether an element is a cell of a row that is read as one line.
    fn is_data_cell(&self, name: &str) -> bool {
        self.in_data && matches!(name, "td" | "th")
    }

    fn cell(&mut self) {
        if !self.line.trim().is_empty() {
            self.line.push_str(" | ");
        }
    }

    fn text(&mut self, words: &str) {
        if self.links > 0 {
            self.linked += words.trim().len();
        }
        // Line breaks of the source are blanks; only <br> and preformatted text break lines.
        if self.open.iter().any(|frame| frame.name == "pre") {
            self.line.push_str(words);
        } else {
            self.line
                .extend(words.split('\n').flat_map(|piece| [piece, " "]));
            self.line.pop();
        }
    }

    fn enter(&mut self, name: &'static str, mark: Option<Mark>) {
        self.close();
        self.count += 1;
        self.open.push(Frame {
            name,
            number: self.count,
            mark,
        });
    }

    fn leave(&mut self) {
        self.close();
        let left = self.open.pop();
        self.in_data &= left.is_none_or(|frame| frame.name != "tr");
    }

    /// Ends the line; two line breaks in a row part paragraphs, one is a blank.
    fn close(&mut self) {
        let ended = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        if ended.trim().is_empty() {
            return;
        }
        let (kind, spot) = (self.kind(), self.spot());
        for words in paragraphs(&ended) {
            let linked = linked.min(words.len());
            let spot = spot.clone();
            self.parts.push(Part {
                words,
                kind,
                linked,
                spot,
            });
        }
    }

    fn kind(&self) -> BlockKind {
        let inside = |names: &[&str]| self.open.iter().any(|frame| names.contains(&frame.name));
        if inside(&["figcaption"]) {
            BlockKind::Caption
        } else if inside(&["h1", "h2", "h3", "h4", "h5", "h6"]) {
            BlockKind::Subheading
        } else {
            BlockKind::Paragraph
        }
    }

    fn spot(&self) -> Spot {
        let mut from_inside = self.open.iter().rev();
        let own = from_inside.next().map_or("", |frame| frame.name);
        let parent = from_inside.next().map_or(0, |frame| frame.number);
        let marked = self
            .open
            .iter()
            .filter_map(|frame| frame.mark.map(|mark| (frame.number, mark)));
        Spot {
            parent,
            own,
            marked: marked.collect(),
        }
    }
}

/// The longest text of a cell, in bytes, that is read in one line with the other cells of its row.
const LONGEST_CELL: usize = 120;

/// Whether a row of a table holds data; pages laid out by tables have whole columns in a cell.
fn is_data(row: &NodeRef<'_>) -> bool {
    let mut inside = row.descendants_it().filter(NodeRef::is_element);
    let is_flat = inside.all(|node| {
        let name = node.node_name().unwrap_or_default();
        matches!(&*name, "td" | "th") || &*name != "br" && !BLOCKS.contains(&&*name)
    });
    is_flat
        && row
            .children_it(false)
            .all(|cell| cell.text().len() <= LONGEST_CELL)
}

/// The paragraphs of a line as it stands in the page.
fn paragraphs(line: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for piece in line.split('\n').map(str::trim) {
        if piece.is_empty() {
            push(&mut paragraph, &mut paragraphs);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.extend(piece.split_whitespace().flat_map(|word| [word, " "]));
            paragraph.truncate(paragraph.trim_end().len());
        }
    }
    push(&mut paragraph, &mut paragraphs);
    paragraphs
}

fn push(paragraph: &mut String, paragraphs: &mut Vec<String>) {
    let words = std::mem::take(paragraph);
    if !words.is_empty() {
        paragraphs.push(words);
    }
}

/// A part for each line of a text.
pub(super) fn lines(text: &str) -> Vec<Part> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| Part {
            words: line.to_owned(),
            kind: BlockKind::Paragraph,
            linked: 0,
            spot: Spot::default(),
        })
        .collect()
}

/// The words of a page that no parser would read: tags cut out, a line for each.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push('\n');
            }
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn check(html: &str, expected: &[&str]) {
        let found = parts(&Document::fragment(html).root());
        let found: Vec<&str> = found.iter().map(|part| part.words.as_str()).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn no_words_are_joined_at_the_borders_of_elements() {
        check(
            "<table><tr><th>Day<th>Boat<tr><td>Friday</td><td>Ferry</td></tr></table>",
            &["Day | Boat", "Friday | Ferry"],
        );
        check(
            "<p>At noon<br>a ferry<br><br>sails</p>",
            &["At noon a ferry", "sails"],
        );
        check(
            "<div>Pier<p>Ferry</p>Crew</div>",
            &["Pier", "Ferry", "Crew"],
        );
        check(
            "<p>One <b>pier</b>,\n\n two <i>fer</i>ries</p>",
            &["One pier, two ferries"],
        );
        check("<pre>One\n\nTwo</pre>", &["One", "Two"]);
    }

    #[test]
    fn cells_that_hold_paragraphs_are_columns_of_a_page() {
        check(
            "<table><tr><td><p>Menu</p></td><td><p>Story</p><p>Goes on</p></td></tr></table>",
            &["Menu", "Story", "Goes on"],
        );
    }
}
