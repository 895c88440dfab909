//! How much each topic word of a question weighs, and which of them are names.

use crate::{page::Page, question::Question, terms::Term, thresholds::Thresholds};
use dateline_text::NameKind;

/// The share of stories that are thought to hold a topic word, before any is seen.
const UNSEEN: f32 = 0.02;

/// A topic word is a name where most of its own occurrences in the stories' bodies are capitalised inside a sentence.
pub(crate) fn names(pages: &[Page<'_>], terms: usize) -> Vec<bool> {
    let mut counts = vec![(0_u32, 0_u32); terms];
    for page in pages {
        for hit in page
            .hits
            .iter()
            .filter(|hit| hit.quality > 0.7 && !hit.lent)
        {
            let capital = page.token(hit.token).starts_with(char::is_uppercase)
                && !is_only_first(page, hit.token);
            if let Some((capitals, all)) = counts.get_mut(hit.term) {
                *all += 1;
                *capitals += u32::from(capital);
            }
        }
    }
    counts
        .iter()
        .map(|(capitals, all)| *all > 0 && capitals * 10 >= all * 8)
        .collect()
}

/// Whether a word has its capital from the beginning of its sentence and no more: no name was read there.
fn is_only_first(page: &Page<'_>, token: usize) -> bool {
    let text = &page.candidate.reading.text;
    let behind = text
        .sentences
        .partition_point(|sentence| sentence.tokens.start <= token);
    let sentence = behind.checked_sub(1).and_then(|at| text.sentences.get(at));
    sentence.is_some_and(|sentence| sentence.tokens.start == token) && text.name_at(token).is_none()
}

/// A country, its people or a known city is a name even where no story has it: who asks for the Chilean delegation wants no other.
pub(crate) fn is_known_place(term: &Term) -> bool {
    let mut letters = term.text.chars();
    let Some(first) = letters
        .next()
        .filter(|_| term.number.is_none() && term.text.len() > 3)
    else {
        return false;
    };
    let written: String = first.to_uppercase().chain(letters).collect();
    let read = dateline_text::read(&written, &[]);
    read.names
        .first()
        .is_some_and(|name| matches!(name.kind, NameKind::Nationality | NameKind::Place))
}

/// "City" in "which city": the answer is one, and the sentence need not say so.
fn is_asked_sort(question: &Question, term: &Term) -> bool {
    let before = term.at.checked_sub(1).and_then(|at| question.words.get(at));
    let asked = before.is_some_and(|before| matches!(before.text.as_str(), "which" | "what"));
    asked && question.kind.name == "where"
}

/// A topic word is a person where most of its occurrences are part of a person's name.
pub(crate) fn people(pages: &[Page<'_>], terms: usize) -> Vec<bool> {
    let mut counts = vec![(0_u32, 0_u32); terms];
    for page in pages {
        let text = &page.candidate.reading.text;
        for hit in page.hits.iter().filter(|hit| !hit.lent) {
            let holding = text.name_at(hit.token);
            if let Some((people, all)) = counts.get_mut(hit.term) {
                *all += 1;
                *people += u32::from(holding.is_some_and(|name| name.kind == NameKind::Person));
            }
        }
    }
    counts
        .iter()
        .map(|(people, all)| *all > 0 && people * 2 > *all)
        .collect()
}

/// Rare words weigh more, verbs that most stories hold weigh less, names and numbers most.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn weights(
    by: &Thresholds,
    question: &Question,
    frequencies: &[u64],
    articles: u64,
    names: &[bool],
) -> Vec<f32> {
    let all = articles as f32 + by.prior + 1.0;
    let unseen = UNSEEN * by.prior + 0.5;
    let rare = |frequency: u64| {
        let share = (all / (frequency as f32 + unseen)).ln() / (all / unseen).ln();
        share.clamp(by.rarest, 1.0)
    };
    let each = question.terms.iter().enumerate().map(|(index, term)| {
        let base = rare(frequencies.get(index).copied().unwrap_or(0));
        let factor = match () {
            () if term.supposed => by.supposed,
            () if term.number.is_some() => by.number,
            () if is_asked_sort(question, term) => 0.2,
            () if term.light => by.light,
            () if names.get(index) == Some(&true) => by.name,
            () => 1.0,
        };
        base * factor
    });
    each.collect()
}
