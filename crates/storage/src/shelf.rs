//! One archive as a backend holds it: the few look-ups on which the rules of a batch and the verification rest.

use crate::{Error, Record, StateValue, Statistics};
use dateline_core::{ArticleId, Event, EventId};
use std::collections::BTreeSet;

pub(crate) trait Shelf {
    fn record(&self, id: &ArticleId) -> Result<Option<Record>, Error>;

    /// By its own name, not by an alias.
    fn event(&self, id: &EventId) -> Result<Option<Event>, Error>;

    /// Who has that identity.
    fn owner(&self, identity: &str) -> Result<Option<ArticleId>, Error>;

    /// Whose former name this is.
    fn alias(&self, alias: &EventId) -> Result<Option<EventId>, Error>;

    /// Which events hold a report of the article.
    fn members(&self, id: &ArticleId) -> Result<BTreeSet<EventId>, Error>;

    fn statistics(&self) -> Result<Statistics, Error>;
}

/// All of an archive, one by one, for verification; what cannot be read comes as an error in its place.
pub(crate) trait Inventory: Shelf {
    fn each_record(&self, visit: &mut dyn FnMut(Result<Record, Error>)) -> Result<(), Error>;

    fn each_event(&self, visit: &mut dyn FnMut(Result<Event, Error>)) -> Result<(), Error>;

    /// The story of each reading that is kept and unpacks.
    fn each_reading(&self, visit: &mut dyn FnMut(Result<ArticleId, Error>)) -> Result<(), Error>;

    /// The values whose keys begin so.
    fn values_under(&self, prefix: &str) -> Result<Vec<(String, StateValue)>, Error>;

    /// Whether the article is there, without reading it.
    fn holds(&self, id: &ArticleId) -> Result<bool, Error>;

    /// How many entries the indexes hold: identities, aliases, pairs of article and event.
    fn entries(&self) -> Result<Entries, Error>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Entries {
    pub(crate) identities: u64,
    pub(crate) aliases: u64,
    pub(crate) members: u64,
    pub(crate) values: u64,
}
