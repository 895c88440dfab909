//! One candidate story, seen with the eyes of a question: which of its sentences hold which topic words.

use crate::{
    Candidate,
    lexicon::{Hit, Lexicon, best},
    thresholds::Thresholds,
};
use dateline_core::{BlockKind, Report, Span, TimeMention};
use dateline_extract::link::Known;
use dateline_text::Sentence;
use std::{cell::OnceCell, ops::Range};

/// A candidate story with what the question finds in it.
pub(crate) struct Page<'a> {
    /// The story and its reading.
    pub candidate: Candidate<'a>,
    /// Topic words of the body, in token order.
    pub hits: Vec<Hit>,
    /// How well the headline holds each topic word.
    pub title: Vec<f32>,
    /// How well the story anywhere holds each topic word.
    pub whole: Vec<f32>,
    /// The sentences that are read for answers.
    pub passages: Vec<Passage<'a>>,
    by: &'a Thresholds,
}

/// One sentence with the topic words in it and around it.
pub(crate) struct Passage<'a> {
    /// Position in the document's sentences.
    pub sentence: usize,
    /// How well the sentence holds each topic word.
    pub own: Vec<f32>,
    /// How well what stands around it does: the sentence before, the sub-heading, the headline, the event's title.
    pub near: Vec<f32>,
    /// Its hits, as positions in [`Page::hits`].
    pub hits: Range<usize>,
    /// What events the sentence reports.
    pub told: Vec<Told<'a>>,
    /// Where its clauses begin, once it was asked for.
    pub borders: OnceCell<Vec<usize>>,
}

/// An event that a sentence reports.
pub(crate) struct Told<'a> {
    /// The event with all its reports.
    pub known: &'a Known,
    /// What this sentence says of it.
    pub report: &'a Report,
    /// How well its title holds each topic word.
    pub title: Vec<f32>,
}

impl<'a> Page<'a> {
    /// Looks a story over.
    pub(crate) fn read(candidate: Candidate<'a>, lexicon: &Lexicon<'a>, terms: usize) -> Self {
        let (article, reading) = (candidate.article, candidate.reading);
        let hits = lexicon.find(article.text(), &reading.text, &candidate.words.body);
        let words = &candidate.words.headline;
        let title = best(
            terms,
            &lexicon.find(article.title(), &reading.headline, words),
        );
        let whole = merged(&best(terms, &hits), &title, 1.0);
        let mut page = Self {
            candidate,
            hits,
            title,
            whole,
            passages: Vec::new(),
            by: lexicon.by(),
        };
        page.passages = page.read_passages(terms);
        page
    }

    fn read_passages(&self, terms: usize) -> Vec<Passage<'a>> {
        let mut passages: Vec<Passage<'a>> = Vec::new();
        let mut page = self.whole.clone();
        page.iter_mut().for_each(|found| *found *= self.by.anywhere);
        raise(&mut page, &self.title, self.by.heading);
        let mut around = page.clone();
        let mut block = 0;
        for (index, sentence) in self.candidate.reading.text.sentences.iter().enumerate() {
            let hits = self.hits_in(&sentence.tokens);
            let own = best(terms, self.hits.get(hits.clone()).unwrap_or_default());
            match sentence.kind {
                BlockKind::Subheading => around = merged(&page, &own, self.by.heading),
                BlockKind::Offer | BlockKind::Byline | BlockKind::Headline => {}
                _ => {
                    let mut near = around.clone();
                    if let Some(before) = passages.last() {
                        let weight = if block == sentence.block {
                            self.by.before
                        } else {
                            self.by.paragraph_before
                        };
                        raise(&mut near, &before.own, weight);
                    }
                    block = sentence.block;
                    let (told, borders) = (Vec::new(), OnceCell::new());
                    passages.push(Passage {
                        sentence: index,
                        own,
                        near,
                        hits,
                        told,
                        borders,
                    });
                }
            }
        }
        passages
    }

    /// Hangs a report on the sentence that it quotes.
    pub(crate) fn hang(&mut self, told: Told<'a>) {
        let quoted = told.report.quote().span();
        let sentences = &self.candidate.reading.text.sentences;
        let quoting = self.passages.iter_mut().find(|passage| {
            sentences
                .get(passage.sentence)
                .is_some_and(|sentence| sentence.span.overlaps(quoted))
        });
        if let Some(passage) = quoting {
            raise(&mut passage.near, &told.title, self.by.title);
            passage.told.push(told);
        }
    }

    fn hits_in(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.hits.partition_point(|hit| hit.token < tokens.start);
        let to = self.hits.partition_point(|hit| hit.token < tokens.end);
        from..to
    }

    /// The sentence of a passage.
    pub(crate) fn sentence(&self, passage: &Passage<'_>) -> Option<&'a Sentence> {
        self.candidate.reading.text.sentences.get(passage.sentence)
    }

    /// The time mentions of the body, in text order.
    pub(crate) fn times(&self) -> &'a [TimeMention] {
        self.candidate.reading.times(self.candidate.article)
    }

    /// The words at a span of the body.
    pub(crate) fn at(&self, span: Span) -> &'a str {
        span.read(self.candidate.article.text()).unwrap_or_default()
    }

    /// The words of one token, as they stand.
    pub(crate) fn token(&self, index: usize) -> &'a str {
        let article = self.candidate.article;
        self.candidate.reading.text.word(index, article.text())
    }

    /// The stem of one token; empty for marks.
    pub(crate) fn stem(&self, index: usize) -> &'a str {
        self.candidate.words.body.stem(index)
    }

    /// The tokens that a span touches.
    pub(crate) fn tokens_at(&self, span: Span) -> Range<usize> {
        self.candidate.reading.text.tokens_at(span)
    }
}

pub(crate) fn merged(one: &[f32], other: &[f32], weight: f32) -> Vec<f32> {
    let mut both = one.to_vec();
    raise(&mut both, other, weight);
    both
}

fn raise(one: &mut [f32], other: &[f32], weight: f32) {
    for (found, other) in one.iter_mut().zip(other) {
        *found = found.max(other * weight);
    }
}
