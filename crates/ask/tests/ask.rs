//! Runs the corpora of questions, and the laws that hold for every question.

#[path = "ask/follow.rs"]
mod follow;

use dateline_ask::{
    Candidate, Stored, StoryWords, Thresholds, Vocabulary, answer, explain_by, parse,
};
use dateline_core::{Answer, Article, Coverage, Draft, Moment, ReportId, State};
use dateline_extract::{Reading, link::Known};
use proptest::prelude::*;
use std::{collections::HashMap, fs, path::PathBuf};

/// Stories with what was read in them.
#[derive(Default)]
struct Shelf {
    stories: Vec<(Article, Reading, StoryWords)>,
    vocabulary: Vocabulary,
    events: Vec<Known>,
}

impl Shelf {
    fn add(&mut self, day: &str, title: &str, text: &str) {
        let published = Moment::parse(day).expect("a corpus day");
        let draft = Draft {
            title: title.into(),
            text: text.into(),
            ..Draft::published(published)
        };
        let article = Article::new(draft).expect("a corpus story");
        let reading = dateline_extract::read(&article);
        self.link(&article, &reading);
        let words = self.vocabulary.words(&article, &reading);
        self.stories.push((article, reading, words));
    }

    fn link(&mut self, article: &Article, reading: &Reading) {
        let id = |index| ReportId {
            article: article.id().clone(),
            revision: 0,
            index,
        };
        let new: Vec<_> = (0..)
            .zip(dateline_extract::reports(article, reading))
            .map(|(index, report)| (id(index), report))
            .collect();
        for event in dateline_extract::link::link(&new, &self.events) {
            let mut told: HashMap<_, _> = new.iter().cloned().collect();
            let held = self
                .events
                .iter()
                .position(|known| known.event.id() == event.id());
            if let Some(known) = held.map(|at| self.events.remove(at)) {
                let reports = known.event.reports().iter().cloned();
                told.extend(reports.zip(known.reports));
            }
            let reports = event
                .reports()
                .iter()
                .filter_map(|id| told.get(id).cloned())
                .collect();
            self.events.push(Known { event, reports });
        }
    }

    fn ask(&self, question: &str, asked: &str) -> Answer {
        let asked = Moment::parse(asked).expect("a corpus moment");
        let articles = self.stories.iter();
        let articles = articles.map(|(article, reading, words)| Candidate {
            article,
            reading,
            words,
            score: 1.0,
        });
        let frequency = |stem: &str| {
            let holds = |(article, ..): &&(Article, Reading, StoryWords)| {
                let words = format!("{} {}", article.title(), article.text());
                words
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| dateline_text::stem(word) == stem)
            };
            self.stories.iter().filter(holds).count() as u64
        };
        let stored = Stored {
            articles: articles.collect(),
            events: &self.events,
            coverage: Coverage {
                articles: self.stories.len() as u64,
                mentioning: self.stories.len() as u64,
            },
            frequency: &frequency,
            vocabulary: &self.vocabulary,
        };
        let query = parse(question, &asked);
        let found = answer(&query, &stored);
        let (same, explanation) = explain_by(&query, &stored, Thresholds::shipped());
        assert_eq!(found, same, "explaining {question:?} changes its answer");
        assert_eq!(explanation.question, question);
        found
    }
}

/// One line of a corpus that asks.
fn check(shelf: &Shelf, asked: &str, line: &str) -> Option<String> {
    let wrong = |got: &Answer| {
        let parts = got.parts();
        Some(format!(
            "{line}\n     got {:?} {}",
            parts.text,
            parts.state.word()
        ))
    };
    if let Some((question, wanted)) = line.split_once(" = ") {
        let got = shelf.ask(question, asked);
        let right = got.state().is_answered() && got.parts().text == wanted;
        return if right { None } else { wrong(&got) };
    }
    if let Some((question, wanted)) = line.split_once(" ? ") {
        let got = shelf.ask(question, asked);
        return (got.parts().text == wanted)
            .then(|| format!("{line}\n     works now: write \"=\""));
    }
    let Some((question, state)) = line.rsplit_once(" -") else {
        return Some(format!("{line}\n     is no corpus line"));
    };
    let got = shelf.ask(question, asked);
    let fits = state.trim().is_empty() || got.state().word() == state.trim();
    if fits && !got.state().is_answered() {
        None
    } else {
        wrong(&got)
    }
}

fn run(text: &str) -> (usize, Vec<String>) {
    let (mut shelf, mut asked, mut lines, mut failures) =
        (Shelf::default(), String::new(), 0, Vec::new());
    let mut open: Option<(String, String, String)> = None;
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
    {
        if let Some((day, title)) = line
            .strip_prefix("@ ")
            .and_then(|rest| rest.split_once(" | "))
        {
            close(&mut shelf, &mut open);
            open = Some((day.to_owned(), title.to_owned(), String::new()));
            asked.clear();
        } else if let Some(moment) = line.strip_prefix("> ") {
            close(&mut shelf, &mut open);
            asked = moment.to_owned();
        } else if line == "---" {
            shelf = Shelf::default();
        } else if asked.is_empty() {
            if let Some((_, _, body)) = &mut open {
                body.push_str(line);
                body.push_str("\n\n");
            }
        } else {
            lines += 1;
            failures.extend(check(&shelf, &asked, line));
        }
    }
    (lines, failures)
}

fn close(shelf: &mut Shelf, open: &mut Option<(String, String, String)>) {
    if let Some((day, title, text)) = open.take() {
        shelf.add(&day, &title, text.trim_end());
    }
}

fn corpora() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = fs::read_dir(folder).expect("the corpus folder");
    // What goes on from a question has a corpus of another form.
    let mut paths: Vec<PathBuf> = files
        .map(|file| file.expect("a corpus file").path())
        .filter(|path| !path.ends_with("follow_ups.txt"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_corpus_line_is_answered_as_it_says() {
    let mut failures = Vec::new();
    for path in corpora() {
        let text = fs::read_to_string(&path).expect("a readable corpus");
        let (lines, wrong) = run(&text);
        assert!(lines > 0, "{} asks nothing", path.display());
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        failures.extend(wrong.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(
        failures.is_empty(),
        "{} lines fail\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn every_kind_has_a_corpus_with_answers_and_silences() {
    for kind in [
        "agenda", "how_many", "status", "what", "when", "where", "who",
    ] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/{kind}.txt"));
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(" = "), "{kind}: no question that is answered");
        assert!(text.contains(" -"), "{kind}: no question that is not");
    }
}

fn fair() -> Shelf {
    let mut shelf = Shelf::default();
    shelf.add("2026-03-02", "Harbour fair moves to June", "The harbour fair will be held in Aarhus on June 5. Over 300 boats will take part, said Mayor Inga Holm.");
    shelf.add(
        "2026-04-02",
        "Harbour fair moves again",
        "The harbour fair will be held on June 12.",
    );
    shelf
}

#[test]
fn what_is_published_later_is_not_known_yet() {
    let shelf = fair();
    let early = shelf.ask("when is the harbour fair", "2026-03-10");
    let late = shelf.ask("when is the harbour fair", "2026-04-10");
    assert_eq!(early.parts().text, "Friday 5 June 2026");
    assert_eq!(late.parts().text, "Friday 12 June 2026");
}

#[test]
fn two_stories_of_a_day_that_differ_are_both_given() {
    let mut shelf = Shelf::default();
    shelf.add(
        "2026-04-01",
        "Vistula marathon date set",
        "The Vistula marathon will be held in Torun on May 9.",
    );
    shelf.add(
        "2026-04-01",
        "Runners prepare for Vistula marathon",
        "The Vistula marathon will be held in Torun on May 10.",
    );
    let answer = shelf.ask("when is the Vistula marathon", "2026-04-02");
    assert_eq!(answer.state(), State::Disputed, "{:?}", answer.parts());
    assert_eq!(answer.parts().others.len(), 1);
}

#[test]
fn the_order_of_candidates_changes_nothing() {
    let mut shelf = fair();
    let one = shelf.ask("when is the harbour fair", "2026-04-10");
    shelf.stories.reverse();
    assert_eq!(one, shelf.ask("when is the harbour fair", "2026-04-10"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_question_panics_and_none_cites_the_future(question in "\\PC{0,60}") {
        let answer = fair().ask(&question, "2026-03-10");
        let cited = answer.parts().cited.as_ref();
        prop_assert!(cited.is_none_or(|cited| cited.published.to_string().as_str() <= "2026-03-10"));
    }

    #[test]
    fn word_salad_is_answered_the_same_twice(words in prop::collection::vec("when|is|what|the|harbour|fair|who|how many|boats|on|june|first|not|over|'s|\\?|…", 0..9)) {
        let (shelf, question) = (fair(), words.join(" "));
        prop_assert_eq!(shelf.ask(&question, "2026-04-10"), shelf.ask(&question, "2026-04-10"));
    }
}
