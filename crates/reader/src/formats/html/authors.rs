//! Reads names of authors out of author fields; organisations sign only where no person does.

use super::titles;
use crate::names;
use crate::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// An author field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'p> {
    /// Its words.
    pub(super) raw: &'p str,
    /// Whether the page declares it an organisation.
    pub(super) is_organisation: bool,
}

/// One author.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Author {
    name: String,
    is_person: bool,
}

/// Most authors that a line under a headline names.
const MOST: usize = 6;

/// Most author fields that are read.
const MOST_FIELDS: usize = 40;

/// The authors of the first group that names a person, each once; else of the first that names anyone.
///
/// A later group that names its one author and other people too is the whole list, of which the first kept a part;
/// `is_list` says that the first group is a list already.
pub(super) fn authors<'p>(
    groups: impl Iterator<Item = Vec<Name<'p>>>,
    is_list: bool,
    sites: &[String],
) -> Vec<String> {
    let groups: Vec<Vec<Author>> = groups.map(|group| each_once(&group, sites)).collect();
    let is_signed = |group: &&Vec<Author>| group.iter().any(|author| author.is_person);
    let Some(first) = groups.iter().find(is_signed) else {
        let named = groups.iter().find(|group| !group.is_empty());
        return named
            .into_iter()
            .flatten()
            .map(|author| author.name.clone())
            .collect();
    };
    let cut = !is_list && first.len() == 1;
    let whole = groups.iter().find(|group| cut && is_whole(group, first));
    let authors = whole.unwrap_or(first).iter();
    authors.map(|author| author.name.clone()).collect()
}

fn each_once(group: &[Name<'_>], sites: &[String]) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    let fields = group.iter().take(MOST_FIELDS);
    for author in fields.flat_map(|name| people(name, sites)) {
        if !has(&authors, &author) {
            authors.push(author);
        }
    }
    authors
}

fn is_whole(group: &[Author], part: &[Author]) -> bool {
    let persons = group.iter().all(|author| author.is_person);
    let more = part.len() < group.len() && group.len() <= MOST;
    persons && more && part.iter().all(|author| has(group, author))
}

fn has(authors: &[Author], author: &Author) -> bool {
    let small = author.name.to_lowercase();
    authors
        .iter()
        .any(|known| known.name.to_lowercase() == small)
}

/// The names in a line that readers see: behind "By" or "Von", or alone in an element made for them.
pub(super) fn signed(line: &str, is_marked: bool) -> Vec<String> {
    let Some(by) = BY.find(line).filter(|by| !by.is_empty()) else {
        let alone = is_marked && names::is_person(line);
        return if alone {
            vec![line.to_owned()]
        } else {
            Vec::new()
        };
    };
    let rest = line.get(by.end()..).unwrap_or_default();
    let names = cut_behind(rest);
    let parts: Vec<&str> = BETWEEN
        .split(names)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let named = parts.iter().take_while(|part| is_named(part));
    named.map(|part| (*part).to_owned()).collect()
}

/// The names before a date, a line or another label.
fn cut_behind(rest: &str) -> &str {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*(?:[|•·\u{2013}\u{2014}(/]|\d|\s-\s|(?i:\b(?:published|updated|posted|veröffentlicht|aktualisiert|publié|mis à jour|publicado|pubblicato|am|le|el|il|on|aus|für|in)\b))",
        )
    });
    END.find(rest)
        .and_then(|end| rest.get(..end.start()))
        .unwrap_or(rest)
}

/// Two to five words that begin with capitals, titles and particles among them.
fn is_named(part: &str) -> bool {
    let bare = part.trim_start_matches("Dr. ").trim_start_matches("Prof. ");
    names::is_person(bare)
}

/// Words before a name: "By", "Von", "Par", "Author:".
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
        (?:(?:written|words|story|text|report|posted|published|reported|article)\s+)?by\b\s*:? |
        (?:ein(?:\s\w+)?\s)?(?:von|vom|par|por|door|di|av|af|przez|od|autor)\b\s*:? |
        (?:authors?|autor(?:in(?:/autor)?|es|en|a|i|zy)?|auteurs?|autore|autori|yazar|penulis|reporter|редактор|автор|作者|記者|文)\s*[:：/]
        )\s*",
    )
});

/// Words between names.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*[,;|•·、]\s*(?:(?:and|und|et|y|e|en|i|og|och|ve|&)\s+)?|\s+(?:and|und|et|y|og|och|ve|with|mit)\s+|\s+[&/]\s+",
    )
});

/// What stands behind a name: a post, an address, a place in brackets.
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*(?:\([^()]*\)|<[^<>]*>|\S+@\S+|@\S+)\s*$"));

/// The names in an author field: "By Jane Roe and Max Poe", "Jane Roe, Valley Courier".
fn people(name: &Name<'_>, sites: &[String]) -> Vec<Author> {
    let raw = name.raw.trim();
    if raw.chars().count() > 200 {
        return Vec::new();
    }
    if name.is_organisation {
        let author = Author {
            name: raw.to_owned(),
            is_person: false,
        };
        return if is_nobody(raw) {
            Vec::new()
        } else {
            vec![author]
        };
    }
    let start = BY.find(raw).map_or(0, |by| by.end());
    let bare = raw.get(start..).unwrap_or(raw).trim();
    let parts: Vec<&str> = BETWEEN.split(bare).collect();
    let last_first = match parts.as_slice() {
        [last, first] if is_last_first(last, first, bare) => Some(format!("{first} {last}")),
        _ => None,
    };
    if let Some(name) = last_first {
        let is_person = true;
        return vec![Author { name, is_person }];
    }
    let named = parts.iter().filter_map(|part| author(part, sites));
    named.collect()
}

/// "Roe, Jane": one word, a comma, one word.
fn is_last_first(last: &str, first: &str, bare: &str) -> bool {
    let one = |word: &str| !word.contains(' ') && word.chars().count() > 2 && names::is_name(word);
    bare.contains(", ")
        && one(last)
        && one(first)
        && !names::is_organisation(last)
        && !names::is_organisation(first)
}

/// One part of an author field, unless it is an address, a post or nobody's name.
fn author(part: &str, sites: &[String]) -> Option<Author> {
    let mut name = part
        .trim_matches([' ', '.', ',', ':', '-', '–', '*', '"', '|', '/'])
        .trim();
    while let Some(behind) = BEHIND.find(name) {
        name = name.get(..behind.start())?;
    }
    let name = name.trim_matches([' ', '-', ',']);
    let words = name.split_whitespace().count();
    let is_organisation =
        names::is_organisation(name) || titles::is_site(name, sites) || is_desk(name);
    let is_staff = names::is_staff(name) && !is_desk(name);
    let is_post = is_staff || names::is_source(name) && !is_organisation;
    if is_nobody(name) || is_post || words > 6 {
        return None;
    }
    // A pen name of one word is no sure person; a name in a script without capitals is one word.
    let has_case = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    Some(Author {
        is_person: !is_organisation && (words >= 2 || !has_case),
        name: name.to_owned(),
    })
}

/// "Sports Desk", "Web Team": people who sign together.
fn is_desk(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let desks = [
        "desk",
        "bureau",
        "team",
        "newsroom",
        "agencies",
        "redaktion",
        "rédaction",
        "redazione",
        "redacción",
        "redação",
        "redactie",
    ];
    desks.contains(&last.to_lowercase().as_str()) && name.contains(' ')
}

/// Addresses, numbers and words that fill an empty field.
fn is_nobody(name: &str) -> bool {
    const FILLERS: &[&str] = &[
        "admin",
        "administrator",
        "anonymous",
        "author",
        "editor",
        "guest",
        "none",
        "null",
        "redaktion",
        "root",
        "undefined",
        "unknown",
        "user",
        "webmaster",
    ];
    let small = name.to_lowercase();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters < 2
        || small.contains("://")
        || small.starts_with("www.")
        || name.contains('@')
        || name.chars().any(|c| "{}[]<>=".contains(c))
        || FILLERS.contains(&small.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &[&str]) {
        let name = Name {
            raw,
            is_organisation: false,
        };
        let sites = ["Harbour Post".to_owned()];
        let found = authors(std::iter::once(vec![name]), false, &sites);
        assert_eq!(found, expected, "{raw}");
    }

    #[test]
    fn every_name_of_a_field_is_an_author_and_posts_and_addresses_are_none() {
        check("By Jane Roe and Max van Poe", &["Jane Roe", "Max van Poe"]);
        check(
            "Von Jana Roth, Max Pohl und Ada Doe",
            &["Jana Roth", "Max Pohl", "Ada Doe"],
        );
        check("Par Jeanne Roux et Max Pau", &["Jeanne Roux", "Max Pau"]);
        check("Jane Roe / Political Correspondent", &["Jane Roe"]);
        check("Jane Roe (Port Ellen)", &["Jane Roe"]);
        check("Roe, Jane", &["Jane Roe"]);
        check("Jane Roe @janeroe", &["Jane Roe"]);
        check("張三、李四", &["張三", "李四"]);
        for nobody in [
            "desk@news.example",
            "https://news.example/jane",
            "105092",
            "admin",
            "Staff Writer",
            "",
        ] {
            check(nobody, &[]);
        }
    }

    #[test]
    fn an_organisation_signs_only_where_no_person_does() {
        let name = |raw, is_organisation| Name {
            raw,
            is_organisation,
        };
        let site = vec![name("Harbour Post", false)];
        let agency = vec![name("Coast Agency", true)];
        let person = vec![name("Jane Roe", false)];
        let sites = ["Harbour Post".to_owned()];
        let groups = |groups: &[&Vec<Name<'static>>]| {
            let groups: Vec<_> = groups.iter().map(|group| (*group).clone()).collect();
            authors(groups.into_iter(), false, &sites)
        };
        assert_eq!(groups(&[&site, &agency, &person]), ["Jane Roe"]);
        assert_eq!(groups(&[&agency, &site]), ["Coast Agency"]);
        let both = vec![name("Jane Roe and Max Poe", false)];
        assert_eq!(groups(&[&person, &both]), ["Jane Roe", "Max Poe"]);
        let other = vec![name("Max Poe and Ada Doe", false)];
        assert_eq!(groups(&[&person, &other]), ["Jane Roe"]);
    }

    #[test]
    fn a_line_is_signed_behind_its_by_and_before_its_date() {
        let check =
            |line: &str, expected: &[&str]| assert_eq!(signed(line, false), expected, "{line}");
        check(
            "Von Jana Roth und Max Pohl | 3. März 2025",
            &["Jana Roth", "Max Pohl"],
        );
        check("Por: Juana Roa", &["Juana Roa"]);
        check("Autorin/Autor: Jana Roth", &["Jana Roth"]);
        check("von Dr. Jana Roth", &["Dr. Jana Roth"]);
        check("By the river", &[]);
        check("Jane Roe", &[]);
        assert_eq!(signed("Jane Roe", true), ["Jane Roe"]);
    }
}
