//! `/changes`: what newer stories changed, from old to new, page by page.

use super::{agenda::words_of, save::text};
use crate::{
    discord::{
        bot::Bot,
        command::{Command, Deed, Found, Outcome, Suggesting, option, typed},
        fault::Fault,
        pages::{self, Asking, Press},
        place::Place,
        reply::Seen,
    },
    stretch::{self, Since},
    zone::Zone,
};
use dateline_core::{Changed, Coverage, Moment};
use dateline_render::discord::{Notice, commands, lists};
use serenity::all::{
    ChannelId, CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
};

/// The most letters of a topic, and of a time: they stand in the ids of buttons.
const TOPIC: u16 = 40;
const SINCE: u16 = 25;

/// Since when, where nothing is said.
const DAY: &str = "24h";

/// Stands for the time of the last digest.
const LAST_DIGEST: &str = "last digest";
const OFFERED: [&str; 4] = [LAST_DIGEST, DAY, "7d", "4w"];

pub(super) const COMMAND: Command = Command {
    described: commands::CHANGES,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|_, given| {
        let offered = offered(&typed(given));
        Box::pin(async { Ok(offered) }) as Suggesting<'_>
    }),
    form: None,
    press: Some(|bot, given| Box::pin(turn(bot, given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    let text = |described: commands::Described| option(CommandOptionType::String, described);
    vec![
        text(commands::SINCE)
            .max_length(SINCE)
            .set_autocomplete(true),
        text(commands::TOPIC).max_length(TOPIC),
    ]
}

/// What was asked for.
struct Wish {
    since: Since,
    topic: Option<String>,
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let options = given.data.options();
    let said = |described| Some(text(&options, described).trim()).filter(|text| !text.is_empty());
    let since = said(commands::SINCE).unwrap_or(DAY);
    let customs = bot.customs(&place).await?;
    let since = if since.eq_ignore_ascii_case(LAST_DIGEST) {
        last_digest(bot, &place, given.channel_id, customs.zone()).await?
    } else {
        stretch::since(since, customs.zone(), &customs.now()).map_err(|_| Notice::NotSince {
            given: text(&options, commands::SINCE).to_owned(),
        })?
    };
    let wish = Wish {
        since,
        topic: words_of(said(commands::TOPIC), commands::TOPIC)?,
    };
    let (changes, coverage, now) = looked_up(bot, &place, &wish).await?;
    if let Some(card) = lists::begin(coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    let asked = (wish.since.told.as_str(), wish.topic.as_deref());
    let pages = lists::changes(&changes, asked, coverage, &now, place.asked);
    Ok(asking(&place, &wish.written()).begin(&pages))
}

/// When the last digest of this channel was posted; where it has none, that of any channel here.
async fn last_digest(
    bot: &Bot,
    place: &Place,
    here: ChannelId,
    zone: &Zone,
) -> Result<Since, Fault> {
    let (archive, here) = (place.archive.clone(), here.get());
    let told = bot.at_desk(place, move |desk, _| {
        let mut told = Vec::new();
        for digest in desk.digests(&archive)? {
            let posted = desk.posted(&archive, digest.channel, digest.kind)?;
            told.extend(posted.told_to.map(|at| (digest.channel == here, at)));
        }
        Ok(told.into_iter().max())
    });
    let (_, at) = told.await?.ok_or(Notice::NoDigestYet)?;
    let moment = Moment::Instant(zone.at(at));
    Ok(Since {
        told: format!("the last digest, {}", dateline_render::moment(&moment)),
        moment,
    })
}

/// The times that are offered while one is typed.
fn offered(typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim().to_lowercase();
    let offered = OFFERED.iter().filter(|word| word.starts_with(&typed));
    offered
        .map(|word| ((*word).to_owned(), (*word).to_owned()))
        .collect()
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let customs = bot.customs(&place).await?;
    let wish = Wish::reread(&press.given, customs.zone()).ok_or(Notice::StaleList)?;
    let (changes, coverage, now) = looked_up(bot, &place, &wish).await?;
    let asked = (wish.since.told.as_str(), wish.topic.as_deref());
    let pages = lists::changes(&changes, asked, coverage, &now, place.asked);
    Ok(asking(&place, &press.given).turn(&press, &pages))
}

async fn looked_up(
    bot: &Bot,
    place: &Place,
    wish: &Wish,
) -> Result<(Vec<Changed>, Coverage, Moment), Fault> {
    let (archive, since, topic) = (place.archive.clone(), wish.since.moment, wish.topic.clone());
    let looked_up = pages::at_desk(bot, place, move |desk, now| {
        let changes = desk.changes(&archive, &since, topic.as_deref(), now)?;
        Ok((changes, desk.coverage(&archive, now)?))
    });
    let ((changes, coverage), now) = looked_up.await?;
    Ok((changes, coverage, now))
}

impl Wish {
    /// What was asked, as it stands in the ids of buttons: the time, and the topic behind it.
    fn written(&self) -> String {
        let since = match self.since.moment {
            Moment::Day(day) => stretch::from(day),
            Moment::Instant(at) => at.format("%Y-%m-%dT%H:%M%z").to_string(),
        };
        format!("{since} {}", self.topic.as_deref().unwrap_or_default())
    }

    fn reread(written: &str, zone: &Zone) -> Option<Self> {
        let (since, topic) = written.split_once(' ')?;
        // Every time that stands in an id is written in full: now does not matter.
        let now = zone.moment(since).ok()?;
        Some(Self {
            since: stretch::since(since, zone, &now).ok()?,
            topic: Some(topic.to_owned()).filter(|topic| !topic.is_empty()),
        })
    }
}

fn asking<'a>(place: &'a Place, given: &'a str) -> Asking<'a> {
    Asking {
        command: commands::CHANGES.name,
        place,
        given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_reads_back_from_an_id() {
        let zone: Zone = "Asia/Kolkata".parse().expect("a zone");
        let now = Moment::parse("2026-11-24T09:00+05:30").expect("a moment");
        for (since, topic) in [
            ("24h", None),
            ("2026-11-20", Some("night ferry")),
            ("2026-11-20T10:15", Some("ferry: night")),
        ] {
            let wish = Wish {
                since: stretch::since(since, &zone, &now).expect("a time"),
                topic: topic.map(str::to_owned),
            };
            let again = Wish::reread(&wish.written(), &zone).expect("it reads back");
            assert_eq!(
                (again.since, again.topic),
                (wish.since, wish.topic),
                "{since}"
            );
        }
        assert!(Wish::reread("soon ferry", &zone).is_none());
    }
}
