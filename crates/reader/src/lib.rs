//! Turns pasted text and pages into articles.
