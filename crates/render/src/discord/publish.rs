//! What Discord shows of a published event, the form that asks for what the news does not say, and why one is not published.

use super::{
    card::{Card, Tone, cut, outside, units},
    form::{Form, Input},
};
use crate::{safe, told};
use chrono::{DateTime, Utc};
use dateline_core::{Billing, Dossier, Status};

/// What Discord takes of each.
const NAME: usize = 100;
const ABOUT: usize = 1_000;
const PLACE: usize = 100;
/// Most of a quote.
const QUOTE: usize = 500;
/// Most characters that are repeated of what was given.
const GIVEN: usize = 80;

/// The form of `/event publish`.
pub const PUBLISH_FORM: Form<3> = Form {
    id: "event:publish",
    title: "Publish the event",
    inputs: [
        Input {
            id: "start",
            label: "Begins",
            placeholder: "2026-12-04 18:30, or 18:30 on the day that the news names",
            is_required: true,
            is_box: false,
            most: 60,
        },
        Input {
            id: "end",
            label: "Ends",
            placeholder: "2026-12-04 20:00, or 20:00, or how long it takes: 90m, 2h",
            is_required: true,
            is_box: false,
            most: 60,
        },
        Input {
            id: "place",
            label: "Place",
            placeholder: "Town hall, Bergen",
            is_required: true,
            is_box: false,
            most: 100,
        },
    ],
};

/// The name of an event at Discord.
#[must_use]
pub fn name(event: &Dossier) -> String {
    cut_at_words(&safe::line(&event.view.title), NAME)
}

/// What is said of it: the sentence, its source, where it stands, and the code by which it is found again. Discord makes
/// nobody of it pinged, but it does read Markdown: outside words are escaped.
#[must_use]
pub fn about(event: &Dossier, code: &str) -> String {
    let mut lines = Vec::new();
    if let Some(told) = event.dating() {
        let cited = &told.cited;
        lines.push(outside(&told::quoted(cited.quote.text()), QUOTE));
        lines.push(outside(&told::origin(cited).join(" · "), 2 * GIVEN));
        let url = cited.url.as_deref().map(safe::line);
        lines.extend(url.filter(|url| units(url) <= 200));
        if told::unverified(cited).is_some() {
            lines.push("Saved by hand: an unverified source.".to_owned());
        }
    }
    if event.amended().next().is_some() {
        lines.push("Corrected by hand.".to_owned());
    }
    let code = format!("Dateline · {code}");
    let room = ABOUT.saturating_sub(units(&code) + 2);
    format!(
        "{}\n\n{code}",
        cut(&lines.join("\n"), room.saturating_sub(1))
    )
}

/// Whether a description ends with that code.
#[must_use]
pub fn holds(about: &str, code: &str) -> bool {
    about.trim_end().ends_with(&format!("Dateline · {code}"))
}

/// A place as Discord takes it; none where there is not a word.
#[must_use]
pub fn place(given: &str) -> Option<String> {
    let place = safe::line(given);
    let holds_words = place.contains(char::is_alphanumeric);
    holds_words.then(|| cut_at_words(&place, PLACE))
}

/// The text, cut behind a word where it is longer.
fn cut_at_words(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let cut = cut(text, most);
    match cut.rsplit_once(' ') {
        Some((whole, _)) if units(whole) > most / 2 => format!("{whole}…"),
        _ => cut,
    }
}

/// That an event was published, and what becomes of it.
#[must_use]
pub fn published(billing: &Billing, link: &str) -> Card {
    let (start, end) = (billing.start.timestamp(), billing.end.timestamp());
    let lines = [
        format!(
            "**{}** stands among the events of this server: {link}",
            outside(&billing.name, 2 * NAME)
        ),
        format!("<t:{start}:F> to <t:{end}:f> · {}", outside(&billing.place, 2 * PLACE)),
        "When the news moves it, puts it off or calls it off, and when it is corrected, hidden or forgotten here, it follows. \
         What somebody removes there is not made again."
            .to_owned(),
    ];
    Card::new(Tone::Told, lines.join("\n"))
}

/// Why an event was not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPublished {
    /// It is none that can still be published: that is how it stands.
    Closed(Status),
    /// It is hidden.
    Hidden,
    /// It is published already, or is just being published.
    Already {
        /// Where.
        link: Option<String>,
    },
    /// It would begin in the past.
    Past(DateTime<Utc>),
    /// It would end before it begins.
    Backwards,
    /// It would take longer than that.
    TooLong {
        /// Most days.
        days: i64,
    },
    /// When it ends cannot be read.
    NoEnd {
        /// What was given.
        given: String,
    },
    /// The news names no day, and neither does what was given.
    NoDay {
        /// What was given.
        given: String,
    },
    /// There is no word in the place.
    NoPlace,
    /// The server has as many events as Discord lets it have.
    TooMany {
        /// How many.
        limit: usize,
    },
    /// The bot may not make events.
    NoPermission,
    /// Discord did not take it, or did not answer.
    Failed,
}

impl NotPublished {
    /// The sentence or two that a person reads, in Discord's Markdown.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Closed(Status::Cancelled) => "The event is cancelled; it was not published.".to_owned(),
            Self::Closed(Status::Happened) => "The event has taken place; it was not published.".to_owned(),
            Self::Closed(status) => format!("The event is {status}; it was not published."),
            Self::Hidden => "The event is hidden; `/event restore` brings it back first.".to_owned(),
            Self::Already { link: Some(link) } => format!("The event is published already: {link}"),
            Self::Already { link: None } => {
                "The event is being published, or rests until the news names a new date; it follows by itself.".to_owned()
            }
            Self::Past(start) => format!(
                "It would begin in the past, <t:{}:F>. Discord takes events that are still to begin.",
                start.timestamp()
            ),
            Self::Backwards => "It would end before it begins.".to_owned(),
            Self::TooLong { days } => format!("It would take more than {days} days, the most that I publish."),
            Self::NoEnd { given } => format!(
                "“{}” does not tell when it ends. Write 2026-12-04 20:00, 20:00, or how long it takes: 90m, 2h, 3d.",
                outside(given, GIVEN)
            ),
            Self::NoDay { given } => format!(
                "“{}” does not tell when it begins: a day and a time are needed, such as 2026-12-04 18:30. A time alone is enough \
                 where the news names the day.",
                outside(given, GIVEN)
            ),
            Self::NoPlace => "Discord wants a place: give a word or a few.".to_owned(),
            Self::TooMany { limit } => format!(
                "This server has {limit} open events, the most that Discord lets a server have. Remove one of them first."
            ),
            Self::NoPermission => {
                "I need the permission **Create Events** in this server. Those who manage the server can give it to my role.".to_owned()
            }
            Self::Failed => {
                "Discord did not answer, so it is not certain that the event was made. I look for it within a few minutes, and make it \
                 where it is missing."
                    .to_owned()
            }
        }
    }
}

/// What stands in the form at first: the time that the news names, as it is typed.
#[must_use]
pub fn start_typed(event: &Dossier) -> String {
    let when = event.view.when.as_ref();
    let day = when.filter(|when| {
        let is_range = when.interval.first_day() != when.interval.last_day();
        !is_range || when.precision == dateline_core::Precision::Range
    });
    let typed = day.map(|when| {
        let start = when.interval.start();
        if when.has_clock() {
            start.format("%Y-%m-%d %H:%M").to_string()
        } else {
            start.format("%Y-%m-%d ").to_string()
        }
    });
    typed.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{dossier, moved, on, redated};

    #[test]
    fn what_discord_shows_is_within_its_limits_and_is_found_by_its_code() {
        let event = moved();
        assert_eq!(name(&event), "harbour fair");
        assert_eq!(
            about(&event, "0123456789"),
            "“The harbour fair moves to December 11.”\nHarbour Post · Ministers plan water talks · Mon 23 Nov 2026\n\
             https://news.example/water\n\nDateline · 0123456789"
        );
        assert!(holds(&about(&event, "0123456789"), "0123456789"));
        assert!(!holds(&about(&event, "0123456789"), "9876543210"));
        assert!(about(&redated(), "x").contains("\nCorrected by hand.\n"));
        let long = dossier(&"a *fair* of many words ".repeat(60), Some(on(2026, 12, 4)));
        assert!(name(&long).ends_with("words…") || name(&long).ends_with('…'));
        assert!(units(&name(&long)) <= NAME && units(&about(&long, "x")) <= ABOUT);
        assert_eq!(place(" Town\nhall "), Some("Town hall".into()));
        assert_eq!(place("?!"), None);
    }

    #[test]
    fn the_form_begins_with_the_day_that_the_news_names() {
        assert_eq!(start_typed(&moved()), "2026-12-11 ");
        assert_eq!(start_typed(&dossier("fair", None)), "");
        let month = crate::sample::month(2026, 12, 31);
        assert_eq!(start_typed(&dossier("fair", Some(month))), "");
    }
}
