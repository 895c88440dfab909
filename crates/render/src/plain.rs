//! Answers, articles, events and time mentions as plain text for a terminal.

mod answer;
pub(crate) mod article;
mod event;
mod export;
mod found;
mod health;
mod keeping;
mod lists;
mod progress;
mod time;
mod why;

pub use answer::answer;
pub use article::{
    Deed, article, article_line, cut_off, date_candidate, dates, page, removed, taken,
};
pub use event::{event, events_of};
pub use export::{CALENDAR, drawn, exported, reread};
pub use found::found;
pub use health::{serving, serving_while_connecting, serving_without_discord};
pub use keeping::{
    Checked, backed_up, checked, differs, fault, imported, lines_exported, rebuilt, report_read,
    restored, would_reread,
};
pub use lists::{
    agenda, changes, correction_line, event_history, event_line, event_page, several_events,
    timeline,
};
pub use progress::{
    added, asked, asked_line, demo_closing, demo_opening, meant, nothing_asked, nothing_stored,
    orders, prompt_opening, question, reading_the_keyboard,
};
pub use time::{explanation, time};
pub use why::why;
