//! The fold with corrections: what people said stands until the news says something else than what they corrected.

use super::{
    turn::{Cause, Turn},
    view::EventView,
};
use crate::{
    Amendment, Certainty, Correction, Done, Interval, Moment, Place, Report, Status, When,
};
use serde::{Deserialize, Serialize};

/// What the news said of the thing that was corrected, when it was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// The date.
    Date(Option<When>),
    /// Where it stands.
    Status(Status),
    /// Where it is.
    Place(Option<Place>),
    /// What it is called.
    Title(String),
    /// The news says nothing of the kind.
    Nothing,
}

/// What has become of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// It is so.
    Stands,
    /// A later correction says something else.
    Replaced,
    /// The news says something else than when it was corrected.
    Overtaken,
    /// It was taken back.
    Undone,
}

/// A correction of an event, with what the news says instead and what has become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The correction; taken back only where that is known at the asking.
    pub correction: Correction,
    /// What the news said.
    pub news: Said,
    /// What has become of it.
    pub force: Force,
}

/// An event as reports and corrections make it at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// How it stands.
    pub view: EventView,
    /// What changed, oldest first.
    pub turns: Vec<Turn>,
    /// The corrections that are known, oldest first; [`Cause`] counts in this list.
    pub corrected: Vec<Corrected>,
}

impl Amended {
    /// Folds the reports and the corrections that are known at `asked`; none where no report is.
    ///
    /// Date, status, place and title are corrected one by one. A correction stands as long as the news says of the same
    /// thing what it said when it was corrected, be it in old stories or in new ones: repeating a mistake does not bring it
    /// back, reading a story anew does not either, and later news is followed.
    #[must_use]
    pub fn fold(reports: &[&Report], corrections: &[Correction], asked: &Moment) -> Option<Self> {
        let known = corrections.iter().filter(|one| one.is_known_at(asked));
        let mut folding = Folding::new(known.cloned().collect(), asked);
        if folding.corrected.is_empty() {
            let (view, turns) = EventView::fold_with_turns(reports, asked)?;
            let corrected = Vec::new();
            return Some(Self {
                view,
                turns,
                corrected,
            });
        }
        let order = EventView::order(reports, asked);
        let deeds = deeds(&folding.corrected, |at| known_by(reports, &order, at));
        let mut told = 0;
        EventView::fold_watched(reports, asked, |_, view, index| {
            told += 1;
            folding.report(view, (index, reports[index]));
            for deed in deeds.iter().filter(|deed| deed.behind == told) {
                folding.deed(view, deed);
            }
        })?;
        folding.finish()
    }
}

/// How many of the ordered reports are known at a time; at least one, for nothing can be corrected before.
fn known_by(reports: &[&Report], order: &[usize], at: &Moment) -> usize {
    let last = order.iter().rposition(|&index| {
        let report = reports.get(index);
        report.is_some_and(|report| report.visible_from().is_known_at(at))
    });
    last.map_or(1, |last| last + 1)
}

/// Something that a person did to an event, behind so many reports.
struct Deed {
    correction: usize,
    is_undoing: bool,
    at: Moment,
    behind: usize,
}

fn deeds(corrected: &[Corrected], behind: impl Fn(&Moment) -> usize) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for (at, one) in corrected.iter().enumerate() {
        let mut add = |done: &Done, is_undoing| {
            deeds.push(Deed {
                correction: at,
                is_undoing,
                at: done.at,
                behind: behind(&done.at),
            });
        };
        add(&one.correction.made, false);
        if let Some(undone) = &one.correction.undone {
            add(undone, true);
        }
    }
    deeds.sort_by_key(|deed| (deed.at.sort_key(), deed.correction, deed.is_undoing));
    deeds
}

/// The fold under way.
struct Folding {
    corrected: Vec<Corrected>,
    /// Those that were made so far.
    made: Vec<bool>,
    shown: Option<EventView>,
    turns: Vec<Turn>,
}

impl Folding {
    fn new(known: Vec<Correction>, asked: &Moment) -> Self {
        let corrected = known.into_iter().map(|correction| Corrected {
            correction: Correction {
                undone: correction.undone.filter(|done| done.at.is_known_at(asked)),
                ..correction
            },
            news: Said::Nothing,
            force: Force::Stands,
        });
        let corrected: Vec<Corrected> = corrected.collect();
        Self {
            made: vec![false; corrected.len()],
            corrected,
            shown: None,
            turns: Vec::new(),
        }
    }

    /// A report was folded: `news` is how the event stands without corrections.
    fn report(&mut self, news: &EventView, told: (usize, &Report)) {
        let before = self.shown.as_ref().map(EventView::standing);
        let shown = self.apply(news);
        self.turns
            .extend(Turn::between(before.as_ref(), &shown, told));
        self.shown = Some(shown);
    }

    /// A person corrected the event, or took that back.
    fn deed(&mut self, news: &EventView, deed: &Deed) {
        let Some(one) = self.corrected.get_mut(deed.correction) else {
            return;
        };
        if deed.is_undoing {
            one.force = Force::Undone;
        } else {
            one.news = said(news, &one.correction.what);
            if let Some(made) = self.made.get_mut(deed.correction) {
                *made = true;
            }
        }
        let before = self.shown.as_ref().unwrap_or(news).standing();
        let shown = self.apply(news);
        let by = if deed.is_undoing {
            Cause::Undoing(deed.correction)
        } else {
            Cause::Correction(deed.correction)
        };
        self.turns
            .push(Turn::corrected(before, shown.standing(), by));
        self.shown = Some(shown);
    }

    /// The event with every correction that stands; settles what has become of each.
    fn apply(&mut self, news: &EventView) -> EventView {
        let mut view = news.clone();
        let mut taken: Vec<Field> = Vec::new();
        let made = self.corrected.iter_mut().zip(&self.made);
        // The latest first: it replaces those of the same field before it.
        for (one, _) in made.rev().filter(|(_, made)| **made) {
            if one.force == Force::Undone {
                continue;
            }
            let Some(field) = Field::of(&one.correction.what) else {
                continue;
            };
            one.force = if taken.contains(&field) {
                Force::Replaced
            } else if said(news, &one.correction.what).is_same(&one.news) {
                amend(&mut view, &one.correction.what);
                taken.push(field);
                Force::Stands
            } else {
                Force::Overtaken
            };
        }
        view
    }

    fn finish(self) -> Option<Amended> {
        Some(Amended {
            view: self.shown?,
            turns: self.turns,
            corrected: self.corrected,
        })
    }
}

/// What of a view is corrected by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Date,
    Status,
    Place,
    Title,
}

impl Field {
    fn of(what: &Amendment) -> Option<Self> {
        match what {
            Amendment::Date(_) => Some(Self::Date),
            Amendment::Status(_) => Some(Self::Status),
            Amendment::Place(_) => Some(Self::Place),
            Amendment::Title(_) => Some(Self::Title),
            Amendment::Merge(_) | Amendment::Split(_) | Amendment::Hide | Amendment::Add => None,
        }
    }
}

fn said(news: &EventView, what: &Amendment) -> Said {
    match Field::of(what) {
        Some(Field::Date) => Said::Date(news.when.clone()),
        Some(Field::Status) => Said::Status(news.status),
        Some(Field::Place) => Said::Place(news.place.clone()),
        Some(Field::Title) => Said::Title(news.title.clone()),
        None => Said::Nothing,
    }
}

impl Said {
    /// Whether both say the same; of a date its days and times count, of a place its name.
    fn is_same(&self, other: &Self) -> bool {
        let days =
            |when: &Option<When>| -> Option<Interval> { when.as_ref().map(|when| when.interval) };
        let name = |place: &Option<Place>| place.as_ref().map(|place| place.name.to_lowercase());
        match (self, other) {
            (Self::Date(one), Self::Date(other)) => days(one) == days(other),
            (Self::Place(one), Self::Place(other)) => name(one) == name(other),
            (one, other) => one == other,
        }
    }
}

fn amend(view: &mut EventView, what: &Amendment) {
    match what {
        Amendment::Date(when) => view.when = Some(when.clone()),
        Amendment::Status(status) => view.status = *status,
        Amendment::Place(name) => {
            view.place = Some(Place {
                name: name.clone(),
                certainty: Certainty::Stated,
            });
        }
        Amendment::Title(title) => view.title.clone_from(title),
        Amendment::Merge(_) | Amendment::Split(_) | Amendment::Hide | Amendment::Add => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CorrectionId, Corrector, Mark, TurnKind, event::sample::report};

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a time")
    }

    fn on(day: &str) -> When {
        When::day(day.parse().expect("a date")).expect("in the calendar")
    }

    fn correction(number: u64, what: Amendment, made: &str) -> Correction {
        let told = report("2026-05-01", None, Status::Scheduled);
        Correction {
            id: CorrectionId::new(number),
            about: vec![Mark::of(&told)],
            title: told.title().to_owned(),
            what,
            made: Done {
                by: Corrector::Person(7),
                at: at(made),
            },
            undone: None,
        }
    }

    fn fold(reports: &[Report], corrections: &[Correction], asked: &str) -> Amended {
        let all: Vec<&Report> = reports.iter().collect();
        Amended::fold(&all, corrections, &at(asked)).expect("something is known")
    }

    fn day(view: &EventView) -> String {
        let when = view.when.as_ref();
        when.map(|when| when.bounds().0).unwrap_or_default()
    }

    fn forces(amended: &Amended) -> Vec<Force> {
        amended.corrected.iter().map(|one| one.force).collect()
    }

    #[test]
    fn a_correction_is_known_from_when_it_is_made_and_says_what_the_news_said() {
        let told = [report("2026-05-01", Some("2026-05-10"), Status::Scheduled)];
        let fixes = [correction(
            1,
            Amendment::Date(on("2026-05-11")),
            "2026-05-02T09:00",
        )];
        assert_eq!(
            day(&fold(&told, &fixes, "2026-05-02T08:00").view),
            "2026-05-10"
        );
        let after = fold(&told, &fixes, "2026-05-02T09:00");
        assert_eq!(day(&after.view), "2026-05-11");
        assert_eq!(after.corrected[0].news, Said::Date(Some(on("2026-05-10"))));
        let kinds: Vec<TurnKind> = after.turns.iter().map(|turn| turn.kind).collect();
        assert_eq!(kinds, [TurnKind::Announced, TurnKind::Corrected]);
        assert_eq!(after.turns[1].by, Cause::Correction(0));
        let moved = [
            &after.turns[1].from.clone().expect("it stood"),
            &after.turns[1].to,
        ];
        let days = moved.map(|standing| standing.when.clone());
        assert_eq!(days, [Some(on("2026-05-10")), Some(on("2026-05-11"))]);
    }

    #[test]
    fn a_story_that_repeats_the_mistake_changes_nothing_and_one_that_says_something_new_is_followed()
     {
        let mut told = vec![
            report("2026-05-01", Some("2026-05-10"), Status::Scheduled),
            report("2026-05-04", Some("2026-05-10"), Status::Scheduled),
        ];
        let fixes = [correction(
            1,
            Amendment::Date(on("2026-05-11")),
            "2026-05-02T09:00",
        )];
        let repeated = fold(&told, &fixes, "2026-05-05");
        assert_eq!(
            (day(&repeated.view), forces(&repeated)),
            ("2026-05-11".into(), vec![Force::Stands])
        );
        told.push(report("2026-05-06", Some("2026-06-02"), Status::Scheduled));
        let moved = fold(&told, &fixes, "2026-05-07");
        assert_eq!(
            (day(&moved.view), forces(&moved)),
            ("2026-06-02".into(), vec![Force::Overtaken])
        );
        let last = moved.turns.last().expect("a turn");
        let from = last.from.as_ref().and_then(|from| from.when.clone());
        assert_eq!(
            (last.kind, from),
            (TurnKind::Moved, Some(on("2026-05-11"))),
            "it moved from where it stood"
        );
        assert_eq!(day(&fold(&told, &fixes, "2026-05-05").view), "2026-05-11");
    }

    #[test]
    fn later_news_of_another_thing_leaves_a_correction_alone() {
        let told = [
            report("2026-05-01", Some("2026-05-10"), Status::Scheduled),
            report("2026-05-04", Some("2026-05-10"), Status::Cancelled),
        ];
        let fixes = [
            correction(1, Amendment::Date(on("2026-05-11")), "2026-05-02T09:00"),
            correction(2, Amendment::Place("Oslo".into()), "2026-05-03T09:00"),
            correction(
                3,
                Amendment::Title("night ferry".into()),
                "2026-05-03T09:00",
            ),
        ];
        let view = fold(&told, &fixes, "2026-05-05").view;
        assert_eq!(
            (day(&view).as_str(), view.status),
            ("2026-05-11", Status::Cancelled)
        );
        assert_eq!(view.place.map(|place| place.name).as_deref(), Some("Oslo"));
        assert_eq!(view.title, "night ferry");
    }

    #[test]
    fn the_latest_of_two_corrections_stands_and_what_it_replaced_when_it_is_taken_back() {
        let told = [report("2026-05-01", None, Status::Cancelled)];
        let mut fixes = [
            correction(1, Amendment::Status(Status::Postponed), "2026-05-02T09:00"),
            correction(2, Amendment::Status(Status::Scheduled), "2026-05-03T09:00"),
        ];
        let both = fold(&told, &fixes, "2026-05-09");
        assert_eq!(
            (both.view.status, forces(&both)),
            (Status::Scheduled, vec![Force::Replaced, Force::Stands])
        );
        fixes[1].undone = Some(Done {
            by: Corrector::Shell,
            at: at("2026-05-04T09:00"),
        });
        let back = fold(&told, &fixes, "2026-05-09");
        assert_eq!(
            (back.view.status, forces(&back)),
            (Status::Postponed, vec![Force::Stands, Force::Undone])
        );
        assert_eq!(
            back.turns.last().map(|turn| turn.by),
            Some(Cause::Undoing(1))
        );
        assert_eq!(
            fold(&told, &fixes, "2026-05-03T10:00").view.status,
            Status::Scheduled
        );
    }

    #[test]
    fn the_order_in_which_reports_come_changes_nothing() {
        let mut told = [
            report("2026-05-01", Some("2026-05-10"), Status::Scheduled),
            report("2026-05-04", Some("2026-05-10"), Status::Postponed),
            report("2026-05-06", Some("2026-06-02"), Status::Scheduled),
        ];
        let fixes = [
            correction(1, Amendment::Date(on("2026-05-11")), "2026-05-02T09:00"),
            correction(2, Amendment::Hide, "2026-05-05T09:00"),
        ];
        let seen = |amended: Amended| {
            let turns = amended
                .turns
                .into_iter()
                .map(|turn| (turn.kind, turn.from, turn.to));
            (day(&amended.view), turns.collect::<Vec<_>>())
        };
        let forward = seen(fold(&told, &fixes, "2026-05-09"));
        told.reverse();
        assert_eq!(seen(fold(&told, &fixes, "2026-05-09")), forward);
    }
}
