//! Kills the program round after round at all that it does, and stops where anything is lost, torn or not in step.
//!
//! `cargo run --release -p dateline-tests --example kills -- target/release/dateline [ROUNDS]`

use std::{
    env,
    io::{self, Write},
};

#[cfg(unix)]
fn main() -> io::Result<()> {
    use dateline_tests::kills::Kills;
    use std::{path::Path, process::Command, time::Instant};

    let mut arguments = env::args().skip(1);
    let Some(program) = arguments.next() else {
        return writeln!(io::stderr(), "usage: kills PROGRAM [ROUNDS]");
    };
    let rounds = arguments.next().and_then(|text| text.parse().ok());
    let rounds: usize = rounds.unwrap_or(300);
    let command = |data: &Path, name: &str| {
        let mut command = Command::new(&program);
        command.arg(name).arg("--data").arg(data);
        command
    };
    let begun = Instant::now();
    let mut kills = Kills::begin(&command);
    for round in 0..rounds {
        kills.round(round);
        if (round + 1) % 25 == 0 {
            let seconds = begun.elapsed().as_secs();
            let sum = kills.sum();
            writeln!(io::stdout(), "{} rounds, {seconds} s: {sum:?}", round + 1)?;
        }
    }
    writeln!(io::stdout(), "nothing was lost: {:?}", kills.sum())
}

#[cfg(not(unix))]
fn main() -> io::Result<()> {
    let _ = env::args();
    writeln!(io::stderr(), "it kills processes as Unix does")
}
