//! `/me`: what is kept of a person, given to them as a file, or forgotten once they have typed that it is meant.

use super::save::typed;
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    reply::{self, Seen},
};
use dateline_core::{ArchiveId, Article, ArticleId, Saved, lines::CorrectionOut};
use dateline_desk::Deeds;
use dateline_render::discord::{
    commands,
    own::{self, DELETE_FORM, DELETE_WORD},
};
use serde::Serialize;
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateCommandOption, ModalInteraction, UserId,
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
    suggest: None,
    form: Some(|bot, _, given| Box::pin(take(bot, given)) as Deed<'_>),
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let verb = |described: commands::Described| {
        let kind = CommandOptionType::SubCommand;
        CreateCommandOption::new(kind, described.name, described.about)
    };
    vec![verb(commands::ME_DELETE), verb(commands::ME_EXPORT)]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let options = given.data.options();
    let verb = options.first().map(|option| option.name);
    if verb == Some(commands::ME_DELETE.name) {
        let form = reply::form(&DELETE_FORM, [""]);
        return Ok(Outcome::Response(Box::new(form)));
    }
    export(bot, given.user.id).await
}

async fn take(bot: &Bot, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let [word] = DELETE_FORM.inputs.map(|input| typed(given, input.id));
    if !own::is_sure(word, DELETE_WORD) {
        return Ok(Outcome::Card(own::not_sure(DELETE_WORD), Seen::ByAsker));
    }
    let person = given.user.id.get();
    bot.at_desk(move |desk, _| desk.forget_person(person))
        .await?;
    Ok(Outcome::Card(own::person_forgotten(), Seen::ByAsker))
}

async fn export(bot: &Bot, person: UserId) -> Result<Outcome, Fault> {
    let person = person.get();
    let gathered = bot.at_desk(move |desk, _| {
        let own = ArchiveId::user(person);
        let mut stories: Vec<Article> = Vec::new();
        loop {
            let after = stories.last().map(Article::id).cloned();
            let some = desk.articles(&own, after.as_ref(), PAGE)?;
            if some.is_empty() {
                return Ok((stories, desk.deeds_of(person)?));
            }
            stories.extend(some);
        }
    });
    let (stories, deeds) = gathered.await?;
    let card = own::exported(stories.len(), deeds.saved.len(), deeds.corrections.len());
    let whole = file(person, &stories, &deeds, true);
    let whole = whole.filter(|file| file.len() <= BIGGEST);
    let file = whole.or_else(|| file(person, &stories, &deeds, false));
    let file = file.ok_or(Fault::Unexpected("an export that cannot be written"))?;
    Ok(Outcome::File(card, (FILE.to_owned(), file), Seen::ByAsker))
}

/// All that is kept of a person.
#[derive(Serialize)]
struct Kept<'a> {
    person: String,
    stories: Vec<Story<'a>>,
    saved: Vec<Put<'a>>,
    corrections: Vec<Said<'a>>,
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
struct Said<'a> {
    archive: &'a str,
    #[serde(flatten)]
    correction: CorrectionOut,
}

fn file(person: u64, stories: &[Article], deeds: &Deeds, with_texts: bool) -> Option<String> {
    let kept = Kept {
        person: person.to_string(),
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
    };
    serde_json::to_string_pretty(&kept).ok()
}
