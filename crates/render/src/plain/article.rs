//! Stored articles: a line each in a list, one in full, and what happened to one that was given.

use crate::{safe, words};
use dateline_core::{Article, ArticleId, Moment, lines::PageOut};

/// One article in a list: its day, its headline and source, its id.
#[must_use]
pub fn article_line(article: &Article) -> String {
    let mut line = format!(
        "{}  {}",
        words::day(article.published().day()),
        headline(article)
    );
    if let Some(source) = article.source() {
        line.push_str(&format!(" · {}", safe::line(source)));
    }
    line.push_str(&format!("  [{}]", safe::line(article.id().as_str())));
    line
}

/// One article in full: headline, what is known of it, text.
#[must_use]
pub fn article(article: &Article) -> String {
    let mut facts = vec![format!("published {}", words::moment(&article.published()))];
    facts.extend(
        article
            .modified()
            .map(|modified| format!("changed {}", words::moment(&modified))),
    );
    let named = [
        article.place(),
        article.source(),
        article.url(),
        article.language(),
    ];
    facts.extend(named.into_iter().flatten().map(safe::line));
    if !article.authors().is_empty() {
        facts.push(format!("by {}", safe::line(&article.authors().join(", "))));
    }
    facts.push(format!("id {}", safe::line(article.id().as_str())));
    format!(
        "{}\n{}\n\n{}",
        headline(article),
        facts.join(" · "),
        safe::lines(article.text()).trim_end()
    )
}

/// What became of an article that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It was not there before.
    Stored,
    /// It was there with another text.
    Renewed,
    /// It was there, word for word.
    Known,
}

/// What became of an article that was given: `Stored: Ministers plan talks · 3 events  [id]`.
#[must_use]
pub fn taken(title: &str, id: &ArticleId, deed: Deed, events: usize) -> String {
    let deed = match deed {
        Deed::Stored => "Stored",
        Deed::Renewed => "Stored with its new text",
        Deed::Known => "Already stored",
    };
    let events = match events {
        0 => "no dated events (kept, searchable)".to_owned(),
        some => words::count(some as u64, "event"),
    };
    format!(
        "{deed}: {} · {events}  [{}]",
        headline_words(title),
        safe::line(id.as_str())
    )
}

/// What the dates of a page come to, before they are explained.
#[must_use]
pub fn dates(name: &str, published: Option<Moment>, modified: Option<Moment>) -> String {
    let told =
        |at: Option<Moment>| at.map_or_else(|| "not found".to_owned(), |at| words::moment(&at));
    let published = told(published);
    let modified = modified.map(|at| format!(", changed {}", words::moment(&at)));
    format!(
        "{}: published {published}{}",
        safe::line(name),
        modified.unwrap_or_default()
    )
}

/// A date that a page names: `chosen    published 2026-11-23T10:48:00+01:00  declared, json-ld: “2026-11-23T10:48:00+01:00”`.
#[must_use]
pub fn date_candidate(
    field: &str,
    at: Option<&str>,
    verdict: &str,
    (rule, source): (&str, &str),
    raw: &str,
) -> String {
    let at = at.unwrap_or("no date");
    format!(
        "  {verdict:<10} {field:<9} {at:<25}  {rule}, {}: “{}”",
        safe::line(source),
        safe::line(raw)
    )
}

/// That a page ends before its story does.
#[must_use]
pub fn cut_off(name: &str) -> String {
    format!("{}: {CUT_OFF}.", safe::line(name))
}

/// What is said of a page that ends before its story does.
pub(crate) const CUT_OFF: &str =
    "shows only the beginning of its story; the rest is for subscribers, and is not stored";

/// That an article is gone.
#[must_use]
pub fn removed(id: &ArticleId) -> String {
    format!("Removed: {}", safe::line(id.as_str()))
}

/// A page as it was read: what is known of it, then its text.
#[must_use]
pub fn page(page: &PageOut) -> String {
    let missing = || "not found".to_owned();
    let moment = |at: &Option<dateline_core::Moment>| at.as_ref().map(words::moment);
    let text = |value: &Option<String>| value.as_deref().map(safe::line);
    let authors = (!page.authors.is_empty()).then(|| safe::line(&page.authors.join(", ")));
    let facts = [
        ("title", text(&page.title), true),
        ("authors", authors, false),
        ("published", moment(&page.published), true),
        ("changed", moment(&page.modified), false),
        ("place", text(&page.place), false),
        ("site", text(&page.site), false),
        ("language", text(&page.language), false),
        ("url", text(&page.url), false),
    ];
    let mut lines = Vec::new();
    for (name, value, always) in facts {
        let value = if always {
            Some(value.unwrap_or_else(missing))
        } else {
            value
        };
        lines.extend(value.map(|value| format!("{name:<10} {value}")));
    }
    format!(
        "{}\n\n{}",
        lines.join("\n"),
        safe::lines(&page.text).trim_end()
    )
}

fn headline(article: &Article) -> String {
    headline_words(article.title())
}

fn headline_words(title: &str) -> String {
    let title = safe::line(title);
    if title.is_empty() {
        "(no headline)".to_owned()
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Draft;

    fn story() -> Article {
        Article::new(Draft {
            id: Some("h-7".parse().expect("an id")),
            title: "Harbour fair moved\u{7}".into(),
            text: "The fair moves to Friday.\nIt lasts two days.\n".into(),
            source: Some("Harbour Post".into()),
            ..Draft::published(Moment::parse("2026-11-23T10:48+01:00").expect("a moment"))
        })
        .expect("a story")
    }

    #[test]
    fn a_list_shows_day_headline_source_and_id() {
        assert_eq!(
            article_line(&story()),
            "Mon 23 Nov 2026  Harbour fair moved · Harbour Post  [h-7]"
        );
    }

    #[test]
    fn an_article_is_shown_with_its_lines() {
        assert_eq!(
            article(&story()),
            "Harbour fair moved\npublished Mon 23 Nov 2026, 10:48 +01:00 · Harbour Post · id h-7\n\n\
             The fair moves to Friday.\nIt lasts two days."
        );
    }

    #[test]
    fn a_story_taken_says_whether_it_is_new_and_what_it_tells() {
        let id = story().id().clone();
        assert_eq!(
            taken("Harbour fair moved", &id, Deed::Stored, 1),
            "Stored: Harbour fair moved · 1 event  [h-7]"
        );
        assert_eq!(
            taken(" ", &id, Deed::Known, 0),
            "Already stored: (no headline) · no dated events (kept, searchable)  [h-7]"
        );
    }

    #[test]
    fn a_page_says_what_was_not_found() {
        let read = PageOut {
            id: "p".into(),
            title: None,
            authors: vec!["Ida Holm".into(), "Per Lund".into()],
            byline: None,
            published: None,
            modified: None,
            place: Some("Oslo".into()),
            site: None,
            language: None,
            url: None,
            text: "Text.".into(),
        };
        assert_eq!(
            page(&read),
            "title      not found\nauthors    Ida Holm, Per Lund\npublished  not found\nplace      Oslo\n\nText."
        );
    }
}
