//! Finds runs of capitalised words that may be names.

use super::cues::{Role, cue, is_exact_cue, is_given_name, is_particle, role};
use super::gazetteer::known_at;
use crate::facts::{Class, classes, is_calendar_word, is_common};
use crate::words::Words;
use std::ops::Range;

/// The runs of one sentence, in text order.
pub(crate) fn runs(words: &Words<'_>, sentence: Range<usize>) -> Vec<Range<usize>> {
    let finder = Finder {
        words,
        limit: sentence.end,
        titled: is_titled(words, &sentence),
    };
    let mut found = Vec::new();
    let mut at = sentence.start;
    let mut fresh = true;
    while at < sentence.end {
        if finder.begins(at, fresh) {
            let end = finder.end(at);
            found.push(at..end);
            at = end;
            fresh = false;
        } else {
            fresh = !words.is_word(at) && (fresh || opens(words, at));
            at += 1;
        }
    }
    found
}

/// An opening quotation mark or a colon, behind which a capital letter tells as little as at a sentence's start.
fn opens(words: &Words<'_>, at: usize) -> bool {
    let touching = words.span(at).end() == words.span(at + 1).start();
    words.is_quote(at) && touching || words.is(at, ":")
}

/// Whether a headline capitalises its ordinary words too, so that capital letters tell little.
fn is_titled(words: &Words<'_>, sentence: &Range<usize>) -> bool {
    if words.is(sentence.end.saturating_sub(1), ".") {
        return false;
    }
    let ordinary = |at: &usize| {
        let lower = words.lower(*at);
        words.is_word(*at)
            && lower.len() > 3
            && is_common(lower)
            && !is_calendar_word(lower)
            && role(lower).is_none()
    };
    let (mut capital, mut small) = (0, 0);
    for at in sentence.clone().skip(1).filter(ordinary) {
        if words.is_capital(at) {
            capital += 1;
        } else {
            small += 1;
        }
    }
    capital >= 2 && capital > 2 * small
}

struct Finder<'a> {
    words: &'a Words<'a>,
    limit: usize,
    titled: bool,
}

impl Finder<'_> {
    fn capital(&self, at: usize) -> bool {
        at < self.limit && (self.words.is_capital(at) || self.is_prefixed(at))
    }

    /// "al-Sisi", "el-Baradei".
    fn is_prefixed(&self, at: usize) -> bool {
        self.words
            .written(at)
            .split_once(['-', '’', '\''])
            .is_some_and(|(prefix, rest)| {
                prefix.len() <= 3
                    && prefix.chars().all(char::is_lowercase)
                    && rest.starts_with(char::is_uppercase)
            })
            && self.words.is_word(at)
    }

    fn is_listed(&self, at: usize) -> bool {
        known_at(self.words, at, self.limit).is_some()
    }

    /// `fresh`: no word of the sentence, or of the quotation in it, stands before.
    fn begins(&self, at: usize, fresh: bool) -> bool {
        if !self.capital(at) {
            return false;
        }
        let lower = self.words.plain(at);
        if self.is_listed(at) && !(fresh && is_common(lower)) {
            return true;
        }
        let small = matches!(
            classes(lower).first(),
            Some(
                Class::Determiner
                    | Class::Preposition
                    | Class::Pronoun
                    | Class::Conjunction
                    | Class::Auxiliary
            )
        );
        if small
            && !(self.words.written(at).len() > 2
                && is_shouted(self.words.written(at))
                && !self.titled)
            || is_calendar_word(lower)
        {
            return false;
        }
        let adverb = classes(lower).first() == Some(&Class::Adverb);
        if !is_common(lower) || is_shouted(self.words.written(at)) && !self.titled {
            let alone = fresh && !self.capital(at + 1) && !self.words.is_possessive(at);
            return !(alone && self.words.writes_small(lower));
        }
        let named_next = (self.capital(at + 1) || self.leads_office(at))
            && !is_calendar_word(self.words.lower(at + 1))
            && !self.words.is_possessive(at);
        if fresh || self.titled {
            return !adverb && named_next && self.fresh_begins(at);
        }
        !adverb || named_next
    }

    /// "Chief of Staff": an office with its portfolio.
    fn leads_office(&self, at: usize) -> bool {
        role(self.words.lower(at)) == Some(Role::Post)
            && matches!(self.words.lower(at + 1), "of" | "for")
            && self.complement_end(at + 2).is_some()
    }

    /// An ordinary word at the start of a sentence belongs to a name if it is a role or leads to a head.
    fn fresh_begins(&self, at: usize) -> bool {
        let lower = self.words.plain(at);
        if role(lower).is_some() {
            return true;
        }
        let end = (at + 1..self.limit)
            .find(|i| !self.words.is_capital(*i))
            .unwrap_or(self.limit);
        !self.titled
            && cue(self.words.written(end.saturating_sub(1))).is_some()
            && crate::verb(lower).is_none_or(|verb| verb.also_noun)
    }

    fn end(&self, start: usize) -> usize {
        let mut end = known_at(self.words, start, self.limit).map_or(start + 1, |(_, end)| end);
        while let Some(next) = self.extension(start, end) {
            end = next;
        }
        end
    }

    /// The new end if the run `start..end` goes on.
    fn extension(&self, start: usize, end: usize) -> Option<usize> {
        let last = end - 1;
        if self.words.is_possessive(last) && !self.keeps_possessive(last, end) {
            return None;
        }
        if self.continues(last, end) {
            return Some(known_at(self.words, end, self.limit).map_or(end + 1, |(_, to)| to));
        }
        let joint = self.words.written(end);
        match joint {
            "&" | "/" if self.capital(end + 1) && joint == "&" => Some(end + 2),
            "of" | "for" if self.takes_complement(start, last, joint == "for") => {
                self.complement_end(end + 1)
            }
            "and" if self.joins_portfolios(start, end) => Some(end + 2),
            "and" if self.joins_trades(start, end) => Some(end + 2),
            _ if is_particle(joint) && !self.titled => {
                let next = if is_particle(self.words.written(end + 1)) {
                    end + 2
                } else {
                    end + 1
                };
                let person = is_given_name(self.words.written(last))
                    || role(self.words.lower(start)).is_some();
                (self.capital(next) && (person || next > start + 1) && !self.is_listed(last))
                    .then_some(next + 1)
            }
            _ => None,
        }
    }

    fn continues(&self, last: usize, at: usize) -> bool {
        if !self.capital(at) {
            return false;
        }
        let (lower, before) = (self.words.plain(at), self.words.written(last));
        if is_calendar_word(lower) {
            return is_given_name(before) && !lower.ends_with("day")
                || role(self.words.lower(last)) == Some(Role::Rank) && !lower.ends_with("day");
        }
        if self.words.written(at) == "I" {
            return !is_common(self.words.lower(last))
                && crate::verb(self.words.lower(at + 1)).is_none_or(|v| v.also_noun);
        }
        let small = matches!(
            classes(lower).first(),
            Some(
                Class::Determiner
                    | Class::Preposition
                    | Class::Pronoun
                    | Class::Conjunction
                    | Class::Auxiliary
                    | Class::Adverb
            )
        );
        if small && !is_shouted(self.words.written(at)) {
            return is_given_name(before) && matches!(lower, "so" | "will" | "may" | "an" | "on");
        }
        !(self.titled
            && is_common(lower)
            && role(lower).is_none()
            && cue(self.words.written(at)).is_none())
    }

    /// "People's Party", "King's College", but not "Pakistan's Foreign Ministry".
    fn keeps_possessive(&self, last: usize, next: usize) -> bool {
        self.capital(next)
            && matches!(
                self.words.plain(last),
                "people"
                    | "women"
                    | "children"
                    | "men"
                    | "workers"
                    | "farmers"
                    | "teachers"
                    | "king"
                    | "queen"
                    | "veterans"
                    | "mother"
                    | "father"
                    | "valentine"
                    | "alzheimer"
                    | "physicians"
                    | "doctors"
            )
    }

    fn takes_complement(&self, start: usize, last: usize, office_only: bool) -> bool {
        let lower = self.words.lower(last);
        let office = role(lower).is_some()
            || matches!(
                cue(self.words.written(last)),
                Some(crate::NameKind::Organisation)
            );
        let other = || {
            cue(self.words.written(last)).is_some()
                || matches!(lower, "isle" | "horn" | "group" | "battle")
        };
        (office || !office_only && other()) && !self.words.is_possessive(last) && last >= start
    }

    fn complement_end(&self, at: usize) -> Option<usize> {
        let first = if self.words.is(at, "the") { at + 1 } else { at };
        if !self.capital(first) || is_calendar_word(self.words.plain(first)) {
            return None;
        }
        Some(known_at(self.words, first, self.limit).map_or(first + 1, |(_, end)| end))
    }

    /// "Ministry of Information and Broadcasting".
    fn joins_portfolios(&self, start: usize, end: usize) -> bool {
        let next = end + 1;
        let after_of = (start..end).any(|at| matches!(self.words.written(at), "of" | "for" | "&"));
        let lower = self.words.lower(next);
        after_of
            && self.capital(next)
            && is_common(lower)
            && role(lower) != Some(Role::Rank)
            && !self.is_listed(next)
            && cue(self.words.written(end - 1)).is_none()
    }

    /// "the Rail and Dock Workers' Union": an ordinary word behind "the", and a body's name behind "and".
    fn joins_trades(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let behind_article = start > 0 && words.is(start - 1, "the");
        let field = matches!(
            words.lower(start),
            "rail" | "energy" | "insurance" | "television" | "radio"
        );
        let ordinary =
            field || is_common(words.plain(start)) && cue(words.written(start)).is_none();
        let first = end == start + 1 && ordinary && !words.is_possessive(start);
        let plain = |at: usize| role(words.lower(at)).is_none() && !self.is_listed(at);
        let capital = |at: &usize| self.capital(*at) && words.is_word(*at);
        let count = (end + 1..self.limit).take_while(capital).count();
        let whole = cue(words.written(end + count)) == Some(crate::NameKind::Organisation);
        let body = |at: usize| cue(words.written(at)) == Some(crate::NameKind::Organisation);
        let closed = !(end + 1..end + count).any(|at| body(at) && is_exact_cue(words.written(at)));
        let alone = plain(start) && plain(end + 1);
        behind_article && first && alone && count > 1 && whole && closed
    }
}

/// All capitals, at least two letters ("WHO", "TTP").
pub(crate) fn is_shouted(written: &str) -> bool {
    let word = crate::without_possessive(written);
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && word
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '&' | '-'))
}
