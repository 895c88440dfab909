//! Files, folders and standard input: what is taken, what is refused, and that nothing else is lost.

use crate::bench::{Bench, DATED, UNDATED};

/// How many stories the archive holds.
fn stored(bench: &Bench) -> usize {
    bench
        .run(&["article", "list", "--format", "json"])
        .json()
        .len()
}

#[test]
fn a_pasted_story_is_stored_with_its_own_date() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    bench
        .run(&["add", &story])
        .ends(0)
        .shows("Stored: Harbour fair to open in Bergen");
    let listed = bench
        .run(&["article", "list", "--format", "json"])
        .ends(0)
        .json();
    assert_eq!(listed[0]["published"], "2026-11-23T10:48:00+01:00");
}

#[test]
fn a_story_without_a_date_is_refused_until_the_day_is_given() {
    let bench = Bench::new();
    let story = bench.file("story.txt", UNDATED);
    bench
        .run(&["add", &story])
        .ends(3)
        .says("story.txt: does not say when it was published")
        .says("--published");
    assert_eq!(stored(&bench), 0);
    bench
        .run(&["add", &story, "--published", "2026-11-23"])
        .ends(0);
    assert_eq!(stored(&bench), 1);
}

#[test]
fn a_file_that_cannot_be_read_does_not_keep_the_others_out() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let run = bench.run(&["add", "missing.txt", &story]).ends(3);
    run.says("missing.txt: cannot be read: ")
        .shows("Stored: ")
        .says("1 story new, 1 not readable.");
    assert_eq!(stored(&bench), 1);
}

#[test]
fn an_empty_file_is_named() {
    let bench = Bench::new();
    let empty = bench.file("empty.txt", " \n\t\n");
    bench
        .run(&["add", &empty, "--published", "2026-11-23"])
        .ends(3)
        .says("empty.txt: is empty");
    bench
        .run(&["add", "-", "--published", "2026-11-23"])
        .ends(3)
        .says("standard input: is empty");
    assert_eq!(stored(&bench), 0);
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let bench = Bench::new();
    let picture = bench.file("picture.txt", b"\x89PNG\r\n\0\0\0");
    bench
        .run(&["add", &picture, "--published", "2026-11-23"])
        .ends(3)
        .says("picture.txt: is not text");
}

#[test]
fn a_folder_is_searched_with_all_below_it() {
    let bench = Bench::new();
    bench.file("news/a.txt", DATED);
    bench.file("news/deep/er/b.md", DATED.replace("fair", "regatta"));
    bench.file("news/picture.jpg", "no story");
    bench.file("news/.hidden.txt", DATED.replace("fair", "race"));
    bench.run(&["add", "news"]).ends(0).says("2 stories new.");
    assert_eq!(stored(&bench), 2);
}

#[test]
fn a_folder_without_stories_is_nothing_found() {
    let bench = Bench::new();
    bench.file("photos/picture.jpg", "no story");
    let story = bench.file("story.txt", DATED);
    bench
        .run(&["add", "photos"])
        .ends(1)
        .says("photos: holds no story");
    bench
        .run(&["add", "photos", &story])
        .ends(0)
        .says("photos: holds no story")
        .shows("Stored: ");
}

#[test]
fn the_same_story_twice_changes_nothing() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    bench.run(&["add", &story]).ends(0).shows("Stored: ");
    let before = bench.run(&["article", "list", "--format", "json"]).out;
    bench
        .run(&["add", &story])
        .ends(0)
        .shows("Already stored: Harbour fair to open in Bergen");
    assert_eq!(
        bench.run(&["article", "list", "--format", "json"]).out,
        before
    );
}

#[test]
fn a_page_is_read_as_a_page() {
    let bench = Bench::new();
    let page = bench.file(
        "page.html",
        "<html lang=en><head><title>Harbour fair to open</title>\
         <meta property='article:published_time' content='2026-11-23T10:48:00+01:00'></head><body><article>\
         <h1>Harbour fair to open</h1><p>The harbour fair will be held in Bergen on December 4, the mayor said on \
         Monday, and it will last for three days.</p><p>Visitors are asked to come by tram, because the square by the \
         harbour will be closed to cars.</p></article></body></html>",
    );
    bench
        .run(&["read", &page])
        .ends(0)
        .shows("title      Harbour fair to open")
        .shows("Mon 23 Nov 2026, 10:48");
    bench
        .run(&["add", &page])
        .ends(0)
        .shows("Stored: Harbour fair to open");
}

#[test]
fn what_the_options_say_of_a_story_wins() {
    let bench = Bench::new();
    let story = bench.file("story.txt", DATED);
    let told = [
        "--title",
        "Fair",
        "--source",
        "Harbour Post",
        "--url",
        "https://news.example/fair",
    ];
    bench
        .run(
            &[
                &[
                    "add",
                    story.as_str(),
                    "--published",
                    "2026-11-20T09:00",
                    "--zone",
                    "Asia/Kolkata",
                ],
                &told[..],
            ]
            .concat(),
        )
        .ends(0);
    let listed = bench.run(&["article", "list", "--format", "json"]).json();
    assert_eq!(listed[0]["title"], "Fair");
    assert_eq!(listed[0]["source"], "Harbour Post");
    assert_eq!(listed[0]["url"], "https://news.example/fair");
    assert_eq!(listed[0]["published"], "2026-11-20T09:00:00+05:30");
}

#[test]
fn an_option_for_one_story_is_refused_for_two() {
    let bench = Bench::new();
    let (one, two) = (bench.file("1.txt", DATED), bench.file("2.txt", UNDATED));
    bench
        .run(&["add", &one, &two, "--url", "https://news.example/fair"])
        .ends(2)
        .says("--url fits one story");
    assert_eq!(stored(&bench), 0);
}

#[test]
fn an_address_in_a_private_network_is_refused_and_where_only_files_are_read_one_is_told_how_to_store_it()
 {
    let bench = Bench::new();
    bench
        .run(&["add", "http://127.0.0.1:9/fair"])
        .ends(3)
        .says("http://127.0.0.1:9/fair: leads to 127.0.0.1, which is not on the public internet");
    bench
        .run(&["add", "ftp://news.example/fair"])
        .ends(3)
        .says("ftp://news.example/fair: ");
    bench
        .run(&["events", "https://news.example/fair"])
        .says("only files are read here. To store what stands there: dateline add https://news.example/fair");
}
