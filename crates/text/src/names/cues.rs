//! What single words tell of a name: roles, given names, and heads such as "Ministry" and "Palace".

use crate::rows::{columns, rows};
use crate::{NameKind, QuickMap, QuickSet};
use std::sync::LazyLock;

/// How a word of a role stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Right before the name ("Mr.", "Lt").
    Rank,
    /// An office, perhaps with a portfolio ("Secretary of State").
    Post,
    /// Before an office or rank ("former", "foreign").
    Before,
}

static ROLES: LazyLock<QuickMap<String, Role>> = LazyLock::new(|| {
    rows(include_str!("../../data/roles.txt"))
        .filter_map(|row| {
            let mut words = columns(row);
            let (word, class) = (words.next()?, words.next()?);
            let role = match class {
                "rank" => Role::Rank,
                "post" => Role::Post,
                _ => Role::Before,
            };
            Some((word.to_lowercase(), role))
        })
        .collect()
});

/// What a word says of a person's role, plural and full stop aside.
pub(crate) fn role(lower: &str) -> Option<Role> {
    let word = lower.trim_end_matches('.');
    let found = |word: &str| ROLES.get(word).copied();
    found(word).or_else(|| {
        let (prefix, rest) = word.split_once('-')?;
        matches!(prefix, "ex" | "vice" | "co" | "sub" | "under")
            .then(|| found(rest))
            .flatten()
    })
}

static CUES: LazyLock<QuickMap<&'static str, NameKind>> = LazyLock::new(|| {
    rows(include_str!("../../data/cues.txt"))
        .filter_map(|row| {
            let mut words = columns(row);
            let (word, class) = (words.next()?, words.next()?);
            let kind = match class {
                "organisation" => NameKind::Organisation,
                "place" => NameKind::Place,
                _ => NameKind::Other,
            };
            Some((word, kind))
        })
        .collect()
});

/// Whether a word is a head just as the list writes it, not its plural.
pub(crate) fn is_exact_cue(written: &str) -> bool {
    CUES.contains_key(written)
}

/// What a capitalised word tells of the name whose head it is.
pub(crate) fn cue(written: &str) -> Option<NameKind> {
    let word = crate::without_possessive(written);
    let bare = word.strip_suffix('s').filter(|bare| bare.len() > 3);
    CUES.get(word)
        .or_else(|| bare.and_then(|bare| CUES.get(bare)))
        .copied()
}

static GIVEN: LazyLock<QuickSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/first_names.txt")).collect());

/// Whether a capitalised word is a given name.
pub(crate) fn is_given_name(written: &str) -> bool {
    GIVEN.contains(written)
        || written
            .split_once('-')
            .is_some_and(|(one, two)| GIVEN.contains(one) || GIVEN.contains(two))
}

static PORTFOLIOS: LazyLock<QuickSet<String>> = LazyLock::new(|| {
    rows(include_str!("../../data/portfolios.txt"))
        .map(str::to_lowercase)
        .collect()
});

/// Whether lower-case words are what an office may be for or of.
pub(crate) fn is_portfolio(lower: &str) -> bool {
    PORTFOLIOS.contains(lower)
}

/// Whether a word stands inside names in lower case ("de", "van", "bin").
pub(crate) fn is_particle(written: &str) -> bool {
    matches!(
        written,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "di"
            | "du"
            | "del"
            | "della"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "la"
            | "le"
            | "ul"
            | "ur"
            | "e"
            | "y"
    )
}

/// What a lower-case word behind a name tells of it ("the Dawn newspaper", "Larkana city").
pub(crate) fn cue_behind(lower: &str) -> Option<NameKind> {
    Some(match lower {
        "newspaper" | "agency" | "party" | "company" | "group" | "club" | "network"
        | "university" | "militia" | "airline" | "bank" | "magazine" | "militants" | "rebels"
        | "fighters" | "foundation" | "institute" => NameKind::Organisation,
        "city" | "province" | "district" | "village" | "town" | "airport" | "region" | "river"
        | "port" | "island" | "county" | "compound" | "state" | "neighbourhood"
        | "neighborhood" | "border" | "peninsula" | "suburb" | "valley" => NameKind::Place,
        _ => return None,
    })
}
