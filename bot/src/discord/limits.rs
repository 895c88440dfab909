//! How much one person asks and saves in a while: counted in memory, so that nobody keeps the others waiting or fills an archive.

use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::ArchiveId;
use dateline_render::discord::{Limit, Notice};
use serenity::all::UserId;
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, PoisonError},
};

/// The most of each; whoever runs the bot sets them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Questions of a person in a minute.
    pub(crate) questions: usize,
    /// Stories that a person saves in an hour.
    pub(crate) saves: usize,
    /// Stories that are saved in a server in an hour.
    pub(crate) server_saves: usize,
}

impl Limits {
    /// What holds where nobody sets anything.
    pub(crate) const USUAL: Self = Self {
        questions: 30,
        saves: 20,
        server_saves: 100,
    };
}

/// So many people and servers are remembered before those that have done nothing lately are dropped.
const MANY: usize = 10_000;

/// When each of those did what is limited, the oldest first.
type Done = BTreeMap<(Limit, String), VecDeque<DateTime<Utc>>>;

/// What was done lately, against the limits.
#[derive(Debug)]
pub(super) struct Counted {
    limits: Limits,
    done: Mutex<Done>,
}

impl Counted {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            done: Mutex::default(),
        }
    }

    /// Counts a question; refused where the person asked too many within a minute.
    pub(super) fn question(&self, person: UserId, now: DateTime<Utc>) -> Result<(), Notice> {
        let most = self.limits.questions;
        self.count(&[(Limit::Questions, person.to_string(), most)], now)
    }

    /// Counts a story to be saved; refused where the person, or everybody in the server, saved too many within an hour.
    pub(super) fn save(
        &self,
        person: UserId,
        archive: &ArchiveId,
        now: DateTime<Utc>,
    ) -> Result<(), Notice> {
        let of_person = (Limit::Saves, person.to_string(), self.limits.saves);
        let most = self.limits.server_saves;
        let of_server = (Limit::ServerSaves, archive.to_string(), most);
        self.count(&[of_person, of_server], now)
    }

    /// Counts for all of them, or for none where one is reached.
    fn count(&self, kinds: &[(Limit, String, usize)], now: DateTime<Utc>) -> Result<(), Notice> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if done.len() > MANY {
            done.retain(|(limit, _), times| {
                times
                    .back()
                    .is_some_and(|last| *last + length(*limit) > now)
            });
        }
        for (limit, of, most) in kinds {
            let times = done.entry((*limit, of.clone())).or_default();
            while times
                .front()
                .is_some_and(|first| *first + length(*limit) <= now)
            {
                times.pop_front();
            }
            if times.len() >= *most {
                let first = times.front().copied().unwrap_or(now);
                return Err(Notice::Limit {
                    limit: *limit,
                    most: *most,
                    again: first + length(*limit),
                });
            }
        }
        for (limit, of, _) in kinds {
            done.entry((*limit, of.clone())).or_default().push_back(now);
        }
        Ok(())
    }
}

/// Within which time so many are the most.
fn length(limit: Limit) -> TimeDelta {
    match limit {
        Limit::Questions => TimeDelta::minutes(1),
        Limit::Saves | Limit::ServerSaves => TimeDelta::hours(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_of_a_sliding_while_and_what_was_refused_does_not_count() {
        let limits = Limits {
            questions: 2,
            saves: 2,
            server_saves: 3,
        };
        let counted = Counted::new(limits);
        let at = |second: i64| DateTime::from_timestamp(second, 0).expect("a time");
        let (ada, bob) = (UserId::new(1), UserId::new(2));
        assert_eq!(counted.question(ada, at(0)), Ok(()));
        assert_eq!(counted.question(ada, at(30)), Ok(()));
        for second in [31, 59] {
            let refused = Notice::Limit {
                limit: Limit::Questions,
                most: 2,
                again: at(60),
            };
            assert_eq!(counted.question(ada, at(second)), Err(refused));
        }
        assert_eq!(counted.question(bob, at(59)), Ok(()), "another person");
        assert_eq!(counted.question(ada, at(60)), Ok(()));
        let (here, there) = (ArchiveId::server(5), ArchiveId::server(6));
        assert_eq!(counted.save(ada, &here, at(0)), Ok(()));
        assert_eq!(counted.save(bob, &here, at(1)), Ok(()));
        assert_eq!(counted.save(bob, &here, at(2)), Ok(()));
        let is = |done: Result<(), Notice>, limit| {
            assert!(matches!(done, Err(Notice::Limit { limit: told, .. }) if told == limit));
        };
        is(counted.save(bob, &there, at(3)), Limit::Saves);
        is(counted.save(ada, &here, at(4)), Limit::ServerSaves);
        assert_eq!(
            counted.save(ada, &there, at(5)),
            Ok(()),
            "the refusal did not count"
        );
        assert_eq!(counted.save(ada, &here, at(3_600)), Ok(()));
    }
}
