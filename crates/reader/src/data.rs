//! Reads this crate's data files: a row a line, remarks behind `#`.

/// The rows of a data file, without blank lines and remarks.
pub(crate) fn rows(file: &'static str) -> Vec<&'static str> {
    let rows = file.lines().map(str::trim);
    rows.filter(|row| !row.is_empty() && !row.starts_with('#'))
        .collect()
}
