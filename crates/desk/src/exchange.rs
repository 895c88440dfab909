//! All that people own of an archive as JSON lines, and such lines taken into another: the export that every later version reads.
//!
//! What is derived is left out (it is made again), as are posts under way, which only the archive that began them may finish.

mod line;

use crate::{Desk, Error, by_hand, feeds, reread, saved};
use dateline_core::{
    Amendment, ArchiveId, Article, ArticleId, Correction, CorrectionId, Draft, Preferences, Report,
};
use dateline_storage::{Conflict, Record, add_correction, place_correction};
use line::{Line, StoryLine, Words};
use serde::{Deserialize, Serialize};

/// Values that have lines of their own, or none.
const ELSEWHERE: [&str; 8] = [
    "correction/",
    "corrections/",
    "digest/",
    "feed/",
    "job/",
    "preferences",
    "saved/",
    reread::UNDER_WAY,
];

/// What became of lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Imported {
    /// Stories and later revisions of stories that were not there.
    pub stories: u64,
    /// Corrections, feeds, digests and values that were not there.
    pub others: u64,
    /// Lines whose content was there already, or for which something else stands that stays.
    pub known: u64,
    /// Lines that were not taken, by their place from 0, and why.
    pub refused: Vec<(usize, String)>,
}

/// Whether a line changed anything.
enum Came {
    New,
    Known,
}

impl Desk {
    /// Some stories as JSON lines, a revision each, in the order of their ids behind `after`; where to go on, none at the end.
    pub fn export_stories(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<ArticleId>), Error> {
        let by_hand = self.by_hand(archive)?;
        let records = self.store().scan(archive, after, limit)?;
        let mut lines = Vec::new();
        for record in &records {
            if by_hand.contains(record.id()) {
                continue;
            }
            for revision in record.revisions() {
                let article = revision.article();
                let of = (article.id(), article.revision());
                let saved = saved::who_put_in(self.store(), archive, of)?;
                let story = StoryLine::of(article, saved);
                lines.push(Line::Article(Box::new(story)).written()?);
            }
        }
        Ok((lines, records.last().map(|record| record.id().clone())))
    }

    /// All that people own beside the stories, as JSON lines.
    pub fn export_rest(&self, archive: &ArchiveId) -> Result<Vec<String>, Error> {
        let mut lines = Vec::new();
        let preferences = self.preferences(archive)?;
        if preferences != Preferences::default() {
            lines.push(Line::Preferences(preferences).written()?);
        }
        for feed in self.feeds(archive)? {
            lines.push(Line::Feed(feed.subscription).written()?);
        }
        for digest in self.digests(archive)? {
            lines.push(Line::Digest(digest).written()?);
        }
        for correction in self.ledger(archive)?.all() {
            lines.extend(self.correction_line(archive, correction)?);
        }
        for (key, value) in self.store().state_list(archive, "")? {
            if !ELSEWHERE.iter().any(|other| key.starts_with(other)) {
                let value = Words::of(&value.bytes);
                lines.push(Line::Value { key, value }.written()?);
            }
        }
        Ok(lines)
    }

    /// Takes lines of an export; each that cannot be taken is named, and the others are kept. Doing so again changes nothing.
    ///
    /// Stories are taken as they would be by hand, under their ids. A feed, a digest, a setting or a value that stands already
    /// stays; a correction gets the next number where another has its own.
    pub fn import(&self, archive: &ArchiveId, lines: &[String]) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        let mut stories: Vec<(usize, StoryLine)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            match Line::read(line) {
                Ok(Line::Article(story)) => stories.push((at, *story)),
                Ok(other) => {
                    self.import_stories(archive, std::mem::take(&mut stories), &mut imported)?;
                    let came = self.import_other(archive, other);
                    imported.count(at, came)?;
                }
                Err(why) => imported.refused.push((at, why)),
            }
        }
        self.import_stories(archive, stories, &mut imported)?;
        imported.refused.sort();
        Ok(imported)
    }

    fn import_stories(
        &self,
        archive: &ArchiveId,
        stories: Vec<(usize, StoryLine)>,
        imported: &mut Imported,
    ) -> Result<(), Error> {
        if stories.is_empty() {
            return Ok(());
        }
        let _writing = self.write()?;
        let mut batch = self.batch(archive);
        let mut notes = Vec::new();
        for (at, story) in stories {
            let (draft, saved): (Draft, _) = match story.opened() {
                Ok(opened) => opened,
                Err(why) => {
                    imported.refused.push((at, why));
                    continue;
                }
            };
            match batch.take(draft) {
                Ok(taken) if taken.changed => {
                    imported.stories += 1;
                    notes.extend(saved.map(|saved| (taken.id, taken.revision, saved)));
                }
                Ok(_) => imported.known += 1,
                Err(Error::Refused(why)) => imported.refused.push((at, why.to_string())),
                Err(error) => return Err(error),
            }
        }
        for (id, revision, saved) in &notes {
            // Before the stories, so that no moment shows one as if nobody had put it in.
            saved::note(self.store(), archive, (id, *revision), saved)?;
        }
        self.keep(archive, batch)
    }

    fn import_other(&self, archive: &ArchiveId, line: Line) -> Result<Came, Error> {
        match line {
            // Stories are taken together.
            Line::Article(_) => Ok(Came::Known),
            Line::Preferences(set) => {
                let value = feeds::written("preferences", &set)?;
                self.import_value(archive, "preferences", value.as_bytes())
            }
            Line::Feed(feed) => {
                let key = format!("feed/{}", feed.id);
                let value = feeds::written(&key, &feed)?;
                self.import_value(archive, &key, value.as_bytes())
            }
            Line::Digest(digest) => {
                let found =
                    dateline_storage::digest(self.store(), archive, digest.channel, digest.kind)?;
                if found.is_some() {
                    return Ok(Came::Known);
                }
                self.keep_digest(archive, &digest)?;
                Ok(Came::New)
            }
            Line::Value { key, value } => {
                if ELSEWHERE.iter().any(|other| key.starts_with(other)) {
                    return Err(unfit(&key, "has lines of another kind"));
                }
                let bytes = value
                    .bytes()
                    .ok_or_else(|| unfit(&key, "is not hexadecimal"))?;
                self.import_value(archive, &key, &bytes)
            }
            Line::Correction { correction, event } => {
                self.import_correction(archive, correction, event)
            }
        }
    }

    fn import_value(&self, archive: &ArchiveId, key: &str, value: &[u8]) -> Result<Came, Error> {
        match self
            .store()
            .state_compare_and_set(archive, key, None, value)
        {
            Ok(_) => Ok(Came::New),
            Err(dateline_storage::Error::Conflict(Conflict::Changed { .. })) => Ok(Came::Known),
            Err(error) => Err(error.into()),
        }
    }

    fn import_correction(
        &self,
        archive: &ArchiveId,
        correction: Correction,
        event: Option<dateline_core::ByHand>,
    ) -> Result<Came, Error> {
        let _writing = self.write()?;
        if let Some(given) = event.filter(|_| correction.what == Amendment::Add) {
            let (article, report) = by_hand::made(&given, &correction.made)?;
            self.take_given(archive, article, report)?;
        }
        let correction = self.with_marks(archive, correction, line::in_bytes)?;
        let ledger = self.ledger(archive)?;
        let same = |other: &Correction| {
            let id = other.id;
            *other
                == Correction {
                    id,
                    ..correction.clone()
                }
        };
        if ledger.all().iter().any(same) {
            return Ok(Came::Known);
        }
        let is_taken = ledger.all().iter().any(|other| other.id == correction.id);
        let store = self.store();
        self.ledgers().change(archive, || {
            if is_taken {
                let numbered = |id: CorrectionId| Correction { id, ..correction };
                add_correction(store, archive, numbered).map(drop)
            } else {
                place_correction(store, archive, &correction)
            }
        })?;
        Ok(Came::New)
    }

    /// A correction as a line, its places counted in characters; for an event added by hand with what was given of it.
    fn correction_line(
        &self,
        archive: &ArchiveId,
        correction: &Correction,
    ) -> Result<Option<String>, Error> {
        let mut event = None;
        if let (Amendment::Add, Some(mark)) = (&correction.what, correction.about.first()) {
            let record = self.store().article(archive, &mark.article)?;
            let report = record.as_ref().and_then(first_report);
            event = report.and_then(by_hand::given);
        }
        let correction = self.with_marks(archive, correction.clone(), line::in_characters)?;
        let line = Line::Correction { correction, event };
        Ok(Some(line.written()?))
    }

    /// The correction with other marks; one whose story is not stored holds on to nothing, and stays as it is.
    fn with_marks(
        &self,
        archive: &ArchiveId,
        mut correction: Correction,
        convert: impl Fn(&mut dateline_core::Mark, &Article),
    ) -> Result<Correction, Error> {
        let others = match &mut correction.what {
            Amendment::Merge(marks) | Amendment::Split(marks) => marks.as_mut_slice(),
            _ => &mut [],
        };
        for mark in correction.about.iter_mut().chain(others) {
            let record = self.store().article(archive, &mark.article)?;
            let revision = record.as_ref().and_then(|r| r.revision(mark.revision));
            if let Some(revision) = revision {
                convert(mark, revision.article());
            }
        }
        Ok(correction)
    }
}

impl Imported {
    fn count(&mut self, at: usize, came: Result<Came, Error>) -> Result<(), Error> {
        match came {
            Ok(Came::New) => self.others += 1,
            Ok(Came::Known) => self.known += 1,
            Err(Error::Refused(why)) => self.refused.push((at, why.to_string())),
            Err(Error::Storage(why @ dateline_storage::Error::Unfit { .. })) => {
                self.refused.push((at, why.to_string()));
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

fn first_report(record: &Record) -> Option<&Report> {
    record.latest().reports().first()
}

fn unfit(key: &str, why: &str) -> Error {
    dateline_storage::Error::Unfit {
        what: format!("value {key}"),
        why: why.into(),
    }
    .into()
}
