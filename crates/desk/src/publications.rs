//! The events of an archive that were published at Discord: each a value under a key of its own, gone with the archive.

use crate::{
    Desk, Error,
    feeds::{read, written},
};
use dateline_core::{ArchiveId, EventId, Publication};
use dateline_storage::Conflict;

const PREFIX: &str = "publication/";

fn key(event: &EventId) -> String {
    format!("{PREFIX}{event}")
}

impl Desk {
    /// What was published, in the order of the events' names.
    pub fn publications(&self, archive: &ArchiveId) -> Result<Vec<Publication>, Error> {
        let kept = self.store().state_list(archive, PREFIX)?;
        kept.iter()
            .map(|(key, value)| read(key, &value.bytes))
            .collect()
    }

    /// Keeps that an event is to be published, before Discord is asked; durable on return. Where it is published or being published
    /// already, nothing is kept and that publication is returned.
    pub fn begin_publication(
        &self,
        archive: &ArchiveId,
        publication: &Publication,
    ) -> Result<Option<Publication>, Error> {
        let (store, key) = (self.store(), key(&publication.event));
        let value = written(&key, publication)?;
        match store.state_compare_and_set(archive, &key, None, value.as_bytes()) {
            Ok(_) => Ok(None),
            Err(dateline_storage::Error::Conflict(Conflict::Changed { .. })) => {
                let standing = store.state_get(archive, &key)?;
                let read = standing.map(|value| read(&key, &value.bytes));
                read.transpose()
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps how far a publication has come, durable on return. One that is kept no longer stays so: says whether it is.
    pub fn keep_publication(
        &self,
        archive: &ArchiveId,
        publication: &Publication,
    ) -> Result<bool, Error> {
        let (store, key) = (self.store(), key(&publication.event));
        let Some(standing) = store.state_get(archive, &key)? else {
            return Ok(false);
        };
        let value = written(&key, publication)?;
        let version = Some(standing.version);
        match store.state_compare_and_set(archive, &key, version, value.as_bytes()) {
            Ok(_) => Ok(true),
            Err(dateline_storage::Error::Conflict(Conflict::Changed { version: None, .. })) => {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets that an event was published.
    pub fn end_publication(&self, archive: &ArchiveId, event: &EventId) -> Result<(), Error> {
        self.store().state_remove(archive, &key(event))?;
        Ok(())
    }

    /// Forgets that a person published events; they stay published.
    pub(crate) fn forget_publisher(&self, archive: &ArchiveId, person: u64) -> Result<(), Error> {
        let theirs = self.publications(archive)?.into_iter();
        for publication in theirs.filter(|one| one.by == Some(person)) {
            let by = None;
            self.keep_publication(archive, &Publication { by, ..publication })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Billing, Stage};

    fn fair() -> Publication {
        let at = |text: &str| text.parse().expect("an instant");
        Publication {
            event: "eaaaaaaaaaaaa".parse().expect("an event id"),
            code: "0123456789".into(),
            stage: Stage::Making,
            billing: Billing {
                name: "harbour fair".into(),
                about: "“It opens.”".into(),
                start: at("2026-12-04T17:30:00Z"),
                end: at("2026-12-04T20:00:00Z"),
                place: "Bergen".into(),
            },
            when: None,
            place: None,
            zone: "Europe/Oslo".into(),
            made: at("2026-11-24T09:00:00Z"),
            by: Some(42),
            not_before: None,
        }
    }

    #[test]
    fn a_publication_is_begun_once_kept_while_it_is_wanted_and_stays_in_its_form() {
        let desk = Desk::in_memory().expect("a desk");
        let (here, there) = (ArchiveId::server(5), ArchiveId::server(6));
        assert_eq!(desk.begin_publication(&here, &fair()).expect("kept"), None);
        let again = desk.begin_publication(&here, &fair()).expect("read");
        assert_eq!(again, Some(fair()));
        let value = desk.store().state_get(&here, "publication/eaaaaaaaaaaaa");
        assert_eq!(
            String::from_utf8_lossy(&value.expect("read").expect("there").bytes),
            "1 {\"event\":\"eaaaaaaaaaaaa\",\"code\":\"0123456789\",\"stage\":\"making\",\"billing\":{\"name\":\"harbour fair\",\
             \"about\":\"“It opens.”\",\"start\":\"2026-12-04T17:30:00Z\",\"end\":\"2026-12-04T20:00:00Z\",\"place\":\"Bergen\"},\
             \"when\":null,\"place\":null,\"zone\":\"Europe/Oslo\",\"made\":\"2026-11-24T09:00:00Z\",\"by\":42}"
        );
        let stage = Stage::Shown(77);
        let shown = Publication { stage, ..fair() };
        assert!(desk.keep_publication(&here, &shown).expect("kept"));
        assert!(desk.publications(&there).expect("read").is_empty());
        desk.forget_person(42).expect("forgotten");
        let unnamed = Publication { by: None, ..shown };
        assert_eq!(desk.publications(&here).expect("read"), [unnamed]);
        desk.end_publication(&here, &fair().event).expect("ended");
        assert!(!desk.keep_publication(&here, &fair()).expect("refused"));
        assert!(desk.publications(&here).expect("read").is_empty());
    }
}
