//! Walks a page once and gives its short lines with what stands around them: how far from the headline, and whether in
//! comments, teasers or the foot, whose dates are those of other things.

use super::blocks::BLOCKS;
use dom_query::{NodeId, NodeRef};

/// A line of a page, or the opening of a long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The words, with single blanks; of a `<time>`, the words of its line so far and its own.
    pub(super) words: String,
    /// What a `<time>` or `<abbr>` declares.
    pub(super) declared: Option<String>,
    /// Class and id of the elements closest around it, in small letters.
    pub(super) class: String,
    /// Whether it is a link as a whole.
    pub(super) is_link: bool,
    /// Lines since the headline; `None` before it.
    pub(super) behind: Option<usize>,
    /// Lines until the headline; `None` behind it or where no headline is known.
    pub(super) before: Option<usize>,
}

/// Longest line that is given as a whole, in bytes.
const LONGEST: usize = 400;

/// Elements without words of the story.
const HIDDEN: &[&str] = &[
    "audio", "button", "canvas", "embed", "footer", "head", "iframe", "nav", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Parts of class names, ids and microdata types of what surrounds a story.
const ELSEWHERE: &[&str] = &[
    "comment",
    "kommentar",
    "related",
    "teaser",
    "sidebar",
    "footer",
    "recommend",
    "popular",
    "mostread",
    "most-read",
    "trending",
    "newsletter",
    "copyright",
    "ticker",
    "latest",
    "outbrain",
    "taboola",
    "carousel",
    "slider",
    "swiper",
    "playlist",
    "similar",
    "readmore",
    "read-more",
    "readalso",
    "instagram",
    "twitter-tweet",
    "tweet",
    "calendar",
    "cookie",
    "forum",
    "modal",
    "colophon",
    "imageobject",
    "videoobject",
    "weather",
];

/// What is known of the elements around a node.
#[derive(Clone, Copy)]
struct Around {
    elsewhere: bool,
    linked: bool,
}

enum Step<'a> {
    Enter(NodeRef<'a>, Around),
    Leave { block: bool, named: bool },
}

/// Where a page's story stands: the headline's element and those around it.
pub(super) struct Story {
    headline: Option<NodeId>,
    path: Vec<NodeId>,
    /// Whether the headline lies in an `<article>`, so that other articles are other stories.
    in_article: bool,
}

impl Story {
    /// The story under a headline, where one is known.
    pub(super) fn under(headline: Option<NodeRef<'_>>) -> Self {
        let around = headline.into_iter().flat_map(|node| node.ancestors(None));
        let path: Vec<NodeRef<'_>> = headline.into_iter().chain(around).collect();
        let is_article =
            |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "article");
        Self {
            headline: headline.map(|node| node.id),
            in_article: path.iter().any(is_article),
            path: path.iter().map(|node| node.id).collect(),
        }
    }

    /// Whether an element lies among comments, teasers, pictures and the like.
    pub(super) fn is_elsewhere(&self, node: &NodeRef<'_>) -> bool {
        let around = node.ancestors_it(None);
        std::iter::once(*node).chain(around).any(|node| {
            let name = node.node_name().unwrap_or_default();
            !self.holds(&node) && self.parts(&name, &class(&node))
        })
    }

    fn holds(&self, node: &NodeRef<'_>) -> bool {
        self.path.contains(&node.id)
            || node
                .node_name()
                .is_some_and(|name| matches!(&*name, "html" | "body" | "main"))
    }

    /// Whether an element of this name and class parts what it holds from the story.
    fn parts(&self, name: &str, class: &str) -> bool {
        let other = matches!(name, "aside" | "blockquote" | "figure" | "figcaption")
            || name == "article" && self.in_article;
        other || ELSEWHERE.iter().any(|part| class.contains(part))
    }
}

/// The lines of a page's body around its story.
pub(super) fn lines(body: &NodeRef<'_>, story: &Story) -> Vec<Line> {
    let mut walk = Walk::new(story);
    let around = Around {
        elsewhere: false,
        linked: false,
    };
    let mut steps = vec![Step::Enter(*body, around)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node, around) => walk.enter(&node, around, &mut steps),
            Step::Leave { block, named } => {
                if block {
                    walk.close();
                }
                if named {
                    walk.names.pop();
                }
            }
        }
    }
    walk.close();
    walk.finish()
}

struct Walk<'s> {
    story: &'s Story,
    /// How many lines stand before the headline.
    at: Option<usize>,
    lines: Vec<Line>,
    /// How many lines stand before each of them.
    numbers: Vec<usize>,
    count: usize,
    /// Class and id of the elements around, the outermost first.
    names: Vec<String>,
    line: String,
    class: String,
    linked: bool,
    elsewhere: bool,
}

impl<'s> Walk<'s> {
    fn new(story: &'s Story) -> Self {
        Self {
            story,
            at: None,
            lines: Vec::new(),
            numbers: Vec::new(),
            count: 0,
            names: Vec::new(),
            line: String::new(),
            class: String::new(),
            linked: true,
            elsewhere: false,
        }
    }

    fn enter<'a>(&mut self, node: &NodeRef<'a>, around: Around, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            self.text(&node.text(), around);
            return;
        }
        let Some(name) = node.node_name() else {
            steps.extend(
                node.children_it(true)
                    .map(|child| Step::Enter(child, around)),
            );
            return;
        };
        let name: &str = &name;
        let holds_headline = self.story.holds(node);
        if HIDDEN.contains(&name) && !holds_headline {
            return;
        }
        let class = class(node);
        let mut around = around;
        around.linked |= name == "a" && node.has_attr("href");
        if !holds_headline {
            around.elsewhere |= self.story.parts(name, &class);
        }
        let block = BLOCKS.contains(&name) || matches!(name, "br" | "nav");
        if block {
            self.close();
        }
        if self.story.headline == Some(node.id) {
            self.at = Some(self.count);
        }
        let named = !class.is_empty();
        if named {
            self.names.push(class);
        }
        if !around.elsewhere {
            self.declared(name, node, around);
        }
        steps.push(Step::Leave { block, named });
        steps.extend(
            node.children_it(true)
                .map(|child| Step::Enter(child, around)),
        );
    }

    fn text(&mut self, text: &str, around: Around) {
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() {
            return;
        }
        if self.line.is_empty() {
            self.class = self.nearest();
            self.elsewhere = around.elsewhere;
            self.linked = true;
        }
        self.linked &= around.linked;
        for word in words {
            if self.line.len() > LONGEST {
                break;
            }
            if !self.line.is_empty() {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        if self.class.len() < 120 {
            let nearest = self.nearest();
            if !self.class.contains(&nearest) {
                self.class.push(' ');
                self.class.push_str(&nearest);
            }
        }
    }

    /// Class and id of the closest elements that have any.
    fn nearest(&self) -> String {
        let last = self.names.iter().rev().take(2);
        last.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Keeps what a `<time>` or `<abbr>` declares, with the words before it in its line.
    fn declared(&mut self, name: &str, node: &NodeRef<'_>, around: Around) {
        let stamp = match name {
            "time" => node.attr("datetime"),
            "abbr" => node.attr("title"),
            _ => None,
        };
        let Some(stamp) = stamp.filter(|stamp| stamp.chars().any(|c| c.is_ascii_digit())) else {
            return;
        };
        let shown = node.text();
        let shown: Vec<&str> = shown.split_whitespace().take(12).collect();
        let line = Line {
            words: format!("{} {}", self.line, shown.join(" ")),
            declared: Some(stamp.trim().to_owned()),
            class: self.nearest(),
            is_link: around.linked,
            behind: None,
            before: None,
        };
        self.keep(line);
    }

    fn keep(&mut self, line: Line) {
        self.numbers.push(self.count);
        self.lines.push(line);
    }

    /// Ends the line.
    fn close(&mut self) {
        let words = std::mem::take(&mut self.line);
        if words.is_empty() {
            return;
        }
        if !self.elsewhere {
            let line = Line {
                words,
                declared: None,
                class: std::mem::take(&mut self.class),
                is_link: self.linked,
                behind: None,
                before: None,
            };
            self.keep(line);
        }
        self.count += 1;
    }

    fn finish(self) -> Vec<Line> {
        let mut lines = self.lines;
        for (line, number) in lines.iter_mut().zip(self.numbers) {
            line.behind = self.at.and_then(|at| number.checked_sub(at));
            line.before = self.at.and_then(|at| at.checked_sub(number + 1));
        }
        lines
    }
}

/// Class, id and microdata of an element, in small letters.
fn class(node: &NodeRef<'_>) -> String {
    let mut names = String::new();
    let told = [
        node.class(),
        node.id_attr(),
        node.attr("itemprop"),
        node.attr("itemtype"),
    ];
    for value in told.iter().flatten() {
        names.push_str(value);
        names.push(' ');
    }
    names.make_ascii_lowercase();
    names.truncate(names.trim_end().len());
    names
}
