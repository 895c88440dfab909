//! What the marks of pictures mean: a colour and a word for how an event stands. The word stands beside the colour wherever an
//! event is not simply to come, so that nothing is told by colour alone.

use super::canvas::{BLACK, Canvas, GREY, Ink, Type};
use crate::events;
use dateline_core::{Dossier, Moment, Status};

/// How wide pictures are, and the room at their edges.
pub(super) const WIDTH: f32 = 1_200.0;
pub(super) const EDGE: f32 = 36.0;

/// How an event is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) ink: Ink,
    pub(super) tint: Ink,
    pub(super) word: &'static str,
    pub(super) status: Status,
}

impl Look {
    /// As the event stands at a time.
    pub(super) fn of(event: &Dossier, now: &Moment) -> Self {
        let standing = event.view.standing();
        let word = events::status(&standing, now);
        let (ink, tint) = match standing.status {
            Status::Scheduled if word != Status::Scheduled.word() => {
                ([0x6b, 0x72, 0x80], [0xec, 0xee, 0xf1])
            }
            Status::Scheduled => ([0x2b, 0x5f, 0xc4], [0xe4, 0xec, 0xfb]),
            Status::Ongoing => ([0x0f, 0x76, 0x6e], [0xdb, 0xf1, 0xee]),
            Status::Happened => ([0x2e, 0x7d, 0x32], [0xe2, 0xf2, 0xe3]),
            Status::Postponed => ([0x9a, 0x67, 0x00], [0xfb, 0xf0, 0xd2]),
            Status::Cancelled => ([0xb7, 0x1c, 0x1c], [0xfb, 0xe3, 0xe1]),
        };
        Self {
            ink,
            tint,
            word,
            status: standing.status,
        }
    }

    /// The word, where it says more than that the event is to come.
    pub(super) fn note(&self) -> Option<&'static str> {
        (self.word != Status::Scheduled.word()).then_some(self.word)
    }
}

pub(super) const fn strong(size: f32, ink: Ink) -> Type {
    Type {
        size,
        is_strong: true,
        ink,
    }
}

pub(super) const fn regular(size: f32, ink: Ink) -> Type {
    Type {
        size,
        is_strong: false,
        ink,
    }
}

/// The name of a picture with how many events it is of; where the rest begins.
pub(super) fn headed(canvas: &mut Canvas, name: &str, count: &str) -> f32 {
    let base = EDGE + 34.0;
    let room = WIDTH - 2.0 * EDGE;
    canvas.words_before(count, (WIDTH - EDGE, base), room, regular(24.0, GREY));
    let left = room - 200.0;
    canvas.words(name, (EDGE, base), left, strong(36.0, BLACK));
    base + 28.0
}

/// What the colours mean, below everything; nothing where they mean one thing that is told by itself.
pub(super) fn legend(canvas: &mut Canvas, looks: &[Look], base: f32) {
    let mut x = EDGE;
    for look in distinct(looks) {
        canvas.slab((x, base - 15.0), (16.0, 16.0), 4.0, look.ink);
        x = canvas.words(look.word, (x + 24.0, base), 320.0, regular(19.0, GREY)) + 32.0;
    }
}

/// How high the legend is.
pub(super) fn legend_height(looks: &[Look]) -> f32 {
    if distinct(looks).is_empty() {
        0.0
    } else {
        44.0
    }
}

/// Each look once, in the order of their words; none where all events are to come.
fn distinct(looks: &[Look]) -> Vec<Look> {
    let mut distinct: Vec<Look> = looks.to_vec();
    distinct.sort_by_key(|look| look.word);
    distinct.dedup();
    let is_plain = |look: &Look| look.note().is_none();
    if distinct.iter().all(is_plain) {
        distinct.clear();
    }
    distinct
}
