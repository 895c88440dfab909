//! One report for each event of a story: reports of the same deed on the same date are joined.

use dateline_core::{Interval, Precision, Report, ReportParts, Status, When};
use std::collections::BTreeSet;

/// Joins what speaks of the same event; text order is kept, and the fuller title stays.
pub(crate) fn merged(reports: Vec<Report>) -> Vec<Report> {
    let mut kept: Vec<Titled> = Vec::with_capacity(reports.len());
    for report in reports.into_iter().map(Titled::of) {
        match kept.iter_mut().find(|known| same(known, &report)) {
            Some(known) => *known = Titled::of(joined(known, &report)),
            None => kept.push(report),
        }
    }
    kept.into_iter().map(|titled| titled.report).collect()
}

/// A report with the words of its title, worked out once: each report is held against all before it.
struct Titled {
    report: Report,
    words: BTreeSet<String>,
}

impl Titled {
    fn of(report: Report) -> Self {
        let words = words(report.title());
        Self { report, words }
    }
}

fn same(known: &Titled, other: &Titled) -> bool {
    let (one, two) = (&known.report, &other.report);
    let dated = match (one.when(), two.when()) {
        (Some(first), Some(second)) => nested(first, second),
        (None, None) => one.status() == two.status(),
        _ => false,
    };
    dated && alike((one.title(), &known.words), (two.title(), &other.words))
}

/// Whether one date lies inside the other, as days.
fn nested(one: &When, other: &When) -> bool {
    let days = |when: &When| Interval::days(when.interval.first_day(), when.interval.last_day());
    match (days(one), days(other)) {
        (Ok(one), Ok(other)) => one.contains(&other) || other.contains(&one),
        _ => false,
    }
}

/// Whether the shorter title is mostly words of the longer, and no ordinals disagree.
fn alike((one, first): Said<'_>, (other, second): Said<'_>) -> bool {
    // A full name counts as one word: who does it says little of what is done.
    let owner = owner(one).filter(|own| owner(other) == Some(own));
    let name = owner.map_or(0, |owner| words(owner).len().saturating_sub(1));
    let shared = first.intersection(second).count().saturating_sub(name);
    let least = first.len().min(second.len()).saturating_sub(name);
    shared > 0 && shared * 5 >= least * 3 && !contradict(first, second)
}

/// A title with its words.
type Said<'t> = (&'t str, &'t BTreeSet<String>);

/// Whose event a title names: "Liv Hansen" of "Liv Hansen's visit".
fn owner(title: &str) -> Option<&str> {
    let (owner, _) = title
        .split_once("'s ")
        .or_else(|| title.split_once("’s "))?;
    Some(owner)
}

/// The stems of the words that carry meaning.
pub(crate) fn words(title: &str) -> BTreeSet<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            !word.is_empty() && *word != "s" && !SMALL.contains(&word.to_lowercase().as_str())
        })
        .map(dateline_text::stem)
        .collect()
}

const SMALL: [&str; 17] = [
    "the", "a", "an", "of", "in", "at", "on", "to", "and", "for", "by", "with", "from", "its",
    "his", "her", "their",
];

/// Whether two titles name different members of a series: "first round" and "second round".
pub(crate) fn contradict(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let numbered = |words: &BTreeSet<String>, test: fn(&str) -> bool| -> BTreeSet<String> {
        words.iter().filter(|word| test(word)).cloned().collect()
    };
    let apart = |test: fn(&str) -> bool| {
        let (one, other) = (numbered(one, test), numbered(other, test));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    };
    apart(ordinal) || apart(numeral)
}

/// "first", "final": a place in a series.
pub(crate) fn ordinal(word: &str) -> bool {
    ORDINALS.contains(&word)
}

/// "II", "75th", "2026": a number in a name.
pub(crate) fn numeral(word: &str) -> bool {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    ROMAN.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

const ORDINALS: [&str; 14] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "last", "next", "previous", "final",
];

fn joined(one: &Titled, other: &Titled) -> Report {
    let (fuller, other) = if one.words.len() >= other.words.len() {
        (&one.report, &other.report)
    } else {
        (&other.report, &one.report)
    };
    let mut parts = ReportParts::from(fuller.clone());
    let extra = ReportParts::from(other.clone());
    if finer(other, fuller) {
        parts.time = extra.time;
    }
    parts.was = parts.was.or(extra.was);
    parts.place = parts.place.or(extra.place);
    for name in extra.participants {
        if !parts.participants.contains(&name) {
            parts.participants.push(name);
        }
    }
    if matches!(extra.status, Status::Postponed | Status::Cancelled) {
        parts.status = extra.status;
    }
    for rule in extra.rules {
        if !parts.rules.contains(&rule) {
            parts.rules.push(rule);
        }
    }
    Report::new(parts).unwrap_or_else(|_| fuller.clone())
}

/// Whether a report dates the event better: the whole range rather than its first day, else the finer date.
fn finer(one: &Report, other: &Report) -> bool {
    let (Some(one), Some(other)) = (one.when(), other.when()) else {
        return one.when().is_some();
    };
    let opens = |range: &When, day: &When| {
        range.precision == Precision::Range
            && range.interval.first_day() == day.interval.first_day()
    };
    if opens(one, other) {
        return other.precision != Precision::Range;
    }
    !opens(other, one) && one.precision > other.precision
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        super::alike((one, &words(one)), (other, &words(other)))
    }

    #[test]
    fn titles_with_the_same_words_are_alike_unless_their_ordinals_disagree() {
        assert!(alike("talks", "Norway's trade talks in Oslo"));
        assert!(!alike("first round of talks", "second round of talks"));
        assert!(!alike("launch of the ferry", "strike of the crew"));
        assert!(!alike(
            "Liv Marie Hansen's departure",
            "Liv Marie Hansen's breakfast"
        ));
        assert!(alike(
            "Hansen's talks with Lund",
            "Hansen's meeting with Lund"
        ));
    }
}
