//! The gateway: the websocket over which the bot identifies, resumes and gets its events.

use super::{
    events::{GUILDS, PRIVILEGED, Session},
    models,
    state::{Hub, State},
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value as Json, json};
use std::{future, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};
use tokio_tungstenite::{
    WebSocketStream, accept_async,
    tungstenite::{Message, protocol::CloseFrame},
};

/// What the rest of the fake tells a connection to do.
pub(crate) enum Order {
    Send(String),
    Close(u16),
    /// Drops the socket without a word.
    Cut,
}

/// The connection of an identified bot.
pub(crate) struct Connection {
    number: u64,
    orders: UnboundedSender<Order>,
}

impl Connection {
    /// A connection that is just breaking takes no orders; resuming brings what it missed.
    pub(crate) fn send(&self, order: Order) {
        drop(self.orders.send(order));
    }
}

/// Takes in connections for as long as the fake lives.
pub(crate) async fn listen(hub: Arc<Hub>, listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(serve(Arc::clone(&hub), stream));
    }
}

async fn serve(hub: Arc<Hub>, stream: TcpStream) {
    let is_silent = hub.change(|state| {
        state.connections += u64::from(state.is_silent);
        state.is_silent
    });
    if is_silent {
        return future::pending().await;
    }
    let Ok(mut socket) = accept_async(stream).await else {
        return;
    };
    let (sender, orders) = unbounded_channel();
    let (number, hello) = hub.change(|state| {
        state.connections += 1;
        (state.connections, hello(state))
    });
    if socket.send(Message::Text(hello)).await.is_ok() {
        converse(
            &hub,
            socket,
            Connection {
                number,
                orders: sender,
            },
            orders,
        )
        .await;
    }
    hub.change(|state| {
        if state
            .connection
            .as_ref()
            .is_some_and(|last| last.number == number)
        {
            state.connection = None;
        }
    });
}

fn hello(state: &State) -> String {
    let interval = state.heartbeat_interval.as_millis();
    json!({"op": 10, "s": null, "t": null, "d": {"heartbeat_interval": u64::try_from(interval).unwrap_or(u64::MAX)}})
        .to_string()
}

async fn converse(
    hub: &Hub,
    mut socket: WebSocketStream<TcpStream>,
    connection: Connection,
    mut orders: UnboundedReceiver<Order>,
) {
    loop {
        let order = tokio::select! {
            order = orders.recv() => order.unwrap_or(Order::Cut),
            frame = socket.next() => match frame {
                Some(Ok(Message::Text(text))) => match heard(hub, &connection, &text) {
                    Some(order) => order,
                    None => continue,
                },
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                Some(Ok(_) | Err(_)) | None => Order::Cut,
            },
        };
        match order {
            Order::Send(text) => {
                if socket.send(Message::Text(text)).await.is_err() {
                    return;
                }
            }
            Order::Close(code) => return close(socket, code).await,
            Order::Cut => return,
        }
    }
}

/// Closes with a code, and gives the other side a moment to read it.
async fn close(mut socket: WebSocketStream<TcpStream>, code: u16) {
    let frame = CloseFrame {
        code: code.into(),
        reason: "".into(),
    };
    if socket.close(Some(frame)).await.is_ok() {
        let drained = async { while let Some(Ok(_)) = socket.next().await {} };
        let limit = Duration::from_secs(2);
        drop(tokio::time::timeout(limit, drained).await);
    }
}

/// What to do about something the bot sent; none when there is nothing to do.
fn heard(hub: &Hub, connection: &Connection, text: &str) -> Option<Order> {
    let Ok(frame) = serde_json::from_str::<Json>(text) else {
        return Some(Order::Close(4002));
    };
    hub.change(|state| match frame["op"].as_u64() {
        Some(1) => state
            .acknowledges
            .then(|| Order::Send(json!({"op": 11}).to_string())),
        Some(2) => identify(state, connection, &frame["d"]),
        Some(6) => resume(state, connection, &frame["d"]),
        Some(3 | 4 | 8) if state.connection.is_some() => None,
        Some(3 | 4 | 8) => Some(Order::Close(4003)),
        Some(_) | None => Some(Order::Close(4001)),
    })
}

/// Discord takes the token here with and without the `Bot` that requests put before it.
fn is_refused(state: &State, data: &Json) -> bool {
    let token = data["token"].as_str().unwrap_or_default();
    state.refuses_token || token.trim_start_matches("Bot ") != state.token
}

fn connect(state: &mut State, connection: &Connection) {
    state.connection = Some(Connection {
        number: connection.number,
        orders: connection.orders.clone(),
    });
}

fn identify(state: &mut State, connection: &Connection, data: &Json) -> Option<Order> {
    state.identifies += 1;
    if is_refused(state, data) {
        return Some(Order::Close(4004));
    }
    let Some(intents) = data["intents"].as_u64() else {
        return Some(Order::Close(4013));
    };
    if intents & PRIVILEGED != 0 {
        return Some(Order::Close(4014));
    }
    state.session = Some(Session {
        id: format!("session-{}", state.identifies),
        intents,
        history: Vec::new(),
    });
    connect(state, connection);
    welcome(state, data);
    None
}

/// READY, then every server.
fn welcome(state: &mut State, data: &Json) {
    let session = state.session.as_ref().map(|session| session.id.clone());
    let unavailable = state.guilds.iter();
    let unavailable =
        unavailable.map(|guild| json!({"id": guild.id.to_string(), "unavailable": true}));
    let mut user = models::user(&state.bot);
    user["verified"] = json!(true);
    user["mfa_enabled"] = json!(true);
    user["email"] = Json::Null;
    let ready = json!({
        "v": 10,
        "user": user,
        "guilds": unavailable.collect::<Vec<_>>(),
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": state.gateway_url,
        "application": {"id": state.bot.id.to_string(), "flags": 0},
        "shard": data.get("shard").cloned().unwrap_or_else(|| json!([0, 1])),
        "private_channels": [],
        "relationships": [],
        "presences": [],
    });
    state.dispatch("READY", &ready);
    let servers: Vec<Json> = state
        .guilds
        .iter()
        .map(|guild| models::guild(state, guild))
        .collect();
    for server in servers {
        state.dispatch_to(GUILDS, "GUILD_CREATE", &server);
    }
}

/// Replays what the bot missed, or tells it to identify anew.
fn resume(state: &mut State, connection: &Connection, data: &Json) -> Option<Order> {
    if is_refused(state, data) {
        return Some(Order::Close(4004));
    }
    let known = state.session.as_ref();
    let Some(session) = known.filter(|session| data["session_id"] == json!(session.id)) else {
        return Some(Order::Send(json!({"op": 9, "d": false}).to_string()));
    };
    let seen = usize::try_from(data["seq"].as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
    if seen > session.history.len() {
        return Some(Order::Close(4007));
    }
    for missed in &session.history[seen..] {
        connection.send(Order::Send(missed.clone()));
    }
    connect(state, connection);
    state.resumes += 1;
    state.dispatch("RESUMED", &json!({"_trace": []}));
    None
}
