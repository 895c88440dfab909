//! Where something is.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, best, grounds},
    page::Page,
    scene::Scene,
};
use dateline_core::AnswerParts;
use dateline_text::{Name, NameKind};

/// Places.
pub(crate) const KIND: Kind = Kind {
    name: "where",
    fits,
    answer,
};

const DEMAND: Demand = Demand { all: 0.6, own: 0.3 };
const LEAST: f32 = 1.15;

fn fits(asking: &Asking<'_>) -> u8 {
    let places = [
        "city", "country", "town", "place", "venue", "location", "stadium", "building", "capital",
        "village", "state",
    ];
    if let Some(at) = asking.what_kind_of(&places) {
        return Asking::sure(at, 1);
    }
    asking.find("where").map_or(0, |at| Asking::sure(at, 0))
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let mut choices = Vec::new();
    for ground in grounds(scene, DEMAND) {
        let names = &ground.page.candidate.reading.text.names;
        let range = ground
            .page
            .sentence(ground.passage)
            .map(|sentence| sentence.names.clone());
        for name in range.and_then(|range| names.get(range)).unwrap_or_default() {
            choices.extend(weigh(scene, ground, name));
        }
    }
    let best = best(choices, LEAST)?;
    let mut parts = best.found(KIND.name)?;
    let told = best
        .ground
        .passage
        .told
        .iter()
        .find(|told| told.report.place().is_some());
    if let Some(view) = told.and_then(|told| scene.view(told.known)) {
        parts.event = Some(view.title);
        parts.status = Some(view.status);
        parts.place = view.place;
        parts.when = view.when;
    }
    Some(parts)
}

fn weigh<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, name: &Name) -> Option<Choice<'s, 'a>> {
    let page = ground.page;
    let tokens = page.tokens_at(name.span);
    if page.hits.iter().any(|hit| tokens.contains(&hit.token)) {
        return None;
    }
    let led = led_by(page, tokens.start);
    let worth = match (name.kind, led) {
        (NameKind::Place, true) => 0.25,
        (NameKind::Place, false) => 0.0,
        (NameKind::Organisation | NameKind::Other, true) => 0.05,
        _ => return None,
    };
    let words = page.at(name.bare);
    let reported = ground.passage.told.iter().any(|told| {
        let place = told.report.place();
        place.is_some_and(|place| place.name.contains(words) || words.contains(&place.name))
            && scene.share(&told.title) > 0.3
    });
    let near = scene.nearness(page, ground.passage, name.span);
    let score = ground.worth + 0.5 * near + worth + if reported { 0.25 } else { 0.0 };
    Some(Choice {
        ground,
        span: name.span,
        text: words.to_owned(),
        score,
        rule: if reported { "report" } else { "place name" },
    })
}

/// Whether "in", "at", "on" … stands in front, perhaps with an article or a word between.
fn led_by(page: &Page<'_>, start: usize) -> bool {
    (1..=3)
        .filter_map(|steps| start.checked_sub(steps))
        .any(|at| {
            let word = page.token(at).to_lowercase();
            matches!(
                word.as_str(),
                "in" | "at" | "on" | "off" | "near" | "inside" | "outside" | "to" | "from"
            )
        })
}
