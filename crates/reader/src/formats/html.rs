//! Reads a page of HTML: its story by Readability's rules, its dates, authors and headline by what the page declares.

mod blocks;
mod candidates;
mod clean;
mod decide;
mod depth;
mod extractors;
pub(crate) mod fragment;
mod jsonld;
mod main_text;
mod marks;
mod shingles;
mod tags;
mod visible;

use crate::{Page, dateline::dateline, names, sort, story, units::Unit};
use candidates::Candidates;
use dateline_core::{BlockKind, Span};
use dom_query::Document;
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
    // The parsers are other people's code: a fault of theirs costs the page's fields, not the process.
    let parsed = (!depth::is_too_deep(html))
        .then(|| catch_unwind(AssertUnwindSafe(|| read(html, url))).ok())
        .flatten();
    parsed.unwrap_or_else(|| Page {
        url: url.map(str::to_owned),
        ..super::paste::paste(&blocks::without_tags(html))
    })
}

fn read(html: &str, url: Option<&str>) -> Page {
    let document = Document::from(html);
    let mut found = Candidates::default();
    jsonld::collect(&document, &mut found);
    tags::collect(&document, &mut found);
    visible::collect(&document, url, &mut found);
    let mut page = found.page(url);
    take_story(&mut page, document);
    page
}

/// Takes the story's blocks; captions, bylines and offers among them are left out as from a pasted text.
fn take_story(page: &mut Page, document: Document) {
    let main = main_text::main_text(document);
    page.confidence = Some(main.confidence);
    for (reason, words) in &main.left_out {
        story::leave_out(page, reason, words);
    }
    let parts = main.parts;
    let text: Vec<&str> = parts.iter().map(|part| part.words.as_str()).collect();
    let units: Vec<Unit<'_>> = text
        .iter()
        .map(|words| Unit {
            span: Span::of(0..words.len()),
            text: words,
        })
        .collect();
    let title = page.title.clone().unwrap_or_default();
    let headline = headline(&parts, &title);
    let mut roles = sort::roles(&units, headline);
    for (part, role) in parts.iter().zip(roles.iter_mut()) {
        match (part.kind, &role) {
            (BlockKind::Subheading, sort::Role::Paragraph) => *role = sort::Role::Subheading,
            (BlockKind::Caption, _) => *role = sort::Role::Caption,
            _ => {}
        }
    }
    story::take(page, &units, &roles);
    let opening = text.iter().take(4).find_map(|words| dateline(words));
    page.place = opening.map(|opening| names::place(&opening.place));
}

/// Where the headline stands again above the story.
fn headline(parts: &[blocks::Part], title: &str) -> Option<usize> {
    let title = shingles::words(title);
    let is_headline =
        |part: &blocks::Part| part.spot.own == "h1" || shingles::words(&part.words) == title;
    parts.iter().take(3).position(is_headline)
}
