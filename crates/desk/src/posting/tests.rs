//! What is done in each case, one by one.

use super::*;
use chrono::NaiveDate;
use dateline_core::{ArchiveId, DigestKind, JobPart, Occasion, Post, Recipient};

pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().expect("an instant");
    start + TimeDelta::seconds(seconds)
}

/// Every kind of post.
pub(super) const POSTS: [(Recipient, Post, Occasion); 3] = [
    (
        Recipient::Channel(7),
        Post::Digest(DigestKind::Today),
        Occasion::Slot,
    ),
    (Recipient::Person(7), Post::Reminder(3), Occasion::Turn(0)),
    (Recipient::Channel(7), Post::Watch(3), Occasion::Turn(4)),
];

/// A post of so many messages, composed at second 0.
pub(super) fn job(parts: usize) -> Job {
    job_of(POSTS[0], parts)
}

/// The same of that kind.
pub(super) fn job_of((to, post, occasion): (Recipient, Post, Occasion), parts: usize) -> Job {
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let part = |number: usize| JobPart {
        content: format!("part {number}"),
        events: Vec::new(),
        state: PartState::Waiting,
    };
    let made_for = (date, occasion);
    Job {
        parts: (0..parts).map(part).collect(),
        ..Job::begun(&ArchiveId::server(1), (to, post), made_for, at(0))
    }
}

fn with(state: PartState) -> Job {
    let mut job = job(1);
    job.parts[0].state = state;
    job
}

fn tried(since: i64) -> Job {
    let since = at(since);
    with(PartState::Tried { since, open: 1 })
}

fn step(job: &Job, now: i64) -> Step {
    next(job, at(now)).1
}

/// Goes on from second to second, with these outcomes, and gives the steps.
fn steps(mut job: Job, outcomes: &[Outcome]) -> (Job, Vec<Step>) {
    let (mut now, mut done) = (0, Vec::new());
    for outcome in outcomes {
        let (kept, step) = next(&job, at(now));
        done.push(step);
        job = learn(&kept, step, *outcome, at(now));
        now += 1;
    }
    (job, done)
}

#[test]
fn messages_are_posted_one_after_the_other_then_the_first_is_pinned() {
    let pinned = Job {
        is_to_pin: true,
        ..job(2)
    };
    let outcomes = [
        Outcome::Stands(11),
        Outcome::Stands(12),
        Outcome::Done,
        Outcome::Done,
    ];
    let (job, done) = steps(pinned, &outcomes);
    assert_eq!(
        done,
        [Step::Post(0), Step::Post(1), Step::Pin(11), Step::Finish]
    );
    assert_eq!(job.messages().collect::<Vec<_>>(), [11, 12]);
    assert_eq!(job.trouble, None);
}

#[test]
fn the_record_says_that_a_message_was_tried_before_it_is() {
    let (kept, step) = next(&job(1), at(5));
    assert_eq!(step, Step::Post(0));
    assert_eq!(
        kept.parts[0].state,
        PartState::Tried {
            since: at(5),
            open: 1
        }
    );
}

#[test]
fn an_intent_younger_than_two_minutes_is_posted_again_and_an_older_one_is_looked_for() {
    let part = 0;
    assert_eq!(step(&tried(0), 119), Step::Post(part));
    assert_eq!(step(&tried(0), 120), Step::Look { part, since: at(0) });
    assert_eq!(
        step(&tried(60), 0),
        Step::Look {
            part,
            since: at(60)
        },
        "a clock set back"
    );
}

#[test]
fn what_is_found_stands_and_what_is_not_there_is_posted() {
    let look = Step::Look {
        part: 0,
        since: at(0),
    };
    let learned = |outcome| learn(&tried(0), look, outcome, at(200));
    assert_eq!(
        learned(Outcome::Stands(5)).parts[0].state,
        PartState::Stands(5)
    );
    assert_eq!(step(&learned(Outcome::NotFound), 200), Step::Post(0));
}

#[test]
fn where_history_may_not_be_read_it_is_not_posted_again_and_told() {
    let look = Step::Look {
        part: 0,
        since: at(0),
    };
    let job = learn(&tried(0), look, Outcome::Unreadable, at(200));
    assert_eq!(job.parts[0].state, PartState::Omitted);
    assert_eq!(step(&job, 200), Step::Tell(Trouble::Unsure));
    let told = learn(&job, Step::Tell(Trouble::Unsure), Outcome::Done, at(201));
    assert_eq!(step(&told, 201), Step::Finish);
}

#[test]
fn a_429_is_waited_for_as_long_as_discord_says_and_leaves_nothing_open() {
    let (kept, post) = next(&job(1), at(0));
    let slow = learn(&kept, post, Outcome::Slow(TimeDelta::seconds(600)), at(1));
    assert_eq!(slow.parts[0].state, PartState::Waiting);
    assert_eq!(step(&slow, 2), Step::Wait(at(601)));
    assert_eq!(step(&slow, 601), Step::Post(0));
    let (kept, post) = next(&tried(0), at(10));
    let slow = learn(&kept, post, Outcome::Slow(TimeDelta::seconds(600)), at(11));
    let look = Step::Look {
        part: 0,
        since: at(0),
    };
    assert_eq!(step(&slow, 611), look, "the try before is still open");
}

#[test]
fn what_fails_is_tried_again_with_the_same_nonce_ever_later() {
    let (mut job, mut now, mut posts) = (job(1), 0, Vec::new());
    while now < 1_000 && posts.len() < 20 {
        let (kept, step) = next(&job, at(now));
        match step {
            Step::Wait(until) => now = (until - at(0)).num_seconds(),
            Step::Post(_) => {
                posts.push(now);
                job = learn(&kept, step, Outcome::Failed, at(now));
            }
            other => {
                assert_eq!(
                    other,
                    Step::Look {
                        part: 0,
                        since: at(0)
                    }
                );
                break;
            }
        }
    }
    assert_eq!(posts, [0, 1, 3, 7, 15, 31, 63]);
}

#[test]
fn a_403_or_404_switches_the_digest_off_and_tells() {
    for (outcome, trouble) in [
        (Outcome::Forbidden, Trouble::Forbidden),
        (Outcome::Gone, Trouble::Gone),
    ] {
        let pinned = Job {
            is_to_pin: true,
            surplus: vec![3],
            ..job(3)
        };
        let outcomes = [
            Outcome::Stands(11),
            outcome,
            Outcome::Done,
            Outcome::Done,
            Outcome::Done,
        ];
        let (job, done) = steps(pinned, &outcomes);
        let off = [Step::SwitchOff(trouble), Step::Tell(trouble), Step::Finish];
        assert_eq!(done[2..], off);
        assert_eq!(job.messages().collect::<Vec<_>>(), [11]);
    }
}

#[test]
fn what_discord_does_not_take_is_left_out_and_the_rest_is_posted() {
    let outcomes = [
        Outcome::Refused,
        Outcome::Stands(12),
        Outcome::Done,
        Outcome::Done,
    ];
    let (_, done) = steps(job(2), &outcomes);
    let told = Step::Tell(Trouble::Refused);
    assert_eq!(done, [Step::Post(0), Step::Post(1), told, Step::Finish]);
}

#[test]
fn a_rolling_digest_edits_its_messages_removes_the_others_and_posts_what_is_gone() {
    let mut rolling = job(2);
    rolling.parts[0].state = PartState::Edits(11);
    rolling.parts[1].state = PartState::Edits(12);
    rolling.surplus = vec![13];
    let outcomes = [
        Outcome::Done,
        Outcome::Missing,
        Outcome::Stands(22),
        Outcome::Missing,
        Outcome::Done,
    ];
    let (job, done) = steps(rolling, &outcomes);
    let edit = |part, message| Step::Edit { part, message };
    let expected = [
        edit(0, 11),
        edit(1, 12),
        Step::Post(1),
        Step::Delete(13),
        Step::Finish,
    ];
    assert_eq!(done, expected);
    assert_eq!(job.messages().collect::<Vec<_>>(), [11, 22]);
}

#[test]
fn what_is_no_longer_news_is_not_posted_and_told_but_what_was_tried_is_looked_for() {
    let late = 13 * 3_600;
    assert_eq!(step(&job(2), late), Step::Tell(Trouble::Stale));
    let look = Step::Look {
        part: 0,
        since: at(0),
    };
    assert_eq!(step(&tried(0), late), look);
    let absent = learn(&tried(0), look, Outcome::NotFound, at(late));
    assert_eq!(step(&absent, late), Step::Tell(Trouble::Stale));
    assert_eq!(step(&tried(0), 49 * 3_600), Step::Tell(Trouble::Unsure));
}

#[test]
fn what_matters_less_is_tried_five_times() {
    let mut stands = with(PartState::Stands(11));
    stands.is_to_pin = true;
    for _ in 0..4 {
        stands = learn(&stands, Step::Pin(11), Outcome::Failed, at(0));
        assert!(stands.is_to_pin);
    }
    stands = learn(&stands, Step::Pin(11), Outcome::Failed, at(0));
    assert_eq!(step(&stands, 600), Step::Finish);
}
