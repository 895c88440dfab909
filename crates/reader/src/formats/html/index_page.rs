//! Tells a page that lists stories (front page, section, tag, search) from the page of one story, and takes its links.
//!
//! In doubt a page is a story: an index read as a story is a nuisance, a story refused as an index is a loss.

use super::blocks::{self, Part};
use crate::{Link, prose};
use dateline_core::BlockKind;
use dom_query::Document;
use std::collections::{HashMap, HashSet};
use url::Url;

/// So many headlines that are links make a list.
const HEADLINES: usize = 6;

/// A headline has at least so many words, or so many letters of a script that does not part words.
const WORDS: usize = 4;
const LETTERS: usize = 10;

/// Paragraphs of a page that stand in one element: with more words than this they are a story.
const STORY: usize = 120;

/// The links of a page that lists stories; `None` for the page of one story.
pub(super) fn links(document: &Document, url: Option<&str>) -> Option<Vec<Link>> {
    if declares_story(document) || url.is_some_and(names_story) {
        return None;
    }
    let body = document.body()?;
    let parts = blocks::parts(&body);
    let headlines = parts.iter().filter(|part| is_headline(part)).count();
    if headlines < HEADLINES || longest_story(&parts) > STORY {
        return None;
    }
    let links = collect(document, url);
    (links.len() >= HEADLINES).then_some(links)
}

/// Whether the page says itself that it is one story.
fn declares_story(document: &Document) -> bool {
    const STORY: &str = r#"meta[property="og:type"][content="article" i], meta[property="article:published_time"], [itemprop="articleBody"]"#;
    document.select_single(STORY).exists()
}

/// Whether an address has the look of one story's: a number, or a last part of many words.
fn names_story(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let last = url
        .path_segments()
        .and_then(|parts| parts.rev().find(|part| !part.is_empty()));
    let last = last.unwrap_or_default();
    let digits = last.chars().filter(char::is_ascii_digit).count();
    let parted = last.matches(['-', '_']).count();
    digits >= 4
        || parted >= 3
        || last.contains("%")
        || url.query().is_some_and(|query| query.contains("id="))
}

/// A heading that is a link.
fn is_headline(part: &Part) -> bool {
    part.kind == BlockKind::Subheading
        && part.linked * 10 >= part.words.len() * 9
        && is_long(&part.words)
}

fn is_long(words: &str) -> bool {
    let letters = words
        .chars()
        .filter(|letter| letter.is_alphabetic() && !letter.is_ascii())
        .count();
    prose::words(words) >= WORDS || letters >= LETTERS
}

/// The words of the paragraphs in the element that holds most of them; teasers stand each in an element of its own.
fn longest_story(parts: &[Part]) -> usize {
    let mut inside: HashMap<usize, (usize, usize)> = HashMap::new();
    for part in parts
        .iter()
        .filter(|part| part.kind == BlockKind::Paragraph && part.linked * 2 < part.words.len())
    {
        let (count, words) = inside.entry(part.spot.parent).or_default();
        if prose::is_prose(&part.words) {
            *count += 1;
            *words += prose::words(&part.words);
        }
    }
    let stories = inside.into_values().filter(|(count, _)| *count >= 2);
    stories.map(|(_, words)| words).max().unwrap_or_default()
}

/// Each address once, with its longest words.
fn collect(document: &Document, url: Option<&str>) -> Vec<Link> {
    let base = document.base_uri().map(|base| base.to_string());
    let page = url.and_then(|url| Url::parse(url).ok());
    let base = match (base, &page) {
        (Some(base), Some(page)) => page.join(&base).ok(),
        (Some(base), None) => Url::parse(&base).ok(),
        (None, page) => page.clone(),
    };
    let mut links: Vec<Link> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for anchor in document.select("a[href]").iter() {
        let href = anchor.attr("href").unwrap_or_default();
        let found = base
            .as_ref()
            .map_or_else(|| Url::parse(&href), |base| base.join(&href));
        let text = anchor.text();
        let text: Vec<&str> = text.split_whitespace().collect();
        let text = text.join(" ");
        let Some(mut found) = found
            .ok()
            .filter(|found| matches!(found.scheme(), "http" | "https"))
        else {
            continue;
        };
        found.set_fragment(None);
        if is_long(&text) && known.insert(found.to_string()) {
            links.push(Link {
                url: found.to_string(),
                text,
            });
        }
    }
    links
}
