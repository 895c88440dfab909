//! What reading a text yields; all spans count bytes of that text.

use crate::{NounPhrase, Tag};
use dateline_core::{BlockKind, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A text, read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Document {
    /// In text order, without overlap.
    pub sentences: Vec<Sentence>,
    /// In text order, without overlap; white space is left out.
    pub tokens: Vec<Token>,
    /// In text order, without overlap.
    pub names: Vec<Name>,
    /// In text order.
    pub quotations: Vec<Quotation>,
    /// Who says what, in text order; at most one a sentence.
    pub attributions: Vec<Attribution>,
    pub(crate) fullest: Vec<usize>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) phrases: Vec<Vec<NounPhrase>>,
    pub(crate) clauses: Vec<Vec<Span>>,
}

impl Document {
    /// The position of the fullest mention of whatever a name names; the name's own where there is no fuller one.
    #[must_use]
    pub fn canonical(&self, name: usize) -> usize {
        self.fullest.get(name).copied().unwrap_or(name)
    }

    /// The tokens that a span touches, as positions in `tokens`.
    #[must_use]
    pub fn tokens_at(&self, span: Span) -> Range<usize> {
        let from = self
            .tokens
            .partition_point(|token| token.span.end() <= span.start());
        let to = self
            .tokens
            .partition_point(|token| token.span.start() < span.end());
        from..to.max(from)
    }

    /// The words of a token in the text that was read; nothing outside.
    #[must_use]
    pub fn word<'t>(&self, token: usize, text: &'t str) -> &'t str {
        let token = self.tokens.get(token);
        token
            .and_then(|token| token.span.read(text))
            .unwrap_or_default()
    }

    /// The name of which a token is part, its role left out.
    #[must_use]
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        let span = self.tokens.get(token)?.span;
        let at = self
            .names
            .partition_point(|name| name.bare.end() <= span.start());
        self.names.get(at).filter(|name| name.bare.contains(span))
    }

    /// The guessed part of speech of a token; [`Tag::Other`] outside.
    #[must_use]
    pub fn tag(&self, token: usize) -> Tag {
        self.tags.get(token).copied().unwrap_or(Tag::Other)
    }

    /// The noun phrases of a sentence, in text order, without overlap; none outside.
    #[must_use]
    pub fn noun_phrases(&self, sentence: usize) -> &[NounPhrase] {
        self.phrases.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The clauses of a sentence, in text order, without overlap; the reporting clause is one of its own.
    #[must_use]
    pub fn clauses(&self, sentence: usize) -> &[Span] {
        self.clauses.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// Who says what a sentence tells, where the sentence says so.
    #[must_use]
    pub fn attribution(&self, sentence: usize) -> Option<&Attribution> {
        self.attributions
            .iter()
            .find(|attribution| attribution.sentence == sentence)
    }
}

/// The clause of a sentence that says who says the rest ("it said in a statement on Sunday").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The sentence, as a position in [`Document::sentences`].
    pub sentence: usize,
    /// The words that name the speaker; resolved to the full name where a pronoun or surname stands.
    pub speaker: Span,
    /// The words that stand here for the speaker ("it").
    pub source: Span,
    /// "said"; "according to".
    pub verb: Span,
    /// The whole reporting clause; what it leaves of the sentence is the content.
    pub clause: Span,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Without surrounding white space.
    pub span: Span,
    /// Its tokens, as positions in [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Its names, as positions in [`Document::names`].
    pub names: Range<usize>,
    /// What the block it stands in is for.
    pub kind: BlockKind,
    /// Number of the block (or paragraph) it stands in, from 0.
    pub block: usize,
}

/// One word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What sort.
    pub kind: TokenKind,
}

/// What sort of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and full stops ("U.S.", "four-day", "Pakistan's").
    Word,
    /// Digits, with inner separators and a unit sign ("1,000", "25%", "$4", "10:48").
    Number,
    /// An opening or closing quotation mark.
    QuoteMark,
    /// Any other mark.
    Mark,
}

/// A named person, organisation, place or nationality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The whole, title and rank included ("Deputy Secretary for Oceans Sigrun Palsdottir").
    pub span: Span,
    /// The name alone ("Sigrun Palsdottir").
    pub bare: Span,
    /// Title, rank or post in front or in apposition ("Deputy Secretary for Oceans").
    pub role: Option<Span>,
    /// An abbreviation in brackets behind it ("CSA"), or none.
    pub abbreviation: Option<Span>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, a ministry, a company, a party.
    Organisation,
    /// A country, city, building or region.
    Place,
    /// "Pakistani", "French".
    Nationality,
    /// A capitalised name of another kind (a mission, a treaty, a prize).
    Other,
}

/// Words between quotation marks, and who says them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// The words that name the speaker; resolved to the full name where a pronoun or surname stands.
    pub speaker: Option<Span>,
}
