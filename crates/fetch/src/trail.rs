//! The way of one visit through its redirects: no circle, no end beyond the limit, and whether it holds for good.

use crate::{Error, Reply, hosts};
use std::collections::HashSet;
use url::Url;

/// The addresses of one visit so far.
pub(crate) struct Trail {
    start: Url,
    /// The address of the next hop.
    pub(crate) here: Url,
    /// The host of the hop before.
    pub(crate) came_from: Option<String>,
    seen: HashSet<Url>,
    permanent: bool,
}

impl Trail {
    /// A visit that starts at an address, without its fragment.
    pub(crate) fn new(start: &Url) -> Self {
        let mut here = start.clone();
        here.set_fragment(None);
        Self {
            start: here.clone(),
            seen: HashSet::from([here.clone()]),
            here,
            came_from: None,
            permanent: true,
        }
    }

    /// Whether there was no redirect so far.
    pub(crate) fn is_at_start(&self) -> bool {
        self.seen.len() == 1
    }

    /// Goes on to where a redirect leads.
    pub(crate) fn step(&mut self, to: Url, permanent: bool, limit: usize) -> Result<(), Error> {
        if !self.seen.insert(to.clone()) {
            return Err(Error::RedirectLoop { url: to });
        }
        if self.seen.len() - 1 > limit {
            return Err(Error::TooManyRedirects {
                url: self.start.clone(),
                limit,
            });
        }
        self.permanent &= permanent;
        self.came_from = Some(hosts::name(&self.here).to_owned());
        self.here = to;
        Ok(())
    }

    /// Notes in the reply where to go the next time.
    pub(crate) fn sign(&self, mut reply: Reply) -> Reply {
        if let Reply::Fetched(fetched) = &mut reply {
            let has_moved = self.permanent && !self.is_at_start();
            fetched.moved = has_moved.then(|| self.here.clone());
        }
        reply
    }
}
