//! Yes or no: was it called off, has it happened, is it still on.

use super::{Asking, Kind};
use crate::{
    cite,
    ground::{Demand, Ground, grounds_by},
    page::{self, Page},
    question::Tense,
    scene::Scene,
    segments::Segments,
    states::{self, Told},
    times,
};
use dateline_core::{AnswerParts, Precision, State, Status, When};

/// Yes and no.
pub(crate) const KIND: Kind = Kind {
    name: "status",
    fits,
    answer,
};

/// A sentence must hold this much of what the best one on the topic holds; or this much with what stands around it.
const TOPIC: f32 = 0.6;
const AROUND: f32 = 0.9;

/// What a sentence gains that names the day asked about.
const ON_DAY: f32 = 0.25;

/// What the topic words gain that stand in the clause of a state word.
const CLAUSE: f32 = 0.25;

/// What a word loses that may say of anything that it goes on.
const WEAK: f32 = 0.4;

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
    let asked = match states::asked(&words).filter(|_| !ends_up) {
        Some((told, at)) => Asked::State(told, at),
        None => Asked::Deed,
    };
    let grounds = topics(scene, asked);
    let best = best(scene, &grounds, asked);
    match (best, asked) {
        (Some(verdict), _) => parts(scene, &verdict),
        (None, Asked::State(..)) if !grounds.is_empty() => {
            Some(AnswerParts::empty(State::Unreported))
        }
        (None, _) => None,
    }
}

/// What a question wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether something is in a state, and which of its words names that.
    State(Told, usize),
    /// Whether something was, is or will be done.
    Deed,
}

/// One sentence that tells yes or no.
struct Verdict<'s, 'a> {
    ground: Ground<'s, 'a>,
    /// Whether it means yes.
    yes: bool,
    /// The state that it tells, and the token that does; none where it says the very thing.
    told: Option<(Told, usize)>,
    score: f32,
}

/// The verdict that is worth most.
fn best<'s, 'a>(
    scene: &Scene<'_>,
    grounds: &[Ground<'s, 'a>],
    asked: Asked,
) -> Option<Verdict<'s, 'a>> {
    let most = |of: fn(&Ground<'_, '_>) -> f32| grounds.iter().map(of).fold(0.0, f32::max);
    let (own, all) = (
        most(|ground| ground.cover.own),
        most(|ground| ground.cover.all),
    );
    let on_topic = grounds.iter().filter(|ground| {
        let cover = ground.cover;
        cover.own >= TOPIC * own || cover.all >= AROUND * all || is_on_day(scene, ground)
    });
    let told = on_topic.flat_map(|ground| states_told(scene, ground, asked));
    let deeds = grounds.iter().filter(|_| asked == Asked::Deed);
    let said = deeds.filter_map(|ground| said(scene, ground));
    let said: Vec<Verdict<'s, 'a>> = said.collect();
    match (highest(told), highest(said.into_iter())) {
        (Some(told), Some(said)) => {
            let day = |verdict: &Verdict<'_, '_>| {
                let article = verdict.ground.page.candidate.article;
                article.published().day()
            };
            // What was put off before may have been done since.
            let newer = said.yes && day(&said) > day(&told);
            let lead = if newer { SINCE } else { 0.0 };
            Some(if said.score + lead > told.score {
                said
            } else {
                told
            })
        }
        (told, said) => told.or(said),
    }
}

/// What a story gains that says the very thing, over one that told of a state before.
const SINCE: f32 = 0.3;

fn highest<'s, 'a>(verdicts: impl Iterator<Item = Verdict<'s, 'a>>) -> Option<Verdict<'s, 'a>> {
    verdicts.fold(None, |best: Option<Verdict<'s, 'a>>, next| match best {
        Some(best) if best.score >= next.score => Some(best),
        _ => Some(next),
    })
}

/// What a sentence tells of the state of what was asked about.
fn states_told<'s, 'a>(
    scene: &Scene<'_>,
    ground: &Ground<'s, 'a>,
    asked: Asked,
) -> Vec<Verdict<'s, 'a>> {
    let rumoured = is_rumour(ground);
    let tokens = &ground.page.candidate.reading.text.tokens;
    let segments = Segments::of(ground.page, ground.passage);
    let each = states::all_in(ground.page, ground.passage).into_iter();
    let each = each.filter_map(|(told, token, denied)| {
        let yes = yes(asked, told, denied || rumoured)?;
        let near = scene.nearness(ground.page, ground.passage, tokens.get(token)?.span);
        let clause = scene.share(&scene.in_clause(&segments, ground.page, ground.passage, token));
        let same = matches!(asked, Asked::State(state, _) if state == told);
        let mut score = ground.worth + 0.6 * near + CLAUSE * clause + if same { 0.15 } else { 0.0 };
        score += if is_on_day(scene, ground) {
            ON_DAY
        } else {
            0.0
        };
        score -= if states::is_weak(ground.page.token(token)) {
            WEAK
        } else {
            0.0
        };
        (near > scene.by.status_near).then_some(Verdict {
            ground: *ground,
            yes,
            told: Some((told, token)),
            score,
        })
    });
    each.collect()
}

/// Whether a sentence names the day that the question names.
fn is_on_day(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let days = scene.question.limits.iter();
    let mut days = days.filter(|limit| limit.precision >= Precision::Day);
    let times = times::in_passage(ground.page, ground.passage);
    days.any(|day| {
        let mut named = times.iter().filter_map(|time| time.when.as_ref());
        named.any(|when| when.interval.overlaps(&day.interval) && when.precision >= Precision::Day)
    })
}

/// "Dismissed as speculation a report that it had been called off": the sentence tells the contrary of what it repeats.
fn is_rumour(ground: &Ground<'_, '_>) -> bool {
    let tokens = ground
        .page
        .sentence(ground.passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    let mut words = tokens.map(|at| ground.page.token(at).to_lowercase());
    words.any(|word| {
        matches!(
            word.as_str(),
            "speculation"
                | "rumour"
                | "rumours"
                | "rumor"
                | "rumors"
                | "untrue"
                | "false"
                | "denied"
                | "denies"
                | "baseless"
                | "dismissed"
                | "dismisses"
                | "rejected"
                | "fake"
                | "fiction"
                | "hoax"
                | "unfounded"
                | "denying"
                | "refuted"
        ) && !ground
            .page
            .hits
            .iter()
            .any(|hit| ground.page.token(hit.token).eq_ignore_ascii_case(&word))
    })
}

/// Whether what is told means yes to what is asked; none where it means neither.
fn yes(asked: Asked, told: Told, denied: bool) -> Option<bool> {
    let Asked::State(state, _) = asked else {
        return match told {
            Told::Off | Told::Moved => (!denied).then_some(false),
            Told::On => Some(!denied),
            Told::Ended | Told::Done => None,
        };
    };
    match (state, told) {
        (Told::Off, Told::Off) | (Told::Moved, Told::Moved) | (Told::Ended, Told::Ended) => {
            Some(!denied)
        }
        (Told::On, Told::On) | (Told::Done, Told::Done) => Some(!denied),
        (Told::On, Told::Off | Told::Moved) => Some(denied),
        (Told::Off, Told::Moved | Told::Done | Told::On)
        | (Told::Moved, Told::Off | Told::On)
        | (Told::On, Told::Ended)
        | (Told::Done, Told::Off | Told::Moved) => (!denied).then_some(false),
        _ => None,
    }
}

fn parts(scene: &Scene<'_>, verdict: &Verdict<'_, '_>) -> Option<AnswerParts> {
    let (page, passage) = (verdict.ground.page, verdict.ground.passage);
    let word = if verdict.yes { "yes" } else { "no" };
    let Some((told, token)) = verdict.told else {
        let span = page.sentence(passage)?.span;
        return Some(AnswerParts {
            text: word.to_owned(),
            cited: Some(cite::passage(page, passage, span)?),
            rules: vec!["status: sentence".to_owned()],
            ..AnswerParts::empty(State::Found)
        });
    };
    let span = page.candidate.reading.text.tokens.get(token)?.span;
    let denied = states::is_denied(page, passage, token) || is_rumour(&verdict.ground);
    let status = match told {
        _ if denied => None,
        Told::Off => Some(Status::Cancelled),
        Told::Moved => Some(Status::Postponed),
        Told::Done => Some(Status::Happened),
        Told::Ended | Told::On => None,
    };
    // A sentence may tell of several things: the one shown is the one asked about, or none.
    let share = |told: &&page::Told<'_>| scene.share(&told.title);
    let reported = passage
        .told
        .iter()
        .max_by(|a, b| share(a).total_cmp(&share(b)));
    let reported = reported.filter(|told| share(told) > 0.0);
    let view = reported.and_then(|told| scene.view(told.known));
    let text = if denied {
        word.to_owned()
    } else {
        format!("{word}, {}", worded(told, page, token))
    };
    Some(AnswerParts {
        text,
        status,
        event: view.as_ref().map(|view| view.title.clone()),
        history: view.map(|view| view.history).unwrap_or_default(),
        cited: Some(cite::passage(page, passage, span)?),
        rules: vec!["status: state word".to_owned()],
        ..AnswerParts::empty(State::Found)
    })
}

/// The words that tell the state, "called off" whole; what took place or goes on is not told by a single word.
fn worded(told: Told, page: &Page<'_>, token: usize) -> String {
    const BEHIND: [&str; 9] = [
        "off", "back", "out", "down", "away", "up", "forward", "through", "short",
    ];
    match told {
        Told::Done => "took place".to_owned(),
        Told::On => "still on".to_owned(),
        Told::Off | Told::Moved | Told::Ended => {
            let word = page.token(token).to_lowercase();
            let next = page.token(token + 1);
            if BEHIND.contains(&next) {
                format!("{word} {next}")
            } else {
                word
            }
        }
    }
}

/// Sentences on the topic, the state word that was asked for left out.
fn topics<'s, 'a>(scene: &'s Scene<'a>, asked: Asked) -> Vec<Ground<'s, 'a>> {
    let terms = scene.question.terms.iter().zip(&scene.weights);
    let named = |at: usize| matches!(asked, Asked::State(_, state) if state == at);
    let weights: Vec<f32> = terms
        .map(|(term, weight)| if named(term.at) { 0.0 } else { *weight })
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
fn said<'s, 'a>(scene: &Scene<'_>, ground: &Ground<'s, 'a>) -> Option<Verdict<'s, 'a>> {
    let denied = denies(ground) || is_rumour(ground);
    let needed = if denied {
        scene.by.status_says - 0.1
    } else {
        scene.by.status_says
    };
    let looks_ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let past = !denied
        && (if looks_ahead {
            open(ground)
        } else {
            ahead(ground)
        });
    let cover = ground.cover;
    let whole = cover.own >= needed || denied && cover.all >= DENIED && cover.own >= 0.3;
    let fits = whole
        && !past
        && !is_history(scene, ground)
        && !scene.is_dated(ground.page)
        && (denied || does(scene, ground) && !is_put_off(ground));
    fits.then_some(Verdict {
        ground: *ground,
        yes: !denied,
        told: None,
        score: ground.worth + SAYS,
    })
}

/// Cover of a sentence that denies the very thing, with what stands around it.
const DENIED: f32 = 0.75;

/// What a sentence gains that says the very thing.
const SAYS: f32 = 0.45;

/// What a sentence says was put off or called off it does not say was done.
fn is_put_off(ground: &Ground<'_, '_>) -> bool {
    let told = states::in_passage(ground.page, ground.passage);
    let off = |told: &Told| matches!(told, Told::Off | Told::Moved);
    told.iter().any(|(told, _, denied)| off(told) && !denied)
}

/// Whether a sentence leaves open whether it will be.
fn open(ground: &Ground<'_, '_>) -> bool {
    has_word(
        ground,
        &[
            "could", "may", "might", "if", "If", "should", "whether", "hopes", "would",
        ],
    )
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
    // "If they don't have a new contract" denies no contract.
    let supposed = |at: usize| {
        let mut before = at.saturating_sub(SUPPOSED)..at;
        before.any(|at| matches!(ground.page.token(at), "if" | "If" | "unless" | "Unless"))
    };
    let denied = |at: usize| states::is_denied(ground.page, ground.passage, at) && !supposed(at);
    hits.iter().any(|hit| denied(hit.token))
}

/// Whether a sentence only looks ahead: it can neither confirm nor deny what has happened.
fn ahead(ground: &Ground<'_, '_>) -> bool {
    let looks = ["will", "due", "plans", "expected"];
    open(ground) || has_word(ground, &looks)
}

/// So many words before a word an "if" makes it a condition.
const SUPPOSED: usize = 8;

/// Whether one of some words stands in a clause that tells of what was asked about.
fn has_word(ground: &Ground<'_, '_>, words: &[&str]) -> bool {
    let (page, passage) = (ground.page, ground.passage);
    let sentence = page.sentence(passage);
    let tokens = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
    let mut said = tokens
        .filter(|at| words.contains(&page.token(*at)))
        .peekable();
    if said.peek().is_none() {
        return false;
    }
    let segments = Segments::of(page, passage);
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    said.any(|at| {
        let mut hits = hits.iter();
        hits.any(|hit| segments.closeness(at, hit.token) >= 1.0)
    })
}
