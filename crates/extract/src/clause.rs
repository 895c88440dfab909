//! Verb groups of a sentence, with the subject before and the object behind each.

use crate::{
    extent,
    lexicon::{self, Frame, Grammar, Verb},
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
            || word.tag == Tag::Ing && gerund(words, at)
            || word.is(Grammar::Plan)
                && (at == 0 || hangs_on_noun(words, at))
                && plan_leads(words, at);
        if let Some(group) = to_be(words, at) {
            at = group.range.end.max(at + 1);
            groups.push(group);
            continue;
        }
        let infinitive = at > 0 && words.get(at - 1).is_some_and(|word| word.is(Grammar::To));
        if !opens || infinitive {
            at += 1;
            continue;
        }
        let group = group(words, at);
        at = group.range.end.max(at + 1);
        groups.push(group);
    }
    extent::measure(words, &mut groups);
    groups
}

/// "the congress, to be held in May": a plan that hangs on the noun before.
fn to_be(words: &[Word<'_>], at: usize) -> Option<Group> {
    let is = |at: usize, class: Grammar| words.get(at).is_some_and(|word| word.is(class));
    let hung = is(at, Grammar::To) && is(at + 1, Grammar::Be) && hangs_on_noun(words, at);
    let done = words
        .get(at + 2)
        .is_some_and(|word| word.tag == Tag::Participle);
    if !hung || !done {
        return None;
    }
    let mut group = group(words, at + 1);
    group.range.start = at;
    group.kind = Kind::Reduced;
    (group.tense.would, group.tense.passive) = (true, true);
    Some(group)
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
    while let Some(word) = words.get(at) {
        match word.tag {
            Tag::Grammar(Grammar::Be | Grammar::Have | Grammar::Do | Grammar::Modal)
                if verb.is_none() =>
            {
                helper(&mut tense, word);
                main = at;
            }
            Tag::Length | Tag::Time if verb.is_none() && participle_next(words, at) => {}
            Tag::Grammar(Grammar::Pronoun) if reflexive(words, at) => {}
            Tag::Grammar(Grammar::Preposition) if verb.is_none() && dated_aside(words, at) => {
                at += 1
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
                deed(&mut tense, word, (at > start, been(words, start..at)));
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
    let (verb, at) = with_particle(words, (main, at), verb.flatten());
    let kind = kind(words, start);
    if kind == Kind::Reduced {
        tense.passive = true;
    }
    Group {
        range: start..at,
        main,
        verb,
        kind,
        tense,
        copula,
        subject: start..start,
        rest: at..at,
    }
}

/// The verb with the particle behind it, and where its words end: without adverbs at the end.
fn with_particle(
    words: &[Word<'_>],
    (main, end): (usize, usize),
    verb: Option<&'static Verb>,
) -> (Option<&'static Verb>, usize) {
    let told = [main + 1, end]
        .into_iter()
        .find_map(|at| phrasal(words, at, verb?));
    let least = told.map_or(main + 1, |(_, behind)| behind);
    let mut at = told.map_or(end, |_| end.max(least));
    while at > least
        && words
            .get(at - 1)
            .is_some_and(|word| word.is(Grammar::Adverb))
    {
        at -= 1;
    }
    (told.map(|(meant, _)| meant).or(verb), at)
}

/// A group that begins with its verb is a gerund or a reduced relative clause; any other is finite.
fn kind(words: &[Word<'_>], start: usize) -> Kind {
    let Some(first) = words.get(start) else {
        return Kind::Finite;
    };
    match first.tag {
        Tag::Ing => Kind::Gerund,
        Tag::Grammar(Grammar::Plan) if first.lower == "agreed" => Kind::Finite,
        Tag::Grammar(Grammar::Plan) if !first.lower.ends_with('s') => Kind::Reduced,
        Tag::Participle | Tag::Finite if reduced(words, start) => Kind::Reduced,
        _ => Kind::Finite,
    }
}

/// "is now pushed back".
fn participle_next(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| {
        matches!(word.tag, Tag::Participle | Tag::Ing)
            || word.verb.is_some() && word.lower.ends_with("ed")
    })
}

/// "is himself to step down".
fn reflexive(words: &[Word<'_>], at: usize) -> bool {
    let own = words.get(at).is_some_and(|word| {
        matches!(
            word.lower.as_str(),
            "himself" | "herself" | "itself" | "themselves"
        )
    });
    let be = at > 0 && words.get(at - 1).is_some_and(|word| word.is(Grammar::Be));
    own && be && words.get(at + 1).is_some_and(|word| word.is(Grammar::To))
}

/// "was on Sunday battling".
fn dated_aside(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| word.tag == Tag::Time) && participle_next(words, at + 1)
}

/// A plan that hangs on the noun before it: "a statement, due on Monday", "the visit planned for May".
fn hangs_on_noun(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| word.nominal() && !word.possessive || word.tag == Tag::Comma)
}

/// Verbs that mean another verb with the word behind them.
const PHRASAL: &[(&str, &str, &str)] = &[
    ("blast", "off", "launch"),
    ("break", "down", "collapse"),
    ("break", "out", "start"),
    ("bring", "forward", "move"),
    ("call", "off", "cancel"),
    ("come", "back", "return"),
    ("fall", "through", "collapse"),
    ("get", "under way", "start"),
    ("get", "underway", "start"),
    ("go", "ahead", "occur"),
    ("go", "back", "return"),
    ("go", "on display", "on-display"),
    ("go", "on sale", "on-sale"),
    ("go", "on strike", "strike"),
    ("go", "on trial", "on-trial"),
    ("go", "to trial", "on-trial"),
    ("hand", "in", "submit"),
    ("hold", "off", "postpone"),
    ("kick", "off", "start"),
    ("lift", "off", "launch"),
    ("pull", "out", "withdraw"),
    ("put", "back", "postpone"),
    ("put", "off", "postpone"),
    ("put", "on hold", "suspend"),
    ("set", "off", "depart"),
    ("step", "down", "resign"),
    ("take", "effect", "start"),
    ("take", "off", "depart"),
    ("take", "over", "take-over"),
    ("take", "place", "occur"),
    ("throw", "out", "reject"),
    ("turn", "down", "reject"),
    ("vote", "down", "reject"),
];

/// The verb that is meant, and the position behind its words.
fn phrasal(words: &[Word<'_>], at: usize, verb: &Verb) -> Option<(&'static Verb, usize)> {
    let says = |behind: &str| {
        let mut own = words.get(at..).unwrap_or_default().iter();
        behind
            .split(' ')
            .all(|word| own.next().is_some_and(|next| next.lower == word))
    };
    let (_, behind, meant) = PHRASAL
        .iter()
        .find(|(own, behind, _)| *own == verb.lemma && says(behind))?;
    Some((lexicon::verb_of(meant).0?, at + behind.split(' ').count()))
}

fn helper(tense: &mut Tense, word: &Word<'_>) {
    match word.lower.as_str() {
        "will" | "shall" | "'ll" | "won't" | "must" | "should" => tense.future = true,
        "may" | "might" | "could" | "can" => (tense.future, tense.open) = (true, true),
        "would" | "wouldn't" => tense.would = true,
        "was" | "were" | "wasn't" | "weren't" | "did" | "didn't" => tense.past = true,
        "had" | "hadn't" => (tense.perfect, tense.past) = (true, true),
        "has" | "have" | "having" | "'ve" | "haven't" | "hasn't" => {
            tense.planned_before |= tense.would || tense.past && tense.future;
            tense.perfect = true;
        }
        _ => {}
    }
    tense.negated |= word.lower.ends_with("n't") || word.lower == "cannot";
}

fn plan(tense: &mut Tense, word: &Word<'_>) {
    // "was likely to reach Bergen on Monday" is a forecast, "was due" a plan that may be over.
    if tense.past && word.lower != "likely" {
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
                Tag::Grammar(Grammar::To | Grammar::Preposition | Grammar::Adverb)
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

/// Whether the last helping word is a form of "be".
fn been(words: &[Word<'_>], helpers: Range<usize>) -> bool {
    let mut helpers = words.get(helpers).unwrap_or_default().iter().rev();
    helpers
        .find(|word| !word.is(Grammar::Adverb) && word.tag != Tag::Time)
        .is_some_and(|word| word.is(Grammar::Be))
}

/// `helped` by any word, and by a form of "be".
fn deed(tense: &mut Tense, word: &Word<'_>, (helped, been): (bool, bool)) {
    match word.tag {
        Tag::Ing => tense.progressive = true,
        Tag::Participle if been || helped && !tense.perfect => tense.passive = true,
        Tag::Finite if !helped && !word.lower.ends_with('s') => tense.past = true,
        _ => {}
    }
}

/// A participle that hangs on the noun before it: "headed by", "set for".
fn reduced(words: &[Word<'_>], at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default().iter().rev();
    let hung = before
        .clone()
        .find(|word| !word.is(Grammar::Adverb))
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
