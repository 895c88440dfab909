//! Answers as they look on a terminal, state by state.

use super::*;
use crate::sample::{cited, date, found, on, water_dialogue};
use dateline_core::{
    AnswerParts, Arithmetic, Certainty, Coverage, Doubt, Intake, Past, Place, Saved, State, Status,
};

fn check(parts: AnswerParts, shown: &str) {
    let made = Answer::new(parts).expect("a cited answer");
    assert_eq!(answer(&made), shown);
}

#[test]
fn a_coarse_date_shows_its_quote_speaker_source_and_arithmetic() {
    check(
        water_dialogue(),
        "December 2026 (day not given) · water *dialogue* · scheduled · may be held in Oslo\n  \
         “We will hold the water dialogue next month, probably in Oslo.”\n  \
         Ida Holm · Harbour Post · Ministers plan water talks · Mon 23 Nov 2026\n  \
         https://news.example/water#:~:text=We%20will%20hold%20the,probably%20in%20Oslo.\n\
         “next month”, said on Mon 23 Nov 2026 → December 2026",
    );
}

#[test]
fn a_place_is_not_said_twice_and_an_open_one_is_marked() {
    let stated = Place {
        name: "Oslo".into(),
        certainty: Certainty::Stated,
    };
    let head_of = |place| {
        let parts = AnswerParts {
            place: Some(place),
            ..found("Oslo", "They meet in Oslo.")
        };
        head(&Answer::new(parts).expect("a cited answer"))
    };
    assert_eq!(head_of(stated.clone()), "Oslo");
    assert_eq!(
        head_of(Place {
            certainty: Certainty::Tentative,
            ..stated
        }),
        "Oslo · place not firm"
    );
}

#[test]
fn what_the_bare_answer_says_already_is_not_said_again() {
    let parts = AnswerParts {
        event: Some("Water talks".into()),
        status: Some(Status::Cancelled),
        place: Some(Place {
            name: "Oslo".into(),
            certainty: Certainty::Stated,
        }),
        ..found(
            "yes, the water talks in Oslo were cancelled",
            "The talks are off.",
        )
    };
    let answer = Answer::new(parts).expect("a cited answer");
    assert_eq!(head(&answer), "yes, the water talks in Oslo were cancelled");
}

#[test]
fn a_second_reading_stands_below_the_arithmetic() {
    let words = "They will meet next Friday.";
    let made = Answer::new(AnswerParts {
        when: Some(on(2026, 12, 4)),
        arithmetic: Some(Arithmetic {
            phrase: "next Friday".into(),
            anchor: date(2026, 11, 23),
            result: on(2026, 12, 4),
            doubt: Some(Doubt {
                other: on(2026, 11, 27),
                why: "the coming one may be meant".into(),
            }),
        }),
        ..found("Friday 4 December 2026", words)
    });
    let shown = answer(&made.expect("a cited answer"));
    assert!(
        shown.ends_with(
            "“next Friday”, said on Mon 23 Nov 2026 → Friday 4 December 2026\n\
             Could also be Friday 27 November 2026, because the coming one may be meant"
        ),
        "{shown}"
    );
}

#[test]
fn a_past_date_without_report_is_not_claimed_to_have_happened() {
    check(
        AnswerParts {
            state: State::Unconfirmed,
            when: Some(on(2026, 12, 4)),
            ..found("Friday 4 December 2026", "They meet on December 4.")
        },
        "Friday 4 December 2026\n\
         Was set for Fri 4 Dec 2026. No stored article says whether it took place.\n  \
         “They meet on December 4.”\n  \
         Harbour Post · Ministers plan water talks · Mon 23 Nov 2026\n  \
         https://news.example/water#:~:text=They%20meet%20on%20December%204.",
    );
}

#[test]
fn a_moved_date_shows_what_it_was() {
    let article = "a1".parse().expect("an id");
    let before = Past {
        status: Status::Scheduled,
        when: Some(on(2026, 12, 4)),
        article,
    };
    let tail = |status, when| {
        let parts = AnswerParts {
            status: Some(status),
            when,
            history: vec![before.clone()],
            ..found("x", "They meet.")
        };
        history(&parts)
    };
    let told = |text: &str| Some(text.to_owned());
    assert_eq!(
        tail(Status::Postponed, None),
        told("Was Fri 4 Dec 2026; postponed, new date not announced.")
    );
    assert_eq!(
        tail(Status::Postponed, Some(on(2026, 12, 4))),
        told("Was Fri 4 Dec 2026; postponed, new date not announced.")
    );
    assert_eq!(
        tail(Status::Postponed, Some(on(2027, 1, 8))),
        told("Was Fri 4 Dec 2026; postponed to Fri 8 Jan 2027.")
    );
    assert_eq!(
        tail(Status::Scheduled, Some(on(2027, 1, 8))),
        told("Was Fri 4 Dec 2026; now Fri 8 Jan 2027.")
    );
    assert_eq!(
        tail(Status::Happened, Some(on(2027, 1, 8))),
        told("Was Fri 4 Dec 2026; took place Fri 8 Jan 2027.")
    );
    assert_eq!(
        tail(Status::Cancelled, Some(on(2026, 12, 4))),
        told("Was Fri 4 Dec 2026; cancelled.")
    );
}

#[test]
fn a_date_given_up_is_told_as_the_date_it_was() {
    let given_up = Past {
        status: Status::Postponed,
        when: Some(on(2026, 12, 4)),
        article: "a1".parse().expect("an id"),
    };
    assert_eq!(told::past(&given_up), "was Fri 4 Dec 2026");
}

#[test]
fn sources_that_differ_are_all_shown() {
    let shown = answer(
        &Answer::new(AnswerParts {
            state: State::Disputed,
            others: vec![cited("It opens on December 5.", None)],
            ..found("Friday 4 December 2026", "It opens on December 4.")
        })
        .expect("a cited answer"),
    );
    assert!(
        shown.contains("Sources differ; the newest comes first.\n"),
        "{shown}"
    );
    assert!(
        shown.contains("Others say:\n  “It opens on December 5.”\n"),
        "{shown}"
    );
}

#[test]
fn an_answer_that_claims_nothing_is_one_sentence() {
    let coverage = Coverage {
        articles: 412,
        mentioning: 0,
    };
    assert_eq!(
        answer(&Answer::unknown(coverage)),
        "The stored news does not say: nothing about it in 412 articles."
    );
}

#[test]
fn a_quote_cannot_write_on_the_terminal() {
    let shown = answer(
        &Answer::new(found("Os\u{202e}lo", "They \u{1b}[2Jmeet\nin Oslo."))
            .expect("a cited answer"),
    );
    assert!(
        shown.starts_with("Oslo\n  “They [2Jmeet in Oslo.”\n"),
        "{shown}"
    );
}

#[test]
fn a_story_that_a_person_put_in_says_who_and_that_nobody_checked_it() {
    let words = "They meet in Oslo.";
    let saved = Saved {
        by: 42,
        how: Intake::Pasted,
    };
    check(
        AnswerParts {
            cited: Some(Citation {
                saved: Some(saved),
                url: None,
                ..cited(words, None)
            }),
            ..found("Oslo", words)
        },
        "Oslo\n  “They meet in Oslo.”\n  Harbour Post · Ministers plan water talks · Mon 23 Nov 2026\n  \
         Saved by user 42 as pasted text: an unverified source.",
    );
}
