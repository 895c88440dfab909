//! The way to Discord: a client with a time-out, requests at the start made again until they succeed, and errors in words
//! without addresses, because those hold tokens.

use crate::serve::Token;
use dateline_render::{DiscordFault, Trouble};
use serenity::all::{CurrentApplicationInfo, GatewayError, Http, HttpBuilder, HttpError};
use std::{future::Future, sync::Arc, time::Duration};
use tracing::warn;

/// Waiting doubles up to this.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How long to wait for Discord.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// A request is given up after that.
    pub(crate) timeout: Duration,
    /// A request at the start that failed is made again after that.
    pub(crate) retry: Duration,
}

/// Discord, as the bot of one token reaches it.
#[derive(Clone)]
pub(crate) struct Link {
    token: Arc<Token>,
    client: reqwest::Client,
    http: Arc<Http>,
    patience: Patience,
}

impl Link {
    /// A link that honours `HTTPS_PROXY` and the system's certificates.
    pub(crate) fn new(token: Token, patience: Patience) -> Result<Self, Trouble> {
        let built = client(patience).build();
        let client = built.map_err(|error| {
            let why = error.without_url().to_string();
            Trouble::Discord(DiscordFault::NoClient { why })
        })?;
        let http = Arc::new(http(&token, &client));
        Ok(Self {
            token: Arc::new(token),
            client,
            http,
            patience,
        })
    }

    /// A client of its own for the event connection.
    pub(crate) fn http(&self) -> Http {
        http(&self.token, &self.client)
    }

    /// The client for requests.
    pub(crate) fn requests(&self) -> &Http {
        &self.http
    }

    /// Which application the token belongs to.
    pub(crate) async fn application(&self) -> Result<CurrentApplicationInfo, Trouble> {
        self.insist("who the bot is", || {
            self.http.get_current_application_info()
        })
        .await
    }

    /// Where the event connection is.
    pub(crate) async fn gateway(&self) -> Result<String, Trouble> {
        let gateway = self.insist("where to connect", || self.http.get_gateway());
        Ok(gateway.await?.url)
    }

    /// Makes a request until it succeeds, or until Discord says that the token is refused.
    pub(crate) async fn insist<T, F>(&self, what: &str, ask: impl Fn() -> F) -> Result<T, Trouble>
    where
        F: Future<Output = serenity::Result<T>>,
    {
        let mut wait = self.patience.retry;
        loop {
            match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) if status(&error) == Some(401) => {
                    return Err(Trouble::Discord(DiscordFault::TokenRefused));
                }
                Err(error) => {
                    let (seconds, why) = (wait.as_secs_f64(), told(&error));
                    warn!("Discord did not say {what}: {why}; asking again in {seconds} s");
                }
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
    }
}

/// A client that gives up after a while.
pub(crate) fn client(patience: Patience) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .timeout(patience.timeout)
        .connect_timeout(patience.timeout)
}

fn http(token: &Token, client: &reqwest::Client) -> Http {
    HttpBuilder::new(token.reveal())
        .client(client.clone())
        .build()
}

/// The status with which Discord refused a request, if it answered.
pub(crate) fn status(error: &serenity::Error) -> Option<u16> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => {
            Some(answer.status_code.as_u16())
        }
        _ => None,
    }
}

/// Whether the same request may succeed a moment later: Discord failed, or did not answer.
pub(crate) fn may_pass(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::Request(_)) => true,
        other => status(other).is_some_and(|status| status >= 500),
    }
}

/// The error in words, without the address: addresses of interactions hold their token.
pub(crate) fn told(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => {
            let (status, code) = (answer.status_code.as_u16(), answer.error.code);
            format!("it answered with status {status}, code {code}")
        }
        serenity::Error::Http(HttpError::Request(error)) => transport(error),
        serenity::Error::Http(_) => "the request could not be made".to_owned(),
        serenity::Error::Gateway(error) => format!("the event connection: {error}"),
        serenity::Error::Json(_) => "its answer could not be read".to_owned(),
        serenity::Error::Model(_) => "the message is not within its limits".to_owned(),
        _ => "the connection failed".to_owned(),
    }
}

/// What kept a request from being answered.
pub(crate) fn transport(error: &reqwest::Error) -> String {
    let what = if error.is_timeout() {
        "it did not answer in time"
    } else if error.is_connect() {
        "it could not be reached"
    } else {
        "the connection broke"
    };
    what.to_owned()
}

/// Why the event connection ended for good.
pub(crate) fn refusal(error: &serenity::Error) -> Trouble {
    Trouble::Discord(match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => DiscordFault::TokenRefused,
        other => DiscordFault::Refused { why: told(other) },
    })
}

/// Discord's code for "this interaction was answered already".
pub(crate) const ACKNOWLEDGED: isize = 40_060;

/// The code with which Discord refused a request, if it answered.
pub(crate) fn code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(answer)) => Some(answer.error.code),
        _ => None,
    }
}
