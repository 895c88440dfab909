//! Runs every Markdown story: its articles are stored, its questions asked, its answers compared.
//!
//! The form is told in `tests/stories/README.md`.

