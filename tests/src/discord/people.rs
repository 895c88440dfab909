//! People, servers, and what people do in them: run commands, press buttons, say something.

use super::{
    events::GUILDS,
    interaction::{self, Deed, Value},
    models, posts,
    reply::{Earlier, Pending, Reply},
    state::{Account, Guild, Hub, Place, Post, Snowflake, State},
};
use serde_json::{Value as Json, json};
use std::{sync::Arc, time::Duration};

/// How long the bot may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// May read, write and use commands, as everyone may.
const ORDINARY: u64 = 1 << 10 | 1 << 11 | 1 << 16 | 1 << 31;
/// May manage the server's events.
const MANAGE_EVENTS: u64 = 1 << 33;
/// May do everything with the server, which Discord tells by all bits.
const MANAGER: u64 = (1 << 52) - 1;

/// A server, with one text channel called `general` to begin with.
#[derive(Clone)]
pub struct Server {
    hub: Arc<Hub>,
    guild: Guild,
}

impl Server {
    /// A server that the bot is not in.
    pub(crate) fn foreign(hub: &Arc<Hub>, name: &str) -> Self {
        let guild = hub.change(|state| {
            let id = state.next_id();
            let name = name.to_owned();
            let guild = Guild { id, name };
            state.open_channel(Place::Server(id), "general");
            guild
        });
        let hub = Arc::clone(hub);
        Self { hub, guild }
    }

    pub(crate) fn open(hub: &Arc<Hub>, name: &str) -> Self {
        let guild = hub.change(|state| {
            let id = state.next_id();
            let name = name.to_owned();
            let guild = Guild { id, name };
            state.guilds.push(guild.clone());
            state.open_channel(Place::Server(id), "general");
            let event = models::guild(state, &guild);
            state.dispatch_to(GUILDS, "GUILD_CREATE", &event);
            guild
        });
        let hub = Arc::clone(hub);
        Self { hub, guild }
    }

    pub(crate) fn parts(&self) -> (&Hub, Snowflake) {
        (&self.hub, self.guild.id)
    }

    /// Its id, as JSON holds it.
    pub fn id(&self) -> String {
        self.guild.id.to_string()
    }

    /// Someone makes a role; its id, as JSON holds it.
    pub fn makes_a_role(&self) -> String {
        self.hub.change(|state| state.next_id().to_string())
    }

    /// Someone removes the bot from the server.
    pub fn removes_the_bot(&self) {
        self.hub.change(|state| {
            state.guilds.retain(|guild| guild.id != self.guild.id);
            let event = json!({"id": self.id()});
            state.dispatch_to(GUILDS, "GUILD_DELETE", &event);
        });
    }

    /// Discord loses the server for a while; the bot stays in it.
    pub fn has_an_outage(&self) {
        let event = json!({"id": self.id(), "unavailable": true});
        self.hub
            .change(|state| state.dispatch_to(GUILDS, "GUILD_DELETE", &event));
    }
}

/// Someone with an account.
#[derive(Clone)]
pub struct Person {
    hub: Arc<Hub>,
    account: Account,
}

impl Person {
    pub(crate) fn join(hub: &Arc<Hub>, name: &str) -> Self {
        let account = hub.change(|state| {
            let known = state.people.iter().find(|person| person.name == name);
            known
                .cloned()
                .unwrap_or_else(|| new_account(state, name, false))
        });
        let hub = Arc::clone(hub);
        Self { hub, account }
    }

    /// The person's id, as JSON holds it.
    pub fn id(&self) -> String {
        self.account.id.to_string()
    }

    /// The person leaves a server.
    pub fn leaves(&self, server: &Server) {
        let left = (server.guild.id, self.account.id);
        self.hub.change(|state| state.left.push(left));
    }

    /// The person in the `general` channel of a server, with the permissions that everyone has.
    pub fn in_server(&self, server: &Server) -> Talk {
        self.talk_in(server, ORDINARY)
    }

    /// The same as someone who may manage the server.
    pub fn in_server_as_manager(&self, server: &Server) -> Talk {
        self.talk_in(server, MANAGER)
    }

    /// The same as someone who may manage events, and nothing else.
    pub fn in_server_as_editor(&self, server: &Server) -> Talk {
        self.talk_in(server, ORDINARY | MANAGE_EVENTS)
    }

    fn talk_in(&self, server: &Server, permissions: u64) -> Talk {
        let place = Place::Server(server.guild.id);
        let state = self.hub.look();
        let channel = state
            .find_channel(place, "general")
            .expect("every server has it");
        drop(state);
        self.talk(channel, permissions)
    }

    /// The person in direct messages with the bot.
    pub fn directly(&self) -> Talk {
        let channel = self
            .hub
            .change(|state| state.direct_channel(self.account.id));
        self.talk(channel, MANAGER)
    }

    fn talk(&self, channel: Snowflake, permissions: u64) -> Talk {
        let (hub, person) = (Arc::clone(&self.hub), self.account.clone());
        Talk {
            hub,
            person,
            channel,
            permissions,
            roles: Vec::new(),
            is_own_install: false,
        }
    }
}

fn new_account(state: &mut State, name: &str, is_bot: bool) -> Account {
    let id = state.next_id();
    let name = name.to_owned();
    let account = Account { id, name, is_bot };
    state.people.push(account.clone());
    account
}

/// A person at a place where the bot is.
#[derive(Clone)]
pub struct Talk {
    pub(crate) hub: Arc<Hub>,
    pub(crate) person: Account,
    pub(crate) channel: Snowflake,
    pub(crate) permissions: u64,
    pub(crate) roles: Vec<String>,
    /// Whether the person installed the bot for themselves.
    pub(crate) is_own_install: bool,
}

impl Talk {
    /// The same person in another text channel of the server, opened when first named.
    #[must_use]
    pub fn in_channel(&self, name: &str) -> Self {
        let channel = self.hub.change(|state| {
            let guild = state
                .guild_of(self.channel)
                .expect("channels with names are in servers");
            let place = Place::Server(guild);
            state.find_channel(place, name).unwrap_or_else(|| {
                let id = state.open_channel(place, name);
                let event = state.channel(id).map(|open| models::channel(state, open));
                state.dispatch_to(GUILDS, "CHANNEL_CREATE", &event.unwrap_or_default());
                id
            })
        });
        Self {
            channel,
            ..self.clone()
        }
    }

    /// The same person with one more role.
    #[must_use]
    pub fn with_role(&self, role: &str) -> Self {
        let mut talk = self.clone();
        talk.roles.push(role.to_owned());
        talk
    }

    /// The same person, who has installed the bot for themselves.
    #[must_use]
    pub fn with_own_install(&self) -> Self {
        Self {
            is_own_install: true,
            ..self.clone()
        }
    }

    /// The id of the channel, as JSON holds it.
    pub fn channel_id(&self) -> String {
        self.channel.to_string()
    }

    pub(crate) fn holds(&self, needed: u64) -> bool {
        self.permissions & needed == needed
    }

    pub(crate) fn manages(&self) -> bool {
        self.permissions == MANAGER
    }

    /// Runs a slash command, sub-commands as in `"save text"`, and waits for the first answer.
    /// Panics where Discord would not let a person send it.
    pub fn runs(&self, command: &str, options: &[(&str, Value)]) -> Reply {
        self.starts(command, options).reply()
    }

    /// Runs a slash command without waiting.
    pub fn starts(&self, command: &str, options: &[(&str, Value)]) -> Pending {
        self.does(command, |state| {
            interaction::command(state, self, command, options)
        })
    }

    /// What the bot offers while the person types into an option: pairs of name and value.
    pub fn types(&self, command: &str, option: &str, text: &str) -> Vec<(String, Json)> {
        let what = format!("choices for {option:?}");
        let pending = self.does(&what, |state| {
            interaction::typing(state, self, command, option, text)
        });
        let answer = pending.reply();
        let choices = answer.raw()["choices"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let name = |choice: &Json| choice["name"].as_str().unwrap_or_default().to_owned();
        choices
            .iter()
            .map(|choice| (name(choice), choice["value"].clone()))
            .collect()
    }

    /// Picks a command from the menu of a message.
    pub fn picks_from_menu(&self, command: &str, message: &Said) -> Reply {
        let deed = |state: &mut State| interaction::message_menu(state, self, command, message.id);
        self.does(command, deed).reply()
    }

    /// Presses a button of an answer, maybe of someone else's.
    pub fn presses(&self, answer: &Reply, label: &str) -> Reply {
        let what = format!("the button {label:?}");
        self.does(&what, |_| answer.press(label)).reply()
    }

    /// Sends the press of a button that the message does not have.
    pub fn forges_a_press(&self, answer: &Reply, custom_id: &str) -> Reply {
        let what = format!("a forged press of {custom_id:?}");
        self.does(&what, |_| answer.forged(custom_id)).reply()
    }

    /// Picks options of a select menu of an answer, by their labels.
    pub fn chooses(&self, answer: &Reply, labels: &[&str]) -> Reply {
        let what = format!("the choice {labels:?}");
        self.does(&what, |_| answer.choice(labels)).reply()
    }

    pub(crate) fn does(&self, what: &str, deed: impl FnOnce(&mut State) -> Deed) -> Pending {
        let token = self.hub.change(|state| {
            let deed = deed(state);
            interaction::send(state, self, deed)
        });
        Pending::new(self.clone(), token, what)
    }

    /// Says something in the channel.
    pub fn says(&self, text: &str) -> Said {
        self.post(&self.person, text, None, false)
    }

    /// Says something that is deleted before anybody can reply to it.
    pub fn says_and_deletes(&self, text: &str) {
        self.hub.change(|state| {
            let id = self.write(state, &self.person, text, |_, _| {});
            posts::delete(state, id)
        });
    }

    /// A webhook says something here, under the name of a person.
    pub fn says_as_webhook(&self, text: &str) {
        self.hub.change(|state| {
            let hook = state.next_id().to_string();
            self.write(state, &self.person, text, |_, body| {
                body["webhook_id"] = json!(hook);
            })
        });
    }

    /// Says something that begins with the bot's mention.
    pub fn mentions_bot(&self, text: &str) -> Said {
        let bot = self.hub.look().bot.id;
        self.says(&format!("<@{bot}> {text}"))
    }

    /// Replies to a message, with the mention of its author that is on by default.
    pub fn replies_to(&self, earlier: impl Into<Earlier>, text: &str) -> Said {
        self.post(&self.person, text, Some(earlier.into()), true)
    }

    /// Replies to a message with the mention switched off.
    pub fn replies_quietly_to(&self, earlier: impl Into<Earlier>, text: &str) -> Said {
        self.post(&self.person, text, Some(earlier.into()), false)
    }

    /// Another bot says something here.
    pub fn says_as_bot(&self, text: &str) -> Said {
        let robot = self.hub.change(|state| {
            let known = state.people.iter().find(|account| account.is_bot).cloned();
            known.unwrap_or_else(|| new_account(state, "another bot", true))
        });
        self.post(&robot, text, None, false)
    }

    fn post(&self, author: &Account, text: &str, earlier: Option<Earlier>, mentions: bool) -> Said {
        let refer = |state: &State, body: &mut Json| {
            if let Some(post) = earlier.and_then(|earlier| state.posts.get(&earlier.0)) {
                body["type"] = json!(19);
                body["message_reference"] = posts::refer_to(state, post);
                body["referenced_message"] = posts::flat(&post.body);
                let author = &post.body["author"];
                let people = body["mentions"].as_array_mut();
                if let Some(people) = people.filter(|_| mentions)
                    && people.iter().all(|user| user["id"] != author["id"])
                {
                    people.push(author.clone());
                }
            }
        };
        let id = self
            .hub
            .change(|state| self.write(state, author, text, refer));
        Said {
            talk: self.clone(),
            id,
        }
    }

    /// Puts a message into the channel, after what is finished on it, and tells the bot of it.
    fn write(
        &self,
        state: &mut State,
        author: &Account,
        text: &str,
        finish: impl FnOnce(&State, &mut Json),
    ) -> Snowflake {
        let id = state.next_id();
        let mut body = models::message(state, id, self.channel, author);
        body["content"] = json!(text);
        let people = models::mentioned(state, text);
        body["mentions"] = people.into_iter().map(models::user).collect();
        finish(state, &mut body);
        let post = Post {
            id,
            channel: self.channel,
            author: author.id,
            body,
            edits: Vec::new(),
            is_private: false,
            is_deleted: false,
        };
        state.posts.insert(id, post);
        state.dispatch_post("MESSAGE_CREATE", id);
        id
    }
}

/// A message that someone wrote.
#[derive(Clone)]
pub struct Said {
    talk: Talk,
    pub(crate) id: Snowflake,
}

impl Said {
    /// Waits for the bot's message that replies to this one.
    pub fn answer(&self) -> Reply {
        let reference = json!(self.id.to_string());
        let what = format!("an answer to {}'s message", self.talk.person.name);
        self.talk.hub.wait(PATIENCE, &what, |state| {
            let answers = |post: &&Post| {
                post.author == state.bot.id
                    && post.body["message_reference"]["message_id"] == reference
            };
            let post = state.posts.values().find(answers)?;
            Some(Reply::of_post(&self.talk, post))
        })
    }

    /// The id of the message, as JSON holds it.
    pub fn id(&self) -> String {
        self.id.to_string()
    }
}
