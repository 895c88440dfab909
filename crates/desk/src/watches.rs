//! The watches of an archive, and what of new stories each of them is to tell: only what came behind the last look, is no copy of
//! something known, and was not told before.

use crate::{
    Desk, Error,
    listing::{Files, distinct, is_at},
    topic::{Topic, stems},
};
use dateline_core::{
    ArchiveId, ArticleId, Cause, Dossier, Moment, Report, Told, Version, Watch, Watched,
};
use dateline_storage::What;
use dateline_text::Sketch;
use std::collections::{BTreeMap, BTreeSet};

/// So many entries of the log are read at once.
const ENTRIES: usize = 1_000;

/// What became known longer ago than so many days is no news.
const FRESH_DAYS: i64 = 7;

/// Stories that were put in, each with the entries of the log that say so, in order.
pub type Put = BTreeMap<ArticleId, Vec<u64>>;

/// An event with the report that a watch tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The event.
    pub event: Dossier,
    /// Which of its reports is new; the one that changed something before others.
    pub told: usize,
    /// All new ones.
    pub all: Vec<usize>,
}

impl Hit {
    /// The stories that the new reports stand in.
    pub fn stories(&self) -> impl Iterator<Item = Version> {
        let new = self.all.iter().filter_map(|at| self.event.told.get(*at));
        new.map(|told| version(&told.report))
    }
}

impl Desk {
    /// The watches of the archive, the oldest first.
    pub fn watches(&self, archive: &ArchiveId) -> Result<Vec<Watch>, Error> {
        Ok(dateline_storage::watches(self.store(), archive)?)
    }

    /// Those of one person.
    pub fn watches_of(&self, archive: &ArchiveId, person: u64) -> Result<Vec<Watch>, Error> {
        let mut all = self.watches(archive)?;
        all.retain(|watch| watch.person == person);
        Ok(all)
    }

    /// Keeps a new watch; durable on return. One of that number stays as it is.
    pub fn add_watch(&self, archive: &ArchiveId, watch: &Watch) -> Result<(), Error> {
        Ok(dateline_storage::add_watch(self.store(), archive, watch)?)
    }

    /// Changes a watch, durable on return; none where it was removed.
    pub fn change_watch(
        &self,
        archive: &ArchiveId,
        number: u64,
        edit: impl FnMut(&mut Watch),
    ) -> Result<Option<Watch>, Error> {
        Ok(dateline_storage::change_watch(
            self.store(),
            archive,
            number,
            edit,
        )?)
    }

    /// Removes a watch and what is under way of it; says whether there was one.
    pub fn remove_watch(&self, archive: &ArchiveId, number: u64) -> Result<bool, Error> {
        Ok(dateline_storage::remove_watch(
            self.store(),
            archive,
            number,
        )?)
    }

    /// Behind the post of that turn.
    pub(crate) fn settle_watch(
        &self,
        archive: &ArchiveId,
        number: u64,
        turn: u32,
    ) -> Result<(), Error> {
        self.change_watch(archive, number, |watch| {
            if watch.said == turn {
                watch.has_told();
            }
        })?;
        Ok(())
    }

    /// How far the log goes.
    pub fn head(&self) -> Result<u64, Error> {
        Ok(self.store().head()?.sequence)
    }

    /// The archives in which something was changed behind that entry of the log, or by people since this was asked last; and how
    /// far the log goes.
    pub fn changed_archives(&self, after: u64) -> Result<(BTreeSet<ArchiveId>, u64), Error> {
        let mut changed = self.ledgers().noted();
        let head = self.each_entry(after, |entry| {
            changed.insert(entry.archive.clone());
        })?;
        Ok((changed, head))
    }

    /// The stories of an archive that were put in behind that entry of the log; and how far the log goes.
    pub fn put_since(&self, archive: &ArchiveId, after: u64) -> Result<(Put, u64), Error> {
        let mut put = Put::new();
        let head = self.each_entry(after, |entry| match &entry.what {
            What::Put(id) if entry.archive == *archive => {
                put.entry(id.clone()).or_default().push(entry.sequence);
            }
            _ => {}
        })?;
        Ok((put, head))
    }

    fn each_entry(
        &self,
        mut after: u64,
        mut look: impl FnMut(&dateline_storage::LogEntry),
    ) -> Result<u64, Error> {
        loop {
            let entries = self.store().log(after, ENTRIES)?;
            let Some(last) = entries.last() else {
                return Ok(after);
            };
            after = last.sequence;
            entries.iter().for_each(&mut look);
        }
    }

    /// What each of the watches is to tell of stories that were put in, at `asked`, in the order of the watches.
    pub fn hits(
        &self,
        archive: &ArchiveId,
        watches: &[Watch],
        put: &Put,
        asked: &Moment,
    ) -> Result<Vec<Vec<Hit>>, Error> {
        self.catch_up()?;
        let stories: BTreeSet<ArticleId> = put.keys().cloned().collect();
        let mut events = Files::open(self, archive, asked)?.dossiers(&stories)?;
        events.retain(|event| event.hidden().is_none());
        let events = distinct(events);
        let mut come = BTreeMap::new();
        for (id, entries) in put {
            let record = self.record(archive, id)?;
            let newest = record.map_or(0, |record| record.latest().article().revision());
            come.insert(id.clone(), Come { entries, newest });
        }
        let news = News { come, asked };
        let mut copies = Copies::default();
        let mut hits = Vec::with_capacity(watches.len());
        for watch in watches {
            let wanted = Wish::of(watch, asked);
            let meant = events.iter().filter(|event| wanted.means(event));
            let found =
                meant.filter_map(|event| self.hit(archive, (watch, &news), event, &mut copies));
            hits.push(found.collect());
        }
        Ok(hits)
    }

    /// What is new of an event to a watch; none where all of it is known, or printed elsewhere.
    fn hit(
        &self,
        archive: &ArchiveId,
        (watch, news): (&Watch, &News<'_>),
        event: &Dossier,
        copies: &mut Copies,
    ) -> Option<Hit> {
        let turned = |at: usize| event.turns.iter().any(|turn| turn.by == Cause::Report(at));
        let is_new = |(at, told): &(usize, &Told)| {
            let revision = told.report.quote().revision();
            news.holds(watch, told) && (revision == 0 || turned(*at))
        };
        let all = event.told.iter().enumerate();
        let (come, there): (Vec<_>, Vec<_>) = all.partition(is_new);
        let mut known: Vec<&Told> = there.into_iter().map(|(_, told)| told).collect();
        let mut new = Vec::new();
        for (at, told) in come {
            let mut others = known.iter();
            if !others.any(|other| copies.are(self, archive, told, other)) {
                known.push(told);
                new.push(at);
            }
        }
        let turning = new.iter().copied().rfind(|at| turned(*at));
        let told = turning.or(new.last().copied());
        told.map(|told| Hit {
            event: event.clone(),
            told,
            all: new,
        })
    }
}

fn version(report: &Report) -> Version {
    let quote = report.quote();
    (quote.article().clone(), quote.revision())
}

/// A story that was put in.
struct Come<'a> {
    /// The entries of the log that say so.
    entries: &'a [u64],
    /// Its newest revision.
    newest: u32,
}

/// The stories that were put in, as of a time.
struct News<'a> {
    come: BTreeMap<ArticleId, Come<'a>>,
    asked: &'a Moment,
}

impl News<'_> {
    /// Whether a report came behind the last look of a watch, is no old news, and was not told. Each entry of the log stands for a
    /// revision at most: what is older than they was there before.
    fn holds(&self, watch: &Watch, told: &Told) -> bool {
        let version = version(&told.report);
        let known = told.report.visible_from();
        let since = watch.since.date_naive().pred_opt();
        let is_behind = self.come.get(&version.0).is_some_and(|come| {
            let entries = come.entries.iter().filter(|entry| **entry > watch.seen);
            let older = u64::from(come.newest.saturating_sub(version.1));
            older < entries.count() as u64
        });
        is_behind
            && !watch.told.contains(&version)
            && since.is_none_or(|since| known.day() > since)
            && (self.asked.day() - known.day()).num_days() <= FRESH_DAYS
    }
}

/// What a watch means, read once.
enum Wish<'a> {
    Words(Topic),
    Place(BTreeSet<String>),
    Event(&'a Watched),
}

impl<'a> Wish<'a> {
    fn of(watch: &'a Watch, asked: &Moment) -> Self {
        match &watch.what {
            Watched::Words(words) => Self::Words(Topic::read(words, asked)),
            Watched::Place(place) => Self::Place(stems(place)),
            event @ Watched::Event { .. } => Self::Event(event),
        }
    }

    fn means(&self, event: &Dossier) -> bool {
        match self {
            Self::Words(topic) => topic.nearness(event).is_some(),
            Self::Place(place) => !place.is_empty() && is_at(place, event),
            Self::Event(Watched::Event { id, marks }) => {
                let mut reports = event.told.iter().map(|told| &told.report);
                event.id == *id
                    || event.aliases.contains(id)
                    || reports.any(|report| marks.iter().any(|mark| mark.fit(report).is_some()))
            }
            Self::Event(_) => false,
        }
    }
}

/// Which stories are copies of one another; each is read once.
#[derive(Default)]
struct Copies(BTreeMap<ArticleId, Option<Sketch>>);

impl Copies {
    /// Whether two reports stand in two prints of one story. What cannot be read is no copy.
    fn are(&mut self, desk: &Desk, archive: &ArchiveId, one: &Told, other: &Told) -> bool {
        let (one, other) = (one.report.quote().article(), other.report.quote().article());
        if one == other {
            return false;
        }
        let sketches = (
            self.sketch(desk, archive, one),
            self.sketch(desk, archive, other),
        );
        matches!(sketches, (Some(one), Some(other)) if one.is_near(&other))
    }

    fn sketch(&mut self, desk: &Desk, archive: &ArchiveId, id: &ArticleId) -> Option<Sketch> {
        if let Some(known) = self.0.get(id) {
            return known.clone();
        }
        let article = desk.article(archive, id).ok().flatten();
        let sketch = article.and_then(|article| Sketch::of(article.text()));
        self.0.insert(id.clone(), sketch.clone());
        sketch
    }
}
