//! Tells sentences from headings, list items and labels by their shape.

use crate::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// How many words a line has.
pub(crate) fn words(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Whether the line is running text: a sentence of some length, or many words.
pub(crate) fn is_prose(line: &str) -> bool {
    let count = words(line);
    count >= 25 || count >= 5 && ends_sentence(line)
}

/// Whether the line ends as a sentence does, a question included.
pub(crate) fn ends_sentence(line: &str) -> bool {
    ends_statement(line) || core_end(line).ends_with('?')
}

/// Whether the line ends with a full stop, a colon, an ellipsis or an exclamation mark.
pub(crate) fn ends_statement(line: &str) -> bool {
    core_end(line).ends_with(['.', '!', '…', ':', ';', '。', '।'])
}

/// The line without closing quotation marks and brackets.
fn core_end(line: &str) -> &str {
    line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_', ' '])
}

/// Whether the line is an item of a list by its bullet.
pub(crate) fn is_item(line: &str) -> bool {
    static BULLET: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:[•▪◦‣·●■✓✔–—*-]\s|[•▪◦‣●■✓✔])"));
    BULLET.is_match(line)
}

/// Whether the line looks like a heading between paragraphs: short, begins with a capital, ends without a full stop.
pub(crate) fn is_heading(line: &str) -> bool {
    let begins = line
        .trim_start_matches(['"', '“', '‘', '\'', '('])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    is_marked_heading(line)
        || begins
            && words(line) <= 14
            && line.chars().count() <= 110
            && !ends_statement(line)
            && !line.ends_with([',', '-'])
            && !is_item(line)
            && dated_text(line).is_none()
}

/// Whether the line is a heading by Markdown's marks.
pub(crate) fn is_marked_heading(line: &str) -> bool {
    static MARKED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:#{1,6}\s+\S|\*\*[^*]{2,100}\*\*$|__[^_]{2,100}__$)"));
    MARKED.is_match(line)
}

/// The day or clock time that a line names beside other words ("March 3: opening", "3 p.m. finals").
pub(crate) fn dated_text(line: &str) -> Option<&str> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b|\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{1,2}:\d{2}\b|\d{1,2}\s?[ap]\.?m\b)",
        )
    });
    DATED.find(line).map(|found| found.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_unpunctuated_and_name_no_day() {
        for line in [
            "What happens next?",
            "Two ferries for the old pier",
            "## The way ahead",
            "“A good day”",
        ] {
            assert!(is_heading(line), "{line}");
        }
        for line in [
            "The ferry sails.",
            "March 3: opening night",
            "Final, Sunday at the harbour",
            "• Save stories",
            "and so on",
            "He said:",
        ] {
            assert!(!is_heading(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_prose_also_inside_quotation_marks() {
        assert!(is_prose("“The ferry sails at noon today.”"));
        assert!(!is_prose("Ferry sails at noon today"));
    }
}
