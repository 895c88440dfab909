//! An answer: the bare answer first, then what it rests on.

use crate::{
    arithmetic,
    corrections::{self, Voice},
    link_at,
    told::{self, history, others_heading, sentence, state_note},
};
use dateline_core::{Answer, Citation};

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
    let corrected = parts.corrected.iter();
    lines.extend(corrected.map(|one| corrections::told(one, Voice::PLAIN)));
    if !parts.others.is_empty() {
        lines.push(others_heading(parts.state).to_owned());
        lines.extend(parts.others.iter().flat_map(citation));
    }
    lines.join("\n")
}

/// `March 2023 (day not given) · counterterrorism dialogue · scheduled · may be held in Islamabad`
fn head(answer: &Answer) -> String {
    let head = told::head(answer);
    let first = match head.note {
        Some(note) => format!("{} ({note})", head.bare),
        None => head.bare,
    };
    let mut pieces = vec![first];
    pieces.extend(head.event);
    pieces.extend(head.status.map(str::to_owned));
    pieces.extend(head.place);
    pieces.join(" · ")
}

/// The quote, and below it who says it, where it stands and since when, a link that opens at the sentence, and who put
/// the story in.
pub(super) fn citation(cited: &Citation) -> Vec<String> {
    let quote = cited.quote.text();
    let mut lines = vec![told::quoted(quote), told::origin(cited).join(" · ")];
    lines.extend(cited.url.as_deref().map(|url| link_at(url, quote)));
    let saved = told::unverified(cited);
    lines.extend(saved.map(|saved| told::saved(saved, &format!("user {}", saved.by))));
    lines.iter().map(|line| format!("  {line}")).collect()
}

#[cfg(test)]
mod tests;
