//! The demo: every sample question gets the answer that its stories tell.

use crate::bench::Bench;

/// For each question, in order: state, what the text holds, a piece of the quote.
const ANSWERS: [(&str, &str, &str); 13] = [
    ("found", "14 November 2026", "on November 14"),
    ("found", "November 2026", "next month"),
    ("found", "8,000", "have registered"),
    ("found", "Brackley", "held in Brackley"),
    ("unreported", "", ""),
    ("found", "28 November 2026", "postponed to November 28"),
    ("found", "28 November 2026", "reopened"),
    ("found", "Anna Virtala", "headed by"),
    ("found", "Helsinki", "in Helsinki"),
    ("found", "April 2027", "in April 2027"),
    ("found", "December 2026", "next month"),
    ("found", "yes", "cancelled"),
    ("unknown", "The stored news does not say", ""),
];

#[test]
fn every_sample_question_is_answered_with_its_quote() {
    let bench = Bench::new();
    let answers = bench.run(&["demo", "--format", "json"]).ends(0).json();
    assert_eq!(answers.len(), ANSWERS.len());
    let mut faults = Vec::new();
    for (answer, (state, text, quote)) in answers.iter().zip(ANSWERS) {
        let holds = |field: &str, piece: &str| {
            let said = answer[field].as_str().unwrap_or_default().to_lowercase();
            said.contains(&piece.to_lowercase())
        };
        if answer["state"] != state || !holds("text", text) || !holds("quote", quote) {
            faults.push(format!("wanted {state} {text:?} {quote:?}: {answer}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_moved_opening_shows_the_day_it_had_before() {
    let bench = Bench::new();
    let answers = bench.run(&["demo", "--format", "json"]).ends(0).json();
    let moved = &answers[5];
    assert_eq!(moved["history"][0]["start"], "2026-11-14", "{moved}");
    bench
        .run(&["demo"])
        .ends(0)
        .shows("Was Sat 14 Nov 2026; now Sat 28 Nov 2026.");
}

#[test]
fn the_arithmetic_of_next_month_is_shown() {
    let bench = Bench::new();
    let shown = bench.run(&["demo"]).ends(0);
    let shown = shown
        .shows("“next month”, said on Mon 12 Oct 2026 → November 2026")
        .says("dateline add");
    shown.shows("? when is the next city council election  (asked on Tue 1 Dec 2026)\nThe stored news does not say");
    assert!(!bench.data().exists(), "the demo stores nothing");
}
