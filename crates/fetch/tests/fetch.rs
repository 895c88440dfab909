//! Visits to servers on loopback, good and hostile: each fault is its own error, within its limit, and harms no other visit.

#[path = "fetch/bodies.rs"]
mod bodies;
#[path = "fetch/dialling.rs"]
mod dialling;
#[path = "fetch/encryption.rs"]
mod encryption;
#[path = "fetch/heads.rs"]
mod heads;
#[path = "fetch/manners.rs"]
mod manners;
#[path = "fetch/names.rs"]
mod names;
#[path = "fetch/redirects.rs"]
mod redirects;
#[path = "fetch/robots.rs"]
mod robots;
#[path = "fetch/server.rs"]
mod server;
#[path = "fetch/unharmed.rs"]
mod unharmed;
