//! The form of the files in `data/`: one row a line, `#` before a remark.

/// The rows of a data file.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The columns of a row that white space parts.
pub(crate) fn columns(row: &'static str) -> impl Iterator<Item = &'static str> {
    row.split_whitespace()
}
