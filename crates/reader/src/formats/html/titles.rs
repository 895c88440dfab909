//! Chooses a page's headline among what its tags and headings say, and takes the site's name off its ends.

use crate::stamp;

/// What a page says of its headline.
pub(super) struct Titles<'p> {
    /// The JSON-LD headline.
    pub(super) declared: Vec<&'p str>,
    /// What the page tells others to show for it (`og:title`).
    pub(super) shared: Vec<&'p str>,
    /// Headings of the first rank.
    pub(super) headings: Vec<&'p str>,
    /// Marked elements and the page's title.
    pub(super) other: Vec<&'p str>,
    /// Names of the site.
    pub(super) sites: &'p [String],
}

/// Signs that part a headline from the names around it.
const SIGNS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " › ", " ‹ ", " • ", " / ", " : ",
    " ~ ", ": ", "｜", "：", "--", "_", "|", " -", "- ",
];

/// The headline: the one that the page's data declares, else what it gives others to show, else its heading.
///
/// A kicker that the shared headline leaves out ("Coast: Old pier to reopen") is no part of it; one that is cut gives
/// way to one that goes on.
pub(super) fn title(titles: &Titles<'_>) -> Option<String> {
    let clean = |list: &[&str]| -> Vec<String> {
        let bare = list.iter().map(|title| without_site(title, titles));
        bare.filter(|title| !is_site(title, titles.sites)).collect()
    };
    let shared = clean(&titles.shared);
    let declared = clean(&titles.declared);
    let headings = clean(&titles.headings);
    let other = clean(&titles.other);
    let kicked = shared.iter().find(|title| {
        declared
            .first()
            .is_some_and(|whole| has_kicker(whole, title))
    });
    let first = kicked
        .or(declared.first())
        .or(shared.first())
        .or(headings.first())
        .or(other.first());
    let Some(first) = first else {
        let told = [
            &titles.shared,
            &titles.declared,
            &titles.headings,
            &titles.other,
        ];
        return told
            .iter()
            .find_map(|list| list.first())
            .map(|title| (*title).to_owned());
    };
    let longer = declared
        .iter()
        .chain(&headings)
        .find(|title| goes_on(first, title));
    Some(longer.unwrap_or(first).to_owned())
}

/// Whether a title is another with a few words and a colon before it.
fn has_kicker(whole: &str, title: &str) -> bool {
    let kicker = whole.strip_suffix(title).map(str::trim_end);
    title.chars().count() > 15
        && kicker.is_some_and(|kicker| {
            kicker.ends_with([':', '|', '+', '–', '-']) && kicker.chars().count() < 60
        })
}

/// How many letters a heading has in common with one of the titles, from the beginning of either or as most of it.
pub(super) fn likeness(heading: &str, titles: &[String]) -> usize {
    let heading = fold(heading);
    let common = |title: &String| {
        let same = title.chars().zip(heading.chars());
        let prefix = same.take_while(|(one, other)| one == other).count();
        let inside = title.contains(&heading) && heading.len() * 2 > title.len();
        if inside || heading.contains(title.as_str()) {
            heading.chars().count().min(title.chars().count())
        } else {
            prefix
        }
    };
    titles.iter().map(common).max().unwrap_or(0)
}

/// Titles as [`likeness`] compares them.
pub(super) fn folded<'p>(titles: impl Iterator<Item = &'p str>) -> Vec<String> {
    titles
        .map(fold)
        .filter(|title| title.chars().count() > 8)
        .collect()
}

/// Whether a title has the words of one that is cut, and more.
fn goes_on(cut: &str, whole: &str) -> bool {
    let bare = cut.trim_end_matches(['…', '.', ' ']);
    let folded = fold(bare);
    let is_cut = bare.len() < cut.len() && (cut.ends_with('…') || cut.ends_with("..."));
    let enough = is_cut || folded.chars().count() > 15;
    let rest = fold(whole);
    let rest = rest.strip_prefix(&folded);
    enough && rest.is_some_and(|rest| !rest.is_empty() && (is_cut || rest.starts_with(' ')))
}

/// A title without the names of the site, and the days, that stand before or behind it.
fn without_site(title: &str, titles: &Titles<'_>) -> String {
    let mut bare = title.trim();
    for _ in 0..4 {
        let Some(shorter) = SIGNS.iter().find_map(|sign| cut(bare, sign, titles)) else {
            break;
        };
        bare = shorter;
    }
    bare.to_owned()
}

/// The title without its last or first part, where that is a name of the site.
fn cut<'t>(title: &'t str, sign: &str, titles: &Titles<'_>) -> Option<&'t str> {
    let goes = |part: &str| is_site(part, titles.sites) || is_day(part);
    let behind = title.rsplit_once(sign);
    let before = title.split_once(sign);
    let head = behind.filter(|(_, tail)| goes(tail)).map(|(head, _)| head);
    let tail = || before.filter(|(head, _)| goes(head)).map(|(_, tail)| tail);
    let shown = || {
        behind
            .map(|(head, _)| head)
            .filter(|head| is_shown(head, titles))
    };
    head.or_else(tail)
        .or_else(shown)
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
}

/// Whether a heading or the JSON-LD headline is just these words.
fn is_shown(words: &str, titles: &Titles<'_>) -> bool {
    let folded = fold(words);
    let enough = folded.chars().count() > 15;
    let mut told = titles.headings.iter().chain(&titles.declared);
    enough && told.any(|title| fold(title) == folded)
}

fn is_day(part: &str) -> bool {
    stamp::stamp(part).is_some_and(|stamp| stamp.has_day())
}

/// Whether words are a name of the site: as it calls itself, or as its address does.
pub(super) fn is_site(words: &str, sites: &[String]) -> bool {
    let part = joined(words);
    !part.is_empty() && sites.iter().any(|site| is_named(&part, site))
}

fn is_named(part: &str, site: &str) -> bool {
    let whole = joined(site);
    let part = part.strip_prefix("the").unwrap_or(part);
    let whole = whole.strip_prefix("the").unwrap_or(&whole);
    let is_host = !site.contains(' ') && site.contains('.');
    let mut labels = site.split('.').filter(|label| is_host && label.len() > 2);
    let is_label = |label: &str| {
        let label = joined(label);
        label.strip_prefix("the").unwrap_or(&label) == part
    };
    let (shorter, longer) = if part.len() < whole.len() {
        (part, whole)
    } else {
        (whole, part)
    };
    let begins = shorter.chars().count() > 5 && longer.starts_with(shorter);
    let alike = begins && (part.len() < whole.len() || part.len() < 2 * whole.len());
    part == whole || alike || labels.any(is_label)
}

/// Letters and digits alone, in small letters, with single blanks between words.
fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// Letters and digits alone, in small letters.
fn joined(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        declared: &[&str],
        shared: &[&str],
        headings: &[&str],
        sites: &[&str],
        expected: &str,
    ) {
        let sites: Vec<String> = sites.iter().map(|site| (*site).to_owned()).collect();
        let found = title(&Titles {
            declared: declared.to_vec(),
            shared: shared.to_vec(),
            headings: headings.to_vec(),
            other: Vec::new(),
            sites: &sites,
        });
        assert_eq!(found.as_deref(), Some(expected), "{declared:?} {shared:?}");
    }

    #[test]
    fn the_site_is_taken_off_either_end_whatever_parts_it() {
        for shared in [
            "Old pier to reopen | Harbour Post",
            "Old pier to reopen - The Harbour Post",
            "Harbour Post: Old pier to reopen",
            "Harbour Post » Old pier to reopen",
            "Old pier to reopen — harbourpost.example",
            "Old pier to reopen – HP – 03.03.2025",
            "Old pier to reopen - Harbour Post Online",
        ] {
            let sites = ["Harbour Post", "harbourpost.example", "HP"];
            check(&[], &[shared], &[], &sites, "Old pier to reopen");
        }
        check(
            &[],
            &["Old pier - a history"],
            &[],
            &["Harbour Post"],
            "Old pier - a history",
        );
    }

    #[test]
    fn what_stands_behind_the_heading_s_own_words_is_left_out() {
        let shared = ["Old pier to reopen after storm | Coast"];
        check(
            &[],
            &shared,
            &["Old pier to reopen after storm"],
            &[],
            "Old pier to reopen after storm",
        );
    }

    #[test]
    fn a_cut_title_gives_way_to_one_that_goes_on_and_a_kicker_is_left_out() {
        let whole = "Old pier to reopen after two years of repairs";
        check(&[], &["Old pier to reopen after…"], &[whole], &[], whole);
        check(&["Old pier to reopen after ..."], &[], &[whole], &[], whole);
        check(
            &["Coast: Old pier to reopen"],
            &["Old pier to reopen"],
            &[],
            &[],
            "Old pier to reopen",
        );
    }
}
