//! The side that listens: a desk behind the socket of its folder.

mod keeping;
mod listener;

pub(crate) use listener::Listener;

use super::wire::{self, Correcting, Feeding, Health, Listing, Reply, Request};
use crate::archive;
use dateline_core::{ArchiveId, Article, Done, Feed, FeedId, Moment};
use dateline_desk::Desk;
use dateline_render::{RequestFault, Trouble};
use std::{io, path::Path, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{UnixListener, UnixStream},
    sync::{Semaphore, watch},
    task::{JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

/// The most stories in a reply.
const PAGE: usize = 200;

/// A reply with stories ends behind the one that makes it longer than so many bytes.
const REPLY_AIM: usize = 8 * 1024 * 1024;

/// After a failed accept (no file handle is free, say) so long passes before the next.
const BREATH: Duration = Duration::from_millis(100);

/// How much is borne.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The most connections at once; further ones wait.
    pub(super) connections: usize,
    /// The most bytes of a request.
    pub(super) line: usize,
    /// The longest time for a request to arrive, and for a reply to be read.
    pub(super) wait: Duration,
}

impl Limits {
    pub(super) const USUAL: Self = Self {
        connections: 32,
        line: 64 * 1024 * 1024,
        wait: Duration::from_secs(60),
    };
}

/// Serves the desk until `stop` turns true (or its sender is gone); then no request is taken any more, those under way
/// are finished, and it returns. The socket is gone as soon as nobody listens.
///
/// Fails only at the beginning, where the system does not let the socket be watched.
pub(crate) async fn serve(
    listener: Listener,
    desk: Arc<Desk>,
    health: impl Fn() -> Health + Send + Sync + 'static,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    serve_within(Limits::USUAL, listener, desk, health, stop).await
}

pub(super) async fn serve_within(
    limits: Limits,
    listener: Listener,
    desk: Arc<Desk>,
    health: impl Fn() -> Health + Send + Sync + 'static,
    mut stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let door = listener.watched()?;
    let seats = Arc::new(Semaphore::new(limits.connections));
    let clerk = Arc::new(Clerk {
        desk,
        health: Box::new(health),
    });
    let mut conversations = JoinSet::new();
    loop {
        let (stream, seat) = tokio::select! {
            biased;
            () = stopped(&mut stop) => break,
            arrived = next(&door, &seats) => arrived,
        };
        let (clerk, mut stop) = (Arc::clone(&clerk), stop.clone());
        conversations.spawn(async move {
            // Whoever goes away in the middle is missed by nobody.
            let _ = converse(stream, &clerk, limits, &mut stop).await;
            drop(seat);
        });
        while conversations.try_join_next().is_some() {}
    }
    drop((door, listener));
    while conversations.join_next().await.is_some() {}
    Ok(())
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // A sender that is gone can never stop us, so it has.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// The next connection, when there is a seat for it.
async fn next(
    door: &UnixListener,
    seats: &Arc<Semaphore>,
) -> (UnixStream, Option<tokio::sync::OwnedSemaphorePermit>) {
    // The semaphore is never closed; were it, one would serve without counting.
    let seat = Arc::clone(seats).acquire_owned().await.ok();
    loop {
        match door.accept().await {
            Ok((stream, _)) => return (stream, seat),
            Err(error) => {
                tracing::warn!(%error, "the socket took no connection");
                sleep(BREATH).await;
            }
        }
    }
}

/// One connection, request after request, until either side has enough.
async fn converse(
    stream: UnixStream,
    clerk: &Arc<Clerk>,
    limits: Limits,
    stop: &mut watch::Receiver<bool>,
) -> io::Result<()> {
    let (from, mut to) = stream.into_split();
    let mut from = BufReader::new(from);
    while !*stop.borrow() {
        let arrived = tokio::select! {
            biased;
            arrived = timeout(limits.wait, request(&mut from, limits.line)) => arrived??,
            () = stopped(stop) => return Ok(()),
        };
        let (reply, goes_on) = match arrived {
            Arrived::Line(line) => clerk.attend(line).await,
            Arrived::TooLong => {
                let limit = limits.line;
                (refused(&RequestFault::TooLong { limit }.into()), false)
            }
            Arrived::Nothing => return Ok(()),
        };
        timeout(limits.wait, to.write_all(&reply)).await??;
        if !goes_on {
            return see_off(from, to, limits, stop).await;
        }
    }
    Ok(())
}

/// What arrived on a connection.
enum Arrived {
    Line(Vec<u8>),
    TooLong,
    /// The other side has ended, perhaps within a line.
    Nothing,
}

async fn request(from: &mut (impl AsyncBufRead + Unpin), limit: usize) -> io::Result<Arrived> {
    let mut line = Vec::new();
    let most = limit as u64 + 1;
    from.take(most).read_until(b'\n', &mut line).await?;
    Ok(if line.last() == Some(&b'\n') {
        Arrived::Line(line)
    } else if line.len() > limit {
        Arrived::TooLong
    } else {
        Arrived::Nothing
    })
}

/// Ends a connection so that the reply is read even by one who is still sending.
async fn see_off(
    mut from: impl AsyncBufRead + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    limits: Limits,
    stop: &mut watch::Receiver<bool>,
) -> io::Result<()> {
    to.shutdown().await?;
    let mut nowhere = tokio::io::sink();
    tokio::select! {
        rest = timeout(limits.wait, tokio::io::copy_buf(&mut from, &mut nowhere)) => rest?.map(drop),
        () = stopped(stop) => Ok(()),
    }
}

fn refused(trouble: &Trouble) -> Vec<u8> {
    let reply = Reply::Refused(trouble.to_string());
    wire::line_of_reply(&reply).unwrap_or_default()
}

/// Does what requests ask for.
struct Clerk {
    desk: Arc<Desk>,
    health: Box<dyn Fn() -> Health + Send + Sync>,
}

impl Clerk {
    /// The reply to a line, and whether more may follow on the connection. A fault of ours harms no other request.
    async fn attend(self: &Arc<Self>, line: Vec<u8>) -> (Vec<u8>, bool) {
        let clerk = Arc::clone(self);
        let done = spawn_blocking(move || match wire::request_of(&line) {
            Ok(request) => {
                drop(line);
                let reply = clerk.reply(request);
                (reply.unwrap_or_else(|trouble| refused(&trouble)), true)
            }
            Err(fault) => (refused(&fault.into()), false),
        });
        done.await
            .unwrap_or_else(|_| (refused(&RequestFault::Failed.into()), true))
    }

    fn reply(&self, request: Request) -> Result<Vec<u8>, Trouble> {
        let reply = self
            .deed(request)
            .map_err(|error| archive::trouble(&error, Path::new(archive::UNNAMED)))?;
        wire::line_of_reply(&reply).map_err(|_| RequestFault::Failed.into())
    }

    fn deed(&self, request: Request) -> Result<Reply, dateline_desk::Error> {
        let desk = &self.desk;
        Ok(match request {
            Request::Take {
                archive,
                drafts,
                come,
            } => Reply::Taken(come.take(desk, &archive, drafts)?),
            Request::Ask {
                archive,
                question,
                asked,
            } => Reply::Answer(Box::new(desk.ask(&archive, &question, &asked)?)),
            Request::Explain {
                archive,
                question,
                asked,
            } => Reply::Explained(Box::new(desk.explain(&archive, &question, &asked)?)),
            Request::Articles {
                archive,
                after,
                limit,
            } => Reply::Articles(shortened(desk.articles(
                &archive,
                after.as_ref(),
                limit.min(PAGE),
            )?)),
            Request::Article { archive, id } => {
                Reply::Article(Box::new(desk.article(&archive, &id)?))
            }
            Request::Forget { archive, id } => Reply::Forgotten(desk.forget(&archive, &id)?),
            Request::Events {
                archive,
                asked,
                wanted,
            } => self.listed(&archive, &asked, wanted)?,
            Request::Correct {
                archive,
                done,
                deed,
            } => self.corrected(&archive, &done, &deed)?,
            Request::Corrections { archive, asked } => {
                Reply::Kept(desk.corrections(&archive, &asked)?)
            }
            Request::Reread { archive } => Reply::Reread(desk.reread(&archive, |_| {})?),
            Request::Keep(work) => keeping::reply(desk, work)?,
            Request::Search {
                archive,
                sought,
                asked,
            } => {
                let found = desk.search(&archive, &sought, &asked)?;
                Reply::Found(found, desk.coverage(&archive, &asked)?)
            }
            Request::Health => Reply::Health((self.health)()),
            Request::Feed { archive, work } => self.fed(&archive, work)?,
        })
    }

    fn fed(&self, archive: &ArchiveId, work: Feeding) -> Result<Reply, dateline_desk::Error> {
        let desk = &self.desk;
        Ok(match work {
            Feeding::List { after } => {
                Reply::Feeds(some_feeds(desk.feeds(archive)?, after.as_ref()))
            }
            Feeding::Keep { subscription } => desk
                .keep_feed(archive, &subscription)
                .map(|()| Reply::Done)?,
            Feeding::KeepPoll {
                id,
                polled,
                brought,
            } => desk
                .keep_poll(archive, &id, &polled, &brought)
                .map(|()| Reply::Done)?,
            Feeding::Remove { id } => Reply::Forgotten(desk.remove_feed(archive, &id)?),
            Feeding::BroughtBy { id } => Reply::Ids(desk.brought_by(archive, &id)?),
        })
    }

    fn corrected(
        &self,
        archive: &ArchiveId,
        done: &Done,
        deed: &Correcting,
    ) -> Result<Reply, dateline_desk::Error> {
        let desk = &self.desk;
        Ok(match deed {
            Correcting::Amend { event, amend } => {
                Reply::Amended(Box::new(desk.amend(archive, event, amend, done)?))
            }
            Correcting::Undo { id } => Reply::Undone(Box::new(desk.undo(archive, *id, done)?)),
            Correcting::Add { given } => {
                Reply::Added(Box::new(desk.add_event(archive, given, done)?))
            }
        })
    }

    fn listed(
        &self,
        archive: &ArchiveId,
        asked: &Moment,
        wanted: Listing,
    ) -> Result<Reply, dateline_desk::Error> {
        let desk = &self.desk;
        Ok(match wanted {
            Listing::Agenda { stretch, wanted } => {
                Reply::Agenda(Box::new(desk.agenda(archive, &stretch, &wanted, asked)?))
            }
            Listing::Every => Reply::Events(desk.every_event(archive, asked)?),
            Listing::Timeline { topic } => Reply::Events(desk.timeline(archive, &topic, asked)?),
            Listing::Changes { since, topic } => {
                Reply::Changes(desk.changes(archive, &since, topic.as_deref(), asked)?)
            }
            Listing::Named { named } => Reply::Events(desk.event_named(archive, &named, asked)?),
        })
    }
}

/// The first stories, up to the one with which a reply is long enough.
fn shortened(mut articles: Vec<Article>) -> Vec<Article> {
    let mut bytes = 0;
    let long = articles.iter().position(|article| {
        bytes += article.title().len() + article.text().len();
        bytes >= REPLY_AIM
    });
    if let Some(last) = long {
        articles.truncate(last + 1);
    }
    articles
}

/// The feeds behind that id, as many as a reply holds.
fn some_feeds(feeds: Vec<Feed>, after: Option<&FeedId>) -> Vec<Feed> {
    let behind = |feed: &Feed| after.is_none_or(|after| feed.id() > after);
    feeds.into_iter().filter(behind).take(PAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Draft, Moment};

    #[test]
    fn a_reply_holds_at_least_one_story_and_ends_when_it_is_long() {
        let article = |bytes: usize| {
            let day = Moment::parse("2026-11-23").unwrap();
            let text = "a".repeat(bytes);
            Article::new(Draft {
                text,
                ..Draft::published(day)
            })
            .unwrap()
        };
        let half = REPLY_AIM / 2;
        let kept =
            |sizes: &[usize]| shortened(sizes.iter().map(|size| article(*size)).collect()).len();
        assert_eq!(kept(&[half, half, half]), 2);
        assert_eq!(kept(&[3 * half, half]), 1);
        assert_eq!(kept(&[10, 10]), 2);
        assert_eq!(kept(&[]), 0);
    }
}
