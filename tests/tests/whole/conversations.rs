//! Conversations with the real bot, run as a child process against the fake Discord.

#[path = "conversations/acting.rs"]
mod acting;
#[path = "conversations/apart.rs"]
mod apart;
#[path = "conversations/asking.rs"]
mod asking;
#[path = "conversations/beside.rs"]
mod beside;
#[path = "conversations/correcting.rs"]
mod correcting;
#[path = "conversations/digests.rs"]
mod digests;
#[path = "conversations/following.rs"]
mod following;
#[path = "conversations/hands.rs"]
mod hands;
#[path = "conversations/killed.rs"]
mod killed;
#[path = "conversations/listing.rs"]
mod listing;
#[path = "conversations/owning.rs"]
mod owning;
#[path = "conversations/picking.rs"]
mod picking;
#[path = "conversations/platform.rs"]
mod platform;
#[path = "conversations/publishing.rs"]
mod publishing;
#[path = "conversations/reading.rs"]
mod reading;
#[path = "conversations/reminding.rs"]
mod reminding;
#[path = "conversations/running.rs"]
mod running;
#[path = "conversations/saving.rs"]
mod saving;
#[path = "conversations/setting.rs"]
mod setting;
#[path = "conversations/watches.rs"]
mod watches;
#[path = "conversations/watching.rs"]
mod watching;
