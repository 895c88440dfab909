//! `dateline agenda`: the events of a stretch of time, day by day.

use crate::{
    archive::Archive,
    console::Console,
    ending::Ending,
    settings::Settings,
    stretch::{self, Range},
};
use chrono::Weekday;
use clap::Args;
use dateline_core::{Interval, Moment, Status, Wanted, lines::DossierOut};
use dateline_render::{Trouble, arithmetic, events, help, picture, plain};
use std::path::PathBuf;

/// What `agenda` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, value_enum, conflicts_with_all = ["from", "to"], value_name = "RANGE", help = help::option::RANGE)]
    range: Option<Range>,
    #[arg(long, value_name = "DAY", help = help::option::FROM)]
    from: Option<String>,
    #[arg(long, value_name = "DAY", help = help::option::TO)]
    to: Option<String>,
    #[arg(long, value_parser = stretch::words, value_name = "WORDS", help = help::option::TOPIC)]
    topic: Option<String>,
    #[arg(long, value_parser = stretch::words, value_name = "PLACE", help = help::option::PLACE)]
    place: Option<String>,
    #[arg(long, value_parser = super::event::status, value_name = "STATUS", help = help::option::STATUS)]
    status: Option<Status>,
    #[arg(long, help = help::option::ICS)]
    ics: bool,
    #[arg(long, value_name = "FILE", help = help::option::SHEET)]
    picture: Option<PathBuf>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let now = settings.asked(given.at.as_ref())?;
    let days = days(given, settings, &now)?;
    let wanted = Wanted {
        topic: given.topic.clone(),
        place: given.place.clone(),
        status: given.status,
    };
    let agenda = Archive::open(settings)?.agenda(&days, &wanted, &now)?;
    if agenda.events.is_empty() {
        console.end_with(Ending::NothingFound);
    }
    if let Some(path) = &given.picture {
        let drawn = picture::agenda(&agenda, &days, &wanted, &now, Weekday::Mon);
        super::draw(drawn, path, agenda.events.len(), console)?;
    }
    if given.ics {
        let name = events::agenda_name(&days, &wanted, &now);
        return Ok(super::export::write(&name, &agenda.events, &now, console)?);
    }
    if console.writes_json() && agenda.events.is_empty() {
        console.remark(&plain::agenda(&agenda, &days, &wanted, &now));
    }
    if !console.writes_json() {
        if agenda.coverage.articles == 0 {
            console.remark(plain::nothing_stored());
        }
        return Ok(console.say(&plain::agenda(&agenda, &days, &wanted, &now))?);
    }
    for event in &agenda.events {
        let counted = event.arithmetic();
        console.json(&DossierOut::new(event, counted.as_ref().map(arithmetic)))?;
    }
    Ok(())
}

/// The days that are asked for: the week of now where nothing is said.
fn days(given: &Arguments, settings: &Settings, now: &Moment) -> Result<Interval, Trouble> {
    let day = |option, text: &Option<String>| {
        let moment = settings.moment_if_given(option, text.as_ref())?;
        Ok::<_, Trouble>(moment.map(|moment| moment.day()))
    };
    let (from, to) = (day("--from", &given.from)?, day("--to", &given.to)?);
    let (option, days) = match (from, to) {
        (None, None) => (
            "--range",
            given.range.unwrap_or(Range::Week).at(now, Weekday::Mon),
        ),
        (from, None) => ("--from", stretch::between(from, None, now)),
        (from, to) => ("--to", stretch::between(from, to, now)),
    };
    days.map_err(|why| Trouble::Option { option, why })
}
