//! Asks questions of stories held in memory: `ask ARTICLES.jsonl QUESTIONS.jsonl` prints a line an answer.

use dateline_ask::{Candidate, Query, Stored, StoryWords, Vocabulary, answer, parse};
use dateline_core::{
    Article, Coverage, Draft, Moment, ReportId,
    lines::{AnswerOut, ArticleIn, QuestionIn},
};
use dateline_extract::{Reading, link::Known};
use std::{
    collections::{HashMap, HashSet},
    error::Error,
    io::Write,
    time::Instant,
};

/// How many stories a question is answered from.
const CANDIDATES: usize = 30;

struct Story {
    article: Article,
    reading: Reading,
    words: StoryWords,
    stems: HashSet<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(articles), Some(questions)) = (arguments.next(), arguments.next()) else {
        return Err("usage: ask ARTICLES.jsonl QUESTIONS.jsonl".into());
    };
    let vocabulary = Vocabulary::default();
    let mut stories = Vec::new();
    for line in std::fs::read_to_string(articles)?.lines() {
        stories.push(story(serde_json::from_str(line)?, &vocabulary)?);
    }
    stories.sort_by_key(|story| story.article.published().sort_key());
    let events = events(&stories);
    for line in std::fs::read_to_string(questions)?.lines() {
        let question: QuestionIn = serde_json::from_str(line)?;
        let asked = Moment::parse(&question.asked_at.unwrap_or_default())?;
        let start = Instant::now();
        let query = parse(&question.question, &asked);
        let answer = ask(&query, &stories, &events, &vocabulary);
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let text = answer.parts().text.clone();
        writeln!(
            std::io::stdout(),
            "{}",
            serde_json::to_string(&AnswerOut::new(question.id, &answer, None, text, ms))?
        )?;
    }
    Ok(())
}

fn story(line: ArticleIn, vocabulary: &Vocabulary) -> Result<Story, Box<dyn Error>> {
    let published = Moment::parse(&line.published.unwrap_or_default())?;
    let article = Article::new(Draft {
        id: line.id.map(|id| id.parse()).transpose()?,
        url: line.url,
        title: line.title.unwrap_or_default(),
        text: line.text.unwrap_or_default(),
        ..Draft::published(published)
    })?;
    let reading = dateline_extract::read(&article);
    let words = format!("{} {}", article.title(), article.text());
    let stems = words
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| dateline_text::stem(word.trim_matches('.')))
        .collect();
    Ok(Story {
        words: vocabulary.words(&article, &reading),
        article,
        reading,
        stems,
    })
}

fn events(stories: &[Story]) -> Vec<Known> {
    let mut known: Vec<Known> = Vec::new();
    for story in stories {
        let read = dateline_extract::reports(&story.article, &story.reading);
        let indexed = (0..).zip(read);
        let new: Vec<_> = indexed
            .map(|(index, report)| {
                let article = story.article.id().clone();
                (
                    ReportId {
                        article,
                        revision: 0,
                        index,
                    },
                    report,
                )
            })
            .collect();
        let reports: HashMap<_, _> = new.iter().cloned().collect();
        for event in dateline_extract::link::link(&new, &known) {
            let held = known
                .iter()
                .position(|known| known.event.id() == event.id());
            let mut told: HashMap<_, _> = reports.clone();
            if let Some(held) = held.and_then(|at| known.get(at)) {
                told.extend(
                    held.event
                        .reports()
                        .iter()
                        .cloned()
                        .zip(held.reports.iter().cloned()),
                );
            }
            let reports = event
                .reports()
                .iter()
                .filter_map(|id| told.get(id).cloned())
                .collect();
            let joined = Known { event, reports };
            match held.and_then(|at| known.get_mut(at)) {
                Some(slot) => *slot = joined,
                None => known.push(joined),
            }
        }
    }
    known
}

fn ask(
    query: &Query,
    stories: &[Story],
    events: &[Known],
    vocabulary: &Vocabulary,
) -> dateline_core::Answer {
    let visible: Vec<&Story> = stories
        .iter()
        .filter(|story| story.article.visible_from().is_known_at(&query.asked))
        .collect();
    let frequency = |stem: &str| {
        visible
            .iter()
            .filter(|story| story.stems.contains(stem))
            .count() as u64
    };
    let score = |story: &Story| -> f32 {
        let rare = |stem: &String| 1.0 / (1.0 + frequency(stem) as f32);
        let held = |words: &Vec<String>| {
            words
                .iter()
                .filter(|stem| story.stems.contains(*stem))
                .map(rare)
                .fold(0.0, f32::max)
        };
        query.search.iter().map(held).sum()
    };
    let mut articles: Vec<Candidate<'_>> = visible
        .iter()
        .map(|story| Candidate {
            article: &story.article,
            reading: &story.reading,
            words: &story.words,
            score: score(story),
        })
        .filter(|candidate| candidate.score > 0.0 || query.search.is_empty())
        .collect();
    articles.sort_by(|a, b| b.score.total_cmp(&a.score));
    articles.truncate(CANDIDATES);
    let mentioning = articles.len() as u64;
    let coverage = Coverage {
        articles: visible.len() as u64,
        mentioning,
    };
    let stored = Stored {
        articles,
        events,
        coverage,
        frequency: &frequency,
        vocabulary,
    };
    answer(query, &stored)
}
