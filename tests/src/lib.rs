//! What whole-process tests stand on: a Discord of their own, and the bot as a child process that talks to it.
//!
//! ```no_run
//! use dateline_tests::{bot::Bot, discord::Discord};
//!
//! let discord = Discord::open();
//! let newsroom = discord.server("Newsroom");
//! let folder = std::env::temp_dir();
//! let bot = Bot::start(&discord, &folder, &[]);
//! discord.wait_until_ready();
//! let ada = discord.person("ada").in_server(&newsroom);
//! let answer = ada.runs("ask", &[("question", "when is the fair".into())]);
//! assert!(answer.seen().contains("Saturday"));
//! bot.stop();
//! ```

pub mod bot;
pub mod discord;
#[cfg(unix)]
pub mod kills;
pub mod site;
pub mod synthetic;
