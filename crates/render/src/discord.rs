//! Answers, forms and notices as Discord shows them: cards within its limits, in which nothing from outside can format,
//! link or spoof.
//!
//! A [`Card`] is plain data; the bot makes a message of it. Words from outside are on one line, and each mark of Discord's
//! in them is escaped, those that count only at the beginning of a line too, so that they can neither begin a heading nor
//! close what we opened. That nobody is pinged is the message's own duty (`allowed_mentions`).

mod answer;
pub mod article;
mod card;
pub mod commands;
pub mod digest;
mod escape;
pub mod event;
mod event_notice;
pub mod feeds;
mod form;
pub mod found;
mod limit;
pub mod lists;
pub mod localised;
mod notice;
pub mod own;
pub mod permits;
pub mod publish;
pub mod reminder;
pub mod settings;
mod start;
mod stored;
pub mod watch;

pub(crate) use answer::instant;
pub(crate) use card::outside;

pub use answer::{Asked, answer};
pub use card::{Button, Card, Choice, Field, Menu, Tone};
pub use escape::{escape, unescape};
pub use event_notice::EventNotice;
pub use form::{
    ASK_DATE, DATE_FORM, Form, Input, KEPT_FORM, STORY_FORM, kept, kept_form, undated,
    undated_address,
};
pub use limit::Limit;
pub use notice::{Notice, PERMISSIONS, invitation, invite_link};
pub use start::{empty_archive, help};
pub use stored::{cut_off, stored};
