//! What every conversation begins with: a Discord, a bot that is ready in it, and a story to give to it.

use dateline_tests::{
    bot::Bot,
    discord::{Discord, Person, Reply, Server, Talk},
};
use std::path::Path;
use tempfile::TempDir;

/// The bot's clock starts here, on a Tuesday.
pub(crate) const NOW: &str = "2026-11-24T09:00";

/// A story of 23 November that says so itself.
pub(crate) const STORY: &str = "Harbour fair to open in Bergen

November 23, 2026 10:48 am CET - Bergen

The harbour fair will be held in Bergen on December 4, the mayor said on Monday.

The fish market will open next month, she added.
";

/// The same without a date.
pub(crate) const UNDATED: &str = "Harbour fair to open in Bergen

The harbour fair will be held in Bergen on December 4, the mayor said on Monday.
";

/// A Discord with a bot in it; the Discord is the last to go, and then tells what the bot did wrong.
pub(crate) struct Scene {
    pub(crate) bot: Option<Bot>,
    pub(crate) data: TempDir,
    pub(crate) newsroom: Server,
    pub(crate) ada: Person,
    pub(crate) discord: Discord,
}

impl Scene {
    /// A bot that is ready in one server.
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// The same with further options of `serve`.
    pub(crate) fn with(options: &[&str]) -> Self {
        let mut scene = Self::before_the_bot();
        scene.start(options);
        scene.discord.wait_until_ready();
        scene
    }

    /// A Discord with a server and a person, and no bot yet.
    pub(crate) fn before_the_bot() -> Self {
        let discord = Discord::open();
        Self {
            bot: None,
            data: tempfile::tempdir().expect("a temporary folder"),
            newsroom: discord.server("Newsroom"),
            ada: discord.person("ada"),
            discord,
        }
    }

    /// Starts the bot on the data folder.
    pub(crate) fn start(&mut self, options: &[&str]) {
        let mut all = vec!["--discord-retry", "0.1"];
        if !options.contains(&"--at") {
            all.extend(["--at", NOW]);
        }
        all.extend(options);
        self.bot = Some(Bot::start(&self.discord, self.data.path(), &all));
    }

    /// Stops the bot as a service manager does, and tells what it wrote.
    pub(crate) fn stop(&mut self) -> String {
        let ended = self.bot.take().expect("a bot is running").stop();
        assert_eq!(ended.code, Some(0), "{}", ended.log);
        assert!(ended.took.as_secs() < 5, "it took {:?}", ended.took);
        ended.log
    }

    pub(crate) fn bot(&self) -> &Bot {
        self.bot.as_ref().expect("a bot is running")
    }

    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// Ada in the newsroom.
    pub(crate) fn talk(&self) -> Talk {
        self.ada.in_server(&self.newsroom)
    }
}

/// Asks by `/ask`.
pub(crate) fn ask(talk: &Talk, question: &str) -> Reply {
    talk.runs("ask", &[("question", question.into())])
}

/// Saves a story by the form.
pub(crate) fn save(talk: &Talk, text: &str, source: &str, published: &str) -> Reply {
    let form = talk.runs("save text", &[]);
    assert!(form.is_modal(), "{}", form.seen());
    let inputs = [
        ("Text of the story", text),
        ("Source", source),
        ("Published (if the text does not say)", published),
    ];
    form.fills(&inputs)
}

/// Checks that a person reads these words.
pub(crate) fn reads(reply: &Reply, words: &str) {
    let seen = reply.seen();
    assert!(seen.contains(words), "{words:?} is not in:\n{seen}");
}

/// How many messages the bot posted there of its own: answers to commands do not count.
pub(crate) fn posted(scene: &Scene, talk: &Talk) -> usize {
    let messages = scene.discord.messages(talk);
    let posted = messages
        .iter()
        .filter(|message| message.raw()["message_reference"].is_object());
    posted.count()
}
