//! Reads the line that tells when, where and by whom: "March 3, 2025 09:15 am | Updated 10:05 am IST - Nairobi".
//!
//! The grammar is strict: a line with a single word that fits nowhere is no byline, so that no sentence becomes one.

use crate::names;
use crate::pattern::pattern;
use crate::stamp::{self, Stamp};
use dateline_core::Moment;
use regex::Regex;
use std::sync::LazyLock;

/// What a byline tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    published: Option<Stamp>,
    modified: Option<Stamp>,
    /// Whether a label ("Published", "Updated") or a clock time stands beside a date.
    pub(crate) is_labelled: bool,
    /// Names after "By".
    pub(crate) authors: Vec<String>,
    /// Dateline place.
    pub(crate) place: Option<String>,
    /// Newspaper, site or agency.
    pub(crate) site: Option<String>,
}

impl Byline {
    /// Whether it says nothing but a day.
    pub(crate) fn is_bare_day(&self) -> bool {
        !self.is_labelled
            && self.authors.is_empty()
            && self.site.is_none()
            && self.published.is_some()
    }

    /// First publication; the places decide what a zone word means.
    pub(crate) fn published(&self, places: &[&str]) -> Option<Moment> {
        self.published.as_ref()?.moment(places)
    }

    /// Last change; a time without a day is of the day of publication, a time without a zone of its zone.
    pub(crate) fn modified(&self, places: &[&str]) -> Option<Moment> {
        self.modified.as_ref()?.moment(places)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Updated,
}

/// Reads a line; `None` where any of its words is no part of a byline, or nothing in it says when or by whom.
pub(crate) fn byline(line: &str) -> Option<Byline> {
    if line.chars().count() > 250 {
        return None;
    }
    let spaced = SQUASHED.replace_all(line, "$left$left2 $right$right2");
    let mut reading = Reading::default();
    for segment in SEPARATOR.split(spaced.trim_matches(['*', '_'])) {
        reading.segment(segment.trim())?;
    }
    reading.finish()
}

/// Whether a line is nothing but the label of a date.
pub(crate) fn is_label(line: &str) -> bool {
    LABEL
        .find(line)
        .is_some_and(|label| label.end() == line.len())
}

// "March 3, 20259:15 AM GMT+3Updated 2 hours ago": pages lose the blanks between their elements.
static SQUASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?<left>\b(?:19|20)\d\d)(?<right>\d{1,2}:\d\d)|(?<left2>[a-z\d])(?<right2>Updated|Published|Posted)\b",
    )
});

// A hyphen parts only between blanks; a comma never.
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*[|·•●∙‖\t\n\r]\s*|\s+[/–—-]+\s+|\s*—\s*|\s{3,}"));

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
        (?<updated> (?:last\s|first\s)?(?:updated|modified)(?:\sdate|\stime)? | edited(?:\son\b|\s?:) | last\s(?:update|change|modification) | update )
        | (?: (?:first\s|originally\s)?(?:published|posted|created|released|filed|issued)(?:\sdate|\stime)? | publish(?:ed|ing)?\sdate | publication\sdate | date(?:\sof\spublication)? | pub\sdate )
        )(?:\b|:)(?:\s(?:on|at|in)\b)?\s*[:,-]?\s*",
    )
});

// What stands in such lines and tells nothing that is kept.
static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
        (?:about\s|an?\s|\d+\s)(?:second|minute|min|hour|hr|day|week|month|year)s?\sago
        | (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-](?:min|mins|minute|minutes)(?:\sread|\sto\sread|\sread\stime)? | (?:read(?:ing)?\stime)\s?:?\s?\d+\s?(?:min|mins|minute|minutes)?
        | \d*\s?(?:comments?|shares?|views?) | share | save | listen | print | email | yesterday | today | just\snow
        | \((?:this\s)?story\s(?:was|has\sbeen)\supdated\b.*\)
        )$",
    )
});

// Who edited or drew is no author.
static EDITED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:edited|reviewed|curated|translated|photographs?|photos?|video|graphics?|fact[- ]checked)\sby:?\s+",
    )
});

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:words|story|text|report|analysis|written|reported|authored)\s)?by:?\s+|^(?:authors?|written by|contributing|contributors?)\s?:\s*",
    )
});

#[derive(Default)]
struct Reading {
    byline: Byline,
    label: Option<Label>,
    tells: bool,
}

impl Reading {
    /// Takes one part of the line in, or refuses it.
    fn segment(&mut self, segment: &str) -> Option<()> {
        let mut rest = segment.trim_matches([' ', ',', ';', ':']);
        while !rest.is_empty() {
            rest = self.step(rest)?.trim_start_matches([' ', ',', ';']);
        }
        Some(())
    }

    /// Reads one thing at the beginning of `text` and gives what follows it.
    fn step<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        if NOISE.is_match(text) {
            self.tells |= text.ends_with("ago") && self.label.is_some() || text.starts_with('(');
            return Some("");
        }
        if let Some(label) = LABEL.captures(text) {
            let updated = label.name("updated").is_some();
            self.label = Some(if updated {
                Label::Updated
            } else {
                Label::Published
            });
            return text.get(label.get(0)?.end()..);
        }
        if let Some((stamp, rest)) = stamp::prefix(text) {
            self.stamp(stamp);
            return Some(rest);
        }
        if let Some(by) = EDITED.find(text) {
            let (names, rest) = until_date(text.get(by.end()..)?);
            names::credit(names)?;
            return Some(rest);
        }
        if let Some(by) = BY.find(text) {
            let (names, rest) = until_date(text.get(by.end()..)?);
            self.names(names)?;
            return Some(rest);
        }
        self.words(text)
    }

    fn stamp(&mut self, stamp: Stamp) {
        let label = self.label.take();
        self.byline.is_labelled |= label.is_some() || stamp.time.is_some();
        // "Opening on Saturday, July 23" is a line of a programme: a day without its year needs a label or a time.
        let sure = !stamp.is_yearless() || stamp.time.is_some();
        self.tells |= stamp.has_day() && sure || label.is_some();
        let first = label != Some(Label::Updated) && self.byline.published.is_none();
        match (&mut self.byline.published, &mut self.byline.modified) {
            (published, _) if first => *published = Some(stamp),
            // A time behind "Published 3 March 2025 |" belongs to that day.
            (Some(published), _)
                if label.is_none() && !stamp.has_day() && published.time.is_none() =>
            {
                published.time = stamp.time;
                published.zone = stamp.zone;
            }
            (_, modified) => *modified = Some(stamp),
        }
    }

    fn names(&mut self, text: &str) -> Option<()> {
        let credit = names::credit(text)?;
        self.tells = true;
        self.byline.authors.extend(credit.authors);
        self.byline.place = self.byline.place.take().or(credit.place);
        self.byline.site = self.byline.site.take().or(credit.site);
        Some(())
    }

    /// Words beside a date: a place or a newspaper.
    fn words<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (words, rest) = until_date(text);
        let words = words.trim_end_matches([':', ' ', '.', ',']);
        if names::is_staff(words) {
            self.tells = true;
        } else if names::is_organisation(words) {
            self.byline.site.get_or_insert_with(|| words.to_owned());
        } else if names::is_name(words) {
            self.byline.place.get_or_insert_with(|| words.to_owned());
        } else {
            return None;
        }
        Some(rest)
    }

    fn finish(mut self) -> Option<Byline> {
        let byline = &mut self.byline;
        if let (Some(published), Some(modified)) = (&mut byline.published, &mut byline.modified) {
            if !modified.has_day() {
                modified.day = published.day;
                modified.yearless = published.yearless;
            }
            // "09:15 am | Updated 10:05 am IST" writes the zone once for both.
            if published.time.is_some() && published.zone.is_none() {
                published.zone = modified.zone.clone();
            } else if modified.zone.is_none() {
                modified.zone = published.zone.clone();
            }
        }
        self.tells.then_some(self.byline)
    }
}

/// Whether a text begins with the letter of a label: most words do not, and the pattern costs more.
fn may_be_label(text: &str) -> bool {
    text.starts_with(|c: char| "cdefilmopru".contains(c.to_ascii_lowercase()))
}

/// Cuts a text before its first date, clock time or label.
fn until_date(text: &str) -> (&str, &str) {
    let starts_date =
        |rest: &str| stamp::prefix(rest).is_some() || may_be_label(rest) && LABEL.is_match(rest);
    text.match_indices([' ', ','])
        .filter_map(|(at, _)| text.split_at_checked(at))
        .find(|(_, rest)| starts_date(rest.trim_start_matches([' ', ','])))
        .unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, published: &str, modified: &str, who: &[&str], place: &str, site: &str) {
        let byline = byline(line).unwrap_or_else(|| panic!("no byline: {line}"));
        let places: Vec<&str> = byline.place.iter().map(String::as_str).collect();
        let said = |moment: Option<Moment>| moment.map(|m| m.to_string()).unwrap_or_default();
        assert_eq!(said(byline.published(&places)), published, "{line}");
        assert_eq!(said(byline.modified(&places)), modified, "{line}");
        assert_eq!(byline.authors, who, "{line}");
        assert_eq!(byline.place.as_deref().unwrap_or_default(), place, "{line}");
        assert_eq!(byline.site.as_deref().unwrap_or_default(), site, "{line}");
    }

    #[test]
    fn publication_change_zone_and_place_are_read_from_one_line() {
        check(
            "March 3, 2025 09:15 am | Updated 10:05 am IST - Nairobi",
            "2025-03-03T09:15:00+05:30",
            "2025-03-03T10:05:00+05:30",
            &[],
            "Nairobi",
            "",
        );
        check(
            "Updated - March 4, 2025 10:05 am IST - Tel Aviv",
            "",
            "2025-03-04T10:05:00+02:00",
            &[],
            "Tel Aviv",
            "",
        );
    }

    #[test]
    fn other_shapes_of_the_line_are_read() {
        let at = "2025-03-03T09:15:00+00:00";
        check("Published: 3 March 2025, 09:15 GMT", at, "", &[], "", "");
        check("3 Mar 2025", "2025-03-03", "", &[], "", "");
        check(
            "Last updated 10:05, 3 March 2025",
            "",
            "2025-03-03T10:05:00+00:00",
            &[],
            "",
            "",
        );
        check(
            "By Jane Roe | Example Times | March 3, 2025",
            "2025-03-03",
            "",
            &["Jane Roe"],
            "",
            "Example Times",
        );
        check("Published 3 March 2025 | 09:15 GMT", at, "", &[], "", "");
        check(
            "By JANE ROE and Max Poe in Nairobi, March 3, 2025",
            "2025-03-03",
            "",
            &["JANE ROE", "Max Poe"],
            "Nairobi",
            "",
        );
        check(
            "Nairobi, March 3, 2025",
            "2025-03-03",
            "",
            &[],
            "Nairobi",
            "",
        );
        check("2025-03-03T09:15Z · 4 min read", at, "", &[], "", "");
        check(
            "Staff Reporter • 3 March 2025",
            "2025-03-03",
            "",
            &[],
            "",
            "",
        );
        check(
            "Published March 3, 2025 Updated March 4, 2025",
            "2025-03-03",
            "2025-03-04",
            &[],
            "",
            "",
        );
    }

    #[test]
    fn lost_blanks_and_editors_do_no_harm() {
        let at = "2025-03-03T09:15:00+03:00";
        check(
            "March 3, 20259:15 AM GMT+3Updated 2 hours ago",
            at,
            "",
            &[],
            "",
            "",
        );
        check(
            "By Ada Doe | Edited by Max Poe | 3 March 2025",
            "2025-03-03",
            "",
            &["Ada Doe"],
            "",
            "",
        );
        check(
            "*By Ada Doe, 3 March 2025*",
            "2025-03-03",
            "",
            &["Ada Doe"],
            "",
            "",
        );
        check(
            "Published in Lake Press, March 3rd, 2025",
            "2025-03-03",
            "",
            &[],
            "",
            "Lake Press",
        );
    }

    #[test]
    fn sentences_and_headings_are_no_bylines() {
        for line in [
            "By Monday the river had fallen.",
            "March 3, 2025 was a long day",
            "The talks were held on 3 March 2025.",
            "Nairobi",
            "Published works of the year",
            "Updated figures are due on March 3, 2025",
            "By the river",
            "Opening on Saturday, July 23",
            "What next?",
            "",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
    }
}
