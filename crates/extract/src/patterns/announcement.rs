//! Who says something and when: the date is that of the saying ("the ministry said in a statement on Sunday").

use super::{Found, Mention, Pattern};
use crate::{
    clause::Group,
    lexicon::{Frame, Grammar},
    scene::Scene,
    status, title,
    word::{Tag, Word},
};
use std::ops::Range;

pub(super) const PATTERN: Pattern = Pattern {
    name: "announcement",
    reads: "a statement, announcement or post, dated by its verb of saying",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group.filter(|group| group.frame() == Frame::Say)?;
    if scene.ahead(mention) && !group.tense.future && !group.tense.passive {
        return None;
    }
    let rest = super::near(scene, group, mention.at);
    let form = form(scene, &group.rest);
    let object = scene.whole_phrase(&scene.first_phrase(&rest));
    let direct = scene.whole_phrase(&rest);
    let plain = group.verb.is_some_and(|verb| verb.noun == "statement");
    if plain && form.is_none() && content(scene, group).is_empty() {
        return None;
    }
    let title = if group.tense.passive || !object.is_empty() && form.is_none() {
        title::deed(scene, group, &direct)
    } else {
        let noun =
            form.unwrap_or_else(|| group.verb.map_or("statement", |verb| verb.noun).to_owned());
        let link = link(group);
        let content = content(scene, group);
        let link = if content.is_empty() { "" } else { link };
        title::joined(&[
            &title::owner(&title::actors(scene, group)),
            &noun,
            link,
            &content,
        ])
    };
    let (status, open) = status::of(scene, group, mention);
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status,
        open,
        words: group.subject.start..group.rest.end,
        actors: group.subject.clone(),
        weight: 60,
        rule: PATTERN.name,
    })
}

/// "in a statement", "at a news conference": what form the saying had.
fn form(scene: &Scene<'_>, rest: &Range<usize>) -> Option<String> {
    let at = scene.event_in(rest)?;
    let led = (rest.start..at).rev().find(|&at| {
        scene
            .words
            .get(at)
            .is_some_and(|word| word.is(Grammar::Preposition))
    })?;
    let phrase = title::phrase(scene, &scene.first_phrase(&(led + 1..rest.end)), 4);
    (!phrase.is_empty()).then_some(phrase)
}

fn link(group: &Group) -> &'static str {
    match group.verb.map_or("", |verb| verb.preposition) {
        "" => "on",
        preposition => preposition,
    }
}

/// What is said: the clause behind, or before where the saying ends the sentence; nothing of a quotation.
fn content(scene: &Scene<'_>, group: &Group) -> String {
    let behind = scene
        .groups
        .iter()
        .find(|other| other.range.start >= group.rest.end);
    let before = scene
        .groups
        .iter()
        .rev()
        .find(|other| other.range.end <= group.subject.start);
    let Some(told) = behind.or(before) else {
        return String::new();
    };
    let quoted = scene.words.iter().any(|word| word.tag == Tag::Quote);
    let named = scene
        .words
        .get(told.subject.clone())
        .unwrap_or_default()
        .iter()
        .any(Word::nominal);
    if quoted {
        String::new()
    } else if named && (told.copula || told.tense.passive || told.frame() == Frame::Hold) {
        title::phrase(scene, &told.subject, 8)
    } else {
        title::deed(scene, told, &scene.whole_phrase(&told.rest))
    }
}
