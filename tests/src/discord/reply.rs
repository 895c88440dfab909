//! What the bot answered, as a person sees it, and what a person does next with it.

use super::{
    callbacks::{Answered, Interaction, Kind},
    interaction::Deed,
    models,
    people::{PATIENCE, Said, Talk},
    state::{Post, Snowflake, State},
};
use serde_json::{Value as Json, json};
use std::time::Duration;

/// Something a person did that the bot has not answered yet.
pub struct Pending {
    talk: Talk,
    token: String,
    what: String,
}

impl Pending {
    pub(crate) fn new(talk: Talk, token: String, what: &str) -> Self {
        let what = what.to_owned();
        Self { talk, token, what }
    }

    /// Waits for the first answer.
    pub fn reply(&self) -> Reply {
        let what = format!("the answer to {}", self.what);
        self.talk.hub.wait(PATIENCE, &what, |state| {
            let interaction = state.interaction(&self.token)?;
            let answered = interaction.answered.as_ref()?;
            Some(Reply::of_interaction(&self.talk, interaction, answered))
        })
    }
}

/// A message that can be replied to.
pub struct Earlier(pub(crate) Snowflake);

impl From<&Reply> for Earlier {
    fn from(reply: &Reply) -> Self {
        Self(reply.post.expect("a modal is no message"))
    }
}

impl From<&Said> for Earlier {
    fn from(said: &Said) -> Self {
        Self(said.id)
    }
}

/// An answer of the bot as it stood when it came; edits give further replies.
#[derive(Clone)]
pub struct Reply {
    talk: Talk,
    raw: Json,
    /// Discord's callback type; zero for a message in a channel.
    kind: u64,
    took: Duration,
    token: Option<String>,
    post: Option<Snowflake>,
    /// The message from whose component a modal was opened.
    source: Option<Snowflake>,
    edits: usize,
    follow_ups: usize,
}

impl Reply {
    fn of_interaction(talk: &Talk, interaction: &Interaction, answered: &Answered) -> Self {
        Self {
            talk: talk.clone(),
            raw: answered.shown.clone(),
            kind: answered.kind,
            took: answered.at.duration_since(interaction.sent),
            token: Some(interaction.token.clone()),
            post: answered.post,
            source: interaction.source,
            edits: answered.edits,
            follow_ups: 0,
        }
    }

    pub(crate) fn of_post(talk: &Talk, post: &Post) -> Self {
        Self {
            talk: talk.clone(),
            raw: post.body.clone(),
            kind: 0,
            took: Duration::ZERO,
            token: None,
            post: Some(post.id),
            source: None,
            edits: post.edits.len(),
            follow_ups: 0,
        }
    }

    /// The message object; of a modal, its title and components.
    pub fn raw(&self) -> &Json {
        &self.raw
    }

    /// Whether the answer opened a modal.
    pub fn is_modal(&self) -> bool {
        self.kind == 9
    }

    /// Whether the first answer already said what there is to say.
    pub fn is_direct(&self) -> bool {
        matches!(self.kind, 0 | 4 | 7 | 9)
    }

    /// Whether only this person sees it.
    pub fn is_private(&self) -> bool {
        self.raw["flags"].as_u64().unwrap_or(0) & models::EPHEMERAL != 0
    }

    /// How long the first answer to an interaction took; zero for messages.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// Waits until the message is edited (again), as after a deferral.
    #[must_use]
    pub fn waits_for_edit(&self) -> Self {
        let id = self.post.expect("a modal cannot be edited");
        let raw = self
            .talk
            .hub
            .wait(PATIENCE, "an edit of the answer", |state| {
                state.posts.get(&id)?.edits.get(self.edits).cloned()
            });
        Self {
            raw,
            edits: self.edits + 1,
            ..self.clone()
        }
    }

    /// Waits for the (next) follow-up message to the same interaction.
    #[must_use]
    pub fn waits_for_follow_up(&self) -> Self {
        let token = self
            .token
            .as_deref()
            .expect("only interactions are followed up");
        let next = self.follow_ups;
        let post = self.talk.hub.wait(PATIENCE, "a follow-up", |state| {
            let id = state.interaction(token)?.follow_ups.get(next)?;
            state.posts.get(id).cloned()
        });
        let token = self.token.clone();
        Self {
            token,
            follow_ups: next + 1,
            ..Self::of_post(&self.talk, &post)
        }
    }

    /// The files of the message: names and contents.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let state = self.talk.hub.look();
        let attachments = self.raw["attachments"].as_array().into_iter().flatten();
        let file = |attachment: &Json| {
            let url = attachment["url"].as_str()?;
            let (_, stored) = state
                .files
                .iter()
                .find(|(path, _)| url.contains(path.as_str()))?;
            Some((
                attachment["filename"].as_str()?.to_owned(),
                stored.bytes.clone(),
            ))
        };
        attachments.filter_map(file).collect()
    }

    /// What is said of each of its files, for those who do not see them.
    pub fn described(&self) -> Vec<String> {
        let attachments = self.raw["attachments"].as_array().into_iter().flatten();
        let described = attachments.filter_map(|attachment| attachment["description"].as_str());
        described.map(str::to_owned).collect()
    }

    /// Presses a button.
    pub fn presses(&self, label: &str) -> Self {
        self.talk.presses(self, label)
    }

    /// Picks options of a select menu by their labels.
    pub fn chooses(&self, labels: &[&str]) -> Self {
        self.talk.chooses(self, labels)
    }

    /// What stands in an input of the modal, by the input's label.
    pub fn field(&self, label: &str) -> String {
        let input = self
            .inputs()
            .into_iter()
            .find(|input| input["label"] == label);
        let input = input.unwrap_or_else(|| panic!("no input {label:?} in:\n{}", self.seen()));
        input["value"].as_str().unwrap_or_default().to_owned()
    }

    /// Fills in inputs of the modal by their labels, leaves the others as they are, and submits it.
    /// Panics where Discord would not let a person submit it.
    pub fn fills(&self, values: &[(&str, &str)]) -> Self {
        assert!(self.is_modal(), "not a modal:\n{}", self.seen());
        for (label, _) in values {
            self.field(label);
        }
        let row = |input: &Json| {
            let given = values.iter().find(|(label, _)| input["label"] == *label);
            let value = given.map_or_else(
                || input["value"].as_str().unwrap_or_default(),
                |(_, value)| value,
            );
            check_input(input, value);
            json!({"type": 1, "components": [{"type": 4, "custom_id": input["custom_id"], "value": value}]})
        };
        let rows: Vec<Json> = self.inputs().into_iter().map(row).collect();
        let data = json!({"custom_id": self.raw["custom_id"], "components": rows});
        let source = self.source;
        let kind = Kind::Modal {
            from_message: source.is_some(),
        };
        self.talk
            .does("the modal", |_| Deed { kind, data, source })
            .reply()
    }

    fn parts(&self) -> impl Iterator<Item = &Json> {
        let rows = self.raw["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }

    fn inputs(&self) -> Vec<&Json> {
        self.parts().filter(|part| part["type"] == 4).collect()
    }

    pub(crate) fn press(&self, label: &str) -> Deed {
        let mut buttons = self.parts().filter(|part| part["type"] == 2);
        let button = buttons.find(|button| button["label"] == label);
        let button = button.unwrap_or_else(|| panic!("no button {label:?} in:\n{}", self.seen()));
        assert!(
            button["disabled"] != true,
            "the button {label:?} is disabled"
        );
        assert!(button["style"] != 5, "the button {label:?} is a link");
        self.component(button, json!({"component_type": 2}))
    }

    pub(crate) fn forged(&self, custom_id: &str) -> Deed {
        let button = json!({"custom_id": custom_id});
        self.component(&button, json!({"component_type": 2}))
    }

    pub(crate) fn choice(&self, labels: &[&str]) -> Deed {
        let of = |part: &Json, label: &str| {
            let mut options = part["options"].as_array().into_iter().flatten();
            let option = options.find(|option| option["label"] == label);
            option.map(|option| option["value"].clone())
        };
        let mut menus = self.parts().filter(|part| part["type"] == 3);
        let menu = menus.find(|menu| labels.iter().all(|label| of(menu, label).is_some()));
        let menu = menu.unwrap_or_else(|| panic!("no menu with {labels:?} in:\n{}", self.seen()));
        let most = menu["max_values"]
            .as_u64()
            .and_then(|most| usize::try_from(most).ok());
        assert!(
            labels.len() <= most.unwrap_or(1),
            "too many choices: {labels:?}"
        );
        let values: Vec<Json> = labels.iter().filter_map(|label| of(menu, label)).collect();
        self.component(menu, json!({"component_type": 3, "values": values}))
    }

    fn component(&self, part: &Json, mut data: Json) -> Deed {
        data["custom_id"] = part["custom_id"].clone();
        data["id"] = json!(1);
        Deed {
            kind: Kind::Component,
            data,
            source: self.post,
        }
    }

    /// What a person reads: the text, then each embed from author to footer, then the buttons as
    /// `[Label]`, one after the other on lines.
    /// Backslash escapes are resolved where Discord reads Markdown; other Markdown stays as it is.
    pub fn seen(&self) -> String {
        let mut lines = Vec::new();
        if self.is_modal() {
            lines.push(plain(&self.raw["title"]));
        }
        lines.push(markdown(&self.raw["content"]));
        let embeds = self.raw["embeds"].as_array().into_iter().flatten();
        lines.extend(embeds.flat_map(embed_lines));
        lines.extend(self.parts().map(part_line));
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }
}

/// All messages of the bot in a channel, in order; deferred ones once they say something.
pub(crate) fn all_of_the_bot(state: &State, talk: &Talk) -> Vec<Reply> {
    let posts = state.posts.values().filter(|post| {
        post.author == state.bot.id
            && post.channel == talk.channel
            && !post.is_loading()
            && !post.is_deleted
    });
    posts.map(|post| Reply::of_post(talk, post)).collect()
}

fn check_input(input: &Json, value: &str) {
    let label = &input["label"];
    let length = u64::try_from(value.chars().count()).unwrap_or(u64::MAX);
    if length == 0 {
        assert!(
            input["required"] == false,
            "the input {label} must be filled in"
        );
        return;
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    assert!(
        (least..=most).contains(&length),
        "the input {label} takes {least} to {most} characters, not {length}"
    );
}

fn plain(text: &Json) -> String {
    text.as_str().unwrap_or_default().to_owned()
}

/// A text with its backslash escapes resolved.
fn markdown(text: &Json) -> String {
    let mut seen = String::new();
    let mut letters = text.as_str().unwrap_or_default().chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == '\\' && next.is_ascii_punctuation());
        seen.push(escaped.unwrap_or(letter));
    }
    seen
}

fn embed_lines(embed: &Json) -> Vec<String> {
    let fields = embed["fields"].as_array().into_iter().flatten();
    let fields = fields.map(|field| {
        format!(
            "{}: {}",
            markdown(&field["name"]),
            markdown(&field["value"])
        )
    });
    let mut lines = vec![
        plain(&embed["author"]["name"]),
        markdown(&embed["title"]),
        markdown(&embed["description"]),
    ];
    lines.extend(fields);
    lines.push(plain(&embed["footer"]["text"]));
    lines
}

fn part_line(part: &Json) -> String {
    match part["type"].as_u64() {
        Some(2) if part["style"] == 5 => {
            format!("[{}]({})", plain(&part["label"]), plain(&part["url"]))
        }
        Some(2) => format!("[{}]", plain(&part["label"])),
        Some(4) => format!("{}: {}", plain(&part["label"]), plain(&part["value"])),
        _ => {
            let options = part["options"].as_array().into_iter().flatten();
            let labels: Vec<String> = options.map(|option| plain(&option["label"])).collect();
            format!("[{}: {}]", plain(&part["placeholder"]), labels.join(" | "))
        }
    }
}
