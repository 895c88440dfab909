//! How a post of a digest goes on, from its record, the time, and what the last request gave: a pure function.
//!
//! It knows no network and no store. Whoever drives it keeps the record that [`next`] returns before doing the step, and the one
//! that [`learn`] returns behind it; then a process may end anywhere, and each message is there once. Where it cannot be known
//! whether a message arrived, it is not sent again, and that is told.
//!
//! Discord takes two requests with one nonce for one message, but only for a few minutes. So a message that may have arrived
//! longer ago is looked for in the channel first.

use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{Job, PartState, Trouble};

/// A request is repeated with its nonce for so long after the first that may have succeeded, in seconds.
const NONCE_SECONDS: i64 = 120;
/// What was composed longer ago is no longer news, in hours; the next post covers it.
const FRESH_HOURS: i64 = 12;
/// For so long it is tried to find out whether a message arrived, in hours.
const SEEK_HOURS: i64 = 48;
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 300;
/// What matters less (old messages, pins, telling people) is tried so often.
const TRIES: u32 = 5;

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Post the part of that number, with its nonce.
    Post(usize),
    /// Put the part of that number in place of a message.
    Edit {
        /// Which part.
        part: usize,
        /// Which message.
        message: u64,
    },
    /// Look for the part of that number among the messages of the channel since then.
    Look {
        /// Which part.
        part: usize,
        /// When it may have arrived first.
        since: DateTime<Utc>,
    },
    /// Remove a message of the post before.
    Delete(u64),
    /// Pin a message.
    Pin(u64),
    /// Do nothing until then.
    Wait(DateTime<Utc>),
    /// Keep that nothing more is posted until somebody resumes the digest.
    SwitchOff(Trouble),
    /// Tell people who can mend it.
    Tell(Trouble),
    /// Nothing is left to do.
    Finish,
}

/// What a step gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The message stands there under that id: it was posted, or found.
    Stands(u64),
    /// The channel's messages were read, and it is not among them.
    NotFound,
    /// The channel's messages may not be read.
    Unreadable,
    /// Nothing was done; ask again after so long.
    Slow(TimeDelta),
    /// No answer, or one that leaves open whether it was done.
    Failed,
    /// The message is gone.
    Missing,
    /// The bot may not.
    Forbidden,
    /// The channel is gone.
    Gone,
    /// Discord does not take what it says.
    Refused,
}

/// The record as it is to be kept first, and then the step.
#[must_use]
pub fn next(job: &Job, now: DateTime<Utc>) -> (Job, Step) {
    let mut job = job.clone();
    if let Some(until) = job.not_before.filter(|until| *until > now) {
        return (job, Step::Wait(until));
    }
    for part in 0..job.parts.len() {
        if let Some(step) = next_of_part(&mut job, part, now) {
            return (job, step);
        }
    }
    let step = ending(&job);
    (job, step)
}

/// What is to be done for one message; nothing where it stands or is left out.
fn next_of_part(job: &mut Job, part: usize, now: DateTime<Utc>) -> Option<Step> {
    let age = now - job.made;
    let state = job.parts.get(part)?.state;
    let is_stale = age > TimeDelta::hours(FRESH_HOURS);
    let (state, step) = match state {
        PartState::Stands(_) | PartState::Omitted => return None,
        PartState::Waiting | PartState::Edits(_) if is_stale => {
            omit(job, part, Trouble::Stale);
            return None;
        }
        PartState::Waiting => (
            PartState::Tried {
                since: now,
                open: 1,
            },
            Step::Post(part),
        ),
        PartState::Edits(message) => (state, Step::Edit { part, message }),
        PartState::Tried { since, open } if is_covered_by_nonce(since, now) && !is_stale => {
            let open = open.saturating_add(1);
            (PartState::Tried { since, open }, Step::Post(part))
        }
        PartState::Tried { .. } if age > TimeDelta::hours(SEEK_HOURS) => {
            omit(job, part, Trouble::Unsure);
            return None;
        }
        PartState::Tried { since, .. } => (state, Step::Look { part, since }),
    };
    set(job, part, state);
    Some(step)
}

/// A clock that was set back tells nothing of how long ago it was.
fn is_covered_by_nonce(since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (0..NONCE_SECONDS).contains(&(now - since).num_seconds()) && now >= since
}

/// What is left when every message stands or is left out.
fn ending(job: &Job) -> Step {
    let first = job.messages().next();
    if let Some(message) = job.surplus.first() {
        return Step::Delete(*message);
    }
    if let Some(message) = first.filter(|_| job.is_to_pin) {
        return Step::Pin(message);
    }
    match job.trouble {
        Some(trouble) if trouble.is_lasting() && !job.is_switched_off => Step::SwitchOff(trouble),
        Some(trouble) if !job.is_told => Step::Tell(trouble),
        Some(_) | None => Step::Finish,
    }
}

/// The record as it is to be kept behind a step.
#[must_use]
pub fn learn(job: &Job, step: Step, outcome: Outcome, now: DateTime<Utc>) -> Job {
    let mut job = job.clone();
    match outcome {
        Outcome::Slow(wait) => job.not_before = Some(now + wait),
        Outcome::Failed => {
            job.failures = job.failures.saturating_add(1);
            job.not_before = Some(now + back_off(job.failures));
        }
        _ => (job.failures, job.not_before) = (0, None),
    }
    match step {
        Step::Post(part) => posted(&mut job, part, outcome),
        Step::Edit { part, message } => edited(&mut job, part, message, outcome),
        Step::Look { part, .. } => looked(&mut job, part, outcome),
        Step::Delete(message) if is_settled(&job, outcome) => {
            job.surplus.retain(|other| *other != message);
        }
        Step::Pin(_) if is_settled(&job, outcome) => job.is_to_pin = false,
        Step::SwitchOff(_) => job.is_switched_off |= outcome == Outcome::Done,
        Step::Tell(_) if is_settled(&job, outcome) => job.is_told = true,
        Step::Delete(_) | Step::Pin(_) | Step::Tell(_) | Step::Wait(_) | Step::Finish => {}
    }
    job
}

fn posted(job: &mut Job, part: usize, outcome: Outcome) {
    match outcome {
        Outcome::Stands(message) => set(job, part, PartState::Stands(message)),
        Outcome::Slow(_) => nothing_came_of_it(job, part),
        Outcome::Forbidden => give_up(job, Trouble::Forbidden),
        Outcome::Gone => give_up(job, Trouble::Gone),
        Outcome::Refused | Outcome::Missing => omit(job, part, Trouble::Refused),
        // Whether it arrived is open.
        Outcome::Failed | Outcome::Done | Outcome::NotFound | Outcome::Unreadable => {}
    }
}

/// Takes back the last try, of which it is known that it did nothing.
fn nothing_came_of_it(job: &mut Job, part: usize) {
    let state = job.parts.get(part).map(|part| part.state);
    if let Some(PartState::Tried { since, open }) = state {
        let state = match open.saturating_sub(1) {
            0 => PartState::Waiting,
            open => PartState::Tried { since, open },
        };
        set(job, part, state);
    }
}

fn edited(job: &mut Job, part: usize, message: u64, outcome: Outcome) {
    match outcome {
        Outcome::Done | Outcome::Stands(_) => set(job, part, PartState::Stands(message)),
        Outcome::Missing => set(job, part, PartState::Waiting),
        Outcome::Forbidden => give_up(job, Trouble::Forbidden),
        Outcome::Gone => give_up(job, Trouble::Gone),
        Outcome::Refused => omit(job, part, Trouble::Refused),
        // An edit can be made again.
        Outcome::Failed | Outcome::Slow(_) | Outcome::NotFound | Outcome::Unreadable => {}
    }
}

fn looked(job: &mut Job, part: usize, outcome: Outcome) {
    match outcome {
        Outcome::Stands(message) => set(job, part, PartState::Stands(message)),
        Outcome::NotFound => set(job, part, PartState::Waiting),
        Outcome::Unreadable | Outcome::Forbidden => omit(job, part, Trouble::Unsure),
        Outcome::Gone => give_up(job, Trouble::Gone),
        Outcome::Failed
        | Outcome::Slow(_)
        | Outcome::Done
        | Outcome::Missing
        | Outcome::Refused => {}
    }
}

/// Whether a step that matters less is not tried again: it succeeded, cannot succeed, or failed too often.
fn is_settled(job: &Job, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Slow(_) => false,
        Outcome::Failed => job.failures >= TRIES,
        Outcome::Done
        | Outcome::Stands(_)
        | Outcome::NotFound
        | Outcome::Unreadable
        | Outcome::Missing
        | Outcome::Forbidden
        | Outcome::Gone
        | Outcome::Refused => true,
    }
}

fn set(job: &mut Job, part: usize, state: PartState) {
    if let Some(part) = job.parts.get_mut(part) {
        part.state = state;
    }
}

/// Leaves a message out; of several troubles the first is told.
fn omit(job: &mut Job, part: usize, trouble: Trouble) {
    set(job, part, PartState::Omitted);
    job.trouble.get_or_insert(trouble);
}

/// Leaves out all that does not stand, for nothing can be posted there any more.
fn give_up(job: &mut Job, trouble: Trouble) {
    for part in &mut job.parts {
        match part.state {
            PartState::Stands(_) => {}
            PartState::Waiting
            | PartState::Edits(_)
            | PartState::Tried { .. }
            | PartState::Omitted => part.state = PartState::Omitted,
        }
    }
    job.surplus.clear();
    job.is_to_pin = false;
    job.is_told = false;
    job.trouble = Some(trouble);
}

/// Twice as long after every failure.
fn back_off(failures: u32) -> TimeDelta {
    let seconds = 1_i64 << failures.saturating_sub(1).min(30);
    TimeDelta::seconds(seconds.min(LONGEST_WAIT))
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;
