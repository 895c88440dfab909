//! How a running bot is doing, on one line.

use crate::words;

/// It serves, and Discord is connected.
#[must_use]
pub fn serving(seconds: u64, servers: u64) -> String {
    format!(
        "serving for {} · Discord connected · {}",
        time_run(seconds),
        words::count(servers, "server")
    )
}

/// It serves the command line, and Discord is not connected yet, or not any more.
#[must_use]
pub fn serving_while_connecting(seconds: u64) -> String {
    format!("serving for {} · Discord connecting", time_run(seconds))
}

/// It serves the command line only.
#[must_use]
pub fn serving_without_discord(seconds: u64) -> String {
    format!("serving for {} · Discord off", time_run(seconds))
}

/// The two largest units of a time: `4 d 3 h`, `3 h 12 min`, `12 min`, `42 s`.
fn time_run(seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min"),
        (0, _, _) => format!("{hours} h {} min", minutes % 60),
        _ => format!("{days} d {} h", hours % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_at_work_says_how_long_and_for_how_many_servers() {
        assert_eq!(
            serving(3 * 3600 + 12 * 60 + 59, 2),
            "serving for 3 h 12 min · Discord connected · 2 servers"
        );
        assert_eq!(
            serving(86_400, 0),
            "serving for 1 d 0 h · Discord connected · no servers"
        );
    }

    #[test]
    fn a_bot_without_discord_says_so() {
        assert_eq!(
            serving_while_connecting(4),
            "serving for 4 s · Discord connecting"
        );
        assert_eq!(
            serving_without_discord(60),
            "serving for 1 min · Discord off"
        );
    }
}
