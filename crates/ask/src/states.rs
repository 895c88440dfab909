//! Words that say in which state something is: called off, moved, over, on; and words that deny.

use crate::{
    clause::{between, borders},
    page::{Page, Passage},
};
use dateline_text::{QuickMap, stem};
use std::sync::LazyLock;

/// A state that words may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// Cancelled.
    Off,
    /// Postponed or moved.
    Moved,
    /// Lifted, over.
    Ended,
    /// Going ahead.
    On,
    /// Took place.
    Done,
}

/// Stems of words and phrases, by state.
const WORDS: [(Told, &str); 5] = [
    (
        Told::Off,
        "cancel cancelled canceled cancellation call_off called_off scrub scrubbed scrap scrapped axe axed abandoned scuttle scuttled scratch scratched",
    ),
    (
        Told::Moved,
        "postpone postponed postponing postponement delay delayed put_off put_back push_back pushed_back pushing_back reschedule rescheduled moved defer deferred hold_off suspended brought_forward",
    ),
    (
        Told::Ended,
        "lift lifted ended over remove removed expired concluded resolved repealed",
    ),
    (
        Told::On,
        "go_ahead going_ahead goes_ahead proceed proceeding on_track still in_place",
    ),
    (
        Told::Done,
        "took_place taken_place held happened occurred went_ahead",
    ),
];

/// What a word or phrase tells, and its second stem.
type Phrase = (Told, Option<String>);

/// The words and phrases under their first stems, in the order above.
static STEMS: LazyLock<QuickMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut stems: QuickMap<String, Vec<Phrase>> = QuickMap::default();
    for (told, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            let mut phrase = word.split('_').map(stem);
            let first = phrase.next().unwrap_or_default();
            stems.entry(first).or_default().push((told, phrase.next()));
        }
    }
    stems
});

/// The first state that some words tell, and where.
pub(crate) fn told(words: &[String]) -> Option<(Told, usize)> {
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
    told_by(&stems)
}

/// The same, of stems.
fn told_by(stems: &[&str]) -> Option<(Told, usize)> {
    stems.iter().enumerate().find_map(|(at, first)| {
        let near = || stems.iter().skip(at + 1).take(4);
        let fits = |second: &Option<String>| {
            let second = second.as_deref();
            second.is_none_or(|second| near().any(|stem| *stem == second))
        };
        let mut phrases = STEMS.get(*first)?.iter();
        let (told, _) = phrases.find(|(_, second)| fits(second))?;
        Some((*told, at))
    })
}

/// The states that a sentence tells, each with the token that tells it and whether it is denied.
pub(crate) fn in_passage(page: &Page<'_>, passage: &Passage<'_>) -> Vec<(Told, usize, bool)> {
    let Some(sentence) = page.sentence(passage) else {
        return Vec::new();
    };
    let stems: Vec<&str> = sentence.tokens.clone().map(|at| page.stem(at)).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((state, at)) = stems.get(from..).and_then(told_by) {
        let token = sentence.tokens.start + from + at;
        let plain = matches!(
            page.token(token).to_lowercase().as_str(),
            "moves" | "move" | "moving"
        );
        if plain {
            from += at + 1;
            continue;
        }
        if state != Told::Done || is_over(page, sentence.tokens.start, token) {
            found.push((state, token, is_denied(page, passage, token)));
        }
        from += at + 1;
    }
    found
}

/// "Was held" and "took place" tell the past; "to hold" and "will take place" do not.
fn is_over(page: &Page<'_>, start: usize, token: usize) -> bool {
    let word = page.token(token).to_lowercase();
    let before = |words: &[&str]| {
        (token.saturating_sub(4).max(start)..token)
            .any(|at| words.contains(&page.token(at).to_lowercase().as_str()))
    };
    match word.as_str() {
        "held" => before(&["was", "were"]) && !before(&["to", "will", "would"]),
        "took" | "happened" | "occurred" | "went" => true,
        "taken" => before(&["has", "have", "had"]),
        _ => false,
    }
}

const DENIALS: [&str; 14] = [
    "not", "never", "no", "neither", "nor", "without", "refused", "declined", "avert", "averted",
    "averting", "avoid", "avoided", "avoiding",
];

/// Whether the clause of a token denies it: "has not", "won't", "yet to", "no longer".
pub(crate) fn is_denied(page: &Page<'_>, passage: &Passage<'_>, token: usize) -> bool {
    let Some(sentence) = page.sentence(passage) else {
        return false;
    };
    let borders = borders(page, passage);
    let reach =
        token.saturating_sub(6).max(sentence.tokens.start)..(token + 2).min(sentence.tokens.end);
    reach.into_iter().any(|at| {
        let word = page.token(at).to_lowercase().replace('’', "'");
        let denies = DENIALS.contains(&word.as_str())
            || word.ends_with("n't")
            || (word == "yet" && page.token(at + 1) == "to");
        denies && between(page, &borders, at.min(token), at.max(token)) == 0
    })
}
