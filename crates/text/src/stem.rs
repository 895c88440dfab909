//! The stem that search and matching compare: possessive gone, spellings folded, endings cut as Porter2 does.

use crate::verbs;
use frostem::{Algorithm, Stemmer};

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
    let folded = fold_spelling(&without_prefix_hyphen(&lower));
    let base = verbs::unmistakable_base(&folded)
        .or_else(|| singular(&folded))
        .unwrap_or(&folded);
    Stemmer::new(Algorithm::English).stem(base).into_owned()
}

const PREFIXES: [&str; 19] = [
    "anti", "bi", "co", "counter", "cyber", "inter", "micro", "mid", "multi", "non", "post", "pre",
    "pro", "re", "semi", "sub", "super", "trans", "un",
];

fn without_prefix_hyphen(word: &str) -> String {
    match word.split_once('-') {
        Some((prefix, rest)) if PREFIXES.contains(&prefix) && !rest.contains('-') => {
            format!("{prefix}{rest}")
        }
        Some(("cease", "fire")) => "ceasefire".to_owned(),
        _ => word.to_owned(),
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

fn fold_spelling(word: &str) -> String {
    if let Some(our) = OUR.iter().find(|our| word.starts_with(**our)) {
        let kept = our.len().saturating_sub(2);
        let (head, tail) = (word.get(..kept), word.get(our.len()..));
        return format!("{}r{}", head.unwrap_or_default(), tail.unwrap_or_default());
    }
    ENDINGS
        .iter()
        .filter_map(|(british, american)| Some((word.strip_suffix(british)?, american)))
        .find(|(head, american)| head.len() > 1 || !american.starts_with("iz"))
        .map_or_else(
            || word.to_owned(),
            |(head, american)| format!("{head}{american}"),
        )
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
