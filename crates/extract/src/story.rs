//! A whole story: its telling sentences in order, what each dates, and what later sentences point back to.

use crate::{
    cast::{self, Cast},
    lend,
    lexicon::{self, Frame, Grammar},
    memory::Memory,
    merge,
    patterns::{Found, PATTERNS, unscheduled},
    report,
    scene::Scene,
    title,
    word::{Tag, Word},
};
use dateline_core::{Article, Report, Span, Status, TimeMention, When};
use dateline_text::{Document, NameKind, Sentence};
use std::collections::BTreeMap;

/// What the body reports, in text order, before repeats are joined.
pub(crate) fn reports(
    article: &Article,
    document: &Document,
    times: &[TimeMention],
) -> Vec<Report> {
    let times = &ranged(article.text(), times);
    let cast = Cast::new(article, document);
    let mut memory = Memory::default();
    let mut reports = Vec::new();
    let telling = document
        .sentences
        .iter()
        .filter(|sentence| sentence.kind.tells());
    let whole: Vec<_> = telling
        .clone()
        .filter(|sentence| ends(article.text(), sentence))
        .collect();
    let telling = if whole.is_empty() {
        telling.collect()
    } else {
        whole
    };
    for sentence in telling {
        let scene = Scene::new(article, document, sentence, times, (&memory, &cast));
        let found = found(&scene);
        let put_off = put_off(&scene, &found);
        let all = found.values().chain(&put_off);
        reports.extend(all.filter_map(|found| report::report(&scene, found)));
        let learnt = learn(&scene, found.into_values());
        memory = learnt;
    }
    lend::lent(merge::merged(reports), &cast)
}

/// Whether a sentence ends as sentences do; headings and items of lists do not, unless they are as long as sentences.
fn ends(text: &str, sentence: &Sentence) -> bool {
    let words = sentence.span.read(text).unwrap_or_default();
    if words.split_whitespace().count() >= LONG {
        return true;
    }
    let words = words.trim_end_matches(['"', '”', '’', '\'', ')']);
    words.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// A line of so many words is no heading.
const LONG: usize = 16;

/// The mentions, with the two ends of a range joined into one.
fn ranged(text: &str, times: &[TimeMention]) -> Vec<TimeMention> {
    let ranges = dateline_timex::ranges(text, times);
    let mut joined = Vec::with_capacity(times.len());
    for (at, time) in times.iter().enumerate() {
        let joins = |range: &&dateline_timex::Range| !moves(text, range.span);
        if ranges.iter().filter(joins).any(|range| range.to == at) {
            continue;
        }
        let mut time = time.clone();
        if let Some(range) = ranges.iter().filter(joins).find(|range| range.from == at) {
            time.span = range.span;
            time.text = range.span.read(text).unwrap_or_default().to_owned();
            time.when = Some(range.when.clone());
        }
        if let Some(day) = eve(text, &time) {
            time.when = Some(day);
        }
        joined.push(time);
    }
    joined
}

/// "shortly before midnight on Tuesday" is Tuesday, though midnight begins the day behind.
fn eve(text: &str, time: &TimeMention) -> Option<When> {
    let named = time.text.to_lowercase();
    let before = text.get(..time.span.start()).unwrap_or_default();
    let led = before.trim_end().ends_with("before");
    let midnight = named.starts_with("midnight ") && named.contains("day");
    let day = time.when.as_ref()?.interval.first_day().pred_opt()?;
    (led && midnight).then(|| When::day(day).ok())?
}

/// Whether the words before "from one date to another" move something from the one to the other.
fn moves(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().rev().take(MOVES).collect();
    // "moved from Friday to December 27-28", "put off until May 5 to May 7", "set for Feb. 26 and 27": the new date is a range.
    let two = span.read(text).unwrap_or_default();
    let led = words
        .first()
        .is_some_and(|word| matches!(*word, "to" | "until" | "for" | "on"));
    if led || !(two.contains(" to ") || two.contains(" until ")) {
        return false;
    }
    let mut behind = "";
    for (back, word) in words.iter().enumerate() {
        if back > 0 && word.ends_with(['.', ';', ':']) {
            return false;
        }
        let lower = word.to_lowercase();
        let (verb, forms) = lexicon::verb_of(&lower);
        let infinitive = words
            .get(back + 1)
            .is_some_and(|before| before.eq_ignore_ascii_case("to"));
        let told = back < 4 || forms.past || forms.participle || infinitive;
        let late = verb.is_some_and(|verb| verb.frame == Frame::Late && verb.lemma != "extend");
        let put = matches!(lower.as_str(), "put" | "puts" | "brought" | "bring")
            && matches!(behind, "back" | "off" | "forward");
        if late && told || put {
            return true;
        }
        behind = word;
    }
    false
}

/// So many words before "from" may tell what moves: "put back a recital of the choir in the town hall from …".
const MOVES: usize = 12;

/// The best reading of each date of a sentence.
fn found(scene: &Scene<'_>) -> BTreeMap<usize, Found> {
    let mut best: BTreeMap<usize, Found> = BTreeMap::new();
    for mention in scene.mentions() {
        for pattern in PATTERNS {
            let Some(found) = (pattern.read)(scene, &mention) else {
                continue;
            };
            let weaker = best
                .get(&mention.time)
                .is_some_and(|known| known.weight >= found.weight);
            if !weaker && (found.befalls() || tells(&found.title)) {
                best.insert(mention.time, found);
            }
        }
    }
    finest(scene, best)
}

/// Whether a dated report already says that the event is off; "cancellation of the fair" is an event of its own.
fn says_as_much(dated: &Found, undated: &Found) -> bool {
    dated.title.contains(&undated.title) && dated.status != Status::Happened
}

/// What the sentence puts off or calls off without a date of its own.
fn put_off(scene: &Scene<'_>, dated: &BTreeMap<usize, Found>) -> Vec<Found> {
    let undated = scene
        .groups
        .iter()
        .filter_map(|group| unscheduled::undated(scene, group));
    undated
        .filter(|found| merge::words(&found.title).len() > 1)
        .filter(|found| !dated.values().any(|other| says_as_much(other, found)))
        .collect()
}

/// Whether a title says what happens: an event noun, or more than one word of meaning.
fn tells(title: &str) -> bool {
    const EDGES: [&str; 6] = [
        "start",
        "end",
        "opening",
        "close",
        "beginning",
        "completion",
    ];
    let event = |word: &str| {
        let lower = word.to_lowercase();
        lexicon::event_noun(&lower).is_some() && !EDGES.contains(&lower.as_str())
    };
    title.split(' ').any(event) || merge::words(title).len() > 1
}

/// Of the dates of one event in one sentence ("around 7:30 a.m. on Friday morning"), the finest.
fn finest(scene: &Scene<'_>, found: BTreeMap<usize, Found>) -> BTreeMap<usize, Found> {
    let when = |at: usize| scene.times.get(at)?.when.as_ref();
    let mut kept = found.clone();
    kept.retain(|&at, own| {
        !found.iter().any(|(&other, rival)| {
            let (Some(mine), Some(theirs)) = (when(at), when(other)) else {
                return false;
            };
            let inside = mine.interval.contains(&theirs.interval);
            let same = mine.interval == theirs.interval;
            at != other && rival.title == own.title && inside && (!same || other < at)
        })
    });
    kept
}

/// Whether a noun is the head of a title: the last word before its first preposition.
fn heads(title: &str, noun: &str) -> bool {
    let preposition = |word: &&str| lexicon::grammar(word) == Some(Grammar::Preposition);
    let head = title
        .split(' ')
        .take_while(|word| !preposition(word))
        .last();
    head == Some(noun)
}

/// Whether a sentence still speaks of the event before: "It was moved to Monday."
fn it_goes_on(scene: &Scene<'_>) -> bool {
    scene
        .groups
        .iter()
        .any(|group| title::of_event(scene, group).is_some())
}

/// Whether a person is a woman, by title or given name.
fn woman(scene: &Scene<'_>, name: usize) -> Option<bool> {
    let text = scene.article.text();
    let full = scene.document.canonical(name);
    for at in [name, full] {
        let own = scene.document.names.get(at)?;
        for word in own.span.read(text).unwrap_or_default().split(' ') {
            match word {
                "Ms." | "Ms" | "Mrs." | "Mrs" | "Miss" | "Queen" | "Princess" | "Lady" | "Dame" => {
                    return Some(true);
                }
                "Mr." | "Mr" | "King" | "Prince" | "Lord" | "Sir" => return Some(false),
                _ => {}
            }
        }
    }
    let given = scene.document.names.get(full)?.bare.read(text)?;
    lexicon::is_womans(given.split(' ').next()?)
}

/// An event noun, alone or inside a name ("the Film Awards").
fn names_event(word: &Word<'_>) -> bool {
    match word.tag {
        Tag::Event => true,
        Tag::Name => lexicon::event_noun(&word.lower).is_some(),
        _ => false,
    }
}

/// What the next sentences may point back to.
fn learn(scene: &Scene<'_>, found: impl Iterator<Item = Found>) -> Memory {
    let mut memory = scene.memory.clone();
    let found: Vec<Found> = found.collect();
    let tells_event = |found: &&Found| {
        let words = scene.words.get(found.words.clone()).unwrap_or_default();
        words
            .iter()
            .any(|word| names_event(word) && heads(&found.title, word.text))
    };
    let first = found.iter().find(tells_event);
    let subject = scene.groups.first().and_then(|group| {
        let head = title::head_phrase(scene, &group.subject).next_back()?;
        (scene.tag(head) == Some(Tag::Event)).then(|| title::event(scene, &group.subject))
    });
    let told = first.map(|found| found.title.clone()).or(subject);
    let goes_on = || {
        scene
            .memory
            .event()
            .filter(|_| it_goes_on(scene))
            .map(str::to_owned)
    };
    memory.tell(told.or_else(goes_on).as_deref());
    for found in found {
        let words = scene.words.get(found.words).unwrap_or_default();
        for head in words
            .iter()
            .filter(|word| word.tag == Tag::Event && heads(&found.title, word.text))
        {
            memory.keep_title(&title::stem(head), &found.title);
        }
    }
    for at in scene.sentence.names.clone().rev() {
        let full = scene.document.names.get(scene.document.canonical(at));
        if let Some(full) = full.filter(|name| name.kind == NameKind::Person) {
            memory.see_person(cast::bare(scene.article, full), woman(scene, at));
        }
    }
    for group in &scene.groups {
        let actors = title::actors(scene, group);
        let head = title::head_phrase(scene, &group.subject);
        let words =
            |range: std::ops::Range<usize>| scene.words.get(range).unwrap_or_default().iter();
        let mut names = words(head).rev().chain(words(group.subject.clone()));
        let name = names.find_map(|word| word.name);
        let kind = name
            .and_then(|name| scene.document.names.get(name))
            .map(|name| name.kind);
        match kind {
            Some(NameKind::Person) => {
                memory.meet_person(actors, name.and_then(|name| woman(scene, name)));
            }
            Some(NameKind::Organisation | NameKind::Place) => memory.meet_body(actors),
            Some(NameKind::Other) if !cast::is_event(&actors) => memory.meet_body(actors),
            _ => {}
        }
    }
    memory
}
