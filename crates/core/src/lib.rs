//! The words of Dateline as types: articles, what they report, when it is, and answers.
//!
//! | word | type |
//! |---|---|
//! | article | [`Article`]: one stored story, in one revision |
//! | time mention | [`TimeMention`]: a phrase that names a time, with its TIMEX3 type and value |
//! | when | [`When`]: a resolved interval with precision, modifier, certainty and zone |
//! | report | [`Report`]: what one article says of one event |
//! | event | [`Event`]: the reports that speak of the same thing, across articles |
//! | turn | [`Turn`]: what one report, or one correction, changed of an event: moved, postponed, cancelled … |
//! | correction | [`Correction`]: what a person says of an event against the news, with who and when |
//! | dossier | [`Dossier`]: an event as it stands at a time, with its reports and turns |
//! | status | [`Status`]: scheduled, ongoing, happened, postponed, cancelled |
//! | quote | [`Quote`]: verbatim words of an article, by span |
//! | feed | [`Feed`]: an address that is polled for stories, and how it is doing |
//! | digest | [`Digest`]: a scheduled post of a channel, composed from events; each one is a [`Job`] of messages |
//! | publication | [`Publication`]: an event that was put among a server's events at Discord, and what Discord shows of it |
//! | reminder | [`Reminder`]: what tells a person before an event that it comes, and what becomes of it |
//! | watch | [`Watch`]: what tells a person of each new report of words, a place or an event |
//! | archive | [`ArchiveId`]: the unit of isolation |
//! | preferences | [`Preferences`]: what the people of an archive have set for it: zone, order of dates, who sees answers |
//! | answer | [`Answer`]: a state, the bare answer, its quote and its arithmetic |
//!
//! There is no clock, no file and no network here: "now" is an argument everywhere.
//!
//! ```
//! use dateline_core::{Article, Draft, Moment, Part, Quote, Span};
//!
//! let article = Article::new(Draft {
//!     title: "Ministers to meet in Oslo".into(),
//!     text: "The ministers will meet on Friday.".into(),
//!     ..Draft::published(Moment::parse("2026-11-23")?)
//! })?;
//! let quote = Quote::of(&article, Part::Body, Span::new(0, 33)?)?;
//! assert_eq!(quote.text(), "The ministers will meet on Friday");
//! # Ok::<(), dateline_core::Error>(())
//! ```

mod amending;
mod answer;
mod archive;
mod article;
mod block;
mod correction;
mod digest;
mod error;
mod event;
mod explanation;
mod feed;
pub mod lines;
mod mention;
mod moment;
mod preferences;
mod publication;
mod quote;
mod reminder;
mod report;
mod saved;
mod sought;
mod span;
mod watch;
mod when;

pub use amending::{Amend, ByHand, Kept, NotAmended, Undone};
pub use answer::{Answer, AnswerParts, Arithmetic, Citation, Coverage, Past, Printed, State};
pub use archive::ArchiveId;
pub use article::{Article, ArticleId, Draft};
pub use block::{Block, BlockKind};
pub use correction::{Amendment, Correction, CorrectionId, Corrector, Done, Fit, Mark};
pub use digest::{
    CatchUp, Covered, Digest, DigestKind, Due, GRACE_MINUTES, Heard, Job, JobId, JobPart, Nonce,
    Occasion, PartState, Post, Posted, Recipient, Section, Slot, Then, Trouble, Weekdays,
    wall_instant,
};
pub use error::Error;
pub use event::{
    Agenda, Amended, Cause, Changed, Corrected, Dossier, Event, EventId, EventView, Force,
    ReportId, Said, Standing, Told, Turn, TurnKind, Wanted,
};
pub use explanation::{
    ChoiceTold, Explanation, Lack, Score, SentenceTold, StoryTold, TermTold, Verdict, Worth,
};
pub use feed::{Failure, Feed, FeedCondition, FeedId, Pages, Polled, Seen, Subscription};
pub use mention::{Doubt, TimeMention, TimexType};
pub use moment::Moment;
pub use preferences::{DateOrder, Preferences, Quiet, Visibility, WeekStart};
pub use publication::{Billing, Publication, Stage};
pub use quote::Quote;
pub use reminder::{Lead, News, Reminder, Saying, Start};
pub use report::{Certainty, Place, Report, ReportParts, Status};
pub use saved::{FORGOTTEN, Intake, Saved};
pub use sought::Sought;
pub use span::{CharIndex, Part, Span};
pub use watch::{Seeing, Version, Watch, Watched};
pub use when::{Interval, Modifier, Precision, When};
