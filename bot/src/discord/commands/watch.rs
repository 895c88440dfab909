//! `/watch`: what a person wants to hear of as soon as the news tells it; each person sees their own.

use super::{
    event::{look, remind},
    save::text,
};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, option, typed},
    fault::Fault,
    place::Place,
    posting::watches as posting,
    reply::Seen,
};
use dateline_core::{ArchiveId, Dossier, Moment, Recipient, Watch, Watched};
use dateline_desk::{Desk, Error, places_of};
use dateline_render::discord::{
    Asked, Card, EventNotice, Notice, commands,
    commands::Described,
    event,
    watch::{self, Listed},
};
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateCommandOption, ResolvedOption, ResolvedValue,
};

/// So many watches one person may have in an archive, and so many a server.
const MOST: usize = 25;
const MOST_HERE: usize = 100;

/// The most letters of words and places.
const LONGEST: u16 = 100;

pub(super) const COMMAND: Command = Command {
    described: commands::WATCH,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(suggest(bot, given)) as Suggesting<'_>),
    form: None,
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let text = |described| option(CommandOptionType::String, described).max_length(LONGEST);
    let verb = |described, options: Vec<CreateCommandOption>| {
        option(CommandOptionType::SubCommand, described).set_sub_options(options)
    };
    let which = || {
        vec![
            text(commands::WHICH_WATCH)
                .required(true)
                .set_autocomplete(true),
        ]
    };
    let added = vec![
        text(commands::WATCH_WORDS),
        text(commands::WATCH_PLACE),
        text(commands::WATCH_EVENT).set_autocomplete(true),
        remind::told_where(),
        remind::told_ping(),
    ];
    vec![
        verb(commands::WATCH_ADD, added),
        verb(commands::WATCH_LIST, Vec::new()),
        verb(commands::WATCH_PAUSE, which()),
        verb(commands::WATCH_REMOVE, which()),
        verb(commands::WATCH_RESUME, which()),
    ]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let options = given.data.options();
    let (verb, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("a watch command without a verb")),
    };
    let is = |described: Described| described.name == verb;
    let card = if is(commands::WATCH_ADD) {
        add(bot, &place, given, inner).await?
    } else if is(commands::WATCH_LIST) {
        watch::list(&own(bot, &place).await?)
    } else {
        let typed = text(inner, commands::WHICH_WATCH);
        match meant(&own(bot, &place).await?, typed) {
            None => watch::absent(),
            Some(meant) => change(bot, &place, verb, meant).await?,
        }
    };
    Ok(Outcome::Card(card, Seen::ByAsker))
}

/// The asker's watch of that number, or the only one that is called so.
fn meant(own: &[Listed], typed: &str) -> Option<Listed> {
    let typed = typed.trim().to_lowercase();
    let by_number = own
        .iter()
        .find(|(watch, _)| watch.number.to_string() == typed);
    let mut named = own
        .iter()
        .filter(|listed| watch::choice(listed).to_lowercase().contains(&typed));
    let only = named.next().filter(|_| !typed.is_empty());
    let only = only.filter(|_| named.next().is_none());
    by_number.or(only).cloned()
}

async fn change(
    bot: &Bot,
    place: &Place,
    verb: &str,
    (watch, event): Listed,
) -> Result<Card, Fault> {
    let (archive, number) = (place.archive.clone(), watch.number);
    if verb == commands::WATCH_REMOVE.name {
        let removed = bot.at_desk(place, move |desk, _| desk.remove_watch(&archive, number));
        return Ok(if removed.await? {
            watch::removed()
        } else {
            watch::absent()
        });
    }
    let (is_paused, now) = (verb == commands::WATCH_PAUSE.name, bot.clock().utc());
    let changed = bot.at_desk(place, move |desk, _| {
        let head = desk.head()?;
        desk.change_watch(&archive, number, |watch| {
            // What came while it was paused is not told.
            if !is_paused && (watch.is_paused || watch.off.is_some()) {
                (watch.since, watch.seen, watch.off) = (now, head, None);
            }
            watch.is_paused = is_paused;
        })
    });
    Ok(match changed.await? {
        Some(watch) => watch::one(&(watch, event)),
        None => watch::absent(),
    })
}

async fn own(bot: &Bot, place: &Place) -> Result<Vec<Listed>, Fault> {
    let (archive, person) = (place.archive.clone(), place.person.get());
    bot.at_desk(place, move |desk, now| {
        let own = desk.watches_of(&archive, person)?.into_iter();
        own.map(|watch| with_event(desk, &archive, watch, now))
            .collect()
    })
    .await
}

fn with_event(
    desk: &Desk,
    archive: &ArchiveId,
    watch: Watch,
    now: &Moment,
) -> Result<Listed, Error> {
    let event = posting::event(desk, archive, &watch, now)?;
    Ok((watch, event))
}

/// What is to be watched, with its event.
async fn wished(
    bot: &Bot,
    place: &Place,
    options: &[ResolvedOption<'_>],
) -> Result<Option<(Watched, Option<Dossier>)>, Fault> {
    let said = |described| Some(text(options, described).trim()).filter(|text| !text.is_empty());
    let words = |described: Described, text: &str| {
        let option = described.name;
        let has_words = text.contains(char::is_alphanumeric);
        has_words
            .then(|| text.to_owned())
            .ok_or(Notice::NoWords { option })
    };
    let given = (
        said(commands::WATCH_WORDS),
        said(commands::WATCH_PLACE),
        said(commands::WATCH_EVENT),
    );
    Ok(match given {
        (Some(text), None, None) => {
            let words = words(commands::WATCH_WORDS, text)?;
            Some((Watched::Words(words), None))
        }
        (None, Some(text), None) => {
            let place = words(commands::WATCH_PLACE, text)?;
            Some((Watched::Place(place), None))
        }
        (None, None, Some(text)) => {
            let event = one_event(bot, place, text).await?;
            let (id, marks) = (event.id.clone(), places_of(&event));
            Some((Watched::Event { id, marks }, Some(event)))
        }
        _ => None,
    })
}

async fn one_event(bot: &Bot, place: &Place, words: &str) -> Result<Dossier, Fault> {
    let (mut found, _) = look::meant(bot, place, words).await?;
    let events = found.len();
    match found.pop() {
        Some(event) if events == 1 => Ok(event),
        Some(_) => Err(Notice::Event(EventNotice::SeveralEvents {
            given: words.to_owned(),
            events,
        })
        .into()),
        None => Err(look::no_event(words)),
    }
}

async fn add(
    bot: &Bot,
    place: &Place,
    given: &CommandInteraction,
    options: &[ResolvedOption<'_>],
) -> Result<Card, Fault> {
    let Some((what, event)) = wished(bot, place, options).await? else {
        return Ok(watch::not_one_thing());
    };
    let (is_here, pings) = remind::told_how(options);
    let to = if is_here && place.asked == Asked::Server {
        Recipient::Channel(given.channel_id.get())
    } else {
        Recipient::Person(place.person.get())
    };
    let (number, person, now) = (given.id.get(), place.person.get(), bot.clock().utc());
    let archive = place.archive.clone();
    let added = bot.at_desk(place, move |desk, _| {
        let watch = Watch {
            number,
            person,
            to,
            pings,
            what,
            is_paused: false,
            since: now,
            seen: desk.head()?,
            told: Vec::new(),
            seeing: None,
            said: 0,
            off: None,
        };
        keep(desk, &archive, watch)
    });
    Ok(match added.await? {
        Ok(watch) => watch::set(&watch, event.as_ref()),
        Err((limit, is_own)) => watch::too_many(limit, is_own),
    })
}

/// Keeps a watch, or says which limit is reached: that of the person, or of the server.
fn keep(
    desk: &Desk,
    archive: &ArchiveId,
    watch: Watch,
) -> Result<Result<Watch, (usize, bool)>, Error> {
    let all = desk.watches(archive)?;
    let own = all.iter().filter(|other| other.person == watch.person);
    let mut same = own
        .clone()
        .filter(|other| (&other.what, other.to) == (&watch.what, watch.to));
    if let Some(same) = same.next() {
        return Ok(Ok(same.clone()));
    }
    if own.count() >= MOST {
        return Ok(Err((MOST, true)));
    }
    if all.len() >= MOST_HERE {
        return Ok(Err((MOST_HERE, false)));
    }
    desk.add_watch(archive, &watch)?;
    Ok(Ok(watch))
}

/// What completes the option that is being typed: events to watch, or the asker's watches.
async fn suggest(bot: &Bot, given: &CommandInteraction) -> Result<Vec<(String, String)>, Fault> {
    let typed = typed(given);
    let place = Place::of_command(given);
    let focused = given.data.autocomplete().map(|option| option.name);
    if focused == Some(commands::WHICH_WATCH.name) {
        let typed = typed.to_lowercase();
        let own = own(bot, &place).await?.into_iter();
        let choice = |listed: Listed| (watch::choice(&listed), listed.0.number.to_string());
        let mut choices: Vec<(String, String)> = own.map(choice).collect();
        choices.retain(|(name, _)| name.to_lowercase().contains(&typed));
        return Ok(choices);
    }
    let archive = place.archive.clone();
    let choices = bot.at_desk(&place, move |desk, now| {
        let found = desk.events_like(&archive, &typed, now, event::MOST)?;
        let choice = |found: &Dossier| (event::choice(found, now), found.id.to_string());
        Ok(found.iter().map(choice).collect())
    });
    choices.await
}
