//! The side that asks. Each request has a connection of its own, so that one who thinks long keeps no other waiting.

mod corrections;
mod events;
mod feeds;
mod keeping;

use super::{
    path_in,
    wire::{self, Health, Reply, Request},
};
use crate::archive::Come;
use dateline_core::{
    Answer, ArchiveId, Article, ArticleId, Citation, Coverage, Draft, Explanation, Moment, Sought,
};
use dateline_desk::Taken;
use dateline_render::{Errand, SocketFault, Trouble};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::UnixStream,
    runtime::{Builder, Runtime},
    time::timeout,
};

/// The longest time from connecting to the reply.
const WAIT: Duration = Duration::from_secs(60);

/// The longest time for work on all stories.
const LONG: Duration = Duration::from_secs(7 * 24 * 3600);

/// Stories are sent together as long as they have no more bytes than this; the frame of a request needs a few more.
const TOGETHER: usize = 8 * 1024 * 1024 - 4096;

/// Speaks to the process that serves a data folder.
#[derive(Debug)]
pub(crate) struct Client {
    path: PathBuf,
    wait: Duration,
    runtime: Runtime,
}

/// Where an exchange stopped.
enum Broken {
    Unreached(io::Error),
    Off,
}

impl Client {
    /// Finds out whether a process serves the folder.
    pub(crate) fn connect(folder: &Path) -> Result<Self, Trouble> {
        Self::connect_within(folder, WAIT)
    }

    pub(super) fn connect_within(folder: &Path, wait: Duration) -> Result<Self, Trouble> {
        let path = path_in(folder);
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build();
        let reached = runtime.and_then(|runtime| {
            runtime.block_on(async { UnixStream::connect(&path).await.map(drop) })?;
            Ok(runtime)
        });
        match reached {
            Ok(runtime) => Ok(Self {
                path,
                wait,
                runtime,
            }),
            Err(error) => {
                let fault = unreached(&error, SocketFault::Unserved);
                Err(Trouble::Socket { path, fault })
            }
        }
    }

    /// Stores stories, and gives what became of each, in order.
    pub(crate) fn take(
        &self,
        archive: &ArchiveId,
        drafts: Vec<Draft>,
        come: Come,
    ) -> Result<Vec<Result<Taken, String>>, Trouble> {
        let mut all = Vec::with_capacity(drafts.len());
        for drafts in in_parts(drafts, TOGETHER) {
            let sent = drafts.len();
            let archive = archive.clone();
            let request = Request::Take {
                archive,
                drafts,
                come,
            };
            match self.exchange(&request, Errand::Store)? {
                Reply::Taken(taken) if taken.len() == sent => all.extend(taken),
                _ => return Err(self.trouble(SocketFault::Garbled)),
            }
        }
        Ok(all)
    }

    /// Answers a question as of a time.
    pub(crate) fn ask(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<Answer, Trouble> {
        let request = Request::Ask {
            archive: archive.clone(),
            question: question.to_owned(),
            asked: *asked,
        };
        match self.exchange(&request, Errand::Read)? {
            Reply::Answer(answer) => Ok(*answer),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Answers a question, and tells how the answer was chosen.
    pub(crate) fn explain(
        &self,
        archive: &ArchiveId,
        question: &str,
        asked: &Moment,
    ) -> Result<(Answer, Explanation), Trouble> {
        let request = Request::Explain {
            archive: archive.clone(),
            question: question.to_owned(),
            asked: *asked,
        };
        match self.exchange(&request, Errand::Read)? {
            Reply::Explained(explained) => Ok(*explained),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// At most `limit` stories in the order of their ids, those behind `after`; none only at the end.
    pub(crate) fn articles(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<Vec<Article>, Trouble> {
        let request = Request::Articles {
            archive: archive.clone(),
            after: after.cloned(),
            limit,
        };
        match self.exchange(&request, Errand::Read)? {
            Reply::Articles(articles) => Ok(articles),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// One story, if it is there.
    pub(crate) fn article(
        &self,
        archive: &ArchiveId,
        id: &ArticleId,
    ) -> Result<Option<Article>, Trouble> {
        let (archive, id) = (archive.clone(), id.clone());
        match self.exchange(&Request::Article { archive, id }, Errand::Read)? {
            Reply::Article(article) => Ok(*article),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// The stories that are looked for, the best first, and how much is stored.
    pub(crate) fn search(
        &self,
        archive: &ArchiveId,
        sought: &Sought,
        asked: &Moment,
    ) -> Result<(Vec<Citation>, Coverage), Trouble> {
        let request = Request::Search {
            archive: archive.clone(),
            sought: sought.clone(),
            asked: *asked,
        };
        match self.exchange(&request, Errand::Read)? {
            Reply::Found(found, coverage) => Ok((found, coverage)),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Removes a story; tells whether it was there.
    pub(crate) fn forget(&self, archive: &ArchiveId, id: &ArticleId) -> Result<bool, Trouble> {
        let (archive, id) = (archive.clone(), id.clone());
        match self.exchange(&Request::Forget { archive, id }, Errand::Remove)? {
            Reply::Forgotten(was_there) => Ok(was_there),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// How the process is doing.
    pub(crate) fn health(&self) -> Result<Health, Trouble> {
        match self.exchange(&Request::Health, Errand::Read)? {
            Reply::Health(health) => Ok(health),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// A request and its reply, within the time of the client.
    pub(super) fn exchange(&self, request: &Request, errand: Errand) -> Result<Reply, Trouble> {
        self.exchange_within(self.wait, request, errand)
    }

    /// A request whose work takes as long as there are stories; where the process that does it ends, the connection does.
    pub(super) fn exchange_at_length(
        &self,
        request: &Request,
        errand: Errand,
    ) -> Result<Reply, Trouble> {
        self.exchange_within(LONG, request, errand)
    }

    fn exchange_within(
        &self,
        wait: Duration,
        request: &Request,
        errand: Errand,
    ) -> Result<Reply, Trouble> {
        let line = wire::line_of(request).map_err(|error| {
            self.trouble(SocketFault::Unreachable {
                why: error.to_string(),
            })
        })?;
        let path = &self.path;
        // The time-out begins inside the runtime, whose clock it needs.
        let replied = self
            .runtime
            .block_on(async { timeout(wait, exchanged(path, &line)).await });
        let reply = replied
            .map_err(|_| {
                let seconds = wait.as_secs();
                self.trouble(SocketFault::Silent { seconds, errand })
            })?
            .map_err(|broken| self.trouble(broken.fault(errand)))?;
        match wire::reply_of(&reply) {
            Ok(Reply::Refused(sentence)) => Err(Trouble::Told { sentence }),
            Ok(reply) => Ok(reply),
            Err(_) => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    pub(super) fn trouble(&self, fault: SocketFault) -> Trouble {
        Trouble::Socket {
            path: self.path.clone(),
            fault,
        }
    }
}

impl Broken {
    fn fault(self, errand: Errand) -> SocketFault {
        match self {
            Self::Unreached(error) => unreached(&error, SocketFault::Gone),
            Self::Off => SocketFault::Lost { errand },
        }
    }
}

/// Why nobody was reached; `absent` where nobody listens.
fn unreached(error: &io::Error, absent: SocketFault) -> SocketFault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::ConnectionRefused => absent,
        _ => SocketFault::Unreachable {
            why: error.to_string(),
        },
    }
}

async fn exchanged(path: &Path, line: &[u8]) -> Result<Vec<u8>, Broken> {
    let mut stream = UnixStream::connect(path).await.map_err(Broken::Unreached)?;
    stream.write_all(line).await.map_err(|_| Broken::Off)?;
    let mut reply = Vec::new();
    let read = BufReader::new(stream).read_until(b'\n', &mut reply).await;
    match read {
        Ok(_) if reply.last() == Some(&b'\n') => Ok(reply),
        _ => Err(Broken::Off),
    }
}

/// Stories in their order, in parts of at most so many bytes; a story that has more is a part of its own.
fn in_parts(drafts: Vec<Draft>, most: usize) -> Vec<Vec<Draft>> {
    let mut parts: Vec<Vec<Draft>> = Vec::new();
    let mut room = 0;
    for draft in drafts {
        // A story that cannot be written is told when its request is.
        let bytes = serde_json::to_vec(&draft).map_or(0, |line| line.len() + 1);
        match parts.last_mut() {
            Some(part) if bytes <= room => part.push(draft),
            _ => {
                parts.push(vec![draft]);
                room = most;
            }
        }
        room = room.saturating_sub(bytes);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_travel_in_parts_that_keep_their_order_and_fit() {
        let story = |letters: usize| Draft {
            text: "\"".repeat(letters),
            ..Draft::published(Moment::parse("2026-11-23").unwrap())
        };
        let empty = serde_json::to_vec(&story(0)).unwrap().len() + 1;
        let most = 2 * empty + 40;
        let sizes = [10, 10, 1, 500, 3, 4];
        let parts = in_parts(sizes.iter().map(|size| story(*size)).collect(), most);
        let parts: Vec<Vec<usize>> = parts
            .iter()
            .map(|part| part.iter().map(|draft| draft.text.len()).collect())
            .collect();
        assert_eq!(parts, [vec![10, 10], vec![1], vec![500], vec![3, 4]]);
        assert!(in_parts(Vec::new(), most).is_empty());
    }
}
