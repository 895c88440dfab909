//! The program killed thirty times at all that it does: nothing that it acknowledged is lost. `tests/examples/kills.rs` kills more often.

use dateline_tests::{bot::Bot, kills::Kills};

const ROUNDS: usize = 30;

#[test]
fn thirty_kills_at_every_work_lose_nothing_that_was_acknowledged() {
    let program = |data: &std::path::Path, name: &str| Bot::command(data, name);
    let mut kills = Kills::begin(&program);
    for round in 0..ROUNDS {
        kills.round(round);
    }
    let sum = kills.sum();
    assert!(sum.kills >= 20, "{sum:?}");
    assert!(sum.stories >= 50 && sum.backups >= 6, "{sum:?}");
}
