//! What watches are to tell of stories that were put in, made at the desk: all that one look finds is one message.

use super::{compose::of_one, plan::Found, reminders::pings};
use chrono::{DateTime, Utc};
use dateline_core::{ArchiveId, Dossier, Job, Moment, Recipient, Seeing, Watch, Watched};
use dateline_desk::{Desk, Error, Hit};
use dateline_render::discord::watch;

/// Where nothing was found, how far a watch has looked is kept after so many entries of the log: less is looked at again.
const ENTRIES: u64 = 500;

/// Takes up what the watches of an archive find, where these posts are under way.
pub(super) fn look(
    desk: &Desk,
    archive: &ArchiveId,
    under_way: &[Job],
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    let mut found = Found::default();
    let mut watches = desk.watches(archive)?;
    watches.retain(|watch| {
        let is_under_way = under_way.iter().any(|job| job.post == watch.post());
        watch.off.is_none() && !watch.is_paused && !is_under_way
    });
    let Some(after) = watches.iter().map(|watch| watch.seen).min() else {
        return Ok(found);
    };
    let (put, head) = desk.put_since(archive, after)?;
    let asked = Moment::Instant(now.fixed_offset());
    let hits = if put.is_empty() {
        vec![Vec::new(); watches.len()]
    } else {
        desk.hits(archive, &watches, &put, &asked)?
    };
    for (watch, hits) in watches.iter().zip(hits) {
        if !hits.is_empty() {
            found
                .jobs
                .extend(begin(desk, archive, (watch, head), &hits, now)?);
        } else if watch.seen > head || head - watch.seen > ENTRIES {
            // A log that ends before what was seen is of another store, into which the watch was brought.
            desk.change_watch(archive, watch.number, |watch| watch.seen = head)?;
        }
    }
    Ok(found)
}

/// The event that a watch is of, where it is of one that is stored and shown.
pub(crate) fn event(
    desk: &Desk,
    archive: &ArchiveId,
    watch: &Watch,
    now: &Moment,
) -> Result<Option<Dossier>, Error> {
    let Watched::Event { id, marks } = &watch.what else {
        return Ok(None);
    };
    let event = desk.event_held(archive, (id, marks), now)?;
    Ok(event.filter(|event| event.hidden().is_none()))
}

/// Keeps what is to be told, and begins the post; none where the watch was removed or paused meanwhile.
fn begin(
    desk: &Desk,
    archive: &ArchiveId,
    (watch, head): (&Watch, u64),
    hits: &[Hit],
    now: DateTime<Utc>,
) -> Result<Option<Job>, Error> {
    let seeing = Seeing {
        to: head,
        told: hits.iter().flat_map(Hit::stories).collect(),
    };
    let kept = desk.change_watch(archive, watch.number, |kept| {
        if !kept.is_paused {
            kept.seeing = Some(seeing.clone());
        }
    })?;
    let Some(watch) = kept.filter(|watch| !watch.is_paused) else {
        return Ok(None);
    };
    let asked = Moment::Instant(now.fixed_offset());
    let heard: Vec<_> = hits.iter().map(|hit| (&hit.event, hit.told)).collect();
    let event = event(desk, archive, &watch, &asked)?;
    let mut card = watch::post(&watch, event.as_ref(), &heard, &asked);
    if matches!(watch.to, Recipient::Person(person) if *archive != ArchiveId::user(person)) {
        card.footer = Some("/watch list, in the server where you set it".to_owned());
    }
    let of = (watch.to, watch.post());
    let job = Job::begun(archive, of, (now.date_naive(), watch.occasion()), now);
    let pings = pings(watch.pings, watch.to, watch.person);
    desk.begin_job(archive, of_one(job, card, pings)).map(Some)
}
