//! One story that several papers printed is told once, with all of them.

use super::Scored;
use crate::{error::Error, read::Read};
use dateline_core::{Answer, AnswerParts, ArticleId, Citation, Printed};

/// The answer in which no two citations give the same words of one story; where else it was printed stands with the first.
pub(super) fn told_once(answer: Answer, articles: &[Scored]) -> Result<Answer, Error> {
    let mut parts = AnswerParts::from(answer);
    let mut told: Vec<Citation> = parts.cited.iter().cloned().collect();
    let (first, others) = (parts.cited.is_some(), std::mem::take(&mut parts.others));
    for other in others {
        if !told.iter().any(|told| is_same(told, &other, articles)) {
            told.push(other);
        }
    }
    for citation in &mut told {
        citation.copies = copies(citation, articles);
    }
    let mut told = told.into_iter();
    parts.cited = if first { told.next() } else { None };
    parts.others = told.collect();
    Ok(Answer::new(parts)?)
}

fn read<'a>(id: &ArticleId, articles: &'a [Scored]) -> Option<&'a Read> {
    let found = articles.iter().find(|(read, _)| read.article.id() == id);
    found.map(|(read, _)| read.as_ref())
}

/// Whether both quote the same words of one story in two places.
fn is_same(one: &Citation, other: &Citation, articles: &[Scored]) -> bool {
    let words = |citation: &Citation| citation.quote.text().to_lowercase();
    if one.quote.article() == other.quote.article() || words(one) != words(other) {
        return false;
    }
    let near = |one: &Read, other: &Read| one.is_near(other);
    let reads = (
        read(one.quote.article(), articles),
        read(other.quote.article(), articles),
    );
    matches!(reads, (Some(one), Some(other)) if near(one, other))
}

/// The other articles that print the story that is cited, the first published first.
fn copies(citation: &Citation, articles: &[Scored]) -> Vec<Printed> {
    let Some(cited) = read(citation.quote.article(), articles) else {
        return Vec::new();
    };
    let others = articles.iter().map(|(read, _)| read.as_ref());
    let near = others.filter(|read| read.article.id() != cited.article.id() && read.is_near(cited));
    let mut copies: Vec<Printed> = near
        .map(|read| Printed {
            article: read.article.id().clone(),
            source: read.article.source().map(str::to_owned),
            url: read.article.url().map(str::to_owned),
            published: read.article.published(),
        })
        .collect();
    copies.sort_by(|one, other| {
        let key = |copy: &Printed| (copy.published.sort_key(), copy.article.clone());
        key(one).cmp(&key(other))
    });
    copies
}
