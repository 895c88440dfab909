//! Looking after an archive, in words: verified, backed up, restored, imported, what reading anew would change.

use crate::{safe, words};
use dateline_core::Status;

/// What was read through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Checked<'a> {
    /// Archives.
    pub archives: u64,
    /// Stories.
    pub articles: u64,
    /// Their revisions.
    pub revisions: u64,
    /// Reports, each with its quote.
    pub reports: u64,
    /// Events.
    pub events: u64,
    /// Entries of the log.
    pub log: u64,
    /// Stories in the index.
    pub indexed: u64,
    /// Other values, by sort.
    pub values: &'a [(&'a str, u64)],
}

/// What was read through, in lines; how many faults there are stands in the last.
#[must_use]
pub fn checked(checked: &Checked<'_>, faults: usize) -> String {
    let values = checked.values.iter();
    let values: Vec<String> = values
        .map(|(sort, count)| format!("{} {count}", safe::line(sort)))
        .collect();
    let values = match values.as_slice() {
        [] => "none".to_owned(),
        some => some.join(", "),
    };
    let end = match faults {
        0 => "All is well.".to_owned(),
        1 => "1 fault:".to_owned(),
        some => format!("{some} faults:"),
    };
    format!(
        "Read through: {} in {}, {}, {} with their quotes, {}.\nThe log has {}; the index holds {}.\nOther values: {values}.\n{end}",
        words::count(checked.articles, "story"),
        words::count(checked.archives, "archive"),
        words::count(checked.revisions, "revision"),
        words::count(checked.reports, "report"),
        words::count(checked.events, "event"),
        counted(checked.log, "entry", "entries"),
        words::count(checked.indexed, "story"),
    )
}

/// One fault on its line.
#[must_use]
pub fn fault(archive: Option<&str>, what: &str) -> String {
    let what = safe::line(what);
    match archive {
        Some(archive) => format!("  {archive}: {what}"),
        None => format!("  {what}"),
    }
}

/// A backup that is whole.
#[must_use]
pub fn backed_up(path: &str, sequence: u64, bytes: u64) -> String {
    format!(
        "{}: backed up at entry {sequence} of the log, {}.",
        safe::line(path),
        size(bytes)
    )
}

/// A data folder that was filled.
#[must_use]
pub fn restored(articles: u64, events: u64, archives: u64) -> String {
    format!(
        "Restored and verified: {}, {}, {}.",
        words::count(archives, "archive"),
        words::count(articles, "story"),
        words::count(events, "event")
    )
}

/// What became of imported lines.
#[must_use]
pub fn imported(stories: u64, others: u64, known: u64, refused: u64) -> String {
    let mut said = format!(
        "{} and {} new; {known} there already",
        counted(stories, "story", "stories"),
        counted(others, "other line", "other lines")
    );
    if refused > 0 {
        said.push_str(&format!("; {refused} not taken"));
    }
    said.push('.');
    said
}

/// How many lines were exported.
#[must_use]
pub fn lines_exported(lines: u64) -> String {
    format!("{} written.", counted(lines, "line", "lines"))
}

/// What reading anew would find, before it is kept.
#[must_use]
pub fn would_reread(articles: u64, changed: u64) -> String {
    let read = words::count(articles, "story");
    match changed {
        0 => format!("{read} read; all would be found as before. Nothing was kept."),
        some => format!(
            "{read} read; something else would be found in {some}. Nothing was kept; to keep it: dateline reread"
        ),
    }
}

/// All that is derived was made again.
#[must_use]
pub fn rebuilt(articles: u64, changed: u64) -> String {
    let read = super::reread(articles, changed);
    format!("{read} The search index was built anew.")
}

/// A story in which something else would be found.
#[must_use]
pub fn differs(id: &str, title: &str) -> String {
    format!("{}  {}", safe::line(id), safe::line(title))
}

/// What would be found no more (`-`) or is found only now (`+`).
#[must_use]
pub fn report_read(mark: char, title: &str, when: Option<&str>, status: Status) -> String {
    let when = when.unwrap_or("no date");
    format!("  {mark} {} · {when} · {status}", safe::line(title))
}

fn counted(number: u64, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        other => format!("{other} {many}"),
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_verified_is_told_with_its_counts() {
        let all = Checked {
            archives: 2,
            articles: 3,
            revisions: 4,
            reports: 5,
            events: 1,
            log: 9,
            indexed: 3,
            values: &[("correction", 1), ("feed", 2)],
        };
        assert_eq!(
            checked(&all, 0),
            "Read through: 3 stories in 2 archives, 4 revisions, 5 reports with their quotes, 1 event.\n\
             The log has 9 entries; the index holds 3 stories.\n\
             Other values: correction 1, feed 2.\n\
             All is well."
        );
        assert!(checked(&Checked::default(), 2).ends_with("Other values: none.\n2 faults:"));
        assert_eq!(fault(Some("local"), "a\nb"), "  local: a b");
    }

    #[test]
    fn what_was_carried_is_told() {
        assert_eq!(
            backed_up("a.backup", 7, 12_345),
            "a.backup: backed up at entry 7 of the log, 12 KB."
        );
        assert_eq!(
            imported(1, 2, 3, 0),
            "1 story and 2 other lines new; 3 there already."
        );
        assert_eq!(
            imported(0, 1, 0, 4),
            "0 stories and 1 other line new; 0 there already; 4 not taken."
        );
        assert_eq!(
            report_read('+', "harbour fair", None, Status::Scheduled),
            "  + harbour fair · no date · scheduled"
        );
    }
}
