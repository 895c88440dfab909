//! Whose verb it is that goes on behind something said in passing: "the fair that the club had planned has been moved".

use crate::{
    clause::{Group, Kind},
    lexicon::{self, Frame, Grammar},
    word::{Tag, Word},
};
use std::ops::Range;

/// A clause that is open while the words of a sentence are read.
#[derive(Debug, Clone)]
struct Clause {
    /// Where its words begin.
    start: usize,
    /// Where something said in passing broke into it before it had a verb.
    broken: Option<usize>,
    /// The noun phrase that its verb took up.
    subject: Option<Range<usize>>,
    /// Where its verb ends.
    verb: Option<usize>,
    /// Whether it is said in passing, in the clause before it.
    passing: bool,
    /// Whether a form in -ing opens it.
    gerund: bool,
    /// Whether it stands behind a verb of saying.
    said: bool,
    /// Whether it says what an infinitive asks: "a meeting to settle how".
    asks: bool,
}

impl Clause {
    fn at(start: usize) -> Self {
        Self {
            start,
            broken: None,
            subject: None,
            verb: None,
            passing: false,
            gerund: false,
            said: false,
            asks: false,
        }
    }
}

/// Gives the verbs that take up a broken clause the noun phrase that the clause began with.
pub(super) fn resume(words: &[Word<'_>], groups: &mut [Group]) {
    let mut open = vec![Clause::at(0)];
    let mut next = 0;
    for at in 0..words.len() {
        if groups
            .get(next)
            .is_some_and(|group| group.range.start == at)
        {
            if let Some(group) = groups.get_mut(next) {
                take(words, &mut open, group);
            }
            next += 1;
        } else {
            step(words, &mut open, at);
        }
    }
}

/// What a word that is no verb opens.
fn step(words: &[Word<'_>], open: &mut Vec<Clause>, at: usize) {
    let Some(word) = words.get(at) else { return };
    let bracket = matches!(word.text, "(" | ")");
    if let Some(to) = asked(words, open, at) {
        break_off(words, open, to, None);
        if let Some(clause) = open.last_mut() {
            clause.asks = true;
        }
    } else if word.tag == Tag::Break && !bracket {
        *open = vec![Clause::at(at + 1)];
    } else if word.is(Grammar::Relative)
        || word.is(Grammar::Subordinator) && !counts_from(words, at)
        || word.lower == "that" && hangs(words, open, at)
    {
        break_off(words, open, at, None);
    } else if word.lower == "that" && at > 0 && says(words, open, at) {
        open.push(Clause::at(at + 1));
    } else if word.lower == "that"
        && let Some(clause) = open.last_mut().filter(|clause| clause.verb.is_none())
    {
        clause.start = at;
    } else if word.tag == Tag::Comma {
        close_opening(words, open, at);
    }
}

/// "since 2019", "after Monday".
fn counts_from(words: &[Word<'_>], at: usize) -> bool {
    words
        .get(at + 1)
        .is_some_and(|word| matches!(word.tag, Tag::Time | Tag::Number))
}

/// "After the storm had passed, the fair": the clause begins behind what opened the sentence.
fn close_opening(words: &[Word<'_>], open: &mut Vec<Clause>, at: usize) {
    if let [.., clause, inner] = open.as_mut_slice()
        && inner.passing
        && inner.verb.is_some()
        && clause
            .broken
            .is_some_and(|end| measures(words, clause.start..end))
    {
        (clause.start, clause.broken) = (at + 1, None);
        open.pop();
    }
}

/// "Two days" of "two days before it was to open", "In May," of "In May, after it had opened", or no words.
fn measures(words: &[Word<'_>], range: Range<usize>) -> bool {
    let mut words = words.get(range).unwrap_or_default().iter();
    words.all(|word| {
        matches!(
            word.tag,
            Tag::Length
                | Tag::Number
                | Tag::Quote
                | Tag::Time
                | Tag::Comma
                | Tag::Grammar(Grammar::Adverb | Grammar::Preposition)
        )
    })
}

/// "adding that", "told reporters that": what is said is a clause of its own.
fn says(words: &[Word<'_>], open: &[Clause], at: usize) -> bool {
    let before = words.get(at - 1);
    let verb =
        before.is_some_and(|word| matches!(word.tag, Tag::Ing | Tag::Finite | Tag::Participle));
    verb || open.last().is_some_and(|clause| clause.said)
}

/// "a meeting to settle how much it costs": where the infinitive begins that a question hangs on, behind a noun that waits for a verb.
fn asked(words: &[Word<'_>], open: &[Clause], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    let asks = matches!(
        word.lower.as_str(),
        "whether" | "how" | "why" | "what" | "which"
    );
    let clause = open
        .last()
        .filter(|clause| clause.verb.is_none() && !clause.passing && asks)?;
    let mut behind = clause.start + 1..at;
    behind.find(|&at| {
        words.get(at).is_some_and(|word| word.is(Grammar::To))
            && words.get(at - 1).is_some_and(Word::nominal)
    })
}

/// "the vote that", "a vote, that": no "said that", "told the crew that", "that day" or "that mission, which".
fn hangs(words: &[Word<'_>], open: &[Clause], at: usize) -> bool {
    let is = |at: usize, tag: Tag| words.get(at).is_some_and(|word| word.tag == tag);
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let behind = (at + 1..words.len()).find(|&at| !words.get(at).is_some_and(Word::nominal));
    let points = behind.is_some_and(|behind| behind > at + 1 && is(behind, Tag::Comma));
    let told = open
        .last()
        .is_some_and(|clause| clause.said && clause.verb.is_none());
    let noun =
        before.is_some_and(|word| word.nominal() || matches!(word.tag, Tag::Comma | Tag::Time));
    noun && !points && !told
}

/// Something said in passing begins at a word.
fn break_off(words: &[Word<'_>], open: &mut Vec<Clause>, at: usize, verb: Option<usize>) {
    let comma = at > 0 && words.get(at - 1).is_some_and(|word| word.tag == Tag::Comma);
    if let Some(clause) = open.last_mut()
        && clause.verb.is_none()
    {
        clause.broken.get_or_insert(at - usize::from(comma));
    }
    open.push(Clause {
        verb,
        passing: true,
        ..Clause::at(at + 1)
    });
}

/// Takes in a verb: the first of its clause, one that takes up the clause before, or one of a clause of its own.
fn take(words: &[Word<'_>], open: &mut Vec<Clause>, group: &mut Group) {
    let (at, end) = (group.range.start, group.range.end);
    let waits = open.last().is_some_and(|clause| clause.verb.is_none());
    if group.kind == Kind::Gerund && waits && open.last().is_some_and(|clause| clause.start == at) {
        if let Some(clause) = open.last_mut() {
            clause.gerund = true;
        }
        return;
    }
    if group.kind != Kind::Finite {
        let comma = at > 0 && words.get(at - 1).is_some_and(|word| word.tag == Tag::Comma);
        if group.kind == Kind::Reduced && comma && waits {
            break_off(words, open, at, Some(end));
            if let Some(event) = event_in_passing(words, open, group) {
                group.subject = event;
            }
        }
        return;
    }
    if let Some(event) = event_in_passing(words, open, group) {
        group.subject = event;
    } else if let Some(event) = object_in_passing(words, open, group) {
        (group.subject, group.tense.passive) = (event, true);
    }
    if let Some(host) = taken_up(words, open, at) {
        open.truncate(host + 1);
        if let Some(clause) = open.last()
            && let Some(phrase) = clause
                .broken
                .and_then(|end| phrase(words, clause.start..end))
        {
            group.subject = phrase;
        }
        let subject = Some(group.subject.clone());
        if let Some(clause) = open.last_mut() {
            clause.subject = subject;
        }
    } else if waits && open.last().is_some_and(|clause| clause.gerund) {
        group.subject = doing(words, open, at).unwrap_or(group.subject.clone());
    } else if let Some(subject) = shared(words, open, at) {
        group.subject = subject;
    } else if !waits && !goes_on(words, open, at) {
        open.push(Clause::at(end));
    }
    if let Some(clause) = open.last_mut() {
        clause.verb = Some(end);
    }
    if group.frame() == Frame::Say {
        open.push(Clause {
            said: true,
            ..Clause::at(end)
        });
    }
}

/// "the sale of a boat to Lund, which was to have been held in May": the whole phrase before the comma is what is held, set,
/// put off or called off, where the words next to the comma name no event.
fn event_in_passing(words: &[Word<'_>], open: &[Clause], group: &Group) -> Option<Range<usize>> {
    let [.., host, inner] = open else { return None };
    let own = words.get(group.subject.clone())?;
    let named = own
        .iter()
        .any(|word| lexicon::event_noun(&word.lower).is_some());
    let led = words.get(inner.start..group.range.start);
    let plain = led
        .unwrap_or_default()
        .iter()
        .all(|word| word.is(Grammar::Adverb));
    if !(inner.passing && plain && befalls(words, group)) || named {
        return None;
    }
    phrase(words, host.start..host.broken?)
}

/// Whether a verb says that an event is held, set, put off or called off.
fn befalls(words: &[Word<'_>], group: &Group) -> bool {
    let mut own = group.range.clone();
    let planned = own.any(|at| words.get(at).is_some_and(|word| word.is(Grammar::Plan)));
    let frame = group.frame();
    matches!(frame, Frame::Hold | Frame::Set | Frame::Off | Frame::Late) || group.copula && planned
}

/// "the fair that the club had planned for Sunday", "a supper which it was to host in May": the noun before the clause is its object.
fn object_in_passing(words: &[Word<'_>], open: &[Clause], group: &Group) -> Option<Range<usize>> {
    let [.., host, inner] = open else { return None };
    let fresh = inner.passing && inner.verb.is_none() && befalls(words, group);
    let own = !group.subject.is_empty() && group.subject.start >= inner.start;
    let object = words.get(group.range.end).is_some_and(|word| {
        word.nominal() || word.is(Grammar::Determiner) || word.is(Grammar::Pronoun)
    });
    let opened = inner.start.checked_sub(1).and_then(|at| words.get(at))?;
    let relative = matches!(opened.lower.as_str(), "that" | "which");
    if !(fresh && own && relative) || object {
        return None;
    }
    phrase(words, host.start..host.broken?)
}

/// "Drilling at the quay has been put off": the whole phrase from the form in -ing on, where no comma ends it.
fn doing(words: &[Word<'_>], open: &[Clause], at: usize) -> Option<Range<usize>> {
    let phrase = open.last()?.start..at;
    let whole = words.get(phrase.clone())?;
    let ends = whole
        .iter()
        .any(|word| matches!(word.tag, Tag::Comma | Tag::Break | Tag::Finite));
    (!ends).then_some(phrase)
}

/// "The fair, planned for May, is off and will be held in June": the subject of a verb that "and" joins to one that took its subject up.
fn shared(words: &[Word<'_>], open: &[Clause], at: usize) -> Option<Range<usize>> {
    let joined = at > 0
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Conjunction));
    open.last().filter(|_| joined)?.subject.clone()
}

/// "who has led the choir and had sung in it": a second verb of what is said in passing.
fn goes_on(words: &[Word<'_>], open: &[Clause], at: usize) -> bool {
    let joined = at > 0
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Conjunction));
    joined && open.last().is_some_and(|clause| clause.passing)
}

/// The clause that waits for its verb, where a verb here is one: behind the comma that ends what was said in passing, or a helping
/// verb behind the words of a relative clause.
fn taken_up(words: &[Word<'_>], open: &[Clause], at: usize) -> Option<usize> {
    let inner = open.last()?;
    let told = inner.verb.filter(|_| inner.passing)?;
    let outer = open.get(..open.len() - 1)?;
    let waits = |clause: &Clause| clause.verb.is_none() && clause.broken.is_some();
    let host = outer.iter().rposition(waits)?;
    let mut back = (told..at).rev();
    let last = back.find(|&at| words.get(at).is_some_and(|word| !word.is(Grammar::Adverb)));
    let last = words.get(last.or(inner.asks.then(|| at.saturating_sub(1)))?)?;
    let helps = words.get(at).is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Grammar(Grammar::Be | Grammar::Have | Grammar::Modal)
        )
    });
    let bare = helps && (last.nominal() || last.tag == Tag::Time || inner.asks);
    (last.tag == Tag::Comma || bare).then_some(host)
}

/// The noun phrase at the head of a clause, up to the first comma behind it.
fn phrase(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    while start < range.end {
        let comma =
            (start..range.end).find(|&at| words.get(at).is_some_and(|word| word.tag == Tag::Comma));
        let end = comma.unwrap_or(range.end);
        let head = (start..end).find(|&at| words.get(at).is_some_and(|word| !leads(word)))?;
        let named = |range: Range<usize>| {
            let words = words.get(range).unwrap_or_default();
            !words.is_empty() && words.iter().all(|word| word.tag == Tag::Name)
        };
        // "The choir's oldest singer, Karin Lie, who"
        let next = (end + 1..range.end)
            .find(|&at| words.get(at).is_some_and(|word| word.tag == Tag::Comma));
        let next = end + 1..next.unwrap_or(range.end).max(end + 1);
        if named(next.clone()) && next.len() > 1 {
            return Some(next);
        }
        let noun = words
            .get(head..end)?
            .iter()
            .any(|word| word.nominal() || word.tag == Tag::Ing);
        let opens = words
            .get(head)
            .is_some_and(|word| !word.is(Grammar::Preposition) && word.tag != Tag::Time);
        if noun && opens {
            return Some(head..end);
        }
        start = end + 1;
    }
    None
}

/// Words before a noun phrase that are no part of it.
fn leads(word: &Word<'_>) -> bool {
    word.is(Grammar::Conjunction)
        || word.is(Grammar::Adverb)
        || word.lower == "that"
        || word.tag == Tag::Quote
}
