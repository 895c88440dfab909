//! Whom "him", "our", "his" and "whose" mean beside an event.

use super::{first_word, full_name, name, names};
use crate::{
    cast,
    clause::Group,
    patterns::Found,
    scene::Scene,
    title,
    word::{Tag, Word},
};
use dateline_text::NameKind;

/// "The judge jailed him on Friday": the person whom a pronoun behind the verb means.
pub(super) fn him(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let own = |group: &&Group| group.subject == found.actors && found.words.contains(&group.main);
    let group = scene.groups.iter().find(own)?;
    let at = group.rest.start;
    let next = scene.words.get(at + 1);
    let object = match scene.lower(at) {
        "him" => "he",
        "her" if !next.is_some_and(Word::nominal) => "she",
        _ => return None,
    };
    let before = names(scene, &(0..at)).into_iter().rev();
    let person = |at: &usize| {
        name(scene, *at).is_some_and(|name| name.kind == NameKind::Person)
            && !group.subject.contains(&first_word(scene, *at))
    };
    let nearest = before.clone().find(person).map(|at| full_name(scene, at));
    nearest.or_else(|| scene.memory.pronoun(object).map(str::to_owned))
}

/// Whose event it is where a pronoun says so: "the firm said its meeting would be held", "his visit is on Friday".
pub(super) fn owner(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let start = found.actors.start.min(found.words.start);
    let whose = start
        .checked_sub(1)
        .filter(|&at| scene.lower(at) == "whose");
    let named = whose.and_then(|at| {
        scene
            .words
            .get(..at)?
            .iter()
            .rev()
            .take(2)
            .find_map(|word| word.name)
    });
    let event = |at: usize| {
        name(scene, at).is_some_and(|name| cast::is_event(&cast::bare(scene.article, name)))
    };
    if let Some(named) = named.filter(|&at| !event(at)) {
        return Some(full_name(scene, named));
    }
    let ours = |at: usize| matches!(scene.lower(at), "our" | "my" | "we");
    let told = found.actors.clone().chain(found.words.clone()).any(ours);
    if let Some(speaker) = speaker(scene).filter(|_| told) {
        return Some(speaker);
    }
    let whose = |at: &usize| matches!(scene.lower(*at), "his" | "her" | "their" | "its");
    let inner = found
        .words
        .clone()
        .find(whose)
        .filter(|_| found.actors.is_empty());
    if let Some(subject) = inner.and_then(|at| subject_behind(scene, at)) {
        return Some(subject);
    }
    let first = [found.actors.start, found.words.start, start]
        .into_iter()
        .find(|&at| matches!(scene.lower(at), "its" | "his" | "her" | "their"))?;
    subject_behind(scene, first).or_else(|| title::whose(scene, first, scene.lower(first)))
}

/// Who says "our" and "we": whoever the sentence, or the one before in its paragraph, is told by.
fn speaker(scene: &Scene<'_>) -> Option<String> {
    let sentences = &scene.document.sentences;
    let at = sentences
        .iter()
        .position(|one| one.span == scene.sentence.span)?;
    let before = at.checked_sub(1).filter(|before| {
        let one = sentences.get(*before);
        one.is_some_and(|one| one.block == scene.sentence.block)
    });
    let mut told = [Some(at), before].into_iter().flatten();
    let said = told.find_map(|at| scene.document.attribution(at))?;
    let text = scene.article.text();
    let source = said.source.read(text)?;
    let pronoun = matches!(
        source.to_lowercase().as_str(),
        "it" | "he" | "she" | "they" | "we" | "i"
    );
    let named = source.starts_with(char::is_uppercase) && source.contains(char::is_lowercase);
    let acronym = source.len() > 2 && !source.contains(char::is_lowercase);
    let words = if !pronoun && (named || acronym) {
        source
    } else {
        said.speaker.read(text)?
    };
    Some(words.to_owned())
}

/// "Opening her campaign on Monday, Liv Hansen promised": whom a pronoun means before anybody is named.
fn subject_behind(scene: &Scene<'_>, pronoun: usize) -> Option<String> {
    let before = scene.words.get(..pronoun)?;
    if before.iter().any(|word| word.name.is_some()) {
        return None;
    }
    let person = |at: &usize| name(scene, *at).is_some_and(|name| name.kind == NameKind::Person);
    let mut groups = scene
        .groups
        .iter()
        .filter(|group| group.subject.start > pronoun);
    let group = groups.next()?;
    let comma = scene.tag(group.subject.start.checked_sub(1)?) == Some(Tag::Comma);
    let named = names(scene, &group.subject).into_iter().find(person);
    named.filter(|_| comma).map(|at| full_name(scene, at))
}
