//! Runs the binary on a data folder of its own.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

/// A folder for data and files that goes away with the test.
pub(crate) struct Bench {
    folder: TempDir,
}

/// How a run ended, and what it wrote.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file below the folder and gives its path as an argument.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        let above = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(above).expect("a folder for the file");
        fs::write(&path, content).expect("a file that can be written");
        path.display().to_string()
    }

    /// The command, in the bench's data folder, with nothing taken from the tester's environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).arg("--data").arg(self.data());
        command.env_remove("DATELINE_DATA").current_dir(self.path());
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, "")
    }

    /// Runs with something on standard input.
    pub(crate) fn feed(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        finish(start(&mut self.command(arguments)), input.as_ref())
    }
}

pub(crate) fn start(command: &mut Command) -> Child {
    command.spawn().expect("the binary can be started")
}

/// Gives the child its input, closes it, and waits for the end.
pub(crate) fn finish(mut child: Child, input: &[u8]) -> Run {
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    // The child may end before it has read everything, and may write before it has read: both are its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer does not panic");
    output.into()
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what it writes is UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Run {
    /// Checks the exit code, showing everything where it is another.
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Checks that standard error says so.
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "{words:?} is not in {self:#?}");
        self
    }

    /// Checks that standard output shows it.
    pub(crate) fn shows(self, words: &str) -> Self {
        assert!(self.out.contains(words), "{words:?} is not in {self:#?}");
        self
    }

    /// Standard output as JSON lines.
    pub(crate) fn json(&self) -> Vec<Value> {
        let read = |line| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}"));
        self.out.lines().map(read).collect()
    }
}

/// A story that says itself when it was published.
pub(crate) const DATED: &str = "Harbour fair to open in Bergen

November 23, 2026 10:48 am | Updated 11:45 am CET - Bergen

The harbour fair will be held in Bergen on December 4, the mayor said on Monday.
";

/// A story that does not.
pub(crate) const UNDATED: &str = "Harbour fair to open in Bergen

The harbour fair will be held in Bergen on December 4, the mayor said on Monday.
";
