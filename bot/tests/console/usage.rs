//! The command line itself: help, wrong use, and the commands that store nothing.

use crate::bench::{Bench, DATED, UNDATED, finish, start};

#[test]
fn every_command_has_help_with_examples() {
    let bench = Bench::new();
    let commands = [
        "demo",
        "add",
        "ask",
        "chat",
        "agenda",
        "timeline",
        "changes",
        "event",
        "export",
        "import",
        "verify",
        "backup",
        "restore",
        "reread",
        "rebuild",
        "article",
        "times",
        "read",
        "events",
        "explain",
        "search",
        "check-config",
        "healthcheck",
        "serve",
    ];
    for command in commands {
        let shown = bench.run(&[command, "--help"]).ends(0).shows("Examples:");
        shown
            .shows(&format!("dateline {command}"))
            .shows("--data <DIR>");
    }
    let overview = bench
        .run(&["--help"])
        .ends(0)
        .shows("Exit codes: 0 done, 1 nothing found");
    for command in commands {
        assert!(
            overview.out.contains(&format!("\n  {command}")),
            "{command}: {overview:#?}"
        );
    }
}

#[test]
fn wrong_use_ends_with_2_and_says_what_would_be_right() {
    let bench = Bench::new();
    let long = "when ".repeat(200);
    for (arguments, said) in [
        (&["frobnicate"][..], "unrecognized subcommand"),
        (&["add"], "<PATH>"),
        (&["ask"], "<QUESTION>"),
        (&["ask", "when", "--soon"], "unexpected argument"),
        (
            &["ask", "when", "--at", "soon"],
            "--at: “soon” is not a date or time; write 2026-11-23",
        ),
        (
            &["ask", "when", "--zone", "Mars"],
            "“Mars” is not a time zone",
        ),
        (
            &["ask", "when", "--archive", "../x"],
            "“../x” is not an archive",
        ),
        (&["ask", &long], "A question may have 500 characters"),
        (&["explain", "tomorrow"], "--published <TIME>"),
        (&["article", "show", " "], "is not an article id"),
        (
            &["agenda", "--from", "soon"],
            "--from: “soon” is not a date",
        ),
        (
            &["agenda", "--from", "2026-12-04", "--to", "2026-12-01"],
            "--to: Tue 1 Dec 2026 lies before Fri 4 Dec 2026",
        ),
        (&["agenda", "--range", "fortnight"], "next-week"),
        (
            &["agenda", "--range", "week", "--to", "2026-12-01"],
            "cannot be used with",
        ),
        (&["agenda", "--status", "gone"], "a status is scheduled"),
        (&["agenda", "--topic", " "], "--topic"),
        (&["timeline"], "<TOPIC>"),
        (
            &["changes", "--since", "soon"],
            "--since: “soon” is neither a time back, as 24h, 7d or 2w are",
        ),
        (&["event", "show"], "<EVENT>"),
    ] {
        let run = bench.run(arguments).ends(2).says(said);
        assert_eq!(run.out, "", "{arguments:?}");
    }
    assert!(!bench.data().exists(), "wrong use leaves no archive behind");
}

#[test]
fn no_command_shows_the_help_and_ends_with_2() {
    let bench = Bench::new();
    bench.run(&[]).ends(2).says("Usage:");
}

#[test]
fn a_question_that_finds_nothing_ends_with_1() {
    let bench = Bench::new();
    bench
        .run(&["ask", "when", "is", "the", "fair"])
        .ends(1)
        .shows("The stored news does not say: no article is stored.");
}

#[test]
fn times_of_a_story_are_counted_from_its_own_date() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    bench
        .run(&["times", &story])
        .ends(0)
        .shows("December 4 → Friday 4 December 2026  [DATE 2026-12-04]");
    bench
        .feed(&["times"], UNDATED)
        .ends(3)
        .says("standard input: does not say when it was published");
    bench
        .feed(&["times", "--published", "2026-11-23"], UNDATED)
        .ends(0)
        .shows("December 4 → ");
    bench
        .feed(&["times", "--published", "2026-11-23"], "Nothing here.")
        .ends(1);
    assert!(!bench.data().exists(), "nothing is stored");
}

#[test]
fn events_of_a_story_show_their_quote() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let run = bench
        .run(&["events", &story])
        .ends(0)
        .shows("Harbour fair to open in Bergen\n");
    run.shows("Friday 4 December 2026 · scheduled · Bergen")
        .shows("“The harbour fair will be held in Bergen on December 4");
    bench
        .feed(&["events"], "")
        .ends(3)
        .says("standard input: is empty");
}

#[test]
fn explain_shows_the_anchor_and_the_result() {
    let bench = Bench::new();
    let shown = bench
        .run(&["explain", "next", "month", "--published", "2026-11-23"])
        .ends(0);
    shown
        .shows("next month → December 2026 (day not given)")
        .shows("counted from 23 November 2026");
    let told = bench
        .run(&[
            "explain",
            "next month",
            "--published",
            "2026-11-23",
            "--format",
            "json",
        ])
        .ends(0)
        .json();
    assert_eq!(
        (&told[0]["anchor"], &told[0]["when"]["end"]),
        (&"2026-11-23".into(), &"2026-12-31".into())
    );
    let nothing = bench.run(&["explain", "purple", "--published", "2026-11-23"]);
    nothing.ends(1).says("Nothing in “purple” names a time.");
}

#[test]
fn one_text_with_a_time_is_enough_to_have_found_something() {
    let bench = Bench::new();
    let (with, without) = (
        bench.file("with.txt", "On Friday."),
        bench.file("without.txt", "Nothing."),
    );
    let told = ["--published", "2026-11-23", "--format", "json"];
    let both = bench
        .run(&[&["times", with.as_str(), &without], &told[..]].concat())
        .ends(0);
    assert_eq!(both.json().len(), 2);
    bench
        .run(&[&["times", without.as_str()], &told[..]].concat())
        .ends(1);
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_written_are_a_failure() {
    let bench = Bench::new();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let mut command = bench.command(&["explain", "4 December 2026", "--published", "2026-11-23"]);
    let run = finish(start(command.stdout(full)), b"");
    run.ends(3).says("The results could not be written");
}

#[test]
fn reading_leaves_nothing_behind() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let read = bench
        .run(&["read", &story, "--format", "json"])
        .ends(0)
        .json();
    assert_eq!(read[0]["published"], "2026-11-23T10:48:00+01:00");
    assert_eq!(read[0]["modified"], "2026-11-23T11:45:00+01:00");
    assert_eq!(read[0]["place"], "Bergen");
    assert!(!bench.data().exists());
}
