//! Many feeds, some of them at the same time.

use super::{Office, outcome::Polling, poll::poll};
use dateline_core::Feed;
use dateline_fetch::Asked;
use dateline_render::Trouble;
use futures_util::stream::{self, StreamExt};

/// So many feeds are polled at the same time: each may hold an answer of some megabytes.
const AT_ONCE: usize = 16;

/// Polls the feeds and shows each as soon as it is done, in no order.
pub(crate) async fn round(
    office: &Office,
    feeds: Vec<Feed>,
    asked: Asked,
    mut show: impl FnMut(Polling) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let polls = feeds.into_iter().map(|feed| poll(office, feed, asked));
    let mut polls = stream::iter(polls).buffer_unordered(AT_ONCE);
    while let Some(polling) = polls.next().await {
        show(polling?)?;
    }
    Ok(())
}
