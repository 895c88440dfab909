//! The zone words of bylines and the offsets they stand for; a word of several meanings is decided by the place told.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, Weekday};

/// How far a zone word is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offset {
    /// Always so many minutes.
    Fixed(i32),
    /// So many minutes in winter, an hour more while clocks of the United States and Canada are forward.
    American(i32),
    /// So many minutes in winter, an hour more while clocks of Europe are forward.
    European(i32),
}

use Offset::{American, European, Fixed};

/// The usual meaning of each word.
const ZONES: &[(&str, Offset)] = &[
    ("ACDT", Fixed(630)),
    ("ACST", Fixed(570)),
    ("ADT", Fixed(-180)),
    ("AEDT", Fixed(660)),
    ("AEST", Fixed(600)),
    ("AFT", Fixed(270)),
    ("AKDT", Fixed(-480)),
    ("AKST", Fixed(-540)),
    ("ART", Fixed(-180)),
    ("AST", Fixed(-240)),
    ("AWST", Fixed(480)),
    ("BDT", Fixed(360)),
    ("BRT", Fixed(-180)),
    ("BST", Fixed(60)),
    ("CAT", Fixed(120)),
    ("CDT", Fixed(-300)),
    ("CEST", Fixed(120)),
    ("CET", Fixed(60)),
    ("COT", Fixed(-300)),
    ("CST", Fixed(-360)),
    ("CT", American(-360)),
    ("EAT", Fixed(180)),
    ("EDT", Fixed(-240)),
    ("EEST", Fixed(180)),
    ("EET", Fixed(120)),
    ("EST", Fixed(-300)),
    ("ET", American(-300)),
    ("GMT", Fixed(0)),
    ("GST", Fixed(240)),
    ("HKT", Fixed(480)),
    ("HST", Fixed(-600)),
    ("ICT", Fixed(420)),
    ("IDT", Fixed(180)),
    ("IRST", Fixed(210)),
    ("IST", Fixed(330)),
    ("JST", Fixed(540)),
    ("KST", Fixed(540)),
    ("MDT", Fixed(-360)),
    ("MMT", Fixed(390)),
    ("MSK", Fixed(180)),
    ("MST", Fixed(-420)),
    ("MT", American(-420)),
    ("MYT", Fixed(480)),
    ("NPT", Fixed(345)),
    ("NZDT", Fixed(780)),
    ("NZST", Fixed(720)),
    ("PDT", Fixed(-420)),
    ("PHT", Fixed(480)),
    ("PKT", Fixed(300)),
    ("PST", Fixed(-480)),
    ("PT", American(-480)),
    ("SAST", Fixed(120)),
    ("SGT", Fixed(480)),
    ("SLST", Fixed(330)),
    ("TRT", Fixed(180)),
    ("UTC", Fixed(0)),
    ("WAT", Fixed(60)),
    ("WEST", Fixed(60)),
    ("WET", Fixed(0)),
    ("WIB", Fixed(420)),
    ("WIT", Fixed(540)),
    ("WITA", Fixed(480)),
    ("Z", Fixed(0)),
];

/// Another meaning of a word, where the story is from one of these places.
const ELSEWHERE: &[(&str, Offset, &[&str])] = &[
    (
        "IST",
        Fixed(120),
        &[
            "israel",
            "jerusalem",
            "tel aviv",
            "haifa",
            "gaza",
            "ramallah",
            "west bank",
        ],
    ),
    (
        "IST",
        European(0),
        &["ireland", "dublin", "cork", "galway", "limerick"],
    ),
    (
        "BST",
        Fixed(360),
        &[
            "bangladesh",
            "dhaka",
            "chattogram",
            "chittagong",
            "sylhet",
            "khulna",
        ],
    ),
    (
        "CST",
        Fixed(480),
        &[
            "china",
            "beijing",
            "shanghai",
            "guangzhou",
            "shenzhen",
            "taiwan",
            "taipei",
            "xinhua",
            "macau",
            "wuhan",
        ],
    ),
    ("CST", Fixed(-300), &["cuba", "havana"]),
    (
        "AST",
        Fixed(180),
        &[
            "saudi arabia",
            "riyadh",
            "jeddah",
            "kuwait",
            "bahrain",
            "manama",
            "qatar",
            "doha",
            "baghdad",
            "iraq",
            "aden",
        ],
    ),
    (
        "EST",
        Fixed(600),
        &[
            "australia",
            "sydney",
            "melbourne",
            "brisbane",
            "canberra",
            "hobart",
        ],
    ),
    (
        "EDT",
        Fixed(660),
        &["australia", "sydney", "melbourne", "canberra", "hobart"],
    ),
    (
        "PST",
        Fixed(480),
        &["philippines", "manila", "cebu", "davao"],
    ),
    (
        "PST",
        Fixed(300),
        &["pakistan", "islamabad", "karachi", "lahore", "peshawar"],
    ),
    ("SST", Fixed(480), &["singapore"]),
    ("MST", Fixed(480), &["malaysia", "kuala lumpur"]),
    ("WST", Fixed(480), &["perth", "western australia"]),
    ("GST", Fixed(-120), &["south georgia"]),
];

/// Whether the word names a zone in bylines.
pub(crate) fn is_zone(word: &str) -> bool {
    ZONES.iter().any(|(name, _)| *name == word) || ELSEWHERE.iter().any(|(name, ..)| *name == word)
}

/// Whether dates beside the word are written month first.
pub(crate) fn is_american(word: &str) -> bool {
    matches!(
        word,
        "ET" | "EST" | "EDT" | "CT" | "CDT" | "MT" | "MDT" | "PT" | "PDT" | "AKST" | "AKDT" | "HST"
    )
}

/// The offset of a zone word at a wall time, in a story that names those places (place, site, country).
pub(crate) fn offset(word: &str, wall: NaiveDateTime, places: &[&str]) -> Option<FixedOffset> {
    let told = places.join(" ").to_lowercase();
    let meant = ELSEWHERE
        .iter()
        .find(|(name, _, where_meant)| {
            *name == word && where_meant.iter().any(|place| names(&told, place))
        })
        .map(|(_, offset, _)| *offset)
        .or_else(|| {
            ZONES
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, offset)| *offset)
        })?;
    let minutes = match meant {
        Fixed(minutes) => minutes,
        American(winter) => winter + 60 * i32::from(is_american_summer(wall)),
        European(winter) => winter + 60 * i32::from(is_european_summer(wall)),
    };
    FixedOffset::east_opt(minutes * 60)
}

fn names(told: &str, place: &str) -> bool {
    told.match_indices(place).any(|(at, found)| {
        let before = told.get(..at).and_then(|t| t.chars().next_back());
        let after = told.get(at + found.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// From the second Sunday of March to the first Sunday of November, both at two in the morning.
fn is_american_summer(wall: NaiveDateTime) -> bool {
    let change = |month, nth| {
        NaiveDate::from_weekday_of_month_opt(wall.year(), month, Weekday::Sun, nth)
            .and_then(|day| day.and_hms_opt(2, 0, 0))
    };
    matches!((change(3, 2), change(11, 1)), (Some(from), Some(to)) if from <= wall && wall < to)
}

/// From the last Sunday of March to the last Sunday of October, counted in days.
fn is_european_summer(wall: NaiveDateTime) -> bool {
    let last_sunday = |month| {
        [5, 4].into_iter().find_map(|nth| {
            NaiveDate::from_weekday_of_month_opt(wall.year(), month, Weekday::Sun, nth)
        })
    };
    let day = wall.date();
    matches!((last_sunday(3), last_sunday(10)), (Some(from), Some(to)) if from <= day && day < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, month: u32, places: &[&str], minutes: i32) {
        let wall = NaiveDate::from_ymd_opt(2025, month, 12)
            .and_then(|day| day.and_hms_opt(9, 0, 0))
            .unwrap();
        let found = offset(word, wall, places).map(|offset| offset.local_minus_utc() / 60);
        assert_eq!(found, Some(minutes), "{word} {places:?}");
    }

    #[test]
    fn a_word_of_several_meanings_is_decided_by_the_place() {
        check("IST", 3, &["Nairobi"], 330);
        check("IST", 3, &["Tel Aviv"], 120);
        check("IST", 7, &["DUBLIN, Ireland"], 60);
        check("CST", 3, &["Chicago"], -360);
        check("CST", 3, &["", "Beijing"], 480);
        check("BST", 7, &["London"], 60);
        check("BST", 7, &["Dhaka"], 360);
        check("CST", 3, &["Wellington, chinaware district"], -360);
    }

    #[test]
    fn eastern_time_follows_the_season() {
        check("ET", 1, &[], -300);
        check("ET", 7, &[], -240);
    }

    #[test]
    fn the_words_stand_in_order_and_none_twice() {
        assert!(ZONES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
