//! A file that a person gave with a command, fetched from Discord's own hosts and from nowhere else.

use super::{fault::Fault, link};
use dateline_render::discord::Notice;
use serenity::all::Attachment;
use tracing::warn;

/// The hosts that hold what people attach.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// The most bytes of a file.
pub(crate) const LIMIT: u64 = 8_000_000;

/// The endings of files that hold text.
const ENDINGS: [&str; 7] = [
    ".txt",
    ".md",
    ".text",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
];

/// Whether the file can be taken, from what Discord says of it: nothing is fetched for that.
pub(crate) fn check(file: &Attachment) -> Result<(), Notice> {
    let name = file.filename.to_lowercase();
    if !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return Err(Notice::NotText {
            name: file.filename.clone(),
        });
    }
    if u64::from(file.size) > LIMIT {
        return Err(too_big(file));
    }
    Ok(())
}

/// The bytes of a file that was checked; one that turns out to be bigger is not read to its end.
pub(crate) async fn fetch(file: &Attachment, patience: link::Patience) -> Result<Vec<u8>, Fault> {
    let not_fetched = |why: &str| {
        warn!("an attachment could not be fetched: {why}");
        Fault::Notice(Notice::NotFetched {
            name: file.filename.clone(),
        })
    };
    let address = reqwest::Url::parse(&file.url).map_err(|_| not_fetched("its address is none"))?;
    let is_discords =
        address.scheme() == "https" && address.host_str().is_some_and(|host| HOSTS.contains(&host));
    if !is_discords || address.port().is_some() {
        return Err(not_fetched("it does not lie with Discord"));
    }
    let broken = |error: &reqwest::Error| not_fetched(&link::transport(error));
    let client = link::client(patience)
        .redirect(reqwest::redirect::Policy::none())
        .build();
    let client = client.map_err(|error| broken(&error))?;
    let mut answer = client
        .get(address)
        .send()
        .await
        .map_err(|error| broken(&error))?;
    if !answer.status().is_success() {
        return Err(not_fetched(&format!("status {}", answer.status().as_u16())));
    }
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| broken(&error))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() as u64 > LIMIT {
            return Err(too_big(file).into());
        }
    }
    Ok(bytes)
}

fn too_big(file: &Attachment) -> Notice {
    Notice::TooBig {
        name: file.filename.clone(),
        limit: LIMIT,
    }
}
