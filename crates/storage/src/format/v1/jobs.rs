//! Posts of digests in format 1.

use super::{digests::Instant, event_id, times::Day};
use crate::format::codes::Coded;
use serde::{Deserialize, Serialize};

/// One post of a digest.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Job {
    id: String,
    channel: u64,
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
        Ok(Self {
            id: job.id.to_string(),
            channel: job.channel,
            kind: job.kind.code()?,
            date: job.date.into(),
            occasion: match job.occasion {
                dateline_core::Occasion::Slot => Occasion::Slot,
                dateline_core::Occasion::Asked(interaction) => Occasion::Asked(interaction),
            },
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
        Ok(Self {
            id,
            channel: stored.channel,
            kind: Coded::of(stored.kind)?,
            date: stored.date.read()?,
            occasion: match stored.occasion {
                Occasion::Slot => dateline_core::Occasion::Slot,
                Occasion::Asked(interaction) => dateline_core::Occasion::Asked(interaction),
            },
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
