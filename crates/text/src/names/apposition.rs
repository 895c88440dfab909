//! Finds the role that stands behind or before a name, parted by a comma: "Jane Roe, the foreign minister,".

use super::Found;
use super::cues::{Role, role};
use crate::facts::{Class, classes};
use crate::words::Words;
use crate::{NameKind, TokenKind, VerbForm, verb};
use std::ops::Range;

const LONGEST: usize = 12;

/// Gives the name at `index` the role in apposition to it, where it has none yet.
pub(crate) fn find(words: &Words<'_>, found: &mut [Found], index: usize, sentence: &Range<usize>) {
    let Some(name) = found.get(index) else { return };
    let may_be_person =
        name.name.kind == NameKind::Person || !name.sure && name.name.kind == NameKind::Other;
    if !may_be_person || name.name.role.is_some() {
        return;
    }
    let role = behind(words, name.tokens.end, sentence.end)
        .or_else(|| before(words, name.tokens.start, sentence.start));
    if let (Some(role), Some(name)) = (role, found.get_mut(index)) {
        name.name.role = Some(words.whole_span(&role));
        name.name.kind = NameKind::Person;
        name.sure = true;
    }
}

/// ", 45, the foreign minister of Norway," behind the token at `at`.
fn behind(words: &Words<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    if !words.is(at, ",") {
        return None;
    }
    let mut start = at + 1;
    if words.kind(start) == Some(TokenKind::Number) && words.is(start + 1, ",") {
        start += 2;
    }
    if words.is(start, "whose") {
        return None;
    }
    let determined = classes(words.lower(start)).first() == Some(&Class::Determiner);
    if determined {
        start += 1;
    }
    let end = (start..limit.min(start + LONGEST))
        .find(|i| closes(words, *i))
        .unwrap_or(limit.min(start + LONGEST));
    let head = (start..end.min(start + 7)).find(|i| is_post(words, *i))?;
    let only_describes = (start..head).all(|i| describes(words, i));
    let followed_by_name = !determined && head + 1 < end && words.is_capital(head + 1);
    (only_describes && !followed_by_name).then_some(start..end)
}

/// "the foreign minister of Norway, " before the token at `at`.
fn before(words: &Words<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let comma = at
        .checked_sub(1)
        .filter(|comma| *comma > limit && words.is(*comma, ","))?;
    (limit.max(comma.saturating_sub(LONGEST))..comma)
        .rev()
        .take_while(|i| words.is_word(*i))
        .filter(|i| determines(words, *i))
        .find_map(|determiner| office(words, determiner + 1..comma))
}

fn determines(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    matches!(lower, "the" | "its" | "their" | "his" | "her" | "a" | "an") || words.is_possessive(at)
}

/// "foreign minister of Norway", all of it.
fn office(words: &Words<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let head = range.clone().find(|i| is_post(words, *i))?;
    let goes_on =
        head + 1 == range.end || matches!(words.lower(head + 1), "of" | "for" | "at" | "in");
    ((range.start..head).all(|i| describes(words, i)) && goes_on).then_some(range)
}

fn is_post(words: &Words<'_>, at: usize) -> bool {
    words.is_word(at)
        && role(words.lower(at)) == Some(Role::Post)
        && !words.is_possessive(at)
        && !(is_before(words, at) && role(words.lower(at + 1)) == Some(Role::Post))
}

fn is_before(words: &Words<'_>, at: usize) -> bool {
    matches!(words.lower(at), "general" | "chief" | "head" | "press")
}

fn describes(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    words.is_word(at)
        && !matches!(
            classes(lower).first(),
            Some(Class::Auxiliary | Class::Pronoun | Class::Conjunction | Class::Preposition)
        )
        && (verb(lower).is_none_or(|v| {
            v.also_noun && matches!(v.form, VerbForm::Base | VerbForm::ThirdPerson)
        }) || role(lower).is_some())
}

/// Where an apposition ends: at a mark, a relative pronoun or a finite auxiliary.
fn closes(words: &Words<'_>, at: usize) -> bool {
    let mark = words
        .kind(at)
        .is_none_or(|kind| kind == TokenKind::Mark || kind == TokenKind::QuoteMark);
    mark && !words.is(at, "'")
        || matches!(words.lower(at), "who" | "which" | "said" | "told")
        || classes(words.lower(at)).first() == Some(&Class::Auxiliary)
}
