//! The readings of the articles that were asked for lately, so that no article is read twice in a row.

use crate::{kept, read::Read};
use dateline_ask::Vocabulary;
use dateline_core::{ArchiveId, Article, ArticleId};
use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

/// How many readings one generation holds; there are two.
const GENERATION: usize = 512;

type Key = (ArchiveId, ArticleId, u32);

/// Keeps the last 512 readings asked for, and up to 512 older ones.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    generations: Mutex<Generations>,
    vocabulary: Vocabulary,
}

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Key, Arc<Read>>,
    old: HashMap<Key, Arc<Read>>,
}

impl Readings {
    /// The reading of the article, kept here, stored or made now; a kept one counts only where the article is the same
    /// throughout.
    pub(crate) fn of(
        &self,
        archive: &ArchiveId,
        article: &Article,
        stored: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Arc<Read> {
        let key = (archive.clone(), article.id().clone(), article.revision());
        if let Some(kept) = self.kept(&key).filter(|kept| &kept.article == article) {
            return kept;
        }
        let stored = stored().and_then(|bytes| kept::read(&bytes, article));
        let read = stored.unwrap_or_else(|| Read::of(article.clone(), &self.vocabulary));
        let read = Arc::new(read);
        self.with(|generations| generations.keep(key, Arc::clone(&read)));
        read
    }

    /// Lets go of everything, as after something was forgotten.
    pub(crate) fn clear(&self) {
        self.with(|generations| *generations = Generations::default());
        self.vocabulary.clear();
    }

    /// The words of what was read lately.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn kept(&self, key: &Key) -> Option<Arc<Read>> {
        self.with(|generations| {
            if let Some(young) = generations.young.get(key) {
                return Some(Arc::clone(young));
            }
            let old = generations.old.remove(key)?;
            generations.keep(key.clone(), Arc::clone(&old));
            Some(old)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Generations) -> T) -> T {
        act(&mut self
            .generations
            .lock()
            .unwrap_or_else(PoisonError::into_inner))
    }
}

impl Generations {
    fn keep(&mut self, key: Key, read: Arc<Read>) {
        if self.young.len() >= GENERATION {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Draft, Moment};

    fn story(text: &str) -> Article {
        let day = Moment::parse("2026-04-02").expect("a day");
        let draft = Draft {
            id: Some("a".parse().expect("an id")),
            text: text.into(),
            ..Draft::published(day)
        };
        Article::new(draft).expect("a story")
    }

    fn of(readings: &Readings, archive: &ArchiveId, text: &str) -> Arc<Read> {
        readings.of(archive, &story(text), || None)
    }

    #[test]
    fn a_reading_is_kept_until_the_article_is_another_one() {
        let (readings, local) = (Readings::default(), ArchiveId::local());
        let first = of(&readings, &local, "One.");
        assert!(Arc::ptr_eq(&first, &of(&readings, &local, "One.")));
        let second = of(&readings, &local, "Two.");
        assert_eq!(second.article.text(), "Two.");
        readings.clear();
        assert!(!Arc::ptr_eq(&second, &of(&readings, &local, "Two.")));
    }

    #[test]
    fn no_more_than_two_generations_are_kept_and_those_asked_for_stay() {
        let (readings, local) = (Readings::default(), ArchiveId::local());
        let wanted = of(&readings, &local, "Wanted.");
        for n in 0..3 * GENERATION as u64 {
            of(&readings, &ArchiveId::user(n), "Passing.");
            assert!(Arc::ptr_eq(&wanted, &of(&readings, &local, "Wanted.")));
        }
        let kept = readings.with(|g| g.young.len() + g.old.len());
        assert!(kept <= 2 * GENERATION, "{kept}");
    }
}
