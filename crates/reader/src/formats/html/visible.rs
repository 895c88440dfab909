//! Reads dates and names that a page shows: `<time>`, lines of date and byline, the address.

use super::candidates::{Candidates, Field, Source};
use super::lines::{Line, Story, lines};
use super::{authors, dates, titles};
use crate::byline::byline;
use crate::candidate::{CandidateSource, DateField, Rule};
use crate::pattern::pattern;
use dom_query::{Document, NodeRef};
use regex::Regex;
use std::sync::LazyLock;

/// How far behind the headline authors are looked for, in lines.
const BEHIND: usize = 12;

/// Most lines that are read for authors.
const MOST_BYLINES: usize = 80;

/// Most headings that are compared with the page's title.
const MOST_HEADINGS: usize = 60;

/// Adds what is shown.
pub(super) fn collect(
    document: &Document,
    story: &Story,
    url: Option<&str>,
    found: &mut Candidates,
) {
    let own = found.own_address(url);
    let addresses = [url, own.as_deref()];
    if let Some(day) = addresses.into_iter().flatten().find_map(day_in_address) {
        let source = CandidateSource::Address;
        found.date(source, DateField::Published, Rule::Address, &day);
    }
    let Some(body) = document.body() else { return };
    let lines = lines(&body, story);
    let order = found.order(url);
    found.dates(dates::shown(&lines, order));
    let bylines = lines.iter().filter(|line| is_byline(line));
    for line in bylines.take(MOST_BYLINES) {
        add_authors(line, found);
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

/// Whether a line may name authors: by its place, its class or its first word.
fn is_byline(line: &Line) -> bool {
    let short = line.declared.is_none() && line.words.len() <= 250;
    short && (is_near(line) || is_of_authors(line) || begins_with_by(&line.words))
}

fn is_near(line: &Line) -> bool {
    line.behind.is_some_and(|lines| lines <= BEHIND) || line.before.is_some_and(|lines| lines < 4)
}

fn is_of_authors(line: &Line) -> bool {
    let parts = ["byline", "author", "autor", "auteur", "autore"];
    parts.iter().any(|part| line.class.contains(part))
}

fn add_authors(line: &Line, found: &mut Candidates) {
    let near = is_near(line);
    let read = byline(&line.words).map(|byline| byline.authors);
    let read = read.filter(|names| !names.is_empty());
    let named = || authors::signed(&line.words, near && is_of_authors(line));
    let source = if near {
        Source::Visible
    } else {
        Source::Fallback
    };
    for author in read.unwrap_or_else(named) {
        found.add(Field::Author, source, &author);
    }
}

fn begins_with_by(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.trim_end_matches(':').to_lowercase();
    matches!(
        first.as_str(),
        "by" | "von" | "par" | "por" | "di" | "door" | "av" | "af"
    )
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
