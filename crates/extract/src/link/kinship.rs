//! How near a report stands to an event: by the words of their titles, their dates, their people and places.

use crate::{lexicon, merge};
use dateline_core::{EventView, Report, Status, When};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// How near: hundredths of shared meaning, dates that agree before dates that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bond {
    dates_agree: bool,
    shared: u32,
}

/// Days within which an event that took place may have slipped from its date.
const SLIP: i64 = 31;

/// What titles say, each worked out once: stories that are taken together are held against the same reports again and
/// again.
#[derive(Debug, Default)]
pub struct Titles {
    known: HashMap<String, Rc<Title>>,
    words: HashMap<String, Word>,
    /// Names of people and places; those that differ in capitals alone have one number.
    names: HashMap<String, usize>,
}

impl Titles {
    fn of(&mut self, title: &str) -> Rc<Title> {
        if let Some(known) = self.known.get(title) {
            return Rc::clone(known);
        }
        let read = Rc::new(Title::of(title, &mut self.words));
        self.known.insert(title.to_owned(), Rc::clone(&read));
        read
    }

    /// Whether reports of that title share one of these keys.
    pub(super) fn has_key(&mut self, title: &str, keys: &HashSet<Key>) -> bool {
        self.of(title).keys().any(|key| keys.contains(&key))
    }

    /// What reports of that title must share to be alike.
    pub(super) fn keys(&mut self, title: &str) -> Vec<Key> {
        self.of(title).keys().collect()
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let next = self.names.len();
        let number = *self.names.entry(name.to_lowercase()).or_insert(next);
        self.names.insert(name.to_owned(), number);
        number
    }
}

impl Titles {
    /// The words of a sentence that stand in capitals behind its first.
    fn named(&mut self, sentence: &str) -> Vec<Word> {
        let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '-');
        let words = words.filter(|word| word.len() > 2).skip(1);
        let names = words.filter(|word| word.starts_with(char::is_uppercase));
        let mut names: Vec<Word> = names
            .map(|name| Word::of(&dateline_text::stem(name), &mut self.words))
            .filter(|word| word.sort == Sort::Own)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// A word of a title; equal words have equal numbers among titles that were met together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Word {
    number: u32,
    sort: Sort,
}

/// What a word of a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Sort {
    /// What many titles name.
    Common,
    /// What is done.
    Deed,
    /// What few other titles name.
    Own,
}

impl Word {
    fn of(stem: &str, words: &mut HashMap<String, Word>) -> Self {
        if let Some(word) = words.get(stem) {
            return *word;
        }
        let sort = if common(stem) {
            Sort::Common
        } else if is_deed(stem) {
            Sort::Deed
        } else {
            Sort::Own
        };
        let number = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let word = Self { number, sort };
        words.insert(stem.to_owned(), word);
        word
    }

    fn weight(self) -> u32 {
        match self.sort {
            Sort::Common => 1,
            Sort::Deed => 2,
            Sort::Own => 4,
        }
    }
}

/// The words of a title.
#[derive(Debug)]
struct Title {
    /// Each word once, in order, and those of them that name deeds or members of a series.
    words: Vec<Word>,
    deeds: Vec<Word>,
    ordinals: Vec<Word>,
    numerals: Vec<Word>,
    /// A bit for each of [`SIDES`].
    sides: u16,
    /// A bit for each word, and for each deed: titles without a common bit have no common word, or no common deed.
    sign: u64,
    deed_sign: u64,
    /// What all words weigh.
    weight: u32,
}

impl Title {
    fn of(title: &str, words: &mut HashMap<String, Word>) -> Self {
        let stems = merge::words(title);
        let mut listed = |test: &dyn Fn(&str) -> bool| -> Vec<Word> {
            let listed = stems.iter().filter(|stem| test(stem));
            let mut listed: Vec<Word> = listed.map(|stem| Word::of(stem, words)).collect();
            listed.sort_unstable();
            listed
        };
        let (all, deeds) = (listed(&|_| true), listed(&is_deed));
        Self {
            ordinals: listed(&|stem| merge::ordinal(stem) && !RELATIVE.contains(&stem)),
            numerals: listed(&merge::numeral),
            sides: sides_of(title),
            sign: sign(&all),
            deed_sign: sign(&deeds),
            weight: all.iter().map(|word| word.weight()).sum(),
            deeds,
            words: all,
        }
    }

    fn keys(&self) -> impl Iterator<Item = Key> {
        let bare = self.deeds.is_empty();
        let words = if bare { &self.words } else { &self.deeds };
        words.iter().map(move |word| Key { word: *word, bare })
    }

    fn shares_deed(&self, other: &Self) -> bool {
        self.deed_sign & other.deed_sign != 0
            && shared_words(&self.deeds, &other.deeds).next().is_some()
    }

    /// The words of both.
    fn shared(&self, other: &Self) -> impl Iterator<Item = Word> {
        shared_words(&self.words, &other.words)
    }
}

/// One of 64 bits for each word.
fn sign(words: &[Word]) -> u64 {
    let bits = words.iter().map(|word| 1 << (word.number % 64));
    bits.fold(0, |sign: u64, bit: u64| sign | bit)
}

/// What two lists in order share, in that order.
fn shared_words(mut one: &[Word], mut other: &[Word]) -> impl Iterator<Item = Word> {
    std::iter::from_fn(move || {
        loop {
            let ([first, rest @ ..], [second, further @ ..]) = (one, other) else {
                return None;
            };
            if first <= second {
                one = rest;
            }
            if second <= first {
                other = further;
            }
            if first == second {
                return Some(*first);
            }
        }
    })
}

/// What the title, people and place of a report say, worked out once for all comparisons.
pub(super) struct Marks {
    title: Rc<Title>,
    people: Vec<usize>,
    place: Option<usize>,
    /// The names in the sentence of a report whose title is a deed and no more, in order.
    beside: Vec<Word>,
}

impl Marks {
    pub(super) fn of(report: &Report, titles: &mut Titles) -> Self {
        let people = report.participants().iter();
        let title = titles.of(report.title());
        let bare = !title.words.is_empty() && title.words.len() == title.deeds.len();
        let beside = if bare {
            titles.named(report.quote().text())
        } else {
            Vec::new()
        };
        Self {
            title,
            beside,
            people: people.map(|name| titles.number(told_by(name))).collect(),
            place: report.place().map(|place| titles.number(&place.name)),
        }
    }

    /// What a report must share to be like this one: a deed; a word, where neither title names a deed.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.title.keys()
    }
}

/// What tells a name from others: the last word of most; all of it, without its letters, where that only says what it is ("Harbour
/// Workers' Union (HWU)").
fn told_by(name: &str) -> &str {
    let whole = name.split(" (").next().unwrap_or(name);
    let last = whole.rsplit(' ').next().unwrap_or(whole);
    let says = lexicon::people(&last.to_lowercase()).is_some();
    if says { whole } else { last }
}

/// What like reports have in common, one or more of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    word: Word,
    bare: bool,
}

/// Hundredths of meaning that the report shares with the nearest report of an event; none where they speak of
/// different things whatever their dates.
pub(super) fn shared(report: &Marks, known: &[Marks]) -> Option<u32> {
    let best = known.iter().map(|other| likeness(report, other)).max()?;
    (best >= 50 && !disagree(report, known)).then_some(best)
}

/// The bond of a report with an event as it was known, or none where their dates keep them apart.
pub(super) fn bond(
    (report, marks): (&Report, &Marks),
    (known, others): (&[&Report], &[Marks]),
    view: &EventView,
    shared: u32,
) -> Option<Bond> {
    let dates_agree = match (report.when(), &view.when) {
        (Some(new), Some(old)) => agree(new, old),
        _ => true,
    };
    let was_known = known.iter().any(|other| dated_like(report, other));
    let unique = || others.iter().any(|other| unique(marks, other));
    let joins = dates_agree || was_known || shared >= 75 && moved(report, known, view, unique);
    joins.then_some(Bond {
        dates_agree,
        shared,
    })
}

fn agree(one: &When, other: &When) -> bool {
    one.interval.overlaps(&other.interval)
        || (one.interval.first_day() == other.interval.first_day())
}

/// Whether the report says when the event was to be, or repeats an earlier date of it.
fn dated_like(report: &Report, other: &Report) -> bool {
    let was = report.was().zip(other.when());
    was.is_some_and(|(was, when)| agree(was, when))
}

/// Whether the report may move the date that is known.
fn moved(
    report: &Report,
    known: &[&Report],
    view: &EventView,
    unique: impl FnOnce() -> bool,
) -> bool {
    let (Some(new), Some(old)) = (report.when(), &view.when) else {
        return false;
    };
    let article = report.quote().article();
    let same_story = known.iter().any(|other| other.quote().article() == article);
    let put_off = |status: Status| matches!(status, Status::Postponed | Status::Cancelled);
    let published = report.visible_from().day();
    let later = new.interval.start() > old.interval.start();
    match report.status() {
        _ if view.status == Status::Happened => false,
        Status::Scheduled if same_story => put_off(view.status) && later,
        Status::Postponed if same_story => view.status == Status::Scheduled && !later,
        Status::Scheduled => {
            let lapsed = view.status == Status::Scheduled && old.interval.last_day() < published;
            new.interval.last_day() >= published && (!lapsed || unique())
        }
        Status::Happened if !same_story => {
            later && (new.interval.start() - old.interval.start()).num_days() <= SLIP
        }
        _ => false,
    }
}

/// Whether titles name different members of a series, or different places stand under one bare title.
fn disagree(report: &Marks, known: &[Marks]) -> bool {
    known.iter().any(|other| {
        numbered(&report.title, &other.title) || sides(report.title.sides, other.title.sides)
    })
}

/// Words that say which side of a thing is meant: edges in pairs first, then what is apart from the thing itself.
const SIDES: [&str; 12] = [
    "start",
    "end",
    "opening",
    "close",
    "arrival",
    "departure",
    "announcement",
    "cancellation",
    "confirmation",
    "post",
    "postponement",
    "statement",
];
const STARTS: u16 = 0b01_0101;
const EDGES: u16 = 0b11_1111;

/// Which sides the words themselves name: "reopening postponed" is the reopening, no postponement.
fn sides_of(title: &str) -> u16 {
    let mut found = 0;
    for said in title.split(|c: char| !c.is_alphanumeric()) {
        let sides = SIDES.iter().enumerate();
        let mut named = sides.filter(|(_, side)| said.eq_ignore_ascii_case(side));
        found |= named.next().map_or(0, |(bit, _)| 1 << bit);
    }
    found
}

/// The start and the end of a thing, or a thing and its announcement or cancellation, are two events.
fn sides(one: u16, other: u16) -> bool {
    let starts = |sides: u16| sides & STARTS;
    let ends = |sides: u16| (sides >> 1) & STARTS;
    let opposite = starts(one) & ends(other) | ends(one) & starts(other);
    opposite != 0 || (one ^ other) & !EDGES != 0
}

/// Words that count from something else: they say nothing across stories.
const RELATIVE: [&str; 4] = ["last", "next", "previous", "final"];

/// "first round" and "second round".
fn numbered(one: &Title, other: &Title) -> bool {
    let apart = |one: &[Word], other: &[Word]| {
        !one.is_empty() && !other.is_empty() && shared_words(one, other).next().is_none()
    };
    apart(&one.ordinals, &other.ordinals) || apart(&one.numerals, &other.numerals)
}

/// Hundredths of the shorter title's weight that the longer shares; 0 without a shared deed or a shared name for it.
fn likeness(one: &Marks, other: &Marks) -> u32 {
    let (title, known) = (&one.title, &other.title);
    if title.sign & known.sign == 0 {
        return 0;
    }
    let bare = title.deeds.is_empty() && known.deeds.is_empty();
    if !(bare || title.shares_deed(known)) {
        return 0;
    }
    let specific = title.shared(known).any(|word| word.sort == Sort::Own);
    if !specific && !same_people(one, other) && !named_beside(one, other) {
        return 0;
    }
    let both: u32 = title.shared(known).map(Word::weight).sum();
    both.saturating_mul(100) / title.weight.min(known.weight).max(1)
}

fn is_deed(stem: &str) -> bool {
    lexicon::event_stem(stem)
}

/// Words that many titles hold.
fn common(stem: &str) -> bool {
    const COMMON: [&str; 18] = [
        "start", "end", "date", "day", "new", "next", "last", "first", "second", "third", "offici",
        "plan", "time", "week", "month", "year", "two", "more",
    ];
    COMMON.contains(&stem)
}

/// Whether two words of the titles that name nothing common are shared: then a date that has passed was moved, not repeated.
fn unique(one: &Marks, other: &Marks) -> bool {
    let shared = one.title.shared(&other.title);
    shared.filter(|word| word.sort == Sort::Own).count() > 1
}

/// Whether the title of the one names somebody or something that stands beside the bare title of the other: "set sentencing for
/// May 3 and let Lund go" and "the sentencing of Karin Lund".
fn named_beside(one: &Marks, other: &Marks) -> bool {
    let told = |beside: &[Word], title: &Title| shared_words(beside, &title.words).next().is_some();
    told(&one.beside, &other.title) || told(&other.beside, &one.title)
}

fn same_people(one: &Marks, other: &Marks) -> bool {
    let shared = one.people.iter().any(|name| other.people.contains(name));
    shared || one.place.is_some() && one.place == other.place
}
