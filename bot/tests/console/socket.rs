//! Commands beside a running bot: what they ask through the socket, and what they make of its replies.

use crate::bench::{Bench, DATED, Run};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::net::{UnixListener, UnixStream},
    thread,
};

/// No reply: the connection ends.
const HANG_UP: &str = "";

/// Ends the listener: what a command asked has arrived before.
const ENOUGH: &str = "enough\n";

/// Runs a command beside a listener that gives these replies, and hands back what it was asked.
fn beside(bench: &Bench, replies: &[&str], arguments: &[&str]) -> (Run, Vec<Value>) {
    fs::create_dir_all(bench.data()).expect("a data folder");
    let path = bench.data().join("socket");
    let listener = UnixListener::bind(&path).expect("a socket in a short path");
    let replies: Vec<String> = replies.iter().copied().map(str::to_owned).collect();
    let listening = thread::spawn(move || {
        let mut replies = replies.into_iter();
        let mut asked = Vec::new();
        loop {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut line = String::new();
            let read = BufReader::new(&stream).read_line(&mut line);
            if line == ENOUGH {
                return asked;
            }
            if read.is_ok_and(|bytes| bytes > 0) {
                asked.push(serde_json::from_str(&line).expect("a request is JSON"));
                let reply = replies.next().expect("one is left");
                if reply != HANG_UP {
                    writeln!(stream, "{reply}").expect("the command reads the reply");
                }
            }
        }
    });
    let run = bench.run(arguments);
    let mut last = UnixStream::connect(&path).expect("the listener is still there");
    last.write_all(ENOUGH.as_bytes()).expect("it reads");
    let asked = listening.join().expect("every request is a line of JSON");
    fs::remove_file(path).expect("the socket is still there");
    (run, asked)
}

fn health(discord: &str) -> String {
    format!(
        "{{\"health\":{{\"discord\":\"{discord}\",\"servers\":2,\"seconds\":11520,\"version\":\"0.1.0\"}}}}"
    )
}

#[test]
fn a_bot_that_is_connected_is_healthy() {
    let bench = Bench::new();
    let reply = health("connected");
    let (run, asked) = beside(&bench, &[&reply], &["healthcheck"]);
    let line = "serving for 3 h 12 min · Discord connected · 2 servers\n";
    assert_eq!(run.ends(0).out, line);
    assert_eq!(asked, [json!({"protocol": 3, "request": "health"})]);
    let arguments = ["healthcheck", "--format", "json"];
    let (run, _) = beside(&bench, &[&reply], &arguments);
    let told = &run.ends(0).json()[0];
    assert_eq!(
        (&told["healthy"], &told["discord"]),
        (&json!(true), &json!("connected"))
    );
}

#[test]
fn a_bot_without_discord_is_not_healthy_and_says_which() {
    let bench = Bench::new();
    for (state, line, said) in [
        ("connecting", "Discord connecting", "is trying to reach it"),
        ("off", "Discord off", "the bot runs without it"),
    ] {
        let (run, _) = beside(&bench, &[&health(state)], &["healthcheck"]);
        run.ends(3)
            .shows(line)
            .says("Discord is not connected")
            .says(said);
    }
}

#[test]
fn a_story_is_stored_through_the_socket_and_a_refusal_reads_the_same() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let taken = "{\"taken\":[{\"Ok\":{\"id\":\"a1\",\"new\":true,\"changed\":true,\"revision\":0,\"events\":1}}]}";
    let (run, asked) = beside(&bench, &[taken], &["add", &story, "--archive", "server:7"]);
    run.ends(0).shows("Stored: ").shows("a1");
    let take = &asked[0]["request"]["take"];
    assert_eq!(take["archive"], "server:7");
    assert_eq!(take["drafts"][0]["title"], "Harbour fair to open in Bergen");

    let refused =
        "{\"taken\":[{\"Err\":\"the story is empty: it has neither a headline nor a text\"}]}";
    let (run, _) = beside(&bench, &[refused], &["add", &story]);
    let said = "story.txt: the story is empty: it has neither a headline nor a text.";
    run.ends(3).says(said);
    assert!(
        !bench.data().join("store").exists(),
        "the folder is the bot's"
    );
}

#[test]
fn what_the_bot_says_of_the_whole_request_is_told_as_it_is() {
    let bench = Bench::new();
    let reply = "{\"refused\":\"The running bot is another version.\\u001b[2J\"}";
    let (run, _) = beside(&bench, &[reply], &["ask", "when is the fair"]);
    assert_eq!(
        run.ends(3).err,
        "dateline: The running bot is another version.[2J\n"
    );
}

#[test]
fn a_bot_that_breaks_off_leaves_no_doubt_about_what_to_do() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let (run, _) = beside(&bench, &[HANG_UP], &["add", &story]);
    run.ends(3)
        .says("broke off")
        .says("storing them again is safe");
    let (run, _) = beside(&bench, &[HANG_UP], &["article", "remove", "a1"]);
    run.ends(3)
        .says("whether it is still there says: dateline article list");
}
