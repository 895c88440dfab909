//! Reads a story in Markdown: its marks are taken out, its headings are headings, its front matter tells the fields.

mod front_matter;

use super::{html, paste};
use crate::{Page, Source};
use front_matter::FrontMatter;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// File names that end so are Markdown.
const ENDINGS: &[&str] = &[".md", ".markdown", ".mdown", ".mkd"];

/// Whether a text is in Markdown: by its file's name, its front matter, or a heading and a link in Markdown's marks.
///
/// Less is not enough: people paste stories with a star or a hash here and there.
pub(super) fn fits(text: &str, source: &Source<'_>) -> bool {
    let named = source.name.is_some_and(|name| {
        let name = name.to_lowercase();
        ENDINGS.iter().any(|ending| name.ends_with(ending))
    });
    let headed = || {
        text.lines()
            .any(|line| line.starts_with("# ") || line.starts_with("## "))
    };
    let linked = || text.contains("](https://") || text.contains("](http://");
    named || FrontMatter::split(text).is_some() || headed() && linked()
}

/// Reads a text in Markdown.
pub(super) fn read(text: &str, source: &Source<'_>) -> Page {
    let text = text.trim_start_matches('\u{feff}');
    let (told, body) = FrontMatter::split(text).unwrap_or((FrontMatter::default(), text));
    let mut plain = Plain::default();
    if let Some(title) = &told.title {
        plain.heading(title);
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(body, options) {
        plain.take(event);
    }
    let mut page = paste::with_headings(&plain.text, &plain.headings);
    told.fill(&mut page);
    page.url = source.address().map(str::to_owned).or(page.url);
    page
}

/// The text without marks, and where its headings begin.
#[derive(Default)]
struct Plain {
    text: String,
    headings: Vec<usize>,
    hidden: usize,
    cells: usize,
    lists: Vec<Option<u64>>,
    paragraph: usize,
}

impl Plain {
    /// A title that stands above the text, and need not be said again by its first heading.
    fn heading(&mut self, title: &str) {
        self.headings.push(self.text.len());
        self.text.push_str(title);
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) if self.hidden == 0 => {
                self.text.push_str(&words)
            }
            Event::Html(tags) => self.text.push_str(&html::without_tags(&tags)),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push('\n'),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.part(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.part();
                self.headings.push(self.text.len());
            }
            Tag::Image { .. } | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::List(first) => {
                self.part();
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::Paragraph => {
                if !self.after_bullet() {
                    self.part();
                }
                self.paragraph = self.text.len();
            }
            Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) => self.part(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::TableRow | TagEnd::TableHead => {
                self.text.push('\n');
                self.cells = 0;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.part();
            }
            TagEnd::Paragraph => {
                let lines = self.text.split_off(self.paragraph.min(self.text.len()));
                self.text.push_str(&joined(&lines));
                self.line();
            }
            TagEnd::Heading(_) | TagEnd::Item => self.line(),
            _ => {}
        }
    }

    /// Begins a new line with the bullet or number of its list.
    fn item(&mut self) {
        self.line();
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.text.push_str("- "),
        }
    }

    fn after_bullet(&self) -> bool {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        line == "- "
            || line
                .strip_suffix(". ")
                .is_some_and(|number| number.parse::<u64>().is_ok())
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn part(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// The lines of a paragraph, joined where the paragraph was wrapped; lines of a story's head stay lines.
fn joined(paragraph: &str) -> String {
    let lines: Vec<&str> = paragraph.lines().collect();
    let goes_on = |line: &str| line.starts_with(char::is_lowercase);
    let above = lines.split_last().map_or(&[][..], |(_, above)| above);
    let is_full = |line: &&str| (40..=110).contains(&line.chars().count());
    let is_wrapped = above.iter().all(is_full) && lines.iter().skip(1).any(|line| goes_on(line));
    let mut joined = String::with_capacity(paragraph.len());
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            joined.push(if is_wrapped || goes_on(line) {
                ' '
            } else {
                '\n'
            });
        }
        joined.push_str(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, blocks: &[&str]) {
        let page = read(markdown, &Source::default());
        let found: Vec<&str> = page
            .blocks
            .iter()
            .filter_map(|block| block.span.read(&page.text))
            .collect();
        assert_eq!(found, blocks, "{markdown}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check(
            "# Old pier to reopen\n\nThe **old** [pier](https://a.example) reopens on *Friday*, the `mayor` said.\n\n![A pier](p.jpg)\n\n> The crews are glad of it.\n\n1. One boat sails at noon.\n2. Two boats sail at night.\n",
            &[
                "The old pier reopens on Friday, the mayor said.",
                "The crews are glad of it.",
                "1. One boat sails at noon.",
                "2. Two boats sail at night.",
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_lines_of_the_head_are_not() {
        let page = read(
            "# Old pier to reopen\nBy Jane Roe\n3 March 2025\n\nThe harbour office said on Monday that the\nsecond ferry would sail again from the old\npier next week.\n",
            &Source::default(),
        );
        assert_eq!(page.authors, ["Jane Roe"]);
        assert_eq!(
            page.published.map(|at| at.to_string()).as_deref(),
            Some("2025-03-03")
        );
        assert_eq!(page.blocks.len(), 1);
    }

    #[test]
    fn only_clear_marks_make_a_text_markdown() {
        let fits = |text: &str, name| {
            fits(
                text,
                &Source {
                    name,
                    ..Source::default()
                },
            )
        };
        assert!(fits("The pier reopens.", Some("pier.MD")));
        assert!(fits("---\ntitle: Old pier\n---\nIt reopens.", None));
        assert!(fits(
            "# Old pier\n\nIt [reopens](https://a.example).",
            Some("pier.txt")
        ));
        assert!(!fits("# Old pier\n\nIt *reopens* on Friday.", None));
        assert!(!fits("---\nIt reopens.\n---\n", None));
    }

    #[test]
    fn quotations_nested_without_end_are_read() {
        let page = read(
            &format!("{} The pier reopens on Friday.", ">".repeat(50_000)),
            &Source::default(),
        );
        assert!(page.text.contains("The pier reopens"));
    }
}
