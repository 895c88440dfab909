//! Whole-workspace tests: the architecture, the fake Discord, conversations with the bot, and stories that ask the whole desk.

#[path = "whole/architecture.rs"]
mod architecture;
#[path = "whole/conversations.rs"]
mod conversations;
#[path = "whole/fake_discord.rs"]
mod fake_discord;
#[path = "whole/feeds.rs"]
mod feeds;
#[cfg(unix)]
#[path = "whole/killed.rs"]
mod killed;
#[path = "whole/order.rs"]
mod order;
#[path = "whole/stories.rs"]
mod stories;
