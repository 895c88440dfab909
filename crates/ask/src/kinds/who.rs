//! Who holds a post, or who did something.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, best, grounds},
    page::Page,
    scene::Scene,
};
use dateline_core::{AnswerParts, Span};
use dateline_text::{Name, NameKind};
use std::ops::Range;

/// People.
pub(crate) const KIND: Kind = Kind {
    name: "who",
    fits,
    answer,
};

const DEMAND: Demand = Demand {
    all: 0.6,
    own: 0.25,
};
const LEAST: f32 = 1.15;
/// Words behind a name that still tell who it is.
const APPOSITION: usize = 14;

const PEOPLE: [&str; 40] = [
    "diplomat",
    "minister",
    "secretary",
    "president",
    "senator",
    "officer",
    "aide",
    "leader",
    "boss",
    "chief",
    "official",
    "general",
    "actor",
    "actress",
    "singer",
    "player",
    "captain",
    "coach",
    "judge",
    "mayor",
    "governor",
    "mp",
    "politician",
    "person",
    "man",
    "woman",
    "candidate",
    "director",
    "adviser",
    "advisor",
    "envoy",
    "host",
    "spokesman",
    "spokeswoman",
    "commander",
    "star",
    "artist",
    "writer",
    "member",
    "commentator",
];

fn fits(asking: &Asking<'_>) -> u8 {
    if let Some(at) = asking.what_kind_of(&PEOPLE) {
        return Asking::sure(at, 1);
    }
    let asker = asking.find("who").or_else(|| asking.find("whom"));
    asker.map_or(0, |at| Asking::sure(at, 0))
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let role = asks_role(scene);
    let mut choices = Vec::new();
    for ground in grounds(scene, DEMAND) {
        for name in names(&ground) {
            choices.extend(weigh(scene, ground, name, role));
        }
    }
    best(choices, LEAST)?.found(KIND.name)
}

/// "Who is the mayor" asks for the holder of a post; "who opened the fair" for whoever did it.
fn asks_role(scene: &Scene<'_>) -> bool {
    let words = &scene.question.words;
    let asker = words.iter().position(|word| word.text == "who");
    asker
        .and_then(|at| words.get(at + 1))
        .is_some_and(|verb| matches!(verb.text.as_str(), "is" | "was" | "are" | "were"))
        && !words.iter().any(|word| word.text.ends_with("ing"))
}

fn names<'a>(ground: &Ground<'_, 'a>) -> &'a [Name] {
    let names = &ground.page.candidate.reading.text.names;
    let range = ground
        .page
        .sentence(ground.passage)
        .map(|sentence| sentence.names.clone());
    range.and_then(|range| names.get(range)).unwrap_or_default()
}

fn weigh<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    name: &Name,
    role: bool,
) -> Option<Choice<'s, 'a>> {
    let page = ground.page;
    if name.kind != NameKind::Person || asked_about(page, name) {
        return None;
    }
    let near = scene.nearness(page, ground.passage, name.span);
    let post = scene.share(&hits_in(scene, page, &about(&ground, name)));
    let (deed, rule) = deed(page, &ground, name);
    if role && post < 0.45 {
        return None;
    }
    let score = if role {
        ground.worth + post + 0.2 * near
    } else {
        ground.worth + 0.5 * near + deed
    };
    Some(Choice {
        ground,
        span: name.span,
        text: full_name(page, name),
        score,
        rule: if role { "role" } else { rule },
    })
}

/// A name that the question holds itself is no answer to it.
fn asked_about(page: &Page<'_>, name: &Name) -> bool {
    let tokens = page.tokens_at(name.bare);
    page.hits
        .iter()
        .any(|hit| tokens.contains(&hit.token) && hit.quality > 0.7)
}

/// The name with its title, and what is said of it right behind.
fn about(ground: &Ground<'_, '_>, name: &Name) -> Range<usize> {
    let page = ground.page;
    let named = page.tokens_at(name.span);
    let end = ground
        .page
        .sentence(ground.passage)
        .map_or(named.end, |sentence| sentence.tokens.end);
    let behind = page.token(named.end);
    let tells = behind == ","
        || behind == "("
        || matches!(page.token(named.end), "is" | "was" | "heads" | "leads");
    let reach = if tells { APPOSITION } else { 0 };
    named.start..(named.end + reach).min(end)
}

fn hits_in(scene: &Scene<'_>, page: &Page<'_>, tokens: &Range<usize>) -> Vec<f32> {
    let mut found = vec![0.0_f32; scene.weights.len()];
    for hit in page.hits.iter().filter(|hit| tokens.contains(&hit.token)) {
        if let Some(slot) = found.get_mut(hit.term) {
            *slot = slot.max(hit.quality);
        }
    }
    found
}

/// "Headed by X" and "X heads" make X the one who did it.
fn deed(page: &Page<'_>, ground: &Ground<'_, '_>, name: &Name) -> (f32, &'static str) {
    let named = page.tokens_at(name.span);
    let hit_at = |range: Range<usize>| {
        let hits = page
            .hits
            .get(ground.passage.hits.clone())
            .unwrap_or_default();
        hits.iter().any(|hit| range.contains(&hit.token))
    };
    let before = |steps: usize| {
        named
            .start
            .checked_sub(steps)
            .map_or("", |at| page.token(at))
    };
    let by = (1..=3).find(|steps| before(*steps) == "by");
    if by.is_some_and(|steps| hit_at(named.start.saturating_sub(steps + 4)..named.start)) {
        return (0.35, "by");
    }
    if hit_at(named.end..named.end + 4) {
        return (0.2, "subject");
    }
    (0.0, "near")
}

/// Ranks that belong to how a person is called.
const RANKS: [&str; 24] = [
    "lt",
    "gen",
    "maj",
    "col",
    "brig",
    "adm",
    "capt",
    "sgt",
    "sen",
    "rep",
    "gov",
    "dr",
    "sir",
    "prof",
    "lieutenant",
    "general",
    "major",
    "colonel",
    "brigadier",
    "admiral",
    "captain",
    "dame",
    "lord",
    "lady",
];

/// The bare name with the ranks right in front of it.
fn full_name(page: &Page<'_>, name: &Name) -> String {
    let bare = page.tokens_at(name.bare);
    let mut start = name.bare.start();
    for at in (0..bare.start).rev().take(3) {
        let token = page.token(at).to_lowercase();
        let token = token.trim_end_matches('.');
        match page.candidate.reading.text.tokens.get(at) {
            Some(rank) if RANKS.contains(&token) => start = rank.span.start(),
            _ if token.is_empty() => {}
            _ => break,
        }
    }
    page.at(Span::of(start..name.bare.end())).to_owned()
}
