//! Which English words may open or carry a phrase of time, from the rows of `data/words.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A length of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The word for one of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

/// A part of a day, as TIMEX3 names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl DayPart {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "morning" => Self::Morning,
            "midday" => Self::Midday,
            "afternoon" => Self::Afternoon,
            "evening" => Self::Evening,
            "night" => Self::Night,
            "daytime" => Self::Daytime,
            _ => return None,
        })
    }
}

/// What a token is to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// A word of no class.
    Other,
    /// A sign that is neither letter nor digit nor blank.
    Mark(char),
    /// Digits: their number and how many they are.
    Digits(u32, u8),
    Month(u8),
    Weekday(u8),
    /// "Mondays".
    Weekdays(u8),
    Number(u32),
    Scale(u32),
    Ordinal(u32),
    /// "the eighties".
    Decade(u32),
    Unit(Unit),
    /// 1 is spring, 4 is winter.
    Season(u8),
    Part(DayPart),
    /// The first word of a row of `data/named_days.txt`.
    Named,
    /// A word that may open a phrase and has no value.
    Opener,
    /// An article or preposition, which opens a phrase only before a word that phrases hold.
    Weak,
}

static WORDS: LazyLock<HashMap<&'static str, Word, Fnv>> = LazyLock::new(|| {
    let mut words = HashMap::with_hasher(Fnv::default());
    for line in include_str!("../data/words.txt").lines() {
        let Some((head, tail)) = line.split_once(": ") else {
            continue;
        };
        if let Some(word) = class(head) {
            words.extend(tail.split(' ').map(|text| (text, word)));
        }
    }
    for name in crate::named::first_words() {
        words.entry(name).or_insert(Word::Named);
    }
    words
});

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): the words are short and all ours, so that speed is all that counts.
#[derive(Clone)]
struct Fnv1a(u64);

type Fnv = BuildHasherDefault<Fnv1a>;

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv1a {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn class(head: &str) -> Option<Word> {
    let (class, value) = head.split_once(' ')?;
    let number = value.parse::<u32>().ok();
    let small = value.parse::<u8>().ok();
    match class {
        "month" => small.map(Word::Month),
        "weekday" => small.map(Word::Weekday),
        "weekdays" => small.map(Word::Weekdays),
        "season" => small.map(Word::Season),
        "number" => number.map(Word::Number),
        "scale" => number.map(Word::Scale),
        "ordinal" => number.map(Word::Ordinal),
        "decade" => number.map(Word::Decade),
        "unit" => Unit::named(value).map(Word::Unit),
        "part" => DayPart::named(value).map(Word::Part),
        "opener" => Some(Word::Opener),
        "weak" => Some(Word::Weak),
        "inner" => Some(Word::Other),
        _ => None,
    }
}

/// The longest word of the lexicon has fewer letters than this.
const LONGEST: usize = 16;

/// For each first letter, the lengths of the words that begin with it, a bit each: most words of a text are told by that.
static LENGTHS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut lengths = [0; 26];
    for word in WORDS.keys() {
        if let Some(slot) = letter(word).and_then(|letter| lengths.get_mut(letter)) {
            *slot |= 1 << word.len();
        }
    }
    lengths
});

/// The place of the first letter in the alphabet, whatever its case.
fn letter(word: &str) -> Option<usize> {
    let first = word.as_bytes().first()?.to_ascii_lowercase();
    first.checked_sub(b'a').map(usize::from)
}

/// The class of a run of letters, whatever its case; none for a word that no phrase holds.
pub(crate) fn look_up(word: &str) -> Option<Word> {
    let mut lower = [0_u8; LONGEST];
    let buffer = lower.get_mut(..word.len())?;
    let lengths = LENGTHS.get(letter(word)?)?;
    if lengths & (1 << word.len()) == 0 {
        return None;
    }
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer)
        .ok()
        .and_then(|word| WORDS.get(word).copied())
}
