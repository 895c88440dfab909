//! What became of a story that was saved.

use super::{
    answer::Asked,
    card::{Body, Card, Tone, outside},
};
use crate::{
    plain::{Deed, article::CUT_OFF},
    told, words,
};
use dateline_core::{Article, Moment, Report, Saved, Status};

/// Most characters of a line.
const LINE: usize = 300;

const AHEAD: &str = "By my clock its publication is still to come; I answer from it from then on.";

/// Events that are listed.
const EVENTS: usize = 5;

/// A saved story: its headline and day, the events that were read in it, and who saved it; and, where it is dated ahead of
/// `now` (it is tomorrow already in Sydney), that it has to wait.
#[must_use]
pub fn stored(
    article: &Article,
    reports: &[Report],
    deed: Deed,
    saved: &Saved,
    asked: Asked,
    now: &Moment,
) -> Card {
    let word = match deed {
        Deed::Stored => "Stored",
        Deed::Renewed => "Stored with its new text",
        Deed::Known => "Already stored",
    };
    let headline = outside(article.title(), LINE);
    let headline = if headline.is_empty() {
        "(no headline)".to_owned()
    } else {
        headline
    };
    let mut facts = vec![format!("published {}", words::moment(&article.published()))];
    facts.extend(article.source().map(|source| outside(source, LINE)));
    let mut body = Body::default();
    body.add(&[
        format!("**{word}:** {headline}"),
        facts.join(" · "),
        events(reports),
    ]);
    for report in reports.iter().take(EVENTS) {
        body.add(&[line(report)]);
    }
    if reports.len() > EVENTS {
        body.add(&[format!("… and {} more", reports.len() - EVENTS)]);
    }
    if !article.published().is_known_at(now) {
        body.add(&[AHEAD.to_owned()]);
    }
    if deed != Deed::Known {
        body.add(&[told::saved(saved, &format!("<@{}>", saved.by))]);
    }
    Card::new(Tone::Plain, body.finish()).footed(&format!(
        "{} · in {}",
        article.id(),
        asked.whose()
    ))
}

/// The card of a story whose page shows only its beginning.
#[must_use]
pub fn cut_off(card: Card) -> Card {
    let body = format!("{}\nThe page {CUT_OFF}.", card.body);
    Card { body, ..card }
}

pub(super) fn events(reports: &[Report]) -> String {
    match reports.len() {
        0 => "No dated events in it; it is kept and can be asked about.".to_owned(),
        some => format!("{} in it:", words::count(some as u64, "event")),
    }
}

/// `- Friday 4 December 2026: harbour fair · scheduled · Bergen`
pub(super) fn line(report: &Report) -> String {
    let when = report
        .when()
        .map_or_else(|| "no date".to_owned(), words::when);
    let mut pieces = vec![outside(&format!("{when}: {}", report.title()), LINE)];
    pieces.extend(
        Some(report.status())
            .filter(|status| *status != Status::Scheduled)
            .map(|status| status.to_string()),
    );
    pieces.extend(report.place().map(|place| outside(&place.name, LINE)));
    format!("- {}", pieces.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Draft, Intake};

    fn story(title: &str) -> Article {
        Article::new(Draft {
            id: Some("h-7".parse().expect("an id")),
            title: title.into(),
            text: "The fair opens on Friday.".into(),
            source: Some("*Harbour* Post".into()),
            ..Draft::published(at("2026-11-23"))
        })
        .expect("a story")
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a written moment")
    }

    #[test]
    fn a_saved_story_says_who_saved_it_and_cannot_format() {
        let saved = Saved {
            by: 42,
            how: Intake::Pasted,
        };
        let card = stored(
            &story("# Fair @here"),
            &[],
            Deed::Stored,
            &saved,
            Asked::Server,
            &at("2026-11-24"),
        );
        assert_eq!(
            card.body,
            "**Stored:** \\# Fair \\@here\npublished Mon 23 Nov 2026 · \\*Harbour\\* Post\n\
             No dated events in it; it is kept and can be asked about.\n\
             Saved by <@42> as pasted text: an unverified source."
        );
        let known = stored(
            &story(""),
            &[],
            Deed::Known,
            &saved,
            Asked::Person,
            &at("2026-11-22T23:59"),
        );
        assert!(known.body.ends_with(AHEAD), "{}", known.body);
        assert!(known.body.starts_with("**Already stored:** (no headline)"));
        assert!(
            !known.body.contains("<@42>"),
            "it stays with who saved it first"
        );
    }
}
