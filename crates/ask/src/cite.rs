//! Cuts the quote out of the story and names its source.

use crate::{
    page::{Page, Passage},
    times::Mark,
};
use dateline_core::{Arithmetic, Citation, Part, Quote, Span, When};

/// Cites the sentence of a passage; `answer` is where the answer stands, to tell who says it.
pub(crate) fn passage(page: &Page<'_>, passage: &Passage<'_>, answer: Span) -> Option<Citation> {
    let span = page.sentence(passage)?.span;
    let quote = Quote::of(page.candidate.article, Part::Body, span).ok()?;
    Some(citation(page, quote, speaker(page, answer)))
}

/// Cites a quote of a story.
pub(crate) fn citation(page: &Page<'_>, quote: Quote, speaker: Option<String>) -> Citation {
    let article = page.candidate.article;
    Citation {
        quote,
        title: article.title().to_owned(),
        source: article.source().map(str::to_owned),
        url: article.url().map(str::to_owned),
        published: article.published(),
        speaker,
        saved: None,
        copies: Vec::new(),
    }
}

/// Who says the words at a span, where they stand in a quotation.
pub(crate) fn speaker(page: &Page<'_>, span: Span) -> Option<String> {
    let quotations = &page.candidate.reading.text.quotations;
    let said = quotations
        .iter()
        .find(|quotation| quotation.span.overlaps(span))?;
    let name = page.at(said.speaker?).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// How a time was counted, where it was counted from a day.
pub(crate) fn arithmetic(page: &Page<'_>, mark: &Mark<'_>, when: &When) -> Option<Arithmetic> {
    let mention = mark.mention;
    Some(Arithmetic {
        phrase: page.at(mark.span).to_owned(),
        anchor: mark.anchor.or(mention.anchor)?,
        result: mark.range.as_ref().unwrap_or(when).clone(),
        doubt: mention.doubt.clone().filter(|_| mark.range.is_none()),
    })
}
