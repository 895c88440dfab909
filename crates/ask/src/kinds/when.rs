//! When something is, was, starts or ends.

use super::{Asking, Kind};
use crate::{
    cite,
    dating::{Dated, candidates},
    given_up::{Moves, given_up},
    ground::{Demand, Ground, grounds, says_what},
    page::{self, Page, Passage},
    question::{Edge, Tense},
    scene::Scene,
    standing,
    states::{self, Told},
    times::{self, Mark},
};
use dateline_core::{
    AnswerParts, EventView, Past, Precision, Span, State, Status, TimexType, When,
};

/// Dates and clock times.
pub(crate) const KIND: Kind = Kind {
    name: "when",
    fits,
    answer,
};

fn fits(asking: &Asking<'_>) -> u8 {
    let units = [
        "time",
        "day",
        "date",
        "dates",
        "month",
        "year",
        "weekday",
        "deadline",
        "deadlines",
    ];
    if let Some(at) = asking.what_kind_of(&units) {
        return Asking::sure(at, 1);
    }
    if let Some(at) = asking.find("when") {
        return Asking::sure(at, 0);
    }
    if let Some(at) = asked_unit(asking, &units) {
        return Asking::sure(at, 2);
    }
    if asking.find("date").is_some() {
        return Asking::sure(2, 0);
    }
    0
}

/// "What is the new date of the fair", "what was the original day": the unit is the head of what is asked for.
fn asked_unit(asking: &Asking<'_>, units: &[&str]) -> Option<usize> {
    let asker = asking.find("what").or_else(|| asking.find("which"))?;
    let text = |at: usize| asking.words.get(at).map_or("", |word| word.text.as_str());
    let be = matches!(text(asker + 1), "is" | "was" | "are" | "were" | "will");
    let ends = |at: usize| {
        matches!(
            text(at),
            "" | "of"
                | "for"
                | "that"
                | "when"
                | "on"
                | "in"
                | "the"
                | "a"
                | "if"
                | "after"
                | "to"
                | "by"
                | "now"
        )
    };
    let cut_off = |at: usize| text(at) == "cutoff" || text(at - 1) == "cut" && text(at) == "off";
    let is_unit = |at: usize| units.contains(&text(at)) || cut_off(at);
    let mut heads = (asker + 2..asker + 8).filter(|at| is_unit(*at) && ends(at + 1));
    let head = heads.next().filter(|_| be)?;
    let inner = asker + 2..head;
    let stops = ["of", "for", "in", "on", "at", "that", "who", "to"];
    (!inner.into_iter().any(|at| stops.contains(&text(at)))).then_some(asker)
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let mut grounds = grounds(
        scene,
        Demand {
            all: scene.by.when_all,
            own: scene.by.when_own,
        },
    );
    grounds.retain(|ground| says_what(scene, ground));
    let mut found = candidates(scene);
    if found
        .first()
        .is_none_or(|best| best.likely < scene.by.dates.sure())
    {
        found.clear();
    }
    if asks_new(scene) {
        found.retain(|dated| is_new(scene, dated));
        if found.is_empty() {
            return without_new(&grounds);
        }
    }
    let best = found
        .first()
        .map(|best| newest(scene, &found, best))
        .map(|best| widest(&found, best));
    let open = standing::unannounced(&grounds)
        .filter(|open| best.is_none_or(|best| supersedes(scene, open, best)));
    match (open, best) {
        (Some(open), _) => not_told(&open, State::Unannounced),
        (None, Some(best)) => match rival(&found, best) {
            Some(rival) => disputed(scene, &grounds, best, rival),
            None => dated(
                scene,
                &grounds,
                best,
                found.first().and_then(|first| first.told),
            ),
        },
        (None, None) => {
            let sure = |ground: &&Ground<'_, '_>| {
                ground.cover.all >= scene.by.when_undated && ground.cover.own >= 0.6
            };
            let best = grounds
                .iter()
                .filter(sure)
                .max_by(|a, b| a.worth.total_cmp(&b.worth))?;
            not_told(best, State::Undated)
        }
    }
}

/// "What is the new date", "when has it been rescheduled for": only a date that takes the place of another will do.
fn asks_new(scene: &Scene<'_>) -> bool {
    let words = &scene.question.words;
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    (0..words.len()).any(|at| {
        let dates = |at: usize| matches!(text(at), "date" | "dates" | "day" | "time");
        matches!(text(at), "new" | "revised" | "rescheduled") && dates(at + 1)
    })
}

/// Whether a date lay ahead of the story and its sentence says that it replaces another.
fn is_new(scene: &Scene<'_>, dated: &Dated<'_, '_>) -> bool {
    let (page, passage) = (dated.ground.page, dated.ground.passage);
    let ahead = dated.when.interval.end() > page.candidate.article.published().wall();
    let taken_back = given_up(
        page,
        passage,
        &Moves::of(page, passage),
        (&dated.mark, Tense::Present),
    ) < 0.0;
    let tokens = page
        .sentence(passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    let mut words = tokens.map(|at| page.token(at).to_lowercase());
    let news = words.any(|word| {
        matches!(
            word.as_str(),
            "new" | "now" | "rescheduled" | "instead" | "revised"
        )
    });
    let moves = states::in_passage(page, passage)
        .iter()
        .any(|(told, _, denied)| *told == Told::Moved && !denied);
    let moved = dated
        .told
        .and_then(|told| scene.view(told.known))
        .is_some_and(|view| !view.history.is_empty());
    ahead && !taken_back && !standing::leaves_open(&dated.ground) && (news || moves || moved)
}

/// No new date: the sentence that says so, else the one that tells of the move.
fn without_new(grounds: &[Ground<'_, '_>]) -> Option<AnswerParts> {
    let moves = |ground: &&Ground<'_, '_>| {
        let told = states::in_passage(ground.page, ground.passage);
        told.iter()
            .any(|(told, _, denied)| matches!(told, Told::Moved | Told::Off) && !denied)
    };
    let open = standing::unannounced(grounds);
    let moved = grounds
        .iter()
        .filter(moves)
        .max_by(|a, b| a.worth.total_cmp(&b.worth))
        .copied();
    not_told(&open.or(moved)?, State::Unannounced)
}

/// Scores that are no further apart are as good as equal: the one is at most 1.6 times as likely.
const NEARLY: f32 = 0.5;

/// The same of likelihoods that are summed over all that say a date.
const AS_LIKELY: f32 = 1.6;

/// A date as good that another story of the same day gives to the same event, neither saying that it moved.
fn rival<'f, 's, 'a>(
    found: &'f [Dated<'s, 'a>],
    best: &Dated<'s, 'a>,
) -> Option<&'f Dated<'s, 'a>> {
    let event = best.told?.known.event.id();
    let article = best.ground.page.candidate.article;
    let moves = |dated: &Dated<'_, '_>| {
        let told = states::in_passage(dated.ground.page, dated.ground.passage);
        told.iter()
            .any(|(told, _, _)| matches!(told, Told::Moved | Told::Off))
    };
    found.iter().find(|other| {
        let theirs = other.ground.page.candidate.article;
        let same = other
            .told
            .is_some_and(|told| told.known.event.id() == event);
        let precise =
            best.when.precision == Precision::Day && other.when.precision == Precision::Day;
        same && precise
            && theirs.id() != article.id()
            && theirs.published().day() == article.published().day()
            && !other.when.interval.overlaps(&best.when.interval)
            && other.score + NEARLY >= best.score
            && !moves(best)
            && !moves(other)
    })
}

/// Both dates, that of the newer story first.
fn disputed(
    scene: &Scene<'_>,
    grounds: &[Ground<'_, '_>],
    best: &Dated<'_, '_>,
    rival: &Dated<'_, '_>,
) -> Option<AnswerParts> {
    let age = |dated: &Dated<'_, '_>| {
        dated
            .ground
            .page
            .candidate
            .article
            .visible_from()
            .sort_key()
    };
    let (newer, older) = if age(rival) > age(best) {
        (rival, best)
    } else {
        (best, rival)
    };
    let first = dated(scene, grounds, newer, newer.told)?;
    let other = cite::passage(older.ground.page, older.ground.passage, older.mark.span)?;
    Some(AnswerParts {
        state: State::Disputed,
        text: format!("{}; or {}", newer.when, older.when),
        when: Some(newer.when.clone()),
        cited: Some(cite::passage(
            newer.ground.page,
            newer.ground.passage,
            newer.mark.span,
        )?),
        arithmetic: cite::arithmetic(newer.ground.page, &newer.mark, &newer.when),
        others: vec![other],
        ..first
    })
}

/// What a newer story says of the same, if it says so nearly as well: the newest report tells how things stand.
fn newest<'f, 's, 'a>(
    scene: &Scene<'_>,
    found: &'f [Dated<'s, 'a>],
    best: &'f Dated<'s, 'a>,
) -> &'f Dated<'s, 'a> {
    if !matches!(scene.question.tense, Tense::Present | Tense::Future) {
        return best;
    }
    let published = |dated: &Dated<'_, '_>| dated.ground.page.candidate.article.published().day();
    let ahead = |dated: &Dated<'_, '_>| dated.when.interval.end() > scene.query.asked.wall();
    let newer = found.iter().find(|other| {
        published(other) > published(best)
            && ahead(other)
            && other.likely * AS_LIKELY >= best.likely
            && other.ground.cover.all + 0.1 >= best.ground.cover.all
    });
    newer.unwrap_or(best)
}

/// The range that begins on the day found, where a sentence about as good gives one ("from Monday to Thursday"); a Saturday
/// is not part of a weekend for that.
fn widest<'f, 's, 'a>(found: &'f [Dated<'s, 'a>], best: &'f Dated<'s, 'a>) -> &'f Dated<'s, 'a> {
    let day = best.when.interval;
    let whole = found.iter().find(|other| {
        other.when.precision == Precision::Range
            && best.when.precision == Precision::Day
            && other.when.interval.first_day() == day.first_day()
            && other.ground.cover.all >= 0.66
            && !other.mark.mention.text.to_lowercase().contains("weekend")
    });
    whole.unwrap_or(best)
}

/// What the event was before: dates given up are shown as postponed, with those that the sentence cited takes back, and others of
/// its story on the same.
fn history(
    view: Option<&EventView>,
    page: &Page<'_>,
    passages: &[&Passage<'_>],
    stands: &When,
) -> Vec<Past> {
    let folded = view.map(|view| view.history.clone()).unwrap_or_default();
    let mut history: Vec<Past> = folded
        .into_iter()
        .map(|past| match (&past.when, past.status) {
            (Some(when), Status::Scheduled) if when.interval != stands.interval => Past {
                status: Status::Postponed,
                ..past
            },
            _ => past,
        })
        .collect();
    let marks = passages.iter().flat_map(|passage| {
        let marks = times::marks(page, passage).into_iter();
        marks.map(|mark| (*passage, mark))
    });
    for (passage, mark) in marks {
        let when = times::when_of(page, passage, &mark, None);
        let old = given_up(
            page,
            passage,
            &Moves::of(page, passage),
            (&mark, Tense::Present),
        ) < 0.0;
        let when = when.filter(|when| old && when.interval != stands.interval);
        let known = |when: &When| {
            history.iter().any(|past| {
                past.when
                    .as_ref()
                    .is_some_and(|past| past.interval == when.interval)
            })
        };
        if let Some(when) = when.filter(|when| !known(when)) {
            let article = page.candidate.article.id().clone();
            history.push(Past {
                status: Status::Postponed,
                when: Some(when),
                article,
            });
        }
    }
    history
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

/// Whether "no date yet" stands against the date found: it is as new, and the date has gone by or is of something else.
fn supersedes(scene: &Scene<'_>, open: &Ground<'_, '_>, best: &Dated<'_, '_>) -> bool {
    let published = |ground: &Ground<'_, '_>| ground.page.candidate.article.published().sort_key();
    let ahead = best.when.interval.end() > scene.query.asked.wall();
    let looks_ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let closer = open.cover.own > best.ground.cover.all + CLOSER;
    looks_ahead && (!ahead || closer) && published(open) >= published(&best.ground)
}

/// How much more of a question a sentence must hold to be closer to it.
const CLOSER: f32 = 0.1;

fn not_told(ground: &Ground<'_, '_>, state: State) -> Option<AnswerParts> {
    let span = ground.page.sentence(ground.passage)?.span;
    Some(AnswerParts {
        cited: Some(cite::passage(ground.page, ground.passage, span)?),
        rules: vec![format!("when: {}", state.word())],
        ..AnswerParts::empty(state)
    })
}

/// The rules that read the date, then those that read the report.
fn rules(best: &Dated<'_, '_>, mark: &Mark<'_>) -> Vec<String> {
    let told = best.told.iter();
    let reported = told.flat_map(|told| told.report.rules().iter().cloned());
    std::iter::once(format!("when: {}", mark.mention.rule))
        .chain(reported)
        .collect()
}

/// How what is asked about stands: as its sentence takes the date back, as the newest sentence tells, else as its event folds.
fn status(
    scene: &Scene<'_>,
    (told, folded): (Option<Status>, Option<Status>),
    taken_back: bool,
    past: bool,
) -> Option<Status> {
    let status = match told {
        _ if taken_back && scene.question.tense != Tense::Planned => Some(Status::Postponed),
        Some(off) if past || folded.is_none() => Some(off),
        _ => folded,
    };
    // What is called off ends: that is what is asked for.
    let ends = scene.question.edge == Edge::End && status == Some(Status::Cancelled);
    status.filter(|_| !ends)
}

fn dated(
    scene: &Scene<'_>,
    grounds: &[Ground<'_, '_>],
    best: &Dated<'_, '_>,
    event: Option<&page::Told<'_>>,
) -> Option<AnswerParts> {
    let sure = best
        .told
        .filter(|told| scene.share(&told.title) >= scene.by.when_same);
    let (mut page, mut passage, mut mark) =
        (best.ground.page, best.ground.passage, best.mark.clone());
    let mut when = best.when.clone();
    if let Some((newer, quoting, report)) = sure.and_then(|told| standing::moved(scene, told)) {
        let mention = report.time()?;
        mark = Mark {
            mention,
            span: mention.span,
            range: None,
            anchor: None,
        };
        (page, passage) = (newer, quoting);
        when = report.when()?.clone();
    }
    let event = event.filter(|told| scene.share(&told.title) >= scene.by.when_same);
    let view = sure.or(event).and_then(|told| scene.view(told.known));
    let moves = Moves::of(page, passage);
    let taken_back = given_up(page, passage, &moves, (&mark, Tense::Present)) < 0.0;
    let past = when.interval.end() <= scene.query.asked.wall();
    let told = standing::told_status(scene, grounds, page);
    let folded = view.as_ref().map(|view| view.status);
    let status = status(scene, (told, folded), taken_back, past);
    let unconfirmed = standing::is_unconfirmed(scene, page, &when, status);
    let worked = when.clone();
    let beside = grounds
        .iter()
        .filter(|ground| std::ptr::eq(ground.page, page))
        .map(|ground| ground.passage)
        .filter(|beside| beside.sentence != passage.sentence);
    let told: Vec<&Passage<'_>> = std::iter::once(passage).chain(beside).collect();
    let when = times::asked_part(&when, scene.question);
    Some(AnswerParts {
        text: alternatives(scene, best).unwrap_or_else(|| when.to_string()),
        when: Some(when),
        event: view.as_ref().map(|view| view.title.clone()),
        status,
        place: view.as_ref().and_then(|view| view.place.clone()),
        history: history(view.as_ref(), page, &told, &worked),
        cited: Some(cite::passage(page, passage, mark.span)?),
        arithmetic: cite::arithmetic(page, &mark, &worked),
        rules: rules(best, &mark),
        ..AnswerParts::empty(if unconfirmed {
            State::Unconfirmed
        } else {
            State::Found
        })
    })
}
