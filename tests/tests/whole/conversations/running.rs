//! The bot as a process: its token, its end, and the README's chapter followed word by word.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::{
    bot::{Bot, binary},
    discord::Value,
};
use std::{fs, path::Path, process::Command};

#[test]
fn without_a_token_it_says_where_to_get_one_and_how_to_invite_the_bot() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let ended = Bot::spawn(Bot::command(data.path(), "serve"), data.path()).wait();
    assert_eq!(ended.code, Some(2), "{}", ended.log);
    for words in [
        "There is no Discord token.",
        "https://discord.com/developers/applications",
        "DISCORD_TOKEN_FILE",
        "scope=bot+applications.commands&permissions=274877991936",
        "no privileged intent is needed",
    ] {
        assert!(
            ended.log.contains(words),
            "{words:?} is not in {}",
            ended.log
        );
    }
    assert!(
        !data.path().join("store").exists(),
        "nothing is made for a bot that cannot run"
    );
}

#[test]
fn a_token_from_a_file_serves_and_the_invitation_names_the_application() {
    let mut scene = Scene::before_the_bot();
    let file = scene.data().join("token");
    fs::write(&file, format!("{}\n", scene.discord.token())).expect("a file");
    let mut command = Bot::command(scene.data(), "serve");
    command
        .envs(scene.discord.environment())
        .env("DISCORD_TOKEN_FILE", &file);
    scene.bot = Some(Bot::spawn(command, scene.data()));
    scene.discord.wait_until_ready();
    assert_eq!(
        scene.discord.intents(),
        Some((1 << 0) | (1 << 9) | (1 << 12)),
        "nothing privileged"
    );
    let invitation = format!(
        "client_id={}&scope=bot+applications.commands",
        scene.discord.bot_id()
    );
    let log = scene.stop();
    assert!(log.contains(&invitation), "{log}");
}

#[test]
fn a_token_that_discord_refuses_ends_the_bot_with_a_sentence() {
    let scene = Scene::before_the_bot();
    let mut command = Bot::command(scene.data(), "serve");
    command
        .envs(scene.discord.environment())
        .env("DISCORD_TOKEN", "bm90.dGhl.dG9rZW4");
    let ended = Bot::spawn(command, scene.data()).wait();
    assert_eq!(ended.code, Some(3), "{}", ended.log);
    assert!(
        ended.log.contains("Discord refused the token"),
        "{}",
        ended.log
    );
    assert!(!ended.log.contains("bm90"), "{}", ended.log);
}

#[test]
fn it_stops_within_seconds_also_while_it_waits_for_discord() {
    let mut scene = Scene::before_the_bot();
    scene.discord.hang_next("GET", "/applications/@me");
    scene.start(&[]);
    scene.discord.wait_for_request("GET", "/applications/@me");
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    let asked: Vec<_> = (0..10)
        .map(|_| talk.starts("ask", &[("question", "when is the harbour fair".into())]))
        .collect();
    scene.discord.wait_for_request("POST", "/callback");
    let log = scene.stop();
    assert!(log.contains("stopped"), "{log}");
    drop(asked);
}

#[test]
fn it_stops_within_seconds_though_a_file_and_the_event_connection_hang() {
    let mut scene = Scene::new();
    scene.discord.hang_next("GET", "/attachments");
    let file = Value::file("story.txt", "text/plain", STORY);
    let waiting = scene.talk().runs("save file", &[("file", file)]);
    assert!(!waiting.is_direct());
    scene.discord.wait_for_request("GET", "/attachments");
    scene.discord.falls_silent();
    scene.stop();
    assert!(!scene.data().join("socket").exists());
}

#[test]
fn what_is_being_answered_when_it_is_told_to_stop_is_answered_first() {
    let mut scene = Scene::with(&["--discord-timeout", "1"]);
    // It is asked again after that second, when everything else has long ended.
    scene.discord.hang_next("POST", "/callback");
    let asked = scene
        .talk()
        .starts("ask", &[("question", "when is the harbour fair".into())]);
    scene.discord.wait_for_request("POST", "/callback");
    scene.stop();
    reads(&asked.reply(), "Nothing is stored here yet");
}

#[test]
fn ctrl_c_stops_it_like_a_service_manager() {
    let mut scene = Scene::new();
    let ended = scene.bot.take().expect("a bot is running").interrupt();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.took.as_secs() < 5, "it took {:?}", ended.took);
}

#[test]
fn a_data_folder_that_cannot_be_made_is_named() {
    let scene = Scene::before_the_bot();
    let taken = scene.data().join("taken");
    fs::write(&taken, "a file").expect("a file");
    let mut command = Bot::command(&taken, "serve");
    command.env("DISCORD_TOKEN", scene.discord.token());
    let ended = Bot::spawn(command, &taken).wait();
    assert_eq!(ended.code, Some(3), "{}", ended.log);
    let named = format!(
        "{}: the archive could not be read or written",
        taken.display()
    );
    assert!(ended.log.contains(&named), "{}", ended.log);
    assert!(scene.discord.requests().is_empty());
}

#[test]
fn a_bot_that_was_killed_serves_again_with_what_it_had_stored() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "", "");
    scene.bot.take().expect("a bot is running").kill();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let health = scene.bot().run(&["healthcheck"]);
    assert_eq!(
        health.status.code(),
        Some(0),
        "a socket left behind is replaced"
    );
}

/// The shell lines of the README's Discord chapter.
fn readme_lines() -> Vec<String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).expect("the workspace has a README");
    let chapter = readme
        .split("\n## Run the Discord bot\n")
        .nth(1)
        .expect("a Discord chapter");
    let chapter = chapter.split("\n## ").next().unwrap_or_default();
    let mut lines = Vec::new();
    for block in chapter.split("```sh\n").skip(1) {
        lines.extend(
            block
                .split("```")
                .next()
                .unwrap_or_default()
                .lines()
                .map(|line| line.trim().to_owned()),
        );
    }
    lines
}

#[test]
fn the_readmes_discord_chapter_followed_word_by_word_brings_a_bot_up() {
    let mut scene = Scene::before_the_bot();
    let placeholder = "PASTE-THE-TOKEN-HERE";
    let lines = readme_lines();
    assert!(
        lines.iter().any(|line| line.contains(placeholder)),
        "{lines:?}"
    );
    let (serving, before): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line.starts_with("dateline serve"));
    assert_eq!(serving.len(), 1, "one line starts the bot");
    let script = [before, serving]
        .concat()
        .join("\n")
        .replace(placeholder, &scene.discord.token());
    // `exec`, so that the shell's process is the bot's.
    let script = script.replace("\ndateline serve", "\nexec dateline serve");
    let programs = binary().parent().expect("a program lies in a folder");
    let mut command = Command::new("sh");
    command
        .args(["-euc", &script])
        .env_clear()
        .current_dir(scene.data());
    command
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .env("HOME", scene.data());
    command.envs(scene.discord.environment());
    scene.bot = Some(Bot::spawn(
        command,
        &scene.data().join(".local/share/dateline"),
    ));
    scene.discord.wait_until_ready();
    let talk = scene.talk();
    // The bot's clock is the machine's here: an old story serves at any time.
    save(&talk, &STORY.replace("2026", "2020"), "Harbour Post", "");
    reads(&ask(&talk, "when is the harbour fair"), "4 December 2020");
    let health = scene.bot().run(&["healthcheck"]);
    assert_eq!(health.status.code(), Some(0));
    scene.stop();
}
