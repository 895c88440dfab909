//! `/when`, the buttons below an answer, and calendar files: what each gives, after a restart, and to whom.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Reply, Talk};

const OTHERS: &str = "Fairs of the year

The Lund fair will be held in Lund on May 4, the mayor said.

The Moss fair was held in Moss on October 10, the mayor said.
";

fn when(talk: &Talk, options: &[(&str, &str)]) -> Reply {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    talk.runs("when", &options)
}

fn told() -> (Scene, Talk) {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "Harbour Post", "");
    (scene, talk)
}

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

/// The calendar file of an answer, its lines whole again.
fn calendar(reply: &Reply) -> (String, String) {
    let mut files = reply.files();
    assert_eq!(files.len(), 1, "{}", reply.seen());
    let (name, bytes) = files.remove(0);
    let text = String::from_utf8(bytes).expect("a calendar is text");
    (name, text.replace("\r\n ", "").replace("\r\n", "\n"))
}

#[test]
fn when_tells_one_event_that_was_chosen_while_typing_or_asks_the_words() {
    let (scene, talk) = told();
    let offered = talk.types("when", "what", "harbour f");
    let id = offered[0].1.as_str().expect("an id").to_owned();
    for what in [id.as_str(), "harbour fair"] {
        let told = when(&talk, &[("what", what)]);
        assert!(!told.is_private(), "{}", told.seen());
        reads(
            &told,
            "harbour fair\n**Friday 4 December 2026** · scheduled · Bergen\n> “The harbour fair will be held in Bergen on December 4",
        );
        reads(
            &told,
            "*“December 4”, said on Mon 23 Nov 2026 → Friday 4 December 2026*",
        );
        reads(
            &told,
            "[Sources (1)]\n[History]\n[Remind me]\n[.ics]\n[Wrong?]",
        );
    }
    let private = talk.runs(
        "when",
        &[("what", id.as_str().into()), ("private", true.into())],
    );
    assert!(private.is_private());
    let none = when(&talk, &[("what", "chess final")]);
    reads(
        &none,
        "The stored news does not say: nothing about it in 1 article.",
    );
    refused(
        &when(&talk, &[("what", "?!")]),
        "`what`: give a word or a few.",
    );
    let elsewhere = when(&scene.ada.directly(), &[("what", &id)]);
    reads(&elsewhere, "Nothing is stored here yet");
}

#[test]
fn when_looks_at_what_is_upcoming_or_past_and_lets_one_choose_where_several_are_meant() {
    let (mut scene, talk) = told();
    save(&talk, OTHERS, "", "2026-11-20");
    let past = when(&talk, &[("what", "Moss fair"), ("range", "past")]);
    reads(
        &past,
        "Moss fair\n**Saturday 10 October 2026** · happened · Moss",
    );
    reads(
        &when(&talk, &[("what", "Moss fair"), ("range", "upcoming")]),
        "No upcoming event is called “Moss fair”. `range: any` looks at all of them.",
    );
    let which = when(&talk, &[("what", "fair"), ("range", "upcoming")]);
    assert!(which.is_private());
    reads(&which, "Which one?");
    assert!(!which.seen().contains("Moss"), "{}", which.seen());
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let chosen = which.chooses(&["Lund fair"]);
    reads(
        &chosen,
        "Lund fair\n**Tuesday 4 May 2027** · scheduled · Lund",
    );
    reads(&chosen, "[Sources (1)]");
    reads(
        &chosen.presses("History"),
        "**Fri 20 Nov 2026** · Announced: Tue 4 May 2027",
    );
}

#[test]
fn the_buttons_of_an_answer_show_sources_history_a_calendar_and_the_form_after_a_restart_too() {
    let (mut scene, talk) = told();
    let answer = ask(&talk, "when is the harbour fair");
    let said = talk.mentions_bot("when is the harbour fair").answer();
    reads(
        &said,
        "[Sources (1)]\n[History]\n[Remind me]\n[.ics]\n[Wrong?]",
    );
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    for answer in [answer, said] {
        refused(
            &talk.presses(&answer, "Sources (1)"),
            "**1 report**\n1. Mon 23 Nov 2026 · scheduled · Fri 4 Dec 2026",
        );
        refused(
            &talk.presses(&answer, "History"),
            "**Mon 23 Nov 2026** · Announced: Fri 4 Dec 2026",
        );
        let file = talk.presses(&answer, ".ics");
        refused(&file, "**harbour fair** · 1 event written.");
        let (name, calendar) = calendar(&file);
        assert_eq!(name, "harbour-fair.ics");
        for line in [
            "DTSTART;VALUE=DATE:20261204",
            "DTEND;VALUE=DATE:20261205",
            "SEQUENCE:0",
            "STATUS:CONFIRMED",
            "SUMMARY:harbour fair",
        ] {
            assert!(
                calendar.contains(&format!("\n{line}\n")),
                "{line}:\n{calendar}"
            );
        }
        refused(
            &talk.presses(&answer, "Wrong?"),
            "To correct events here you need the permission **Manage Events**.",
        );
        let editor = scene.ada.in_server_as_editor(&scene.newsroom);
        let form = editor.presses(&answer, "Wrong?");
        assert_eq!(form.field("Date"), "2026-12-04");
    }
    let editor = scene.ada.in_server_as_editor(&scene.newsroom);
    let form = editor.presses(&ask(&talk, "when is the harbour fair"), "Wrong?");
    let fixed = form.fills(&[("Date", "2026-12-05")]);
    reads(&fixed, "**harbour fair** · Sat 5 Dec 2026");
    let unknown = ask(&talk, "who won the chess final");
    assert!(!unknown.seen().contains("[Sources"), "{}", unknown.seen());
}

#[test]
fn a_button_of_another_archive_and_of_an_event_that_is_gone_say_so() {
    let (scene, talk) = told();
    let other = scene.discord.server("Rival desk");
    let rival = scene.ada.in_server(&other);
    save(&rival, STORY, "", "");
    let (here, there) = (
        ask(&talk, "when is the harbour fair"),
        ask(&rival, "when is the harbour fair"),
    );
    let id = here.raw()["components"][0]["components"][0]["custom_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let stale = "That button is of an event that I can no longer read here.";
    refused(&rival.forges_a_press(&there, &id), stale);
    let archive = format!("server:{}", scene.newsroom.id());
    let listed = scene
        .bot()
        .run(&["article", "list", "--archive", &archive, "--format", "json"]);
    let line: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("one story");
    let story = line["id"].as_str().expect("an id");
    let removed = scene
        .bot()
        .run(&["article", "remove", story, "--archive", &archive]);
    assert_eq!(removed.status.code(), Some(0));
    refused(&here.presses("Sources (1)"), stale);
    refused(&here.presses(".ics"), stale);
}

#[test]
fn an_event_a_topic_and_everything_are_exported_as_calendars() {
    let (scene, talk) = told();
    save(&talk, OTHERS, "", "2026-11-20");
    let one = talk.runs("event ics", &[("event", "Lund fair".into())]);
    let (name, file) = calendar(&one);
    assert_eq!(
        (name.as_str(), file.matches("BEGIN:VEVENT").count()),
        ("lund-fair.ics", 1)
    );
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let all = manager.runs("export ics", &[]).waits_for_edit();
    let (name, file) = calendar(&all);
    assert_eq!(name, "dateline.ics");
    assert!(file.matches("BEGIN:VEVENT").count() >= 4, "{file}");
    let topic = manager
        .runs("export ics", &[("topic", "harbour fair".into())])
        .waits_for_edit();
    let (name, file) = calendar(&topic);
    assert_eq!(
        (name.as_str(), file.matches("BEGIN:VEVENT").count()),
        ("harbour-fair.ics", 2)
    );
    let none = manager
        .runs("export ics", &[("topic", "chess".into())])
        .waits_for_edit();
    reads(&none, "**chess** · no events written.");
    assert!(none.files().is_empty());
    let own = scene
        .ada
        .directly()
        .runs("export ics", &[])
        .waits_for_edit();
    reads(&own, "**Dateline** · no events written.");
    let archive = format!("server:{}", scene.newsroom.id());
    let shell = scene.bot().run(&[
        "export",
        "ics",
        "--archive",
        &archive,
        "--at",
        "2026-11-24T09:30",
    ]);
    assert_eq!(shell.status.code(), Some(0));
    let shell = String::from_utf8(shell.stdout)
        .expect("text")
        .replace("\r\n ", "")
        .replace("\r\n", "\n");
    let (_, file) = calendar(&all);
    assert_eq!(shell, file, "the same file at both doors");
}

#[test]
fn events_are_exported_as_a_table_and_as_json_lines_too() {
    let (scene, _) = told();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let file = |form: &str| {
        let reply = manager
            .runs(
                &format!("export {form}"),
                &[("topic", "harbour fair".into())],
            )
            .waits_for_edit();
        let (name, bytes) = reply.files().remove(0);
        (name, String::from_utf8(bytes).expect("text"))
    };
    let (name, table) = file("csv");
    assert_eq!(name, "harbour-fair.csv");
    assert!(
        table.contains(",harbour fair,2026-12-04,2026-12-04,day,,scheduled,Bergen,no,"),
        "{table}"
    );
    let (name, lines) = file("json");
    assert_eq!(name, "harbour-fair.json");
    let events: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(
        events
            .iter()
            .any(|event| event["title"] == "harbour fair" && event["start"] == "2026-12-04"),
        "{lines}"
    );
    let archive = format!("server:{}", scene.newsroom.id());
    let shell = scene.bot().run(&[
        "export",
        "csv",
        "--topic",
        "harbour fair",
        "--archive",
        &archive,
        "--at",
        "2026-11-24T09:30",
    ]);
    assert_eq!(
        String::from_utf8(shell.stdout).expect("text"),
        table,
        "the same at both doors"
    );
}
