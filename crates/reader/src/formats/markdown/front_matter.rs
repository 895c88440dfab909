//! Reads the lines between `---` above a text in Markdown: `title: …`, `date: …`, `authors: [ … ]`.

use crate::candidate::{Candidate, CandidateSource, DateField, Rule};
use crate::stamp::Order;
use crate::{Page, names, stamp};
use dateline_core::Moment;

/// Front matter longer than this is none.
const MOST_LINES: usize = 60;

/// What front matter tells of a story; keys that are not known are passed over.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Headline.
    pub(super) title: Option<String>,
    authors: Vec<String>,
    published: Option<Moment>,
    modified: Option<Moment>,
    dates: Vec<Candidate>,
    place: Option<String>,
    site: Option<String>,
    language: Option<String>,
    url: Option<String>,
}

impl FrontMatter {
    /// The front matter of a text and what follows it; `None` where the text does not begin with any.
    pub(super) fn split(text: &str) -> Option<(Self, &str)> {
        let text = text.trim_start_matches('\u{feff}');
        let rest = text
            .strip_prefix("---")
            .map(|rest| rest.trim_start_matches([' ', '\t', '\r']))?;
        let rest = rest.strip_prefix('\n')?;
        let mut told = Self::default();
        let (mut at, mut key, mut tells) = (0, String::new(), false);
        for line in rest.split_inclusive('\n').take(MOST_LINES) {
            at += line.len();
            let bare = line.trim_end();
            if matches!(bare, "---" | "...") {
                return tells.then(|| (told, rest.get(at..).unwrap_or_default()));
            }
            if let Some(item) = bare.trim_start().strip_prefix("- ") {
                told.set(&key, item);
            } else if let Some((name, value)) = bare.split_once(':') {
                tells |= !name.trim().is_empty() && !name.trim().contains(' ');
                key = name.trim().to_lowercase();
                told.set(&key, value);
            }
        }
        None
    }

    fn set(&mut self, key: &str, value: &str) {
        let value = unquoted(value);
        if value.is_empty() {
            return;
        }
        let owned = Some(value.to_owned());
        match key {
            "title" | "headline" => self.title = owned,
            "author" | "authors" | "by" | "byline" => self.add_authors(value),
            "date" | "published" | "publishdate" | "pubdate" | "date_published"
            | "published_at" => {
                self.published = moment(value);
                self.date(key, value, self.published, DateField::Published);
            }
            "updated" | "modified" | "lastmod" | "last_modified" | "date_modified" => {
                self.modified = moment(value);
                self.date(key, value, self.modified, DateField::Modified);
            }
            "place" | "location" | "dateline" => self.place = owned,
            "source" | "site" | "publication" | "publisher" | "newspaper" => self.site = owned,
            "language" | "lang" => self.language = owned,
            "url" | "link" | "canonical" | "permalink" | "source_url" => {
                self.url = owned.filter(|url| url.contains("://"))
            }
            _ => {}
        }
    }

    /// Keeps a date as it was written: front matter says what it means, as meta tags do.
    fn date(&mut self, key: &str, raw: &str, at: Option<Moment>, field: DateField) {
        let source = CandidateSource::Meta(key.to_owned());
        let read = Candidate::read(source, raw, field, Rule::Declared, Order::Unknown);
        self.dates.push(Candidate {
            at: at.or(read.at),
            ..read
        });
    }

    fn add_authors(&mut self, value: &str) {
        let list = value.trim_start_matches('[').trim_end_matches(']');
        for name in list
            .split(',')
            .map(unquoted)
            .filter(|name| !name.is_empty())
        {
            match names::credit(name) {
                Some(credit) if !credit.authors.is_empty() => self.authors.extend(credit.authors),
                _ => self.authors.push(name.to_owned()),
            }
        }
    }

    /// Fills in what is told; it wins over what was read in the text.
    pub(super) fn fill(self, page: &mut Page) {
        if !self.authors.is_empty() {
            page.byline = Some(self.authors.join(", "));
            page.authors = self.authors;
        }
        page.published = self.published.or(page.published);
        page.modified = self.modified.or(page.modified);
        page.candidates.splice(0..0, self.dates);
        page.place = self.place.or_else(|| page.place.take());
        page.site = self.site.or_else(|| page.site.take());
        page.language = self.language.or_else(|| page.language.take());
        page.url = self.url.or_else(|| page.url.take());
    }
}

fn moment(value: &str) -> Option<Moment> {
    let written = Moment::parse(value).ok();
    written.or_else(|| stamp::stamp(value)?.moment(&[]))
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_fields_and_lists_are_authors() {
        let text = "---\ntitle: \"Old pier: a history\"\nauthors:\n  - Jane Roe\n  - 'Max Poe'\ndate: 2025-03-03T09:15:00+03:00\nsource: Valley Courier\ndraft: false\n---\nIt reopens.";
        let (told, body) = FrontMatter::split(text).expect("front matter");
        assert_eq!(told.title.as_deref(), Some("Old pier: a history"));
        assert_eq!(told.authors, ["Jane Roe", "Max Poe"]);
        assert_eq!(
            told.published.map(|at| at.to_string()).as_deref(),
            Some("2025-03-03T09:15:00+03:00")
        );
        assert_eq!(body, "It reopens.");
    }

    #[test]
    fn a_rule_above_a_story_is_no_front_matter() {
        for text in [
            "---\nThe pier reopens.\n---\n",
            "---\ntitle: Old pier",
            "--- title: Old pier ---",
            "title: Old pier\n---\n",
            "",
        ] {
            assert_eq!(FrontMatter::split(text), None, "{text}");
        }
    }
}
