//! Tells names of people, newspapers and places apart by their look, as far as bylines need it.

use crate::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Who wrote a story, for whom and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Credit {
    /// One name each, as printed.
    pub(crate) authors: Vec<String>,
    /// Newspaper, site or agency.
    pub(crate) site: Option<String>,
    /// Where they wrote.
    pub(crate) place: Option<String>,
}

/// Words that newspapers, sites and agencies have in their names, and people have not.
const ORGANISATION: &[&str] = &[
    "abc",
    "afp",
    "agence",
    "agencies",
    "agency",
    "ani",
    "ap",
    "associated",
    "bbc",
    "bloomberg",
    "broadcasting",
    "bulletin",
    "bureau",
    "business",
    "cbs",
    "channel",
    "chronicle",
    "cnn",
    "correspondents",
    "courier",
    "daily",
    "desk",
    "dispatch",
    "dpa",
    "efe",
    "euronews",
    "examiner",
    "express",
    "foundation",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "ians",
    "independent",
    "inquirer",
    "institute",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "media",
    "mirror",
    "monitor",
    "nbc",
    "network",
    "news",
    "newspaper",
    "newsroom",
    "npr",
    "observer",
    "online",
    "pbs",
    "post",
    "press",
    "pti",
    "radio",
    "record",
    "register",
    "report",
    "reuters",
    "review",
    "sentinel",
    "service",
    "sky",
    "staff",
    "standard",
    "star",
    "sun",
    "tass",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "university",
    "upi",
    "voice",
    "wire",
    "xinhua",
];

/// Words of a writer's post; what holds one names no person.
const POST: &[&str] = &[
    "analyst",
    "anchor",
    "columnist",
    "contributor",
    "contributors",
    "correspondent",
    "editor",
    "editors",
    "intern",
    "journalist",
    "producer",
    "reporter",
    "reporters",
    "writer",
    "writers",
];

/// Small words inside names of people, places and newspapers.
const PARTICLES: &[&str] = &[
    "al", "and", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "of", "ter", "the", "van", "von", "y", "zu",
];

const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

static PARTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+with\s+"));

static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?<name>.+?)(?:\s+(?:for|of|at)\s+(?<site>(?:[Tt]he\s)?\p{Lu}.*?))?(?:\s+in\s+(?<place>\p{Lu}.*))?$",
    )
});

/// Reads what follows "By"; `None` where it is no list of names, posts and newspapers.
pub(crate) fn credit(text: &str) -> Option<Credit> {
    let mut credit = Credit::default();
    let text = text.trim_matches([' ', '.', ',', ':', '@']);
    for part in PARTS.split(text).filter(|part| !part.is_empty()) {
        let tail = TAIL.captures(part)?;
        let group = |name: &str| tail.name(name).map(|found| found.as_str().to_owned());
        let name = group("name")?;
        credit.site = credit.site.or_else(|| group("site"));
        credit.place = credit.place.or_else(|| group("place"));
        if is_staff(&name) || is_post(&name) {
            continue;
        }
        if is_organisation(&name) {
            credit.site.get_or_insert(name);
        } else if is_name(&name) && !is_dated(&name) {
            credit.authors.push(name);
        } else {
            return None;
        }
    }
    let told = !credit.authors.is_empty() || credit.site.is_some() || is_staff(text);
    told.then_some(credit)
}

/// One to six words that each begin with a capital, small words between them.
pub(crate) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits = |word: &&str| {
        let letters = word
            .chars()
            .all(|c| c.is_alphabetic() || "'’.-,()".contains(c));
        letters
            && (word.trim_start_matches('(').starts_with(char::is_uppercase)
                || PARTICLES.contains(word))
    };
    (1..=6).contains(&words.len())
        && words.iter().all(fits)
        && words
            .first()
            .is_some_and(|word| !matches!(word.to_lowercase().as_str(), "the" | "and" | "of"))
}

/// Whether the words are the look of one person's name: two to four capitalised words, none of a newspaper.
pub(crate) fn is_person(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (2..=4).contains(&count)
        && is_name(text)
        && !is_organisation(text)
        && !is_post(text)
        && !is_dated(text)
}

/// Whether a line is a person's name, perhaps with a place: "Jane Roe in Port Ellen".
pub(crate) fn is_signature(line: &str) -> bool {
    let signed = |credit: Credit| {
        credit.place.is_some()
            && !credit.authors.is_empty()
            && credit.authors.iter().all(|name| is_person(name))
    };
    is_person(line) || line.split_whitespace().count() <= 9 && credit(line).is_some_and(signed)
}

/// Whether the words name a newspaper, site or agency.
pub(crate) fn is_organisation(text: &str) -> bool {
    let bare = text.strip_prefix("The ").unwrap_or(text);
    is_name(bare) && has_word(text, ORGANISATION) || is_domain(text)
}

/// "Staff Reporter", "Our Correspondent", "Web Desk": someone without a name.
pub(crate) fn is_staff(text: &str) -> bool {
    static STAFF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:a|our|the|special|staff|web|news|national|international|online|digital|foreign|city|sports|business|political|own|senior|editorial)\s)*(?:staff|desk|bureau|correspondents?|reporters?|writers?|agencies|newsroom|team|editor|editors)$",
        )
    });
    STAFF.is_match(text.trim())
}

/// Whether the line is nothing but the name of a newspaper, site or agency, or a post without a name.
pub(crate) fn is_source(line: &str) -> bool {
    let short = line.split_whitespace().count() <= 4 && !line.ends_with(['.', '?', '!', ':']);
    let titled = line.starts_with(char::is_uppercase) && ends_with_post(line);
    short && (is_staff(line) || is_organisation(line) || titled)
}

/// Whether the line only says who else wrote, edited or contributed.
pub(crate) fn is_credits(line: &str) -> bool {
    static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\W*(?:(?:additional |further |extra )?(?:reporting|writing|editing|research|contributions|translation) (?:and (?:writing|editing|additional reporting) )?by\b|edited by\b|compiled by\b|translated by\b|contributing(?: reporting)?\s?:|contributors?\s?:|sources?\s?:\s.{2,60}$|with (?:additional )?(?:inputs?|reporting|contributions|files|agency inputs)\b.{0,60}$|inputs from\b)",
        )
    });
    line.split_whitespace().count() <= 50 && CREDITS.is_match(line)
}

fn is_post(text: &str) -> bool {
    has_word(text, POST)
}

fn ends_with_post(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    POST.contains(&last.to_lowercase().as_str())
}

/// The authors whom a line of credits names: "(Reporting by Jane Roe; editing by Max Poe)".
pub(crate) fn reporters(line: &str) -> Vec<String> {
    static REPORTING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^\W*reporting by\s+(?<names>[^;().]+)"));
    let found = REPORTING
        .captures(line)
        .and_then(|found| found.name("names"));
    let credit = found.and_then(|names| credit(names.as_str()));
    credit.map(|credit| credit.authors).unwrap_or_default()
}

/// A place written in capitals, as in datelines, in the case that names have; others as they are.
pub(crate) fn place(printed: &str) -> String {
    if printed.chars().any(char::is_lowercase) || printed.chars().count() <= 3 {
        return printed.to_owned();
    }
    let mut shown = String::with_capacity(printed.len());
    let mut inside = false;
    for letter in printed.chars() {
        if inside {
            shown.extend(letter.to_lowercase());
        } else {
            shown.push(letter);
        }
        inside = letter.is_alphabetic() || matches!(letter, '\'' | '’');
    }
    shown
}

fn is_dated(text: &str) -> bool {
    has_word(text, CALENDAR)
}

fn is_domain(text: &str) -> bool {
    static DOMAIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|news|co|[a-z]{2})$",
        )
    });
    DOMAIN.is_match(text)
}

fn has_word(text: &str, list: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| list.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str], site: Option<&str>, place: Option<&str>) {
        let expected = Credit {
            authors: authors.iter().map(|name| (*name).to_owned()).collect(),
            site: site.map(str::to_owned),
            place: place.map(str::to_owned),
        };
        assert_eq!(credit(text), Some(expected), "{text}");
    }

    #[test]
    fn names_newspapers_and_places_are_told_apart() {
        check(
            "Jane Roe, Max van Poe and Ada O'Day",
            &["Jane Roe", "Max van Poe", "Ada O'Day"],
            None,
            None,
        );
        check(
            "Jane Roe, Political Correspondent, Example Times",
            &["Jane Roe"],
            Some("Example Times"),
            None,
        );
        check(
            "Jane Roe for the Valley Courier in Port Ellen",
            &["Jane Roe"],
            Some("the Valley Courier"),
            Some("Port Ellen"),
        );
        check("Our Correspondent", &[], None, None);
        check("Reuters", &[], Some("Reuters"), None);
    }

    #[test]
    fn places_in_capitals_are_written_as_names() {
        assert_eq!(place("PORT ELLEN"), "Port Ellen");
        assert_eq!(place("SAINT-LOUIS"), "Saint-Louis");
        assert_eq!(place("Tel Aviv"), "Tel Aviv");
    }

    #[test]
    fn the_reporters_of_a_credit_line_are_authors_and_its_editors_are_not() {
        assert_eq!(
            reporters("(Reporting by Jane Roe; Editing by Max Poe)"),
            ["Jane Roe"]
        );
    }

    #[test]
    fn what_is_no_list_of_names_is_refused() {
        for text in [
            "Friday",
            "the river",
            "Monday the river had fallen",
            "3 people",
            "",
        ] {
            assert_eq!(credit(text), None, "{text}");
        }
    }
}
