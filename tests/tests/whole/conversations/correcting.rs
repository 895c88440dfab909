//! `/event`: looking at one, correcting it by options, by the form and by buttons; who may, what is told, and what another
//! archive sees of it.

use super::hands::{NOW, STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Reply, Talk};

const FAIR: &str = "when is the harbour fair";

fn event(talk: &Talk, verb: &str, options: &[(&str, &str)]) -> Reply {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    talk.runs(&format!("event {verb}"), &options)
}

/// A scene in which the fair is stored; Ada may manage events.
fn told() -> (Scene, Talk) {
    let scene = Scene::new();
    let editor = scene.ada.in_server_as_editor(&scene.newsroom);
    save(&editor, STORY, "Harbour Post", "");
    (scene, editor)
}

fn shown(reply: &Reply, words: &str) {
    assert!(reply.is_direct() && !reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

#[test]
fn an_event_is_shown_with_its_reports_and_its_history_by_what_is_offered_while_typing() {
    let (scene, editor) = told();
    let talk = scene.talk();
    let offered = talk.types("event show", "event", "harb");
    assert_eq!(offered[0].0, "harbour fair · Fri 4 Dec 2026 · scheduled");
    let id = offered[0].1.as_str().expect("an id").to_owned();
    let page = event(&talk, "show", &[("event", &id)]);
    shown(
        &page,
        "**harbour fair** · Fri 4 Dec 2026 · scheduled · Bergen\n> “The harbour fair will be held in Bergen",
    );
    reads(
        &page,
        "**1 report**\n1. Mon 23 Nov 2026 · scheduled · Fri 4 Dec 2026",
    );
    reads(&page, &format!("{id} · this server"));
    let history = event(&talk, "history", &[("event", "harbour fair")]);
    shown(&history, "**Mon 23 Nov 2026** · Announced: Fri 4 Dec 2026");
    refused(
        &event(&talk, "show", &[("event", "chess final")]),
        "No stored event is called “chess final”.",
    );
    let elsewhere = event(&scene.ada.directly(), "show", &[("event", &id)]);
    refused(&elsewhere, "No stored event is called");
    assert!(
        scene
            .ada
            .directly()
            .types("event show", "event", "harb")
            .is_empty()
    );
    drop(editor);
}

#[test]
fn where_several_events_are_meant_one_is_chosen_out_of_a_menu_after_a_restart_too() {
    let (mut scene, editor) = told();
    let other =
        "Spring fair\n\nThe spring fair will be held in Lund on December 20, the mayor said.";
    save(&editor, other, "", "2026-11-23");
    let which = event(&editor, "show", &[("event", "fair")]);
    refused(&which, "“fair” means 3 events. Which one?");
    refused(
        &event(&editor, "hide", &[("event", "fair")]),
        "“fair” means 3 events; nothing was changed. Choose one from the list that comes while you type.",
    );
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let chosen = which.chooses(&["spring fair"]);
    reads(&chosen, "**spring fair** · Sun 20 Dec 2026");
    assert!(
        !chosen.seen().contains("Choose an event"),
        "{}",
        chosen.seen()
    );
}

#[test]
fn a_correction_is_told_with_every_answer_and_undone_by_its_button() {
    let (mut scene, editor) = told();
    let ada = scene.ada.id();
    let talk = scene.talk();
    let fixed = event(
        &editor,
        "fix",
        &[
            ("event", "harbour fair"),
            ("date", "5 Dec 2026"),
            ("place", "Oslo"),
        ],
    );
    shown(
        &fixed,
        "**harbour fair** · Sat 5 Dec 2026 · scheduled · Oslo",
    );
    let date = format!(
        "Date corrected by <@{ada}> on Tue 24 Nov 2026 to Sat 5 Dec 2026; the news said Fri 4 Dec 2026."
    );
    let place =
        format!("Place corrected by <@{ada}> on Tue 24 Nov 2026 to Oslo; the news said Bergen.");
    for words in [&date, &place] {
        reads(&fixed, words);
    }
    let answer = ask(&talk, FAIR);
    reads(&answer, "**Saturday 5 December 2026**");
    reads(
        &answer,
        "> “The harbour fair will be held in Bergen on December 4",
    );
    reads(&answer, &date);
    let said = talk.mentions_bot(FAIR).answer();
    reads(&said, &date);
    let options = [("from", "2026-12-05".into()), ("to", "2026-12-05".into())];
    reads(&talk.runs("agenda", &options), &date);
    let topic = [("topic", "harbour fair".into())];
    reads(
        &talk.runs("timeline", &topic),
        "*Corrected: Fri 4 Dec 2026 → Sat 5 Dec 2026*",
    );
    reads(
        &talk.runs("changes", &[("since", "2h".into()), topic[0].clone()]),
        &format!("Date corrected by <@{ada}>"),
    );
    reads(
        &event(&talk, "history", &[("event", "harbour fair")]),
        "**Tue 24 Nov 2026** · Corrected: Fri 4 Dec 2026 → Sat 5 Dec 2026",
    );

    scene.stop();
    scene.start(&["--at", "2026-11-24T10:00"]);
    scene.discord.wait_until_ready();
    refused(
        &talk.presses(&fixed, "Undo"),
        "To correct events here you need the permission **Manage Events**.",
    );
    let undone = editor.presses(&fixed, "Undo");
    shown(&undone, "· scheduled · Bergen");
    reads(
        &undone,
        &format!("Taken back by <@{ada}> on Tue 24 Nov 2026. (c2)"),
    );
    refused(&editor.presses(&fixed, "Undo"), "c2 was taken back before.");
    let left = editor.types("event undo", "correction", "");
    assert_eq!(left.len(), 1, "{left:?}");
    shown(
        &event(&editor, "undo", &[("correction", "c1")]),
        "**harbour fair** · Fri 4 Dec 2026",
    );
    let back = ask(&talk, FAIR);
    reads(&back, "**Friday 4 December 2026**");
    assert!(!back.seen().contains("corrected"), "{}", back.seen());
}

#[test]
fn the_form_opens_with_what_is_told_and_what_comes_back_otherwise_is_corrected() {
    let (scene, editor) = told();
    let form = event(&editor, "fix", &[("event", "harbour fair")]);
    assert!(form.is_modal(), "{}", form.seen());
    assert_eq!(
        (form.field("Title"), form.field("Date")),
        ("harbour fair".into(), "2026-12-04".into())
    );
    let fixed = form.fills(&[
        ("Date", "6 December 2026"),
        ("Time of day", "6:30 pm Europe/Oslo"),
        ("Status", "Postponed"),
    ]);
    shown(
        &fixed,
        "**harbour fair** · Sun 6 Dec 2026, 18:30 (Europe/Oslo) · postponed · Bergen",
    );
    reads(&fixed, "For you: <t:1796578200:F>");
    refused(
        &form.fills(&[("Title", "other")]),
        "The event has changed since the form was opened; nothing was corrected.",
    );
    let again = event(&editor, "fix", &[("event", "harbour fair")]);
    assert_eq!(again.field("Time of day"), "18:30 Europe/Oslo");
    refused(
        &again.fills(&[("Place", "")]),
        "Nothing was changed: the form came back as it was.",
    );
    refused(
        &again.fills(&[("Date", "soon")]),
        "`date`: “soon” is not a date.",
    );
    refused(
        &again.fills(&[("Status", "gone")]),
        "`status`: “gone” is none of scheduled",
    );
    refused(
        &event(&scene.talk(), "fix", &[("event", "harbour fair")]),
        "To correct events here you need the permission **Manage Events**.",
    );
}

#[test]
fn who_may_not_manage_events_corrects_none_here_and_everybody_their_own() {
    let (scene, _) = told();
    let talk = scene.talk();
    let fair = ("event", "harbour fair");
    for (verb, options) in [
        ("fix", vec![fair, ("place", "Oslo")]),
        ("hide", vec![fair]),
        ("restore", vec![fair]),
        ("merge", vec![fair, ("other", "fish market")]),
        ("split", vec![fair, ("reports", "1")]),
        ("add", vec![("title", "regatta"), ("date", "2026-12-20")]),
        ("undo", vec![("correction", "c1")]),
    ] {
        refused(
            &event(&talk, verb, &options),
            "To correct events here you need the permission **Manage Events**.",
        );
    }
    let own = scene.ada.directly();
    save(&own, STORY, "", "");
    let fixed = event(&own, "fix", &[fair, ("place", "Oslo")]);
    shown(
        &fixed,
        "**harbour fair** · Fri 4 Dec 2026 · scheduled · Oslo",
    );
    reads(&ask(&talk, "where is the harbour fair"), "Bergen");
    let editor = scene.ada.in_server_as_editor(&scene.newsroom);
    refused(
        &event(&editor, "undo", &[("correction", "c1")]),
        "There is no correction c1.",
    );
}

#[test]
fn events_are_added_merged_split_hidden_and_restored() {
    let (scene, editor) = told();
    let ada = scene.ada.id();
    let added = event(
        &editor,
        "add",
        &[
            ("title", "Sundby regatta"),
            ("date", "2026-12-20"),
            ("time", "18:00"),
            ("place", "Sundby"),
        ],
    );
    shown(
        &added,
        "**Sundby regatta** · Sun 20 Dec 2026, 18:00 (time zone not stated) · scheduled · Sundby",
    );
    reads(
        &added,
        &format!("Added by hand by <@{ada}> on Tue 24 Nov 2026, not read in a story. (c1)"),
    );
    reads(
        &ask(&editor, "when is the sundby regatta"),
        &format!("Added by hand by <@{ada}>"),
    );
    let merged = event(
        &editor,
        "merge",
        &[("event", "harbour fair"), ("other", "sundby regatta")],
    );
    shown(&merged, "**2 reports**");
    let both = event(
        &editor,
        "split",
        &[("event", "harbour fair"), ("reports", "2")],
    );
    shown(&both, "**1 report**");
    refused(
        &event(
            &editor,
            "split",
            &[("event", "harbour fair"), ("reports", "one")],
        ),
        "The event has no report 0",
    );
    shown(
        &event(&editor, "hide", &[("event", "harbour fair")]),
        &format!("“harbour fair” was hidden by <@{ada}> on Tue 24 Nov 2026."),
    );
    reads(&ask(&editor, FAIR), "“harbour fair” was hidden by");
    let hidden = editor.types("event restore", "event", "");
    assert_eq!(hidden.len(), 1, "{hidden:?}");
    let id = hidden[0].1.as_str().expect("an id");
    shown(
        &event(&editor, "restore", &[("event", id)]),
        "**harbour fair**",
    );
    refused(
        &event(&editor, "restore", &[("event", id)]),
        "That event is not hidden.",
    );
    let removed = editor.presses(&added, "Undo");
    shown(
        &removed,
        "**Sundby regatta** is removed: it was added by hand, and that was taken back.",
    );
    reads(
        &ask(&editor, "when is the sundby regatta"),
        "The stored news does not say",
    );
}

#[test]
fn what_an_option_does_not_take_is_told_to_the_asker_alone() {
    let (_scene, editor) = told();
    let fair = ("event", "harbour fair");
    for (verb, options, words) in [
        (
            "fix",
            vec![fair, ("date", "soon")],
            "`date`: “soon” is not a date.",
        ),
        (
            "fix",
            vec![fair, ("date", "04/05/2026")],
            "`date`: “04/05/2026” can be read in two ways.",
        ),
        (
            "fix",
            vec![fair, ("time", "late")],
            "`time`: “late” is not a time of day.",
        ),
        (
            "fix",
            vec![fair, ("place", "Bergen")],
            "It is so already; nothing was changed.",
        ),
        (
            "merge",
            vec![fair, ("other", "harbour fair")],
            "Both are the same event already.",
        ),
        (
            "add",
            vec![("title", "!"), ("date", "2026-12-20")],
            "`title`: give a word or a few.",
        ),
        (
            "add",
            vec![
                ("title", "regatta"),
                ("date", "December 2026"),
                ("time", "18:00"),
            ],
            "no single day",
        ),
        ("undo", vec![("correction", "the last")], "`correction`: "),
        (
            "undo",
            vec![("correction", "c7")],
            "There is no correction c7.",
        ),
    ] {
        refused(&event(&editor, verb, &options), words);
    }
}

#[test]
fn a_button_that_is_forged_or_of_another_archive_does_nothing() {
    let (scene, editor) = told();
    let other = scene.discord.server("Rival desk");
    let rival = scene.ada.in_server_as_editor(&other);
    save(&rival, STORY, "", "");
    let fixed = event(
        &editor,
        "fix",
        &[("event", "harbour fair"), ("date", "5 Dec 2026")],
    );
    let theirs = event(
        &rival,
        "fix",
        &[("event", "harbour fair"), ("place", "Oslo")],
    );
    for id in [
        "event:undo:000000:c1",
        "event:show:000000:e0123456789ab",
        "event:undo",
        "event:fly:x:y",
        "event:0:x:y:z",
    ] {
        let reply = editor.forges_a_press(&fixed, id);
        assert!(reply.is_private(), "{id}");
    }
    let raw = fixed.raw().clone();
    let ids: Vec<&str> = raw["components"][0]["components"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|button| button["custom_id"].as_str())
        .collect();
    refused(
        &rival.forges_a_press(&theirs, ids[0]),
        "That button is of an event that I can no longer read here.",
    );
    reads(&ask(&rival, "where is the harbour fair"), "Oslo");
    reads(&ask(&editor, FAIR), "**Saturday 5 December 2026**");
}

#[test]
fn the_shell_corrects_beside_the_bot_and_both_tell_the_same() {
    let (scene, editor) = told();
    let archive = format!("server:{}", scene.newsroom.id());
    let run = |arguments: &[&str]| {
        let all = [arguments, &["--archive", &archive, "--at", NOW]].concat();
        let output = scene.bot().run(&all);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), text)
    };
    let (code, out) = run(&["event", "fix", "harbour", "fair", "--date", "5 Dec 2026"]);
    assert_eq!(code, Some(0), "{out}");
    reads(
        &ask(&editor, FAIR),
        "Date corrected at the shell on Tue 24 Nov 2026",
    );
    let archived = ["reread", "--archive", &archive];
    let reread = scene.bot().run(&archived);
    assert_eq!(reread.status.code(), Some(0));
    reads(
        &ask(&editor, FAIR),
        "Date corrected at the shell on Tue 24 Nov 2026",
    );
    let (code, out) = run(&["event", "corrections"]);
    assert_eq!((code, out.lines().count()), (Some(0), 1), "{out}");
    let (code, _) = run(&["event", "undo", "c1"]);
    assert_eq!(code, Some(0));
    reads(&ask(&editor, FAIR), "**Friday 4 December 2026**");
    let (code, out) = run(&["event", "add", "Sundby regatta", "--date", "2026-12-20"]);
    assert_eq!(code, Some(0), "{out}");
    reads(
        &ask(&editor, "when is the sundby regatta"),
        "Added by hand at the shell",
    );
    let (code, _) = run(&["event", "undo", "c9"]);
    assert_eq!(code, Some(1));
}
