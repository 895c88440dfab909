//! Fits the thresholds of `ask` to questions with known answers, and says how far the fit holds on plots it has not seen.
//!
//! `cargo run --release -p dateline-tests --example fit_thresholds -- [--plain] [--write] FOLDER...`
//!
//! A folder holds `qa/articles.jsonl` (`id`, `title`, `published`, `text`, `story`), `qa/questions.jsonl` (`id`,
//! `question`, `asked_at`, `answerable`, `story`, `gold`, `article`, `evidence_alt`) and perhaps `qa/distractors.jsonl`,
//! stories about other things; the questions are asked once without and once with those. A plot is all questions of one `story`.
//!
//! What is sought is the most right answers less half of the wrong ones (silence is neither). The search goes from threshold
//! to threshold and takes a step only where it gains; it is made once over all plots, and once for each plot over all
//! others: the figures of those together are what may be expected of news that nobody here has seen. `--plain` only measures
//! the thresholds as they are shipped; `--write` writes what was found over all plots to `crates/ask/data/thresholds.txt`.

use dateline_ask::Thresholds;
use dateline_core::{Answer, ArchiveId, Draft, Moment, When, lines::WhenOut};
use dateline_desk::Desk;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    env,
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
    thread,
};

/// Where the shipped thresholds lie, from the root of the repository.
const FILE: &str = "crates/ask/data/thresholds.txt";

/// How far a step goes, as parts of the threshold.
const STEPS: [f32; 4] = [-0.15, -0.07, 0.07, 0.15];

/// Rounds over all thresholds.
const ROUNDS: usize = 1;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

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
struct Asked {
    question: String,
    asked_at: String,
    answerable: bool,
    story: String,
    gold: Option<Gold>,
    article: Option<String>,
    #[serde(default)]
    evidence_alt: Vec<Evidence>,
}

#[derive(Deserialize)]
struct Evidence {
    article: String,
}

#[derive(Deserialize)]
struct Gold {
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
enum Outcome {
    Right,
    Silent,
    Wrong,
}

/// The stories of one folder, stored, with the questions on them.
struct Bench {
    desk: Desk,
    questions: Vec<(Asked, Moment)>,
    stories: HashMap<String, String>,
    name: String,
}

fn main() -> Fallible<()> {
    let (options, folders): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|word| word.starts_with("--"));
    if folders.is_empty() {
        writeln!(
            io::stderr(),
            "usage: fit_thresholds [--plain] [--write] FOLDER..."
        )?;
        return Ok(());
    }
    let mut benches = Vec::new();
    for folder in &folders {
        benches.push(bench(Path::new(folder), false)?);
        if Path::new(folder).join("qa/distractors.jsonl").exists() {
            benches.push(bench(Path::new(folder), true)?);
        }
    }
    let mut fit = Fit {
        benches,
        known: HashMap::new(),
    };
    let shipped = Thresholds::shipped();
    let all = fit.plots();
    fit.tell("as shipped", shipped, &all)?;
    if options.iter().any(|option| option == "--plain") {
        return Ok(());
    }
    let found = fit.search(&all)?;
    fit.tell("fitted to all plots", &found, &all)?;
    if options.iter().any(|option| option == "--write") {
        let like = fs::read_to_string(FILE)?;
        fs::write(FILE, found.written(&like))?;
    }
    fit.cross_validate(&all)
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
fn bench(folder: &Path, noisy: bool) -> Fallible<Bench> {
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
    fn outcomes(&self, by: &Thresholds) -> Fallible<Vec<Outcome>> {
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
        let others = asked.evidence_alt.iter().map(|other| &other.article);
        let listed = others
            .chain(&asked.article)
            .any(|article| *article == cited);
        let same_plot = self.stories.get(&cited) == Some(&asked.story);
        let met = |gold: &Gold| gold.is_met(&parts.text, parts.when.as_ref());
        (listed || same_plot) && asked.gold.as_ref().is_some_and(met)
    }
}

impl Gold {
    fn is_met(&self, text: &str, when: Option<&When>) -> bool {
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

/// The search, with every outcome that it has seen.
struct Fit {
    benches: Vec<Bench>,
    known: HashMap<String, Vec<Vec<Outcome>>>,
}

impl Fit {
    fn plots(&self) -> BTreeSet<String> {
        let questions = self.benches.iter().flat_map(|bench| &bench.questions);
        questions.map(|(asked, _)| asked.story.clone()).collect()
    }

    fn outcomes(&mut self, by: &Thresholds) -> Fallible<&Vec<Vec<Outcome>>> {
        let key = format!("{:?}", by.slots());
        if !self.known.contains_key(&key) {
            let each = self.benches.iter().map(|bench| bench.outcomes(by));
            let outcomes = each.collect::<Fallible<_>>()?;
            self.known.insert(key.clone(), outcomes);
        }
        Ok(&self.known[&key])
    }

    /// Right, wrong and all questions of some plots, a pair for each bench.
    fn counts(
        &mut self,
        by: &Thresholds,
        plots: &BTreeSet<String>,
    ) -> Fallible<Vec<(usize, usize, usize)>> {
        let outcomes = self.outcomes(by)?.clone();
        let each = self.benches.iter().zip(outcomes).map(|(bench, outcomes)| {
            let mine = bench
                .questions
                .iter()
                .zip(outcomes)
                .filter(|((asked, _), _)| plots.contains(&asked.story));
            let mine: Vec<Outcome> = mine.map(|(_, outcome)| outcome).collect();
            let count = |wanted| mine.iter().filter(|outcome| **outcome == wanted).count();
            (count(Outcome::Right), count(Outcome::Wrong), mine.len())
        });
        Ok(each.collect())
    }

    /// Twice the right answers less the wrong ones.
    fn worth(&mut self, by: &Thresholds, plots: &BTreeSet<String>) -> Fallible<i64> {
        let counts = self.counts(by, plots)?.into_iter();
        let worth = counts.map(|(right, wrong, _)| 2 * right as i64 - wrong as i64);
        Ok(worth.sum())
    }

    /// From the shipped thresholds, one after the other, each to the step that gains most.
    fn search(&mut self, plots: &BTreeSet<String>) -> Fallible<Thresholds> {
        let mut best = Thresholds::shipped().clone();
        let mut most = self.worth(&best, plots)?;
        for _ in 0..ROUNDS {
            let before = most;
            for (name, _) in Thresholds::shipped().slots() {
                let now = best.slots().into_iter().find(|(known, _)| *known == name);
                let now = now.map_or(0.0, |(_, now)| now);
                let from = best.clone();
                for step in STEPS {
                    let mut tried = from.clone();
                    tried.set(name, ((now + now.abs() * step) * 1000.0).round() / 1000.0);
                    let worth = self.worth(&tried, plots)?;
                    if worth > most {
                        (best, most) = (tried, worth);
                    }
                }
            }
            if most == before {
                break;
            }
        }
        Ok(best)
    }

    /// For each plot the thresholds fitted to all others, measured on it.
    fn cross_validate(&mut self, all: &BTreeSet<String>) -> Fallible<()> {
        let mut sums = vec![(0, 0, 0); self.benches.len()];
        for plot in all {
            let others = all.iter().filter(|other| *other != plot).cloned().collect();
            let fitted = self.search(&others)?;
            let unseen = self.counts(&fitted, &BTreeSet::from([plot.clone()]))?;
            for (sum, (right, wrong, asked)) in sums.iter_mut().zip(unseen) {
                *sum = (sum.0 + right, sum.1 + wrong, sum.2 + asked);
            }
        }
        self.print("each plot by the fit to all others", &sums)
    }

    fn tell(&mut self, what: &str, by: &Thresholds, plots: &BTreeSet<String>) -> Fallible<()> {
        let counts = self.counts(by, plots)?;
        self.print(what, &counts)
    }

    fn print(&self, what: &str, counts: &[(usize, usize, usize)]) -> Fallible<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{what}")?;
        for (bench, (right, wrong, asked)) in self.benches.iter().zip(counts) {
            let share = |count: i64| 100.0 * count as f64 / (*asked).max(1) as f64;
            writeln!(
                out,
                "  {:<60} right {:5.1}  right less wrong {:5.1}  ({right} right, {wrong} wrong of {asked})",
                bench.name,
                share(*right as i64),
                share(*right as i64 - *wrong as i64),
            )?;
        }
        Ok(())
    }
}
