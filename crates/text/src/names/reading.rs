//! Reads one run of capitalised words: where the role ends, where the bare name stands, what it names.

use super::cues::{Role, cue, cue_behind, is_exact_cue, is_given_name, is_portfolio, role};
use super::gazetteer::{known, known_at};
use super::runs::is_shouted;
use crate::NameKind;
use crate::facts::is_common;
use crate::words::Words;
use std::ops::Range;

/// A run, read: token positions still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The whole, role included.
    pub(crate) whole: Range<usize>,
    /// The name alone; empty where the run is a role without a name.
    pub(crate) bare: Range<usize>,
    pub(crate) kind: NameKind,
    /// Whether a rule or list told the kind.
    pub(crate) sure: bool,
}

impl Reading {
    fn plain(range: Range<usize>, kind: NameKind, sure: bool) -> Self {
        Self {
            whole: range.clone(),
            bare: range,
            kind,
            sure,
        }
    }
}

/// The names in a run: one, or a nationality and one, or two places that a hyphen joins.
pub(crate) fn read(words: &Words<'_>, run: Range<usize>) -> Vec<Reading> {
    if let Some((known, end)) = known_at(words, run.start, run.end)
        && end == run.end
    {
        return vec![Reading::plain(run, known.kind, true)];
    }
    if let Some(reading) = by_head(words, &run) {
        return vec![reading];
    }
    if let Some(role_end) = role_end(words, &run) {
        let bare = role_end..run.end;
        return vec![Reading {
            whole: run,
            bare,
            kind: NameKind::Person,
            sure: true,
        }];
    }
    match known_at(words, run.start, run.end) {
        Some((known, end))
            if known.kind == NameKind::Nationality && !is_given_name(words.written(run.start)) =>
        {
            let mut found = vec![Reading::plain(run.start..end, known.kind, true)];
            found.extend(read(words, end..run.end));
            found
        }
        _ => vec![unlisted(words, run)],
    }
}

/// A run whose head tells what it is: "Foreign Ministry", "Bank of Japan".
fn by_head(words: &Words<'_>, run: &Range<usize>) -> Option<Reading> {
    let of = run
        .clone()
        .skip(1)
        .find(|at| matches!(words.written(*at), "of" | "for"));
    let head = of.unwrap_or(run.end) - 1;
    let last_cue = cue(words.written(run.end - 1));
    let kind = if role(words.lower(head)) == Some(Role::Post) {
        last_cue.filter(|_| of.is_none())
    } else {
        cue(words.written(head)).or(last_cue)
    }?;
    let national = of.is_some() || words.is(run.start, "national");
    let centre = matches!(words.written(head), "Center" | "Centre") && national;
    let kind = if centre { NameKind::Organisation } else { kind };
    let only_word = run.len() == 1;
    let weak = kind != NameKind::Organisation || !is_exact_cue(words.written(run.end - 1));
    let surname = is_given_name(words.written(run.start)) && run.len() == 2 && weak;
    let after_rank = role(words.lower(run.start)) == Some(Role::Rank) && run.len() == 2;
    let tail_known = of.is_none() && role_before_person(words, run);
    (!surname && !after_rank && !tail_known).then(|| {
        Reading::plain(
            run.clone(),
            kind,
            !only_word || is_shouted(words.written(run.start)) || kind != NameKind::Other,
        )
    })
}

/// "President Adam Park": a role, then a given name, whatever the last word.
fn role_before_person(words: &Words<'_>, run: &Range<usize>) -> bool {
    run.clone().skip(1).any(|at| {
        is_given_name(words.written(at))
            && role(words.lower(at - 1)).is_some_and(|role| role != Role::Before)
    })
}

/// The position behind the role at the start of a run, if there is one.
fn role_end(words: &Words<'_>, run: &Range<usize>) -> Option<usize> {
    let mut found = None;
    let mut at = run.start;
    while at < run.end {
        let ends = role(words.lower(at)).is_some_and(|role| role != Role::Before)
            && !is_surname(words, run, at);
        at += 1;
        if ends {
            while at < run.end && matches!(words.written(at), "of" | "for") {
                at = complement_end(words, at + 1, run.end);
            }
            while at + 1 < run.end && role(words.lower(at)) == Some(Role::Before) {
                at += 1;
            }
            found = Some(at);
        }
    }
    found
}

/// A last word behind a given name is a surname, whatever it means ("Anna Major").
fn is_surname(words: &Words<'_>, run: &Range<usize>, at: usize) -> bool {
    at + 1 == run.end && at > run.start && is_given_name(words.written(at - 1))
}

/// The position behind what an office is of or for: the longest listed portfolio, a listed place, else one word.
fn complement_end(words: &Words<'_>, at: usize, limit: usize) -> usize {
    let mut phrase = String::new();
    let mut best = None;
    for end in at..limit.min(at + 4) {
        if end > at {
            phrase.push(' ');
        }
        phrase.push_str(words.lower(end));
        if is_portfolio(&phrase) {
            best = Some(end + 1);
        }
    }
    let skipped = if words.is(at, "the") { at + 1 } else { at };
    best.or_else(|| known_at(words, skipped, limit).map(|(_, end)| end))
        .unwrap_or_else(|| ordinary_end(words, skipped, limit))
        .min(limit)
}

fn ordinary_end(words: &Words<'_>, at: usize, limit: usize) -> usize {
    let given = (at + 1..limit)
        .find(|i| is_given_name(words.written(*i)) || role(words.lower(*i)) == Some(Role::Rank));
    given.unwrap_or_else(|| {
        (at + 1..limit)
            .find(|i| !is_common(words.plain(*i)) && !matches!(words.written(*i), "of" | "and"))
            .unwrap_or(limit)
    })
}

/// A word all in capitals: a place in a dateline, a designation ("RS-25"), else a body.
fn shouted(words: &Words<'_>, run: Range<usize>) -> Reading {
    let written = words.written(run.start);
    let mut letters = written.chars();
    let titled: String = letters
        .next()
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect();
    if let Some(known) = known(&titled).filter(|_| written.len() > 3) {
        Reading::plain(run, known.kind, true)
    } else if written.contains(|c: char| c.is_ascii_digit()) {
        Reading::plain(run, NameKind::Other, true)
    } else {
        let sure = !is_common(words.plain(run.start));
        Reading::plain(run, NameKind::Organisation, sure)
    }
}

/// "State John Roe", "Republican Jane Roe": ordinary words, then a given name and a surname.
fn described_person(words: &Words<'_>, run: &Range<usize>) -> Option<Reading> {
    let given = run.clone().find(|at| is_given_name(words.written(*at)))?;
    let ordinary = (run.start..given).all(|at| is_common(words.plain(at)));
    (given > run.start && given + 1 < run.end && ordinary).then(|| Reading {
        whole: run.clone(),
        bare: given..run.end,
        kind: NameKind::Person,
        sure: true,
    })
}

fn unlisted(words: &Words<'_>, run: Range<usize>) -> Reading {
    let first = words.written(run.start);
    if let Some(reading) = described_person(words, &run) {
        return reading;
    }
    if run.len() > 1 && leads_place(first) && !behind_rank(words, &run) {
        return Reading::plain(run, NameKind::Place, true);
    }
    let count = run.clone().filter(|at| words.is_word(*at)).count();
    let strange = run.clone().all(|at| {
        let written = words.written(at);
        (!is_common(words.plain(at)) || is_given_name(written)) && !is_shouted(written)
    });
    let behind_article = run.start > 0 && matches!(words.lower(run.start - 1), "the" | "a" | "an");
    let initials = first.len() == 2 && first.ends_with('.') && count > 1;
    if count > 1 && count < 6 && (initials || is_given_name(first)) && !behind_article {
        Reading::plain(run, NameKind::Person, true)
    } else if count == 1 && is_shouted(first) {
        shouted(words, run)
    } else if let Some(kind) = cue_behind(words.lower(run.end)) {
        Reading::plain(run, kind, true)
    } else if speaks(words, &run) && (2..=3).contains(&count) && !behind_article {
        Reading::plain(run, NameKind::Person, false)
    } else if stands_in(words, run.start) && count < 4 && strange {
        Reading::plain(run, NameKind::Place, false)
    } else if (2..=4).contains(&count) && strange && !behind_article {
        Reading::plain(run, NameKind::Person, false)
    } else {
        Reading::plain(run, NameKind::Other, false)
    }
}

/// "Cape", "Fort": a place follows.
fn leads_place(first: &str) -> bool {
    matches!(
        first,
        "Cape"
            | "Mount"
            | "Mt."
            | "Lake"
            | "Fort"
            | "Ft."
            | "Port"
            | "San"
            | "Santa"
            | "Los"
            | "Las"
            | "St."
            | "New"
            | "North"
            | "South"
            | "East"
            | "West"
            | "Upper"
            | "Lower"
    )
}

fn behind_rank(words: &Words<'_>, run: &Range<usize>) -> bool {
    run.start > 0 && role(words.lower(run.start - 1)).is_some()
}

/// "Roe said" or "said Roe".
fn speaks(words: &Words<'_>, run: &Range<usize>) -> bool {
    let said = |at: usize| {
        matches!(
            words.lower(at),
            "said" | "says" | "told" | "added" | "asked"
        )
    };
    said(run.end) || run.start > 1 && said(run.start - 1) && !words.is_word(run.start - 2)
}

/// "in Larkana", "near Larkana", "flew to Larkana", "left for Larkana".
fn stands_in(words: &Words<'_>, at: usize) -> bool {
    let led = at.checked_sub(1).map_or("", |at| words.lower(at));
    let moves = || {
        let before = at.saturating_sub(MOVES + 1)..at.saturating_sub(1);
        before.rev().any(|at| is_motion(words.lower(at)))
    };
    match led {
        "in" | "near" | "outside" | "across" => true,
        "to" | "from" | "for" | "into" => moves(),
        _ => false,
    }
}

/// So many words before a preposition may hold the verb of motion.
const MOVES: usize = 3;

/// Words that tell that somebody goes somewhere.
const MOTION: &str = "travel travels travelled traveled travelling traveling trip flight flights fly flies flew \
    flown flying journey drive drove sail sailed moved shifted relocated switched transferred \
    charter train trains bus leave leaves left depart departs departed return returns returned \
    visit visits head heads headed heading en lifted took road went goes going come comes came \
    arrive arrived arrives";

fn is_motion(lower: &str) -> bool {
    MOTION.split(' ').any(|word| word == lower)
}
