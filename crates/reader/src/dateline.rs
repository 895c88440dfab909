//! Reads the dateline that opens a first paragraph: "NAIROBI, March 3 (Agency) —".

use crate::names;
use crate::pattern::pattern;
use crate::stamp::{self, Stamp};
use regex::Regex;
use std::sync::LazyLock;

/// Where, when and for whom a story was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The place, as written.
    pub(crate) place: String,
    /// The agency.
    pub(crate) site: Option<String>,
    /// The day, mostly without its year.
    pub(crate) stamp: Option<Stamp>,
}

static LOOK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^[\s«“]*
        (?<place>\p{Lu}[\p{L}'’.-]+(?:[\s-]\p{Lu}[\p{L}'’.-]*){0,3}?)
        (?:,\s(?<region>\p{Lu}[\p{L}.]+(?:\s\p{Lu}[\p{L}.]+){0,2}?))?
        (?:,?\s+(?<date>(?:\p{Lu}[a-z]{2,8}\.?\s\d|\d{1,2}\s\p{Lu}[a-z]{2})[\p{L}\d.,\s]{0,14}?))?
        (?:,?\s*(?:\((?<agency>[^()]{2,40})\)|(?<bare>(?:CNN|AP|AFP|PTI|ANI|Reuters|BBC)(?:\sBusiness)?)))?
        \s*(?<sign>—|–|-{1,2}|:)(?:\s|$)",
    )
});

/// The dateline at the beginning of a paragraph.
///
/// A place in capitals is enough; one in small letters needs an agency or a date beside it.
pub(crate) fn dateline(paragraph: &str) -> Option<Dateline> {
    let found = LOOK.captures(paragraph)?;
    let group = |name: &str| found.name(name).map(|group| group.as_str());
    let place = group("place")?;
    let stamp = match group("date") {
        Some(date) => Some(stamp::stamp(date)?),
        None => None,
    };
    let agency = group("agency").or_else(|| group("bare"));
    let told = agency.is_some() || stamp.is_some();
    let capitals = place
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    let long = place.chars().count() > 3;
    (told || capitals && long && !is_label(place)).then(|| Dateline {
        place: place.to_owned(),
        site: agency
            .filter(|agency| names::is_name(agency))
            .map(str::to_owned),
        stamp,
    })
}

/// Words in capitals before a colon that are no place.
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &[
        "ALERT",
        "ALSO READ",
        "ANALYSIS",
        "BREAKING",
        "BREAKING NEWS",
        "CORRECTION",
        "EDITORIAL",
        "EXCLUSIVE",
        "EXPLAINED",
        "EXPLAINER",
        "FACTBOX",
        "LIVE",
        "MORE",
        "NOTE",
        "OPINION",
        "PHOTOS",
        "PODCAST",
        "READ",
        "READ MORE",
        "RELATED",
        "REVIEW",
        "TIMELINE",
        "UPDATE",
        "VIDEO",
        "WATCH",
    ];
    LABELS.contains(&word) || names::is_organisation(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, place: Option<&str>, site: Option<&str>) {
        let found = dateline(paragraph);
        assert_eq!(
            found.as_ref().map(|d| d.place.as_str()),
            place,
            "{paragraph}"
        );
        assert_eq!(found.and_then(|d| d.site).as_deref(), site, "{paragraph}");
    }

    #[test]
    fn the_place_is_read_with_and_without_date_and_agency() {
        check(
            "NAIROBI, March 3 (Agency) — The river fell.",
            Some("NAIROBI"),
            Some("Agency"),
        );
        check("NAIROBI: The river fell.", Some("NAIROBI"), None);
        check(
            "Port Ellen, 3 March 2025 (AP) -- The river fell.",
            Some("Port Ellen"),
            Some("AP"),
        );
        check("Nairobi, March 3: The river fell.", Some("Nairobi"), None);
        check(
            "NEW ULM, Minnesota (AP) - The river fell.",
            Some("NEW ULM"),
            Some("AP"),
        );
        check(
            "Nairobi CNN — The river fell.",
            Some("Nairobi"),
            Some("CNN"),
        );
    }

    #[test]
    fn sentences_with_a_dash_or_colon_have_no_dateline() {
        for text in [
            "Nairobi — and its river — fell silent.",
            "BREAKING: The river fell.",
            "The minister said: it fell.",
            "Ferries, trains and trams - all stand still.",
        ] {
            check(text, None, None);
        }
    }
}
