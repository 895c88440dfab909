//! The bot as people run it: a child process, started, watched and stopped.

use crate::discord::Discord;
use std::{
    env,
    ffi::OsStr,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// A running bot; dropping it kills it, and shows its log if the test failed.
pub struct Bot {
    child: Child,
    log: Arc<Mutex<String>>,
    listeners: Vec<JoinHandle<()>>,
    data: PathBuf,
}

/// How a bot ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Its exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// All it wrote, to the last line.
    pub log: String,
    /// How long it took from being told until it was gone.
    pub took: Duration,
}

impl Bot {
    /// Starts `dateline serve` on a data folder, connected to this Discord.
    /// A connection that an earlier bot left behind is cut, so that waiting for this bot means this bot.
    pub fn start(discord: &Discord, data: &Path, extra: &[&str]) -> Self {
        discord.cut_gateway();
        let mut command = Self::command(data, "serve");
        command.args(extra);
        command
            .envs(discord.environment())
            .env("DISCORD_TOKEN", discord.token());
        Self::spawn(command, data)
    }

    /// A command of dateline on a data folder, with nothing in its environment but `PATH`.
    pub fn command(data: &Path, name: &str) -> Command {
        let mut command = dateline();
        command.arg(name).arg("--data").arg(data);
        command
    }

    /// Starts a command that was made by [`Bot::command`].
    pub fn spawn(mut command: Command, data: &Path) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("dateline was built just now");
        let log = Arc::new(Mutex::new(String::new()));
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child.stderr.take().map(|stream| Box::new(stream) as _),
            child.stdout.take().map(|stream| Box::new(stream) as _),
        ];
        let listeners = streams
            .into_iter()
            .flatten()
            .map(|stream| listen(stream, Arc::clone(&log)));
        let listeners = listeners.collect();
        let data = data.to_owned();
        Self {
            child,
            log,
            listeners,
            data,
        }
    }

    /// What it has written so far, to either stream.
    pub fn log(&self) -> String {
        self.log
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits until it has written these words, for a minute at most.
    pub fn wait_for_log(&self, words: &str) {
        let begun = Instant::now();
        while !self.log().contains(words) {
            let in_time = begun.elapsed() < Duration::from_secs(60);
            assert!(in_time, "{words:?} is not in the log:\n{}", self.log());
            thread::yield_now();
        }
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to end, as a service manager does (SIGTERM), and waits until it has.
    pub fn stop(self) -> Ended {
        self.signal("-TERM");
        self.wait()
    }

    /// Asks it to end, as Ctrl-C does (SIGINT), and waits until it has.
    pub fn interrupt(self) -> Ended {
        self.signal("-INT");
        self.wait()
    }

    /// Ends it in the middle of whatever it does (SIGKILL).
    pub fn kill(self) -> Ended {
        self.signal("-KILL");
        self.wait()
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "kill {signal} {id} failed"
        );
    }

    /// Waits until it ends by itself, for half a minute at most.
    pub fn wait(mut self) -> Ended {
        let begun = Instant::now();
        let limit = Duration::from_secs(30);
        // It has ended when both its streams have: only then is waiting for it no risk.
        let (done, ended) = std::sync::mpsc::channel();
        let listeners = std::mem::take(&mut self.listeners);
        thread::spawn(move || {
            let joined = listeners
                .into_iter()
                .all(|listener| listener.join().is_ok());
            // Nobody listens any more where the limit has passed.
            done.send(joined).ok();
        });
        let in_time = ended.recv_timeout(limit).is_ok();
        assert!(
            in_time,
            "the bot did not end within {limit:?}; its log:\n{}",
            self.log()
        );
        let status = self.child.wait().expect("a child can be waited for");
        Ended {
            code: status.code(),
            log: self.log(),
            took: begun.elapsed(),
        }
    }

    /// Runs another dateline command on the same data folder, as in `bot.run(&["ask", "when is the fair"])`.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = dateline();
        command.args(arguments).arg("--data").arg(&self.data);
        command.output().expect("dateline was built just now")
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // Both fail for a bot that has ended, which is all they are for.
        drop(self.child.kill());
        drop(self.child.wait());
        if thread::panicking() && !self.listeners.is_empty() {
            let log = format!("the log of the bot:\n{}", self.log());
            io::stderr().write_all(log.as_bytes()).ok();
        }
    }
}

fn listen(stream: impl Read + Send + 'static, log: Arc<Mutex<String>>) -> JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            log.push_str(&line);
            log.push('\n');
        }
    })
}

fn dateline() -> Command {
    let mut command = Command::new(binary());
    #[expect(
        clippy::disallowed_methods,
        reason = "a child process needs the way to its programs"
    )]
    let path = env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path);
    command
}

/// The program, built once for all tests of a process: in the folder and profile of the test itself.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(build)
}

fn build() -> PathBuf {
    let test = env::current_exe().expect("a test is a file");
    let profile = test
        .ancestors()
        .find(|folder| folder.file_name() != Some(OsStr::new("deps")) && folder.is_dir());
    let profile = profile.expect("a test lies in <target>/<profile>/deps");
    let target = profile.parent().expect("a profile lies in a target folder");
    let mut cargo = Command::new(env!("CARGO"));
    // A test of the bot's own package brings its binary along; with the whole workspace named, nothing is built with
    // other features than `cargo test --workspace` has built it with.
    let bring = [
        "test",
        "--workspace",
        "--test",
        "console",
        "--no-run",
        "--locked",
    ];
    cargo.args(bring).arg("--target-dir").arg(target);
    if profile.file_name() == Some(OsStr::new("release")) {
        cargo.arg("--release");
    }
    // What cargo tells a test of its package would make build scripts believe that everything changed.
    for (name, _) in env::vars_os() {
        let told = name.to_str().unwrap_or_default();
        if told.starts_with("CARGO_PKG_") || told.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    let built = cargo
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        built.status.success(),
        "dateline does not build:\n{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let name = format!("dateline{}", env::consts::EXE_SUFFIX);
    profile.join(name)
}
