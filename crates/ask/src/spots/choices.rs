//! Everything in the sentences that cover a question that may be its answer.

use super::{
    grounds,
    phrases::{self, led_by},
    reasons::reason_of,
    wanted::Wanted,
};
use crate::{
    ground::{Choice, Ground},
    kinds::{how_many, who},
    page::Page,
    people,
    scene::Scene,
};
use dateline_text::NameKind;
use std::collections::HashSet;

/// How surely a reason must be told as one.
const REASON: f32 = 0.4;

/// Everything that may be meant, the same words of a sentence once.
pub(crate) fn choices<'s, 'a>(scene: &'s Scene<'a>, wanted: &Wanted) -> Vec<Choice<'s, 'a>> {
    let kind = scene.question.kind.name;
    let mut choices = Vec::new();
    if kind == how_many::KIND.name {
        choices = how_many::every(scene);
    } else {
        let why = scene.question.words.first();
        let why = why.is_some_and(|word| word.text == "why");
        for ground in grounds(scene, &scene.weights) {
            match kind {
                "who" => people(scene, ground, &mut choices),
                "where" => places(ground, &mut choices),
                "what" => things(ground, &mut choices),
                "why" if why => things(ground, &mut choices),
                _ => {}
            }
        }
        if why {
            choices.retain(|choice| reason_of(choice) > REASON);
        } else if wanted.cause {
            choices.retain(|choice| reason_of(choice) > 0.0 || is_subject(choice));
        }
    }
    let mut known = HashSet::new();
    choices.retain(|choice| {
        let page: *const Page<'_> = choice.ground.page;
        let place = (page as usize, choice.ground.passage.sentence);
        !repeats(choice) && known.insert((place, choice.text.to_lowercase()))
    });
    choices
}

/// Whether the words open their sentence, as its subject does.
fn is_subject(choice: &Choice<'_, '_>) -> bool {
    let page = choice.ground.page;
    let sentence = page.sentence(choice.ground.passage);
    let first = sentence.map_or(0, |sentence| sentence.tokens.start);
    page.tokens_at(choice.span).start <= first + 2
}

/// Whether the question holds all of these words.
fn repeats(choice: &Choice<'_, '_>) -> bool {
    let page = choice.ground.page;
    let held = |at| {
        let hit = page.hits.iter().find(|hit| hit.token == at);
        hit.is_some_and(|hit| hit.quality > 0.5)
    };
    page.tokens_at(choice.span).all(held)
}

/// People and bodies, by name or not.
fn people<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    for (index, name) in phrases::names(&ground) {
        let full = people::full_name(ground.page, index);
        let other = name.kind == NameKind::Nationality
            || who::asked_about(ground.page, name)
            || who::is_other(scene, &ground, name);
        let full = full.filter(|_| !other);
        choices.extend(full.map(|full| phrases::choice(ground, name.span, &full, "name")));
    }
    for (tokens, span) in phrases::plain(&ground) {
        if people::are_people(ground.page, &tokens) {
            let words = ground.page.at(span);
            choices.push(phrases::choice(ground, span, words, "people"));
        }
    }
}

/// Places, and names and phrases that "in", "at" and the like lead, with the place that follows.
fn places<'s, 'a>(ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let page = ground.page;
    let names = phrases::names(&ground).into_iter();
    let names = names
        .filter(|(_, name)| !matches!(name.kind, NameKind::Person | NameKind::Nationality))
        .map(|(_, name)| (name.bare, name.kind == NameKind::Place));
    let plain = phrases::plain(&ground)
        .into_iter()
        .map(|(_, span)| (span, false));
    for (span, place) in names.chain(plain) {
        let start = page.tokens_at(span).start;
        let whole = phrases::with_place(page, span).filter(|_| !place);
        if place || whole.is_some() || is_place_lead(&led_by(page, start)) {
            let span = whole.unwrap_or(span);
            choices.push(phrases::choice(ground, span, page.at(span), "place"));
        }
    }
}

/// Words that lead a place.
pub(crate) fn is_place_lead(word: &str) -> bool {
    matches!(
        word,
        "in" | "at" | "on" | "off" | "near" | "inside" | "outside" | "to" | "from" | "into" | "via"
    )
}

/// Names, phrases and short quotations.
fn things<'s, 'a>(ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    let page = ground.page;
    for (_, name) in phrases::names(&ground) {
        let words = page.at(name.bare);
        choices.push(phrases::choice(ground, name.bare, words, "name"));
    }
    for (_, span) in phrases::plain(&ground) {
        choices.push(phrases::choice(ground, span, page.at(span), "phrase"));
    }
    let sentence = page.sentence(ground.passage).map(|sentence| sentence.span);
    let quotations = page.candidate.reading.text.quotations.iter();
    let within = quotations.filter(|quoted| sentence.is_some_and(|all| all.contains(quoted.span)));
    for quoted in within {
        let words = page.at(quoted.span);
        if words.split_whitespace().count() <= 8 {
            let bare = unquoted(words);
            choices.push(phrases::choice(ground, quoted.span, bare, "quotation"));
        }
    }
}

fn unquoted(words: &str) -> &str {
    words.trim_matches(['"', '“', '”', '‘', '’', '\'', ',', '.'])
}
