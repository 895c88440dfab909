//! Each row of how a publication goes on; and a Discord that is killed at every step, which shows each event once.

use super::*;
use dateline_core::EventId;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn now() -> DateTime<Utc> {
    at("2026-11-24T09:00:00Z")
}

fn billing(day: u32) -> Billing {
    Billing {
        name: "harbour fair".into(),
        about: "“It opens.”".into(),
        start: at(&format!("2026-12-{day:02}T17:30:00Z")),
        end: at(&format!("2026-12-{day:02}T20:00:00Z")),
        place: "Bergen".into(),
    }
}

fn fair(stage: Stage) -> Publication {
    let event: EventId = "eaaaaaaaaaaaa".parse().expect("an event id");
    Publication {
        event,
        code: "0123456789".into(),
        stage,
        billing: billing(4),
        when: None,
        place: None,
        zone: "Europe/Oslo".into(),
        made: now(),
        by: Some(42),
        not_before: None,
    }
}

fn shown(day: u32) -> Due {
    Due::Shown {
        billing: billing(day),
        when: None,
        place: Some("Bergen".into()),
    }
}

#[test]
fn what_discord_shows_follows_the_event() {
    let is = |due: &Due, step: Step| {
        assert_eq!(next(&fair(Stage::Shown(7)), due, now()), step);
    };
    is(&shown(4), Step::Wait(None));
    is(&shown(11), Step::Change(7, billing(11)));
    is(&Due::Cancelled, Step::Cancel(7));
    is(&Due::Dateless, Step::Cancel(7));
    is(&Due::Gone, Step::Remove(7));
    let over = at("2026-12-05T00:00:00Z");
    let step = |due: &Due| next(&fair(Stage::Shown(7)), due, over);
    assert_eq!(step(&shown(4)), Step::Forget);
    assert_eq!(step(&Due::Gone), Step::Remove(7), "nothing may stay of it");
    let past = Due::Shown {
        billing: Billing {
            start: at("2026-11-20T17:30:00Z"),
            ..billing(4)
        },
        when: None,
        place: None,
    };
    is(&past, Step::Cancel(7));
}

#[test]
fn what_was_put_off_rests_until_there_is_a_new_date() {
    let cancelled = (&Step::Cancel(7), &Due::Dateless);
    let rests = learn(&fair(Stage::Shown(7)), cancelled, Outcome::Done, now()).expect("kept");
    assert_eq!(rests.stage, Stage::Resting);
    assert_eq!(next(&rests, &Due::Dateless, now()), Step::Wait(None));
    assert_eq!(next(&rests, &shown(18), now()), Step::Make);
    let kept = making(&rests, &shown(18), now());
    assert_eq!((kept.stage, kept.billing), (Stage::Making, billing(18)));
    assert_eq!(next(&rests, &Due::Cancelled, now()), Step::Forget);
    assert_eq!(
        next(&rests, &Due::Dateless, at("2028-02-01T00:00:00Z")),
        Step::Forget
    );
}

#[test]
fn what_a_person_removed_is_forgotten_and_what_fails_waits() {
    let record = fair(Stage::Shown(7));
    let change = Step::Change(7, billing(11));
    let behind = |outcome| learn(&record, (&change, &shown(11)), outcome, now());
    assert_eq!(behind(Outcome::Missing), None);
    assert_eq!(behind(Outcome::Refused), None);
    let later = behind(Outcome::Failed).expect("kept");
    assert_eq!(later.billing, billing(4), "it is changed again");
    let until = at("2026-11-24T09:01:00Z");
    assert_eq!(next(&later, &shown(11), now()), Step::Wait(Some(until)));
    let may_not = behind(Outcome::Forbidden).expect("kept");
    assert_eq!(may_not.not_before, Some(at("2026-11-24T15:00:00Z")));
    let done = behind(Outcome::Done).expect("kept");
    assert_eq!(done.billing, billing(11));
    assert_eq!(done.place.as_deref(), Some("Bergen"));
}

/// A Discord, and a bot that may be killed behind every request and every record.
struct World {
    kept: Option<Publication>,
    made: Vec<u64>,
    clock: DateTime<Utc>,
    steps_left: usize,
}

impl World {
    fn breathes(&mut self) -> Option<()> {
        self.steps_left = self.steps_left.checked_sub(1)?;
        Some(())
    }

    fn keep(&mut self, record: Option<Publication>) -> Option<()> {
        self.breathes()?;
        self.kept = record;
        Some(())
    }

    /// Runs until nothing is to be done, or the bot is killed.
    fn run(&mut self) -> Option<()> {
        while let Some(record) = self.kept.clone() {
            let due = shown(4);
            let step = next(&record, &due, self.clock);
            let record = match step {
                Step::Wait(None) => return Some(()),
                Step::Wait(Some(until)) => {
                    self.clock = until;
                    continue;
                }
                Step::Make => {
                    let record = making(&record, &due, self.clock);
                    self.keep(Some(record.clone()))?;
                    record
                }
                _ => record,
            };
            self.breathes()?;
            let outcome = match step {
                Step::Make => {
                    self.made.push(7);
                    Outcome::Stands(7)
                }
                Step::Look if self.made.is_empty() => Outcome::NotFound,
                Step::Look => Outcome::Stands(7),
                _ => Outcome::Done,
            };
            let record = learn(&record, (&step, &due), outcome, self.clock);
            self.keep(record)?;
        }
        Some(())
    }
}

#[test]
fn killed_at_every_point_it_is_made_once() {
    for lifetime in 0..12 {
        for second in 0..12 {
            let mut world = World {
                kept: Some(fair(Stage::Resting)),
                made: Vec::new(),
                clock: now(),
                steps_left: lifetime,
            };
            for steps in [second, 100] {
                let _ = world.run();
                world.steps_left = steps;
            }
            assert_eq!(world.run(), Some(()));
            assert_eq!(world.made, [7], "{lifetime} {second}");
            assert_eq!(world.kept.expect("kept").stage, Stage::Shown(7));
        }
    }
}
