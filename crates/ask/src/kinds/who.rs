//! Who holds a post, or who did something.

use super::{Asking, Kind};
use crate::{
    ground::{Choice, Demand, Ground, grounds, newest},
    lexicon::Hit,
    page::Page,
    people,
    question::Tense,
    scene::{CLOSE, Scene},
    spots,
};
use dateline_core::AnswerParts;
use dateline_text::{Name, NameKind, Tag};
use std::ops::Range;

/// People.
pub(crate) const KIND: Kind = Kind {
    name: "who",
    fits,
    answer,
};

const PEOPLE: [&str; 40] = [
    "diplomat",
    "minister",
    "secretary",
    "president",
    "senator",
    "officer",
    "aide",
    "leader",
    "boss",
    "chief",
    "official",
    "general",
    "actor",
    "actress",
    "singer",
    "player",
    "captain",
    "coach",
    "judge",
    "mayor",
    "governor",
    "mp",
    "politician",
    "person",
    "man",
    "woman",
    "candidate",
    "director",
    "adviser",
    "advisor",
    "envoy",
    "host",
    "spokesman",
    "spokeswoman",
    "commander",
    "star",
    "artist",
    "writer",
    "member",
    "commentator",
];

fn fits(asking: &Asking<'_>) -> u8 {
    if let Some(at) = asking.what_kind_of(&PEOPLE) {
        return Asking::sure(at, 1);
    }
    let asker = asking.find("who").or_else(|| asking.find("whom"));
    asker.map_or(0, |at| Asking::sure(at, 0))
}

fn answer(scene: &Scene<'_>) -> Option<AnswerParts> {
    let asked = asked(scene);
    let words = scene.question.words.iter();
    let person = words
        .into_iter()
        .any(|word| PEOPLE.contains(&word.text.as_str()));
    let mut choices = Vec::new();
    for ground in grounds(
        scene,
        Demand {
            all: scene.by.who_all,
            own: scene.by.who_own,
        },
    ) {
        for (index, name) in people::in_ground(&ground, matches!(asked, Asked::Deed(_)) && !person)
        {
            choices.extend(weigh(scene, ground, index, name, asked));
        }
    }
    let best = newest(scene, choices, scene.by.who_least);
    best.or_else(|| spots::likeliest(scene))?.found(KIND.name)
}

/// What tells the person that a question wants.
#[derive(Debug, Clone, Copy)]
enum Asked {
    /// The holder of a post ("who is the mayor"), by the topic word that names it.
    Post(usize),
    /// Whoever did something ("who opened the fair"), by the topic word of the deed.
    Deed(Option<usize>),
    /// One of a sort ("which officer").
    Sort,
}

fn asked(scene: &Scene<'_>) -> Asked {
    let (words, terms) = (&scene.question.words, &scene.question.terms);
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let Some(asker) = words
        .iter()
        .position(|word| word.text == "who" || word.text == "whom")
    else {
        return Asked::Sort;
    };
    let be = matches!(
        text(asker + 1),
        "is" | "was" | "are" | "were" | "will" | "be"
    );
    if be && !words.iter().any(|word| word.text.ends_with("ing")) {
        let stop = (asker + 2..words.len())
            .find(|at| matches!(text(*at), "of" | "for" | "to" | "at" | "in") && *at > asker + 3)
            .unwrap_or(words.len());
        let post = terms.iter().rposition(|term| term.at < stop);
        return post.map_or(Asked::Sort, Asked::Post);
    }
    Asked::Deed(terms.iter().position(|term| term.at > asker))
}

fn weigh<'s, 'a>(
    scene: &Scene<'_>,
    ground: Ground<'s, 'a>,
    index: usize,
    name: &Name,
    asked: Asked,
) -> Option<Choice<'s, 'a>> {
    let page = ground.page;
    if asked_about(page, name) {
        return None;
    }
    let near = scene.nearness(page, ground.passage, name.span);
    let told = hits_in(scene, page, &people::about(&ground, name));
    let post = scene.share(&told);
    let (score, rule) = match asked {
        Asked::Post(term) => {
            let held = holds(scene, term, told.get(term).copied().unwrap_or(0.0))
                && !is_other_time(scene, &ground)
                && !is_of_another(scene, &ground, name)
                && !scene.is_dated(page);
            (
                ground.worth + post + 0.2 * near,
                if held && post >= 0.45 { "role" } else { "" },
            )
        }
        Asked::Deed(term) => {
            let done = term
                .is_none_or(|term| ground.passage.own.get(term).is_some_and(|own| *own > 0.0))
                && names_close(scene, &ground);
            let (deed, rule) = deed(scene, &ground, name, term);
            let speaker = speaker(scene, &ground, name);
            (
                ground.worth + 0.5 * near + deed + speaker,
                if done { rule } else { "" },
            )
        }
        Asked::Sort => {
            let (deed, rule) = deed(scene, &ground, name, None);
            (
                ground.worth + 0.5 * near + deed + speaker(scene, &ground, name) + 0.5 * post,
                rule,
            )
        }
    };
    (!rule.is_empty()).then_some(())?;
    Some(Choice {
        ground,
        span: name.span,
        text: people::full_name(page, index)?,
        score,
        rule,
    })
}

/// Whether a post is asked for and somebody holds another one, or none: of another time or body, or called by another word.
pub(crate) fn is_other(scene: &Scene<'_>, ground: &Ground<'_, '_>, name: &Name) -> bool {
    let Asked::Post(term) = asked(scene) else {
        return false;
    };
    let told = hits_in(scene, ground.page, &people::about(ground, name));
    let held = |term: usize| told.get(term).copied().unwrap_or(0.0);
    !holds(scene, term, held(term))
        || sort_of(scene, term).any(|word| held(word) <= 0.0)
        || is_other_time(scene, ground)
        || is_of_another(scene, ground, name)
        || scene.is_dated(ground.page)
}

/// The words right before a post that tell which of its sort it is: "foreign minister".
fn sort_of(scene: &Scene<'_>, post: usize) -> impl Iterator<Item = usize> {
    let at = |term: usize| scene.question.terms.get(term).map(|term| term.at);
    (0..post).rev().take_while(move |term| {
        let beside = at(*term).map(|at| at + post - term) == at(post);
        beside && scene.names.get(*term) != Some(&true)
    })
}

/// A post is meant exactly; only whoever leads may be called by any word for it, and some posts have short forms.
fn holds(scene: &Scene<'_>, term: usize, quality: f32) -> bool {
    let lead = [
        "head", "heads", "chief", "boss", "leader", "leads", "in", "ceo", "md", "governor",
        "senator", "lawyer", "attorney",
    ];
    let any = scene
        .question
        .terms
        .get(term)
        .is_some_and(|term| lead.contains(&term.text.as_str()));
    if any { quality > 0.0 } else { quality >= 0.9 }
}

/// "PCB chairman X" holds no post of the body that was asked about: another one is named with the post, and not that one.
fn is_of_another(scene: &Scene<'_>, ground: &Ground<'_, '_>, name: &Name) -> bool {
    let page = ground.page;
    let about = people::about(ground, name);
    let named = page.tokens_at(name.bare);
    let asked = |at: usize| {
        page.hits
            .iter()
            .any(|hit| hit.token == at && scene.names.get(hit.term) == Some(&true))
    };
    if !scene.names.contains(&true) || about.clone().any(asked) {
        return false;
    }
    let text = &page.candidate.reading.text;
    let bodies = text
        .names
        .iter()
        .filter(|other| matches!(other.kind, NameKind::Organisation | NameKind::Other));
    let in_title = |tokens: Range<usize>| about.start <= tokens.start && tokens.end <= named.start;
    let acronym = |at: usize| {
        let word = page.token(at);
        word.len() > 1
            && word.chars().all(|c| c.is_uppercase())
            && !page.hits.iter().any(|hit| hit.token == at)
    };
    bodies
        .into_iter()
        .any(|body| in_title(page.tokens_at(body.bare)))
        || (about.start..named.start).any(acronym)
}

/// "Who will be the next mayor", "who is the new mayor" is not answered by who is the mayor.
fn is_other_time(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let words = [
        "will",
        "become",
        "becomes",
        "appointed",
        "named",
        "next",
        "succeed",
        "elect",
        "incoming",
        "appoint",
        "appoints",
        "new",
        "successor",
        "replace",
        "replaces",
        "replaced",
        "succeeds",
    ];
    let tokens = ground
        .page
        .sentence(ground.passage)
        .map_or(0..0, |sentence| sentence.tokens.clone());
    let says = tokens
        .into_iter()
        .any(|at| words.contains(&ground.page.token(at)));
    let coming = scene.question.words.iter().any(|word| word.text == "new");
    (coming || scene.question.tense == Tense::Future) && !says
}

/// Names in the question stand in the sentence or in the one before, not only in the headline.
fn names_close(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let around = ground.passage.own.iter().zip(&ground.passage.near);
    let mut names = scene.names.iter().zip(around);
    names.all(|(name, (own, near))| !name || own.max(*near) >= CLOSE)
}

/// Whoever is only quoted is the answer to "who said" and to nothing else.
pub(crate) fn speaker(scene: &Scene<'_>, ground: &Ground<'_, '_>, name: &Name) -> f32 {
    let says = [
        "say",
        "said",
        "says",
        "call",
        "called",
        "describe",
        "described",
        "tell",
        "told",
        "warn",
        "warned",
        "asked",
    ];
    let asks = scene
        .question
        .words
        .iter()
        .any(|word| says.contains(&word.text.as_str()));
    match (people::is_speaker(ground, name), asks) {
        (true, true) => 0.15,
        (true, false) => -0.3,
        (false, _) => 0.0,
    }
}

/// A name that the question holds itself is no answer to it.
pub(crate) fn asked_about(page: &Page<'_>, name: &Name) -> bool {
    let tokens = page.tokens_at(name.bare);
    page.hits
        .iter()
        .any(|hit| tokens.contains(&hit.token) && hit.quality > 0.7)
}

/// A name that owns a longer one ("the Navy's Southern Fleet") is not the one whose post is told.
fn hits_in(scene: &Scene<'_>, page: &Page<'_>, tokens: &Range<usize>) -> Vec<f32> {
    let mut found = vec![0.0_f32; scene.weights.len()];
    for hit in page.hits.iter().filter(|hit| tokens.contains(&hit.token)) {
        let word = page.token(hit.token);
        let owner = (word.ends_with("'s") || word.ends_with("’s"))
            && page.token(hit.token + 1).starts_with(char::is_uppercase);
        let name = scene.names.get(hit.term) == Some(&true);
        if let Some(slot) = found.get_mut(hit.term).filter(|_| !(owner && name)) {
            *slot = slot.max(hit.quality);
        }
    }
    found
}

/// "Headed by X" and "X heads" make X the one who did it; a body is the answer only so.
fn deed(
    scene: &Scene<'_>,
    ground: &Ground<'_, '_>,
    name: &Name,
    term: Option<usize>,
) -> (f32, &'static str) {
    let page = ground.page;
    let named = page.tokens_at(name.span);
    let hits = page
        .hits
        .get(ground.passage.hits.clone())
        .unwrap_or_default();
    let done = |hit: &&Hit| term.is_none_or(|term| hit.term == term);
    let mut hits = hits.iter().filter(done);
    let by = (1..=3)
        .filter_map(|steps| named.start.checked_sub(steps))
        .find(|at| page.token(*at) == "by");
    let before = by.map_or(0..0, |by| by.saturating_sub(4)..by);
    let person = name.kind == NameKind::Person;
    if hits.clone().any(|hit| before.contains(&hit.token)) {
        return (scene.by.who_subject, "by");
    }
    if hits.any(|hit| is_subject(scene, page, &named, hit.token)) {
        return (scene.by.who_subject, "subject");
    }
    if person {
        (scene.by.who_near, "near")
    } else {
        (0.0, "")
    }
}

/// Whether a name is the subject of a deed: nothing but helping verbs, adverbs and what is said of the name between commas
/// stands between the two.
fn is_subject(scene: &Scene<'_>, page: &Page<'_>, named: &Range<usize>, deed: usize) -> bool {
    let text = &page.candidate.reading.text;
    if deed < named.end || deed > named.end + SUBJECT || !is_deed(page, deed) {
        return false;
    }
    let mut at = named.end;
    if page.token(at) == "," {
        match (at + 1..deed).find(|at| page.token(*at) == ",") {
            Some(closing) => at = closing + 1,
            None if matches!(page.token(at + 1), "who" | "which") => at += 2,
            None => return false,
        }
    }
    let helps = |at: usize| {
        matches!(text.tag(at), Tag::Auxiliary | Tag::Adverb)
            || matches!(
                page.token(at),
                "who" | "which" | "that" | "also" | "has" | "have" | "had" | "is" | "was"
            )
    };
    let past = scene.question.tense == Tense::Past;
    let ahead = |at: usize| {
        matches!(
            page.token(at),
            "will" | "would" | "may" | "could" | "should" | "to"
        )
    };
    (at..deed).all(|at| helps(at) && !(past && ahead(at)))
}

/// The most words between a subject and its verb.
const SUBJECT: usize = 16;

/// Whether a word is a verb here.
fn is_deed(page: &Page<'_>, at: usize) -> bool {
    matches!(page.candidate.reading.text.tag(at), Tag::Verb { .. })
}
