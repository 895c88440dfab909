//! Feeds from the shell, against a site on loopback: what is taken, what is not taken twice, and what is told.

use dateline_tests::{bot::Bot, site::Site};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// On a Friday.
const NOW: &str = "2026-11-27T12:00";

const RSS: &str = "application/rss+xml";

const HTML: &str = "text/html; charset=utf-8";

/// A data folder, and a site to fetch from.
struct Desk {
    data: TempDir,
    site: Site,
}

/// What a command said and how it ended.
struct Ran {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Desk {
    fn new() -> Self {
        Self {
            data: tempfile::tempdir().expect("a temporary folder"),
            site: Site::open(),
        }
    }

    fn data(&self) -> &Path {
        self.data.path()
    }

    fn runs(&self, command: &str, arguments: &[&str]) -> Ran {
        let mut run = Bot::command(self.data(), command);
        run.args(arguments);
        if matches!(command, "feed" | "add" | "read") {
            run.args(["--fetch-allow", "127.0.0.1", "--fetch-gap", "0"]);
        }
        if matches!(command, "feed" | "ask") && !arguments.contains(&"--at") {
            run.args(["--at", NOW]);
        }
        let output = run.output().expect("dateline was built just now");
        Ran {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }

    fn feed(&self, arguments: &[&str]) -> Ran {
        self.runs("feed", arguments)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.data().join(name);
        fs::write(&path, text).expect("a file");
        path
    }
}

impl Ran {
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }

    fn says(self, words: &str) -> Self {
        let said = format!("{}{}", self.out, self.err);
        assert!(said.contains(words), "{words:?} is not in:\n{said}");
        self
    }

    fn says_not(self, words: &str) -> Self {
        let said = format!("{}{}", self.out, self.err);
        assert!(!said.contains(words), "{words:?} is in:\n{said}");
        self
    }
}

/// An item with its whole story.
fn item(number: u32, title: &str, text: &str) -> String {
    format!(
        "<item><guid>story-{number}</guid><title>{title}</title><link>SITE/{number}.html</link>\
         <pubDate>Thu, 26 Nov 2026 {:02}:00:00 +0100</pubDate>\
         <content:encoded xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">&lt;p&gt;{text}&lt;/p&gt;</content:encoded></item>",
        number % 24
    )
}

fn rss(title: &str, items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title><link>SITE/</link>{}</channel></rss>",
        items.concat()
    )
}

fn fair() -> String {
    item(
        1,
        "Fair to open on Saturday",
        "The harbour fair will open in Lindvik on Saturday at noon, the mayor said on Thursday.",
    )
}

fn ferry(day: &str) -> String {
    item(
        2,
        "Night ferry to stop",
        &format!(
            "The night ferry will stop on {day}, the company told its crews in a letter on Thursday."
        ),
    )
}

#[test]
fn a_feed_is_followed_through_its_page_and_polled_again_only_for_what_changed() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts(
        "/",
        HTML,
        "<html><head><link rel=alternate type=application/rss+xml href=/feed.xml></head><body>News</body></html>",
    );
    site.puts(
        "/feed.xml",
        RSS,
        &rss("Harbour Post", &[fair(), ferry("14 December 2026")]),
    );
    desk.feed(&["list"]).ends(1).says("No feed is followed");
    desk.feed(&["add", &site.url("/")])
        .ends(0)
        .says("is a page; its feed is")
        .says("Following Harbour Post")
        .says("+ Fair to open on Saturday")
        .says("2 new.");
    desk.feed(&["add", &site.url("/feed.xml")])
        .ends(3)
        .says("is followed already, as “Harbour Post”");
    desk.runs("ask", &["when will the harbour fair open"])
        .ends(0)
        .says("Saturday 28 November 2026, 12:00")
        .says("Harbour Post");

    desk.feed(&["poll"])
        .ends(0)
        .says("1 feed polled: nothing new.");
    let statuses: Vec<u16> = site
        .visits("/feed.xml")
        .iter()
        .map(|visit| visit.status)
        .collect();
    assert_eq!(statuses, [200, 304], "the second visit names what it has");
    assert!(site.visits("/feed.xml")[0].agent.starts_with("Dateline/"));
    assert!(
        site.visits("/1.html").is_empty(),
        "the feed gives whole stories"
    );

    site.puts(
        "/feed.xml",
        RSS,
        &rss("Harbour Post", &[fair(), ferry("21 December 2026")]),
    );
    desk.feed(&["poll", "harbour"])
        .ends(0)
        .says("~ Night ferry to stop")
        .says("1 with their new text")
        .says_not("Fair to open");
    desk.runs(
        "ask",
        &["when will the night ferry stop", "--at", "2026-11-28"],
    )
    .ends(0)
    .says("Monday 21 December 2026");
}

#[test]
fn a_teaser_is_read_on_its_page_unless_robots_are_not_admitted() {
    let desk = Desk::new();
    let site = &desk.site;
    let teaser = |number: u32, path: &str| {
        format!(
            "<item><title>Story {number}</title><link>SITE{path}</link><pubDate>Thu, 26 Nov 2026 09:00:00 +0100</pubDate>\
             <description>The council has decided… Continue reading</description></item>"
        )
    };
    let items = [
        teaser(1, "/open/council.html"),
        teaser(2, "/closed/council.html"),
    ];
    site.puts("/feed.xml", RSS, &rss("Valley Courier", &items));
    let page = "<html lang=en><head><title>Council</title></head><body><article><h1>Council votes</h1>\
        <p>The council of Lindvik decided on Thursday to close the old bridge for lorries, after engineers found cracks in two of its pillars.</p>\
        <p>The bridge will be closed to lorries on 1 February 2027, and stay open to cars and to people on foot until the autumn.</p>\
        <p>A ferry for lorries will run from the north quay every hour, the council said, and cost them nothing in the first month.</p>\
        </article></body></html>";
    site.puts("/open/council.html", HTML, page);
    site.puts("/closed/council.html", HTML, page);
    site.puts(
        "/robots.txt",
        "text/plain",
        "User-agent: *\nDisallow: /closed/\n",
    );
    // Whoever asks for a feed has not asked for its pages: they are fetched by the schedule's manners.
    desk.feed(&["add", &site.url("/feed.xml")])
        .ends(0)
        .says("2 new, 1 stored without their page");
    assert_eq!(site.visits("/open/").len(), 1);
    assert!(site.visits("/closed/").is_empty());
    desk.runs("ask", &["when will the bridge be closed to lorries"])
        .ends(0)
        .says("Monday 1 February 2027");
    // The feed, given by hand, holds less than what is stored, and takes nothing away.
    desk.runs("add", &[&site.url("/feed.xml")])
        .ends(0)
        .says("2 already stored");
    desk.runs("ask", &["when will the bridge be closed to lorries"])
        .ends(0)
        .says("Monday 1 February 2027");
}

#[test]
fn backfill_and_topic_decide_what_is_stored_of_a_feed() {
    let desk = Desk::new();
    let site = &desk.site;
    let items: Vec<String> = (1..=9)
        .map(|n| {
            item(
                n,
                &format!("Story {n}"),
                &format!("The society of ferry{n}x will meet in Lindvik on 4 March 2027."),
            )
        })
        .collect();
    site.puts("/feed.xml", RSS, &rss("Harbour Post", &items));
    desk.feed(&["add", &site.url("/feed.xml"), "--backfill", "2"])
        .ends(0)
        .says("2 new, 7 passed over")
        .says("Story 9")
        .says_not("Story 7 ");
    desk.feed(&["poll"]).ends(0).says("nothing new");
    desk.feed(&[
        "edit",
        "harbour",
        "--topic",
        "night ferry, fair",
        "--name",
        "Post",
    ])
    .ends(0)
    .says("Post · working");
    let more: Vec<String> = [
        item(10, "Budget passed", "The budget was passed on Thursday."),
        fair(),
    ]
    .into();
    site.puts(
        "/feed.xml",
        RSS,
        &rss("Harbour Post", &[more.concat(), items.concat()]),
    );
    desk.feed(&["poll"])
        .ends(0)
        .says("Fair to open on Saturday")
        .says_not("Budget");
}

#[test]
fn a_feed_that_breaks_is_told_by_its_address_with_the_reason_and_left_alone_longer_each_time() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts("/feed.xml", RSS, &rss("Harbour Post", &[fair()]));
    site.puts(
        "/good.xml",
        RSS,
        &rss("Daily Wave", &[ferry("14 December 2026")]),
    );
    desk.feed(&["add", &site.url("/feed.xml"), &site.url("/good.xml")])
        .ends(0);
    site.answers("/feed.xml", 503, "", "");
    for _ in 0..3 {
        desk.feed(&["poll"])
            .ends(3)
            .says(&format!(
                "{}: answered with status 503",
                site.url("/feed.xml")
            ))
            .says("2 feeds polled, 1 of them failing");
    }
    desk.feed(&["health", "harbour"])
        .ends(0)
        .says("condition  failing for")
        .says("answered with status 503");
    desk.feed(&["poll", "--due"]).says_not("status 503");
    site.puts("/feed.xml", RSS, "<html><body>We moved</body></html>");
    desk.feed(&["poll", "harbour"])
        .ends(3)
        .says("is not a feed, and names none");
    site.answers("/feed.xml", 410, "", "");
    desk.feed(&["poll", "harbour"])
        .ends(3)
        .says("taken away for good (410)");
    desk.feed(&["list"]).ends(0).says("Harbour Post · gone");
    desk.feed(&["poll"]).ends(0).says("1 feed polled");
    site.puts("/feed.xml", RSS, &rss("Harbour Post", &[fair()]));
    // Every command's clock starts anew; these two start later.
    desk.feed(&["resume", "harbour", "--at", "2026-11-27T12:03"])
        .ends(0);
    desk.feed(&["poll", "--due", "--at", "2026-11-27T12:05"])
        .says("1 feed polled");
    desk.feed(&["list"]).ends(0).says("Harbour Post · working");
}

#[test]
fn what_moved_for_good_is_kept_at_its_new_address() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts("/new.xml", RSS, &rss("Harbour Post", &[fair()]));
    site.puts("/old.xml", RSS, &rss("Harbour Post", &[fair()]));
    desk.feed(&["add", &site.url("/old.xml")]).ends(0);
    site.answers("/old.xml", 301, "Location: SITE/new.xml\r\n", "");
    desk.feed(&["poll"]).ends(0);
    desk.feed(&["poll"]).ends(0);
    assert_eq!(site.visits("/new.xml").len(), 2);
    assert_eq!(
        site.visits("/old.xml").len(),
        2,
        "the old address is asked no more"
    );
    desk.feed(&["list"]).ends(0).says("/new.xml");
}

#[test]
fn one_story_in_three_feeds_is_shown_and_told_once_with_all_of_them() {
    let desk = Desk::new();
    let site = &desk.site;
    let text = "The harbour bridge in Lindvik will open on 4 May 2027, the mayor said. It is two years late because three of \
        its pillars had to be built anew. Boats may pass below it from the first day, and no toll will be asked of those who \
        live on the island. A parade along the quay is planned for the evening.";
    for (number, paper) in [
        (1, "Harbour Post"),
        (2, "Daily Wave"),
        (3, "Valley Courier"),
    ] {
        let story = item(number, "Bridge to open in May", text);
        site.puts(&format!("/{number}.xml"), RSS, &rss(paper, &[story]));
    }
    let urls = ["/1.xml", "/2.xml", "/3.xml"].map(|path| site.url(path));
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let added = desk.feed(&[&["add"][..], &urls].concat()).ends(0);
    assert_eq!(
        added.out.matches("Bridge to open in May").count(),
        1,
        "{}",
        added.out
    );
    added.says("also in ");
    let told = desk
        .runs("ask", &["when will the harbour bridge open"])
        .ends(0);
    for paper in ["Harbour Post", "Daily Wave", "Valley Courier"] {
        assert_eq!(told.out.matches(paper).count(), 1, "{}", told.out);
    }
}

#[test]
fn lists_go_out_and_come_in_again_whole() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts("/a.xml", RSS, &rss("Post &amp; Wave", &[fair()]));
    site.puts("/b.xml", RSS, &rss("Courier", &[ferry("14 December 2026")]));
    desk.feed(&["export"]).ends(1);
    desk.feed(&["add", &site.url("/a.xml"), &site.url("/b.xml")])
        .ends(0);
    let list = desk.feed(&["export"]).ends(0).out;
    let file = desk.file("out.opml", &list).display().to_string();
    let other = Desk::new();
    other.feed(&["import", &file]).ends(0).says("2 feeds added");
    other
        .feed(&["import", &file])
        .ends(0)
        .says("no feeds added, 2 followed already");
    other.feed(&["list"]).ends(0).says("Post & Wave · new");
    assert_eq!(
        other
            .feed(&["export"])
            .ends(0)
            .out
            .matches("xmlUrl")
            .count(),
        2
    );
    let story = desk.file(
        "story.txt",
        "Fair to open\n\n3 March 2026\n\nThe fair opens on Friday.",
    );
    other
        .feed(&["import", &story.display().to_string()])
        .ends(3)
        .says("is not a list of feeds");
    desk.runs("add", &[&file])
        .ends(3)
        .says("To follow them: dateline feed import");
}

#[test]
fn a_feed_goes_with_its_stories_or_without_them() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts("/a.xml", RSS, &rss("Harbour Post", &[fair()]));
    site.puts("/b.xml", RSS, &rss("Courier", &[ferry("14 December 2026")]));
    desk.feed(&["add", &site.url("/a.xml"), &site.url("/b.xml")])
        .ends(0);
    desk.feed(&["remove", "harbour"])
        .ends(0)
        .says("its stories stay");
    desk.feed(&["remove", "courier", "--stories"])
        .ends(0)
        .says("1 story removed with it");
    desk.runs("article", &["list"])
        .ends(0)
        .says("Fair to open")
        .says_not("Night ferry");
    desk.feed(&["remove", "harbour"])
        .ends(3)
        .says("No feed is called harbour");
    desk.feed(&["list"]).ends(1);
}

#[test]
fn a_feed_is_found_and_tried_without_storing_anything() {
    let desk = Desk::new();
    let site = &desk.site;
    site.puts(
        "/feed",
        RSS,
        &rss("Harbour Post", &[fair(), ferry("14 December 2026")]),
    );
    site.puts("/", HTML, "<html><body><h1>News</h1></body></html>");
    desk.feed(&["discover", &site.url("/")])
        .ends(0)
        .says(&format!("{}  Harbour Post", site.url("/feed")));
    desk.feed(&["test", &site.url("/feed")])
        .ends(0)
        .says("Harbour Post")
        .says("2 entries")
        .says("Saturday 28 November 2026, 12:00");
    desk.runs("article", &["list"]).ends(1);
    desk.feed(&["list"]).ends(1);
    site.puts("/feed", HTML, "nothing");
    desk.feed(&["discover", &site.url("/")])
        .ends(1)
        .says("No feed was found there.");
}

#[test]
fn thirty_feeds_of_five_stories_are_taken_in_and_a_second_poll_stores_nothing() {
    let desk = Desk::new();
    let site = &desk.site;
    let mut list = String::from("<opml><body>");
    for feed in 0..30 {
        let items: Vec<String> = (1..=5)
            .map(|n| {
                let number = feed * 10 + n;
                item(
                    number,
                    &format!("Society {number} to meet"),
                    &format!("The ferry{number}x society will meet in Lindvik on {n} March 2027."),
                )
            })
            .collect();
        site.puts(
            &format!("/{feed}.xml"),
            RSS,
            &rss(&format!("Feed {feed}"), &items),
        );
        list.push_str(&format!(
            "<outline xmlUrl='{}'/>",
            site.url(&format!("/{feed}.xml"))
        ));
    }
    list.push_str("</body></opml>");
    let file = desk.file("feeds.opml", &list);
    desk.feed(&["import", &file.display().to_string()])
        .ends(0)
        .says("30 feeds added");
    desk.feed(&["poll"])
        .ends(0)
        .says("30 feeds polled: 150 new.");
    desk.feed(&["poll"])
        .ends(0)
        .says("30 feeds polled: nothing new.");
    let visits: Vec<u16> = (0..30)
        .filter_map(|feed| {
            site.visits(&format!("/{feed}.xml"))
                .last()
                .map(|visit| visit.status)
        })
        .collect();
    assert_eq!(visits, [304; 30]);
    desk.runs("ask", &["when will the ferry283x society meet"])
        .ends(0)
        .says("Wednesday 3 March 2027");
}
