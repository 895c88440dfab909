//! An answer as a card: the bare answer, its quote, its source, its arithmetic.

use super::card::{Body, Card, Tone, outside};
use super::start;
use crate::{
    arithmetic,
    corrections::{self, Voice},
    link_at,
    told::{self, history, others_heading, sentence, state_note},
    words,
};
use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use dateline_core::{Answer, Citation, Precision, State, When};

/// Most characters that are shown of a quote, of a line of facts, and of an address.
const QUOTE: usize = 700;
const LINE: usize = 500;
const ADDRESS: usize = 600;

/// Further quotes that are shown.
const OTHERS: usize = 5;

/// Whose stories were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Those of a server.
    Server,
    /// Those of one person.
    Person,
}

impl Asked {
    pub(super) fn whose(self) -> &'static str {
        match self {
            Self::Server => "this server",
            Self::Person => "your own archive",
        }
    }
}

/// An answer as a card; an archive without stories says how to begin.
#[must_use]
pub fn answer(answer: &Answer, asked: Asked) -> Card {
    let parts = answer.parts();
    if parts.coverage.articles == 0 && !parts.state.is_answered() {
        return start::empty_archive(asked);
    }
    let head = told::head(answer);
    let mut body = Body::default();
    body.add(&first_lines(answer, &head));
    if let Some(cited) = &parts.cited {
        body.add(&citation(cited));
    }
    if let Some(counted) = &parts.arithmetic {
        body.add(&[format!("*{}*", outside(&arithmetic::steps(counted), LINE))]);
        let doubt = counted.doubt.as_ref().map(arithmetic::doubt);
        body.add(
            &doubt
                .map(|doubt| outside(&sentence(&doubt), LINE))
                .into_iter()
                .collect::<Vec<_>>(),
        );
    }
    body.add(
        &history(parts)
            .map(|told| outside(&told, LINE))
            .into_iter()
            .collect::<Vec<_>>(),
    );
    for one in &parts.corrected {
        body.add(&[corrections::told(one, Voice::DISCORD)]);
    }
    others(parts.state, &parts.others, &mut body);
    let covered = words::count(parts.coverage.articles, "stored article");
    let tone = if parts.state.is_answered() {
        Tone::Told
    } else {
        Tone::Open
    };
    Card::new(tone, body.finish())
        .titled(head.event.as_deref())
        .footed(&format!("From {covered} of {}", asked.whose()))
}

/// The bare answer with what belongs to it, and below it what a reader has to know of its date.
fn first_lines(answer: &Answer, head: &told::Head) -> Vec<String> {
    let parts = answer.parts();
    let bare = outside(&head.bare, QUOTE);
    let mut first = if parts.state.is_answered() {
        format!("**{bare}**")
    } else {
        bare
    };
    if let Some(note) = head.note {
        first.push_str(&format!(" ({note})"));
    }
    let place = head.place.as_deref().map(|place| outside(place, LINE));
    for piece in head.status.map(str::to_owned).into_iter().chain(place) {
        first.push_str(&format!(" · {piece}"));
    }
    let mut lines = vec![first];
    lines.extend(parts.when.as_ref().and_then(instant).map(|at| {
        let unix = at.timestamp();
        format!("For you: <t:{unix}:F>, <t:{unix}:R>")
    }));
    lines.extend(state_note(parts).map(|note| outside(&note, LINE)));
    lines
}

/// The first instant of a clock time whose zone is known; a date without a clock time has none, or it would shift by a
/// day for readers far away.
pub(crate) fn instant(when: &When) -> Option<DateTime<FixedOffset>> {
    let is_clock = when.has_clock() && when.precision != Precision::PartOfDay;
    let zone = when.zone.as_deref().filter(|_| is_clock)?;
    let wall = when.interval.start();
    match zone.parse::<chrono_tz::Tz>() {
        Ok(named) => {
            let at = named.from_local_datetime(&wall).earliest()?;
            Some(at.with_timezone(&at.offset().fix()))
        }
        Err(_) => zone
            .parse::<FixedOffset>()
            .ok()?
            .from_local_datetime(&wall)
            .single(),
    }
}

/// The quote, where it stands with a link that opens there, and who put the story in.
fn citation(cited: &Citation) -> Vec<String> {
    let quote = cited.quote.text();
    let mut source = outside(&told::origin(cited).join(" · "), LINE);
    if let Some(link) = cited.url.as_deref().and_then(|url| link(url, quote)) {
        source.push_str(&format!(" · [open at the quote](<{link}>)"));
    }
    let mut lines = vec![
        format!("> {}", outside(&told::quoted(quote), QUOTE)),
        source,
    ];
    let saved = told::unverified(cited);
    lines.extend(saved.map(|saved| told::saved(saved, &format!("<@{}>", saved.by))));
    lines
}

/// An address of the web that can stand between pointed brackets; none where it is of another kind.
pub(super) fn link(url: &str, quote: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let whole = [link_at(url, quote), link_at(url, "")];
    let fits = |link: &&String| {
        is_web
            && link.len() <= ADDRESS
            && !link.contains(|c: char| c.is_whitespace() || "<>\"`\\".contains(c))
    };
    whole.iter().find(fits).cloned()
}

fn others(state: State, others: &[Citation], body: &mut Body) {
    if others.is_empty() {
        return;
    }
    let mut shown = 0;
    for other in others.iter().take(OTHERS) {
        let mut lines = citation(other);
        if shown == 0 {
            lines.insert(0, format!("**{}**", others_heading(state)));
        }
        if !body.add(&lines) {
            break;
        }
        shown += 1;
    }
    let left = others.len() - shown;
    if left > 0 {
        body.add(&[format!("… and {left} more")]);
    }
}

#[cfg(test)]
mod tests;
