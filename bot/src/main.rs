//! The binary `dateline`: reads the command line, runs one command, ends with its exit code.

mod answers;
mod archive;
mod clock;
mod commands;
mod console;
mod discord;
mod ending;
mod feeds;
mod fetching;
mod input;
mod prompt;
mod published;
mod serve;
mod settings;
mod socket;
mod stretch;
mod talk;
mod zone;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = commands::Arguments::parse();
    let mut console = console::Console::new(arguments.settings.format);
    let ended = commands::run(&arguments, &mut console);
    console.end(ended).into()
}
