//! `/article`: the stored stories, listed, shown; removed or read anew by who saved them or manages the server.

use super::save::text;
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, option, typed},
    fault::Fault,
    pages::{Asking, Press},
    place::Place,
    reply::Seen,
    rights,
};
use dateline_core::{Article, ArticleId, Coverage, Saved, Sought};
use dateline_render::discord::{Card, Notice, article, commands, lists};
use serenity::all::{
    CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
    ResolvedOption, ResolvedValue,
};

/// So many of the newest stories are listed, and offered while a name is typed.
const LISTED: usize = 200;
const OFFERED: usize = 25;

/// The longest value of a choice that Discord takes.
const LONGEST: usize = 100;

pub(super) const COMMAND: Command = Command {
    described: commands::ARTICLE,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(suggest(bot, given)) as Suggesting<'_>),
    form: None,
    press: Some(|bot, given| Box::pin(turn(bot, given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    let which = || {
        let option = option(CommandOptionType::String, commands::WHICH_ARTICLE);
        option.required(true).max_length(512).set_autocomplete(true)
    };
    let verb = |described| option(CommandOptionType::SubCommand, described);
    vec![
        verb(commands::ARTICLE_LIST),
        verb(commands::ARTICLE_REMOVE).add_sub_option(which()),
        verb(commands::ARTICLE_REREAD).add_sub_option(which()),
        verb(commands::ARTICLE_SHOW).add_sub_option(which()),
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
        _ => return Err(Fault::Unexpected("an article command without a verb")),
    };
    let words = text(inner, commands::WHICH_ARTICLE).trim();
    if verb == commands::ARTICLE_LIST.name {
        return list(bot, &place).await;
    }
    let story = named(bot, &place, words).await?;
    if verb == commands::ARTICLE_SHOW.name {
        return show(bot, &place, story).await;
    }
    let is_manager = rights::to_change_any(&place, given.member.as_deref());
    if verb == commands::ARTICLE_REREAD.name {
        let card = reread(bot, &place, story, is_manager).await?;
        return Ok(Outcome::Card(card, Seen::ByAll));
    }
    let card = remove(bot, &place, story, is_manager).await?;
    Ok(Outcome::Card(card, Seen::ByAll))
}

async fn list(bot: &Bot, place: &Place) -> Result<Outcome, Fault> {
    let (found, coverage) = newest(bot, place).await?;
    if let Some(card) = lists::begin(coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    let pages = article::list(&found, coverage, place.asked);
    Ok(asking(place).begin(&pages))
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let (found, coverage) = newest(bot, &place).await?;
    let pages = article::list(&found, coverage, place.asked);
    Ok(asking(&place).turn(&press, &pages))
}

type Listed = Vec<(Article, Option<Saved>)>;

async fn newest(bot: &Bot, place: &Place) -> Result<(Listed, Coverage), Fault> {
    let archive = place.archive.clone();
    let found = bot.at_desk(place, move |desk, now| {
        let newest = desk.newest(&archive, now, LISTED)?.into_iter();
        let listed = newest.map(|story| {
            let saved = desk.who_saved(&archive, &story)?;
            Ok((story, saved))
        });
        let listed: Result<Listed, dateline_desk::Error> = listed.collect();
        Ok((listed?, desk.coverage(&archive, now)?))
    });
    found.await
}

/// The one story that an id, or words, mean.
async fn named(bot: &Bot, place: &Place, words: &str) -> Result<Article, Fault> {
    let (archive, given) = (place.archive.clone(), words.to_owned());
    let found = bot.at_desk(place, move |desk, now| {
        let by_id = match given.parse::<ArticleId>() {
            Ok(id) => desk.article(&archive, &id)?,
            Err(_) => None,
        };
        if let Some(story) = by_id {
            return Ok((Some(story), 1));
        }
        let sought = Sought {
            words: given,
            days: None,
            source: None,
        };
        let found = desk.search(&archive, &sought, now)?;
        let first = found.first().map(|cited| cited.quote.article());
        let story = first.map(|id| desk.article(&archive, id)).transpose()?;
        Ok((story.flatten(), found.len()))
    });
    let given = words.to_owned();
    match found.await? {
        (Some(story), 1) => Ok(story),
        (Some(_), articles) => Err(Notice::SeveralArticles { given, articles }.into()),
        (None, _) => Err(Notice::NoArticle { given }.into()),
    }
}

async fn show(bot: &Bot, place: &Place, story: Article) -> Result<Outcome, Fault> {
    let (archive, asked) = (place.archive.clone(), place.asked);
    let card = bot.at_desk(place, move |desk, _| {
        let saved = desk.who_saved(&archive, &story)?;
        let record = desk.record(&archive, story.id())?;
        let reports = record.map(|record| record.latest().reports().to_vec());
        let reports = reports.unwrap_or_default();
        Ok(article::shown(&story, &reports, saved.as_ref(), asked))
    });
    Ok(Outcome::Card(card.await?, Seen::AsSet))
}

async fn remove(bot: &Bot, place: &Place, story: Article, is_manager: bool) -> Result<Card, Fault> {
    let (archive, person) = (place.archive.clone(), place.person.get());
    let removed = bot.at_desk(place, move |desk, _| {
        let saved = desk.who_saved(&archive, &story)?;
        let is_own = saved.is_some_and(|saved| saved.by == person);
        if !is_manager && !is_own {
            return Ok(None);
        }
        desk.forget(&archive, story.id())?;
        Ok(Some(article::removed(&story)))
    });
    Ok(removed.await?.ok_or(Notice::NotTheirs)?)
}

/// Reads a story anew: for who saved it, and for those who manage the server.
async fn reread(bot: &Bot, place: &Place, story: Article, is_manager: bool) -> Result<Card, Fault> {
    let (archive, person) = (place.archive.clone(), place.person.get());
    let anew = bot.at_desk(place, move |desk, _| {
        let saved = desk.who_saved(&archive, &story)?;
        let is_own = saved.is_some_and(|saved| saved.by == person);
        if !is_manager && !is_own {
            return Ok(None);
        }
        let has_changed = desk.reread_article(&archive, story.id())?;
        let record = desk.record(&archive, story.id())?;
        let reports = record.map(|record| record.latest().reports().to_vec());
        let reports = reports.unwrap_or_default();
        Ok(Some(article::reread(
            &story,
            has_changed == Some(true),
            &reports,
        )))
    });
    Ok(anew.await?.ok_or(Notice::NotTheirs)?)
}

/// The stories that hold what is typed, or the newest where nothing is.
async fn suggest(bot: &Bot, given: &CommandInteraction) -> Result<Vec<(String, String)>, Fault> {
    let typed = typed(given);
    let place = Place::of_command(given);
    let archive = place.archive.clone();
    let offered = bot.at_desk(&place, move |desk, now| {
        let mut found = desk.newest(&archive, now, LISTED)?;
        let words = typed.to_lowercase();
        found.retain(|story| story.title().to_lowercase().contains(&words));
        if typed.contains(char::is_alphanumeric) {
            let sought = Sought {
                words: typed,
                days: None,
                source: None,
            };
            for cited in desk.search(&archive, &sought, now)?.iter().take(OFFERED) {
                let id = cited.quote.article();
                if found.iter().all(|known| known.id() != id) {
                    found.extend(desk.article(&archive, id)?);
                }
            }
        }
        let choice = |story: &Article| (article::choice(story), story.id().to_string());
        let choices = found.iter().map(choice);
        Ok(choices
            .filter(|(_, id)| id.len() <= LONGEST)
            .take(OFFERED)
            .collect())
    });
    offered.await
}

fn asking(place: &Place) -> Asking<'_> {
    Asking {
        command: commands::ARTICLE.name,
        place,
        given: "list",
    }
}
