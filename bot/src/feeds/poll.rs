//! One poll of one feed: fetch it, take what is new, keep what it showed.

use super::{
    Office, apart, entries,
    outcome::{Brought, Polling, Story, Word},
    stories::{self, Fetching, Made},
};
use crate::{archive::Come, fetching};
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArticleId, Draft, Failure, Feed, Moment, Polled};
use dateline_desk::{
    Taken,
    schedule::{self, Signs},
};
use dateline_fetch::{Asked, Error, Fetched, Kind, Reply, Request, Url, Validators};
use dateline_reader::feed::{self, Feed as Parsed};
use dateline_render::{FetchFault, LeftOut, Trouble};
use dateline_text::Sketch;
use std::{sync::Arc, time::Duration};

/// A feed is reported broken when it has failed so often in a row: not on every blip.
const BLIPS: u32 = 3;

/// The longest wait after failures.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Feeds that a page names are told up to here.
const NAMED: usize = 10;

/// Polls the feed and keeps what came of it; only an archive that fails is an error.
pub(crate) async fn poll(office: &Office, feed: Feed, asked: Asked) -> Result<Polling, Trouble> {
    let now = office.clock.utc();
    match visit(office, &feed, asked).await {
        Ok(Reply::NotModified(same)) => {
            let polled = answered(&feed, now, Some(same.validators));
            let brought = Brought {
                is_unchanged: true,
                ..Brought::default()
            };
            let signs = signs(&feed, Vec::new(), &brought, same.fresh_for, None);
            kept(office, feed, planned(polled, &signs, now), Ok(brought)).await
        }
        Ok(Reply::Fetched(fetched)) => take(office, feed, *fetched, now).await,
        Err(error) => {
            let wait = fetching::retry_after(&error, &office.clock);
            let is_gone = matches!(error, Error::Gone { .. });
            let fault = fetching::fault(&error);
            let polled = failed(&feed, &fault, now, (wait, is_gone));
            kept(office, feed, polled, Err(fault)).await
        }
    }
}

async fn visit(office: &Office, feed: &Feed, asked: Asked) -> Result<Reply, Error> {
    let url = dateline_fetch::address(feed.address())?;
    let request = Request {
        url,
        kind: Kind::Feed,
        asked,
        validators: Validators {
            etag: feed.polled.etag.clone(),
            last_modified: feed.polled.last_modified.clone(),
        },
    };
    office.fetcher.fetch(&request).await
}

/// Takes the stories of an answer into the archive.
pub(super) async fn take(
    office: &Office,
    feed: Feed,
    fetched: Fetched,
    now: DateTime<Utc>,
) -> Result<Polling, Trouble> {
    let (validators, fresh_for, moved) = (
        fetched.validators.clone(),
        fetched.fresh_for,
        fetched.moved.clone(),
    );
    let parsed = match apart(move || parsed(&fetched)).await? {
        Ok(parsed) => Arc::new(parsed),
        Err(fault) => {
            let polled = failed(&feed, &fault, now, (None, false));
            return kept(office, feed, polled, Err(fault)).await;
        }
    };
    let chosen = entries::choose(&feed, &parsed.entries);
    let mut brought = Brought {
        entries: parsed.entries.len(),
        passed_over: chosen.passed_over,
        ..Brought::default()
    };
    let taken = chosen.taken.iter().map(|entry| (*entry).clone()).collect();
    let seen = chosen.seen;
    let how = Fetching {
        fetcher: office.fetcher.clone(),
        // Whoever asks for a feed has not asked for the pages that it links to.
        asked: Asked::BySchedule,
        pages: feed.subscription.pages,
    };
    let at = Moment::Instant(now.fixed_offset());
    let is_followed = feed.polled.last_good.is_some();
    let made = stories::made(&parsed, taken, &how, at, is_followed).await;
    store(office, made, at, &mut brought).await?;
    let dates = parsed.entries.iter().filter_map(|entry| entry.published);
    let dates = dates.filter_map(|at| DateTime::from_timestamp(at.sort_key(), 0));
    let signs = signs(&feed, dates.collect(), &brought, fresh_for, parsed.minutes);
    let polled = answered(&feed, now, Some(validators));
    let polled = told_of_itself(planned(polled, &signs, now), &parsed, moved);
    kept(office, feed, Polled { seen, ..polled }, Ok(brought)).await
}

/// The feed, or what else it is.
fn parsed(fetched: &Fetched) -> Result<Parsed, FetchFault> {
    let address = fetched.url.as_str();
    feed::feed(&fetched.body, Some(address), fetched.charset.as_deref())
        .map_err(|_| not_a_feed(fetched))
}

/// That it is no feed, with the feeds that it names where it is a page.
pub(super) fn not_a_feed(fetched: &Fetched) -> FetchFault {
    let html = String::from_utf8_lossy(&fetched.body);
    let links = feed::discover(&html, Some(fetched.url.as_str())).into_iter();
    FetchFault::NotAFeed {
        feeds: links.take(NAMED).map(|link| link.url).collect(),
    }
}

/// Stores the stories that could be made, and counts the others.
async fn store(
    office: &Office,
    made: Vec<Made>,
    at: Moment,
    brought: &mut Brought,
) -> Result<(), Trouble> {
    let (mut whole, mut teasers) = (Vec::new(), Vec::new());
    for entry in made {
        brought.without_page += usize::from(entry.is_without_page);
        match entry.story {
            Ok(draft) if entry.is_teaser => teasers.push(draft),
            Ok(draft) => whole.push(draft),
            Err(why) => brought.left_out.push((entry.title, why)),
        }
    }
    for (drafts, come) in [(whole, Come::Fetched(at)), (teasers, Come::Teaser(at))] {
        store_so(office, drafts, come, brought).await?;
    }
    Ok(())
}

async fn store_so(
    office: &Office,
    drafts: Vec<Draft>,
    come: Come,
    brought: &mut Brought,
) -> Result<(), Trouble> {
    if drafts.is_empty() {
        return Ok(());
    }
    let stored = drafts.clone();
    let taken = office
        .at_archive(move |archive| archive.take(stored, come))
        .await?;
    for (draft, taken) in drafts.into_iter().zip(taken) {
        match taken {
            Ok(taken) if taken.changed => brought.stories.push(story(draft, taken)),
            Ok(_) => {}
            Err(why) => {
                let why = LeftOut::Refused { why };
                brought.left_out.push((draft.title, why));
            }
        }
    }
    Ok(())
}

fn story(draft: Draft, taken: Taken) -> Story {
    Story {
        title: draft.title,
        url: draft.url,
        source: draft.source,
        published: draft.published,
        taken,
        sketch: Sketch::of(&draft.text),
    }
}

/// What is known of the feed after it answered.
fn answered(feed: &Feed, now: DateTime<Utc>, validators: Option<Validators>) -> Polled {
    let Validators {
        etag,
        last_modified,
    } = validators.unwrap_or_default();
    Polled {
        etag,
        last_modified,
        polls: feed.polled.polls + 1,
        last: Some(now),
        last_good: Some(now),
        failure: None,
        is_gone: false,
        ..feed.polled.clone()
    }
}

fn told_of_itself(polled: Polled, parsed: &Parsed, moved: Option<Url>) -> Polled {
    Polled {
        title: parsed.title.clone().or(polled.title),
        home: parsed.home.clone().or(polled.home),
        moved: moved.map(String::from).or(polled.moved),
        mended: parsed
            .faults
            .iter()
            .map(|fault| mended(*fault).to_owned())
            .collect(),
        ..polled
    }
}

/// The name under which it is kept what was mended.
const fn mended(fault: feed::Fault) -> &'static str {
    use feed::Fault as F;
    match fault {
        F::Encoding => "encoding",
        F::Surroundings => "surroundings",
        F::Doctype => "doctype",
        F::Version => "version",
        F::Names => "names",
        F::Characters => "characters",
        F::Entities => "entities",
        F::Tags => "tags",
        F::Nesting => "nesting",
        F::Cdata => "cdata",
        F::Type => "type",
        F::CutOff => "cut-off",
        F::Dates => "dates",
        F::Zones => "zones",
        F::Identities => "identities",
        F::SecondReader => "second-reader",
        F::Unread => "unread",
    }
}

fn signs(
    feed: &Feed,
    entries: Vec<DateTime<Utc>>,
    brought: &Brought,
    fresh_for: Option<Duration>,
    minutes: Option<u32>,
) -> Signs {
    let fresh = fresh_for.and_then(|fresh| u32::try_from(fresh.as_secs() / 60).ok());
    Signs {
        entries,
        before: feed.polled.minutes,
        is_new: !brought.stories.is_empty(),
        asked: fresh.max(minutes),
    }
}

fn planned(polled: Polled, signs: &Signs, now: DateTime<Utc>) -> Polled {
    let minutes = schedule::minutes(signs, now);
    let random = spread(&polled, now);
    Polled {
        minutes,
        next: Some(schedule::next(now, minutes, random)),
        ..polled
    }
}

/// A number that differs between feeds and between polls, for spreading them.
fn spread(polled: &Polled, now: DateTime<Utc>) -> u64 {
    let named = polled.seen.first().map_or(0, |seen| seen.entry);
    let time = u64::try_from(now.timestamp_micros()).unwrap_or_default();
    (named ^ time)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(32)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// What is known of the feed after it failed: how long it is left alone, and whether for good.
fn failed(
    feed: &Feed,
    fault: &FetchFault,
    now: DateTime<Utc>,
    (wait, is_gone): (Option<Duration>, bool),
) -> Polled {
    let before = feed.polled.failure.as_ref();
    let polls = before.map_or(0, |failure| failure.polls).saturating_add(1);
    let usual = feed.polled.minutes.max(schedule::SHORTEST);
    let base = Duration::from_secs(u64::from(usual) * 60);
    let random = spread(&feed.polled, now);
    let backed_off = dateline_fetch::back_off(polls, base, LONGEST_WAIT, random);
    let wait = wait.map_or(backed_off, |wait| {
        wait.clamp(backed_off, LONGEST_WAIT.max(backed_off))
    });
    let is_told = before.is_some_and(|failure| failure.is_told);
    Polled {
        polls: feed.polled.polls + 1,
        last: Some(now),
        next: TimeDelta::from_std(wait).ok().map(|wait| now + wait),
        is_gone,
        failure: Some(Failure {
            words: fault.words(),
            since: before.map_or(now, |failure| failure.since),
            polls,
            is_told: is_told || polls >= BLIPS || is_gone,
        }),
        ..feed.polled.clone()
    }
}

/// Keeps what the poll has shown, and says what has to be heard of it.
async fn kept(
    office: &Office,
    feed: Feed,
    polled: Polled,
    came: Result<Brought, FetchFault>,
) -> Result<Polling, Trouble> {
    let was_told = is_told(&feed.polled);
    let word = match (was_told, is_told(&polled)) {
        (false, true) => Some(Word::Broke),
        (true, false) => Some(Word::WorksAgain),
        _ => None,
    };
    let stories = came.as_ref().map(|brought| brought.stories.as_slice());
    let ids: Vec<ArticleId> = stories
        .unwrap_or_default()
        .iter()
        .filter(|story| story.taken.new)
        .map(|story| story.taken.id.clone())
        .collect();
    let polled = Polled {
        stories: polled.stories + ids.len() as u64,
        last_new: if ids.is_empty() {
            polled.last_new
        } else {
            polled.last
        },
        ..polled
    };
    let (id, keep) = (feed.id().clone(), polled.clone());
    office
        .at_archive(move |archive| archive.keep_poll(&id, &keep, &ids))
        .await?;
    Ok(Polling {
        feed: Feed { polled, ..feed },
        came,
        word,
    })
}

fn is_told(polled: &Polled) -> bool {
    polled
        .failure
        .as_ref()
        .is_some_and(|failure| failure.is_told)
}
