//! `/search`: stored stories by their words, page by page, each with the sentence that holds them.

use super::{agenda::words_of, save::text};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, option},
    customs::Customs,
    fault::Fault,
    pages::{Asking, Press},
    place::Place,
    reply::Seen,
};
use chrono::NaiveDate;
use dateline_core::{Citation, Coverage, Interval, Sought};
use dateline_render::discord::{Notice, commands, lists};
use serenity::all::{
    CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
    ResolvedOption,
};

/// The most letters of words and source: all that was asked stands in the ids of buttons.
const WORDS: u16 = 36;
const SOURCE: u16 = 15;

/// How a day stands in an id.
const DAY: &str = "%Y%m%d";

/// Days without an end on one side reach as far as these.
const FIRST: (i32, u32, u32) = (1000, 1, 1);
const LAST: (i32, u32, u32) = (2999, 12, 31);

pub(super) const COMMAND: Command = Command {
    described: commands::SEARCH,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: Some(|bot, given| Box::pin(turn(bot, given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    let text = |described: commands::Described| option(CommandOptionType::String, described);
    vec![
        text(commands::SEARCH_TEXT).required(true).max_length(WORDS),
        text(commands::SEARCH_FROM).max_length(40),
        text(commands::SEARCH_TO).max_length(40),
        text(commands::SEARCH_SOURCE).max_length(SOURCE),
    ]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let sought = read(&bot.customs(&place).await?, &given.data.options())?;
    let (found, coverage) = looked_up(bot, &place, &sought).await?;
    if let Some(card) = lists::begin(coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    let pages = lists::search(&sought, &found, coverage, place.asked);
    Ok(asking(&place, &written(&sought)).begin(&pages))
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let sought = reread(&press.given).ok_or(Notice::StaleList)?;
    let (found, coverage) = looked_up(bot, &place, &sought).await?;
    let pages = lists::search(&sought, &found, coverage, place.asked);
    Ok(asking(&place, &press.given).turn(&press, &pages))
}

async fn looked_up(
    bot: &Bot,
    place: &Place,
    sought: &Sought,
) -> Result<(Vec<Citation>, Coverage), Fault> {
    let (archive, sought) = (place.archive.clone(), sought.clone());
    let looked_up = bot.at_desk(place, move |desk, now| {
        let found = desk.search(&archive, &sought, now)?;
        Ok((found, desk.coverage(&archive, now)?))
    });
    looked_up.await
}

fn read(customs: &Customs, options: &[ResolvedOption<'_>]) -> Result<Sought, Notice> {
    let said = |described| Some(text(options, described).trim()).filter(|text| !text.is_empty());
    let day = |described: commands::Described| -> Result<Option<NaiveDate>, Notice> {
        let read = said(described).map(|given| customs.typed(given));
        let read = read
            .transpose()
            .map_err(|why| why.of_option(described.name))?;
        Ok(read.map(|moment| moment.day()))
    };
    let (from, to) = (day(commands::SEARCH_FROM)?, day(commands::SEARCH_TO)?);
    let days = (from.is_some() || to.is_some()).then(|| between(from, to));
    let days = days
        .transpose()
        .map_err(|why| Notice::refused_option(commands::SEARCH_TO.name, &why))?;
    let words = text(options, commands::SEARCH_TEXT).trim();
    Ok(Sought {
        words: words_of(Some(words), commands::SEARCH_TEXT)?.unwrap_or_default(),
        days,
        source: words_of(said(commands::SEARCH_SOURCE), commands::SEARCH_SOURCE)?,
    })
}

fn between(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Interval, dateline_core::Error> {
    let edge = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let (first, last) = (from.or(edge(FIRST)), to.or(edge(LAST)));
    let outside = dateline_core::Error::OutsideCalendar;
    let (first, last) = first.zip(last).ok_or(outside)?;
    Interval::days(first, last)
}

/// What is looked for, as it stands in the ids of buttons: days, words and source.
fn written(sought: &Sought) -> String {
    let days = sought.days.map(|days| {
        let (first, last) = (days.first_day(), days.last_day());
        format!("{}{}", first.format(DAY), last.format(DAY))
    });
    let part = |words: &str| words.replace('|', " ");
    format!(
        "{}|{}|{}",
        days.unwrap_or_default(),
        part(&sought.words),
        part(sought.source.as_deref().unwrap_or_default())
    )
}

fn reread(written: &str) -> Option<Sought> {
    let mut parts = written.splitn(3, '|');
    let (days, words, source) = (parts.next()?, parts.next()?, parts.next()?);
    let day = |text: &str| NaiveDate::parse_from_str(text, DAY).ok();
    let days = match days.split_at_checked(8) {
        None if days.is_empty() => None,
        None => return None,
        Some((first, last)) => Some(Interval::days(day(first)?, day(last)?).ok()?),
    };
    Some(Sought {
        words: Some(words.to_owned()).filter(|words| words.contains(char::is_alphanumeric))?,
        days,
        source: Some(source.to_owned()).filter(|source| !source.is_empty()),
    })
}

fn asking<'a>(place: &'a Place, given: &'a str) -> Asking<'a> {
    Asking {
        command: commands::SEARCH.name,
        place,
        given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_reads_back_from_an_id() {
        let days = |first: &str, last: &str| {
            let day = |text: &str| text.parse().expect("a day");
            Interval::days(day(first), day(last)).expect("in order")
        };
        for sought in [
            Sought {
                words: "night: ferry".into(),
                days: None,
                source: None,
            },
            Sought {
                words: "ferry".into(),
                days: Some(days("2026-11-20", "2026-11-23")),
                source: Some("Post".into()),
            },
        ] {
            assert_eq!(reread(&written(&sought)), Some(sought));
        }
        for odd in ["", "|", "||", "2026|x|", "é|x|y", "2026112020261119|x|"] {
            assert_eq!(reread(odd), None, "{odd}");
        }
    }
}
