//! What is said where an event could not be shown or corrected.

use super::card::outside;
use crate::{corrections, events};
use dateline_core::NotAmended;

/// Most characters that are repeated of what was given.
const GIVEN: usize = 100;

/// Why an event was not shown, or not corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventNotice {
    /// No event is called so.
    NoEvent {
        /// What was given.
        given: String,
    },
    /// Words mean several events where one is to be changed.
    SeveralEvents {
        /// What was given.
        given: String,
        /// How many.
        events: usize,
    },
    /// An event was not corrected.
    NotAmended(NotAmended),
    /// What should be the date of an event is none.
    EventDate {
        /// The option.
        option: &'static str,
        /// What was given.
        given: String,
        /// Whether it can be read in two ways.
        is_two: bool,
    },
    /// What should be a time of day is none.
    Clock {
        /// The option.
        option: &'static str,
        /// What was given.
        given: String,
    },
    /// What should be a status is none.
    NoStatus {
        /// What was given.
        given: String,
    },
    /// A form that corrects an event was sent as it came.
    NothingToCorrect,
    /// The event is another than the one that the form was made for.
    EventChanged,
    /// A button of an event that cannot be read any more, or is another's.
    StaleEvent,
}

impl EventNotice {
    /// The sentence or two that a person reads, in Discord's Markdown.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NoEvent { given } => outside(&events::no_event(given), 3 * GIVEN),
            Self::SeveralEvents { given, events } => format!(
                "“{}” means {events} events; nothing was changed. Choose one from the list that comes while you type.",
                outside(given, GIVEN)
            ),
            Self::NotAmended(why) => corrections::refused(why),
            Self::EventDate { option, given, is_two } => {
                let why = corrections::not_a_date(&outside(given, GIVEN), *is_two);
                format!("`{option}`: {why}")
            }
            Self::Clock { option, given } => {
                format!("`{option}`: {}", corrections::not_a_clock(&outside(given, GIVEN)))
            }
            Self::NoStatus { given } => format!(
                "`status`: “{}” is none of scheduled, ongoing, happened, postponed, cancelled.",
                outside(given, GIVEN)
            ),
            Self::NothingToCorrect => "Nothing was changed: the form came back as it was.".to_owned(),
            Self::EventChanged => {
                "The event has changed since the form was opened; nothing was corrected. Open it again.".to_owned()
            }
            Self::StaleEvent => {
                "That button is of an event that I can no longer read here. Look it up again: `/event show`.".to_owned()
            }
        }
    }
}
