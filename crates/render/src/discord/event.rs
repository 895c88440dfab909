//! One event as cards: how it stands with every report, how it changed, which of several is meant, and the form that corrects
//! it.

use super::{
    answer::Asked,
    card::{Body, Button, Card, Choice, Menu, Tone, outside},
    form::{Form, Input},
    lists::{Block, Pages, evidence, for_reader, paged, quote, titled},
};
use crate::{
    arithmetic,
    corrections::{self, Voice},
    events::{self, facts, told_turn},
    safe, words,
};
use dateline_core::{Correction, Dossier, Moment, Precision, Status, When};

const LINE: usize = 300;

/// Most events that can be chosen from; Discord takes no more.
pub const MOST: usize = 25;

fn head(event: &Dossier, now: &Moment) -> String {
    let when = event.view.when.as_ref();
    let mut pieces = vec![when.map_or_else(|| "no date".to_owned(), events::date)];
    pieces.extend(facts(event, now).into_iter().skip(1));
    titled(event, &pieces)
}

fn footer(event: &Dossier, asked: Asked) -> String {
    format!("{} · {}", event.id, asked.whose())
}

/// How an event stands, what that rests on, what was corrected, and every report.
#[must_use]
pub fn shown(event: &Dossier, now: &Moment, asked: Asked) -> Pages {
    let mut lines: Vec<String> = event
        .view
        .when
        .as_ref()
        .and_then(for_reader)
        .into_iter()
        .collect();
    if !event.view.participants.is_empty() {
        let who = event.view.participants.join(", ");
        lines.push(format!("Who: {}", outside(&who, LINE)));
    }
    lines.extend(evidence(event));
    let counted = event.arithmetic();
    lines.extend(
        counted.map(|counted| format!("*{}*", outside(&arithmetic::steps(&counted), LINE))),
    );
    lines.extend(event.corrected.iter().map(|one| {
        let told = corrections::told(one, Voice::DISCORD);
        format!("{told} ({})", one.correction.id)
    }));
    let first = Block {
        heading: None,
        lines,
    };
    let heading = words::count(event.told.len() as u64, "report");
    let reports = (1..).zip(&event.told).map(|(number, told)| {
        let date = told
            .report
            .when()
            .map_or_else(|| "no date".to_owned(), events::date);
        let pieces = [
            format!(
                "{number}\\. {}",
                words::day(told.report.visible_from().day())
            ),
            told.report.status().word().to_owned(),
            outside(&date, LINE),
        ];
        let mut lines = vec![pieces.join(" · ")];
        lines.extend(quote(told));
        Block {
            heading: Some(heading.clone()),
            lines,
        }
    });
    let blocks = std::iter::once(first).chain(reports).collect();
    paged(head(event, now), blocks, footer(event, asked))
}

/// Each change of an event, the oldest first, with the sentence or the person that tells it.
#[must_use]
pub fn history(event: &Dossier, now: &Moment, asked: Asked) -> Pages {
    let blocks = event.turns.iter().map(|turn| {
        let day = event.known_from(turn).map(|known| words::day(known.day()));
        let told = outside(&told_turn(turn), LINE);
        let mut lines = vec![format!("**{}** · {told}", day.unwrap_or_default())];
        lines.extend(event.cause(turn).map(quote).unwrap_or_default());
        lines.extend(corrections::of_turn(event, turn, Voice::DISCORD));
        Block {
            heading: None,
            lines,
        }
    });
    paged(head(event, now), blocks.collect(), footer(event, asked))
}

/// What the buttons below an answer come back with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acts {
    /// Shows every report of the event.
    pub sources: String,
    /// Shows how it changed.
    pub history: String,
    /// Asks when to be reminded.
    pub remind: String,
    /// Gives it as a calendar file.
    pub ics: String,
    /// Opens the form that corrects it.
    pub fix: String,
}

/// A card that tells of an event, with what can be done from there.
#[must_use]
pub fn with_acts(card: Card, event: &Dossier, acts: Acts) -> Card {
    let mut card = card;
    let reports = event.told.len();
    let button = |label: std::borrow::Cow<'static, str>, id: String| Button {
        label,
        id: id.into(),
    };
    card.buttons.extend([
        button(format!("Sources ({reports})").into(), acts.sources),
        button("History".into(), acts.history),
        button("Remind me".into(), acts.remind),
        button(".ics".into(), acts.ics),
        button("Wrong?".into(), acts.fix),
    ]);
    card
}

/// When an event is, as an answer: its date first, then where it stands and what that rests on.
#[must_use]
pub fn answer(event: &Dossier, now: &Moment, asked: Asked) -> Card {
    let view = &event.view;
    let when = view.when.as_ref();
    let date = when.map_or_else(|| "No date is told".to_owned(), words::when);
    let mut first = vec![format!("**{}**", outside(&date, LINE))];
    first.extend(
        facts(event, now)
            .into_iter()
            .skip(1)
            .map(|fact| outside(&fact, LINE)),
    );
    let mut body = Body::default();
    body.add(&[first.join(" · ")]);
    body.add(&when.and_then(for_reader).into_iter().collect::<Vec<_>>());
    if let Some(open) = unconfirmed(event, now) {
        body.add(&[open]);
    }
    if !view.participants.is_empty() {
        body.add(&[format!(
            "Who: {}",
            outside(&view.participants.join(", "), LINE)
        )]);
    }
    body.add_what_fits(&evidence(event));
    if let Some(counted) = event.arithmetic() {
        body.add(&[format!("*{}*", outside(&arithmetic::steps(&counted), LINE))]);
    }
    for turn in events::moves(event) {
        body.add(&[format!("*{}*", outside(&told_turn(turn), LINE))]);
    }
    for line in corrections::standing(event, Voice::DISCORD) {
        body.add(&[line]);
    }
    let tone = if when.is_some() {
        Tone::Told
    } else {
        Tone::Open
    };
    Card::new(tone, body.finish())
        .titled(Some(&view.title))
        .footed(&footer(event, asked))
}

fn unconfirmed(event: &Dossier, now: &Moment) -> Option<String> {
    let view = &event.view;
    let when = view.when.as_ref()?;
    let is_open = view.status == Status::Scheduled && when.interval.end() <= now.wall();
    is_open.then(|| "No stored article says whether it took place.".to_owned())
}

/// That a calendar file is attached.
#[must_use]
pub fn calendar_card(name: &str, dated: usize, all: usize) -> Card {
    let told = crate::plain::exported(dated, all);
    let tone = if dated == 0 { Tone::Open } else { Tone::Plain };
    Card::new(tone, format!("**{}** · {told}", outside(name, LINE)))
}

/// What a calendar file of that name is called.
#[must_use]
pub fn calendar_file(name: &str) -> String {
    file_of(name, "ics")
}

/// What a file of that name is called: letters and numbers of it, and the ending.
#[must_use]
pub fn file_of(name: &str, ending: &str) -> String {
    const MOST: usize = 40;
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let stem: String = words.join("-").chars().take(MOST).collect();
    let stem = stem.trim_matches('-');
    format!("{}.{ending}", if stem.is_empty() { "events" } else { stem })
}

/// That no event of that stretch of time is meant by the words.
#[must_use]
pub fn none_in_range(given: &str, upcoming: bool) -> Card {
    let which = if upcoming { "upcoming" } else { "past" };
    let body = format!(
        "No {which} event is called “{}”. `range: any` looks at all of them.",
        outside(given, LINE)
    );
    Card::new(Tone::Open, body)
}

/// What stands for an event where its name is typed: plain, the title with its date.
#[must_use]
pub fn choice(event: &Dossier, now: &Moment) -> String {
    const TITLE: usize = 60;
    let title = super::card::cut(&safe::line(&event.view.title), TITLE);
    format!("{title} · {}", about(event, now))
}

fn about(event: &Dossier, now: &Moment) -> String {
    let when = event.view.when.as_ref();
    let date = when.map_or_else(|| "no date".to_owned(), events::date);
    format!("{date} · {}", events::status(&event.view.standing(), now))
}

/// What stands for a correction where its name is typed.
#[must_use]
pub fn correction_choice(correction: &Correction) -> String {
    corrections::listed(correction, Some(correction.title.as_str()), Voice::PLAIN)
}

/// That several events are meant, with a menu that picks one.
#[must_use]
pub fn which(given: &str, found: &[Dossier], now: &Moment, menu: String) -> Card {
    let count = words::count(found.len() as u64, "event");
    let more = if found.len() > MOST {
        format!(" The first {MOST} can be chosen here.")
    } else {
        String::new()
    };
    let choices = found.iter().take(MOST);
    let choices =
        choices.map(|event| Choice::new(event.id.as_str(), &event.view.title, &about(event, now)));
    let body = format!("“{}” means {count}. Which one?{more}", outside(given, LINE));
    Card {
        menu: Some(Box::new(Menu {
            id: menu,
            placeholder: "Choose an event",
            choices: choices.collect(),
        })),
        ..Card::new(Tone::Plain, body)
    }
}

/// An event behind a correction, with a button that takes the correction back.
#[must_use]
pub fn amended(page: Card, undo: Option<String>) -> Card {
    let mut page = page;
    page.buttons.clear();
    page.buttons.extend(undo.map(|id| Button {
        label: "Undo".into(),
        id: id.into(),
    }));
    page
}

/// That an event which was added by hand is removed again.
#[must_use]
pub fn removed(correction: &Correction) -> Card {
    let title = outside(&correction.title, LINE);
    Card::new(
        Tone::Plain,
        format!("**{title}** is removed: it was added by hand, and that was taken back."),
    )
}

/// That a correction was taken back whose event is gone.
#[must_use]
pub fn taken_back(correction: &Correction) -> Card {
    let line = corrections::listed(correction, None, Voice::DISCORD);
    Card::new(Tone::Plain, line)
}

const fn input(
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    most: u16,
) -> Input {
    Input {
        id,
        label,
        placeholder,
        is_required: false,
        is_box: false,
        most,
    }
}

/// The form that corrects an event; what is left as it is, or emptied, stays.
pub const FIX_FORM: Form<5> = Form {
    id: "event:fix",
    title: "Correct this event",
    inputs: [
        input("title", "Title", "What it is called", 200),
        input(
            "date",
            "Date",
            "2026-12-05, 5 Dec 2026, 4-6 Dec 2026, December 2026",
            60,
        ),
        input(
            "time",
            "Time of day",
            "18:30, 6:30 pm, 18:30 Europe/Oslo",
            60,
        ),
        input(
            "status",
            "Status",
            "scheduled, ongoing, happened, postponed, cancelled",
            20,
        ),
        input("place", "Place", "Where it is", 200),
    ],
};

/// What stands in the form to begin with: how the event is told now.
#[must_use]
pub fn fix_values(event: &Dossier) -> [String; 5] {
    let view = &event.view;
    let when = view.when.as_ref();
    [
        safe::line(&view.title),
        when.map(day_typed).unwrap_or_default(),
        when.filter(|when| when.precision == Precision::Minute)
            .map(clock_typed)
            .unwrap_or_default(),
        view.status.word().to_owned(),
        view.place
            .as_ref()
            .map(|place| safe::line(&place.name))
            .unwrap_or_default(),
    ]
}

fn day_typed(when: &When) -> String {
    match when.precision {
        Precision::Day | Precision::Minute | Precision::PartOfDay => {
            when.interval.first_day().to_string()
        }
        _ => when.to_string(),
    }
}

fn clock_typed(when: &When) -> String {
    let clock = when.interval.start().format("%H:%M");
    match &when.zone {
        Some(zone) => format!("{clock} {}", safe::line(zone)),
        None => clock.to_string(),
    }
}

/// The status of that word, however it is written.
#[must_use]
pub fn status_typed(typed: &str) -> Option<Status> {
    let typed = typed.trim().to_lowercase();
    let typed = if typed == "canceled" {
        "cancelled".to_owned()
    } else {
        typed
    };
    Status::ALL
        .into_iter()
        .find(|status| status.word() == typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{moved, redated};

    fn now() -> Moment {
        Moment::parse("2026-11-24").expect("a day")
    }

    struct Nowhere;

    impl super::super::lists::Turning for Nowhere {
        fn to(&self, _: usize) -> Option<String> {
            None
        }
    }

    #[test]
    fn an_event_shows_its_reports_by_number_and_what_was_corrected() {
        let card = shown(&redated(), &now(), Asked::Server).card(0, false, &Nowhere);
        assert!(
            card.body
                .starts_with("**harbour fair** · Sat 12 Dec 2026 · scheduled"),
            "{}",
            card.body
        );
        assert!(
            card.body.contains(
                "Date corrected by <@42> on Tue 24 Nov 2026 to Sat 12 Dec 2026; the news said Fri 11 Dec 2026. (c3)\n**2 reports**\n1\\. Mon"
            ),
            "{}",
            card.body
        );
        assert_eq!(card.footer.as_deref(), Some("eaaaaaaaaaaaa · this server"));
        let steps = history(&redated(), &now(), Asked::Person)
            .card(0, false, &Nowhere)
            .body;
        assert!(steps.contains("**Tue 24 Nov 2026** · Corrected: Fri 11 Dec 2026 → Sat 12 Dec 2026\nDate corrected by <@42>"), "{steps}");
    }

    #[test]
    fn the_form_begins_with_how_the_event_is_told() {
        let values = fix_values(&moved());
        assert_eq!(
            values,
            ["harbour fair", "2026-12-11", "", "scheduled", "Bergen"]
        );
        assert_eq!(status_typed(" Canceled "), Some(Status::Cancelled));
        assert_eq!(status_typed("gone"), None);
    }

    #[test]
    fn an_answer_says_that_nobody_knows_whether_a_past_event_took_place() {
        let later = Moment::parse("2026-12-20").expect("a day");
        let card = answer(&moved(), &later, Asked::Server);
        assert_eq!(card.title.as_deref(), Some("harbour fair"));
        assert!(
            card.body.starts_with(
                "**Friday 11 December 2026** · was set, not confirmed · Bergen\nNo stored article says whether it took place.\n> “"
            ),
            "{}",
            card.body
        );
        assert!(
            card.body
                .ends_with("*Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026*"),
            "{}",
            card.body
        );
        assert_eq!(
            calendar_file("Fête: *harbour* fair / Bergen!"),
            "f-te-harbour-fair-bergen.ics"
        );
        assert_eq!(calendar_file("東京"), "events.ics");
    }

    #[test]
    fn several_events_can_be_chosen_from() {
        let card = which("*fair*", &[moved(), redated()], &now(), "event:pick".into());
        assert_eq!(card.body, "“\\*fair\\*” means 2 events. Which one?");
        let menu = card.menu.expect("a menu");
        assert_eq!(menu.choices[1].about, "Sat 12 Dec 2026 · scheduled");
        assert_eq!(
            choice(&moved(), &now()),
            "harbour fair · Fri 11 Dec 2026 · scheduled"
        );
    }
}
