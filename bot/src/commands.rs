//! The commands: one line and one file each.

mod add;
mod agenda;
mod article;
mod ask;
mod backup;
mod changes;
mod chat;
mod check_config;
mod demo;
mod event;
mod events;
mod explain;
pub(crate) mod export;
pub(crate) mod feed;
mod healthcheck;
mod import;
mod read;
mod rebuild;
mod reread;
mod restore;
mod search;
mod serve;
pub(crate) mod story;
mod timeline;
mod times;
mod verify;

use crate::{console::Console, settings::Settings};
use clap::{Parser, Subcommand};
use dateline_render::{Trouble, help, picture::Picture, plain};
use std::path::Path;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = help::PROGRAM,
    long_about = help::PROGRAM_LONG,
    after_help = help::PROGRAM_EXAMPLES,
    arg_required_else_help = true,
    subcommand_required = true,
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = help::DEMO.about, long_about = help::DEMO.long, after_help = help::DEMO.examples)]
    Demo(demo::Arguments),
    #[command(about = help::ADD.about, long_about = help::ADD.long, after_help = help::ADD.examples)]
    Add(add::Arguments),
    #[command(about = help::ASK.about, long_about = help::ASK.long, after_help = help::ASK.examples)]
    Ask(ask::Arguments),
    #[command(about = help::CHAT.about, long_about = help::CHAT.long, after_help = help::CHAT.examples)]
    Chat(chat::Arguments),
    #[command(about = help::SEARCH.about, long_about = help::SEARCH.long, after_help = help::SEARCH.examples)]
    Search(search::Arguments),
    #[command(about = help::AGENDA.about, long_about = help::AGENDA.long, after_help = help::AGENDA.examples)]
    Agenda(agenda::Arguments),
    #[command(about = help::TIMELINE.about, long_about = help::TIMELINE.long, after_help = help::TIMELINE.examples)]
    Timeline(timeline::Arguments),
    #[command(about = help::CHANGES.about, long_about = help::CHANGES.long, after_help = help::CHANGES.examples)]
    Changes(changes::Arguments),
    #[command(about = help::EVENT.about, long_about = help::EVENT.long, after_help = help::EVENT.examples)]
    Event(event::Arguments),
    #[command(about = help::EXPORT.about, long_about = help::EXPORT.long, after_help = help::EXPORT.examples)]
    Export(export::Arguments),
    #[command(about = help::IMPORT.about, long_about = help::IMPORT.long, after_help = help::IMPORT.examples)]
    Import(import::Arguments),
    #[command(about = help::ARTICLE.about, long_about = help::ARTICLE.long, after_help = help::ARTICLE.examples)]
    Article(article::Arguments),
    #[command(about = help::FEED.about, long_about = help::FEED.long, after_help = help::FEED.examples)]
    Feed(feed::Arguments),
    #[command(about = help::TIMES.about, long_about = help::TIMES.long, after_help = help::TIMES.examples)]
    Times(times::Arguments),
    #[command(about = help::READ.about, long_about = help::READ.long, after_help = help::READ.examples)]
    Read(read::Arguments),
    #[command(about = help::EVENTS.about, long_about = help::EVENTS.long, after_help = help::EVENTS.examples)]
    Events(events::Arguments),
    #[command(about = help::EXPLAIN.about, long_about = help::EXPLAIN.long, after_help = help::EXPLAIN.examples)]
    Explain(explain::Arguments),
    #[command(about = help::VERIFY.about, long_about = help::VERIFY.long, after_help = help::VERIFY.examples)]
    Verify(verify::Arguments),
    #[command(about = help::BACKUP.about, long_about = help::BACKUP.long, after_help = help::BACKUP.examples)]
    Backup(backup::Arguments),
    #[command(about = help::RESTORE.about, long_about = help::RESTORE.long, after_help = help::RESTORE.examples)]
    Restore(restore::Arguments),
    #[command(about = help::REREAD.about, long_about = help::REREAD.long, after_help = help::REREAD.examples)]
    Reread(reread::Arguments),
    #[command(about = help::REBUILD.about, long_about = help::REBUILD.long, after_help = help::REBUILD.examples)]
    Rebuild(rebuild::Arguments),
    #[command(about = help::HEALTHCHECK.about, long_about = help::HEALTHCHECK.long, after_help = help::HEALTHCHECK.examples)]
    Healthcheck(healthcheck::Arguments),
    #[command(about = help::CHECK_CONFIG.about, long_about = help::CHECK_CONFIG.long, after_help = help::CHECK_CONFIG.examples)]
    CheckConfig(check_config::Arguments),
    #[command(about = help::SERVE.about, long_about = help::SERVE.long, after_help = help::SERVE.examples)]
    Serve(serve::Arguments),
}

/// Runs the command that the line names.
pub(crate) fn run(arguments: &Arguments, console: &mut Console) -> anyhow::Result<()> {
    let settings = &arguments.settings;
    match &arguments.command {
        Command::Demo(given) => demo::run(given, settings, console),
        Command::Add(given) => add::run(given, settings, console),
        Command::Ask(given) => ask::run(given, settings, console),
        Command::Chat(given) => chat::run(given, settings, console),
        Command::Search(given) => search::run(given, settings, console),
        Command::Agenda(given) => agenda::run(given, settings, console),
        Command::Timeline(given) => timeline::run(given, settings, console),
        Command::Changes(given) => changes::run(given, settings, console),
        Command::Event(given) => event::run(given, settings, console),
        Command::Reread(given) => reread::run(given, settings, console),
        Command::Export(given) => export::run(given, settings, console),
        Command::Import(given) => import::run(given, settings, console),
        Command::Verify(given) => verify::run(given, settings, console),
        Command::Backup(given) => backup::run(given, settings, console),
        Command::Restore(given) => restore::run(given, settings, console),
        Command::Rebuild(given) => rebuild::run(given, settings, console),
        Command::Article(given) => article::run(given, settings, console),
        Command::Feed(given) => feed::run(given, settings, console),
        Command::Times(given) => times::run(given, settings, console),
        Command::Read(given) => read::run(given, settings, console),
        Command::Events(given) => events::run(given, settings, console),
        Command::Explain(given) => explain::run(given, settings, console),
        Command::Healthcheck(given) => healthcheck::run(given, settings, console),
        Command::CheckConfig(given) => check_config::run(given, settings, console),
        Command::Serve(given) => serve::run(given, settings),
    }
}

/// Writes a picture of so many events into a file, and says so; where there is nothing to draw no file is made.
fn draw(
    drawn: Option<Picture>,
    path: &Path,
    events: usize,
    console: &Console,
) -> Result<(), Trouble> {
    let Some(picture) = drawn else { return Ok(()) };
    let written = std::fs::write(path, &picture.png);
    written.map_err(|why| Trouble::Picture {
        path: path.to_owned(),
        why: why.to_string(),
    })?;
    console.remark(&plain::drawn(path, events));
    Ok(())
}
