//! Reads a piece of HTML that is all story, as feeds bring it; links that lead to the rest of it are left out.

use super::authors::{self, Name};
use super::{blocks, depth};
use crate::{Page, dateline::dateline, names, sort, story};
use dateline_core::BlockKind;
use dom_query::Document;
use std::panic::catch_unwind;

/// Why a line that leads on is left out.
pub(crate) const LEADS_ON: &str = "leads to the story";

/// Beginnings of links and lines that lead to the page of a story, in small letters.
const LEADING_ON: &[&str] = &[
    "click here to",
    "continue reading",
    "full story",
    "keep reading",
    "leer más",
    "lees verder",
    "lire la suite",
    "läs mer",
    "more...",
    "more…",
    "read full",
    "read more",
    "read on",
    "read the full",
    "read the rest",
    "seguir leyendo",
    "view article",
    "weiterlesen",
];

/// Words by which such a line says that the story goes on, where "read more" may lead to another.
const GOING_ON: &[&str] = &[
    "continue",
    "full",
    "keep reading",
    "rest",
    "suite",
    "verder",
    "weiterlesen",
];

/// The longest line that only leads on, in characters.
const LONGEST: usize = 120;

/// Whether a link or a line only leads to the page of the story.
fn leads_on(words: &str) -> bool {
    let bare = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let small = bare.to_lowercase();
    LEADING_ON.iter().any(|begin| small.starts_with(begin)) && small.chars().count() <= LONGEST
}

/// Whether a line says where the story first stood, as blogs put it behind whole stories and teasers alike.
fn names_origin(words: &str) -> bool {
    let small = words.to_lowercase();
    let begins = ["the post ", "the article "]
        .iter()
        .any(|begin| small.starts_with(begin));
    begins && small.contains(" appeared first on ")
        || small.starts_with("this post first appeared on")
}

/// Whether the last lines of a piece of HTML ask to read the rest elsewhere, as no whole story does.
pub(crate) fn ends_in_the_middle(html: &str) -> bool {
    let text = blocks::without_tags(html);
    let lines = text.lines().rev().map(str::trim);
    let mut last = lines
        .filter(|line| line.contains(char::is_alphanumeric))
        .take(2);
    last.any(|line| {
        leads_on(line)
            && GOING_ON
                .iter()
                .any(|word| line.to_lowercase().contains(word))
    })
}

/// The names in author fields that came without a page, by the rules for pages.
pub(crate) fn authors(fields: &[String], site: Option<&String>) -> Vec<String> {
    let group = fields.iter().map(|raw| Name {
        raw,
        is_organisation: false,
    });
    let sites: Vec<String> = site.into_iter().cloned().collect();
    authors::authors(std::iter::once(group.collect()), true, &sites)
}

/// Fills text, blocks and place of the page from the HTML; paragraphs of one heading above them repeat no title.
pub(crate) fn take(page: &mut Page, html: &str) {
    // The parsers are other people's code: a fault of theirs costs the markup, not the words.
    let parsed = (!depth::is_too_deep(html))
        .then(|| catch_unwind(|| parts(html)).ok())
        .flatten();
    let (parts, leading) =
        parsed.unwrap_or_else(|| (blocks::lines(&blocks::without_tags(html)), Vec::new()));
    let units = super::units(&parts);
    let title = page.title.clone().unwrap_or_default();
    let headline = units.iter().take(3).position(|unit| unit.text == title);
    let mut roles = sort::roles(&units, headline);
    for (part, role) in parts.iter().zip(roles.iter_mut()) {
        if part.kind == BlockKind::Caption {
            *role = sort::Role::Caption;
        } else if names_origin(&part.words) {
            *role = sort::Role::Furniture("names where the story first stood");
        } else if leads_on(&part.words) {
            *role = sort::Role::Furniture(LEADS_ON);
        } else if part.kind == BlockKind::Subheading && *role == sort::Role::Paragraph {
            *role = sort::Role::Subheading;
        }
    }
    story::take(page, &units, &roles);
    for link in &leading {
        story::leave_out(page, LEADS_ON, link);
    }
    let opening = units.iter().take(4).find_map(|unit| dateline(unit.text));
    page.place = opening.map(|opening| names::place(&opening.place));
}

/// The parts of a story, and the words of the links in it that lead on.
fn parts(html: &str) -> (Vec<blocks::Part>, Vec<String>) {
    let document = Document::fragment(html);
    let mut leading = Vec::new();
    for link in document.select("a").nodes() {
        let words = link.text();
        if leads_on(words.trim()) {
            leading.push(words.trim().to_owned());
            link.remove_from_parent();
        }
    }
    (blocks::parts(&document.root()), leading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_on_are_told_from_sentences() {
        assert!(leads_on("Continue reading \u{2192}"));
        assert!(leads_on("[Read more]"));
        assert!(!leads_on("Readers more than others know the pier."));
        assert!(names_origin(
            "The post Pier reopens appeared first on Harbour Post."
        ));
        assert!(!names_origin("The post office reopens on Friday."));
    }

    #[test]
    fn a_story_in_html_becomes_paragraphs_without_its_lead_on() {
        let mut page = Page::default();
        take(
            &mut page,
            "<p>The pier reopens on Friday, the mayor said. <a href='/x'>Read more</a></p>\
             <figure><img><figcaption>The old pier</figcaption></figure><p>Boats sail from noon.</p>\
             <p>The post <a>Pier</a> appeared first on <a>Harbour Post</a>.</p>",
        );
        assert_eq!(
            page.text,
            "The pier reopens on Friday, the mayor said.\n\nBoats sail from noon."
        );
    }
}
