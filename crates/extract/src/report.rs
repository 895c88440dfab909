//! From what a pattern found to a report: its place, its participants and its quote.

use crate::{
    clause::Group,
    lexicon::{Frame, Grammar},
    patterns::Found,
    scene::Scene,
    title,
    word::Tag,
};
use dateline_core::{Certainty, Part, Place, Quote, Report, ReportParts};
use dateline_text::{Name, NameKind};
use std::ops::Range;

/// The most participants that a report names.
const MOST: usize = 6;

/// The report of what was found; none where its title is empty.
pub(crate) fn report(scene: &Scene<'_>, found: &Found) -> Option<Report> {
    let mut time = found.time.and_then(|at| scene.times.get(at)).cloned();
    if let Some(when) = time
        .as_mut()
        .and_then(|time| time.when.as_mut())
        .filter(|_| found.open)
    {
        when.certainty = Certainty::Tentative;
    }
    let was = found
        .was
        .and_then(|at| scene.times.get(at))
        .and_then(|time| time.when.clone());
    let rules = [
        Some(found.rule.to_owned()),
        time.as_ref().map(|time| time.rule.clone()),
    ];
    let quote = Quote::of(scene.article, Part::Body, scene.sentence.span).ok()?;
    Report::new(ReportParts {
        title: found.title.clone(),
        time,
        was,
        place: place(scene, found),
        participants: participants(scene, found),
        status: found.status,
        quote,
        visible_from: scene.article.visible_from(),
        rules: rules.into_iter().flatten().collect(),
    })
    .ok()
}

/// The first place behind "in", "at" or a verb of motion in the clause.
fn place(scene: &Scene<'_>, found: &Found) -> Option<Place> {
    let behind = found.actors.end.max(found.words.start)..found.words.end;
    let mut words = behind.chain(found.words.clone());
    let at = words.find(|&at| leads_to_place(scene, at))?;
    let name = scene.words.get(place_word(scene, at)?)?.name?;
    let span = scene.document.names.get(name)?.span;
    let text = span.read(scene.article.text())?;
    let certainty = if found.open {
        Certainty::Tentative
    } else {
        Certainty::Stated
    };
    Some(Place {
        name: text
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned(),
        certainty,
    })
}

fn leads_to_place(scene: &Scene<'_>, at: usize) -> bool {
    let leads = scene.words.get(at).is_some_and(|word| {
        matches!(word.lower.as_str(), "in" | "at" | "to" | "outside" | "near")
            || word.verb.is_some_and(|verb| {
                matches!(
                    verb.lemma,
                    "reach" | "visit" | "enter" | "leave" | "depart" | "tour"
                )
            }) && !matches!(word.tag, Tag::Event)
    });
    leads && place_word(scene, at).is_some()
}

/// The place's first word, one article behind what leads to it.
fn place_word(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let article = scene
        .words
        .get(at + 1)
        .is_some_and(|word| word.is(Grammar::Determiner));
    let first = at + 1 + usize::from(article);
    let word = scene.words.get(first)?;
    if word.possessive {
        return None;
    }
    let leads = matches!(scene.lower(at), "at" | "in");
    let building = leads && word.name.is_some_and(|name| is_building(scene, name));
    (scene.is_place(first) || building).then_some(first)
}

/// "the High Court", "the Blue Hall": a name that says what is built there.
fn is_building(scene: &Scene<'_>, name: usize) -> bool {
    const BUILDINGS: [&str; 24] = [
        "abbey",
        "airport",
        "arena",
        "base",
        "castle",
        "cathedral",
        "center",
        "centre",
        "chapel",
        "church",
        "court",
        "embassy",
        "hall",
        "harbour",
        "hotel",
        "house",
        "office",
        "palace",
        "park",
        "pad",
        "square",
        "stadium",
        "theater",
        "theatre",
    ];
    let name = scene.document.names.get(name);
    let words = name
        .and_then(|name| name.bare.read(scene.article.text()))
        .unwrap_or_default();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| BUILDINGS.contains(&word.to_lowercase().as_str()))
}

/// Persons and organisations of the clause, whatever the actors are called, and whom a pronoun among them means.
fn participants(scene: &Scene<'_>, found: &Found) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (range, actor) in [(&found.actors, true), (&found.words, false)] {
        let named = names(scene, range).into_iter();
        for name in named.filter_map(|name| scene.document.names.get(name)) {
            let wanted = match name.kind {
                NameKind::Person | NameKind::Organisation => true,
                NameKind::Place | NameKind::Other => actor,
                _ => false,
            };
            if wanted {
                add(&mut all, full_name(scene, name));
            }
        }
        if actor && all.is_empty() && found.rule != "dated noun" {
            add(&mut all, described(scene, range));
        }
    }
    all.truncate(MOST);
    all
}

fn add(all: &mut Vec<String>, name: String) {
    if !name.is_empty() && !all.contains(&name) {
        all.push(name);
    }
}

/// Actors without a name: "two envoys"; whom a pronoun means.
fn described(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let group = scene.groups.iter().find(|group| group.subject == *range);
    let event = scene.event_in(range).is_some();
    let acts =
        |group: &&Group| !group.tense.passive && matches!(group.frame(), Frame::Deed | Frame::Say);
    group
        .filter(acts)
        .filter(|_| !event)
        .map_or_else(String::new, |group| title::actors(scene, group))
}

/// The bare name; for a surname alone, the full name that stands earlier in the story.
fn full_name(scene: &Scene<'_>, name: &Name) -> String {
    let text = scene.article.text();
    let bare = |name: &Name| {
        let own = name.bare.read(text).unwrap_or_default();
        dateline_text::without_possessive(own).to_owned()
    };
    let own = bare(name);
    if name.kind != NameKind::Person || own.contains(' ') {
        return own;
    }
    let earlier = scene
        .document
        .names
        .iter()
        .take_while(|other| other.bare.start() < name.bare.start());
    let mut persons = earlier
        .filter(|other| other.kind == NameKind::Person)
        .map(bare);
    persons
        .find(|full| full.rsplit(' ').next() == Some(&own) && *full != own)
        .unwrap_or(own)
}

fn names(scene: &Scene<'_>, range: &Range<usize>) -> Vec<usize> {
    let mut names: Vec<usize> = scene
        .words
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .filter_map(|word| word.name)
        .collect();
    names.dedup();
    names
}
