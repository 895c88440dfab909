//! Looking for feeds, and trying one out.

use super::all;
use crate::{
    console::Console,
    ending::Ending,
    feeds::{self, Office},
};
use dateline_render::{Trouble, feeds as words, plain};
use serde::Serialize;

#[derive(Serialize)]
struct FoundOut<'a> {
    url: &'a str,
    title: Option<&'a str>,
    declared: bool,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    title: &'a str,
    published: Option<String>,
    whole: bool,
    events: Vec<&'a str>,
    left_out: Option<String>,
}

pub(super) async fn discover(
    office: &Office,
    url: &str,
    console: &mut Console,
) -> Result<(), Trouble> {
    let found = feeds::discover(office, url).await?;
    if found.is_empty() {
        console.remark(words::NONE_FOUND);
        console.end_with(Ending::NothingFound);
    }
    found.iter().try_for_each(|link| {
        if console.writes_json() {
            console.json(&FoundOut {
                url: &link.url,
                title: link.title.as_deref(),
                declared: link.declared,
            })
        } else {
            console.say(&words::found(&link.url, link.title.as_deref()))
        }
    })
}

/// A feed that is followed is tried at its address, anything else is an address.
pub(super) async fn try_out(
    office: &Office,
    given: &str,
    console: &mut Console,
) -> Result<(), Trouble> {
    let known = all(office).await?;
    let url = match feeds::named(&known, given) {
        Ok(feed) => feed.address().to_owned(),
        Err(several @ Trouble::SeveralFeeds { .. }) => return Err(several),
        Err(_) => given.to_owned(),
    };
    let tried = feeds::try_out(office, &url).await?;
    if !console.writes_json() {
        console.say(&words::tried(
            tried.title.as_deref(),
            &tried.url,
            tried.entries as u64,
        ))?;
    }
    for item in &tried.items {
        let (reports, why) = match &item.reports {
            Ok(reports) => (reports.as_slice(), None),
            Err(why) => (&[][..], Some(why)),
        };
        if console.writes_json() {
            console.json(&ItemOut {
                title: &item.title,
                published: item.published.map(|at| at.to_string()),
                whole: item.is_whole,
                events: reports.iter().map(|report| report.title()).collect(),
                left_out: why.map(dateline_render::LeftOut::words),
            })?;
            continue;
        }
        console.say("")?;
        console.say(&words::item(
            &item.title,
            item.published,
            item.is_whole,
            why,
        ))?;
        if !reports.is_empty() {
            console.say(&plain::events_of("", reports))?;
        }
    }
    Ok(())
}
