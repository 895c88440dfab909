//! `/digest`: set by those who manage the server, posted once and on time, whatever happens.

use super::hands::{STORY, Scene, reads, save};
use dateline_tests::discord::{Reply, Talk, Value};
use std::{
    thread,
    time::{Duration, Instant},
};

const DAY_BEFORE: &[&str] = &["--at", "2026-12-03T12:00"];
const ON_TIME: &[&str] = &["--at", "2026-12-04T09:00"];

pub(super) fn manager(scene: &Scene) -> Talk {
    scene.ada.in_server_as_manager(&scene.newsroom)
}

pub(super) fn digest(talk: &Talk, verb: &str, options: &[(&str, Value)]) -> Reply {
    let reply = talk.runs(&format!("digest {verb}"), options);
    assert!(reply.is_private(), "{}", reply.seen());
    reply
}

/// A server with a story, and a digest of each day at nine that is set the day before.
fn set(options: &[(&str, Value)]) -> (Scene, Talk) {
    let scene = Scene::with(DAY_BEFORE);
    let talk = manager(&scene);
    save(&talk, STORY, "", "");
    let mut all = vec![("kind", "today".into()), ("at", "09:00".into())];
    all.extend(options.iter().cloned());
    let told = digest(&talk, "set", &all);
    reads(&told, "**today** at 09:00 UTC · daily");
    (scene, talk)
}

/// The bot of a scene, stopped and started again at that time.
pub(super) fn again(scene: &mut Scene, options: &[&str]) {
    scene.stop();
    scene.start(options);
    scene.discord.wait_until_ready();
}

/// The messages that the bot posted there as digests.
pub(super) fn posts(scene: &Scene, talk: &Talk) -> Vec<Reply> {
    let messages = scene.discord.messages(talk).into_iter();
    let is_post = |message: &Reply| message.raw()["nonce"].is_string();
    messages.filter(is_post).collect()
}

/// Waits until so many are there.
pub(super) fn wait_for_posts(scene: &Scene, talk: &Talk, count: usize) -> Vec<Reply> {
    let begun = Instant::now();
    loop {
        let posts = posts(scene, talk);
        if posts.len() >= count {
            return posts;
        }
        let in_time = begun.elapsed() < Duration::from_secs(60);
        assert!(
            in_time,
            "{} of {count}:\n{}",
            posts.len(),
            scene.bot().log()
        );
        thread::yield_now();
    }
}

/// Everything that was due is posted when this one is: there is one sender.
pub(super) fn settled(scene: &Scene, talk: &Talk) -> Vec<Reply> {
    let side = talk.in_channel("aside");
    digest(
        &side,
        "set",
        &[("kind", "week".into()), ("at", "23:59".into())],
    );
    let before = posts(scene, &side).len();
    let told = digest(&side, "run-now", &[("kind", "week".into())]);
    reads(&told, "is being posted");
    wait_for_posts(scene, &side, before + 1);
    posts(scene, talk)
}

#[test]
fn a_digest_is_posted_once_on_its_day_and_not_again_after_a_restart() {
    let (mut scene, talk) = set(&[]);
    assert_eq!(settled(&scene, &talk).len(), 0, "it is not due yet");
    again(&mut scene, ON_TIME);
    let posted = wait_for_posts(&scene, &talk, 1);
    reads(&posted[0], "Today");
    reads(&posted[0], "**harbour fair**");
    assert!(!posted[0].seen().contains("Late"), "{}", posted[0].seen());
    assert_eq!(
        posted[0].raw()["flags"],
        1 << 12,
        "silent where nothing is said"
    );
    again(&mut scene, &["--at", "2026-12-04T09:05"]);
    assert_eq!(settled(&scene, &talk).len(), 1);
}

#[test]
fn what_was_missed_comes_as_one_late_post_or_not_at_all() {
    let (mut scene, talk) = set(&[]);
    let skipped = talk.in_channel("skipped");
    let skip = [("kind", "today".into()), ("missed", "skip".into())];
    digest(&skipped, "set", &skip);
    again(&mut scene, &["--at", "2026-12-06T15:00"]);
    let posted = wait_for_posts(&scene, &talk, 1);
    reads(
        &posted[0],
        "Late: this covers what was due from Fri 4 Dec 2026 to Sun 6 Dec 2026.",
    );
    reads(&posted[0], "**harbour fair**");
    assert_eq!(settled(&scene, &talk).len(), 1);
    assert_eq!(posts(&scene, &skipped).len(), 0);
}

#[test]
fn an_answer_that_is_lost_and_a_server_that_fails_double_nothing() {
    let (mut scene, talk) = set(&[]);
    let path = format!("/channels/{}/messages", talk.channel_id());
    scene.stop();
    scene.discord.lose_next_answer("POST", &path);
    scene.discord.fail_next("POST", &path, 503, 1);
    scene.start(ON_TIME);
    scene.discord.wait_until_ready();
    wait_for_posts(&scene, &talk, 1);
    assert_eq!(settled(&scene, &talk).len(), 1);
    let told = digest(&talk, "list", &[]);
    assert!(!told.seen().contains("switched off"), "{}", told.seen());
}

/// How many messages were sent to a path.
pub(super) fn sent_to(scene: &Scene, path: &str) -> usize {
    let requests = scene.discord.requests().into_iter();
    let sent = requests.filter(|request| request.method == "POST" && request.path.ends_with(path));
    sent.count()
}

/// The bot is killed while a request of its hangs, of which it cannot know whether it is carried out.
fn killed_while_posting(scene: &mut Scene, talk: &Talk) {
    let path = format!("/channels/{}/messages", talk.channel_id());
    scene.stop();
    scene.discord.hang_next("POST", &path);
    scene.start(ON_TIME);
    scene.discord.wait_for_request("POST", &path);
    scene.bot.take().expect("a bot is running").kill();
}

#[test]
fn killed_before_discord_had_it_the_post_comes_at_the_next_start_soon_or_late() {
    for start in ["2026-12-04T09:01", "2026-12-04T09:30"] {
        let (mut scene, talk) = set(&[]);
        killed_while_posting(&mut scene, &talk);
        scene.start(&["--at", start]);
        scene.discord.wait_until_ready();
        wait_for_posts(&scene, &talk, 1);
        assert_eq!(settled(&scene, &talk).len(), 1, "{start}");
    }
}

#[test]
fn killed_after_discord_had_it_the_post_is_found_in_the_channel_and_not_sent_again() {
    let (mut scene, talk) = set(&[]);
    let path = format!("/channels/{}/messages", talk.channel_id());
    scene.stop();
    scene.discord.lose_next_answer("POST", &path);
    scene.start(ON_TIME);
    scene.discord.wait_for_request("POST", &path);
    scene.bot.take().expect("a bot is running").kill();
    let before = sent_to(&scene, &path);
    scene.discord.forget_nonces();
    scene.start(&["--at", "2026-12-04T09:30"]);
    scene.discord.wait_until_ready();
    scene.discord.wait_for_request("GET", &path);
    assert_eq!(settled(&scene, &talk).len(), 1);
    assert_eq!(sent_to(&scene, &path), before);
}

#[test]
fn where_history_may_not_be_read_it_is_not_posted_again_and_told() {
    let (mut scene, talk) = set(&[]);
    talk.says("good morning");
    killed_while_posting(&mut scene, &talk);
    scene.discord.hide_history();
    scene.start(&["--at", "2026-12-04T09:30"]);
    scene.discord.wait_until_ready();
    let told = wait_for_posts(&scene, &scene.ada.directly(), 1);
    reads(&told[0], "I left a message out rather than post it twice");
    assert_eq!(settled(&scene, &talk).len(), 0);
}

#[test]
fn a_channel_that_is_closed_to_the_bot_switches_the_digest_off_until_it_is_resumed() {
    let (mut scene, talk) = set(&[]);
    let path = format!("/channels/{}/messages", talk.channel_id());
    scene.stop();
    scene.discord.fail_next("POST", &path, 403, 1);
    scene.start(ON_TIME);
    scene.discord.wait_until_ready();
    let told = wait_for_posts(&scene, &scene.ada.directly(), 1);
    reads(
        &told[0],
        "I may not write there, so I have switched the digest off.",
    );
    reads(&digest(&talk, "list", &[]), "switched off");
    again(&mut scene, &["--at", "2026-12-05T09:00"]);
    assert_eq!(settled(&scene, &talk).len(), 0);
    let resumed = digest(&talk, "resume", &[("kind", "today".into())]);
    assert!(
        !resumed.seen().contains("switched off"),
        "{}",
        resumed.seen()
    );
    again(&mut scene, &["--at", "2026-12-06T09:00"]);
    wait_for_posts(&scene, &talk, 1);
}

#[test]
fn a_rolling_digest_edits_its_post_and_pins_it_where_that_is_asked_for() {
    let (mut scene, talk) = set(&[("rolling", true.into()), ("pin", true.into())]);
    again(&mut scene, ON_TIME);
    let first = wait_for_posts(&scene, &talk, 1);
    reads(&first[0], "**harbour fair**");
    again(&mut scene, &["--at", "2026-12-05T09:00"]);
    let now = settled(&scene, &talk);
    assert_eq!(now.len(), 1);
    assert_eq!(now[0].raw()["id"], first[0].raw()["id"]);
    assert_eq!(now[0].raw()["pinned"], true);
    reads(&now[0], "Nothing dated");
}

#[test]
fn a_day_without_events_is_skipped_where_that_is_asked_for() {
    let (mut scene, talk) = set(&[("skip-empty", true.into())]);
    again(&mut scene, &["--at", "2026-12-05T12:00"]);
    let posted = wait_for_posts(&scene, &talk, 1);
    reads(&posted[0], "Late: this covers");
    again(&mut scene, &["--at", "2026-12-06T09:00"]);
    assert_eq!(settled(&scene, &talk).len(), 1);
}

#[test]
fn one_is_previewed_paused_resumed_run_and_removed() {
    let (mut scene, talk) = set(&[]);
    let which = [("kind", "today".into())];
    reads(&digest(&talk, "preview", &which), "Nothing dated on 3 Dec");
    reads(&digest(&talk, "pause", &which), "paused");
    again(&mut scene, ON_TIME);
    assert_eq!(settled(&scene, &talk).len(), 0);
    reads(&digest(&talk, "preview", &which), "**harbour fair**");
    reads(&digest(&talk, "run-now", &which), "is being posted");
    assert_eq!(wait_for_posts(&scene, &talk, 1).len(), 1);
    reads(&digest(&talk, "resume", &which), "next <t:");
    reads(&digest(&talk, "remove", &which), "is removed");
    reads(
        &digest(&talk, "remove", &which),
        "There is no digest **today**",
    );
}

#[test]
fn the_role_that_was_chosen_is_pinged_once_and_nobody_else_is() {
    let scene = Scene::with(DAY_BEFORE);
    let (role, talk) = (scene.newsroom.makes_a_role(), manager(&scene));
    let chosen = Value::Role(role.clone());
    save(&talk, STORY, "", "");
    let all = [("kind", "today".into()), ("mention", chosen)];
    reads(&digest(&talk, "set", &all), &format!("pings <@&{role}>"));
    scene.discord.admits_pings_of(&role);
    digest(&talk, "run-now", &[("kind", "today".into())]);
    let posted = wait_for_posts(&scene, &talk, 1);
    assert_eq!(posted[0].raw()["content"], format!("<@&{role}>"));
    let allowed = scene.discord.requests().into_iter();
    let allowed = allowed.filter(|request| request.body["allowed_mentions"]["roles"][0] == role);
    assert_eq!(allowed.count(), 1);
}

#[test]
fn changes_are_told_since_the_last_digest() {
    let scene = Scene::with(DAY_BEFORE);
    let talk = manager(&scene);
    let since = [("since", "last digest".into())];
    save(&talk, STORY, "", "");
    reads(
        &talk.runs("changes", &since),
        "No digest has been posted here yet",
    );
    digest(&talk, "set", &[("kind", "week".into())]);
    digest(&talk, "run-now", &[("kind", "week".into())]);
    wait_for_posts(&scene, &talk, 1);
    // What the post has shown is kept behind it.
    settled(&scene, &talk);
    reads(
        &talk.runs("changes", &since),
        "since the last digest, Thu 3 Dec 2026",
    );
    assert_eq!(talk.types("changes", "since", "la")[0].0, "last digest");
}

#[test]
fn what_cannot_be_set_says_why_and_only_managers_set_anything() {
    let scene = Scene::new();
    let talk = manager(&scene);
    reads(&digest(&talk, "list", &[]), "No digest is posted here yet.");
    for (option, given, words) in [
        ("at", "noonish", "is not a time of day; write 09:00"),
        ("zone", "Mars/Olympus", "is not a time zone"),
        ("days", "someday", "names no weekdays"),
    ] {
        let options = [("kind", "today".into()), (option, given.into())];
        reads(&digest(&talk, "set", &options), words);
    }
    let zone = [("kind", "week".into()), ("zone", "asia/kolkata".into())];
    reads(
        &digest(&talk, "set", &zone),
        "**week** at 09:00 Asia/Kolkata",
    );
    let at = [("kind", "week".into()), ("at", "7.30".into())];
    reads(&digest(&talk, "set", &at), "**week** at 07:30 Asia/Kolkata");
    for (number, kind) in (0..9).zip(["today", "new", "changed"].into_iter().cycle()) {
        let channel = talk.in_channel(&format!("channel {}", number / 3));
        digest(&channel, "set", &[("kind", kind.into())]);
    }
    let eleventh = digest(&talk, "set", &[("kind", "new".into())]);
    reads(&eleventh, "10 digests are set here, the most that may be.");
    let directly = scene.ada.directly();
    reads(
        &digest(&directly, "list", &[]),
        "Digests are posted in channels of a server",
    );
}

/// So many servers with ten digests each.
const SERVERS: usize = 20;

#[test]
fn killed_again_and_again_amid_two_hundred_digests_each_is_there_once() {
    let mut scene = Scene::with(DAY_BEFORE);
    let mut channels = Vec::new();
    for number in 0..SERVERS {
        let server = scene.discord.server(&format!("Desk {number}"));
        let talk = scene.ada.in_server_as_manager(&server);
        for channel in 0..5 {
            let talk = talk.in_channel(&format!("channel {channel}"));
            for kind in ["today", "week"] {
                digest(
                    &talk,
                    "set",
                    &[("kind", kind.into()), ("at", "09:00".into())],
                );
            }
            channels.push(talk);
        }
    }
    scene.stop();
    let all = |scene: &Scene| {
        let each = channels.iter().map(|talk| posts(scene, talk).len());
        each.sum::<usize>()
    };
    // Between two starts Discord forgets nonces, so that only looking keeps a post from coming twice.
    for round in 1..=8 {
        let now = format!("2026-12-04T09:{:02}", 3 * (round - 1));
        scene.start(&["--at", &now]);
        let begun = Instant::now();
        while all(&scene) < round * 20 && begun.elapsed() < Duration::from_secs(60) {
            thread::yield_now();
        }
        scene.bot.take().expect("a bot is running").kill();
        scene.discord.forget_nonces();
    }
    scene.start(&["--at", "2026-12-04T09:30"]);
    for talk in &channels {
        wait_for_posts(&scene, talk, 2);
    }
    scene.discord.wait_until_ready();
    settled(&scene, &manager(&scene));
    assert_eq!(all(&scene), channels.len() * 2);
}
