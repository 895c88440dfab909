//! Reads a body piece by piece and stops at the limit; never more than the limit and one piece is held.

use crate::{Error, Settings, dial::failure};
use reqwest::{Response, header};
use tokio::time::timeout;
use url::Url;

/// How a body ended.
pub(crate) enum Body {
    /// All of it was read.
    Whole(Vec<u8>),
    /// The limit came first; these bytes fill it exactly.
    Cut(Vec<u8>),
}

/// Reads a body up to `limit` bytes, counted after decompression.
pub(crate) async fn read(
    settings: &Settings,
    url: &Url,
    response: &mut Response,
    limit: u64,
) -> Result<Body, Error> {
    plain(url, response)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut body = Vec::new();
    loop {
        let late = |_| Error::TimedOut {
            url: url.clone(),
            limit: settings.idle,
        };
        let piece = timeout(settings.idle, response.chunk())
            .await
            .map_err(late)?;
        let piece = piece.map_err(|source| failure(url, settings.connect, source))?;
        let Some(piece) = piece else {
            return Ok(Body::Whole(body));
        };
        let room = limit - body.len();
        if piece.len() > room {
            body.extend_from_slice(&piece[..room]);
            return Ok(Body::Cut(body));
        }
        body.extend_from_slice(&piece);
    }
}

/// Refuses an encoding that the client did not ask for and so left in place.
fn plain(url: &Url, response: &Response) -> Result<(), Error> {
    let encodings = response.headers().get_all(header::CONTENT_ENCODING).iter();
    let unread = encodings
        .map(|value| {
            String::from_utf8_lossy(value.as_bytes())
                .trim()
                .to_ascii_lowercase()
        })
        .find(|encoding| !matches!(encoding.as_str(), "" | "identity"));
    match unread {
        None => Ok(()),
        Some(encoding) => Err(Error::BadEncoding {
            url: url.clone(),
            encoding: encoding.chars().take(40).collect(),
        }),
    }
}
