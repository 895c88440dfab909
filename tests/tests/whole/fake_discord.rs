//! What the fake Discord itself promises, tried by a client that is no bot.

use dateline_tests::discord::{Discord, Talk};
use serde_json::{Value as Json, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio_tungstenite::tungstenite::{self, Message, WebSocket};

fn variable(discord: &Discord, wanted: &str) -> String {
    let mut variables = discord.environment().into_iter();
    let found = variables.find(|(name, _)| name == wanted);
    found.unwrap_or_else(|| panic!("no {wanted}")).1
}

/// A connection through the proxy, and what the proxy said to it.
fn tunnel(discord: &Discord, host: &str) -> (TcpStream, String) {
    let proxy = variable(discord, "HTTPS_PROXY");
    let mut stream = TcpStream::connect(proxy.trim_start_matches("http://")).expect("a proxy");
    write!(
        stream,
        "CONNECT {host}:443 HTTP/1.1\r\nhost: {host}\r\n\r\n"
    )
    .expect("a proxy");
    let mut said = Vec::new();
    let mut byte = [0];
    while !said.ends_with(b"\r\n\r\n") && stream.read(&mut byte).expect("an answer") > 0 {
        said.push(byte[0]);
    }
    (stream, String::from_utf8(said).expect("text"))
}

fn call(discord: &Discord, method: &str, path: &str, body: &Json) -> (u16, Json) {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(variable(discord, "SSL_CERT_FILE"));
    roots
        .add(authority.expect("a certificate"))
        .expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("usual versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let host = "discord.com".try_into().expect("a name");
    let tls = ClientConnection::new(Arc::new(config), host).expect("a connection");
    let mut stream = StreamOwned::new(tls, tunnel(discord, "discord.com").0);
    let (body, token) = (body.to_string(), discord.token());
    write!(
        stream,
        "{method} /api/v10/{path} HTTP/1.1\r\nhost: discord.com\r\nauthorization: Bot {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .expect("a server");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let body = serde_json::from_str(body).unwrap_or_default();
    (status.expect("a status"), body)
}

fn post(discord: &Discord, talk: &Talk, body: &Json) -> (u16, Json) {
    let path = format!("channels/{}/messages", talk.channel_id());
    call(discord, "POST", &path, body)
}

fn quiet(mut body: Json) -> Json {
    body["allowed_mentions"] = json!({"parse": []});
    body
}

/// A gateway connection that has identified.
fn identify(discord: &Discord) -> WebSocket<TcpStream> {
    let (_, gateway) = call(discord, "GET", "gateway", &Json::Null);
    let url = gateway["url"].as_str().expect("a url").to_owned();
    let stream = TcpStream::connect(url.trim_start_matches("ws://")).expect("a gateway");
    let (mut socket, _) = tungstenite::client(format!("{url}/?v=10"), stream).expect("a socket");
    assert_eq!(next(&mut socket)["op"], 10);
    let intents = 1 | 1 << 9 | 1 << 12;
    let identify = json!({"op": 2, "d": {"token": discord.token(), "intents": intents}});
    socket
        .send(Message::Text(identify.to_string()))
        .expect("a listener");
    assert_eq!(next(&mut socket)["t"], "READY");
    socket
}

fn next(socket: &mut WebSocket<TcpStream>) -> Json {
    let message = socket.read().expect("a message");
    serde_json::from_str(message.to_text().expect("text")).expect("JSON")
}

#[test]
fn limits_are_discords_and_each_breach_is_remembered() {
    let discord = Discord::open();
    let talk = discord.person("ada").directly();
    let check = |body: Json, status: u16, code: u32| {
        let (answered, error) = post(&discord, &talk, &quiet(body));
        assert_eq!(
            (answered, error["code"].clone()),
            (status, json!(code)),
            "{error}"
        );
        assert!(!discord.forgive_violations().is_empty());
    };
    let field = json!({"name": "n", "value": ""});
    let button = json!({"type": 2, "style": 1, "label": "x", "custom_id": "twice"});
    check(json!({"content": "x".repeat(2001)}), 400, 50035);
    check(json!({"content": "  "}), 400, 50006);
    check(
        json!({"embeds": [{"title": "t", "fields": [field]}]}),
        400,
        50035,
    );
    check(
        json!({"embeds": vec![json!({"description": "x".repeat(3001)}); 2]}),
        400,
        50035,
    );
    let row = json!({"type": 1, "components": [button, button]});
    check(json!({"content": "x", "components": [row]}), 400, 50035);
    assert!(discord.messages(&talk).is_empty());
}

#[test]
fn a_message_that_could_ping_someone_breaks_the_law() {
    let discord = Discord::open();
    let talk = discord.person("ada").directly();
    assert_eq!(
        post(&discord, &talk, &json!({"content": "@everyone"})).0,
        200
    );
    let faults = discord.forgive_violations();
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("allowed_mentions")),
        "{faults:?}"
    );
    assert_eq!(
        post(&discord, &talk, &quiet(json!({"content": "hello"}))).0,
        200
    );
    let failed = thread::spawn(move || {
        post(&discord, &talk, &json!({"content": "hello"}));
    });
    assert!(
        failed.join().is_err(),
        "a fake that saw a violation does not pass"
    );
}

#[test]
fn what_is_seen_has_its_escapes_resolved_where_discord_resolves_them() {
    let discord = Discord::open();
    let talk = discord.person("ada").directly();
    let link = json!({"type": 2, "style": 5, "label": "Source", "url": "https://example.org/a"});
    let body = quiet(json!({
        "content": r"1\. a\*b \n \\",
        "embeds": [{
            "footer": {"text": r"as it\* is"},
            "description": "> **bold** [text](https://example.org)",
            "fields": [{"name": r"when\?", "value": "soon"}],
            "title": r"\#1",
        }],
        "components": [{"type": 1, "components": [link]}],
    }));
    assert_eq!(post(&discord, &talk, &body).0, 200);
    let expected = [
        r"1. a*b \n \",
        "#1",
        "> **bold** [text](https://example.org)",
        "when?: soon",
        r"as it\* is",
        "[Source](https://example.org/a)",
    ];
    assert_eq!(discord.messages(&talk)[0].seen(), expected.join("\n"));
}

#[test]
fn in_a_server_only_messages_that_mention_the_bot_show_their_text() {
    let discord = Discord::open();
    let server = discord.server("Newsroom");
    let ada = discord.person("ada");
    let mut socket = identify(&discord);
    assert_eq!(next(&mut socket)["d"]["name"], "Newsroom");
    let mut content = || next(&mut socket)["d"]["content"].clone();
    let here = ada.in_server(&server);
    let first = here.says("among ourselves");
    assert_eq!(content(), "");
    here.replies_to(&first, "still among ourselves");
    assert_eq!(content(), "");
    here.mentions_bot("hello");
    assert_eq!(content(), format!("<@{}> hello", discord.bot_id()));
    ada.directly().says("a word in private");
    assert_eq!(content(), "a word in private");

    assert_eq!(
        post(&discord, &here, &quiet(json!({"content": "an answer"}))).0,
        200
    );
    assert_eq!(content(), "an answer");
    let answer = &discord.messages(&here)[0];
    here.replies_to(answer, "why?");
    assert_eq!(content(), "why?");
    here.replies_quietly_to(answer, "hm");
    assert_eq!(content(), "");
}

#[test]
fn a_repeated_nonce_posts_once_even_when_the_first_answer_was_lost() {
    let discord = Discord::open();
    let talk = discord.person("ada").directly();
    let body = quiet(json!({"content": "once", "nonce": "n1", "enforce_nonce": true}));
    discord.fail_next("POST", "/messages", 503, 1);
    assert_eq!(post(&discord, &talk, &body).0, 503);
    assert_eq!(discord.messages(&talk).len(), 0);
    discord.lose_next_answer("POST", "/messages");
    assert_eq!(post(&discord, &talk, &body).0, 502);
    assert_eq!(post(&discord, &talk, &body).0, 200);
    assert_eq!(discord.messages(&talk).len(), 1);
}

#[test]
fn nobody_but_discord_and_its_cdn_is_reached() {
    let discord = Discord::open();
    assert!(tunnel(&discord, "cdn.discordapp.com").1.contains(" 200 "));
    assert!(tunnel(&discord, "example.org").1.contains(" 403 "));
    assert_eq!(discord.forgive_violations().len(), 1);
    assert_eq!(call(&discord, "GET", "users/@me", &Json::Null).0, 200);
    assert_eq!(call(&discord, "GET", "no/such/route", &Json::Null).0, 404);
    assert!(!discord.forgive_violations().is_empty());
    discord.refuse_token();
    assert_eq!(call(&discord, "GET", "users/@me", &Json::Null).0, 401);
}
