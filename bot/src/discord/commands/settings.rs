//! `/settings`: how the bot works in a place, for those who manage it. Each verb sets one thing; without its option it sets it
//! back to how it is where nobody says anything.

mod options;

pub(super) use options::zone_option;

use super::save::text;
use crate::{
    discord::{
        bot::Bot,
        command::{Command, Deed, Found, Outcome, Suggesting, typed},
        fault::Fault,
        place::Place,
        reply::Seen,
        rights,
    },
    given,
    zone::{Zone, zones_like},
};
use chrono_tz::Tz;
use dateline_core::{DateOrder, Moment, Preferences, Quiet, Visibility, WeekStart};
use dateline_render::discord::{
    Asked, EventNotice, Notice, commands,
    settings::{self, Setting},
};
use options::{LEAST_DAYS, MOST_DAYS};
use serenity::all::{CommandInteraction, ResolvedOption, ResolvedValue};

/// The most channels that are named.
const CHANNELS: usize = 50;

/// So many zones are offered.
const OFFERED: usize = 25;

pub(super) const COMMAND: Command = Command {
    described: commands::SETTINGS,
    found: Found::TypedByManagers,
    options: options::options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(zones(bot, given)) as Suggesting<'_>),
    form: None,
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    rights::to_set(&place, given.member.as_deref())?;
    let options = given.data.options();
    let (verb, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("settings without a verb")),
    };
    if verb == commands::SETTINGS_SHOW.name {
        let told = bot.customs(&place).await?.told();
        return Ok(Outcome::Card(
            settings::shown(&told, place.asked),
            Seen::ByAsker,
        ));
    }
    let (setting, change) = wanted(bot, &place, (verb, inner)).await?;
    let archive = place.archive.clone();
    let changed = bot.at_desk(&place, move |desk, _| desk.prefer(&archive, change));
    changed.await?;
    let told = bot.customs(&place).await?.told();
    Ok(Outcome::Card(
        settings::changed(&told, setting),
        Seen::ByAsker,
    ))
}

/// A change of what is set.
type Change = Box<dyn Fn(&mut Preferences) + Send>;

/// What a verb sets, and how.
async fn wanted(
    bot: &Bot,
    place: &Place,
    (verb, options): (&str, &[ResolvedOption<'_>]),
) -> Result<(Setting, Change), Fault> {
    let is = |described: commands::Described| described.name == verb;
    if is(commands::SET_ZONE) {
        let zone = zone_given(text(options, commands::ZONE))?;
        return Ok((
            Setting::Zone,
            Box::new(move |set| set.zone.clone_from(&zone)),
        ));
    }
    if is(commands::SET_ORDER) {
        let order = chosen(&DateOrder::ALL, text(options, commands::ORDER));
        return Ok((
            Setting::DateOrder,
            Box::new(move |set| set.date_order = order),
        ));
    }
    if is(commands::SET_WEEK) {
        let start = chosen(&WeekStart::ALL, text(options, commands::WEEK_DAY));
        return Ok((
            Setting::WeekStart,
            Box::new(move |set| set.week_start = start),
        ));
    }
    if is(commands::SET_ANSWERS) {
        let seen = chosen(&Visibility::ALL, text(options, commands::SEEN_BY));
        return Ok((Setting::Answers, Box::new(move |set| set.answers = seen)));
    }
    if is(commands::SET_RETENTION) {
        let days = options.iter().find_map(|option| match option.value {
            ResolvedValue::Integer(days) => u32::try_from(days).ok(),
            _ => None,
        });
        let days = days.filter(|days| (LEAST_DAYS..=MOST_DAYS).contains(&u64::from(*days)));
        return Ok((
            Setting::Retention,
            Box::new(move |set| set.retention = days),
        ));
    }
    if place.asked == Asked::Person {
        return Err(Notice::OnlyInServers.into());
    }
    wanted_of_server(bot, place, (verb, options)).await
}

/// The same of what only servers have.
async fn wanted_of_server(
    bot: &Bot,
    place: &Place,
    (verb, options): (&str, &[ResolvedOption<'_>]),
) -> Result<(Setting, Change), Fault> {
    let is = |described: commands::Described| described.name == verb;
    if is(commands::SET_QUIET) {
        let quiet = quiet(options)?;
        return Ok((Setting::Quiet, Box::new(move |set| set.quiet = quiet)));
    }
    if is(commands::SET_ROLE) {
        let role = options.iter().find_map(|option| match option.value {
            ResolvedValue::Role(role) => Some(role.id.get()),
            _ => None,
        });
        return Ok((Setting::SaveRole, Box::new(move |set| set.save_role = role)));
    }
    let (add, remove) = (
        channel(options, commands::CHANNEL_ADD),
        channel(options, commands::CHANNEL_REMOVE),
    );
    let named = bot.customs(place).await?.set.channels;
    if add.is_some_and(|add| !named.contains(&add)) && named.len() >= CHANNELS {
        return Err(Notice::TooManyChannels { limit: CHANNELS }.into());
    }
    let change = move |set: &mut Preferences| {
        if add.is_none() && remove.is_none() {
            set.channels.clear();
        }
        set.channels.retain(|known| Some(*known) != remove);
        let new = add.filter(|add| !set.channels.contains(add));
        set.channels.extend(new);
    };
    Ok((Setting::Channels, Box::new(change)))
}

/// Quiet hours as they are typed; none where neither end is given.
fn quiet(options: &[ResolvedOption<'_>]) -> Result<Option<Quiet>, Notice> {
    let ends = [commands::QUIET_FROM, commands::QUIET_TO];
    if ends.iter().all(|end| text(options, *end).trim().is_empty()) {
        return Ok(None);
    }
    let read = |end: commands::Described| {
        let typed = text(options, end).trim();
        let read = given::clock_in(typed).filter(|(_, zone)| zone.is_none());
        read.map(|(time, _)| time).ok_or_else(|| {
            Notice::Event(EventNotice::Clock {
                option: end.name,
                given: typed.to_owned(),
            })
        })
    };
    let (from, to) = (read(commands::QUIET_FROM)?, read(commands::QUIET_TO)?);
    Ok((from != to).then_some(Quiet { from, to }))
}

fn channel(options: &[ResolvedOption<'_>], described: commands::Described) -> Option<u64> {
    let found = options.iter().find(|option| option.name == described.name);
    match found.map(|option| &option.value) {
        Some(ResolvedValue::Channel(channel)) => Some(channel.id.get()),
        _ => None,
    }
}

/// What a choice stands for; nothing where none was made.
fn chosen<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value)
}

/// The zone of that name; nothing where nothing is given.
pub(super) fn zone_given(given: &str) -> Result<Option<String>, Notice> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    let written = given.parse::<Tz>().ok();
    // Who sends off what they typed, without choosing from the list, means the only zone that it can be.
    let only = || match zones_like(given).as_slice() {
        [only] => only.parse().ok(),
        _ => None,
    };
    let zone = written.or_else(only);
    let zone = zone.ok_or(Notice::NotAZone {
        given: given.to_owned(),
    })?;
    Ok(Some(zone.name().to_owned()))
}

/// The zones that hold what is typed, each with what its clocks show.
pub(super) async fn zones(
    bot: &Bot,
    given: &CommandInteraction,
) -> Result<Vec<(String, String)>, Fault> {
    let typed = typed(given);
    let found = zones_like(&typed);
    let now = bot.clock().utc();
    let choice = |name: &str| {
        let there = name
            .parse::<Zone>()
            .map(|zone| Moment::Instant(zone.at(now)));
        let shown = there.map(|there| settings::zone_choice(name, &there));
        (shown.unwrap_or_else(|_| name.to_owned()), name.to_owned())
    };
    Ok(found.into_iter().take(OFFERED).map(choice).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_its_name_or_words_that_only_it_holds() {
        let named = |given| zone_given(given).map(Option::unwrap_or_default);
        assert_eq!(named("Asia/Kolkata"), Ok("Asia/Kolkata".into()));
        assert_eq!(named(" kolkata "), Ok("Asia/Kolkata".into()));
        assert_eq!(zone_given(" "), Ok(None));
        for odd in ["a", "Mars", "+05:30"] {
            let given = odd.to_owned();
            assert_eq!(named(odd), Err(Notice::NotAZone { given }));
        }
    }
}
