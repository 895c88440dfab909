//! Where an event is, by the words that tell it.

mod inferred;
mod led;

use crate::{
    cast,
    clause::Group,
    dateline,
    lexicon::{self, Grammar, Site},
    patterns::Found,
    scene::Scene,
    word::{self, Tag},
};
use dateline_core::{Certainty, Place};
use dateline_text::NameKind;
use inferred::inferred;
use led::{led, site};
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
    let mut words = clause(scene, found)
        .chain(behind)
        .chain(found.words.clone())
        .chain(tail);
    let led = words.find_map(|at| led(scene, at));
    let name = led
        .or_else(|| where_clause(scene, found))
        .or_else(|| opening(scene, found))
        .or_else(|| hosting(scene, found))
        .or_else(|| before_noun(scene, &found.words))
        .or_else(|| around(scene, found));
    if let Some(name) = name {
        return written(scene, name, stated);
    }
    if let Some(name) = whole(scene, found) {
        return written(scene, name, Certainty::Inferred);
    }
    let shown = station(scene, found).or_else(|| shown_on(scene, found, &["post", "tweet"]));
    if let Some(name) = shown {
        return written(scene, Named::Name(name), stated);
    }
    if let Some(name) = room(scene, found) {
        return Some(Place {
            name,
            certainty: stated,
        });
    }
    let name = inferred(scene, found)?;
    Some(Place {
        name,
        certainty: Certainty::Inferred,
    })
}

/// What stands behind the verb beside the date, and before it behind the verb that "and" joins to it.
fn clause(scene: &Scene<'_>, found: &Found) -> impl Iterator<Item = usize> + use<> {
    let at = found
        .time
        .and_then(|time| scene.words.iter().position(|word| word.time == Some(time)));
    let group = at.and_then(|at| {
        let own = |group: &&Group| group.rest.contains(&at) && found.words.contains(&group.main);
        scene.groups.iter().find(own)
    });
    let joined = group.and_then(|group| {
        let before = |other: &&Group| other.range.start < group.range.start;
        let before = scene.groups.iter().rfind(before)?;
        let and = scene.lower(group.range.start.wrapping_sub(1)) == "and";
        (and && before.subject == group.subject).then(|| before.rest.clone())
    });
    let own = group.map_or(0..0, |group| group.main..group.rest.end);
    own.chain(joined.unwrap_or(0..0))
}

/// The place as it stands in the story.
fn written(scene: &Scene<'_>, at: Named, certainty: Certainty) -> Option<Place> {
    let name = match at {
        Named::Name(at) => {
            let span = scene.document.names.get(at)?.span;
            let text = span.read(scene.article.text())?;
            dateline_text::without_possessive(text).to_owned()
        }
        Named::Here => dateline::place(scene.article, scene.document)?,
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

/// "He will travel to Bergen on Friday for the summit": a place of the clause around the noun and its date.
fn around(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let at = found
        .time
        .and_then(|time| scene.words.iter().position(|word| word.time == Some(time)))?;
    let group = scene.groups.iter().find(|group| group.rest.contains(&at))?;
    let goes = group.verb.is_some_and(|verb| {
        matches!(
            verb.lemma,
            "travel" | "fly" | "go" | "come" | "return" | "arrive" | "head"
        )
    });
    (group.rest.start..at)
        .filter(|_| goes)
        .find_map(|at| led(scene, at))
}

/// "he flew to Bergen, where the fair opens on Friday": the place that "where" stands for.
fn where_clause(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let start = found.words.start.min(found.actors.start);
    let leads = |at: &usize| scene.lower(*at) == "where" || scene.tag(*at) == Some(Tag::Break);
    let at = (0..start).rev().find(leads)?;
    let inner = scene.words.get(at + 1..start).unwrap_or_default();
    let own = scene.lower(at) == "where" && !inner.iter().any(|word| word.tag == Tag::Finite);
    let mut before = scene.words.get(..at).filter(|_| own)?.iter().rev();
    let place = before.find(|word| !matches!(word.tag, Tag::Comma | Tag::Time))?;
    let name = place.name?;
    let named = word::is_place(scene.document, place) || site(scene, name).is_some();
    named.then_some(Named::Name(name))
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

/// "Bergen will host the final": the town or ground, by its name; a land may be who plays.
pub(crate) fn host(scene: &Scene<'_>, found: &Found) -> Option<usize> {
    let Named::Name(at) = hosting(scene, found)? else {
        return None;
    };
    let name = scene.document.names.get(at)?;
    let land = dateline_text::is_country(&cast::bare(scene.article, name));
    (!land && name.kind != NameKind::Organisation).then_some(at)
}

fn hosting(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let hosts = |at: usize| {
        scene
            .words
            .get(at)
            .and_then(|word| word.verb)
            .is_some_and(|verb| matches!(verb.lemma, "host" | "stage"))
    };
    let group = scene.groups.iter().find(|group| {
        (found.words.contains(&group.main) || group.rest.contains(&found.words.start))
            && group.rest.clone().chain(group.range.clone()).any(hosts)
    })?;
    let kinds = [NameKind::Place, NameKind::Other, NameKind::Organisation];
    kinds
        .into_iter()
        .find_map(|kind| name_in(scene, &group.subject, kind))
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

/// "a Blue Hall meeting", "the Bergen match", "Bergen's mayoral primary": a building or town before the event noun.
fn before_noun(scene: &Scene<'_>, range: &Range<usize>) -> Option<Named> {
    let at = scene.event_in(range)?;
    for before in (range.start..at).rev() {
        let word = scene.words.get(before)?;
        let Some(name) = word.name else {
            if word.nominal() {
                continue;
            }
            return None;
        };
        let full = scene.document.names.get(name)?;
        if cast::is_event(&cast::bare(scene.article, full)) {
            return None;
        }
        let kind = site(scene, name);
        let built = matches!(kind, Some(Site::Building | Site::Chamber)) && !word.possessive;
        let text = scene
            .document
            .names
            .get(name)
            .map(|name| cast::bare(scene.article, name));
        let land = text.is_some_and(|text| dateline_text::is_country(&text));
        let votes = lexicon::sites(lexicon::event_noun(scene.lower(at)).unwrap_or_default())
            .contains(&Site::Vote);
        let town = scene.is_place(before) && (votes || !land && !word.possessive);
        return (built || town).then_some(Named::Name(name));
    }
    None
}

/// "will air on Coast One": the station that shows it, by its name.
pub(crate) fn station(scene: &Scene<'_>, found: &Found) -> Option<usize> {
    shown_on(scene, found, &["air", "broadcast", "premiere", "stream"])
}

/// "will air on Coast One", "a video posted on the network": the station or site behind one of the verbs.
fn shown_on(scene: &Scene<'_>, found: &Found, verbs: &[&str]) -> Option<usize> {
    let shows = |at: usize| {
        let verb = scene.words.get(at).and_then(|word| word.verb);
        verb.is_some_and(|verb| verbs.contains(&verb.lemma))
    };
    let all = found.words.start..tail(scene, found.words.end);
    let verb = all.clone().find(|&at| shows(at))?;
    let on = (verb + 1..all.end)
        .find(|&at| scene.lower(at) == "on" && scene.tag(at + 1) == Some(Tag::Name))?;
    let name = scene.words.get(on + 1)?.name?;
    let kind = scene.document.names.get(name)?.kind;
    matches!(kind, NameKind::Organisation | NameKind::Other).then_some(name)
}

/// "at the board's guesthouse", "outside the warehouse", "landing on the lunar surface": a room or ground without a name.
fn room(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let words = found.words.start..tail(scene, found.words.end);
    let title = found.title.to_lowercase();
    let lands = ["landing", "touchdown", "splashdown", "crash"];
    let lands = title.split(' ').any(|word| lands.contains(&word));
    words.clone().find_map(|at| {
        let ground = lands && scene.lower(at) == "on";
        let leads = ground
            || matches!(
                scene.lower(at),
                "at" | "in" | "outside" | "inside" | "aboard" | "into"
            );
        let phrase = scene.first_phrase(&(at + 1..scene.words.len()));
        let last = phrase.clone().last().filter(|_| leads)?;
        let word = scene.words.get(last).filter(|word| word.tag == Tag::Noun)?;
        let built = lexicon::sites(&word.lower)
            .iter()
            .any(|site| matches!(site, Site::Building | Site::Room));
        let first = scene.words.get(phrase.start);
        // "in three counties"
        let count = first.is_some_and(|word| word.tag == Tag::Number || is_count(&word.lower));
        let counted = count && is_part_of_land(&word.lower);
        let told =
            counted || first.is_some_and(|word| word.is(Grammar::Determiner) || word.possessive);
        let stands = built || ground || counted;
        (stands && told && phrase.len() > 1).then(|| crate::title::phrase(scene, &phrase, 5))
    })
}

/// "towns", "counties".
fn is_part_of_land(plural: &str) -> bool {
    let singular = match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.trim_end_matches('s').to_owned(),
    };
    lexicon::sites(&singular).contains(&Site::Land)
}

/// "two", "several": how many, in words.
fn is_count(lower: &str) -> bool {
    const COUNTS: [&str; 13] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many",
        "dozens", "both",
    ];
    COUNTS.contains(&lower)
}

/// A place whose people vote or strike, and a body that is also the room where it sits.
fn whole(scene: &Scene<'_>, found: &Found) -> Option<Named> {
    let everywhere = found
        .title
        .split(' ')
        .filter_map(|word| lexicon::event_noun(&word.to_lowercase()))
        .any(|noun| lexicon::sites(noun).contains(&Site::Vote));
    let before_topic = |range: &Range<usize>| {
        let topic = |at: &usize| matches!(scene.lower(*at), "on" | "over" | "about" | "against");
        range.start..range.clone().find(topic).unwrap_or(range.end)
    };
    let land = [&found.actors, &found.words]
        .into_iter()
        .map(before_topic)
        .find_map(|range| name_in(scene, &range, NameKind::Place));
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
