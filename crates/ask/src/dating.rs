//! How well a time that a sentence names answers a question.

use crate::{
    evidence::{self, Seen},
    given_up::{self, Moves},
    ground::Ground,
    model,
    page::{Page, Passage, Told},
    question::{Edge, Pick, Tense},
    ranking::{self, Features},
    scene::Scene,
    signs, states,
    times::{self, Mark},
};
use chrono::NaiveDate;
use dateline_core::{ArticleId, Precision, TimexType, Verdict, When};
use std::{cell::LazyCell, collections::HashMap, ops::Range};

/// A time mention that may be the answer.
pub(crate) struct Dated<'s, 'a> {
    /// Where it was read.
    pub ground: Ground<'s, 'a>,
    /// The words.
    pub mark: Mark<'a>,
    /// What they come to.
    pub when: When,
    /// The event that the sentence dates with them.
    pub told: Option<&'s Told<'a>>,
    /// How good it is in all; 0 is as good as silence.
    pub score: f32,
    /// How likely it is that the question asks for it, 0 to 1, other mentions of the same answer counted in.
    pub likely: f32,
    /// What it is weighed by.
    pub features: Features,
}

impl Dated<'_, '_> {
    fn feature(&self, at: usize) -> f32 {
        self.features.get(at).copied().unwrap_or_default()
    }

    fn set(&mut self, at: usize, value: f32) {
        if let Some(slot) = self.features.get_mut(at) {
            *slot = value;
        }
    }
}

/// Sentences that cover less of a question, with what stands around them, are not looked at.
const FLOOR: f32 = 0.2;

/// Every time mention that may be the answer, the best first.
pub(crate) fn candidates<'s, 'a>(scene: &'s Scene<'a>) -> Vec<Dated<'s, 'a>> {
    let mut found = Vec::new();
    if asks_unheard(scene) {
        return found;
    }
    for page in &scene.pages {
        let rare = evidence::rare(page, scene.question.terms.len());
        for passage in &page.passages {
            let cover = scene.cover(passage);
            let timed = !times::in_passage(page, passage).is_empty();
            let ground = Ground {
                page,
                passage,
                cover,
                worth: 0.0,
                trace: scene.trace,
            };
            let enough = timed && cover.all >= FLOOR;
            if enough && scene.may_tell(page, passage) {
                let marks = times::marks(page, passage).into_iter();
                let moves = LazyCell::new(|| Moves::of(page, passage));
                found.extend(marks.filter_map(|mark| weigh(scene, ground, &moves, &rare, mark)));
            }
            found.extend(moved_on(scene, ground, &rare));
        }
    }
    rank(scene, &mut found);
    found
}

/// Whether what a question is chiefly about stands in no story at all, nor anything that may stand for it.
fn asks_unheard(scene: &Scene<'_>) -> bool {
    let total: f32 = scene.weights.iter().sum();
    let held = |index: usize| {
        let mut pages = scene.pages.iter();
        pages.any(|page| page.whole.get(index).is_some_and(|held| *held > 0.0))
    };
    let mut terms = scene.question.terms.iter().zip(&scene.weights).enumerate();
    let words = &scene.question.words;
    let typed = |at: usize| words.get(at)?.span.read(&scene.query.question);
    let is_name = |at: usize| typed(at).is_some_and(|word| word.starts_with(char::is_uppercase));
    terms.any(|(index, (term, weight))| {
        let chief = if is_name(term.at) { CHIEF_NAME } else { CHIEF };
        *weight > chief * total && !term.is_first() && !held(index)
    })
}

/// The share of a question that its chief word has.
const CHIEF: f32 = 0.55;

/// The same of a word that the question writes as a name.
const CHIEF_NAME: f32 = 0.35;

/// Days behind the newest story in which what one says of a date is out of date.
const FRESH: f32 = 15.0;

/// Works out what compares dates with one another, then how likely each is.
fn rank(scene: &Scene<'_>, found: &mut [Dated<'_, '_>]) {
    let most = |of: usize| {
        let each = found.iter().map(|dated| dated.feature(of));
        each.fold(0.0, f32::max)
    };
    let behind = ["all", "near", "deed_near"].map(ranking::place);
    let best = behind.map(most);
    for (here, of) in [("nearest_here", "near"), ("clause_here", "clause")] {
        best_here(found, ranking::place(here), ranking::place(of));
    }
    supersede(found);
    let places = ["all_behind_best", "near_behind_best", "deed_behind_best"].map(ranking::place);
    let age = |dated: &Dated<'_, '_>| scene.age(dated.ground.page);
    let newest = found.iter().map(age).fold(f32::MAX, f32::min);
    let fresh = ["fresh_ahead", "fresh_back", "now_fresh"].map(ranking::place);
    for dated in found.iter_mut() {
        let behind_newest = (newest - age(dated)) / FRESH;
        for place in fresh {
            dated.set(place, dated.feature(place) * behind_newest.exp());
        }
        for ((place, of), best) in places.into_iter().zip(behind).zip(best) {
            dated.set(place, dated.feature(of) - best);
        }
        dated.score = scene.by.dates.score(&dated.features);
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let scores: Vec<f32> = found.iter().map(|dated| dated.score).collect();
    let parts: Vec<(When, f32)> = found
        .iter()
        .map(|dated| times::asked_part(&dated.when, scene.question))
        .zip(model::probabilities(&scores))
        .collect();
    let ends: Vec<f32> = (0..found.len())
        .map(|at| ends_of(found, &parts, at))
        .collect();
    for ((dated, (when, _)), ends) in found.iter_mut().zip(&parts).zip(ends) {
        let agreeing = parts.iter().filter(|(other, _)| times::agree(when, other));
        let own: f32 = agreeing.map(|(_, likely)| likely).sum();
        dated.likely = own + ends + around(&parts, when, own);
    }
    found.sort_by(|a, b| {
        let likely = b.likely.total_cmp(&a.likely);
        likely.then(b.score.total_cmp(&a.score))
    });
    let best = found.first().map_or(0.0, |dated| dated.likely);
    for dated in found.iter() {
        note(scene, dated, best);
    }
}

/// How likely the days are by which a range is told: who finds these in a sentence finds the range.
fn ends_of(found: &[Dated<'_, '_>], parts: &[(When, f32)], at: usize) -> f32 {
    let Some((dated, (range, _))) = found.get(at).zip(parts.get(at)) else {
        return 0.0;
    };
    if range.precision != Precision::Range {
        return 0.0;
    }
    let (first, last) = (range.interval.first_day(), range.interval.last_day());
    let inner = found.iter().zip(parts).filter(|(other, (when, _))| {
        let day = when.interval.first_day();
        when.precision == Precision::Day
            && (day == first || day == last)
            && sentence(other) == sentence(dated)
    });
    inner.map(|(_, (_, likely))| likely).sum()
}

/// How likely the weeks and months are that a day lies in and may be a closer word for: "next week" with "on Monday".
fn around(parts: &[(When, f32)], when: &When, own: f32) -> f32 {
    let holds = |other: &When| {
        let (inner, outer) = (when.interval, other.interval);
        matches!(other.precision, Precision::Week | Precision::Month)
            && outer.start() <= inner.start()
            && inner.end() <= outer.end()
    };
    if when.precision < Precision::Day {
        return 0.0;
    }
    let mut holding: Vec<(&When, f32)> = Vec::new();
    for (other, likely) in parts.iter().filter(|(other, _)| holds(other)) {
        match holding
            .iter_mut()
            .find(|(known, _)| known.interval == other.interval)
        {
            Some((_, sum)) => *sum += likely,
            None => holding.push((other, *likely)),
        }
    }
    let told = holding.iter().map(|(_, likely)| *likely);
    told.filter(|likely| own >= CLOSER_WORD * likely).sum()
}

/// A day with so small a part of the likelihood of its week or month may be a closer word for the same.
const CLOSER_WORD: f32 = 0.1;

/// Sets whether no other date of the sentence has more of a feature.
fn best_here(found: &mut [Dated<'_, '_>], here: usize, of: usize) {
    let mut most: HashMap<(&ArticleId, usize), f32> = HashMap::new();
    for dated in found.iter() {
        let most = most.entry(sentence(dated)).or_default();
        *most = most.max(dated.feature(of));
    }
    for dated in found.iter_mut() {
        let most = most.get(&sentence(dated)).copied().unwrap_or_default();
        dated.set(here, f32::from(u8::from(dated.feature(of) >= most)));
    }
}

/// What a newer story takes back is taken back wherever an older one tells it of the same.
fn supersede(found: &mut [Dated<'_, '_>]) {
    let (given_up, all) = (ranking::place("given_up"), ranking::place("all"));
    let published =
        |dated: &Dated<'_, '_>| dated.ground.page.candidate.article.published().sort_key();
    let taken_back = found
        .iter()
        .filter(|dated| dated.feature(given_up) <= TAKEN_BACK);
    let taken_back: Vec<_> = taken_back
        .map(|dated| {
            (
                dated.when.interval.first_day(),
                published(dated),
                dated.feature(all),
            )
        })
        .collect();
    for dated in found {
        let day = dated.when.interval.first_day();
        let (age, cover) = (published(dated), dated.feature(all));
        let gone = taken_back
            .iter()
            .any(|(given, since, by)| *given == day && *since > age && by + SAME >= cover);
        if gone {
            dated.set(given_up, dated.feature(given_up).min(TAKEN_BACK));
        }
    }
}

/// How little a question wants a date that was taken back, at most.
const TAKEN_BACK: f32 = -0.8;

/// A sentence that covers so much less of a question may speak of something else.
const SAME: f32 = 0.25;

/// Which sentence of which story a date stands in.
fn sentence<'a>(dated: &Dated<'_, 'a>) -> (&'a ArticleId, usize) {
    let page = dated.ground.page;
    (page.candidate.article.id(), dated.ground.passage.sentence)
}

/// Tells of a date why it was not chosen: silence goes before it, or the likeliest one does.
fn note(scene: &Scene<'_>, dated: &Dated<'_, '_>, best: f32) {
    let Some(trace) = scene.trace else { return };
    let by = &scene.by.dates;
    let is_unsure = dated.likely < by.sure();
    let verdict = if is_unsure && (dated.score < 0.0 || dated.likely >= best) {
        Verdict::Weak
    } else {
        Verdict::Behind
    };
    let (when, rule) = (dated.when.to_string(), dated.mark.mention.rule.as_str());
    trace.note(
        &dated.ground,
        (&when, rule),
        &by.parts(&dated.features),
        verdict,
    );
}

/// "The launch has been put back. It will now take place on Friday": the new day stands in a sentence behind.
fn moved_on<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    rare: &[f32],
) -> Option<Dated<'s, 'a>> {
    let page = ground.page;
    let moved = |(told, _, denied): &(states::Told, usize, bool)| {
        matches!(told, states::Told::Moved | states::Told::Off) && !denied
    };
    let ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let whole = ground.cover.own >= 0.6;
    if !ahead || !whole {
        return None;
    }
    let refused = refuses(ground);
    let moves = |passage: &Passage<'_>| states::in_passage(page, passage).iter().any(moved);
    if !(refused || moves(ground.passage)) {
        return None;
    }
    let behind = |passage: &&Passage<'_>| {
        let steps = passage.sentence.checked_sub(ground.passage.sentence);
        steps.is_some_and(|steps| (1..=2).contains(&steps))
    };
    page.passages.iter().filter(behind).find_map(|passage| {
        let mut marks = times::marks(page, passage).into_iter();
        let mark = marks.find(|mark| {
            is_now(page, passage, mark) || refused && is_moved_to(page, passage, mark)
        })?;
        let when = times::when_of(page, passage, &mark, asked_day(scene))?;
        let here = Ground { passage, ..ground };
        let later = when.interval.start() > page.candidate.article.published().wall();
        let side = tense(scene, here, &when)?;
        let seen = Seen {
            when: &when,
            near: ground.passage.own.iter().map(|own| own * BEHIND).collect(),
            clause: ground.passage.own.iter().map(|own| own * BEHIND).collect(),
            rare,
            title: None,
            times: 1,
            parts: signs::parts(
                scene,
                here,
                (&mark, &when),
                &Moves::of(page, passage),
                (None, side),
            ),
        };
        let features = evidence::features(scene, &ground, &seen);
        let wanted = later && is_wanted(scene, here, &mark, &when);
        wanted.then_some(Dated {
            ground: here,
            mark,
            when,
            told: None,
            score: 0.0,
            likely: 0.0,
            features,
        })
    })
}

/// Whether a sentence takes one of its dates back.
fn refuses(ground: Ground<'_, '_>) -> bool {
    let page = ground.page;
    let marks = times::marks(page, ground.passage);
    let given_up = |mark| given_up::is_refused(page, mark) || given_up::was_planned(page, mark);
    marks.iter().any(given_up)
}

/// How close the words of a sentence count to the day that stands in one behind it.
const BEHIND: f32 = 0.75;

/// Whether "now" in front of a date makes it the one that stands.
fn is_now(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> bool {
    before(page, passage, mark)
        .into_iter()
        .any(|at| matches!(page.token(at), "now" | "instead" | "rescheduled"))
}

/// Whether something was moved to a date.
fn is_moved_to(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> bool {
    let before = before(page, passage, mark);
    let led = before.clone().last().map_or("", |at| page.token(at));
    let moved = |(told, token, denied): &(states::Told, usize, bool)| {
        *told == states::Told::Moved && !denied && before.contains(token)
    };
    let told = states::in_passage(page, passage);
    matches!(led, "to" | "until" | "till") && told.iter().any(moved)
}

/// The words of a sentence that stand before a date.
fn before(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> Range<usize> {
    let sentence = page.sentence(passage);
    let first = sentence.map_or(0, |sentence| sentence.tokens.start);
    let at = page.tokens_at(mark.span).start;
    first.max(at.saturating_sub(8))..at
}

fn weigh<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    moves: &Moves,
    rare: &[f32],
    mark: Mark<'a>,
) -> Option<Dated<'s, 'a>> {
    let (page, passage) = (ground.page, ground.passage);
    let when = times::when_of(page, passage, &mark, asked_day(scene))?;
    let left_out = |verdict| {
        if let Some(trace) = ground
            .trace
            .filter(|_| ground.cover.all >= scene.by.when_all)
        {
            let rule = mark.mention.rule.as_str();
            trace.note(&ground, (&when.to_string(), rule), &[], verdict);
        }
    };
    if !is_wanted(scene, ground, &mark, &when) {
        left_out(Verdict::OtherSort);
        return None;
    }
    let Some(side) = tense(scene, ground, &when) else {
        left_out(Verdict::WrongSide);
        return None;
    };
    if signs::reserve(scene, ground, &mark) < 0.0 {
        left_out(Verdict::OtherSort);
        return None;
    }
    let told = passage.told.iter().find(|told| {
        let time = told.report.time();
        time.is_some_and(|time| time.span.overlaps(mark.mention.span))
    });
    let seen = Seen {
        when: &when,
        near: scene.nears(page, passage, mark.span),
        clause: scene.in_clause(
            &moves.segments,
            page,
            passage,
            page.tokens_at(mark.span).start,
        ),
        rare,
        title: told.map(|told| told.title.as_slice()),
        times: times::in_passage(page, passage).len(),
        parts: signs::parts(scene, ground, (&mark, &when), moves, (told, side)),
    };
    let features = evidence::features(scene, &ground, &seen);
    Some(Dated {
        ground,
        mark,
        when,
        told,
        score: 0.0,
        likely: 0.0,
        features,
    })
}

/// Whether a time is of the sort asked for at all.
fn is_wanted(scene: &Scene<'_>, ground: Ground<'_, '_>, mark: &Mark<'_>, when: &When) -> bool {
    let mention = mark.mention;
    let dates = matches!(mention.kind, TimexType::Date | TimexType::Time)
        && !mention.value.ends_with("_REF");
    let clock = when.precision == Precision::Minute;
    let asks_clock = scene.question.clock;
    let mixed = asks_clock != clock
        && (asks_clock || times::borrows_day(ground.page, ground.passage, mention));
    let given = scene
        .question
        .limits
        .iter()
        .any(|limit| limit.interval == when.interval);
    let vague = mention.text.to_lowercase().starts_with("that ");
    dates && !mixed && !vague && !describes(ground, mark, when) && (asks_clock || !given)
}

/// "This year's games" and "for the summer" describe; they date nothing.
fn describes(ground: Ground<'_, '_>, mark: &Mark<'_>, when: &When) -> bool {
    let page = ground.page;
    let tokens = page.tokens_at(mark.span);
    let owner = page.token(tokens.end.saturating_sub(1));
    let owns = owner.ends_with("'s")
        || owner.ends_with("’s")
        || matches!(page.token(tokens.end), "'s" | "’s");
    let before = |steps: usize| {
        tokens
            .start
            .checked_sub(steps)
            .map_or("", |at| page.token(at))
    };
    let plans = ["set", "slated", "planned", "scheduled", "due", "expected"];
    let lasting =
        when.precision == Precision::Season && before(1) == "for" && !plans.contains(&before(2));
    let behind = page.candidate.reading.text.tag(tokens.end);
    let part = matches!(when.precision, Precision::Quarter | Precision::Half);
    if part && matches!(behind, dateline_text::Tag::Noun) {
        return true;
    }
    let long = when.interval.length().num_days() > 1 && when.precision != Precision::Range;
    long && (owns || lasting)
}

/// What has been asked about the past cannot lie ahead; what is asked about the future had better.
fn tense(scene: &Scene<'_>, ground: Ground<'_, '_>, when: &When) -> Option<f32> {
    let asked = scene.query.asked.wall();
    let ahead = when.interval.end() > asked;
    let later = when.interval.start() > asked;
    let soon = f32::from(
        i16::try_from((when.interval.start() - asked).num_days().max(0)).unwrap_or(i16::MAX),
    );
    match (scene.question.tense, scene.question.pick) {
        (Tense::Past, _) | (_, Pick::Last) if later => None,
        (Tense::Past | Tense::Planned, _) | (_, Pick::Last) => Some(0.0),
        (_, Pick::Next) if !ahead => None,
        (_, Pick::Next) => Some(0.15 - (0.01 * soon).min(0.3)),
        (Tense::Future | Tense::Present, _) if ahead => Some(0.15),
        (Tense::Future | Tense::Present, _) => {
            is_recent(scene, ground, when).then_some(GONE - off(ground))
        }
    }
}

/// What a day gone by is worth to a question about what is to come.
const GONE: f32 = -0.3;

/// A day on which it was called off is hardly when it is.
fn off(ground: Ground<'_, '_>) -> f32 {
    let told = states::in_passage(ground.page, ground.passage);
    let off = told
        .iter()
        .any(|(told, _, denied)| *told == states::Told::Off && !denied);
    if off { 0.25 } else { 0.0 }
}

/// "When is it" may be answered by a day gone by: one that was still ahead when the story appeared, or that has hardly
/// passed and is surely meant.
fn is_recent(scene: &Scene<'_>, ground: Ground<'_, '_>, when: &When) -> bool {
    let was_ahead = when.interval.end() > ground.page.candidate.article.published().wall();
    let days = (scene.query.asked.day() - when.interval.last_day()).num_days();
    let began = scene.question.edge == Edge::Start && ground.cover.own >= 0.8;
    was_ahead
        || began
        || (scene.question.tense == Tense::Present && days <= 90 && ground.cover.own >= 0.8)
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
