//! Old stories are forgotten where people set for how long stories are kept: at the start, and some times a day.

use super::{bot::Bot, customs::Customs};
use crate::clock::Clock;
use chrono::Days;
use dateline_core::ArchiveId;
use dateline_desk::{Desk, Error};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;
use tracing::{info, warn};

/// From one look to the next.
const LOOK: Duration = Duration::from_secs(6 * 60 * 60);

/// Forgets what is older than is kept, until `stop` turns true.
pub(crate) async fn keep_forgetting(bot: Arc<Bot>, mut stop: watch::Receiver<bool>) {
    loop {
        let clock = bot.clock().clone();
        bot.behind("old stories", move |desk| look(desk, &clock))
            .await;
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn look(desk: &Desk, clock: &Clock) -> Result<(), Error> {
    for archive in desk.archives()? {
        match expire(desk, &archive, clock) {
            Ok(0) => {}
            Ok(stories) => info!("{stories} old stories of {archive} were forgotten"),
            // One archive that cannot be read keeps no other from its rule.
            Err(error) => warn!("the old stories of {archive}: {error}"),
        }
    }
    Ok(())
}

fn expire(desk: &Desk, archive: &ArchiveId, clock: &Clock) -> Result<usize, Error> {
    let customs = Customs::of(desk, archive, clock)?;
    let today = customs.now().day();
    let days = customs.set.retention;
    let before = days.and_then(|days| today.checked_sub_days(Days::new(days.into())));
    before.map_or(Ok(0), |before| desk.expire(archive, before))
}
