//! Finds the story of a page: several libraries are asked, then each block of the page is decided by their votes.
//!
//! What the page says of its own body (JSON-LD's `articleBody`) is not read: it is rare and often cut short.

use super::blocks::{self, Part};
use super::decide::{Decided, decide};
use super::shingles::{self, Shingles};
use super::{clean, extractors};
use dom_query::Document;

/// Two texts that agree more than this are the same story, and nobody else is asked.
const AGREED: f32 = 0.85;

/// How much of a block's runs of words a library must have to vote for it.
const HELD: f32 = 0.7;

/// Fewer words than this are no story.
const SHORT: usize = 40;

/// The story of a page, and how much the libraries agree on it, from 0 to 1.
/// The story of a page, whose metadata have been read before: what is never shown is taken out of the document.
pub(super) fn main_text(document: Document) -> (Decided, f32) {
    clean::clean(&document);
    let html = document.html().to_string();
    let page = document
        .body()
        .map_or_else(Vec::new, |body| blocks::marked_parts(&body));
    let texts = opinions(&html, document);
    let (chosen, confidence) = medoid(&texts);
    let votes = votes(&page, &texts, chosen);
    if votes.contains(&true) {
        return (decide(page, &votes), confidence);
    }
    // The libraries found nothing that stands on the page: all of it is better than nothing.
    let whole = Decided {
        story: page,
        ..Decided::default()
    };
    (whole, 0.0)
}

/// What two libraries take for the story, and a third where they do not agree.
fn opinions(html: &str, document: Document) -> Vec<Text> {
    let mut first = Text::of(&extractors::containers(html));
    let second = Text::of(&extractors::readability(document));
    if first.runs.agreement(&second.runs) > AGREED {
        return vec![first, second];
    }
    if first.count < SHORT {
        first = Text::of(&extractors::containers_or_density(html));
    }
    let third = Text::of(&extractors::page_kind(html));
    vec![first, second, third]
}

/// What a library takes for the story.
#[derive(Debug)]
struct Text {
    runs: Shingles,
    count: usize,
}

impl Text {
    fn of(parts: &[Part]) -> Self {
        let words = parts.iter().flat_map(|part| shingles::words(&part.words));
        let words: Vec<u64> = words.collect();
        Self {
            runs: Shingles::of(&words),
            count: words.len(),
        }
    }
}

/// Which text agrees most with the others, and how much in the mean; of two, the first.
fn medoid(texts: &[Text]) -> (usize, f32) {
    let mut best = (0, 0.0);
    for (at, text) in texts.iter().enumerate() {
        let others = texts.iter().enumerate().filter(|(other, _)| *other != at);
        let agreements: Vec<f32> = others
            .map(|(_, other)| text.runs.agreement(&other.runs))
            .collect();
        let mean = agreements.iter().sum::<f32>() / shingles::count(agreements.len().max(1));
        if mean > best.1 {
            best = (at, mean);
        }
    }
    best
}

/// Which blocks of the page are story: those of the chosen text, and those that two of the others have.
fn votes(page: &[Part], texts: &[Text], chosen: usize) -> Vec<bool> {
    let vote = |part: &Part| {
        let words = shingles::words(&part.words);
        let mut votes = texts.iter().map(|text| text.runs.share(&words) >= HELD);
        let count = votes.clone().filter(|held| *held).count();
        count >= 2 || votes.nth(chosen) == Some(true)
    };
    page.iter().map(vote).collect()
}
