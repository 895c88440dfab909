//! Where results, remarks and progress go, and how the command will end.
//!
//! A reader that goes away (`| head`) ends nothing: what is left to write is dropped, and no fault is told.

use crate::{
    ending::{self, Ending},
    settings::Format,
};
use dateline_render::{Trouble, safe};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Standard output for results, standard error for everything else.
pub(crate) struct Console {
    format: Format,
    reader_left: bool,
    bar: Option<ProgressBar>,
    worst: Ending,
}

impl Console {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            reader_left: false,
            bar: None,
            worst: Ending::Done,
        }
    }

    /// Whether results are for programs.
    pub(crate) fn writes_json(&self) -> bool {
        self.format == Format::Json
    }

    /// From here on results are JSON lines, whatever the settings say.
    pub(crate) fn write_json(&mut self) {
        self.format = Format::Json;
    }

    /// Whether nobody reads the results any more.
    pub(crate) fn is_unread(&self) -> bool {
        self.reader_left
    }

    /// A result: text for people.
    pub(crate) fn say(&mut self, text: &str) -> Result<(), Trouble> {
        self.write(&format!("{text}\n"))
    }

    /// A result as it stands, its last line's end included.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Trouble> {
        if self.reader_left {
            return Ok(());
        }
        let write = || {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        };
        let written = match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.reader_left = true;
                Ok(())
            }
            written => written.map_err(|error| Trouble::Output {
                why: error.to_string(),
            }),
        }
    }

    /// A result: one JSON object on a line.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Trouble> {
        let line = serde_json::to_string(value).map_err(|error| Trouble::Output {
            why: error.to_string(),
        })?;
        self.say(&line)
    }

    /// Something to know beside the results.
    pub(crate) fn remark(&self, text: &str) {
        let write = || {
            // A standard error that is closed leaves nobody to tell.
            let _ = writeln!(io::stderr().lock(), "{text}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Tells a trouble that does not count for the exit code.
    pub(crate) fn tell(&self, trouble: &Trouble) {
        self.remark(&format!("dateline: {trouble}"));
    }

    /// Tells a trouble and goes on; the command will end no better than it deserves.
    pub(crate) fn trouble(&mut self, trouble: &Trouble) {
        self.tell(trouble);
        self.worst = self.worst.max(ending::of(trouble));
    }

    /// The command will end no better than this.
    pub(crate) fn end_with(&mut self, ending: Ending) {
        self.worst = self.worst.max(ending);
    }

    /// Begins a progress bar, if a person is watching; without a length it only counts.
    pub(crate) fn watch(&mut self, length: Option<u64>) {
        if !io::stderr().is_terminal() {
            return;
        }
        let (bar, form) = match length {
            Some(length) => (ProgressBar::new(length), "{wide_bar} {pos}/{len} {eta}"),
            None => (ProgressBar::new_spinner(), "{spinner} {pos}"),
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        self.bar = Some(bar);
    }

    /// One more piece of the work is done.
    pub(crate) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// So much of the work is done.
    pub(crate) fn come_to(&self, done: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        }
    }

    /// The long work is over.
    pub(crate) fn unwatch(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// How the command ends, after telling what stopped it.
    pub(crate) fn end(mut self, ended: anyhow::Result<()>) -> Ending {
        self.unwatch();
        if let Err(error) = ended {
            match error.downcast_ref::<Trouble>() {
                Some(trouble) => self.trouble(trouble),
                None => {
                    self.remark(&format!("dateline: {}", safe::line(&format!("{error:#}"))));
                    self.end_with(Ending::Failed);
                }
            }
        }
        self.worst
    }
}
