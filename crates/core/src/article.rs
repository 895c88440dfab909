//! One stored story.

use crate::{Block, Error, Moment};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// Names one article in its archive: the caller's id, or ours made from its identity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ArticleId {
    type Err = Error;

    /// 1 to 512 bytes without control characters.
    fn from_str(id: &str) -> Result<Self, Error> {
        let fits = !id.trim().is_empty() && id.len() <= 512 && !id.chars().any(char::is_control);
        if fits {
            Ok(Self(id.into()))
        } else {
            Err(Error::NotAnArticleId(id.into()))
        }
    }
}

impl TryFrom<String> for ArticleId {
    type Error = Error;

    fn try_from(id: String) -> Result<Self, Error> {
        id.parse()
    }
}

impl From<ArticleId> for String {
    fn from(id: ArticleId) -> Self {
        id.as_str().to_owned()
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fields of an article before they are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The caller's id; made from URL or words where none is given.
    pub id: Option<ArticleId>,
    /// Canonical URL.
    pub url: Option<String>,
    /// Headline; may be empty where the text is not.
    pub title: String,
    /// The text, unchanged.
    pub text: String,
    /// What each stretch of the text is for; empty means that all of it is story.
    pub blocks: Vec<Block>,
    /// When it was published.
    pub published: Moment,
    /// When it was last changed, as it says itself.
    pub modified: Option<Moment>,
    /// Dateline place.
    pub place: Option<String>,
    /// Name of the newspaper, site or agency.
    pub source: Option<String>,
    /// Authors as printed.
    pub authors: Vec<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// 0 for the text first seen, then counted up.
    pub revision: u32,
}

impl Draft {
    /// An empty story published then, to be filled with the struct update syntax.
    #[must_use]
    pub fn published(published: Moment) -> Self {
        Self {
            id: None,
            url: None,
            title: String::new(),
            text: String::new(),
            blocks: Vec::new(),
            published,
            modified: None,
            place: None,
            source: None,
            authors: Vec::new(),
            language: None,
            revision: 0,
        }
    }
}

/// One stored story, in one revision.
///
/// Holds a headline or a text; its blocks lie on characters of the text, in order, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Article {
    id: ArticleId,
    draft: Draft,
}

impl Article {
    /// Checks the draft; the id, where none is given, is made from [`Article::identity`].
    pub fn new(mut draft: Draft) -> Result<Self, Error> {
        if draft.title.trim().is_empty() && draft.text.trim().is_empty() {
            return Err(Error::EmptyArticle);
        }
        let mut behind = 0;
        for block in &draft.blocks {
            let (start, end) = (block.span.start(), block.span.end());
            if start < behind || block.span.read(&draft.text).is_none() {
                return Err(Error::SpanOutside {
                    start,
                    end,
                    part: "body",
                });
            }
            behind = end;
        }
        let id = match draft.id.take() {
            Some(id) => id,
            None => {
                let name: String = identity(&draft).chars().take(16).collect();
                ArticleId(name.into())
            }
        };
        Ok(Self { id, draft })
    }

    /// What makes two copies the same story: a hash of the canonical URL, else of the normalised headline and text.
    ///
    /// 64 hexadecimal digits (BLAKE3). Case, punctuation and white space of headline and text do not count.
    #[must_use]
    pub fn identity(&self) -> String {
        identity(&self.draft)
    }

    /// A hash of all that would be read: equal where nothing changed.
    #[must_use]
    pub fn content_hash(&self) -> String {
        hash(&[
            &self.draft.title,
            &self.draft.text,
            &self.draft.published.to_string(),
        ])
    }

    /// Its name in the archive.
    #[must_use]
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// Canonical URL.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.draft.url.as_deref()
    }

    /// Headline.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.draft.title
    }

    /// Stored text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.draft.text
    }

    /// What each stretch of the text is for; empty means that all of it is story.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.draft.blocks
    }

    /// When it was published.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.draft.published
    }

    /// When it was last changed, as it says itself.
    #[must_use]
    pub fn modified(&self) -> Option<Moment> {
        self.draft.modified
    }

    /// From when on this revision is known: a first revision from its publication, a later one from its change.
    #[must_use]
    pub fn visible_from(&self) -> Moment {
        match self.draft.modified {
            Some(modified) if self.draft.revision > 0 => modified,
            _ => self.draft.published,
        }
    }

    /// Dateline place.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.draft.place.as_deref()
    }

    /// Name of the newspaper, site or agency.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.draft.source.as_deref()
    }

    /// Authors as printed.
    #[must_use]
    pub fn authors(&self) -> &[String] {
        &self.draft.authors
    }

    /// BCP 47 language tag.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.draft.language.as_deref()
    }

    /// 0 for the text first seen, then counted up.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.draft.revision
    }
}

impl TryFrom<Draft> for Article {
    type Error = Error;

    fn try_from(draft: Draft) -> Result<Self, Error> {
        Self::new(draft)
    }
}

impl From<Article> for Draft {
    fn from(article: Article) -> Self {
        Self {
            id: Some(article.id),
            ..article.draft
        }
    }
}

fn identity(draft: &Draft) -> String {
    match &draft.url {
        Some(url) => hash(&["url", url]),
        None => hash(&["words", &normalised(&draft.title), &normalised(&draft.text)]),
    }
}

fn normalised(text: &str) -> String {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BlockKind, Span};

    fn draft(title: &str, text: &str) -> Draft {
        let day = Moment::parse("2026-11-23").expect("a written day");
        Draft {
            title: title.into(),
            text: text.into(),
            ..Draft::published(day)
        }
    }

    #[test]
    fn a_story_without_words_is_refused() {
        assert_eq!(Article::new(draft(" ", "\n")), Err(Error::EmptyArticle));
    }

    #[test]
    fn the_same_words_in_other_spacing_are_the_same_story() {
        let one = Article::new(draft("Talks set", "They meet on Friday.")).expect("a story");
        let two = Article::new(draft("TALKS SET", "They  meet\non Friday")).expect("a story");
        assert_eq!(one.id(), two.id());
        let other = Article::new(draft("Talks set", "They meet on Monday.")).expect("a story");
        assert_ne!(one.id(), other.id());
    }

    #[test]
    fn a_story_named_by_us_equals_itself_read_back_under_that_name() {
        let story = Article::new(draft("Talks set", "They meet on Friday.")).expect("a story");
        assert_eq!(Article::new(Draft::from(story.clone())), Ok(story));
    }

    #[test]
    fn a_block_that_cuts_a_character_is_refused() {
        let block = Block {
            span: Span::of(0..1),
            kind: BlockKind::Paragraph,
        };
        let bad = Draft {
            blocks: vec![block],
            ..draft("", "é")
        };
        assert_eq!(
            Article::new(bad),
            Err(Error::SpanOutside {
                start: 0,
                end: 1,
                part: "body"
            })
        );
    }
}
