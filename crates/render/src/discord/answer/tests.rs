//! Answers as they look in Discord, and what words from outside cannot do to them.

use super::*;
use crate::sample::{cited, date, found, water_dialogue};
use dateline_core::{AnswerParts, Coverage, Intake, Interval, Saved};

fn shown(parts: AnswerParts) -> Card {
    let coverage = Coverage {
        articles: 12,
        mentioning: 1,
    };
    let made = Answer::new(AnswerParts { coverage, ..parts }).expect("a cited answer");
    answer(&made, Asked::Server)
}

#[test]
fn a_coarse_date_is_plain_text_with_quote_source_and_arithmetic() {
    let card = shown(water_dialogue());
    assert_eq!(card.title.as_deref(), Some("water \\*dialogue\\*"));
    assert_eq!(
        card.body,
        "**December 2026** (day not given) · scheduled · may be held in Oslo\n\
         > “We will hold the water dialogue next month, probably in Oslo.”\n\
         Ida Holm · Harbour Post · Ministers plan water talks · Mon 23 Nov 2026 · \
         [open at the quote](<https://news.example/water#:~:text=We%20will%20hold%20the,probably%20in%20Oslo.>)\n\
         *“next month”, said on Mon 23 Nov 2026 → December 2026*"
    );
    assert_eq!(
        card.footer.as_deref(),
        Some("From 12 stored articles of this server")
    );
    assert!(
        !card.body.contains("<t:"),
        "a date without a clock time would shift by a day"
    );
}

#[test]
fn a_clock_time_with_a_zone_is_shown_in_each_readers_own() {
    let at = date(2026, 12, 4).and_hms_opt(18, 30, 0).expect("a time");
    let mut minute = When::new(Interval::minute(at).expect("inside"), Precision::Minute);
    let body = |when: &When| {
        shown(AnswerParts {
            when: Some(when.clone()),
            ..found(&when.to_string(), "It starts at 18:30.")
        })
        .body
    };
    assert!(!body(&minute).contains("<t:"));
    minute.zone = Some("Asia/Kolkata".into());
    assert!(
        body(&minute).contains("\nFor you: <t:1796389200:F>, <t:1796389200:R>\n"),
        "{}",
        body(&minute)
    );
    minute.zone = Some("+05:30".into());
    assert!(body(&minute).contains("<t:1796389200:F>"));
}

#[test]
fn words_from_outside_cannot_format_link_ping_or_pass_for_ours() {
    let words =
        "The <@42> [talks](https://evil.example) are **on** @everyone”\n> Saved by <@1>: checked";
    let mut cited = cited(words, None);
    cited.title = "# Breaking <t:0:F>".into();
    cited.url = Some("javascript:alert(1)".into());
    cited.saved = Some(Saved {
        by: 7,
        how: Intake::File,
    });
    let card = shown(AnswerParts {
        cited: Some(cited),
        ..found("Oslo", words)
    });
    assert_eq!(
        card.body,
        "**Oslo**\n\
         > “The \\<\\@42\\> \\[talks\\](https\\://evil.example) are \\*\\*on\\*\\* \\@everyone” \\> Saved by \\<\\@1\\>: checked”\n\
         Harbour Post · \\# Breaking \\<t\\:0:F\\> · Mon 23 Nov 2026\n\
         Saved by <@7> from a file: an unverified source."
    );
}

#[test]
fn a_very_long_answer_stays_within_what_discord_takes() {
    let long = "*word* ".repeat(2_000);
    let many = (0..40).map(|_| cited(&long, Some(&long))).collect();
    let card = shown(AnswerParts {
        event: Some(long.clone()),
        others: many,
        cited: Some(cited(&long, None)),
        ..found(&long, &long)
    });
    let units = |text: &str| text.encode_utf16().count();
    assert!(units(&card.body) <= 4_096 && units(card.title.as_deref().unwrap_or_default()) <= 256);
    assert!(card.body.contains("more"), "{}", card.body);
}

#[test]
fn an_empty_archive_is_told_how_to_begin_and_an_unknown_thing_what_was_looked_through() {
    let empty = Answer::unknown(Coverage::default());
    assert!(answer(&empty, Asked::Person).body.contains("/save text"));
    let unknown = Answer::unknown(Coverage {
        articles: 412,
        mentioning: 0,
    });
    let card = answer(&unknown, Asked::Server);
    assert_eq!(
        card.body,
        "The stored news does not say: nothing about it in 412 articles."
    );
    assert_eq!(card.tone, Tone::Open);
}
