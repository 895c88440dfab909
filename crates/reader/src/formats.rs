//! The formats that can be read, one row each; the first that fits reads.

pub(crate) mod html;
mod markdown;
pub(crate) mod paste;

use crate::{Page, Source, bytes};

/// A format of pages and stories.
#[derive(Debug)]
pub struct Format {
    /// Its folder under `fixtures/`.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    /// Whether a text of that source is in it.
    fits: fn(&str, &Source<'_>) -> bool,
    /// Reads a text of that source.
    read: fn(&str, &Source<'_>) -> Page,
}

impl Format {
    /// Reads a text in this format; only the source's name is used.
    #[must_use]
    pub fn read(&self, text: &str, source: &Source<'_>) -> Page {
        (self.read)(text, source)
    }
}

/// Every format, in the order in which they are tried.
pub const FORMATS: [Format; 3] = [
    Format {
        name: "html",
        about: "a page of HTML",
        fits: |text, _| is_html(text),
        read: |text, source| html::page(text, source.address()),
    },
    Format {
        name: "markdown",
        about: "a story in Markdown, with or without front matter",
        fits: markdown::fits,
        read: markdown::read,
    },
    Format {
        name: "paste",
        about: "plain text as people paste it; fits everything",
        fits: |_, _| true,
        read: paste_at,
    },
];

/// Reads bytes of unknown kind and encoding; `name` is the address or the file name they came under.
///
/// Never fails: bytes without a story give a page without text.
///
/// ```
/// let page = dateline_reader::read(b"Old pier to reopen\n\n3 March 2025\n\nThe pier reopens on Friday.", None);
/// assert_eq!(page.title.as_deref(), Some("Old pier to reopen"));
/// let page = dateline_reader::read(b"<html><title>Old pier</title><p>The pier reopens.</p></html>", None);
/// assert_eq!(page.title.as_deref(), Some("Old pier"));
/// ```
#[must_use]
pub fn read(bytes: &[u8], name: Option<&str>) -> Page {
    read_from(
        bytes,
        &Source {
            name,
            ..Source::default()
        },
    )
}

/// Like [`read`], for bytes of which HTTP headers are known as well.
///
/// ```
/// use dateline_reader::{Source, read_from};
///
/// let source = Source { name: Some("https://courier.example/pier"), charset: Some("utf-8"), last_modified: None };
/// let page = read_from("<h1>Café at the pier</h1><p>It opens on Friday.</p>".as_bytes(), &source);
/// assert_eq!(page.title.as_deref(), Some("Café at the pier"));
/// assert_eq!(page.url.as_deref(), Some("https://courier.example/pier"));
/// ```
#[must_use]
pub fn read_from(bytes: &[u8], source: &Source<'_>) -> Page {
    let text = bytes::decode(bytes, source.charset);
    let format = FORMATS.iter().find(|format| (format.fits)(&text, source));
    let mut page = format.map_or_else(Page::default, |format| format.read(&text, source));
    page.modified = page.modified.or(source.last_modified);
    page
}

fn paste_at(text: &str, source: &Source<'_>) -> Page {
    let page = paste::paste(text);
    Page {
        url: source.address().map(str::to_owned).or(page.url),
        ..page
    }
}

/// Tags at the beginning, or the frame of a page within the first lines.
fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect::<String>().to_lowercase();
    let first = head.trim_start_matches('\u{feff}').trim_start();
    let begins = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<?xml",
        "<meta",
        "<title",
        "<article",
        "<div",
        "<p>",
        "<h1",
    ];
    begins.iter().any(|tag| first.starts_with(tag))
        || ["<!doctype html", "<html", "<body"]
            .iter()
            .any(|tag| head.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_of_their_own_and_say_what_they_are() {
        assert!(FORMATS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(FORMATS.iter().all(|format| !format.about.is_empty()));
    }

    #[test]
    fn html_is_told_from_a_story_that_speaks_of_tags() {
        assert!(is_html("\u{feff}\n<!DOCTYPE html><p>x"));
        assert!(is_html("<!-- saved from url --><HTML>"));
        assert!(!is_html("The <b> tag turns thirty, 5 < 6"));
    }
}
