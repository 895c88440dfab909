//! How the bot is doing, looked up when somebody asks for the counts.

use crate::{discord::Bot, metrics::Facts};
use std::{fs, path::Path};

/// Everything that is told; none where the archives cannot be read.
pub(super) fn look(bot: &Bot, folder: &Path) -> Option<Facts> {
    let (condition, desk) = (bot.condition(), bot.desk());
    let archives = desk.archives().ok()?;
    let mut facts = Facts {
        is_connected: condition.is_connected,
        servers: condition.servers as u64,
        archives: archives.len() as u64,
        disk: size(folder),
        memory: memory().unwrap_or_default(),
        ..Facts::default()
    };
    for archive in &archives {
        let counted = desk.statistics(archive).ok()?;
        facts.articles += counted.articles;
        facts.events += counted.events;
    }
    Some(facts)
}

/// Bytes of all files below a folder; those that go while they are counted do not count.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let kind = entry.file_type().ok()?;
            if kind.is_dir() {
                return Some(size(&entry.path()));
            }
            entry.metadata().ok().map(|of| of.len())
        })
        .sum()
}

/// Bytes that the process holds, as Linux tells (`VmRSS`); none elsewhere.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes = line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_folder_and_of_those_below_it_are_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), [0; 10]).expect("a file");
        fs::create_dir(folder.path().join("b")).expect("a folder");
        fs::write(folder.path().join("b/c"), [0; 5]).expect("a file");
        assert_eq!(size(folder.path()), 15);
        assert_eq!(size(&folder.path().join("none")), 0);
    }
}
