//! What every rendering of an answer says, and in which words; how it is laid out and escaped is not known here.

use crate::{answer_text, safe, words};
use dateline_core::{
    Answer, AnswerParts, Certainty, Citation, FORGOTTEN, Intake, Past, Place, Printed, Saved,
    Sought, State, Status, When,
};

/// The first line of an answer, piece by piece: `March 2023`, `day not given`, `counterterrorism dialogue`, `scheduled`,
/// `may be held in Islamabad`. What the bare answer says already is not said again.
pub(crate) struct Head {
    /// The bare answer, or the sentence that says that the news does not tell.
    pub(crate) bare: String,
    /// What a reader should know of how finely the date is named.
    pub(crate) note: Option<&'static str>,
    /// Title of the event.
    pub(crate) event: Option<String>,
    /// Where the event stands.
    pub(crate) status: Option<&'static str>,
    /// Where the event is.
    pub(crate) place: Option<String>,
}

pub(crate) fn head(answer: &Answer) -> Head {
    let parts = answer.parts();
    let bare = safe::line(&answer_text(answer));
    if !parts.state.is_answered() {
        return Head {
            bare,
            note: None,
            event: None,
            status: None,
            place: None,
        };
    }
    let named = parts.when.as_ref();
    let note = named.filter(|when| bare.contains(&when.to_string()));
    let said = |words: &str| bare.to_lowercase().contains(&words.to_lowercase());
    let event = parts.event.as_deref().map(safe::line);
    let place = parts.place.as_ref();
    Head {
        note: note.and_then(words::note),
        event: event.filter(|title| !title.is_empty() && !said(title)),
        status: parts.status.map(Status::word).filter(|word| !said(word)),
        place: place.and_then(|place| place_words(place, parts.status, &bare)),
        bare,
    }
}

pub(crate) fn place_words(place: &Place, status: Option<Status>, bare: &str) -> Option<String> {
    let name = safe::line(&place.name);
    let open = match status {
        Some(Status::Scheduled | Status::Postponed) => "may be held in",
        Some(Status::Ongoing | Status::Happened | Status::Cancelled) | None => "perhaps",
    };
    match place.certainty {
        _ if name.is_empty() => None,
        Certainty::Tentative if bare.contains(&name) => Some("place not firm".to_owned()),
        Certainty::Tentative => Some(format!("{open} {name}")),
        Certainty::Stated | Certainty::Inferred if bare.contains(&name) => None,
        Certainty::Stated | Certainty::Inferred => Some(name),
    }
}

pub(crate) fn state_note(parts: &AnswerParts) -> Option<String> {
    match parts.state {
        State::Unconfirmed => Some(unconfirmed(parts)),
        State::Disputed => Some("Sources differ; the newest comes first.".to_owned()),
        State::Found
            if parts
                .when
                .as_ref()
                .is_some_and(|when| when.certainty == Certainty::Tentative) =>
        {
            Some("The words leave the date open.".to_owned())
        }
        State::Found | State::Unannounced | State::Undated | State::Unreported | State::Unknown => {
            None
        }
    }
}

fn unconfirmed(parts: &AnswerParts) -> String {
    const OPEN: &str = "No stored article says whether it took place.";
    match &parts.when {
        Some(when) => format!("Was set for {}. {OPEN}", set_for(when)),
        None => OPEN.to_owned(),
    }
}

fn set_for(when: &When) -> String {
    let (first, last) = (when.interval.first_day(), when.interval.last_day());
    if first == last && !when.has_clock() && when.modifier.is_none() {
        words::day(first)
    } else {
        when.to_string()
    }
}

pub(crate) fn others_heading(state: State) -> &'static str {
    match state {
        State::Disputed => "Others say:",
        State::Found
        | State::Unconfirmed
        | State::Unannounced
        | State::Undated
        | State::Unreported
        | State::Unknown => "Also:",
    }
}

/// `Was Fri 4 Dec 2026; postponed, new date not announced.`
pub(crate) fn history(parts: &AnswerParts) -> Option<String> {
    let last = parts.history.last()?;
    let mut steps: Vec<String> = parts.history.iter().map(past).collect();
    steps.dedup();
    steps.extend(
        parts
            .status
            .map(|status| present(status, parts.when.as_ref(), last)),
    );
    Some(format!("{}.", sentence(&steps.join("; "))))
}

pub(crate) fn past(past: &Past) -> String {
    let date = past.when.as_ref().map(set_for);
    match (past.status, date) {
        // A postponed past is the date that was given up.
        (Status::Scheduled | Status::Postponed, Some(date)) => format!("was {date}"),
        (Status::Scheduled, None) => "was without a date".to_owned(),
        (status, Some(date)) => format!("was {status} ({date})"),
        (status, None) => format!("was {status}"),
    }
}

fn present(status: Status, when: Option<&When>, last: &Past) -> String {
    let new = when
        .filter(|when| last.when.as_ref() != Some(when))
        .map(set_for);
    match (status, new) {
        (Status::Scheduled | Status::Ongoing, Some(date)) => format!("now {date}"),
        (Status::Scheduled | Status::Ongoing, None) => format!("now {status}"),
        (Status::Happened, Some(date)) => format!("took place {date}"),
        (Status::Happened, None) => "took place".to_owned(),
        (Status::Postponed, Some(date)) => format!("postponed to {date}"),
        (Status::Postponed, None) => "postponed, new date not announced".to_owned(),
        (Status::Cancelled, _) => "cancelled".to_owned(),
    }
}

/// The same words with a capital at their head.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The quoted words between quotation marks, on one line; words that bring their own marks keep them.
pub(crate) fn quoted(words: &str) -> String {
    let quote = safe::line(words);
    if quote.starts_with(['“', '"', '‘']) {
        quote
    } else {
        format!("“{quote}”")
    }
}

/// Who says the quoted words, and where and when they stood: speaker, source, headline, day.
pub(crate) fn origin(cited: &Citation) -> Vec<String> {
    let speaker = cited.speaker.as_deref();
    let named = [speaker, cited.source.as_deref(), Some(cited.title.as_str())];
    let named = named.into_iter().flatten().map(safe::line);
    let mut pieces: Vec<String> = named.filter(|piece| !piece.is_empty()).collect();
    pieces.push(words::day(cited.published.day()));
    pieces.extend(copies(&cited.copies));
    pieces
}

/// `also in Courier and Daily Wave`: where else the same story was printed.
fn copies(copies: &[Printed]) -> Option<String> {
    const NAMED: usize = 4;
    let mut names: Vec<String> = Vec::new();
    for copy in copies {
        let name = copy.source.as_deref().or(copy.url.as_deref());
        let name = safe::line(name.unwrap_or(copy.article.as_str()));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let (last, before) = names.split_last()?;
    Some(match (before, more) {
        ([], _) => format!("also in {last}"),
        (before, 0) => format!("also in {} and {last}", before.join(", ")),
        (before, more) => format!("also in {}, {last} and {more} more", before.join(", ")),
    })
}

/// What is looked for: `“harbour fair”, published from Fri 20 Nov 2026 to Mon 23 Nov 2026, from “Post”`.
pub(crate) fn sought(sought: &Sought) -> String {
    let mut told = format!("“{}”", safe::line(&sought.words));
    if let Some(days) = &sought.days {
        let (first, last) = (words::day(days.first_day()), words::day(days.last_day()));
        told.push_str(&format!(", published from {first} to {last}"));
    }
    if let Some(source) = &sought.source {
        told.push_str(&format!(", from “{}”", safe::line(source)));
    }
    told
}

/// Who saved the story, where that makes it an unverified source: its words were not fetched from where they are said to stand.
pub(crate) fn unverified(cited: &Citation) -> Option<&Saved> {
    let saved = cited.saved.as_ref();
    saved.filter(|saved| saved.how != Intake::Link)
}

/// That a person put the story in by hand: `Saved by user 42 as pasted text: an unverified source.`
pub(crate) fn saved(saved: &Saved, by: &str) -> String {
    let by = if saved.by == FORGOTTEN {
        "somebody who is forgotten"
    } else {
        by
    };
    let how = match saved.how {
        Intake::Link => return format!("Fetched from its address for {by}."),
        Intake::File => "from a file",
        _ => "as pasted text",
    };
    format!("Saved by {by} {how}: an unverified source.")
}
