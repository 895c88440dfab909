//! Links, pages and feeds in Discord, against a site on loopback.

use super::hands::{Scene, ask, reads};
use dateline_tests::{
    discord::{Reply, Talk, Value},
    site::Site,
};

const RSS: &str = "application/rss+xml";

const PAGE: &str = "<html lang=en><head><title>Fair to open | Harbour Post</title>\
    <meta property=og:site_name content='Harbour Post'>\
    <meta property=article:published_time content='2026-11-23T10:48:00+01:00'></head>\
    <body><nav><a href=/>Home</a></nav><article><h1>Fair to open</h1>\
    <p>The harbour fair will be held in Bergen on December 4, the mayor said on Monday, after a summer of work on the quay.</p>\
    <p>Boats from nine towns are expected, and the night ferry will sail every hour until midnight on both days, she added.</p>\
    </article><footer>Subscribe to our newsletter</footer></body></html>";

fn scene() -> (Scene, Site) {
    let scene = Scene::with(&["--fetch-allow", "127.0.0.1", "--fetch-gap", "0"]);
    (scene, Site::open())
}

fn feed(talk: &Talk, verb: &str, options: &[(&str, Value)]) -> Reply {
    let reply = talk.runs(&format!("feed {verb}"), options).waits_for_edit();
    assert!(reply.is_private(), "{}", reply.seen());
    reply
}

fn manager(scene: &Scene) -> Talk {
    scene.ada.in_server_as_manager(&scene.newsroom)
}

fn rss(items: &[(u32, &str)]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|(number, text)| {
            format!(
                "<item><guid>s{number}</guid><title>Story {number}</title><link>SITE/{number}</link>\
                 <pubDate>Mon, 23 Nov 2026 0{number}:00:00 +0100</pubDate><content:encoded \
                 xmlns:content='http://purl.org/rss/1.0/modules/content/'>{text}</content:encoded></item>"
            )
        })
        .collect();
    format!(
        "<rss version='2.0'><channel><title>Harbour *Post*</title>{}</channel></rss>",
        items.concat()
    )
}

const FAIR: &str = "The harbour fair will be held in Bergen on December 4, the mayor said.";
const FERRY: &str = "The night ferry will stop on December 14, the company said.";

#[test]
fn a_link_is_fetched_read_and_answered_from() {
    let (scene, site) = scene();
    site.puts("/fair", "text/html; charset=utf-8", PAGE);
    let talk = scene.talk();
    let saved = talk.runs("save url", &[("url", site.url("/fair").into())]);
    let saved = saved.waits_for_edit();
    assert!(saved.is_private());
    reads(
        &saved,
        "**Stored:** Fair to open\npublished Mon 23 Nov 2026, 10:48 +01:00 · Harbour Post",
    );
    reads(
        &saved,
        &format!("Fetched from its address for <@{}>.", scene.ada.id()),
    );
    let answer = ask(&talk, "when is the harbour fair");
    reads(&answer, "**Friday 4 December 2026**");
    assert!(!answer.seen().contains("unverified"), "{}", answer.seen());
    let again = talk.runs("save url", &[("url", site.url("/fair").into())]);
    reads(&again.waits_for_edit(), "**Already stored:** Fair to open");
}

#[test]
fn a_link_that_gives_no_story_says_why_and_what_to_do() {
    let (scene, site) = scene();
    let talk = scene.talk();
    site.answers("/closed", 403, "", "");
    site.puts("/picture", "image/png", "x");
    site.puts(
        "/undated",
        "text/html",
        &PAGE.replace("article:published_time", "x"),
    );
    site.puts("/feed", RSS, &rss(&[(1, FAIR)]));
    for (url, words) in [
        (site.url("/closed"), "copy the text and paste it instead"),
        (site.url("/picture"), "is image/png, not a page of text"),
        (site.url("/gone"), "does not exist there (404)"),
        (site.url("/undated"), "does not say when it was published"),
        (site.url("/feed"), "is a feed, not a story"),
        (
            "http://10.0.0.7/admin".into(),
            "leads to 10.0.0.7, which is not on the public internet",
        ),
        (
            "ftp://news.example/a".into(),
            "only http and https are fetched",
        ),
    ] {
        let reply = talk.runs("save url", &[("url", url.as_str().into())]);
        reads(&reply.waits_for_edit(), words);
    }
    let asked = talk.runs("save url", &[("url", site.url("/undated").as_str().into())]);
    let form = asked.waits_for_edit().presses("Say when");
    assert_eq!(form.field("Address"), site.url("/undated"));
    reads(
        &form.fills(&[("Published", "soon")]),
        "“soon” is not a day or time",
    );
    let stored = form.fills(&[("Published", "23 Nov 2026")]).waits_for_edit();
    reads(
        &stored,
        "**Stored:** Fair to open\npublished Mon 23 Nov 2026",
    );
    let told = [
        ("url", site.url("/undated").into()),
        ("published", "2026-11-23".into()),
    ];
    reads(
        &talk.runs("save url", &told).waits_for_edit(),
        "**Already stored:** Fair to open",
    );
}

#[test]
fn a_message_is_saved_from_its_menu_by_its_link_its_file_or_its_words() {
    let (scene, site) = scene();
    site.puts("/fair", "text/html; charset=utf-8", PAGE);
    let talk = scene.talk();
    let linked = talk.says(&format!("look at this: <{}>!", site.url("/fair")));
    reads(
        &talk
            .picks_from_menu("Save article", &linked)
            .waits_for_edit(),
        "**Stored:** Fair to open",
    );
    let told = talk.says(
        "Night ferry to stop\n\nThe night ferry between the islands will stop on 14 December 2026, the company told its crews in a \
         letter on Monday. Talks about new hours had broken down last week, and no new ones are planned before January.",
    );
    let stored = talk.picks_from_menu("Save article", &told).waits_for_edit();
    reads(&stored, "**Stored:** Night ferry to stop");
    reads(&stored, "as pasted text: an unverified source.");
    let chat = talk.says("nice weather today");
    reads(
        &talk.picks_from_menu("Save article", &chat).waits_for_edit(),
        "There is nothing to save in that message",
    );
}

#[test]
fn a_feed_is_followed_listed_paused_and_removed_by_those_who_manage_the_server() {
    let (scene, site) = scene();
    site.puts("/feed", RSS, &rss(&[(1, FAIR), (2, FERRY)]));
    let talk = manager(&scene);
    reads(&feed(&talk, "list", &[]), "No feed is followed here yet");
    let added = feed(&talk, "add", &[("url", site.url("/feed").into())]);
    reads(&added, "Following **Harbour *Post***");
    reads(&added, "2 new.");
    reads(
        &ask(&talk, "when will the night ferry stop"),
        "**Monday 14 December 2026**",
    );
    let listed = feed(&talk, "list", &[]);
    reads(
        &listed,
        "1 feed followed here:\n- **Harbour *Post*** · working",
    );
    reads(
        &feed(&talk, "add", &[("url", site.url("/feed").into())]),
        "is followed already",
    );
    let offered = talk.types("feed pause", "feed", "harb");
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert_eq!(offered[0].0, "Harbour *Post*");
    assert!(talk.types("feed pause", "feed", "courier").is_empty());
    reads(
        &feed(&talk, "pause", &[("feed", "harbour".into())]),
        "paused",
    );
    reads(&feed(&talk, "health", &[]), "0 of 1 feed in order.");
    reads(
        &feed(&talk, "health", &[("feed", "harbour".into())]),
        "**condition** paused",
    );
    reads(
        &feed(&talk, "resume", &[("feed", "harbour".into())]),
        "working",
    );
    reads(
        &feed(&talk, "test", &[("feed", site.url("/feed").into())]),
        "Nothing was stored.",
    );
    reads(
        &feed(
            &talk,
            "remove",
            &[("feed", "harbour".into()), ("stories", true.into())],
        ),
        "2 stories removed with it",
    );
    reads(
        &feed(&talk, "remove", &[("feed", "harbour".into())]),
        "No feed is called harbour",
    );
}

#[test]
fn a_list_of_feeds_goes_out_as_a_file_and_comes_in_again_and_nobody_else_has_them() {
    let (scene, site) = scene();
    site.puts("/feed", RSS, &rss(&[(1, FAIR)]));
    let talk = manager(&scene);
    feed(&talk, "add", &[("url", site.url("/feed").into())]);
    let exported = feed(&talk, "export", &[]);
    let files = exported.files();
    assert_eq!(files.len(), 1, "{}", exported.seen());
    let (name, list) = &files[0];
    assert_eq!(name, "feeds.opml");
    let list = String::from_utf8_lossy(list).into_owned();
    assert!(list.contains(&site.url("/feed")), "{list}");
    feed(&talk, "remove", &[("feed", "harbour".into())]);
    let file = Value::file("feeds.opml", "text/x-opml", list);
    reads(&feed(&talk, "import", &[("file", file)]), "1 feed added");
    let nobody = scene.discord.person("bob").directly();
    reads(&feed(&nobody, "list", &[]), "No feed is followed here yet");
}

#[test]
fn the_bot_polls_what_is_due_takes_no_story_twice_after_a_restart_and_tells_once_of_a_feed_that_is_gone()
 {
    let (mut scene, site) = scene();
    site.puts("/feed", RSS, &rss(&[(1, FAIR)]));
    let talk = manager(&scene);
    reads(
        &feed(&talk, "add", &[("url", site.url("/feed").into())]),
        "1 new.",
    );
    scene.stop();
    // Two days later the feed is due; it brings one new story.
    site.puts("/feed", RSS, &rss(&[(2, FERRY), (1, FAIR)]));
    let options = ["--fetch-allow", "127.0.0.1", "--fetch-gap", "0", "--at"];
    scene.start(&[&options[..], &["2026-11-26T09:00"]].concat());
    scene.discord.wait_until_ready();
    scene.bot().wait_for_log("/feed: 1 new or changed");
    scene.stop();
    assert_eq!(site.visits("/feed").len(), 2);
    site.answers("/feed", 410, "", "");
    scene.start(&[&options[..], &["2026-11-29T09:00"]].concat());
    scene.discord.wait_until_ready();
    let told = scene.discord.wait_for_request("POST", "/messages");
    let told = format!("{told:?}");
    assert!(
        told.contains("does not work: it was taken away for good"),
        "{told}"
    );
    reads(
        &ask(&talk, "when will the night ferry stop"),
        "**Monday 14 December 2026**",
    );
    scene.stop();
    scene.start(&[&options[..], &["2026-12-02T09:00"]].concat());
    scene.discord.wait_until_ready();
    reads(&feed(&talk, "list", &[]), "gone");
    assert_eq!(
        site.visits("/feed").len(),
        3,
        "what is gone is asked no more"
    );
    assert_eq!(
        scene
            .discord
            .messages(&talk)
            .iter()
            .filter(|m| m.seen().contains("does not work"))
            .count(),
        1
    );
}
