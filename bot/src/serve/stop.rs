//! The signals by which a person or a service manager ends the bot.

/// Returns when the process is told to end: SIGTERM or Ctrl-C.
#[cfg(unix)]
pub(crate) async fn told() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Returns when the process is told to end: Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn told() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
