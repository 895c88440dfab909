//! What a story costs to take and a question to ask, and how that grows with what is stored: `cargo bench -p dateline-desk`.
//!
//! Only the ratios tell: the cost beside 320 stories against that beside 20. Nothing here is asserted.

#![expect(
    missing_docs,
    reason = "criterion's macro makes a public function without any"
)]

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use dateline_core::{ArchiveId, Draft, Moment};
use dateline_desk::Desk;
use std::hint::black_box;

const STORED: [usize; 2] = [20, 320];
const TOWNS: [&str; 8] = [
    "Lindvik", "Norhamn", "Estby", "Gransund", "Holmo", "Vestfors", "Sandeby", "Tornholt",
];
const THINGS: [&str; 5] = ["bridge", "ferry line", "library", "tunnel", "market hall"];

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a written moment")
}

/// A story of some paragraphs about a thing in a town; the number tells it from all others.
fn story(n: usize) -> Draft {
    let (town, thing) = (
        TOWNS[n % TOWNS.len()],
        THINGS[n / TOWNS.len() % THINGS.len()],
    );
    let day = 1 + n % 28;
    let told = format!(
        "The {thing} number {n} in {town} will open on {day} May 2026, the mayor said on Tuesday.\n\n\
         It was to open in March, but the council put it off after a storm damaged the roof of hall {n}.\n\n\
         \"We have waited long enough,\" the mayor told reporters. A hearing on the costs is planned for next week.\n\n"
    );
    Draft {
        id: Some(format!("n{n:04}").parse().expect("a plain id")),
        title: format!("{thing} number {n} in {town} to open in May"),
        text: told.repeat(4),
        ..Draft::published(moment("2026-04-02"))
    }
}

fn desk(stories: usize) -> Desk {
    let desk = Desk::in_memory().expect("a desk in memory");
    let drafts = (0..stories).map(story).collect();
    desk.take_many(&ArchiveId::local(), drafts)
        .expect("memory takes all");
    desk
}

fn take(c: &mut Criterion) {
    let mut group = c.benchmark_group("take ten stories beside");
    group.sample_size(10);
    for stored in STORED {
        group.bench_with_input(BenchmarkId::from_parameter(stored), &stored, |b, stored| {
            let fresh = || (desk(*stored), (1000..1010).map(story).collect::<Vec<_>>());
            let taken = |(desk, drafts): (Desk, Vec<Draft>)| {
                let taken = desk.take_many(&ArchiveId::local(), drafts);
                black_box(taken).expect("memory takes all");
                desk
            };
            b.iter_batched(fresh, taken, BatchSize::PerIteration);
        });
    }
}

fn ask(c: &mut Criterion) {
    let mut group = c.benchmark_group("ask beside");
    group.sample_size(20);
    let (here, asked) = (ArchiveId::local(), moment("2026-04-05"));
    for stored in STORED {
        let desk = desk(stored);
        group.bench_with_input(BenchmarkId::from_parameter(stored), &desk, |b, desk| {
            let question = black_box("When will the ferry line number 9 in Norhamn open?");
            b.iter(|| desk.ask(&here, question, &asked).expect("an answer"));
        });
    }
}

criterion_group!(benches, take, ask);
criterion_main!(benches);
