//! An answer: the bare answer first, then what it rests on.

use crate::{answer_text, arithmetic, link_at, safe, words};
use dateline_core::{Answer, AnswerParts, Certainty, Citation, Past, Place, State, Status, When};

/// An answer in a few lines, without a newline at its end: the answer with status and place, the quote, its source, the
/// arithmetic, a second reading, the history.
#[must_use]
pub fn answer(answer: &Answer) -> String {
    let parts = answer.parts();
    let mut lines = vec![head(answer)];
    lines.extend(state_note(parts));
    if let Some(cited) = &parts.cited {
        lines.extend(citation(cited));
    }
    if let Some(counted) = &parts.arithmetic {
        lines.push(arithmetic::steps(counted));
        lines.extend(
            counted
                .doubt
                .as_ref()
                .map(|doubt| sentence(&arithmetic::doubt(doubt))),
        );
    }
    lines.extend(history(parts));
    if !parts.others.is_empty() {
        lines.push(others_heading(parts.state).to_owned());
        lines.extend(parts.others.iter().flat_map(citation));
    }
    lines.join("\n")
}

/// `March 2023 (day not given) · counterterrorism dialogue · scheduled · may be held in Islamabad`
fn head(answer: &Answer) -> String {
    let parts = answer.parts();
    let bare = safe::line(&answer_text(answer));
    if !parts.state.is_answered() {
        return bare;
    }
    let note = parts
        .when
        .as_ref()
        .filter(|when| bare.contains(&when.to_string()))
        .and_then(words::note);
    let first = match note {
        Some(note) => format!("{bare} ({note})"),
        None => bare.clone(),
    };
    let mut pieces = vec![first];
    let said = |words: &str| bare.to_lowercase().contains(&words.to_lowercase());
    let event = parts.event.as_deref().map(safe::line);
    pieces.extend(event.filter(|title| !title.is_empty() && !said(title)));
    let status = parts.status.map(Status::word).filter(|word| !said(word));
    pieces.extend(status.map(str::to_owned));
    pieces.extend(
        parts
            .place
            .as_ref()
            .and_then(|place| place_words(place, parts.status, &bare)),
    );
    pieces.join(" · ")
}

fn place_words(place: &Place, status: Option<Status>, bare: &str) -> Option<String> {
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

fn state_note(parts: &AnswerParts) -> Option<String> {
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

/// The quote, and below it who says it, where it stands and since when, and a link that opens at the sentence.
fn citation(cited: &Citation) -> Vec<String> {
    let quote = safe::line(cited.quote.text());
    let quoted = if quote.starts_with(['“', '"', '‘']) {
        quote
    } else {
        format!("“{quote}”")
    };
    let speaker = cited.speaker.as_deref();
    let named = [speaker, cited.source.as_deref(), Some(cited.title.as_str())];
    let named = named.into_iter().flatten().map(safe::line);
    let mut pieces: Vec<String> = named.filter(|piece| !piece.is_empty()).collect();
    pieces.push(words::day(cited.published.day()));
    let mut lines = vec![format!("  {quoted}"), format!("  {}", pieces.join(" · "))];
    let link = cited
        .url
        .as_deref()
        .map(|url| link_at(url, cited.quote.text()));
    lines.extend(link.map(|link| format!("  {link}")));
    lines
}

fn others_heading(state: State) -> &'static str {
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
fn history(parts: &AnswerParts) -> Option<String> {
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

fn past(past: &Past) -> String {
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
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
