//! Manners: how often and how many at once one host is visited.
//!
//! Scheduled visits to a host start one after the other, a gap apart. A visit that a person waits for starts at once,
//! and the next scheduled one keeps its distance from it too. Both share the places that limit how many run together.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Mutex as Gate, OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until},
};

/// How many hosts are remembered; beyond it those are forgotten that nobody visits and whose gap is over.
const REMEMBERED: usize = 4096;

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
        Self {
            gap,
            longest_gap,
            at_once: at_once.clamp(1, Semaphore::MAX_PERMITS),
            known: Mutex::default(),
        }
    }

    /// Waits for a free place and the end of the gap.
    pub(crate) async fn scheduled_turn(&self, name: &str) -> Turn {
        let host = self.host(name);
        let _first = host.gate.lock().await;
        sleep_until(host.pace(|pace| pace.next)).await;
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
        let until = Instant::now() + wait.min(Duration::from_secs(3600));
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
