//! What is said around the work: before, during and after it.

use crate::{safe, words};
use dateline_core::Moment;

/// The sum of an `add`: how many stories are new, were stored already, could not be read.
#[must_use]
pub fn added(new: u64, known: u64, failed: u64) -> String {
    let mut pieces = vec![format!("{} new", stories(new))];
    if known > 0 {
        pieces.push(format!("{known} already stored"));
    }
    if failed > 0 {
        pieces.push(format!("{failed} not readable"));
    }
    format!("{}.", pieces.join(", "))
}

fn stories(number: u64) -> String {
    match number {
        0 => "No story".to_owned(),
        1 => "1 story".to_owned(),
        many => format!("{many} stories"),
    }
}

/// How many questions were answered.
#[must_use]
pub fn asked(answered: u64, all: u64) -> String {
    format!("{answered} of {} answered.", words::count(all, "question"))
}

/// That an archive holds no story, and what to do.
#[must_use]
pub fn nothing_stored() -> &'static str {
    "No story is stored in this archive yet. Store one: dateline add story.txt"
}

/// That the program waits for words from the keyboard.
#[must_use]
pub fn reading_the_keyboard() -> &'static str {
    "Reading from the keyboard; Ctrl-D on a line of its own ends."
}

/// A question before its answer, with the day on which it is asked.
#[must_use]
pub fn question(text: &str, asked: &Moment) -> String {
    format!(
        "? {}  (asked on {})",
        safe::line(text),
        words::day(asked.day())
    )
}

/// What the demo is about to show.
#[must_use]
pub fn demo_opening(articles: u64, events: u64) -> String {
    format!(
        "{} of our own writing are in memory, with {}; nothing is stored on disk.",
        words::count(articles, "sample article"),
        words::count(events, "event"),
    )
}

/// What to do after the demo.
#[must_use]
pub fn demo_closing() -> &'static str {
    "That was the demo. Put in a story of your own: dateline add story.txt; then: dateline ask when is the meeting"
}

/// The question that words are taken for which go on from another.
#[must_use]
pub fn meant(question: &str) -> String {
    format!("→ {}", safe::line(question))
}

/// A question that was asked in this talk.
#[must_use]
pub fn asked_line(number: usize, question: &str) -> String {
    format!("{number:>3}  {}", safe::line(question))
}

/// That there is no answer yet to explain.
#[must_use]
pub fn nothing_asked() -> &'static str {
    "Nothing was asked yet."
}

/// What can be ordered in a talk.
#[must_use]
pub fn orders() -> &'static str {
    ":explain shows how the last answer was chosen, :history what was asked, :help this. \
     You may go on from an answer: and where? · is it still on? · what about the ferry talks?"
}

/// What a person reads before the first prompt.
#[must_use]
pub fn prompt_opening() -> &'static str {
    "Ask when, where, who, what, how many, or whether something took place; go on with: and where? :help shows more. \
     An empty line or Ctrl-D ends."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_names_only_what_there_was() {
        assert_eq!(added(3, 0, 0), "3 stories new.");
        assert_eq!(
            added(0, 1, 2),
            "No story new, 1 already stored, 2 not readable."
        );
    }

    #[test]
    fn the_demo_says_what_is_in_memory_and_when_each_question_is_asked() {
        assert_eq!(
            demo_opening(6, 11),
            "6 sample articles of our own writing are in memory, with 11 events; nothing is stored on disk."
        );
        let asked = Moment::parse("2026-12-01T09:00").expect("a written moment");
        assert_eq!(
            question("when is the fair", &asked),
            "? when is the fair  (asked on Tue 1 Dec 2026)"
        );
    }
}
