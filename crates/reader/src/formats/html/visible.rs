//! Reads dates and names that a page shows: `<time>`, lines of date and byline, the address.

use super::candidates::{Candidates, Field, Source};
use crate::byline::{Byline, byline};
use crate::pattern::pattern;
use dom_query::Document;
use regex::Regex;
use std::sync::LazyLock;

/// Elements that sites use for the line of date and byline.
const LINES: &str = r#"[class*="byline"], [class*="author"], [class*="date"], [class*="time"], [class*="publish"], [class*="meta"], [id*="date"], [class*="Date"], [class*="Byline"], [class*="Author"], [class*="datum"], [class*="info"]"#;

/// How many such elements are looked at.
const MOST_LINES: usize = 60;

/// How many lines of a page without such elements are looked at for a date by itself.
const MOST_PARTS: usize = 400;

/// Adds what is shown.
pub(super) fn collect(document: &Document, url: Option<&str>, found: &mut Candidates) {
    for time in document.select("time[datetime]").iter().take(5) {
        let stamp = time.attr("datetime").unwrap_or_default();
        found.add(Field::Published, Source::Visible, &stamp);
    }
    for element in document.select(LINES).iter().take(MOST_LINES) {
        let text = element.text();
        if text.len() <= 300 {
            line(&text, Source::Visible, found);
        }
    }
    if let Some(day) = url.and_then(day_in_address) {
        found.add(Field::Published, Source::Address, &day);
    }
    let parts = document
        .body()
        .map_or_else(Vec::new, |body| super::blocks::parts(&body));
    for part in parts
        .iter()
        .take(MOST_PARTS)
        .filter(|part| part.words.len() <= 120)
    {
        line(&part.words, Source::Fallback, found);
    }
}

fn line(text: &str, source: Source, found: &mut Candidates) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let Some(byline) = byline(&line).or_else(|| dated(&line)) else {
        return;
    };
    let places: Vec<&str> = byline.place.iter().map(String::as_str).collect();
    if let Some(published) = byline.published(&places) {
        found.add(Field::Published, source, &published.to_string());
    }
    if let Some(modified) = byline.modified(&places) {
        found.add(Field::Modified, source, &modified.to_string());
    }
    for author in byline.authors.iter().filter(|_| source == Source::Visible) {
        found.add(Field::Author, source, author);
    }
}

/// A short line in another language that ends or begins with a date: "Veröffentlicht am 3. März 2025".
fn dated(line: &str) -> Option<Byline> {
    let words = line.split(' ').count();
    let cuts = line.match_indices(' ').map(|(at, _)| at + 1);
    let tails = std::iter::once(0)
        .chain(cuts)
        .filter_map(|at| line.get(at..));
    let fits = words <= 12 && line.chars().any(|c| c.is_ascii_digit());
    fits.then(|| tails.take(8).find_map(byline)).flatten()
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

    #[test]
    fn a_date_behind_a_label_in_another_language_is_read() {
        let read = |line| {
            dated(line)
                .and_then(|line| line.published(&[]))
                .map(|at| at.to_string())
        };
        assert_eq!(
            read("Veröffentlicht am 3. März 2025").as_deref(),
            Some("2025-03-03")
        );
        assert_eq!(read("Publié le 3 mars 2025").as_deref(), Some("2025-03-03"));
        assert_eq!(read("Stand: 03.03.2025").as_deref(), Some("2025-03-03"));
        assert_eq!(read("Der Kai wurde am 3. März 2025 wieder eröffnet"), None);
    }
}
