//! Events that are put among a server's events at Discord: what is asked, what is refused, and how they are kept in step.

use super::hands::{STORY, Scene, reads, save};
use dateline_tests::discord::{Reply, Talk};
use serde_json::Value as Json;

const MOVED: &str = "Harbour fair moves

November 24, 2026

The harbour fair was moved to December 11, the mayor said.
";

const CALLED_OFF: &str = "Harbour fair called off

November 24, 2026

The harbour fair on December 11 has been cancelled, the mayor said.
";

const PUT_OFF: &str = "Harbour fair postponed

November 24, 2026

The harbour fair, planned for December 4, has been postponed, the mayor said. A new date has not been announced.
";

fn publish(talk: &Talk, options: &[(&str, &str)]) -> Reply {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    talk.runs("event publish", &options)
}

/// A server in which somebody who may manage events has saved the story of the fair.
fn told() -> (Scene, Talk) {
    let scene = Scene::new();
    let editor = scene.ada.in_server_as_editor(&scene.newsroom);
    save(&editor, STORY, "Harbour Post", "");
    (scene, editor)
}

const WHOLE: [(&str, &str); 3] = [("event", "harbour fair"), ("start", "18:30"), ("end", "2h")];

/// The fair, published from 18:30 to 20:30.
fn published() -> (Scene, Talk) {
    let (scene, editor) = told();
    let done = publish(&editor, &WHOLE).waits_for_edit();
    reads(
        &done,
        "**harbour fair** stands among the events of this server",
    );
    assert_eq!(scene.newsroom.events().len(), 1);
    (scene, editor)
}

fn one(events: &[Json]) -> Option<&Json> {
    (events.len() == 1).then(|| &events[0])
}

fn starts(scene: &Scene, start: &str) -> Json {
    let events = scene.newsroom.waits_for_events(start, |events| {
        one(events).is_some_and(|event| event["scheduled_start_time"] == start)
    });
    events[0].clone()
}

fn gone(scene: &Scene) {
    scene
        .newsroom
        .waits_for_events("no event", <[Json]>::is_empty);
}

fn refused(reply: &Reply, words: &str) {
    assert!(reply.is_private(), "{}", reply.seen());
    reads(reply, words);
}

#[test]
fn what_the_news_does_not_say_is_asked_and_what_was_made_is_told() {
    let (scene, editor) = told();
    let form = publish(&editor, &[("event", "harbour fair")]);
    assert!(form.is_modal(), "{}", form.seen());
    let fields = ["Begins", "Ends", "Place"].map(|label| form.field(label));
    assert_eq!(fields, ["2026-12-04 ", "", "Bergen"]);
    let inputs = [
        ("Begins", "2026-12-04 18:30"),
        ("Ends", "01:00"),
        ("Place", "Town hall, Bergen"),
    ];
    let done = form.fills(&inputs).waits_for_edit();
    let event = starts(&scene, "2026-12-04T18:30:00+00:00");
    let id = event["id"].as_str().expect("an id");
    reads(
        &done,
        &format!(
            "**harbour fair** stands among the events of this server: https://discord.com/events/{}/{id}",
            scene.newsroom.id()
        ),
    );
    assert_eq!(event["name"], "harbour fair");
    assert_eq!(event["scheduled_end_time"], "2026-12-05T01:00:00+00:00");
    assert_eq!(event["entity_metadata"]["location"], "Town hall, Bergen");
    let about = event["description"].as_str().expect("words");
    assert!(
        about.starts_with("“The harbour fair will be held in Bergen"),
        "{about}"
    );
    assert!(
        about.contains("Harbour Post") && about.contains("unverified source"),
        "{about}"
    );
    let again = publish(&editor, &WHOLE).waits_for_edit();
    refused(
        &again,
        "The event is published already: https://discord.com/events/",
    );
    assert_eq!(scene.newsroom.events().len(), 1);
}

#[test]
fn what_cannot_be_published_is_refused_with_what_is_wrong() {
    let (scene, editor) = told();
    refused(
        &publish(&scene.talk(), &WHOLE),
        "To publish events here you need the permission **Manage Events**.",
    );
    let own = scene.ada.directly();
    refused(
        &publish(&own, &WHOLE),
        "Only servers have channels, roles and events",
    );
    let with = |start: &str, end: &str| {
        let options = [("event", "harbour fair"), ("start", start), ("end", end)];
        publish(&editor, &options)
    };
    refused(
        &with("2026-11-20 18:30", "2h"),
        "It would begin in the past",
    );
    refused(&with("soon", "2h"), "`start`: “soon” is not a day or time.");
    refused(
        &with("2026-12-04", "2h"),
        "“2026-12-04” does not tell when it begins",
    );
    refused(&with("18:30", "late"), "“late” does not tell when it ends.");
    refused(
        &with("18:30", "2026-12-03 20:00"),
        "It would end before it begins.",
    );
    refused(&with("18:30", "90d"), "It would take more than 60 days");
    refused(
        &publish(
            &editor,
            &[("event", "chess"), ("start", "18:30"), ("end", "2h")],
        ),
        "No stored event is called “chess”.",
    );
    scene.newsroom.makes_events(100);
    let full = publish(&editor, &WHOLE).waits_for_edit();
    refused(&full, "This server has 100 open events");
    scene.newsroom.removes_its_events();
    scene.newsroom.forbids_events();
    refused(
        &publish(&editor, &WHOLE),
        "I need the permission **Create Events** in this server.",
    );
    assert!(scene.newsroom.events().is_empty());
}

#[test]
fn what_is_published_moves_and_is_called_off_with_the_news() {
    let (scene, editor) = published();
    starts(&scene, "2026-12-04T18:30:00+00:00");
    save(&editor, MOVED, "", "");
    let event = starts(&scene, "2026-12-11T18:30:00+00:00");
    assert_eq!(event["scheduled_end_time"], "2026-12-11T20:30:00+00:00");
    let about = event["description"].as_str().expect("words");
    assert!(
        about.starts_with("“The harbour fair was moved to December 11"),
        "{about}"
    );
    save(&editor, CALLED_OFF, "", "");
    gone(&scene);
    let again = publish(&editor, &WHOLE);
    refused(&again, "The event is cancelled; it was not published.");

    let (scene, editor) = published();
    scene.newsroom.begins_its_events();
    save(&editor, &CALLED_OFF.replace("11", "4"), "", "");
    gone(&scene);
}

#[test]
fn what_is_put_off_without_a_date_is_taken_down_and_comes_back_with_the_new_one() {
    let (scene, editor) = published();
    save(&editor, PUT_OFF, "", "");
    gone(&scene);
    let fix = [
        ("event", "harbour fair".into()),
        ("date", "2026-12-18".into()),
    ];
    editor.runs("event fix", &fix);
    starts(&scene, "2026-12-18T18:30:00+00:00");
}

#[test]
fn what_is_corrected_hidden_or_forgotten_here_is_so_there() {
    let (scene, editor) = published();
    let fix = [
        ("event", "harbour fair".into()),
        ("title", "fair in the harbour".into()),
        ("place", "Oslo".into()),
        ("time", "17:00".into()),
    ];
    editor.runs("event fix", &fix);
    let event = starts(&scene, "2026-12-04T17:00:00+00:00");
    assert_eq!(event["name"], "fair in the harbour");
    assert_eq!(event["entity_metadata"]["location"], "Oslo");
    editor.runs("event hide", &[("event", "fair in the harbour".into())]);
    gone(&scene);

    let (scene, _) = published();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let form = manager.runs("forget-server", &[]);
    form.fills(&[("Type: forget this server", "forget this server")]);
    gone(&scene);
}

#[test]
fn what_somebody_removed_there_is_not_made_again_and_what_fails_for_a_moment_is_done_later() {
    let (mut scene, editor) = published();
    scene.newsroom.removes_its_events();
    save(&editor, MOVED, "", "");
    let changes = |scene: &Scene, method: &str| {
        let requests = scene.discord.requests();
        let of = requests.iter().filter(|request| {
            request.method == method && request.path.contains("scheduled-events")
        });
        of.count()
    };
    scene.discord.wait_for_request("PATCH", "scheduled-events");
    scene.stop();
    scene.start(&["--at", "2026-11-24T12:00"]);
    scene.discord.wait_until_ready();
    let done = publish(&editor, &WHOLE).waits_for_edit();
    reads(&done, "stands among the events");
    assert_eq!(
        changes(&scene, "POST"),
        2,
        "only what was asked for was made"
    );
    assert_eq!(changes(&scene, "PATCH"), 1);
    starts(&scene, "2026-12-11T18:30:00+00:00");
    scene.discord.fail_next("PATCH", "scheduled-events", 500, 1);
    save(&editor, CALLED_OFF, "", "");
    let begun = std::time::Instant::now();
    while changes(&scene, "PATCH") < 2 {
        assert!(begun.elapsed().as_secs() < 20, "{}", scene.bot().log());
        std::thread::yield_now();
    }
    scene.stop();
    scene.start(&["--at", "2026-11-24T13:00"]);
    gone(&scene);
}

#[test]
fn where_it_is_not_known_whether_it_was_made_it_is_looked_for_and_is_there_once() {
    let (mut scene, editor) = told();
    scene.discord.lose_next_answer("POST", "scheduled-events");
    let unsure = publish(&editor, &WHOLE).waits_for_edit();
    refused(&unsure, "it is not certain that the event was made");
    assert_eq!(scene.newsroom.events().len(), 1);
    scene.stop();
    scene.start(&["--at", "2026-11-24T09:10"]);
    scene.discord.wait_for_request("GET", "scheduled-events");
    scene.discord.wait_until_ready();
    save(&editor, MOVED, "", "");
    starts(&scene, "2026-12-11T18:30:00+00:00");

    let (mut scene, editor) = told();
    scene.discord.fail_next("POST", "scheduled-events", 502, 1);
    let unsure = publish(&editor, &WHOLE).waits_for_edit();
    refused(&unsure, "it is not certain that the event was made");
    assert!(scene.newsroom.events().is_empty());
    scene.stop();
    scene.start(&["--at", "2026-11-24T09:10"]);
    starts(&scene, "2026-12-04T18:30:00+00:00");
}
