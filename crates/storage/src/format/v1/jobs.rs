//! Posts in format 1.

use super::{digests::Instant, event_id, times::Day};
use crate::format::codes::Coded;
use dateline_core::{Post, Recipient};
use serde::{Deserialize, Serialize};

/// One post. Where it goes and what it is of stand in two places, as posts of digests were written first.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Job {
    id: String,
    /// The channel, or the person.
    recipient: u64,
    /// A kind of digest, or one of the numbers behind them.
    kind: u8,
    date: Day,
    occasion: Occasion,
    made: Instant,
    parts: Vec<Part>,
    surplus: Vec<u64>,
    is_to_pin: bool,
    not_before: Option<Instant>,
    failures: u32,
    trouble: Option<u8>,
    is_switched_off: bool,
    is_told: bool,
}

/// What it was made for; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Occasion {
    Slot,
    Asked(u64),
    Turn {
        /// Of the reminder or watch.
        number: u64,
        turn: u32,
        is_to_person: bool,
    },
}

/// Behind the kinds of digests, of which there may come more.
const REMINDER: u8 = 100;
const WATCH: u8 = 101;

/// What a post is of, and what it was made for, as it is written.
fn written(job: &dateline_core::Job) -> Result<(u8, Occasion), String> {
    let is_to_person = matches!(job.to, Recipient::Person(_));
    let own = |number| match job.occasion {
        dateline_core::Occasion::Turn(turn) => Ok(Occasion::Turn {
            number,
            turn,
            is_to_person,
        }),
        other => Err(format!("{:?} is not made for {other:?}", job.post)),
    };
    match job.post {
        Post::Digest(kind) if !is_to_person => {
            let occasion = match job.occasion {
                dateline_core::Occasion::Slot => Occasion::Slot,
                dateline_core::Occasion::Asked(interaction) => Occasion::Asked(interaction),
                dateline_core::Occasion::Turn(_) => return Err("a digest has no turns".into()),
            };
            Ok((kind.code()?, occasion))
        }
        Post::Digest(_) => Err("a digest goes into a channel".into()),
        Post::Reminder(number) => Ok((REMINDER, own(number)?)),
        Post::Watch(number) => Ok((WATCH, own(number)?)),
    }
}

/// The same as it is read.
fn read(
    (recipient, kind): (u64, u8),
    occasion: Occasion,
) -> Result<(Recipient, Post, dateline_core::Occasion), String> {
    let digest = |occasion| {
        let post = Post::Digest(Coded::of(kind)?);
        Ok((Recipient::Channel(recipient), post, occasion))
    };
    match occasion {
        Occasion::Slot => digest(dateline_core::Occasion::Slot),
        Occasion::Asked(interaction) => digest(dateline_core::Occasion::Asked(interaction)),
        Occasion::Turn {
            number,
            turn,
            is_to_person,
        } => {
            let post = match kind {
                REMINDER => Post::Reminder(number),
                WATCH => Post::Watch(number),
                other => return Err(format!("kind {other} has no turns")),
            };
            let to = if is_to_person {
                Recipient::Person(recipient)
            } else {
                Recipient::Channel(recipient)
            };
            Ok((to, post, dateline_core::Occasion::Turn(turn)))
        }
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Part {
    content: String,
    events: Vec<String>,
    state: State,
}

/// How far a part has come; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum State {
    Waiting,
    Edits(u64),
    Tried(Instant, u32),
    Stands(u64),
    Omitted,
}

impl TryFrom<&dateline_core::Job> for Job {
    type Error = String;

    fn try_from(job: &dateline_core::Job) -> Result<Self, String> {
        let (kind, occasion) = written(job)?;
        Ok(Self {
            id: job.id.to_string(),
            recipient: job.to.number(),
            kind,
            date: job.date.into(),
            occasion,
            made: job.made.into(),
            parts: job.parts.iter().map(Part::from).collect(),
            surplus: job.surplus.clone(),
            is_to_pin: job.is_to_pin,
            not_before: job.not_before.map(Instant::from),
            failures: job.failures,
            trouble: job.trouble.map(Coded::code).transpose()?,
            is_switched_off: job.is_switched_off,
            is_told: job.is_told,
        })
    }
}

impl TryFrom<Job> for dateline_core::Job {
    type Error = String;

    fn try_from(stored: Job) -> Result<Self, String> {
        let id = stored.id.parse().map_err(|_| "its id is damaged")?;
        let parts = stored.parts.into_iter().map(Part::read);
        let (to, post, occasion) = read((stored.recipient, stored.kind), stored.occasion)?;
        Ok(Self {
            id,
            to,
            post,
            date: stored.date.read()?,
            occasion,
            made: stored.made.read()?,
            parts: parts.collect::<Result<_, _>>()?,
            surplus: stored.surplus,
            is_to_pin: stored.is_to_pin,
            not_before: stored.not_before.map(Instant::read).transpose()?,
            failures: stored.failures,
            trouble: stored.trouble.map(Coded::of).transpose()?,
            is_switched_off: stored.is_switched_off,
            is_told: stored.is_told,
        })
    }
}

impl From<&dateline_core::JobPart> for Part {
    fn from(part: &dateline_core::JobPart) -> Self {
        use dateline_core::PartState;
        Self {
            content: part.content.clone(),
            events: part.events.iter().map(ToString::to_string).collect(),
            state: match part.state {
                PartState::Waiting => State::Waiting,
                PartState::Edits(message) => State::Edits(message),
                PartState::Tried { since, open } => State::Tried(since.into(), open),
                PartState::Stands(message) => State::Stands(message),
                PartState::Omitted => State::Omitted,
            },
        }
    }
}

impl Part {
    fn read(self) -> Result<dateline_core::JobPart, String> {
        use dateline_core::PartState;
        let events = self.events.iter().map(|event| event_id(event));
        Ok(dateline_core::JobPart {
            content: self.content,
            events: events.collect::<Result<_, _>>()?,
            state: match self.state {
                State::Waiting => PartState::Waiting,
                State::Edits(message) => PartState::Edits(message),
                State::Tried(since, open) => PartState::Tried {
                    since: since.read()?,
                    open,
                },
                State::Stands(message) => PartState::Stands(message),
                State::Omitted => PartState::Omitted,
            },
        })
    }
}
