//! Other commands on the data folder while the bot runs: they speak to it through its socket.

use super::hands::{NOW, STORY, Scene, ask, reads, save};
use dateline_tests::{bot::Bot, site::Site};
use std::process::Output;

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn stories_are_added_asked_about_listed_shown_and_removed_beside_the_bot() {
    let scene = Scene::new();
    let archive = format!("server:{}", scene.newsroom.id());
    let story = scene.data().join("story.txt");
    std::fs::write(&story, STORY).expect("a file");
    let story = story.display().to_string();
    let run = |arguments: &[&str]| {
        told(
            &scene
                .bot()
                .run(&[arguments, &["--archive", &archive]].concat()),
        )
    };

    let (code, out, err) = run(&["add", &story, "--source", "Harbour Post"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(
        out.starts_with("Stored: Harbour fair to open in Bergen · 3 events"),
        "{out}"
    );
    let answer = ask(&scene.talk(), "when is the harbour fair");
    reads(&answer, "**Friday 4 December 2026**");
    assert!(!answer.seen().contains("Saved by"), "nobody pasted it");

    let (code, out, _) = run(&["ask", "--at", NOW, "when is the harbour fair"]);
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with("Friday 4 December 2026 · harbour fair · scheduled · Bergen"),
        "{out}"
    );
    let (_, out, _) = run(&["article", "list"]);
    assert!(
        out.contains("Harbour fair to open in Bergen · Harbour Post"),
        "{out}"
    );
    let id = out
        .rsplit('[')
        .next()
        .and_then(|rest| rest.split(']').next())
        .expect("an id in brackets")
        .to_owned();
    let (_, out, _) = run(&["article", "show", &id]);
    assert!(
        out.contains("The fish market will open next month"),
        "{out}"
    );
    assert_eq!(run(&["article", "remove", &id]).0, Some(0));
    reads(
        &ask(&scene.talk(), "when is the harbour fair"),
        "Nothing is stored here yet",
    );
    assert_eq!(run(&["article", "show", &id]).0, Some(1));
}

#[test]
fn what_was_saved_in_discord_is_told_at_the_shell_with_who_saved_it() {
    let mut scene = Scene::new();
    save(&scene.talk(), STORY, "Harbour Post", "");
    let archive = format!("server:{}", scene.newsroom.id());
    let question = [
        "ask",
        "--archive",
        &archive,
        "--at",
        NOW,
        "when is the harbour fair",
    ];
    let saved = format!(
        "Saved by user {} as pasted text: an unverified source.",
        scene.ada.id()
    );
    let (_, beside, _) = told(&scene.bot().run(&question));
    assert!(beside.contains(&saved), "{beside}");
    scene.stop();
    let mut command = Bot::command(scene.data(), "ask");
    let alone = command
        .args(question.iter().skip(1))
        .output()
        .expect("the binary runs");
    assert_eq!(
        told(&alone).1,
        beside,
        "the same answer with and without the bot"
    );
}

#[test]
fn the_health_of_the_bot_is_told_and_the_folder_is_free_when_it_has_stopped() {
    let mut scene = Scene::new();
    // Once it has answered, it has seen that it is connected.
    scene.talk().runs("help", &[]);
    let (code, out, err) = told(&scene.bot().run(&["healthcheck"]));
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(
        out.contains("Discord connected") && out.contains("1 server"),
        "{out}"
    );
    let mut second = Bot::command(scene.data(), "serve");
    second.env("DISCORD_TOKEN", scene.discord.token());
    let second = Bot::spawn(second, scene.data()).wait();
    assert_eq!(second.code, Some(3), "{}", second.log);
    let told_why = "another Dateline process";
    assert!(second.log.contains(told_why), "{}", second.log);
    let health = told(&scene.bot().run(&["healthcheck"]));
    assert_eq!(
        health.0,
        Some(0),
        "the second took nothing from the first: {health:?}"
    );
    scene.stop();
    assert!(!scene.data().join("socket").exists());
    let health = Bot::command(scene.data(), "healthcheck")
        .output()
        .expect("the binary runs");
    assert_eq!(told(&health).0, Some(3));
}

#[test]
fn feeds_are_followed_and_polled_beside_the_bot() {
    let scene = Scene::new();
    let site = Site::open();
    site.puts(
        "/feed",
        "application/rss+xml",
        "<rss version='2.0'><channel><title>Harbour Post</title><item><guid>1</guid><title>Fair to open</title>\
         <pubDate>Mon, 23 Nov 2026 09:00:00 +0100</pubDate><description>The harbour fair will be held in Bergen on December 4, \
         the mayor said on Monday. It will last two days.</description></item></channel></rss>",
    );
    let archive = format!("server:{}", scene.newsroom.id());
    let run = |arguments: &[&str]| {
        let options = [
            "--archive",
            &archive,
            "--fetch-allow",
            "127.0.0.1",
            "--at",
            NOW,
        ];
        told(&scene.bot().run(&[&["feed"], arguments, &options].concat()))
    };
    let (code, out, err) = run(&["add", &site.url("/feed")]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("Following Harbour Post"), "{out}");
    reads(
        &ask(&scene.talk(), "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let (_, _, err) = run(&["poll"]);
    assert!(err.contains("1 feed polled: nothing new."), "{err}");
    let (_, out, _) = run(&["list"]);
    assert!(out.contains("Harbour Post · working"), "{out}");
    let (code, out, _) = run(&["remove", "harbour", "--stories"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("1 story removed with it"), "{out}");
    reads(
        &ask(&scene.talk(), "when is the harbour fair"),
        "Nothing is stored here yet",
    );
}

#[test]
fn archives_are_looked_after_beside_the_bot() {
    let scene = Scene::new();
    save(&scene.talk(), STORY, "", "");
    let archive = format!("server:{}", scene.newsroom.id());
    let run = |arguments: &[&str]| {
        let (code, out, err) = told(
            &scene
                .bot()
                .run(&[arguments, &["--archive", &archive]].concat()),
        );
        assert_eq!(code, Some(0), "{arguments:?}: {out}{err}");
        out
    };
    let out = run(&["verify"]);
    assert!(out.contains("1 story in 1 archive"), "{out}");
    assert!(out.contains("saved 1"), "{out}");
    assert!(out.ends_with("All is well.\n"), "{out}");
    let saved = scene.data().join("saved").display().to_string();
    let out = run(&["backup", &saved]);
    assert!(out.contains("saved: backed up at entry"), "{out}");
    let out = run(&["reread", "--dry-run"]);
    assert!(out.contains("all would be found as before"), "{out}");
    let out = run(&["rebuild"]);
    assert!(out.contains("1 story read anew"), "{out}");
    let lines = run(&["export", "--all"]);
    assert!(lines.contains("\"saved\":{\"by\":\""), "{lines}");
    let file = scene.data().join("all.jsonl");
    std::fs::write(&file, &lines).expect("a file");
    let file = file.display().to_string();
    let out = run(&["import", &file]);
    assert!(
        out.contains("0 stories and 0 other lines new; 1 there already."),
        "{out}"
    );
    let elsewhere = tempfile::tempdir().expect("a folder");
    let mut restore = Bot::command(elsewhere.path(), "restore");
    let restored = restore.arg(&saved).output().expect("the binary runs");
    assert_eq!(told(&restored).0, Some(0), "{:?}", told(&restored));
    reads(
        &ask(&scene.talk(), "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
}
