//! `/settings` and `/me zone`: what is set acts, in its own archive alone, and only those who may set it do.

use super::hands::{STORY, Scene, ask, reads, save};
use dateline_tests::discord::{Reply, Talk, Value};

/// A fair on Monday 30 November.
const MONDAY: &str = "Book fair opens in Lund

November 23, 2026

The book fair will be held in Lund on November 30, the mayor said.
";

fn sets(talk: &Talk, verb: &str, options: &[(&str, Value)], words: &str) {
    let reply = talk.runs(&format!("settings {verb}"), options);
    assert!(reply.is_private(), "{}", reply.seen());
    reads(&reply, words);
}

fn agenda(talk: &Talk, options: &[(&str, Value)]) -> Reply {
    talk.runs("agenda", options)
}

/// Checks that an event is told of, not only the next that is known.
fn tells(reply: &Reply, title: &str) {
    reads(reply, title);
    assert!(!reply.seen().contains("Nothing dated"), "{}", reply.seen());
}

#[test]
fn settings_are_shown_and_changed_by_those_who_manage_the_server() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    sets(
        &manager,
        "show",
        &[],
        "**Zone:** none is set, so it is mine: UTC, where it is Tue 24 Nov 2026, 09:0",
    );
    let zone = [("zone", "Asia/Kolkata".into())];
    sets(
        &manager,
        "zone",
        &zone,
        "Set. **Zone:** Asia/Kolkata, where it is Tue 24 Nov 2026, 14:3",
    );
    sets(&manager, "show", &[], "**Zone:** Asia/Kolkata, where");
    let odd = [("zone", "Mars".into())];
    sets(&manager, "zone", &odd, "“Mars” is no zone that I know.");
    sets(
        &manager,
        "zone",
        &[],
        "Set. **Zone:** none is set, so it is mine: UTC",
    );
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    let other = scene.discord.server("Rival desk");
    sets(
        &scene.ada.in_server_as_manager(&other),
        "week-start",
        &[("day", "sunday".into())],
        "**Weeks of `/agenda` start on:** Sunday",
    );
    sets(&manager, "show", &[], "start on:** Monday");
    // Discord shows the command to all whom a server lets see it; that is no permission.
    scene.discord.shows_every_command_to_everybody();
    for verb in [
        "show",
        "zone",
        "date-order",
        "allowed-channels",
        "save-role",
    ] {
        sets(
            &bob,
            verb,
            &[],
            "To change the settings here you need the permission **Manage Server**.",
        );
    }
}

#[test]
fn zones_are_offered_with_the_time_there() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let offered = manager.types("settings zone", "zone", "kolk");
    assert_eq!(offered.len(), 1, "{offered:?}");
    let (name, value) = &offered[0];
    assert!(
        name.starts_with("Asia/Kolkata · Tue 24 Nov 2026, 14:3"),
        "{name}"
    );
    assert_eq!(value, "Asia/Kolkata");
    assert_eq!(manager.types("settings zone", "zone", "").len(), 24);
    assert_eq!(scene.talk().types("me zone", "zone", "oslo").len(), 1);
}

#[test]
fn the_zone_of_a_server_moves_its_today_and_the_times_that_people_type() {
    // Half past eight in the evening in London is the next day in Kolkata.
    let scene = Scene::with(&["--at", "2026-11-29T20:30"]);
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, MONDAY, "", "");
    let today = [("range", "today".into())];
    reads(&agenda(&manager, &today), "Nothing dated on 29 Nov.");
    sets(
        &manager,
        "zone",
        &[("zone", "Asia/Kolkata".into())],
        "Asia/Kolkata",
    );
    tells(&agenda(&manager, &today), "ook fair");
    tells(&ask(&manager, "what is on today"), "ook fair");
    let said = manager.mentions_bot("what is on today").answer();
    tells(&said, "ook fair");
    reads(
        &save(
            &manager,
            "Ferry to sail\n\nThe ferry will sail on Friday.",
            "",
            "2026-11-27 10:00",
        ),
        "Fri 27 Nov 2026, 10:00 +05:30",
    );
}

#[test]
fn a_persons_zone_holds_in_direct_messages_and_nowhere_else() {
    let scene = Scene::with(&["--at", "2026-11-29T20:30"]);
    let (here, direct) = (scene.talk(), scene.ada.directly());
    for talk in [&here, &direct] {
        save(talk, MONDAY, "", "");
    }
    let set = here.runs("me zone", &[("zone", "Asia/Kolkata".into())]);
    assert!(set.is_private());
    reads(
        &set,
        "your zone is from now on: Asia/Kolkata, where it is Mon 30 Nov 2026, 02:0",
    );
    let today = [("range", "today".into())];
    tells(&agenda(&direct, &today), "ook fair");
    reads(&agenda(&here, &today), "Nothing dated on 29 Nov.");
    tells(
        &direct.mentions_bot("what is on today").answer(),
        "ook fair",
    );
    reads(
        &here.runs("me show", &[]),
        "**Your zone** (direct messages): Asia/Kolkata, where",
    );
    reads(
        &here.runs("me show", &[]),
        "**Your own archive** (direct messages): 1 story.",
    );
    let bob = scene.discord.person("bob").directly();
    reads(&bob.runs("me show", &[]), "none is set, so it is mine: UTC");
    let (_, bytes) = here.runs("me export", &[]).files().remove(0);
    assert!(String::from_utf8_lossy(&bytes).contains("\"zone\": \"Asia/Kolkata\""));
    direct
        .runs("me delete", &[])
        .fills(&[("Type: delete my data", "delete my data")]);
    reads(
        &here.runs("me show", &[]),
        "none is set, so it is mine: UTC",
    );
}

#[test]
fn the_order_of_dates_is_asked_about_until_it_is_set() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "", "");
    let from = [("from", "04/12/2026".into()), ("to", "04/12/2026".into())];
    reads(&agenda(&manager, &from), "can be read in two ways");
    let day_first = [("order", "day-first".into())];
    sets(&manager, "date-order", &day_first, "04/05/2026 is 4 May");
    tells(&agenda(&manager, &from), "arbour fair");
    tells(&ask(&manager, "what is on 04/12/2026?"), "arbour fair");
    let month_first = [("order", "month-first".into())];
    sets(
        &manager,
        "date-order",
        &month_first,
        "04/05/2026 is 5 April",
    );
    reads(&agenda(&manager, &from), "Nothing dated on 12 Apr.");
    let told = ask(&manager, "what is on 04/12/2026?").seen();
    assert!(!told.contains("4 December"), "{told}");
    let found = manager.runs(
        "search",
        &[("text", "harbour".into()), ("from", "11/12/2026".into())],
    );
    reads(&found, "12 Nov 2026");
    let undated = "Ferry to sail\n\nThe ferry will sail on Friday.";
    reads(
        &save(&manager, undated, "", "11/10/2026"),
        "Tue 10 Nov 2026",
    );
    let event = ("event", "harbour fair".into());
    let fixed = manager.runs("event fix", &[event, ("date", "12/05/2026".into())]);
    reads(&fixed, "Sat 5 Dec 2026");
}

#[test]
fn weeks_of_an_agenda_start_on_the_day_that_is_set() {
    // A Sunday: the fair is on the Monday behind it.
    let scene = Scene::with(&["--at", "2026-11-29T09:00"]);
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, MONDAY, "", "");
    let week = [("range", "week".into())];
    reads(&agenda(&manager, &week), "Nothing dated");
    sets(
        &manager,
        "week-start",
        &[("day", "sunday".into())],
        "Sunday",
    );
    tells(&agenda(&manager, &week), "ook fair");
}

#[test]
fn answers_are_kept_to_the_asker_where_that_is_set() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "", "");
    let asked = |is_private: bool| {
        let topic = || [("topic", "harbour fair".into())];
        for reply in [
            ask(&manager, "when is the harbour fair"),
            manager.runs("when", &[("what", "harbour fair".into())]),
            agenda(&manager, &[]),
            manager.runs("timeline", &topic()),
            manager.runs("changes", &[]),
            manager.runs("search", &[("text", "harbour".into())]),
            manager.runs("article list", &[]),
            manager.runs("event show", &[("event", "harbour fair".into())]),
        ] {
            assert_eq!(reply.is_private(), is_private, "{}", reply.seen());
        }
    };
    asked(false);
    sets(
        &manager,
        "answer-visibility",
        &[("seen-by", "asker".into())],
        "who asked",
    );
    asked(true);
    let fixed = manager.runs(
        "event fix",
        &[("event", "harbour fair".into()), ("place", "Oslo".into())],
    );
    assert!(
        !fixed.is_private(),
        "what changes for everybody is told to everybody"
    );
    sets(
        &manager,
        "answer-visibility",
        &[],
        "everybody in the channel",
    );
    asked(false);
}

#[test]
fn in_other_channels_than_those_allowed_nothing_is_answered() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "", "");
    let (here, there) = (scene.talk(), scene.talk().in_channel("agenda"));
    let add = [("add", Value::Channel(there.channel_id()))];
    let link = format!("<#{}>", there.channel_id());
    sets(
        &manager,
        "allowed-channels",
        &add,
        &format!("**I answer in:** {link}"),
    );
    let refused = ask(&here, "when is the harbour fair");
    assert!(refused.is_private());
    reads(
        &refused,
        &format!("Here I do not answer; ask me in {link}."),
    );
    assert!(here.types("when", "what", "harb").is_empty());
    assert!(!there.types("when", "what", "harb").is_empty());
    here.mentions_bot("when is the harbour fair");
    let answer = there.mentions_bot("when is the harbour fair").answer();
    reads(&answer, "**Friday 4 December 2026**");
    assert_eq!(
        super::hands::posted(&scene, &here),
        0,
        "a mention elsewhere is not answered"
    );
    reads(
        &ask(&there, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    reads(&here.runs("help", &[]), "harbour fair");
    let form = there.runs("save text", &[]);
    assert!(form.is_modal());
    let remove = [("remove", Value::Channel(there.channel_id()))];
    sets(
        &manager,
        "allowed-channels",
        &remove,
        "**I answer in:** every channel",
    );
    reads(
        &ask(&here, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
    let add = [("add", Value::Channel(there.channel_id()))];
    sets(&manager, "allowed-channels", &add, &link);
    sets(&manager, "allowed-channels", &[], "every channel");
    sets(
        &scene.ada.directly(),
        "allowed-channels",
        &[],
        "Only servers have channels, roles and events",
    );
}

#[test]
fn stories_are_saved_by_those_who_have_the_role_that_it_takes() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let role = scene.newsroom.makes_a_role();
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    let open = bob.runs("save text", &[]);
    assert!(open.is_modal());
    let given = [("role", Value::Role(role.clone()))];
    sets(
        &manager,
        "save-role",
        &given,
        &format!("who has the role <@&{role}>"),
    );
    let refused = format!("To save stories here you need the role <@&{role}>.");
    let inputs = [
        ("Text of the story", STORY),
        ("Source", ""),
        ("Published (if the text does not say)", ""),
    ];
    let late = open.fills(&inputs);
    reads(&late, &refused);
    reads(&late, "your text is kept here");
    reads(&bob.runs("save text", &[]), &refused);
    reads(
        &bob.runs("save url", &[("url", "https://news.example/a".into())]),
        &refused,
    );
    let said = bob.says("https://news.example/a");
    reads(&bob.picks_from_menu("Save article", &said), &refused);
    reads(&save(&bob.with_role(&role), STORY, "", ""), "**Stored:**");
    reads(&save(&manager, MONDAY, "", ""), "**Stored:**");
    sets(&manager, "save-role", &[], "everybody");
    assert!(bob.runs("save text", &[]).is_modal());
}

#[test]
fn what_is_set_survives_a_restart_and_goes_with_the_server() {
    let mut scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    sets(
        &manager,
        "zone",
        &[("zone", "Europe/Oslo".into())],
        "Europe/Oslo",
    );
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    sets(&manager, "show", &[], "**Zone:** Europe/Oslo, where");
    manager
        .runs("forget-server", &[])
        .fills(&[("Type: forget this server", "forget this server")]);
    sets(&manager, "show", &[], "**Zone:** none is set");
}

#[test]
fn what_only_managers_may_do_is_refused_to_others_whoever_sees_the_command() {
    let scene = Scene::new();
    scene.discord.shows_every_command_to_everybody();
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    let refused = |verb: &str, deed: &str| {
        let reply = bob.runs(verb, &[]);
        assert!(reply.is_private());
        reads(
            &reply,
            &format!("To {deed} here you need the permission **Manage Server**."),
        );
    };
    refused("feed list", "manage feeds");
    refused("feed poll", "manage feeds");
    refused("status", "see how I am doing");
    refused("export json", "export what is stored");
    refused("forget-server", "have this server forgotten");
    assert!(bob.types("feed poll", "feed", "").is_empty());
}

#[test]
fn in_quiet_hours_nothing_is_posted_but_what_somebody_asks_for_and_then_it_comes() {
    let mut scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "", "");
    let hours = [("from", "08:00".into()), ("to", "9:45 am".into())];
    sets(
        &manager,
        "quiet-hours",
        &hours,
        "Set. **Quiet hours:** 08:00 to 09:45; digests and what watches tell then wait until they end",
    );
    let odd = [("from", "night".into()), ("to", "07:00".into())];
    sets(&manager, "quiet-hours", &odd, "`from`: ");
    let daily = [("kind", "week".into()), ("at", "09:30".into())];
    manager.runs("digest set", &daily);
    let mut posts = |at: &str, count: usize| {
        scene.stop();
        scene.start(&["--at", at]);
        scene.discord.wait_until_ready();
        // One task posts all: when what was asked for stands, what was due stands too.
        let aside = manager.in_channel("aside");
        aside.runs(
            "digest set",
            &[("kind", "week".into()), ("at", "23:00".into())],
        );
        aside.runs("digest run-now", &[("kind", "week".into())]);
        let path = format!("/channels/{}/messages", aside.channel_id());
        let sent = |path: &str| {
            let requests = scene.discord.requests();
            let posts = requests.iter().filter(|request| request.method == "POST");
            posts.filter(|request| request.path.contains(path)).count()
        };
        let begun = std::time::Instant::now();
        while sent(&path) < count {
            assert!(begun.elapsed().as_secs() < 20, "{}", scene.bot().log());
            std::thread::yield_now();
        }
        let own = format!("/channels/{}/messages", manager.channel_id());
        sent(&own)
    };
    assert_eq!(posts("2026-11-24T09:35", 1), 0, "it waits");
    assert_eq!(posts("2026-11-24T09:46", 2), 1, "it comes");
}

#[test]
fn old_stories_are_forgotten_where_that_is_set_and_what_somebody_saved_stays() {
    let mut scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    save(&manager, STORY, "", "");
    let bench = format!("server:{}", scene.newsroom.id());
    let file = scene.data().join("old.txt");
    std::fs::write(&file, MONDAY).expect("a file");
    let file = file.display().to_string();
    let added = scene.bot().run(&["add", &file, "--archive", &bench]);
    assert!(added.status.success(), "{added:?}");
    tells(
        &agenda(&manager, &[("from", "2026-11-30".into())]),
        "book fair",
    );
    sets(
        &manager,
        "retention",
        &[("days", Value::Whole(7))],
        "Set. **Stories are kept:** 7 days after they were published",
    );
    scene.stop();
    scene.start(&["--at", "2026-12-02T09:00"]);
    scene.discord.wait_until_ready();
    let begun = std::time::Instant::now();
    let range = [("from", "2026-11-30".into()), ("to", "2026-12-31".into())];
    loop {
        let seen = agenda(&manager, &range).seen();
        assert!(
            seen.contains("harbour fair"),
            "saved by hand, it stays: {seen}"
        );
        if !seen.contains("book fair") {
            break;
        }
        assert!(begun.elapsed().as_secs() < 20, "{}", scene.bot().log());
    }
}

#[test]
fn who_asks_or_saves_too_much_is_told_the_limit_and_who_can_raise_it() {
    let options = [
        "--questions-per-minute",
        "2",
        "--saves-per-person",
        "2",
        "--saves-per-server",
        "3",
    ];
    let scene = Scene::with(&options);
    let (ada, bob) = (
        scene.talk(),
        scene.discord.person("bob").in_server(&scene.newsroom),
    );
    save(&ada, STORY, "", "");
    save(&ada, MONDAY, "", "");
    let full = save(&ada, &MONDAY.replace("book", "toy"), "", "");
    reads(
        &full,
        "You saved 2 stories within an hour, the most that one person may.",
    );
    reads(
        &full,
        "whoever runs me can raise the limit (--saves-per-person).",
    );
    save(&bob, &MONDAY.replace("book", "toy"), "", "");
    let full = save(&bob, &MONDAY.replace("book", "art"), "", "");
    reads(&full, "3 stories were saved here within an hour");
    reads(&full, "(--saves-per-server)");
    for _ in 0..2 {
        reads(
            &ask(&ada, "when is the harbour fair"),
            "**Friday 4 December 2026**",
        );
    }
    let full = ask(&ada, "when is the harbour fair");
    assert!(full.is_private(), "{}", full.seen());
    reads(
        &full,
        "You asked 2 questions within a minute, the most that one person may.",
    );
    let said = ada.mentions_bot("when is the harbour fair").answer();
    reads(&said, "(--questions-per-minute)");
    reads(
        &ask(&bob, "when is the toy fair"),
        "**Monday 30 November 2026**",
    );
    assert!(
        !ada.runs("help", &[])
            .seen()
            .contains("most that one person")
    );
}

#[test]
fn what_the_bot_lacks_in_a_channel_is_named_and_looked_for_again_on_demand() {
    let scene = Scene::new();
    let manager = scene.ada.in_server_as_manager(&scene.newsroom);
    let set = || manager.runs("digest set", &[("kind", "today".into())]);
    assert!(!set().seen().contains("I need"), "{}", set().seen());
    scene.discord.forbids_posting(true);
    let told = set();
    let channel = manager.channel_id();
    let words = format!("I need **Send Messages** and **Embed Links** in <#{channel}>.");
    reads(&told, &words);
    let still = manager.presses(&told, "Check again");
    reads(&still, &words);
    scene.discord.forbids_posting(false);
    let done = manager.presses(&still, "Check again");
    reads(&done, "I have every permission that I need");
    assert!(!done.seen().contains("[Check again]"), "{}", done.seen());
}
