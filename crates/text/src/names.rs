//! Finds named persons, organisations, places and nationalities.

mod apposition;
mod canonical;
mod cues;
mod gazetteer;
mod reading;
mod runs;

use crate::facts::{Class, classes, is_common, is_noun};
use crate::words::Words;
use crate::{Name, NameKind, Sentence, verb};
use cues::Role;
use reading::Reading;
use std::ops::Range;

/// Whether a name is that of a country ("Norway", "the U.S." without its article).
#[must_use]
pub fn is_country(name: &str) -> bool {
    gazetteer::is_country(name)
}

/// Whether the lists know a name as that of a city, region or country ("Bergen").
#[must_use]
pub fn is_place(name: &str) -> bool {
    gazetteer::known(name).is_some_and(|known| known.kind == NameKind::Place)
}

/// The country of a people or of its adjective ("Norwegians", "Norwegian").
#[must_use]
pub fn country_of(people: &str) -> Option<&'static str> {
    gazetteer::country_of(people)
}

/// A name with the tokens it covers.
pub(crate) struct Found {
    pub(crate) name: Name,
    pub(crate) tokens: Range<usize>,
    pub(crate) bare: Range<usize>,
    pub(crate) sure: bool,
}

/// All names of a text, and for each the position of the fullest mention of the same; each sentence is told which are
/// its own.
pub(crate) fn find(words: &Words<'_>, sentences: &mut [Sentence]) -> (Vec<Found>, Vec<usize>) {
    let mut all = Vec::new();
    for sentence in sentences {
        let start = all.len();
        all.extend(names(words, sentence.tokens.clone()));
        sentence.names = start..all.len();
    }
    let fullest = canonical::settle(words, &mut all);
    (all, fullest)
}

fn names(words: &Words<'_>, sentence: Range<usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut office: Option<Office> = None;
    for run in runs::runs(words, sentence.clone()) {
        for reading in reading::read(words, run) {
            let abbreviation = abbreviation_behind(words, reading.whole.end, sentence.end);
            if reading.bare.is_empty() {
                office = Some(Office {
                    tokens: reading.whole,
                    abbreviation,
                });
                continue;
            }
            if is_abbreviation_of(words, &reading, found.last(), office.as_ref()) {
                continue;
            }
            let reading = if abbreviation.is_some() {
                as_body(reading)
            } else {
                reading
            };
            let reading = with_small_role(words, reading, sentence.start, found.last());
            let reading = with_number(words, reading, sentence.end);
            if is_only_a_word(words, &reading) {
                continue;
            }
            let title = office
                .take()
                .filter(|office| office.touches(&reading.whole));
            let title = title.filter(|_| reading.kind == NameKind::Person);
            found.push(build(words, reading, abbreviation, title));
            widen_to_initials(words, &mut found, sentence.start);
        }
    }
    for at in 0..found.len() {
        apposition::find(words, &mut found, at, &sentence);
    }
    found
}

/// An office without a name yet: "Chief of General Staff (CGS)".
struct Office {
    tokens: Range<usize>,
    abbreviation: Option<usize>,
}

impl Office {
    /// Whether a name stands right behind it, brackets aside.
    fn touches(&self, name: &Range<usize>) -> bool {
        let gap = if self.abbreviation.is_some() { 3 } else { 0 };
        self.tokens.end + gap == name.start
    }
}

fn build(
    words: &Words<'_>,
    reading: Reading,
    abbreviation: Option<usize>,
    office: Option<Office>,
) -> Found {
    let start = office
        .as_ref()
        .map_or(reading.whole.start, |office| office.tokens.start);
    let tokens = start..reading.whole.end;
    let has_role = start < reading.bare.start;
    let abbreviation = abbreviation.or_else(|| office.and_then(|office| office.abbreviation));
    let name = Name {
        span: words.bare_span(&tokens),
        bare: words.bare_span(&reading.bare),
        role: has_role.then(|| words.whole_span(&(start..reading.bare.start))),
        abbreviation: abbreviation.map(|at| words.span(at)),
        kind: reading.kind,
    };
    Found {
        name,
        tokens,
        bare: reading.bare,
        sure: reading.sure,
    }
}

/// The token of an abbreviation in brackets at `at`: "(TIFA)".
fn abbreviation_behind(words: &Words<'_>, at: usize, limit: usize) -> Option<usize> {
    let closes = at + 2 < limit && words.is(at, "(") && words.is(at + 2, ")");
    let inside = words.written(at + 1);
    (closes && inside.len() <= 10 && inside.chars().filter(|c| c.is_uppercase()).count() > 1)
        .then_some(at + 1)
}

fn is_abbreviation_of(
    words: &Words<'_>,
    reading: &Reading,
    last: Option<&Found>,
    office: Option<&Office>,
) -> bool {
    let here = words.span(reading.whole.start);
    last.is_some_and(|last| last.name.abbreviation == Some(here))
        || office.is_some_and(|office| office.abbreviation == Some(reading.whole.start))
}

/// A name of strange words with an abbreviation behind is a body's rather than a person's.
fn as_body(mut reading: Reading) -> Reading {
    if !reading.sure && reading.kind == NameKind::Person {
        reading.kind = NameKind::Organisation;
    }
    reading
}

/// An ordinary capitalised word that nothing makes a name ("the State", "Ceasefire").
fn is_only_a_word(words: &Words<'_>, reading: &Reading) -> bool {
    let speaks =
        verb(words.lower(reading.whole.end)).is_some_and(|verb| verb.speech && !verb.also_noun);
    reading.whole.len() == 1
        && !reading.sure
        && !speaks
        && (is_common(words.plain(reading.whole.start))
            || words.written(reading.whole.start).chars().count() < 2)
}

/// Takes a role in lower case into a person's name: "foreign minister Adam Roe", "former Sen. Adam Roe".
fn with_small_role(
    words: &Words<'_>,
    mut reading: Reading,
    limit: usize,
    last: Option<&Found>,
) -> Reading {
    let limit = last.map_or(limit, |last| last.tokens.end.max(limit));
    let known = reading.kind == NameKind::Person;
    let guessed =
        !reading.sure && reading.kind == NameKind::Other && is_like_a_surname(words, &reading.bare);
    if !known && !guessed {
        return reading;
    }
    let mut start = reading.whole.start;
    let has_role = start < reading.bare.start;
    while start > limit && !words.is_possessive(start - 1) {
        let word = words.lower(start - 1);
        let first = start == reading.whole.start && !has_role;
        let fits = match cues::role(word) {
            Some(Role::Post | Role::Rank) => first || !has_role,
            Some(Role::Before) => !first,
            None => !first && (word == "then" || is_noun(word) && verb(word).is_none()),
        };
        if !fits
            || words.is_capital(start - 1)
            || word.ends_with('s') && cues::role(word.trim_end_matches('s')).is_some()
        {
            break;
        }
        start -= 1;
    }
    if start < reading.whole.start {
        reading.whole.start = start;
        reading.kind = NameKind::Person;
        reading.sure = true;
    }
    reading
}

/// "Skylark 9", "Dockers Local 412": a number closes the name of a thing or branch, unless it counts what follows.
fn with_number(words: &Words<'_>, mut reading: Reading, limit: usize) -> Reading {
    let at = reading.whole.end;
    let number = words.written(at);
    let digits = (1..=4).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let touching = words.span(at).start() == words.span(at.wrapping_sub(1)).end() + 1;
    let branch = words.is(at.wrapping_sub(1), "local") && reading.whole.len() > 1;
    let thing = branch || !reading.sure && reading.kind == NameKind::Other;
    let counts = at + 1 < limit && words.is_word(at + 1) && {
        let next = words.lower(at + 1);
        is_noun(next) && verb(next).is_none() || classes(next).contains(&Class::Adjective)
    };
    if at < limit && digits && !year && touching && thing && !counts {
        reading.whole.end += 1;
        reading.bare.end += 1;
        reading.sure = true;
        if branch {
            reading.kind = NameKind::Organisation;
        }
    }
    reading
}

fn is_like_a_surname(words: &Words<'_>, bare: &Range<usize>) -> bool {
    let letters = words.written(bare.start).chars().count();
    bare.len() < 4 && letters > 2 && !words.written(bare.start).contains('.')
}

/// "Trade and Investment Framework Agreement (TIFA)": the initials tell where the name begins.
fn widen_to_initials(words: &Words<'_>, found: &mut Vec<Found>, limit: usize) {
    let Some(last) = found.last() else { return };
    let Some(abbreviation) = last
        .name
        .abbreviation
        .and_then(|span| span.read(words.text))
    else {
        return;
    };
    if last.name.kind == NameKind::Person || cue_initials(words, &last.tokens, abbreviation) {
        return;
    }
    let (end, floor) = (
        last.tokens.end,
        last.tokens.start.saturating_sub(INITIALS).max(limit),
    );
    let start = (floor..last.tokens.start).rev().find(|start| {
        words.is_capital(*start) && cue_initials(words, &(*start..end), abbreviation)
    });
    let Some(start) = start else { return };
    // "the Board of Control for Rowing in Norway (BCRN)" is no place, and a federation of artists a body.
    let body = (start..end).any(|at| {
        cues::is_exact_cue(words.written(at))
            && cues::cue(words.written(at)) == Some(NameKind::Organisation)
    });
    let kind = match last.name.kind {
        NameKind::Place => NameKind::Organisation,
        NameKind::Other if body => NameKind::Organisation,
        kind => kind,
    };
    while found
        .last()
        .is_some_and(|earlier| earlier.tokens.end > start)
    {
        let Some(dropped) = found.pop() else { return };
        if dropped.tokens.start < start {
            found.push(dropped);
            return;
        }
    }
    let reading = Reading {
        whole: start..end,
        bare: start..end,
        kind,
        sure: true,
    };
    found.push(build(words, reading, Some(end + 1), None));
}

/// So many words before a name may belong to it, by its initials.
const INITIALS: usize = 8;

/// Whether the capital letters of the words spell the abbreviation.
fn cue_initials(words: &Words<'_>, tokens: &Range<usize>, abbreviation: &str) -> bool {
    let initials = tokens
        .clone()
        .flat_map(|at| {
            words
                .written(at)
                .split('-')
                .filter_map(|part| part.chars().next())
                .collect::<Vec<_>>()
        })
        .filter(|c| c.is_uppercase());
    initials.eq(abbreviation.chars().filter(|c| c.is_uppercase()))
}

/// Which tokens stand in names.
pub(crate) fn proper(words: &Words<'_>, found: &[Found]) -> Vec<bool> {
    let mut proper = vec![false; words.tokens.len()];
    for name in found {
        let titled = words.is_capital(name.tokens.start);
        for at in name
            .tokens
            .clone()
            .filter(|at| titled || name.bare.contains(at) || words.is_capital(*at))
        {
            if let Some(place) = proper.get_mut(at) {
                *place = true;
            }
        }
    }
    proper
}
