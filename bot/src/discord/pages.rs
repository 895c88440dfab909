//! Pages that are turned by buttons. All that is needed to turn one stands in the button's id, so that it works after a
//! restart too: the command, the page, whose list it is, which list it was, and what was asked.

use super::{
    bot::Bot,
    command::Outcome,
    fault::Fault,
    place::Place,
    reply::{self, File, Seen},
};
use dateline_core::ArchiveId;
use dateline_render::{
    discord::{
        Card, Notice,
        lists::{Pages, Turning},
    },
    picture::Picture,
};
use serenity::all::ComponentInteraction;

/// Discord takes ids of so many characters.
const LONGEST: usize = 100;

/// What stands between the parts of an id.
const BETWEEN: char = ':';

/// A list as it was asked for: by which command, and with what.
pub(super) struct Asking<'a> {
    pub(super) command: &'static str,
    pub(super) place: &'a Place,
    /// What the command was given, in a form that it reads again.
    pub(super) given: &'a str,
}

/// A press of a button that turns a page.
pub(super) struct Press {
    page: usize,
    print: String,
    /// What the command was given.
    pub(super) given: String,
}

impl Press {
    /// Reads a press; one that is not of a list of the presser's own archive is refused.
    pub(super) fn read(pressed: &ComponentInteraction, place: &Place) -> Result<Self, Notice> {
        Self::parse(&pressed.data.custom_id, &place.archive).ok_or(Notice::StaleList)
    }

    fn parse(id: &str, archive: &ArchiveId) -> Option<Self> {
        let mut parts = id.splitn(5, BETWEEN).skip(1);
        let page = parts.next()?.parse().ok()?;
        let own = parts.next()? == mark(archive.as_str());
        let print = parts.next()?.to_owned();
        let given = parts.next()?.to_owned();
        own.then_some(Self { page, print, given })
    }
}

impl Asking<'_> {
    /// The first page, for whom answers are for.
    pub(super) fn begin(&self, pages: &Pages) -> Outcome {
        Outcome::Card(self.first(pages), Seen::AsSet)
    }

    /// The first page with its picture, where it has one.
    pub(super) fn begin_with(&self, pages: &Pages, picture: Option<Picture>) -> Outcome {
        match picture {
            Some(picture) => {
                let file = File::picture(self.command, picture);
                Outcome::File(self.first(pages), file, Seen::AsSet)
            }
            None => self.begin(pages),
        }
    }

    /// The first page.
    pub(super) fn first(&self, pages: &Pages) -> Card {
        pages.card(0, false, &self.turning(pages))
    }

    /// The page that was turned to, in place of the one before; where the list is another by now, that is told.
    pub(super) fn turn(&self, press: &Press, pages: &Pages) -> Outcome {
        self.turn_with(press, pages, None)
    }

    /// The same with the picture of the list as it is now.
    pub(super) fn turn_with(
        &self,
        press: &Press,
        pages: &Pages,
        picture: Option<Picture>,
    ) -> Outcome {
        let has_changed = press.print != mark(&pages.text());
        let card = pages.card(press.page, has_changed, &self.turning(pages));
        let file = picture.map(|picture| File::picture(self.command, picture));
        Outcome::Response(Box::new(reply::in_place(&card, file)))
    }

    fn turning(&self, pages: &Pages) -> Buttons {
        let owner = mark(self.place.archive.as_str());
        Buttons {
            command: self.command,
            rest: format!("{owner}:{}:{}", mark(&pages.text()), self.given),
        }
    }
}

/// The id of a button or form that belongs to an archive: whoever presses it elsewhere is told that it is another's.
pub(super) fn own_id(command: &str, verb: &str, archive: &ArchiveId, rest: &str) -> String {
    format!("{command}:{verb}:{}:{rest}", mark(archive.as_str()))
}

/// The verb and the rest of an id that [`own_id`] made for that archive.
pub(super) fn own_parts<'a>(id: &'a str, archive: &ArchiveId) -> Option<(&'a str, &'a str)> {
    let mut parts = id.splitn(4, BETWEEN).skip(1);
    let verb = parts.next()?;
    let own = parts.next()? == mark(archive.as_str());
    let rest = parts.next()?;
    own.then_some((verb, rest))
}

/// Six letters that tell whether a text is still the same.
pub(super) fn print(text: &str) -> String {
    mark(text)
}

/// A card in place of the one whose button was pressed.
pub(super) fn update(card: &Card) -> Outcome {
    Outcome::Response(Box::new(reply::in_place(card, None)))
}

/// What the desk tells of a list, and when it was asked.
pub(super) async fn at_desk<T: Send + 'static>(
    bot: &Bot,
    place: &Place,
    work: impl FnOnce(&dateline_desk::Desk, &dateline_core::Moment) -> Result<T, dateline_desk::Error>
    + Send
    + 'static,
) -> Result<(T, dateline_core::Moment), Fault> {
    bot.at_desk(place, move |desk, now| Ok((work(desk, now)?, *now)))
        .await
}

struct Buttons {
    command: &'static str,
    rest: String,
}

impl Turning for Buttons {
    fn to(&self, page: usize) -> Option<String> {
        let id = format!("{}:{page}:{}", self.command, self.rest);
        (id.encode_utf16().count() <= LONGEST).then_some(id)
    }
}

/// Six letters that two texts hardly share: FNV-1a, which is the same after a restart and an update.
fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let folded = (hash >> 40) ^ (hash & 0x00ff_ffff);
    format!("{:06x}", folded & 0x00ff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_reads_what_the_button_says_and_only_in_its_own_archive() {
        let (here, there) = (ArchiveId::server(5), ArchiveId::server(6));
        let buttons = Buttons {
            command: "timeline",
            rest: format!("{}:{}:night: ferry", mark(here.as_str()), mark("list")),
        };
        let id = buttons.to(12).expect("it fits");
        let press = Press::parse(&id, &here).expect("it is read");
        assert_eq!((press.page, press.given.as_str()), (12, "night: ferry"));
        assert_eq!(press.print, mark("list"));
        assert!(Press::parse(&id, &there).is_none());
        for odd in ["", "timeline", "timeline:x:y:z:w", "timeline:1:2"] {
            assert!(Press::parse(odd, &here).is_none(), "{odd}");
        }
        let own = own_id("event", "undo", &here, "c3:x");
        assert_eq!(own_parts(&own, &here), Some(("undo", "c3:x")));
        assert_eq!(own_parts(&own, &there), None);
        assert_eq!(own_parts("event:undo", &here), None);
        let long = Buttons {
            command: "timeline",
            rest: "x".repeat(100),
        };
        assert_eq!(long.to(0), None, "no button that Discord refuses");
    }
}
