//! Events in lists: those of a stretch of time, of a topic, and what changed.

use crate::{
    desk::Desk,
    error::Error,
    ledger::Ledger,
    regroup::{Shown, regroup},
    saved,
    shelf::Shelf,
    topic::{Nearness, Topic, stems},
};
use chrono::{NaiveDate, TimeDelta};
use dateline_core::{
    Agenda, ArchiveId, ArticleId, Changed, Citation, Dossier, Event, EventId, Interval, Moment,
    Precision, ReportId, Status, Told, Turn, TurnKind, Wanted, When,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// So many stories are looked through for a topic, the best first.
const STORIES: usize = 200;

/// So many events answer to the beginning of a name.
const NAMED: usize = 26;

/// The beginning of a name has at least so many letters.
const PREFIX: usize = 5;

/// An event that was over for longer when it was first told of is background.
const BACKGROUND_DAYS: i64 = 31;

/// How far ahead the next event is sought, in days, one stretch after the other.
const AHEAD: [i64; 5] = [7, 31, 93, 366, 3_660];

/// The years in which an event may lie to be one of all.
const EVER: (i32, i32) = (1000, 2999);

/// The longest time that is no long time, in days: a month.
const MONTH_DAYS: i64 = 31;

impl Desk {
    /// The events whose date, as it stands at `asked`, lies in the stretch; where there is none, the next one behind it.
    ///
    /// A date that is coarser than the stretch is told where it is a month at most.
    pub fn agenda(
        &self,
        archive: &ArchiveId,
        stretch: &Interval,
        wanted: &Wanted,
        asked: &Moment,
    ) -> Result<Agenda, Error> {
        self.catch_up()?;
        let mut desk = Files::open(self, archive, asked)?;
        let filter = Filter::new(wanted, asked);
        let events = desk.within(stretch, &filter)?;
        let next = if events.is_empty() {
            desk.next(stretch, &filter)?
        } else {
            None
        };
        Ok(Agenda {
            events,
            next,
            coverage: self.coverage(archive, asked)?,
        })
    }

    /// Every event that has a date, the oldest first.
    pub fn every_event(&self, archive: &ArchiveId, asked: &Moment) -> Result<Vec<Dossier>, Error> {
        self.catch_up()?;
        let mut desk = Files::open(self, archive, asked)?;
        let ever = NaiveDate::from_ymd_opt(EVER.0, 1, 1)
            .zip(NaiveDate::from_ymd_opt(EVER.1, 12, 31))
            .and_then(|(first, last)| Interval::days(first, last).ok());
        match ever {
            Some(ever) => desk.within(&ever, &Filter::new(&Wanted::default(), asked)),
            None => Ok(Vec::new()),
        }
    }

    /// The events that the words are about, the oldest first, those without a date last.
    pub fn timeline(
        &self,
        archive: &ArchiveId,
        topic: &str,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Error> {
        self.catch_up()?;
        let topic = Topic::read(topic, asked);
        let found = Files::open(self, archive, asked)?.about(&topic)?;
        let mut events: Vec<Dossier> = found.into_iter().map(|(_, event)| event.brief()).collect();
        events.retain(|event| event.hidden().is_none());
        sort_by_date(&mut events);
        Ok(distinct(events))
    }

    /// What stories that became known behind `since` and up to `asked` changed: of each event that was known before,
    /// what they turned; of each other, that it is announced.
    pub fn changes(
        &self,
        archive: &ArchiveId,
        since: &Moment,
        topic: Option<&str>,
        asked: &Moment,
    ) -> Result<Vec<Changed>, Error> {
        self.catch_up()?;
        let mut desk = Files::open(self, archive, asked)?;
        let mut come = desk.index().come(archive, since, asked)?;
        come.extend(desk.ledger.corrected(since, asked));
        let topic = topic.map(|words| Topic::read(words, asked));
        let mut changes = Vec::new();
        let is_meant = |event: &Dossier| {
            let about = |topic: &Topic| topic.nearness(event).is_some();
            event.hidden().is_none() && topic.as_ref().is_none_or(about)
        };
        for event in distinct(desk.dossiers(&come)?) {
            if is_meant(&event) {
                changes.extend(changed(&event.brief(), since));
            }
        }
        changes.sort_by(|one, other| {
            let key = |change: &Changed| {
                let dated = change.turn.to.when.as_ref().map(|when| when.interval);
                (
                    change.turn.kind,
                    dated.is_none(),
                    dated,
                    change.event.id.clone(),
                )
            };
            key(one).cmp(&key(other))
        });
        Ok(changes)
    }

    /// The events that a name, the beginning of a name, or words mean; what is still to come first, the soonest first.
    ///
    /// A name means a hidden event too, words only where they mean no other.
    pub fn event_named(
        &self,
        archive: &ArchiveId,
        named: &str,
        asked: &Moment,
    ) -> Result<Vec<Dossier>, Error> {
        self.catch_up()?;
        let mut desk = Files::open(self, archive, asked)?;
        let by_name = desk.called(named.trim())?;
        if !by_name.is_empty() {
            return Ok(by_name);
        }
        let mut found = desk.about(&Topic::read(named, asked))?;
        if found.iter().any(|(_, event)| event.hidden().is_none()) {
            found.retain(|(_, event)| event.hidden().is_none());
        }
        let nearest: Option<Nearness> = found.iter().map(|(near, _)| *near).min();
        found.retain(|(near, _)| Some(*near) == nearest);
        let mut events: Vec<Dossier> = found.into_iter().map(|(_, event)| event).collect();
        // Who gives a whole title of several words means the events of that title, and none whose title holds more.
        let words = stems(named);
        let is_titled = |event: &Dossier| stems(&event.view.title) == words;
        if words.len() > 1 && events.iter().any(is_titled) {
            events.retain(is_titled);
        }
        sort_by_date(&mut events);
        let mut events = distinct(events);
        events.sort_by_key(|event| soonest(event, asked));
        Ok(events)
    }
}

/// What restricts a list.
struct Filter {
    topic: Option<Topic>,
    place: BTreeSet<String>,
    status: Option<Status>,
}

impl Filter {
    fn new(wanted: &Wanted, asked: &Moment) -> Self {
        let topic = wanted.topic.as_deref();
        Self {
            topic: topic.map(|words| Topic::read(words, asked)),
            place: stems(wanted.place.as_deref().unwrap_or_default()),
            status: wanted.status,
        }
    }

    fn admits(&self, event: &Dossier) -> bool {
        let about = |topic: &Topic| topic.nearness(event).is_some();
        self.topic.as_ref().is_none_or(about)
            && (self.place.is_empty() || self.is_here(event))
            && self.status.is_none_or(|status| status == event.view.status)
    }

    /// Whether an event is at the place, or is called after it ("the Hamar fair").
    fn is_here(&self, event: &Dossier) -> bool {
        is_at(&self.place, event)
    }
}

/// Whether the words of a place name where an event is, or stand in its title.
pub(crate) fn is_at(place: &BTreeSet<String>, event: &Dossier) -> bool {
    let told = event.view.place.as_ref().map(|place| place.name.as_str());
    let mut names = told.into_iter().chain([event.view.title.as_str()]);
    names.any(|name| place.is_subset(&stems(name)))
}

/// An archive at a time, with the stories that one list looks at.
pub(crate) struct Files<'a> {
    desk: &'a Desk,
    archive: &'a ArchiveId,
    asked: &'a Moment,
    shelf: Shelf<'a>,
    ledger: Arc<Ledger>,
}

impl<'a> Files<'a> {
    pub(crate) fn open(
        desk: &'a Desk,
        archive: &'a ArchiveId,
        asked: &'a Moment,
    ) -> Result<Self, Error> {
        Ok(Self {
            desk,
            archive,
            asked,
            shelf: Shelf::new(desk.store(), archive),
            ledger: desk.ledger(archive)?,
        })
    }

    fn index(&self) -> &'a dateline_search::Index {
        self.desk.index()
    }

    /// The dossiers of all events of which these stories hold reports, as people corrected them.
    pub(crate) fn dossiers(
        &mut self,
        stories: &BTreeSet<ArticleId>,
    ) -> Result<Vec<Dossier>, Error> {
        let mut events: BTreeMap<EventId, Event> = BTreeMap::new();
        for id in stories {
            for event in self.shelf.events_of(id)? {
                events.insert(event.id().clone(), event.clone());
            }
        }
        self.shown(events.into_values().collect())
    }

    /// The dossiers of events, as people corrected them.
    fn shown(&mut self, events: Vec<Event>) -> Result<Vec<Dossier>, Error> {
        let shown = regroup(events, &self.ledger, &mut self.shelf, self.asked)?;
        let dossiers = shown.iter().map(|shown| self.dossier(shown));
        let found: Result<Vec<Option<Dossier>>, Error> = dossiers.collect();
        Ok(found?.into_iter().flatten().collect())
    }

    fn dossier(&mut self, Shown { event, corrections }: &Shown) -> Result<Option<Dossier>, Error> {
        let mut told = Vec::with_capacity(event.reports().len());
        for id in event.reports() {
            told.extend(self.told(id)?);
        }
        Ok(Dossier::of(event, told, corrections, self.asked))
    }

    fn told(&mut self, id: &ReportId) -> Result<Option<Told>, Error> {
        let (store, archive) = (self.desk.store(), self.archive);
        let Some(record) = self.shelf.record(&id.article)? else {
            return Ok(None);
        };
        let revision = record.revision(id.revision);
        let found = record.report(id).zip(revision);
        let Some((report, revision)) =
            found.filter(|(report, _)| report.visible_from().is_known_at(self.asked))
        else {
            return Ok(None);
        };
        let article = revision.article();
        let quote = report.quote().clone();
        Ok(Some(Told {
            report: report.clone(),
            cited: Citation {
                title: article.title().to_owned(),
                source: article.source().map(str::to_owned),
                url: article.url().map(str::to_owned),
                published: article.published(),
                speaker: None,
                saved: saved::who(store, archive, &quote)?,
                copies: Vec::new(),
                quote,
            },
        }))
    }

    /// The admitted events of a stretch, by date.
    fn within(&mut self, stretch: &Interval, filter: &Filter) -> Result<Vec<Dossier>, Error> {
        let mut stories = self.index().dated(self.archive, self.asked, stretch)?;
        stories.extend(self.ledger.dated(stretch, self.asked));
        let mut events = self.dossiers(&stories)?;
        events.retain(|event| {
            let when = event.view.when.as_ref();
            let is_here = when.is_some_and(|when| lies_in(when, stretch));
            is_here && event.hidden().is_none() && filter.admits(event)
        });
        sort_by_date(&mut events);
        Ok(distinct(events).into_iter().map(Dossier::brief).collect())
    }

    /// The first admitted event that begins behind the stretch.
    fn next(&mut self, stretch: &Interval, filter: &Filter) -> Result<Option<Dossier>, Error> {
        let mut from = stretch.end();
        for days in AHEAD {
            let until = stretch.end().checked_add_signed(TimeDelta::days(days));
            let Some(ahead) = until.and_then(|until| Interval::new(from, until).ok()) else {
                break;
            };
            let events = self.within(&ahead, filter)?.into_iter();
            let mut begun = events.filter(|event| {
                let when = event.view.when.as_ref();
                when.is_some_and(|when| when.interval.start() >= stretch.end())
            });
            if let Some(next) = begun.next() {
                return Ok(Some(next));
            }
            from = ahead.end();
        }
        Ok(None)
    }

    /// The events of the stories that match a topic best, as far as they are about it.
    fn about(&mut self, topic: &Topic) -> Result<Vec<(Nearness, Dossier)>, Error> {
        let hits = self
            .index()
            .find(self.archive, self.asked, &topic.groups, STORIES)?;
        let stories = hits.into_iter().map(|hit| hit.id).collect();
        let events = self.dossiers(&stories)?.into_iter();
        let near = events.filter_map(|event| Some((topic.nearness(&event)?, event)));
        Ok(near.collect())
    }

    /// The events of that name, or whose names begin so.
    pub(crate) fn called(&mut self, name: &str) -> Result<Vec<Dossier>, Error> {
        let store = self.desk.store();
        let is_name = name.len() >= PREFIX
            && name.strip_prefix('e').is_some_and(|digits| {
                digits
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            });
        if !is_name {
            return Ok(Vec::new());
        }
        let whole = match name.parse::<EventId>() {
            Ok(id) => store.event(self.archive, &id)?,
            Err(_) => None,
        };
        let mut events = match whole {
            Some(event) => vec![event],
            None => store.events_named(self.archive, name, NAMED)?,
        };
        // Names that a correction gave are in no store.
        for article in self.ledger.standing(self.asked) {
            events.extend(self.shelf.events_of(&article)?.iter().cloned());
        }
        let mut found = self.shown(events)?;
        let is_called = |id: &EventId| id.as_str().starts_with(name);
        let own = |event: &Dossier| is_called(&event.id);
        let former = |event: &Dossier| event.aliases.iter().any(is_called);
        if found.iter().any(own) {
            found.retain(own);
        } else {
            found.retain(former);
        }
        Ok(found)
    }
}

/// Whether a date belongs into a list of that stretch: it touches it, and is not so coarse that it says little about it.
fn lies_in(when: &When, stretch: &Interval) -> bool {
    let is_coarse = when.precision < Precision::Range;
    let short = when.interval.length() <= TimeDelta::days(MONTH_DAYS);
    let fits = when.interval.length() <= stretch.length();
    when.interval.overlaps(stretch) && (!is_coarse || short || fits)
}

pub(crate) fn sort_by_date(events: &mut [Dossier]) {
    events.sort_by(|one, other| {
        let key = |event: &Dossier| {
            let dated = event.view.when.as_ref().map(|when| when.interval);
            (
                dated.is_none(),
                dated,
                event.view.title.clone(),
                event.id.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
}

/// What is ahead or under way, the soonest first; then what is over, the latest first; then what has no date.
pub(crate) fn soonest(event: &Dossier, asked: &Moment) -> (u8, i64) {
    match event.view.when.as_ref().map(|when| when.interval) {
        None => (2, 0),
        Some(dated) => {
            let away = (dated.start() - asked.wall()).num_minutes();
            let is_over = dated.end() <= asked.wall();
            (u8::from(is_over), away.abs())
        }
    }
}

/// The events without those that an event before them already tells: the same words of a title on the same date, or two
/// readings of one sentence.
pub(crate) fn distinct(events: Vec<Dossier>) -> Vec<Dossier> {
    let mut kept: Vec<(BTreeSet<String>, Dossier)> = Vec::new();
    let mut places: HashMap<(Option<Interval>, Status), Vec<usize>> = HashMap::new();
    for event in events {
        let title = stems(&event.view.title);
        let dated = event.view.when.as_ref().map(|when| when.interval);
        let here = places.entry((dated, event.view.status)).or_default();
        let is_twin = |at: &&usize| {
            let twin = kept.get(**at);
            twin.is_some_and(|(words, told)| tells_the_same((words, told), (&title, &event)))
        };
        match here.iter().find(is_twin).copied() {
            None => {
                here.push(kept.len());
                kept.push((title, event));
            }
            Some(at) => {
                let twin = kept.get_mut(at);
                if let Some(twin) = twin.filter(|twin| twin.1.told.len() < event.told.len()) {
                    *twin = (title, event);
                }
            }
        }
    }
    kept.into_iter().map(|(_, event)| event).collect()
}

/// Whether two events of one date and status are told by the same words, or are two readings of one sentence.
fn tells_the_same(
    (title, event): (&BTreeSet<String>, &Dossier),
    (other_title, other): (&BTreeSet<String>, &Dossier),
) -> bool {
    let nested = title.is_subset(other_title) || other_title.is_subset(title);
    let sentence = |event: &'_ Dossier| event.dating().map(|told| told.cited.quote.clone());
    title == other_title || (nested && sentence(event) == sentence(other))
}

/// What changed of one event behind `since`.
fn changed(event: &Dossier, since: &Moment) -> Vec<Changed> {
    let is_old = |told: &Told| told.report.visible_from().is_known_at(since);
    if !event.told.iter().any(is_old) {
        return announced(event).into_iter().collect();
    }
    let new = event.turns.iter().filter(|turn| {
        let known = event.known_from(turn);
        turn.kind != TurnKind::Announced && known.is_some_and(|known| !known.is_known_at(since))
    });
    new.map(|turn| Changed {
        turn: turn.clone(),
        event: event.clone(),
    })
    .collect()
}

/// An event that was not known before, as it stands now; what was over long before it was told of is no news.
fn announced(event: &Dossier) -> Option<Changed> {
    let first = event.turns.first()?;
    let told = event.cause(first)?.report.visible_from().day();
    let is_news = match &event.view.when {
        Some(when) => (told - when.interval.last_day()).num_days() <= BACKGROUND_DAYS,
        None => event.view.status != Status::Happened,
    };
    let turn = Turn {
        to: event.view.standing(),
        ..first.clone()
    };
    is_news.then(|| Changed {
        turn,
        event: event.clone(),
    })
}
