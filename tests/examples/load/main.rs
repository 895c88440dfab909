//! What an archive of many stories costs: filling it, asking it quiet and while it grows, opening it again.
//!
//! `cargo run --release -p dateline-tests --example load -- STORIES [--seed N] [--asks N] [--threads N] [--data FOLDER] [--wrong]`
//!
//! Stories come from `dateline_tests::synthetic` and go in through `Desk::take_many`, a hundred at a time, on the store
//! and the index that `dateline add` opens, and with its allocator; what is left out is the parsing of its input. Making
//! the stories is measured and not counted. Questions have known answers; how many were right is told with the times.
//! The last line is all figures in JSON. Where the machine is shared, seconds tell little and CPU times more.

mod asking;
mod filling;
mod machine;

use dateline_core::ArchiveId;
use dateline_desk::Desk;
use dateline_search::Index;
use dateline_storage::{SledStore, StoreId};
use serde_json::{Map, Value};
use std::{
    env,
    error::Error,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Instant,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What is to be done.
struct Given {
    stories: usize,
    seed: u64,
    asks: usize,
    threads: usize,
    data: PathBuf,
    /// Whether wrong answers are shown.
    wrong: bool,
}

/// The figures so far; each is shown when it is known.
#[derive(Default)]
struct Figures(Map<String, Value>);

impl Figures {
    fn tell(&mut self, name: &str, value: f64) -> io::Result<()> {
        let value = (value * 1_000.0).round() / 1_000.0;
        self.0.insert(name.to_owned(), value.into());
        writeln!(io::stdout(), "{name:<28} {value:>14}")
    }
}

fn given(folder: &Path) -> Option<Given> {
    let mut arguments = env::args().skip(1);
    let mut given = Given {
        stories: arguments.next()?.parse().ok()?,
        seed: 1,
        asks: 2_000,
        threads: 2,
        data: folder.to_owned(),
        wrong: false,
    };
    while let Some(name) = arguments.next() {
        if name == "--wrong" {
            given.wrong = true;
            continue;
        }
        let value = arguments.next()?;
        match name.as_str() {
            "--seed" => given.seed = value.parse().ok()?,
            "--asks" => given.asks = value.parse().ok()?,
            "--threads" => given.threads = value.parse().ok()?,
            "--data" => given.data = value.into(),
            _ => return None,
        }
    }
    Some(given)
}

/// As the program opens its data folder.
fn open(data: &Path) -> Result<Desk, Box<dyn Error>> {
    let store = SledStore::open(data.join("store"), StoreId::random())?;
    let index = Index::open(&data.join("index"))?;
    Ok(Desk::open(Box::new(store), index)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let Some(given) = given(folder.path()) else {
        let usage =
            "usage: load STORIES [--seed N] [--asks N] [--threads N] [--data NEW-FOLDER] [--wrong]";
        return Ok(writeln!(io::stderr(), "{usage}")?);
    };
    let (local, mut figures) = (ArchiveId::local(), Figures::default());
    figures.tell("stories", given.stories as f64)?;
    std::fs::create_dir_all(&given.data)?;
    let desk = open(&given.data)?;
    let mut press = filling::fill(&desk, &local, &given, &mut figures)?;
    asking::quiet(&desk, &local, &given, press.days(), &mut figures)?;
    asking::beside_writing(&desk, &local, &given, &mut press, &mut figures)?;
    figures.tell("rss_mb", machine::resident())?;
    drop(desk);
    for name in ["open_first_s", "open_second_s"] {
        let begun = Instant::now();
        let desk = open(&given.data)?;
        figures.tell(name, begun.elapsed().as_secs_f64())?;
        drop(desk);
    }
    figures.tell("rss_peak_mb", machine::peak())?;
    figures.tell("load", machine::load())?;
    Ok(writeln!(io::stdout(), "{}", Value::Object(figures.0))?)
}
