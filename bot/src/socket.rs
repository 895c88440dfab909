//! The socket in the data folder: commands speak through it to the process that has the folder open.
//!
//! Whoever may connect may do all: only the owner of the folder may.

#[cfg(unix)]
mod client;
#[cfg(not(unix))]
#[path = "socket/absent.rs"]
mod client;
#[cfg(unix)]
mod server;
#[cfg_attr(not(unix), allow(dead_code, reason = "nobody speaks it there"))]
mod wire;

#[cfg(all(test, unix))]
pub(crate) mod bench;
#[cfg(all(test, unix))]
mod tests;

pub(crate) use client::Client;
#[cfg(unix)]
pub(crate) use server::{Listener, serve};
pub(crate) use wire::{BackedUp, Connection, Health};

use std::path::{Path, PathBuf};

/// The socket of a data folder.
fn path_in(folder: &Path) -> PathBuf {
    folder.join("socket")
}
