//! Reads a page of HTML: its story by Readability's rules, its dates, authors and headline by what the page declares.

mod authors;
mod blocks;
mod candidates;
mod clean;
mod dates;
mod decide;
mod depth;
mod extractors;
pub(crate) mod fragment;
mod head;
mod index_page;
mod jsonld;
mod lines;
mod main_text;
mod marked;
mod marks;
mod paywall;
mod saved;
mod shingles;
mod tags;
mod titles;
mod visible;

use crate::{Page, sort, story, units::Unit};
use candidates::Candidates;
use dateline_core::{BlockKind, Span};
use dom_query::Document;
use lines::Story;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a page of HTML found at `url`; an address that is not absolute is kept and not used.
///
/// Dates, authors, headline and site are collected from every place that declares them (JSON-LD, meta tags, microdata,
/// visible date and byline, the address) and the best source wins. The zone of a time stays as written.
///
/// ```
/// let page = dateline_reader::page(
///     r#"<html lang="en"><head><meta property="article:published_time" content="2025-03-03T09:15:00+03:00"></head>
///     <body><article><h1>Old pier to reopen</h1><p>The pier reopens on Friday, the mayor said.</p></article></body></html>"#,
///     Some("https://courier.example/pier"),
/// );
/// assert_eq!(page.title.as_deref(), Some("Old pier to reopen"));
/// assert_eq!(page.published.map(|at| at.to_string()).as_deref(), Some("2025-03-03T09:15:00+03:00"));
/// assert_eq!(page.text, "The pier reopens on Friday, the mayor said.");
/// ```
#[must_use]
pub fn page(html: &str, url: Option<&str>) -> Page {
    let url = url.or_else(|| saved::saved_from(html));
    // The parsers are other people's code: a fault of theirs costs the page's fields, not the process.
    let parsed = (!depth::is_too_deep(html))
        .then(|| catch_unwind(AssertUnwindSafe(|| read(html, url))).ok())
        .flatten();
    parsed.unwrap_or_else(|| Page {
        url: url.map(str::to_owned),
        ..super::paste::paste(&without_tags(html))
    })
}

/// The words of some tags' text, a line for each.
pub(crate) fn without_tags(html: &str) -> String {
    blocks::without_tags(html)
}

fn read(html: &str, url: Option<&str>) -> Page {
    let document = Document::from(html);
    let mut found = Candidates::default();
    jsonld::collect(&document, &mut found);
    tags::collect(&document, &mut found);
    let story = Story::under(visible::headline(&document, &found));
    marked::collect(&document, &story, &mut found);
    visible::collect(&document, &story, url, &mut found);
    let mut page = found.page(url);
    page.index = index_page::links(&document, page.url.as_deref());
    if page.index.is_none() {
        let is_locked = paywall::is_locked(&document);
        take_story(&mut page, document, is_locked);
    }
    page
}

/// Takes the story's blocks; captions, bylines and offers among them are left out as from a pasted text.
fn take_story(page: &mut Page, document: Document, is_locked: bool) {
    let (mut main, confidence) = main_text::main_text(document);
    page.confidence = Some(confidence);
    for (reason, words) in &main.left_out {
        story::leave_out(page, reason, words);
    }
    let title = page.title.clone().unwrap_or_default();
    head::add_standfirst(&mut main, &title);
    let parts = &main.story;
    let units = units(parts);
    let mut roles = sort::roles(&units, head::headline(parts, &title));
    for (part, role) in parts.iter().zip(roles.iter_mut()) {
        match (part.kind, &role) {
            (BlockKind::Standfirst, _) => *role = sort::Role::Standfirst,
            (BlockKind::Subheading, sort::Role::Paragraph) => *role = sort::Role::Subheading,
            (BlockKind::Caption, _) => *role = sort::Role::Caption,
            _ => {}
        }
    }
    story::take(page, &units, &roles);
    page.place = head::place(&main);
    page.cut_off = paywall::is_cut_off(&units, &roles, &main.behind, is_locked);
}

/// The parts as the rules for lines see them.
fn units(parts: &[blocks::Part]) -> Vec<Unit<'_>> {
    let units = parts.iter().map(|part| Unit {
        span: Span::of(0..part.words.len()),
        text: &part.words,
    });
    units.collect()
}
