//! Verbatim words of an article.

use crate::{Article, ArticleId, Error, Part, Span};
use serde::{Deserialize, Serialize};

/// Words that stand in an article, with the span where they stand.
///
/// Can only be cut from an article, so it is always verbatim; it holds at least one visible character.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Quote {
    article: ArticleId,
    revision: u32,
    part: Part,
    span: Span,
    text: String,
}

impl Quote {
    /// Cuts the words at `span` out of the headline or body.
    pub fn of(article: &Article, part: Part, span: Span) -> Result<Self, Error> {
        let whole = match part {
            Part::Headline => article.title(),
            Part::Body => article.text(),
        };
        let outside = Error::SpanOutside {
            start: span.start(),
            end: span.end(),
            part: part.name(),
        };
        let text = span.read(whole).ok_or(outside)?;
        if text.trim().is_empty() {
            return Err(Error::EmptyQuote);
        }
        Ok(Self {
            article: article.id().clone(),
            revision: article.revision(),
            part,
            span,
            text: text.to_owned(),
        })
    }

    /// The article it was cut from.
    #[must_use]
    pub fn article(&self) -> &ArticleId {
        &self.article
    }

    /// The revision of the article.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Headline or body.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Where, in bytes of that part.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A quote as it is read from JSON, where the article is not at hand: its length and its words are checked.
#[derive(Deserialize)]
struct Written {
    article: ArticleId,
    revision: u32,
    part: Part,
    span: Span,
    text: String,
}

impl TryFrom<Written> for Quote {
    type Error = Error;

    fn try_from(written: Written) -> Result<Self, Error> {
        let Written {
            article,
            revision,
            part,
            span,
            text,
        } = written;
        if text.len() != span.len() {
            return Err(Error::SpanOutside {
                start: span.start(),
                end: span.end(),
                part: part.name(),
            });
        }
        if text.trim().is_empty() {
            return Err(Error::EmptyQuote);
        }
        Ok(Self {
            article,
            revision,
            part,
            span,
            text,
        })
    }
}
