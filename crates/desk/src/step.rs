//! Keeps the index in step with the store: nothing to do, a replay of the log, or a rebuild.

use crate::error::Error;
use dateline_core::{ArchiveId, ArticleId};
use dateline_search::{Change, Index, Position};
use dateline_storage::{Head, LogEntry, Record, Store, What};

/// How many stories or log entries are applied at once.
const PAGE: usize = 200;

/// Stands for the store's name while a rebuild is under way, so that one that was cut short starts again.
const REBUILDING: &str = "rebuilding";

/// How far bringing the index in step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Stories or log entries applied so far.
    pub done: u64,
    /// How many there are in all.
    pub total: u64,
}

/// Brings the index to the head of the store's log, whatever it holds, and returns the head's sequence.
pub(crate) fn bring(
    store: &dyn Store,
    index: &Index,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, Error> {
    let head = store.head()?;
    match index.position() {
        Some(at) if is_behind(&at, &head) => follow(store, index, at.sequence, progress),
        _ => rebuild(store, index, progress),
    }
}

fn is_behind(at: &Position, head: &Head) -> bool {
    *at == position(head, at.sequence) && at.sequence <= head.sequence
}

/// The place of the log, as the index keeps it.
pub(crate) fn position(head: &Head, sequence: u64) -> Position {
    Position {
        store: head.store.to_string(),
        schema: Index::SCHEMA,
        sequence,
    }
}

/// Applies the log behind `after` and returns the last sequence applied.
pub(crate) fn follow(
    store: &dyn Store,
    index: &Index,
    after: u64,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, Error> {
    let head = store.head()?;
    let total = head.sequence.saturating_sub(after);
    let mut applied = after;
    while applied < head.sequence {
        let entries = store.log(applied, PAGE)?;
        let Some(last) = entries.last().map(|entry| entry.sequence) else {
            break;
        };
        apply(store, index, &entries, &position(&head, last))?;
        applied = last;
        progress(Progress {
            done: applied.saturating_sub(after).min(total),
            total,
        });
    }
    Ok(applied)
}

/// What one log entry asks of the index, with the story as it is stored now.
enum Step<'a> {
    Put(&'a ArchiveId, Box<Record>),
    Forget(&'a ArchiveId, &'a ArticleId),
    ForgetArchive(&'a ArchiveId),
}

fn apply(
    store: &dyn Store,
    index: &Index,
    entries: &[LogEntry],
    position: &Position,
) -> Result<(), Error> {
    let mut steps = Vec::with_capacity(entries.len());
    for entry in entries {
        steps.extend(step(store, entry)?);
    }
    Ok(index.apply(steps.iter().map(change), position)?)
}

fn step<'a>(store: &dyn Store, entry: &'a LogEntry) -> Result<Option<Step<'a>>, Error> {
    let archive = &entry.archive;
    Ok(match &entry.what {
        What::Put(id) => Some(match store.article(archive, id)? {
            Some(record) => Step::Put(archive, Box::new(record)),
            None => Step::Forget(archive, id),
        }),
        What::Forgot(id) => Some(Step::Forget(archive, id)),
        What::ForgotArchive => Some(Step::ForgetArchive(archive)),
        _ => None,
    })
}

fn change<'a>(step: &'a Step<'a>) -> Change<'a> {
    match step {
        Step::Put(archive, record) => put(archive, record),
        Step::Forget(archive, id) => Change::Forget { archive, id },
        Step::ForgetArchive(archive) => Change::ForgetArchive(archive),
    }
}

fn put<'a>(archive: &'a ArchiveId, record: &'a Record) -> Change<'a> {
    let read = record.revisions().map(|r| (r.article(), r.reports()));
    let revisions = read.collect();
    Change::Put { archive, revisions }
}

/// Empties the index and puts every story again; returns the sequence that it stands for.
pub(crate) fn rebuild(
    store: &dyn Store,
    index: &Index,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, Error> {
    let head = store.head()?;
    let under_way = Position {
        store: REBUILDING.into(),
        ..position(&head, 0)
    };
    index.clear()?;
    let archives = store.archives()?;
    let mut total = 0;
    for archive in &archives {
        total += store.count(archive)?.articles;
    }
    let mut done = 0;
    for archive in &archives {
        let mut after: Option<ArticleId> = None;
        loop {
            let records = store.scan(archive, after.as_ref(), PAGE)?;
            let Some(last) = records.last() else { break };
            index.apply(records.iter().map(|r| put(archive, r)), &under_way)?;
            done += records.len() as u64;
            after = Some(last.id().clone());
            progress(Progress { done, total });
        }
    }
    index.apply([], &position(&head, head.sequence))?;
    Ok(head.sequence)
}
