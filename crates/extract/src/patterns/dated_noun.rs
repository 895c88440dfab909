//! An event noun with a date of its own: "Saturday's launch attempt", "the vote on Friday", "a Thursday press conference".

use super::{Found, Mention, Pattern};
use crate::{
    clause::Group,
    lexicon::{Frame, Grammar},
    scene::Scene,
    title,
    word::{Tag, Word},
};
use dateline_core::Status;
use std::ops::Range;

pub(super) const PATTERN: Pattern = Pattern {
    name: "dated noun",
    reads: "an event noun that carries its date before or behind it",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let (range, weight) = match before_noun(scene, mention.at) {
        Some(range) => (range, 90),
        None => match behind_noun(scene, mention) {
            Some(range) => {
                let weight = weight(scene, mention, &range);
                (range, weight)
            }
            None => (date_for_noun(scene, mention.at)?, 55),
        },
    };
    let title = of_speaker(scene, mention, title::event(scene, &range));
    let event = scene.event_in(&range).unwrap_or(range.start);
    let near = scene
        .groups
        .iter()
        .find(|group| group.subject.contains(&event) || group.rest.contains(&event));
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status: undone(scene, &range).unwrap_or_else(|| status(scene, mention, near)),
        open: false,
        words: range.clone(),
        actors: actors(scene, mention, range),

        weight,
        rule: PATTERN.name,
    })
}

/// Who does it: the subject of the clause, or what stands before the noun ("the union's strike").
fn actors(scene: &Scene<'_>, mention: &Mention<'_>, range: Range<usize>) -> Range<usize> {
    let subject = mention.group.map(|group| group.subject.clone());
    subject
        .filter(|subject| !subject.is_empty())
        .unwrap_or_else(|| {
            let event = scene.event_in(&range).unwrap_or(range.end);
            range.start..event
        })
}

/// "Saturday's second launch attempt": the phrase around a date that stands before its noun.
fn before_noun(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let end = scene.first_phrase(&(at + 1..scene.words.len())).end;
    let behind = at + 1..end;
    let starts = scene.words.get(at + 1).is_some_and(|word| word.nominal());
    let event = scene.event_in(&behind).filter(|_| starts)?;
    let determined = scene.words.get(at).is_some_and(|word| word.possessive);
    let start = start(scene, at);
    let led = start < at || determined;
    let whole = scene.whole_phrase(&(event..scene.words.len()));
    led.then_some(start..whole.end.max(end))
}

/// Start of the noun phrase that holds the word.
fn start(scene: &Scene<'_>, at: usize) -> usize {
    let nominal = |at: usize| scene.words.get(at).is_some_and(Word::nominal);
    let inside = |at: &usize| {
        scene.words.get(*at).is_some_and(|word| {
            let joint = matches!(word.lower.as_str(), "and" | "of") && nominal(at.wrapping_sub(1));
            word.nominal()
                || word.is(Grammar::Determiner)
                || joint && nominal(at + 1) && scene.tag(at + 1) != Some(Tag::Length)
        })
    };
    at - (0..at).rev().take_while(inside).count()
}

/// "the resignation of the minister on Thursday": the phrase that a date closes.
fn behind_noun(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Range<usize>> {
    let mut at = mention.at;
    let mut event = None;
    // "in force since May"
    let before = |at: usize| at.checked_sub(2).map_or("", |at| scene.lower(at));
    while at > 0 {
        let word = scene.words.get(at - 1)?;
        let inside = word.nominal()
            || word.is(Grammar::Preposition)
            || word.is(Grammar::Determiner)
            || word.is(Grammar::To) && scene.words.get(at).is_some_and(Word::nominal)
            || word.tag == Tag::Comma && at == mention.at
            || word.lower == "since" && matches!(before(at), "force" | "effect" | "place");
        // "go on sale on Friday": the noun is part of the verb.
        let told = scene
            .groups
            .iter()
            .any(|group| group.range.contains(&(at - 1)));
        if !inside || told {
            break;
        }
        at -= 1;
        if word.tag == Tag::Event && event.is_none() {
            event = Some(at);
        }
    }
    let start = whole_start(scene, start(scene, event?));
    let end = scene.whole_phrase(&(event?..mention.at)).end;
    Some(start..end)
}

/// "a debate on the harbour strike": the noun before is what is dated, if it is an event of its own.
fn whole_start(scene: &Scene<'_>, inner: usize) -> usize {
    let led = inner
        .checked_sub(1)
        .filter(|&at| matches!(scene.lower(at), "of" | "on" | "over" | "about"));
    let host = led.and_then(|at| at.checked_sub(1));
    let before = host.filter(|&at| scene.tag(at) == Some(Tag::Event));
    before.map_or(inner, |at| start(scene, at))
}

/// "two dates, May 3 or May 5, for the sea trial": the noun that a date is for.
fn date_for_noun(scene: &Scene<'_>, at: usize) -> Option<Range<usize>> {
    let dates = |at: &usize| {
        scene.words.get(*at).is_some_and(|word| {
            matches!(word.tag, Tag::Time | Tag::Break | Tag::Comma) || word.is(Grammar::Conjunction)
        })
    };
    let skipped = (at..scene.words.len()).take_while(dates).count();
    let led = at + skipped;
    if scene.lower(led) != "for" {
        return None;
    }
    let whole = scene.whole_phrase(&(led + 1..scene.words.len()));
    scene.event_in(&scene.first_phrase(&whole))?;
    Some(whole)
}

/// A bare "press conference" or "interview" is that of whoever speaks at it.
fn of_speaker(scene: &Scene<'_>, mention: &Mention<'_>, title: String) -> String {
    let speaks = mention.group.filter(|group| group.frame() == Frame::Say);
    match speaks {
        Some(group) if title.split(' ').count() <= 2 => {
            title::joined(&[&title::owner(&title::actors(scene, group)), &title])
        }
        _ => title,
    }
}

/// A noun that is the object of a verb leaves the date to the verb, unless only the noun can have it.
fn weight(scene: &Scene<'_>, mention: &Mention<'_>, range: &Range<usize>) -> u8 {
    let led = range.start.checked_sub(1).map_or("", |at| scene.lower(at));
    let counted = scene
        .words
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .any(|word| {
            word.tag == Tag::Number || matches!(word.lower.as_str(), "its" | "their" | "some")
        });
    let object = mention
        .group
        .is_some_and(|group| group.rest.start == range.start);
    let fronted = mention
        .group
        .is_some_and(|group| mention.at < group.subject.start);
    let future = scene.ahead(mention)
        && mention.group.is_some_and(|group| {
            !(group.tense.future
                || group.tense.planned_before
                || group.copula
                || group.tense.would && object)
        });
    match led {
        "during" | "after" | "before" | "since" | "following" | "until" => 75,
        _ if future && !counted => 72,
        "in" | "at" if fronted => 75,
        _ if mention.group.is_none() => 75,
        _ if object => 40,
        _ => 45,
    }
}

/// "forced the club to cancel Saturday's parade": what a verb without a subject of its own does to the event behind it.
fn undone(scene: &Scene<'_>, range: &Range<usize>) -> Option<Status> {
    let at = range.start.checked_sub(1)?;
    let verb = scene.words.get(at)?.verb?;
    let infinitive = scene.lower(at.checked_sub(1)?) == "to" && scene.tag(at) == Some(Tag::Finite);
    match verb.frame {
        Frame::Off if infinitive => Some(Status::Cancelled),
        Frame::Late if infinitive => Some(Status::Postponed),
        _ => None,
    }
}

fn status(scene: &Scene<'_>, mention: &Mention<'_>, near: Option<&Group>) -> Status {
    let relative = near.is_some_and(|near| {
        near.range.start > mention.at && scene.lower(near.range.start - 1) == "that"
    });
    match near
        .map(Group::frame)
        .filter(|_| !(relative && scene.past(mention)))
    {
        Some(Frame::Off) => Status::Cancelled,
        Some(Frame::Late) => Status::Postponed,
        _ if scene.ahead(mention) => Status::Scheduled,
        _ if scene.past(mention) => Status::Happened,
        _ if near.is_some_and(|group| group.tense.future) => Status::Scheduled,
        _ => Status::Happened,
    }
}
