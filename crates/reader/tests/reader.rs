//! Fixtures of every format, and properties that hold for any text.

#[path = "reader/feed.rs"]
mod feed;

use dateline_core::{Article, BlockKind, Moment};
use dateline_reader::{FORMATS, NoDraft, Page, outline, page, paste, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{fs, path::Path};

/// A page as the expected files write it: blocks as kind and words, empty fields left out.
fn shown(page: &Page) -> Value {
    let block = |block: &dateline_core::Block| {
        let words = block.span.read(&page.text).expect("a block of the text");
        json!([block.kind, words])
    };
    let mut fields = json!({
        "title": page.title,
        "standfirst": page.standfirst,
        "authors": page.authors,
        "byline": page.byline,
        "published": page.published,
        "modified": page.modified,
        "place": page.place,
        "site": page.site,
        "language": page.language,
        "url": page.url,
        "cut_off": page.cut_off.then_some(true),
        "index": page.index.as_ref().map(|links| links.iter().map(|link| json!([link.url, link.text])).collect::<Vec<_>>()),
        "blocks": page.blocks.iter().map(block).collect::<Vec<_>>(),
        "left_out": page.left_out,
    });
    let told = |value: &Value| !value.is_null() && *value != json!([]);
    fields
        .as_object_mut()
        .expect("an object")
        .retain(|_, value| told(value));
    fields
}

#[test]
fn every_fixture_reads_as_the_file_beside_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut faults = Vec::new();
    for format in &FORMATS {
        let mut count = 0;
        for entry in fs::read_dir(root.join(format.name)).expect("a folder of fixtures") {
            let path = entry.expect("a readable folder").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let Some((stem, _)) = name.split_once(".in.") else {
                continue;
            };
            count += 1;
            let bytes = fs::read(&path).expect("a readable file");
            let expected = fs::read_to_string(path.with_file_name(format!("{stem}.out.json")));
            let expected: Value =
                serde_json::from_str(&expected.unwrap_or_default()).unwrap_or_default();
            let found = shown(&read(&bytes, Some(&name)));
            if found != expected {
                faults.push(format!("{}/{name} reads as\n{found:#}", format.name));
            }
        }
        assert!(count >= 4, "{} has {count} fixtures", format.name);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_saved_page_reads_as_its_pasted_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let saved = fs::read(root.join("html/saved_page.in.html")).expect("a readable file");
    let pasted = fs::read(root.join("paste/saved_page_twin.in.txt")).expect("a readable file");
    let (saved, pasted) = (read(&saved, None), read(&pasted, None));
    assert_eq!(saved.text, pasted.text);
    assert_eq!(saved.blocks, pasted.blocks);
    assert_eq!(saved.title, pasted.title);
    assert_eq!(saved.authors, pasted.authors);
    assert_eq!(saved.published, pasted.published);
    assert_eq!(saved.modified, pasted.modified);
    assert_eq!(saved.place, pasted.place);
    let zone = saved.published.map(|at| at.to_string());
    assert_eq!(zone.as_deref(), Some("2025-03-03T09:15:00+03:00"));
    assert!(!saved.cut_off && !pasted.cut_off);
}

#[test]
fn a_publication_that_the_caller_knows_wins_and_a_missing_one_is_an_error() {
    let text = "Old pier to reopen\n\nUpdated 3 March 2025 10:05 GMT\n\nThe pier reopens on Friday, the mayor said.";
    let refused = paste(text).draft(None).expect_err("no publication date");
    let modified = Moment::parse("2025-03-03T10:05:00+00:00").ok();
    assert_eq!(refused, NoDraft::Undated { modified });
    let day = Moment::parse("2025-03-01").expect("a day");
    let draft = paste(text).draft(Some(day)).expect("a draft");
    assert_eq!(draft.published, day);
}

#[test]
fn pages_nested_deeper_than_a_stack_and_broken_pages_are_read() {
    let deep = format!(
        "{}The pier reopens on Friday, the mayor said.{}",
        "<div>".repeat(200_000),
        "</div>".repeat(10)
    );
    assert!(page(&deep, None).text.contains("The pier reopens"));
    let bold = format!("<p>{}The pier reopens on Friday.", "<b>".repeat(20_000));
    assert!(page(&bold, None).text.contains("The pier reopens"));
    let nested = format!(
        "<article>{}<p>The pier reopens on Friday, the mayor said.</p>{}</article>",
        "<div><b>".repeat(990),
        "</b></div>".repeat(990)
    );
    assert!(page(&nested, None).text.contains("The pier reopens"));
    for broken in [
        "",
        "<",
        "<html",
        "<script>",
        "<p",
        "</",
        "<!--",
        "<article><p></article>",
        "\u{0}",
    ] {
        assert_eq!(
            page(broken, Some("not an address")).url.as_deref(),
            Some("not an address")
        );
    }
}

#[test]
fn long_pasted_pages_of_buttons_and_headings_are_read_in_a_breath() {
    let buttons = "Comments\nShare\nRelated\nA short line\n".repeat(20_000);
    assert!(paste(&buttons).text.len() < buttons.len());
}

/// What holds of the blocks of any text: in order, without overlap, on characters; each visible character lies in one.
fn check_blocks(title: &str, text: &str) -> Result<(), TestCaseError> {
    let mut behind = 0;
    for block in outline(title, text) {
        prop_assert!(block.span.start() >= behind && !block.span.is_empty());
        let between = text.get(behind..block.span.start());
        prop_assert!(
            between.is_some_and(|gap| gap.trim().is_empty()),
            "{between:?}"
        );
        prop_assert!(block.span.read(text).is_some());
        behind = block.span.end();
    }
    prop_assert!(
        text.get(behind..)
            .is_some_and(|rest| rest.trim().is_empty())
    );
    Ok(())
}

/// Lines that pages are made of, in any order.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,60}",
        Just("Comments".to_owned()),
        Just("Sign in to unlock more stories".to_owned()),
        Just("3 March 2025 09:15 GMT | Updated 10:05 - Port Ellen".to_owned()),
        Just("The old pier. File photo".to_owned()),
        Just("By Jane Roe".to_owned()),
        Just(String::new()),
        "[0-9]{1,4}[:/.-][0-9]{1,3}[ ,][A-Za-z]{1,9} [0-9]{1,5}",
    ]
}

fn sentence() -> impl Strategy<Value = String> {
    let subject = prop::sample::select(vec![
        "The mayor",
        "A ferry from the island",
        "Two engineers",
        "Officials of the port",
    ]);
    let verb = prop::sample::select(vec![
        "met",
        "sailed past",
        "inspected",
        "asked for a new plan for",
    ]);
    let object = prop::sample::select(vec![
        "the old pier",
        "a bridge north of the harbour",
        "the school",
        "many of the boats",
    ]);
    let end = prop::sample::select(vec![
        "on Friday.",
        "by 3 March 2025.",
        "again, he said.",
        "in the morning.",
    ]);
    (subject, verb, object, end)
        .prop_map(|(who, did, what, end)| format!("{who} {did} {what} {end}"))
}

proptest! {
    #[test]
    fn blocks_cover_any_text_in_order(title in "\\PC{0,20}", lines in prop::collection::vec(line(), 0..20), cut in "(\n|\n\n|\r\n| \n\t\n)") {
        check_blocks(&title, &lines.join(&cut))?;
    }

    #[test]
    fn any_text_reads_into_an_article_or_nothing(lines in prop::collection::vec(line(), 0..20)) {
        let read = paste(&lines.join("\n"));
        let day = Moment::parse("2025-03-03").expect("a day");
        let empty = read.title.is_none() && read.text.is_empty();
        let draft = read.draft(Some(day)).expect("a publication is given");
        prop_assert!(empty || Article::new(draft).is_ok());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200), tags in "(<[a-z]{1,4}|[<>/=\"a-z ]){0,40}") {
        let _ = read(&bytes, Some("https://courier.example/2025/03/03/x"));
        let _ = page(&tags, None);
    }

    #[test]
    fn no_paragraph_of_prose_is_lost(headline in any::<bool>(), paragraphs in prop::collection::vec(prop::collection::vec(sentence(), 1..5), 1..8), cut in "(\n|\n\n|\r\n\r\n)") {
        let paragraphs: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        let head = if headline { format!("Old pier to reopen after storm{cut}By Jane Roe | 3 March 2025{cut}") } else { String::new() };
        let text = format!("{head}{}", paragraphs.join(&cut));
        let found = paste(&text);
        for paragraph in &paragraphs {
            let kept = found.blocks.iter().any(|block| block.kind.tells() && block.span.read(&found.text) == Some(paragraph));
            prop_assert!(kept, "{paragraph}\n---\n{text}");
        }
        let told = outline("Old pier to reopen after storm", &text);
        let paragraph = told.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Standfirst));
        prop_assert_eq!(paragraph.count(), paragraphs.len());
    }
}
