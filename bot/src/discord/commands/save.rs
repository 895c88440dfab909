//! `/save`: a story from a form, a file or an address. What cannot be stored is given back, so that nothing typed is lost.

use crate::{
    commands::story::{TEXT_LIMIT, is_too_long},
    discord::{
        bot::Bot,
        command::{Command, Deed, Found, Outcome, option},
        customs::Customs,
        download,
        fault::Fault,
        place::Place,
        reply::{self, Seen},
        rights,
    },
    feeds, fetching,
    input::is_binary,
    published,
};
use dateline_core::{Draft, Intake, Saved};
use dateline_fetch::{Asked, Kind};
use dateline_reader::{NoDraft, Page, feed};
use dateline_render::{
    FetchFault,
    discord::{self, ASK_DATE, Card, DATE_FORM, KEPT_FORM, Notice, STORY_FORM, commands},
    plain::Deed as Stored,
};
use serenity::all::{
    ActionRowComponent, Attachment, CommandInteraction, CommandOptionType, ComponentInteraction,
    CreateCommandOption, Http, Member, ModalInteraction, ResolvedOption, ResolvedValue,
};

pub(super) const COMMAND: Command = Command {
    described: commands::SAVE,
    found: Found::Typed,
    options,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    suggest: None,
    form: Some(|bot, http, given| Box::pin(take_form(bot, http, given)) as Deed<'_>),
    press: Some(|_, given| Box::pin(mend(given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    use CommandOptionType::{Attachment, String, SubCommand};
    let file = option(SubCommand, commands::SAVE_FILE)
        .add_sub_option(option(Attachment, commands::FILE).required(true))
        .add_sub_option(option(String, commands::PUBLISHED).max_length(60))
        .add_sub_option(option(String, commands::SOURCE).max_length(300));
    let url = option(SubCommand, commands::SAVE_URL)
        .add_sub_option(
            option(String, commands::URL)
                .required(true)
                .max_length(2_000),
        )
        .add_sub_option(option(String, commands::PUBLISHED).max_length(60));
    vec![file, option(SubCommand, commands::SAVE_TEXT), url]
}

/// What a person says of a story.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) source: &'a str,
    pub(super) published: &'a str,
}

async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    may_save(bot, &place, given.member.as_deref()).await?;
    let options = given.data.options();
    let verb = options.first().map(|option| option.name);
    // What a form brings is counted when it comes.
    if verb != Some(commands::SAVE_TEXT.name) {
        bot.counts_save(&place)?;
    }
    match options.first() {
        Some(ResolvedOption {
            value: ResolvedValue::SubCommand(inner),
            name,
            ..
        }) if *name == commands::SAVE_FILE.name => file(bot, http, given, inner).await,
        Some(ResolvedOption {
            value: ResolvedValue::SubCommand(inner),
            name,
            ..
        }) if *name == commands::SAVE_URL.name => url(bot, http, given, inner).await,
        _ => Ok(Outcome::Response(Box::new(reply::form(
            &STORY_FORM,
            ["", "", ""],
        )))),
    }
}

/// A file is fetched after the person was told to wait; what can be refused at once is.
async fn file(
    bot: &Bot,
    http: &Http,
    given: &CommandInteraction,
    options: &[ResolvedOption<'_>],
) -> Result<Outcome, Fault> {
    let file = options.iter().find_map(|option| match option.value {
        ResolvedValue::Attachment(file) => Some(file),
        _ => None,
    });
    let file = file.ok_or(Fault::Unexpected("a file without a file"))?;
    let told = Told {
        source: text(options, commands::SOURCE),
        published: text(options, commands::PUBLISHED),
    };
    download::check(file)?;
    let place = Place::of_command(given);
    check_published(&bot.customs(&place).await?, told)?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let card = match fetched(bot, file, told, &place).await {
        Ok(card) => card,
        Err(fault) => fault.told("/save file").card(),
    };
    reply::complete(http, given, &card).await?;
    Ok(Outcome::Said)
}

/// The words of an option; none where it was left away.
pub(super) fn text<'a>(options: &[ResolvedOption<'a>], described: commands::Described) -> &'a str {
    let found = options.iter().find(|option| option.name == described.name);
    match found.map(|option| &option.value) {
        Some(ResolvedValue::String(text)) => text,
        _ => "",
    }
}

/// A publication that cannot be read is told before anything is fetched.
fn check_published(customs: &Customs, told: Told<'_>) -> Result<(), Notice> {
    if !told.published.is_empty() {
        customs.published(told.published)?;
    }
    Ok(())
}

/// The story at an address, after the person was told to wait.
async fn url(
    bot: &Bot,
    http: &Http,
    given: &CommandInteraction,
    options: &[ResolvedOption<'_>],
) -> Result<Outcome, Fault> {
    let told = Told {
        source: "",
        published: text(options, commands::PUBLISHED),
    };
    let place = Place::of_command(given);
    check_published(&bot.customs(&place).await?, told)?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let address = text(options, commands::URL);
    let card = match linked(bot, address, told, &place).await {
        Ok(card) => card,
        Err(fault) => not_saved(fault, "/save url", address),
    };
    reply::complete(http, given, &card).await?;
    Ok(Outcome::Said)
}

/// Why a story was not saved; one that does not say when it was published can be given its day at once.
pub(super) fn not_saved(fault: Fault, during: &str, address: &str) -> Card {
    match fault.told(during) {
        undated @ Notice::NoPublication { .. } => discord::undated(&undated, address),
        other => other.card(),
    }
}

/// The story at an address, with the day that the form asked for.
async fn take_date(bot: &Bot, http: &Http, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let [address, published] = DATE_FORM.inputs.map(|input| typed(given, input.id));
    let told = Told {
        source: "",
        published,
    };
    let place = Place::of_form(bot, given);
    check_published(&bot.customs(&place).await?, told)?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let card = match linked(bot, address, told, &place).await {
        Ok(card) => card,
        Err(fault) => not_saved(fault, "/save url", address),
    };
    reply::complete_form(http, given, &card).await?;
    Ok(Outcome::Said)
}

/// What was typed into an input.
pub(super) fn typed<'a>(given: &'a ModalInteraction, id: &str) -> &'a str {
    let mut parts = given.data.components.iter().flat_map(|row| &row.components);
    let found = parts.find_map(|part| match part {
        ActionRowComponent::InputText(input) if input.custom_id == id => input.value.as_deref(),
        _ => None,
    });
    found.unwrap_or_default()
}

/// Fetches the page at an address and stores its story.
pub(super) async fn linked(
    bot: &Bot,
    given: &str,
    told: Told<'_>,
    place: &Place,
) -> Result<Card, Fault> {
    let not_taken = |fault| {
        Fault::Notice(Notice::Fetch {
            url: given.to_owned(),
            fault,
        })
    };
    let url = dateline_fetch::address(given).map_err(|error| not_taken(fetching::fault(&error)))?;
    let fetched = feeds::fetched(bot.fetcher(), url, Kind::Page, Asked::ByPerson).await;
    let fetched = fetched.map_err(not_taken)?;
    if feed::is_feed(&fetched.body) {
        let name = given.to_owned();
        return Err(Notice::FeedFile { name }.into());
    }
    let page = feeds::apart(move || feeds::read_page(&fetched)).await;
    let page = page.map_err(|_| not_taken(FetchFault::NoStory))?;
    let page = feeds::story_of(page).map_err(not_taken)?;
    store(bot, page, told, place, Intake::Link).await
}

pub(super) async fn fetched(
    bot: &Bot,
    file: &Attachment,
    told: Told<'_>,
    place: &Place,
) -> Result<Card, Fault> {
    let bytes = download::fetch(file, bot.patience()).await?;
    if is_binary(&bytes) {
        return Err(Notice::NotText {
            name: file.filename.clone(),
        }
        .into());
    }
    if feed::is_feed(&bytes) {
        let name = file.filename.clone();
        return Err(Notice::FeedFile { name }.into());
    }
    let page = dateline_reader::read(&bytes, Some(&file.filename));
    store(bot, page, told, place, Intake::File).await
}

/// Refuses who has not the role that it takes to save stories here.
pub(super) async fn may_save(
    bot: &Bot,
    place: &Place,
    member: Option<&Member>,
) -> Result<(), Fault> {
    let needed = bot.customs(place).await?.set.save_role;
    Ok(rights::to_save(place, member, needed)?)
}

/// A form that cannot be stored comes back with what was typed in it.
async fn take_form(bot: &Bot, http: &Http, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_form(bot, given);
    let allowed = match may_save(bot, &place, given.member.as_ref()).await {
        Ok(()) => bot.counts_save(&place).map_err(Fault::from),
        Err(fault) => Err(fault),
    };
    if given.data.custom_id == DATE_FORM.id {
        allowed?;
        return take_date(bot, http, given).await;
    }
    let [text, source, published] = STORY_FORM.inputs.map(|input| typed(given, input.id));
    let page = dateline_reader::paste(text);
    let told = Told { source, published };
    let stored = match allowed {
        Ok(()) => store(bot, page, told, &place, Intake::Pasted).await,
        Err(fault) => Err(fault),
    };
    let card = match stored {
        Ok(card) => card,
        Err(fault) => discord::kept(&fault.told("/save text"), [text, source, published]),
    };
    Ok(Outcome::Card(card, Seen::ByAsker))
}

/// The form again, filled with what a message keeps.
async fn mend(given: &ComponentInteraction) -> Result<Outcome, Fault> {
    let embed = given.message.embeds.first();
    if given.data.custom_id == ASK_DATE {
        let fields = embed.iter().flat_map(|embed| &embed.fields);
        let fields = fields.map(|field| (field.name.as_str(), field.value.as_str()));
        let address = discord::undated_address(fields).ok_or(Notice::Stale)?;
        let form = reply::form(&DATE_FORM, [&address, ""]);
        return Ok(Outcome::Response(Box::new(form)));
    }
    let kept = embed
        .filter(|_| given.data.custom_id == KEPT_FORM)
        .and_then(|embed| {
            let fields = embed
                .fields
                .iter()
                .map(|field| (field.name.as_str(), field.value.as_str()));
            discord::kept_form(embed.description.as_deref()?, fields)
        });
    let [text, source, published] = kept.ok_or(Notice::Stale)?;
    let form = reply::form(&STORY_FORM, [&text, &source, &published]);
    Ok(Outcome::Response(Box::new(form)))
}

/// The draft of a story that was read, within what is taken.
fn drafted(customs: &Customs, page: Page, told: Told<'_>, how: Intake) -> Result<Draft, Notice> {
    let published = match told.published.trim() {
        "" => None,
        given => Some(customs.published(given)?),
    };
    if page.index.is_none()
        && page.text.trim().is_empty()
        && page.title.as_deref().unwrap_or_default().trim().is_empty()
    {
        return Err(Notice::Empty);
    }
    let drafted = page.draft(published);
    let draft = drafted.map_err(|why| match why {
        NoDraft::Undated { modified } => Notice::NoPublication { changed: modified },
        NoDraft::Index { links } => Notice::Index { links },
    })?;
    published::not_ahead(draft.published, &customs.now())?;
    if is_too_long(&draft.text) {
        return Err(Notice::TooLong { limit: TEXT_LIMIT });
    }
    // What was fetched tells itself where it stands.
    Ok(if how == Intake::Link {
        draft
    } else {
        sourced(draft, told.source)
    })
}

/// Stores a story that was read, with who saved it; all but what was fetched from its address is an unverified source.
pub(super) async fn store(
    bot: &Bot,
    page: Page,
    told: Told<'_>,
    place: &Place,
    how: Intake,
) -> Result<Card, Fault> {
    let is_cut_off = page.cut_off;
    let customs = bot.customs(place).await?;
    let draft = drafted(&customs, page, told, how)?;
    let saved = Saved {
        by: place.person.get(),
        how,
    };
    let (archive, asked) = (place.archive.clone(), place.asked);
    let card = bot.at_desk(place, move |desk, now| {
        let taken = match saved.how {
            Intake::Link => desk.take_linked(&archive, draft, &saved, now)?,
            _ => desk.take_saved(&archive, draft, &saved)?,
        };
        let deed = match (taken.new, taken.changed) {
            (true, _) => Stored::Stored,
            (false, true) => Stored::Renewed,
            (false, false) => Stored::Known,
        };
        let record = desk.record(&archive, &taken.id)?;
        Ok(record.map(|record| {
            let latest = record.latest();
            discord::stored(latest.article(), latest.reports(), deed, &saved, asked, now)
        }))
    });
    let card = card.await?.ok_or(Fault::Unexpected(
        "a story that is gone as soon as it is stored",
    ))?;
    Ok(if is_cut_off {
        discord::cut_off(card)
    } else {
        card
    })
}

/// The draft with what the person says of its source: a name, or an address whose host is the name. An address that the
/// text itself claims is not taken for it.
fn sourced(draft: Draft, source: &str) -> Draft {
    let source = source.trim();
    let address = reqwest::Url::parse(source).ok();
    let address = address.filter(|address| matches!(address.scheme(), "http" | "https"));
    let host = address.as_ref().and_then(|address| address.host_str());
    let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
    let named = (!source.is_empty()).then(|| source.to_owned());
    Draft {
        url: address.as_ref().map(ToString::to_string),
        source: host.or(named).or(draft.source),
        ..draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Moment;

    #[test]
    fn a_source_is_a_name_or_an_address() {
        let sourced = |given: &str| {
            let draft = Draft {
                url: Some("https://claimed.example/".into()),
                source: Some("Page".into()),
                ..Draft::published(Moment::parse("2026-11-23").expect("a day"))
            };
            let draft = sourced(draft, given);
            (draft.source.unwrap_or_default(), draft.url)
        };
        assert_eq!(sourced(" Harbour Post "), ("Harbour Post".into(), None));
        assert_eq!(
            sourced("https://www.news.example/a"),
            (
                "news.example".into(),
                Some("https://www.news.example/a".into())
            )
        );
        assert_eq!(
            sourced("javascript:alert(1)"),
            ("javascript:alert(1)".into(), None)
        );
        assert_eq!(sourced(""), ("Page".into(), None));
    }
}
