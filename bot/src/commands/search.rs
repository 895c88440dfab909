//! `dateline search`: stored stories by their words.

use crate::{answers, archive::Archive, console::Console, ending::Ending, settings::Settings};
use chrono::NaiveDate;
use clap::Args;
use dateline_core::{Error, Interval, Moment, Sought, lines::SourceOut};
use dateline_render::{Trouble, help, plain};

/// Days without an end on one side reach as far as these years.
const YEARS: (i32, i32) = (1000, 2999);

/// What `search` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(required = true, value_name = "WORDS", help = help::option::SEARCH_WORDS)]
    words: Vec<String>,
    #[arg(long, value_name = "DAY", help = help::option::SEARCH_FROM)]
    from: Option<String>,
    #[arg(long, value_name = "DAY", help = help::option::SEARCH_TO)]
    to: Option<String>,
    #[arg(long, value_name = "NAME", help = help::option::SEARCH_SOURCE)]
    source: Option<String>,
    #[arg(long, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let now = settings.asked(given.at.as_ref())?;
    let words = given.words.join(" ");
    answers::fits(&words)?;
    let sought = Sought {
        words,
        days: days(given, settings)?,
        source: given.source.clone(),
    };
    let (found, coverage) = Archive::open(settings)?.search(&sought, &now)?;
    if found.is_empty() {
        console.end_with(Ending::NothingFound);
    }
    if console.writes_json() {
        if found.is_empty() {
            console.remark(&plain::found(&sought, &found, coverage));
        }
        for cited in &found {
            console.json(&SourceOut::from(cited))?;
        }
        return Ok(());
    }
    Ok(console.say(&plain::found(&sought, &found, coverage))?)
}

/// The days of publication; none where neither end is given.
fn days(given: &Arguments, settings: &Settings) -> Result<Option<Interval>, Trouble> {
    let from = settings.moment_if_given("--from", given.from.as_ref())?;
    let to = settings.moment_if_given("--to", given.to.as_ref())?;
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    between(from, to).map(Some).map_err(|why| Trouble::Option {
        option: "--to",
        why,
    })
}

fn between(from: Option<Moment>, to: Option<Moment>) -> Result<Interval, Error> {
    let first = from
        .map(|day| day.day())
        .or_else(|| NaiveDate::from_ymd_opt(YEARS.0, 1, 1));
    let last = to
        .map(|day| day.day())
        .or_else(|| NaiveDate::from_ymd_opt(YEARS.1, 12, 31));
    let (first, last) = first.zip(last).ok_or(Error::OutsideCalendar)?;
    Interval::days(first, last)
}
