//! Questions from several threads, quiet and beside writing.

use crate::{Figures, Given, machine};
use dateline_core::{Answer, ArchiveId, Draft};
use dateline_desk::Desk;
use dateline_tests::synthetic::{Asker, Expected, Press, Question};
use std::{
    error::Error,
    io::{self, Write as _},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Stories come as polling brings them: some at once, so that it makes fifty a second.
const AT_ONCE: usize = 10;
const EVERY: Duration = Duration::from_millis(200);

/// How long each question took, and how many answers were right of those that can be told.
#[derive(Default)]
struct Asked {
    times: Vec<Duration>,
    right: usize,
    told: usize,
}

impl Asked {
    fn count(&mut self, question: &Question, answer: &Answer, tell_wrong: bool) {
        if question.expected == Expected::Any {
            return;
        }
        self.told += 1;
        if question.expected.is_met_by(answer) {
            self.right += 1;
        } else if tell_wrong {
            let (words, said) = (&question.words, &answer.parts().text);
            let wrong = format!("{words}: {said}, and not {:?}", question.expected);
            // What is shown for people's eyes may be lost.
            let _ = writeln!(io::stderr(), "{wrong}");
        }
    }
}

pub(crate) fn quiet(
    desk: &Desk,
    archive: &ArchiveId,
    given: &Given,
    days: u64,
    figures: &mut Figures,
) -> Result<(), Box<dyn Error>> {
    let before = machine::cpu();
    let asked = ask(desk, archive, given, days);
    let cpu = machine::cpu() - before;
    figures.tell("ask_cpu_ms", 1_000.0 * cpu / asked.times.len() as f64)?;
    tell("ask", asked, figures)
}

pub(crate) fn beside_writing(
    desk: &Desk,
    archive: &ArchiveId,
    given: &Given,
    press: &mut Press,
    figures: &mut Figures,
) -> Result<(), Box<dyn Error>> {
    let days = press.days();
    let done = AtomicBool::new(false);
    let (asked, written) = thread::scope(|scope| {
        let writer = scope.spawn(|| write(desk, archive, press, &done));
        let asked = ask(desk, archive, given, days);
        done.store(true, Ordering::Relaxed);
        (asked, writer.join().expect("the writer ends"))
    });
    figures.tell("written_beside_per_s", written)?;
    tell("ask_beside", asked, figures)
}

/// Takes stories in until it is told to end; how many that were a second.
fn write(desk: &Desk, archive: &ArchiveId, press: &mut Press, done: &AtomicBool) -> f64 {
    let (begun, mut written) = (Instant::now(), 0_usize);
    while !done.load(Ordering::Relaxed) {
        let drafts: Vec<Draft> = press.by_ref().take(AT_ONCE).collect();
        let taken = desk.take_many(archive, drafts).expect("a disk with room");
        written += taken.len();
        let due = EVERY * u32::try_from(written / AT_ONCE).unwrap_or(u32::MAX);
        thread::sleep(due.saturating_sub(begun.elapsed()));
    }
    written as f64 / begun.elapsed().as_secs_f64()
}

fn ask(desk: &Desk, archive: &ArchiveId, given: &Given, days: u64) -> Asked {
    let each = given.asks / given.threads.max(1);
    let questions = |stream| Asker::new(given.seed, stream, days).take(each);
    thread::scope(|scope| {
        let threads = (0..given.threads as u64).map(|stream| {
            scope.spawn(move || {
                let mut asked = Asked::default();
                for question in questions(stream) {
                    let begun = Instant::now();
                    let answer = desk.ask(archive, &question.words, &question.asked);
                    asked.times.push(begun.elapsed());
                    let answer = answer.expect("a whole archive");
                    asked.count(&question, &answer, given.wrong);
                }
                asked
            })
        });
        let threads: Vec<_> = threads.collect();
        let mut all = Asked::default();
        for thread in threads {
            let some = thread.join().expect("asking ends");
            all.times.extend(some.times);
            all.right += some.right;
            all.told += some.told;
        }
        all
    })
}

fn tell(name: &str, mut asked: Asked, figures: &mut Figures) -> Result<(), Box<dyn Error>> {
    asked.times.sort();
    for (part, of_thousand) in [("p50", 500), ("p95", 950), ("p99", 990)] {
        let at = (asked.times.len() * of_thousand / 1_000).min(asked.times.len().saturating_sub(1));
        let time = asked.times.get(at).copied().unwrap_or_default();
        figures.tell(&format!("{name}_{part}_ms"), time.as_secs_f64() * 1_000.0)?;
    }
    let right = 100.0 * asked.right as f64 / asked.told.max(1) as f64;
    Ok(figures.tell(&format!("{name}_right_percent"), right)?)
}
