//! Archives: kept apart, kept between runs, and held by one process at a time.

use crate::bench::{Bench, DATED, finish, start};
use std::io::{BufRead, BufReader, Write};

const QUESTION: &str =
    "{\"id\":\"q\",\"question\":\"when is the harbour fair\",\"asked_at\":\"2026-11-24\"}\n";

#[test]
fn one_archive_knows_nothing_of_another() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    bench.run(&["add", &story, "--archive", "server:1"]).ends(0);
    bench
        .run(&["article", "list", "--archive", "server:1"])
        .ends(0)
        .shows("Harbour fair");
    bench
        .run(&["article", "list", "--archive", "server:2"])
        .ends(1)
        .says("No story is stored");
    let asked = [
        "ask",
        "when is the harbour fair",
        "--at",
        "2026-11-24",
        "--archive",
        "server:2",
    ];
    bench
        .run(&asked)
        .ends(1)
        .shows("The stored news does not say");
}

#[test]
fn an_archive_that_another_process_holds_is_named_and_comes_free_again() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let mut holder = start(&mut bench.command(&["ask", "--jsonl"]));
    let mut stdin = holder.stdin.take().expect("standard input is a pipe");
    stdin
        .write_all(QUESTION.as_bytes())
        .expect("the holder reads");
    let mut answers = BufReader::new(holder.stdout.take().expect("standard output is a pipe"));
    let mut line = String::new();
    answers
        .read_line(&mut line)
        .expect("the holder answers while its input stays open");
    assert!(line.contains("\"id\":\"q\""), "{line}");

    let data = bench.data().display().to_string();
    let process = format!(
        "another Dateline process ({}) has this archive open",
        holder.id()
    );
    let refused = bench.run(&["add", &story]).ends(3).says(&process);
    refused.says(&data);
    bench
        .run(&["ask", "when is the harbour fair"])
        .ends(3)
        .says(&data);

    drop(stdin);
    assert!(holder.wait().expect("the holder ends").success());
    bench.run(&["add", &story]).ends(0).shows("Stored: ");
}

#[test]
fn a_folder_that_nobody_serves_is_not_healthy_and_stays_as_it_is() {
    let bench = Bench::new();
    let nobody = "no running bot serves this folder";
    for arguments in [&["healthcheck"][..], &["healthcheck", "--format", "json"]] {
        let run = bench.run(arguments).ends(3).says(nobody);
        assert_eq!(run.out, "", "{arguments:?}");
    }
    assert!(!bench.data().exists());
    let story = bench.file("story.txt", DATED);
    bench.run(&["add", &story]).ends(0);
    bench.run(&["healthcheck"]).ends(3).says(nobody);
}

#[test]
fn an_article_is_shown_and_removed_by_its_id() {
    let bench = Bench::new();
    bench.feed(&["add", "--jsonl"], "{\"id\":\"h-7\",\"title\":\"Fair\",\"published\":\"2026-11-23\",\"text\":\"It opens.\\n\"}\n").ends(0);
    bench
        .run(&["article", "show", "h-7"])
        .ends(0)
        .shows("Fair\npublished Mon 23 Nov 2026 · id h-7\n\nIt opens.");
    bench
        .run(&["article", "remove", "h-7"])
        .ends(0)
        .shows("Removed: h-7");
    bench
        .run(&["article", "show", "h-7"])
        .ends(1)
        .says("No article has the id h-7");
    bench
        .run(&["article", "remove", "h-7"])
        .ends(1)
        .says("dateline article list");
}

#[test]
fn the_list_begins_with_the_newest() {
    let bench = Bench::new();
    let line = |id: &str, day: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"{id}\",\"published\":\"{day}\",\"text\":\"Words of {id}.\"}}\n"
        )
    };
    let lines = [
        line("a", "2026-11-20"),
        line("b", "2026-11-23"),
        line("c", "2026-11-21"),
    ]
    .concat();
    bench.feed(&["add", "--jsonl"], lines).ends(0);
    let listed = bench.run(&["article", "list", "--format", "json"]).json();
    let ids: Vec<_> = listed
        .iter()
        .map(|story| story["id"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(ids, ["b", "c", "a"]);
}

#[test]
fn the_data_folder_comes_from_the_option_else_the_environment_else_the_platform() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let run = |variables: &[(&str, &std::path::Path)]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(["add", &story])
            .env_clear()
            .envs(variables.iter().copied());
        for pipe in [
            std::process::Command::stdin,
            std::process::Command::stdout,
            std::process::Command::stderr,
        ] {
            pipe(&mut command, std::process::Stdio::piped());
        }
        finish(start(&mut command), b"")
    };
    let told = bench.path().join("told");
    run(&[("DATELINE_DATA", &told)]).ends(0);
    assert!(told.join("store").is_dir());
    if cfg!(target_os = "linux") {
        run(&[("HOME", bench.path())]).ends(0);
        assert!(bench.path().join(".local/share/dateline/store").is_dir());
        run(&[])
            .ends(2)
            .says("There is no folder to keep the archive in")
            .says("--data DIR");
    }
}

#[test]
fn a_data_folder_that_cannot_be_made_is_named() {
    let bench = Bench::new();
    bench.file("data", "a file where the folder should be");
    let story = bench.file("story.txt", DATED);
    bench
        .run(&["add", &story])
        .ends(3)
        .says("data: the archive could not be read or written");
}

#[test]
fn a_chat_answers_line_by_line() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    bench.run(&["add", &story]).ends(0);
    let run = bench.feed(
        &["chat", "--at", "2026-11-24", "--format", "json"],
        "when is the chess final\n\nwho won it\n",
    );
    let answers = run.ends(0).json();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["state"], "unknown");
    let told = bench
        .feed(
            &["chat", "--at", "2026-11-24"],
            "when is the chess final\nwho won it\n",
        )
        .ends(0);
    assert_eq!(told.out.matches(".\n\n").count(), 2, "{told:#?}");
}
