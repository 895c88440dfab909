//! Runs every Markdown story: its articles are stored, its questions asked, its answers compared.
//!
//! The form is told in `tests/stories/README.md`.

use dateline_core::{Answer, ArchiveId, Article, Draft, Moment, Part};
use dateline_desk::Desk;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// One line below a question: a mark and what is expected.
struct Expected {
    line: usize,
    /// Wanted, but known to be missed today.
    wanted: bool,
    mark: char,
    words: String,
}

struct Question {
    line: usize,
    archive: ArchiveId,
    asked: Moment,
    words: String,
    expected: Vec<Expected>,
}

struct Story {
    articles: Vec<(String, ArchiveId, String)>,
    questions: Vec<Question>,
}

fn archive(named: Option<&str>) -> ArchiveId {
    named.map_or_else(ArchiveId::local, |name| {
        name.trim().parse().expect("a story names an archive")
    })
}

/// Splits `NAME in ARCHIVE`.
fn name_and_archive(words: &str) -> (String, ArchiveId) {
    match words.split_once(" in ") {
        Some((name, place)) => (name.trim().into(), archive(Some(place))),
        None => (words.trim().into(), archive(None)),
    }
}

fn parse(text: &str) -> Story {
    let mut story = Story {
        articles: Vec::new(),
        questions: Vec::new(),
    };
    let mut asked = None;
    let mut fence: Option<String> = None;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            match fence.take() {
                Some(body) => {
                    story
                        .articles
                        .last_mut()
                        .expect("an article before its text")
                        .2 = body
                }
                None => fence = Some(String::new()),
            }
        } else if let Some(body) = &mut fence {
            body.push_str(line);
            body.push('\n');
        } else if let Some(words) = line.strip_prefix("## Article ") {
            let (name, archive) = name_and_archive(words);
            story.articles.push((name, archive, String::new()));
        } else if let Some(words) = line.strip_prefix("## Asked on ") {
            let (time, archive) = name_and_archive(words);
            asked = Some((
                Moment::parse(&time).expect("a story writes a moment"),
                archive,
            ));
        } else if let Some(words) = line.strip_prefix("- ") {
            let (asked, archive) = asked.clone().expect("a moment before the first question");
            story.questions.push(Question {
                line: at + 1,
                archive,
                asked,
                words: words.into(),
                expected: vec![],
            });
        } else if let Some(expectation) = line.strip_prefix("  ") {
            let question = story
                .questions
                .last_mut()
                .expect("a question before what is expected");
            question.expected.push(expected(expectation, at + 1));
        }
    }
    story
}

fn expected(text: &str, line: usize) -> Expected {
    let (wanted, text) = text
        .strip_prefix("? ")
        .map_or((false, text), |rest| (true, rest));
    let (mark, words) = match text.strip_prefix("in ") {
        Some(name) => ('i', name),
        None => text
            .split_at_checked(1)
            .map(|(mark, rest)| (mark.chars().next().unwrap_or(' '), rest))
            .expect("a mark"),
    };
    Expected {
        line,
        wanted,
        mark,
        words: words.trim().into(),
    }
}

/// An article of a story, under its name.
fn draft(name: &str, text: &str) -> Draft {
    let draft = dateline_reader::paste(text)
        .draft(None)
        .expect("a story's article has a date");
    Draft {
        id: Some(name.parse().expect("a plain name")),
        ..draft
    }
}

fn store(desk: &Desk, story: &Story) -> Vec<(ArchiveId, Article)> {
    let mut stored = Vec::new();
    for (name, archive, text) in &story.articles {
        let draft = draft(name, text);
        let taken = desk
            .take(archive, draft.clone())
            .expect("a fresh desk takes a story");
        assert!(taken.new, "{name} is stored once");
        stored.push((
            archive.clone(),
            Article::new(draft).expect("the desk took it"),
        ));
    }
    stored
}

/// The files of all stories, in the order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("tests/ holds stories/")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.file_name().is_some_and(|name| name != "README.md"))
        .collect();
    paths.sort();
    paths
}

/// Every article of all stories, each under the name of its file and its own.
pub(crate) fn all_articles() -> Vec<Draft> {
    let mut all = Vec::new();
    for path in files() {
        let story = parse(&fs::read_to_string(&path).expect("a story is readable"));
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        let articles = story.articles.iter();
        all.extend(articles.map(|(name, _, text)| draft(&format!("{file}-{name}"), text)));
    }
    all
}

fn holds(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

/// What is wrong with the answer, in words; none where all is as expected.
fn fault(answer: &Answer, expected: &Expected) -> Option<String> {
    let parts = answer.parts();
    let quote = parts.cited.as_ref().map_or("", |cited| cited.quote.text());
    let article = parts
        .cited
        .as_ref()
        .map_or("", |cited| cited.quote.article().as_str());
    let arithmetic = parts.arithmetic.as_ref().map_or(String::new(), |done| {
        format!("{} {}", done.phrase, done.anchor)
    });
    let words = expected.words.as_str();
    let (right, got) = match expected.mark {
        '=' => (parts.text == words, parts.text.as_str()),
        '~' => (holds(&parts.text, words), parts.text.as_str()),
        '!' => (parts.state.word() == words, parts.state.word()),
        'i' => (article == words, article),
        '>' => (holds(quote, words), quote),
        '*' => (holds(&arithmetic, words), arithmetic.as_str()),
        other => return Some(format!("line {}: {other:?} is no mark", expected.line)),
    };
    if expected.wanted {
        return right.then(|| format!("line {}: works now; take the ? away", expected.line));
    }
    (!right).then(|| {
        format!(
            "line {}: wanted {} {words:?}, got {got:?}",
            expected.line, expected.mark
        )
    })
}

fn ask(desk: &Desk, question: &Question, stored: &[(ArchiveId, Article)]) -> Vec<String> {
    let answer = desk
        .ask(&question.archive, &question.words, &question.asked)
        .expect("a desk in memory answers");
    let mut faults: Vec<String> = question
        .expected
        .iter()
        .filter_map(|expected| fault(&answer, expected))
        .collect();
    let parts = answer.parts();
    if !question
        .expected
        .iter()
        .any(|expected| expected.mark == '!' || expected.wanted)
        && !parts.state.is_answered()
    {
        faults.push(format!(
            "line {}: {:?} is not answered: {}",
            question.line,
            question.words,
            parts.state.word()
        ));
    }
    if let Some(cited) = &parts.cited {
        let here = |(archive, article): &&(ArchiveId, Article)| {
            *archive == question.archive && article.id() == cited.quote.article()
        };
        let whole = stored
            .iter()
            .find(here)
            .map_or("", |(_, article)| match cited.quote.part() {
                Part::Headline => article.title(),
                Part::Body => article.text(),
            });
        if !whole.contains(cited.quote.text()) {
            faults.push(format!(
                "line {}: the quote does not stand in the article",
                question.line
            ));
        }
        if !cited.published.is_known_at(&question.asked) {
            faults.push(format!(
                "line {}: the article was published after the asking",
                question.line
            ));
        }
    }
    faults
}

#[test]
fn every_story_is_answered_as_its_reader_would() {
    let (mut faults, mut questions) = (Vec::new(), 0);
    for path in files() {
        let story = parse(&fs::read_to_string(&path).expect("a story is readable"));
        let desk = Desk::in_memory().expect("a desk in memory opens");
        let stored = store(&desk, &story);
        assert!(
            !story.questions.is_empty(),
            "{} asks nothing",
            path.display()
        );
        questions += story.questions.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for question in &story.questions {
            faults.extend(
                ask(&desk, question, &stored)
                    .into_iter()
                    .map(|fault| format!("{name} {fault}")),
            );
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults in {questions} questions:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
