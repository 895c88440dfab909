//! JSON lines: the forms, the order, and what a broken line does.

use crate::bench::{Bench, Run, finish, start};
use serde_json::Value;

const STORY: &str = "{\"id\":\"s1\",\"url\":\"https://news.example/1\",\"title\":\"Harbour fair set\",\
\"published\":\"2026-11-23\",\"text\":\"  The harbour fair will be held in Bergen on December 4.\\r\\n\\n Tickets cost 5 euros. \"}";

fn keys(line: &Value) -> Vec<&str> {
    line.as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

fn ids(run: &Run) -> Vec<String> {
    run.json()
        .iter()
        .map(|line| line["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_story_keeps_its_text_and_its_id() {
    let bench = Bench::new();
    let added = bench.feed(&["add", "--jsonl"], STORY).ends(0).json();
    assert_eq!(keys(&added[0]), ["id", "stored", "new", "events"]);
    assert_eq!(
        (&added[0]["id"], &added[0]["stored"], &added[0]["new"]),
        (&"s1".into(), &true.into(), &true.into())
    );
    let shown = bench
        .run(&["article", "show", "s1", "--format", "json"])
        .ends(0)
        .json();
    let given: Value = serde_json::from_str(STORY).expect("a JSON line");
    assert_eq!(shown[0]["text"], given["text"]);
    let again = bench.feed(&["add", "--jsonl"], STORY).ends(0).json();
    assert_eq!(
        (&again[0]["stored"], &again[0]["new"]),
        (&true.into(), &false.into())
    );
}

#[test]
fn a_broken_line_is_named_and_the_rest_goes_on() {
    let bench = Bench::new();
    let other = STORY
        .replace("s1", "s2")
        .replace("news.example/1", "news.example/2");
    let middle = &STORY[..STORY.len() / 2];
    let file = bench.file("in.jsonl", format!("{STORY}\n{middle}\n\n{other}\n"));
    let run = bench
        .run(&["add", "--jsonl", &file])
        .ends(3)
        .says("in.jsonl, line 2: is not the JSON object");
    assert_eq!(
        run.err.matches("line ").count(),
        2,
        "one sentence, that ends with 'The line was skipped.': {run:#?}"
    );
    assert_eq!(ids(&run), ["s1", "s2"]);
    assert_eq!(
        bench
            .run(&["article", "list", "--format", "json"])
            .json()
            .len(),
        2
    );
}

#[test]
fn a_line_that_lacks_something_is_answered_in_its_place() {
    let bench = Bench::new();
    let undated = "{\"id\":\"u\",\"title\":\"No day\",\"text\":\"Words.\"}";
    let empty = "{\"id\":\"e\",\"published\":\"2026-11-23\"}";
    let bad = "{\"id\":\"b\",\"published\":\"soon\",\"text\":\"Words.\"}";
    let run = bench
        .feed(&["add", "--jsonl"], [undated, STORY, empty, bad].join("\n"))
        .ends(3);
    assert_eq!(ids(&run), ["u", "s1", "e", "b"]);
    let stored: Vec<_> = run
        .json()
        .iter()
        .map(|line| line["stored"].clone())
        .collect();
    assert_eq!(stored, [false, true, false, false]);
    let run = run
        .says("standard input, line 1: has no \"published\"")
        .says("line 3: the story is empty");
    run.says("line 4: “soon” is not a date or time");
    bench
        .feed(&["add", "--jsonl", "--published", "2026-11-23"], undated)
        .ends(0);
}

#[test]
fn what_is_too_long_is_refused_by_its_limit() {
    let bench = Bench::new();
    let story = |letters: usize| {
        let text = "å".repeat(letters);
        format!("{{\"id\":\"l\",\"published\":\"2026-11-23\",\"text\":\"{text}\"}}\n")
    };
    let refused = bench.feed(&["add", "--jsonl"], story(200_001)).ends(3);
    refused.says("line 1: holds more than 200000 characters");
    bench.feed(&["add", "--jsonl"], story(200_000)).ends(0);
    let long = story(1_000_000);
    bench
        .feed(&["times", "--jsonl"], long)
        .ends(3)
        .says("line 1: is longer than 2000000 bytes");
    let question = format!(
        "{{\"id\":\"q\",\"question\":\"{}\"}}\n",
        "when ".repeat(101)
    );
    bench
        .feed(&["ask", "--jsonl"], question)
        .ends(3)
        .says("line 1: asks in more than 500 characters");
}

#[test]
fn more_stories_than_a_batch_come_out_in_order() {
    let bench = Bench::new();
    let line = |n: usize| {
        format!(
            "{{\"id\":\"n{n}\",\"title\":\"Story {n}\",\"published\":\"2026-11-23\",\"text\":\"Number {n} is told.\"}}\n"
        )
    };
    let file = bench.file("many.jsonl", (0..250).map(line).collect::<String>());
    let run = bench
        .run(&["add", "--jsonl", &file])
        .ends(0)
        .says("250 stories new.");
    let wanted: Vec<_> = (0..250).map(|n| format!("n{n}")).collect();
    assert_eq!(ids(&run), wanted);
}

#[test]
fn a_writer_that_waits_for_each_answer_gets_it() {
    use std::io::{BufRead, BufReader, Write};
    let bench = Bench::new();
    let mut child = start(&mut bench.command(&["add", "--jsonl"]));
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    for n in 0..3 {
        let story = STORY
            .replace("s1", &format!("s{n}"))
            .replace("example/1", &format!("example/{n}"));
        writeln!(stdin, "{story}").expect("the child reads");
        let mut line = String::new();
        answers
            .read_line(&mut line)
            .expect("an answer for each line");
        assert!(line.contains(&format!("\"id\":\"s{n}\"")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("the child ends").success());
}

#[test]
fn an_answer_has_every_field() {
    let bench = Bench::new();
    bench.feed(&["add", "--jsonl"], STORY).ends(0);
    let question =
        "{\"id\":\"q1\",\"question\":\"who won the chess final\",\"asked_at\":\"2026-11-24\"}\n";
    let run = bench.feed(&["ask", "--jsonl"], question).ends(0);
    let answer = &run.json()[0];
    assert_eq!(
        keys(answer),
        [
            "id",
            "answered",
            "state",
            "text",
            "when",
            "zone",
            "event",
            "status",
            "place",
            "history",
            "quote",
            "article",
            "arithmetic",
            "ms"
        ]
    );
    assert_eq!(
        (&answer["id"], &answer["answered"], &answer["state"]),
        (&"q1".into(), &false.into(), &"unknown".into())
    );
    assert!(
        answer["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("The stored news does not say"))
    );
    assert!(answer["ms"].as_f64().is_some_and(|ms| ms >= 0.0));
}

#[test]
fn a_question_is_answered_as_of_its_time() {
    let bench = Bench::new();
    bench.feed(&["add", "--jsonl"], STORY).ends(0);
    let ask = |at: &str| {
        let line = format!(
            "{{\"id\":\"q\",\"question\":\"when is the harbour fair\",\"asked_at\":\"{at}\"}}\n"
        );
        bench
            .feed(&["ask", "--jsonl"], line)
            .ends(0)
            .json()
            .remove(0)
    };
    assert_eq!(
        ask("2026-11-22")["state"],
        "unknown",
        "the story is not published yet"
    );
    let known = ask("2026-11-24");
    assert_eq!(known["when"]["start"], "2026-12-04", "{known}");
    assert_eq!(known["article"], "s1");
}

#[test]
fn times_count_characters() {
    let bench = Bench::new();
    let line = "{\"id\":\"t\",\"published\":\"2026-11-23\",\"text\":\"Målet: 4 December 2026.\"}\n";
    let run = bench.feed(&["times", "--jsonl"], line).ends(0);
    let out = &run.json()[0];
    assert_eq!(keys(out), ["id", "times"]);
    let time = &out["times"][0];
    assert_eq!((&time["start"], &time["end"]), (&7.into(), &22.into()));
    assert_eq!(
        (&time["type"], &time["value"]),
        (&"DATE".into(), &"2026-12-04".into())
    );
    assert_eq!(time["when"]["start"], "2026-12-04");
}

#[test]
fn events_are_a_line_each() {
    let bench = Bench::new();
    let run = bench.feed(&["events", "--jsonl"], STORY).ends(0);
    let events = run.json();
    assert_eq!(
        keys(&events[0]),
        [
            "article",
            "title",
            "start",
            "end",
            "precision",
            "status",
            "place",
            "participants",
            "evidence"
        ]
    );
    assert_eq!(
        (&events[0]["article"], &events[0]["start"]),
        (&"s1".into(), &"2026-12-04".into())
    );
}

#[test]
fn a_page_line_has_every_field() {
    let bench = Bench::new();
    let line = "{\"id\":\"p\",\"url\":\"https://news.example/p\",\"html\":\"<title>Fair</title><p>It opens.\"}\n";
    let run = bench.feed(&["read", "--jsonl"], line).ends(0);
    assert_eq!(
        keys(&run.json()[0]),
        [
            "id",
            "title",
            "authors",
            "byline",
            "published",
            "modified",
            "place",
            "site",
            "language",
            "url",
            "text"
        ]
    );
}

#[test]
fn a_reader_that_goes_away_is_no_fault_and_stops_no_storing() {
    let bench = Bench::new();
    let line = |n: usize| {
        format!(
            "{{\"id\":\"n{n}\",\"title\":\"Story {n}\",\"published\":\"2026-11-23\",\"text\":\"Number {n} is told.\"}}\n"
        )
    };
    let many: String = (0..150).map(line).collect();
    for arguments in [
        ["times", "--jsonl"],
        ["events", "--jsonl"],
        ["add", "--jsonl"],
    ] {
        let mut child = start(&mut bench.command(&arguments));
        drop(child.stdout.take());
        let run = finish(child, many.as_bytes()).ends(0);
        assert!(
            !run.err.contains("panic") && !run.err.contains("ipe"),
            "{run:#?}"
        );
    }
    assert_eq!(
        bench
            .run(&["article", "list", "--format", "json"])
            .json()
            .len(),
        150
    );
}
