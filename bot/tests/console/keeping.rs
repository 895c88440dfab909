//! Looking after an archive at the shell: verified, backed up, restored, carried elsewhere, made again.

use crate::bench::{Bench, Run};
use std::{fs, path::Path};

const STORIES: &str = concat!(
    "{\"id\":\"one\",\"title\":\"Harbour news\",\"published\":\"2026-11-20\",",
    "\"text\":\"The harbour fair will be held in Bergen on December 4, the mayor said.\"}\n",
    "{\"id\":\"two\",\"title\":\"Council news\",\"published\":\"2026-11-21\",",
    "\"text\":\"The budget vote will be held in Norden on December 9, the council said.\"}\n",
);

const NOW: [&str; 2] = ["--at", "2026-11-24T09:00"];

fn told() -> Bench {
    let bench = Bench::new();
    bench.feed(&["add", "--jsonl"], STORIES).ends(0);
    let fix = ["event", "fix", "harbour", "fair", "--date", "5 Dec 2026"];
    bench.run(&[&fix[..], &NOW].concat()).ends(0);
    bench
}

/// What an archive answers and lists, with nothing of where it lies.
fn seen(bench: &Bench) -> [String; 3] {
    let run = |arguments: &[&str]| bench.run(&[arguments, &NOW].concat()).out;
    [
        run(&["ask", "when is the harbour fair"]),
        run(&["ask", "when is the budget vote"]),
        run(&["export", "csv"]),
    ]
}

fn verified(bench: &Bench) -> Run {
    bench.run(&["verify"])
}

fn spoil(path: &str, at: usize) {
    let mut bytes = fs::read(path).expect("a file");
    bytes[at] ^= 1;
    fs::write(path, bytes).expect("a file");
}

#[test]
fn an_archive_is_verified_with_counts_for_people_and_programs() {
    let bench = told();
    verified(&bench)
        .ends(0)
        .shows("Read through: 2 stories in 1 archive, 2 revisions, 2 reports with their quotes, 2 events.")
        .shows("the index holds 2 stories.\nOther values: correction 1, corrections 1.\nAll is well.\n");
    let line = bench.run(&["verify", "--format", "json"]).ends(0).json();
    assert_eq!(line[0]["clean"], true);
    assert_eq!(line[0]["articles"], 2);
    assert_eq!(line[0]["values"]["correction"], 1);
    assert_eq!(line[0]["faults"], serde_json::json!([]));
}

#[test]
fn what_is_wrong_is_listed_and_the_end_is_3() {
    let bench = told();
    let mut state = 7_u64;
    let noise: String = (0..190_000)
        .map(|at| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let letters = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
            let letter = letters[(state >> 40) as usize % letters.len()];
            if at % 900 == 899 {
                ' '
            } else {
                char::from(letter)
            }
        })
        .collect();
    let line = format!(
        "{{\"id\":\"long\",\"title\":\"Long\",\"published\":\"2026-11-22\",\"text\":\"{noise}\"}}\n"
    );
    bench.feed(&["add", "--jsonl"], &line).ends(0);
    let blobs = bench.data().join("store").join("blobs");
    let large = fs::read_dir(blobs).expect("a folder");
    for file in large {
        let path = file.expect("a file").path().display().to_string();
        spoil(&path, 1000);
    }
    let run = verified(&bench).ends(3).shows("its content changed");
    assert!(run.out.contains(" faults:\n  local: "), "{}", run.out);
    let line = bench.run(&["verify", "--format", "json"]).ends(3).json();
    assert_eq!(line[0]["clean"], false);
    assert_eq!(line[0]["faults"][0]["archive"], "local");
    // What can be read is answered from, and told by name where it cannot.
    assert!(seen(&bench)[0].contains("Saturday 5 December 2026"));
    let saved = bench.path().join("saved").display().to_string();
    bench
        .run(&["backup", &saved])
        .ends(3)
        .says("its content changed");
    assert!(!Path::new(&saved).exists());
}

#[test]
fn a_backup_restored_elsewhere_answers_the_same() {
    let bench = told();
    let saved = bench.path().join("saved").display().to_string();
    bench
        .run(&["backup", &saved])
        .ends(0)
        .shows("saved: backed up at entry ");
    bench
        .run(&["backup", &saved])
        .ends(3)
        .says("is there already, and stays as it is");
    bench.run(&["backup", &saved, "--replace"]).ends(0);
    let folder = bench.path().join("kept");
    fs::create_dir(&folder).expect("a folder");
    let kept = folder.display().to_string();
    bench
        .run(&["backup", &kept])
        .ends(0)
        .shows("kept/dateline-");
    bench
        .run(&["restore", &saved])
        .ends(3)
        .says("holds an archive already; nothing was restored");

    let other = Bench::new();
    other
        .run(&["restore", &saved])
        .ends(0)
        .shows("Restored and verified: 1 archive, 2 stories, 2 events.");
    verified(&other).ends(0).shows("All is well.");
    assert_eq!(seen(&other), seen(&bench));
    other.feed(&["add", "--jsonl"], STORIES).ends(0);
    verified(&other).ends(0);
}

#[test]
fn a_backup_that_is_not_whole_is_refused_with_its_place_and_fills_nothing() {
    let bench = told();
    let saved = bench.path().join("saved").display().to_string();
    bench.run(&["backup", &saved]).ends(0);
    spoil(&saved, 100);
    let other = Bench::new();
    other.run(&["restore", &saved]).ends(3).says(
        "saved: is broken at byte 29: a piece is not as it was written. Nothing was restored",
    );
    let whole = fs::read(&saved).expect("a file");
    fs::write(&saved, &whole[..60]).expect("a file");
    other
        .run(&["restore", &saved])
        .ends(3)
        .says("is broken at byte 29: it ends before its end: it was cut off");
    let story = other.file("story.txt", "No backup.");
    other
        .run(&["restore", &story])
        .ends(3)
        .says("is not a backup; nothing was restored");
    other
        .run(&["restore", "nowhere"])
        .ends(3)
        .says("No such file");
    assert_eq!(fs::read_dir(other.data()).expect("a folder").count(), 0);
}

#[test]
fn what_is_exported_is_imported_once_and_answers_the_same() {
    let bench = told();
    let run = bench.run(&["export", "--all"]).ends(0);
    let lines = run.json();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(lines[0]["line"], "article");
    assert_eq!(lines[0]["id"], "one");
    assert_eq!(lines[2]["line"], "correction");
    let other = Bench::new();
    let file = other.file("all.jsonl", &run.out);
    other
        .run(&["import", &file])
        .ends(0)
        .shows("2 stories and 1 other line new; 0 there already.");
    assert_eq!(seen(&other), seen(&bench));
    other
        .run(&["import", &file, "--format", "json"])
        .ends(0)
        .shows("{\"stories\":0,\"others\":0,\"known\":3,\"refused\":0}");
    let mixed = format!("{{\"line\":\"fly\"}}\n{}\nnonsense\n", run.out);
    let third = Bench::new();
    third
        .feed(&["import", "-"], &mixed)
        .ends(3)
        .shows("2 stories and 1 other line new; 0 there already; 2 not taken.")
        .says("standard input, line 1: unknown variant `fly`")
        .says("standard input, line 6: expected ident");
    assert_eq!(seen(&third), seen(&bench));
    // An older kind of line, as `add` takes it, is read by `add` from the same file.
    let fourth = Bench::new();
    fourth.feed(&["add", "--jsonl"], &run.out).ends(3);
    fourth
        .run(&["article", "list"])
        .ends(0)
        .shows("Harbour news");
}

#[test]
fn all_that_is_derived_is_made_again_and_a_dry_run_keeps_nothing() {
    let bench = told();
    let before = seen(&bench);
    bench
        .run(&["reread", "--dry-run"])
        .ends(0)
        .shows("2 stories read; all would be found as before. Nothing was kept.");
    bench
        .run(&["rebuild"])
        .ends(0)
        .shows("2 stories read anew; all was found as before. The search index was built anew.");
    assert_eq!(seen(&bench), before);
    verified(&bench).ends(0);
    fs::remove_dir_all(bench.data().join("index")).expect("the index goes");
    verified(&bench).ends(0).shows("the index holds 2 stories");
}

#[test]
fn a_damaged_archive_is_kept_aside_and_a_backup_takes_its_place() {
    let bench = told();
    let before = seen(&bench);
    let saved = bench.path().join("saved").display().to_string();
    bench.run(&["backup", &saved]).ends(0);
    let conf = bench.data().join("store").join("sled").join("conf");
    fs::write(&conf, "no such thing").expect("a file");
    for _ in 0..2 {
        bench
            .run(&["ask", "when is the harbour fair"])
            .ends(3)
            .says("is damaged. Nothing was deleted: it is kept as")
            .says("dateline restore FILE");
    }
    bench.run(&["restore", &saved]).ends(0);
    assert_eq!(seen(&bench), before);
    assert!(Path::new(&bench.data().join("store.damaged-1")).exists());
}

/// Runs a command that may write no file longer than so many blocks of 512 bytes: what a full disk is to it.
#[cfg(unix)]
fn without_room(bench: &Bench, blocks: u32, arguments: &[&str], input: &str) -> Run {
    use std::process::{Command, Stdio};
    let mut command = Command::new("sh");
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_dateline")]);
    command.args(arguments).arg("--data").arg(bench.data());
    command
        .env_remove("DATELINE_DATA")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    crate::bench::finish(crate::bench::start(&mut command), input.as_bytes())
}

#[test]
#[cfg(unix)]
fn where_there_is_no_room_saving_says_why_and_loses_nothing_that_was_acknowledged() {
    let bench = told();
    let before = seen(&bench);
    let story = |n: usize| {
        let words =
            format!("The ferry{n}x society will meet in Lindvik on December 12. ").repeat(3);
        let noise: String = (0..1200)
            .map(|at| format!("{:x}", (at * 2_654_435_761_usize + n * 977) % 65_521))
            .collect();
        format!(
            "{{\"id\":\"n{n:04}\",\"title\":\"Society {n}\",\"published\":\"2026-11-22\",\"text\":\"{words}{noise}\"}}\n"
        )
    };
    let all: String = (0..100).map(story).collect();
    let run = without_room(&bench, 1600, &["add", "--jsonl"], &all);
    assert_eq!(run.code, Some(3), "{run:#?}");
    assert!(
        run.err.contains("could not be read or written") && run.err.contains("room on the disk"),
        "{}",
        run.err
    );
    let acknowledged: Vec<String> = run
        .json()
        .iter()
        .filter(|line| line["stored"] == true)
        .map(|line| line["id"].as_str().expect("an id").to_owned())
        .collect();
    verified(&bench).ends(0);
    let listed = bench.run(&["article", "list", "--format", "json"]).ends(0);
    for id in &acknowledged {
        assert!(listed.out.contains(&format!("\"{id}\"")), "{id} is lost");
    }
    assert_eq!(seen(&bench)[..2], before[..2]);
    // With room again all goes on.
    bench.feed(&["add", "--jsonl"], &all).ends(0);
    verified(&bench).ends(0).shows("102 stories");
}
