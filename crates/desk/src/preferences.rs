//! What the people of an archive have set for it: one value under one key, gone with the archive.

use crate::{
    Desk, Error,
    feeds::{read, written},
};
use dateline_core::{ArchiveId, Preferences};
use dateline_storage::Conflict;

/// Under this key they stand.
const KEY: &str = "preferences";

/// A change that another one overtook is made again so often.
const TRIES: usize = 5;

impl Desk {
    /// What is set for an archive; nothing where nobody has set anything.
    pub fn preferences(&self, archive: &ArchiveId) -> Result<Preferences, Error> {
        let kept = self.store().state_get(archive, KEY)?;
        let kept = kept.map(|value| read(KEY, &value.bytes)).transpose()?;
        Ok(kept.unwrap_or_default())
    }

    /// Changes what is set, and gives it as it is then; durable on return. Two changes at once are both made.
    pub fn prefer(
        &self,
        archive: &ArchiveId,
        change: impl Fn(&mut Preferences),
    ) -> Result<Preferences, Error> {
        let mut tries = TRIES;
        loop {
            let kept = self.store().state_get(archive, KEY)?;
            let version = kept.as_ref().map(|value| value.version);
            let kept = kept.map(|value| read(KEY, &value.bytes)).transpose()?;
            let mut preferences: Preferences = kept.unwrap_or_default();
            change(&mut preferences);
            let value = written(KEY, &preferences)?;
            let put = self.store();
            let put = put.state_compare_and_set(archive, KEY, version, value.as_bytes());
            tries -= 1;
            match put {
                Ok(_) => return Ok(preferences),
                Err(dateline_storage::Error::Conflict(Conflict::Changed { .. })) if tries > 0 => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveTime;
    use dateline_core::{DateOrder, Quiet, Visibility, WeekStart};

    #[test]
    fn what_is_set_is_kept_for_its_archive_alone_in_a_form_that_stays() {
        let desk = Desk::in_memory().expect("a desk");
        let (here, there) = (ArchiveId::server(5), ArchiveId::user(5));
        assert_eq!(
            desk.preferences(&here).expect("read"),
            Preferences::default()
        );
        let set = Preferences {
            zone: Some("Asia/Kolkata".into()),
            date_order: Some(DateOrder::DayFirst),
            week_start: Some(WeekStart::Sunday),
            answers: Some(Visibility::Asker),
            channels: vec![7],
            save_role: Some(u64::MAX),
            quiet: Some(Quiet {
                from: NaiveTime::MIN,
                to: NaiveTime::from_hms_opt(7, 30, 0).expect("a time"),
            }),
            retention: Some(90),
        };
        let kept = desk
            .prefer(&here, |kept| *kept = set.clone())
            .expect("kept");
        assert_eq!(kept, set);
        let value = desk
            .store()
            .state_get(&here, KEY)
            .expect("read")
            .expect("there");
        assert_eq!(
            String::from_utf8_lossy(&value.bytes),
            "1 {\"zone\":\"Asia/Kolkata\",\"date_order\":\"day-first\",\"week_start\":\"sunday\",\"answers\":\"asker\",\
             \"channels\":[7],\"save_role\":18446744073709551615,\"quiet\":{\"from\":\"00:00:00\",\"to\":\"07:30:00\"},\"retention\":90}"
        );
        let kept = desk.prefer(&here, |kept| kept.zone = None).expect("kept");
        assert_eq!(kept, Preferences { zone: None, ..set });
        assert_eq!(
            desk.preferences(&there).expect("read"),
            Preferences::default()
        );
        desk.forget_archive(&here).expect("forgotten");
        assert_eq!(
            desk.preferences(&here).expect("read"),
            Preferences::default()
        );
    }
}
