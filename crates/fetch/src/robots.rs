//! What robots.txt says, remembered per origin for a day (RFC 9309); the visit that fetches it is handed in.

use crate::{Error, RetryAfter};
use std::{
    collections::{HashMap, VecDeque},
    future::Future,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Mutex as Gate, time::Instant};
use url::Url;

/// Longest robots.txt that is read; the rest is ignored (RFC 9309, 2.5).
pub(crate) const LONGEST: u64 = 500 * 1024;
/// How many redirects are followed to a robots.txt (RFC 9309, 2.3.1.2).
pub(crate) const REDIRECTS: usize = 5;

/// How long a robots.txt holds (RFC 9309, 2.4).
const DAY: Duration = Duration::from_secs(86_400);
/// How long a host is left alone whose robots.txt could not be had.
const PAUSE: Duration = Duration::from_secs(600);
/// Of how many origins robots.txt is remembered.
const ORIGINS: usize = 1024;
/// How many bytes of robots.txt are remembered in all.
const BYTES: usize = 8 * 1024 * 1024;

/// What is known of the origins visited of late.
pub(crate) struct Memory {
    agent: String,
    shelf: Mutex<Shelf>,
}

/// The origins in the order of their first visit; the oldest are forgotten first.
#[derive(Default)]
struct Shelf {
    slots: HashMap<String, Arc<Slot>>,
    order: VecDeque<String>,
}

/// One origin. Whoever asks first holds the gate while robots.txt is fetched; the others wait for what comes of it.
#[derive(Default)]
struct Slot {
    known: Gate<Option<Known>>,
    weight: AtomicUsize,
}

struct Known {
    /// Absent where it could not be had: nothing is admitted for now.
    rules: Option<robotxt::Robots>,
    delay: Option<Duration>,
    until: Instant,
}

impl Memory {
    /// `agent` is the name that is looked up in robots.txt.
    pub(crate) fn new(agent: &str) -> Self {
        Self {
            agent: agent.to_owned(),
            shelf: Mutex::default(),
        }
    }

    /// Whether the page may be read, and the delay between visits that its host asks for.
    /// `visit` fetches robots.txt, and is only polled where nothing is known of the origin.
    pub(crate) async fn admits(
        &self,
        url: &Url,
        visit: impl Future<Output = Result<Vec<u8>, Error>>,
    ) -> Result<Option<Duration>, Error> {
        let slot = self.slot(&url.origin().ascii_serialization());
        let mut known = slot.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.until > Instant::now()) {
            return known.judge(url);
        }
        let outcome = visit.await;
        let bytes = outcome.as_ref().map_or(0, Vec::len);
        slot.weight.store(bytes, Ordering::Relaxed);
        let fresh = known.insert(Known::learn(&outcome, &self.agent));
        match outcome {
            // What stopped robots.txt would have stopped the page, and tells more than "not to be had".
            Err(error) if fresh.rules.is_none() && !error_is_an_answer(&error) => Err(error),
            _ => fresh.judge(url),
        }
    }

    fn slot(&self, origin: &str) -> Arc<Slot> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = shelf.slots.get(origin) {
            return Arc::clone(slot);
        }
        shelf.make_room();
        let slot = Arc::new(Slot::default());
        shelf.slots.insert(origin.to_owned(), Arc::clone(&slot));
        shelf.order.push_back(origin.to_owned());
        slot
    }
}

impl Shelf {
    fn make_room(&mut self) {
        let weight = |slot: &Arc<Slot>| slot.weight.load(Ordering::Relaxed);
        let mut bytes: usize = self.slots.values().map(weight).sum();
        while self.order.len() >= ORIGINS || bytes > BYTES {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            bytes -= self
                .slots
                .remove(&oldest)
                .as_ref()
                .map_or(0, weight)
                .min(bytes);
        }
    }
}

impl Known {
    fn learn(outcome: &Result<Vec<u8>, Error>, agent: &str) -> Self {
        let (rules, delay) = match outcome {
            Ok(text) => (
                Some(robotxt::Robots::parse(text, agent)),
                crawl_delay(text, agent),
            ),
            Err(error) if means_no_rules(error) => (Some(robotxt::Robots::allow_all()), None),
            Err(_) => (None, None),
        };
        let holds = if rules.is_some() { DAY } else { PAUSE };
        Self {
            rules,
            delay,
            until: Instant::now() + holds,
        }
    }

    fn judge(&self, url: &Url) -> Result<Option<Duration>, Error> {
        match &self.rules {
            Some(rules) if rules.is_url_allowed(url) => Ok(self.delay),
            Some(_) => Err(Error::Robots { url: url.clone() }),
            None => {
                let left = self.until.saturating_duration_since(Instant::now());
                Err(Error::RobotsUnknown {
                    url: url.clone(),
                    retry_after: RetryAfter::After(left),
                })
            }
        }
    }
}

/// Whether the host answered that it has no robots.txt: "unavailable" in RFC 9309, 2.3.1.3, which admits everything.
/// A robots.txt at a forbidden address counts too; the page is checked by itself.
fn means_no_rules(error: &Error) -> bool {
    match error {
        Error::NotFound { .. }
        | Error::Gone { .. }
        | Error::Forbidden { .. }
        | Error::TooManyRedirects { .. }
        | Error::RedirectLoop { .. }
        | Error::BadRedirect { .. }
        | Error::PrivateAddress { .. } => true,
        Error::Status { status, .. } => *status < 500,
        _ => false,
    }
}

/// Whether the host answered at all, so that robots.txt is the trouble and not the host.
fn error_is_an_answer(error: &Error) -> bool {
    matches!(
        error,
        Error::Status { .. }
            | Error::TooManyRequests { .. }
            | Error::HeadersTooLarge { .. }
            | Error::BadEncoding { .. }
    )
}

/// `Crawl-delay` of the group for the agent, else of the group for all. No part of RFC 9309, but sites write it.
fn crawl_delay(text: &[u8], agent: &str) -> Option<Duration> {
    let text = String::from_utf8_lossy(text);
    let (mut named, mut general) = (None, None);
    let (mut is_named, mut is_general, mut in_agents, mut saw_named) = (false, false, false, false);
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        match key.as_str() {
            "user-agent" => {
                let again = in_agents;
                is_named = again && is_named || value.eq_ignore_ascii_case(agent);
                is_general = again && is_general || value == "*";
                saw_named |= is_named;
                in_agents = true;
            }
            "crawl-delay" => {
                let delay = value
                    .parse()
                    .ok()
                    .and_then(|s| Duration::try_from_secs_f64(s).ok());
                named = named.or(delay.filter(|_| is_named));
                general = general.or(delay.filter(|_| is_general));
                in_agents = false;
            }
            "allow" | "disallow" => in_agents = false,
            _ => {}
        }
    }
    if saw_named { named } else { general }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delay(text: &str) -> Option<u128> {
        crawl_delay(text.as_bytes(), "Dateline").map(|delay| delay.as_millis())
    }

    #[test]
    fn a_crawl_delay_is_read_from_the_group_that_counts() {
        for (text, millis) in [
            ("User-agent: *\nCrawl-delay: 10", Some(10_000)),
            ("user-agent:*\r\ncrawl-delay:2.5 # seconds", Some(2_500)),
            (
                "User-agent: dateline\nUser-agent: other\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 9",
                Some(3_000),
            ),
            (
                "User-agent: *\nCrawl-delay: 9\n\nUser-agent: DATELINE\nDisallow: /x",
                None,
            ),
            ("User-agent: other\nCrawl-delay: 9", None),
            (
                "User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /a\nCrawl-delay: 4",
                Some(4_000),
            ),
            ("User-agent: *\nCrawl-delay: soon", None),
            ("User-agent: *\nCrawl-delay: -1", None),
            ("User-agent: *\nCrawl-delay: inf", None),
            ("User-agent: *\nCrawl-delay: NaN", None),
            ("User-agent: *\nCrawl-delay: 1e99", None),
            ("Crawl-delay: 5", None),
            ("", None),
        ] {
            assert_eq!(delay(text), millis, "{text}");
        }
    }

    #[test]
    fn no_robots_txt_makes_it_panic() {
        let parts: [&[u8]; 12] = [
            b"User-agent:",
            b"*",
            b"Dateline",
            b"\n",
            b"\r",
            b"Disallow:",
            b"/%",
            b"$",
            b"Crawl-delay:",
            b"1e",
            b"\xff\xfe",
            b"#",
        ];
        let page = url("https://news.example/a%2Fb?c=*$");
        for a in parts {
            for b in parts {
                for c in parts {
                    for d in parts {
                        let text = [a, b, c, d, b, a].concat();
                        let _ = Known::learn(&Ok(text), "Dateline").judge(&page);
                    }
                }
            }
        }
    }

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    async fn learn(memory: &Memory, page: &str, text: &str) -> Result<Option<Duration>, Error> {
        memory
            .admits(&url(page), async { Ok(text.as_bytes().to_vec()) })
            .await
    }

    async fn is_known(memory: &Memory, page: &str) -> bool {
        let mut asked = false;
        let visit = async {
            asked = true;
            Ok(Vec::new())
        };
        let _ = memory.admits(&url(page), visit).await;
        !asked
    }

    #[tokio::test]
    async fn each_origin_has_a_robots_txt_of_its_own() {
        let memory = Memory::new("Dateline");
        let none = learn(
            &memory,
            "https://news.example/a",
            "User-agent: *\nDisallow: /",
        )
        .await;
        assert!(matches!(none, Err(Error::Robots { .. })));
        assert!(is_known(&memory, "https://news.example:443/b").await);
        for other in [
            "http://news.example/a",
            "https://news.example:8443/a",
            "https://www.news.example/a",
        ] {
            assert!(!is_known(&memory, other).await, "{other}");
        }
    }

    #[tokio::test]
    async fn a_visit_that_was_dropped_leaves_nothing_known() {
        let memory = Memory::new("Dateline");
        let page = url("https://news.example/a");
        let mut dropped = Box::pin(memory.admits(&page, std::future::pending()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(dropped.as_mut().poll(&mut context).is_pending());
        drop(dropped);
        assert!(!is_known(&memory, page.as_str()).await);
    }

    #[tokio::test]
    async fn what_is_remembered_is_bounded_in_number_and_in_bytes() {
        let memory = Memory::new("Dateline");
        for number in 0..ORIGINS + 10 {
            learn(&memory, &format!("https://h{number}.example/"), "")
                .await
                .unwrap();
        }
        assert!(
            !is_known(&memory, "https://h0.example/").await,
            "the oldest went"
        );
        assert!(is_known(&memory, &format!("https://h{}.example/", ORIGINS + 9)).await);

        let long = "#".repeat(500 * 1024);
        for number in 0..40 {
            learn(&memory, &format!("https://long{number}.example/"), &long)
                .await
                .unwrap();
        }
        let shelf = memory.shelf.lock().unwrap();
        let bytes: usize = shelf
            .slots
            .values()
            .map(|slot| slot.weight.load(Ordering::Relaxed))
            .sum();
        assert!(bytes <= BYTES + long.len(), "{bytes}");
        assert_eq!(shelf.slots.len(), shelf.order.len());
    }
}
