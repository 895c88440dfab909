//! People as a story names them: what they are called, and what is said of them.

use crate::{ground::Ground, page::Page};
use dateline_core::Span;
use dateline_text::{Name, NameKind, Tag};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// Words before a name that may tell who it is.
const LEADING: usize = 7;

/// Words behind a name that still tell who it is.
const APPOSITION: usize = 14;

/// Ranks that belong to how a person is called.
const RANKS: &str = "lt gen maj col brig adm capt sgt sen rep gov dr sir prof vice lieutenant general major colonel brigadier \
    admiral captain dame lord lady archbishop";

/// The people named in a sentence, with the bodies where they may be meant, each with its place among the names of the story.
pub(crate) fn in_ground<'a>(ground: &Ground<'_, 'a>, bodies: bool) -> Vec<(usize, &'a Name)> {
    let names = &ground.page.candidate.reading.text.names;
    let range = ground
        .page
        .sentence(ground.passage)
        .map_or(0..0, |sentence| sentence.names.clone());
    let people = range.filter_map(|index| Some((index, names.get(index)?)));
    people
        .filter(|(_, name)| {
            bodies && name.kind != NameKind::Nationality || name.kind == NameKind::Person
        })
        .collect()
}

/// Words for people and bodies that may have done something.
static PEOPLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../data/people.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_ascii_whitespace)
        .collect()
});

/// Whether the last word of a phrase is one for people or a body ("1,150 train managers", "the regulator").
pub(crate) fn are_people(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let known = |word: &str| PEOPLE.contains(word);
    let is = |at: usize| {
        let word = page.token(at).to_lowercase();
        let singular = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        known(&word)
            || word.strip_suffix('s').is_some_and(known)
            || word.strip_suffix("es").is_some_and(known)
            || singular.is_some_and(|word| known(&word))
    };
    tokens.clone().next_back().is_some_and(is)
        || tokens
            .clone()
            .any(|at| page.token(at + 1) == "of" && tokens.contains(&(at + 1)) && is(at))
}

/// The fullest form of a name in its story, with the ranks right in front of it.
pub(crate) fn full_name(page: &Page<'_>, index: usize) -> Option<String> {
    let text = &page.candidate.reading.text;
    let fullest = text.names.get(text.canonical(index)).filter(|full| {
        text.names
            .get(index)
            .is_some_and(|name| name.kind == full.kind)
    });
    let name = fullest.or_else(|| text.names.get(index))?;
    let bare = page.tokens_at(name.bare);
    let mut start = name.bare.start();
    for at in (0..bare.start).rev().take(3) {
        let token = page.token(at).to_lowercase();
        let token = token.trim_end_matches('.');
        match text.tokens.get(at) {
            Some(rank) if RANKS.split_ascii_whitespace().any(|known| known == token) => {
                start = rank.span.start()
            }
            _ if token.is_empty() => {}
            _ => break,
        }
    }
    let words = page.at(Span::of(start..name.bare.end()));
    let bare = words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"))
        .unwrap_or(words);
    Some(bare.to_owned())
}

/// The name with its title, and what is said of it right behind.
pub(crate) fn about(ground: &Ground<'_, '_>, name: &Name) -> Range<usize> {
    let page = ground.page;
    let named = page.tokens_at(name.span.join(name.role.unwrap_or(name.span)));
    let end = page
        .sentence(ground.passage)
        .map_or(named.end, |sentence| sentence.tokens.end);
    let tells = matches!(
        page.token(named.end),
        "," | "(" | "is" | "was" | "heads" | "leads" | "as" | "becomes" | "became"
    );
    let reach = if tells { APPOSITION } else { 0 };
    let first = page
        .sentence(ground.passage)
        .map_or(0, |sentence| sentence.tokens.start);
    led_from(page, first, named.start)..(named.end + reach).min(end)
}

/// Where the words begin that tell who someone is right before the name: "union president Ada Byron", "the mayor, Ada Byron".
fn led_from(page: &Page<'_>, first: usize, name: usize) -> usize {
    let text = &page.candidate.reading.text;
    let behind = |at: usize| at.checked_sub(1).filter(|at| *at >= first);
    let comma = behind(name).filter(|at| page.token(*at) == ",");
    let mut from = comma.unwrap_or(name);
    let mut nouns = false;
    while let Some(at) = behind(from).filter(|at| *at + LEADING >= name) {
        let noun = matches!(text.tag(at), Tag::Noun | Tag::Proper | Tag::Adjective);
        let links = nouns
            && matches!(
                page.token(at),
                "of" | "for" | "the" | "his" | "her" | "its" | "their"
            );
        if !(noun || links) {
            break;
        }
        nouns |= noun;
        from = at;
    }
    if nouns { from } else { name }
}

/// Whether a sentence only gives its words to this name: "…, X said".
pub(crate) fn is_speaker(ground: &Ground<'_, '_>, name: &Name) -> bool {
    let text = &ground.page.candidate.reading.text;
    text.attribution(ground.passage.sentence)
        .is_some_and(|said| said.source.overlaps(name.span))
}
