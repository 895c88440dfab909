//! Correcting events: what people say is kept with who and when, told with every answer, and can be taken back.

use crate::{Desk, Error, ledger::Ledger, listing::Files, regroup::held, shelf::Shelf};
use dateline_core::{
    Amend, Amendment, ArchiveId, ArticleId, Correction, CorrectionId, Done, Dossier, EventId, Kept,
    Mark, Moment, NotAmended, Told, Undone, When,
};
use dateline_storage::{add_correction, keep_correction, remove_correction};

/// The most corrections that an archive keeps.
const MOST: usize = 10_000;

/// A correction holds on to so many of an event's reports.
const MARKS: usize = 8;

impl Desk {
    /// Corrects an event, and gives it as it stands then.
    pub fn amend(
        &self,
        archive: &ArchiveId,
        event: &EventId,
        amend: &Amend,
        done: &Done,
    ) -> Result<Result<Dossier, NotAmended>, Error> {
        let _writing = self.write()?;
        let ledger = self.ledger(archive)?;
        let Some(dossier) = self.event(archive, event, &done.at)? else {
            return Ok(Err(NotAmended::NoEvent(event.clone())));
        };
        if *amend == Amend::Restore {
            return self.restore(archive, &dossier, done);
        }
        if ledger.all().len() >= MOST {
            return Ok(Err(NotAmended::Full(MOST)));
        }
        let what = match self.amendment(archive, &dossier, amend, &done.at)? {
            Ok(what) => what,
            Err(why) => return Ok(Err(why)),
        };
        self.ledgers().change(archive, || {
            add_correction(self.store(), archive, |id| Correction {
                id,
                about: marks(&dossier, &what),
                title: dossier.view.title.clone(),
                what,
                made: *done,
                undone: None,
            })
        })?;
        let now = self.event(archive, event, &done.at)?;
        Ok(now.ok_or_else(|| NotAmended::NoEvent(event.clone())))
    }

    /// What is to be kept for a correction, if it says anything new.
    fn amendment(
        &self,
        archive: &ArchiveId,
        event: &Dossier,
        amend: &Amend,
        asked: &Moment,
    ) -> Result<Result<Amendment, NotAmended>, Error> {
        let view = &event.view;
        let unless = |is_so: bool, what| {
            if is_so {
                Err(NotAmended::SameAlready)
            } else {
                Ok(what)
            }
        };
        let same_days = |when: &When| view.when.as_ref() == Some(when);
        Ok(match amend {
            Amend::Date(when) => unless(same_days(when), Amendment::Date(when.clone())),
            Amend::Clock(time, zone) => match view
                .when
                .as_ref()
                .and_then(|when| when.at_clock(*time, zone.as_deref()))
            {
                Some(when) => unless(same_days(&when), Amendment::Date(when)),
                None => Err(NotAmended::NoDay),
            },
            Amend::Status(status) => unless(view.status == *status, Amendment::Status(*status)),
            Amend::Place(name) => {
                let is_there = view.place.as_ref().is_some_and(|place| place.name == *name);
                unless(is_there, Amendment::Place(name.clone()))
            }
            Amend::Title(title) => unless(view.title == *title, Amendment::Title(title.clone())),
            Amend::Hide => unless(event.hidden().is_some(), Amendment::Hide),
            Amend::Restore => Err(NotAmended::NotHidden),
            Amend::Split(numbers) => split(event, numbers),
            Amend::Merge(other) => match self.event(archive, other, asked)? {
                None => Err(NotAmended::NoEvent(other.clone())),
                Some(other) if other.id == event.id => Err(NotAmended::Itself),
                Some(other) => Ok(Amendment::Merge(marks(&other, &Amendment::Hide))),
            },
        })
    }

    /// Takes back what hides the event.
    fn restore(
        &self,
        archive: &ArchiveId,
        event: &Dossier,
        done: &Done,
    ) -> Result<Result<Dossier, NotAmended>, Error> {
        let Some(hiding) = event.hidden() else {
            return Ok(Err(NotAmended::NotHidden));
        };
        let undone = Correction {
            undone: Some(*done),
            ..hiding.correction.clone()
        };
        self.rewrite(archive, &undone)?;
        let now = self.event(archive, &event.id, &done.at)?;
        Ok(now.ok_or_else(|| NotAmended::NoEvent(event.id.clone())))
    }

    /// Takes a correction back. An event that was added by hand is removed, with all that was said of it.
    pub fn undo(
        &self,
        archive: &ArchiveId,
        id: CorrectionId,
        done: &Done,
    ) -> Result<Result<Undone, NotAmended>, Error> {
        let ledger = self.ledger(archive)?;
        let found = ledger.all().iter().find(|one| one.id == id);
        let Some(correction) = found.cloned() else {
            return Ok(Err(NotAmended::NoCorrection(id)));
        };
        if correction.undone.is_some() {
            return Ok(Err(NotAmended::UndoneAlready(id)));
        }
        let correction = Correction {
            undone: Some(*done),
            ..correction
        };
        if correction.what == Amendment::Add {
            for mark in &correction.about {
                self.forget(archive, &mark.article)?;
            }
            let event = None;
            return Ok(Ok(Undone { correction, event }));
        }
        let _writing = self.write()?;
        self.rewrite(archive, &correction)?;
        let event = self.corrected_event(archive, &correction, &done.at)?;
        Ok(Ok(Undone { correction, event }))
    }

    /// Every correction of the archive that is known at `asked`, the oldest first, with the event that it is of.
    pub fn corrections(&self, archive: &ArchiveId, asked: &Moment) -> Result<Vec<Kept>, Error> {
        self.catch_up()?;
        let ledger = self.ledger(archive)?;
        let known = ledger.all().iter().filter(|one| one.is_known_at(asked));
        known
            .map(|correction| {
                let event = self.corrected_event(archive, correction, asked)?;
                Ok(Kept {
                    correction: correction.clone(),
                    event: event.map(|event| event.id),
                })
            })
            .collect()
    }

    /// Takes a person's number out of every correction: who corrected is then told as somebody who is forgotten.
    pub fn forget_corrector(&self, archive: &ArchiveId, person: u64) -> Result<(), Error> {
        let _writing = self.write()?;
        let ledger = self.ledger(archive)?;
        for correction in ledger.all() {
            let without = correction.clone().without_person(person);
            if without != *correction {
                self.rewrite(archive, &without)?;
            }
        }
        Ok(())
    }

    /// The event of that name, or that had it, hidden ones too.
    pub fn event(
        &self,
        archive: &ArchiveId,
        id: &EventId,
        asked: &Moment,
    ) -> Result<Option<Dossier>, Error> {
        let mut found = Files::open(self, archive, asked)?.called(id.as_str())?;
        Ok((!found.is_empty()).then(|| found.swap_remove(0)))
    }

    /// The event that a story tells of, where it tells of one.
    pub(crate) fn event_of_story(
        &self,
        archive: &ArchiveId,
        story: &ArticleId,
        asked: &Moment,
    ) -> Result<Option<Dossier>, Error> {
        let stories = std::iter::once(story.clone()).collect();
        Ok(Files::open(self, archive, asked)?.dossiers(&stories)?.pop())
    }

    /// The event that a correction is of.
    fn corrected_event(
        &self,
        archive: &ArchiveId,
        correction: &Correction,
        asked: &Moment,
    ) -> Result<Option<Dossier>, Error> {
        let mut shelf = Shelf::new(self.store(), archive);
        let Some(report) = held(&correction.about, &mut shelf)? else {
            return Ok(None);
        };
        let stories = std::iter::once(report.article.clone()).collect();
        let mut events = Files::open(self, archive, asked)?.dossiers(&stories)?;
        let record = shelf.record(&report.article)?;
        let Some(report) = record.and_then(|record| record.report(&report)).cloned() else {
            return Ok(None);
        };
        events.retain(|event| event.told.iter().any(|told| told.report == report));
        Ok(events.pop())
    }

    fn rewrite(&self, archive: &ArchiveId, correction: &Correction) -> Result<(), Error> {
        let store = self.store();
        self.ledgers()
            .change(archive, || keep_correction(store, archive, correction))?;
        Ok(())
    }

    /// Lets every correction go of a story that is forgotten; those that held on to nothing else are forgotten too.
    pub(crate) fn forget_in_corrections(
        &self,
        archive: &ArchiveId,
        article: &ArticleId,
    ) -> Result<(), Error> {
        let ledger = self.ledger(archive)?;
        for correction in of_story(&ledger, article) {
            match correction.clone().without(article) {
                Some(left) => self.rewrite(archive, &left)?,
                None => {
                    let removed = || remove_correction(self.store(), archive, correction.id);
                    self.ledgers().change(archive, removed)?;
                }
            }
        }
        Ok(())
    }
}

fn of_story<'a>(
    ledger: &'a Ledger,
    article: &ArticleId,
) -> impl Iterator<Item = &'a Correction> + use<'a> {
    let places = ledger.of(article).to_vec();
    places.into_iter().filter_map(|at| ledger.all().get(at))
}

/// What a correction holds on to: first the report that told what is corrected, then the others.
fn marks(event: &Dossier, what: &Amendment) -> Vec<Mark> {
    let first = match what {
        Amendment::Date(_) => event.dating(),
        Amendment::Status(_) => event.standing(),
        _ => None,
    };
    let mut marks: Vec<Mark> = Vec::new();
    for told in first.into_iter().chain(&event.told) {
        let mark = Mark::of(&told.report);
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks.truncate(MARKS);
    marks
}

fn split(event: &Dossier, numbers: &[usize]) -> Result<Amendment, NotAmended> {
    let mut leaving: Vec<&Told> = Vec::new();
    for number in numbers {
        let told = number.checked_sub(1).and_then(|at| event.told.get(at));
        let told = told.ok_or(NotAmended::NoReport(*number))?;
        if !leaving.contains(&told) {
            leaving.push(told);
        }
    }
    let stays = event.told.iter().any(|told| !leaving.contains(&told));
    let marks = leaving.iter().map(|told| Mark::of(&told.report));
    if stays && !leaving.is_empty() {
        Ok(Amendment::Split(marks.collect()))
    } else {
        Err(NotAmended::AllLeave)
    }
}
