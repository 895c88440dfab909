//! The binary as people and programs use it: what goes in, what comes out, how it ends.

#[path = "console/archive.rs"]
mod archive;
#[path = "console/bench.rs"]
mod bench;
#[path = "console/correcting.rs"]
mod correcting;
#[path = "console/demo.rs"]
mod demo;
#[path = "console/events.rs"]
mod events;
#[path = "console/input.rs"]
mod input;
#[path = "console/keeping.rs"]
mod keeping;
#[path = "console/lines.rs"]
mod lines;
#[cfg(unix)]
#[path = "console/socket.rs"]
mod socket;
#[path = "console/usage.rs"]
mod usage;
