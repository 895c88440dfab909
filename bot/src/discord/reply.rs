//! Cards as messages. Every message says that nobody is to be pinged; every reply goes through here.

use super::link;
use dateline_render::{
    discord::{Card, Form, Menu, Tone},
    picture::Picture,
};
use serenity::all::{
    Builder, ButtonStyle, ChannelId, CommandInteraction, CreateActionRow, CreateAllowedMentions,
    CreateAttachment, CreateAutocompleteResponse, CreateButton, CreateEmbed, CreateEmbedFooter,
    CreateInputText, CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage,
    CreateModal, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
    EditInteractionResponse, Http, InputTextStyle, InteractionId, Message, MessageFlags,
    MessageReference, ModalInteraction, Nonce, RoleId, UserId,
};
use std::{future::Future, time::Duration};

/// Colours of cards: told, open, trouble, plain.
const COLOURS: [u32; 4] = [0x002e_7d32, 0x008a_6d00, 0x00b7_1c1c, 0x003f_51b5];

/// A reply that fails for a moment is made again after this; the person waits 3 seconds at most.
const AGAIN: Duration = Duration::from_millis(300);

/// Who sees a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    ByAll,
    ByAsker,
    /// By all, unless the place keeps answers to those who ask.
    AsSet,
}

/// The first answer to an interaction.
pub(crate) async fn respond(
    http: &Http,
    to: (InteractionId, &str),
    response: CreateInteractionResponse,
) -> serenity::Result<()> {
    let sent = twice(|| response.clone().execute(http, to));
    match sent.await {
        // Discord had taken it the first time, and only its word of that was lost.
        Err(error) if link::code(&error) == Some(link::ACKNOWLEDGED) => Ok(()),
        other => other,
    }
}

/// Puts a card in place of "is thinking".
pub(crate) async fn complete(
    http: &Http,
    given: &CommandInteraction,
    card: &Card,
) -> serenity::Result<()> {
    twice(|| given.edit_response(http, edited(card))).await?;
    Ok(())
}

/// Puts a card in place of "is thinking" after a form.
pub(crate) async fn complete_form(
    http: &Http,
    given: &ModalInteraction,
    card: &Card,
) -> serenity::Result<()> {
    twice(|| given.edit_response(http, edited(card))).await?;
    Ok(())
}

/// Puts a card with a file in place of "is thinking".
pub(crate) async fn complete_with(
    http: &Http,
    given: &CommandInteraction,
    card: &Card,
    file: CreateAttachment,
) -> serenity::Result<()> {
    let edited = || edited(card).new_attachment(file.clone());
    twice(|| given.edit_response(http, edited())).await?;
    Ok(())
}

/// Tells a channel something that nobody asked for just now.
pub(crate) async fn tell(http: &Http, channel: ChannelId, card: &Card) -> serenity::Result<()> {
    let said = CreateMessage::new()
        .embed(embed(card))
        .allowed_mentions(nobody());
    twice(|| channel.send_message(http, said.clone())).await?;
    Ok(())
}

/// Whom a message that is kept before it is sent pings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pings {
    Nobody,
    /// The role that was chosen for a digest.
    Role(RoleId),
    /// The person who wished to be.
    Person(UserId),
}

/// A card as the body of a message that is kept before it is sent.
pub(crate) fn frozen(
    card: &Card,
    pings: Pings,
    is_silent: bool,
) -> serde_json::Result<serde_json::Value> {
    let message = CreateMessage::new().embed(embed(card));
    let message = match pings {
        Pings::Role(role) => message
            .content(format!("<@&{role}>"))
            .allowed_mentions(nobody().roles([role])),
        Pings::Person(person) => message
            .content(format!("<@{person}>"))
            .allowed_mentions(nobody().users([person])),
        Pings::Nobody => message.allowed_mentions(nobody()),
    };
    let message = if is_silent {
        message.flags(MessageFlags::SUPPRESS_NOTIFICATIONS)
    } else {
        message
    };
    serde_json::to_value(message)
}

/// Replies to a message with a card. Sent twice it is posted once: the nonce is the message's own number.
pub(crate) async fn post(http: &Http, card: &Card, message: &Message) -> serenity::Result<()> {
    let said = to_message(card, message);
    twice(|| message.channel_id.send_message(http, said.clone())).await?;
    Ok(())
}

/// Sends, and once more where Discord failed to take it.
async fn twice<T, F>(send: impl Fn() -> F) -> serenity::Result<T>
where
    F: Future<Output = serenity::Result<T>>,
{
    match send().await {
        Err(error) if link::may_pass(&error) => {
            tokio::time::sleep(AGAIN).await;
            send().await
        }
        other => other,
    }
}

/// A card as the first answer to an interaction.
pub(crate) fn direct(card: &Card, seen: Seen) -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new()
        .embed(embed(card))
        .components(buttons(card))
        .allowed_mentions(nobody())
        .ephemeral(seen == Seen::ByAsker);
    CreateInteractionResponse::Message(match &card.content {
        Some(content) => message.content(content),
        None => message,
    })
}

/// A file that goes with a card.
pub(crate) struct File {
    name: String,
    bytes: Vec<u8>,
    /// What a picture shows.
    about: Option<String>,
}

impl File {
    pub(crate) fn text(name: impl Into<String>, text: String) -> Self {
        Self {
            name: name.into(),
            bytes: text.into_bytes(),
            about: None,
        }
    }

    /// A picture, under the name of what it was asked of.
    pub(crate) fn picture(of: &str, picture: Picture) -> Self {
        Self {
            name: format!("{of}.png"),
            bytes: picture.png,
            about: Some(picture.about),
        }
    }

    fn attached(self) -> CreateAttachment {
        let attached = CreateAttachment::bytes(self.bytes, self.name);
        match self.about {
            Some(about) => attached.description(about),
            None => attached,
        }
    }
}

/// A card with a file as the first answer to an interaction.
pub(crate) fn direct_with(card: &Card, file: File, seen: Seen) -> CreateInteractionResponse {
    match direct(card, seen) {
        CreateInteractionResponse::Message(message) => {
            CreateInteractionResponse::Message(message.add_file(file.attached()))
        }
        other => other,
    }
}

/// A card in place of the message whose button was pressed, and its file in place of those that the message had.
pub(crate) fn in_place(card: &Card, file: Option<File>) -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new()
        .embed(embed(card))
        .components(buttons(card))
        .allowed_mentions(nobody())
        .add_files(file.map(File::attached));
    CreateInteractionResponse::UpdateMessage(message)
}

/// What can be chosen for an option, the best first; Discord takes 25 names of 100 characters.
pub(crate) fn choices(choices: Vec<(String, String)>) -> CreateInteractionResponse {
    const MOST: usize = 25;
    const LONGEST: usize = 100;
    let choices = choices.into_iter().take(MOST);
    let offered = choices.fold(
        CreateAutocompleteResponse::new(),
        |offered, (name, value)| {
            let name: String = name.chars().take(LONGEST).collect();
            offered.add_string_choice(name, value)
        },
    );
    CreateInteractionResponse::Autocomplete(offered)
}

/// The answer comes later, for the asker alone.
pub(crate) fn later() -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new().ephemeral(true);
    CreateInteractionResponse::Defer(message.allowed_mentions(nobody()))
}

fn edited(card: &Card) -> EditInteractionResponse {
    let message = EditInteractionResponse::new()
        .embed(embed(card))
        .components(buttons(card))
        .allowed_mentions(nobody());
    match &card.content {
        Some(content) => message.content(content),
        None => message,
    }
}

fn to_message(card: &Card, message: &Message) -> CreateMessage {
    let reply = CreateMessage::new()
        .embed(embed(card))
        .components(buttons(card))
        .allowed_mentions(nobody())
        .reference_message(MessageReference::from(message).fail_if_not_exists(false))
        .nonce(Nonce::String(message.id.to_string()))
        .enforce_nonce(true);
    match &card.content {
        Some(content) => reply.content(content),
        None => reply,
    }
}

/// A form, with what stands in its inputs already.
pub(crate) fn form<const N: usize>(form: &Form<N>, values: [&str; N]) -> CreateInteractionResponse {
    form_as(form.id, form, values)
}

/// The same form under an id that holds more than its name.
pub(crate) fn form_as<const N: usize>(
    id: &str,
    form: &Form<N>,
    values: [&str; N],
) -> CreateInteractionResponse {
    let inputs = form.inputs.iter().zip(values).map(|(input, value)| {
        let style = if input.is_box {
            InputTextStyle::Paragraph
        } else {
            InputTextStyle::Short
        };
        let text = CreateInputText::new(style, input.label, input.id)
            .placeholder(input.placeholder)
            .required(input.is_required)
            .max_length(input.most);
        let most = usize::from(input.most);
        CreateActionRow::InputText(if value.is_empty() {
            text
        } else {
            text.value(value.chars().take(most).collect::<String>())
        })
    });
    let modal = CreateModal::new(id, form.title);
    CreateInteractionResponse::Modal(modal.components(inputs.collect()))
}

fn embed(card: &Card) -> CreateEmbed {
    let [told, open, trouble, plain] = COLOURS;
    let colour = match card.tone {
        Tone::Told => told,
        Tone::Open => open,
        Tone::Trouble => trouble,
        Tone::Plain => plain,
    };
    let mut embed = CreateEmbed::new().description(&card.body).colour(colour);
    if let Some(title) = &card.title {
        embed = embed.title(title);
    }
    if let Some(footer) = &card.footer {
        embed = embed.footer(CreateEmbedFooter::new(footer));
    }
    embed.fields(
        card.fields
            .iter()
            .map(|field| (field.name, field.value.clone(), false)),
    )
}

fn buttons(card: &Card) -> Vec<CreateActionRow> {
    let menu = card.menu.as_deref().map(menu);
    if card.buttons.is_empty() {
        return menu.into_iter().collect();
    }
    let made = card.buttons.iter().map(|button| {
        CreateButton::new(button.id.clone())
            .label(button.label.as_ref())
            .style(ButtonStyle::Primary)
    });
    let row = CreateActionRow::Buttons(made.collect());
    menu.into_iter().chain([row]).collect()
}

fn menu(menu: &Menu) -> CreateActionRow {
    let options = menu.choices.iter().map(|choice| {
        CreateSelectMenuOption::new(&choice.label, &choice.value).description(&choice.about)
    });
    let kind = CreateSelectMenuKind::String {
        options: options.collect(),
    };
    let menu = CreateSelectMenu::new(&menu.id, kind).placeholder(menu.placeholder);
    CreateActionRow::SelectMenu(menu)
}

/// Nobody: neither people nor roles nor everyone, nor the one who is replied to.
fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}
