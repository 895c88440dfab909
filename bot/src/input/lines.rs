//! JSON lines: one object a line, each read for itself, so that a broken one stops nothing.

use super::Given;
use crate::console::Console;
use dateline_render::{Fault, LineFault, Trouble};
use serde::de::DeserializeOwned;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
};

/// So much is taken from a file at once.
const CHUNK: usize = 1024 * 1024;

/// The lines of one file or of standard input.
pub(crate) struct Lines {
    name: String,
    input: BufReader<Box<dyn Read>>,
    limit: usize,
    number: u64,
}

/// Opens what is given, with the most bytes that a line may have.
pub(crate) fn open_lines(given: &Given, limit: usize) -> Result<Lines, Trouble> {
    let input: Box<dyn Read> = match given {
        Given::Standard => Box::new(io::stdin()),
        Given::Address(_) => {
            return Err(Trouble::Given {
                name: given.name(),
                fault: Fault::NotFetched,
            });
        }
        Given::File(path) => Box::new(File::open(path).map_err(|error| Trouble::Given {
            name: given.name(),
            fault: Fault::Unreadable {
                why: error.to_string(),
            },
        })?),
    };
    Ok(Lines {
        name: given.name(),
        input: BufReader::with_capacity(CHUNK, input),
        limit,
        number: 0,
    })
}

impl Lines {
    /// The number of the line that was read last, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// The trouble of the line that was read last.
    pub(crate) fn trouble(&self, fault: LineFault) -> Trouble {
        self.trouble_of(self.number, fault)
    }

    /// The trouble of the line with that number.
    pub(crate) fn trouble_of(&self, line: u64, fault: LineFault) -> Trouble {
        Trouble::Line {
            name: self.name.clone(),
            line,
            fault,
        }
    }

    /// Whether another whole line has arrived already, so that going on cannot mean waiting.
    pub(crate) fn has_more_at_hand(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }

    /// The next line that is not blank; none at the end.
    pub(crate) fn next_line(&mut self) -> Option<Result<String, Trouble>> {
        loop {
            let mut bytes = Vec::new();
            let most = self.limit as u64 + 2;
            match self.input.by_ref().take(most).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => self.number += 1,
                Err(error) => return Some(Err(self.broken_off(&error))),
            }
            let ended = bytes.last() == Some(&b'\n');
            if bytes.len() > self.limit + usize::from(ended) {
                if !ended && let Err(error) = self.skip_line() {
                    return Some(Err(self.broken_off(&error)));
                }
                return Some(Err(self.trouble(LineFault::TooLong { limit: self.limit })));
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let text = String::from_utf8(bytes).map_err(|_| self.trouble(LineFault::NotUtf8));
            return Some(text.map(|text| text.trim_start_matches('\u{feff}').trim().to_owned()));
        }
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                return Ok(());
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(piece.len(), |at| at + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// Reading stopped: nothing more can come.
    fn broken_off(&mut self, error: &io::Error) -> Trouble {
        self.input = BufReader::new(Box::new(io::empty()));
        Trouble::Given {
            name: self.name.clone(),
            fault: Fault::Unreadable {
                why: error.to_string(),
            },
        }
    }
}

/// A line as the object that a command reads.
pub(crate) fn parsed<T: DeserializeOwned>(line: &str) -> Result<T, LineFault> {
    serde_json::from_str(line).map_err(|error| LineFault::NotJson {
        why: error.to_string().replace(" at line 1 column", " at column"),
    })
}

/// What ends the work on a line.
pub(crate) enum Stop {
    /// Only this line; the others go on.
    Line(LineFault),
    /// The whole command.
    All(Trouble),
}

impl From<LineFault> for Stop {
    fn from(fault: LineFault) -> Self {
        Self::Line(fault)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::All(trouble)
    }
}

/// Reads every line of everything given as a `T`, does the work on each, and tells what went wrong.
pub(crate) fn each_line<T: DeserializeOwned>(
    given: &[Given],
    limit: usize,
    console: &mut Console,
    mut work: impl FnMut(T, &mut Console) -> Result<(), Stop>,
) -> Result<(), Trouble> {
    console.watch(None);
    for given in given {
        let mut lines = match open_lines(given, limit) {
            Ok(lines) => lines,
            Err(trouble) => {
                console.trouble(&trouble);
                continue;
            }
        };
        while let Some(line) = lines.next_line() {
            if console.is_unread() {
                return Ok(());
            }
            match line {
                Ok(line) => match parsed(&line)
                    .map_err(Stop::from)
                    .and_then(|object| work(object, console))
                {
                    Ok(()) => {}
                    Err(Stop::Line(fault)) => console.trouble(&lines.trouble(fault)),
                    Err(Stop::All(trouble)) => return Err(trouble),
                },
                Err(trouble) => console.trouble(&trouble),
            }
            console.advance();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &'static [u8], limit: usize) -> Vec<Result<String, Trouble>> {
        let input: Box<dyn Read> = Box::new(text);
        let mut lines = Lines {
            name: "in".into(),
            input: BufReader::with_capacity(4, input),
            limit,
            number: 0,
        };
        std::iter::from_fn(|| lines.next_line()).collect()
    }

    fn fault(line: u64, fault: LineFault) -> Result<String, Trouble> {
        Err(Trouble::Line {
            name: "in".into(),
            line,
            fault,
        })
    }

    #[test]
    fn lines_are_counted_with_the_blank_ones_and_the_last_needs_no_end() {
        let read = lines(b"\xef\xbb\xbfone\r\n\n  \ntwo\n\xff\nthree", 100);
        let line = |text: &str| Ok(text.to_owned());
        assert_eq!(
            read,
            [
                line("one"),
                line("two"),
                fault(5, LineFault::NotUtf8),
                line("three")
            ]
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_whole() {
        let read = lines(b"12345\n123456\n1234567890123\n12", 5);
        let long = |line| fault(line, LineFault::TooLong { limit: 5 });
        assert_eq!(
            read,
            [
                Ok("12345".to_owned()),
                long(2),
                long(3),
                Ok("12".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_by_column() {
        let broken = parsed::<serde_json::Value>("{\"id\": \"a\", \"tex");
        assert_eq!(
            broken,
            Err(LineFault::NotJson {
                why: "EOF while parsing a string at column 16".into()
            })
        );
    }
}
