//! Manners: how often and how many at once one host is visited.
//!
//! Scheduled visits to a host start one after the other, a gap apart. A visit that a person waits for starts at once,
//! and the next scheduled one keeps its distance from it too. Both share the places that limit how many run together.

use crate::settings::without_dot;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Mutex as Gate, OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until},
};
use url::Url;

/// How many hosts are remembered; beyond it those are forgotten whose gap is over, and if need be all that nobody
/// visits at the moment.
const REMEMBERED: usize = 4096;

/// No gap is longer, whatever the settings say.
const LONGEST_GAP: Duration = Duration::from_secs(86_400);
/// No host is left alone for longer on its own word.
const LONGEST_REST: Duration = Duration::from_secs(3600);

/// The name by which a host's places and gaps are counted.
pub(crate) fn name(url: &Url) -> &str {
    url.host_str().map(without_dot).unwrap_or_default()
}

/// The hosts visited of late.
pub(crate) struct Hosts {
    gap: Duration,
    longest_gap: Duration,
    at_once: usize,
    known: Mutex<HashMap<String, Arc<Host>>>,
}

/// A running visit's place at its host; the place is free again when this is dropped.
pub(crate) struct Turn {
    _place: Option<OwnedSemaphorePermit>,
}

struct Host {
    /// Held by the one scheduled visit that is next, so that a person waits behind at most one of them.
    gate: Gate<()>,
    places: Arc<Semaphore>,
    pace: Mutex<Pace>,
}

#[derive(Clone, Copy)]
struct Pace {
    gap: Duration,
    /// No scheduled visit starts earlier.
    next: Instant,
    /// The host asked for no scheduled visit until then.
    closed: Option<Instant>,
}

impl Hosts {
    pub(crate) fn new(gap: Duration, longest_gap: Duration, at_once: usize) -> Self {
        let gap = gap.min(LONGEST_GAP);
        Self {
            gap,
            longest_gap: longest_gap.clamp(gap, LONGEST_GAP),
            at_once: at_once.clamp(1, Semaphore::MAX_PERMITS),
            known: Mutex::default(),
        }
    }

    /// Waits for a free place and the end of the gap.
    pub(crate) async fn scheduled_turn(&self, name: &str) -> Turn {
        let host = self.host(name);
        let _first = host.gate.lock().await;
        let next = host.pace(|pace| pace.next);
        if next > Instant::now() {
            sleep_until(next).await;
        }
        host.start().await
    }

    /// Waits for a free place only.
    pub(crate) async fn turn_at_once(&self, name: &str) -> Turn {
        self.host(name).start().await
    }

    /// Sets the gap of a host to what its robots.txt asks for, between that of the settings and the longest.
    pub(crate) fn slow_down(&self, name: &str, gap: Duration) {
        let longest = self.longest_gap.max(self.gap);
        self.host(name)
            .pace(|pace| pace.gap = gap.clamp(self.gap, longest));
    }

    /// Keeps scheduled visits away from a host that asked for it, for an hour at most.
    pub(crate) fn close(&self, name: &str, wait: Duration) {
        let until = Instant::now() + wait.min(LONGEST_REST);
        self.host(name).pace(|pace| pace.closed = Some(until));
    }

    /// For how much longer the host wants no scheduled visit.
    pub(crate) fn closed_for(&self, name: &str) -> Option<Duration> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let until = known.get(name)?.pace(|pace| pace.closed)?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = known.get(name) {
            return Arc::clone(host);
        }
        if known.len() >= REMEMBERED {
            let now = Instant::now();
            known.retain(|_, host| Arc::strong_count(host) > 1 || host.is_busy(now));
        }
        if known.len() >= REMEMBERED {
            known.retain(|_, host| Arc::strong_count(host) > 1);
        }
        let host = Arc::new(Host::new(self.gap, self.at_once));
        known.insert(name.to_owned(), Arc::clone(&host));
        host
    }
}

impl Host {
    fn new(gap: Duration, places: usize) -> Self {
        Self {
            gate: Gate::default(),
            places: Arc::new(Semaphore::new(places)),
            pace: Mutex::new(Pace {
                gap,
                next: Instant::now(),
                closed: None,
            }),
        }
    }

    fn pace<T>(&self, read: impl FnOnce(&mut Pace) -> T) -> T {
        read(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a place and notes the start. The semaphore is never closed, so that there always is one in the end.
    async fn start(&self) -> Turn {
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        self.pace(|pace| pace.next = Instant::now() + pace.gap);
        Turn { _place: place }
    }

    fn is_busy(&self, now: Instant) -> bool {
        self.pace(|pace| pace.next > now || pace.closed.is_some_and(|until| until > now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        future::Future,
        pin::{Pin, pin},
        task::{Context, Poll, Waker},
    };

    const HOUR: Duration = Duration::from_secs(3600);

    /// The turn, where it comes without waiting.
    fn now(turn: Pin<&mut impl Future<Output = Turn>>) -> Option<Turn> {
        match turn.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(turn) => Some(turn),
            Poll::Pending => None,
        }
    }

    #[tokio::test]
    async fn the_schedule_keeps_the_gap_and_people_do_not() {
        let hosts = Hosts::new(HOUR, HOUR, 9);
        let first = now(pin!(hosts.scheduled_turn("a"))).expect("the first comes at once");
        assert!(now(pin!(hosts.scheduled_turn("a"))).is_none());
        assert!(now(pin!(hosts.turn_at_once("a"))).is_some());
        assert!(
            now(pin!(hosts.scheduled_turn("b"))).is_some(),
            "another host"
        );
        drop(first);
        assert!(
            now(pin!(hosts.scheduled_turn("a"))).is_none(),
            "the gap is between starts"
        );
    }

    #[tokio::test]
    async fn the_schedule_keeps_its_distance_from_people_too() {
        let hosts = Hosts::new(HOUR, HOUR, 9);
        assert!(now(pin!(hosts.turn_at_once("a"))).is_some());
        assert!(now(pin!(hosts.scheduled_turn("a"))).is_none());
    }

    #[tokio::test]
    async fn no_more_run_at_once_than_there_are_places() {
        for (places, given) in [(2, 2), (1, 1), (0, 1), (usize::MAX, 5)] {
            let hosts = Hosts::new(Duration::ZERO, HOUR, places);
            let turns: Vec<_> = (0..5)
                .filter_map(|_| now(pin!(hosts.turn_at_once("a"))))
                .collect();
            assert_eq!(turns.len(), given, "{places} places");
            drop(turns);
            assert!(now(pin!(hosts.turn_at_once("a"))).is_some(), "free again");
        }
    }

    #[tokio::test]
    async fn a_person_waits_behind_one_scheduled_visit_at_most() {
        let hosts = Hosts::new(Duration::ZERO, HOUR, 1);
        let running = now(pin!(hosts.turn_at_once("a"))).expect("a free place");
        let (mut next, mut later) = (
            pin!(hosts.scheduled_turn("a")),
            pin!(hosts.scheduled_turn("a")),
        );
        assert!(now(next.as_mut()).is_none() && now(later.as_mut()).is_none());
        let mut person = pin!(hosts.turn_at_once("a"));
        assert!(now(person.as_mut()).is_none());
        drop(running);
        let scheduled = now(next.as_mut()).expect("it came first");
        assert!(now(later.as_mut()).is_none());
        drop(scheduled);
        assert!(
            now(person.as_mut()).is_some(),
            "before the second scheduled visit"
        );
    }

    #[tokio::test]
    async fn robots_txt_can_ask_for_a_longer_gap_but_not_for_a_shorter_or_endless_one() {
        let hosts = Hosts::new(HOUR, HOUR * 2, 9);
        let gap = |asked| {
            hosts.slow_down("a", asked);
            hosts.host("a").pace(|pace| pace.gap)
        };
        assert_eq!(gap(Duration::ZERO), HOUR);
        assert_eq!(gap(HOUR + HOUR / 2), HOUR + HOUR / 2);
        assert_eq!(gap(Duration::MAX), HOUR * 2);
        let endless = Hosts::new(Duration::MAX, Duration::ZERO, 9);
        assert!(now(pin!(endless.scheduled_turn("a"))).is_some());
    }

    #[tokio::test]
    async fn a_host_that_asked_for_rest_rests_for_an_hour_at_most() {
        let hosts = Hosts::new(HOUR, HOUR, 9);
        assert_eq!(hosts.closed_for("a"), None);
        hosts.close("a", Duration::MAX);
        assert!(
            hosts
                .closed_for("a")
                .is_some_and(|left| left <= HOUR && left > HOUR / 2)
        );
        assert_eq!(hosts.closed_for("b"), None);
        hosts.close("a", Duration::ZERO);
        assert_eq!(hosts.closed_for("a"), None);
    }

    #[tokio::test]
    async fn hosts_whose_gap_is_over_are_forgotten_and_busy_ones_are_not() {
        let hosts = Hosts::new(Duration::ZERO, HOUR, 1);
        hosts.close("resting", HOUR);
        let busy = now(pin!(hosts.turn_at_once("busy"))).expect("a free place");
        for number in 0..REMEMBERED * 2 {
            drop(now(pin!(hosts.turn_at_once(&number.to_string()))));
        }
        assert!(hosts.known.lock().unwrap().len() <= REMEMBERED);
        assert!(hosts.closed_for("resting").is_some());
        assert!(
            now(pin!(hosts.turn_at_once("busy"))).is_none(),
            "its place is still taken"
        );
        drop(busy);
    }

    #[tokio::test]
    async fn hosts_that_ask_for_rest_one_after_the_other_fill_no_memory() {
        let hosts = Hosts::new(HOUR, HOUR, 1);
        for number in 0..REMEMBERED * 2 {
            hosts.close(&number.to_string(), HOUR);
        }
        assert!(hosts.known.lock().unwrap().len() <= REMEMBERED);
    }
}
