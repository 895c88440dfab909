//! Tells the language of a text by its script and its commonest words; undecided where it is short or mixed.

/// How many of the first words are looked at.
const MOST_WORDS: usize = 400;

/// Commonest words of languages; a word that two languages share tells neither much.
const WORDS: &[(&str, &[&str])] = &[
    (
        "cs",
        &[
            "že", "se", "na", "je", "jsou", "který", "podle", "není", "byl", "jeho",
        ],
    ),
    (
        "da",
        &[
            "og", "af", "det", "ikke", "til", "har", "der", "blev", "efter", "også",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "mit", "den", "von", "auf", "ein", "eine",
            "dem", "wird",
        ],
    ),
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "that", "was", "for", "is", "with", "on", "said",
            "has", "will", "by",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "que", "una", "del", "por", "con", "para", "su", "se", "fue",
            "más", "en", "y",
        ],
    ),
    (
        "fi",
        &[
            "ja", "on", "ei", "että", "oli", "myös", "ovat", "hän", "mukaan", "kuin",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "est", "une", "dans", "pour", "qui", "sur", "pas", "du", "et",
            "au", "par", "la",
        ],
    ),
    (
        "hu",
        &[
            "a", "az", "és", "hogy", "nem", "is", "egy", "meg", "már", "volt",
        ],
    ),
    (
        "id",
        &[
            "yang", "dan", "di", "dengan", "untuk", "pada", "dari", "ini", "itu", "tidak",
        ],
    ),
    (
        "it",
        &[
            "il", "che", "di", "della", "per", "una", "sono", "nel", "con", "gli", "anche", "del",
            "è",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "en", "niet", "zijn", "met", "voor", "dat", "op", "werd", "ook",
        ],
    ),
    (
        "no",
        &[
            "og", "av", "ikke", "til", "har", "som", "ble", "etter", "også", "seg", "fra",
        ],
    ),
    (
        "pl",
        &[
            "i", "w", "nie", "się", "na", "jest", "że", "do", "przez", "który",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "que", "uma", "do", "da", "em", "não", "com", "para", "foi", "mais", "e",
            "dos",
        ],
    ),
    (
        "ro",
        &[
            "și", "în", "nu", "este", "care", "pentru", "din", "cu", "mai", "fost",
        ],
    ),
    (
        "sv",
        &[
            "och", "att", "det", "inte", "för", "som", "av", "har", "till", "på", "är",
        ],
    ),
    (
        "tr",
        &[
            "ve", "bir", "bu", "için", "ile", "olarak", "da", "de", "daha", "olan",
        ],
    ),
];

/// Scripts of one language, or of one that is by far the commonest in news: first and last character.
const SCRIPTS: &[(&str, char, char)] = &[
    ("ja", '\u{3040}', '\u{30ff}'),
    ("ko", '\u{ac00}', '\u{d7af}'),
    ("zh", '\u{4e00}', '\u{9fff}'),
    ("ru", '\u{0400}', '\u{04ff}'),
    ("ar", '\u{0600}', '\u{06ff}'),
    ("he", '\u{0590}', '\u{05ff}'),
    ("hi", '\u{0900}', '\u{097f}'),
    ("bn", '\u{0980}', '\u{09ff}'),
    ("ta", '\u{0b80}', '\u{0bff}'),
    ("th", '\u{0e00}', '\u{0e7f}'),
    ("el", '\u{0370}', '\u{03ff}'),
];

/// The language tag of a text, where a fair share of its letters or words tells.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    by_script(text).or_else(|| by_words(text))
}

fn by_script(text: &str) -> Option<&'static str> {
    let letters: Vec<char> = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(2000)
        .collect();
    let share = |first: &char, last: &char| {
        let inside = letters
            .iter()
            .filter(|c| (first..=last).contains(c))
            .count();
        inside.saturating_mul(5) >= letters.len() && inside >= 5
    };
    SCRIPTS
        .iter()
        .find(|(_, first, last)| share(first, last))
        .map(|(tag, ..)| *tag)
}

fn by_words(text: &str) -> Option<&'static str> {
    let small = text.to_lowercase();
    let words: Vec<&str> = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let mut counts: Vec<(usize, &str)> = WORDS
        .iter()
        .map(|(tag, list)| (count(list), *tag))
        .collect();
    counts.sort_by_key(|(count, tag)| (std::cmp::Reverse(*count), *tag));
    match counts.as_slice() {
        [(best, tag), (second, _), ..]
            if *best >= 4 && best * 10 >= words.len() && best > second =>
        {
            Some(tag)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_and_scripts_tell_the_language() {
        let check = |text, tag| assert_eq!(language(text), tag, "{text}");
        check(
            "The pier will reopen on Friday, the mayor said, and the ferry is to sail by noon.",
            Some("en"),
        );
        check(
            "Der Kai wird am Freitag wieder eröffnet, und die Fähre ist nicht mit dem Wind gefahren.",
            Some("de"),
        );
        check(
            "Le quai est rouvert dans la ville pour les passagers, et une fête est prévue sur le port.",
            Some("fr"),
        );
        check("Пирс откроется в пятницу, сообщил мэр города.", Some("ru"));
        check("Pier, ferry, noon.", None);
    }
}
