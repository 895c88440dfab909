//! What is counted while the bot runs, in the form that Prometheus reads (OpenMetrics text).
//!
//! Labels are words of this program (a command's name, a state): no archive, person, question or address is ever one.

mod door;

pub(crate) use door::Door;

use dateline_core::State;
use dateline_render::discord::Notice;
use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use std::{
    fmt,
    sync::atomic::AtomicU64,
    time::{Duration, Instant},
};

/// Names and values of labels.
type Labels = Vec<(&'static str, String)>;

/// Bounds of the time to a first reply, in seconds; Discord gives three.
const BOUNDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0];

/// How the bot is doing, as it is read when somebody asks for the counts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Facts {
    /// Whether Discord is connected.
    pub(crate) is_connected: bool,
    /// Servers that have the bot.
    pub(crate) servers: u64,
    /// Archives, stories and events in all of them.
    pub(crate) archives: u64,
    pub(crate) articles: u64,
    pub(crate) events: u64,
    /// Bytes of the data folder.
    pub(crate) disk: u64,
    /// Bytes of memory that the process holds, where the system tells.
    pub(crate) memory: u64,
}

/// The counts.
pub(crate) struct Metrics {
    registry: Registry,
    began: Instant,
    gauges: Gauges,
    interactions: Family<Labels, Counter>,
    replies: Histogram,
    answers: Family<Labels, Counter>,
    polls: Family<Labels, Counter>,
    fetched: Counter,
    posts: Family<Labels, Counter>,
}

#[derive(Default)]
struct Gauges {
    uptime: Gauge<f64, AtomicU64>,
    connected: Gauge,
    servers: Gauge,
    archives: Gauge,
    articles: Gauge,
    events: Gauge,
    disk: Gauge,
    memory: Gauge,
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// As it should.
    Well,
    /// With something that a person can mend.
    Refused,
    /// With a fault of ours or of the other side.
    Failed,
}

impl Ended {
    /// How it ended for a person who is told that.
    pub(crate) fn with(told: &Notice) -> Self {
        match told {
            Notice::Fault { .. } => Self::Failed,
            _ => Self::Refused,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

impl Metrics {
    /// Nothing counted yet.
    pub(crate) fn new() -> Self {
        let mut new = Self {
            registry: Registry::with_prefix("dateline"),
            began: Instant::now(),
            gauges: Gauges::default(),
            interactions: Family::default(),
            replies: Histogram::new(BOUNDS),
            answers: Family::default(),
            polls: Family::default(),
            fetched: Counter::default(),
            posts: Family::default(),
        };
        new.name_counts();
        new.name_gauges();
        new
    }

    fn name_counts(&mut self) {
        let to = &mut self.registry;
        to.register(
            "interactions",
            "Commands, forms, buttons and messages from Discord",
            self.interactions.clone(),
        );
        to.register_with_unit(
            "first_reply",
            "Time from an event to the first reply",
            Unit::Seconds,
            self.replies.clone(),
        );
        to.register(
            "answers",
            "Questions by the state of their answer",
            self.answers.clone(),
        );
        to.register("feed_polls", "Polls of feeds", self.polls.clone());
        to.register(
            "stories_fetched",
            "Stories that feeds brought, new or changed",
            self.fetched.clone(),
        );
        to.register(
            "post_requests",
            "Requests to Discord for scheduled posts",
            self.posts.clone(),
        );
        let version: Labels = vec![("version", env!("CARGO_PKG_VERSION").to_owned())];
        let build: Family<Labels, Gauge> = Family::default();
        build.get_or_create(&version).set(1);
        to.register("build_info", "The version that runs", build);
    }

    fn name_gauges(&mut self) {
        let (to, of) = (&mut self.registry, &self.gauges);
        to.register_with_unit(
            "uptime",
            "Time since the start",
            Unit::Seconds,
            of.uptime.clone(),
        );
        to.register(
            "discord_connected",
            "1 while Discord is connected",
            of.connected.clone(),
        );
        to.register("servers", "Servers that have the bot", of.servers.clone());
        to.register(
            "archives",
            "Archives that hold something",
            of.archives.clone(),
        );
        to.register("articles", "Stories in all archives", of.articles.clone());
        to.register("events", "Events in all archives", of.events.clone());
        to.register_with_unit(
            "disk",
            "Size of the data folder",
            Unit::Bytes,
            of.disk.clone(),
        );
        to.register_with_unit(
            "resident_memory",
            "Memory that the process holds",
            Unit::Bytes,
            of.memory.clone(),
        );
    }

    /// Something from Discord was handled: by which command, how, and how long the first reply took.
    pub(crate) fn handled(&self, command: &str, ended: Ended, took: Duration) {
        let labels: Labels = vec![
            ("command", command.to_owned()),
            ("result", ended.word().into()),
        ];
        self.interactions.get_or_create(&labels).inc();
        self.replies.observe(took.as_secs_f64());
    }

    /// A question was answered.
    pub(crate) fn answered(&self, state: State) {
        let labels: Labels = vec![("state", state.word().to_owned())];
        self.answers.get_or_create(&labels).inc();
    }

    /// A feed was polled and brought so many stories.
    pub(crate) fn polled(&self, ended: Ended, stories: usize) {
        let labels: Labels = vec![("result", ended.word().into())];
        self.polls.get_or_create(&labels).inc();
        self.fetched.inc_by(stories as u64);
    }

    /// A request for a scheduled post was made.
    pub(crate) fn posted(&self, ended: Ended) {
        let labels: Labels = vec![("result", ended.word().into())];
        self.posts.get_or_create(&labels).inc();
    }

    /// The text of all counts.
    ///
    /// # Errors
    /// Only where text cannot be written to memory.
    pub(crate) fn text(&self, facts: &Facts) -> Result<String, fmt::Error> {
        let to = &self.gauges;
        to.uptime.set(self.began.elapsed().as_secs_f64());
        let whole = |gauge: &Gauge, value: u64| {
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        };
        whole(&to.connected, facts.is_connected.into());
        whole(&to.servers, facts.servers);
        whole(&to.archives, facts.archives);
        whole(&to.articles, facts.articles);
        whole(&to.events, facts.events);
        whole(&to.disk, facts.disk);
        whole(&to.memory, facts.memory);
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_in_the_text() {
        let metrics = Metrics::new();
        metrics.handled("ask", Ended::Well, Duration::from_millis(7));
        metrics.handled("ask", Ended::Well, Duration::from_millis(9));
        metrics.answered(State::Found);
        metrics.polled(Ended::Failed, 0);
        metrics.polled(Ended::Well, 3);
        metrics.posted(Ended::Refused);
        let facts = Facts {
            is_connected: true,
            articles: 12,
            ..Facts::default()
        };
        let text = metrics.text(&facts).expect("text");
        for line in [
            "dateline_interactions_total{command=\"ask\",result=\"ok\"} 2",
            "dateline_first_reply_seconds_bucket{le=\"0.01\"} 2",
            "dateline_answers_total{state=\"found\"} 1",
            "dateline_feed_polls_total{result=\"failed\"} 1",
            "dateline_stories_fetched_total 3",
            "dateline_post_requests_total{result=\"refused\"} 1",
            "dateline_discord_connected 1",
            "dateline_articles 12",
            "# UNIT dateline_disk_bytes bytes",
        ] {
            assert!(
                text.lines().any(|told| told == line),
                "{line} is not in\n{text}"
            );
        }
    }
}
