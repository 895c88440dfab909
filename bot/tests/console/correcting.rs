//! Corrections at the shell: what is told, what is kept, and how each command ends.

use crate::bench::{Bench, Run};

const STORIES: &str = concat!(
    "{\"id\":\"one\",\"title\":\"Harbour news\",\"published\":\"2026-11-20\",",
    "\"text\":\"The harbour fair will be held in Bergen on December 4, the mayor said.\"}\n",
    "{\"id\":\"two\",\"title\":\"Council news\",\"published\":\"2026-11-21\",",
    "\"text\":\"The budget vote will be held in Norden on December 9, the council said.\"}\n",
);

fn told() -> Bench {
    let bench = Bench::new();
    bench.feed(&["add", "--jsonl"], STORIES).ends(0);
    bench
}

fn run(bench: &Bench, arguments: &[&str]) -> Run {
    bench.run(&[arguments, &["--at", "2026-11-24T09:00"]].concat())
}

fn id_of(bench: &Bench, words: &str) -> String {
    let shown = run(bench, &["event", "show", words, "--format", "json"]);
    let lines = shown.ends(0).json();
    lines[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn what_is_fixed_is_told_with_who_and_when_and_undone_by_its_number() {
    let bench = told();
    let fixed = run(
        &bench,
        &[
            "event",
            "fix",
            "harbour",
            "fair",
            "--date",
            "5 Dec 2026",
            "--time",
            "18:30 Europe/Oslo",
            "--place",
            "Oslo",
        ],
    );
    fixed
        .ends(0)
        .shows("Sat 5 Dec 2026, 18:30 (Europe/Oslo) · harbour fair · scheduled · Oslo")
        .shows("Date corrected at the shell on Tue 24 Nov 2026 to Sat 5 Dec 2026, 18:30 (Europe/Oslo); the news said Fri 4 Dec 2026. [c2]")
        .shows("Place corrected at the shell on Tue 24 Nov 2026 to Oslo; the news said Bergen. [c3]")
        .shows("1 report:\n  1. Fri 20 Nov 2026 · scheduled · Fri 4 Dec 2026");
    run(&bench, &["ask", "when is the harbour fair"])
        .ends(0)
        .shows("Saturday 5 December 2026, 18:30")
        .shows("“The harbour fair will be held in Bergen on December 4, the mayor said.”")
        .shows("Date corrected at the shell on Tue 24 Nov 2026");
    let line = run(
        &bench,
        &["ask", "when is the harbour fair", "--format", "json"],
    );
    let line = &line.ends(0).json()[0];
    assert_eq!(line["when"]["start"], "2026-12-05T18:30");
    assert_eq!(line["corrected"][0]["by"], "shell");
    assert_eq!(line["corrected"][0]["news"]["start"], "2026-12-04");
    run(
        &bench,
        &["agenda", "--from", "2026-12-05", "--to", "2026-12-05"],
    )
    .ends(0)
    .shows("harbour fair · scheduled · Oslo");
    run(&bench, &["timeline", "harbour fair"])
        .ends(0)
        .shows("Corrected: Fri 4 Dec 2026 → Sat 5 Dec 2026");
    run(&bench, &["changes", "--since", "24h"])
        .ends(0)
        .shows("\n\nCorrected\n  Fri 4 Dec 2026 → Sat 5 Dec 2026")
        .shows("; the news said Fri 4 Dec 2026.");
    run(&bench, &["event", "history", "harbour", "fair"])
        .ends(0)
        .shows("Tue 24 Nov 2026  Corrected: Fri 4 Dec 2026 → Sat 5 Dec 2026\n  Date corrected");
    let undone = run(&bench, &["event", "undo", "c2"]).ends(0);
    undone.shows("Taken back at the shell on Tue 24 Nov 2026.");
    run(&bench, &["event", "undo", "c2"])
        .ends(0)
        .says("c2 was taken back before.");
    run(&bench, &["event", "undo", "c1"]).ends(0);
    run(&bench, &["ask", "when is the harbour fair"])
        .ends(0)
        .shows("Friday 4 December 2026");
    bench
        .run(&["reread"])
        .ends(0)
        .shows("2 stories read anew; all was found as before.");
    run(&bench, &["event", "show", "harbour", "fair"])
        .ends(0)
        .shows("Place corrected at the shell");
    let listed = run(&bench, &["event", "corrections"]).ends(0);
    assert_eq!(listed.out.lines().count(), 3);
    listed.shows("c3  Place corrected at the shell on Tue 24 Nov 2026 to Oslo.  (harbour fair, e");
}

#[test]
fn events_are_merged_split_hidden_restored_and_added() {
    let bench = told();
    let (fair, vote) = (id_of(&bench, "harbour fair"), id_of(&bench, "budget vote"));
    run(&bench, &["event", "merge", "harbour fair", &vote])
        .ends(0)
        .shows("2 reports:")
        .shows(&format!("id {fair}\nformerly {vote}"));
    run(
        &bench,
        &["event", "split", "harbour", "fair", "--report", "2"],
    )
    .ends(0)
    .shows("1 report:");
    run(&bench, &["event", "hide", &fair])
        .ends(0)
        .shows("“harbour fair” was hidden at the shell");
    run(&bench, &["ask", "when is the harbour fair"])
        .ends(1)
        .shows("“harbour fair” was hidden");
    run(&bench, &["timeline", "harbour fair"]).ends(1);
    run(&bench, &["event", "restore", "harbour", "fair"]).ends(0);
    run(&bench, &["event", "restore", "harbour", "fair"])
        .ends(0)
        .says("That event is not hidden.");
    run(&bench, &["ask", "when is the harbour fair"]).ends(0);
    run(
        &bench,
        &[
            "event",
            "add",
            "Sundby",
            "regatta",
            "--date",
            "2026-12-20",
            "--time",
            "6 pm",
            "--place",
            "Sundby",
        ],
    )
    .ends(0)
    .shows("Sun 20 Dec 2026, 18:00 (time zone not stated) · Sundby regatta · scheduled · Sundby")
    .shows("Added by hand at the shell on Tue 24 Nov 2026, not read in a story.");
    run(&bench, &["ask", "when is the sundby regatta"])
        .ends(0)
        .shows("Sunday 20 December 2026, 18:00")
        .shows("Added by hand at the shell");
}

#[test]
fn what_cannot_be_corrected_is_told_with_what_to_do() {
    let bench = told();
    for (arguments, code, said) in [
        (
            &["event", "fix", "harbour", "fair"][..],
            2,
            "Say what is to be corrected: --date",
        ),
        (
            &["event", "fix", "harbour fair", "--date", "soon"],
            2,
            "--date: “soon” is not a date. Write 2026-12-05",
        ),
        (
            &["event", "fix", "harbour fair", "--date", "04/05/2026"],
            2,
            "can be read in two ways",
        ),
        (
            &["event", "fix", "harbour fair", "--time", "late"],
            2,
            "--time: “late” is not a time of day.",
        ),
        (
            &["event", "fix", "harbour fair", "--status", "gone"],
            2,
            "a status is scheduled",
        ),
        (
            &["event", "fix", "chess final", "--place", "Oslo"],
            1,
            "No stored event is called “chess final”.",
        ),
        (
            &["event", "hide", "e0123456789ab"],
            1,
            "No stored event is called",
        ),
        (
            &[
                "event",
                "fix",
                "harbour fair",
                "--date",
                "4 Dec 2026",
                "--time",
                "x",
            ],
            2,
            "is not a time of day",
        ),
        (
            &["event", "split", "harbour fair", "--report", "7"],
            2,
            "The event has no report 7",
        ),
        (
            &["event", "split", "harbour fair", "--report", "1"],
            2,
            "something must stay",
        ),
        (
            &["event", "merge", "harbour fair", "harbour fair"],
            2,
            "Both are the same event already.",
        ),
        (&["event", "undo", "c9"], 1, "There is no correction c9."),
        (&["event", "undo", "nine"], 2, "write c12"),
        (
            &["event", "fix", "harbour fair", "--place", "Bergen"],
            0,
            "It is so already",
        ),
        (&["event", "corrections"], 1, "Nothing was corrected here."),
        (
            &["event", "add", "regatta", "--date", "whenever"],
            2,
            "--date: “whenever” is not a date.",
        ),
    ] {
        run(&bench, arguments).ends(code).says(said);
    }
}

#[test]
fn an_event_a_week_and_everything_are_written_as_calendars() {
    let bench = told();
    let unfolded = |run: Run| run.ends(0).out.replace("\r\n ", "").replace("\r\n", "\n");
    run(
        &bench,
        &["event", "fix", "harbour fair", "--date", "5 Dec 2026"],
    )
    .ends(0);
    let one = unfolded(run(&bench, &["event", "ics", "harbour", "fair"]));
    for line in [
        "DTSTART;VALUE=DATE:20261205",
        "SEQUENCE:1",
        "DTSTAMP:20261124T090000Z",
    ] {
        assert!(one.contains(&format!("\n{line}\n")), "{line}:\n{one}");
    }
    let days = [
        "agenda",
        "--from",
        "2026-12-01",
        "--to",
        "2026-12-06",
        "--ics",
    ];
    let agenda = run(&bench, &days).says("1 event written.");
    assert_eq!(agenda.out.matches("BEGIN:VEVENT").count(), 1);
    let all = unfolded(run(&bench, &["export", "ics"]));
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(
        all,
        unfolded(run(&bench, &["export", "ics"])),
        "nothing in it depends on when it is written"
    );
    run(&bench, &["export", "ics", "--topic", "chess"])
        .ends(1)
        .says("no events written.");
}
