//! Reminders and watches in format 1.

use super::{
    article_id,
    corrections::{Mark, marks, read_marks},
    digests::Instant,
    event_id,
    times::When,
};
use crate::format::codes::Coded;
use chrono::{DateTime, Utc};
use dateline_core::{Lead, Recipient, Trouble};
use serde::{Deserialize, Serialize};

/// Where it tells; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum To {
    Channel(u64),
    Person(u64),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Standing {
    status: u8,
    when: Option<When>,
}

/// What a person asked to be reminded of.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reminder {
    number: u64,
    person: u64,
    to: To,
    pings: bool,
    event: String,
    marks: Vec<Mark>,
    minutes: u32,
    zone: String,
    since: Instant,
    told: Standing,
    said: u32,
    saying: Option<(Option<Standing>, bool)>,
    off: Option<(u8, Instant)>,
}

/// What a person watches for.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Watch {
    number: u64,
    person: u64,
    to: To,
    pings: bool,
    what: Watched,
    is_paused: bool,
    since: Instant,
    seen: u64,
    told: Vec<Version>,
    seeing: Option<(u64, Vec<Version>)>,
    said: u32,
    off: Option<(u8, Instant)>,
}

/// A story and its revision.
type Version = (String, u32);

/// What is watched; variants only ever join at the end.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Watched {
    Words(String),
    Place(String),
    Event(String, Vec<Mark>),
}

impl From<Recipient> for To {
    fn from(to: Recipient) -> Self {
        match to {
            Recipient::Channel(channel) => Self::Channel(channel),
            Recipient::Person(person) => Self::Person(person),
        }
    }
}

impl To {
    fn read(self) -> Recipient {
        match self {
            Self::Channel(channel) => Recipient::Channel(channel),
            Self::Person(person) => Recipient::Person(person),
        }
    }
}

impl TryFrom<&dateline_core::Standing> for Standing {
    type Error = String;

    fn try_from(standing: &dateline_core::Standing) -> Result<Self, String> {
        let when = standing.when.as_ref().map(When::try_from);
        Ok(Self {
            status: standing.status.code()?,
            when: when.transpose()?,
        })
    }
}

impl Standing {
    fn read(self) -> Result<dateline_core::Standing, String> {
        Ok(dateline_core::Standing {
            status: Coded::of(self.status)?,
            when: self.when.map(TryInto::try_into).transpose()?,
        })
    }
}

type Off = Option<(Trouble, DateTime<Utc>)>;

fn write_off(off: Off) -> Result<Option<(u8, Instant)>, String> {
    let off = off.map(|(trouble, at)| Ok::<_, String>((trouble.code()?, at.into())));
    off.transpose()
}

fn read_off(stored: Option<(u8, Instant)>) -> Result<Off, String> {
    let off = stored.map(|(trouble, at)| Ok::<_, String>((Coded::of(trouble)?, at.read()?)));
    off.transpose()
}

fn write_versions(told: &[dateline_core::Version]) -> Vec<Version> {
    let told = told.iter();
    told.map(|(article, revision)| (article.to_string(), *revision))
        .collect()
}

fn read_versions(told: Vec<Version>) -> Result<Vec<dateline_core::Version>, String> {
    let told = told.into_iter();
    told.map(|(article, revision)| Ok((article_id(&article)?, revision)))
        .collect()
}

impl TryFrom<&dateline_core::Reminder> for Reminder {
    type Error = String;

    fn try_from(reminder: &dateline_core::Reminder) -> Result<Self, String> {
        let saying = reminder.saying.as_ref().map(|saying| {
            let told = saying.told.as_ref().map(Standing::try_from).transpose()?;
            Ok::<_, String>((told, saying.is_last))
        });
        Ok(Self {
            number: reminder.number,
            person: reminder.person,
            to: reminder.to.into(),
            pings: reminder.pings,
            event: reminder.event.to_string(),
            marks: marks(&reminder.marks)?,
            minutes: reminder.lead.minutes(),
            zone: reminder.zone.clone(),
            since: reminder.since.into(),
            told: (&reminder.told).try_into()?,
            said: reminder.said,
            saying: saying.transpose()?,
            off: write_off(reminder.off)?,
        })
    }
}

impl Reminder {
    pub(crate) fn read(self) -> Result<dateline_core::Reminder, String> {
        let lead = Lead::of_minutes(self.minutes);
        let saying = self.saying.map(|(told, is_last)| {
            let told = told.map(Standing::read).transpose()?;
            Ok::<_, String>(dateline_core::Saying { told, is_last })
        });
        Ok(dateline_core::Reminder {
            number: self.number,
            person: self.person,
            to: self.to.read(),
            pings: self.pings,
            event: event_id(&self.event)?,
            marks: read_marks(self.marks)?,
            lead: lead.ok_or_else(|| format!("{} minutes are more than a year", self.minutes))?,
            zone: self.zone,
            since: self.since.read()?,
            told: self.told.read()?,
            said: self.said,
            saying: saying.transpose()?,
            off: read_off(self.off)?,
        })
    }
}

impl TryFrom<&dateline_core::Watch> for Watch {
    type Error = String;

    fn try_from(watch: &dateline_core::Watch) -> Result<Self, String> {
        Ok(Self {
            number: watch.number,
            person: watch.person,
            to: watch.to.into(),
            pings: watch.pings,
            what: match &watch.what {
                dateline_core::Watched::Words(words) => Watched::Words(words.clone()),
                dateline_core::Watched::Place(place) => Watched::Place(place.clone()),
                dateline_core::Watched::Event { id, marks: held } => {
                    Watched::Event(id.to_string(), marks(held)?)
                }
            },
            is_paused: watch.is_paused,
            since: watch.since.into(),
            seen: watch.seen,
            told: write_versions(&watch.told),
            seeing: watch
                .seeing
                .as_ref()
                .map(|seeing| (seeing.to, write_versions(&seeing.told))),
            said: watch.said,
            off: write_off(watch.off)?,
        })
    }
}

impl Watch {
    pub(crate) fn read(self) -> Result<dateline_core::Watch, String> {
        let seeing = self.seeing.map(|(to, told)| {
            let told = read_versions(told)?;
            Ok::<_, String>(dateline_core::Seeing { to, told })
        });
        Ok(dateline_core::Watch {
            number: self.number,
            person: self.person,
            to: self.to.read(),
            pings: self.pings,
            what: match self.what {
                Watched::Words(words) => dateline_core::Watched::Words(words),
                Watched::Place(place) => dateline_core::Watched::Place(place),
                Watched::Event(id, held) => dateline_core::Watched::Event {
                    id: event_id(&id)?,
                    marks: read_marks(held)?,
                },
            },
            is_paused: self.is_paused,
            since: self.since.read()?,
            seen: self.seen,
            told: read_versions(self.told)?,
            seeing: seeing.transpose()?,
            said: self.said,
            off: read_off(self.off)?,
        })
    }
}
