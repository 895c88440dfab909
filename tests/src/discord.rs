//! A Discord on loopback that the unchanged bot talks to: its API, gateway and CDN, and the people who use them.
//!
//! It answers as Discord does, and writes down what Discord would not forgive as a violation; a fake that is dropped
//! with violations fails its test. It has no clock: every moment in its messages is the same.

mod body;
mod callbacks;
mod events;
mod faults;
mod gateway;
mod interaction;
mod limits;
mod models;
mod openapi;
mod people;
mod posts;
mod proxy;
mod reply;
mod rest;
mod scheduled;
mod state;

pub use self::{
    interaction::{File, Value},
    openapi::checks_openapi,
    people::{Person, Said, Server, Talk},
    reply::{Earlier, Pending, Reply},
    state::Request,
};

use self::{
    faults::{Fault, Harm},
    gateway::Order,
    state::{Hub, State},
};
use serde_json::Value as Json;
use std::{fs, path::PathBuf, sync::Arc, thread, time::Duration};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

/// How long a bot may take to start.
const START: Duration = Duration::from_secs(20);

/// A Discord of one's own; it lives until it is dropped.
pub struct Discord {
    hub: Arc<Hub>,
    proxy: String,
    authority: PathBuf,
    _folder: TempDir,
    runtime: Option<Runtime>,
}

impl Discord {
    /// Opens a Discord in which nothing has happened yet.
    pub fn open() -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a thread is to be had");
        let hub = Arc::new(Hub::new());
        let trust = proxy::Trust::new();
        let folder = TempDir::new().expect("a temporary folder is to be had");
        let authority = folder.path().join("authority.pem");
        fs::write(&authority, &trust.authority_pem).expect("the temporary folder is ours");
        let bind = || {
            runtime
                .block_on(TcpListener::bind("127.0.0.1:0"))
                .expect("a port is to be had")
        };
        let (gateway, proxy) = (bind(), bind());
        let address = |listener: &TcpListener| {
            listener
                .local_addr()
                .expect("a bound socket has an address")
        };
        let proxy_url = format!("http://{}", address(&proxy));
        hub.change(|state| state.gateway_url = format!("ws://{}", address(&gateway)));
        runtime.spawn(gateway::listen(Arc::clone(&hub), gateway));
        runtime.spawn(proxy::listen(Arc::clone(&hub), proxy, trust.acceptor));
        Self {
            hub,
            proxy: proxy_url,
            authority,
            _folder: folder,
            runtime: Some(runtime),
        }
    }

    /// The variables by which the bot reaches this Discord instead of the real one.
    pub fn environment(&self) -> Vec<(String, String)> {
        let authority = self.authority.display().to_string();
        let pairs = [
            ("HTTPS_PROXY", self.proxy.as_str()),
            ("https_proxy", &self.proxy),
            ("NO_PROXY", ""),
            ("no_proxy", ""),
            ("SSL_CERT_FILE", &authority),
        ];
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    }

    /// The bot's token.
    pub fn token(&self) -> String {
        self.hub.look().token.clone()
    }

    /// The bot's id, which is its application's too, as JSON holds it.
    pub fn bot_id(&self) -> String {
        self.hub.look().bot.id.to_string()
    }

    /// Opens a server with the bot in it.
    pub fn server(&self, name: &str) -> Server {
        Server::open(&self.hub, name)
    }

    /// Opens a server without the bot in it.
    pub fn foreign_server(&self, name: &str) -> Server {
        Server::foreign(&self.hub, name)
    }

    /// The person of this name, made when first named.
    pub fn person(&self, name: &str) -> Person {
        Person::join(&self.hub, name)
    }

    /// All messages of the bot at a place, in order.
    pub fn messages(&self, talk: &Talk) -> Vec<Reply> {
        reply::all_of_the_bot(&self.hub.look(), talk)
    }

    /// Waits until the bot is connected and has registered its commands.
    pub fn wait_until_ready(&self) {
        let what = "the bot to connect and register its commands";
        self.hub.wait(START, what, |state| {
            (state.connection.is_some() && state.commands.is_some()).then_some(())
        });
    }

    /// Waits until this many sessions have been resumed since the start.
    pub fn wait_for_resumes(&self, count: usize) {
        self.wait_for("a resumed session", |state| state.resumes >= count);
    }

    /// Waits until this many bots, or one bot so often, have identified since the start.
    pub fn wait_for_identifies(&self, count: usize) {
        self.wait_for("an identified bot", |state| state.identifies >= count);
    }

    /// Waits for a request by its method and a part of its path.
    pub fn wait_for_request(&self, method: &str, path_part: &str) -> Request {
        let what = format!("{method} of a path with {path_part}");
        self.hub.wait(START, &what, |state| {
            let mut requests = state.requests.iter();
            let fits =
                |request: &&Request| request.method == method && request.path.contains(path_part);
            requests.find(fits).cloned()
        })
    }

    fn wait_for(&self, what: &str, happened: impl Fn(&State) -> bool) {
        self.hub
            .wait(START, what, |state| happened(state).then_some(()));
    }

    /// The commands that the bot registered, with their ids.
    pub fn commands_registered(&self) -> Option<Json> {
        self.hub.look().commands.clone()
    }

    /// Those who manage the servers let everybody see every command, as Discord lets them.
    pub fn shows_every_command_to_everybody(&self) {
        self.hub.change(|state| {
            let commands = state.commands.as_mut().and_then(Json::as_array_mut);
            for command in commands.into_iter().flatten() {
                command["default_member_permissions"] = Json::Null;
            }
        });
    }

    /// How often the bot registered its commands.
    pub fn registrations(&self) -> usize {
        self.hub.look().command_puts
    }

    /// How often the bot has begun a session, or tried to.
    pub fn identifies(&self) -> usize {
        self.hub.look().identifies
    }

    /// How often the bot has resumed a session.
    pub fn resumes(&self) -> usize {
        self.hub.look().resumes
    }

    /// The intent bits of the current session.
    pub fn intents(&self) -> Option<u64> {
        self.hub
            .look()
            .session
            .as_ref()
            .map(|session| session.intents)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.hub.look().requests.clone()
    }

    /// The tokens of all interactions so far, none of which may stand in a log.
    pub fn interaction_tokens(&self) -> Vec<String> {
        let state = self.hub.look();
        let tokens = state.interactions.iter();
        tokens
            .map(|interaction| interaction.token.clone())
            .collect()
    }

    /// How often a file was fetched, or tried to be.
    pub fn cdn_hits(&self) -> usize {
        self.hub.look().cdn_hits
    }

    /// What the bot did that Discord would refuse, or that our own laws forbid.
    pub fn violations(&self) -> Vec<String> {
        self.hub.look().violations.clone()
    }

    /// Takes the violations away, for a test that provokes them.
    pub fn forgive_violations(&self) -> Vec<String> {
        self.hub
            .change(|state| std::mem::take(&mut state.violations))
    }
}

/// What a test lets go wrong.
impl Discord {
    /// The next requests of this method with this in their path are answered with an error, and not carried out.
    pub fn fail_next(&self, method: &str, path_part: &str, status: u16, times: usize) {
        self.harm(method, path_part, Harm::Refused(status), times);
    }

    /// The next such request is carried out, but its answer is lost to an error 502.
    pub fn lose_next_answer(&self, method: &str, path_part: &str) {
        self.harm(method, path_part, Harm::Lost(502), 1);
    }

    /// The next such request goes well; harm to it that is ordered after this begins with the one behind it.
    pub fn spare_next(&self, method: &str, path_part: &str) {
        self.harm(method, path_part, Harm::Spared, 1);
    }

    /// The next such request is never answered, and not carried out.
    pub fn hang_next(&self, method: &str, path_part: &str) {
        self.harm(method, path_part, Harm::Hangs, 1);
    }

    fn harm(&self, method: &str, path_part: &str, harm: Harm, times: usize) {
        let (method, path_part) = (method.to_owned(), path_part.to_owned());
        let fault = Fault {
            method,
            path_part,
            harm,
            times,
        };
        self.hub.change(|state| state.faults.push(fault));
    }

    /// Some minutes pass: what was posted so far is no longer known by its nonce.
    pub fn forget_nonces(&self) {
        self.hub
            .change(|state| state.nonces_forgotten = state.next_id());
    }

    /// From now on the bot may not read what was written before: it sees no message, as in an empty channel.
    pub fn hide_history(&self) {
        self.hub.change(|state| state.hides_history = true);
    }

    /// Whether the bot may neither post nor show embeds in the channels of servers.
    pub fn forbids_posting(&self, forbids: bool) {
        self.hub.change(|state| state.forbids_posting = forbids);
    }

    /// Somebody chose that role or person to be pinged.
    pub fn admits_pings_of(&self, id: &str) {
        self.hub.change(|state| {
            state.pinged_by_choice.insert(id.to_owned());
        });
    }

    /// From now on every request is answered with 401, and the gateway closes with 4004.
    pub fn refuse_token(&self) {
        self.hub.change(|state| state.refuses_token = true);
    }

    /// Drops the gateway's connection without a word; the bot may resume.
    pub fn cut_gateway(&self) {
        self.order(Order::Cut);
    }

    /// Closes the gateway's connection with a code.
    pub fn close_gateway(&self, code: u16) {
        self.order(Order::Close(code));
    }

    /// Asks the bot to reconnect, as Discord does before a restart.
    pub fn ask_to_reconnect(&self) {
        let ask = Order::Send(serde_json::json!({"op": 7, "d": null}).to_string());
        self.hub.change(|state| {
            state
                .connection
                .as_ref()
                .map(|connection| connection.send(ask))
        });
    }

    /// Drops the gateway's connection, and leaves whoever connects from here on without a word; returns when the bot has
    /// tried.
    pub fn falls_silent(&self) {
        let before = self.hub.change(|state| {
            state.is_silent = true;
            state.connections
        });
        self.cut_gateway();
        self.wait_for("a connection that is not taken up", |state| {
            state.connections > before
        });
    }

    /// Sends a frame that is no event of Discord's.
    pub fn says_nonsense(&self, frame: &str) {
        let frame = Order::Send(frame.to_owned());
        self.hub.change(|state| {
            state
                .connection
                .as_ref()
                .map(|connection| connection.send(frame))
        });
    }

    /// What happens from here on waits for the bot to resume.
    fn order(&self, order: Order) {
        self.hub.change(|state| {
            if let Some(connection) = state.connection.take() {
                connection.send(order);
            }
        });
    }

    /// The next thing that a person does reaches the bot twice.
    pub fn deliver_twice(&self) {
        self.hub.change(|state| state.twice = true);
    }

    /// How often the bot has to give a sign of life, for connections from here on.
    pub fn heartbeats_every(&self, interval: Duration) {
        self.hub.change(|state| state.heartbeat_interval = interval);
    }

    /// Signs of life are no longer acknowledged.
    pub fn ignore_heartbeats(&self) {
        self.hub.change(|state| state.acknowledges = false);
    }
}

impl Drop for Discord {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        let violations = self.violations();
        if !thread::panicking() {
            assert!(
                violations.is_empty(),
                "the bot broke rules:\n{}",
                violations.join("\n")
            );
        }
    }
}
