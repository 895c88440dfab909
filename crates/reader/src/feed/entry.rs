//! What can be asked of an entry: who it is, what it says as a page, and whether it is the whole story.

use super::{Entry, Feed};
use crate::Page;
use crate::formats::html::fragment;
use dateline_core::{Article, Draft, Moment};

/// A text of so many characters is a story even where the feed calls it a summary.
const WHOLE: usize = 1_500;

/// A content of fewer characters that ends like a teaser is one.
const TEASER: usize = 1_200;

impl Entry {
    /// What makes two entries of a feed the same story: the guid, else the address, else a hash of title and words in
    /// 64 hexadecimal digits, in which white space, signs and case do not count.
    ///
    /// Empty only where the entry says nothing at all; [`feed`](super::feed()) gives no such entry.
    #[must_use]
    pub fn identity(&self) -> String {
        if let Some(named) = self.guid.as_ref().or(self.url.as_ref()) {
            return named.clone();
        }
        let words = self.content.as_ref().or(self.summary.as_ref());
        let day = Moment::Day(chrono::NaiveDate::MIN);
        let article = Article::new(Draft {
            title: self.title.clone().unwrap_or_default(),
            text: words.cloned().unwrap_or_default(),
            ..Draft::published(day)
        });
        article
            .map(|article| article.identity())
            .unwrap_or_default()
    }

    /// The entry as a page: its content, else its summary, as paragraphs.
    ///
    /// Where the feed tells only a last change, that is the publication. Links to the rest of the story are left out.
    ///
    /// ```
    /// use dateline_reader::feed::feed;
    ///
    /// let rss = b"<rss version='2.0'><channel><title>Harbour Post</title><item><title>Pier reopens</title>
    ///     <description>&lt;p&gt;The pier reopens on Friday.&lt;/p&gt;&lt;a&gt;Read more&lt;/a&gt;</description></item></channel></rss>";
    /// let feed = feed(rss, None, None)?;
    /// let page = feed.entries[0].page(&feed);
    /// assert_eq!(page.text, "The pier reopens on Friday.");
    /// assert_eq!(page.site.as_deref(), Some("Harbour Post"));
    /// # Ok::<(), dateline_reader::feed::NotAFeed>(())
    /// ```
    #[must_use]
    pub fn page(&self, feed: &Feed) -> Page {
        let mut page = Page {
            title: self.title.clone(),
            authors: self.authors.clone(),
            published: self.published.or(self.modified),
            modified: self.modified.filter(|_| self.published.is_some()),
            site: feed.title.clone(),
            language: self.language.clone().or_else(|| feed.language.clone()),
            url: self.url.clone(),
            ..Page::default()
        };
        let told = self.content.as_ref().or(self.summary.as_ref());
        fragment::take(&mut page, told.map_or("", String::as_str));
        page
    }

    /// Whether the entry holds the whole story: it has content, or a long summary, that does not end like a teaser.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let mut page = Page::default();
        let told = self.content.as_ref().or(self.summary.as_ref());
        let html = told.map_or("", String::as_str);
        fragment::take(&mut page, html);
        let length = page.text.chars().count();
        let least = if self.content.is_some() { 1 } else { WHOLE };
        let leads = page
            .left_out
            .iter()
            .any(|reason| reason.starts_with(fragment::LEADS_ON))
            || ends_open(&page.text);
        length >= least && !(leads && length < TEASER)
    }
}

/// Whether a text stops in the middle: "…", "[...]", "[…]".
fn ends_open(text: &str) -> bool {
    let bare = text.trim_end_matches([']', ')', ' ', '\u{a0}']);
    bare.ends_with('…') || bare.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(html: &str) -> Entry {
        Entry {
            summary: Some(html.into()),
            ..Entry::default()
        }
    }

    fn content(html: &str) -> Entry {
        Entry {
            content: Some(html.into()),
            ..Entry::default()
        }
    }

    #[test]
    fn the_identity_is_the_guid_else_the_address_else_the_words() {
        let mut entry = content("<p>The pier reopens.</p>");
        entry.title = Some("Old pier".into());
        let words = entry.identity();
        assert!(words.len() == 64 && words.bytes().all(|byte| byte.is_ascii_hexdigit()));
        entry.title = Some("OLD  PIER".into());
        assert_eq!(entry.identity(), words);
        entry.url = Some("https://post.example/pier".into());
        assert_eq!(entry.identity(), "https://post.example/pier");
        entry.guid = Some("post-7".into());
        assert_eq!(entry.identity(), "post-7");
    }

    #[test]
    fn a_teaser_is_told_from_a_whole_story() {
        let sentence = "The pier reopens on Friday, the mayor said. ";
        assert!(content(&format!("<p>{sentence}</p>")).is_whole());
        assert!(!content(&format!("<p>{sentence}[&hellip;]</p>")).is_whole());
        assert!(
            !content(&format!(
                "<p>{sentence} <a href='/x'>Continue reading</a></p>"
            ))
            .is_whole()
        );
        assert!(!summary(sentence).is_whole());
        assert!(summary(&sentence.repeat(50)).is_whole());
        assert!(!summary(&format!("{}...", sentence.repeat(20))).is_whole());
        assert!(!Entry::default().is_whole());
    }
}
