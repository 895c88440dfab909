//! The letters by which news names a zone, from the rows of `data/zones.txt`.

use std::sync::LazyLock;

/// A zone as printed behind a clock time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    letters: &'static str,
    /// IANA name where daylight saving decides, else an offset.
    pub(crate) name: &'static str,
}

static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    include_str!("../data/zones.txt")
        .lines()
        .filter_map(|line| {
            let (letters, name) = line.split_once(" = ")?;
            Some(Zone { letters, name })
        })
        .collect()
});

/// The zone that these letters name, in capitals as printed.
pub(crate) fn named(letters: &str) -> Option<&'static Zone> {
    ZONES.iter().find(|zone| zone.letters == letters)
}

/// The zone that a word before "time" names, whatever its case ("Eastern time").
pub(crate) fn spoken(word: &str) -> Option<&'static Zone> {
    ZONES
        .iter()
        .find(|zone| zone.letters.len() > 4 && zone.letters.eq_ignore_ascii_case(word))
}
