//! The fold: from reports to what is known of an event at a time.

use crate::{ArticleId, Moment, Past, Place, Report, Status, When};

/// What is known of an event at a time: a pure function of the reports visible then.
///
/// Folded in publication order, ties by the quote's article, revision and span, never by order of arrival. A later
/// report supersedes the date and status of an earlier one; a coarser date does not replace a finer one inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        let (&first, later) = order.split_first()?;
        let mut view = Self::begin(reports[first], first);
        for &index in later {
            view.take(reports[index], index, reports);
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
        if let Some(place) = report.place() {
            let weaker = place.certainty == crate::Certainty::Tentative
                && self
                    .place
                    .as_ref()
                    .is_some_and(|p| p.certainty == crate::Certainty::Stated);
            if !weaker {
                self.place = Some(place.clone());
            }
        }
        let moves = match (report.when(), &self.when) {
            (Some(new), Some(old)) => {
                !new.interval.contains(&old.interval) && !old.interval.contains(&new.interval)
            }
            _ => false,
        };
        let ends = self.status != report.status()
            && matches!(report.status(), Status::Postponed | Status::Cancelled);
        let revives = moves
            && report.status() == Status::Scheduled
            && matches!(self.status, Status::Postponed | Status::Cancelled);
        if moves || ends || revives {
            let article = article_of(reports[self.dated_by]);
            self.history.push(Past {
                status: self.status,
                when: self.when.clone(),
                article,
            });
        }
        let finer = match (report.when(), &self.when) {
            (Some(new), Some(old)) => {
                moves || (old.interval.contains(&new.interval) && old.interval != new.interval)
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        if finer {
            self.when = report.when().cloned();
            self.dated_by = index;
        }
        let settled = matches!(self.status, Status::Happened)
            && report.status() == Status::Scheduled
            && !moves;
        let still_off = matches!(self.status, Status::Postponed | Status::Cancelled)
            && report.status() == Status::Scheduled
            && !moves;
        if !settled && !still_off {
            self.status = report.status();
            self.status_by = index;
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

fn article_of(report: &Report) -> ArticleId {
    report.quote().article().clone()
}
