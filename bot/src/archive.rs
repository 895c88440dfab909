//! One archive: opened in the data folder or in memory, or reached through the socket of the process that has it open.

mod corrections;
mod events;
mod feeds;
mod keeping;
mod trouble;

#[cfg(all(test, unix))]
mod tests;

pub(crate) use trouble::trouble;

use crate::{
    answers::{self, Answered},
    settings::Settings,
    socket::Client,
};
use dateline_core::{ArchiveId, Article, ArticleId, Draft, Explanation, Moment};
use dateline_desk::{Desk, Error, Taken};
use dateline_render::{ArchiveFault, Trouble, refusal};
use dateline_search::Index;
use dateline_storage::{SledStore, StoreId};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// So many stories are listed at once.
const PAGE: usize = 200;

/// The folder of the store in the data folder.
pub(crate) const STORE: &str = "store";

/// What stands for the folder where an error names no path and the folder is open already.
pub(crate) const UNNAMED: &str = "the archive";

/// One archive, wherever its desk is.
pub(crate) struct Archive {
    desk: Place,
    id: ArchiveId,
}

enum Place {
    /// Held open by this process.
    Here(Arc<Desk>),
    /// Held open by the process at the other end of the socket.
    There(Client),
}

/// How stories come into an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Come {
    /// Given with all that is known of them.
    ByHand,
    /// Fetched from their addresses then: where they changed without saying when, they did so by then.
    Fetched(Moment),
    /// What a feed said then of stories whose pages could not be had; a story that is stored stays as it is.
    Teaser(Moment),
}

impl Come {
    /// Stores stories that come so.
    pub(crate) fn take(
        self,
        desk: &Desk,
        archive: &ArchiveId,
        stories: Vec<Draft>,
    ) -> Result<Vec<Result<Taken, String>>, Error> {
        let taken = match self {
            Self::ByHand => desk.take_many(archive, stories),
            Self::Fetched(at) => desk.take_fetched(archive, stories, &at),
            Self::Teaser(at) => desk.take_teasers(archive, stories, &at),
        };
        let taken = taken?.into_iter();
        Ok(taken
            .map(|taken| taken.map_err(|why| refusal(&why)))
            .collect())
    }
}

/// Opens the desk of a data folder in this process, or says which process has it open.
pub(crate) fn desk(folder: &Path) -> Result<Desk, Trouble> {
    let io = |why: std::io::Error| Trouble::Archive {
        path: folder.to_owned(),
        fault: ArchiveFault::Io {
            why: why.to_string(),
        },
    };
    fs::create_dir_all(folder).map_err(io)?;
    if let Some(kept) = set_aside(folder).map_err(io)? {
        let path = folder.join(STORE);
        let fault = ArchiveFault::SetAside { kept };
        return Err(Trouble::Archive { path, fault });
    }
    let opened = || -> Result<Desk, Error> {
        let store = SledStore::open(folder.join(STORE), StoreId::random())?;
        // Only names the holder to others: without it they learn less, and nothing else is lost.
        let _ = fs::write(folder.join(trouble::HOLDER), std::process::id().to_string());
        let index = Index::open(&folder.join("index"))?;
        Desk::open(Box::new(store), index)
    };
    opened().map_err(|error| trouble(&error, folder))
}

/// A damaged store that was set aside and nothing put in its place: whoever starts an empty one there should know.
fn set_aside(folder: &Path) -> std::io::Result<Option<PathBuf>> {
    if folder.join(STORE).exists() {
        return Ok(None);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if name.is_some_and(|name| name.starts_with("store.damaged-")) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found.pop())
}

impl Archive {
    /// The archive of the settings, in its data folder; through the socket where a process serves the folder.
    pub(crate) fn open(settings: &Settings) -> Result<Self, Trouble> {
        Self::at(&settings.data_folder()?, settings.archive.clone())
    }

    /// The socket is tried first: finding out that a folder is in use takes a third of a second.
    fn at(folder: &Path, id: ArchiveId) -> Result<Self, Trouble> {
        let desk = match Client::connect(folder) {
            Ok(client) => Place::There(client),
            Err(_) => Place::Here(Arc::new(desk(folder)?)),
        };
        Ok(Self { desk, id })
    }

    /// That archive of a desk which is open in this process.
    pub(crate) fn of(desk: Arc<Desk>, id: ArchiveId) -> Self {
        Self {
            desk: Place::Here(desk),
            id,
        }
    }

    /// An empty archive that ends with the process.
    pub(crate) fn in_memory() -> Result<Self, Trouble> {
        let desk = Desk::in_memory().map_err(|error| trouble(&error, Path::new("")))?;
        Ok(Self {
            desk: Place::Here(Arc::new(desk)),
            id: ArchiveId::local(),
        })
    }

    /// Stores stories and gives what became of each, in order, or the words of its refusal; they are durable when it
    /// returns.
    pub(crate) fn take(
        &self,
        stories: Vec<Draft>,
        come: Come,
    ) -> Result<Vec<Result<Taken, String>>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(come.take(desk, &self.id, stories)),
            Place::There(client) => client.take(&self.id, stories, come),
        }
    }

    /// Answers a question as of a time, and measures how long that takes.
    pub(crate) fn answer(&self, question: &str, asked: &Moment) -> Result<Answered, Trouble> {
        answers::measured(|| match &self.desk {
            Place::Here(desk) => told(desk.ask(&self.id, question, asked)),
            Place::There(client) => client.ask(&self.id, question, asked),
        })
    }

    /// Answers a question likewise, and tells how the answer was chosen.
    pub(crate) fn explain(
        &self,
        question: &str,
        asked: &Moment,
    ) -> Result<(Answered, Explanation), Trouble> {
        let mut explanation = None;
        let answered = answers::measured(|| {
            let (answer, how) = match &self.desk {
                Place::Here(desk) => told(desk.explain(&self.id, question, asked)),
                Place::There(client) => client.explain(&self.id, question, asked),
            }?;
            explanation = Some(how);
            Ok::<_, Trouble>(answer)
        })?;
        let missing = || Trouble::Stored {
            why: "the answer came without an explanation".to_owned(),
        };
        Ok((answered, explanation.ok_or_else(missing)?))
    }

    /// Shows every story, in the order of ids.
    pub(crate) fn each_article(&self, mut visit: impl FnMut(&Article)) -> Result<(), Trouble> {
        let mut after: Option<ArticleId> = None;
        loop {
            let some = self.articles(after.as_ref())?;
            some.iter().for_each(&mut visit);
            match some.last() {
                Some(last) => after = Some(last.id().clone()),
                None => return Ok(()),
            }
        }
    }

    fn articles(&self, after: Option<&ArticleId>) -> Result<Vec<Article>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.articles(&self.id, after, PAGE)),
            Place::There(client) => client.articles(&self.id, after, PAGE),
        }
    }

    /// One story, if it is here.
    pub(crate) fn article(&self, id: &ArticleId) -> Result<Option<Article>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.article(&self.id, id)),
            Place::There(client) => client.article(&self.id, id),
        }
    }

    /// Takes the words of removed stories out of the files of the index; a process that serves the folder does so by itself.
    pub(crate) fn purge(&self) -> Result<(), Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.purge()),
            Place::There(_) => Ok(()),
        }
    }

    /// Removes a story; tells whether it was here.
    pub(crate) fn forget(&self, id: &ArticleId) -> Result<bool, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.forget(&self.id, id)),
            Place::There(client) => client.forget(&self.id, id),
        }
    }
}

fn told<T>(result: Result<T, Error>) -> Result<T, Trouble> {
    result.map_err(|error| trouble(&error, Path::new(UNNAMED)))
}
