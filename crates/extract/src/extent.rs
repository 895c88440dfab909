//! How far the subject before a verb and the words behind it reach.

use crate::{
    clause::{Group, Kind},
    lexicon::{self, Grammar},
    word::{Tag, Word},
};
use std::ops::Range;

/// Gives each verb group its subject and what stands behind it.
pub(crate) fn measure(words: &[Word<'_>], groups: &mut [Group]) {
    let starts: Vec<usize> = groups.iter().map(|group| group.range.start).collect();
    let mut before: Option<Group> = None;
    for (index, group) in groups.iter_mut().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(words.len());
        group.rest = rest(words, group.range.end, next);
        group.subject = match before
            .as_ref()
            .and_then(|before| shared(words, before, group))
        {
            Some(shared) => shared,
            None => subject(words, before.as_ref(), group),
        };
        before = Some(group.clone());
    }
    leave_next_subjects(words, groups);
}

/// A verb's words end where the subject of the next verb begins.
fn leave_next_subjects(words: &[Word<'_>], groups: &mut [Group]) {
    let own = |group: &Group| {
        let beside = group.subject.end == group.range.start
            || group.subject.end + 1 == group.range.start
                && words
                    .get(group.subject.end)
                    .is_some_and(|word| word.tag == Tag::Comma);
        group.kind == Kind::Finite && beside
    };
    let next: Vec<Option<usize>> = groups
        .iter()
        .map(|group| own(group).then_some(group.subject.start))
        .collect();
    for (group, next) in groups.iter_mut().zip(next.into_iter().skip(1)) {
        let next = next.filter(|&start| start >= group.range.end);
        group.rest.end = next.map_or(group.rest.end, |start| group.rest.end.min(start));
    }
}

/// The subject of the verb before: behind "and", and behind a participle that hangs on it.
fn shared(words: &[Word<'_>], before: &Group, group: &Group) -> Option<Range<usize>> {
    let mut at = group.range.start;
    while at > before.range.end
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Adverb))
    {
        at -= 1;
    }
    let last = at.checked_sub(1).and_then(|at| words.get(at))?;
    let joined = last.is(Grammar::Conjunction);
    let between = words.get(before.range.end..at).unwrap_or_default();
    let plain = !between.iter().any(|word| {
        word.tag == Tag::Break && !bracket(word.text)
            || word.is(Grammar::Relative)
            || word.is(Grammar::Subordinator)
    });
    let hung = before.kind == Kind::Reduced && plain;
    ((joined || hung) && !before.subject.is_empty()).then(|| before.subject.clone())
}

/// The noun phrase that ends before the group.
fn subject(words: &[Word<'_>], before: Option<&Group>, group: &Group) -> Range<usize> {
    let mut floor = before.map_or(0, |before| before.range.start + 1);
    let is = |at: usize, test: fn(&Word<'_>) -> bool| words.get(at).is_some_and(test);
    let mut end = group.range.start;
    while end > floor && is(end - 1, |word| word.is(Grammar::Adverb)) {
        end -= 1;
    }
    let relative = end > floor
        && is(end - 1, |word| {
            word.is(Grammar::Relative) || word.lower == "that"
        });
    end -= usize::from(relative);
    if relative || group.kind == Kind::Reduced {
        end -= usize::from(end > floor && is(end - 1, |word| word.tag == Tag::Comma));
    } else {
        end = before_aside(words, floor, end);
        if end < floor {
            floor = 0;
        }
    }
    let mut start = end;
    while start > floor && inside(words, start - 1, floor, end) {
        start -= 1;
    }
    if relative || group.kind == Kind::Reduced {
        start = nearest(words, start..end);
    }
    trim(words, start..end)
}

/// Whether a word belongs to the noun phrase behind it.
fn inside(words: &[Word<'_>], at: usize, floor: usize, end: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    match word.tag {
        Tag::Grammar(Grammar::Determiner) => word.lower != "that",
        Tag::Grammar(Grammar::Preposition | Grammar::To | Grammar::Pronoun) => true,
        Tag::Grammar(Grammar::Subordinator) => {
            floor == 0
                && at > 0
                && matches!(word.lower.as_str(), "after" | "before" | "since")
                && words.get(at - 1).is_some_and(|word| {
                    word.nominal() && word.tag != Tag::Length || word.tag == Tag::Time
                })
        }
        Tag::Grammar(Grammar::Plan) => {
            let led = at > floor && words.get(at - 1).is_some_and(|word| word.nominal());
            led && words.get(at + 1).is_some_and(|word| word.is(Grammar::To))
        }
        Tag::Time | Tag::Ing => true,
        Tag::Finite | Tag::Participle => infinitive(words, at),
        Tag::Quote => at + 1 < end,
        Tag::Break => bracket(word.text),
        Tag::Grammar(Grammar::Conjunction) => listed(words, at, floor, end),
        Tag::Comma => comma_lists(words, at, floor, end),
        _ => word.nominal(),
    }
}

fn bracket(text: &str) -> bool {
    matches!(text, "(" | ")")
}

fn infinitive(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| word.is(Grammar::To))
}

/// Steps over "…, who conducts …," and "…, 67," before a verb.
fn before_aside(words: &[Word<'_>], floor: usize, end: usize) -> usize {
    let comma = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Comma);
    if end <= floor + 1 || !comma(end - 1) {
        return end;
    }
    let whose = |at: usize| {
        words
            .get(at + 1)
            .is_some_and(|word| word.is(Grammar::Relative))
    };
    let mut aside = (0..end - 1).rev();
    aside
        .find(|&at| comma(at) && (at >= floor || whose(at)))
        .unwrap_or(end - 1)
}

/// Whether "and" joins two noun phrases and not two clauses.
fn listed(words: &[Word<'_>], at: usize, floor: usize, end: usize) -> bool {
    at > floor
        && at + 1 < end
        && words.get(at - 1).is_some_and(Word::nominal)
        && words
            .get(at)
            .is_some_and(|word| word.lower == "and" || word.lower == "or")
}

fn comma_lists(words: &[Word<'_>], at: usize, floor: usize, end: usize) -> bool {
    let behind = words.get(at + 1..end).unwrap_or_default();
    let joined = behind.iter().any(|word| word.lower == "and");
    joined && at > floor && words.get(at - 1).is_some_and(|word| word.tag == Tag::Name)
}

/// The noun phrase that a participle or "that" hangs on: "no end to the strike that" is "the strike".
fn nearest(words: &[Word<'_>], range: Range<usize>) -> usize {
    let cuts = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            word.is(Grammar::To) || word.is(Grammar::Preposition) && word.lower != "of"
        })
    };
    let starts = range.clone().rev().filter(cuts).map(|at| at + 1);
    let event = |word: &Word<'_>| lexicon::event_noun(&word.lower).is_some();
    let holds = |start: &usize| {
        words
            .get(*start..range.end)
            .is_some_and(|slice| slice.iter().any(event))
    };
    let mut starts: Vec<usize> = starts.collect();
    starts.push(range.start);
    let with_event = starts.iter().copied().find(holds);
    with_event
        .or_else(|| starts.first().copied())
        .unwrap_or(range.start)
}

/// Cuts leading prepositions with their dates off.
fn trim(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let leads = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            matches!(word.tag, Tag::Time | Tag::Comma | Tag::Quote | Tag::Break)
                || matches!(
                    word.tag,
                    Tag::Grammar(
                        Grammar::Preposition
                            | Grammar::Conjunction
                            | Grammar::To
                            | Grammar::Subordinator
                    )
                )
        })
    };
    let skipped = range.clone().take_while(leads).count();
    range.start + skipped..range.end
}

/// What stands behind a verb, up to the next clause.
fn rest(words: &[Word<'_>], from: usize, next: usize) -> Range<usize> {
    let stops = |at: &usize| {
        words.get(*at).is_none_or(|word| match word.tag {
            Tag::Grammar(Grammar::Relative) => true,
            Tag::Grammar(Grammar::Subordinator)
                if matches!(word.lower.as_str(), "until" | "till") =>
            {
                !words.get(at + 1).is_some_and(|word| word.tag == Tag::Time)
            }
            Tag::Grammar(Grammar::Subordinator) => true,
            Tag::Break => !bracket(word.text),
            Tag::Grammar(Grammar::Conjunction) => next < words.len() && next - at <= 8,
            Tag::Grammar(Grammar::Determiner) => {
                word.lower == "that" && !words.get(at + 1).is_some_and(Word::nominal)
            }
            _ => false,
        })
    };
    let end = (from..next).find(stops).unwrap_or(next);
    if end == next && next < words.len() {
        from..before_next_subject(words, from, end)
    } else {
        from..end
    }
}

/// Leaves the subject of the next clause out: back to the last comma or quotation mark.
fn before_next_subject(words: &[Word<'_>], from: usize, end: usize) -> usize {
    let slice = words.get(from..end).unwrap_or_default();
    let border = |word: &Word<'_>| word.tag == Tag::Comma || word.tag == Tag::Quote;
    slice.iter().rposition(border).map_or(end, |at| from + at)
}
