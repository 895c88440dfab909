//! Finds the clause that says who says what a sentence tells: "…, the foreign office said in a statement".

use crate::facts::{Class, classes};
use crate::grammar::{Tag, is_be};
use crate::phrases::{NounPhrase, tag_at};
use crate::verbs::{VerbForm, verb};
use crate::words::Words;
use std::ops::Range;

/// A reporting clause, as token positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reporting {
    pub(crate) source: Range<usize>,
    pub(crate) verb: Range<usize>,
    pub(crate) clause: Range<usize>,
}

/// One sentence with what was read in it so far.
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) tags: &'a [Tag],
    pub(crate) phrases: &'a [NounPhrase],
    pub(crate) quoted: &'a [bool],
    pub(crate) sentence: Range<usize>,
}

impl Scene<'_> {
    /// The first reporting clause outside quotation marks.
    pub(crate) fn reporting(&self) -> Option<Reporting> {
        self.sentence
            .clone()
            .filter(|at| !self.is_quoted(*at))
            .find_map(|at| {
                if self.words.is(at, "according") && self.words.is(at + 1, "to") {
                    return self.according(at);
                }
                self.is_speech(at).then(|| self.said(at)).flatten()
            })
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or_default()
    }

    fn tag(&self, at: usize) -> Tag {
        if self.sentence.contains(&at) {
            tag_at(self.tags, at)
        } else {
            Tag::Mark
        }
    }

    fn mark(&self, at: usize) -> bool {
        self.tag(at) == Tag::Mark
    }

    fn is_speech(&self, at: usize) -> bool {
        let Some(reading) = verb(self.words.lower(at)).filter(|reading| reading.speech) else {
            return false;
        };
        let helper = self.helper(at);
        let perfect = matches!(helper, "has" | "have" | "had" | "also");
        match self.tag(at) {
            Tag::Verb {
                form: VerbForm::Past | VerbForm::ThirdPerson,
            } => true,
            Tag::Verb {
                form: VerbForm::Participle,
            } => {
                perfect
                    || !is_be(helper)
                        && reading.also_participle
                        && (self.mark(at.saturating_sub(1)) || self.mark(at + 1))
            }
            Tag::Verb {
                form: VerbForm::Base,
            } => reading.base == "say",
            _ => false,
        }
    }

    /// The word before a verb, adverbs skipped.
    fn helper(&self, verb: usize) -> &str {
        let mut at = verb;
        while at > self.sentence.start && self.tag(at - 1) == Tag::Adverb {
            at -= 1;
        }
        if at == self.sentence.start {
            ""
        } else {
            self.words.lower(at - 1)
        }
    }

    fn according(&self, at: usize) -> Option<Reporting> {
        let source = self.phrase_from(at + 2)?;
        let end = self.described_end(source.end);
        Some(Reporting {
            source,
            verb: at..at + 2,
            clause: at..end,
        })
    }

    fn said(&self, verb: usize) -> Option<Reporting> {
        if let Some(source) = self.subject(verb) {
            let trails = source.start > self.sentence.start
                && self.parts(source.start - 1)
                && !self.tells_after(verb + 1)
                && !self.words.is(verb + 1, "that");
            let inserted = trails && self.words.is(verb + 1, ",");
            let clause =
                if inserted || trails && self.has_content(self.sentence.start..source.start) {
                    source.start..self.trailing_end(verb)
                } else {
                    self.leading_start(source.start)..self.leading_end(verb)?
                };
            return Some(Reporting {
                source,
                verb: verb..verb + 1,
                clause,
            });
        }
        let inverted = verb > self.sentence.start && self.parts(verb - 1);
        let source = self.phrase_from(verb + 1).filter(|_| inverted)?;
        let end = self.described_end(source.end);
        Some(Reporting {
            source,
            verb: verb..verb + 1,
            clause: verb..end,
        })
    }

    fn parts(&self, at: usize) -> bool {
        matches!(self.words.lower(at), "," | "—" | "–" | "-" | ":") || self.words.is_quote(at)
    }

    /// Whether something is told there: a verb, or a quotation.
    fn has_content(&self, range: Range<usize>) -> bool {
        range.clone().any(|at| {
            self.is_quoted(at)
                || self.tag(at).is_finite()
                || matches!(self.tag(at), Tag::Verb { .. })
        })
    }

    /// The noun phrase before a verb, with what hangs on it.
    fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > self.sentence.start && matches!(self.tag(end - 1), Tag::Adverb | Tag::Auxiliary)
        {
            end -= 1;
        }
        if end > self.sentence.start && self.words.is(end - 1, ",") {
            return self.before_apposition(end - 1);
        }
        let phrase = self.phrase_to(end)?;
        let relative = matches!(
            self.words.lower(phrase.start),
            "who" | "which" | "that" | "what"
        );
        (!relative).then(|| self.with_complements(phrase))
    }

    /// "Jane Roe, the foreign minister," before a verb: the phrase before the first comma.
    fn before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        let from = comma.saturating_sub(12).max(self.sentence.start);
        let opening = (from..comma).rev().find(|at| self.words.is(*at, ","))?;
        let verbless = (opening..comma).all(|at| !self.tag(at).is_finite());
        self.phrase_to(opening)
            .filter(|_| verbless)
            .map(|phrase| self.with_complements(phrase).start..comma)
    }

    /// "a spokesman for the ministry in Oslo": from the first phrase to the last.
    fn with_complements(&self, phrase: Range<usize>) -> Range<usize> {
        let mut start = phrase.start;
        while start > self.sentence.start + 1
            && matches!(
                self.words.lower(start - 1),
                "of" | "for" | "in" | "from" | "at"
            )
        {
            match self.phrase_to(start - 1) {
                Some(before) => start = before.start,
                None => break,
            }
        }
        start..phrase.end
    }

    fn phrase_to(&self, end: usize) -> Option<Range<usize>> {
        let at = self
            .phrases
            .partition_point(|phrase| phrase.tokens.end < end);
        self.phrases
            .get(at)
            .filter(|phrase| phrase.tokens.end == end)
            .map(|phrase| phrase.tokens.clone())
    }

    /// The noun phrase that begins at a token, with what hangs on it.
    fn phrase_from(&self, start: usize) -> Option<Range<usize>> {
        let mut at = self
            .phrases
            .partition_point(|phrase| phrase.tokens.start < start);
        let first = self
            .phrases
            .get(at)
            .filter(|phrase| phrase.tokens.start == start)?;
        let mut end = first.tokens.end;
        while matches!(self.words.lower(end), "of" | "for" | "from" | "at") {
            at += 1;
            match self
                .phrases
                .get(at)
                .filter(|phrase| phrase.tokens.start == end + 1)
            {
                Some(phrase) => end = phrase.tokens.end,
                None => break,
            }
        }
        Some(start..end)
    }

    fn next_mark(&self, from: usize) -> usize {
        (from..self.sentence.end)
            .find(|at| self.mark(*at))
            .unwrap_or(self.sentence.end)
    }

    /// The end of a reporting clause: the next mark, or what only describes the speaker behind it (", the manager,").
    fn described_end(&self, from: usize) -> usize {
        let mut end = self.next_mark(from);
        while end < self.sentence.end && self.words.is(end, ",") {
            let next = self.next_mark(end + 1);
            let joined = self.tag(end + 1) == Tag::Conjunction || self.words.is(end + 1, "which");
            let tells =
                (end + 1..next).any(|at| self.tag(at).is_finite()) || self.words.is_quote(next);
            if joined || tells {
                break;
            }
            end = next;
        }
        end
    }

    /// A reporting clause behind the content goes on to the next mark.
    fn trailing_end(&self, verb: usize) -> usize {
        self.described_end(verb + 1)
    }

    fn leading_start(&self, source: usize) -> usize {
        let started = self.has_content(self.sentence.start..source);
        if started { source } else { self.sentence.start }
    }

    /// A reporting clause before the content ends with "that", with whom is told, or with the verb.
    fn leading_end(&self, verb: usize) -> Option<usize> {
        let limit = self.sentence.end;
        let told = self.words.is(verb, "told");
        let after_listener = if told {
            self.phrase_from(verb + 1)
                .map_or(verb + 1, |phrase| phrase.end)
        } else {
            verb + 1
        };
        let that = (verb + 1..limit)
            .take_while(|at| !self.tag(*at).is_finite() && !self.is_quoted(*at))
            .find(|at| self.words.is(*at, "that") && self.tag(*at) != Tag::Determiner);
        let quote = (after_listener..limit)
            .take(12)
            .find(|at| self.words.is_quote(*at) || self.words.is(*at, ":"));
        let content = || self.tells_after(after_listener);
        if let Some(that) = that {
            return Some(that + 1);
        }
        if let Some(quote) = quote.filter(|quote| !self.has_finite(after_listener..*quote)) {
            return Some(quote);
        }
        let plain = matches!(self.words.lower(verb), "said" | "says" | "say") || told;
        (plain || content()).then_some(after_listener)
    }

    fn has_finite(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.tag(at).is_finite())
    }

    /// Whether a clause follows rather than an object: "announced talks would begin".
    fn tells_after(&self, at: usize) -> bool {
        let object = self.words.is(at, "to")
            || classes(self.words.lower(at)).first() == Some(&Class::Preposition);
        !object
            && (at..self.sentence.end)
                .take_while(|at| {
                    !self.mark(*at)
                        && !matches!(
                            self.words.lower(*at),
                            "and" | "which" | "who" | "that" | "to"
                        )
                })
                .any(|at| self.tag(at).is_finite())
    }
}
