//! How fast `dateline feed poll` takes in a thousand feeds of twenty stories, and in how much memory.
//!
//! `cargo run --release -p dateline-tests --example thousand_feeds -- target/release/dateline [FEEDS] [ENTRIES]`
//!
//! The feeds are served on loopback. For each poll it prints seconds, stories a second, the statuses that were answered,
//! and the most memory (resident, in MiB) that the program had; where the system tells no memory, 0.

use dateline_tests::site::Site;
use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Names are made of these: a thousand feeds speak of twenty thousand things, as the papers of the world do.
const SYLLABLES: [&str; 16] = [
    "bar", "den", "fal", "gor", "hel", "kes", "lin", "mor", "nor", "pel", "ros", "sund", "tal",
    "vik", "wen", "yar",
];

const DEEDS: [&str; 8] = [
    "festival", "bridge", "ferry", "hearing", "treaty", "fair", "railway", "reform",
];

/// A name of four syllables that no other number below 65,536 has.
fn name(number: usize) -> String {
    let syllable = |shift: usize| SYLLABLES[(number >> shift) & 15];
    let name: String = [0, 4, 8, 12].map(syllable).concat();
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let Some(program) = arguments.next() else {
        writeln!(
            io::stderr(),
            "usage: thousand_feeds PROGRAM [FEEDS] [ENTRIES]"
        )?;
        return Ok(());
    };
    let mut number = |usual: usize| {
        arguments
            .next()
            .and_then(|text| text.parse().ok())
            .unwrap_or(usual)
    };
    let (feeds, entries) = (number(1_000), number(20));
    let site = Site::open();
    let data = tempfile::tempdir()?;
    let mut list = String::from("<opml><body>");
    for feed in 0..feeds {
        let path = format!("/feeds/{feed}.xml");
        site.puts(&path, "application/rss+xml", &rss(feed, entries));
        list.push_str(&format!("<outline xmlUrl='{}'/>", site.url(&path)));
        // A list may have five hundred.
        if (feed + 1) % 500 == 0 || feed + 1 == feeds {
            list.push_str("</body></opml>");
            let file = data.path().join("feeds.opml");
            fs::write(&file, &list)?;
            let import = ["feed", "import", "--backfill", "all"];
            let mut child = dateline(&program, data.path())
                .args(import)
                .arg(&file)
                .spawn()?;
            child.wait()?;
            list = String::from("<opml><body>");
        }
    }
    let mut out = io::stdout();
    for round in ["first poll", "second poll"] {
        let before = site.visits("/feeds/").len();
        let begun = Instant::now();
        let poll = [
            "feed",
            "poll",
            "--fetch-allow",
            "127.0.0.1",
            "--fetch-gap",
            "0",
        ];
        let mut child = dateline(&program, data.path())
            .args(poll)
            .stderr(Stdio::inherit())
            .spawn()?;
        let memory = watched(&mut child)?;
        let seconds = begun.elapsed().as_secs_f64();
        let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
        for visit in site.visits("/feeds/").into_iter().skip(before) {
            *statuses.entry(visit.status).or_default() += 1;
        }
        let rate = f64::from(u32::try_from(feeds * entries).unwrap_or(u32::MAX)) / seconds;
        writeln!(
            out,
            "{round}: {seconds:.1} s, {rate:.0} stories a second, statuses {statuses:?}, at most {memory} MiB"
        )?;
    }
    Ok(())
}

fn dateline(program: &str, data: &Path) -> Command {
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.env("DATELINE_DATA", data);
    command
}

/// Waits until it ends, and tells the most memory that it had.
fn watched(child: &mut Child) -> io::Result<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait()?.is_none() {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kib.unwrap_or(0) / 1024);
        thread::sleep(Duration::from_millis(50));
    }
    Ok(most)
}

fn rss(feed: usize, entries: usize) -> String {
    let mut items = String::new();
    for entry in 0..entries {
        let n = feed * entries + entry;
        let (town, deed) = (name(n), DEEDS[n % 8]);
        let (other, river) = (name(n * 7 + 3), name(n * 13 + 5));
        let (day, hour) = (1 + n % 28, n % 24);
        items.push_str(&format!(
            "<item><guid>{n}</guid><title>{town} sets a date for the {other} {deed}</title><link>SITE/{n}.html</link>\
             <pubDate>{day} Nov 2026 {hour:02}:00:00 +0100</pubDate><content:encoded><![CDATA[\
             <p>The {other} {deed} of {town} will be held on {day} March 2027, the mayor of {town} said on Monday after a \
             meeting about the {river} valley that lasted until late in the evening.</p>\
             <p>The plan for {other} had been put off twice since the spring, first for want of money and then because of a \
             strike at {river}. The crews of {town} and the {river} company agreed last week on new hours.</p>\
             <p>“We expect some {people} people in {other},” a spokesman for {town} said. Tickets for the {deed} will be sold from \
             the first week of January. The road along the {river} will be closed for two days, and buses to {other} will run \
             every half hour until midnight.</p><p>The {town} board will meet on Tuesday to vote on the costs of {other}, which \
             rose to {cost} million crowns.</p>]]></content:encoded></item>",
            people = 100 + n % 900,
            cost = 1 + n % 40,
        ));
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Paper {feed}</title><link>SITE/</link>{items}</channel></rss>"
    )
}
