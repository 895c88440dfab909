//! The ways a value can be refused by its constructor.

/// Why a value could not be built. Each variant names the value that was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is neither a day nor a time that ISO 8601 knows.
    #[error(
        "{0:?} is not a date or time; write 2026-11-23 or 2026-11-23T10:48 or 2026-11-23T10:48+05:30"
    )]
    NotAMoment(String),
    /// The zone is neither an offset nor a name that the caller's table knows.
    #[error("{0:?} is not a time zone")]
    NotAZone(String),
    /// The archive name has another form than `local`, `server:<id>`, `user:<id>` or a plain word.
    #[error(
        "{0:?} is not an archive; write local, server:<id>, user:<id> or a word of letters, digits, - and _"
    )]
    NotAnArchive(String),
    /// The id is empty, too long (over 512 bytes) or holds control characters.
    #[error("{0:?} is not an article id")]
    NotAnArticleId(String),
    /// The id is not 12 hexadecimal digits.
    #[error("{0:?} is not a feed id")]
    NotAFeedId(String),
    /// The name is not `e` and 12 hexadecimal digits.
    #[error("{0:?} is not an event id")]
    NotAnEventId(String),
    /// The name is not `c` and a number.
    #[error("{0:?} is not the name of a correction; write c12")]
    NotACorrectionId(String),
    /// The id is not 24 hexadecimal digits.
    #[error("{0:?} is not the id of a post")]
    NotAJobId(String),
    /// The text is no time of day.
    #[error("{0:?} is not a time of day; write 09:00")]
    NotAClock(String),
    /// The text is no length of time before an event.
    #[error("{0:?} is not a time before an event; write 1d, 1h, 90m or 2w")]
    NotALead(String),
    /// The words name no days of the week.
    #[error("{0:?} names no weekdays; write daily, weekdays, mon-fri or mon, thu")]
    NotWeekdays(String),
    /// The story has neither headline nor text.
    #[error("the story is empty")]
    EmptyArticle,
    /// The span ends before it starts.
    #[error("span {start}..{end} ends before it starts")]
    BackwardSpan {
        /// First byte.
        start: usize,
        /// Byte behind the last.
        end: usize,
    },
    /// The span lies outside the text, or cuts a character.
    #[error("span {start}..{end} does not lie on characters of the article's {part}")]
    SpanOutside {
        /// First byte.
        start: usize,
        /// Byte behind the last.
        end: usize,
        /// Which text was meant.
        part: &'static str,
    },
    /// A quote must hold at least one visible character.
    #[error("a quote cannot be empty")]
    EmptyQuote,
    /// The interval ends before or at its start.
    #[error("the interval {0} to {1} is empty")]
    EmptyInterval(chrono::NaiveDateTime, chrono::NaiveDateTime),
    /// The date lies outside the years that the calendar can hold.
    #[error("the date lies outside the calendar")]
    OutsideCalendar,
    /// A report needs a title.
    #[error("a report needs a title")]
    UntitledReport,
    /// The answer claims something and cites nothing.
    #[error("an answer that is {0} needs a quote")]
    Uncited(&'static str),
    /// The event has no report.
    #[error("an event needs a report")]
    EmptyEvent,
}
