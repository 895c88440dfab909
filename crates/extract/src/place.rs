//! Where an event is, by the words that tell it.

use crate::{
    cast,
    lexicon::{self, Grammar, Site},
    patterns::Found,
    scene::Scene,
    word::Tag,
};
use dateline_core::{Certainty, Place};
use dateline_text::NameKind;
use std::ops::Range;

/// The place that the words lead to; else one that opens the sentence, stands before the event noun or acts itself.
pub(crate) fn place(scene: &Scene<'_>, found: &Found) -> Option<Place> {
    let stated = if found.open {
        Certainty::Tentative
    } else {
        Certainty::Stated
    };
    let behind = found.actors.end.max(found.words.start)..found.words.end;
    let tail = found.words.end..tail(scene, found.words.end);
    let mut words = behind.chain(found.words.clone()).chain(tail);
    let led = words.find_map(|at| led(scene, at));
    let name = led
        .or_else(|| opening(scene, found))
        .or_else(|| host(scene, found))
        .or_else(|| before_noun(scene, &found.words));
    if let Some(name) = name {
        return written(scene, name, stated);
    }
    written(scene, whole(scene, found)?, Certainty::Inferred)
}

/// The place as it stands in the story.
fn written(scene: &Scene<'_>, at: Named, certainty: Certainty) -> Option<Place> {
    let name = match at {
        Named::Name(at) => {
            let span = scene.document.names.get(at)?.span;
            let text = span.read(scene.article.text())?;
            dateline_text::without_possessive(text).to_owned()
        }
        Named::Here => scene.article.place()?.to_owned(),
    };
    Some(Place { name, certainty })
}

/// How a sentence names a place.
#[derive(Debug, Clone, Copy)]
enum Named {
    /// Position of the name in the document.
    Name(usize),
    /// "here": where the story was filed.
    Here,
}

/// What stands behind the words of the event and its date: "the match on Friday at the Oval".
fn tail(scene: &Scene<'_>, from: usize) -> usize {
    let date = scene.tag(from) == Some(Tag::Time)
        || scene.tag(from + 1) == Some(Tag::Time)
            && scene
                .words
                .get(from)
                .is_some_and(|word| word.is(Grammar::Preposition));
    let dates = |at: &usize| {
        scene.tag(*at) == Some(Tag::Time)
            || scene
                .words
                .get(*at)
                .is_some_and(|word| word.is(Grammar::Preposition))
                && scene.tag(at + 1) == Some(Tag::Time)
    };
    if !date {
        return from;
    }
    let skipped = (from..scene.words.len()).take_while(dates).count();
    (from + skipped + 1).min(scene.words.len())
}

/// A place behind "in", "at" or a verb of motion.
fn led(scene: &Scene<'_>, at: usize) -> Option<Named> {
    let word = scene.words.get(at)?;
    if word.lower == "here" && scene.article.place().is_some() {
        return Some(Named::Here);
    }
    let moves = word.verb.is_some_and(|verb| {
        matches!(
            verb.lemma,
            "reach" | "visit" | "enter" | "leave" | "depart" | "tour"
        )
    }) && word.tag != Tag::Event;
    let leads = matches!(
        word.lower.as_str(),
        "in" | "at" | "to" | "outside" | "near" | "off" | "inside" | "from" | "across"
    );
    if !leads && !moves {
        return None;
    }
    let article = scene
        .words
        .get(at + 1)
        .is_some_and(|word| word.is(Grammar::Determiner));
    let first = at + 1 + usize::from(article);
    let own = scene.words.get(first)?;
    let name = own.name?;
    if own.possessive {
        return behind_owner(scene, first + 1);
    }
    let stands = matches!(
        word.lower.as_str(),
        "at" | "in" | "outside" | "inside" | "from" | "to"
    );
    let built = stands && site(scene, name) == Some(Site::Building);
    (scene.is_place(first) || built).then_some(Named::Name(name))
}

/// "at the agency's Blue Harbour Center".
fn behind_owner(scene: &Scene<'_>, at: usize) -> Option<Named> {
    let name = scene.words.get(at)?.name?;
    (scene.is_place(at) || site(scene, name).is_some()).then_some(Named::Name(name))
}

/// What a word of a name says is built there.
fn site(scene: &Scene<'_>, name: usize) -> Option<Site> {
    let name = scene.document.names.get(name)?;
    let bare = cast::bare(scene.article, name).to_lowercase();
    let mut words = bare.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| lexicon::sites(word).first().copied())
}

/// "In Bergen, where …, the crew held a rally": the place that opens the sentence.
fn opening(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let named = led(scene, 0).filter(|_| found.words.start > 0)?;
    let last = match named {
        Named::Name(name) => scene
            .words
            .iter()
            .rposition(|word| word.name == Some(name))?,
        Named::Here => 0,
    };
    (scene.tag(last + 1) == Some(Tag::Comma)).then_some(named)
}

/// "Bergen will host the final".
fn host(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let hosts = |at: usize| {
        scene
            .words
            .get(at)
            .and_then(|word| word.verb)
            .is_some_and(|verb| matches!(verb.lemma, "host" | "stage"))
    };
    let group = scene.groups.iter().find(|group| {
        found.words.contains(&group.main)
            && group.rest.clone().chain(group.range.clone()).any(hosts)
    })?;
    name_in(scene, &group.subject, NameKind::Place)
}

fn name_in(scene: &Scene<'_>, range: &Range<usize>, kind: NameKind) -> Option<Named> {
    let mut names = scene
        .words
        .get(range.clone())?
        .iter()
        .filter_map(|word| word.name);
    let at = names.find(|at| {
        scene
            .document
            .names
            .get(*at)
            .is_some_and(|name| name.kind == kind)
    })?;
    Some(Named::Name(at))
}

/// "a Blue Hall meeting": a building or town right before the event noun.
fn before_noun(scene: &Scene<'_>, range: &Range<usize>) -> Option<Named> {
    let mut nouns = range
        .clone()
        .filter(|&at| scene.tag(at) == Some(Tag::Event));
    nouns.find_map(|at| {
        let before = at.checked_sub(1)?;
        let word = scene.words.get(before)?;
        let name = word
            .name
            .filter(|_| !word.possessive && range.contains(&before))?;
        let built = site(scene, name) == Some(Site::Building);
        built.then_some(Named::Name(name))
    })
}

/// A place whose people vote or strike, and a body that is also the room where it sits.
fn whole(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let everywhere = found
        .title
        .split(' ')
        .filter_map(|word| lexicon::event_noun(&word.to_lowercase()))
        .any(|noun| lexicon::sites(noun).contains(&Site::Vote));
    let acting = [&found.actors, &found.words];
    let land = acting
        .into_iter()
        .find_map(|range| name_in(scene, range, NameKind::Place));
    if let Some(land) = land.filter(|_| everywhere) {
        return Some(land);
    }
    let mut names = scene
        .words
        .get(found.actors.clone())?
        .iter()
        .filter_map(|word| word.name);
    let sits = names.find(|at| {
        scene.document.names.get(*at).is_some_and(|name| {
            let bare = cast::bare(scene.article, name).to_lowercase();
            let last = bare.rsplit(' ').next().unwrap_or_default();
            name.kind != NameKind::Person && lexicon::sites(last).contains(&Site::Chamber)
        })
    });
    sits.map(Named::Name)
}
