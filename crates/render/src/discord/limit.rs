//! That somebody reached a limit: which, until when, and who can raise it.

use chrono::{DateTime, Utc};

/// What is limited, so that nobody keeps the others waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// Questions of a person in a minute.
    Questions,
    /// Stories that a person saves in an hour.
    Saves,
    /// Stories that are saved in a server, or in a person's archive, in an hour.
    ServerSaves,
}

/// The sentences that a person reads, in Discord's Markdown.
pub(super) fn words(limit: Limit, most: usize, again: DateTime<Utc>) -> String {
    let (reached, option) = match limit {
        Limit::Questions => (
            format!("You asked {most} questions within a minute, the most that one person may."),
            "--questions-per-minute",
        ),
        Limit::Saves => (
            format!("You saved {most} stories within an hour, the most that one person may."),
            "--saves-per-person",
        ),
        Limit::ServerSaves => (
            format!("{most} stories were saved here within an hour, the most that may be."),
            "--saves-per-server",
        ),
    };
    let again = again.timestamp();
    format!("{reached} Try again <t:{again}:R>; whoever runs me can raise the limit ({option}).")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_told_with_when_it_ends_and_who_can_raise_it() {
        let again = DateTime::from_timestamp(1_795_000_000, 0).expect("a time");
        assert_eq!(
            words(Limit::Saves, 20, again),
            "You saved 20 stories within an hour, the most that one person may. Try again <t:1795000000:R>; whoever runs me can \
             raise the limit (--saves-per-person)."
        );
    }
}
