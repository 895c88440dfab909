//! One archive at the desk: opened in the data folder or in memory, and what goes wrong with it as troubles.

use crate::{
    answers::{self, Answered},
    settings::Settings,
};
use dateline_core::{ArchiveId, Article, ArticleId, Draft, Moment};
use dateline_desk::{Desk, Error, Taken};
use dateline_render::{ArchiveFault, Trouble, refusal};
use dateline_search::Index;
use dateline_storage::{SledStore, StoreId};
use std::{fs, path::Path};

/// So many stories are listed at once.
const PAGE: usize = 200;

/// The file in which the process that has the folder open leaves its id.
const HOLDER: &str = "process";

/// One archive, held open by this process.
pub(crate) struct Archive {
    desk: Desk,
    id: ArchiveId,
}

impl Archive {
    /// The archive of the settings, in its data folder.
    pub(crate) fn open(settings: &Settings) -> Result<Self, Trouble> {
        let folder = settings.data_folder()?;
        let io = |why: std::io::Error| Trouble::Archive {
            path: folder.clone(),
            fault: ArchiveFault::Io {
                why: why.to_string(),
            },
        };
        fs::create_dir_all(&folder).map_err(io)?;
        let opened = || -> Result<Desk, Error> {
            let store = SledStore::open(folder.join("store"), StoreId::random())?;
            // Only names the holder to others: without it they learn less, and nothing else is lost.
            let _ = fs::write(folder.join(HOLDER), std::process::id().to_string());
            let index = Index::open(&folder.join("index"))?;
            Desk::open(Box::new(store), index)
        };
        let desk = opened().map_err(|error| trouble(&error, &folder))?;
        Ok(Self {
            desk,
            id: settings.archive.clone(),
        })
    }

    /// An empty archive that ends with the process.
    pub(crate) fn in_memory() -> Result<Self, Trouble> {
        let desk = Desk::in_memory().map_err(|error| trouble(&error, Path::new("")))?;
        Ok(Self {
            desk,
            id: ArchiveId::local(),
        })
    }

    /// Stores stories and gives what became of each, in order; they are durable when it returns.
    pub(crate) fn take(
        &self,
        stories: Vec<Draft>,
    ) -> Result<Vec<Result<Taken, dateline_core::Error>>, Trouble> {
        self.told(self.desk.take_many(&self.id, stories))
    }

    /// Answers a question as of a time, and measures how long that takes.
    pub(crate) fn answer(&self, question: &str, asked: &Moment) -> Result<Answered, Trouble> {
        self.told(answers::measured(|| {
            self.desk.ask(&self.id, question, asked)
        }))
    }

    /// Shows every story, in the order of ids.
    pub(crate) fn each_article(&self, mut visit: impl FnMut(&Article)) -> Result<(), Trouble> {
        let mut after: Option<ArticleId> = None;
        loop {
            let some = self.told(self.desk.articles(&self.id, after.as_ref(), PAGE))?;
            some.iter().for_each(&mut visit);
            match some.last() {
                Some(last) => after = Some(last.id().clone()),
                None => return Ok(()),
            }
        }
    }

    /// One story, if it is here.
    pub(crate) fn article(&self, id: &ArticleId) -> Result<Option<Article>, Trouble> {
        self.told(self.desk.article(&self.id, id))
    }

    /// Removes a story; tells whether it was here.
    pub(crate) fn forget(&self, id: &ArticleId) -> Result<bool, Trouble> {
        self.told(self.desk.forget(&self.id, id))
    }

    fn told<T>(&self, result: Result<T, Error>) -> Result<T, Trouble> {
        result.map_err(|error| trouble(&error, Path::new("the archive")))
    }
}

/// What a person has to know of an error; `folder` is named where the error names no path.
fn trouble(error: &Error, folder: &Path) -> Trouble {
    match error {
        Error::Refused(why) => Trouble::Stored { why: refusal(why) },
        Error::Storage(why) => storage_trouble(why, folder),
        Error::Search(why) => search_trouble(why, folder),
        other => Trouble::Stored {
            why: other.to_string(),
        },
    }
}

fn storage_trouble(error: &dateline_storage::Error, folder: &Path) -> Trouble {
    use dateline_storage::Error as E;
    let (path, fault) = match error {
        E::Busy { path } => (path.as_path(), in_use(folder)),
        E::Damaged {
            path, set_aside, ..
        } => (
            path.as_path(),
            ArchiveFault::SetAside {
                kept: set_aside.clone(),
            },
        ),
        E::Newer { schema } => (folder, ArchiveFault::Newer { schema: *schema }),
        E::Io { path, source } => (
            path.as_path(),
            ArchiveFault::Io {
                why: source.to_string(),
            },
        ),
        other => {
            return Trouble::Stored {
                why: other.to_string(),
            };
        }
    };
    Trouble::Archive {
        path: path.to_owned(),
        fault,
    }
}

fn search_trouble(error: &dateline_search::Error, folder: &Path) -> Trouble {
    use dateline_search::Error as E;
    let (path, fault) = match error {
        E::InUse(path) => (path.as_path(), in_use(folder)),
        E::NotAnIndex(path) => {
            let why = "it holds other files than the search index".to_owned();
            (path.as_path(), ArchiveFault::Io { why })
        }
        E::Disk(why) => (
            folder,
            ArchiveFault::Io {
                why: why.to_string(),
            },
        ),
        other => {
            return Trouble::Stored {
                why: other.to_string(),
            };
        }
    };
    Trouble::Archive {
        path: path.to_owned(),
        fault,
    }
}

/// Which process has the folder open, as far as it says.
fn in_use(folder: &Path) -> ArchiveFault {
    let written = fs::read_to_string(folder.join(HOLDER)).ok();
    ArchiveFault::InUse {
        process: written.and_then(|id| id.trim().parse().ok()),
    }
}
