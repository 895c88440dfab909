//! What is said of a file of settings.

use crate::{safe, words::count};

/// Who says a setting where nobody does.
pub const BUILT_IN: &str = "built in";

/// The head of the example.
pub const EXAMPLE_HEAD: &str = "# Settings of dateline, each as it holds where nothing is said: take a mark away to set one.
# `dateline --config FILE serve` uses the file, `dateline check-config FILE` looks it over. The command line goes before the
# environment, the environment before this file. Paths are relative to the file. The bot's token does not belong in here.
";

/// A setting as an example shows it.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Its key.
    pub key: &'a str,
    /// What it says.
    pub help: &'a str,
    /// The variable of the environment that sets it too.
    pub variable: Option<&'a str>,
    /// What holds where nothing is said.
    pub default: Option<&'a str>,
    /// What a value is called.
    pub value: &'a str,
    /// Whether it may have several values.
    pub is_list: bool,
}

/// A setting in an example: its words, and a line that would set it.
///
/// ```
/// use dateline_render::config::{Setting, example};
/// let zone = Setting { key: "zone", help: "Zone of times", variable: None, default: Some("UTC"), value: "ZONE", is_list: false };
/// assert_eq!(example(&zone), "# Zone of times\n#zone = \"UTC\"\n");
/// ```
#[must_use]
pub fn example(setting: &Setting<'_>) -> String {
    let told = setting.variable.map(|name| format!(" ({name})"));
    let value = setting
        .default
        .map_or_else(|| sample(setting.key), str::to_owned);
    let value = match value.parse::<f64>() {
        Ok(_) => value,
        Err(_) => format!("\"{value}\""),
    };
    let value = if setting.is_list {
        format!("[{value}]")
    } else {
        value
    };
    let (help, told) = (setting.help, told.unwrap_or_default());
    format!("# {help}{told}\n#{} = {value}\n", setting.key)
}

/// What may stand in a setting that nothing is built in for.
fn sample(key: &str) -> String {
    let value = match key {
        "data" => "/var/lib/dateline",
        "discord-token-file" => "/etc/dateline/discord-token",
        "fetch-allow" => "wiki.intern",
        "fetch-contact" => "https://news.example/about",
        "fetch-gap" => "1",
        "fetch-proxy" => "http://proxy.intern:3128",
        "fetch-timeout" => "20",
        "metrics" => "127.0.0.1:9464",
        _ => "",
    };
    value.to_owned()
}

/// A place in a file.
#[must_use]
pub fn place(file: &str, line: usize) -> String {
    format!("{}, line {line}", safe::line(file))
}

/// How a file was found, with the number of its settings; none where no file was given.
#[must_use]
pub fn checked(file: Option<(&str, usize)>) -> String {
    match file {
        Some((file, settings)) => format!(
            "{}: {}, nothing wrong. What holds:",
            safe::line(file),
            count(settings as u64, "setting")
        ),
        None => "No file was given (--config FILE, or DATELINE_CONFIG). What holds:".to_owned(),
    }
}

/// A setting as it holds.
#[must_use]
pub fn holding(key: &str, value: Option<&str>, from: &str) -> String {
    let value = value.map_or_else(|| "-".to_owned(), safe::line);
    format!("  {key:<20} {value:<24} {from}")
}
