//! What people corrected, in words: who, when, to what, what the news said, and what has become of it.

use crate::{events, safe, words};
use dateline_core::{
    Amendment, Corrected, Correction, Corrector, Done, Dossier, Force, NotAmended, Said, Turn,
    TurnKind,
};

/// For whom sentences are worded: how people are named, and how words from outside are made harmless.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    person: fn(u64) -> String,
    shown: fn(&str) -> String,
}

impl Voice {
    /// For a terminal.
    pub(crate) const PLAIN: Self = Self {
        person: |number| format!("user {number}"),
        shown: safe::line,
    };

    /// For Discord, where a mention shows the person's name and pings nobody.
    pub(crate) const DISCORD: Self = Self {
        person: |number| format!("<@{number}>"),
        shown: |words| crate::discord::outside(words, 300),
    };

    fn done(self, done: &Done) -> String {
        let who = match done.by {
            Corrector::Shell => "at the shell".to_owned(),
            Corrector::Person(number) => format!("by {}", (self.person)(number)),
            Corrector::Forgotten => "by somebody who is forgotten".to_owned(),
        };
        format!("{who} on {}", words::day(done.at.day()))
    }
}

/// A correction of an event as a sentence or two: `Date corrected by user 42 on Tue 24 Nov 2026 to Sat 5 Dec 2026; the news
/// said Fri 4 Dec 2026.`
pub(crate) fn told(corrected: &Corrected, voice: Voice) -> String {
    let correction = &corrected.correction;
    let mut told = made(correction, voice);
    if let Some(news) = news(&corrected.news, voice) {
        told.push_str(&format!("; {news}"));
    }
    told.push('.');
    match corrected.force {
        Force::Stands => {}
        Force::Replaced => told.push_str(" It was corrected again since."),
        Force::Overtaken => {
            told.push_str(" The news has said something else since, and is followed.")
        }
        Force::Undone => {
            let undone = correction.undone.as_ref().map(|done| voice.done(done));
            told.push_str(&format!(" Taken back {}.", undone.unwrap_or_default()));
        }
    }
    told
}

/// What was said, by whom and when, without a full stop.
fn made(correction: &Correction, voice: Voice) -> String {
    let done = voice.done(&correction.made);
    let shown = |text: &str| (voice.shown)(text);
    match &correction.what {
        Amendment::Date(when) => {
            format!("Date corrected {done} to {}", shown(&events::date(when)))
        }
        Amendment::Status(status) => format!("Status corrected {done} to {status}"),
        Amendment::Place(place) => format!("Place corrected {done} to {}", shown(place)),
        Amendment::Title(title) => format!("Title corrected {done} to “{}”", shown(title)),
        Amendment::Merge(_) => format!("Merged with another event {done}"),
        Amendment::Split(_) => format!("Split in two {done}"),
        Amendment::Hide => format!("“{}” was hidden {done}", shown(&correction.title)),
        Amendment::Add => format!("Added by hand {done}, not read in a story"),
        _ => format!("Corrected {done}"),
    }
}

fn news(said: &Said, voice: Voice) -> Option<String> {
    let shown = |text: &str| (voice.shown)(text);
    Some(match said {
        Said::Date(Some(when)) => format!("the news said {}", shown(&events::date(when))),
        Said::Date(None) => "the news gave no date".to_owned(),
        Said::Status(status) => format!("the news said {status}"),
        Said::Place(Some(place)) => format!("the news said {}", shown(&place.name)),
        Said::Place(None) => "the news named no place".to_owned(),
        Said::Title(title) => format!("the news calls it “{}”", shown(title)),
        Said::Nothing => return None,
    })
}

/// The corrections of an event that are so, a line each; that it is hidden comes first.
pub(crate) fn standing(event: &Dossier, voice: Voice) -> Vec<String> {
    let hidden = event.hidden();
    let others = event.amended().filter(|one| Some(*one) != hidden);
    hidden
        .into_iter()
        .chain(others)
        .map(|one| told(one, voice))
        .collect()
}

/// Those of them that turned neither its date nor its status, and so stand in no list of turns.
pub(crate) fn beside(event: &Dossier, voice: Voice) -> Vec<String> {
    let is_beside = |one: &&Corrected| {
        let what = &one.correction.what;
        !matches!(what, Amendment::Date(_) | Amendment::Status(_))
    };
    let beside = event.amended().filter(is_beside);
    beside.map(|one| told(one, voice)).collect()
}

/// What a person did to an event in a turn: the deed, or that it was taken back; none of a turn that a report made.
pub(crate) fn of_turn(event: &Dossier, turn: &Turn, voice: Voice) -> Option<String> {
    let corrected = event.correction(turn)?;
    let correction = &corrected.correction;
    let is_undoing = matches!(turn.by, dateline_core::Cause::Undoing(_));
    let undone = correction.undone.as_ref().filter(|_| is_undoing);
    Some(match undone {
        Some(undone) => format!(
            "Taken back {}: {}.",
            voice.done(undone),
            made(correction, voice)
        ),
        None => {
            let news = news(&corrected.news, voice).map(|news| format!("; {news}"));
            format!("{}{}.", made(correction, voice), news.unwrap_or_default())
        }
    })
}

/// Whether a turn is worth a line of its own in a list: a correction of what no list shows is told once, with the event.
pub(crate) fn is_shown(turn: &Turn) -> bool {
    turn.kind != TurnKind::Corrected || turn.from.as_ref() != Some(&turn.to)
}

/// A correction in a list of them: `c3  Date corrected …  (harbour fair, e1f0a9c2711aa)`; one whose event is gone says so.
pub(crate) fn listed(correction: &Correction, event: Option<&str>, voice: Voice) -> String {
    let title = (voice.shown)(&correction.title);
    let of = match event {
        Some(id) => format!("{title}, {id}"),
        None => format!("{title}: its event is gone, and it changes nothing"),
    };
    let undone = correction.undone.as_ref();
    let undone = undone.map(|done| format!(" Taken back {}.", voice.done(done)));
    format!(
        "{}  {}.{}  ({of})",
        correction.id,
        made(correction, voice),
        undone.unwrap_or_default()
    )
}

/// That nothing was corrected.
pub const NONE: &str = "Nothing was corrected here.";

/// Why an event was not corrected, as a sentence.
#[must_use]
pub fn refused(why: &NotAmended) -> String {
    match why {
        NotAmended::NoEvent(id) => format!("No stored event has the id {id}. Nothing was changed."),
        NotAmended::NoReport(number) => {
            format!("The event has no report {number}; its reports are numbered where it is shown.")
        }
        NotAmended::AllLeave => {
            "Name at least one report, and not all of them: something must stay.".to_owned()
        }
        NotAmended::Itself => "Both are the same event already.".to_owned(),
        NotAmended::SameAlready => "It is so already; nothing was changed.".to_owned(),
        NotAmended::NotHidden => "That event is not hidden.".to_owned(),
        NotAmended::NoDay => {
            "The event has no single day whose time could be told; give its date with the time."
                .to_owned()
        }
        NotAmended::NoCorrection(id) => format!("There is no correction {id}."),
        NotAmended::UndoneAlready(id) => format!("{id} was taken back before."),
        NotAmended::Full(limit) => {
            format!("{limit} corrections are kept here, the most that may be.")
        }
        _ => "The event was not corrected.".to_owned(),
    }
}

/// What is wrong with the date of an event.
#[must_use]
pub fn not_a_date(given: &str, is_two: bool) -> String {
    if is_two {
        format!(
            "“{given}” can be read in two ways. Write the month as a word, 5 Dec 2026, or the year first, 2026-12-05."
        )
    } else {
        format!(
            "“{given}” is not a date. Write 2026-12-05, 5 Dec 2026, 4-6 Dec 2026 or December 2026."
        )
    }
}

/// What is wrong with a time of day.
#[must_use]
pub fn not_a_clock(given: &str) -> String {
    format!("“{given}” is not a time of day. Write 18:30, 6:30 pm or 18:30 Europe/Oslo.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{corrected, on};

    #[test]
    fn a_correction_says_who_when_to_what_and_what_the_news_said() {
        let date = corrected(
            Amendment::Date(on(2026, 12, 5)),
            Said::Date(Some(on(2026, 12, 4))),
        );
        assert_eq!(
            told(&date, Voice::PLAIN),
            "Date corrected by user 42 on Tue 24 Nov 2026 to Sat 5 Dec 2026; the news said Fri 4 Dec 2026."
        );
        let place = corrected(Amendment::Place("*Oslo* @here".into()), Said::Place(None));
        assert_eq!(
            told(&place, Voice::DISCORD),
            "Place corrected by <@42> on Tue 24 Nov 2026 to \\*Oslo\\* \\@here; the news named no place."
        );
        let mut hidden = corrected(Amendment::Hide, Said::Nothing);
        hidden.force = Force::Undone;
        hidden.correction.undone = Some(Done {
            by: Corrector::Shell,
            ..hidden.correction.made
        });
        assert_eq!(
            told(&hidden, Voice::PLAIN),
            "“harbour fair” was hidden by user 42 on Tue 24 Nov 2026. Taken back at the shell on Tue 24 Nov 2026."
        );
        assert_eq!(
            listed(&place.correction, None, Voice::PLAIN),
            "c3  Place corrected by user 42 on Tue 24 Nov 2026 to *Oslo* @here.  \
             (harbour fair: its event is gone, and it changes nothing)"
        );
    }
}
