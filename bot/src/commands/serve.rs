//! `dateline serve`: the Discord bot on the data folder.

use crate::{
    discord::{Limits, Patience},
    fetching::FetchOptions,
    serve::{self, Form, Level, Log, Serving, Token},
    settings::{self, Settings},
};
use clap::Args;
use dateline_render::help;
use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// What `serve` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, value_name = "TIME", help = help::option::SERVE_AT)]
    at: Option<String>,
    #[arg(long, value_name = "FILE", env = "DISCORD_TOKEN_FILE", value_hint = clap::ValueHint::FilePath, help = help::option::TOKEN_FILE)]
    discord_token_file: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", env = "DATELINE_DISCORD_TIMEOUT", default_value = "15", value_parser = settings::wait, help = help::option::DISCORD_TIMEOUT)]
    discord_timeout: Duration,
    #[arg(long, value_name = "SECONDS", env = "DATELINE_DISCORD_RETRY", default_value = "1", value_parser = settings::wait, help = help::option::DISCORD_RETRY)]
    discord_retry: Duration,
    #[arg(long, value_name = "N", env = "DATELINE_FEEDS_PER_SERVER", default_value_t = 100, help = help::option::FEEDS_PER_SERVER)]
    feeds_per_server: usize,
    #[arg(long, value_name = "N", env = "DATELINE_QUESTIONS_PER_MINUTE", default_value_t = Limits::USUAL.questions, help = help::option::QUESTIONS_PER_MINUTE)]
    questions_per_minute: usize,
    #[arg(long, value_name = "N", env = "DATELINE_SAVES_PER_PERSON", default_value_t = Limits::USUAL.saves, help = help::option::SAVES_PER_PERSON)]
    saves_per_person: usize,
    #[arg(long, value_name = "N", env = "DATELINE_SAVES_PER_SERVER", default_value_t = Limits::USUAL.server_saves, help = help::option::SAVES_PER_SERVER)]
    saves_per_server: usize,
    #[arg(long, value_name = "LEVEL", env = "DATELINE_LOG_LEVEL", value_enum, default_value_t = Level::Info, help = help::option::LOG_LEVEL)]
    log_level: Level,
    #[arg(long, value_name = "FORM", env = "DATELINE_LOG_FORMAT", value_enum, default_value_t = Form::Text, help = help::option::LOG_FORMAT)]
    log_format: Form,
    #[arg(long, value_name = "ADDRESS", env = "DATELINE_METRICS", help = help::option::METRICS)]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    fetch: FetchOptions,
}

pub(crate) fn run(given: &Arguments, settings: &Settings) -> anyhow::Result<()> {
    let clock = settings.clock(given.at.as_ref())?;
    let file = given.discord_token_file.as_ref();
    let token = Token::read(settings::variable, file)?;
    let patience = Patience {
        timeout: given.discord_timeout,
        retry: given.discord_retry,
    };
    serve::run(Serving {
        folder: settings.data_folder()?,
        token,
        clock,
        patience,
        fetcher: given.fetch.fetcher()?,
        feeds: given.feeds_per_server,
        limits: Limits {
            questions: given.questions_per_minute,
            saves: given.saves_per_person,
            server_saves: given.saves_per_server,
        },
        log: Log {
            level: given.log_level,
            form: given.log_format,
        },
        metrics: given.metrics,
    })
}
