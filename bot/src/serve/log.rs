//! The log: its level, and whether people or programs read it.

use clap::ValueEnum;
use std::io;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    Layer, Registry, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt,
};

/// The least that is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// What needs somebody.
    Error,
    /// And what went wrong, and is tried again.
    Warn,
    /// And what happens.
    Info,
    /// And each command, poll and post.
    Debug,
}

/// For whom it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// People: a line each.
    Text,
    /// Programs: a JSON object a line.
    Json,
}

/// How the log is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Log {
    pub(crate) level: Level,
    pub(crate) form: Form,
}

impl Level {
    fn filter(self) -> LevelFilter {
        match self {
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}

impl Log {
    /// Logs what this program says to standard error, and nothing of the libraries below it: serenity's log repeats events
    /// word by word.
    pub(crate) fn begin(self) {
        let ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), self.level.filter());
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(io::stderr)
            .with_ansi(false)
            .with_target(false);
        let lines: Box<dyn Layer<Registry> + Send + Sync> = match self.form {
            Form::Text => lines.boxed(),
            Form::Json => lines.json().flatten_event(true).boxed(),
        };
        tracing_subscriber::registry()
            .with(lines.with_filter(ours))
            .init();
    }
}
