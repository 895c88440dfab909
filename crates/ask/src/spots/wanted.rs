//! What of a sentence a question wants: which nouns name it, and whether it does or suffers the deed asked about.

use crate::{
    page::{Page, Passage},
    question::Question,
    words::{is_empty, is_verb},
};
use dateline_text::{Tag, VerbForm, verb};
use std::ops::Range;

/// What a question wants.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The topic words that name what is wanted ("which hedge fund", "who is the finance minister").
    pub nouns: Vec<usize>,
    /// Its part in the deed.
    pub role: Role,
    /// Whether it is what brought the deed about ("what caused the delay").
    pub cause: bool,
}

/// Verbs that ask for a reason.
const CAUSES: [&str; 10] = [
    "caused",
    "forced",
    "prompted",
    "triggered",
    "sparked",
    "led",
    "causes",
    "made",
    "stopped",
    "delayed",
];

/// The part of something in a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// "Who opened the fair".
    Doer,
    /// "What did the mayor open", "what was opened".
    Done,
    /// Neither is told.
    Any,
}

/// What the words of a question want.
pub(crate) fn wanted(question: &Question) -> Wanted {
    let asker = question.words.iter().position(|word| is_asker(&word.text));
    let Some(asker) = asker else {
        return Wanted {
            nouns: Vec::new(),
            role: Role::Any,
            cause: false,
        };
    };
    Wanted {
        nouns: nouns(question, asker),
        role: role(question, asker),
        cause: text(question, asker) == "what" && CAUSES.contains(&text(question, asker + 1)),
    }
}

fn is_asker(word: &str) -> bool {
    matches!(word, "who" | "whom" | "which" | "what" | "whose" | "many")
}

fn text(question: &Question, at: usize) -> &str {
    question.words.get(at).map_or("", |word| &word.text)
}

/// A form of "be".
pub(crate) fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "was" | "are" | "were" | "be" | "been" | "being" | "'s" | "’s"
    )
}

fn helps(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "would"
            | "can"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "has"
            | "have"
            | "had"
    )
}

/// The words behind the asker, or behind "what is the", up to a verb or the end of the phrase.
fn nouns(question: &Question, asker: usize) -> Vec<usize> {
    let skips = |word: &str| {
        is_be(word) || matches!(word, "the" | "a" | "an" | "name" | "of" | "title" | "will")
    };
    let mut from = asker + 1;
    if is_be(text(question, from)) || text(question, from) == "will" {
        while skips(text(question, from)) {
            from += 1;
        }
        if text(question, from).ends_with("ing") {
            return Vec::new();
        }
    }
    let stops = |at: &usize| {
        let word = text(question, *at);
        is_verb(word) || is_empty(word)
    };
    let stop = (from..question.words.len())
        .find(stops)
        .unwrap_or(question.words.len());
    let behind = question.terms.iter().enumerate();
    behind
        .filter(|(_, term)| (from..stop.min(from + 5)).contains(&term.at))
        .map(|(index, _)| index)
        .collect()
}

fn role(question: &Question, asker: usize) -> Role {
    let word = |at: usize| text(question, at);
    let all = asker + 1..question.words.len();
    let verb_at = |at: &usize| helps(word(*at)) || is_be(word(*at)) || is_done(word(*at));
    let first = all
        .clone()
        .find(|at| verb_at(at) || is_verb(word(*at)) && *at <= asker + 4);
    let Some(first) = first else {
        return Role::Any;
    };
    let form = |at: usize| verb(word(at)).map(|verb| verb.form);
    let past = |at: usize| matches!(form(at), Some(VerbForm::Past | VerbForm::Participle));
    match word(first) {
        does if is_done(does) => Role::Done,
        be if is_be(be) => {
            let later = (first + 1..all.end).find(|at| past(*at) || word(*at).ends_with("ing"));
            match later {
                Some(at) if word(at).ends_with("ing") && word(at) != "being" => Role::Doer,
                Some(at) if at <= first + 4 => Role::Done,
                _ => Role::Any,
            }
        }
        help if helps(help) && is_be(word(first + 1)) => Role::Done,
        help if helps(help) && !is_verb(word(first + 1)) => Role::Done,
        _ => Role::Doer,
    }
}

fn is_done(word: &str) -> bool {
    matches!(word, "did" | "do" | "does")
}

/// Which part words have in a deed of their sentence that these topic words name, and how well the deed is named.
pub(crate) fn part(
    (page, passage): (&Page<'_>, &Passage<'_>),
    tokens: &Range<usize>,
    deeds: &dyn Fn(usize) -> bool,
) -> Option<(Role, f32)> {
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    let each = hits.iter().filter(|hit| deeds(hit.term));
    let parts = each.filter_map(|hit| {
        let passive = is_passive(page, hit.token);
        let role = if hit.token >= tokens.end {
            subject(page, tokens, hit.token).then_some(if passive {
                Role::Done
            } else {
                Role::Doer
            })
        } else {
            object(page, hit.token, tokens).map(|by| if by { Role::Doer } else { Role::Done })
        };
        Some((role?, hit.quality))
    });
    parts.max_by(|a, b| a.1.total_cmp(&b.1))
}

/// "Was called", "has been put", "being built".
fn is_passive(page: &Page<'_>, deed: usize) -> bool {
    let text = &page.candidate.reading.text;
    let past = matches!(
        text.tag(deed),
        Tag::Verb {
            form: VerbForm::Past | VerbForm::Participle
        }
    );
    let before = (deed.saturating_sub(3)..deed).rev();
    let mut helping = before.take_while(|at| matches!(text.tag(*at), Tag::Auxiliary | Tag::Adverb));
    past && helping.any(|at| is_be(page.token(at)))
}

/// The most words between a subject and its verb.
const SUBJECT: usize = 16;

/// Whether only helping words, and what is said in passing between commas, stand between words and a verb behind them.
fn subject(page: &Page<'_>, tokens: &Range<usize>, deed: usize) -> bool {
    let text = &page.candidate.reading.text;
    if deed > tokens.end + SUBJECT || !matches!(text.tag(deed), Tag::Verb { .. }) {
        return false;
    }
    let mut at = tokens.end;
    if page.token(at) == "," {
        match (at + 1..deed).find(|at| page.token(*at) == ",") {
            Some(closing) => at = closing + 1,
            None if matches!(page.token(at + 1), "who" | "which") => at += 2,
            None => return false,
        }
    }
    let helping = |at: usize| {
        matches!(text.tag(at), Tag::Auxiliary | Tag::Adverb)
            || matches!(
                page.token(at),
                "who" | "which" | "that" | "also" | "has" | "have" | "had" | "is" | "was" | "to"
            )
    };
    (at..deed).all(helping)
}

/// Whether words are the object of a verb before them; true with "by" between.
fn object(page: &Page<'_>, deed: usize, tokens: &Range<usize>) -> Option<bool> {
    let text = &page.candidate.reading.text;
    let between = deed + 1..tokens.start;
    if between.len() > 6 || page.token(deed + 1) == "," {
        return None;
    }
    let verbal = matches!(text.tag(deed), Tag::Verb { .. });
    let by = between.clone().last().is_some_and(|at| {
        page.token(at) == "by" || page.token(at) == "the" && page.token(at - 1) == "by"
    });
    if by {
        return Some(true);
    }
    let joins = |at: usize| {
        matches!(
            text.tag(at),
            Tag::Adverb | Tag::Determiner | Tag::Adjective | Tag::Number
        ) || matches!(
            page.token(at),
            "out" | "up" | "off" | "to" | "for" | "on" | "as" | "with" | "a" | "an" | "the"
        )
    };
    (verbal && between.len() <= 3 && between.clone().all(joins)).then_some(false)
}
