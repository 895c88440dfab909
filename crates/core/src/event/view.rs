//! The fold: from reports to what is known of an event at a time.

use crate::{ArticleId, Moment, Past, Place, Report, Standing, Status, Turn, When};
use serde::{Deserialize, Serialize};

/// What is known of an event at a time: a pure function of the reports visible then.
///
/// Folded in publication order, ties by the quote's article, revision and span, never by order of arrival. A later
/// report supersedes the date and status of an earlier one; a coarser date does not replace a finer one inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// The title of the first report.
    pub title: String,
    /// The date that stands.
    pub when: Option<When>,
    /// Where it stands.
    pub status: Status,
    /// The newest place, a stated one before an open one.
    pub place: Option<Place>,
    /// Everyone named, without repeats.
    pub participants: Vec<String>,
    /// Dates and states that were superseded, oldest first.
    pub history: Vec<Past>,
    /// Which of the given reports gave the date that stands (else the newest).
    pub dated_by: usize,
    /// Which of the given reports gave the status that stands.
    pub status_by: usize,
}

impl EventView {
    /// Folds the reports that are known at `asked`; none where no report is.
    #[must_use]
    pub fn fold(reports: &[&Report], asked: &Moment) -> Option<Self> {
        Self::fold_watched(reports, asked, |_, _, _| {})
    }

    /// Folds likewise, and tells what each report turned, the first announcement included.
    #[must_use]
    pub fn fold_with_turns(reports: &[&Report], asked: &Moment) -> Option<(Self, Vec<Turn>)> {
        let mut turns = Vec::new();
        let view = Self::fold_watched(reports, asked, |before, view, index| {
            turns.extend(Turn::between(before, view, (index, reports[index])));
        })?;
        Some((view, turns))
    }

    /// The reports that are known at `asked`, in the order in which they are folded.
    #[must_use]
    pub fn order(reports: &[&Report], asked: &Moment) -> Vec<usize> {
        let mut order: Vec<usize> = (0..reports.len())
            .filter(|&i| reports[i].visible_from().is_known_at(asked))
            .collect();
        order.sort_by_key(|&i| {
            let (report, quote) = (reports[i], reports[i].quote());
            (
                report.visible_from().sort_key(),
                quote.article(),
                quote.revision(),
                quote.span(),
            )
        });
        order
    }

    /// How the event stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            status: self.status,
            when: self.when.clone(),
        }
    }

    /// Folds, and shows each step: how it stood before, the view behind it, and which report made it.
    pub(super) fn fold_watched(
        reports: &[&Report],
        asked: &Moment,
        mut watch: impl FnMut(Option<&Standing>, &Self, usize),
    ) -> Option<Self> {
        let order = Self::order(reports, asked);
        let (&first, later) = order.split_first()?;
        let mut view = Self::begin(reports[first], first);
        watch(None, &view, first);
        for &index in later {
            let before = view.standing();
            view.take(reports[index], index, reports);
            watch(Some(&before), &view, index);
        }
        Some(view)
    }

    fn begin(report: &Report, index: usize) -> Self {
        let mut view = Self {
            title: report.title().to_owned(),
            when: report.when().cloned(),
            status: report.status(),
            place: report.place().cloned(),
            participants: Vec::new(),
            history: Vec::new(),
            dated_by: index,
            status_by: index,
        };
        view.join_participants(report);
        if let Some(was) = report.was() {
            view.history.push(Past {
                status: Status::Scheduled,
                when: Some(was.clone()),
                article: article_of(report),
            });
        }
        view
    }

    fn take(&mut self, report: &Report, index: usize, reports: &[&Report]) {
        self.join_participants(report);
        self.take_place(report);
        let step = self.step(report);
        if let Some(was) = report.was().filter(|was| self.when.as_ref() != Some(was)) {
            self.remember(Status::Scheduled, Some(was.clone()), article_of(report));
        }
        match step {
            Step::Repeats => {}
            Step::TellsOfOldDate => {
                self.remember(report.status(), report.when().cloned(), article_of(report));
            }
            Step::Refines => self.date(report, index),
            Step::Ends => {
                let article = article_of(reports.get(self.dated_by).copied().unwrap_or(report));
                self.remember(self.status, self.when.clone(), article);
                if report.when().is_some() && self.when.is_none() {
                    self.date(report, index);
                }
                self.stand(report, index);
            }
            Step::Moves => {
                let article = article_of(reports.get(self.dated_by).copied().unwrap_or(report));
                self.remember(self.status, self.when.clone(), article);
                self.date(report, index);
                self.stand(report, index);
            }
            Step::Confirms { finer } => {
                if finer {
                    self.date(report, index);
                }
                self.stand(report, index);
            }
        }
    }

    /// What a report does to what is known.
    fn step(&self, report: &Report) -> Step {
        let off = |status: Status| matches!(status, Status::Postponed | Status::Cancelled);
        let (new, old) = (report.when(), self.when.as_ref());
        let within = |outer: &When, inner: &When| outer.interval.contains(&inner.interval);
        let finer = match (new, old) {
            (Some(new), Some(old)) => within(old, new) && old.interval != new.interval,
            (new, old) => new.is_some() && old.is_none(),
        };
        let apart = new
            .zip(old)
            .is_some_and(|(new, old)| !within(new, old) && !within(old, new));
        let before = new
            .zip(old)
            .is_some_and(|(new, old)| new.interval.start() < old.interval.start());
        let settled = self.status == Status::Happened && report.status() == Status::Scheduled;
        if apart && before && (off(report.status()) || settled) {
            Step::TellsOfOldDate
        } else if apart {
            Step::Moves
        } else if off(report.status()) && self.status != report.status() {
            Step::Ends
        } else if (settled || off(self.status)) && report.status() == Status::Scheduled {
            if finer { Step::Refines } else { Step::Repeats }
        } else {
            Step::Confirms { finer }
        }
    }

    fn take_place(&mut self, report: &Report) {
        let open = |place: &Place| place.certainty == crate::Certainty::Tentative;
        let Some(place) = report.place() else { return };
        if !open(place) || self.place.as_ref().is_none_or(open) {
            self.place = Some(place.clone());
        }
    }

    fn date(&mut self, report: &Report, index: usize) {
        self.when = report.when().cloned();
        self.dated_by = index;
    }

    fn stand(&mut self, report: &Report, index: usize) {
        self.status = report.status();
        self.status_by = index;
    }

    /// Keeps a superseded state, once.
    fn remember(&mut self, status: Status, when: Option<When>, article: ArticleId) {
        let known = self
            .history
            .iter()
            .any(|past| past.status == status && past.when == when);
        if !known {
            self.history.push(Past {
                status,
                when,
                article,
            });
        }
    }

    fn join_participants(&mut self, report: &Report) {
        for name in report.participants() {
            if !self.participants.contains(name) {
                self.participants.push(name.clone());
            }
        }
    }
}

/// What a report does to what is known.
enum Step {
    /// Says what is known already.
    Repeats,
    /// Names a date that was given up before the one that stands.
    TellsOfOldDate,
    /// Names the date more finely; the event stays where it stands.
    Refines,
    /// Puts the event off or calls it off.
    Ends,
    /// Gives it another date.
    Moves,
    /// Says where it stands on the date that is known.
    Confirms { finer: bool },
}

fn article_of(report: &Report) -> ArticleId {
    report.quote().article().clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::sample::report;

    type Told = (Status, Option<String>);

    fn folded(reports: &[Report]) -> (Option<String>, Status, Vec<Told>) {
        let all: Vec<&Report> = reports.iter().collect();
        let at = Moment::parse("2027-01-01").expect("a day");
        let view = EventView::fold(&all, &at).expect("reports are known");
        let day = |when: &Option<When>| when.as_ref().map(|when| when.bounds().0);
        let past = view
            .history
            .iter()
            .map(|past| (past.status, day(&past.when)));
        (day(&view.when), view.status, past.collect())
    }

    #[test]
    fn a_new_date_supersedes_and_the_old_one_is_kept() {
        let reports = [
            report("2026-05-01", Some("2026-05-10"), Status::Scheduled),
            report("2026-05-08", Some("2026-05-10"), Status::Cancelled),
            report("2026-05-12", Some("2026-06-02"), Status::Scheduled),
        ];
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(
            folded(&reports),
            (
                day("2026-06-02"),
                Status::Scheduled,
                vec![
                    (Status::Scheduled, day("2026-05-10")),
                    (Status::Cancelled, day("2026-05-10"))
                ]
            )
        );
    }

    #[test]
    fn a_look_back_at_a_date_that_was_given_up_does_not_move_the_event_back() {
        let reports = [
            report("2026-05-12", Some("2026-06-02"), Status::Scheduled),
            report("2026-05-20", Some("2026-05-10"), Status::Postponed),
        ];
        let (when, status, history) = folded(&reports);
        assert_eq!(when.as_deref(), Some("2026-06-02"));
        assert_eq!(status, Status::Scheduled);
        assert_eq!(history.len(), 1);
    }

    #[test]
    fn what_happened_is_not_planned_again_by_an_older_phrase() {
        let reports = [
            report("2026-06-03", Some("2026-06-02"), Status::Happened),
            report("2026-06-04", Some("2026-06-02"), Status::Scheduled),
        ];
        assert_eq!(folded(&reports).1, Status::Happened);
    }
}
