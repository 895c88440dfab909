//! `/event remind`, **Remind me** and `/event reminders`: told once and in time, following the event, to whom it concerns.

use super::{
    digests::{again, manager, posts, sent_to, wait_for_posts},
    hands::{STORY, Scene, ask, reads, save},
};
use dateline_tests::discord::{Reply, Talk, Value};

const DAYS_BEFORE: &[&str] = &["--at", "2026-12-01T12:00"];
const DUE: &[&str] = &["--at", "2026-12-03T09:00"];

const MOVED: &str = "Harbour fair moves

December 1, 2026

The harbour fair was moved to December 11, the mayor said.
";

const CANCELLED: &str = "Harbour fair off

December 1, 2026

The harbour fair was cancelled because of storms, the mayor said.
";

const OTHERS: &str = "Fairs of the year

November 30, 2026

The Moss fair was held in Moss on October 10, the mayor said.

The Hamar fair will be held in Hamar next month, the mayor said.

The Lund fair will be held in Lund on December 2, the mayor said.
";

fn event(talk: &Talk, verb: &str, options: &[(&str, Value)]) -> Reply {
    let reply = talk.runs(&format!("event {verb}"), options);
    assert!(reply.is_private(), "{}", reply.seen());
    reply
}

fn remind(talk: &Talk, options: &[(&str, &str)]) -> Reply {
    let mut all = vec![("event", Value::from("harbour fair"))];
    all.extend(options.iter().map(|(name, value)| (*name, (*value).into())));
    event(talk, "remind", &all)
}

/// A server with a story of the fair on 4 December, three days before it.
fn told() -> (Scene, Talk) {
    let scene = Scene::with(DAYS_BEFORE);
    let talk = manager(&scene);
    save(&talk, STORY, "Harbour Post", "");
    (scene, talk)
}

/// The same with a reminder a day before.
fn set() -> (Scene, Talk) {
    let (scene, talk) = told();
    let set = remind(&talk, &[]);
    reads(
        &set,
        "I remind you of **harbour fair** (Fri 4 Dec 2026) on <t:",
    );
    reads(&set, "1 day before it, by direct message.");
    reads(
        &set,
        "No time of day is told, so I count from 09:00 of its day in your zone (UTC).",
    );
    (scene, talk)
}

/// What was posted there when everything that was due is.
fn settled(scene: &Scene, there: &Talk) -> Vec<Reply> {
    super::digests::settled(scene, &manager(scene));
    posts(scene, there)
}

/// No reminder is left when everything that was due is told.
fn ended(scene: &Scene, talk: &Talk) {
    super::digests::settled(scene, talk);
    none_left(talk);
}

fn none_left(talk: &Talk) {
    let list = event(talk, "reminders", &[]);
    reads(&list, "You have set no reminder here.");
}

#[test]
fn a_reminder_comes_directly_once_and_in_time_and_is_gone_behind_it() {
    let (mut scene, talk) = set();
    let directly = scene.ada.directly();
    reads(
        &event(&talk, "reminders", &[]),
        "**harbour fair** · 1 day before · <t:1796288400:F> · by direct message",
    );
    assert_eq!(settled(&scene, &directly).len(), 0, "it is not due yet");
    again(&mut scene, DUE);
    let told = wait_for_posts(&scene, &directly, 1);
    reads(
        &told[0],
        "**Reminder**, 1 day before:\n**Friday 4 December 2026**",
    );
    reads(
        &told[0],
        "> “The harbour fair will be held in Bergen on December 4",
    );
    reads(&told[0], "· the server where you asked for it ·");
    ended(&scene, &talk);
    again(&mut scene, &["--at", "2026-12-03T09:05"]);
    assert_eq!(settled(&scene, &directly).len(), 1);
}

#[test]
fn what_was_due_while_the_bot_was_off_comes_late_and_says_so() {
    let (mut scene, _) = set();
    again(&mut scene, &["--at", "2026-12-04T12:00"]);
    let told = wait_for_posts(&scene, &scene.ada.directly(), 1);
    reads(
        &told[0],
        "**Reminder**, late: it was due <t:1796288400:f>, and I was off.",
    );
    reads(&told[0], "Its time has come by now.");
}

#[test]
fn a_reminder_follows_its_event_when_the_news_or_a_person_moves_it() {
    let (mut scene, talk) = set();
    let directly = scene.ada.directly();
    save(&talk, MOVED, "", "");
    let told = wait_for_posts(&scene, &directly, 1);
    reads(
        &told[0],
        "**This has another date.** I remind you 1 day before it: <t:1796893200:F>.",
    );
    reads(&told[0], "> “The harbour fair was moved to December 11");
    again(&mut scene, DUE);
    assert_eq!(
        settled(&scene, &directly).len(),
        1,
        "the old date counts no more"
    );
    let fix = [
        ("event", "harbour fair".into()),
        ("date", "2026-12-20".into()),
    ];
    talk.runs("event fix", &fix);
    let told = wait_for_posts(&scene, &directly, 2);
    reads(&told[1], "**This has another date.**");
    reads(&told[1], "Sunday 20 December 2026");
    again(&mut scene, &["--at", "2026-12-19T09:01"]);
    reads(
        &wait_for_posts(&scene, &directly, 3)[2],
        "**Reminder**, 1 day before:",
    );
    assert_eq!(settled(&scene, &directly).len(), 3);
    none_left(&talk);
}

#[test]
fn what_is_called_off_or_taken_away_is_told_once_and_ends_the_reminder() {
    let (scene, talk) = set();
    let directly = scene.ada.directly();
    save(&talk, CANCELLED, "", "");
    let told = wait_for_posts(&scene, &directly, 1);
    reads(
        &told[0],
        "**This is called off.** The reminder ends with that.",
    );
    assert_eq!(settled(&scene, &directly).len(), 1);
    none_left(&talk);

    let (scene, talk) = set();
    let directly = scene.ada.directly();
    talk.runs("event hide", &[("event", "harbour fair".into())]);
    let told = wait_for_posts(&scene, &directly, 1);
    reads(
        &told[0],
        "An event that you wanted to be reminded of (Fri 4 Dec 2026) is no longer stored",
    );
    assert!(!told[0].seen().contains("harbour"), "{}", told[0].seen());
    ended(&scene, &talk);
}

#[test]
fn the_button_below_an_answer_asks_how_long_before_also_after_a_restart() {
    let (mut scene, talk) = told();
    let answer = ask(&talk, "when is the harbour fair");
    again(&mut scene, DAYS_BEFORE);
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    let offered = bob.presses(&answer, "Remind me");
    assert!(offered.is_private());
    reads(
        &offered,
        "How long before **harbour fair** (Fri 4 Dec 2026) shall I remind you",
    );
    reads(&offered, "[1 hour before]\n[1 day before]");
    assert!(
        !offered.seen().contains("[1 week before]"),
        "{}",
        offered.seen()
    );
    let set = bob.presses(&offered, "1 hour before");
    reads(&set, "1 hour before it, by direct message.");
    again(&mut scene, &["--at", "2026-12-04T08:00"]);
    let told = wait_for_posts(&scene, &scene.discord.person("bob").directly(), 1);
    reads(&told[0], "**Reminder**, 1 hour before:");
    assert_eq!(posts(&scene, &scene.ada.directly()).len(), 0);
}

#[test]
fn a_channel_is_told_where_that_is_asked_for_and_pings_nobody_but_who_wished_it() {
    let (mut scene, talk) = told();
    let ada = scene.ada.id();
    scene.discord.admits_pings_of(&ada);
    let here = remind(&talk, &[("where", "channel"), ("before", "36h")]);
    reads(
        &here,
        &format!("36 hours before it, in <#{}>", talk.channel_id()),
    );
    let aside = talk.in_channel("aside");
    let all = [
        ("event", "harbour fair".into()),
        ("where", "channel".into()),
        ("before", "36h".into()),
        ("ping", true.into()),
    ];
    event(&aside, "remind", &all);
    again(&mut scene, &["--at", "2026-12-02T21:00"]);
    let quiet = wait_for_posts(&scene, &talk, 1);
    assert_eq!(quiet[0].raw()["content"], "");
    let loud = wait_for_posts(&scene, &aside, 1);
    assert_eq!(loud[0].raw()["content"], format!("<@{ada}>"));
}

#[test]
fn what_has_no_day_ahead_is_refused_in_a_plain_sentence() {
    let (scene, talk) = told();
    save(&talk, OTHERS, "", "");
    for (which, before, words) in [
        ("Hamar fair", "1d", "there is no day yet to remind you of."),
        ("Moss fair", "1d", "(Sat 10 Oct 2026) has begun or is over"),
        ("Lund fair", "1d", "1 day before **Lund fair** was <t:"),
        (
            "Lund fair",
            "soonish",
            "`before`: \"soonish\" is not a time before an event; write 1d, 1h, 90m or 2w.",
        ),
        ("chess final", "1d", "No stored event is called"),
    ] {
        let options = [("event", which.into()), ("before", before.into())];
        reads(&event(&talk, "remind", &options), words);
    }
    save(&talk, CANCELLED, "", "");
    reads(
        &remind(&talk, &[]),
        "is called off: there is nothing to remind you of.",
    );
    let elsewhere = event(
        &scene.ada.directly(),
        "remind",
        &[("event", "harbour fair".into())],
    );
    reads(&elsewhere, "No stored event is called");
}

#[test]
fn several_events_are_chosen_from_and_reminders_are_listed_and_removed_by_whose_they_are() {
    let (scene, talk) = told();
    save(&talk, OTHERS, "", "");
    let options = [("event", "fair".into()), ("before", "1h".into())];
    let which = event(&talk, "remind", &options);
    reads(&which, "Which one?");
    reads(
        &which.chooses(&["Lund fair"]),
        "1 hour before it, by direct message.",
    );
    let same = [("event", "Lund fair".into()), ("before", "1h".into())];
    event(&talk, "remind", &same);
    let list = event(&talk, "reminders", &[]);
    assert_eq!(
        list.seen().matches("Lund fair").count(),
        1,
        "set twice it is set once"
    );
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    none_left(&bob);
    assert_eq!(bob.types("event reminders", "remove", "").len(), 0);
    let offered = talk.types("event reminders", "remove", "lund");
    assert_eq!(
        offered[0].0,
        "1 hour before: Lund fair · Wed 2 Dec 2026 · scheduled"
    );
    let number = offered[0].1.as_str().expect("a number").to_owned();
    let remove = [("remove", number.as_str().into())];
    reads(
        &event(&bob, "reminders", &remove),
        "You have no such reminder here.",
    );
    reads(
        &event(&talk, "reminders", &remove),
        "That reminder is removed.",
    );
    none_left(&talk);
    let typed = talk.types("event remind", "before", "36h");
    assert_eq!(typed[0].0, "36 hours before");
}

#[test]
fn one_person_has_twenty_five_reminders_at_most() {
    let (scene, talk) = told();
    for hours in 1..=25 {
        reads(
            &remind(&talk, &[("before", &format!("{hours}h"))]),
            "before it, by direct message",
        );
    }
    reads(
        &remind(&talk, &[("before", "26h")]),
        "You have 25 reminders here, the most that one person may have.",
    );
    let directly = scene.ada.directly();
    save(&directly, STORY, "", "");
    reads(
        &remind(&directly, &[]),
        "1 day before it, by direct message.",
    );
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    reads(&remind(&bob, &[]), "1 day before it, by direct message.");
}

#[test]
fn killed_while_it_is_told_a_reminder_is_there_once() {
    let (mut scene, _) = set();
    let directly = scene.ada.directly();
    let path = format!("/channels/{}/messages", directly.channel_id());
    scene.stop();
    scene.discord.lose_next_answer("POST", &path);
    scene.start(DUE);
    scene.discord.wait_for_request("POST", &path);
    scene.bot.take().expect("a bot is running").kill();
    let before = sent_to(&scene, &path);
    scene.discord.forget_nonces();
    scene.start(&["--at", "2026-12-03T09:30"]);
    scene.discord.wait_until_ready();
    scene.discord.wait_for_request("GET", &path);
    assert_eq!(settled(&scene, &directly).len(), 1);
    assert_eq!(sent_to(&scene, &path), before);
}

#[test]
fn who_may_not_be_written_to_or_has_left_the_server_is_told_nothing_and_no_other_is() {
    let (mut scene, talk) = set();
    let directly = scene.ada.directly();
    let path = format!("/channels/{}/messages", directly.channel_id());
    scene.stop();
    scene.discord.fail_next("POST", &path, 403, 1);
    scene.start(DUE);
    scene.discord.wait_until_ready();
    scene.discord.wait_for_request("POST", &path);
    assert_eq!(settled(&scene, &directly).len(), 0);
    reads(&event(&talk, "reminders", &[]), "could not be told <t:");

    let (mut scene, talk) = set();
    scene.ada.leaves(&scene.newsroom);
    again(&mut scene, DUE);
    assert_eq!(settled(&scene, &scene.ada.directly()).len(), 0);
    reads(
        &event(&talk, "reminders", &[]),
        "or you are in the server no longer",
    );
}

#[test]
fn what_is_kept_of_a_person_names_their_reminders_and_goes_with_them() {
    let (mut scene, talk) = set();
    reads(&talk.runs("me show", &[]), "1 reminder, no watches");
    let export = talk.runs("me export", &[]);
    let (_, bytes) = export.files().remove(0);
    let file = String::from_utf8(bytes).expect("text");
    assert!(
        file.contains("\"reminders\": [\n    {\n      \"archive\": \"server:"),
        "{file}"
    );
    let form = talk.runs("me delete", &[]);
    form.fills(&[("Type: delete my data", "delete my data")]);
    none_left(&talk);
    again(&mut scene, DUE);
    assert_eq!(settled(&scene, &scene.ada.directly()).len(), 0);
}
