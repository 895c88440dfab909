//! What goes through the socket: a JSON line for each request, then a JSON line for its reply; any number of them.
//!
//! A request is `{"protocol":1,"request":{"take":{…}}}`, a reply `{"taken":[…]}`. Two things stay as they are in every
//! protocol, so that versions can tell each other that they differ: `protocol` in a request, `{"refused":"…"}` as a reply.

mod keeping;

pub(crate) use keeping::BackedUp;
pub(super) use keeping::Keeping;

use crate::archive::Come;
use dateline_core::{
    Agenda, Amend, Answer, ArchiveId, Article, ArticleId, ByHand, Changed, Citation, CorrectionId,
    Coverage, Done, Dossier, Draft, EventId, Explanation, Feed, FeedId, Interval, Kept, Moment,
    NotAmended, Polled, Sought, Subscription, Undone, Wanted,
};
use dateline_desk::{Differs, Imported, Reread, Taken, Verified};
use dateline_render::RequestFault;
use serde::{Deserialize, Serialize};

/// Counted up whenever a request or a reply changes its form.
pub(super) const PROTOCOL: u64 = 3;

/// What one asks of the process that has the folder open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Request {
    /// Store stories.
    Take {
        archive: ArchiveId,
        drafts: Vec<Draft>,
        come: Come,
    },
    /// Answer a question as of a time.
    Ask {
        archive: ArchiveId,
        question: String,
        asked: Moment,
    },
    /// Answer a question, and tell how the answer was chosen.
    Explain {
        archive: ArchiveId,
        question: String,
        asked: Moment,
    },
    /// Show stories in the order of their ids; a reply may hold fewer than asked for, and holds none only at the end.
    Articles {
        archive: ArchiveId,
        after: Option<ArticleId>,
        limit: usize,
    },
    /// Show a story.
    Article { archive: ArchiveId, id: ArticleId },
    /// Remove a story.
    Forget { archive: ArchiveId, id: ArticleId },
    /// See to feeds.
    Feed { archive: ArchiveId, work: Feeding },
    /// Tell of events as of a time.
    Events {
        archive: ArchiveId,
        asked: Moment,
        wanted: Listing,
    },
    /// Correct an event, or take that back.
    Correct {
        archive: ArchiveId,
        done: Done,
        deed: Correcting,
    },
    /// Show every correction that is known at a time.
    Corrections { archive: ArchiveId, asked: Moment },
    /// Read every story anew.
    Reread { archive: ArchiveId },
    /// Look after archives.
    Keep(Keeping),
    /// Find stories by their words, as of a time.
    Search {
        archive: ArchiveId,
        sought: Sought,
        asked: Moment,
    },
    /// Tell how the process is doing.
    Health,
}

/// What to do about feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Feeding {
    /// Show them in the order of their ids; a reply may hold fewer than there are, and holds none only at the end.
    List { after: Option<FeedId> },
    /// Follow one, or change what was said of it.
    Keep { subscription: Subscription },
    /// Keep what a poll has shown.
    KeepPoll {
        id: FeedId,
        polled: Polled,
        brought: Vec<ArticleId>,
    },
    /// Follow one no longer.
    Remove { id: FeedId },
    /// Name the stories that one brought.
    BroughtBy { id: FeedId },
}

/// What to do to an event by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Correcting {
    /// Correct that event.
    Amend { event: EventId, amend: Amend },
    /// Take that correction back.
    Undo { id: CorrectionId },
    /// Add an event.
    Add { given: ByHand },
}

/// What to tell of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Listing {
    /// Those of a stretch of time.
    Agenda { stretch: Interval, wanted: Wanted },
    /// Every one that has a date.
    Every,
    /// Those that words are about.
    Timeline { topic: String },
    /// What changed since a time.
    Changes {
        since: Moment,
        topic: Option<String>,
    },
    /// Those that an id, its beginning, or words mean.
    Named { named: String },
}

/// What comes of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reply {
    /// Of each story what became of it, or why it was refused.
    Taken(Vec<Result<Taken, String>>),
    /// What the stored news tells.
    Answer(Box<Answer>),
    /// What the stored news tells, and how that was chosen.
    Explained(Box<(Answer, Explanation)>),
    /// Stories.
    Articles(Vec<Article>),
    /// A story, if it is there.
    Article(Box<Option<Article>>),
    /// Whether the story, or the feed, was there.
    Forgotten(bool),
    /// Feeds.
    Feeds(Vec<Feed>),
    /// The events of a stretch of time.
    Agenda(Box<Agenda>),
    /// Events.
    Events(Vec<Dossier>),
    /// Changes of events.
    Changes(Vec<Changed>),
    /// An event as it stands behind a correction, or why it was not corrected.
    Amended(Box<Result<Dossier, NotAmended>>),
    /// What was taken back.
    Undone(Box<Result<Undone, NotAmended>>),
    /// The event that was added.
    Added(Box<Option<Dossier>>),
    /// Corrections.
    Kept(Vec<Kept>),
    /// What reading anew has changed.
    Reread(Reread),
    /// What reading anew would change.
    RereadShown(Reread, Vec<Differs>),
    /// What was read through.
    Verified(Box<Verified>),
    /// The backup that was written.
    BackedUp(BackedUp),
    /// Lines of an export, and where to go on.
    Lines(Vec<String>, Option<ArticleId>),
    /// What became of lines.
    Imported(Imported),
    /// Stories that were looked for, and how much is stored.
    Found(Vec<Citation>, Coverage),
    /// Names of stories.
    Ids(Vec<ArticleId>),
    /// It is done.
    Done,
    /// How the process is doing.
    Health(Health),
    /// The whole request came to nothing; a sentence for people says why.
    Refused(String),
}

/// How the process that serves a data folder is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Health {
    /// Whether it speaks to Discord.
    pub(crate) discord: Connection,
    /// On how many servers it is.
    pub(crate) servers: u64,
    /// For so many seconds it has run.
    pub(crate) seconds: u64,
    /// Its version.
    pub(crate) version: String,
}

/// Whether a process speaks to Discord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Connection {
    /// It tries to, for the first time or again.
    Connecting,
    /// It does.
    Connected,
    /// It does not mean to.
    Off,
}

impl Health {
    /// Whether all is as it should be.
    pub(crate) fn is_healthy(&self) -> bool {
        self.discord == Connection::Connected
    }
}

#[derive(Serialize)]
struct Written<'a> {
    protocol: u64,
    request: &'a Request,
}

#[derive(Deserialize)]
struct Spoken {
    protocol: u64,
}

#[derive(Deserialize)]
struct Read {
    request: Request,
}

/// A request as a line, with its end.
pub(super) fn line_of(request: &Request) -> serde_json::Result<Vec<u8>> {
    ended(&Written {
        protocol: PROTOCOL,
        request,
    })
}

/// The request of a line.
pub(super) fn request_of(line: &[u8]) -> Result<Request, RequestFault> {
    let unreadable = |why: serde_json::Error| RequestFault::Unreadable {
        why: why.to_string(),
    };
    let Spoken { protocol } = serde_json::from_slice(line).map_err(unreadable)?;
    if protocol != PROTOCOL {
        return Err(RequestFault::OtherProtocol {
            spoken: protocol,
            here: PROTOCOL,
        });
    }
    let Read { request } = serde_json::from_slice(line).map_err(unreadable)?;
    Ok(request)
}

/// A reply as a line, with its end.
pub(super) fn line_of_reply(reply: &Reply) -> serde_json::Result<Vec<u8>> {
    ended(reply)
}

/// The reply of a line.
pub(super) fn reply_of(line: &[u8]) -> serde_json::Result<Reply> {
    serde_json::from_slice(line)
}

fn ended(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_requests_and_refusals_is_known_to_other_versions() {
        let line = line_of(&Request::Health).unwrap();
        assert_eq!(line, b"{\"protocol\":3,\"request\":\"health\"}\n");
        let refused = line_of_reply(&Reply::Refused("No.".into())).unwrap();
        assert_eq!(refused, b"{\"refused\":\"No.\"}\n");
    }

    #[test]
    fn another_protocol_is_told_before_anything_else_is_read() {
        let line = b"{\"protocol\":4,\"request\":{\"fly\":{\"to\":\"the moon\"}}}";
        let fault = RequestFault::OtherProtocol {
            spoken: 4,
            here: PROTOCOL,
        };
        assert_eq!(request_of(line), Err(fault));
    }

    #[test]
    fn a_line_that_is_no_request_is_refused_with_the_parsers_words() {
        for line in [
            &b"GET / HTTP/1.1"[..],
            b"{\"protocol\":3}",
            b"{\"protocol\":3,\"request\":{\"fly\":{}}}",
            b"\xff",
            b"",
        ] {
            let fault = request_of(line);
            assert!(matches!(fault, Err(RequestFault::Unreadable { why }) if !why.is_empty()));
        }
    }
}
