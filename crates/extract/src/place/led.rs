//! Where words lead: the place behind "in", "at" or a verb of motion.

use super::Named;
use crate::{
    cast, dateline,
    lexicon::{self, Grammar, Site},
    scene::Scene,
    word::{Tag, Word},
};
use dateline_text::NameKind;

/// A place behind "in", "at" or a verb of motion.
pub(super) fn led(scene: &Scene<'_>, at: usize) -> Option<Named> {
    let word = scene.words.get(at)?;
    if word.lower == "here" && dateline::place(scene.article, scene.document).is_some() {
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
        "in" | "at"
            | "to"
            | "outside"
            | "near"
            | "off"
            | "inside"
            | "from"
            | "across"
            | "into"
            | "aboard"
    );
    let bound = word.lower == "for"
        && scene
            .words
            .get(at.wrapping_sub(1))
            .and_then(|word| word.verb)
            .is_some_and(|verb| matches!(verb.lemma, "leave" | "depart" | "head" | "sail" | "fly"));
    // "landfall between Bergen and Larkvik"
    let between = word.lower == "between" && {
        let towns = (at + 1..at + 4).filter(|&at| scene.is_place(at) && !is_land(scene, at));
        scene.is_event(at.wrapping_sub(1)) && towns.count() > 1
    };
    if !leads && !moves && !bound && !between {
        return None;
    }
    if word.lower == "to" && scene.tag(at + 1) == Some(Tag::Finite) {
        return None;
    }
    inside(scene, at + 1, stands_at(&word.lower))
}

/// Whether a word is part of the name of a country.
fn is_land(scene: &Scene<'_>, at: usize) -> bool {
    let name = scene.words.get(at).and_then(|word| word.name);
    let name = name.and_then(|name| scene.document.names.get(name));
    name.is_some_and(|name| dateline_text::is_country(&cast::bare(scene.article, name)))
}

/// Whether a preposition leads to a room or ground.
fn stands_at(lower: &str) -> bool {
    matches!(
        lower,
        "at" | "in" | "outside" | "inside" | "from" | "to" | "into"
    )
}

/// The place that a noun phrase names: "the London offices", "the port city of Bergen", "the agency's Blue Harbour Center".
fn inside(scene: &Scene<'_>, start: usize, stands: bool) -> Option<Named> {
    for at in start..(start + REACH).min(scene.words.len()) {
        let word = scene.words.get(at)?;
        let of = of_land(scene, at + 1);
        match (word.name, word.tag) {
            (Some(name), _) if word.possessive => {
                if let Some(named) = behind_owner(scene, at + 1) {
                    return Some(named);
                }
                if scene.is_place(at) && !scene.words.get(at + 1).is_some_and(Word::nominal) {
                    return Some(Named::Name(name));
                }
            }
            (Some(name), _) if of_land(scene, at) => return Some(Named::Name(name)),
            (Some(name), _) if scene.is_place(at) => return Some(Named::Name(name)),
            (Some(name), _) if stands && site(scene, name) == Some(Site::Building) => {
                return Some(Named::Name(name));
            }
            (Some(name), _) if stands_alone(scene, start, name) => {
                return Some(Named::Name(name));
            }
            (_, Tag::Event) => return None,
            _ if word.nominal()
                || word.is(Grammar::Determiner)
                || word.is(Grammar::Adverb)
                || of => {}
            _ => return None,
        }
    }
    None
}

/// "the town of Larkvik": whether "of" behind a part of a land stands before the word.
fn of_land(scene: &Scene<'_>, at: usize) -> bool {
    let land = scene.lower(at.wrapping_sub(2));
    scene.lower(at.wrapping_sub(1)) == "of" && lexicon::sites(land).contains(&Site::Land)
}

/// So many words of a noun phrase are looked at for the name of its place.
const REACH: usize = 7;

/// "at the Kelp", "at Larkhall": a name of no known kind behind "at".
fn stands_alone(scene: &Scene<'_>, start: usize, name: usize) -> bool {
    let led = start.checked_sub(1).map_or("", |at| scene.lower(at));
    let name = scene.document.names.get(name);
    let closed = |name: &dateline_text::Name| {
        let next = scene
            .words
            .iter()
            .find(|word| word.span.start() >= name.span.end());
        !next.is_some_and(|word| {
            word.nominal() && !lexicon::sites(&word.lower).contains(&Site::Building)
        })
    };
    let fits = name.is_some_and(|name| {
        closed(name)
            && name.kind == NameKind::Other
            && !cast::is_event(&cast::bare(scene.article, name))
    });
    led == "at" && fits
}

/// "at the agency's Blue Harbour Center".
fn behind_owner(scene: &Scene<'_>, at: usize) -> Option<Named> {
    let name = scene.words.get(at)?.name?;
    (scene.is_place(at) || site(scene, name).is_some()).then_some(Named::Name(name))
}

/// What a word of a name says is built there.
pub(super) fn site(scene: &Scene<'_>, name: usize) -> Option<Site> {
    let name = scene.document.names.get(name)?;
    let bare = cast::bare(scene.article, name).to_lowercase();
    let words = bare.split(|c: char| !c.is_alphanumeric());
    let mut kinds = words.filter_map(|word| lexicon::sites(word).first().copied());
    // "Larkvik County Court" is a building.
    let first = kinds.next()?;
    let built = |kind: Site| kind == Site::Building;
    Some(
        kinds
            .find(|kind| built(*kind) && first == Site::Land)
            .unwrap_or(first),
    )
}
