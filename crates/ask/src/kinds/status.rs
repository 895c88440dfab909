//! Yes or no: was it called off, has it happened, is it still on.

use super::{Asking, Kind};
use crate::{
    cite,
    ground::{Demand, Ground, grounds, grounds_by},
    scene::Scene,
    states::{self, Told},
    times,
};
use dateline_core::{AnswerParts, State, Status, When};

/// Yes and no.
pub(crate) const KIND: Kind = Kind {
    name: "status",
    fits,
    answer,
};

/// A sentence must hold this much of what the best one on the topic holds.
const TOPIC: f32 = 0.6;

fn fits(asking: &Asking<'_>) -> u8 {
    let first = asking.words.first().map_or("", |word| word.text.as_str());
    let asks = matches!(
        first,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "did"
            | "do"
            | "does"
            | "will"
            | "can"
            | "could"
            | "would"
            | "should"
    );
    if asks { 100 } else { 0 }
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let words: Vec<String> = scene
        .question
        .words
        .iter()
        .map(|word| word.text.clone())
        .collect();
    let ends_up = words
        .windows(2)
        .any(|pair| matches!(pair, [end, up] if end.starts_with("end") && up == "up"));
    match states::told(&words).filter(|_| !ends_up) {
        Some((asked, at)) => state(scene, asked, at),
        None => deed(scene),
    }
}

/// One sentence that tells a state of what was asked about.
struct Verdict<'s, 'a> {
    ground: Ground<'s, 'a>,
    told: Told,
    token: usize,
    score: f32,
}

fn state(scene: &Scene<'_>, asked: Told, at: usize) -> Option<AnswerParts> {
    let mut best: Option<Verdict<'_, '_>> = None;
    let grounds = topics(scene, at);
    let most = grounds
        .iter()
        .map(|ground| ground.cover.own)
        .fold(0.0, f32::max);
    for ground in grounds
        .iter()
        .filter(|ground| ground.cover.own >= TOPIC * most)
    {
        for (told, token, denied) in states::in_passage(ground.page, ground.passage) {
            let token_span = ground.page.candidate.reading.text.tokens.get(token)?.span;
            let near = scene.nearness(ground.page, ground.passage, token_span);
            let score = ground.worth + 0.6 * near + if told == asked { 0.15 } else { 0.0 };
            let tells = !denied && yes(asked, told).is_some() && near > scene.by.status_near;
            if tells && best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Verdict {
                    ground: *ground,
                    told,
                    token,
                    score,
                });
            }
        }
    }
    match best {
        Some(verdict) => verdict_parts(scene, &verdict, asked),
        None if grounds.is_empty() => None,
        None => Some(AnswerParts::empty(State::Unreported)),
    }
}

/// Whether what is told means yes to what is asked; none where it means neither.
fn yes(asked: Told, told: Told) -> Option<bool> {
    match (asked, told) {
        (Told::Off, Told::Off) | (Told::Moved, Told::Moved) | (Told::Ended, Told::Ended) => {
            Some(true)
        }
        (Told::Off, Told::Moved | Told::Done) | (Told::Moved, Told::Off) => Some(false),
        (Told::On, Told::Off | Told::Moved | Told::Ended) => Some(false),
        (Told::Done, Told::Done) => Some(true),
        (Told::Done, Told::Off | Told::Moved) => Some(false),
        _ => None,
    }
}

fn verdict_parts(scene: &Scene<'_>, verdict: &Verdict<'_, '_>, asked: Told) -> Option<AnswerParts> {
    let page = verdict.ground.page;
    let word = if yes(asked, verdict.told)? {
        "yes"
    } else {
        "no"
    };
    let span = page.candidate.reading.text.tokens.get(verdict.token)?.span;
    let status = match verdict.told {
        Told::Off => Some(Status::Cancelled),
        Told::Moved => Some(Status::Postponed),
        Told::Done => Some(Status::Happened),
        Told::Ended | Told::On => None,
    };
    let view = verdict
        .ground
        .passage
        .told
        .first()
        .and_then(|told| scene.view(told.known));
    Some(AnswerParts {
        text: format!("{word}, {}", worded(verdict.told, page.at(span))),
        status,
        event: view.as_ref().map(|view| view.title.clone()),
        history: view.map(|view| view.history).unwrap_or_default(),
        cited: Some(cite::passage(page, verdict.ground.passage, span)?),
        rules: vec!["status: state word".to_owned()],
        ..AnswerParts::empty(State::Found)
    })
}

/// The word that tells the state; what took place is not told by a single word.
fn worded(told: Told, word: &str) -> String {
    match told {
        Told::Done => "took place".to_owned(),
        Told::Off | Told::Moved | Told::Ended | Told::On => word.to_lowercase(),
    }
}

/// Sentences on the topic, the state word that was asked for left out.
fn topics<'s, 'a>(scene: &'s Scene<'a>, state: usize) -> Vec<Ground<'s, 'a>> {
    let terms = scene.question.terms.iter().zip(&scene.weights);
    let weights: Vec<f32> = terms
        .map(|(term, weight)| if term.at == state { 0.0 } else { *weight })
        .collect();
    grounds_by(
        scene,
        &weights,
        Demand {
            all: scene.by.status_all,
            own: scene.by.status_own,
        },
    )
}

/// "Has it launched": a sentence that says the very thing, or denies it.
fn deed(scene: &Scene<'_>) -> Option<AnswerParts> {
    let mut best: Option<(f32, bool, Ground<'_, '_>)> = None;
    for ground in grounds(
        scene,
        Demand {
            all: scene.by.status_all,
            own: scene.by.status_own,
        },
    ) {
        let denied = denies(&ground);
        let needed = if denied {
            scene.by.status_says - 0.1
        } else {
            scene.by.status_says
        };
        if ground.cover.own < needed
            || ahead(&ground)
            || is_history(scene, &ground)
            || scene.is_dated(ground.page)
            || !(denied || does(scene, &ground))
        {
            continue;
        }
        let better = best
            .as_ref()
            .is_none_or(|(score, _, _)| ground.worth > *score);
        if better {
            best = Some((ground.worth, denied, ground));
        }
    }
    let (_, denied, ground) = best?;
    let span = ground.page.sentence(ground.passage)?.span;
    Some(AnswerParts {
        text: if denied { "no" } else { "yes" }.to_owned(),
        cited: Some(cite::passage(ground.page, ground.passage, span)?),
        rules: vec!["status: sentence".to_owned()],
        ..AnswerParts::empty(State::Found)
    })
}

/// Whether a sentence says that it was done by the one asked about.
fn does(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    in_order(scene, ground) && says_deed(scene, ground)
}

/// A yes needs a word for what was done, not only the names.
fn says_deed(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let mut others = scene
        .names
        .iter()
        .zip(&ground.passage.own)
        .filter(|(name, _)| !**name)
        .peekable();
    others.peek().is_none() || others.any(|(_, own)| *own > 0.0)
}

/// Who did it comes before what was done, in the question as in the sentence.
fn in_order(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let hits = ground
        .page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let first = |term: usize| {
        hits.iter()
            .find(|hit| hit.term == term)
            .map(|hit| hit.token)
    };
    match (scene.names.first(), first(0), first(1)) {
        (Some(true), Some(who), Some(deed)) => who < deed,
        _ => true,
    }
}

/// A sentence on something long past tells nothing of today.
fn is_history(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let long_ago =
        |when: &When| (scene.query.asked.day() - when.interval.last_day()).num_days() > 300;
    let times = times::in_passage(ground.page, ground.passage);
    times
        .iter()
        .filter_map(|time| time.when.as_ref())
        .any(long_ago)
}

fn denies(ground: &Ground<'_, '_>) -> bool {
    let hits = ground
        .page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    hits.iter()
        .any(|hit| states::is_denied(ground.page, ground.passage, hit.token))
}

/// Whether a sentence only looks ahead: it can neither confirm nor deny what has happened.
fn ahead(ground: &Ground<'_, '_>) -> bool {
    let Some(sentence) = ground.page.sentence(ground.passage) else {
        return true;
    };
    let hits = ground
        .page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let denied = hits
        .iter()
        .any(|hit| states::is_denied(ground.page, ground.passage, hit.token));
    !denied
        && sentence.tokens.clone().any(|at| {
            matches!(
                ground.page.token(at),
                "will"
                    | "would"
                    | "could"
                    | "may"
                    | "might"
                    | "if"
                    | "If"
                    | "should"
                    | "whether"
                    | "due"
                    | "plans"
                    | "hopes"
                    | "expected"
            )
        })
}
