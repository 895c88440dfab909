//! Titles: compact noun phrases in the words of a sentence, at most 14 words.

use crate::{
    clause::Group,
    lexicon::{self, Frame, Grammar, Verb},
    scene::Scene,
    word::{Tag, Word},
};
use dateline_text::NameKind;
use std::ops::Range;

/// The most words a title has.
const MOST: usize = 14;
/// The most words that name who does it.
const ACTORS: usize = 6;

/// The most words that say what is done.
const SAID: usize = 9;

/// The words of a range as a phrase, without dates, asides and a leading article.
pub(crate) fn phrase(scene: &Scene<'_>, range: &Range<usize>, most: usize) -> String {
    let said = range.clone().filter(|&at| !silent(scene, at));
    let words = said.take(most).filter_map(|at| written(scene, at));
    tidy(words.collect())
}

/// A word as it stands, with the brackets around it.
fn written<'a>(scene: &Scene<'a>, at: usize) -> Option<&'a str> {
    let word = scene.words.get(at)?;
    let before = at
        .checked_sub(1)
        .and_then(|at| scene.words.get(at))
        .filter(|word| word.text == "(");
    let behind = scene.words.get(at + 1).filter(|word| word.text == ")");
    match (before, behind) {
        (Some(open), Some(close)) => open.span.join(close.span).read(scene.article.text()),
        _ => Some(word.text),
    }
}

/// Dates with their prepositions, and marks.
fn silent(scene: &Scene<'_>, at: usize) -> bool {
    let Some(word) = scene.words.get(at) else {
        return true;
    };
    let dates_next = scene.tag(at + 1) == Some(Tag::Time)
        || word.lower == "by" && scene.tag(at + 1) == Some(Tag::Length);
    let stretch = word.tag == Tag::Length && at > 0 && scene.lower(at - 1) == "by";
    let particle = matches!(
        word.tag,
        Tag::Grammar(Grammar::Preposition | Grammar::To | Grammar::Subordinator | Grammar::Adverb)
    );
    stretch
        || matches!(
            word.tag,
            Tag::Time | Tag::Quote | Tag::Comma | Tag::Break | Tag::Other
        )
        || particle && dates_next
}

/// Drops a leading article and trailing words of grammar.
fn tidy(mut words: Vec<&str>) -> String {
    let article = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "that" | "and" | "but"
        )
    };
    while words.first().is_some_and(|word| article(word)) {
        words.remove(0);
    }
    while words
        .last()
        .is_some_and(|word| lexicon::grammar(&word.to_lowercase()).is_some_and(dangles))
    {
        words.pop();
    }
    let title = words.join(" ");
    let bare = ["a ", "an ", "the ", "A ", "An ", "The "]
        .iter()
        .find_map(|article| title.strip_prefix(article));
    bare.map_or(title.clone(), str::to_owned)
}

fn dangles(class: Grammar) -> bool {
    !matches!(class, Grammar::Pronoun | Grammar::Adverb)
}

/// Who does it, with pronouns resolved; empty where nobody is named.
pub(crate) fn actors(scene: &Scene<'_>, group: &Group) -> String {
    let range = head_phrase(scene, &group.subject);
    let words = scene.words.get(range.clone()).unwrap_or_default();
    if let [word] = words
        && word.is(Grammar::Pronoun)
    {
        if let Some(event) = of_event(scene, group) {
            return event.to_owned();
        }
        return if group.frame() == Frame::Say && !group.tense.passive {
            scene
                .memory
                .pronoun(&word.lower)
                .unwrap_or_default()
                .to_owned()
        } else {
            meant(scene, group, &word.lower)
        };
    }
    if let Some(name) = person(scene, &range) {
        return name;
    }
    let owned = words
        .first()
        .is_some_and(|word| matches!(word.lower.as_str(), "its" | "their" | "his" | "her"));
    let named = if owned && words.len() > 1 {
        owned_by(scene, &range)
    } else {
        phrase(scene, &range, ACTORS)
    };
    let lower = named.to_lowercase().replace('’', "'");
    let pronoun = lower.split('\'').next().and_then(lexicon::grammar) == Some(Grammar::Pronoun);
    if pronoun { String::new() } else { named }
}

/// "its members": whose they are, where somebody else is the subject.
fn owned_by(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let own = phrase(scene, range, ACTORS);
    let tail = own.split_once(' ').map_or("", |(_, tail)| tail);
    let named = |group: &&Group| {
        let mut subject = scene
            .words
            .get(group.subject.clone())
            .unwrap_or_default()
            .iter();
        let names = group.frame() == Frame::Say || subject.any(|word| word.tag == Tag::Name);
        names && !group.subject.is_empty() && group.subject.end < range.start
    };
    let before = scene.groups.iter().rev().find(named);
    let body = before.map(|group| phrase(scene, &head_phrase(scene, &group.subject), ACTORS));
    let pronoun = scene.lower(range.start);
    let person = matches!(pronoun, "his" | "her");
    let body = body.filter(|_| !person);
    let remembered = || {
        scene
            .memory
            .pronoun("its")
            .filter(|_| !person)
            .map(str::to_owned)
    };
    let body = body.or_else(remembered);
    let body = body.filter(|body| lexicon::grammar(&body.to_lowercase()).is_none());
    joined(&[&owner(&body.unwrap_or_default()), tail])
}

/// The event of the sentence before that "it" is, beside a verb that only events have: "It was moved to Monday."
pub(crate) fn of_event<'a>(scene: &Scene<'a>, group: &Group) -> Option<&'a str> {
    let words = scene.words.get(group.subject.clone())?;
    let [word] = words else { return None };
    let held = scene.first_phrase(&group.rest);
    let object = held.clone().any(|at| {
        scene
            .words
            .get(at)
            .is_some_and(|word| word.nominal() && word.tag != Tag::Length)
    });
    let runs = group
        .verb
        .is_some_and(|verb| matches!(verb.lemma, "run" | "last"));
    let befalls = match group.frame() {
        Frame::Hold | Frame::Set | Frame::Off | Frame::Late => group.tense.passive || !object,
        Frame::Phase => !object,
        Frame::Deed => group.copula && dated(scene, group) || runs && !object,
        Frame::Say | Frame::State => false,
    };
    scene
        .memory
        .event()
        .filter(|_| word.lower == "it" && befalls)
}

/// "is on Monday", "was due in May": a form of "be" with a date right behind.
fn dated(scene: &Scene<'_>, group: &Group) -> bool {
    let mut behind = group.rest.clone().skip_while(|&at| {
        scene
            .words
            .get(at)
            .is_some_and(|word| word.is(Grammar::Preposition) || word.is(Grammar::Adverb))
    });
    behind
        .next()
        .is_some_and(|at| scene.tag(at) == Some(Tag::Time))
}

/// Whom a pronoun means: a subject earlier in the sentence, or one of the sentences before.
fn meant(scene: &Scene<'_>, group: &Group, pronoun: &str) -> String {
    let earlier = scene
        .groups
        .iter()
        .rev()
        .filter(|other| other.subject.end <= group.subject.start && !other.subject.is_empty());
    for other in earlier {
        let head = head_phrase(scene, &other.subject);
        let is_person = person(scene, &head);
        let thing = matches!(pronoun, "it" | "they");
        match is_person {
            Some(name) if !thing => return name,
            None if !thing && owner_of(scene, &head).is_some() => {
                return owner_of(scene, &head).unwrap_or_default();
            }
            None if !thing && scene.tag(head.start) == Some(Tag::Name) => {
                return phrase(scene, &head, ACTORS);
            }
            None if thing && head.len() > 1 => return phrase(scene, &head, ACTORS),
            _ => {}
        }
    }
    scene.memory.pronoun(pronoun).unwrap_or_default().to_owned()
}

/// "Liv Hansen's office": the person whose office or aide a phrase names.
fn owner_of(scene: &Scene<'_>, range: &Range<usize>) -> Option<String> {
    let owner = range
        .clone()
        .find(|&at| scene.words.get(at).is_some_and(|word| word.possessive))?;
    let at = scene.words.get(owner)?.name?;
    let full = scene.document.names.get(scene.document.canonical(at))?;
    let person = full.kind == NameKind::Person && owner + 1 < range.end;
    person.then(|| crate::cast::bare(scene.article, full))
}

/// A subject without the phrases that hang on it: "a group of officials from the ministry" keeps "of officials".
pub(crate) fn head_phrase(scene: &Scene<'_>, subject: &Range<usize>) -> Range<usize> {
    let hangs = |at: &usize| {
        let word = scene.words.get(*at);
        word.is_some_and(|word| {
            word.tag == Tag::Time
                || word.is(Grammar::Subordinator)
                || word.is(Grammar::Preposition) && word.lower != "of" && word.lower != "for"
        })
    };
    let end = subject.clone().skip(1).find(hangs).unwrap_or(subject.end);
    subject.start..end
}

/// The bare name of the one person that a range names.
fn person(scene: &Scene<'_>, range: &Range<usize>) -> Option<String> {
    let words = scene.words.get(range.clone())?;
    let mut names: Vec<usize> = words.iter().filter_map(|word| word.name).collect();
    names.dedup();
    let named = names.iter().filter_map(|at| scene.document.names.get(*at));
    let mut persons = named.filter(|name| name.kind == NameKind::Person);
    let name = persons.next()?;
    let last = words
        .last()?
        .name
        .and_then(|at| scene.document.names.get(at));
    if persons.next().is_some() || last != Some(name) {
        return None;
    }
    let bare = name.bare.read(scene.article.text())?;
    Some(without_possessive(bare).to_owned())
}

fn without_possessive(text: &str) -> &str {
    text.strip_suffix("'s")
        .or_else(|| text.strip_suffix("’s"))
        .unwrap_or(text)
}

/// The title of an event noun phrase; where the phrase is short ("the talks"), the fuller title given before.
pub(crate) fn event(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let range = &before_aside(scene, range);
    let own = resolved(scene, range);
    let words = scene.words.get(range.clone()).unwrap_or_default();
    let definite = words.first().is_some_and(|word| {
        word.tag == Tag::Time
            || matches!(
                word.lower.as_str(),
                "the" | "this" | "that" | "these" | "it" | "our"
            )
    });
    let head = words.iter().rfind(|word| word.tag == Tag::Event);
    let short = own.split(' ').count() <= 1;
    let Some(head) = head else { return own };
    let fuller = scene.memory.title(&stem(head));
    if definite && short {
        let fuller = fuller.filter(|title| title.contains(' '));
        let named = fuller.or_else(|| scene.cast.event(&stem(head)));
        return named.map_or(own, str::to_owned);
    }
    if own.split(' ').count() == 2 && own.ends_with(head.text) && ordinal(&own) {
        return joined(&[
            &own,
            &of_what(scene, head)
                .or(fuller.and_then(behind_of))
                .unwrap_or_default(),
        ]);
    }
    own
}

/// "the vote after a long debate" is the vote.
fn before_aside(scene: &Scene<'_>, range: &Range<usize>) -> Range<usize> {
    let aside = |at: &usize| {
        scene
            .words
            .get(*at)
            .is_some_and(|word| word.is(Grammar::Subordinator))
    };
    range.start..range.clone().skip(1).find(aside).unwrap_or(range.end)
}

fn ordinal(title: &str) -> bool {
    const ORDINALS: [&str; 8] = [
        "first", "second", "third", "fourth", "fifth", "next", "last", "final",
    ];
    title
        .split(' ')
        .next()
        .is_some_and(|word| ORDINALS.contains(&word.to_lowercase().as_str()))
}

/// "of the dialogue": what another phrase of the sentence says behind the same noun.
fn of_what(scene: &Scene<'_>, head: &Word<'_>) -> Option<String> {
    let all = 0..scene.words.len();
    let twin = all
        .clone()
        .find(|&at| scene.lower(at) == head.lower && scene.lower(at + 1) == "of")?;
    let whole = scene.whole_phrase(&(twin + 1..all.end));
    let phrase = phrase(scene, &whole, MOST);
    (!phrase.is_empty()).then_some(phrase)
}

fn behind_of(title: &str) -> Option<String> {
    title
        .split_once(" of ")
        .map(|(_, tail)| format!("of {tail}"))
}

/// A phrase whose leading "his", "her", "its" says whose.
fn resolved(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let own = phrase(scene, range, MOST);
    let Some((first, tail)) = own.split_once(' ') else {
        let event = scene
            .memory
            .event()
            .filter(|_| own.eq_ignore_ascii_case("it"));
        if let Some(event) = event {
            return event.to_owned();
        }
        if let Some(owner) = whose_it_is(scene, range) {
            return joined(&[&owner, &own]);
        }
        return scene
            .memory
            .pronoun(&own.to_lowercase())
            .map_or(own.clone(), str::to_owned);
    };
    let lower = first.to_lowercase();
    match whose(scene, range.start, &lower) {
        Some(own) => {
            let tail = tail.strip_prefix("own ").unwrap_or(tail);
            format!("{} {tail}", owner(&own))
        }
        None if matches!(
            lower.as_str(),
            "his" | "her" | "its" | "their" | "our" | "my"
        ) =>
        {
            tail.to_owned()
        }
        None => whose_it_is(scene, range).map_or(own.clone(), |owner| joined(&[&owner, &own])),
    }
}

/// "the show, whose opening": whose it is, as the owner of the phrase.
fn whose_it_is(scene: &Scene<'_>, range: &Range<usize>) -> Option<String> {
    let whose = range
        .start
        .checked_sub(1)
        .filter(|&at| scene.lower(at) == "whose")?;
    let comma = whose
        .checked_sub(1)
        .filter(|&at| scene.tag(at) == Some(Tag::Comma));
    let end = comma.unwrap_or(whose);
    let own = |at: &usize| {
        scene
            .words
            .get(*at)
            .is_some_and(|word| word.nominal() || word.is(Grammar::Determiner))
    };
    let start = (0..end).rev().take_while(own).last()?;
    let named = phrase(scene, &(start..end), ACTORS);
    (!named.is_empty()).then(|| owner(&named))
}

/// Whose "his", "its" and "their" is: that of the subject before, or of somebody in the sentences before.
pub(crate) fn whose(scene: &Scene<'_>, at: usize, pronoun: &str) -> Option<String> {
    let remembered = scene.memory.pronoun(pronoun)?;
    let before = scene
        .groups
        .iter()
        .rev()
        .filter(|group| group.range.end <= at);
    let happens = |group: &&Group| {
        let head = head_phrase(scene, &group.subject);
        !head.last().is_some_and(|at| scene.is_event(at))
    };
    let subject = before
        .filter(happens)
        .map(|group| actors(scene, group))
        .find(|name| !name.is_empty());
    Some(subject.unwrap_or_else(|| remembered.to_owned()))
}

/// What "the talks" and "talks" have in common.
pub(crate) fn stem(word: &Word<'_>) -> String {
    lexicon::event_noun(&word.lower).map_or_else(|| word.lower.clone(), str::to_owned)
}

/// Words that belong to the verb before them: "walk away".
const PARTICLES: [&str; 7] = ["away", "out", "off", "down", "up", "over", "forward"];

/// The title of a deed: "Trump's departure from the White House", "start of the strike".
pub(crate) fn deed(scene: &Scene<'_>, group: &Group, rest: &Range<usize>) -> String {
    let actors = actors(scene, group);
    let said = phrase(scene, rest, SAID);
    let Some(verb) = group.verb.filter(|verb| !verb.noun.is_empty()) else {
        let own = scene.words.get(group.main).map_or("", |word| word.text);
        // "the council is due to consider": "council to consider".
        let ahead = group.tense.future || group.tense.would;
        let to = if ahead && !actors.is_empty() && !group.tense.passive {
            "to"
        } else {
            ""
        };
        return joined(&[&actors, to, own, &said]);
    };
    let direct = scene.words.get(rest.start).is_some_and(|word| {
        word.nominal() && !PARTICLES.contains(&word.lower.as_str())
            || word.is(Grammar::Determiner)
            || word.tag == Tag::Quote
            || word.is(Grammar::Pronoun)
    });
    if given(scene, group, verb) {
        return joined(&[&event(scene, &group.subject), &said]);
    }
    let subject_is_event =
        group.tense.passive || !direct && (verb.frame == Frame::Phase || tells_event(scene, group));
    if subject_is_event {
        return joined(&[
            verb.noun,
            if actors.is_empty() { "" } else { "of" },
            &actors,
            &said,
        ]);
    }
    let owner = owner(&actors);
    if light(verb) && direct && scene.event_in(&scene.first_phrase(rest)).is_some() {
        return joined(&[&owner, &said]);
    }
    let link = match verb.preposition {
        _ if !direct || said.is_empty() => "",
        "" => "of",
        preposition => preposition,
    };
    joined(&[&owner, verb.noun, link, &said])
}

/// "a recital will be given", "the race will be run": the subject is the event.
fn given(scene: &Scene<'_>, group: &Group, verb: &Verb) -> bool {
    let named = scene.event_in(&group.subject).is_some();
    group.tense.passive && named && (light(verb) || verb.lemma == "run")
}

/// "the talks collapsed": what the verb tells befalls an event.
fn tells_event(scene: &Scene<'_>, group: &Group) -> bool {
    let head = head_phrase(scene, &group.subject);
    head.last().is_some_and(|at| {
        scene.tag(at) == Some(Tag::Event) && lexicon::people(scene.lower(at)).is_none()
    })
}

/// "take a decision", "give a speech": the event is the object.
fn light(verb: &Verb) -> bool {
    matches!(
        verb.lemma,
        "take" | "give" | "make" | "have" | "get" | "do" | "pay" | "play"
    )
}

/// "Trump's", "officials'"; empty for nobody.
pub(crate) fn owner(actors: &str) -> String {
    if actors.is_empty() {
        String::new()
    } else if actors.ends_with('s') {
        format!("{actors}'")
    } else {
        format!("{actors}'s")
    }
}

/// Parts joined by blanks, cut at 14 words.
pub(crate) fn joined(parts: &[&str]) -> String {
    let words = parts.iter().flat_map(|part| part.split_whitespace());
    tidy(words.take(MOST).collect())
}
