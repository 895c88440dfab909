//! Reads dates and names that a page shows: `<time>`, lines of date and byline, the address.

use super::candidates::{Candidates, Field, Source};
use super::lines::{Line, Story, lines};
use super::{dates, titles};
use crate::byline::byline;
use crate::candidate::{CandidateSource, DateField, Rule};
use crate::pattern::pattern;
use dom_query::{Document, NodeRef};
use regex::Regex;
use std::sync::LazyLock;

/// How far behind the headline authors are looked for, in lines.
const BEHIND: usize = 12;

/// Most headings that are compared with the page's title.
const MOST_HEADINGS: usize = 60;

/// Adds what is shown.
pub(super) fn collect(
    document: &Document,
    story: &Story,
    url: Option<&str>,
    found: &mut Candidates,
) {
    if let Some(day) = url.and_then(day_in_address) {
        found.date(
            CandidateSource::Address,
            DateField::Published,
            Rule::Address,
            &day,
        );
    }
    let Some(body) = document.body() else { return };
    let lines = lines(&body, story);
    let order = found.order(url);
    found.dates(dates::shown(&lines, order));
    for line in &lines {
        authors(line, found);
    }
}

/// The heading that is most like the page's title, else the first of the first rank.
pub(super) fn headline<'d>(document: &'d Document, found: &Candidates) -> Option<NodeRef<'d>> {
    const ENOUGH: usize = 9;
    let headings = document.select("h1, h2, h3");
    let titles = found.titles();
    let headings = headings.nodes().iter().take(MOST_HEADINGS);
    let likely = headings.map(|heading| (titles::likeness(&heading.text(), &titles), heading));
    let best = likely.rev().max_by_key(|(likeness, _)| *likeness);
    let named = best.filter(|(likeness, _)| *likeness >= ENOUGH);
    let first = || document.select("h1").nodes().first().copied();
    named.map(|(_, heading)| *heading).or_else(first)
}

/// Names in a line that is a byline by its words or its class, close to the headline.
fn authors(line: &Line, found: &mut Candidates) {
    if line.declared.is_some() || line.words.len() > 250 {
        return;
    }
    let near = line.behind.is_some_and(|lines| lines <= BEHIND)
        || line.before.is_some_and(|lines| lines < 4);
    let class = ["byline", "author", "autor", "auteur", "autore"]
        .iter()
        .any(|part| line.class.contains(part));
    let read = byline(&line.words)
        .map(|byline| byline.authors)
        .unwrap_or_default();
    let named = if near || class {
        super::authors::signed(&line.words, class && near)
    } else {
        Vec::new()
    };
    let source = if near {
        Source::Visible
    } else {
        Source::Fallback
    };
    for author in if read.is_empty() { named } else { read } {
        found.add(Field::Author, source, &author);
    }
}

/// `/2025/03/03/`, `/2025-03-03-`, `/20250303/`.
fn day_in_address(url: &str) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|[/_.=-])((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?:[/_.?&#-]|$)",
        )
    });
    let found = DAY.captures(url)?;
    Some(format!(
        "{}-{}-{}",
        found.get(1)?.as_str(),
        found.get(2)?.as_str(),
        found.get(3)?.as_str()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_an_address_and_a_number_is_not() {
        let read = |url| day_in_address(url);
        assert_eq!(
            read("https://courier.example/2025/03/03/pier").as_deref(),
            Some("2025-03-03")
        );
        assert_eq!(
            read("https://courier.example/news-20250303.html").as_deref(),
            Some("2025-03-03")
        );
        assert_eq!(read("https://courier.example/pier-120250303"), None);
        assert_eq!(read("https://courier.example/2025/13/03/pier"), None);
    }
}
