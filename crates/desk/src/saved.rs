//! Who saved which story by hand: kept beside the stories, told with every answer that rests on one.

use crate::error::Error;
use dateline_core::{
    Answer, AnswerParts, ArchiveId, Article, ArticleId, Citation, Draft, Intake, Quote, Saved,
};
use dateline_storage::Store;

/// The key under which it is kept who saved a revision; the length keeps one id's keys apart from another's.
fn key(id: &ArticleId, revision: u32) -> String {
    format!("{}{revision}", prefix(id))
}

/// What every such key of a story begins with.
fn prefix(id: &ArticleId) -> String {
    format!("saved/{}:{id}/", id.as_str().len())
}

/// `1 pasted 42`: the form's version, how it came, who saved it.
fn written(saved: &Saved) -> Option<String> {
    let how = match saved.how {
        Intake::Pasted => "pasted",
        Intake::File => "file",
        Intake::Link => "link",
        _ => return None,
    };
    Some(format!("1 {how} {}", saved.by))
}

fn parsed(bytes: &[u8]) -> Option<Saved> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (how, by) = text.strip_prefix("1 ")?.split_once(' ')?;
    let how = match how {
        "pasted" => Intake::Pasted,
        "file" => Intake::File,
        "link" => Intake::Link,
        _ => return None,
    };
    let by = by.parse().ok()?;
    Some(Saved { by, how })
}

/// Keeps who saved a revision of a story.
pub(crate) fn note(
    store: &dyn Store,
    archive: &ArchiveId,
    revision: (&ArticleId, u32),
    saved: &Saved,
) -> Result<(), Error> {
    if let Some(value) = written(saved) {
        store.state_put(archive, &key(revision.0, revision.1), value.as_bytes())?;
    }
    Ok(())
}

/// Every revision of which it is known who saved it.
pub(crate) fn all(
    store: &dyn Store,
    archive: &ArchiveId,
) -> Result<Vec<(ArticleId, u32, Saved)>, Error> {
    let kept = store.state_list(archive, "saved/")?;
    let read = kept.iter().filter_map(|(key, value)| {
        let (id, revision) = of_key(key)?;
        Some((id, revision, parsed(&value.bytes)?))
    });
    Ok(read.collect())
}

/// Whether a value says who saved which story.
pub(crate) fn readable(key: &str, bytes: &[u8]) -> Result<(), Error> {
    match (of_key(key), parsed(bytes)) {
        (Some(_), Some(_)) => Ok(()),
        _ => Err(dateline_storage::Error::Unreadable {
            what: format!("value {key}"),
            why: "it does not say who saved which story".into(),
        }
        .into()),
    }
}

/// The story and the revision of a key.
fn of_key(key: &str) -> Option<(ArticleId, u32)> {
    let (length, rest) = key.strip_prefix("saved/")?.split_once(':')?;
    let (id, revision) = rest.split_at_checked(length.parse().ok()?)?;
    let revision = revision.strip_prefix('/')?.parse().ok()?;
    Some((id.parse().ok()?, revision))
}

/// Forgets who saved a story, in all its revisions.
pub(crate) fn forget(store: &dyn Store, archive: &ArchiveId, id: &ArticleId) -> Result<(), Error> {
    for (key, _) in store.state_list(archive, &prefix(id))? {
        store.state_remove(archive, &key)?;
    }
    Ok(())
}

/// The same draft, without its address where another story stands under it: words that a person put in never pass for
/// a new revision of a page.
pub(crate) fn beside_what_stands(
    store: &dyn Store,
    archive: &ArchiveId,
    draft: Draft,
) -> Result<Draft, Error> {
    if draft.url.is_none() {
        return Ok(draft);
    }
    let article = Article::new(draft)?;
    let taken = match store.by_identity(archive, &article.identity())? {
        Some(id) => store.article(archive, &id)?,
        None => None,
    };
    let same = |hash: &str| {
        taken.as_ref().is_none_or(|record| {
            let mut revisions = record.revisions();
            revisions.any(|revision| revision.article().content_hash() == hash)
        })
    };
    let stays = same(&article.content_hash());
    let draft = Draft::from(article);
    Ok(Draft {
        id: None,
        url: draft.url.filter(|_| stays),
        ..draft
    })
}

/// Who saved a revision of a story, if a person did.
pub(crate) fn who_put_in(
    store: &dyn Store,
    archive: &ArchiveId,
    revision: (&ArticleId, u32),
) -> Result<Option<Saved>, Error> {
    let found = store.state_get(archive, &key(revision.0, revision.1))?;
    Ok(found.and_then(|value| parsed(&value.bytes)))
}

/// Who saved the story that is quoted, if a person did.
pub(crate) fn who(
    store: &dyn Store,
    archive: &ArchiveId,
    quote: &Quote,
) -> Result<Option<Saved>, Error> {
    who_put_in(store, archive, (quote.article(), quote.revision()))
}

/// The answer with who saved the stories that it cites.
pub(crate) fn told(
    store: &dyn Store,
    archive: &ArchiveId,
    answer: Answer,
) -> Result<Answer, Error> {
    let mut parts = AnswerParts::from(answer);
    let cited: Vec<&mut Citation> = parts.cited.iter_mut().chain(&mut parts.others).collect();
    for citation in cited {
        citation.saved = who(store, archive, &citation.quote)?;
    }
    Ok(Answer::new(parts)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_is() {
        for how in [Intake::Pasted, Intake::File, Intake::Link] {
            let saved = Saved { by: u64::MAX, how };
            let value = written(&saved).expect("both are written");
            assert_eq!(parsed(value.as_bytes()), Some(saved));
        }
        for odd in ["", "1 pasted", "1 pasted x", "2 pasted 1", "1 found 1"] {
            assert_eq!(parsed(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn no_ids_keys_begin_with_anothers() {
        let id = |text: &str| text.parse::<ArticleId>().expect("an id");
        assert!(!key(&id("a/b"), 0).starts_with(&prefix(&id("a"))));
        assert!(key(&id("a"), 3).starts_with(&prefix(&id("a"))));
        for (name, revision) in [("a/b", 0), ("a:7/3", 12)] {
            assert_eq!(
                of_key(&key(&id(name), revision)),
                Some((id(name), revision))
            );
        }
        assert_eq!(of_key("saved/9:a/0"), None);
    }
}
