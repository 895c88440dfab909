//! Countries, nationalities, capitals, cities and regions that the lists know, each with its other names.

use crate::rows::rows;
use crate::words::Words;
use crate::{NameKind, QuickMap, QuickSet};
use std::sync::LazyLock;

/// A listed name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// The same for all names of one thing ("U.S.", "United States").
    pub(crate) id: usize,
    /// Place or nationality.
    pub(crate) kind: NameKind,
}

#[derive(Default)]
struct Gazetteer {
    names: QuickMap<String, Known>,
    /// The most words a name that begins with this word has.
    longest: QuickMap<&'static str, usize>,
}

impl Gazetteer {
    fn add(&mut self, names: &'static str, separator: char, known: Known) {
        for name in names
            .split(separator)
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let first = name.split(' ').next().unwrap_or_default();
            let most = self.longest.entry(first).or_default();
            *most = (*most).max(name.split(' ').count());
            self.names.entry(name.replace('’', "'")).or_insert(known);
        }
    }
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer::default();
    let mut id = 0;
    for row in rows(include_str!("../../data/countries.txt")) {
        let place = Known {
            id,
            kind: NameKind::Place,
        };
        for (column, names) in row.split('|').enumerate() {
            match column {
                0 | 1 => gazetteer.add(names, ',', place),
                2 => gazetteer.add(
                    names,
                    ',',
                    Known {
                        id: id + 1,
                        kind: NameKind::Nationality,
                    },
                ),
                _ => gazetteer.add(
                    names,
                    ',',
                    Known {
                        id: id + 2,
                        kind: NameKind::Place,
                    },
                ),
            }
        }
        id += 3;
    }
    let places = rows(include_str!("../../data/places.txt")).map(|row| (row, NameKind::Place));
    let bodies =
        rows(include_str!("../../data/organisations.txt")).map(|row| (row, NameKind::Organisation));
    for (row, kind) in places.chain(bodies) {
        let known = row
            .split('|')
            .find_map(|name| gazetteer.names.get(name.trim()).copied())
            .unwrap_or(Known { id, kind });
        gazetteer.add(row, '|', known);
        id += 1;
    }
    gazetteer
});

/// The longest listed name that begins at a token and ends before `limit`, and the position behind it.
pub(crate) fn known_at(words: &Words<'_>, at: usize, limit: usize) -> Option<(Known, usize)> {
    let first = plain(words, at);
    let most = *GAZETTEER.longest.get(first)?;
    let mut name = String::new();
    let mut best = None;
    for end in at..limit.min(at + most) {
        if end > at {
            if words.is_possessive(end - 1) {
                break;
            }
            name.push(' ');
        }
        name.push_str(plain(words, end));
        if let Some(known) = GAZETTEER.names.get(name.as_str()) {
            best = Some((*known, end + 1));
        }
    }
    best
}

static COUNTRIES: LazyLock<QuickSet<&'static str>> = LazyLock::new(|| {
    let columns =
        rows(include_str!("../../data/countries.txt")).flat_map(|row| row.split('|').take(2));
    let names = columns.flat_map(|names| names.split(',').map(str::trim));
    names.filter(|name| !name.is_empty()).collect()
});

/// Whether a name is that of a country.
pub(crate) fn is_country(name: &str) -> bool {
    COUNTRIES.contains(name)
}

static PEOPLES: LazyLock<QuickMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/countries.txt"));
    let peoples = rows.filter_map(|row| {
        let mut columns = row.split('|').map(str::trim);
        Some((columns.next()?, columns.nth(1)?))
    });
    peoples
        .flat_map(|(land, names)| names.split(',').map(move |name| (name.trim(), land)))
        .collect()
});

/// The country of a people or of its adjective ("Norwegian").
pub(crate) fn country_of(people: &str) -> Option<&'static str> {
    PEOPLES.get(people).copied()
}

/// A listed name by its words.
pub(crate) fn known(name: &str) -> Option<Known> {
    GAZETTEER.names.get(name).copied()
}

fn plain<'a>(words: &Words<'a>, at: usize) -> &'a str {
    crate::without_possessive(words.written(at))
}
