//! `/agenda`: the events of a stretch of time, day by day, page by page.

use super::save::text;
use crate::{
    discord::{
        bot::Bot,
        command::{Command, Deed, Found, Outcome, option},
        customs::Customs,
        fault::Fault,
        pages::{Asking, Press},
        place::Place,
        reply::Seen,
    },
    stretch::{self, Range},
};
use chrono::{NaiveDate, Weekday};
use dateline_core::{Coverage, Interval, Status, Wanted};
use dateline_render::{
    discord::{
        Notice, commands,
        lists::{self, Pages},
    },
    picture::{self, Picture},
};
use serenity::all::{
    CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
    ResolvedOption,
};

/// The most letters of topic and place: all that was asked stands in the ids of buttons.
const TOPIC: u16 = 32;
const PLACE: u16 = 20;

/// How a day stands in an id.
const DAY: &str = "%Y%m%d";

pub(super) const COMMAND: Command = Command {
    described: commands::AGENDA,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: Some(|bot, given| Box::pin(turn(bot, given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    let text = |described: commands::Described| option(CommandOptionType::String, described);
    let ranges = Range::ALL.into_iter();
    let range = ranges.fold(text(commands::RANGE), |option, (word, _)| {
        option.add_string_choice(word.replace('-', " "), word)
    });
    let statuses = Status::ALL.into_iter();
    let status = statuses.fold(text(commands::STATUS), |option, status| {
        option.add_string_choice(status.word(), status.word())
    });
    vec![
        range,
        text(commands::FROM).max_length(40),
        text(commands::TO).max_length(40),
        text(commands::TOPIC).max_length(TOPIC),
        text(commands::PLACE).max_length(PLACE),
        status,
    ]
}

/// What was asked for.
struct Wish {
    days: Interval,
    wanted: Wanted,
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let customs = bot.customs(&place).await?;
    let wish = Wish::read(&customs, &given.data.options())?;
    let shown = looked_up(bot, &place, &wish, customs.week_start()).await?;
    if let Some(card) = lists::begin(shown.coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    let written = wish.written();
    let asking = wish.asking(&place, &written);
    Ok(asking.begin_with(&shown.pages, shown.picture))
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let wish = Wish::reread(&press.given).ok_or(Notice::StaleList)?;
    let week_start = bot.customs(&place).await?.week_start();
    let shown = looked_up(bot, &place, &wish, week_start).await?;
    let asking = wish.asking(&place, &press.given);
    Ok(asking.turn_with(&press, &shown.pages, shown.picture))
}

/// A list with its picture, and how much was looked through.
pub(super) struct Shown {
    pub(super) coverage: Coverage,
    pub(super) pages: Pages,
    pub(super) picture: Option<Picture>,
}

async fn looked_up(
    bot: &Bot,
    place: &Place,
    wish: &Wish,
    week_start: Weekday,
) -> Result<Shown, Fault> {
    let (archive, asked) = (place.archive.clone(), place.asked);
    let (days, wanted) = (wish.days, wish.wanted.clone());
    bot.at_desk(place, move |desk, now| {
        let agenda = desk.agenda(&archive, &days, &wanted, now)?;
        Ok(Shown {
            coverage: agenda.coverage,
            pages: lists::agenda(&agenda, &days, &wanted, now, asked),
            picture: picture::agenda(&agenda, &days, &wanted, now, week_start),
        })
    })
    .await
}

impl Wish {
    fn read(customs: &Customs, options: &[ResolvedOption<'_>]) -> Result<Self, Notice> {
        let said =
            |described| Some(text(options, described).trim()).filter(|text| !text.is_empty());
        let now = customs.now();
        let day = |described: commands::Described| -> Result<Option<NaiveDate>, Notice> {
            let read = said(described).map(|given| customs.typed(given));
            let read = read
                .transpose()
                .map_err(|why| why.of_option(described.name))?;
            Ok(read.map(|moment| moment.day()))
        };
        let (from, to) = (day(commands::FROM)?, day(commands::TO)?);
        let range = said(commands::RANGE);
        let is_custom = from.is_some() || to.is_some();
        if range.is_some() && is_custom {
            return Err(Notice::RangeAndDays);
        }
        let days = if is_custom {
            stretch::between(from, to, &now)
        } else {
            Range::of(range.unwrap_or("week")).at(&now, customs.week_start())
        };
        let status = said(commands::STATUS);
        Ok(Self {
            days: days.map_err(|why| Notice::refused_option(commands::TO.name, &why))?,
            wanted: Wanted {
                topic: words_of(said(commands::TOPIC), commands::TOPIC)?,
                place: words_of(said(commands::PLACE), commands::PLACE)?,
                status: status.and_then(status_of),
            },
        })
    }

    /// What was asked, as it stands in the ids of buttons: days, status, topic and place.
    fn written(&self) -> String {
        let status = self
            .wanted
            .status
            .and_then(|status| status.word().chars().next());
        let part = |words: &Option<String>| words.clone().unwrap_or_default().replace('|', " ");
        format!(
            "{}{}{}{}|{}",
            self.days.first_day().format(DAY),
            self.days.last_day().format(DAY),
            status.unwrap_or('-'),
            part(&self.wanted.topic),
            part(&self.wanted.place)
        )
    }

    fn reread(written: &str) -> Option<Self> {
        let (from, rest) = written.split_at_checked(8)?;
        let (to, rest) = rest.split_at_checked(8)?;
        let (status, rest) = rest.split_at_checked(1)?;
        let (topic, place) = rest.split_once('|')?;
        let day = |text: &str| NaiveDate::parse_from_str(text, DAY).ok();
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let mut statuses = Status::ALL.into_iter();
        Some(Self {
            days: Interval::days(day(from)?, day(to)?).ok()?,
            wanted: Wanted {
                topic: some(topic),
                place: some(place),
                status: statuses.find(|known| known.word().starts_with(status)),
            },
        })
    }

    fn asking<'a>(&self, place: &'a Place, given: &'a str) -> Asking<'a> {
        Asking {
            command: commands::AGENDA.name,
            place,
            given,
        }
    }
}

fn status_of(word: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status.word() == word)
}

/// Words that hold a letter or a number.
pub(super) fn words_of(
    said: Option<&str>,
    option: commands::Described,
) -> Result<Option<String>, Notice> {
    match said {
        Some(words) if !words.contains(char::is_alphanumeric) => Err(Notice::NoWords {
            option: option.name,
        }),
        said => Ok(said.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_reads_back_from_an_id() {
        let days = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let wish = Wish {
            days: Interval::days(days("2026-12-01"), days("2026-12-31")).expect("in order"),
            wanted: Wanted {
                topic: Some("night: ferry".into()),
                place: Some("Oslo".into()),
                status: Some(Status::Cancelled),
            },
        };
        let again = Wish::reread(&wish.written()).expect("it reads back");
        assert_eq!((again.days, again.wanted), (wish.days, wish.wanted));
        for odd in [
            "",
            "20261201",
            "2026120120261131-|",
            "2026120120261101-|",
            "x",
            "éééééééééééé",
        ] {
            assert!(Wish::reread(odd).is_none(), "{odd}");
        }
    }
}
