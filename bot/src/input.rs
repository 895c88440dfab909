//! What is put in: files, folders, standard input, and JSON lines in them.

mod files;
mod lines;

pub(crate) use files::{Given, given, invite, is_binary, one_or_more};
pub(crate) use lines::{Lines, each_line, open_lines, parsed};
