//! What pages tell about their stories: fixtures of every source and trap, and what callers add.

use dateline_core::Moment;
use dateline_reader::{Candidate, CandidateSource, DateField, Page, Rule, Verdict, page};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The fields of a page as the expected files write them, empty ones left out.
fn shown(page: &Page) -> Value {
    let candidates: Vec<Value> = page
        .explain()
        .iter()
        .map(|weighed| {
            let one = weighed.candidate;
            let field = match one.field {
                DateField::Published => "published",
                DateField::Modified => "modified",
            };
            let verdict = format!("{:?}", weighed.verdict).to_lowercase();
            let at = one.at.map(|at| at.to_string());
            json!([
                field,
                one.rule.name(),
                source(&one.source),
                one.raw,
                at,
                verdict
            ])
        })
        .collect();
    let mut fields = json!({
        "title": page.title,
        "authors": page.authors,
        "published": page.published,
        "modified": page.modified,
        "site": page.site,
        "section": page.section,
        "language": page.language,
        "url": page.url,
        "candidates": candidates,
    });
    let told = |value: &Value| !value.is_null() && *value != json!([]);
    let object = fields.as_object_mut().expect("an object");
    object.retain(|_, value| told(value));
    fields
}

fn source(source: &CandidateSource) -> String {
    match source {
        CandidateSource::Meta(name) => format!("meta {name}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_page_tells_what_the_file_beside_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/metadata");
    let mut faults = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(root).expect("a folder of fixtures") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(stem) = name.strip_suffix(".in.html") else {
            continue;
        };
        count += 1;
        let html = fs::read_to_string(&path).expect("a readable file");
        let expected = fs::read_to_string(path.with_file_name(format!("{stem}.out.json")));
        let expected: Value =
            serde_json::from_str(&expected.unwrap_or_default()).unwrap_or_default();
        // The first line may say where the page was found.
        let found_at = html.strip_prefix("<!-- found at ");
        let url = found_at.and_then(|rest| rest.split(" -->").next());
        let found = shown(&page(&html, url));
        if found != expected {
            faults.push(format!("{name} tells\n{found:#}"));
        }
    }
    assert!(count >= 20, "{count} fixtures");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const STORY: &str = "<html lang=\"en\"><h1>Old pier to reopen</h1><p>The pier reopens on Friday, the mayor said.</p>";

fn said(moment: Option<Moment>) -> String {
    moment.map(|at| at.to_string()).unwrap_or_default()
}

#[test]
fn a_feed_entry_ranks_behind_what_the_page_declares_and_before_what_it_shows() {
    let entry = || Candidate::feed_entry("Mon, 03 Mar 2025 09:15:00 +0300", None);
    let silent = page(STORY, None).with_candidate(entry());
    assert_eq!(said(silent.published), "2025-03-03T09:15:00+03:00");
    let shows = format!("{STORY}<p>4 March 2025</p>");
    let shown = page(&shows, None).with_candidate(entry());
    assert_eq!(said(shown.published), "2025-03-03T09:15:00+03:00");
    let tag = r#"<meta property="article:published_time" content="2025-03-02T07:00:00+03:00">"#;
    let declares = page(&format!("{tag}{STORY}"), None).with_candidate(entry());
    assert_eq!(said(declares.published), "2025-03-02T07:00:00+03:00");
}

#[test]
fn a_feed_entry_gives_its_time_to_a_page_that_declares_only_the_same_day() {
    let tag = r#"<meta name="pubdate" content="2025-03-03">"#;
    let entry = Candidate::feed_entry("Mon, 03 Mar 2025 09:15:00 +0300", None);
    let read = page(&format!("{tag}{STORY}"), None).with_candidate(entry);
    assert_eq!(said(read.published), "2025-03-03T09:15:00+03:00");
    let verdicts: Vec<Verdict> = read.explain().iter().map(|one| one.verdict).collect();
    assert_eq!(verdicts, [Verdict::Chosen, Verdict::Refined]);
}

#[test]
fn the_header_of_the_transport_is_a_hint_at_the_last_change_and_no_publication() {
    let header = Candidate::last_modified("Tue, 04 Mar 2025 10:00:00 GMT");
    let read = page(STORY, None).with_candidate(header.clone());
    assert_eq!(read.published, None);
    assert_eq!(said(read.modified), "2025-03-04T10:00:00+00:00");
    let tag = r#"<meta property="article:modified_time" content="2025-03-03T09:15:00+03:00">"#;
    let told = page(&format!("{tag}{STORY}"), None).with_candidate(header);
    assert_eq!(said(told.modified), "2025-03-03T09:15:00+03:00");
}

#[test]
fn a_day_later_than_the_reading_is_refused_and_kept_among_the_candidates() {
    let tag = r#"<meta property="article:published_time" content="2031-03-03T09:15:00+03:00">"#;
    let now = Moment::parse("2025-03-04").expect("a day");
    let read = page(&format!("{tag}{STORY}<p>3 March 2025</p>"), None).read_at(&now);
    assert_eq!(said(read.published), "2025-03-03");
    let refused = read.explain().into_iter().next_back();
    let refused = refused.map(|one| (one.candidate.rule, one.verdict));
    assert_eq!(refused, Some((Rule::Refused, Verdict::Unlikely)));
}

#[test]
fn rules_have_names_of_their_own() {
    let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
}
