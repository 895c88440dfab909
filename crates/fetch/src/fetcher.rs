//! One visit from the first hop to the document: each hop is checked, admitted, waited for and timed.

use crate::{
    Asked, Error, Fetched, NotModified, Reply, Request, Resolve, RetryAfter, Settings, Validators,
    address::checked,
    body::{self, Body},
    dial::{Dialler, SystemResolver, failure},
    headers,
    hosts::{self, Hosts, Turn},
    robots,
    trail::Trail,
    verdict::{self, Taste, Verdict},
};
use reqwest::{Client, RequestBuilder, Response, header};
use std::{future::Future, pin::Pin, sync::Arc};
use tokio::time::{Instant, timeout};
use url::Url;

/// How much of a refusal is read to see whether it is a riddle for humans.
const PEEK: u64 = 64 * 1024;

/// Fetches over HTTP within limits, and knows the manners of the hosts it visits.
/// Clones share connections, places at hosts and what robots.txt said.
#[derive(Clone)]
pub struct Fetcher(Arc<Inner>);

struct Inner {
    settings: Settings,
    dialler: Dialler,
    hosts: Hosts,
    robots: robots::Memory,
}

/// What is to be brought: a document for a caller, or robots.txt for ourselves.
struct Errand<'a> {
    taste: Taste,
    asked: Asked,
    /// Whether robots.txt decides over each hop.
    obeys: bool,
    redirects: usize,
    body: u64,
    /// Whether a body that reaches the limit is taken as far as it goes.
    cut: bool,
    validators: &'a Validators,
}

/// Where a hop led.
enum Hop {
    Arrived(Reply),
    Moved { to: Url, permanent: bool },
}

impl Fetcher {
    /// A fetcher that asks the resolver of the system.
    /// Fails where a certificate, the proxy or the User-Agent of the settings is malformed.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Self::with_resolver(settings, Arc::new(SystemResolver))
    }

    /// A fetcher that asks another resolver; what it says is checked all the same.
    pub fn with_resolver(settings: Settings, resolver: Arc<dyn Resolve>) -> Result<Self, Error> {
        let dialler = Dialler::new(&settings, &resolver)?;
        let agent = settings
            .user_agent
            .split(['/', ' '])
            .next()
            .unwrap_or_default();
        Ok(Self(Arc::new(Inner {
            dialler,
            hosts: Hosts::new(settings.gap, settings.longest_gap, settings.at_once),
            robots: robots::Memory::new(agent),
            settings,
        })))
    }

    /// Says whether an address can be visited as far as that shows without asking a name server:
    /// its scheme, credentials, and a host written as a number.
    pub fn check(&self, url: &Url) -> Result<(), Error> {
        self.0.client(url).map(|_| ())
    }

    /// Visits an address and brings what is there, within the limits of the settings.
    ///
    /// Dropping the future ends the visit. Scheduled visits wait for their turn at the host first; that wait counts
    /// towards no limit, so that a caller with many sources of one host should not run them all at the same time.
    pub async fn fetch(&self, request: &Request) -> Result<Reply, Error> {
        let settings = &self.0.settings;
        let errand = Errand {
            taste: request.kind.into(),
            asked: request.asked,
            obeys: request.asked == Asked::BySchedule && request.kind == crate::Kind::Page,
            redirects: settings.redirects,
            body: settings.body,
            cut: false,
            validators: &request.validators,
        };
        self.0.walk(&request.url, &errand).await
    }
}

impl Inner {
    /// Follows an address through its redirects to a document.
    async fn walk(&self, start: &Url, errand: &Errand<'_>) -> Result<Reply, Error> {
        let mut trail = Trail::new(start);
        let mut left = self.settings.total;
        loop {
            let url = trail.here.clone();
            let client = self.client(&url)?;
            if errand.asked == Asked::BySchedule {
                self.let_rest(&url)?;
            }
            if errand.obeys {
                self.obey(&url).await?;
            }
            let late = |_| Error::TimedOut {
                url: url.clone(),
                limit: self.settings.total,
            };
            let scheduled = self.scheduled_turn(&url, errand, &trail).await;
            let began = Instant::now();
            let hop = async {
                let _turn = match scheduled {
                    Some(turn) => turn,
                    None => self.hosts.turn_at_once(hosts::name(&url)).await,
                };
                self.hop(client, &url, errand, trail.is_at_start()).await
            };
            let hop = timeout(left, hop).await.map_err(late)?;
            left = left.saturating_sub(began.elapsed());
            match hop.inspect_err(|error| self.heed(&url, error))? {
                Hop::Arrived(reply) => return Ok(trail.sign(reply)),
                Hop::Moved { to, permanent } => trail.step(to, permanent, errand.redirects)?,
            }
        }
    }

    /// The client for an address that may be visited.
    fn client(&self, url: &Url) -> Result<&Client, Error> {
        checked(url)?;
        self.dialler.client(&self.settings, url)
    }

    /// Refuses a visit to a host that asked for rest.
    fn let_rest(&self, url: &Url) -> Result<(), Error> {
        match self.hosts.closed_for(hosts::name(url)) {
            None => Ok(()),
            Some(left) => Err(Error::TooManyRequests {
                url: url.clone(),
                retry_after: Some(RetryAfter::After(left)),
            }),
        }
    }

    /// Waits where nobody else does: behind the gap of the host, unless the last hop was at the same one.
    async fn scheduled_turn(&self, url: &Url, errand: &Errand<'_>, trail: &Trail) -> Option<Turn> {
        let host = hosts::name(url);
        let goes_on = trail.came_from.as_deref() == Some(host);
        if errand.asked == Asked::ByPerson || goes_on {
            return None;
        }
        Some(self.hosts.scheduled_turn(host).await)
    }

    /// Remembers that a host asked to be left alone.
    fn heed(&self, url: &Url, error: &Error) {
        if error.is_passing()
            && let Some(RetryAfter::After(wait)) = error.retry_after()
        {
            self.hosts.close(hosts::name(url), wait);
        }
    }

    /// Asks robots.txt whether the page may be read, and keeps the distance it asks for.
    async fn obey(&self, url: &Url) -> Result<(), Error> {
        let delay = self.robots.admits(url, self.robots_txt(url)).await?;
        if let Some(delay) = delay {
            self.hosts.slow_down(hosts::name(url), delay);
        }
        Ok(())
    }

    /// Fetches the robots.txt of an origin. Boxed because a visit may need one on its way.
    fn robots_txt<'a>(
        &'a self,
        url: &'a Url,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, Error>> + Send + 'a>> {
        Box::pin(async move {
            let mut place = url.clone();
            place.set_path("/robots.txt");
            place.set_query(None);
            let errand = Errand {
                taste: Taste::Any,
                asked: Asked::ByPerson,
                obeys: false,
                redirects: robots::REDIRECTS,
                body: robots::LONGEST,
                cut: true,
                validators: &Validators::default(),
            };
            match self.walk(&place, &errand).await? {
                Reply::Fetched(fetched) => Ok(fetched.body),
                Reply::NotModified(_) => Ok(Vec::new()),
            }
        })
    }

    /// One request and its response.
    async fn hop(
        &self,
        client: &Client,
        url: &Url,
        errand: &Errand<'_>,
        is_first: bool,
    ) -> Result<Hop, Error> {
        let get = client
            .get(url.clone())
            .header(header::ACCEPT, errand.taste.accept());
        let nothing = Validators::default();
        // Another address of the trail has another version of its own.
        let validators = if is_first {
            errand.validators
        } else {
            &nothing
        };
        let (get, conditional) = with_validators(get, validators);
        let sent = get.send().await;
        let response = sent.map_err(|source| failure(url, self.settings.connect, source))?;
        let (status, headers) = (response.status(), response.headers());
        match verdict::judge(url, status, headers, errand.taste, conditional) {
            Ok(Verdict::Document) => self.document(url, response, errand).await.map(Hop::Arrived),
            Ok(Verdict::NotModified) => Ok(Hop::Arrived(not_modified(&response, validators))),
            Ok(Verdict::Moved { to, permanent }) => Ok(Hop::Moved { to, permanent }),
            Err(_)
                if verdict::may_be_challenge(status) && self.is_challenge(url, response).await =>
            {
                Err(verdict::forbidden(url, status, true))
            }
            Err(error) => Err(error),
        }
    }

    async fn document(
        &self,
        url: &Url,
        mut response: Response,
        errand: &Errand<'_>,
    ) -> Result<Reply, Error> {
        let too_large = || Error::TooLarge {
            url: url.clone(),
            limit: errand.body,
        };
        let announced = response.content_length();
        if !errand.cut && announced.is_some_and(|length| length > errand.body) {
            return Err(too_large());
        }
        let body = match body::read(&self.settings, url, &mut response, errand.body).await? {
            Body::Whole(body) => body,
            Body::Cut(body) if errand.cut => body,
            Body::Cut(_) => return Err(too_large()),
        };
        let headers = response.headers();
        let (content_type, charset) = headers::content_type(headers);
        Ok(Reply::Fetched(Box::new(Fetched {
            url: url.clone(),
            moved: None,
            body,
            content_type,
            charset,
            validators: headers::validators(headers),
            fresh_for: headers::fresh_for(headers),
        })))
    }

    async fn is_challenge(&self, url: &Url, mut response: Response) -> bool {
        match body::read(&self.settings, url, &mut response, PEEK).await {
            Ok(Body::Whole(start) | Body::Cut(start)) => verdict::reads_as_challenge(&start),
            Err(_) => false,
        }
    }
}

/// Adds the validators that can stand in a header; whether there are any.
fn with_validators(mut get: RequestBuilder, validators: &Validators) -> (RequestBuilder, bool) {
    let mut conditional = false;
    for (name, value) in [
        (header::IF_NONE_MATCH, &validators.etag),
        (header::IF_MODIFIED_SINCE, &validators.last_modified),
    ] {
        let value = value.as_deref().map(header::HeaderValue::from_str);
        if let Some(Ok(value)) = value {
            get = get.header(name, value);
            conditional = true;
        }
    }
    (get, conditional)
}

fn not_modified(response: &Response, sent: &Validators) -> Reply {
    let renewed = headers::validators(response.headers());
    Reply::NotModified(NotModified {
        validators: Validators {
            etag: renewed.etag.or_else(|| sent.etag.clone()),
            last_modified: renewed.last_modified.or_else(|| sent.last_modified.clone()),
        },
        fresh_for: headers::fresh_for(response.headers()),
    })
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Fetcher").finish_non_exhaustive()
    }
}
