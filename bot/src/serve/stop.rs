//! The signals by which a person or a service manager ends the bot.

use std::{future::Future, io};

/// Begins to listen; what is returned ends when the process is told to end: by SIGTERM or Ctrl-C.
#[cfg(unix)]
pub(crate) fn told() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Begins to listen; what is returned ends when the process is told to end: by Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn told() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where it cannot be listened for, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    })
}
