//! Files of named numbers: a line is a name, a number and, behind "#", what it says.

use std::fmt::Write;

/// A file of named numbers that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumbersError {
    /// A line is not a known name and a number.
    #[error("line {line} is not a known name and a number: {text}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// A number stands nowhere in the file.
    #[error("no line for {name}")]
    Missing {
        /// Its name.
        name: &'static str,
    },
}

/// Reads a file into the slots; every slot must have a line.
pub(crate) fn read(file: &str, slots: &mut [(&'static str, &mut f32)]) -> Result<(), NumbersError> {
    for (_, slot) in slots.iter_mut() {
        **slot = f32::NAN;
    }
    for (index, text) in file.lines().enumerate() {
        let bare = text.split('#').next().unwrap_or_default().trim();
        if bare.is_empty() {
            continue;
        }
        let pair = bare.split_once(char::is_whitespace);
        let pair = pair.and_then(|(name, value)| Some((name, value.trim().parse().ok()?)));
        let found = pair.and_then(|(name, value): (&str, f32)| {
            let slot = slots.iter_mut().find(|(known, _)| *known == name)?;
            Some((&mut slot.1, value))
        });
        let Some((slot, value)) = found else {
            let (line, text) = (index + 1, text.to_owned());
            return Err(NumbersError::Line { line, text });
        };
        **slot = value;
    }
    match slots.iter().find(|(_, slot)| slot.is_nan()) {
        Some((name, _)) => Err(NumbersError::Missing { name }),
        None => Ok(()),
    }
}

/// The lines of the file in which `like` has these numbers, comments kept.
pub(crate) fn written(like: &str, slots: &[(&'static str, f32)]) -> String {
    let mut written = String::new();
    for line in like.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        let comment = line.split_once('#').map_or("", |(_, after)| after.trim());
        let slot = slots.iter().find(|(known, _)| *known == name);
        let _ = match slot {
            Some((name, value)) => writeln!(written, "{name:<17} {value:>7} # {comment}"),
            None => writeln!(written, "{line}"),
        };
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_none_and_a_number_without_a_line_are_named() {
        let (mut one, mut two) = (0.0, 0.0);
        let mut slots = [("one", &mut one), ("two", &mut two)];
        let error = read("one 1\nto 2 # a slip\n", &mut slots).unwrap_err();
        assert!(error.to_string().ends_with(": to 2 # a slip"), "{error}");
        let error = read("# nothing\none 1\n", &mut slots).unwrap_err();
        assert_eq!(error.to_string(), "no line for two");
        assert_eq!(read("one 1\ntwo 2 # two\n", &mut slots), Ok(()));
    }

    #[test]
    fn comments_are_kept_where_numbers_change() {
        let lines = written("# All\none 1 # The first\n", &[("one", 2.5)]);
        assert_eq!(lines, "# All\none                   2.5 # The first\n");
    }
}
