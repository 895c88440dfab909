//! Turns a tree of elements into paragraphs, headings and captions, words unjoined at element borders.

use dateline_core::BlockKind;
use dom_query::NodeRef;

/// One paragraph, heading or caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The words, with single blanks.
    pub(super) words: String,
    /// Paragraph, heading or caption.
    pub(super) kind: BlockKind,
}

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
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
    let mut parts = Vec::new();
    let mut line = String::new();
    let mut open = Vec::new();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => line.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default().to_string();
                if HIDDEN.contains(&name.as_str()) {
                    continue;
                }
                if name == "br" {
                    line.push('\n');
                }
                let is_block = BLOCKS.contains(&name.as_str());
                if is_block {
                    close(&mut line, kind(&open), &mut parts);
                    open.push(name);
                    steps.push(Step::Leave);
                }
                steps.extend(node.children_it(true).map(Step::Enter));
            }
            Step::Leave => {
                close(&mut line, kind(&open), &mut parts);
                open.pop();
            }
        }
    }
    close(&mut line, BlockKind::Paragraph, &mut parts);
    parts
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave,
}

fn kind(open: &[String]) -> BlockKind {
    let inside = |names: &[&str]| open.iter().any(|name| names.contains(&name.as_str()));
    if inside(&["figcaption"]) {
        BlockKind::Caption
    } else if inside(&["h1", "h2", "h3", "h4", "h5", "h6"]) {
        BlockKind::Subheading
    } else {
        BlockKind::Paragraph
    }
}

/// Ends the line; two line breaks in a row part paragraphs, one is a blank.
fn close(line: &mut String, kind: BlockKind, parts: &mut Vec<Part>) {
    let ended = std::mem::take(line);
    let mut paragraph = String::new();
    for piece in ended.split('\n').map(str::trim) {
        if piece.is_empty() {
            push(&mut paragraph, kind, parts);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.extend(piece.split_whitespace().flat_map(|word| [word, " "]));
            paragraph.truncate(paragraph.trim_end().len());
        }
    }
    push(&mut paragraph, kind, parts);
}

fn push(paragraph: &mut String, kind: BlockKind, parts: &mut Vec<Part>) {
    let words = std::mem::take(paragraph);
    if !words.is_empty() {
        parts.push(Part { words, kind });
    }
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
