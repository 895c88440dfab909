//! Agenda, timeline, changes and events at the shell.

use crate::bench::{Bench, Run};

/// A bench with the harbour fair: announced on the 20th, moved on the 24th; and a market in a month without a day.
fn told() -> Bench {
    let bench = Bench::new();
    let line = |id: &str, day: &str, text: &str| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"News of the harbour {id}\",\"published\":\"{day}\",\"text\":\"{text}\"}}\n"
        )
    };
    let lines = [
        line(
            "one",
            "2026-11-20",
            "The harbour fair will be held in Bergen on December 4, the mayor said.",
        ),
        line(
            "two",
            "2026-11-24",
            "The harbour fair was moved to December 11, the mayor said.",
        ),
        line(
            "three",
            "2026-11-24",
            "The fish market will open next month in Bergen.",
        ),
    ];
    bench.feed(&["add", "--jsonl"], lines.concat()).ends(0);
    bench
}

const NOW: [&str; 2] = ["--at", "2026-11-24T09:00"];

fn run(bench: &Bench, arguments: &[&str]) -> Run {
    bench.run(&[arguments, &NOW].concat())
}

#[test]
fn an_agenda_shows_days_dates_without_a_day_and_the_sentence() {
    let bench = told();
    let shown = run(
        &bench,
        &["agenda", "--from", "2026-12-01", "--to", "2026-12-31"],
    )
    .ends(0);
    shown
        .shows("2 events in 1–31 Dec\n\nFri 11 Dec 2026\n  harbour fair · scheduled")
        .shows("“The harbour fair was moved to December 11, the mayor said.”")
        .shows("Over a longer time, or day not given\n  December 2026 (day not given) · ");
    let lines = run(
        &bench,
        &["agenda", "--to", "2026-12-20", "--format", "json"],
    )
    .ends(0)
    .json();
    assert_eq!(lines[1]["start"], "2026-12-11");
    assert_eq!(lines[1]["changes"][1]["change"], "moved");
    assert_eq!(
        lines[1]["changes"][1]["from"]["when"]["start"],
        "2026-12-04"
    );
}

#[test]
fn an_empty_week_names_the_next_event_and_ends_with_1() {
    let bench = told();
    let week = run(&bench, &["agenda"]).ends(1);
    assert!(
        week.out
            .starts_with("Nothing dated in 23–29 Nov. Next known: "),
        "{week:#?}"
    );
    let other = run(&bench, &["agenda", "--topic", "chess"]).ends(1);
    assert_eq!(
        other.out,
        "Nothing dated in 23–29 Nov about “chess”. Nothing later is known either.\n"
    );
    let empty = Bench::new();
    run(&empty, &["agenda"]).ends(1).says("No story is stored");
}

#[test]
fn changes_go_from_old_to_new_and_nothing_is_an_answer() {
    let bench = told();
    let shown = run(&bench, &["changes"]).ends(0);
    shown
        .shows("2 changes since Mon 23 Nov 2026, 09:00 +00:00\n\nNewly announced\n  December 2026 (day not given)")
        .shows("Moved\n  Fri 4 Dec 2026 → Fri 11 Dec 2026 · harbour fair");
    run(
        &bench,
        &["changes", "--since", "2026-11-24", "--topic", "chess"],
    )
    .ends(1)
    .shows("Nothing changed since Tue 24 Nov 2026 about “chess”.");
    let lines = run(&bench, &["changes", "--since", "3d", "--format", "json"])
        .ends(0)
        .json();
    assert_eq!(
        (&lines[1]["change"], &lines[1]["to"]["when"]["start"]),
        (&"moved".into(), &"2026-12-11".into())
    );
    assert_eq!(lines[1]["article"], "two");
}

#[test]
fn a_timeline_and_an_event_show_reports_and_moves() {
    let bench = told();
    run(&bench, &["timeline", "harbour", "fair"])
        .ends(0)
        .shows("harbour fair: 1 event\n\nFri 11 Dec 2026 · harbour fair · scheduled")
        .shows("Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026");
    run(&bench, &["timeline", "chess"])
        .ends(1)
        .shows("Nothing is told of “chess” in the stored news.");
    let shown = run(&bench, &["event", "show", "harbour", "fair"])
        .ends(0)
        .shows("2 reports:");
    let id = shown
        .out
        .rsplit("id ")
        .next()
        .expect("an id")
        .trim()
        .to_owned();
    let history = run(&bench, &["event", "history", &id[..6]]).ends(0);
    history
        .shows("Fri 20 Nov 2026  Announced: Fri 4 Dec 2026\n  “The harbour fair will be held")
        .shows("Tue 24 Nov 2026  Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026\n  “The harbour fair was moved");
    let lines = run(&bench, &["event", "show", &id, "--format", "json"])
        .ends(0)
        .json();
    assert_eq!(lines[0]["reports"].as_array().map(Vec::len), Some(2));
    run(&bench, &["event", "show", "chess", "final"])
        .ends(1)
        .says("No stored event is called “chess final”.");
}

#[test]
fn where_several_events_are_meant_they_are_listed() {
    let bench = told();
    let other = "{\"id\":\"four\",\"title\":\"Second fair\",\"published\":\"2026-11-24\",\
                 \"text\":\"The winter fair will be held in Oslo on December 20, the mayor said.\"}\n";
    bench.feed(&["add", "--jsonl"], other).ends(0);
    let listed = run(&bench, &["event", "show", "fair"]).ends(0);
    let listed = listed.says("2 events are meant; give the id of one.");
    let dates: Vec<&str> = listed
        .out
        .lines()
        .filter_map(|line| line.get(..15))
        .collect();
    assert_eq!(dates, ["Fri 11 Dec 2026", "Sun 20 Dec 2026"]);
}

#[test]
fn an_answer_is_explained_with_what_won_and_what_lost() {
    let bench = told();
    let shown = run(&bench, &["ask", "when is the harbour fair", "--explain"]).ends(0);
    shown
        .shows("Friday 11 December 2026 · harbour fair")
        .shows("\n\nHow it was chosen\n  kind     when (asks how it stands)\n")
        .shows("word     harbour, weighs ")
        .shows("at least ")
        .shows("Friday 11 December 2026 · chosen\n    ")
        .shows("Friday 4 December 2026 · not chosen: another is worth more");
    let lines = run(
        &bench,
        &["ask", "when is the fair", "--explain", "--format", "json"],
    );
    let lines = lines.ends(0).json();
    assert_eq!(lines[1]["explanation"]["kind"], "when");
    assert_eq!(lines[1]["explanation"]["choices"][0]["verdict"], "chosen");
    run(&bench, &["ask", "who won the chess final", "--explain"])
        .ends(1)
        .shows("What might be the answer, the best first\n  none");
}

#[test]
fn a_chat_goes_on_from_answers_and_explains_the_last() {
    let bench = told();
    let said = ":explain\nwhen is the harbour fair\nand where?\nis it still on\nwho won the chess final\n:history\n:explain\n:what\n";
    let talk = bench.feed(&[&["chat"][..], &NOW].concat(), said).ends(0);
    talk.shows("Friday 11 December 2026")
        .shows("→ where is the harbour fair\nBergen")
        .shows("→ is the harbour fair still on\n")
        .shows("How it was chosen\n  kind     who")
        .says("Nothing was asked yet.")
        .says("  2  where is the harbour fair\n  3  is the harbour fair still on\n  4  who won the chess final")
        .says(":explain shows how the last answer was chosen");
    let lines = bench.feed(
        &[&["chat", "--format", "json"][..], &NOW].concat(),
        "when is the harbour fair\nwhere?\n",
    );
    let lines = lines.ends(0).says("→ where is the harbour fair").json();
    assert_eq!(
        (&lines[1]["id"], &lines[1]["text"]),
        (&"2".into(), &"Bergen".into())
    );
}

#[test]
fn a_picture_is_written_where_there_is_something_to_draw() {
    let bench = told();
    let path = bench.path().join("month.png");
    let name = path.display().to_string();
    let december = ["--from", "2026-12-01", "--to", "2026-12-31"];
    let picture = ["--picture", &name];
    let drawn = run(&bench, &[&["agenda"][..], &december, &picture].concat()).ends(0);
    drawn
        .shows("2 events in 1–31 Dec")
        .says("month.png: 2 events drawn.");
    let bytes = std::fs::read(&path).expect("a file");
    assert_eq!(bytes.get(..4), Some(&b"\x89PNG"[..]));
    std::fs::remove_file(&path).expect("removed");
    run(&bench, &["timeline", "harbour", "fair", "--picture", &name]).ends(0);
    assert!(std::fs::read(&path).is_ok_and(|bytes| bytes.len() > 1_000));
    std::fs::remove_file(&path).expect("removed");
    run(&bench, &["timeline", "chess", "--picture", &name]).ends(1);
    assert!(!path.exists(), "nothing to draw, no file");
    let nowhere = bench.path().join("none/month.png").display().to_string();
    let refused = run(
        &bench,
        &[&["agenda"][..], &december, &["--picture", &nowhere]].concat(),
    );
    refused.ends(3).says("the picture cannot be written");
}

#[test]
fn a_search_shows_each_story_with_the_sentence_that_holds_the_words() {
    let bench = told();
    let shown = run(&bench, &["search", "harbour", "fairs"]).ends(0);
    shown
        .shows("2 articles with “harbour fairs”\n\n")
        .shows("“The harbour fair will be held in Bergen on December 4, the mayor said.”");
    let days = ["search", "fair", "--from", "2026-11-21", "--format", "json"];
    let lines = run(&bench, &days).ends(0).json();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["headline"], "News of the harbour two");
    run(&bench, &["search", "moon"])
        .ends(1)
        .shows("No stored article holds “moon”; 3 articles looked through.");
    run(
        &bench,
        &[
            "search",
            "fair",
            "--from",
            "2026-12-01",
            "--to",
            "2026-11-01",
        ],
    )
    .ends(2);
}
