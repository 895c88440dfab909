//! Asks other people's libraries for the story of a page; a fault of theirs is an empty answer.

use super::blocks::{self, Part};
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{ExtractionFocus, HtmlDateMode};

/// Elements that a page may have and still be read by Readability's rules.
const MOST_ELEMENTS: usize = 60_000;

/// The story by Readability's rules.
pub(super) fn readability(document: Document) -> Vec<Part> {
    guarded(|| {
        let config = Config {
            max_elements_to_parse: MOST_ELEMENTS,
            text_mode: TextMode::Raw,
            disable_json_ld: true,
            ..Config::default()
        };
        // The document's own address is not given: links are not kept, and a relative one would be refused.
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        Some(readability.parse().ok()?.content.to_string())
    })
}

/// The story by Trafilatura's rules, which look for known containers first; `fallback` lets it ask its other libraries.
pub(super) fn containers(html: &str) -> Vec<Part> {
    guarded(|| {
        trafilatura::extract(html, &options(false))
            .ok()
            .map(|found| found.content_html)
    })
}

/// Like [`containers`], with the library's own second and third opinion where its rules find little.
pub(super) fn containers_or_density(html: &str) -> Vec<Part> {
    guarded(|| {
        trafilatura::extract(html, &options(true))
            .ok()
            .map(|found| found.content_html)
    })
}

fn options(fallback: bool) -> trafilatura::Options {
    trafilatura::Options::default()
        .with_fallback(fallback)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled)
}

/// The story by the kind of page that a classifier takes it for.
pub(super) fn page_kind(html: &str) -> Vec<Part> {
    let text = catch_unwind(AssertUnwindSafe(|| {
        rs_trafilatura::extract(html)
            .ok()
            .map(|found| found.content_text)
    }));
    blocks::lines(&text.ok().flatten().unwrap_or_default())
}

fn guarded(extract: impl FnOnce() -> Option<String>) -> Vec<Part> {
    let html = catch_unwind(AssertUnwindSafe(extract)).ok().flatten();
    html.map_or_else(Vec::new, |html| {
        blocks::parts(&Document::fragment(html).root())
    })
}
