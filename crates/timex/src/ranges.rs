//! Pairs of mentions that are the two ends of one range.

use dateline_core::{Interval, Precision, Span, TimeMention, When};

/// Two mentions that name the beginning and the end of one time: "from Monday to Thursday", "Feb. 13-16".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Position of the mention that names the beginning.
    pub from: usize,
    /// Position of the mention that names the end.
    pub to: usize,
    /// From the first byte of the one to the last of the other.
    pub span: Span,
    /// From the start of the one to the end of the other.
    pub when: When,
}

/// The ranges that neighbouring `mentions` of `text` make.
#[must_use]
pub fn ranges(text: &str, mentions: &[TimeMention]) -> Vec<Range> {
    mentions
        .windows(2)
        .enumerate()
        .filter_map(|(from, pair)| match pair {
            [first, last] => range(text, from, first, last),
            _ => None,
        })
        .collect()
}

fn range(text: &str, from: usize, first: &TimeMention, last: &TimeMention) -> Option<Range> {
    let between = text.get(first.span.end()..last.span.start())?.trim();
    let before = text.get(..first.span.start())?.trim_end();
    let opened = |word: &str| ends_with_word(before, word);
    let joined = match between.to_ascii_lowercase().as_str() {
        "to" | "until" | "till" => !(opened("from") && is_moved(before)),
        "-" | "–" | "—" | "--" | "through" | "thru" => true,
        "and" => opened("between") || follows(first, last),
        _ => false,
    };
    let (start, end) = (first.when.as_ref()?, last.when.as_ref()?);
    let interval = Interval::new(start.interval.start(), end.interval.end()).ok();
    let interval = interval.filter(|_| joined && start.interval.start() < end.interval.start())?;
    let clocks = start.precision == Precision::Minute && end.precision == Precision::Minute;
    let when = When {
        modifier: None,
        zone: end.zone.clone().or_else(|| start.zone.clone()),
        certainty: end.certainty,
        ..When::new(
            if clocks {
                Interval::new(interval.start(), end.interval.start()).ok()?
            } else {
                interval
            },
            Precision::Range,
        )
    };
    Some(Range {
        from,
        to: from + 1,
        span: first.span.join(last.span),
        when,
    })
}

/// "The gala was pushed from May 4 to May 18": the one day takes the place of the other.
fn is_moved(before: &str) -> bool {
    let moves = [
        "moved",
        "pushed",
        "postponed",
        "rescheduled",
        "shifted",
        "changed",
        "delayed",
        "deferred",
        "switched",
        "back",
        "forward",
        "off",
        "move",
        "push",
        "postpone",
        "reschedule",
        "shift",
        "change",
        "delay",
        "up",
    ];
    let words = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.skip(1).take(5).any(|word| moves.contains(&word))
}

/// Two days of which the second is the next: "on Wednesday and Thursday".
fn follows(first: &TimeMention, last: &TimeMention) -> bool {
    let day = |mention: &TimeMention| {
        let when = mention.when.as_ref()?;
        (when.precision == Precision::Day).then(|| when.interval.first_day())
    };
    let next = day(first).and_then(|day| day.succ_opt());
    next.is_some() && next == day(last)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let tail = text
        .len()
        .checked_sub(word.len())
        .and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
}
