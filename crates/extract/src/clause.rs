//! Verb groups of a sentence, with the subject before and the object behind each.

use crate::{
    lexicon::{Frame, Grammar, Verb},
    word::{Tag, Word},
};
use std::ops::Range;

/// What the helping words say of the deed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tense {
    /// "will", "is to", "is set to", "is due".
    pub(crate) future: bool,
    /// "may", "could", "might", "is expected to".
    pub(crate) open: bool,
    /// "would".
    pub(crate) would: bool,
    pub(crate) perfect: bool,
    pub(crate) past: bool,
    pub(crate) passive: bool,
    pub(crate) progressive: bool,
    pub(crate) negated: bool,
    /// "was set to", "had been expected", "would have": a plan of the past.
    pub(crate) planned_before: bool,
}

/// How a verb group stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Has a tense: the verb of a clause.
    Finite,
    /// "the talks set for Monday", "the team, headed by …".
    Reduced,
    /// "after announcing".
    Gerund,
}

/// A verb with its helpers.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Helpers, adverbs and verb, as positions of words.
    pub(crate) range: Range<usize>,
    /// Position of the verb itself; of the helper where it stands alone ("is on Monday").
    pub(crate) main: usize,
    pub(crate) verb: Option<&'static Verb>,
    pub(crate) kind: Kind,
    pub(crate) tense: Tense,
    /// Only a form of "be", perhaps with "due", "set" or their like.
    pub(crate) copula: bool,
    /// The noun phrase before; empty where none is found.
    pub(crate) subject: Range<usize>,
    /// What stands behind the verb, up to the next clause.
    pub(crate) rest: Range<usize>,
}

impl Group {
    pub(crate) fn frame(&self) -> Frame {
        self.verb.map_or(Frame::Deed, |verb| verb.frame)
    }
}

/// The verb groups of a sentence, in order.
pub(crate) fn groups(words: &[Word<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let opens = matches!(word.tag, Tag::Finite | Tag::Participle)
            || matches!(
                word.tag,
                Tag::Grammar(Grammar::Be | Grammar::Have | Grammar::Do | Grammar::Modal)
            )
            || word.tag == Tag::Ing && gerund(words, at);
        let infinitive = at > 0 && words.get(at - 1).is_some_and(|word| word.is(Grammar::To));
        if !opens || infinitive {
            at += 1;
            continue;
        }
        let group = group(words, at);
        at = group.range.end.max(at + 1);
        groups.push(group);
    }
    let starts: Vec<usize> = groups.iter().map(|group| group.range.start).collect();
    for (index, group) in groups.iter_mut().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(words.len());
        let floor = if index == 0 {
            0
        } else {
            starts.get(index - 1).map_or(0, |start| start + 1)
        };
        group.subject = subject(words, floor, group);
        group.rest = rest(words, group.range.end, next);
    }
    groups
}

fn gerund(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    before.is_none_or(|word| {
        word.is(Grammar::Subordinator) || word.tag == Tag::Comma || word.is(Grammar::Be)
    })
}

fn group(words: &[Word<'_>], start: usize) -> Group {
    let mut tense = Tense::default();
    let (mut at, mut main, mut verb, mut copula) = (start, start, None, true);
    let first = words.get(start).map(|word| word.tag);
    while let Some(word) = words.get(at) {
        match word.tag {
            Tag::Grammar(Grammar::Be | Grammar::Have | Grammar::Do | Grammar::Modal)
                if verb.is_none() =>
            {
                helper(&mut tense, word);
                main = at;
            }
            Tag::Grammar(Grammar::Adverb) => {
                tense.negated |= matches!(word.lower.as_str(), "not" | "never")
            }
            Tag::Grammar(Grammar::Plan) if verb.is_none() && plan_leads(words, at) => {
                plan(&mut tense, word);
                main = at;
                if words.get(at + 1).is_some_and(|next| next.is(Grammar::To)) {
                    at += 1;
                }
            }
            Tag::Grammar(Grammar::To) if at > start && verb.is_none() && base_next(words, at) => {
                tense.future = true
            }
            Tag::Finite | Tag::Participle | Tag::Ing if verb.is_none() => {
                deed(&mut tense, word, at > start);
                (main, verb, copula) = (at, Some(word.verb), false);
                if word.verb.is_some_and(|verb| verb.frame == Frame::Set) && to_base(words, at + 1)
                {
                    plan(&mut tense, word);
                    (verb, copula) = (None, true);
                    at += 1;
                }
            }
            _ => break,
        }
        at += 1;
    }
    while at > main + 1
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Adverb))
    {
        at -= 1;
    }
    let kind = match first {
        Some(Tag::Ing) => Kind::Gerund,
        Some(Tag::Participle | Tag::Finite) if reduced(words, start) => Kind::Reduced,
        _ => Kind::Finite,
    };
    if kind == Kind::Reduced {
        tense.passive = true;
    }
    Group {
        range: start..at,
        main,
        verb: verb.flatten(),
        kind,
        tense,
        copula,
        subject: start..start,
        rest: at..at,
    }
}

fn helper(tense: &mut Tense, word: &Word<'_>) {
    match word.lower.as_str() {
        "will" | "shall" | "'ll" | "won't" | "must" | "should" => tense.future = true,
        "may" | "might" | "could" | "can" => (tense.future, tense.open) = (true, true),
        "would" | "wouldn't" => tense.would = true,
        "was" | "were" | "wasn't" | "weren't" | "did" | "didn't" => tense.past = true,
        "had" | "hadn't" => (tense.perfect, tense.past) = (true, true),
        "has" | "have" | "having" | "'ve" | "haven't" | "hasn't" => {
            tense.planned_before |= tense.would;
            tense.perfect = true;
        }
        _ => {}
    }
    tense.negated |= word.lower.ends_with("n't") || word.lower == "cannot";
}

fn plan(tense: &mut Tense, word: &Word<'_>) {
    if tense.past {
        tense.planned_before = true;
    } else {
        tense.future = true;
    }
    tense.open |= matches!(
        word.lower.as_str(),
        "expected" | "likely" | "hoping" | "hopes"
    );
}

/// Whether a word such as "due" or "set" plans what follows it.
fn plan_leads(words: &[Word<'_>], at: usize) -> bool {
    let next = words.get(at + 1);
    next.is_some_and(|word| {
        word.tag == Tag::Time
            || matches!(
                word.tag,
                Tag::Grammar(
                    Grammar::To | Grammar::Preposition | Grammar::Adverb | Grammar::Determiner
                )
            )
    }) || next.is_none()
}

fn base_next(words: &[Word<'_>], at: usize) -> bool {
    let mut behind = words.iter().skip(at + 1);
    behind
        .find(|word| !word.is(Grammar::Adverb))
        .is_some_and(|word| {
            word.tag == Tag::Finite
                || word.is(Grammar::Be)
                || word.is(Grammar::Have)
                || word.is(Grammar::Do)
        })
}

fn to_base(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.is(Grammar::To)) && base_next(words, at)
}

fn deed(tense: &mut Tense, word: &Word<'_>, helped: bool) {
    match word.tag {
        Tag::Ing => tense.progressive = true,
        Tag::Participle if helped && !tense.perfect => tense.passive = true,
        Tag::Finite if !helped && !word.lower.ends_with('s') => tense.past = true,
        _ => {}
    }
}

/// A participle that hangs on the noun before it: "headed by", "set for".
fn reduced(words: &[Word<'_>], at: usize) -> bool {
    let hung = at
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| word.nominal() || word.tag == Tag::Comma || word.tag == Tag::Time);
    let participle = words.get(at).is_some_and(|word| {
        word.lower.ends_with("ed") || word.tag == Tag::Participle || word.lower == "set"
    });
    let next = words.get(at + 1);
    let planned = words
        .get(at)
        .and_then(|word| word.verb)
        .is_some_and(|verb| verb.frame == Frame::Set);
    let by = next.is_some_and(|word| {
        word.lower == "by" || planned && matches!(word.lower.as_str(), "for" | "on" | "in")
    });
    hung && participle && by
}

/// The noun phrase that ends before the group.
fn subject(words: &[Word<'_>], floor: usize, group: &Group) -> Range<usize> {
    let mut end = group.range.start;
    let at = |position: usize| words.get(position);
    while end > floor
        && at(end - 1).is_some_and(|word| {
            word.is(Grammar::Adverb) || word.tag == Tag::Comma && group.kind == Kind::Reduced
        })
    {
        end -= 1;
    }
    if end > floor
        && at(end - 1).is_some_and(|word| word.is(Grammar::Relative) || word.lower == "that")
    {
        end -= 1;
    }
    end = before_aside(words, floor, end);
    let mut start = end;
    while start > floor {
        let Some(word) = at(start - 1) else { break };
        let inside = word.nominal()
            || matches!(
                word.tag,
                Tag::Grammar(
                    Grammar::Determiner | Grammar::Preposition | Grammar::To | Grammar::Pronoun
                ) | Tag::Time
            )
            || word.tag == Tag::Ing
            || word.tag == Tag::Quote && start < end
            || word.is(Grammar::Conjunction) && listed(words, start - 1, floor)
            || word.tag == Tag::Comma && comma_lists(words, start - 1, floor, end);
        if !inside {
            break;
        }
        start -= 1;
    }
    trim(words, start..end)
}

/// Steps over "…, who conducts …," and "…, 67," before a verb.
fn before_aside(words: &[Word<'_>], floor: usize, end: usize) -> usize {
    let comma = |at: usize| words.get(at).is_some_and(|word| word.tag == Tag::Comma);
    if end <= floor + 1 || !comma(end - 1) {
        return end;
    }
    let mut at = end - 1;
    while at > floor {
        at -= 1;
        if comma(at) {
            return at;
        }
    }
    end - 1
}

/// Whether "and" joins two noun phrases and not two clauses.
fn listed(words: &[Word<'_>], at: usize, floor: usize) -> bool {
    at > floor
        && words.get(at - 1).is_some_and(Word::nominal)
        && words
            .get(at)
            .is_some_and(|word| word.lower == "and" || word.lower == "or")
}

fn comma_lists(words: &[Word<'_>], at: usize, floor: usize, end: usize) -> bool {
    let joined = words
        .get(at + 1..end)
        .unwrap_or_default()
        .iter()
        .any(|word| word.lower == "and");
    joined && at > floor && words.get(at - 1).is_some_and(|word| word.tag == Tag::Name)
}

/// Cuts leading prepositions with their dates off.
fn trim(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start < range.end
        && words.get(start).is_some_and(|word| {
            word.tag == Tag::Time
                || word.is(Grammar::Preposition)
                || word.is(Grammar::Conjunction)
                || word.tag == Tag::Comma
                || word.is(Grammar::To)
        })
    {
        start += 1;
    }
    start..range.end
}

/// What stands behind a verb, up to the next clause.
fn rest(words: &[Word<'_>], from: usize, next: usize) -> Range<usize> {
    let mut end = from;
    while end < next {
        let Some(word) = words.get(end) else { break };
        let stops = match word.tag {
            Tag::Grammar(Grammar::Subordinator | Grammar::Relative) => true,
            Tag::Break => true,
            Tag::Grammar(Grammar::Conjunction) => clause_follows(words, end, next),
            Tag::Grammar(Grammar::Determiner) => {
                word.lower == "that" && !words.get(end + 1).is_some_and(Word::nominal)
            }
            _ => false,
        };
        if stops {
            break;
        }
        end += 1;
    }
    if end == next && next < words.len() {
        end = before_next_subject(words, from, end);
    }
    from..end
}

fn clause_follows(words: &[Word<'_>], at: usize, next: usize) -> bool {
    next < words.len() && next - at <= 8
}

/// Leaves the subject of the next clause out: back to the last comma or "and".
fn before_next_subject(words: &[Word<'_>], from: usize, end: usize) -> usize {
    let slice = words.get(from..end).unwrap_or_default();
    slice
        .iter()
        .rposition(|word| word.tag == Tag::Comma || word.tag == Tag::Quote)
        .map_or(end, |at| from + at)
}
