//! What Discord tells: sorted, and handed to whoever answers it.

use super::{bot::Bot, command, message};
use serenity::{
    all::{
        ConnectionStage, Context, EventHandler, Guild, Interaction, Message, Ready, ResumedEvent,
        ShardStageUpdateEvent, UnavailableGuild,
    },
    async_trait,
};
use std::sync::Arc;
use tracing::{info, warn};

/// The handler that the client calls, each event in a task of its own.
pub(super) struct Events {
    bot: Arc<Bot>,
}

impl Events {
    pub(super) fn new(bot: Arc<Bot>) -> Self {
        Self { bot }
    }
}

#[async_trait]
impl EventHandler for Events {
    async fn ready(&self, _: Context, ready: Ready) {
        self.bot.is_account(ready.user.id);
        self.bot.joined(ready.guilds.iter().map(|server| server.id));
        self.bot.connected(true);
        info!("connected to Discord; {} servers", ready.guilds.len());
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.bot.connected(true);
        info!("connected to Discord again");
    }

    async fn shard_stage_update(&self, _: Context, update: ShardStageUpdateEvent) {
        let is_connected = update.new == ConnectionStage::Connected;
        self.bot.connected(is_connected);
        if !is_connected && update.old == ConnectionStage::Connected {
            warn!("the connection to Discord is lost; connecting again");
        }
    }

    async fn guild_create(&self, _: Context, server: Guild, _: Option<bool>) {
        self.bot.joined([server.id]);
    }

    async fn guild_delete(&self, _: Context, server: UnavailableGuild, _: Option<Guild>) {
        // An outage keeps its place; only a removal leaves.
        if !server.unavailable {
            self.bot.left(server.id);
        }
    }

    async fn message(&self, context: Context, message: Message) {
        if self.bot.is_new(message.id.get()) {
            let _working = self.bot.begin();
            message::answer(&self.bot, &context.http, &message).await;
            self.bot.posting().notify_one();
        }
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if !self.bot.is_new(interaction.id().get()) {
            return;
        }
        let _working = self.bot.begin();
        if let Err(fault) = command::answer(&self.bot, &context.http, &interaction).await {
            fault.log("an interaction");
        }
        // Whatever was done may have made something due.
        self.bot.posting().notify_one();
    }
}
