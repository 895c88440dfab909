//! Where something is.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, grounds, newest, says_what},
    page::Page,
    question::is_edge,
    scene::Scene,
    spots,
};
use dateline_core::AnswerParts;
use dateline_text::{Name, NameKind};

/// Places.
pub(crate) const KIND: Kind = Kind {
    name: "where",
    fits,
    answer,
};

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
    for ground in grounds(
        scene,
        Demand {
            all: scene.by.where_all,
            own: scene.by.where_own,
        },
    )
    .into_iter()
    .filter(|ground| says_edge(scene, ground) && says_what(scene, ground))
    {
        let names = &ground.page.candidate.reading.text.names;
        let range = ground
            .page
            .sentence(ground.passage)
            .map(|sentence| sentence.names.clone());
        for name in range.and_then(|range| names.get(range)).unwrap_or_default() {
            choices.extend(weigh(scene, ground, name));
        }
        reported(scene, ground, &mut choices);
        based(scene, ground, &mut choices);
        elsewhere(scene, ground, &mut choices);
    }
    let best = newest(scene, choices, scene.by.where_least);
    let best = best.or_else(|| spots::likeliest(scene))?;
    let mut parts = best.found(KIND.name)?;
    let told = &best.ground.passage.told;
    let told = told
        .iter()
        .filter(|told| scene.share(&told.title) >= scene.by.where_same);
    let told = told.max_by(|a, b| scene.share(&a.title).total_cmp(&scene.share(&b.title)));
    if let Some(view) = told.and_then(|told| scene.view(told.known)) {
        parts.event = Some(view.title);
        parts.status = Some(view.status);
        parts.place = view.place;
        parts.when = view.when;
    }
    Some(parts)
}

/// "Where does it end" is told by a sentence that says so.
fn says_edge(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let mut edges = scene
        .question
        .terms
        .iter()
        .zip(&ground.passage.own)
        .filter(|(term, _)| is_edge(&term.text));
    edges.all(|(_, own)| *own > 0.0)
}

/// The places of the events that a sentence reports, where the event is the one asked about.
fn reported<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    for told in &ground.passage.told {
        let title = scene.share(&told.title);
        let place = told.report.place().filter(|place| {
            title >= scene.by.where_same
                && told.report.quote().text().contains(&place.name)
                && !holds_topic(scene, ground, &place.name)
        });
        choices.extend(place.map(|place| Choice {
            ground,
            span: told.report.quote().span(),
            text: place.name.clone(),
            score: ground.worth + 0.5 + 0.3 * title,
            rule: "report",
        }));
    }
}

/// The place that another report of the same event gives, by the sentence that gives it.
fn elsewhere<'s, 'a>(
    scene: &'s Scene<'a>,
    ground: Ground<'s, 'a>,
    choices: &mut Vec<Choice<'s, 'a>>,
) {
    for told in &ground.passage.told {
        let title = scene.share(&told.title);
        if title < scene.by.where_same {
            continue;
        }
        let place = scene.view(told.known).and_then(|view| view.place);
        let Some(place) = place.filter(|place| !holds_topic(scene, ground, &place.name)) else {
            continue;
        };
        let giving = told.known.reports.iter().rev().filter(|report| {
            report.place().is_some_and(|given| given.name == place.name)
                && report.quote().text().contains(&place.name)
        });
        let giving = giving
            .into_iter()
            .find_map(|report| Some((report, scene.place_of(report)?)));
        choices.extend(giving.map(|(report, (page, passage))| Choice {
            ground: Ground {
                page,
                passage,
                ..ground
            },
            span: report.quote().span(),
            text: place.name.clone(),
            score: ground.worth + 0.35 + 0.3 * title,
            rule: "report elsewhere",
        }));
    }
}

/// "Where is it based", told by "the Atlanta-based carrier".
fn based<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let page = ground.page;
    let hits = page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    for hit in hits {
        let token = page.candidate.reading.text.tokens.get(hit.token);
        let place = page.token(hit.token).strip_suffix("-based");
        let (Some(token), Some(place)) = (
            token,
            place.filter(|place| place.starts_with(char::is_uppercase)),
        ) else {
            continue;
        };
        choices.push(Choice {
            ground,
            span: token.span,
            text: place.to_owned(),
            score: ground.worth + 0.5 + 0.2 * scene.nearness(page, ground.passage, token.span),
            rule: "based",
        });
    }
}

/// Whether "in" and a place stand right behind a name: "the Opera House in Vienna".
fn lies_in(page: &Page<'_>, name: &Name, end: usize) -> bool {
    let names = &page.candidate.reading.text.names;
    let place = names
        .iter()
        .find(|other| other.span.start() > name.span.end());
    let place = place.filter(|place| place.kind == NameKind::Place);
    matches!(page.token(end), "in" | "," | "near")
        && place.is_some_and(|place| page.tokens_at(place.span).start == end + 1)
}

/// A place that the question names is no answer to it.
fn holds_topic(scene: &Scene<'_>, ground: Ground<'_, '_>, place: &str) -> bool {
    let hits = ground
        .page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let named = |term: usize| scene.names.get(term) == Some(&true);
    hits.iter()
        .any(|hit| named(hit.term) && place.contains(ground.page.token(hit.token)))
}

fn weigh<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, name: &Name) -> Option<Choice<'s, 'a>> {
    let page = ground.page;
    let tokens = page.tokens_at(name.span);
    if page.hits.iter().any(|hit| tokens.contains(&hit.token)) {
        return None;
    }
    if page.token(tokens.end).eq_ignore_ascii_case("time") {
        return None;
    }
    let led = led_by(page, tokens.start);
    let worth = match (name.kind, led) {
        (NameKind::Place, true) => 0.25,
        (NameKind::Place, false) => 0.0,
        (NameKind::Organisation | NameKind::Other, true) if lies_in(page, name, tokens.end) => 0.3,
        (NameKind::Organisation | NameKind::Other, true) => 0.05,
        _ => return None,
    };
    let words = page.at(name.bare);
    let reported = ground.passage.told.iter().any(|told| {
        let place = told.report.place();
        place.is_some_and(|place| place.name.contains(words) || words.contains(&place.name))
            && scene.share(&told.title) >= scene.by.where_same
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
