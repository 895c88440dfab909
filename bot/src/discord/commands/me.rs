//! `/me`: what is kept of a person, given to them as a file, or forgotten once they have typed that it is meant.

use super::{
    save::{text, typed},
    settings::{zone_given, zone_option, zones},
};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, option},
    fault::Fault,
    place::Place,
    reply::{self, File, Seen},
};
use dateline_core::{
    ArchiveId, Article, ArticleId, Preferences, Publication, Reminder, Saved, Watch,
    lines::CorrectionOut,
};
use dateline_desk::Deeds;
use dateline_render::discord::{
    commands,
    own::{self, Counts, DELETE_FORM, DELETE_WORD},
};
use serde::Serialize;
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateCommandOption, ModalInteraction, ResolvedOption,
    ResolvedValue, UserId,
};

/// What the file is called.
const FILE: &str = "dateline-me.json";

/// A file of more bytes leaves the texts of stories out: Discord takes no bigger ones.
const BIGGEST: usize = 7_000_000;

/// So many stories are read at once.
const PAGE: usize = 200;

pub(super) const COMMAND: Command = Command {
    described: commands::ME,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(zones(bot, given)) as Suggesting<'_>),
    form: Some(|bot, _, given| Box::pin(take(bot, given)) as Deed<'_>),
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let verb = |described: commands::Described| option(CommandOptionType::SubCommand, described);
    vec![
        verb(commands::ME_DELETE),
        verb(commands::ME_EXPORT),
        verb(commands::ME_SHOW),
        verb(commands::ME_ZONE).add_sub_option(zone_option()),
    ]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let options = given.data.options();
    let (verb, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("a command of one's own without a verb")),
    };
    if verb == commands::ME_DELETE.name {
        let form = reply::form(&DELETE_FORM, [""]);
        return Ok(Outcome::Response(Box::new(form)));
    }
    // What is a person's own is in their own archive, wherever they speak of it.
    let place = Place::in_server(None, given.user.id);
    if verb == commands::ME_SHOW.name {
        return show(bot, &place).await;
    }
    if verb == commands::ME_ZONE.name {
        return set_zone(bot, &place, text(inner, commands::ZONE)).await;
    }
    export(bot, given.user.id).await
}

async fn show(bot: &Bot, place: &Place) -> Result<Outcome, Fault> {
    let (archive, person) = (place.archive.clone(), place.person.get());
    let kept = bot.at_desk(place, move |desk, _| {
        let stories = desk.statistics(&archive)?.articles;
        Ok((stories, desk.deeds_of(person)?))
    });
    let (stories, deeds) = kept.await?;
    let zone = bot.customs(place).await?.told().zone();
    let card = own::known(stories, &counts(&deeds), &zone);
    Ok(Outcome::Card(card, Seen::ByAsker))
}

fn counts(deeds: &Deeds) -> Counts {
    Counts {
        saved: deeds.saved.len(),
        corrections: deeds.corrections.len(),
        reminders: deeds.reminders.len(),
        watches: deeds.watches.len(),
    }
}

async fn set_zone(bot: &Bot, place: &Place, given: &str) -> Result<Outcome, Fault> {
    let (archive, zone) = (place.archive.clone(), zone_given(given)?);
    let set = bot.at_desk(place, move |desk, _| {
        desk.prefer(&archive, |set| set.zone.clone_from(&zone))
    });
    set.await?;
    let zone = bot.customs(place).await?.told().zone();
    Ok(Outcome::Card(own::zone_set(&zone), Seen::ByAsker))
}

async fn take(bot: &Bot, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let [word] = DELETE_FORM.inputs.map(|input| typed(given, input.id));
    if !own::is_sure(word, DELETE_WORD) {
        return Ok(Outcome::Card(own::not_sure(DELETE_WORD), Seen::ByAsker));
    }
    let place = Place::in_server(None, given.user.id);
    let person = given.user.id.get();
    bot.at_desk(&place, move |desk, _| desk.forget_person(person))
        .await?;
    Ok(Outcome::Card(own::person_forgotten(), Seen::ByAsker))
}

async fn export(bot: &Bot, person: UserId) -> Result<Outcome, Fault> {
    let place = Place::in_server(None, person);
    let person = person.get();
    let gathered = bot.at_desk(&place, move |desk, _| {
        let own = ArchiveId::user(person);
        let mut stories: Vec<Article> = Vec::new();
        loop {
            let after = stories.last().map(Article::id).cloned();
            let some = desk.articles(&own, after.as_ref(), PAGE)?;
            if some.is_empty() {
                let set = desk.preferences(&own)?;
                return Ok((stories, desk.deeds_of(person)?, set));
            }
            stories.extend(some);
        }
    });
    let (stories, deeds, set) = gathered.await?;
    let card = own::exported(stories.len(), &counts(&deeds));
    let whole = file(person, &stories, (&deeds, &set), true);
    let whole = whole.filter(|file| file.len() <= BIGGEST);
    let file = whole.or_else(|| file(person, &stories, (&deeds, &set), false));
    let file = file.ok_or(Fault::Unexpected("an export that cannot be written"))?;
    Ok(Outcome::File(card, File::text(FILE, file), Seen::ByAsker))
}

/// All that is kept of a person.
#[derive(Serialize)]
struct Kept<'a> {
    person: String,
    preferences: &'a Preferences,
    stories: Vec<Story<'a>>,
    saved: Vec<Put<'a>>,
    corrections: Vec<Said<'a>>,
    published: Vec<Published<'a>>,
    reminders: Vec<Ordered<'a, Reminder>>,
    watches: Vec<Ordered<'a, Watch>>,
}

/// A reminder or a watch, and of which archive it is.
#[derive(Serialize)]
struct Ordered<'a, T> {
    archive: &'a str,
    #[serde(flatten)]
    order: &'a T,
}

impl<'a, T> Ordered<'a, T> {
    fn all(orders: &'a [(ArchiveId, T)]) -> Vec<Self> {
        let orders = orders.iter();
        orders
            .map(|(archive, order)| Self {
                archive: archive.as_str(),
                order,
            })
            .collect()
    }
}

#[derive(Serialize)]
struct Story<'a> {
    id: &'a str,
    title: &'a str,
    published: String,
    source: Option<&'a str>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Put<'a> {
    archive: &'a str,
    article: &'a ArticleId,
    saved: &'a Saved,
}

#[derive(Serialize)]
struct Published<'a> {
    archive: &'a str,
    #[serde(flatten)]
    publication: &'a Publication,
}

#[derive(Serialize)]
struct Said<'a> {
    archive: &'a str,
    #[serde(flatten)]
    correction: CorrectionOut,
}

fn file(
    person: u64,
    stories: &[Article],
    (deeds, preferences): (&Deeds, &Preferences),
    with_texts: bool,
) -> Option<String> {
    let kept = Kept {
        person: person.to_string(),
        preferences,
        stories: stories
            .iter()
            .map(|article| Story {
                id: article.id().as_str(),
                title: article.title(),
                published: article.published().to_string(),
                source: article.source(),
                url: article.url(),
                text: with_texts.then(|| article.text()),
            })
            .collect(),
        saved: deeds
            .saved
            .iter()
            .map(|(archive, article, saved)| Put {
                archive: archive.as_str(),
                article,
                saved,
            })
            .collect(),
        corrections: deeds
            .corrections
            .iter()
            .map(|(archive, correction)| Said {
                archive: archive.as_str(),
                correction: CorrectionOut::new(correction),
            })
            .collect(),
        published: deeds
            .published
            .iter()
            .map(|(archive, publication)| Published {
                archive: archive.as_str(),
                publication,
            })
            .collect(),
        reminders: Ordered::all(&deeds.reminders),
        watches: Ordered::all(&deeds.watches),
    };
    serde_json::to_string_pretty(&kept).ok()
}
