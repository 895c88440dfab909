//! Where a sentence begins to tell, behind a dateline: "BERGEN, March 3 (Agency) — The ferry …".

use crate::lexicon::{self, Grammar};
use dateline_core::Article;
use dateline_text::{Document, Sentence, Token, TokenKind};

/// The most tokens that a dateline has.
const MOST: usize = 16;

/// The byte at which a sentence begins to tell; its own start where no dateline opens it.
pub(crate) fn end(article: &Article, document: &Document, sentence: &Sentence) -> usize {
    let tokens = document
        .tokens
        .get(sentence.tokens.clone())
        .unwrap_or_default();
    let read = |token: &Token| token.span.read(article.text()).unwrap_or_default();
    let fits = |token: &Token| match token.kind {
        TokenKind::Word => {
            let word = read(token);
            word.starts_with(char::is_uppercase)
                && lexicon::grammar(&word.to_lowercase())
                    .is_none_or(|class| class == Grammar::Pronoun)
        }
        TokenKind::Number => true,
        TokenKind::Mark => matches!(read(token), "," | "." | "(" | ")" | "/"),
        TokenKind::QuoteMark => false,
    };
    let run = tokens
        .iter()
        .take(MOST)
        .take_while(|token| fits(token))
        .count();
    let opening = tokens.get(..run).unwrap_or_default();
    let dash = tokens
        .get(run)
        .filter(|token| matches!(read(token), "—" | "–" | "-" | "−" | "--" | ":"));
    let agency = opening.iter().rposition(|token| read(token) == ")");
    let opens = opening.iter().filter(|token| read(token) == "(").count() == 1;
    let city = opening
        .iter()
        .take_while(|token| token.kind == TokenKind::Word)
        .count();
    let city = opening.get(..city).unwrap_or_default();
    let letters = || {
        let words = city.iter().flat_map(|token| read(token).chars());
        words.filter(|c| c.is_alphabetic())
    };
    let capitals = letters().count() > 3 && letters().all(char::is_uppercase);
    // "Oslo — The ferry …"
    let named = city.first().zip(city.last()).is_some_and(|(first, last)| {
        let place = first.span.join(last.span).read(article.text());
        place.is_some_and(dateline_text::is_place) && city.len() == run
    });
    let named = named && dash.is_some_and(|dash| matches!(read(dash), "—" | "–" | "--"));
    let closed = agency.filter(|_| opens);
    let last = match (dash, closed) {
        (Some(dash), _) if capitals || named || closed.is_some_and(|at| at + 1 == run) => {
            Some(dash)
        }
        (None, Some(at)) if opening.iter().any(|token| token.kind == TokenKind::Number) => {
            opening.get(at)
        }
        _ => None,
    };
    last.map_or(sentence.span.start(), |token| token.span.end())
}

/// Where a story was filed: by its own field, else by the first words of its dateline.
pub(crate) fn place(article: &Article, document: &Document) -> Option<String> {
    if let Some(place) = article.place() {
        return Some(place.to_owned());
    }
    let sentence = document
        .sentences
        .iter()
        .find(|sentence| sentence.kind.tells())?;
    let start = sentence.span.start();
    let end = end(article, document, sentence);
    let opening = article.text().get(start..end).filter(|_| end > start)?;
    let place = opening
        .split([',', '(', ':', '-', '–', '—', '−', '/'])
        .next()?
        .trim();
    let plain = !place.is_empty()
        && place.split(' ').count() < 4
        && !place.contains(|c: char| c.is_ascii_digit());
    plain.then(|| titled(place))
}

/// "BERGEN" is Bergen.
fn titled(place: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        first
            .chain(letters.flat_map(char::to_lowercase))
            .collect::<String>()
    };
    if place.chars().any(char::is_lowercase) {
        return place.to_owned();
    }
    let words: Vec<String> = place.split(' ').map(capital).collect();
    words.join(" ")
}
