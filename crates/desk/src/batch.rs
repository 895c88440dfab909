//! Stories that are taken together: each is read and linked as if the ones before it were stored already.

mod pending;

use crate::{
    error::Error,
    read::{self, Reported},
    records::Kept,
    shelf::Shelf,
};
use chrono::NaiveDate;
use dateline_ask::Vocabulary;
use dateline_core::{Article, ArticleId, Draft, Event, EventId, Moment, Report, ReportId};
use dateline_extract::link::{self, Known, Sought, Titles};
use dateline_search::Index;
use dateline_storage::{Change, Record, Revision, Store};
use pending::{Pending, Pendings};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Stories that are looked at for each report when its event is sought.
const NEIGHBOURS: usize = 8;

/// An event that holds so many reports takes no more of them: what follows begins a further event of the same title.
/// Words that thousands of stories share ("tickets will be sold in January") would tie them all together, and every story
/// would cost as much as all before it.
const FULL: usize = 256;

/// The latest reports of an event that a new one is held against.
const LATEST: usize = 48;

/// Whoever asks then knows every story.
const EVER: Moment = Moment::Day(NaiveDate::MAX);

/// What became of a story that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Its name in the archive; the one it was stored under first.
    pub id: ArticleId,
    /// Whether it was not stored before, in any revision.
    pub new: bool,
    /// Whether anything was stored: false where this very text, or a later copy of the page, was there already.
    pub changed: bool,
    /// The revision that holds this text, or the later copy; 0 for the text first seen.
    pub revision: u32,
    /// How many events that revision reports.
    pub events: usize,
}

/// How stories come to the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Come {
    /// Given with all that is known of them.
    ByHand,
    /// Fetched from their addresses then.
    Fetched(Moment),
    /// Fetched then, and less than the whole story.
    Teaser(Moment),
}

/// A story on its way into a batch.
pub(crate) struct Ahead {
    article: Article,
    /// What its first revision reports, where that was read already.
    read: Option<Reported>,
}

impl Ahead {
    /// A story of which nothing was read.
    pub(crate) fn unread(article: Article) -> Self {
        Self {
            article,
            read: None,
        }
    }

    /// A story with what it reports.
    pub(crate) fn told(article: Article, reported: Reported) -> Self {
        let read = Some(reported);
        Self { article, read }
    }

    /// A story as it is read when it is stored for the first time.
    pub(crate) fn read(article: Article, vocabulary: &Vocabulary) -> Result<Self, Error> {
        let article = first_revision(article)?;
        let read = Some(read::reported(&article, vocabulary));
        Ok(Self { article, read })
    }
}

fn first_revision(article: Article) -> Result<Article, Error> {
    Ok(Article::new(Draft {
        revision: 0,
        ..article.into()
    })?)
}

/// What a batch will store.
pub(crate) struct Batch<'a> {
    index: &'a Index,
    come: Come,
    shelf: Shelf<'a>,
    changed: BTreeSet<ArticleId>,
    identities: HashMap<String, ArticleId>,
    events: Pendings,
    merged: BTreeSet<EventId>,
    titles: Titles,
    vocabulary: &'a Vocabulary,
    /// What was read in the stories that changed.
    kept: BTreeMap<ArticleId, Vec<u8>>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(
        store: &'a dyn Store,
        index: &'a Index,
        archive: &'a dateline_core::ArchiveId,
        vocabulary: &'a Vocabulary,
    ) -> Self {
        Self {
            index,
            come: Come::ByHand,
            shelf: Shelf::new(store, archive),
            changed: BTreeSet::new(),
            identities: HashMap::new(),
            events: Pendings::default(),
            merged: BTreeSet::new(),
            titles: Titles::default(),
            vocabulary,
            kept: BTreeMap::new(),
        }
    }

    /// The batch with records that were loaded before.
    pub(crate) fn beside(self, kept: Kept<'a>) -> Self {
        let shelf = self.shelf.beside(kept);
        Self { shelf, ..self }
    }

    /// The batch with how its stories come.
    pub(crate) fn come(self, come: Come) -> Self {
        Self { come, ..self }
    }

    /// The words of what was read lately.
    pub(crate) fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// Takes one story; [`Batch::changes`] tells what to store.
    pub(crate) fn take(&mut self, draft: Draft) -> Result<Taken, Error> {
        self.take_read(Ahead::unread(read::article(draft)?))
    }

    /// Takes one story that may be read already.
    pub(crate) fn take_read(&mut self, Ahead { article, read }: Ahead) -> Result<Taken, Error> {
        let Some(record) = self.same_story(&article)? else {
            return self.keep(first_revision(article)?, None, read);
        };
        if matches!(self.come, Come::Teaser(_)) {
            return self.unchanged(record.latest().article());
        }
        let content = article.content_hash();
        if let Some(same) = with_content(&record, &content) {
            return self.unchanged(same);
        }
        if is_older_copy(&article, record.latest().article()) {
            return self.unchanged(record.latest().article());
        }
        let revision = record.latest().article().revision().saturating_add(1);
        let modified = self.changed_at(&article, record.latest().article());
        let next = Article::new(Draft {
            id: Some(record.id().clone()),
            revision,
            modified,
            ..article.into()
        })?;
        self.keep(next, Some(record), None)
    }

    /// Since when other words stand where a story is stored: as they say, else since they were fetched.
    fn changed_at(&self, article: &Article, stored: &Article) -> Option<Moment> {
        let told = article.modified();
        let is_later = |at: &Moment| at.sort_key() > stored.visible_from().sort_key();
        match self.come {
            Come::Fetched(fetched) | Come::Teaser(fetched)
                if !told.as_ref().is_some_and(is_later) =>
            {
                Some(fetched)
            }
            Come::ByHand | Come::Fetched(_) | Come::Teaser(_) => told,
        }
    }

    /// Every article and event that the batch adds or replaces.
    pub(crate) fn changes(mut self) -> Result<Vec<Change>, Error> {
        let mut changes = Vec::new();
        for id in &self.changed {
            let record = self.shelf.record(id)?;
            changes.extend(record.cloned().map(Change::article));
        }
        let kept = self.kept.into_iter();
        changes.extend(kept.map(|(id, bytes)| Change::Reading(id, bytes)));
        changes.extend(self.merged.into_iter().map(Change::RemoveEvent));
        changes.extend(self.events.into_events().map(Change::Event));
        Ok(changes)
    }

    /// The story that the article is a copy or a revision of: by its identity, else by its id.
    fn same_story(&mut self, article: &Article) -> Result<Option<Record>, Error> {
        let identity = article.identity();
        let owner = match self.identities.get(&identity) {
            Some(id) => Some(id.clone()),
            None => {
                let shelf = &self.shelf;
                shelf.store().by_identity(shelf.archive(), &identity)?
            }
        };
        let id = owner.as_ref().unwrap_or(article.id());
        Ok(self.shelf.record(id)?.cloned())
    }

    fn unchanged(&mut self, article: &Article) -> Result<Taken, Error> {
        let (id, revision) = (article.id(), article.revision());
        let events = self.events_of(id)?;
        let reported = |event: &&Event| {
            let mut reports = event.reports().iter();
            reports.any(|report| &report.article == id && report.revision == revision)
        };
        Ok(Taken {
            id: id.clone(),
            new: false,
            changed: false,
            revision,
            events: events.iter().filter(reported).count(),
        })
    }

    /// Reads the article unless that was done, links what it reports, and keeps all of it for storing.
    fn keep(
        &mut self,
        article: Article,
        stored: Option<Record>,
        read: Option<Reported>,
    ) -> Result<Taken, Error> {
        let (id, revision) = (article.id().clone(), article.revision());
        let new = stored.is_none();
        let identity = article.identity();
        let Reported { reports, kept } =
            read.unwrap_or_else(|| read::reported(&article, self.vocabulary));
        let named = (0..).zip(&reports).map(|(index, report)| {
            let article = id.clone();
            let name = ReportId {
                article,
                revision,
                index,
            };
            (name, report.clone())
        });
        let named: Vec<(ReportId, Report)> = named.collect();
        let events = self.link(&id, &named)?;
        let read = Revision::new(article, reports)?;
        self.kept.remove(&id);
        self.kept.extend(kept.map(|bytes| (id.clone(), bytes)));
        self.shelf.put(match stored {
            Some(record) => record.with(read)?,
            None => Record::first(read),
        });
        self.changed.insert(id.clone());
        self.identities.insert(identity, id.clone());
        Ok(Taken {
            id,
            new,
            changed: true,
            revision,
            events,
        })
    }

    /// Links what a stored story reports, in all its revisions, as if it had just come; what an event holds already stays.
    pub(crate) fn relink(&mut self, record: &Record) -> Result<(), Error> {
        let events = self.events_of(record.id())?;
        let held = events.iter().flat_map(Event::reports);
        let held: BTreeSet<ReportId> = held.cloned().collect();
        self.relink_those(record, |name| !held.contains(name))
    }

    /// Links some of the reports of a stored story; the others stay where they are.
    pub(crate) fn relink_those(
        &mut self,
        record: &Record,
        are_loose: impl Fn(&ReportId) -> bool,
    ) -> Result<(), Error> {
        let id = record.id();
        for revision in record.revisions() {
            let number = revision.article().revision();
            let named = (0..).zip(revision.reports()).map(|(index, report)| {
                let name = ReportId {
                    article: id.clone(),
                    revision: number,
                    index,
                };
                (name, report.clone())
            });
            let loose = named.filter(|(name, _)| are_loose(name));
            let loose: Vec<(ReportId, Report)> = loose.collect();
            self.link(id, &loose)?;
        }
        Ok(())
    }

    /// Links the reports with what is known, keeps the events that change, and counts them.
    fn link(&mut self, id: &ArticleId, named: &[(ReportId, Report)]) -> Result<usize, Error> {
        if named.is_empty() {
            return Ok(0);
        }
        let known = self.candidates(id, named)?;
        let linked = link::link_with(named, &known, &mut self.titles);
        let here = |event: &&Event| {
            let mut reports = event.reports().iter();
            reports.any(|report| named.iter().any(|(name, _)| name == report))
        };
        let count = linked.iter().filter(here).count();
        let live: BTreeSet<EventId> = linked.iter().map(|event| event.id().clone()).collect();
        for event in linked {
            let told = known.iter().flat_map(|known| {
                // Of many, the latest are given.
                let ids = known.event.reports().iter().rev();
                ids.zip(known.reports.iter().rev())
            });
            let given = named.iter().map(|(name, report)| (name, report));
            for other in &known {
                if event.aliases().contains(other.event.id()) && !live.contains(other.event.id()) {
                    self.events.remove(other.event.id());
                    self.merged.insert(other.event.id().clone());
                }
            }
            self.events.put(Pending::new(event, given.chain(told)));
        }
        Ok(count)
    }

    /// Events that a report may speak of: those of the same story, of stories with like words, and of this batch.
    fn candidates(
        &mut self,
        id: &ArticleId,
        named: &[(ReportId, Report)],
    ) -> Result<Vec<Known>, Error> {
        let mut stories = BTreeSet::from([id.clone()]);
        let mut words = BTreeSet::new();
        for (_, report) in named {
            let title = title_words(report);
            let groups: Vec<Vec<String>> = title.iter().map(|word| vec![word.clone()]).collect();
            let archive = self.shelf.archive();
            let hits = self.index.find(archive, &EVER, &groups, NEIGHBOURS)?;
            stories.extend(hits.into_iter().map(|hit| hit.id));
            words.extend(title);
        }
        let mut events = BTreeMap::new();
        for story in &stories {
            for event in self.events_of(story)? {
                events.insert(event.id().clone(), event);
            }
        }
        let sought = Sought::by(named, &mut self.titles);
        for event in self.events.sharing(&words, &sought, &mut self.titles) {
            events.insert(event.id().clone(), event.clone());
        }
        let open = events.into_values();
        let open = open.filter(|event| event.reports().len() < FULL).collect();
        self.shelf.latest(open, LATEST)
    }

    /// The events that hold a report of the article, as they will be once the batch is stored.
    fn events_of(&mut self, id: &ArticleId) -> Result<Vec<Event>, Error> {
        let stored = self.shelf.events_of(id)?.iter();
        let untouched = stored
            .filter(|event| !self.events.holds(event.id()) && !self.merged.contains(event.id()));
        let mut events: Vec<Event> = untouched.cloned().collect();
        events.extend(self.events.of(id).cloned());
        Ok(events)
    }
}

/// Whether a page was copied before the change that is stored already: files are not always taken in their order.
fn is_older_copy(article: &Article, stored: &Article) -> bool {
    let stamp = match (article.modified(), article.url()) {
        (Some(modified), _) => modified,
        (None, Some(_)) => article.published(),
        (None, None) => return false,
    };
    stored
        .modified()
        .is_some_and(|changed| !changed.is_known_at(&stamp))
}

/// The revision that holds this very text, if the story ever had it.
fn with_content<'a>(record: &'a Record, content: &str) -> Option<&'a Article> {
    let mut stored = record.revisions().map(Revision::article);
    stored.find(|article| article.content_hash() == content)
}

/// The longer words of a report's title, lower case.
fn title_words(report: &Report) -> BTreeSet<String> {
    let words = report.title().split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect()
}
