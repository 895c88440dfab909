//! Words that say in which state something is: called off, moved, over, on; and words that deny.

use crate::{
    clause::{between, borders},
    page::{Page, Passage},
};
use dateline_text::{QuickMap, stem};
use std::{ops::Range, sync::LazyLock};

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

/// Further stems that say how something stands, where the question is for that and nothing else.
const FURTHER: [(Told, &str); 4] = [
    (
        Told::Off,
        "drop dropped ditch ditched shelve shelved abort aborted halt halted skip skipped withdraw withdrew withdrawn pull_out pulled_out terminate terminated revoke revoked rescind rescinded reject rejected turn_down turned_down veto vetoed walk_away walked_away fall_through fell_through collapse collapsed cut_short miss missed instead",
    ),
    (
        Told::Moved,
        "shift shifted switch switched relocate relocated slip slipped bring_forward brought_forward move_up moved_up put_on_hold on_hold",
    ),
    (
        Told::On,
        "as_planned as_scheduled not_affected unaffected unchanged stay stays remain remains keep keeps stand stands press_ahead",
    ),
    (
        Told::Done,
        "carried_out carry_out took_off signed opened completed finished",
    ),
];

/// Words that say that something goes on, if not of what is asked then of something else.
pub(crate) fn is_weak(word: &str) -> bool {
    let word = word.to_lowercase();
    let weak = [
        "still", "in", "not", "stay", "stays", "remain", "remains", "keep", "keeps", "stand",
        "stands",
    ];
    weak.contains(&word.as_str())
}

/// What a word or phrase tells, and its second stem.
type Phrase = (Told, Option<String>);

/// The words and phrases under their first stems, in the order above.
static STEMS: LazyLock<QuickMap<String, Vec<Phrase>>> = LazyLock::new(|| stems(&WORDS));

/// The same with the further ones.
static ALL_STEMS: LazyLock<QuickMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let all: Vec<(Told, &str)> = WORDS.into_iter().chain(FURTHER).collect();
    stems(&all)
});

fn stems(lists: &[(Told, &str)]) -> QuickMap<String, Vec<Phrase>> {
    let mut stems: QuickMap<String, Vec<Phrase>> = QuickMap::default();
    for (told, words) in lists {
        for word in words.split_ascii_whitespace() {
            let mut phrase = word.split('_').map(stem);
            let first = phrase.next().unwrap_or_default();
            stems.entry(first).or_default().push((*told, phrase.next()));
        }
    }
    stems
}

/// The first state that some words tell, and where.
pub(crate) fn told(words: &[String]) -> Option<(Told, usize)> {
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
    told_by(&STEMS, &stems)
}

/// The same with words that only a question for a state makes sure.
pub(crate) fn asked(words: &[String]) -> Option<(Told, usize)> {
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
    told_by(&STEMS, &stems).or_else(|| told_by(&ALL_STEMS, &stems))
}

/// The same, of stems.
fn told_by(known: &QuickMap<String, Vec<Phrase>>, stems: &[&str]) -> Option<(Told, usize)> {
    stems.iter().enumerate().find_map(|(at, first)| {
        let near = || stems.iter().skip(at + 1).take(4);
        let fits = |second: &Option<String>| {
            let second = second.as_deref();
            second.is_none_or(|second| near().any(|stem| *stem == second))
        };
        let mut phrases = known.get(*first)?.iter();
        let (told, _) = phrases.find(|(_, second)| fits(second))?;
        Some((*told, at))
    })
}

/// The states that a sentence tells, each with the token that tells it and whether it is denied.
pub(crate) fn in_passage(page: &Page<'_>, passage: &Passage<'_>) -> Vec<(Told, usize, bool)> {
    by(&STEMS, page, passage)
}

/// The same with the words that only a question for a state makes sure.
pub(crate) fn all_in(page: &Page<'_>, passage: &Passage<'_>) -> Vec<(Told, usize, bool)> {
    by(&ALL_STEMS, page, passage)
}

fn by(
    known: &QuickMap<String, Vec<Phrase>>,
    page: &Page<'_>,
    passage: &Passage<'_>,
) -> Vec<(Told, usize, bool)> {
    let Some(sentence) = page.sentence(passage) else {
        return Vec::new();
    };
    let stems: Vec<&str> = sentence.tokens.clone().map(|at| page.stem(at)).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((state, at)) = stems.get(from..).and_then(|rest| told_by(known, rest)) {
        let token = sentence.tokens.start + from + at;
        let plain = matches!(
            page.token(token).to_lowercase().as_str(),
            "moves" | "move" | "moving"
        );
        if plain || is_idle(page, sentence.tokens.clone(), (state, token)) {
            from += at + 1;
            continue;
        }
        let unmoved = page.token(token).eq_ignore_ascii_case("not");
        if state != Told::Done || is_over(page, sentence.tokens.start, token) {
            let denied = !unmoved && is_denied(page, passage, token);
            found.push((state, token, denied));
        }
        from += at + 1;
    }
    found
}

/// "A dispute over steel" is not over, "instead of the bell" calls nothing off, and what "could be" or "will be called off if it
/// rains" still stands.
fn is_idle(page: &Page<'_>, sentence: Range<usize>, (state, token): (Told, usize)) -> bool {
    let word = page.token(token).to_lowercase();
    let near = token.saturating_sub(4).max(sentence.start)..token;
    let has = |words: &[&str]| near.clone().any(|at| words.contains(&page.token(at)));
    match word.as_str() {
        "over" => !has(&[
            "is", "are", "was", "were", "be", "been", "'s", "’s", "it's", "it’s",
        ]),
        "instead" => page.token(token + 1) == "of",
        _ => {
            let conditions = ["if", "If", "unless", "Unless"];
            let mut words = sentence.clone().map(|at| page.token(at));
            let changes = matches!(state, Told::Off | Told::Moved | Told::Ended);
            let conditional = words.any(|word| conditions.contains(&word));
            let may = ["could", "may", "might"];
            changes && (has(&may) || conditional && has(&["will", "would", "'ll", "’ll"]))
        }
    }
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
        "taken" => before(&["has", "have", "had"]) && !before(&["to", "will", "would"]),
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
        denies && between(page, borders, at.min(token), at.max(token)) == 0
    })
}
