//! A small Discord that fails in every way, and a process that is killed anywhere: each message is there once, or its
//! omission is told.

use super::{
    tests::{POSTS, at, job_of},
    *,
};
use proptest::prelude::*;

/// For so long Discord knows a nonce, in seconds.
const REMEMBERED: i64 = 180;

/// How a request goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Not at all.
    None,
    /// The line is cut before Discord has it.
    CutBefore,
    /// The line is cut behind the deed.
    CutAfter,
    /// 5xx.
    Broken,
    /// 429, with the seconds to wait.
    Slow(i64),
}

/// A channel.
#[derive(Debug, Default)]
struct Channel {
    /// Part, when it was posted.
    messages: Vec<(usize, i64)>,
    may_be_read: bool,
    told: u32,
}

impl Channel {
    fn take(&mut self, step: Step, fault: Fault, now: i64) -> Outcome {
        match fault {
            Fault::CutBefore | Fault::Broken => return Outcome::Failed,
            Fault::Slow(seconds) => return Outcome::Slow(TimeDelta::seconds(seconds)),
            Fault::None | Fault::CutAfter => {}
        }
        let outcome = self.done(step, now);
        if fault == Fault::CutAfter {
            return Outcome::Failed;
        }
        outcome
    }

    fn done(&mut self, step: Step, now: i64) -> Outcome {
        let newest = |part: usize, messages: &[(usize, i64)]| {
            messages.iter().rposition(|(other, _)| *other == part)
        };
        let named = |place: usize| Outcome::Stands(u64::try_from(place).expect("a small number"));
        match step {
            Step::Post(part) => {
                let known = newest(part, &self.messages);
                let known = known.filter(|place| now - self.messages[*place].1 < REMEMBERED);
                named(known.unwrap_or_else(|| {
                    self.messages.push((part, now));
                    self.messages.len() - 1
                }))
            }
            Step::Look { .. } if !self.may_be_read => Outcome::Unreadable,
            Step::Look { part, .. } => {
                newest(part, &self.messages).map_or(Outcome::NotFound, named)
            }
            Step::Tell(_) => {
                self.told += 1;
                Outcome::Done
            }
            other => panic!("{other:?} is not part of this"),
        }
    }
}

/// What happens on the way.
struct Fate {
    /// Which kind of post it is.
    kind: usize,
    /// The process is killed when it passes these points, counted from the start, and comes back after so many seconds.
    kills: Vec<(usize, i64)>,
    /// How the requests go, one after the other; well from then on.
    faults: Vec<Fault>,
}

impl Fate {
    /// Seconds of death where it is killed at that point.
    fn killed_at(&self, point: usize) -> Option<i64> {
        let kill = self.kills.iter().find(|(at, _)| *at == point);
        kill.map(|(_, seconds)| *seconds)
    }
}

/// Runs a post of three messages to its end, and gives the record and the channel.
fn run(may_be_read: bool, fate: &Fate) -> (Job, Channel, usize) {
    let mut channel = Channel {
        may_be_read,
        ..Channel::default()
    };
    let post = job_of(POSTS[fate.kind], 3);
    let (mut stored, mut now, mut point, mut requests) = (post, 0, 0, 0);
    let mut is_killed = |now: &mut i64| {
        point += 1;
        let dead = fate.killed_at(point);
        *now += dead.unwrap_or_default();
        (dead.is_some(), point)
    };
    for _ in 0..2_000 {
        let (kept, step) = next(&stored, at(now));
        if is_killed(&mut now).0 {
            continue;
        }
        stored = kept;
        if is_killed(&mut now).0 {
            continue;
        }
        let outcome = match step {
            Step::Finish => {
                let (_, points) = is_killed(&mut now);
                return (stored, channel, points);
            }
            Step::Wait(until) => {
                now = (until - at(0)).num_seconds();
                continue;
            }
            request => {
                let fault = fate.faults.get(requests).copied().unwrap_or(Fault::None);
                requests += 1;
                channel.take(request, fault, now)
            }
        };
        if is_killed(&mut now).0 {
            continue;
        }
        stored = learn(&stored, step, outcome, at(now));
        now += 1;
    }
    panic!("it does not end: {stored:?}");
}

fn check(may_be_read: bool, fate: &Fate) -> Result<(), String> {
    let (job, channel, _) = run(may_be_read, fate);
    for part in 0..3 {
        let times = channel.messages.iter().filter(|(other, _)| *other == part);
        let times = times.count();
        let told = job.trouble.is_some() && job.is_told;
        let is_omitted = job.parts[part].state == PartState::Omitted;
        let is_right = match times {
            0 => !may_be_read && is_omitted && told,
            1 => !is_omitted || (!may_be_read && told),
            _ => false,
        };
        if !is_right {
            return Err(format!("part {part} is there {times} times: {job:?}"));
        }
    }
    if job.trouble.is_some() && channel.told == 0 {
        return Err("it was not told".into());
    }
    Ok(())
}

const DEATHS: [i64; 6] = [0, 1, 118, 121, 200, 3_600];

#[test]
fn killed_at_every_point_once_each_message_is_there_once_or_its_omission_is_told() {
    let faults = [
        Fault::None,
        Fault::CutBefore,
        Fault::CutAfter,
        Fault::Slow(400),
    ];
    for (kind, may_be_read) in (0..POSTS.len()).flat_map(|kind| [(kind, true), (kind, false)]) {
        for fault in faults {
            let calm = Fate {
                kind,
                kills: Vec::new(),
                faults: vec![fault; 2],
            };
            let (_, _, points) = run(may_be_read, &calm);
            // What a post is of changes nothing of its way: one death is enough for the other kinds.
            let deaths = if kind == 0 { &DEATHS[..] } else { &[121] };
            let killed =
                (1..=points).flat_map(|point| deaths.iter().map(move |dead| (point, *dead)));
            for (point, dead) in killed {
                let fate = Fate {
                    kind,
                    kills: vec![(point, dead)],
                    faults: vec![fault; 2],
                };
                let told = format!("killed at {point} for {dead} s, {fault:?}, {may_be_read}");
                assert_eq!(check(may_be_read, &fate), Ok(()), "{told}");
            }
        }
    }
}

#[test]
fn without_trouble_nothing_is_left_out_even_where_history_may_not_be_read() {
    let fate = Fate {
        kind: 0,
        kills: Vec::new(),
        faults: vec![Fault::Slow(900), Fault::None, Fault::Slow(900)],
    };
    let (job, channel, _) = run(false, &fate);
    assert_eq!((job.trouble, channel.messages.len()), (None, 3));
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Just(Fault::None),
        1 => Just(Fault::CutBefore),
        1 => Just(Fault::CutAfter),
        1 => Just(Fault::Broken),
        1 => (1..900_i64).prop_map(Fault::Slow),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn killed_anywhere_any_number_of_times_amid_faults_nothing_is_doubled_or_lost_untold(
        may_be_read in any::<bool>(),
        kind in 0..POSTS.len(),
        kills in prop::collection::vec((1..60_usize, prop_oneof![0..300_i64, 300..2_000_i64]), 0..8),
        faults in prop::collection::vec(fault(), 0..12),
    ) {
        let fate = Fate { kind, kills, faults };
        prop_assert_eq!(check(may_be_read, &fate), Ok(()));
    }
}
