//! Finds the headline at the top of a pasted page, past sections, dates and buttons.

use crate::byline::byline;
use crate::data::rows;
use crate::fields::field;
use crate::units::Unit;
use crate::{caption, dateline, furniture, names, prose};
use std::sync::LazyLock;

/// How many lines of navigation may stand above a headline.
const ABOVE: usize = 8;

/// The index of the headline among the units; `None` where the text begins with its story.
pub(crate) fn headline(units: &[Unit<'_>]) -> Option<usize> {
    let top = || units.iter().enumerate().take(ABOVE);
    let (at, unit) = top().find(|(at, unit)| {
        let below = units.get(at + 1).map(|unit| unit.text);
        !is_above(unit.text, below, *at)
    })?;
    let below = units.get(at + 1).map_or("", |unit| unit.text);
    (!begins_story(unit.text, below)).then_some(at)
}

/// The headline's words, and the site that a page's title names behind them.
pub(crate) fn words(line: &str) -> (String, Option<String>) {
    let line = line.trim_start_matches(['#', ' ']).trim_matches('*');
    let bare = strip_label(line);
    for sign in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((title, site)) = bare.rsplit_once(sign)
            && names::is_organisation(site.trim())
            && prose::words(title) >= 3
        {
            return (title.trim().to_owned(), Some(site.trim().to_owned()));
        }
    }
    (bare.to_owned(), None)
}

fn strip_label(line: &str) -> &str {
    let labelled = line.split_once(':').filter(|(label, _)| {
        matches!(
            label.trim().to_lowercase().as_str(),
            "title" | "headline" | "subject"
        )
    });
    labelled.map_or(line, |(_, title)| title).trim()
}

/// Lines that stand above a headline: buttons, sections, a path of sections, the date of the page.
///
/// A first line such as "Live: ferry sails" is a headline; under other navigation it is a link.
fn is_above(line: &str, below: Option<&str>, at: usize) -> bool {
    let under_navigation =
        at > 0 && (furniture::line(line).is_some() || is_word_of_menu(line, below));
    under_navigation
        || furniture::is_control(line)
        || furniture::section(line).is_some()
        || is_section(line, below)
        || is_path(line, below)
        || caption::is_caption(line)
        || byline(line).is_some()
        || field(line).is_some()
}

/// "Home / News / Old pier to reopen", "News|Fisheries".
fn is_path(line: &str, below: Option<&str>) -> bool {
    let parted = line
        .split([' ', '\t'])
        .any(|word| matches!(word, ">" | "›" | "»" | "/"));
    let first = line.split(['|', '›', '>']).next().unwrap_or_default();
    let joined = first != line && prose::words(line) <= 3 && is_section(first, below);
    joined || parted && prose::words(line) <= 40 && !prose::ends_sentence(line)
}

/// One or two words under other navigation and above a longer line.
fn is_word_of_menu(line: &str, below: Option<&str>) -> bool {
    let longer =
        below.is_some_and(|below| prose::words(below) >= 4 && !prose::ends_sentence(below));
    prose::words(line) <= 2 && longer && byline(below.unwrap_or_default()).is_none()
}

static SECTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| rows(include_str!("../data/sections.txt")));

/// The name of a section, or one or two words in capitals above a longer line.
fn is_section(line: &str, below: Option<&str>) -> bool {
    let longer = below.is_some_and(|below| prose::words(below) >= prose::words(line) + 2);
    let loud = line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase);
    let known = SECTIONS.contains(&line.to_lowercase().trim());
    let named = names::is_organisation(line) && prose::words(line) <= 4;
    let above_a_headline =
        below.is_some_and(|below| byline(below).is_none() && !prose::is_prose(below));
    above_a_headline && (known || longer && (named || loud && prose::words(line) <= 2))
}

/// Whether a line is the first paragraph of a story rather than its headline.
fn begins_story(line: &str, below: &str) -> bool {
    let count = prose::words(line);
    let stops = line.ends_with(['.', ':', ';', ',', '…']) && !ends_abbreviated(line);
    dateline::dateline(line).is_some()
        || count > 40
        || line.contains('\n')
        || prose::is_item(line)
        || stops && byline(below).is_none()
        || stops && count > 25
}

/// "Talks held in U.S." and "Clashes in St." end with an abbreviation's point.
fn ends_abbreviated(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let core = last.trim_end_matches('.');
    last.ends_with('.') && core.contains('.')
        || matches!(
            last,
            "Jr." | "Sr." | "St." | "Inc." | "Co." | "Ltd." | "Corp."
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::units;

    fn check(text: &str, expected: Option<&str>) {
        let units = units(text);
        let found = headline(&units).and_then(|at| units.get(at));
        assert_eq!(found.map(|unit| unit.text), expected, "{text}");
    }

    #[test]
    fn the_headline_is_found_under_menus_and_paths() {
        let head = Some("Old pier to reopen after storm");
        check(
            "Old pier to reopen after storm\nIt reopens on Friday.",
            head,
        );
        check(
            "Home\nNews\nCoast\nOld pier to reopen after storm\nIt reopens on Friday.",
            head,
        );
        check(
            "Home > News > Coast\nOld pier to reopen after storm\n3 March 2025",
            head,
        );
        check(
            "Live: ferry sails under the bridge\n\nIt sails at noon.",
            Some("Live: ferry sails under the bridge"),
        );
        check(
            "Talks to be held in U.S.\n\nThey begin on Friday.",
            Some("Talks to be held in U.S."),
        );
    }

    #[test]
    fn a_text_that_begins_with_its_story_has_no_headline() {
        check(
            "The pier reopens on Friday, the mayor said.\n\nIt was shut by a storm.",
            None,
        );
        check("PORT ELLEN, March 3 (AFP) - The pier reopens", None);
        check("", None);
    }

    #[test]
    fn the_site_behind_a_title_is_no_part_of_the_headline() {
        let expected = (
            "Old pier to reopen".to_owned(),
            Some("Valley Courier".to_owned()),
        );
        assert_eq!(words("Old pier to reopen - Valley Courier"), expected);
        assert_eq!(words("# Old pier - a history").0, "Old pier - a history");
    }
}
