//! The letters by which news names a zone, from the rows of `data/zones.txt`.

use std::sync::LazyLock;

/// A zone as printed behind a clock time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    letters: &'static str,
    /// What the letters may mean, the usual meaning first.
    meanings: Vec<Meaning>,
}

/// One zone that uses the letters.
#[derive(Debug, PartialEq, Eq)]
struct Meaning {
    /// IANA name where daylight saving decides, else an offset.
    name: &'static str,
    /// The offsets it can have, in minutes; listed only where several zones use the letters.
    offsets: Vec<i32>,
}

static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let rows = include_str!("../data/zones.txt").lines();
    rows.filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
});

fn row(line: &'static str) -> Option<Zone> {
    let (letters, meanings) = line.split_once(" = ")?;
    let meaning = |text: &'static str| {
        let (name, offsets) = text.split_once(' ').unwrap_or((text, ""));
        let offsets = offsets.split(' ').filter_map(minutes).collect();
        Meaning { name, offsets }
    };
    let meanings = meanings.split(" | ").map(meaning).collect();
    Some(Zone { letters, meanings })
}

/// `+05:30` in minutes.
fn minutes(offset: &str) -> Option<i32> {
    let (hours, rest) = offset.split_once(':')?;
    let minutes = hours.parse::<i32>().ok()? * 60;
    let rest = rest.parse::<i32>().ok()?;
    Some(if offset.starts_with('-') {
        minutes - rest
    } else {
        minutes + rest
    })
}

impl Zone {
    /// The zone that is meant in a story published at an offset of so many minutes, and the one that else may be meant.
    pub(crate) fn meant(&self, published: Option<i32>) -> (&'static str, Option<&'static str>) {
        let name = |meaning: &Meaning| meaning.name;
        let told = |offset: i32| {
            let fits = |meaning: &&Meaning| meaning.offsets.contains(&offset);
            self.meanings.iter().find(fits).map(name)
        };
        match published.and_then(told) {
            Some(meant) => (meant, None),
            None => {
                let mut names = self.meanings.iter().map(name);
                (names.next().unwrap_or("UTC"), names.next())
            }
        }
    }

    /// As printed.
    pub(crate) fn letters(&self) -> &'static str {
        self.letters
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_several_zones_are_decided_by_the_publications_offset() {
        let ist = named("IST").expect("a row");
        assert_eq!(ist.meant(Some(330)), ("Asia/Kolkata", None));
        assert_eq!(ist.meant(Some(120)), ("Asia/Jerusalem", None));
        assert_eq!(ist.meant(Some(60)), ("Europe/Dublin", None));
        assert_eq!(ist.meant(None), ("Asia/Kolkata", Some("Asia/Jerusalem")));
        assert_eq!(named("GMT").expect("a row").meant(Some(330)), ("GMT", None));
    }

    #[test]
    fn every_row_is_read_and_every_offset_in_it() {
        let rows = include_str!("../data/zones.txt").lines();
        let rows = rows.filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(rows.count(), ZONES.len());
        for zone in ZONES.iter().filter(|zone| zone.meanings.len() > 1) {
            let known = |meaning: &Meaning| !meaning.offsets.is_empty();
            assert!(zone.meanings.iter().all(known), "{zone:?}");
        }
        assert_eq!(
            (minutes("+05:30"), minutes("-06:00")),
            (Some(330), Some(-360))
        );
    }
}
