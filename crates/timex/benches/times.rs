//! How fast text is read, and whether the time grows with its length: `cargo bench -p dateline-timex`.
//!
//! The news is of our own writing; the hostile texts are those that make a careless reader look back again and again.

#![expect(
    missing_docs,
    reason = "criterion's macro makes a public function without any"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dateline_core::Moment;
use std::hint::black_box;

const NEWS: &str = include_str!("news.txt");

/// A story of about so many bytes.
fn news(bytes: usize) -> String {
    let mut story = NEWS.repeat(bytes / NEWS.len() + 1);
    story.truncate(bytes);
    story
}

fn published() -> Moment {
    Moment::parse("2026-03-03").expect("a day")
}

fn by_length(c: &mut Criterion) {
    let mut group = c.benchmark_group("news");
    group.sample_size(10);
    for bytes in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let text = news(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(bytes), &text, |b, text| {
            b.iter(|| dateline_timex::times(black_box(text), &published()));
        });
    }
}

fn hostile(c: &mut Criterion) {
    let mut group = c.benchmark_group("nothing but");
    group.sample_size(10);
    for word in [
        "may ",
        "7",
        "last ",
        "about ",
        "on Monday, ",
        "the ",
        "12:30 ",
        "1998-",
        "said ",
    ] {
        for bytes in [100_000, 1_000_000] {
            let text = word.repeat(bytes / word.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            let id = BenchmarkId::new(word.trim(), bytes);
            group.bench_with_input(id, &text, |b, text| {
                b.iter(|| dateline_timex::times(black_box(text), &published()));
            });
        }
    }
}

criterion_group!(benches, by_length, hostile);
criterion_main!(benches);
