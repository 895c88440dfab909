//! The verbs that correct events at the shell: who did it is "the shell".

use super::{one_meant, out};
use crate::{
    archive::Archive,
    console::Console,
    ending::Ending,
    given::{self, OddDate},
    settings::Settings,
    stretch,
};
use clap::Args;
use dateline_core::{
    Amend, ByHand, CorrectionId, Corrector, Done, Dossier, Error, EventId, Moment, NotAmended,
    Status, When, lines::CorrectionOut,
};
use dateline_render::{Trouble, corrections, help, plain, refusal};

/// What is corrected of an event.
#[derive(Debug, Args)]
pub(super) struct Fix {
    #[arg(required = true, value_name = "EVENT", help = help::option::EVENT)]
    pub(super) event: Vec<String>,
    #[arg(long, value_name = "DATE", help = help::option::EVENT_DATE)]
    date: Option<String>,
    #[arg(long, value_name = "TIME", help = help::option::EVENT_CLOCK)]
    time: Option<String>,
    #[arg(long, value_parser = super::status, value_name = "STATUS", help = help::option::EVENT_STATUS)]
    status: Option<Status>,
    #[arg(long, value_parser = stretch::words, value_name = "PLACE", help = help::option::EVENT_PLACE)]
    place: Option<String>,
    #[arg(long, value_parser = stretch::words, value_name = "TITLE", help = help::option::EVENT_TITLE)]
    title: Option<String>,
    #[arg(long, value_name = "TIME", help = help::option::DONE_AT)]
    pub(super) at: Option<String>,
}

/// Two events that are one.
#[derive(Debug, Args)]
pub(super) struct Merge {
    #[arg(value_name = "EVENT", help = help::option::EVENT)]
    event: String,
    #[arg(value_name = "OTHER", help = help::option::OTHER_EVENT)]
    other: String,
    #[arg(long, value_name = "TIME", help = help::option::DONE_AT)]
    pub(super) at: Option<String>,
}

/// An event that is two.
#[derive(Debug, Args)]
pub(super) struct Split {
    #[arg(required = true, value_name = "EVENT", help = help::option::EVENT)]
    event: Vec<String>,
    #[arg(long = "report", required = true, value_name = "NUMBER", help = help::option::REPORTS)]
    reports: Vec<usize>,
    #[arg(long, value_name = "TIME", help = help::option::DONE_AT)]
    pub(super) at: Option<String>,
}

/// An event that no story tells of.
#[derive(Debug, Args)]
pub(super) struct Add {
    #[arg(required = true, value_name = "TITLE", help = help::option::NEW_TITLE)]
    title: Vec<String>,
    #[arg(long, value_name = "DATE", help = help::option::EVENT_DATE)]
    date: String,
    #[arg(long, value_name = "TIME", help = help::option::EVENT_CLOCK)]
    time: Option<String>,
    #[arg(long, value_parser = stretch::words, value_name = "PLACE", help = help::option::EVENT_PLACE)]
    place: Option<String>,
    #[arg(long, value_name = "TIME", help = help::option::DONE_AT)]
    pub(super) at: Option<String>,
}

/// A correction that is taken back.
#[derive(Debug, Args)]
pub(super) struct Undo {
    #[arg(value_parser = correction_id, value_name = "CORRECTION", help = help::option::CORRECTION)]
    id: CorrectionId,
    #[arg(long, value_name = "TIME", help = help::option::DONE_AT)]
    pub(super) at: Option<String>,
}

fn correction_id(text: &str) -> Result<CorrectionId, String> {
    text.parse().map_err(|why: Error| refusal(&why))
}

/// A desk for one correction: where, when, and to whom it is told.
pub(super) struct Desk<'a> {
    archive: Archive,
    done: Done,
    console: &'a mut Console,
}

impl<'a> Desk<'a> {
    pub(super) fn open(
        settings: &Settings,
        now: &Moment,
        console: &'a mut Console,
    ) -> Result<Self, Trouble> {
        let archive = Archive::open(settings)?;
        let done = Done {
            by: Corrector::Shell,
            at: *now,
        };
        Ok(Self {
            archive,
            done,
            console,
        })
    }

    pub(super) fn fix(&mut self, fix: &Fix) -> Result<(), Trouble> {
        let amends = amends(fix, &self.done.at)?;
        let event = self.meant(&fix.event.join(" "))?;
        let mut shown = None;
        for amend in &amends {
            shown = self.amend(&event, amend)?.or(shown);
        }
        self.tell(shown)
    }

    pub(super) fn merge(&mut self, merge: &Merge) -> Result<(), Trouble> {
        let (into, other) = (self.meant(&merge.event)?, self.meant(&merge.other)?);
        let shown = self.amend(&into, &Amend::Merge(other))?;
        self.tell(shown)
    }

    pub(super) fn split(&mut self, split: &Split) -> Result<(), Trouble> {
        self.one(&split.event, &Amend::Split(split.reports.clone()))
    }

    /// Corrects one event in one way.
    pub(super) fn one(&mut self, words: &[String], amend: &Amend) -> Result<(), Trouble> {
        let event = self.meant(&words.join(" "))?;
        let shown = self.amend(&event, amend)?;
        self.tell(shown)
    }

    pub(super) fn add(&mut self, add: &Add) -> Result<(), Trouble> {
        let title = stretch::words(&add.title.join(" "));
        let day = date("--date", &add.date, &self.done.at)?;
        let given = ByHand {
            title: title.map_err(|why| Trouble::Told {
                sentence: format!("TITLE: {why}."),
            })?,
            when: match add.time.as_deref() {
                None => day,
                Some(time) => at_clock(&day, time)?,
            },
            place: add.place.clone(),
        };
        let added = self.archive.add_event(&given, &self.done)?;
        self.tell(added)
    }

    pub(super) fn undo(&mut self, undo: &Undo) -> Result<(), Trouble> {
        let undone = match self.archive.undo(undo.id, &self.done)? {
            Ok(undone) => undone,
            Err(why) => return self.not_amended(why).map(drop),
        };
        if self.console.writes_json() {
            return self.console.json(&CorrectionOut::new(&undone.correction));
        }
        let id = undone.event.as_ref().map(|event| &event.id);
        self.console
            .say(&plain::correction_line(&undone.correction, id))
    }

    /// Every correction, a line each.
    pub(super) fn list(&mut self) -> Result<(), Trouble> {
        let kept = self.archive.corrections(&self.done.at)?;
        if kept.is_empty() {
            self.console.remark(corrections::NONE);
            self.console.end_with(Ending::NothingFound);
        }
        for one in kept {
            if self.console.writes_json() {
                self.console.json(&CorrectionOut::new(&one.correction))?;
            } else {
                self.console
                    .say(&plain::correction_line(&one.correction, one.event.as_ref()))?;
            }
        }
        Ok(())
    }

    fn meant(&self, words: &str) -> Result<EventId, Trouble> {
        one_meant(&self.archive, words, &self.done.at).map(|event| event.id)
    }

    fn amend(&mut self, event: &EventId, amend: &Amend) -> Result<Option<Dossier>, Trouble> {
        match self.archive.amend(event, amend, &self.done)? {
            Ok(event) => Ok(Some(event)),
            Err(why) => self.not_amended(why),
        }
    }

    /// What is so already is told, and is no fault.
    fn not_amended(&mut self, why: NotAmended) -> Result<Option<Dossier>, Trouble> {
        match why {
            NotAmended::SameAlready | NotAmended::NotHidden | NotAmended::UndoneAlready(_) => {
                self.console.remark(&corrections::refused(&why));
                Ok(None)
            }
            other => Err(Trouble::NotAmended(other)),
        }
    }

    /// The event as it stands now.
    fn tell(&mut self, event: Option<Dossier>) -> Result<(), Trouble> {
        let Some(event) = event else { return Ok(()) };
        if self.console.writes_json() {
            self.console.json(&out(&event).with_reports(&event))
        } else {
            self.console.say(&plain::event_page(&event, &self.done.at))
        }
    }
}

fn amends(fix: &Fix, now: &Moment) -> Result<Vec<Amend>, Trouble> {
    let mut amends = Vec::new();
    if let Some(given) = &fix.date {
        amends.push(Amend::Date(date("--date", given, now)?));
    }
    if let Some(given) = &fix.time {
        let (time, zone) = clock(given)?;
        amends.push(Amend::Clock(time, zone));
    }
    amends.extend(fix.status.map(Amend::Status));
    amends.extend(fix.place.clone().map(Amend::Place));
    amends.extend(fix.title.clone().map(Amend::Title));
    if amends.is_empty() {
        return Err(Trouble::NothingToCorrect);
    }
    Ok(amends)
}

fn date(option: &'static str, given: &str, now: &Moment) -> Result<When, Trouble> {
    given::date(given, now).map_err(|odd| Trouble::NotAnEventDate {
        option,
        given: given.to_owned(),
        is_two: odd == OddDate::Two,
    })
}

fn clock(given: &str) -> Result<(chrono::NaiveTime, Option<String>), Trouble> {
    given::clock_in(given).ok_or_else(|| Trouble::NotAClock {
        option: "--time",
        given: given.to_owned(),
    })
}

fn at_clock(day: &When, given: &str) -> Result<When, Trouble> {
    let (time, zone) = clock(given)?;
    let whole = day.at_clock(time, zone.as_deref());
    whole.ok_or(Trouble::NotAmended(NotAmended::NoDay))
}
