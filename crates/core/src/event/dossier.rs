//! All that is known of an event at a time, as lists and pages of events show it.

use super::{
    Event, EventId, EventView, Standing, Turn, TurnKind,
    corrected::{Amended, Corrected, Force},
    turn::Cause,
};
use crate::{Amendment, Arithmetic, Citation, Correction, Coverage, Moment, Report, Status, When};
use serde::{Deserialize, Serialize};

/// One report, with the source that a person can go and check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What the article says of the event.
    pub report: Report,
    /// Where it says so.
    pub cited: Citation,
}

impl Told {
    /// How its date was worked out, where it was counted from a day.
    #[must_use]
    pub fn arithmetic(&self) -> Option<Arithmetic> {
        let time = self.report.time()?;
        Some(Arithmetic {
            phrase: time.text.clone(),
            anchor: time.anchor?,
            result: time.when.clone()?,
            doubt: time.doubt.clone(),
        })
    }
}

/// An event as it stands at a time, with its reports known by then in the order of their publication, its corrections, and
/// what each of them turned. Every index of view and turns lies in the list of reports or that of corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Its name.
    pub id: EventId,
    /// Names it had before a merge.
    pub aliases: Vec<EventId>,
    /// How it stands.
    pub view: EventView,
    /// What was reported.
    pub told: Vec<Told>,
    /// What changed, oldest first; the first is the announcement.
    pub turns: Vec<Turn>,
    /// What people corrected, oldest first, with what has become of it.
    pub corrected: Vec<Corrected>,
}

impl Dossier {
    /// The dossier of an event with its corrections at `asked`; none where nothing was reported by then.
    #[must_use]
    pub fn of(
        event: &Event,
        told: Vec<Told>,
        corrections: &[Correction],
        asked: &Moment,
    ) -> Option<Self> {
        let reports: Vec<&Report> = told.iter().map(|told| &told.report).collect();
        let order = EventView::order(&reports, asked);
        let mut slots: Vec<Option<Told>> = told.into_iter().map(Some).collect();
        let told: Vec<Told> = order
            .into_iter()
            .filter_map(|at| slots.get_mut(at).and_then(Option::take))
            .collect();
        let reports: Vec<&Report> = told.iter().map(|told| &told.report).collect();
        let Amended {
            view,
            turns,
            corrected,
        } = Amended::fold(&reports, corrections, asked)?;
        Some(Self {
            id: event.id().clone(),
            aliases: event.aliases().to_vec(),
            view,
            told,
            turns,
            corrected,
        })
    }

    /// The corrections that are so.
    pub fn amended(&self) -> impl Iterator<Item = &Corrected> {
        let corrected = self.corrected.iter();
        corrected.filter(|one| one.force == Force::Stands)
    }

    /// The correction of its date, where one stands.
    #[must_use]
    pub fn redated(&self) -> Option<&Corrected> {
        self.amended()
            .find(|one| matches!(one.correction.what, Amendment::Date(_)))
    }

    /// That it is to be shown no more, where somebody said so.
    #[must_use]
    pub fn hidden(&self) -> Option<&Corrected> {
        self.amended()
            .find(|one| one.correction.what == Amendment::Hide)
    }

    /// How its date was worked out, where it was counted from a day and is not corrected.
    #[must_use]
    pub fn arithmetic(&self) -> Option<Arithmetic> {
        let dating = self.dating().filter(|_| self.redated().is_none());
        dating.and_then(Told::arithmetic)
    }

    /// Whether it was put off and no other day was told: then its old day is free again.
    #[must_use]
    pub fn has_left_its_day(&self) -> bool {
        let off = self.turns.iter().rev();
        let off = off
            .into_iter()
            .find(|turn| turn.kind == TurnKind::Postponed);
        let old = off.and_then(|turn| turn.from.as_ref()?.when.as_ref());
        let stays = |when: &When| old.is_none_or(|old| old.interval == when.interval);
        self.view.status == Status::Postponed && self.view.when.as_ref().is_none_or(stays)
    }

    /// How it stands, without a date where it has left its day.
    #[must_use]
    pub fn standing_ahead(&self) -> Standing {
        let mut standing = self.view.standing();
        standing.when = standing.when.filter(|_| !self.has_left_its_day());
        standing
    }

    /// The report whose date stands.
    #[must_use]
    pub fn dating(&self) -> Option<&Told> {
        self.told.get(self.view.dated_by)
    }

    /// The report whose status stands.
    #[must_use]
    pub fn standing(&self) -> Option<&Told> {
        self.told.get(self.view.status_by)
    }

    /// The report that made a turn; none where a person did.
    #[must_use]
    pub fn cause(&self, turn: &Turn) -> Option<&Told> {
        match turn.by {
            Cause::Report(at) => self.told.get(at),
            Cause::Correction(_) | Cause::Undoing(_) => None,
        }
    }

    /// The correction that made a turn, or was taken back by it; none where a report did.
    #[must_use]
    pub fn correction(&self, turn: &Turn) -> Option<&Corrected> {
        match turn.by {
            Cause::Report(_) => None,
            Cause::Correction(at) | Cause::Undoing(at) => self.corrected.get(at),
        }
    }

    /// Since when a turn is known.
    #[must_use]
    pub fn known_from(&self, turn: &Turn) -> Option<Moment> {
        let corrected = self.correction(turn).map(|one| &one.correction);
        match turn.by {
            Cause::Report(at) => self.told.get(at).map(|told| told.report.visible_from()),
            Cause::Correction(_) => corrected.map(|correction| correction.made.at),
            Cause::Undoing(_) => corrected.and_then(|correction| Some(correction.undone?.at)),
        }
    }

    /// The same without the reports that neither stand nor turned anything.
    #[must_use]
    pub fn brief(mut self) -> Self {
        let mut kept: Vec<usize> = vec![self.view.dated_by, self.view.status_by];
        let reports = self.turns.iter().filter_map(|turn| match turn.by {
            Cause::Report(at) => Some(at),
            Cause::Correction(_) | Cause::Undoing(_) => None,
        });
        kept.extend(reports);
        kept.sort_unstable();
        kept.dedup();
        let place = |old: usize| kept.binary_search(&old).unwrap_or_default();
        self.view.dated_by = place(self.view.dated_by);
        self.view.status_by = place(self.view.status_by);
        for turn in &mut self.turns {
            if let Cause::Report(at) = turn.by {
                turn.by = Cause::Report(place(at));
            }
        }
        let told = std::mem::take(&mut self.told).into_iter().enumerate();
        let told = told.filter(|(at, _)| kept.contains(at));
        self.told = told.map(|(_, told)| told).collect();
        self
    }
}

/// What restricts a list of events; nothing where all is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wanted {
    /// Words that tell what it is about.
    pub topic: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
}

/// The events of a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// By their dates, the earliest first.
    pub events: Vec<Dossier>,
    /// Where there is none: the first one behind the stretch.
    pub next: Option<Dossier>,
    /// How much was looked through.
    pub coverage: Coverage,
}

/// A turn of an event within a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// What changed, and which report of the dossier tells it.
    pub turn: Turn,
    /// The event.
    pub event: Dossier,
}
