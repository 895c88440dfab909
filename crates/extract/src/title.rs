//! Titles: compact noun phrases in the words of a sentence, at most 14 words.

use crate::{
    clause::Group,
    lexicon::{self, Frame, Grammar},
    scene::Scene,
    word::{Tag, Word},
};
use std::ops::Range;

/// The most words a title has.
const MOST: usize = 14;
/// The most words that name who does it.
const ACTORS: usize = 6;

/// The words of a range as a phrase, without dates, asides and a leading article.
pub(crate) fn phrase(scene: &Scene<'_>, range: &Range<usize>, most: usize) -> String {
    let words = scene.words.get(range.clone()).unwrap_or_default();
    let mut kept: Vec<&str> = Vec::new();
    for (offset, word) in words.iter().enumerate() {
        let next = words.get(offset + 1);
        let dates_next = next.is_some_and(|word| word.tag == Tag::Time);
        let particle = word.is(Grammar::Preposition)
            || word.is(Grammar::To)
            || word.is(Grammar::Subordinator)
            || word.is(Grammar::Adverb);
        let silent = matches!(
            word.tag,
            Tag::Time | Tag::Quote | Tag::Comma | Tag::Break | Tag::Other
        ) || particle && dates_next;
        if !silent {
            kept.push(word.text);
        }
        if kept.len() >= most {
            break;
        }
    }
    tidy(kept)
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
    words.join(" ")
}

fn dangles(class: Grammar) -> bool {
    !matches!(class, Grammar::Pronoun | Grammar::Adverb)
}

/// Who does it, with pronouns resolved; empty where nobody is named.
pub(crate) fn actors(scene: &Scene<'_>, group: &Group) -> String {
    let range = head_phrase(scene, &group.subject);
    let words = scene.words.get(range.clone()).unwrap_or_default();
    if let [word] = words {
        if word.is(Grammar::Pronoun) {
            return scene
                .memory
                .pronoun(&word.lower)
                .unwrap_or_default()
                .to_owned();
        }
    }
    if let Some(name) = person(scene, &range) {
        return name;
    }
    phrase(scene, &range, ACTORS)
}

/// A subject without the phrases that hang on it: "a group of officials from the ministry" keeps "of officials".
fn head_phrase(scene: &Scene<'_>, subject: &Range<usize>) -> Range<usize> {
    let hangs = |at: &usize| {
        let word = scene.words.get(*at);
        word.is_some_and(|word| {
            word.tag == Tag::Time
                || word.is(Grammar::Preposition) && word.lower != "of" && word.lower != "for"
        })
    };
    let end = subject.clone().skip(1).find(hangs).unwrap_or(subject.end);
    subject.start..end
}

/// The bare name of the one person that a range names.
fn person(scene: &Scene<'_>, range: &Range<usize>) -> Option<String> {
    let mut names: Vec<usize> = scene
        .words
        .get(range.clone())?
        .iter()
        .filter_map(|word| word.name)
        .collect();
    names.dedup();
    let [only] = names.as_slice() else {
        return None;
    };
    let name = scene.document.names.get(*only)?;
    if name.kind != dateline_text::NameKind::Person {
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
    let own = resolved(scene, range);
    let words = scene.words.get(range.clone()).unwrap_or_default();
    let definite = words.first().is_some_and(|word| {
        matches!(
            word.lower.as_str(),
            "the" | "this" | "that" | "these" | "it"
        )
    });
    let head = words.iter().rfind(|word| word.tag == Tag::Event);
    let short = own.split(' ').count() <= 1;
    match head.filter(|_| definite && short) {
        Some(head) => scene.memory.title(&stem(head)).map_or(own, str::to_owned),
        None => own,
    }
}

/// A phrase whose leading "his", "her", "its" says whose.
fn resolved(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let own = phrase(scene, range, MOST);
    let Some((first, tail)) = own.split_once(' ') else {
        return scene
            .memory
            .pronoun(&own.to_lowercase())
            .map_or(own.clone(), str::to_owned);
    };
    let lower = first.to_lowercase();
    match scene.memory.pronoun(&lower) {
        Some(owner) => format!("{owner}'s {tail}"),
        None if matches!(
            lower.as_str(),
            "his" | "her" | "its" | "their" | "our" | "my"
        ) =>
        {
            tail.to_owned()
        }
        None => own,
    }
}

/// What "the talks" and "talks" have in common.
pub(crate) fn stem(word: &Word<'_>) -> String {
    lexicon::event_noun(&word.lower).map_or_else(|| word.lower.clone(), str::to_owned)
}

/// The title of a deed: "Trump's departure from the White House", "start of the strike".
pub(crate) fn deed(scene: &Scene<'_>, group: &Group, rest: &Range<usize>) -> String {
    let actors = actors(scene, group);
    let said = phrase(scene, rest, MOST);
    let Some(verb) = group.verb.filter(|verb| !verb.noun.is_empty()) else {
        let own = scene.words.get(group.main).map_or("", |word| word.text);
        return joined(&[&actors, own, &said]);
    };
    let direct = scene.words.get(rest.start).is_some_and(|word| {
        word.nominal()
            || word.is(Grammar::Determiner)
            || word.tag == Tag::Quote
            || word.is(Grammar::Pronoun)
    });
    let subject_is_event = group.tense.passive || verb.frame == Frame::Phase && !direct;
    if subject_is_event {
        return joined(&[
            verb.noun,
            if actors.is_empty() { "" } else { "of" },
            &actors,
            &said,
        ]);
    }
    let owner = owner(&actors);
    let link = if direct && !said.is_empty() {
        verb.preposition
    } else {
        ""
    };
    joined(&[&owner, verb.noun, link, &said])
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
