//! What a question asks for: its kind, its topic words, its tense, the time it restricts itself to.

use crate::{
    kinds::{self, Kind},
    terms::{Term, terms},
    times::is_month,
    words::{Word, words},
};
use chrono::Days;
use dateline_core::{Moment, Precision, Span, TimeMention, TimexType, When};
use dateline_text::{VerbForm, verb};

/// A question, taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// What it asks for.
    pub kind: &'static Kind,
    /// Its words.
    pub words: Vec<Word>,
    /// Its topic words.
    pub terms: Vec<Term>,
    /// Times it restricts itself to ("next week", "on Friday the 28th").
    pub limits: Vec<When>,
    /// Whether it looks back, ahead, or at a plan that was.
    pub tense: Tense,
    /// Which of several it wants.
    pub pick: Pick,
    /// Which end of an interval it wants.
    pub edge: Edge,
    /// Whether it wants a time of day.
    pub clock: bool,
}

/// Where a question looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// "When did", "when was".
    Past,
    /// "When is", "when do".
    Present,
    /// "When will".
    Future,
    /// "When was it meant to", "the original date".
    Planned,
}

/// Which of several a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    /// Whichever fits best.
    Any,
    /// The first to come.
    Next,
    /// The latest gone by.
    Last,
}

/// Which end of an interval a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// All of it.
    Whole,
    /// "When does it start".
    Start,
    /// "When is it over", "until when".
    End,
}

impl Question {
    /// Takes a question apart; `asked` is what "next week" counts from.
    pub(crate) fn read(question: &str, asked: &Moment) -> Self {
        let words = words(question);
        let times = mentions(question, &words, asked);
        let spans: Vec<Span> = times.iter().map(|time| time.span).collect();
        let asking = kinds::Asking {
            words: &words,
            dated: !times.is_empty(),
        };
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        Self {
            kind: kinds::of(&asking),
            terms: terms(&words, question, &spans),
            tense: tense(&texts),
            pick: pick(&words, &spans, tense(&texts)),
            edge: edge(&texts),
            clock: has(&texts, &["what", "time"]) || has(&texts, &["which", "time"]),
            limits: limits(times, asked, tense(&texts)),
            words,
        }
    }
}

/// The times that a question restricts itself to, as they are mentioned.
fn mentions(question: &str, words: &[Word], asked: &Moment) -> Vec<TimeMention> {
    dateline_timex::times(&capitals(question, words), asked)
        .into_iter()
        .filter(|time| is_limit(time, words))
        .collect()
}

/// Where those times stand.
pub(crate) fn times_in(question: &str, words: &[Word], asked: &Moment) -> Vec<Span> {
    let times = mentions(question, words, asked);
    times.into_iter().map(|time| time.span).collect()
}

/// A bare year in front of a name belongs to the name ("the 2025 games").
fn is_limit(time: &TimeMention, words: &[Word]) -> bool {
    let dated = matches!(time.kind, TimexType::Date | TimexType::Time)
        && time.when.is_some()
        && !time.value.ends_with("_REF");
    let at = words.iter().position(|word| word.span == time.span);
    let named = !time.text.bytes().any(|b| b.is_ascii_digit())
        && !time
            .text
            .split(|c: char| !c.is_alphabetic())
            .any(is_calendar_word);
    let bare_year = time.text.len() == 4 && time.text.bytes().all(|b| b.is_ascii_digit());
    let led = at
        .and_then(|at| at.checked_sub(1))
        .and_then(|before| words.get(before))
        .is_some_and(|before| matches!(before.text.as_str(), "in" | "of" | "since" | "by" | "for"));
    dated && !named && (!bare_year || led)
}

/// Weekdays, months and words that count from today; "Christmas" and "summer" are topics.
fn is_calendar_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let stems = [
        "day",
        "week",
        "month",
        "year",
        "tomorrow",
        "tonight",
        "morning",
        "evening",
        "afternoon",
        "night",
        "noon",
        "quarter",
        "hour",
    ];
    stems.iter().any(|stem| word.contains(stem)) || is_month(&word)
}

/// The question with capitals for its weekdays and months, which people leave out; every byte stays in its place.
fn capitals(question: &str, words: &[Word]) -> String {
    let mut written = question.to_owned();
    let text = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .map_or("", |word| word.text.as_str())
    };
    for (at, word) in words.iter().enumerate() {
        let verb = matches!(word.text.as_str(), "may" | "march");
        let before = text(at.checked_sub(1));
        let led = [
            "in", "on", "of", "by", "since", "until", "late", "early", "mid", "next", "last",
            "this",
        ]
        .contains(&before);
        let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let numbered = digit(text(Some(at + 1))) || digit(before);
        let weekday = word.text.len() > 5 && word.text.ends_with("day");
        let month = is_month(&word.text) && (!verb || led || numbered);
        let first = word.span.start()..word.span.start() + 1;
        if let Some(letter) = written
            .get(first.clone())
            .filter(|_| weekday || month)
            .map(str::to_uppercase)
        {
            written.replace_range(first, &letter);
        }
    }
    written
}

/// A bare weekday in a question about what is to come lies ahead.
fn limits(times: Vec<TimeMention>, asked: &Moment, tense: Tense) -> Vec<When> {
    let ahead = matches!(tense, Tense::Present | Tense::Future);
    let whens = times
        .into_iter()
        .filter_map(|time| Some((time.anchor, time.when?)));
    whens
        .map(|(anchor, when)| {
            let days = (asked.day() - when.interval.first_day()).num_days();
            let bare =
                anchor.is_some() && when.precision == Precision::Day && (2..=7).contains(&days);
            if ahead && bare {
                week_later(when)
            } else {
                when
            }
        })
        .collect()
}

fn week_later(when: When) -> When {
    let day = when.interval.first_day().checked_add_days(Days::new(7));
    day.and_then(|day| When::day(day).ok()).unwrap_or(when)
}

fn has(words: &[&str], wanted: &[&str]) -> bool {
    words.windows(wanted.len()).any(|window| window == wanted)
}

fn any(words: &[&str], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(word))
}

pub(crate) fn tense(words: &[&str]) -> Tense {
    let must = has(words, &["have", "to"]) || has(words, &["has", "to"]);
    let past = any(words, &["did", "was", "were", "had"]) || is_told(words);
    let planned = any(
        words,
        &[
            "supposed",
            "meant",
            "originally",
            "original",
            "due",
            "planned",
            "scheduled",
        ],
    ) || has(words, &["been", "set"])
        || has(words, &["going", "to"])
        || has(words, &["to", "have"]) && !must;
    match (past, planned) {
        (true, true) => Tense::Planned,
        (true, false) => Tense::Past,
        (false, _) if any(words, &["original", "originally"]) => Tense::Planned,
        (false, _) if any(words, &["will", "would", "next", "might", "upcoming"]) => Tense::Future,
        (false, _) if any(words, &["has", "have"]) && !must && !any(words, &["when"]) => {
            Tense::Past
        }
        (false, _) => Tense::Present,
    }
}

/// "Who won", "which film opened": a past without a helping verb.
fn is_told(words: &[&str]) -> bool {
    let helps = [
        "is", "are", "will", "would", "do", "does", "has", "have", "can", "could", "may", "might",
        "should", "be",
    ];
    let asks = words
        .first()
        .is_some_and(|word| matches!(*word, "who" | "which" | "what"));
    let past = |word: &&&str| verb(word).is_some_and(|verb| verb.form == VerbForm::Past);
    asks && !any(words, &helps) && words.iter().skip(1).take(4).find(past).is_some()
}

/// "The last ferry" that will leave is no ferry gone by: only who looks back wants the latest.
fn pick(words: &[Word], times: &[Span], tense: Tense) -> Pick {
    let free = words
        .iter()
        .filter(|word| !times.iter().any(|time| time.overlaps(word.span)));
    for word in free {
        match word.text.as_str() {
            "next" | "upcoming" => return Pick::Next,
            "last" if tense != Tense::Past => {}
            "last" | "previous" | "latest" => return Pick::Last,
            _ => {}
        }
    }
    Pick::Any
}

const ENDS: [&str; 13] = [
    "over",
    "end",
    "ends",
    "ended",
    "ending",
    "finish",
    "finishes",
    "finished",
    "conclude",
    "concludes",
    "expire",
    "close",
    "closes",
];
const STARTS: [&str; 10] = [
    "start", "starts", "started", "begin", "begins", "began", "kick", "open", "opens", "opened",
];

/// Whether a word of a question asks for the start or the end of something.
pub(crate) fn is_edge(word: &str) -> bool {
    ENDS.contains(&word) || STARTS.contains(&word)
}

fn edge(words: &[&str]) -> Edge {
    if any(words, &ENDS) || has(words, &["until", "when"]) || has(words, &["till", "when"]) {
        Edge::End
    } else if any(words, &STARTS) {
        Edge::Start
    } else {
        Edge::Whole
    }
}
