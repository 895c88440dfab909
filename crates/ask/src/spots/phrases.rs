//! Names and noun phrases of a sentence, as they would be given for an answer.

use crate::{
    ground::{Choice, Ground},
    page::Page,
};
use dateline_core::Span;
use dateline_text::{Name, NameKind, NounPhrase, Tag, TokenKind};
use std::ops::Range;

/// The names of the sentence of a ground, each with its place among the names of the story.
pub(crate) fn names<'a>(ground: &Ground<'_, 'a>) -> Vec<(usize, &'a Name)> {
    let names = &ground.page.candidate.reading.text.names;
    let sentence = ground.page.sentence(ground.passage);
    let range = sentence.map_or(0..0, |sentence| sentence.names.clone());
    range
        .filter_map(|index| Some((index, names.get(index)?)))
        .collect()
}

/// The noun phrases of the sentence of a ground that are neither names, pronouns nor times, each without its article and
/// with what "of" adds.
pub(crate) fn plain(ground: &Ground<'_, '_>) -> Vec<(Range<usize>, Span)> {
    let page = ground.page;
    let text = &page.candidate.reading.text;
    let phrases = text.noun_phrases(ground.passage.sentence);
    let mut found = Vec::new();
    for (index, phrase) in phrases.iter().enumerate() {
        if !matches!(text.tag(phrase.head), Tag::Noun) || is_time(page, phrase.span) {
            continue;
        }
        let mut tokens = bare(page, phrase.tokens.clone());
        let next = phrases.get(index + 1);
        let adds = |next: &&NounPhrase| {
            page.token(phrase.tokens.end) == "of" && next.tokens.start == phrase.tokens.end + 1
        };
        if let Some(next) = next.filter(adds) {
            tokens.end = next.tokens.end;
        }
        found.extend(span_of(page, &tokens).map(|span| (tokens, span)));
    }
    found
}

fn is_time(page: &Page<'_>, span: Span) -> bool {
    page.times().iter().any(|time| time.span.overlaps(span))
}

/// Without "the", "his" and the like in front.
fn bare(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let text = &page.candidate.reading.text;
    let led = text.tag(tokens.start) == Tag::Determiner && tokens.len() > 1;
    tokens.start + usize::from(led)..tokens.end
}

/// From the first to the last of some tokens.
pub(crate) fn span_of(page: &Page<'_>, tokens: &Range<usize>) -> Option<Span> {
    let all = &page.candidate.reading.text.tokens;
    let words = all.get(tokens.clone())?;
    Some(words.first()?.span.join(words.last()?.span))
}

/// A span with the "in" or "," and the place that stand right behind it: "the Opera House in Vienna".
pub(crate) fn with_place(page: &Page<'_>, span: Span) -> Option<Span> {
    let end = page.tokens_at(span).end;
    let names = page.candidate.reading.text.names.iter();
    let place = names
        .filter(|other| other.kind == NameKind::Place)
        .find(|other| page.tokens_at(other.span).start == end + 1)?;
    matches!(page.token(end), "in" | "near" | "at").then(|| span.join(place.bare))
}

/// The first of the words right before some tokens that is neither an article nor an adjective, lower case.
pub(crate) fn led_by(page: &Page<'_>, start: usize) -> String {
    let text = &page.candidate.reading.text;
    let before = (start.saturating_sub(3)..start).rev();
    let mut leads = before.skip_while(|at| {
        matches!(
            text.tag(*at),
            Tag::Determiner | Tag::Adjective | Tag::Number
        )
    });
    let lead = leads.next();
    let word = lead.filter(|at| {
        let token = text.tokens.get(*at);
        token.is_some_and(|token| token.kind == TokenKind::Word)
    });
    word.map_or_else(String::new, |at| page.token(at).to_lowercase())
}

/// Words as an answer.
pub(crate) fn choice<'s, 'a>(
    ground: Ground<'s, 'a>,
    span: Span,
    text: &str,
    rule: &'static str,
) -> Choice<'s, 'a> {
    Choice {
        ground,
        span,
        text: text.to_owned(),
        score: 0.0,
        rule,
    }
}
