//! Runs the corpus of each pattern: lines that people who do not read Rust can extend.
//!
//! `@ 2026-11-23` sets the day of publication. `SENTENCE = TITLE | WHEN | STATUS | PLACE` must be read so;
//! `SENTENCE -` must not be read by the pattern; `SENTENCE ? …` is wanted and missed today.

use super::PATTERNS;
use dateline_core::{Article, Draft, Moment, Report};
use std::collections::BTreeSet;

struct Line {
    published: String,
    sentence: String,
    sign: char,
    expected: String,
}

fn lines(pattern: &str) -> Vec<Line> {
    let file = format!(
        "{}/corpus/{}.txt",
        env!("CARGO_MANIFEST_DIR"),
        pattern.replace(' ', "_")
    );
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut published = String::new();
    let mut lines = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(day) = line.strip_prefix("@ ") {
            published = day.to_owned();
        } else {
            lines.push(parsed(&published, line).unwrap_or_else(|| panic!("{file}: {line}")));
        }
    }
    lines
}

fn parsed(published: &str, line: &str) -> Option<Line> {
    let made = |sentence: &str, sign, expected: &str| Line {
        published: published.to_owned(),
        sentence: sentence.trim().to_owned(),
        sign,
        expected: expected.trim().to_owned(),
    };
    if let Some(sentence) = line.strip_suffix(" -") {
        return Some(made(sentence, '-', ""));
    }
    let split = |sign: &str| line.split_once(sign);
    if let Some((sentence, expected)) = split(" = ") {
        return Some(made(sentence, '=', expected));
    }
    split(" ? ").map(|(sentence, expected)| made(sentence, '?', expected))
}

fn read(line: &Line) -> Vec<Report> {
    let article = Article::new(Draft {
        title: "A story".into(),
        text: line.sentence.clone(),
        ..Draft::published(Moment::parse(&line.published).expect("the corpus names the day"))
    });
    let article = article.expect("a sentence makes a story");
    crate::reports(&article, &crate::read(&article))
}

/// A report as a corpus line words it.
fn written(report: &Report) -> String {
    let when = report.when().map_or_else(String::new, |when| {
        let (start, end) = when.bounds();
        if start == end {
            start
        } else {
            format!("{start}..{end}")
        }
    });
    let place = report.place().map_or("", |place| place.name.as_str());
    let line = format!(
        "{} | {when} | {} | {place}",
        report.title(),
        report.status()
    );
    line.trim_end_matches([' ', '|']).to_owned()
}

#[test]
fn every_corpus_line_is_read_as_it_says() {
    let mut faults = Vec::new();
    for pattern in PATTERNS {
        for line in lines(pattern.name) {
            let reports = read(&line);
            let by_pattern =
                |report: &&Report| report.rules().iter().any(|rule| rule == pattern.name);
            let found: Vec<String> = reports.iter().filter(by_pattern).map(written).collect();
            let hit = found.contains(&line.expected);
            let fault = match line.sign {
                '=' if !hit => Some(format!("wanted {}", line.expected)),
                '-' if !found.is_empty() => Some("must not fire".to_owned()),
                '?' if hit => Some("works now: make it a = line".to_owned()),
                _ => None,
            };
            if let Some(fault) = fault {
                faults.push(format!(
                    "{}: {}\n    {fault}\n    found {found:?}",
                    pattern.name, line.sentence
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_pattern_has_lines_that_fire_and_lines_that_nearly_fool_it() {
    for pattern in PATTERNS {
        let signs: Vec<char> = lines(pattern.name).iter().map(|line| line.sign).collect();
        assert!(signs.contains(&'='), "{} never fires", pattern.name);
        assert!(
            signs.contains(&'-'),
            "{} has no line that nearly fools it",
            pattern.name
        );
    }
}

#[test]
fn the_register_of_patterns_is_sorted_and_says_what_each_reads() {
    let names: Vec<&str> = PATTERNS.iter().map(|pattern| pattern.name).collect();
    let sorted: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
    assert!(
        PATTERNS
            .iter()
            .all(|pattern| pattern.reads.len() > 10 && !pattern.reads.ends_with('.'))
    );
}
