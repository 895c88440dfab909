//! Kills the program in the middle of whatever it does, round after round, and holds what is left against what it acknowledged.

use crate::{bot::Bot, discord::Discord, site::Site};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Makes a command of the program on a data folder.
pub type Program<'a> = &'a dyn Fn(&Path, &str) -> Command;

/// What the program does when it is killed, in turn.
const WORKS: [Work; 8] = [
    Work::Add,
    Work::Serve,
    Work::Poll,
    Work::BackUp,
    Work::Correct,
    Work::Add,
    Work::Reread,
    Work::Index,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Stores stories from standard input.
    Add,
    /// Serves, while one process stores stories through its socket and another has a backup made.
    Serve,
    /// Takes a feed in.
    Poll,
    /// Writes a backup over an older one.
    BackUp,
    /// Corrects an event.
    Correct,
    /// Reads all stories anew.
    Reread,
    /// Builds the index anew.
    Index,
}

/// What was killed and what was found.
#[derive(Debug, Default, Clone, Copy)]
pub struct Sum {
    /// How often the program was killed.
    pub kills: u64,
    /// Stories that were acknowledged.
    pub stories: u64,
    /// Corrections that were acknowledged.
    pub corrections: u64,
    /// Backups that were whole behind a kill.
    pub backups: u64,
}

/// An archive that is killed again and again.
pub struct Kills<'a> {
    program: Program<'a>,
    folder: TempDir,
    site: Site,
    discord: Discord,
    next: usize,
    acknowledged: BTreeSet<String>,
    sum: Sum,
}

impl<'a> Kills<'a> {
    /// An archive with a feed and a backup, and nothing else.
    pub fn begin(program: Program<'a>) -> Self {
        let kills = Self {
            program,
            folder: tempfile::tempdir().expect("a folder"),
            site: Site::open(),
            discord: Discord::open(),
            next: 0,
            acknowledged: BTreeSet::new(),
            sum: Sum::default(),
        };
        kills.site.puts("/feed.xml", RSS, &feed(0));
        let url = kills.site.url("/feed.xml");
        kills.runs("feed", &["add", &url, "--backfill", "all"]);
        kills.runs("backup", &[&kills.backup()]);
        kills
    }

    /// One round: the program is killed at its work after so many acknowledgements or milliseconds; what it acknowledged is
    /// there, nothing is torn, and `verify` finds nothing.
    pub fn round(&mut self, round: usize) {
        let work = WORKS[round % WORKS.len()];
        let patience = Duration::from_millis((round as u64 * 7_919) % 611);
        match work {
            Work::Add => self.add_until(1 + round * 5 % 23),
            Work::Serve => self.serve_until(1 + round * 3 % 11),
            Work::Poll => {
                self.site.puts("/feed.xml", RSS, &feed(round));
                self.kill_within("feed", &["poll"], patience);
            }
            Work::BackUp => {
                let to = self.backup();
                self.kill_within("backup", &[&to, "--replace"], patience);
                self.restores();
            }
            Work::Correct => self.correct_until(patience, round),
            Work::Reread => {
                self.kill_within("reread", &[], patience);
                self.runs("reread", &[]);
            }
            Work::Index => {
                // A folder that is not there any more is an index that has to be built.
                drop(fs::remove_dir_all(self.data().join("index")));
                self.kill_within("ask", &["when is the first society meeting"], patience);
            }
        }
        self.check(round, work);
    }

    /// What was killed and found so far.
    pub fn sum(&self) -> Sum {
        Sum {
            stories: self.acknowledged.len() as u64,
            ..self.sum
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn backup(&self) -> String {
        self.folder.path().join("saved").display().to_string()
    }

    fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = (self.program)(&self.data(), name);
        command.args(arguments);
        if name == "feed" {
            command.args(["--fetch-allow", "127.0.0.1", "--fetch-gap", "0"]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(Stdio::piped());
        command
    }

    fn output(&self, name: &str, arguments: &[&str]) -> Output {
        let output = self.command(name, arguments).stdin(Stdio::null()).output();
        output.expect("the program runs")
    }

    fn runs(&self, name: &str, arguments: &[&str]) -> String {
        let output = self.output(name, arguments);
        let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (out, err) = (told(&output.stdout), told(&output.stderr));
        assert!(output.status.success(), "{name} {arguments:?}: {out}{err}");
        out
    }

    fn kill_within(&mut self, name: &str, arguments: &[&str], patience: Duration) -> bool {
        let child = self.command(name, arguments).spawn();
        let mut child = child.expect("the program runs");
        drop(child.stdin.take());
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if let Ok(Some(status)) = child.try_wait() {
                return status.success();
            }
            thread::yield_now();
        }
        self.kill(child);
        false
    }

    fn kill(&mut self, mut child: Child) {
        drop(child.kill());
        drop(child.wait());
        self.sum.kills += 1;
    }

    /// Stores stories one after the other through a process, until so many are acknowledged; gives the process back.
    fn store(&mut self, count: usize) -> Child {
        let child = self.command("add", &["--jsonl"]).spawn();
        let mut child = child.expect("the program runs");
        let mut to = child.stdin.take().expect("its input");
        let first = self.next;
        self.next += count + 200;
        let last = self.next;
        // It ends when the process is killed: then nobody reads any more.
        thread::spawn(move || (first..last).try_for_each(|n| to.write_all(story(n).as_bytes())));
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let acknowledged = lines.map_while(Result::ok).take(count);
        for line in acknowledged {
            let told: Value = serde_json::from_str(&line).expect("a line of JSON");
            assert_eq!(told["stored"], true, "{line}");
            let id = told["id"].as_str().expect("an id").to_owned();
            self.acknowledged.insert(id);
        }
        child
    }

    fn add_until(&mut self, count: usize) {
        let child = self.store(count);
        self.kill(child);
    }

    fn serve_until(&mut self, count: usize) {
        let mut serve = (self.program)(&self.data(), "serve");
        serve.args(["--discord-retry", "0.1"]);
        serve.envs(self.discord.environment());
        serve.env("DISCORD_TOKEN", self.discord.token());
        let bot = Bot::spawn(serve, &self.data());
        let socket = self.data().join("socket");
        let begun = Instant::now();
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            let in_time = begun.elapsed() < Duration::from_secs(60);
            assert!(in_time, "nobody listens:\n{}", bot.log());
            thread::yield_now();
        }
        let to = self.backup();
        let backup = self.command("backup", &[&to, "--replace"]).spawn();
        let adding = self.store(count);
        bot.kill();
        self.sum.kills += 1;
        self.kill(adding);
        self.kill(backup.expect("the program runs"));
        self.restores();
    }

    fn correct_until(&mut self, patience: Duration, round: usize) {
        let day = format!("2027-06-{:02}", 1 + round % 28);
        let Some(about) = self.acknowledged.iter().next() else {
            return;
        };
        let words = format!("ferry{}x society", about.trim_start_matches('s'));
        let fix = ["event", "fix", &words, "--date", &day];
        let fixed = self.kill_within(fix[0], &fix[1..], patience * 4);
        self.sum.corrections += u64::from(fixed);
    }

    /// The backup is whole, whichever of the two it is: the older or the one that was being made.
    fn restores(&mut self) {
        let elsewhere = self.folder.path().join("restored");
        let mut restore = (self.program)(&elsewhere, "restore");
        let output = restore.arg(self.backup()).output();
        let output = output.expect("the program runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
        fs::remove_dir_all(&elsewhere).expect("a folder");
        self.sum.backups += 1;
    }

    fn check(&mut self, round: usize, work: Work) {
        let output = self.output("verify", &["--format", "json"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success(),
            "round {round}, {work:?}: {told}{said}"
        );
        let found: Value = serde_json::from_str(&told).expect("a line of JSON");
        let corrections = found["values"]["correction"].as_u64().unwrap_or(0);
        assert!(corrections >= self.sum.corrections, "round {round}: {told}");
        let all = self.runs("export", &["--all"]);
        let there: BTreeSet<String> = all
            .lines()
            .filter_map(|line| {
                let line: Value = serde_json::from_str(line).expect("a line of JSON");
                line["id"].as_str().map(str::to_owned)
            })
            .collect();
        let lost: Vec<_> = self.acknowledged.difference(&there).collect();
        assert!(
            lost.is_empty(),
            "round {round}, {work:?}: {lost:?} are lost"
        );
        let damaged = fs::read_dir(self.data()).expect("a folder");
        let mut names = damaged.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        assert!(!names.any(|name| name.contains("damaged")), "round {round}");
    }
}

const RSS: &str = "application/rss+xml";

fn story(n: usize) -> String {
    let day = 1 + n % 28;
    format!(
        "{{\"id\":\"s{n}\",\"title\":\"Society {n} to meet\",\"published\":\"2026-11-20\",\"text\":\"The ferry{n}x society will \
         meet in Lindvik on {day} May 2027. It was told late — «{n}».\"}}\n"
    )
}

/// A feed of some entries that only that round has.
fn feed(round: usize) -> String {
    let items = (0..8).map(|entry| {
        format!(
            "<item><guid>{round}-{entry}</guid><title>Choir {round}-{entry}</title><link>SITE/{round}/{entry}</link>\
             <pubDate>Thu, 26 Nov 2026 10:00:00 +0100</pubDate><content:encoded \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">&lt;p&gt;The choir{round}x{entry} concert will be held in \
             Lindvik on 4 June 2027, the parish said in a letter.&lt;/p&gt;</content:encoded></item>"
        )
    });
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Choirs</title><link>SITE/</link>{}</channel></rss>",
        items.collect::<String>()
    )
}
