//! What the fake Discord remembers, and how threads wait for it to change.

use super::{
    callbacks::Interaction, events::Session, faults::Fault, gateway::Connection,
    scheduled::Scheduled,
};
use serde_json::Value as Json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Discord's kind of id: later things have greater ones. Travels as a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Snowflake(u64);

impl Snowflake {
    /// Reads an id where JSON holds one: in a string.
    pub(crate) fn read(json: &Json) -> Option<Self> {
        json.as_str().and_then(Self::parse)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl fmt::Display for Snowflake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Someone who can write: a person, or the bot itself.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) is_bot: bool,
}

/// A server, which Discord's API calls a guild.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
}

/// Whose a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A channel of the server with this id.
    Server(Snowflake),
    /// The direct messages between the bot and the person with this id.
    Direct(Snowflake),
}

#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: Snowflake,
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// A message as Discord keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) id: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) author: Snowflake,
    /// The message object as it stands now, without what only gateway events add.
    pub(crate) body: Json,
    /// The message object after each edit.
    pub(crate) edits: Vec<Json>,
    /// Only the person whose interaction it answers sees it.
    pub(crate) is_private: bool,
    pub(crate) is_deleted: bool,
}

impl Post {
    /// Shown as "is thinking" until it is edited.
    pub(crate) fn is_loading(&self) -> bool {
        self.body["flags"].as_u64().unwrap_or(0) & super::models::LOADING != 0
    }
}

/// A request that reached the fake, in the order of arrival.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST` and so on.
    pub method: String,
    /// `discord.com` or `cdn.discordapp.com`.
    pub host: String,
    /// The path with its `/api/v10`, without the query.
    pub path: String,
    /// What stands after the question mark, or nothing.
    pub query: String,
    /// The JSON body, of a multipart body its `payload_json`; null where there is none.
    pub body: Json,
}

/// A file that the CDN hands out.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) struct State {
    pub(crate) token: String,
    pub(crate) bot: Account,
    pub(crate) gateway_url: String,
    pub(crate) heartbeat_interval: Duration,
    pub(crate) acknowledges: bool,
    pub(crate) refuses_token: bool,
    pub(crate) is_silent: bool,
    /// Whether the bot may not read what was written in channels before.
    pub(crate) hides_history: bool,
    /// The roles and people that somebody chose to be pinged.
    pub(crate) pinged_by_choice: BTreeSet<String>,
    /// Who has left which server.
    pub(crate) left: Vec<(Snowflake, Snowflake)>,
    /// Messages up to it are no longer known by their nonces.
    pub(crate) nonces_forgotten: Snowflake,
    pub(crate) twice: bool,
    pub(crate) people: Vec<Account>,
    pub(crate) guilds: Vec<Guild>,
    pub(crate) channels: Vec<Channel>,
    pub(crate) posts: BTreeMap<Snowflake, Post>,
    pub(crate) interactions: Vec<Interaction>,
    pub(crate) commands: Option<Json>,
    pub(crate) command_puts: usize,
    pub(crate) scheduled: Vec<Scheduled>,
    /// Whether the bot may neither post nor show embeds in channels.
    pub(crate) forbids_posting: bool,
    /// Whether the bot may not make events of servers.
    pub(crate) forbids_events: bool,
    pub(crate) files: BTreeMap<String, Stored>,
    pub(crate) cdn_hits: usize,
    pub(crate) requests: Vec<Request>,
    pub(crate) violations: Vec<String>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) session: Option<Session>,
    pub(crate) connection: Option<Connection>,
    pub(crate) connections: u64,
    pub(crate) identifies: usize,
    pub(crate) resumes: usize,
    last_id: u64,
}

/// Far enough from zero to look like the real ones.
const FIRST_ID: u64 = 1_300_000_000_000_000_000;

impl State {
    fn new() -> Self {
        let bot = Account {
            id: Snowflake(FIRST_ID),
            name: "Dateline".to_owned(),
            is_bot: true,
        };
        Self {
            token: format!("{}.fake.token-of-the-bot", bot.id),
            bot,
            gateway_url: String::new(),
            heartbeat_interval: Duration::from_millis(41_250),
            acknowledges: true,
            refuses_token: false,
            is_silent: false,
            hides_history: false,
            pinged_by_choice: BTreeSet::new(),
            left: Vec::new(),
            nonces_forgotten: Snowflake(FIRST_ID),
            twice: false,
            people: Vec::new(),
            guilds: Vec::new(),
            channels: Vec::new(),
            posts: BTreeMap::new(),
            interactions: Vec::new(),
            commands: None,
            command_puts: 0,
            scheduled: Vec::new(),
            forbids_posting: false,
            forbids_events: false,
            files: BTreeMap::new(),
            cdn_hits: 0,
            requests: Vec::new(),
            violations: Vec::new(),
            faults: Vec::new(),
            session: None,
            connection: None,
            connections: 0,
            identifies: 0,
            resumes: 0,
            last_id: FIRST_ID,
        }
    }

    pub(crate) fn next_id(&mut self) -> Snowflake {
        self.last_id += 1;
        Snowflake(self.last_id)
    }

    pub(crate) fn violate(&mut self, fault: impl Into<String>) {
        self.violations.push(fault.into());
    }

    pub(crate) fn account(&self, id: Snowflake) -> Option<&Account> {
        std::iter::once(&self.bot)
            .chain(&self.people)
            .find(|account| account.id == id)
    }

    pub(crate) fn channel(&self, id: Snowflake) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The server of a channel; none for direct messages and unknown channels.
    pub(crate) fn guild_of(&self, channel: Snowflake) -> Option<Snowflake> {
        match self.channel(channel)?.place {
            Place::Server(guild) => Some(guild),
            Place::Direct(_) => None,
        }
    }

    /// The direct messages with a person, opened when first needed.
    pub(crate) fn direct_channel(&mut self, person: Snowflake) -> Snowflake {
        let place = Place::Direct(person);
        self.find_channel(place, "")
            .unwrap_or_else(|| self.open_channel(place, ""))
    }

    pub(crate) fn find_channel(&self, place: Place, name: &str) -> Option<Snowflake> {
        let same = |channel: &&Channel| channel.place == place && channel.name == name;
        self.channels.iter().find(same).map(|channel| channel.id)
    }

    pub(crate) fn open_channel(&mut self, place: Place, name: &str) -> Snowflake {
        let id = self.next_id();
        let name = name.to_owned();
        self.channels.push(Channel { id, name, place });
        id
    }
}

/// The state behind its lock, shared by the servers of the fake and the threads of the test.
pub(crate) struct Hub {
    state: Mutex<State>,
    changed: Condvar,
}

impl Hub {
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new(State::new()),
            changed: Condvar::new(),
        }
    }

    /// Looks at the state. A test that panicked elsewhere does not spoil it.
    pub(crate) fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes whoever waits for that.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let outcome = change(&mut self.look());
        self.changed.notify_all();
        outcome
    }

    /// Waits until `find` finds something; panics with what was waited for when `limit` has passed.
    pub(crate) fn wait<T>(
        &self,
        limit: Duration,
        what: &str,
        find: impl Fn(&State) -> Option<T>,
    ) -> T {
        let end = Instant::now() + limit;
        let mut state = self.look();
        loop {
            if let Some(found) = find(&state) {
                return found;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let story = story(&state);
                drop(state);
                panic!("waited {limit:?} in vain for {what}\n{story}");
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// What a failed wait prints, so that the log tells what did happen.
fn story(state: &State) -> String {
    let mut lines = vec![format!(
        "gateway: {} identifies, {} resumes, {}",
        state.identifies,
        state.resumes,
        if state.connection.is_some() {
            "connected"
        } else {
            "not connected"
        }
    )];
    let skipped = state.requests.len().saturating_sub(12);
    let last = state.requests.iter().skip(skipped);
    lines.extend(last.map(|request| format!("request: {} {}", request.method, request.path)));
    let violations = state.violations.iter();
    lines.extend(violations.map(|violation| format!("violation: {violation}")));
    lines.join("\n")
}
