//! How far the subject before a verb and the words behind it reach.

use crate::{
    clause::{Group, Kind},
    lexicon::{self, Frame, Grammar},
    word::{Tag, Word},
};
use std::ops::Range;

mod host;

/// Gives each verb group its subject and what stands behind it.
pub(crate) fn measure(words: &[Word<'_>], groups: &mut [Group]) {
    hang(words, groups);
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
    host::resume(words, groups);
    leave_next_subjects(words, groups);
    if let [first, second, ..] = groups
        && first.range.start == 0
        && first.kind == Kind::Reduced
        && first.subject.is_empty()
    {
        first.subject = second.subject.clone();
    }
}

/// "crew based at the port would stop": a bare participle hangs on its noun where another verb follows in the same breath.
fn hang(words: &[Word<'_>], groups: &mut [Group]) {
    let next: Vec<Option<Group>> = groups.iter().skip(1).cloned().map(Some).collect();
    for (group, next) in groups.iter_mut().zip(next.into_iter().flatten()) {
        let alone = group.range.start == group.main && group.kind == Kind::Finite;
        let form = words
            .get(group.main)
            .is_some_and(|word| word.lower.ends_with("ed") || word.tag == Tag::Participle);
        let says = group.frame() == Frame::Say;
        let aside = opens_aside(words, group.range.start) && closes(words, next.range.start);
        let end = next.range.start - usize::from(aside);
        let between = words.get(group.range.end..end).unwrap_or_default();
        let befalls = matches!(
            group.frame(),
            Frame::Hold | Frame::Set | Frame::Off | Frame::Late
        );
        let led = between.first().is_some_and(|word| {
            word.is(Grammar::Preposition)
                || befalls && (word.tag == Tag::Time || word.is(Grammar::To))
        });
        let breath = !between.iter().any(|word| {
            matches!(word.tag, Tag::Comma | Tag::Break | Tag::Quote)
                || word.is(Grammar::Subordinator)
                || word.is(Grammar::Relative)
                || word.lower == "that"
                || word.is(Grammar::Pronoun)
        });
        let ends = between
            .last()
            .is_some_and(|word| word.nominal() || (aside || befalls) && word.tag == Tag::Time);
        if alone && form && (aside || !says) && led && breath && ends && next.kind == Kind::Finite {
            group.kind = Kind::Reduced;
            group.tense.passive = true;
        }
    }
}

/// Whether a comma behind a noun stands before the word: "the gallery, housed".
fn opens_aside(words: &[Word<'_>], at: usize) -> bool {
    let mut before = words.get(..at).unwrap_or_default().iter().rev();
    let comma = before.find(|word| !word.is(Grammar::Adverb));
    comma.is_some_and(|word| word.tag == Tag::Comma) && before.next().is_some_and(Word::nominal)
}

fn closes(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| word.tag == Tag::Comma)
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
    if let Some(host) = before
        .and_then(|before| past_clause(words, before, group))
        .filter(|_| !relative)
    {
        return host;
    }
    if relative || group.kind == Kind::Reduced {
        let who = words
            .get(end..group.range.start)
            .is_some_and(|between| between.iter().any(|word| word.lower == "who"));
        start = nearest(words, start..end, !who);
        if let Some(host) = described(words, start) {
            return host;
        }
    }
    let own = trim(words, start..end);
    if own.is_empty() && group.kind == Kind::Finite && !relative {
        return before.map_or(own, |before| taken_up(words, before, group));
    }
    own
}

/// "Ivar Lund, the harbour's former pilot, who": whom the words between the commas describe, where they begin at `start`.
fn described(words: &[Word<'_>], start: usize) -> Option<Range<usize>> {
    let comma = start.checked_sub(1)?;
    let opens = words.get(start)?;
    let named = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Name);
    let owner = (start..words.len()).take_while(|&at| named(at)).last();
    let owned = owner.is_some_and(|at| words.get(at).is_some_and(|word| word.possessive));
    let apposition = opens.is(Grammar::Determiner) || owned;
    let host = (0..comma).rev().take_while(|&at| named(at)).last()?;
    (apposition && words.get(comma)?.tag == Tag::Comma).then_some(host..comma)
}

/// "the property that includes two ships will be sold": the noun before a clause that no comma parts from the verb.
fn past_clause(words: &[Word<'_>], before: &Group, group: &Group) -> Option<Range<usize>> {
    let led = words.get(before.range.start.checked_sub(1)?)?;
    let hangs =
        matches!(led.lower.as_str(), "that" | "which" | "who") && !before.subject.is_empty();
    let between = words.get(before.range.end..group.range.start)?;
    let between = match between.split_last() {
        Some((last, inner)) if last.tag == Tag::Comma => inner,
        _ => between,
    };
    let listed = |at: usize| {
        let dates = |at: usize| {
            between
                .get(at)
                .is_some_and(|word| matches!(word.tag, Tag::Time | Tag::Number))
        };
        dates(at.wrapping_sub(1)) && dates(at + 1)
    };
    let breath = !between.iter().enumerate().any(|(at, word)| {
        word.tag == Tag::Comma && !listed(at)
            || matches!(word.tag, Tag::Break | Tag::Quote)
            || word.is(Grammar::Subordinator)
            || word.is(Grammar::Relative)
            || word.is(Grammar::Pronoun)
            || word.lower == "that"
    });
    let says = before.frame() == Frame::Say;
    let own = group.kind == Kind::Finite && !between.is_empty();
    (hangs && breath && own && !says && before.subject.end < before.range.start)
        .then(|| before.subject.clone())
}

/// The verb behind a relative clause has the noun of that clause for its subject: "the hearing that was set for May was moved".
fn taken_up(words: &[Word<'_>], before: &Group, group: &Group) -> Range<usize> {
    let led = before.subject.end..before.range.start;
    let relative = words.get(led).is_some_and(|between| {
        between
            .iter()
            .any(|word| matches!(word.lower.as_str(), "which" | "that" | "who"))
    });
    let hangs = relative || before.kind == Kind::Reduced;
    let between = words
        .get(before.range.end..group.range.start)
        .unwrap_or_default();
    let plain = !between.iter().any(|word| {
        word.is(Grammar::Subordinator) || word.tag == Tag::Break && !bracket(word.text)
    });
    if hangs && plain {
        before.subject.clone()
    } else {
        group.range.start..group.range.start
    }
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
                    word.nominal() && word.tag != Tag::Length
                        || matches!(word.tag, Tag::Time | Tag::Ing)
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
/// Where an event is nearer than a name or thing, it is meant, if `event` asks for one.
fn nearest(words: &[Word<'_>], range: Range<usize>, event: bool) -> usize {
    let cuts = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            word.is(Grammar::To) || word.is(Grammar::Preposition) && word.lower != "of"
        })
    };
    let starts = range.clone().rev().filter(cuts).map(|at| at + 1);
    let happens = |word: &Word<'_>| lexicon::event_noun(&word.lower).is_some();
    let holds = |start: &usize| {
        words
            .get(*start..range.end)
            .is_some_and(|slice| event && slice.iter().any(happens))
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
            Tag::Grammar(Grammar::Subordinator) => {
                !(as_planned(words, *at) || whether_to(words, *at) || at_latest(words, *at))
            }
            Tag::Break => !bracket(word.text),
            Tag::Grammar(Grammar::Conjunction) => {
                next < words.len() && next - at <= 8 && !joins_names(words, *at, next)
            }
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

/// "no later than May 3".
fn at_latest(words: &[Word<'_>], at: usize) -> bool {
    let led = at > 0
        && words
            .get(at - 1)
            .is_some_and(|word| matches!(word.lower.as_str(), "later" | "earlier" | "sooner"));
    led && words.get(at + 1).is_some_and(|word| word.tag == Tag::Time)
}

/// "vote on whether to accept the offer".
pub(crate) fn whether_to(words: &[Word<'_>], at: usize) -> bool {
    let is = |at: usize, lower: &str| words.get(at).is_some_and(|word| word.lower == lower);
    let led = at > 0
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Preposition));
    led && (is(at, "whether") || is(at, "how")) && is(at + 1, "to")
}

/// "goes ahead as planned in Oslo".
fn as_planned(words: &[Word<'_>], at: usize) -> bool {
    let is = |at: usize, lower: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| lower.contains(&word.lower.as_str()))
    };
    is(at, &["as"])
        && is(
            at + 1,
            &["planned", "scheduled", "expected", "usual", "normal"],
        )
}

/// "between Oslo and Bergen", "with Norway and Portugal on Friday": the second name is no subject of the next verb.
fn joins_names(words: &[Word<'_>], at: usize, next: usize) -> bool {
    let named = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Name);
    let behind = (at + 1..next).find(|&at| !named(at)).unwrap_or(next);
    let led = at > 1
        && words
            .get(at - 2)
            .is_some_and(|word| word.lower == "between");
    let speaks = behind == next && !led;
    named(at.wrapping_sub(1)) && behind > at + 1 && !speaks
}

/// Leaves the subject of the next clause out: back to the last comma or quotation mark.
fn before_next_subject(words: &[Word<'_>], from: usize, end: usize) -> usize {
    let slice = words.get(from..end).unwrap_or_default();
    let border = |word: &Word<'_>| word.tag == Tag::Comma || word.tag == Tag::Quote;
    slice.iter().rposition(border).map_or(end, |at| from + at)
}
