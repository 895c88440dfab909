//! Where the counts, and whether the bot lives and is ready, are read over HTTP: `/metrics`, `/healthz`, `/readyz`.

use super::{Facts, Metrics};
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use dateline_render::Trouble;
use std::{net::SocketAddr, sync::Arc};
use tokio::{net::TcpListener, sync::watch};

/// The media type of OpenMetrics text.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// How the bot is doing, looked up on a thread for blocking work; none where the archives cannot be read.
pub(crate) type Look = Arc<dyn Fn() -> Option<Facts> + Send + Sync>;

/// An address on which somebody may ask.
pub(crate) struct Door {
    listener: TcpListener,
}

#[derive(Clone)]
struct Desk {
    metrics: Arc<Metrics>,
    look: Look,
}

impl Door {
    /// Opens the address.
    ///
    /// # Errors
    /// The system does not give it: it is in use, or not of this machine.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Trouble> {
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|why| Trouble::Metrics {
            address: address.to_string(),
            why: why.to_string(),
        })?;
        Ok(Self { listener })
    }

    /// The address, with the port that the system chose where none was given.
    pub(crate) fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// Answers until `stop` turns true.
    pub(crate) async fn answer(
        self,
        metrics: Arc<Metrics>,
        look: Look,
        mut stop: watch::Receiver<bool>,
    ) {
        let pages = Router::new()
            .route("/healthz", get(|| async { "alive\n" }))
            .route("/readyz", get(ready))
            .route("/metrics", get(counts))
            .with_state(Desk { metrics, look });
        let stopped = async move {
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let served = axum::serve(self.listener, pages).with_graceful_shutdown(stopped);
        if let Err(error) = served.await {
            tracing::warn!("nobody can read the counts any more: {error}");
        }
    }
}

async fn facts(desk: &Desk) -> Option<Facts> {
    let look = Arc::clone(&desk.look);
    let looked = tokio::task::spawn_blocking(move || look()).await;
    looked.ok().flatten()
}

/// Ready: the archives can be read, and Discord is connected.
async fn ready(State(desk): State<Desk>) -> Response {
    let (status, words) = match facts(&desk).await {
        None => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the archives cannot be read\n",
        ),
        Some(Facts {
            is_connected: false,
            ..
        }) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Discord is not connected\n",
        ),
        Some(_) => (StatusCode::OK, "ready\n"),
    };
    (status, words).into_response()
}

async fn counts(State(desk): State<Desk>) -> Response {
    let facts = facts(&desk).await.unwrap_or_default();
    match desk.metrics.text(&facts) {
        Ok(text) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
