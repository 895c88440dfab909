//! The corpora of `corpus/`, the laws of the list of rules, and what must hold of any text.

use chrono::{Datelike, NaiveDate};
use dateline_core::{Certainty, Modifier, Moment, Precision, TimeMention, TimexType};
use dateline_timex::{RULES, distances, explain, ranges, times};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[path = "../fuzz/body.rs"]
mod fuzz_body;

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a written moment")
}

fn read(text: &str) -> Vec<TimeMention> {
    times(text, &moment("2026-11-23"))
}

// ---- corpora ----

/// What a line of a corpus asks for.
enum Wanted<'a> {
    Reads(&'a str),
    Silent,
    Someday(&'a str),
}

fn corpus(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parse(line: &str) -> Option<(&str, Wanted<'_>)> {
    if let Some(text) = line.strip_suffix(" -").filter(|text| !text.ends_with('?')) {
        return Some((text.trim_end(), Wanted::Silent));
    }
    if let Some((text, wanted)) = line.rsplit_once(" ? ") {
        return Some((text.trim_end(), Wanted::Someday(wanted.trim())));
    }
    let (text, wanted) = line.rsplit_once(" = ")?;
    Some((text.trim_end(), Wanted::Reads(wanted.trim())))
}

/// What was read, in the notation of the corpora; interval bounds only where the line tells them.
fn told(mentions: &[TimeMention], wanted: &str) -> String {
    if mentions.is_empty() {
        return "-".into();
    }
    let asked: Vec<bool> = wanted
        .split("; ")
        .map(|part| part.contains(" @ "))
        .collect();
    let tell = |(at, mention): (usize, &TimeMention)| {
        let bounds = mention.when.as_ref().map(dateline_core::When::bounds);
        match bounds.filter(|_| asked.get(at) == Some(&true)) {
            Some((start, end)) => format!("{} @ {start}..{end}", mention.value),
            None => mention.value.clone(),
        }
    };
    let parts: Vec<String> = mentions.iter().enumerate().map(tell).collect();
    parts.join("; ")
}

/// Complaints about one corpus file, and the rules that its `=` lines used.
fn run(file: &str) -> (Vec<String>, BTreeSet<String>, bool) {
    let text = corpus(file);
    let (mut complaints, mut used, mut silent) = (Vec::new(), BTreeSet::new(), false);
    let mut published = None;
    for (number, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", number + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(anchor) = line.strip_prefix("@ ") {
            published = Some(moment(anchor.trim()));
            continue;
        }
        let Some((phrase, wanted)) = parse(line) else {
            complaints.push(format!("{place}: neither =, ? nor -: {line}"));
            continue;
        };
        let published = published.as_ref().expect("a corpus begins with its anchor");
        let mentions = times(phrase, published);
        match wanted {
            Wanted::Reads(wanted) => {
                let told = told(&mentions, wanted);
                if told != wanted {
                    complaints.push(format!("{place}: {phrase}: wanted {wanted}, read {told}"));
                }
                used.extend(mentions.into_iter().map(|mention| mention.rule));
            }
            Wanted::Silent => {
                silent = true;
                if !mentions.is_empty() {
                    let told = told(&mentions, "");
                    complaints.push(format!("{place}: {phrase}: should be silent, read {told}"));
                }
            }
            Wanted::Someday(wanted) => {
                if told(&mentions, wanted) == wanted {
                    complaints.push(format!("{place}: {phrase}: works now, write = or -"));
                }
            }
        }
    }
    (complaints, used, silent)
}

#[test]
fn every_corpus_line_is_read_as_it_says() {
    let files: BTreeSet<&str> = RULES.iter().map(|rule| rule.corpus).collect();
    let complaints: Vec<String> = files.into_iter().flat_map(|file| run(file).0).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_rule_is_used_in_its_corpus_and_nearly_fooled_there() {
    for rule in RULES {
        let (_, used, silent) = run(rule.corpus);
        assert!(used.contains(rule.name), "{}: no line uses it", rule.name);
        assert!(silent, "{}: no line that must not fire", rule.corpus);
    }
}

#[test]
fn every_corpus_file_belongs_to_a_rule() {
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.corpus).collect();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || known.contains(name.as_str()),
            "{name}"
        );
    }
}

#[test]
fn rules_are_named_once_in_order_and_described() {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    for rule in RULES {
        assert!(rule.description.ends_with('.'), "{}", rule.name);
    }
}

// ---- single facts ----

#[test]
fn a_clock_time_carries_the_zone_printed_behind_it() {
    let zone = |text| {
        read(text)[0]
            .when
            .as_ref()
            .and_then(|when| when.zone.clone())
    };
    assert_eq!(
        zone("at 2:17 p.m. ET on Saturday").as_deref(),
        Some("America/New_York")
    );
    assert_eq!(zone("at 10:48 am IST").as_deref(), Some("Asia/Kolkata"));
    assert_eq!(zone("at 9 a.m. today"), None);
}

#[test]
fn a_chosen_side_is_inferred_and_keeps_the_other_as_doubt_where_no_verb_tells() {
    for told in [
        "The court ruled on Friday.",
        "The court will rule on Friday.",
    ] {
        assert_eq!(read(told)[0].doubt, None, "{told}");
    }
    let friday = &read("The ruling on Friday.")[0];
    let when = friday.when.as_ref().unwrap();
    assert_eq!(when.certainty, Certainty::Inferred);
    assert_eq!(friday.anchor, NaiveDate::from_ymd_opt(2026, 11, 23));
    let other = &friday.doubt.as_ref().unwrap().other;
    assert_eq!(other.bounds().0, "2026-11-27");
    let stated = &read("13 February 2023")[0];
    assert_eq!(stated.when.as_ref().unwrap().certainty, Certainty::Stated);
    assert_eq!((stated.anchor, &stated.doubt), (None, &None));
}

#[test]
fn the_last_week_of_a_month_doubts_whether_weeks_begin_on_monday() {
    let week = times("the last week of February", &moment("2023-02-13"));
    let doubt = week[0].doubt.as_ref().unwrap();
    assert_eq!(
        doubt.other.bounds(),
        ("2023-02-20".into(), "2023-02-26".into())
    );
}

#[test]
fn edges_are_modifiers_of_the_whole() {
    let early = &read("early next month")[0];
    assert_eq!(early.modifier, Some(Modifier::Start));
    assert_eq!(early.when.as_ref().unwrap().modifier, Some(Modifier::Start));
    assert_eq!(
        read("more than two weeks")[0].modifier,
        Some(Modifier::MoreThan)
    );
}

#[test]
fn types_follow_timex3() {
    let kinds = |text| {
        read(text)
            .iter()
            .map(|mention| mention.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("on Friday"), [TimexType::Date]);
    assert_eq!(kinds("at 4 p.m."), [TimexType::Time]);
    assert_eq!(kinds("for four days"), [TimexType::Duration]);
    assert_eq!(kinds("every Monday"), [TimexType::Set]);
}

#[test]
fn a_narrative_counts_from_the_time_it_has_reached() {
    let history = "In 1801 the canal was begun. By 1803 it reached the lake, and in 1804 the town. \
        In March 1805 the locks failed. In 1806 they were rebuilt; in August a flood took the dam. \
        The following year it was given up. In 1809 it was sold.";
    let values: Vec<String> = times(history, &moment("2020-06-01"))
        .into_iter()
        .map(|mention| mention.value)
        .collect();
    assert_eq!(
        values,
        [
            "1801", "1803", "1804", "1805-03", "1806", "1806-08", "1807", "1809"
        ]
    );
}

#[test]
fn ranges_join_two_ends() {
    let check = |text: &str, bounds: (&str, &str)| {
        let mentions = read(text);
        let found = ranges(text, &mentions);
        assert_eq!(found.len(), 1, "{text}: {mentions:?}");
        let (start, end) = found[0].when.bounds();
        assert_eq!((start.as_str(), end.as_str()), bounds, "{text}");
        assert_eq!(found[0].when.precision, Precision::Range);
    };
    check("talks on Feb. 13-16, 2023", ("2023-02-13", "2023-02-16"));
    check(
        "It will run from Monday to Thursday",
        ("2026-11-23", "2026-11-26"),
    );
    check(
        "open between 3 May and 5 May 2024",
        ("2024-05-03", "2024-05-05"),
    );
    check(
        "9 a.m. to 11 a.m. on Dec. 2",
        ("2026-12-02T09:00", "2026-12-02T10:59"),
    );
    check(
        "It will be held on Thursday and Friday",
        ("2026-11-26", "2026-11-27"),
    );
    assert_eq!(ranges("", &[]), []);
    let apart = "on Monday and Thursday";
    assert_eq!(ranges(apart, &read(apart)), []);
}

#[test]
fn days_are_counted_from_another() {
    let day = |text: &'static str| {
        let found = distances(text, &read(text));
        let first = found.first();
        first.map(|found| {
            (
                found.when.bounds().0,
                found.span.read(text).unwrap_or_default(),
            )
        })
    };
    assert_eq!(
        day("It ended on Thursday, two days after the court had barred it."),
        Some(("2026-11-17".into(), "two days after"))
    );
    assert_eq!(
        day("They met on Nov. 2, just a week before the vote."),
        Some(("2026-11-09".into(), "a week before"))
    );
    assert_eq!(day("They met on Nov. 2, hours after the vote."), None);
    assert_eq!(
        day("They met on Nov. 2 and two days after they left."),
        None
    );
    assert_eq!(day("They met on Nov. 2, two days after."), None);
}

#[test]
fn a_range_ahead_begins_after_the_anchor() {
    let text = "The talks will be held from Wednesday to Saturday.";
    let found = ranges(text, &read(text));
    assert_eq!(
        found[0].when.bounds(),
        ("2026-11-25".into(), "2026-11-28".into())
    );
}

#[test]
fn a_dateline_is_the_day_of_writing() {
    let story = "PORT VELA, Nov. 21 (Coast News) - The harbour opened Saturday and closed today.";
    let days: Vec<String> = read(story).into_iter().map(|day| day.value).collect();
    assert_eq!(days, ["2026-11-21", "2026-11-21", "2026-11-21"]);
    let steps = explain(story, &moment("2026-11-23"));
    assert!(steps[2].steps.join(" ").contains("dateline"), "{steps:?}");
}

#[test]
fn a_year_beside_the_way_does_not_carry_a_narrative_along() {
    let story = "The canal was begun in 1861. In 1862 the first lock was built. A report of 1905 found no fault in it. \
                 On 4 August the lock burst. It was built again in 1863, widened in 1866 and closed in 1871. \
                 On 9 May the last barge passed.";
    let values: Vec<String> = read(story)
        .into_iter()
        .map(|mention| mention.value)
        .collect();
    assert_eq!(
        values,
        [
            "1861",
            "1862",
            "1905",
            "1862-08-04",
            "1863",
            "1866",
            "1871",
            "1871-05-09"
        ]
    );
}

#[test]
fn explain_tells_rule_anchor_direction_and_result() {
    let told = explain("The panel will meet on Friday.", &moment("2026-11-23"));
    let steps = told[0].steps.join("\n");
    for part in [
        "rule weekday",
        "23 November 2026",
        "looks ahead",
        "27 November 2026",
    ] {
        assert!(steps.contains(part), "{part} in {steps}");
    }
    assert_eq!(told[0].mention, read("The panel will meet on Friday.")[0]);
}

#[test]
fn years_at_the_end_of_the_calendar_do_no_harm() {
    for published in ["0001-01-01", "9999-12-31", "2026-11-23"] {
        for text in [
            "999999 centuries ago",
            "4000000000 years later",
            "the 30th century",
            "9999 BC",
            "in 2999",
            "the next century",
            "last Friday",
            "4294967295 days ago",
            "99999999 weeks from now",
        ] {
            let _ = times(text, &moment(published));
        }
    }
}

#[test]
fn a_long_text_of_cues_is_read_in_little_more_than_linear_work() {
    let text = "the last the next early late about more than the end of ".repeat(3000);
    assert!(read(&text).len() < text.len());
    assert_eq!(read(&"about ".repeat(200_000)), []);
    assert_eq!(read(&"zero hundred ".repeat(50_000)), []);
    assert_eq!(
        read(&format!("Dec. 3 {}", "at 4 p.m. and ".repeat(5_000))).len(),
        5_000
    );
}

#[test]
fn the_body_of_the_fuzz_target_holds_over_its_seeds() {
    let seeds = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut read = 0;
    for seed in std::fs::read_dir(seeds).unwrap() {
        fuzz_body::any_bytes(&std::fs::read(seed.unwrap().path()).unwrap());
        read += 1;
    }
    assert!(read >= 4, "{read} seeds");
}

#[test]
fn digits_that_leave_the_order_open_keep_the_other_order_as_their_doubt() {
    let other = |text: &str| {
        let mention = read(text).pop().expect("a date");
        let doubt = mention
            .doubt
            .map(|doubt| (doubt.other.to_string(), doubt.why));
        (mention.value, doubt)
    };
    let (value, doubt) = other("The deadline is 04/05/2026.");
    assert_eq!(value, "2026-04-05");
    let (day, why) = doubt.expect("two orders make a date");
    assert_eq!(day, "Monday 4 May 2026");
    assert!(why.contains("day stands first"), "{why}");
    let (value, doubt) = other("It opened on 23 November 2025. The deadline is 04/05/2026.");
    assert_eq!((value.as_str(), doubt.is_some()), ("2026-05-04", true));
    assert_eq!(
        other("The deadline is 22/05/2026."),
        ("2026-05-22".into(), None)
    );
    assert_eq!(
        other("The deadline is 2026-05-04."),
        ("2026-05-04".into(), None)
    );
}

#[test]
fn letters_that_several_zones_use_are_decided_by_the_publication_or_doubted() {
    let at = |published: &str| {
        let mention = times("The page was updated at 10:48 am IST.", &moment(published)).remove(0);
        let zone = mention.when.and_then(|when| when.zone);
        (zone, mention.doubt.map(|doubt| doubt.why))
    };
    let (zone, why) = at("2026-11-23");
    assert_eq!(zone.as_deref(), Some("Asia/Kolkata"));
    assert_eq!(
        why.as_deref(),
        Some("IST also names the zone Asia/Jerusalem")
    );
    assert_eq!(
        at("2026-11-23T12:00+05:30"),
        (Some("Asia/Kolkata".into()), None)
    );
    assert_eq!(
        at("2026-11-23T12:00+02:00"),
        (Some("Asia/Jerusalem".into()), None)
    );
}

// ---- properties ----

/// Words that rules look for, so that random texts reach them.
const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "Friday",
    "May",
    "Feb.",
    "13",
    "-",
    "16",
    ",",
    "1998",
    "early",
    "end",
    "of",
    "week",
    "month",
    "two",
    "and",
    "a",
    "half",
    "years",
    "ago",
    "later",
    "4",
    "p.m.",
    "ET",
    ":",
    "30",
    "night",
    "every",
    "'",
    "98",
    "BC",
    "Q3",
    "first",
    "quarter",
    "mid",
    "in",
    "on",
    "winter",
    "é",
    "“",
    "\n\n",
    ".",
    "hundred",
    "thousand",
    "99999999",
    "century",
    "from",
    "now",
    "Easter",
    "New Year's",
    "0",
    "31",
    "/",
    "T",
    "twenty",
    "about",
    "more",
    "than",
    "coming",
    "decade",
    "same",
];

fn holds(text: &str, published: &Moment) -> Result<(), TestCaseError> {
    let mentions = times(text, published);
    let mut behind = 0;
    for mention in &mentions {
        prop_assert_eq!(mention.span.read(text), Some(mention.text.as_str()));
        prop_assert!(!mention.span.is_empty() && mention.span.start() >= behind);
        prop_assert!(!mention.value.is_empty());
        behind = mention.span.end();
    }
    for range in ranges(text, &mentions) {
        prop_assert!(range.from < range.to && range.to < mentions.len());
        prop_assert!(range.span.read(text).is_some());
    }
    let explained = explain(text, published);
    prop_assert_eq!(explained.len(), mentions.len());
    Ok(())
}

/// A day as news writes it, each way with its year.
fn notations(day: NaiveDate) -> Vec<String> {
    let mut written: Vec<String> = [
        "%-d %B %Y",
        "%B %-d, %Y",
        "%b. %-d, %Y",
        "%A, %-d %B %Y",
        "%Y-%m-%d",
        "the %-dth of %B %Y",
    ]
    .iter()
    .map(|form| day.format(form).to_string())
    .collect();
    if day.day() > 12 {
        written.push(day.format("%d/%m/%Y").to_string());
        written.push(day.format("%m/%d/%Y").to_string());
    }
    // News shortens neither May nor June nor July, and September to Sept.
    written.retain(|text| {
        !["May.", "Jun.", "Jul.", "Sep."]
            .iter()
            .any(|short| text.contains(short))
    });
    written
}

proptest! {
    #[test]
    fn a_day_in_any_notation_comes_back(number in 365_300..1_000_000_i32) {
        let day = NaiveDate::from_num_days_from_ce_opt(number).unwrap_or_default();
        for written in notations(day) {
            let text = format!("They met on {written} in the old town hall.");
            let mentions = read(&text);
            prop_assert_eq!(mentions.len(), 1, "{}", &text);
            prop_assert_eq!(&mentions[0].value, &day.format("%Y-%m-%d").to_string(), "{}", &text);
            let when = mentions[0].when.clone().expect("a day has an interval");
            prop_assert_eq!((when.interval.first_day(), when.interval.last_day()), (day, day));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,120}") {
        holds(&text, &moment("2026-11-23"))?;
    }

    #[test]
    fn any_heap_of_time_words_is_read_without_harm(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40),
        blanks in proptest::collection::vec(any::<bool>(), 40),
        day in 0..3_000_000_i32,
    ) {
        let mut text = String::new();
        for (word, blank) in words.iter().zip(blanks) {
            text.push_str(word);
            if blank { text.push(' '); }
        }
        let published = NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default();
        holds(&text, &Moment::Day(published))?;
    }
}
