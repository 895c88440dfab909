//! The topic words of a question, each with what may stand for it in a story.

use crate::{
    numbers::number,
    question::{Tense, tense},
    synonyms::{Groups, Phrase, groups, kindred},
    words::{Word, is_empty, is_light, is_verb},
};
use dateline_core::Span;
use dateline_text::stem;
use std::ops::Range;

/// Ordinals up to here tell one of a series from the next ("the second round").
const EDITION: u32 = 12;

/// A topic word of a question.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    /// As typed, lower case.
    pub text: String,
    /// Its own stems: of the word, and of the word without a last "s" that may be a possessive.
    pub stems: Vec<String>,
    /// What may stand for it, itself left out.
    pub alike: Vec<Phrase>,
    /// What may stand for it more loosely.
    pub kindred: Vec<Phrase>,
    /// The one form of a number; such a term has no synonyms.
    pub number: Option<String>,
    /// Whether it is too common to make a topic.
    pub light: bool,
    /// Whether it stands in a condition ("if Saturday fails").
    pub supposed: bool,
    /// Position among the words of the question.
    pub at: usize,
}

impl Term {
    /// The stems to search for, its own first, then what may stand for it.
    pub(crate) fn search(&self) -> Vec<String> {
        let mut all = self.stems.clone();
        if let Some(number) = &self.number {
            all.push(number.trim_start_matches('#').to_owned());
        }
        let others = self.alike.iter().chain(&self.kindred);
        let single = others.filter(|phrase| phrase.len() == 1).flatten();
        for stem in single {
            if !all.contains(stem) {
                all.push(stem.clone());
            }
        }
        all
    }

    /// Whether it counts what is often named without: editions ("the 64th fair"), or the first of something new ("the first
    /// ferry").
    pub(crate) fn is_edition(&self) -> bool {
        self.is_first() || self.count().is_some_and(|count| count > EDITION)
    }

    /// Whether it is "first".
    pub(crate) fn is_first(&self) -> bool {
        self.count() == Some(1)
    }

    fn count(&self) -> Option<u32> {
        let digits = self.number.as_ref()?.strip_prefix('#')?;
        digits.parse().ok()
    }

    /// Whether it is an ordinal ("first", "12th").
    pub(crate) fn is_ordinal(&self) -> bool {
        self.number
            .as_ref()
            .is_some_and(|form| form.starts_with('#'))
    }
}

/// The topic words among `words`, those inside a time mention left out.
pub(crate) fn terms(words: &[Word], question: &str, times: &[Span]) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut used = vec![false; words.len()];
    for (at, word) in words.iter().enumerate() {
        let timed = |at: usize| {
            words
                .get(at)
                .is_some_and(|word| times.iter().any(|time| time.overlaps(word.span)))
        };
        let day = is_day(words, at) && at.checked_sub(2).is_some_and(timed);
        if used.get(at) != Some(&false) || timed(at) || day || is_said(words, at) {
            continue;
        }
        if let Some((phrase, rest)) = phrase_at(words, at) {
            for taken in rest {
                if let Some(slot) = used.get_mut(taken) {
                    *slot = true;
                }
            }
            found.push(phrase_term(word, at, phrase));
        } else if let Some(term) = term(words, at, question) {
            found.push(term);
        }
    }
    let supposed = condition(words);
    for term in &mut found {
        term.supposed = supposed.contains(&term.at);
    }
    found
}

/// From "if" to the question word behind it, or to the end.
fn condition(words: &[Word]) -> Range<usize> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let Some(from) = (0..words.len()).find(|at| matches!(text(*at), "if" | "unless")) else {
        return 0..0;
    };
    let asks = ["when", "what", "who", "where", "how", "which"];
    let end = (from..words.len()).find(|at| asks.contains(&text(*at)));
    from..end.unwrap_or(words.len())
}

/// Words that say nothing of the topic where they stand: "10 percent" is the number, "so far" and "at all" are fillers.
fn is_said(words: &[Word], at: usize) -> bool {
    let text = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .map_or("", |word| word.text.as_str())
    };
    let (before, two) = (text(at.checked_sub(1)), text(at.checked_sub(2)));
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    match text(Some(at)) {
        "percent" | "pct" | "%" => digits(before),
        "cent" => before == "per" && digits(two),
        "per" => text(Some(at + 1)) == "cent" && digits(before),
        "far" => before == "so",
        "end" | "ended" | "ends" => text(Some(at + 1)) == "up",
        _ => false,
    }
}

/// "The 28th" behind a weekday.
fn is_day(words: &[Word], at: usize) -> bool {
    let the = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|before| before.text == "the");
    let ordinal = words.get(at).and_then(|word| number(&word.text, false));
    the && ordinal.is_some_and(|form| form.starts_with('#'))
}

/// A phrase of `data/synonyms.txt` that begins here, and the words behind the first that it takes.
fn phrase_at(words: &[Word], at: usize) -> Option<(&'static Phrase, Vec<usize>)> {
    let first = stem(&words.get(at)?.text);
    let read = |phrase: &'static Phrase| Some((phrase, rest_of(words, at, phrase)?));
    let near = groups().phrases(&first).into_iter().filter_map(read);
    let idioms = kindred().phrases(&first).into_iter();
    let idioms = idioms.filter(|phrase| is_idiom(phrase) && stands_at(words, at, phrase));
    near.max_by_key(|(phrase, _)| phrase.len()).or_else(|| {
        idioms
            .filter_map(read)
            .max_by_key(|(phrase, _)| phrase.len())
    })
}

/// Whether the words of a phrase stand side by side from here on.
fn stands_at(words: &[Word], at: usize, phrase: &Phrase) -> bool {
    phrase.iter().enumerate().all(|(step, wanted)| {
        words
            .get(at + step)
            .is_some_and(|word| stem(&word.text) == *wanted)
    })
}

/// Whether the words of a phrase say little one by one: "take over", "come out against".
fn is_idiom(phrase: &Phrase) -> bool {
    // "What is coming up" asks for a list.
    let fills = [
        ["come", "up"],
        ["go", "on"],
        ["take", "place"],
        ["go", "ahead"],
    ];
    if fills.iter().any(|fill| phrase.iter().eq(fill.iter())) {
        return false;
    }
    let asks = [
        "how", "what", "when", "who", "where", "which", "is", "be", "will", "doe", "did", "ha",
        "have",
    ];
    let mut telling = phrase
        .iter()
        .filter(|word| !is_empty(word) && !is_light(word));
    telling.next().is_none()
        && phrase
            .first()
            .is_none_or(|word| !asks.contains(&word.as_str()))
}

/// What may stand for the phrases of the thesaurus of which a word is part: "hedge fund".
fn of_phrases(words: &[Word], at: usize) -> Vec<Phrase> {
    let mut found = Vec::new();
    for from in at.saturating_sub(3)..=at {
        let Some(first) = words.get(from).map(|word| stem(&word.text)) else {
            continue;
        };
        for phrase in kindred().phrases(&first) {
            if stands_at(words, from, phrase) && from + phrase.len() > at && !is_idiom(phrase) {
                found.extend(
                    kindred()
                        .alike(phrase)
                        .into_iter()
                        .filter(|other| *other != phrase)
                        .cloned(),
                );
            }
        }
    }
    found
}

/// Up to three words may stand inside ("put the trip off").
fn rest_of(words: &[Word], at: usize, phrase: &Phrase) -> Option<Vec<usize>> {
    let gap = if phrase.len() == 2 { 3 } else { 0 };
    let mut behind = at;
    let mut rest = Vec::new();
    for wanted in phrase.iter().skip(1) {
        let near = words.iter().enumerate().skip(behind + 1).take(gap + 1);
        let (found, _) = near
            .into_iter()
            .find(|(_, word)| stem(&word.text) == *wanted)?;
        rest.push(found);
        behind = found;
    }
    Some(rest)
}

fn phrase_term(word: &Word, at: usize, phrase: &Phrase) -> Term {
    let mut alike: Vec<Phrase> = groups().alike(phrase).into_iter().cloned().collect();
    if !alike.contains(phrase) {
        alike.push(phrase.clone());
    }
    let kindred = kindred()
        .alike(phrase)
        .into_iter()
        .filter(|other| !alike.contains(other));
    let kindred = kindred.cloned().collect();
    Term {
        text: word.text.clone(),
        stems: Vec::new(),
        alike,
        kindred,
        number: None,
        light: true,
        supposed: false,
        at,
    }
}

fn term(words: &[Word], at: usize, question: &str) -> Option<Term> {
    let word = words.get(at)?;
    let country = is_country(words, at, question);
    let named = at > 0
        && words
            .get(at - 1)
            .is_some_and(|before| !is_empty(&before.text));
    let counted = word.text.bytes().all(|b| b.is_ascii_lowercase()) && !named;
    let adverb = word.text == "first" && words.get(at + 1).is_some_and(|next| is_verb(&next.text));
    if let Some(form) = number(&word.text, named) {
        if adverb || (counted && !form.starts_with('#')) {
            return None;
        }
        return Some(Term {
            text: word.text.clone(),
            stems: Vec::new(),
            alike: Vec::new(),
            kindred: Vec::new(),
            number: Some(form),
            light: false,
            supposed: false,
            at,
        });
    }
    let ends = word.text == "over" && at + 1 == words.len();
    let last = is_final(words, at);
    if is_empty(&word.text) && !country && !ends && !last {
        return None;
    }
    let text = if country {
        "u.s".to_owned()
    } else {
        word.text.clone()
    };
    let mut stems = vec![stem(&text)];
    if let Some(owner) = text.strip_suffix('s').filter(|owner| owner.len() > 2) {
        stems.push(stem(owner));
    }
    stems.dedup();
    let alike = others(groups(), &stems);
    let mut kindred = others(kindred(), &stems);
    kindred.extend(of_phrases(words, at));
    kindred.sort_unstable();
    kindred.dedup();
    kindred.retain(|phrase| !alike.contains(phrase));
    Some(Term {
        supposed: false,
        light: ends || last || is_light(&text) || is_light(&stem(&text)),
        text,
        stems,
        alike,
        kindred,
        number: None,
        at,
    })
}

/// "Last" in a question about what is or will be is the final one of a series; in one about the past the latest.
fn is_final(words: &[Word], at: usize) -> bool {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.get(at) == Some(&"last") && tense(&texts) != Tense::Past
}

/// What groups put beside some stems, the stems themselves left out.
fn others(groups: &Groups, stems: &[String]) -> Vec<Phrase> {
    let phrases = stems
        .iter()
        .flat_map(|own| groups.alike(std::slice::from_ref(own)));
    let mut others: Vec<Phrase> = phrases
        .filter(|phrase| !matches!(phrase.as_slice(), [one] if stems.contains(one)))
        .cloned()
        .collect();
    others.sort_unstable();
    others.dedup();
    others
}

/// "the us" and "US" are a country, "tell us" is not.
fn is_country(words: &[Word], at: usize, question: &str) -> bool {
    let Some(word) = words.get(at).filter(|word| word.text == "us") else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    word.span
        .read(question)
        .is_some_and(|raw| raw.starts_with("US"))
        || before.is_some_and(|before| matches!(before.text.as_str(), "the" | "and" | "in"))
}
