//! What speaks for or against a date, beside what its sentence and the question have in common.

use crate::{
    evidence::Parts,
    given_up::{Moves, given_up, replaces},
    ground::Ground,
    page::{Page, Passage, Told},
    question::{Edge, is_edge},
    scene::Scene,
    times::Mark,
};
use dateline_core::{Precision, TimeMention, When};

/// What a day on which something began is worth as the day on which it ended.
const OTHER_EDGE: f32 = -0.6;

/// What speaks for or against a date beside the topic words.
pub(crate) fn parts(
    scene: &Scene<'_>,
    ground: Ground<'_, '_>,
    (mark, when): (&Mark<'_>, &When),
    moves: &Moves,
    (told, side): (Option<&Told<'_>>, f32),
) -> Parts {
    let (page, passage) = (ground.page, ground.passage);
    Parts {
        other_deed: other_deed(scene, passage, told),
        side,
        limits: limits(scene, when),
        coarse: coarse(page, when),
        given_up: given_up(page, passage, moves, (mark, scene.question.tense)),
        saying: reporting(ground, mark.mention),
        reserve: reserve(scene, ground, mark),
        zone: zone(scene, ground, mark),
        edge: edge(scene, ground, mark.mention, when),
        replaces: f32::from(u8::from(replaces(page, passage, moves, mark))),
    }
}

/// A date belongs to the deed that its event's title names: not to another one of the same sentence.
fn other_deed(scene: &Scene<'_>, passage: &Passage<'_>, told: Option<&Told<'_>>) -> f32 {
    let Some(told) = told else { return 0.0 };
    let terms = scene.question.terms.iter().zip(&scene.names).enumerate();
    let mut deeds = terms
        .filter(|(_, (term, name))| {
            !**name && term.number.is_none() && !term.supposed && !is_edge(&term.text)
        })
        .map(|(index, _)| index)
        .filter(|index| passage.own.get(*index).is_some_and(|own| *own > 0.0))
        .peekable();
    let none = deeds.peek().is_some()
        && deeds.all(|index| told.title.get(index).is_none_or(|held| *held <= 0.0));
    f32::from(u8::from(none))
}

/// "He said on Sunday" dates the saying, and nothing else.
fn reporting(ground: Ground<'_, '_>, mention: &TimeMention) -> f32 {
    let (page, passage) = (ground.page, ground.passage);
    let said = page.candidate.reading.text.attribution(passage.sentence);
    let before = page.tokens_at(mention.span).start.checked_sub(1);
    let says = before.filter(|at| page.token(*at) == "said");
    let saying = says.and_then(|at| page.candidate.reading.text.tokens.get(at));
    let clause = said
        .map(|said| said.clause)
        .filter(|clause| clause.contains(mention.span));
    let Some(clause) = clause.or(saying.map(|saying| saying.span)) else {
        return 0.0;
    };
    let tokens = page.tokens_at(clause);
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    let asked = hits
        .iter()
        .any(|hit| tokens.contains(&hit.token) && is_saying(page.token(hit.token)));
    if asked { 0.25 } else { -0.35 }
}

/// Whether a word tells that something was said or made known.
fn is_saying(word: &str) -> bool {
    let word = word.to_lowercase();
    [
        "sa",
        "tell",
        "told",
        "announc",
        "statement",
        "declar",
        "confirm",
        "reveal",
        "post",
        "letter",
        "press",
        "report",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// A reserve date is the answer only to who asks for one.
pub(crate) fn reserve(scene: &Scene<'_>, ground: Ground<'_, '_>, mark: &Mark<'_>) -> f32 {
    let words = [
        "backup",
        "back-up",
        "fallback",
        "reserve",
        "alternative",
        "contingency",
    ];
    let at = ground.page.tokens_at(mark.span).start;
    let said = (at.saturating_sub(10)..at + 8).any(|at| {
        let token = ground.page.token(at);
        words.iter().any(|word| token.eq_ignore_ascii_case(word))
    });
    let asked = scene
        .question
        .words
        .iter()
        .any(|word| words.contains(&word.text.as_str()));
    match (said, asked) {
        (true, false) => -0.7,
        (true, true) => 0.2,
        (false, _) => 0.0,
    }
}

/// "What time in Tokyo", "what London time": the clock beside which the place stands.
fn zone(scene: &Scene<'_>, ground: Ground<'_, '_>, mark: &Mark<'_>) -> f32 {
    if !scene.question.clock {
        return 0.0;
    }
    let tokens = ground.page.tokens_at(mark.span);
    let beside = tokens.start..tokens.end + 3;
    let timed = beside
        .clone()
        .any(|at| ground.page.token(at).eq_ignore_ascii_case("time"));
    let hits = ground
        .page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let named = hits.iter().any(|hit| beside.contains(&hit.token));
    if timed && named { 0.4 } else { 0.0 }
}

/// A question for the start or end wants an interval, or a sentence that says so.
fn edge(scene: &Scene<'_>, ground: Ground<'_, '_>, mention: &TimeMention, when: &When) -> f32 {
    if scene.question.edge == Edge::Whole {
        return 0.0;
    }
    let at = ground.page.tokens_at(mention.span).start;
    let led = at
        .checked_sub(1)
        .map_or("", |before| ground.page.token(before));
    let range = match scene.question.edge {
        _ if when.precision == Precision::Range => true,
        Edge::End => matches!(led, "to" | "until" | "till" | "through"),
        Edge::Start | Edge::Whole => matches!(led, "from" | "From"),
    };
    let says = scene
        .question
        .terms
        .iter()
        .zip(&ground.passage.own)
        .any(|(term, own)| is_edge(&term.text) && *own > 0.0);
    let other: &[&str] = match scene.question.edge {
        Edge::End => &[
            "began", "started", "since", "opened", "begins", "starts", "begin", "start", "opens",
            "open",
        ],
        _ => &[
            "ended",
            "ends",
            "until",
            "till",
            "through",
            "end",
            "closed",
            "concluded",
        ],
    };
    let near = (1..=2).filter_map(|steps| at.checked_sub(steps));
    if !range
        && near
            .into_iter()
            .any(|at| other.contains(&ground.page.token(at)))
    {
        return OTHER_EDGE;
    }
    match (range, says) {
        (true, _) => 0.2,
        (false, true) => 0.0,
        (false, false) => -0.25,
    }
}

fn limits(scene: &Scene<'_>, when: &When) -> f32 {
    let limits = &scene.question.limits;
    match limits
        .iter()
        .any(|limit| limit.interval.overlaps(&when.interval))
    {
        _ if limits.is_empty() => 0.0,
        true => 0.2,
        false => -0.2,
    }
}

/// Years, and stretches around the day of the story ("this year's games"), seldom date anything.
fn coarse(page: &Page<'_>, when: &When) -> f32 {
    let published = page.candidate.article.published().day();
    let around = when.interval.first_day() < published && published < when.interval.last_day();
    let worth = match when.precision {
        Precision::Century | Precision::Decade => -0.3,
        Precision::Year | Precision::Half | Precision::Season => -0.1,
        _ => 0.0,
    };
    let years = when.interval.length().num_days() > 300;
    worth - if around { 0.2 } else { 0.0 } - if years { 0.15 } else { 0.0 }
}
