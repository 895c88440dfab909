//! Questions with known answers, and what becomes of them.
//!
//! A folder holds `qa/articles.jsonl` (`id`, `title`, `published`, `text`, `story`), `qa/questions.jsonl` (`id`,
//! `question`, `asked_at`, `answerable`, `story`, `gold`, `article`, `evidence_alt`) and perhaps `qa/distractors.jsonl`,
//! stories about other things; the questions are asked once without and once with those. A plot is all questions of one `story`.

use dateline_ask::Thresholds;
use dateline_core::{Answer, ArchiveId, Draft, Moment, When, lines::WhenOut};
use dateline_desk::Desk;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    error::Error,
    fs,
    path::Path,
    thread,
};

pub(crate) type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[derive(Deserialize)]
struct Story {
    id: String,
    title: String,
    published: String,
    text: String,
    #[serde(default)]
    story: String,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) question: String,
    asked_at: String,
    pub(crate) answerable: bool,
    pub(crate) story: String,
    pub(crate) gold: Option<Gold>,
    article: Option<String>,
    #[serde(default)]
    evidence_alt: Vec<Evidence>,
}

#[derive(Deserialize)]
struct Evidence {
    article: String,
}

#[derive(Deserialize)]
pub(crate) struct Gold {
    when: Option<Bounds>,
    #[serde(default)]
    when_alt: Vec<Bounds>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    items: Vec<Vec<String>>,
    polarity: Option<String>,
}

#[derive(Deserialize)]
struct Bounds {
    start: String,
    end: String,
    precision: String,
}

/// What became of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Right,
    Silent,
    Wrong,
}

/// The stories of one folder, stored, with the questions on them.
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) questions: Vec<(Asked, Moment)>,
    stories: HashMap<String, String>,
    pub(crate) name: String,
}

fn lines<T: DeserializeOwned>(path: &Path) -> Fallible<Vec<T>> {
    let text = fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let lines = text.lines().enumerate();
    let parsed = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|why| format!("{}:{}: {why}", path.display(), index + 1).into())
        });
    parsed.collect()
}

/// The stories of a folder in an archive of their own, with its distractors where they are wanted.
pub(crate) fn bench(folder: &Path, noisy: bool) -> Fallible<Bench> {
    let desk = Desk::in_memory()?;
    let mut stories: Vec<Story> = lines(&folder.join("qa/articles.jsonl"))?;
    let plots = stories
        .iter()
        .map(|story| (story.id.clone(), story.story.clone()))
        .collect();
    if noisy {
        stories.extend(lines::<Story>(&folder.join("qa/distractors.jsonl"))?);
    }
    let drafts: Fallible<Vec<Draft>> = stories.into_iter().map(draft).collect();
    for taken in desk.take_many(&ArchiveId::local(), drafts?)? {
        taken?;
    }
    let questions: Vec<Asked> = lines(&folder.join("qa/questions.jsonl"))?;
    let timed = questions.into_iter().map(|asked| {
        let moment = Moment::parse(&asked.asked_at)?;
        Ok((asked, moment))
    });
    Ok(Bench {
        desk,
        questions: timed.collect::<Fallible<_>>()?,
        stories: plots,
        name: format!(
            "{}{}",
            folder.display(),
            if noisy { " with distractors" } else { "" }
        ),
    })
}

fn draft(story: Story) -> Fallible<Draft> {
    Ok(Draft {
        id: Some(story.id.parse()?),
        title: story.title,
        text: story.text,
        ..Draft::published(Moment::parse(&story.published)?)
    })
}

impl Bench {
    /// What becomes of each question, in order; half of them in each of two threads.
    pub(crate) fn outcomes(&self, by: &Thresholds) -> Fallible<Vec<Outcome>> {
        let half = self.questions.len().div_ceil(2).max(1);
        thread::scope(|scope| {
            let parts = self.questions.chunks(half).map(|part| {
                scope.spawn(move || -> Fallible<Vec<Outcome>> {
                    part.iter()
                        .map(|(asked, moment)| self.outcome(asked, moment, by))
                        .collect()
                })
            });
            let threads: Vec<_> = parts.collect();
            let mut outcomes = Vec::new();
            for thread in threads {
                outcomes.extend(thread.join().map_err(|_| "a thread ended early")??);
            }
            Ok(outcomes)
        })
    }

    fn outcome(&self, asked: &Asked, moment: &Moment, by: &Thresholds) -> Fallible<Outcome> {
        let answer = self
            .desk
            .ask_by(&ArchiveId::local(), &asked.question, moment, by)?;
        let answered = answer.state().is_answered();
        Ok(match (asked.answerable, answered) {
            (false, false) => Outcome::Right,
            (true, false) => Outcome::Silent,
            (true, true) if self.is_right(asked, &answer) => Outcome::Right,
            (_, true) => Outcome::Wrong,
        })
    }

    fn is_right(&self, asked: &Asked, answer: &Answer) -> bool {
        let parts = answer.parts();
        let cited = parts.cited.as_ref().map(|cited| cited.quote.article());
        let cited = cited.map(ToString::to_string).unwrap_or_default();
        let listed = asked.lists(&cited);
        let same_plot = self.stories.get(&cited) == Some(&asked.story);
        let met = |gold: &Gold| gold.is_met(&parts.text, parts.when.as_ref());
        (listed || same_plot) && asked.gold.as_ref().is_some_and(met)
    }
}

impl Asked {
    /// Whether a story is one that answers the question.
    pub(crate) fn lists(&self, article: &str) -> bool {
        let others = self.evidence_alt.iter().map(|other| &other.article);
        others.chain(&self.article).any(|listed| listed == article)
    }
}

impl Gold {
    /// Whether the answer is a date.
    pub(crate) fn is_date(&self) -> bool {
        self.when.is_some()
    }

    pub(crate) fn is_met(&self, text: &str, when: Option<&When>) -> bool {
        if let Some(gold) = &self.when {
            let mut all = std::iter::once(gold).chain(&self.when_alt);
            return when.is_some_and(|when| all.any(|gold| gold.is(when)));
        }
        if let Some(polarity) = &self.polarity {
            return words(text).first() == Some(polarity);
        }
        if !self.items.is_empty() {
            return self.is_listed(text);
        }
        self.text.iter().any(|gold| overlap(text, gold) >= 0.6)
    }

    /// Two thirds of the items, in a text that does not list everything else too.
    fn is_listed(&self, text: &str) -> bool {
        let told: BTreeSet<String> = words(text).into_iter().collect();
        let longest = |names: &Vec<String>| names.iter().map(|name| words(name).len()).max();
        let room: usize = self.items.iter().filter_map(longest).sum();
        let names = |name: &String| {
            let wanted: BTreeSet<String> = words(name).into_iter().collect();
            let missing = wanted.difference(&told).count();
            missing * 4 <= wanted.len()
        };
        let found = self.items.iter().filter(|item| item.iter().any(names));
        words(text).len() <= 8 + 3 * room && found.count() * 3 >= self.items.len() * 2
    }
}

impl Bounds {
    fn is(&self, when: &When) -> bool {
        let told = WhenOut::new(when);
        let day = |text: &str| text.get(..10).unwrap_or_default().to_owned();
        let clock = |text: &str| text.get(11..16).unwrap_or_default().to_owned();
        let same_start = day(&told.start) == day(&self.start);
        if self.precision == "minute" {
            same_start && clock(&told.start) == clock(&self.start)
        } else {
            same_start && day(&told.end) == day(&self.end)
        }
    }
}

/// Lower-case words and numbers, possessives and thousands' commas taken away.
fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('’', "'").replace("'s", "");
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '$' | '%' | '.' | ':' | '\'' | ',');
    let words = plain.split(|c: char| !letters(c));
    let bare = words.map(|word| word.trim_matches(['.', ':', '\'', ',']).replace(',', ""));
    bare.filter(|word| !word.is_empty()).collect()
}

/// The harmonic mean of precision and recall over words, small ones left out.
fn overlap(one: &str, other: &str) -> f32 {
    let small = ["the", "a", "an", "of", "in", "at", "on", "to"];
    let counted = |text: &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in words(text)
            .into_iter()
            .filter(|word| !small.contains(&word.as_str()))
        {
            *counts.entry(word).or_default() += 1;
        }
        counts
    };
    let (one, other) = (counted(one), counted(other));
    let shared = one
        .iter()
        .map(|(word, count)| *count.min(other.get(word).unwrap_or(&0)));
    let (shared, all) = (
        shared.sum::<usize>(),
        one.values().sum::<usize>() + other.values().sum::<usize>(),
    );
    let small = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    if all == 0 {
        0.0
    } else {
        2.0 * small(shared) / small(all)
    }
}
