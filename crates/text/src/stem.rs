//! The stem that search and matching compare: possessive gone, spellings folded, endings cut as Porter2 does.

use crate::verbs;
use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// The stem that search and matching compare, lower case.
///
/// One word's spellings and forms have one stem: "talks" and "talk", "defence" and "defense", "held" and "hold",
/// "counter-terrorism" and "counterterrorism", "Pakistan's" and "Pakistan".
///
/// ```
/// use dateline_text::stem;
/// assert_eq!(stem("Organisations"), stem("organization"));
/// assert_eq!(stem("met"), stem("meeting"));
/// ```
#[must_use]
pub fn stem(word: &str) -> String {
    let lower = crate::without_possessive(word).to_lowercase();
    if lower.contains('.') && lower.chars().all(|c| c.is_alphabetic() || c == '.') {
        return lower.replace('.', "");
    }
    if !lower.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
        return lower;
    }
    let whole = without_prefix_hyphen(&lower);
    let folded = fold_spelling(&whole);
    let base = verbs::unmistakable_base(&folded)
        .or_else(|| singular(&folded))
        .unwrap_or(folded.as_ref());
    Stemmer::new(Algorithm::English).stem(base).into_owned()
}

const PREFIXES: [&str; 19] = [
    "anti", "bi", "co", "counter", "cyber", "inter", "micro", "mid", "multi", "non", "post", "pre",
    "pro", "re", "semi", "sub", "super", "trans", "un",
];

fn without_prefix_hyphen(word: &str) -> Cow<'_, str> {
    match word.split_once('-') {
        Some((prefix, rest)) if PREFIXES.contains(&prefix) && !rest.contains('-') => {
            Cow::Owned(format!("{prefix}{rest}"))
        }
        Some(("cease", "fire")) => Cow::Borrowed("ceasefire"),
        _ => Cow::Borrowed(word),
    }
}

fn singular(word: &str) -> Option<&'static str> {
    Some(match word {
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "crises" => "crisis",
        "servicemen" => "serviceman",
        "lawmen" => "lawman",
        "feet" => "foot",
        "lives" => "life",
        _ => return None,
    })
}

/// Endings that British and American spelling write in two ways, the British first.
const ENDINGS: [(&str, &str); 26] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("efence", "efense"),
    ("efences", "efenses"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("entre", "enter"),
    ("entres", "enters"),
    ("eatre", "eater"),
    ("eatres", "eaters"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("rogramme", "rogram"),
    ("rogrammes", "rograms"),
    ("alogue", "alog"),
    ("alogues", "alogs"),
    ("ounsellor", "ounselor"),
    ("ounsellors", "ounselors"),
    ("ravellers", "ravelers"),
];

/// Words in -our that American spelling writes with -or.
const OUR: [&str; 14] = [
    "armour",
    "behaviour",
    "colour",
    "endeavour",
    "favour",
    "flavour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "neighbour",
    "parlour",
    "rumour",
    "vapour",
];

fn fold_spelling(word: &str) -> Cow<'_, str> {
    if let Some(our) = OUR.iter().find(|our| begins(word, our)) {
        let kept = our.len().saturating_sub(2);
        let (head, tail) = (word.get(..kept), word.get(our.len()..));
        let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
        return Cow::Owned(format!("{head}r{tail}"));
    }
    ENDINGS
        .iter()
        .filter_map(|(british, american)| Some((without(word, british)?, american)))
        .find(|(head, american)| head.len() > 1 || !american.starts_with("iz"))
        .map_or(Cow::Borrowed(word), |(head, american)| {
            Cow::Owned(format!("{head}{american}"))
        })
}

/// As `starts_with`, by a look at the first letter: nearly all words go no further.
fn begins(word: &str, start: &str) -> bool {
    word.as_bytes().first() == start.as_bytes().first() && word.starts_with(start)
}

/// As `strip_suffix`, by a look at the last two letters: nearly all words go no further.
fn without<'w>(word: &'w str, end: &str) -> Option<&'w str> {
    let last = |text: &str| text.as_bytes().last_chunk::<2>().copied();
    (last(word) == last(end)).then(|| word.strip_suffix(end))?
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn spellings_and_forms_of_a_word_share_its_stem() {
        for (one, other) in [
            ("talks", "talk"),
            ("defence", "defense"),
            ("centres", "center"),
            ("organised", "organize"),
            ("Counter-Terrorism", "counterterrorism"),
            ("Norway’s", "Norway"),
            ("ministers’", "minister"),
            ("held", "holding"),
            ("cancelled", "cancel"),
            ("U.S.", "US"),
            ("labour", "labor"),
            ("dialogue", "dialog"),
            ("women", "woman"),
            ("analysed", "analyze"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("fence", "fender"),
            ("minister", "ministry"),
            ("rise", "rite"),
            ("left", "leave"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn words_of_other_scripts_are_only_lowered() {
        assert_eq!(stem("ÉLYSÉE"), "élysée");
        assert_eq!(stem("Москва"), "москва");
    }
}
