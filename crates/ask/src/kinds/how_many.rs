//! How many, how much, how long.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, best, grounds_by},
    page::Page,
    people,
    scene::Scene,
    spots,
    times::{self, Mark},
    words::{Word, is_verb},
};
use dateline_core::{AnswerParts, Span, TimexType};
use dateline_text::{Tag, TokenKind};

/// Quantities.
pub(crate) const KIND: Kind = Kind {
    name: "how_many",
    fits,
    answer,
};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Count,
    Money,
    Length,
    Size,
    Share,
}

fn fits(asking: &Asking<'_>) -> u8 {
    asked(asking.words).map_or(0, |(at, _)| Asking::sure(at, 2))
}

/// Where a question asks for a quantity, and of what: "how many", "what share", "what is the fee", "what did it cost".
fn asked(words: &[Word]) -> Option<(usize, Measure)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let how = words.iter().position(|word| word.text == "how");
    let how = how.and_then(|at| Some((at, measure(text(at + 1))?)));
    let what = || {
        let at = words
            .iter()
            .position(|word| matches!(word.text.as_str(), "what" | "which"))?;
        let be = matches!(text(at + 1), "is" | "was" | "are" | "were" | "will");
        let noun = (at + 1..at + 6).find_map(|at| Some((at, amount(text(at))?)));
        let noun = noun.filter(|(noun, _)| be || *noun == at + 1);
        Some((
            at,
            noun.map(|(_, measure)| measure)
                .or_else(|| sum(words, at))?,
        ))
    };
    how.or_else(what)
}

/// What a noun for an amount is told in.
fn amount(word: &str) -> Option<Measure> {
    match word {
        "share" | "percentage" | "proportion" | "percent" | "turnout" | "rate" => {
            Some(Measure::Share)
        }
        "fee" | "fare" | "price" | "cost" | "fine" | "budget" | "salary" | "bill" => {
            Some(Measure::Money)
        }
        "number" => Some(Measure::Count),
        _ => None,
    }
}

/// "What did it cost", "what is it worth".
fn sum(words: &[Word], asker: usize) -> Option<Measure> {
    let helps = [
        "did", "does", "do", "will", "would", "has", "is", "was", "are",
    ];
    let helped = words.get(asker + 1)?;
    let spends = ["cost", "worth"].contains(&words.last()?.text.as_str())
        || words.iter().skip(asker + 2).any(|word| word.text == "cost");
    (helps.contains(&helped.text.as_str()) && spends).then_some(Measure::Money)
}

fn measure(word: &str) -> Option<Measure> {
    match word {
        "many" => Some(Measure::Count),
        "much" => Some(Measure::Money),
        "long" => Some(Measure::Length),
        "high" | "tall" | "heavy" | "deep" | "wide" | "fast" | "big" | "large" | "strong"
        | "hot" | "cold" | "far" | "old" => Some(Measure::Size),
        _ => None,
    }
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let (at, measure) = asked(&scene.question.words)?;
    let mut choices = Vec::new();
    for ground in grounds_by(
        scene,
        &weights(scene, measure, at),
        Demand {
            all: scene.by.many_all,
            own: scene.by.many_own,
        },
    ) {
        match measure {
            Measure::Length => lengths(scene, ground, &mut choices),
            _ => numbers(scene, ground, measure, at, &mut choices),
        }
    }
    let best = fuller(choices, scene.by.many_least);
    best.or_else(|| spots::likeliest(scene))?.found(KIND.name)
}

/// Every quantity of the right sort, whatever stands behind it.
pub(crate) fn every<'s, 'a>(scene: &'s Scene<'a>) -> Vec<Choice<'s, 'a>> {
    let mut choices = Vec::new();
    let Some((at, measure)) = asked(&scene.question.words) else {
        return choices;
    };
    for ground in spots::grounds(scene, &weights(scene, measure, at)) {
        if measure == Measure::Length {
            lengths(scene, ground, &mut choices);
        }
        let Some(sentence) = ground.page.sentence(ground.passage) else {
            continue;
        };
        for token in sentence.tokens.clone() {
            let number = quantity(ground.page, token, sentence.tokens.end);
            choices.extend(
                number.and_then(|number| any(scene, ground, (measure, at), (token, number))),
            );
        }
    }
    choices
}

/// Whether another noun than the one asked for stands right behind a number: "60 schools" are no hospitals.
fn is_other(scene: &Scene<'_>, page: &Page<'_>, end: usize, asked: usize) -> bool {
    let text = &page.candidate.reading.text;
    let adjective = text.tag(end) == Tag::Adjective;
    let noun = end + usize::from(adjective);
    let word = scene.question.words.get(asked + 2);
    let asks = word.is_some_and(|word| !is_verb(&word.text));
    let people = word.is_some_and(|word| word.text == "people");
    let both = people && people::are_people(page, &(noun..noun + 1));
    asks && !both && matches!(text.tag(noun), Tag::Noun)
}

/// A number that may be of the sort asked for.
fn any<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    (measure, asked): (Measure, usize),
    (at, (span, end)): (usize, (Span, usize)),
) -> Option<Choice<'s, 'a>> {
    let page = ground.page;
    let (timed, money) = (is_time(page, span), is_money(page, span, end));
    let share = is_share(page, span, end);
    let size = is_unit(page, span, end);
    let counted = counts(scene, page, end, asked);
    let may = match measure {
        Measure::Share => share,
        Measure::Money => money,
        Measure::Size => size && !money,
        Measure::Length => size && !money && !share,
        Measure::Count => !money && (counted || !share && !size),
    };
    let other = measure == Measure::Count && !counted && is_other(scene, page, end, asked);
    if timed || other || !may {
        return None;
    }
    let span = match measure {
        Measure::Count => span,
        _ => with_unit(page, span, end),
    };
    let span = qualified(page, at, span);
    Some(Choice {
        ground,
        span,
        text: page.at(span).to_owned(),
        score: 0.0,
        rule: if counted { "quantity" } else { "number" },
    })
}

/// The weights of the topic words: a quantity with its unit says by itself that it is heavy or costs something.
fn weights(scene: &Scene<'_>, measure: Measure, asked: usize) -> Vec<f32> {
    let spends = ["cost", "costs", "price", "worth", "money"];
    let terms = scene.question.terms.iter().zip(&scene.weights);
    let each = terms.map(|(term, weight)| match measure {
        Measure::Size if term.at == asked + 1 => 0.0,
        Measure::Money if spends.contains(&term.text.as_str()) => 0.3 * weight,
        _ => *weight,
    });
    each.collect()
}

/// The best choice; a range of days of the same length says more than the length.
fn fuller<'s, 'a>(choices: Vec<Choice<'s, 'a>>, least: f32) -> Option<Choice<'s, 'a>> {
    let (ranges, others): (Vec<_>, Vec<_>) = choices
        .into_iter()
        .partition(|choice| choice.text.contains(", "));
    let range = best(ranges, least);
    match (best(others, least), range) {
        (Some(other), Some(range)) if range.text.ends_with(&format!(", {}", other.text)) => {
            Some(range)
        }
        (Some(other), Some(range)) => Some(if range.score > other.score {
            range
        } else {
            other
        }),
        (other, range) => other.or(range),
    }
}

fn lengths<'s, 'a>(scene: &Scene<'_>, ground: Ground<'s, 'a>, choices: &mut Vec<Choice<'s, 'a>>) {
    for mark in times::marks(ground.page, ground.passage) {
        let Some((text, worth)) =
            length(ground.page, &mark).filter(|_| !is_distance(ground.page, &mark))
        else {
            continue;
        };
        let near = scene.nearness(ground.page, ground.passage, mark.span);
        choices.push(Choice {
            ground,
            span: mark.span,
            text,
            score: ground.worth + 0.5 * near + worth,
            rule: "length",
        });
    }
}

/// "15 years after the flood" is no length.
fn is_distance(page: &Page<'_>, mark: &Mark<'_>) -> bool {
    let end = page.tokens_at(mark.span).end;
    matches!(
        page.token(end),
        "after" | "ago" | "before" | "later" | "earlier" | "old" | "since"
    )
}

/// A length as it is worded, "12-day" as "12 days"; a range of days with their count.
fn length(page: &Page<'_>, mark: &Mark<'_>) -> Option<(String, f32)> {
    let mention = mark.mention;
    if let Some(when) = &mark.range {
        let days = usize::try_from(when.interval.length().num_days())
            .ok()
            .filter(|days| *days < 40)?;
        let words = page.at(mark.span);
        let counted = COUNTS
            .get(days)
            .map(|count| format!("{words}, {count} days"));
        return Some((counted.unwrap_or_else(|| words.to_owned()), 0.25));
    }
    let counted =
        mention.kind == TimexType::Duration && mention.value.bytes().any(|b| b.is_ascii_digit());
    counted.then(|| (plain_length(&mention.text), 0.2))
}

fn plain_length(words: &str) -> String {
    let lower = words.to_lowercase();
    let article = ["a ", "an ", "the "]
        .iter()
        .find(|article| lower.starts_with(**article));
    let bare = words
        .get(article.map_or(0, |article| article.len())..)
        .unwrap_or(words);
    match bare.split_once('-') {
        Some((count, unit))
            if count != "one" && count != "1" && !unit.ends_with('s') && !unit.contains(' ') =>
        {
            format!("{count} {unit}s")
        }
        _ => bare.replace('-', " "),
    }
}

const COUNTS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

fn numbers<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    measure: Measure,
    asked: usize,
    choices: &mut Vec<Choice<'s, 'a>>,
) {
    let page = ground.page;
    let Some(sentence) = page.sentence(ground.passage) else {
        return;
    };
    let asks = |at: usize| {
        scene
            .question
            .words
            .get(at)
            .map_or("", |word| word.text.as_str())
    };
    let part = asks(asked + 2) == "of";
    for at in sentence.tokens.clone() {
        let Some((span, end)) = quantity(page, at, sentence.tokens.end) else {
            continue;
        };
        let fits = match measure {
            Measure::Money if part => {
                page.at(span).ends_with("percent") || page.at(span).ends_with('%')
            }
            Measure::Money => is_money(page, span, end),
            Measure::Share => is_share(page, span, end),
            Measure::Size => is_unit(page, span, end) && !is_time(page, span),
            Measure::Count | Measure::Length => {
                counts(scene, page, end, asked) && !is_time(page, span)
            }
        };
        if fits {
            let span = match measure {
                Measure::Size | Measure::Money | Measure::Share => with_unit(page, span, end),
                Measure::Count | Measure::Length => span,
            };
            let span = qualified(page, at, span);
            let near = scene.nearness(page, ground.passage, span);
            choices.push(Choice {
                ground,
                span,
                text: page.at(span).to_owned(),
                score: ground.worth + 0.5 * near + 0.2,
                rule: "quantity",
            });
        }
    }
}

/// Whether a number tells a share: "86%", "53 per cent".
fn is_share(page: &Page<'_>, span: Span, end: usize) -> bool {
    let words = page.at(span);
    words.ends_with("percent")
        || words.ends_with('%')
        || page.token(end) == "per" && page.token(end + 1) == "cent"
        || page.token(end) == "%"
}

/// What sizes, weights, heights, speeds and prices are told in.
const UNITS: &str = "feet foot ft inches inch metres meters metre meter m km kilometres kilometers miles mile mph knots kph \
    kilograms kilogrammes kg pounds lb tonnes tons ton grams litres liters gallons acres hectares degrees percent cents pence \
    stories storeys euros dollars rupees";

/// Whether a number tells a size: a unit stands behind it, or the sign of a currency in it.
fn is_unit(page: &Page<'_>, span: Span, end: usize) -> bool {
    let unit = page.token(end).to_lowercase();
    page.at(span).contains(['$', '£', '€', '₹', '%'])
        || page.at(span).ends_with("percent")
        || UNITS.split_ascii_whitespace().any(|known| known == unit)
}

/// Whether a number tells a sum: the sign of a currency in it, or its name behind.
fn is_money(page: &Page<'_>, span: Span, end: usize) -> bool {
    let names = [
        "euros", "dollars", "pounds", "rupees", "yen", "yuan", "francs", "kronor", "kroner",
    ];
    page.at(span).contains(['$', '£', '€', '₹', '¥']) || names.contains(&page.token(end))
}

/// A number with the unit behind it.
fn with_unit(page: &Page<'_>, span: Span, end: usize) -> Span {
    let unit = page.candidate.reading.text.tokens.get(end);
    let known = |word: &str| UNITS.split_ascii_whitespace().any(|known| known == word);
    match unit.filter(|unit| known(&page.at(unit.span).to_lowercase())) {
        Some(unit) => span.join(unit.span),
        None => span,
    }
}

/// A number at this token with "billion" and the like behind it, and the token behind it all.
fn quantity(page: &Page<'_>, at: usize, limit: usize) -> Option<(Span, usize)> {
    let tokens = &page.candidate.reading.text.tokens;
    let first = tokens.get(at)?;
    let word = page.token(at).to_lowercase();
    let number = first.kind == TokenKind::Number && word.bytes().any(|b| b.is_ascii_digit());
    let spelled = crate::numbers::number(&word, false).is_some_and(|form| !form.starts_with('#'));
    if !number && !spelled {
        return None;
    }
    let mut span = first.span;
    let mut end = at + 1;
    while end < limit
        && matches!(
            page.token(end),
            "million"
                | "billion"
                | "trillion"
                | "thousand"
                | "hundred"
                | "percent"
                | "crore"
                | "lakh"
        )
    {
        span = span.join(tokens.get(end)?.span);
        end += 1;
    }
    Some((span, end))
}

fn is_time(page: &Page<'_>, span: Span) -> bool {
    page.times().iter().any(|time| time.span.overlaps(span))
}

/// Whether the thing asked for stands right behind the number; "how many died" counts people.
fn counts(scene: &Scene<'_>, page: &Page<'_>, end: usize, asked: usize) -> bool {
    let noun = scene
        .question
        .terms
        .iter()
        .position(|term| term.at > asked + 1);
    let direct = noun
        .and_then(|noun| scene.question.terms.get(noun))
        .is_some_and(|term| term.at == asked + 2 && !is_verb(&term.text));
    let next = end..end + 5;
    let named = page
        .hits
        .iter()
        .any(|hit| Some(hit.term) == noun && next.contains(&hit.token));
    let people = next.clone().take(3).any(|at| {
        matches!(
            page.token(at),
            "people"
                | "persons"
                | "men"
                | "women"
                | "others"
                | "civilians"
                | "worshippers"
                | "passengers"
        )
    });
    named
        || (people
            && (!direct
                || scene
                    .question
                    .words
                    .get(asked + 2)
                    .is_some_and(|word| word.text == "people")))
        || (people
            && noun.is_some_and(|noun| {
                scene
                    .question
                    .terms
                    .get(noun)
                    .is_some_and(|term| term.light)
            }))
}

/// "Over", "about", "at least" in front belong to the quantity.
fn qualified(page: &Page<'_>, at: usize, span: Span) -> Span {
    let tokens = &page.candidate.reading.text.tokens;
    let before = |steps: usize| {
        at.checked_sub(steps)
            .and_then(|at| Some((page.token(at).to_lowercase(), tokens.get(at)?.span)))
    };
    let (one, two) = (before(1), before(2));
    if let (Some((one, _)), Some((two, from))) = (&one, &two) {
        let pair = (two.as_str(), one.as_str());
        if matches!(
            pair,
            ("at", "least" | "most") | ("more" | "less" | "fewer", "than") | ("up", "to")
        ) {
            return from.join(span);
        }
    }
    match one {
        Some((word, from))
            if matches!(
                word.as_str(),
                "over"
                    | "about"
                    | "roughly"
                    | "nearly"
                    | "almost"
                    | "around"
                    | "approximately"
                    | "some"
                    | "under"
            ) =>
        {
            from.join(span)
        }
        _ => span,
    }
}
