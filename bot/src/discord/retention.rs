//! Old stories are forgotten where people set for how long stories are kept: at the start, and some times a day.

use super::{bot::Bot, customs::Customs};
use chrono::Days;
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::spawn_blocking};
use tracing::{info, warn};

/// From one look to the next.
const LOOK: Duration = Duration::from_secs(6 * 60 * 60);

/// Forgets what is older than is kept, until `stop` turns true.
pub(crate) async fn keep_forgetting(bot: Arc<Bot>, mut stop: watch::Receiver<bool>) {
    loop {
        let working = Arc::clone(&bot);
        if let Err(error) = spawn_blocking(move || look(&working)).await {
            warn!("work on old stories broke off: {error}");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

fn look(bot: &Bot) {
    let archives = bot.desk().archives().unwrap_or_else(|error| {
        warn!("old stories: {error}");
        Vec::new()
    });
    for archive in archives {
        let expired = Customs::of(bot.desk(), &archive, bot.clock()).and_then(|customs| {
            let days = customs.set.retention;
            let today = customs.now().day();
            let before = days.and_then(|days| today.checked_sub_days(Days::new(days.into())));
            before.map_or(Ok(0), |before| bot.desk().expire(&archive, before))
        });
        match expired {
            Ok(0) => {}
            Ok(stories) => info!("{stories} old stories of {archive} were forgotten"),
            Err(error) => warn!("the old stories of {archive}: {error}"),
        }
    }
}
