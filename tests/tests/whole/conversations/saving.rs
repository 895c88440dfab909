//! Stories from the form and from files: what is stored, what is refused, and that nothing typed is lost.

use super::hands::{STORY, Scene, UNDATED, ask, reads, save};
use dateline_tests::discord::{Reply, Talk, Value};

const PUBLISHED: &str = "Published (if the text does not say)";

fn save_file(talk: &Talk, file: Value, more: &[(&str, Value)]) -> Reply {
    let options: Vec<_> = [("file", file)]
        .into_iter()
        .chain(more.iter().cloned())
        .collect();
    talk.runs("save file", &options)
}

#[test]
fn a_bad_date_loses_nothing_and_is_mended_in_the_same_form() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    let refused = save(&talk, UNDATED, "Harbour Post", "the 40th of Febtember");
    assert!(refused.is_private());
    reads(
        &refused,
        "“the 40th of Febtember” is not a day or time. Write 2026-11-23",
    );
    reads(&refused, "Nothing was stored; your text is kept here.");
    reads(&refused, UNDATED.trim());
    reads(
        &ask(&talk, "when is the harbour fair"),
        "Nothing is stored here yet",
    );

    // The message itself keeps the words, so that even a restart loses nothing.
    scene.stop();
    scene.start(&[]);
    scene.discord.wait_until_ready();
    let form = refused.presses("Mend the form");
    assert_eq!(form.field("Text of the story").trim(), UNDATED.trim());
    assert_eq!(form.field("Source"), "Harbour Post");
    assert_eq!(form.field(PUBLISHED), "the 40th of Febtember");
    let stored = form.fills(&[(PUBLISHED, "23 Nov 2026")]);
    reads(
        &stored,
        "**Stored:** Harbour fair to open in Bergen\npublished Mon 23 Nov 2026 · Harbour Post",
    );
    reads(
        &ask(&talk, "when is the harbour fair"),
        "**Friday 4 December 2026**",
    );
}

#[test]
fn the_longest_and_oddest_forms_are_kept_and_come_back_whole() {
    let scene = Scene::new();
    let talk = scene.talk();
    let marks = "`".repeat(4_000);
    let odd = "می\u{200c}خواهم ````` \u{202e}|| @everyone\n\n# # #";
    for [text, source, published] in [
        [marks.as_str(), &marks[..300], &marks[..60]],
        [odd, "# `@here` 1. [x](y)", "-# soon"],
        ["\u{301}\u{301}", "", ""],
        ["\u{200b}", "", ""],
    ] {
        let form = save(&talk, text, source, published).presses("Mend the form");
        assert_eq!(form.field("Text of the story"), text);
        assert_eq!(form.field("Source"), source);
        assert_eq!(form.field(PUBLISHED), published);
    }
}

#[test]
fn a_press_that_no_message_of_ours_offers_is_refused_in_words() {
    let scene = Scene::new();
    let talk = scene.talk();
    let help = talk.runs("help", &[]);
    let kept = save(&talk, UNDATED, "", "soon");
    let on_help = ["save:mend", "ask:", "help:x", "nobody:x", "x"].map(|id| (&help, id));
    for (message, custom_id) in on_help.into_iter().chain([(&kept, "save:text")]) {
        let refused = talk.forges_a_press(message, custom_id);
        assert!(refused.is_private());
        reads(&refused, "This form can no longer be read.");
    }
}

#[test]
fn a_date_that_is_missing_doubtful_or_ahead_is_asked_for() {
    let scene = Scene::new();
    let talk = scene.talk();
    for (published, told) in [
        ("", "The story does not say when it was published."),
        ("04/05/2026", "“04/05/2026” can be read in two ways."),
        ("2027-01-05", "Tue 5 Jan 2027 is still to come"),
    ] {
        let refused = save(&talk, UNDATED, "", published);
        reads(&refused, told);
        assert_eq!(refused.presses("Mend the form").field(PUBLISHED), published);
    }
    let early = save(&talk, UNDATED, "", "2026-11-24 15:00");
    reads(&early, "By my clock its publication is still to come");
    reads(
        &save(&talk, STORY, "", "yesterday"),
        "published Mon 23 Nov 2026",
    );
}

#[test]
fn the_same_story_again_changes_nothing_and_stays_with_who_saved_it_first() {
    let scene = Scene::new();
    save(&scene.talk(), STORY, "Harbour Post", "");
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    let again = save(&bob, STORY, "Harbour Post", "");
    reads(&again, "**Already stored:** Harbour fair to open in Bergen");
    let answer = ask(&bob, "when is the harbour fair");
    reads(&answer, &format!("Saved by <@{}>", scene.ada.id()));
    reads(&answer, "From 1 stored article");
}

#[test]
fn a_source_that_is_an_address_is_linked_at_the_quote() {
    let scene = Scene::new();
    let talk = scene.talk();
    save(&talk, STORY, "https://www.post.example/fair_(2026)", "");
    let answer = ask(&talk, "when is the harbour fair");
    reads(&answer, "post.example · Harbour fair to open in Bergen");
    reads(
        &answer,
        "[open at the quote](<https://www.post.example/fair_(2026)#:~:text=The%20harbour%20fair%20will,said%20on%20Monday.>)",
    );
    let forged = STORY.replace("December 4", "December 9");
    let bob = scene.discord.person("bob").in_server(&scene.newsroom);
    reads(
        &save(&bob, &forged, "https://www.post.example/fair_(2026)", ""),
        "**Stored:**",
    );
    let both = ask(&talk, "when is the harbour fair");
    reads(&both, &format!("Saved by <@{}>", scene.ada.id()));
    reads(&both, "From 2 stored articles");
}

#[test]
fn a_text_file_is_stored_and_says_that_it_came_as_one() {
    let scene = Scene::new();
    let talk = scene.talk();
    let file = || Value::file("story.txt", "text/plain; charset=utf-8", STORY);
    let reply = save_file(&talk, file(), &[("source", "Harbour Post".into())]);
    assert!(
        !reply.is_direct() && reply.is_private(),
        "fetching is slow, so it comes later, for the asker alone"
    );
    let stored = reply.waits_for_edit();
    reads(&stored, "**Stored:** Harbour fair to open in Bergen");
    reads(&stored, "from a file: an unverified source.");
    reads(
        &ask(&talk, "when is the harbour fair"),
        &format!("Saved by <@{}> from a file", scene.ada.id()),
    );
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(STORY.replace("arbour", "igh").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    scene.discord.fail_next("PATCH", "@original", 502, 1);
    let wide = save_file(&talk, Value::file("WIDE.TXT", "", utf_16), &[]);
    reads(
        &wide.waits_for_edit(),
        "**Stored:** High fair to open in Bergen",
    );
    let undated = save_file(&talk, Value::file("b.md", "text/markdown", UNDATED), &[]);
    reads(
        &undated.waits_for_edit(),
        "The story does not say when it was published.",
    );
    let told = [("published", "2026-11-22".into())];
    let other = UNDATED
        .replace("Harbour fair", "Boat show")
        .replace("harbour fair", "boat show");
    let dated = save_file(&talk, Value::file("b.md", "text/markdown", other), &told);
    reads(&dated.waits_for_edit(), "published Sun 22 Nov 2026");
}

#[test]
fn what_is_no_text_or_too_large_is_refused_before_anything_is_fetched() {
    let scene = Scene::new();
    let talk = scene.talk();
    for (file, told) in [
        (
            Value::file("story.txt", "text/plain", STORY).claims_size(8_000_001),
            "story.txt is bigger than 8 MB",
        ),
        (
            Value::file("photo.jpg", "image/jpeg", "x"),
            "photo.jpg is not a text file.",
        ),
    ] {
        let refused = save_file(&talk, file, &[]);
        assert!(refused.is_direct() && refused.is_private());
        reads(&refused, told);
    }
    let bad = save_file(
        &talk,
        Value::file("story.txt", "text/plain", STORY),
        &[("published", "soon".into())],
    );
    reads(&bad, "“soon” is not a day or time");
    assert_eq!(scene.discord.cdn_hits(), 0);
    for (file, told) in [
        (
            Value::file("zero.txt", "text/plain", "a\0b"),
            "zero.txt is not a text file.",
        ),
        (
            Value::file("blank.txt", "text/plain", " \n\n "),
            "There is no story in it",
        ),
        (
            Value::file("long.txt", "text/plain", "word ".repeat(50_000)),
            "The story is longer than 200000 characters",
        ),
        (
            Value::file("lie.txt", "text/plain", "word ".repeat(1_700_000)).claims_size(10),
            "lie.txt is bigger than 8 MB",
        ),
    ] {
        let published = [("published", "2026-11-23".into())];
        reads(&save_file(&talk, file, &published).waits_for_edit(), told);
    }
    reads(
        &ask(&talk, "when is the harbour fair"),
        "Nothing is stored here yet",
    );
}

#[test]
fn a_file_that_discord_does_not_hand_out_is_told_in_time() {
    let scene = Scene::with(&["--discord-timeout", "0.5"]);
    let talk = scene.talk();
    let file = || Value::file("story.txt", "text/plain", STORY);
    let gone = save_file(&talk, file().gone_from_the_cdn(), &[]);
    reads(
        &gone.waits_for_edit(),
        "story.txt could not be fetched from Discord.",
    );
    scene.discord.hang_next("GET", "/attachments");
    reads(
        &save_file(&talk, file(), &[]).waits_for_edit(),
        "story.txt could not be fetched from Discord.",
    );
    reads(
        &save_file(&talk, file(), &[]).waits_for_edit(),
        "**Stored:**",
    );
}

#[test]
fn a_file_is_fetched_from_discords_hosts_and_from_nowhere_else() {
    let scene = Scene::new();
    let talk = scene.talk();
    for address in [
        "https://evil.example/attachments/1/2/story.txt",
        "https://cdn.discordapp.com.evil.example/story.txt",
        "https://cdn.discordapp.com@evil.example/story.txt",
        "https://cdn.discordapp.com:8443/story.txt",
        "http://cdn.discordapp.com/story.txt",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "story.txt",
    ] {
        let file = Value::file("story.txt", "text/plain", STORY).lies_at(address);
        reads(
            &save_file(&talk, file, &[]).waits_for_edit(),
            "story.txt could not be fetched from Discord.",
        );
    }
    assert_eq!(scene.discord.cdn_hits(), 0);
}

#[test]
fn a_fault_of_the_bots_own_shows_a_name_and_nothing_of_its_inside() {
    let mut scene = Scene::new();
    let talk = scene.talk();
    // A text that does not compress goes into a file of its own; there is no folder for it any more.
    let noise: String = (0..150_000u32)
        .map(|n| {
            let mixed = n.wrapping_mul(2_654_435_761).rotate_left(11) ^ n.wrapping_mul(40_503);
            char::from_u32(0x4e00 + mixed % 0x5000).unwrap_or('x')
        })
        .collect();
    let blobs = scene.data().join("store").join("blobs");
    std::fs::remove_dir_all(&blobs).expect("the store has a folder for large values");
    std::fs::write(&blobs, "no folder").expect("a file");
    let file = Value::file("noise.txt", "text/plain", format!("Noise\n\n{noise}"));
    let reply = save_file(&talk, file, &[("published", "2026-11-23".into())]).waits_for_edit();
    reads(
        &reply,
        "Something failed on my side, and this was not done.",
    );
    let seen = reply.seen();
    for inside in ["blobs", "os error", "/", "sled"] {
        assert!(!seen.contains(inside), "{inside} in {seen}");
    }
    let code = seen
        .rsplit("fault ")
        .next()
        .and_then(|rest| rest.get(..6))
        .expect("a name of six letters");
    let log = scene.stop();
    assert!(
        log.contains(&format!("fault {code} in /save file: the archive: ")),
        "{log}"
    );
}
