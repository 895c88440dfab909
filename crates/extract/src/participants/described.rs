//! Parties that are named only by what they are: "two envoys", "the union", "party leaders".

use crate::{
    clause::Group,
    lexicon::{self, Frame, Grammar},
    patterns::Found,
    scene::Scene,
    title,
    word::{Tag, Word},
};
use dateline_text::NameKind;
use std::ops::Range;

/// Those that are named only by what they are, behind "by" and "with" or as whom somebody meets: "a walkout by dock workers".
pub(super) fn doers(scene: &Scene<'_>, range: &Range<usize>) -> Vec<String> {
    let meets = |at: usize| {
        let word = scene.words.get(at);
        word.filter(|word| word.tag == Tag::Finite || word.tag == Tag::Participle)
            .and_then(|word| word.verb)
            .is_some_and(|verb| {
                matches!(
                    verb.lemma,
                    "meet"
                        | "receive"
                        | "greet"
                        | "host"
                        | "address"
                        | "brief"
                        | "call"
                        | "ask"
                        | "summon"
                        | "invite"
                )
            })
    };
    let led = range.clone().filter(|&at| {
        matches!(scene.lower(at), "by" | "with" | "between" | "against") || meets(at)
    });
    led.filter_map(|at| {
        let mut phrase = scene.first_phrase(&(at + 1..range.end));
        while phrase.len() > 1
            && scene
                .words
                .get(phrase.end - 1)
                .is_some_and(|word| word.is(Grammar::Pronoun))
        {
            phrase.end -= 1;
        }
        let last = scene.lower(phrase.end.checked_sub(1)?);
        let many = last.ends_with('s')
            || last == "people"
            || lexicon::people(last) == Some(lexicon::People::Union);
        (many || scene.lower(at) == "by").then_some(phrase)
    })
    .flat_map(|phrase| listed(scene, phrase))
    .flat_map(|phrase| people(scene, &phrase))
    .collect()
}

/// A phrase with those that a list puts behind it: "a group of firms, farmers and a trade union".
fn listed(scene: &Scene<'_>, first: Range<usize>) -> Vec<Range<usize>> {
    let mut phrases = vec![first];
    while let Some(last) = phrases.last().filter(|_| phrases.len() < LISTED) {
        let mut at = last.end;
        if scene.lower(at) == "of" {
            at = scene.first_phrase(&(at + 1..scene.words.len())).end;
        }
        let joins = |at: usize| scene.tag(at) == Some(Tag::Comma) || scene.lower(at) == "and";
        let steps = (at..scene.words.len()).take_while(|&at| joins(at)).count();
        let next = scene.first_phrase(&(at + steps..scene.words.len()));
        let head = next.end.checked_sub(1).map_or("", |at| scene.lower(at));
        if steps == 0 || next.is_empty() || lexicon::people(head).is_none() {
            break;
        }
        phrases.push(next);
    }
    phrases
}

/// The most phrases of a list.
const LISTED: usize = 4;

/// Who talks with whom, where the sentence only says that there are two: "bargaining resumed as the two sides met".
pub(super) fn sides(scene: &Scene<'_>, found: &Found, known: &[String]) -> Vec<String> {
    let named = scene.sentence.names.clone().any(|at| {
        let name = scene.document.names.get(at);
        let name = name.map_or_else(String::new, |name| crate::cast::bare(scene.article, name));
        known.contains(&name) && !found.title.contains(&name)
    });
    let two = (0..scene.words.len()).any(|at| {
        let counted = matches!(scene.lower(at), "two" | "both");
        match scene.lower(at + 1) {
            "sides" => counted || scene.lower(at) == "the",
            "parties" => counted,
            _ => false,
        }
    });
    let talks = [
        "talks",
        "bargaining",
        "negotiations",
        "negotiation",
        "dialogue",
        "discussions",
    ];
    let title = found.title.to_lowercase();
    let is_talk = title.split_whitespace().any(|word| talks.contains(&word));
    if two && is_talk && !named {
        scene
            .cast
            .two()
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect()
    } else {
        Vec::new()
    }
}

/// Actors without a name of their own: "two envoys"; whom "he", "the union" and "the two sides" mean.
pub(super) fn described(scene: &Scene<'_>, found: &Found) -> Vec<String> {
    let acts = |group: &&Group| group.frame() != Frame::State && group.frame() != Frame::Phase;
    let mut groups = scene.groups.iter().filter(acts);
    let own = |group: &&Group| group.subject == found.actors && !group.subject.is_empty();
    let Some(group) = groups.find(own) else {
        return Vec::new();
    };
    let subject = scene.words.get(group.subject.clone()).unwrap_or_default();
    if let [word] = subject
        && word.is(Grammar::Pronoun)
    {
        if found.rule == "dated noun" {
            return Vec::new();
        }
        let meant = title::actors(scene, group);
        let event = scene.memory.event() == Some(meant.as_str());
        return if meant.is_empty() || event {
            Vec::new()
        } else {
            vec![meant]
        };
    }
    people(scene, &scene.first_phrase(&group.subject))
}

/// The people or bodies that a noun phrase names, in the names that the story gives them.
fn people(scene: &Scene<'_>, phrase: &Range<usize>) -> Vec<String> {
    let words = scene.words.get(phrase.clone()).unwrap_or_default();
    let starts = |lower: &[&str]| {
        words
            .iter()
            .take(2)
            .any(|word| lower.contains(&word.lower.as_str()))
    };
    let Some(head) = words
        .last()
        .filter(|word| word.nominal() && !word.possessive)
    else {
        return Vec::new();
    };
    let goes_on = scene
        .words
        .get(phrase.end)
        .is_some_and(|word| word.nominal());
    // "a memorial service" is no agency.
    let rite = matches!(head.lower.as_str(), "service" | "services")
        && words.iter().any(|word| word.tag == Tag::Event);
    if rite
        || matches!(head.tag, Tag::Name | Tag::Event)
        || goes_on
        || starts(&["any", "every", "no", "each"])
    {
        return Vec::new();
    }
    if let Some(noun) = pair(scene, phrase, words) {
        return two(scene, &noun);
    }
    let nouns: Vec<&str> = words
        .iter()
        .filter(|word| word.nominal())
        .map(|word| word.lower.as_str())
        .collect();
    let definite = starts(&["the", "its", "their"]) && nouns.len() <= 3;
    let Some(sort) = lexicon::people(&head.lower) else {
        return Vec::new();
    };
    let meant = match sort {
        lexicon::People::Person if starts(&["a", "an"]) && opens(scene) => {
            scene.cast.only_holder(&head.lower)
        }
        _ if !definite || head.lower.ends_with('s') => None,
        lexicon::People::Person => scene.cast.holder(&nouns),
        sort => scene.cast.body(&head.lower, sort),
    };
    let of = scene.lower(phrase.end) == "of";
    let tail = scene.first_phrase(&(phrase.end + 1..scene.words.len())).end;
    let whole = phrase.start..if of { tail } else { phrase.end };
    let own = || title::phrase(scene, &whole, 6);
    vec![meant.map_or_else(own, str::to_owned)]
}

/// "the two countries' ministers": those whose people act, where the sentence counts them.
pub(super) fn both(scene: &Scene<'_>, found: &Found) -> Vec<String> {
    let owner = found.actors.clone().skip(1).find(|&at| {
        let word = scene.words.get(at);
        let plural = word.is_some_and(|word| word.possessive && word.lower.ends_with('\''));
        plural && matches!(scene.lower(at - 1), "two" | "both")
    });
    let noun = owner.map(|at| scene.lower(at).trim_end_matches('\'').to_owned());
    noun.map_or_else(Vec::new, |noun| two(scene, &noun))
}

/// Who "the two countries", "both sides" are.
fn two(scene: &Scene<'_>, noun: &str) -> Vec<String> {
    let pair = match noun {
        "countries" | "nations" | "states" | "neighbours" | "neighbors" | "governments" => {
            scene.cast.two_of(NameKind::Place)
        }
        "men" | "women" | "leaders" | "presidents" | "ministers" => {
            scene.cast.two_of(NameKind::Person)
        }
        "companies" | "firms" | "clubs" => scene.cast.two_of(NameKind::Organisation),
        _ => scene.cast.two(),
    };
    pair.into_iter().flatten().map(str::to_owned).collect()
}

/// The noun of "the two countries", "both sides", "the two boards' talks", "between the leaders".
fn pair(scene: &Scene<'_>, phrase: &Range<usize>, words: &[Word<'_>]) -> Option<String> {
    let starts = |lower: &[&str]| {
        let mut first = words.iter().take(2);
        first.any(|word| lower.contains(&word.lower.as_str()))
    };
    let head = words.last()?;
    let counted = starts(&["both", "two"]) && starts(&["the", "both"]);
    let owns = |word: &&Word<'_>| word.possessive && word.tag == Tag::Noun;
    if let Some(owner) = words.iter().find(owns).filter(|_| counted) {
        let noun = dateline_text::without_possessive(&owner.lower);
        return Some(noun.trim_end_matches('\'').to_owned());
    }
    let between = scene.lower(phrase.start.wrapping_sub(1)) == "between";
    let many = between && starts(&["the"]) && head.lower.ends_with('s');
    (many || counted).then(|| head.lower.clone())
}

/// Whether this is the first sentence that tells.
fn opens(scene: &Scene<'_>) -> bool {
    let mut telling = scene
        .document
        .sentences
        .iter()
        .filter(|sentence| sentence.kind.tells());
    telling
        .next()
        .is_some_and(|first| first.span == scene.sentence.span)
}
