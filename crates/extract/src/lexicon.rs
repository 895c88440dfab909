//! Which English words are verbs, event nouns and words of grammar, from the rows of `data/`.

use dateline_text::{QuickMap, QuickSet, VerbForm, VerbReading};
use std::sync::LazyLock;

/// What a verb does to the event that its clause tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The event stands beside the verb ("hold talks", "the vote took place").
    Hold,
    /// Plans it.
    Set,
    /// Cancels it.
    Off,
    /// Puts it off.
    Late,
    /// An edge of it.
    Phase,
    /// Tells something.
    Say,
    /// The verb is the event.
    Deed,
    /// No event.
    State,
}

/// A verb with the noun of its deed.
#[derive(Debug)]
pub(crate) struct Verb {
    pub(crate) lemma: &'static str,
    pub(crate) frame: Frame,
    /// "departure"; empty where the verb has none.
    pub(crate) noun: &'static str,
    /// The preposition that the object takes behind the noun; empty where there is none.
    pub(crate) preposition: &'static str,
}

/// Which forms of a verb a word may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    pub(crate) base: bool,
    pub(crate) third: bool,
    pub(crate) past: bool,
    pub(crate) participle: bool,
    pub(crate) ing: bool,
}

/// Classes of words of grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grammar {
    Determiner,
    Preposition,
    Conjunction,
    Subordinator,
    Relative,
    Pronoun,
    Be,
    Have,
    Do,
    Modal,
    Adverb,
    To,
    Plan,
}

static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
    let lines = include_str!("../data/verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| Some(verb(line.split_once(" = ")?)))
        .collect()
});

fn verb((forms, sense): (&'static str, &'static str)) -> Verb {
    let mut words = sense.split(' ');
    let frame = match words.next().unwrap_or_default() {
        "hold" => Frame::Hold,
        "set" => Frame::Set,
        "off" => Frame::Off,
        "late" => Frame::Late,
        "phase" => Frame::Phase,
        "say" => Frame::Say,
        "deed" => Frame::Deed,
        _ => Frame::State,
    };
    Verb {
        lemma: forms.split(' ').next().unwrap_or_default(),
        frame,
        noun: words.next().unwrap_or_default(),
        preposition: words.next().unwrap_or_default(),
    }
}

static FORMS: LazyLock<QuickMap<String, (usize, Forms)>> = LazyLock::new(|| {
    let mut map: QuickMap<String, (usize, Forms)> = QuickMap::default();
    let rows = include_str!("../data/verbs.txt").lines();
    let rows = rows.filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once(" = "));
    for (index, (forms, _)) in rows.enumerate() {
        let mut add = |word: String, form: fn(&mut Forms)| {
            let entry = map.entry(word).or_insert((index, Forms::default()));
            if entry.0 == index {
                form(&mut entry.1);
            }
        };
        let words: Vec<&str> = forms.split(' ').collect();
        let base = words.first().copied().unwrap_or_default();
        let regular = past(base);
        let past = words.get(1).map_or(regular, |word| (*word).to_owned());
        let participle = words.get(2).map_or(past.clone(), |word| (*word).to_owned());
        add(base.to_owned(), |forms| forms.base = true);
        add(third(base), |forms| forms.third = true);
        for word in spellings(&past) {
            add(word, |forms| forms.past = true);
        }
        for word in spellings(&participle) {
            add(word, |forms| forms.participle = true);
        }
        let doubled = doubled(base, words.get(1).copied().unwrap_or_default());
        add(ing(base, doubled), |forms| forms.ing = true);
        add(ing(base, false), |forms| forms.ing = true);
    }
    map
});

/// British and American: "cancelled", "canceled".
fn spellings(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    if word.ends_with("lled") && word.len() > 6 {
        all.push(word.replacen("lled", "led", 1));
    }
    all
}

fn consonant_y(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

fn past(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if consonant_y(base) => format!("{stem}ied"),
        _ if base.ends_with('e') => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

fn third(base: &str) -> String {
    let hissing = ["s", "x", "ch", "sh", "o"];
    match base.strip_suffix('y') {
        Some(stem) if consonant_y(base) => format!("{stem}ies"),
        _ if hissing.iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// Whether the last letter is doubled ("cut", "cutting"; "scrub", "scrubbed").
fn doubled(base: &str, past: &str) -> bool {
    let last = base.chars().next_back().unwrap_or_default();
    let twice = format!("{last}{last}ed");
    let short = matches!(
        base,
        "set" | "cut" | "put" | "hit" | "win" | "run" | "get" | "beat" | "shut" | "begin" | "quit"
    );
    past.ends_with(&twice) || (short && base != "beat")
}

fn ing(base: &str, doubled: bool) -> String {
    let last = base.chars().next_back().unwrap_or_default();
    match base.strip_suffix('e') {
        Some("di") => "dying".to_owned(),
        Some(stem) if !base.ends_with("ee") => format!("{stem}ing"),
        _ if doubled => format!("{base}{last}ing"),
        _ => format!("{base}ing"),
    }
}

static EVENTS: LazyLock<QuickSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/nouns.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

static GRAMMAR: LazyLock<QuickMap<&'static str, Grammar>> = LazyLock::new(|| {
    let mut map = QuickMap::default();
    for line in include_str!("../data/words.txt").lines() {
        let Some((head, words)) = line.split_once(": ") else {
            continue;
        };
        if let Some(class) = class(head) {
            map.extend(words.split(' ').map(|word| (word, class)));
        }
    }
    map
});

fn class(head: &str) -> Option<Grammar> {
    Some(match head {
        "det" => Grammar::Determiner,
        "prep" => Grammar::Preposition,
        "conj" => Grammar::Conjunction,
        "sub" => Grammar::Subordinator,
        "rel" => Grammar::Relative,
        "pron" => Grammar::Pronoun,
        "be" => Grammar::Be,
        "have" => Grammar::Have,
        "do" => Grammar::Do,
        "modal" => Grammar::Modal,
        "adv" => Grammar::Adverb,
        "to" => Grammar::To,
        "plan" => Grammar::Plan,
        _ => return None,
    })
}

/// The class of a word of grammar, given in lower case.
pub(crate) fn grammar(lower: &str) -> Option<Grammar> {
    GRAMMAR.get(lower).copied()
}

/// The verb that a word in lower case may be a form of, and which forms it may be; verbs of no row have forms alone.
pub(crate) fn verb_of(lower: &str) -> (Option<&'static Verb>, Forms) {
    match FORMS.get(lower) {
        Some((index, forms)) => (VERBS.get(*index), *forms),
        None => (
            None,
            dateline_text::verb(lower).map_or_else(Forms::default, forms),
        ),
    }
}

fn forms(reading: VerbReading) -> Forms {
    let past = reading.form == VerbForm::Past;
    Forms {
        base: reading.form == VerbForm::Base,
        third: reading.form == VerbForm::ThirdPerson,
        past,
        participle: reading.form == VerbForm::Participle || past && reading.also_participle,
        ing: reading.form == VerbForm::Gerund,
    }
}

/// The singular of an event noun in lower case.
pub(crate) fn event_noun(lower: &str) -> Option<&'static str> {
    let known = |word: &str| EVENTS.get(word).copied();
    known(lower)
        .or_else(|| known(lower.strip_suffix('s')?))
        .or_else(|| known(lower.strip_suffix("es")?))
        .or_else(|| known(&format!("{}y", lower.strip_suffix("ies")?)))
}

static STEMS: LazyLock<QuickSet<String>> = LazyLock::new(|| {
    let nouns = EVENTS.iter().map(|noun| dateline_text::stem(noun));
    let deeds = VERBS.iter().filter(|verb| !verb.noun.is_empty());
    nouns
        .chain(deeds.map(|verb| dateline_text::stem(verb.noun)))
        .collect()
});

/// Whether a stem is that of an event noun or of the noun of a deed.
pub(crate) fn event_stem(stem: &str) -> bool {
    STEMS.contains(stem)
}

/// What sort of people or body a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum People {
    Person,
    Body,
    Company,
    Agency,
    Union,
}

static PEOPLE: LazyLock<QuickMap<&'static str, Option<People>>> = LazyLock::new(|| {
    let mut map = QuickMap::default();
    for line in include_str!("../data/people.txt").lines() {
        let Some((sort, words)) = line.split_once(": ") else {
            continue;
        };
        let sort = match sort {
            "people" => Some(People::Person),
            "body" => Some(People::Body),
            "company" => Some(People::Company),
            "agency" => Some(People::Agency),
            "union" => Some(People::Union),
            _ => None,
        };
        map.extend(words.split(' ').map(|word| (word, sort)));
    }
    map
});

/// What sort of people or body a noun in lower case names: by its row, or because it is made of a verb ("driver").
pub(crate) fn people(lower: &str) -> Option<People> {
    let lower = dateline_text::without_possessive(lower).trim_end_matches('\'');
    let known = |word: &str| PEOPLE.get(word).copied();
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let many = |end: &str, one: &str| known(&format!("{}{one}", lower.strip_suffix(end)?));
    let listed = known(lower)
        .or_else(|| known(singular))
        .or_else(|| many("es", ""))
        .or_else(|| many("ies", "y"));
    listed.unwrap_or_else(|| {
        let verb = |base: &str| base.len() > 2 && verb_of(base).1.base;
        let stem = singular
            .strip_suffix("er")
            .or_else(|| singular.strip_suffix("or"))?;
        (verb(stem) || verb(&format!("{stem}e"))).then_some(People::Person)
    })
}

static GIVEN: LazyLock<QuickMap<&'static str, bool>> = LazyLock::new(|| {
    let rows = include_str!("../data/given_names.txt").lines();
    let rows = rows.filter_map(|line| line.split_once(": "));
    rows.flat_map(|(who, names)| names.split(' ').map(move |name| (name, who == "she")))
        .collect()
});

/// Whether a given name is that of a woman; nothing where it tells neither.
pub(crate) fn is_womans(given: &str) -> Option<bool> {
    let listed = GIVEN.get(given).copied();
    listed.or_else(|| given.ends_with('a').then_some(true))
}

/// What a word says of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// Something is built there.
    Building,
    /// A body that is also the room where it sits.
    Chamber,
    /// An event that is held all over a place.
    Vote,
    /// A room or ground that seldom has a name.
    Room,
    /// A part of a land, before "of" and its name.
    Land,
}

static SITES: LazyLock<QuickMap<&'static str, Vec<Site>>> = LazyLock::new(|| {
    let mut map: QuickMap<&str, Vec<Site>> = QuickMap::default();
    for line in include_str!("../data/places.txt").lines() {
        let Some((sort, words)) = line.split_once(": ") else {
            continue;
        };
        let sort = match sort {
            "building" => Site::Building,
            "chamber" => Site::Chamber,
            "vote" => Site::Vote,
            "room" => Site::Room,
            "land" => Site::Land,
            _ => continue,
        };
        for word in words.split(' ') {
            map.entry(word).or_default().push(sort);
        }
    }
    map
});

/// What a word in lower case says of a place.
pub(crate) fn sites(lower: &str) -> &'static [Site] {
    SITES.get(lower).map_or(&[], Vec::as_slice)
}

/// Whether an event is what a union does.
pub(crate) fn is_stoppage(noun: &str) -> bool {
    matches!(noun, "strike" | "walkout" | "stoppage" | "picket")
}

/// Whether an event is what two sides play.
pub(crate) fn is_fixture(noun: &str) -> bool {
    matches!(
        noun,
        "match" | "game" | "fixture" | "odi" | "t20i" | "friendly" | "rematch" | "series" | "derby"
    )
}

/// Whether an event, named by its noun in the singular, is between two sides as a rule.
pub(crate) fn takes_two(noun: &str) -> bool {
    const BETWEEN: [&str; 26] = [
        "agreement",
        "battle",
        "bout",
        "call",
        "ceasefire",
        "consultation",
        "deal",
        "debate",
        "dialogue",
        "discussion",
        "fight",
        "final",
        "game",
        "match",
        "meeting",
        "merger",
        "negotiation",
        "pact",
        "round",
        "semifinal",
        "series",
        "summit",
        "talk",
        "treaty",
        "truce",
        "war",
    ];
    BETWEEN.contains(&noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_lead_to_their_lemma() {
        for (form, lemma) in [
            ("left", "leave"),
            ("announcing", "announce"),
            ("scrubbed", "scrub"),
            ("canceled", "cancel"),
            ("cancelled", "cancel"),
            ("cutting", "cut"),
            ("carried", "carry"),
            ("passes", "pass"),
            ("dying", "die"),
        ] {
            assert_eq!(
                verb_of(form).0.map(|verb| verb.lemma),
                Some(lemma),
                "{form}"
            );
        }
        assert_eq!(verb_of("banana").1, Forms::default());
    }

    #[test]
    fn every_row_of_verbs_is_read() {
        let rows = include_str!("../data/verbs.txt").lines();
        assert_eq!(
            rows.filter(|line| !line.starts_with('#')).count(),
            VERBS.len()
        );
    }

    #[test]
    fn plurals_of_event_nouns_are_event_nouns() {
        for noun in ["talks", "speeches", "ceremonies", "launch"] {
            assert!(event_noun(noun).is_some(), "{noun}");
        }
        assert!(event_noun("newspaper").is_none());
    }
}
