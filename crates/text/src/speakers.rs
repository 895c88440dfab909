//! Resolves who a reporting clause means: a pronoun, a surname or a name leads to the fullest mention.

use crate::speech::Reporting;
use crate::words::Words;
use crate::{Attribution, Name, NameKind};
use dateline_core::Span;
use std::ops::Range;

/// Reads the reporting clauses of a text in order, and remembers who spoke.
pub(crate) struct Speakers<'a> {
    words: &'a Words<'a>,
    names: &'a [Name],
    fullest: &'a [usize],
    person: Option<Span>,
    body: Option<Span>,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(words: &'a Words<'a>, names: &'a [Name], fullest: &'a [usize]) -> Self {
        Self {
            words,
            names,
            fullest,
            person: None,
            body: None,
        }
    }

    /// The attribution that a reporting clause of a sentence makes.
    pub(crate) fn attribution(&mut self, sentence: usize, reporting: &Reporting) -> Attribution {
        let source = self.words.bare_span(&reporting.source);
        Attribution {
            sentence,
            speaker: self.speaker(&reporting.source, source),
            source,
            verb: self.words.whole_span(&reporting.verb),
            clause: self.words.whole_span(&reporting.clause),
        }
    }

    fn speaker(&mut self, tokens: &Range<usize>, source: Span) -> Span {
        match self.words.lower(tokens.start) {
            "he" | "she" | "i" => self
                .last_named(NameKind::Person, source)
                .or(self.person)
                .unwrap_or(source),
            "it" => self
                .body
                .or_else(|| self.last_named(NameKind::Organisation, source))
                .unwrap_or(source),
            "they" | "we" => self.body.unwrap_or(source),
            _ => self.named(source),
        }
    }

    fn named(&mut self, source: Span) -> Span {
        let first = self
            .names
            .partition_point(|name| name.span.end() <= source.start());
        let inside = || {
            self.names
                .iter()
                .enumerate()
                .skip(first)
                .take_while(|(_, name)| name.span.start() < source.end())
        };
        let person = inside().find(|(_, name)| name.kind == NameKind::Person);
        let head = || {
            inside().find(|(_, name)| {
                name.span.end() == source.end() && name.span.start() <= source.start() + 4
            })
        };
        let speaker = match person.or_else(head) {
            Some((at, name)) => self.full(at).unwrap_or(name.span),
            None => source,
        };
        if person.is_some() {
            self.person = Some(speaker);
        } else {
            self.body = Some(speaker);
        }
        speaker
    }

    fn full(&self, name: usize) -> Option<Span> {
        let full = self.fullest.get(name).copied().unwrap_or(name);
        self.names.get(full).map(|name| name.span)
    }

    /// The last name of a kind before the pronoun.
    fn last_named(&self, kind: NameKind, before: Span) -> Option<Span> {
        let limit = self
            .names
            .partition_point(|name| name.span.end() <= before.start());
        let recent = self.names.get(limit.saturating_sub(60)..limit)?;
        let at = recent.iter().rposition(|name| name.kind == kind)?;
        self.full(limit.saturating_sub(60) + at)
    }
}
