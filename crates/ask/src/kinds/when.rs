//! When something is, was, starts or ends.

use super::{Asking, Kind};
use crate::{
    cite,
    ground::{Demand, Ground, grounds},
    page::{Page, Told},
    question::{Edge, Pick, Tense, is_edge},
    scene::Scene,
    standing,
    times::{self, Mark},
};
use chrono::NaiveDate;
use dateline_core::{AnswerParts, Precision, Span, State, TimeMention, TimexType, When};

/// Dates and clock times.
pub(crate) const KIND: Kind = Kind {
    name: "when",
    fits,
    answer,
};

const DEMAND: Demand = Demand {
    all: 0.62,
    own: 0.3,
};

/// How much it counts that the topic words stand close to the date.
const NEAR: f32 = 0.8;
/// A report's title must hold this much of the question for its event to be the one asked about.
const SAME_EVENT: f32 = 0.55;

fn fits(asking: &Asking<'_>) -> u8 {
    let units = ["time", "day", "date", "dates", "month", "year", "weekday"];
    if let Some(at) = asking.what_kind_of(&units) {
        return Asking::sure(at, 1);
    }
    if let Some(at) = asking.find("when") {
        return Asking::sure(at, 0);
    }
    if asking.find("date").is_some() {
        return Asking::sure(2, 0);
    }
    0
}

/// A time mention that may be the answer.
struct Dated<'s, 'a> {
    ground: Ground<'s, 'a>,
    mark: Mark<'a>,
    when: When,
    told: Option<&'s Told<'a>>,
    score: f32,
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let grounds = grounds(scene, DEMAND);
    let mut found = candidates(scene, &grounds);
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best = found.first().map(|best| widest(&found, best));
    let open = standing::unannounced(&grounds)
        .filter(|open| best.is_none_or(|best| supersedes(scene, open, best)));
    match (open, best) {
        (Some(open), _) => not_told(&open, State::Unannounced),
        (None, Some(best)) => dated(scene, &grounds, best),
        (None, None) => {
            let sure =
                |ground: &&Ground<'_, '_>| ground.cover.all >= 0.8 && ground.cover.own >= 0.6;
            let best = grounds
                .iter()
                .filter(sure)
                .max_by(|a, b| a.worth.total_cmp(&b.worth))?;
            not_told(best, State::Undated)
        }
    }
}

/// The range that begins on the day found, where a sentence about as good gives one ("from Monday to Thursday").
fn widest<'f, 's, 'a>(found: &'f [Dated<'s, 'a>], best: &'f Dated<'s, 'a>) -> &'f Dated<'s, 'a> {
    let day = best.when.interval;
    let whole = found.iter().find(|other| {
        other.when.precision == Precision::Range
            && best.when.precision == Precision::Day
            && other.when.interval.first_day() == day.first_day()
            && other.ground.cover.all >= 0.7
            && other.score + 1.0 > best.score
    });
    whole.unwrap_or(best)
}

/// "Which two dates": the dates that the words join, as they are worded.
fn alternatives(scene: &Scene<'_>, best: &Dated<'_, '_>) -> Option<String> {
    scene
        .question
        .words
        .iter()
        .find(|word| word.text == "dates")?;
    let page = best.ground.page;
    let times = times::in_passage(page, best.ground.passage).iter();
    let spans = times
        .filter(|time| time.kind == TimexType::Date)
        .map(|time| time.span);
    let joined = spans.fold(best.mark.span, |joined, span| {
        let (left, right) = if span.start() < joined.start() {
            (span, joined)
        } else {
            (joined, span)
        };
        let between = page.at(Span::of(left.end().min(right.start())..right.start()));
        if matches!(between.trim(), "or" | "and" | "," | ", or" | ", and") {
            joined.join(span)
        } else {
            joined
        }
    });
    Some(page.at(joined).to_owned())
}

/// Whether "no date yet" stands against the date found: it is as new, and the date has gone by.
fn supersedes(scene: &Scene<'_>, open: &Ground<'_, '_>, best: &Dated<'_, '_>) -> bool {
    let published = |ground: &Ground<'_, '_>| ground.page.candidate.article.published().sort_key();
    let ahead = best.when.interval.end() > scene.query.asked.wall();
    let looks_ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    looks_ahead && !ahead && published(open) >= published(&best.ground)
}

fn not_told(ground: &Ground<'_, '_>, state: State) -> Option<AnswerParts> {
    let span = ground.page.sentence(ground.passage)?.span;
    Some(AnswerParts {
        cited: Some(cite::passage(ground.page, ground.passage, span)?),
        rules: vec![format!("when: {}", state.word())],
        ..AnswerParts::empty(state)
    })
}

/// Every time mention in a sentence that covers the question, with its worth.
fn candidates<'s, 'a>(scene: &Scene<'_>, grounds: &[Ground<'s, 'a>]) -> Vec<Dated<'s, 'a>> {
    let mut found = Vec::new();
    for ground in grounds {
        for mark in times::marks(ground.page, ground.passage) {
            found.extend(weigh(scene, *ground, mark));
        }
    }
    found
}

fn weigh<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    mark: Mark<'a>,
) -> Option<Dated<'s, 'a>> {
    let mention = mark.mention;
    if !matches!(mention.kind, TimexType::Date | TimexType::Time) || mention.value.ends_with("_REF")
    {
        return None;
    }
    let (page, passage) = (ground.page, ground.passage);
    let when = times::when_of(page, passage, &mark, asked_day(scene))?;
    let clock = when.precision == Precision::Minute;
    if scene.question.clock != clock
        && (scene.question.clock || times::borrows_day(page, passage, mention))
    {
        return None;
    }
    if scene
        .question
        .limits
        .iter()
        .any(|limit| limit.interval == when.interval)
        && !scene.question.clock
    {
        return None;
    }
    let told = passage.told.iter().find(|told| {
        told.report
            .time()
            .is_some_and(|time| time.span.overlaps(mention.span))
    });
    let near = scene.nearness(page, passage, mark.span);
    let title = told.map_or(0.0, |told| scene.share(&told.title));
    let score = ground.worth
        + NEAR * near
        + 0.25 * title
        + tense(scene, &when)?
        + limits(scene, &when)
        + coarse(page, &when)
        + standing::old_date(page, passage, mention, scene.question.tense)
        + reporting(ground, mention)
        + edge(scene, ground, mention, &when);
    Some(Dated {
        ground,
        mark,
        when,
        told,
        score,
    })
}

/// What has been asked about the past cannot lie ahead; what is asked about the future had better.
fn tense(scene: &Scene<'_>, when: &When) -> Option<f32> {
    let asked = scene.query.asked.wall();
    let ahead = when.interval.end() > asked;
    let later = when.interval.start() > asked;
    match (scene.question.tense, scene.question.pick) {
        (Tense::Past, _) | (_, Pick::Last) if later => None,
        (Tense::Past | Tense::Planned, _) | (_, Pick::Last) => Some(0.0),
        (_, Pick::Next) if !ahead => None,
        (Tense::Future | Tense::Present, _) => Some(if ahead { 0.15 } else { -0.2 }),
    }
}

/// The one day that the question restricts itself to.
fn asked_day(scene: &Scene<'_>) -> Option<NaiveDate> {
    let day = scene
        .question
        .limits
        .first()
        .filter(|limit| limit.precision == Precision::Day)?;
    Some(day.interval.first_day())
}

/// "He said on Sunday" dates the saying, and nothing else.
fn reporting(ground: Ground<'_, '_>, mention: &TimeMention) -> f32 {
    let (page, passage) = (ground.page, ground.passage);
    let said = page.candidate.reading.text.attribution(passage.sentence);
    let Some(clause) = said
        .map(|said| said.clause)
        .filter(|clause| clause.contains(mention.span))
    else {
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
    if around { worth - 0.2 } else { worth }
}

fn dated(
    scene: &Scene<'_>,
    grounds: &[Ground<'_, '_>],
    best: &Dated<'_, '_>,
) -> Option<AnswerParts> {
    let sure = best
        .told
        .filter(|told| scene.share(&told.title) >= SAME_EVENT);
    let (mut page, mut passage, mut mark) =
        (best.ground.page, best.ground.passage, best.mark.clone());
    let mut when = best.when.clone();
    if let Some((newer, quoting, report)) = sure.and_then(|told| standing::moved(scene, told)) {
        let mention = report.time()?;
        mark = Mark {
            mention,
            span: mention.span,
            range: None,
        };
        (page, passage) = (newer, quoting);
        when = report.when()?.clone();
    }
    let view = sure.and_then(|told| scene.view(told.known));
    let folded = view.as_ref().map(|view| view.status);
    let status = match standing::told_status(scene, grounds, page) {
        Some(off) if when.interval.end() <= scene.query.asked.wall() || folded.is_none() => {
            Some(off)
        }
        _ => folded,
    };
    let unconfirmed = standing::is_unconfirmed(scene, page, &when, status);
    let worked = when.clone();
    let when = match scene.question.edge {
        Edge::Whole => when,
        Edge::Start => times::first_day(&when),
        Edge::End => times::last_day(&when),
    };
    let when = times::in_unit(&when, &scene.question.words);
    let mut rules = vec![format!("when: {}", mark.mention.rule)];
    rules.extend(
        best.told
            .iter()
            .flat_map(|told| told.report.rules().iter().cloned()),
    );
    Some(AnswerParts {
        text: alternatives(scene, best).unwrap_or_else(|| when.to_string()),
        when: Some(when),
        event: view.as_ref().map(|view| view.title.clone()),
        status,
        place: view.as_ref().and_then(|view| view.place.clone()),
        history: view.map(|view| view.history).unwrap_or_default(),
        cited: Some(cite::passage(page, passage, mark.span)?),
        arithmetic: cite::arithmetic(page, &mark, &worked),
        rules,
        ..AnswerParts::empty(if unconfirmed {
            State::Unconfirmed
        } else {
            State::Found
        })
    })
}
