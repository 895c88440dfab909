//! Sentences, tokens, names and quotations of English news, by rules and lists of facts.
//!
//! Knows nothing of time or events.

mod document;
mod facts;
mod grammar;
mod likeness;
mod names;
mod phrases;
mod quick;
mod quotes;
mod read;
mod rows;
mod sentences;
mod speakers;
mod speech;
mod stem;
mod tokens;
mod verbs;
mod words;

pub use document::{Attribution, Document, Name, NameKind, Quotation, Sentence, Token, TokenKind};
pub use grammar::Tag;
pub use likeness::{Sketch, groups};
pub use names::{country_of, is_country, is_place};
pub use phrases::NounPhrase;
pub use quick::{QuickHasher, QuickMap, QuickSet};
pub use read::read;
pub use stem::stem;
pub use tokens::without_possessive;
pub use verbs::{VerbForm, VerbReading, verb};
