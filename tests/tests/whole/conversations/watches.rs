//! `/watch`: each new report once, as it comes, with its sentence and source; nothing old, no copies, nobody else's.

use super::{
    digests::{again, manager, posts, wait_for_posts},
    hands::{STORY, Scene, reads, save},
};
use dateline_tests::discord::{Reply, Talk, Value};

const FAIR: &str = "Lund fair set

November 24, 2026

The Lund fair will be held in Lund on December 18, the mayor said on Tuesday, and stalls from nine towns will stand \
along the canal with boats, music and a parade of lanterns for children.
";

const MOVED: &str = "Lund fair moves

November 24, 2026

The Lund fair was moved to December 20 because of the ice, the mayor said.
";

fn watch(talk: &Talk, verb: &str, options: &[(&str, Value)]) -> Reply {
    let reply = talk.runs(&format!("watch {verb}"), options);
    assert!(reply.is_private(), "{}", reply.seen());
    reply
}

fn add(talk: &Talk, option: &str, what: &str) -> Reply {
    watch(talk, "add", &[(option, what.into())])
}

/// What was posted there when everything that was due is.
fn settled(scene: &Scene, there: &Talk) -> Vec<Reply> {
    super::digests::settled(scene, &manager(scene));
    posts(scene, there)
}

fn told() -> (Scene, Talk) {
    let scene = Scene::new();
    let talk = manager(&scene);
    save(&talk, STORY, "Harbour Post", "");
    (scene, talk)
}

#[test]
fn words_are_watched_each_new_report_is_told_once_and_what_was_stored_before_is_not() {
    let (mut scene, talk) = told();
    let directly = scene.ada.directly();
    let set = add(&talk, "words", "fair");
    reads(
        &set,
        "From now on I tell you by direct message what new stories say of “fair”",
    );
    assert_eq!(
        settled(&scene, &directly).len(),
        0,
        "the stored fair is old"
    );
    save(&talk, FAIR, "Lund Post", "");
    let heard = wait_for_posts(&scene, &directly, 1);
    reads(&heard[0], "Watch: “fair”");
    reads(
        &heard[0],
        "**Lund fair** · Fri 18 Dec 2026 · scheduled · Lund\n*Announced: Fri 18 Dec 2026*\n> “The Lund fair",
    );
    reads(&heard[0], "Lund Post · Lund fair set");
    save(&talk, MOVED, "", "");
    let heard = wait_for_posts(&scene, &directly, 2);
    reads(
        &heard[1],
        "*Moved: Fri 18 Dec 2026 → Sun 20 Dec 2026*\n> “The Lund fair was moved",
    );
    again(&mut scene, &[]);
    save(&talk, MOVED, "", "");
    assert_eq!(
        settled(&scene, &directly).len(),
        2,
        "a restart and the same story again tell nothing"
    );
}

#[test]
fn a_copy_of_an_agency_story_is_not_told_again_and_an_old_story_never() {
    let (scene, talk) = told();
    let directly = scene.ada.directly();
    add(&talk, "place", "Lund");
    save(&talk, FAIR, "Lund Post", "");
    wait_for_posts(&scene, &directly, 1);
    let copy = FAIR.replace("Lund fair set", "Fair in Lund in December, mayor says");
    save(&talk, &copy, "Malmo Times", "");
    let old = FAIR
        .replace("November 24, 2026", "October 2, 2026")
        .replace("The Lund fair", "The Lund bazaar");
    save(&talk, &old, "", "");
    assert_eq!(settled(&scene, &directly).len(), 1);
}

#[test]
fn one_event_is_watched_in_a_channel_and_pings_who_wished_it() {
    let (scene, talk) = told();
    let (ada, aside) = (scene.ada.id(), talk.in_channel("watching"));
    scene.discord.admits_pings_of(&ada);
    let all = [
        ("event", "harbour fair".into()),
        ("where", "channel".into()),
        ("ping", true.into()),
    ];
    reads(
        &watch(&aside, "add", &all),
        ", with a ping, what new stories say of harbour fair",
    );
    save(&talk, FAIR, "", "");
    assert_eq!(settled(&scene, &aside).len(), 0, "it is another fair");
    let moved = "Harbour fair moves\n\nNovember 24, 2026\n\nThe harbour fair was moved to December 11, the mayor said.\n";
    save(&talk, moved, "", "");
    let heard = wait_for_posts(&scene, &aside, 1);
    reads(&heard[0], "Watch: harbour fair");
    reads(&heard[0], "*Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026*");
    assert_eq!(heard[0].raw()["content"], format!("<@{ada}>"));
}

#[test]
fn several_reports_of_one_look_are_one_message() {
    let (mut scene, talk) = told();
    let directly = scene.ada.directly();
    add(&talk, "words", "mayor");
    scene.stop();
    let two = "Fairs\n\nNovember 24, 2026\n\nThe Moss fair will be held in Moss on December 12, the mayor said.\n\nThe Skien fair will be held in Skien on December 13, the mayor said.\n";
    scene.start(&[]);
    scene.discord.wait_until_ready();
    save(&talk, two, "", "");
    let heard = wait_for_posts(&scene, &directly, 1);
    reads(&heard[0], "**Moss fair**");
    reads(&heard[0], "**Skien fair**");
    assert_eq!(settled(&scene, &directly).len(), 1);
}

#[test]
fn watches_are_paused_resumed_listed_and_removed_by_whose_they_are() {
    let (scene, talk) = told();
    let directly = scene.ada.directly();
    reads(&watch(&talk, "list", &[]), "You watch nothing here.");
    add(&talk, "place", "Lund");
    add(&talk, "place", "Lund");
    let list = watch(&talk, "list", &[]);
    assert_eq!(
        list.seen().matches("events in Lund").count(),
        1,
        "{}",
        list.seen()
    );
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    reads(&watch(&bob, "list", &[]), "You watch nothing here.");
    let offered = talk.types("watch pause", "watch", "lun");
    assert_eq!(offered[0].0, "events in Lund");
    let number = offered[0].1.as_str().expect("a number").to_owned();
    let which = [("watch", number.as_str().into())];
    reads(
        &watch(&bob, "remove", &which),
        "You have no such watch here.",
    );
    reads(
        &watch(&talk, "pause", &which),
        "**events in Lund** · by direct message · paused",
    );
    save(&talk, FAIR, "", "");
    assert_eq!(settled(&scene, &directly).len(), 0);
    let resumed = watch(&talk, "resume", &[("watch", "events in lund".into())]);
    assert!(!resumed.seen().contains("paused"), "{}", resumed.seen());
    assert_eq!(
        settled(&scene, &directly).len(),
        0,
        "what came meanwhile is not told"
    );
    save(&talk, MOVED, "", "");
    wait_for_posts(&scene, &directly, 1);
    reads(&watch(&talk, "remove", &which), "That watch is removed.");
    reads(
        &watch(&talk, "remove", &which),
        "You have no such watch here.",
    );
}

#[test]
fn what_cannot_be_watched_says_why_and_one_person_has_twenty_five_at_most() {
    let (scene, talk) = told();
    reads(&watch(&talk, "add", &[]), "Say one thing to watch:");
    let two = [("words", "fair".into()), ("place", "Lund".into())];
    reads(&watch(&talk, "add", &two), "Say one thing to watch:");
    reads(&add(&talk, "words", "?!"), "`words`: give a word or a few.");
    reads(
        &add(&talk, "event", "chess final"),
        "No stored event is called",
    );
    for number in 1..=25 {
        reads(
            &add(&talk, "words", &format!("ferry {number}")),
            "From now on I tell you",
        );
    }
    reads(
        &add(&talk, "words", "ferry 26"),
        "You have 25 watches here, the most that one person may have.",
    );
    reads(&talk.runs("me show", &[]), "no reminders, 25 watches");
    reads(
        &add(&scene.ada.directly(), "words", "ferry"),
        "From now on I tell you",
    );
    talk.runs("me delete", &[])
        .fills(&[("Type: delete my data", "delete my data")]);
    reads(&watch(&talk, "list", &[]), "You watch nothing here.");
}

#[test]
fn killed_while_it_is_told_what_a_watch_found_is_there_once() {
    let (mut scene, talk) = told();
    let directly = scene.ada.directly();
    let path = format!("/channels/{}/messages", directly.channel_id());
    add(&talk, "words", "fair");
    scene.discord.hang_next("POST", &path);
    save(&talk, FAIR, "", "");
    scene.discord.wait_for_request("POST", &path);
    scene.bot.take().expect("a bot is running").kill();
    scene.start(&["--at", "2026-11-24T09:30"]);
    scene.discord.wait_until_ready();
    wait_for_posts(&scene, &directly, 1);
    assert_eq!(settled(&scene, &directly).len(), 1);
}
