//! The rules of a batch: what each change does, and what may not be afterwards; nothing is written here.

use crate::{Change, Conflict, Error, Record, Statistics, What, format::v1, shelf::Shelf};
use dateline_core::{ArticleId, Event, EventId, ReportId};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What stood before the batch and what stands after it.
struct Pair<T> {
    was: Option<T>,
    now: Option<T>,
}

/// Everything a backend has to write for a batch, in one transaction.
pub(crate) struct Outcome {
    pub(crate) articles: Vec<(ArticleId, Option<Record>)>,
    pub(crate) events: Vec<(EventId, Option<Event>)>,
    pub(crate) identities: BTreeMap<String, Option<ArticleId>>,
    pub(crate) aliases: BTreeMap<EventId, Option<EventId>>,
    pub(crate) members: BTreeMap<ArticleId, BTreeSet<EventId>>,
    pub(crate) readings: BTreeMap<ArticleId, Option<Vec<u8>>>,
    pub(crate) statistics: Statistics,
    pub(crate) log: Vec<What>,
}

/// Applies the batch to what is on the shelf.
pub(crate) fn plan(shelf: &dyn Shelf, batch: Vec<Change>) -> Result<Outcome, Error> {
    let mut stage = Stage {
        shelf,
        articles: BTreeMap::new(),
        events: BTreeMap::new(),
        readings: BTreeMap::new(),
        log: Vec::new(),
    };
    for change in batch {
        stage.apply(change)?;
    }
    stage.finish()
}

struct Stage<'a> {
    shelf: &'a dyn Shelf,
    articles: BTreeMap<ArticleId, Pair<Record>>,
    events: BTreeMap<EventId, Pair<Event>>,
    readings: BTreeMap<ArticleId, Option<Vec<u8>>>,
    log: Vec<What>,
}

impl Stage<'_> {
    fn apply(&mut self, change: Change) -> Result<(), Error> {
        match change {
            Change::Article(record) => self.put_article(*record),
            Change::Event(event) => self.put_event(event),
            Change::Reading(id, bytes) => {
                self.put_reading(&id, bytes);
                Ok(())
            }
            Change::ForgetArticle(id) => self.forget_article(&id),
            Change::RemoveEvent(id) => self.remove_event(&id),
        }
    }

    fn put_article(&mut self, record: Record) -> Result<(), Error> {
        let id = record.id().clone();
        let pair = self.article(&id)?;
        if !pair.now.as_ref().is_some_and(|now| same(now, &record)) {
            fits(&record)?;
            pair.now = Some(record);
            self.readings.insert(id.clone(), None);
            self.log.push(What::Put(id));
        }
        Ok(())
    }

    fn put_reading(&mut self, id: &ArticleId, bytes: Vec<u8>) {
        let is_stored = (self.articles.get(id)).is_some_and(|pair| pair.now.is_some());
        if let Some(reading) = self.readings.get_mut(id).filter(|_| is_stored) {
            *reading = Some(bytes);
        }
    }

    fn put_event(&mut self, event: Event) -> Result<(), Error> {
        let id = event.id().clone();
        if dateline_core::Event::try_from(v1::Event::from(&event)).as_ref() != Ok(&event) {
            return Err(unfit(
                "event",
                id.as_str(),
                "its names would not read back".into(),
            ));
        }
        let pair = self.event(&id)?;
        if pair.now.as_ref() != Some(&event) {
            pair.now = Some(event);
            self.log.push(What::Event(id));
        }
        Ok(())
    }

    fn forget_article(&mut self, id: &ArticleId) -> Result<(), Error> {
        if self.article(id)?.now.take().is_none() {
            return Ok(());
        }
        self.readings.insert(id.clone(), None);
        self.log.push(What::Forgot(id.clone()));
        let mut holders = self.shelf.members(id)?;
        holders.extend(self.events.keys().cloned());
        for holder in holders {
            let event = self.event(&holder)?.now.clone();
            if let Some(event) = event.filter(|event| holds(event, id)) {
                match event.without(id) {
                    Some(rest) => self.put_event(rest)?,
                    None => self.remove_event(&holder)?,
                }
            }
        }
        Ok(())
    }

    fn remove_event(&mut self, id: &EventId) -> Result<(), Error> {
        if self.event(id)?.now.take().is_some() {
            self.log.push(What::RemovedEvent(id.clone()));
        }
        Ok(())
    }

    fn article(&mut self, id: &ArticleId) -> Result<&mut Pair<Record>, Error> {
        if !self.articles.contains_key(id) {
            let was = self.shelf.record(id)?;
            let now = was.clone();
            self.articles.insert(id.clone(), Pair { was, now });
        }
        Ok(self.articles.entry(id.clone()).or_insert(Pair {
            was: None,
            now: None,
        }))
    }

    fn event(&mut self, id: &EventId) -> Result<&mut Pair<Event>, Error> {
        if !self.events.contains_key(id) {
            let was = self.shelf.event(id)?;
            let now = was.clone();
            self.events.insert(id.clone(), Pair { was, now });
        }
        Ok(self.events.entry(id.clone()).or_insert(Pair {
            was: None,
            now: None,
        }))
    }

    fn finish(mut self) -> Result<Outcome, Error> {
        self.articles
            .retain(|_, pair| match (&pair.was, &pair.now) {
                (Some(was), Some(now)) => !same(was, now),
                (was, now) => was.is_some() || now.is_some(),
            });
        self.events.retain(|_, pair| pair.was != pair.now);
        let (identities, aliases, members) = (self.identities()?, self.aliases()?, self.members()?);
        self.check_names(&aliases)?;
        self.check_reports(&members)?;
        Ok(Outcome {
            statistics: self.statistics()?,
            articles: (self.articles.into_iter())
                .map(|(id, p)| (id, p.now))
                .collect(),
            events: (self.events.into_iter())
                .map(|(id, p)| (id, p.now))
                .collect(),
            identities,
            aliases,
            members,
            readings: self.readings,
            log: self.log,
        })
    }

    fn identities(&self) -> Result<BTreeMap<String, Option<ArticleId>>, Error> {
        let mut changed = BTreeMap::new();
        for pair in self.articles.values() {
            for identity in pair.was.iter().flat_map(Record::identities) {
                changed.insert(identity, None);
            }
        }
        for (id, pair) in &self.articles {
            for identity in pair.now.iter().flat_map(Record::identities) {
                let owner = match changed.get(&identity) {
                    Some(owner) => owner.clone(),
                    None => self.shelf.owner(&identity)?,
                };
                if let Some(owner) = owner.filter(|owner| owner != id) {
                    let article = id.clone();
                    return Err(Conflict::SameStory { article, owner }.into());
                }
                changed.insert(identity, Some(id.clone()));
            }
        }
        Ok(changed)
    }

    fn aliases(&self) -> Result<BTreeMap<EventId, Option<EventId>>, Error> {
        let mut changed = BTreeMap::new();
        for pair in self.events.values() {
            for alias in pair.was.iter().flat_map(Event::aliases) {
                changed.insert(alias.clone(), None);
            }
        }
        for (id, pair) in &self.events {
            for alias in pair.now.iter().flat_map(Event::aliases) {
                let other = match changed.get(alias) {
                    Some(other) => other.clone(),
                    None => self.shelf.alias(alias)?,
                };
                if let Some(other) = other.filter(|other| other != id) {
                    return Err(shared(alias, id, &other));
                }
                changed.insert(alias.clone(), Some(id.clone()));
            }
        }
        Ok(changed)
    }

    /// A name is an event's own or an alias, never both.
    fn check_names(&self, aliases: &BTreeMap<EventId, Option<EventId>>) -> Result<(), Error> {
        for (alias, event) in aliases {
            if let Some(event) = event
                && self.stands(alias)?
            {
                return Err(shared(alias, event, alias));
            }
        }
        for (id, _) in self.events.iter().filter(|(_, pair)| pair.now.is_some()) {
            let other = match aliases.get(id) {
                Some(other) => other.clone(),
                None => self.shelf.alias(id)?,
            };
            if let Some(other) = other {
                return Err(shared(id, id, &other));
            }
        }
        Ok(())
    }

    fn stands(&self, id: &EventId) -> Result<bool, Error> {
        Ok(match self.events.get(id) {
            Some(pair) => pair.now.is_some(),
            None => self.shelf.event(id)?.is_some(),
        })
    }

    fn members(&self) -> Result<BTreeMap<ArticleId, BTreeSet<EventId>>, Error> {
        let mut changed = BTreeMap::new();
        for (event, pair) in &self.events {
            let (was, now) = (
                articles_of(pair.was.as_ref()),
                articles_of(pair.now.as_ref()),
            );
            for article in was.symmetric_difference(&now) {
                if !changed.contains_key(*article) {
                    changed.insert((*article).clone(), self.shelf.members(article)?);
                }
                if let Some(events) = changed.get_mut(*article) {
                    if now.contains(article) {
                        events.insert(event.clone());
                    } else {
                        events.remove(event);
                    }
                }
            }
        }
        Ok(changed)
    }

    /// Every report that a changed event holds, and every report that an event holds of a changed article, is stored.
    fn check_reports(&self, members: &BTreeMap<ArticleId, BTreeSet<EventId>>) -> Result<(), Error> {
        for pair in self.events.values() {
            // What it held before is stored, unless that very story changes.
            let was = pair.was.iter().flat_map(Event::reports);
            let was: HashSet<&ReportId> = was.collect();
            let may_lack = |report: &ReportId| {
                !was.contains(report) || self.articles.contains_key(&report.article)
            };
            if let Some(event) = &pair.now {
                self.check_event(event, may_lack)?;
            }
        }
        for id in self.articles.keys() {
            let holders = match members.get(id) {
                Some(holders) => holders.clone(),
                None => self.shelf.members(id)?,
            };
            for holder in holders
                .iter()
                .filter(|holder| !self.events.contains_key(*holder))
            {
                if let Some(event) = self.shelf.event(holder)? {
                    self.check_event(&event, |report| &report.article == id)?;
                }
            }
        }
        Ok(())
    }

    fn check_event(
        &self,
        event: &Event,
        may_lack: impl Fn(&ReportId) -> bool,
    ) -> Result<(), Error> {
        for report in event.reports().iter().filter(|report| may_lack(report)) {
            let stored = match self.articles.get(&report.article) {
                Some(pair) => (pair.now.as_ref()).is_some_and(|r| r.report(report).is_some()),
                None => (self.shelf.record(&report.article)?)
                    .is_some_and(|record| record.report(report).is_some()),
            };
            if !stored {
                let (event, report) = (event.id().clone(), report.clone());
                return Err(Conflict::MissingReport { event, report }.into());
            }
        }
        Ok(())
    }

    fn statistics(&self) -> Result<Statistics, Error> {
        let mut sums = self.shelf.statistics()?;
        for pair in self.articles.values() {
            let (was, now) = (
                Statistics::of(pair.was.as_ref()),
                Statistics::of(pair.now.as_ref()),
            );
            sums.articles = (sums.articles + now.articles).saturating_sub(was.articles);
            sums.revisions = (sums.revisions + now.revisions).saturating_sub(was.revisions);
            sums.reports = (sums.reports + now.reports).saturating_sub(was.reports);
        }
        for pair in self.events.values() {
            let (was, now) = (u64::from(pair.was.is_some()), u64::from(pair.now.is_some()));
            sums.events = (sums.events + now).saturating_sub(was);
        }
        Ok(sums)
    }
}

impl Statistics {
    pub(crate) fn of(record: Option<&Record>) -> Self {
        let revisions = || record.iter().flat_map(|record| record.revisions());
        Self {
            articles: u64::from(record.is_some()),
            revisions: revisions().count() as u64,
            reports: revisions().map(|r| r.reports().len() as u64).sum(),
            ..Self::default()
        }
    }
}

pub(crate) fn articles_of(event: Option<&Event>) -> BTreeSet<&ArticleId> {
    let reports = event.into_iter().flat_map(Event::reports);
    reports.map(|report| &report.article).collect()
}

/// Whether the two are written the same; their offsets count, which comparing moments leaves out.
fn same(one: &Record, other: &Record) -> bool {
    v1::Record::try_from(one) == v1::Record::try_from(other)
}

/// Nothing is stored that would read back otherwise.
fn fits(record: &Record) -> Result<(), Error> {
    let again = v1::Record::try_from(record).and_then(Record::try_from);
    let again = again.map_err(|why| unfit("article", record.id().as_str(), why))?;
    if &again == record {
        Ok(())
    } else {
        let why = "it would read back otherwise; a quote may be of other words".into();
        Err(unfit("article", record.id().as_str(), why))
    }
}

fn unfit(kind: &str, name: &str, why: String) -> Error {
    let what = format!("{kind} {name}");
    Error::Unfit { what, why }
}

fn holds(event: &Event, id: &ArticleId) -> bool {
    event.reports().iter().any(|report| &report.article == id)
}

fn shared(alias: &EventId, event: &EventId, other: &EventId) -> Error {
    let (alias, event, other) = (alias.clone(), event.clone(), other.clone());
    Conflict::SharedName {
        alias,
        event,
        other,
    }
    .into()
}
