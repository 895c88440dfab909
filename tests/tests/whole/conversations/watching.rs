//! The bot as those who run it see it: counts, whether it is ready, its log, and its file of settings.

use super::hands::{STORY, Scene, ask, save};
use dateline_tests::bot::Bot;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// The answer of an address to one request: its head and its body.
fn get(address: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).expect("the bot listens");
    let wait = Some(Duration::from_secs(20));
    stream.set_read_timeout(wait).expect("a wait");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    (head.to_owned(), body.to_owned())
}

/// Where the bot shows its counts.
fn address(scene: &Scene) -> String {
    let before = "counts are shown on http://";
    scene.bot().wait_for_log(before);
    let log = scene.bot().log();
    let told = log.split(before).nth(1).unwrap_or_default();
    told.split('/').next().unwrap_or_default().to_owned()
}

/// What is counted when two questions were answered.
const ASKED_TWICE: &str = "dateline_interactions_total{command=\"ask\",result=\"ok\"} 2";

/// The counts as soon as that line is among them: an answer is counted behind its reply.
fn counts_with(address: &str, line: &str) -> (String, String) {
    let begun = Instant::now();
    loop {
        let (head, counts) = get(address, "/metrics");
        let is_there = counts.lines().any(|told| told == line);
        if is_there || begun.elapsed() > Duration::from_secs(20) {
            return (head, counts);
        }
    }
}

#[test]
fn counts_and_readiness_are_told_on_an_address_and_name_nobody() {
    let scene = Scene::with(&["--metrics", "127.0.0.1:0"]);
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    ask(&talk, "when is the harbour fair");
    ask(&talk, "when is the moon landing");
    let address = address(&scene);
    assert!(get(&address, "/healthz").0.starts_with("HTTP/1.1 200"));
    assert_eq!(get(&address, "/readyz").1.trim(), "ready");
    assert!(get(&address, "/").0.starts_with("HTTP/1.1 404"));
    let (head, counts) = counts_with(&address, ASKED_TWICE);
    assert!(head.contains("application/openmetrics-text"), "{head}");
    for line in [
        ASKED_TWICE,
        "dateline_answers_total{state=\"found\"} 1",
        "dateline_answers_total{state=\"unknown\"} 1",
        "dateline_discord_connected 1",
        "dateline_articles 1",
        "dateline_archives 1",
        "dateline_servers 1",
    ] {
        assert!(
            counts.lines().any(|told| told == line),
            "{line} is not in\n{counts}"
        );
    }
    let server = scene.newsroom.id().to_string();
    let token = scene.discord.token();
    for word in ["harbour", "moon", server.as_str(), token.as_str()] {
        assert!(!counts.contains(word), "{word:?} is in\n{counts}");
    }
}

#[test]
fn a_bot_that_does_not_reach_discord_lives_and_is_not_ready() {
    let mut scene = Scene::before_the_bot();
    scene.discord.hang_next("GET", "/applications/@me");
    scene.start(&["--metrics", "127.0.0.1:0"]);
    let address = address(&scene);
    assert!(get(&address, "/healthz").0.starts_with("HTTP/1.1 200"));
    let (head, body) = get(&address, "/readyz");
    assert!(head.starts_with("HTTP/1.1 503"), "{head}");
    assert_eq!(body.trim(), "Discord is not connected");
    scene.stop();
}

#[test]
fn an_address_that_is_taken_ends_the_bot_with_a_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = taken.local_addr().expect("an address").to_string();
    let scene = Scene::before_the_bot();
    let mut command = Bot::command(scene.data(), "serve");
    command
        .args(["--metrics", &taken])
        .envs(scene.discord.environment())
        .env("DISCORD_TOKEN", scene.discord.token());
    let ended = Bot::spawn(command, scene.data()).wait();
    assert_eq!(ended.code, Some(2), "{}", ended.log);
    let told = format!("The counts cannot be shown on {taken}");
    assert!(ended.log.contains(&told), "{}", ended.log);
}

#[test]
fn the_log_of_programs_is_json_and_holds_neither_words_nor_the_token() {
    let mut scene = Scene::with(&["--log-format", "json", "--log-level", "debug"]);
    let talk = scene.talk();
    ask(&talk, "when is the harbour fair");
    let token = scene.discord.token();
    let log = scene.stop();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object a line"))
        .collect();
    let told = |words: &str| {
        let messages = lines.iter().filter_map(|line| line["message"].as_str());
        messages.into_iter().any(|message| message.contains(words))
    };
    assert!(told("stopped") && told("/ask: Well in"), "{log}");
    assert!(lines.iter().all(|line| line["level"].is_string()), "{log}");
    assert!(!log.contains("harbour") && !log.contains(&token), "{log}");
}

#[test]
fn a_file_of_settings_serves_and_a_wrong_one_is_refused_with_its_line() {
    let mut scene = Scene::before_the_bot();
    let file = scene.data().join("dateline.toml");
    let token = scene.data().join("token");
    fs::write(&token, scene.discord.token()).expect("a file");
    let serve = |text: &str| {
        fs::write(&file, text).expect("a file");
        let mut command = Bot::command(scene.data(), "serve");
        command
            .arg("--config")
            .arg(&file)
            .envs(scene.discord.environment());
        Bot::spawn(command, scene.data())
    };
    let ended = serve("zone = \"UTC\"\nmetric = \"127.0.0.1:0\"\n").wait();
    assert_eq!(ended.code, Some(2), "{}", ended.log);
    let told = "dateline.toml, line 2: there is no setting “metric”; did you mean metrics?";
    assert!(ended.log.contains(told), "{}", ended.log);
    let bot = serve("discord-token-file = \"token\"\nmetrics = \"127.0.0.1:0\"\n");
    scene.bot = Some(bot);
    scene.discord.wait_until_ready();
    assert!(
        get(&address(&scene), "/healthz")
            .0
            .starts_with("HTTP/1.1 200")
    );
    scene.stop();
}
