//! Who takes part in an event, by the words that tell it.

mod described;
mod pronouns;

use crate::{
    cast,
    clause::Group,
    lexicon::{self, Frame, Grammar},
    patterns::Found,
    place,
    scene::Scene,
    title,
    word::{Tag, Word},
};
use dateline_core::Status;
use dateline_text::{Name, NameKind};
use described::{both, described, doers, sides};
use pronouns::{him, owner};
use std::ops::Range;

/// The most participants that a report names.
const MOST: usize = 6;

/// Those who act, then those named behind the verb: in full, each once.
pub(crate) fn participants(scene: &Scene<'_>, found: &Found) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let comma = |at: &usize| scene.tag(*at) == Some(Tag::Comma);
    let aside = found.actors.clone().find(comma);
    let head = found.actors.start..aside.unwrap_or(found.actors.end);
    let ground = place::host(scene, found);
    let named = |range: &Range<usize>| {
        let names = names(scene, range).into_iter();
        let acting = names.filter(|at| acts(scene, *at) && ground != Some(*at));
        acting.collect::<Vec<_>>()
    };
    let heads = named(&head);
    if heads.is_empty() {
        for name in described(scene, found) {
            add(&mut all, name);
        }
    }
    for at in heads
        .into_iter()
        .chain(named(&(head.end..found.actors.end)))
    {
        add(&mut all, full_name(scene, at));
    }
    for name in names(scene, &found.words)
        .into_iter()
        .chain(with(scene, found))
    {
        if !found.actors.contains(&first_word(scene, name)) && beside(scene, name) {
            add(&mut all, full_name(scene, name));
        }
    }
    for name in doers(scene, &found.words)
        .into_iter()
        .chain(owner(scene, found))
        .chain(craft_before(scene, found))
        .chain(shown_by(scene, found))
        .chain(him(scene, found))
        .chain(both(scene, found))
        .chain(sides(scene, found, &all))
    {
        add(&mut all, name);
    }
    let named = scene
        .sentence
        .names
        .clone()
        .filter(|&at| all.contains(&full_name(scene, at)));
    let things = named
        .filter_map(|at| name(scene, at))
        .filter(|name| name.kind == NameKind::Other);
    let unnamed = all.iter().filter(|name| !name.contains(char::is_uppercase));
    if all.len() <= things.count() + unnamed.count() && found.status != Status::Happened {
        for at in sayers(scene, found) {
            add(&mut all, full_name(scene, at));
        }
    }
    all.truncate(MOST);
    all
}

fn add(all: &mut Vec<String>, name: String) {
    if !name.is_empty() && !all.contains(&name) {
        all.push(name);
    }
}

/// The names of a range, as positions in the document.
fn names(scene: &Scene<'_>, range: &Range<usize>) -> Vec<usize> {
    let words = scene.words.get(range.clone()).unwrap_or_default();
    let mut names: Vec<usize> = words.iter().filter_map(|word| word.name).collect();
    names.dedup();
    names
}

fn name<'s>(scene: &'s Scene<'_>, at: usize) -> Option<&'s Name> {
    scene.document.names.get(at)
}

/// Position of the first word of a name.
fn first_word(scene: &Scene<'_>, name: usize) -> usize {
    let words = scene.words.iter();
    let first = words.clone().position(|word| word.name == Some(name));
    first.unwrap_or(scene.words.len())
}

/// Position behind the last word of a name.
fn behind(scene: &Scene<'_>, name: usize) -> usize {
    let last = scene.words.iter().rposition(|word| word.name == Some(name));
    last.map_or(scene.words.len(), |at| at + 1)
}

/// The word that leads to a name: articles, other names of a list and "and" are stepped over.
fn leader<'s>(scene: &'s Scene<'_>, name: usize) -> &'s str {
    let before = scene
        .words
        .get(..first_word(scene, name))
        .unwrap_or_default();
    let listed = |word: &&Word<'_>| {
        word.is(Grammar::Determiner) || matches!(word.tag, Tag::Name) || word.lower == "and"
    };
    let word = before.iter().rev().find(|word| !listed(word));
    word.filter(|word| word.is(Grammar::Preposition) || word.is(Grammar::To))
        .map_or("", |word| word.lower.as_str())
}

/// Whether a name in the subject is one that acts: countries do where no preposition leads to them.
fn acts(scene: &Scene<'_>, at: usize) -> bool {
    let Some(own) = name(scene, at) else {
        return false;
    };
    let next = behind(scene, at);
    let owner = next > 0
        && scene
            .words
            .get(next - 1)
            .is_some_and(|word| word.possessive);
    let heads = owner || !scene.words.get(next).is_some_and(Word::nominal);
    match own.kind {
        _ if cast::is_event(&cast::bare(scene.article, own)) => false,
        _ if employs(scene, at) || home(scene, at) || led_by(scene, at) => false,
        NameKind::Person => !is_topic(leader(scene, at)),
        NameKind::Organisation => {
            matches!(leader(scene, at), "at" | "in") || !is_local(leader(scene, at))
        }
        NameKind::Other if craft(scene, at, leader(scene, at)) => true,
        NameKind::Place | NameKind::Other => {
            let led = leader(scene, at);
            let pair =
                led == "between" && dateline_text::is_country(&cast::bare(scene.article, own));
            heads && (pair || matches!(led, "" | "with" | "against"))
        }
        _ => false,
    }
}

/// "Mayor Liv Hansen of Larkvik": where somebody is from.
fn home(scene: &Scene<'_>, at: usize) -> bool {
    let first = first_word(scene, at);
    let before = first.checked_sub(2).and_then(|at| scene.words.get(at));
    let person = before
        .and_then(|word| word.name)
        .and_then(|at| name(scene, at))
        .is_some_and(|name| name.kind == NameKind::Person);
    let body = name(scene, at).is_some_and(|own| own.kind == NameKind::Organisation);
    person && !body && scene.lower(first - 1) == "of"
}

/// ", leader of the Harbour Party,": a body that only says what somebody leads.
fn led_by(scene: &Scene<'_>, at: usize) -> bool {
    let before = scene.words.get(..first_word(scene, at)).unwrap_or_default();
    let inside = |word: &&Word<'_>| word.nominal() || word.is(Grammar::Determiner);
    let mut before = before.iter().rev().skip_while(inside);
    let of = before.next().is_some_and(|word| word.lower == "of");
    let office = before
        .clone()
        .next()
        .is_some_and(|word| lexicon::people(&word.lower).is_some());
    let aside = before
        .find(|word| !inside(word))
        .is_some_and(|word| word.tag == Tag::Comma);
    let office = office && aside;
    of && office && name(scene, at).is_some_and(|name| name.kind == NameKind::Organisation)
}

/// "Northsea Ferries chairman Ivar Lund": a body that only says whose office somebody holds.
fn employs(scene: &Scene<'_>, at: usize) -> bool {
    let kind = |at: usize| name(scene, at).map(|name| name.kind);
    let next = behind(scene, at);
    let mut office = scene
        .words
        .iter()
        .skip(next)
        .take_while(|word| word.tag == Tag::Noun || word.name.is_some());
    let holder = office.find_map(|word| word.name);
    let direct = scene
        .words
        .get(next)
        .is_some_and(|word| word.tag == Tag::Noun || word.name.is_some() && word.name != Some(at));
    direct && holder.and_then(kind) == Some(NameKind::Person)
}

/// Whether a name behind the verb takes part.
fn beside(scene: &Scene<'_>, at: usize) -> bool {
    let Some(own) = name(scene, at) else {
        return false;
    };
    let led = leader(scene, at);
    let according = led == "to" && {
        let first = first_word(scene, at);
        let words = scene.words.get(..first).unwrap_or_default();
        words
            .iter()
            .rev()
            .take(4)
            .any(|word| word.lower == "according")
    };
    match own.kind {
        _ if according || cast::is_event(&cast::bare(scene.article, own)) => false,
        _ if employs(scene, at) || home(scene, at) || led_by(scene, at) => false,
        NameKind::Person => !is_topic(led),
        NameKind::Organisation => !is_local(led) && !is_topic(led) && !qualifies(scene, at),
        NameKind::Place => {
            let own = cast::bare(scene.article, own);
            matches!(led, "with" | "against") || led == "between" && dateline_text::is_country(&own)
        }
        NameKind::Other => craft(scene, at, led),
        _ => false,
    }
}

/// "an open Senate seat": a body that only says which thing is meant.
fn qualifies(scene: &Scene<'_>, at: usize) -> bool {
    let next = behind(scene, at);
    let owner = next > 0
        && scene
            .words
            .get(next - 1)
            .is_some_and(|word| word.possessive);
    let thing = scene.words.get(next).is_some_and(|word| {
        word.tag == Tag::Noun && lexicon::people(&word.lower).is_none() && word.name.is_none()
    });
    thing && !owner
}

/// "the launch of the Skylark", "splashdown for the Skylark": what flies, sails or opens.
fn craft(scene: &Scene<'_>, at: usize, led: &str) -> bool {
    let first = first_word(scene, at);
    let led_at = (0..first).rev().find(|&at| scene.lower(at) == led);
    let event = led_at.is_some_and(|led| led > 0 && scene.is_event(led - 1));
    matches!(led, "of" | "for") && event
}

/// "the Skylark capsule's splashdown": what flies, sails or opens, before the noun of what it does.
fn craft_before(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let event = scene.event_in(&found.words)?;
    let owner = event.checked_sub(1)?;
    let possessive = scene.words.get(owner).is_some_and(|word| word.possessive);
    let inside = |at: &usize| scene.words.get(*at).is_some_and(Word::nominal);
    let start = owner + 1 - (0..=owner).rev().take_while(inside).count();
    let named = names(scene, &(start..owner + 1))
        .into_iter()
        .find_map(|at| name(scene, at));
    let thing = named.is_some_and(|name| {
        name.kind == NameKind::Other && !cast::is_event(&cast::bare(scene.article, name))
    });
    let whole = title::phrase(scene, &(start..owner + 1), 4);
    let person = scene
        .words
        .get(owner)
        .is_some_and(|word| lexicon::people(&word.lower).is_some());
    (possessive && thing && !person).then(|| dateline_text::without_possessive(&whole).to_owned())
}

/// "will air on Coast One": the station that shows it.
fn shown_by(scene: &Scene<'_>, found: &Found) -> Option<String> {
    place::station(scene, found).map(|at| full_name(scene, at))
}

/// "In a meeting last Thursday with the envoy": those whom "with" names behind the date of a noun; "the firm clashed with the
/// union and ended the talks on Friday": those whom it names beside another deed of the same actors.
fn with(scene: &Scene<'_>, found: &Found) -> Vec<usize> {
    let mut all = behind_date(scene, found);
    let deeds = scene.groups.iter().filter(|group| {
        !group.subject.is_empty() && group.subject == found.actors && group.main < found.words.end
    });
    for group in deeds {
        let end = found.words.end.min(scene.words.len());
        let led = (group.main + 1..end).filter(|&at| matches!(scene.lower(at), "with" | "against"));
        for at in led {
            all.extend(names(
                scene,
                &scene.first_phrase(&(at + 1..scene.words.len())),
            ));
        }
    }
    all
}

fn behind_date(scene: &Scene<'_>, found: &Found) -> Vec<usize> {
    let dates = |at: &usize| scene.tag(*at) == Some(Tag::Time) || scene.lower(*at) == "on";
    let skipped = (found.words.end..scene.words.len())
        .take_while(dates)
        .count();
    let at = found.words.end + skipped;
    if !matches!(scene.lower(at), "with" | "against" | "between") {
        return Vec::new();
    }
    names(scene, &scene.whole_phrase(&(at + 1..scene.words.len())))
}

fn is_local(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at" | "on" | "near" | "outside" | "inside" | "off" | "around" | "across" | "into"
    )
}

fn is_topic(preposition: &str) -> bool {
    matches!(
        preposition,
        "about" | "over" | "on" | "since" | "concerning" | "regarding"
    )
}

/// The bodies that tell of an event that names nobody: "the launch is set for May, the agency's director said".
fn sayers(scene: &Scene<'_>, found: &Found) -> Vec<usize> {
    let says = |group: &&Group| group.frame() == Frame::Say && !found.words.contains(&group.main);
    let subjects = scene
        .groups
        .iter()
        .filter(says)
        .map(|group| group.subject.clone());
    let according = (0..scene.words.len())
        .find(|&at| scene.lower(at) == "according" && scene.lower(at + 1) == "to")
        .map(|at| scene.first_phrase(&(at + 2..scene.words.len())));
    let mut all: Vec<usize> = subjects
        .chain(according)
        .flat_map(|range| names(scene, &range))
        .chain(told_by(scene))
        .collect();
    all.dedup();
    all.retain(|&at| {
        name(scene, at)
            .is_some_and(|name| matches!(name.kind, NameKind::Organisation | NameKind::Other))
    });
    all
}

/// The names of those whom the sentence cites: "the fair opens on Friday, said the Harbour Board".
fn told_by(scene: &Scene<'_>) -> Vec<usize> {
    let sentences = &scene.document.sentences;
    let at = sentences
        .iter()
        .position(|one| one.span == scene.sentence.span);
    let cited = at.and_then(|at| scene.document.attribution(at));
    let inside = |at: &usize| {
        let named = name(scene, *at).zip(cited);
        named.is_some_and(|(name, cited)| cited.source.contains(name.span))
    };
    scene.sentence.names.clone().filter(inside).collect()
}

/// The fullest name that the story gives; of bodies with the letters by which it knows them.
fn full_name(scene: &Scene<'_>, at: usize) -> String {
    cast::full(scene.article, scene.document, at)
}

#[cfg(test)]
mod tests {
    use dateline_core::{Article, Draft, Moment};

    #[test]
    fn every_line_of_who_and_where_is_read_as_it_says() {
        let mut faults = Vec::new();
        let mut published = "";
        for line in include_str!("../corpus/who_and_where.txt").lines().skip(1) {
            if let Some(day) = line.strip_prefix("@ ") {
                published = day;
            } else if let Some((story, expected)) = line.split_once(" = ") {
                let found = read(published, story);
                if found != expected.trim() {
                    faults.push(format!(
                        "{story}\n    wanted {expected}\n    found  {found}"
                    ));
                }
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }

    fn read(published: &str, story: &str) -> String {
        let article = Article::new(Draft {
            title: "A story".into(),
            text: story.into(),
            ..Draft::published(Moment::parse(published).expect("the corpus names the day"))
        });
        let article = article.expect("a sentence makes a story");
        let reports = crate::reports(&article, &crate::read(&article));
        let first = reports.first();
        let names = first.map_or_else(String::new, |report| report.participants().join("; "));
        let place = first.and_then(|report| report.place());
        let place = place.map_or("", |place| place.name.as_str());
        format!("{names} | {place}").trim().to_owned()
    }
}
