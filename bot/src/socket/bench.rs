//! For tests: a desk behind a socket, on a runtime of its own.

use super::{
    Client, Connection, Health, Listener, path_in,
    server::{Limits, serve_within},
};
use dateline_core::{Draft, Moment};
use dateline_desk::Desk;
use std::{
    io::{BufRead, BufReader, Write},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    runtime::{Builder, Runtime},
    sync::watch,
    task::JoinHandle,
};

/// Long enough for everything that a test does, short enough to wait for when it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Served {
    folder: TempDir,
    pub(crate) desk: Arc<Desk>,
    runtime: Runtime,
    stop: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    /// An empty desk in memory.
    pub(crate) fn new() -> Self {
        Self::within(Limits::USUAL)
    }

    pub(super) fn within(limits: Limits) -> Self {
        Self::telling(limits, healthy)
    }

    pub(super) fn telling(
        limits: Limits,
        health: impl Fn() -> Health + Send + Sync + 'static,
    ) -> Self {
        let desk = Desk::in_memory().expect("a desk in memory");
        let folder = tempfile::tempdir().expect("a folder");
        Self::start(folder, desk, limits, health)
    }

    /// A desk that is open in the folder already.
    pub(crate) fn at(folder: TempDir, desk: Desk) -> Self {
        Self::start(folder, desk, Limits::USUAL, healthy)
    }

    fn start(
        folder: TempDir,
        desk: Desk,
        limits: Limits,
        health: impl Fn() -> Health + Send + Sync + 'static,
    ) -> Self {
        let desk = Arc::new(desk);
        let listener = Listener::bind(folder.path()).expect("a socket in a short path");
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let (stop, stopped) = watch::channel(false);
        let served = serve_within(limits, listener, Arc::clone(&desk), health, stopped);
        let task = runtime.spawn(served);
        Self {
            folder,
            desk,
            runtime,
            stop,
            task,
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn socket(&self) -> PathBuf {
        path_in(self.folder())
    }

    pub(crate) fn client(&self) -> Client {
        self.client_that_waits(PATIENCE)
    }

    pub(super) fn client_that_waits(&self, wait: Duration) -> Client {
        Client::connect_within(self.folder(), wait).expect("somebody listens")
    }

    /// A connection on which a test writes what it likes.
    pub(crate) fn line(&self) -> Line {
        let stream = UnixStream::connect(self.socket()).expect("somebody listens");
        let patience = Some(PATIENCE);
        stream.set_read_timeout(patience).expect("a time-out");
        Line(BufReader::new(stream))
    }

    /// Asks it to stop; it may have requests to finish.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Stops it, and waits until it has returned.
    pub(crate) fn end(self) -> TempDir {
        self.stop();
        let ended = self.runtime.block_on(self.task);
        ended.expect("it does not panic").expect("it served");
        self.folder
    }
}

/// A connection by hand.
pub(crate) struct Line(BufReader<UnixStream>);

impl Line {
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        // What the other side did not take shows in its reply.
        let _ = self.0.get_mut().write_all(bytes);
    }

    /// The next line; empty where the connection has ended.
    pub(crate) fn read(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("a reply or the end");
        line
    }
}

pub(crate) fn healthy() -> Health {
    Health {
        discord: Connection::Connected,
        servers: 2,
        seconds: 11_520,
        version: "0.1.0".into(),
    }
}

/// A story that reports one event, another for each number.
pub(crate) fn story(number: usize) -> Draft {
    Draft {
        url: Some(format!("https://news.example/{number}")),
        title: format!("Bridge {number} to open"),
        text: format!("“Bridge {number}” will open on 4 May 2026,\nthe mayor of Brückstadt said."),
        ..Draft::published(day("2026-04-02"))
    }
}

pub(crate) fn day(text: &str) -> Moment {
    Moment::parse(text).expect("a written day")
}
