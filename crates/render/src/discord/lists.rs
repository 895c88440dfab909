//! Lists of events as cards of several pages. What comes from outside is escaped; no page is longer than a card may be.

use super::{
    answer::{Asked, instant, link},
    card::{Body, Button, Card, Tone, outside},
    start,
};
use crate::{
    corrections::{self, Voice},
    events::{self, Section, entries, facts, groups, heading, moves, told_turn},
    told, words,
};
use dateline_core::{
    Agenda, Changed, Citation, Coverage, Dossier, Interval, Moment, Sought, Told, Wanted, When,
};

/// Most characters of a quote, and of a line.
const QUOTE: usize = 260;
const LINE: usize = 300;

/// Most entries on a page: more than these nobody reads at once.
const ENTRIES: usize = 8;

/// What stands over a list that another one has taken the place of.
const CHANGED: &str = "*The list has changed since; this is how it stands now.*";

/// A list that is shown page by page; it has at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    head: String,
    bodies: Vec<String>,
    /// How many entries each body holds.
    held: Vec<usize>,
    footer: String,
    tone: Tone,
}

/// Where the buttons of a page lead: what their ids are.
pub trait Turning {
    /// The id of a button that turns to that page, counted from 0; none where it cannot be written.
    fn to(&self, page: usize) -> Option<String>;
}

impl Pages {
    /// One page that says that there is nothing.
    fn nothing(words: &str, footer: String) -> Self {
        Self {
            head: String::new(),
            bodies: vec![outside(words, 4 * LINE)],
            held: vec![0],
            footer,
            tone: Tone::Open,
        }
    }

    /// Everything that is shown, to tell whether two lists are the same.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}", self.head, self.bodies.join("\n"))
    }

    /// Each page as a card without buttons, with how many entries it holds.
    pub(super) fn cards(&self) -> impl Iterator<Item = (Card, usize)> {
        let pages = self.bodies.iter().zip(&self.held).enumerate();
        pages.map(|(page, (body, held))| {
            let head = Some(self.head.as_str()).filter(|head| page == 0 && !head.is_empty());
            let parts: Vec<&str> = head.into_iter().chain([body.as_str()]).collect();
            let card = Card::new(self.tone, parts.join("\n"));
            (card.footed(&self.footer), *held)
        })
    }

    /// A page as a card, with buttons to those beside it; a page that is not there any more is the last one.
    #[must_use]
    pub fn card(&self, page: usize, has_changed: bool, turning: &impl Turning) -> Card {
        let last = self.bodies.len().saturating_sub(1);
        let page = page.min(last);
        let note = if has_changed { CHANGED } else { "" };
        let body = self.bodies.get(page).map_or("", String::as_str);
        let parts = [note, self.head.as_str(), body];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let mut card = Card::new(self.tone, parts.join("\n"));
        let number = (last > 0).then(|| format!("Page {} of {} · ", page + 1, last + 1));
        card = card.footed(&format!("{}{}", number.unwrap_or_default(), self.footer));
        let back = page.checked_sub(1).and_then(|page| turning.to(page));
        let next = Some(page + 1).filter(|next| *next <= last);
        let next = next.and_then(|page| turning.to(page));
        let button = |label: &'static str, id: Option<String>| {
            id.map(|id| Button {
                label: label.into(),
                id: id.into(),
            })
        };
        card.buttons.extend(button("Back", back));
        card.buttons.extend(button("Next", next));
        card
    }
}

/// One entry of a list, below a heading that is said again on the next page.
pub(super) struct Block {
    pub(super) heading: Option<String>,
    pub(super) lines: Vec<String>,
}

/// The blocks on as few pages as hold them.
pub(super) fn paged(head: String, blocks: Vec<Block>, footer: String) -> Pages {
    let (mut bodies, mut counts) = (Vec::new(), Vec::new());
    let (mut body, mut held) = (Body::with_room_for(&head), 0);
    let mut said: Option<String> = None;
    for block in blocks {
        let mut lines = with_heading(&block, said.as_ref());
        if held > 0 && (held == ENTRIES || !body.fits(&lines)) {
            bodies.push(std::mem::replace(&mut body, Body::with_room_for(&head)).finish());
            counts.push(held);
            held = 0;
            lines = with_heading(&block, None);
        }
        body.add_what_fits(&lines);
        held += 1;
        said = block.heading;
    }
    bodies.push(body.finish());
    counts.push(held);
    Pages {
        head,
        bodies,
        held: counts,
        footer,
        tone: Tone::Told,
    }
}

fn with_heading(block: &Block, said: Option<&String>) -> Vec<String> {
    let fresh = block
        .heading
        .as_ref()
        .filter(|heading| Some(*heading) != said);
    let heading = fresh.map(|heading| format!("**{heading}**"));
    heading
        .into_iter()
        .chain(block.lines.iter().cloned())
        .collect()
}

pub(super) fn covered(coverage: Coverage, asked: Asked) -> String {
    let all = words::count(coverage.articles, "stored article");
    format!("From {all} of {}", asked.whose())
}

/// The events of a stretch, day by day; where there is none, what comes next.
#[must_use]
pub fn agenda(
    agenda: &Agenda,
    stretch: &Interval,
    wanted: &Wanted,
    now: &Moment,
    asked: Asked,
) -> Pages {
    let footer = covered(agenda.coverage, asked);
    if agenda.events.is_empty() {
        return Pages::nothing(&events::nothing_dated(agenda, stretch, wanted, now), footer);
    }
    let head = events::agenda_head(agenda.events.len(), stretch, wanted, now);
    let blocks = entries(agenda, stretch).into_iter().map(|entry| {
        let mut pieces: Vec<String> = entry.time.iter().cloned().collect();
        pieces.extend(facts(entry.event, now).into_iter().skip(1));
        let mut lines = vec![titled(entry.event, &pieces)];
        if !entry.is_repeated {
            if entry.section != Section::Longer {
                lines.extend(entry.event.view.when.as_ref().and_then(for_reader));
            }
            lines.extend(evidence(entry.event));
            lines.extend(corrections::standing(entry.event, Voice::DISCORD));
        }
        Block {
            heading: Some(heading(&entry.section)),
            lines,
        }
    });
    paged(outside(&head, LINE), blocks.collect(), footer)
}

/// The events of a topic, the oldest first.
#[must_use]
pub fn timeline(
    topic: &str,
    found: &[Dossier],
    coverage: Coverage,
    now: &Moment,
    asked: Asked,
) -> Pages {
    let footer = covered(coverage, asked);
    if found.is_empty() {
        return Pages::nothing(&events::no_timeline(topic), footer);
    }
    let count = words::count(found.len() as u64, "event");
    let blocks = found.iter().map(|event| {
        let when = event.view.when.as_ref();
        let mut pieces = vec![when.map_or_else(|| "no date".to_owned(), events::date)];
        pieces.extend(facts(event, now).into_iter().skip(1));
        let mut lines = vec![titled(event, &pieces)];
        lines.extend(evidence(event));
        lines.extend(corrections::beside(event, Voice::DISCORD));
        for turn in moves(event) {
            lines.push(format!("*{}*", outside(&told_turn(turn), LINE)));
            lines.extend(corrections::of_turn(event, turn, Voice::DISCORD));
        }
        Block {
            heading: None,
            lines,
        }
    });
    let head = format!("{}: {count}", outside(topic, LINE));
    paged(head, blocks.collect(), footer)
}

/// What changed, by what became of it.
#[must_use]
pub fn changes(
    changes: &[Changed],
    (since, topic): (&str, Option<&str>),
    coverage: Coverage,
    now: &Moment,
    asked: Asked,
) -> Pages {
    let footer = covered(coverage, asked);
    if changes.is_empty() {
        return Pages::nothing(&events::nothing_changed(since, topic), footer);
    }
    let count = words::count(changes.len() as u64, "change");
    let groups = groups(changes).into_iter();
    let blocks = groups.flat_map(|(heading, members)| {
        members.into_iter().map(move |change| {
            let mut pieces = vec![events::turned(&change.turn)];
            pieces.extend(facts(&change.event, now).into_iter().skip(1));
            let mut lines = vec![titled(&change.event, &pieces)];
            lines.extend(
                change
                    .event
                    .cause(&change.turn)
                    .map(quote)
                    .unwrap_or_default(),
            );
            let deed = corrections::of_turn(&change.event, &change.turn, Voice::DISCORD);
            lines.extend(deed);
            Block {
                heading: Some(heading.to_owned()),
                lines,
            }
        })
    });
    let head = outside(&format!("{count} since {since}"), LINE);
    paged(head, blocks.collect(), footer)
}

/// The stories that hold some words, the best first, each with its sentence.
#[must_use]
pub fn search(sought: &Sought, found: &[Citation], coverage: Coverage, asked: Asked) -> Pages {
    let footer = covered(coverage, asked);
    let limits = told::sought(sought);
    if found.is_empty() {
        return Pages::nothing(&format!("No stored article holds {limits}."), footer);
    }
    let count = words::count(found.len() as u64, "article");
    let blocks = found.iter().map(|cited| {
        let title = outside(&cited.title, LINE);
        let title = if title.is_empty() {
            "(no headline)".to_owned()
        } else {
            title
        };
        let mut lines = vec![format!("**{title}**")];
        lines.extend(cite(cited));
        Block {
            heading: None,
            lines,
        }
    });
    let head = outside(&format!("{count} with {limits}"), LINE);
    paged(head, blocks.collect(), footer)
}

/// Whether nothing is stored that a list could hold: then one is told how to begin.
#[must_use]
pub fn begin(coverage: Coverage, asked: Asked) -> Option<Card> {
    (coverage.articles == 0).then(|| start::empty_archive(asked))
}

/// `**harbour fair** · scheduled · Bergen`
pub(super) fn titled(event: &Dossier, pieces: &[String]) -> String {
    let title = format!("**{}**", outside(&event.view.title, LINE));
    let pieces = pieces.iter().map(|piece| outside(piece, LINE));
    std::iter::once(title)
        .chain(pieces)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A clock time as the reader's own zone has it.
pub(super) fn for_reader(when: &When) -> Option<String> {
    let unix = instant(when)?.timestamp();
    Some(format!("For you: <t:{unix}:F>"))
}

pub(super) fn evidence(event: &Dossier) -> Vec<String> {
    let (dated, stands) = (event.dating(), event.standing());
    let other = stands.filter(|stands| Some(*stands) != dated);
    dated.into_iter().chain(other).flat_map(quote).collect()
}

pub(super) fn quote(told: &Told) -> Vec<String> {
    cite(&told.cited)
}

fn cite(cited: &Citation) -> Vec<String> {
    let mut source = outside(&told::origin(cited).join(" · "), LINE);
    let url = cited.url.as_deref();
    if let Some(link) = url.and_then(|url| link(url, cited.quote.text())) {
        source.push_str(&format!(" · [open at the quote](<{link}>)"));
    }
    let mut lines = vec![
        format!("> {}", outside(&told::quoted(cited.quote.text()), QUOTE)),
        source,
    ];
    let saved = told::unverified(cited);
    lines.extend(saved.map(|saved| told::saved(saved, &format!("<@{}>", saved.by))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{date, dossier, moved, on};

    struct Numbered;

    impl Turning for Numbered {
        fn to(&self, page: usize) -> Option<String> {
            Some(format!("to:{page}"))
        }
    }

    fn now() -> Moment {
        Moment::parse("2026-11-24").expect("a day")
    }

    #[test]
    fn a_long_list_goes_over_pages_with_buttons_and_says_its_day_again() {
        let day = date(2026, 12, 4);
        let events = (0..20).map(|n| dossier(&format!("*vote* {n} @here"), Some(on(2026, 12, 4))));
        let list = Agenda {
            events: events.collect(),
            next: None,
            coverage: Coverage::default(),
        };
        let span = Interval::days(day, day).expect("in order");
        let pages = agenda(&list, &span, &Wanted::default(), &now(), Asked::Server);
        let ids = |page| {
            let card = pages.card(page, false, &Numbered);
            let buttons = card.buttons.iter();
            buttons
                .map(|button| (button.label.to_string(), button.id.to_string()))
                .collect::<Vec<_>>()
        };
        let button = |label: &str, id: &str| (label.to_owned(), id.to_owned());
        assert_eq!(ids(0), [button("Next", "to:1")]);
        assert_eq!(ids(1), [button("Back", "to:0"), button("Next", "to:2")]);
        assert_eq!(ids(2), [button("Back", "to:1")]);
        assert_eq!(ids(9), ids(2), "a page that is gone is the last");
        let second = pages.card(1, true, &Numbered);
        assert!(
            second.body.starts_with(&format!(
                "{CHANGED}\n20 events on 4 Dec\n**Fri 4 Dec 2026**\n**\\*vote\\* 8 \\@here** · scheduled\n> “They say so.”"
            )),
            "{}",
            second.body
        );
        assert!(
            second
                .footer
                .is_some_and(|footer| footer.starts_with("Page 2 of 3 · From no"))
        );
    }

    #[test]
    fn a_timeline_and_changes_show_the_move_and_its_sentence() {
        let (event, coverage) = (
            moved(),
            Coverage {
                articles: 2,
                mentioning: 0,
            },
        );
        let told = timeline(
            "fair",
            std::slice::from_ref(&event),
            coverage,
            &now(),
            Asked::Person,
        );
        let body = told.card(0, false, &Numbered).body;
        assert!(
            body.starts_with("fair: 1 event\n**harbour fair** · Fri 11 Dec 2026 · scheduled · Bergen\n> “The harbour fair moves"),
            "{body}"
        );
        assert!(
            body.ends_with("*Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026*"),
            "{body}"
        );
        let turn = event.turns.last().cloned().expect("a turn");
        let list = [Changed { turn, event }];
        let told = changes(&list, ("yesterday", None), coverage, &now(), Asked::Person);
        let body = told.card(0, false, &Numbered).body;
        assert!(
            body.starts_with("1 change since yesterday\n**Moved**\n**harbour fair** · Fri 4 Dec 2026 → Fri 11 Dec 2026"),
            "{body}"
        );
        let none = changes(
            &[],
            ("yesterday", Some("x")),
            coverage,
            &now(),
            Asked::Person,
        );
        assert_eq!(
            none.card(3, false, &Numbered).body,
            "Nothing changed since yesterday about “x”."
        );
    }
}
