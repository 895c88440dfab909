//! The words of one sentence with what each may do in it: a light tagging that serves to find clauses.

use crate::lexicon::{self, Forms, Frame, Grammar, Verb};
use dateline_core::{Span, TimeMention, TimexType};
use dateline_text::{Document, NameKind, Sentence, TokenKind};

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Grammar(Grammar),
    /// A finite verb.
    Finite,
    /// A participle or a past form that may be one.
    Participle,
    /// A form in -ing.
    Ing,
    /// A noun, an adjective, or a word of no known class.
    Noun,
    /// A noun that names an event.
    Event,
    /// Part of a name.
    Name,
    Number,
    /// A phrase that dates.
    Time,
    /// A phrase of length or repetition.
    Length,
    Comma,
    /// A semicolon, colon, dash or bracket.
    Break,
    Quote,
    Other,
}

/// One word; a time mention is one word.
#[derive(Debug, Clone)]
pub(crate) struct Word<'a> {
    pub(crate) span: Span,
    pub(crate) text: &'a str,
    pub(crate) lower: String,
    pub(crate) tag: Tag,
    pub(crate) verb: Option<&'static Verb>,
    forms: Forms,
    /// Position in the article's time mentions.
    pub(crate) time: Option<usize>,
    /// Position in the document's names.
    pub(crate) name: Option<usize>,
    /// "Saturday's", "Norway's".
    pub(crate) possessive: bool,
}

impl Word<'_> {
    pub(crate) fn is(&self, class: Grammar) -> bool {
        self.tag == Tag::Grammar(class)
    }

    /// Whether it can stand inside a noun phrase.
    pub(crate) fn nominal(&self) -> bool {
        matches!(
            self.tag,
            Tag::Noun | Tag::Event | Tag::Name | Tag::Number | Tag::Length
        )
    }
}

/// Words of a sentence from a byte on, tagged.
pub(crate) fn words<'a>(
    text: &'a str,
    document: &Document,
    sentence: &Sentence,
    times: &[TimeMention],
    from: usize,
) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::new();
    let tokens = document.tokens.get(sentence.tokens.clone());
    let tokens = tokens.unwrap_or_default().iter();
    for token in tokens.filter(|token| token.span.start() >= from) {
        let time = mention_at(times, token.span);
        if let (Some(index), Some(last)) = (time, words.last_mut())
            && last.time == Some(index)
        {
            last.span = last.span.join(token.span);
            last.text = last.span.read(text).unwrap_or_default();
            last.possessive = possessive(last.text);
            continue;
        }
        let Some(own) = token.span.read(text) else {
            continue;
        };
        let mut word = Word {
            span: token.span,
            text: own,
            lower: lowered(own),
            tag: Tag::Other,
            verb: None,
            forms: Forms::default(),
            time,
            name: name_at(document, sentence, token.span),
            possessive: possessive(own),
        };
        word.tag = first_tag(&mut word, token.kind, times);
        words.push(word);
    }
    for at in 0..words.len() {
        name_figures(&mut words, at);
    }
    for at in 0..words.len() {
        settle(&mut words, at);
    }
    words
}

/// "first-quarter results", "the half-year figures": a stretch of time that only says which figures are meant.
fn name_figures(words: &mut [Word<'_>], at: usize) {
    let next = words.get(at + 1).is_some_and(|word| word.tag == Tag::Noun);
    if let Some(word) = words.get_mut(at)
        && matches!(word.tag, Tag::Time | Tag::Length)
        && word.text.contains('-')
        && ["quarter", "half", "year"]
            .iter()
            .any(|end| word.lower.ends_with(end))
        && next
    {
        (word.tag, word.time) = (Tag::Noun, None);
    }
}

/// Small letters, with plain apostrophes.
fn lowered(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.to_lowercase().replace('’', "'")
    }
}

fn possessive(text: &str) -> bool {
    ["'s", "’s", "s'", "s’"]
        .iter()
        .any(|end| text.ends_with(end))
}

fn mention_at(times: &[TimeMention], span: Span) -> Option<usize> {
    let from = times.partition_point(|time| time.span.end() <= span.start());
    times
        .get(from)
        .filter(|time| time.span.overlaps(span))
        .map(|_| from)
}

fn name_at(document: &Document, sentence: &Sentence, span: Span) -> Option<usize> {
    let names = document.names.get(sentence.names.clone())?;
    let at = names.iter().position(|name| name.span.overlaps(span))?;
    Some(sentence.names.start + at)
}

fn first_tag(word: &mut Word<'_>, kind: TokenKind, times: &[TimeMention]) -> Tag {
    if let Some(time) = word.time.and_then(|index| times.get(index)) {
        let dates = matches!(time.kind, TimexType::Date | TimexType::Time) && time.when.is_some();
        let adverb = !dates && lexicon::grammar(&word.lower) == Some(Grammar::Adverb);
        return match (dates, adverb) {
            (true, _) => Tag::Time,
            (false, true) => Tag::Grammar(Grammar::Adverb),
            (false, false) => Tag::Length,
        };
    }
    match kind {
        TokenKind::Number => return Tag::Number,
        TokenKind::QuoteMark => return Tag::Quote,
        TokenKind::Mark => {
            return match word.text {
                "&" if word.name.is_some() => Tag::Name,
                "," => Tag::Comma,
                ";" | ":" | "–" | "—" | "-" | "−" | "(" | ")" | "…" | "..." => Tag::Break,
                _ => Tag::Other,
            };
        }
        TokenKind::Word => {}
    }
    if let Some(class) = lexicon::grammar(&word.lower)
        && (word.name.is_none() || word.text.chars().all(char::is_lowercase))
    {
        word.name = None;
        return Tag::Grammar(class);
    }
    (word.verb, word.forms) = lexicon::verb_of(&word.lower);
    if word.name.is_some() && word.text.chars().any(char::is_uppercase) {
        return Tag::Name;
    }
    if lexicon::event_noun(&word.lower).is_some() {
        Tag::Event
    } else {
        Tag::Noun
    }
}

/// Chooses between verb and noun by the words before.
fn settle(words: &mut [Word<'_>], at: usize) {
    if words
        .get(at)
        .is_some_and(|word| matches!(word.lower.as_str(), "first" | "last"))
        && leads_a_verb(words, at)
    {
        if let Some(word) = words.get_mut(at) {
            word.tag = Tag::Grammar(Grammar::Adverb);
        }
        return;
    }
    let before = words.get(..at).unwrap_or_default();
    let previous = before.iter().rev().find(|word| !word.is(Grammar::Adverb));
    let next = words.get(at + 1).map(|word| word.tag);
    let Some(word) = words.get(at) else { return };
    if word.lower == "agreed" && word.is(Grammar::Plan) && next != Some(Tag::Grammar(Grammar::To)) {
        if let Some(word) = words.get_mut(at) {
            word.tag = Tag::Finite;
            word.verb = lexicon::verb_of("agree").0;
        }
        return;
    }
    let object = words.get(at + 1..).unwrap_or_default();
    if word.is(Grammar::Plan)
        && (plans_something(word, previous, next) || sets_something(word, previous, object))
    {
        if let Some(word) = words.get_mut(at) {
            word.tag = Tag::Finite;
            word.verb = lexicon::verb_of("schedule").0;
        }
        return;
    }
    let tag = match word.tag {
        Tag::Noun | Tag::Event => verbal(word, previous, next, Stands::of(before)),
        _ => None,
    };
    let adverb = word.tag == Tag::Noun && word.lower.ends_with("ly") && word.lower.len() > 4;
    let Some(word) = words.get_mut(at) else {
        return;
    };
    if let Some(tag) = tag {
        word.tag = tag;
    } else if adverb
        && !matches!(
            word.lower.as_str(),
            "family" | "assembly" | "monthly" | "supply"
        )
    {
        word.tag = Tag::Grammar(Grammar::Adverb);
    }
}

/// "the union plans a vigil": a verb with its object, not "plans to".
fn plans_something(word: &Word<'_>, previous: Option<&Word<'_>>, next: Option<Tag>) -> bool {
    let verb = matches!(word.lower.as_str(), "plans" | "planned" | "plan");
    let subject = previous.is_some_and(|word| {
        word.is(Grammar::Pronoun) || may_be_subject(word.tag) && !word.possessive
    });
    verb && subject && next == Some(Tag::Grammar(Grammar::Determiner))
}

/// "the judge set the trial for May 3": a verb with an event as its object, not "the trial set for May 3".
fn sets_something(word: &Word<'_>, previous: Option<&Word<'_>>, object: &[Word<'_>]) -> bool {
    let subject = previous.is_some_and(|word| {
        word.is(Grammar::Pronoun) || may_be_subject(word.tag) && !word.possessive
    });
    let mut phrase = object
        .iter()
        .take(SET)
        .take_while(|word| word.nominal() || word.is(Grammar::Determiner));
    word.lower == "set" && subject && phrase.any(|word| word.tag == Tag::Event)
}

/// So many words behind "set" may hold what is set.
const SET: usize = 5;

/// "first" and "last" behind a subject or helper and before a past form: "they first met".
fn leads_a_verb(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let stands = before
        .is_some_and(|word| word.nominal() || word.is(Grammar::Pronoun) || word.is(Grammar::Be));
    let next = words.get(at + 1);
    stands && next.is_some_and(|word| word.forms.past || word.forms.participle)
}

/// What the words before the one before tell.
#[derive(Debug, Clone, Copy)]
struct Stands {
    /// A helping word stands earlier: "will begin on Friday and last a week".
    helped: bool,
    /// An aside ends right before: "the fair, which was planned for May, moves to June".
    aside: bool,
    /// The word before the one before dates: "met on Monday and agreed".
    dated: bool,
    /// A plural stands before a preposition: "tickets for the match go".
    many: bool,
    /// "that" behind a noun stands right before: "the estate that includes".
    that: bool,
}

impl Stands {
    fn of(before: &[Word<'_>]) -> Self {
        let pairs = || before.windows(2);
        let plans = |one: &Word<'_>| one.is(Grammar::Be) || one.is(Grammar::Plan);
        let many = |one: &Word<'_>| one.nominal() && one.lower.ends_with('s');
        let second_last = before.iter().rev().nth(1);
        Self {
            helped: before.iter().any(|word| word.is(Grammar::Modal))
                || pairs()
                    .any(|pair| matches!(pair, [one, next] if plans(one) && next.is(Grammar::To))),
            aside: closes_aside(before),
            dated: second_last.is_some_and(|word| word.tag == Tag::Time),
            many: pairs().any(
                |pair| matches!(pair, [one, next] if many(one) && next.is(Grammar::Preposition)),
            ),
            that: second_last.is_some_and(Word::nominal)
                && before.last().is_some_and(|word| word.lower == "that"),
        }
    }
}

/// Whether the last word is the comma that ends an aside behind a noun.
fn closes_aside(before: &[Word<'_>]) -> bool {
    let Some((last, inner)) = before.split_last() else {
        return false;
    };
    let opened = inner.iter().rposition(|word| word.tag == Tag::Comma);
    let Some((at, (host, aside))) = opened
        .and_then(|at| Some((at, inner.get(at.checked_sub(1)?)?)))
        .and_then(|(at, host)| Some((at, (host, inner.get(at + 1..)?))))
        .filter(|_| last.tag == Tag::Comma)
    else {
        return false;
    };
    let first = aside.iter().find(|word| !word.is(Grammar::Adverb));
    let hangs = first.is_some_and(|word| {
        word.is(Grammar::Relative)
            || word.is(Grammar::Plan)
            || word.lower.ends_with("ed") && word.tag == Tag::Finite
            || word.tag == Tag::Participle
            || host.tag == Tag::Name
                && (word.is(Grammar::Determiner)
                    || lexicon::people(&word.lower).is_some()
                    || word.tag == Tag::Number && aside.len() == 1)
    });
    at > 0 && host.nominal() && hangs
}

fn verbal(
    word: &Word<'_>,
    previous: Option<&Word<'_>>,
    next: Option<Tag>,
    stands: Stands,
) -> Option<Tag> {
    let tag = previous.map(|word| word.tag);
    let class = |class: Grammar| tag == Some(Tag::Grammar(class));
    let noun_before = previous.is_some_and(|word| may_be_subject(word.tag) && !word.possessive);
    let subject_before =
        noun_before || stands.aside || class(Grammar::Pronoun) || class(Grammar::Relative);
    let unknown_past =
        word.forms == Forms::default() && word.lower.len() > 4 && word.lower.ends_with("ed");
    let unknown_past = unknown_past && !word.lower.contains('-');
    let helper =
        class(Grammar::Be) || class(Grammar::Have) || class(Grammar::Do) || class(Grammar::Modal);
    let opens = word.verb.is_some_and(|verb| verb.frame == Frame::Phase);
    if word.forms.ing && previous.is_none() && opens && next == Some(Tag::Noun) {
        // "Opening remarks will be heard": no deed, but which remarks.
        return None;
    }
    if (word.forms.ing || word.lower.ends_with("ing") && word.lower.len() > 5)
        && word.tag == Tag::Noun
        && !class(Grammar::Determiner)
        || word.forms.ing && class(Grammar::Be)
    {
        return Some(Tag::Ing);
    }
    let unknown = word.forms == Forms::default() && word.tag == Tag::Noun;
    let plain = unknown && word.name.is_none() && !word.possessive && !word.lower.ends_with('s');
    if plain && class(Grammar::Modal) {
        return Some(Tag::Finite);
    }
    if word.forms.base && (class(Grammar::To) || class(Grammar::Modal) || class(Grammar::Do)) {
        return Some(Tag::Finite);
    }
    if word.forms.participle && (class(Grammar::Be) || class(Grammar::Have)) {
        return Some(Tag::Participle);
    }
    if unknown_past && helper {
        return Some(Tag::Participle);
    }
    let joined = joins(previous);
    let object_next = opens_object(next);
    let shares_helper = class(Grammar::Conjunction)
        && word.tag == Tag::Noun
        && stands.helped
        && (object_next || matches!(next, Some(Tag::Number | Tag::Length)));
    if word.forms.base && shares_helper {
        return Some(Tag::Finite);
    }
    if (word.forms.past || word.forms.participle || unknown_past)
        && (subject_before
            || joined && (object_next || surely_past(word))
            || stands.dated && class(Grammar::Conjunction))
    {
        return Some(if word.forms.past || unknown_past {
            Tag::Finite
        } else {
            Tag::Participle
        });
    }
    present(word, previous, next, (stands, subject_before)).then_some(Tag::Finite)
}

/// Whether a word is a verb in the present: "opens on Friday", "tickets go on sale".
fn present(
    word: &Word<'_>,
    previous: Option<&Word<'_>>,
    next: Option<Tag>,
    (stands, subject_before): (Stands, bool),
) -> bool {
    let class = |class: Grammar| previous.map(|word| word.tag) == Some(Tag::Grammar(class));
    let object_next = opens_object(next);
    let bare = word.tag == Tag::Noun || class(Grammar::Pronoun) || class(Grammar::Relative);
    let closes = word.verb.is_some_and(|verb| verb.frame == Frame::Phase)
        && matches!(next, None | Some(Tag::Other));
    let counts = matches!(next, Some(Tag::Number | Tag::Length | Tag::Noun));
    let surely = class(Grammar::Relative)
        || subject_before && word.verb.is_some_and(|verb| SURELY.contains(&verb.lemma));
    if word.forms.third && bare && counts && surely {
        return true;
    }
    if word.forms.third && bare {
        return stands.that && (object_next || counts) || subject_before && (object_next || closes);
    }
    let goes = word.verb.is_some_and(|verb| verb.lemma == "go");
    let plural = class(Grammar::Pronoun)
        || class(Grammar::Relative)
        || previous.is_some_and(|word| word.lower.ends_with('s'))
        || stands.aside
        || goes && stands.many;
    word.forms.base && word.tag == Tag::Noun && plural && subject_before && object_next
}

/// Verbs whose present in -s is no plural of a noun.
const SURELY: [&str; 10] = [
    "take", "give", "bring", "send", "get", "keep", "lose", "become", "begin", "reach",
];

/// A past form that is nothing else: "took", "told".
fn surely_past(word: &Word<'_>) -> bool {
    let says = word.verb.is_some_and(|verb| verb.frame == Frame::Say);
    word.forms.past
        && !word.forms.base
        && !word.lower.ends_with("ed")
        && (says || !word.forms.participle)
}

/// Whether a verb may follow this word without a subject of its own.
fn joins(previous: Option<&Word<'_>>) -> bool {
    let Some(word) = previous else { return true };
    match word.tag {
        Tag::Comma | Tag::Other | Tag::Participle | Tag::Finite => true,
        Tag::Grammar(Grammar::Conjunction | Grammar::Subordinator) => true,
        tag => tag == Tag::Grammar(Grammar::Determiner) && word.lower == "that",
    }
}

/// What may stand right before the verb as the end of its subject.
fn may_be_subject(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Name
            | Tag::Noun
            | Tag::Event
            | Tag::Time
            | Tag::Length
            | Tag::Number
            | Tag::Quote
            | Tag::Break
    )
}

/// What may follow a verb as the beginning of its object or adjunct.
fn opens_object(next: Option<Tag>) -> bool {
    matches!(
        next,
        Some(
            Tag::Time
                | Tag::Name
                | Tag::Grammar(
                    Grammar::Determiner
                        | Grammar::Preposition
                        | Grammar::Pronoun
                        | Grammar::To
                        | Grammar::Subordinator
                        | Grammar::Adverb
                )
        )
    )
}

/// Whether a name is a place.
pub(crate) fn is_place(document: &Document, word: &Word<'_>) -> bool {
    word.name
        .and_then(|index| document.names.get(index))
        .is_some_and(|name| name.kind == NameKind::Place)
}
