//! Reads elements that are marked for a field: microdata, microformats, links to authors.

use super::candidates::{Candidates, Field, Source};
use super::lines::Story;
use crate::candidate::{CandidateSource, DateField, Rule};
use DateField::{Modified, Published};
use Field::{Author, Section, Title};
use dom_query::{Document, NodeRef};

/// Selectors of elements that are marked with a date.
const DATED: &[(&str, DateField)] = &[
    (
        r#"[itemprop~="datePublished"], time[pubdate], .dt-published, [property*="datePublished"], abbr.published[title]"#,
        Published,
    ),
    (
        r#"[itemprop~="dateModified"], .dt-updated, [property*="dateModified"], abbr.updated[title]"#,
        Modified,
    ),
];

/// Selectors of elements that are marked with words.
const MARKED: &[(&str, Field)] = &[
    (
        r#"[itemprop~="author"] [itemprop~="name"], [itemprop~="author"]:not(:has([itemprop~="name"])), a[rel~="author"], .p-author, .vcard.author .fn"#,
        Author,
    ),
    (r#"[itemprop~="headline"]"#, Title),
    (r#"[itemprop~="articleSection"]"#, Section),
];

/// Adds what elements of the story are marked with.
pub(super) fn collect(document: &Document, story: &Story, found: &mut Candidates) {
    for (selector, field) in DATED {
        for element in elements(document, story, selector) {
            let declared = ["datetime", "content", "title"];
            let stamp = declared.iter().find_map(|name| element.attr(name));
            let stamp = stamp.unwrap_or_else(|| element.text());
            found.date(CandidateSource::Microdata, *field, Rule::Marked, &stamp);
        }
    }
    for (selector, field) in MARKED {
        for element in elements(document, story, selector) {
            found.add(*field, Source::Marked, &element.text());
        }
    }
}

/// The first elements of the story that a selector names.
fn elements<'d>(document: &'d Document, story: &Story, selector: &str) -> Vec<NodeRef<'d>> {
    let all = document.select(selector);
    let own = all.nodes().iter().filter(|node| !story.is_elsewhere(node));
    own.take(8).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selectors_of_marked_elements_are_valid() {
        let dated = DATED.iter().map(|(selector, _)| selector);
        for selector in dated.chain(MARKED.iter().map(|(selector, _)| selector)) {
            assert!(dom_query::Matcher::new(selector).is_ok(), "{selector}");
        }
    }
}
